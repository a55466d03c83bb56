"""What did the office do in the past year? Every working day it looked at its agenda and did its share.

Everything goes through the same acts as people use, on the day it happened: deliveries through the intake, settling
at its desk, the agenda through the acts of the core, feedback through the outreach.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import bulk, retelling
from vangnet.apps.cases.clock import AMSTERDAM
from vangnet.apps.cases.models import Case, Person, Step
from vangnet.apps.cases.story import Dated, facts_of
from vangnet.apps.demo.lines import Delivery
from vangnet.apps.demo.office import Desk, answer
from vangnet.apps.demo.world import World
from vangnet.apps.intake import desk as intake_desk
from vangnet.apps.intake.models import Signal
from vangnet.apps.outreach import feedback
from vangnet.domain import events as e
from vangnet.domain.acts import Refused, note
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import Role, SetAside
from vangnet.domain.fold import apply
from vangnet.domain.law import add_working_days, is_working_day, next_working_day
from vangnet.domain.sieve import Obligation, agenda

ACTS_A_DAY = 2
"""So many things are done for one household on one day, at most."""
QUIET_DAYS = 3
"""So many working days before the town is shown the office was short of people, so that something is left to do."""
WEDNESDAY = 2
Done = tuple[User, Sequence[e.Event]]


@contextmanager
def held_on(day: date) -> Iterator[None]:
    """The clock of the whole program stands on that day."""
    before = os.environ.get("VANGNET_TODAY")
    os.environ["VANGNET_TODAY"] = day.isoformat()
    try:
        yield
    finally:
        if before is None:
            del os.environ["VANGNET_TODAY"]
        else:
            os.environ["VANGNET_TODAY"] = before


@dataclass(slots=True)
class Year:
    """The office of one municipality, from the first delivery to the day before the town is shown."""

    municipality: Municipality
    team: Mapping[Role, Sequence[User]]
    world: World
    day: date
    """The day on which the town is shown. What is due then is left to whoever looks at it."""
    practice: Practice
    _turn: int = 0
    _people: dict[int, list[Person]] = field(default_factory=dict)

    def days(self, deliveries: Sequence[Delivery]) -> Iterator[date]:
        """Live every working day until the day before, each delivery on its first working day; gives each day lived."""
        post = defaultdict(list)
        for delivery in deliveries:
            post[next_working_day(delivery.reported)].append(delivery)
        today = min(post, default=self.day)
        while today < self.day:
            if is_working_day(today):
                with held_on(today):
                    self._one_day(today, post[today])
                yield today
            today += timedelta(days=1)

    def _one_day(self, today: date, post: Sequence[Delivery]) -> None:
        if post:
            self._take_in(today, post)
        self._append(self.world.moves(today), self._first(Role.COURT_OFFICER), today)
        self._settle(today)
        retelling.run_due(self.municipality, today)
        self._work(today)
        if today.weekday() == WEDNESDAY:
            self._tell_partners(today)

    # The intake ----------------------------------------------------------------------------

    def _take_in(self, today: date, post: Sequence[Delivery]) -> None:
        intake = self._first(Role.INTAKE)
        reported = {line.contract.reference for delivery in post for line in delivery.lines}
        self._append(self.world.paid_up(reported, today), intake, today)
        for delivery in post:
            self.world.deliver(self.world.still_reported(delivery, today), intake, today)

    def _settle(self, today: date) -> None:
        """What waits at the intake's desk, a good part of it each day."""
        hurry = add_working_days(today, 1)
        for signal in list(intake_desk.waiting(self.municipality)):
            if self.world.chance.random() < (0.8 if signal.due_on and signal.due_on <= hurry else 0.4):
                self._settle_one(signal, today)

    def _settle_one(self, signal: Signal, today: date) -> None:
        by = self._first(Role.INTAKE)
        again = Signal.of(self.municipality).get(pk=signal.pk)
        if not again.waits:
            return  # settled together with another of the same spelling
        if again.status == Signal.Status.WAITING_TRIAGE:
            self._decide(again, by, today)
            return
        resident = self.world.contracts[again.delivery_id, again.row].resident
        _, likely = intake_desk.who_may_it_be(self.municipality, again)
        if resident:
            person = Person.of(self.municipality).get(register_id=str(resident.id))
            intake_desk.this_person(self.municipality, again.pk, person.pk, by=by, today=today)
        else:
            not_these = [one.person.pk for one in likely]
            intake_desk.somebody_new(self.municipality, again.pk, not_these, by=by, today=today)

    def _decide(self, signal: Signal, by: User, today: date) -> None:
        """What triage proposes is mostly right; sometimes a call to the partner tells otherwise."""
        reason = SetAside(signal.set_aside or SetAside.OTHER)
        if self.world.chance.random() < 0.15:
            intake_desk.allow(self.municipality, signal.pk, by=by, today=today)
            return
        if self.world.chance.random() < 0.2:
            reason = self.world.chance.choice((SetAside.OTHER, SetAside.UNJUSTIFIED, SetAside.REPEAT))
        intake_desk.set_aside(self.municipality, signal.pk, reason, by=by, today=today)

    def _tell_partners(self, today: date) -> None:
        by = self._first(Role.INTAKE)
        for waits in feedback.overview(self.municipality)[0]:
            if waits.news:
                feedback.give(self.municipality, waits.partner, by=by, today=today)
            feedback.round_off(self.municipality, waits.partner, by=by, today=today)

    # The agenda ----------------------------------------------------------------------------

    def _work(self, today: date) -> None:
        """Do what is due soon, most pressing first, and record it as it was done."""
        steps = Step.of(self.municipality).filter(by__lte=add_working_days(today, 2)).exclude(rule="feedback")
        wanted = sorted(set(steps.values_list("case_id", flat=True)))
        rows = Case.of(self.municipality).in_bulk(wanted)
        self._meet(rows.values())
        done = {
            case: self._work_on(rows[case], facts, today) for case, facts in facts_of(self.municipality, wanted).items()
        }
        for place in range(ACTS_A_DAY):
            by_user: defaultdict[User, dict[int, list[Dated]]] = defaultdict(dict)
            for case, acts in done.items():
                if place < len(acts):
                    user, events = acts[place]
                    by_user[user][case] = [(today, event) for event in events]
            for user, additions in by_user.items():
                self._append(additions, user, today)

    def _work_on(self, row: Case, facts: Facts, today: date) -> list[Done]:
        """What is done for one household today, by whom; each act on what the one before left."""
        desk = self._desk(row, facts, today)
        done: list[Done] = []
        for step in agenda(facts, today, self.practice):
            if len(done) == ACTS_A_DAY or not self._gets_to(step, today):
                continue
            events = [event for event in answer(desk, step) if self._told(facts, event, today)]
            if events:
                done.append((self._who(step.role, facts), events))
                if step.rule != "assign":
                    break
        return done

    def _gets_to(self, step: Obligation, today: date) -> bool:
        """Most things are done in time, some before, a few late; in the last days some is left."""
        if step.by > add_working_days(today, 2) or step.within:
            return False
        chance = 0.4 if step.by > today else 0.85 if step.danger_on else 0.75
        return self.world.chance.random() < (chance / 3 if add_working_days(today, QUIET_DAYS) >= self.day else chance)

    def _told(self, facts: Facts, event: e.Event, today: date) -> bool:
        """A decision that the core refuses is not taken."""
        if isinstance(note(facts, event, today, today), Refused):
            return False
        apply(facts, today, event)
        return True

    def _desk(self, row: Case, facts: Facts, today: date) -> Desk:
        home = self._people.get(row.household_id or 0, [])
        minors = sum(p.birth_date is not None and today.year - p.birth_date.year < 18 for p in home)
        adults = max(len(home) - minors, 1)
        owners = self.team[Role.CASEWORKER]
        self._turn += facts.owner is None
        return Desk(
            facts=facts,
            day=today,
            chance=self.world.chance,
            fate=self.world.fate(row.pk),
            courses=self.world.courses(row.pk),
            adults=adults,
            minors=minors,
            language="" if row.pk % 9 else "ar",
            director=self._first(Role.DIRECTOR).pk,
            next_owner=owners[self._turn % len(owners)].pk,
        )

    def _meet(self, rows: Iterable[Case]) -> None:
        """Who lives with whom, for the households not met before."""
        new = {row.household_id for row in rows if row.household_id and row.household_id not in self._people}
        for household in new:
            self._people[household] = []
        for person in Person.of(self.municipality).filter(household__in=new):
            self._people[person.household_id or 0].append(person)

    def _who(self, role: Role, facts: Facts) -> User:
        if role is Role.CASEWORKER:
            return next((u for u in self.team[role] if u.pk == facts.owner), self._first(role))
        return self.world.chance.choice(self.team[role])

    def _first(self, role: Role) -> User:
        return self.team[role][0]

    def _append(self, additions: Mapping[int, Sequence[Dated]], by: User, today: date) -> None:
        if not additions:
            return
        hour = time(9 + self.world.chance.randrange(8), self.world.chance.randrange(60))
        at = datetime.combine(today, hour, AMSTERDAM).astimezone(UTC)
        bulk.append(self.municipality, additions, by=by, today=today, at=at)

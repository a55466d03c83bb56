"""What comes to the office from outside: the partners' files, what creditors and courts do, who comes for help?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from random import Random
from typing import NamedTuple

import msgspec

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case, Person
from vangnet.apps.cases.record import open_case
from vangnet.apps.cases.story import Dated, facts_of
from vangnet.apps.demo.courses import (
    ASKED_FOR_HELP,
    COURSES,
    RENT,
    SUPPLY,
    THREATS,
    Begins,
)
from vangnet.apps.demo.fates import UNREACHED, Fate, Reply, Turn, Way, deal
from vangnet.apps.demo.layouts import LAYOUTS
from vangnet.apps.demo.lines import Contract, Delivery
from vangnet.apps.intake import deliveries as intake
from vangnet.apps.intake import receiving
from vangnet.apps.intake.models import Delivery as Received
from vangnet.apps.intake.models import Signal
from vangnet.domain import events as e
from vangnet.domain.case import Case as Facts
from vangnet.domain.case import Matter
from vangnet.domain.codes import MatterKind
from vangnet.domain.law import next_working_day

Place = tuple[int, int]
"""A row: the delivery's id and its number."""
_STAYS = frozenset({"looming"})
"""Courses that the office must stop itself."""


class Running(NamedTuple):
    """A course on its way: the next beat is told on or after that day."""

    case: int
    matter: int
    course: str
    beat: int
    on: date


@dataclass(slots=True)
class World:
    """Everything outside the office, moved by one chance from one seed."""

    municipality: Municipality
    day: date
    """The day on which the town is shown; the courses are dealt back from it."""
    chance: Random
    fates: dict[int, Fate] = field(default_factory=dict)
    running: list[Running] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    """Where each contract was last reported."""
    contracts: dict[Place, Contract] = field(default_factory=dict)
    _to_begin: list[Begins] = field(default_factory=list)

    def __post_init__(self) -> None:
        asked = [Begins(before, "", MatterKind.OTHER_DEBT) for before in ASKED_FOR_HELP]
        self._to_begin = sorted((*RENT, *SUPPLY, *THREATS, *asked), key=lambda begins: -begins.before)

    def fate(self, case: int) -> Fate:
        """How this household takes it."""
        return self.fates.setdefault(case, deal(self.chance))

    def courses(self, case: int) -> dict[int, str]:
        """The courses that run in a case, by matter."""
        return {one.matter: one.course for one in self.running if one.case == case}

    # What creditors and courts do ---------------------------------------------------------

    def moves(self, today: date) -> dict[int, list[Dated]]:
        """What happens of its own accord today, by case."""
        self._begin(today)
        due = [one for one in self.running if one.on <= today and one.beat < len(COURSES[one.course])]
        facts = facts_of(self.municipality, [one.case for one in due])
        told: dict[int, list[Dated]] = {}
        for one in due:
            self.running.remove(one)
            case = facts[one.case]
            matter = case.matters[one.matter]
            if gives_up := _given_up(matter, one.course):
                told.setdefault(one.case, []).append((today, gives_up))
                continue
            event = COURSES[one.course][one.beat].tell(case, matter, today)
            if _has_a_point(event, case, matter):
                told.setdefault(one.case, []).append((today, event))
            self._goes_on(one, today)
        return told

    def _goes_on(self, one: Running, today: date) -> None:
        beats = COURSES[one.course]
        if one.beat + 1 < len(beats):
            on = next_working_day(today + timedelta(days=beats[one.beat + 1].days))
            self.running.append(one._replace(beat=one.beat + 1, on=on))
        elif one.course in _STAYS:
            self.running.append(one._replace(beat=one.beat + 1))

    def _begin(self, today: date) -> None:
        """Begin what was dealt for today; what finds no matter yet waits."""
        for begins in [b for b in self._to_begin if self.day - timedelta(days=b.before) <= today]:
            if begins.kind:
                self._somebody_comes(begins, today)
            elif not self._falls_on_a_matter(begins, today):
                continue
            self._to_begin.remove(begins)

    def _falls_on_a_matter(self, begins: Begins, today: date) -> bool:
        supply = begins in SUPPLY
        kinds = (MatterKind.ENERGY, MatterKind.WATER) if supply else (MatterKind.RENT,)
        taken = {(one.case, one.matter) for one in self.running}
        open_now = Case.of(self.municipality).filter(is_open=True).values_list("id", flat=True)
        free = [
            (case, matter.number)
            for case, facts in facts_of(self.municipality, open_now).items()
            for matter in facts.matters.values()
            if matter.kind in kinds and (case, matter.number) not in taken and _may_be_sued(facts, matter)
        ]
        if not free:
            return False
        case, matter = self.chance.choice(free)
        self.running.append(Running(case, matter, begins.course, 0, today))
        if not supply:
            self.fates[case] = _fate_in_court(begins.course, self.fate(case))
        return True

    def _somebody_comes(self, begins: Begins, today: date) -> None:
        """A threat without debt, or a resident who asks for help: a case without any report."""
        busy = Case.of(self.municipality).exclude(household=None).values_list("household_id", flat=True)
        people = Person.of(self.municipality).filter(birth_date__lt=date(today.year - 22, 1, 1), deceased_on=None)
        free = people.filter(departed_on=None).exclude(household__in=list(busy)).order_by("id")
        person = self.chance.choice(list(free.select_related("household")[:400]))
        facts = _first_facts(begins, person.pk)
        case, _ = open_case(self.municipality, person.household, facts, by=None, on=today, today=today)
        if begins.course:
            on = next_working_day(today + timedelta(days=COURSES[begins.course][0].days))
            self.running.append(Running(case.pk, 1, begins.course, 0, on))

    # What partners send --------------------------------------------------------------------

    def still_reported(self, delivery: Delivery, today: date) -> Delivery:
        """The delivery without debts that were paid, arranged or paused since the last report."""
        known = self._matters([line.contract.reference for line in delivery.lines])
        quiet = {reference for reference, (_, matter) in known.items() if not _collected(matter, today)}
        lines = tuple(line for line in delivery.lines if line.contract.reference not in quiet)
        return msgspec.structs.replace(delivery, lines=lines)

    def deliver(self, delivery: Delivery, by: User, today: date) -> None:
        """The partner sends its file, and the intake takes it in as people do: tried first, then for real."""
        content = BytesIO(LAYOUTS[delivery.partner].write(delivery))
        partner = receiving.partner_of(self.municipality, delivery.partner)
        received = receiving.receive(partner, delivery.file, content, by=by, today=today)
        intake.dry_run(received)
        intake.run(received, today=today)
        if received.status == Received.Status.WAITING:
            intake.confirm(received)
            intake.run(received, today=today)
        if received.status != Received.Status.DONE:
            raise RuntimeError(f"{delivery.file} came to rest as {received.status}: {received.failure}")
        for row, line in enumerate(delivery.lines, start=1):
            self.contracts[received.pk, row] = line.contract
            self.places[line.contract.reference] = (received.pk, row)

    def paid_up(self, reported: set[str], today: date) -> dict[int, list[Dated]]:
        """Debts that are no longer reported are over, and mostly the partner says so; by case."""
        gone = sorted(self.places.keys() - reported)
        told: dict[int, list[Dated]] = {}
        for case, matter in self._matters(gone).values():
            if _free(matter) and matter.number not in self.courses(case) and self.chance.random() < 0.7:
                told.setdefault(case, []).append((today, e.DebtSettled(matter=matter.number)))
        for reference in gone:
            del self.places[reference]
        return told

    def _matters(self, references: Iterable[str]) -> dict[str, tuple[int, Matter]]:
        """Case and matter of these contracts, as far as they were reported and taken up."""
        places = {self.places[reference]: reference for reference in references if reference in self.places}
        rows = Signal.of(self.municipality).filter(
            delivery__in={delivery for delivery, _ in places}, case__isnull=False
        )
        told = {
            places[delivery, row]: (case, number)
            for delivery, row, case, number in rows.values_list("delivery_id", "row", "case_id", "matter")
            if (delivery, row) in places and number
        }
        facts = facts_of(self.municipality, [case for case, _ in told.values()])
        return {
            reference: (case, facts[case].matters[number])
            for reference, (case, number) in told.items()
            if number in facts[case].matters
        }


def _first_facts(begins: Begins, person: int) -> list[e.Event]:
    """What is known when somebody comes: a threat to the home, or a debt and the wish for help."""
    if not begins.course:
        owed = e.MatterNoted(matter=1, kind=MatterKind.OTHER_DEBT, person=person, cents=84_000)
        return [e.HelpRequested(person=person), owed]
    if begins.kind is MatterKind.UNLAWFUL_PRESSURE:
        return [e.UnlawfulPressureNoted(matter=1), e.PersonKnown(matter=1, person=person)]
    return [e.MatterNoted(matter=1, kind=begins.kind or MatterKind.OTHER_DEBT, person=person)]


def _may_be_sued(case: Facts, matter: Matter) -> bool:
    helped = matter.person and case.persons[matter.person].help_runs
    return bool(matter.person and matter.taken_up and matter.unsettled and _free(matter) and not helped)


def _free(matter: Matter) -> bool:
    """Nothing stands or runs that a creditor would have to end first."""
    in_court = matter.court_since or (matter.judgment and matter.judgment.lives)
    return not (in_court or matter.settled_on or matter.arrangement_runs or any(matter.dangers()))


def _collected(matter: Matter, today: date) -> bool:
    """The creditor still asks for its money."""
    paused = matter.paused_until is not None and matter.paused_until > today
    return not (matter.settled_on or matter.arrangement_runs or paused)


def _given_up(matter: Matter, course: str) -> e.Event | None:
    """Paid or arranged before the judgment: the creditor withdraws."""
    over = matter.settled_on or matter.arrangement_runs
    if not over or matter.court_since is None or course == "set_aside":
        return None
    kind = e.ProceedingsWithdrawn if matter.summons_served_on else e.SummonsWithdrawn
    return kind(matter=matter.number)


def _has_a_point(event: e.Event, case: Facts, matter: Matter) -> bool:
    """Whether this still happens as things stand."""
    holds = _ONLY_IF.get(type(event))
    return holds is None or bool(holds(case, matter))


_ONLY_IF: Mapping[type[e.Event], Callable[[Facts, Matter], object]] = {
    e.SummonsAnnounced: lambda _, m: not (m.settled_on or m.arrangement_runs),
    e.SummonsServed: lambda _, m: m.court_since,
    e.SummonsWithdrawn: lambda _, m: m.court_since,
    e.HearingScheduled: lambda _, m: m.court_since or m.is_threat,
    e.HearingAdjourned: lambda _, m: m.court_since or m.is_threat,
    e.HearingHeld: lambda _, m: m.hearing,
    e.JudgmentGiven: lambda _, m: m.undecided,
    e.DebtSettled: lambda _, m: m.unsettled,
    e.ThreatEnded: lambda _, m: m.unsettled,
    e.RemedyFiled: lambda _, m: m.judgment and m.judgment.lives and not m.judgment.remedy_on,
    e.EnforcementSuspended: lambda _, m: m.title,
    e.JudgmentSetAside: lambda _, m: m.title,
    e.JudgmentEnded: lambda _, m: m.judgment and m.judgment.lives,
    e.SecondChanceAgreed: lambda _, m: m.title and not m.second_chance,
    e.SecondChanceEnded: lambda _, m: m.second_chance,
    e.MoratoriumRequested: lambda _, m: m.title and not m.moratorium,
    e.MoratoriumDecided: lambda _, m: m.moratorium and not m.moratorium.granted,
    e.TenancyConfirmed: lambda _, m: m.title,
    e.EvictionAnnounced: lambda _, m: m.title or (m.is_threat and m.unsettled),
    e.EvictionPostponed: lambda _, m: m.title,
    e.EvictionCancelled: lambda _, m: m.live_evictions,
    e.EvictionCarriedOut: lambda _, m: m.live_evictions,
    e.HomeLost: lambda c, m: m.title and not c.loss,
    e.Rehoused: lambda c, _: c.loss and not c.rehoused_on,
    e.DisconnectionCancelled: lambda _, m: m.disconnection_known_on,
    e.Disconnected: lambda _, m: m.disconnection_known_on,
    e.Reconnected: lambda _, m: m.disconnected_on,
    e.AuctionCancelled: lambda _, m: m.auction_known_on,
}


def _fate_in_court(course: str, fate: Fate) -> Fate:
    """A household that comes before the judge was not easily reached, or its help takes long."""
    if course in {"lost", "set_aside"}:
        return UNREACHED
    if course in {"looming", "left"}:
        return Fate(door=4, reply=Reply.SILENCE, way=Way.PLAN)
    return msgspec.structs.replace(fate, door=3, reply=Reply.YES, way=Way.PLAN, steps=9, rest=None, turn=Turn.NOTHING)

"""What would become of these staged signals? The one check that dry run and run share.

Reads, never writes: legal basis first, then who is meant, then triage. It looks at what came before in the same
delivery exactly as it looks at other deliveries, so that it makes no difference how the rows are cut in chunks,
nor whether the rows before were only planned or really done.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.meant import Where, where_of
from vangnet.apps.cases.models import Case, Stay
from vangnet.apps.cases.neighbourhood import Known, Neighbourhood
from vangnet.apps.cases.story import facts_of
from vangnet.apps.intake.finding import Found, Said, find
from vangnet.apps.intake.models import Delivery, Signal, is_urgent
from vangnet.apps.intake.triage import (
    Claim,
    Earlier,
    Frame,
    Plan,
    Resident,
    Verdict,
    judge,
    recent_since,
    sent_elsewhere,
    unlawful,
)
from vangnet.apps.partners.covenants import window_of
from vangnet.apps.partners.models import Partner
from vangnet.apps.partners.practice import practice_of
from vangnet.domain.codes import MatterKind, SetAside
from vangnet.domain.matching import Band, Candidate, Outcome, Reason, postcode_of

HANDLED = (Plan.TAKEN_UP, Plan.WAITING_PERSON, Plan.SET_ASIDE)


@dataclass(slots=True)
class Checked:
    """A signal with what was found: who is meant, what becomes of it, whether it joins an open case."""

    said: Said
    where: Where
    fingerprint: str
    outcome: Outcome
    verdict: Verdict
    person: int | None = None
    household: int | None = None
    newcomer: bool = False
    """The register does not have this person, who gets a record of our own."""
    joins: bool = False
    """The household has an open case, or gets one from an earlier row."""
    repeats: int | None = None
    """The case in which a repeat is being handled."""

    @property
    def plan(self) -> Plan:
        return self.verdict.plan

    @property
    def in_a_case(self) -> bool:
        """It is told in the case of its household."""
        return self.plan in {Plan.TAKEN_UP, Plan.WAITING_PERSON} or (
            self.plan is Plan.WAITING_TRIAGE and self.household is not None
        )


NOBODY = Outcome(Band.NONE, None, None, (), ())


def frame_of(municipality: Municipality, partner: Partner, received_on: date) -> Frame:
    """What was agreed, and what the law said, on the day of receipt: also when it is looked at again later."""
    return Frame(
        kind=Partner.Kind(partner.kind),
        partner=partner.name,
        municipality=municipality.name,
        received_on=received_on,
        practice=practice_of(municipality),
        window=window_of(partner, received_on),
    )


def claim_of(said: Said, where: Where) -> Claim:
    name = said.name_whole or said.surname
    return Claim(
        MatterKind(said.kind),
        said.cents,
        said.whole_euros,
        said.since,
        said.objection,
        said.pointed_to_help,
        said.report_offered,
        is_urgent(said),
        said.warm_handover,
        name,
        said.birth_date is not None,
        bool(where.number and (where.postcode or where.street)),
    )


@dataclass(slots=True)
class _Before:
    """What stands before these rows: other deliveries, and the rows above in this one."""

    keys: set[str] = field(default_factory=set)
    by_reference: dict[str, Earlier] = field(default_factory=dict)
    by_person: dict[tuple[int, str], Earlier] = field(default_factory=dict)
    newcomers: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    """By fingerprint: the person and household made for a row above; None while only planned."""
    open_cases: dict[int, int | None] = field(default_factory=dict)
    """By household; None where a row above opens it."""
    helped: set[int] = field(default_factory=set)


class Checker:
    """Checks the signals of one delivery, chunk by chunk in the order of the rows."""

    def __init__(self, municipality: Municipality, delivery: Delivery) -> None:
        self.municipality = municipality
        self.delivery = delivery
        self.frame = frame_of(municipality, delivery.partner, delivery.received_on)
        self.neighbourhood = Neighbourhood(municipality.pk)
        self._rechecked: list[int] = []
        """Rows that are checked a second time: no repeats of themselves."""
        self._anywhere = not Stay.of(municipality).exists()
        self._own = set(
            Signal.of(municipality)
            .filter(delivery=delivery, newcomer=True, person__isnull=False)
            .values_list("person_id", flat=True)
        )

    def made(self, people: Iterable[int]) -> None:
        """These people were made from rows of this delivery: within it they are known by their spelling alone."""
        self._own.update(people)

    def check(self, rows: Sequence[Said], *, again: bool = False) -> list[Checked]:
        """What becomes of these rows. In a bounded number of queries.

        ``again``: they were taken in before and wait; what they came as is no reason to leave them out.
        """
        self._rechecked = [said.id for said in rows] if again else []
        before = self._before(rows)
        if again:
            before.keys.clear()
        lawful: list[Said] = []
        done: dict[int, Checked] = {}
        places = {said.row: where_of(said) for said in rows}
        for said in rows:
            if said.content_key in before.keys:
                done[said.row] = _settled(said, places[said.row], Verdict(Plan.KNOWN))
                continue
            if why := unlawful(claim_of(said, places[said.row]), self.frame):
                done[said.row] = _settled(said, places[said.row], Verdict(Plan.UNLAWFUL, None, [why]))
                continue
            before.keys.add(said.content_key)
            if not again and (elsewhere := sent_elsewhere(said.sent_municipality, self.municipality.code)):
                done[said.row] = _settled(said, places[said.row], elsewhere)
                continue
            lawful.append(said)
        found = find(
            self.municipality, {said.row: (said, places[said.row]) for said in lawful}, self.neighbourhood, self._own
        )
        self._look_up_homes(before, found)
        inside = self._inside(places[said.row] for said in lawful)
        for said in lawful:
            done[said.row] = self._one(said, places[said.row], found[said.row], before, inside)
        return [done[said.row] for said in rows]

    def _one(self, said: Said, where: Where, found: Found, before: _Before, inside: Collection[str]) -> Checked:
        outcome = found.outcome
        claim = claim_of(said, where)
        earlier = _earlier(said, outcome, before)
        resident = _resident(found.known, before)
        verdict = judge(claim, self.frame, outcome, resident, earlier, inside=self._is_inside(where, inside))
        one = Checked(said, where, found.fingerprint, outcome, verdict, outcome.person, outcome.household)
        if verdict.plan is Plan.SET_ASIDE and earlier:
            one.person, one.household, one.repeats = earlier.person, earlier.household, earlier.case
        if outcome.band is Band.NONE and verdict.plan is Plan.TAKEN_UP:
            one.newcomer = True
            one.person, one.household = before.newcomers.get(found.fingerprint, (None, None))
            one.joins = found.fingerprint in before.newcomers
            before.newcomers.setdefault(found.fingerprint, (one.person, one.household))
        elif one.household:
            one.joins = one.household in before.open_cases
        if one.in_a_case and one.household:
            before.open_cases.setdefault(one.household, None)
        if verdict.plan in HANDLED:
            _remember(one, self.frame.received_on, before)
        return one

    # What stands before -------------------------------------------------------------------

    def _before(self, rows: Sequence[Said]) -> _Before:
        first = rows[0].row
        before = _Before()
        above = Q(delivery=self.delivery, status=Plan.STAGED, row__lt=first)
        mine = Signal.of(self.municipality).filter(partner=self.delivery.partner_id)
        taken = mine.filter(content_key__among=[said.content_key for said in rows]).filter(
            ~Q(status=Plan.STAGED) | (above & ~Q(plan__in=(Plan.KNOWN, Plan.UNLAWFUL, "")))
        )
        before.keys |= set(taken.values_list("content_key", flat=True))
        references = {said.reference for said in rows if said.reference}
        for signal in self._handled(mine.filter(reference__among=references), above):
            before.by_reference[signal.reference] = _as_earlier(signal)
        return before

    def _handled(self, signals: Any, above: Q) -> Iterable[Signal]:
        """Reports of the same debt in a case that is open, oldest first."""
        handled = Q(status__in=HANDLED, case__is_open=True) | (above & Q(plan__in=HANDLED))
        found = signals.filter(handled, received_on__gte=recent_since(self.frame)).exclude(pk__in=self._rechecked)
        return found.exclude(set_aside="unjustified").order_by("received_on", "id").only(*_EARLIER)  # type: ignore[no-any-return]

    def _look_up_homes(self, before: _Before, found: Mapping[int, Found]) -> None:
        """Open cases, running help, earlier reports and newcomers of those who were found."""
        mine = Signal.of(self.municipality).filter(partner=self.delivery.partner_id)
        first = min(found, default=0)
        above = Q(delivery=self.delivery, status=Plan.STAGED, row__lt=first)
        people = {one.outcome.person for one in found.values() if one.outcome.person}
        for signal in self._handled(mine.filter(person__among=people, reference=""), above):
            before.by_person[signal.person_id or 0, signal.kind] = _as_earlier(signal)
        households = {one.outcome.household for one in found.values() if one.outcome.household}
        before.open_cases |= open_cases(self.municipality, households)
        before.helped = _helped(self.municipality, [case for case in before.open_cases.values() if case])
        self._look_above(before, households, first)
        prints = {one.fingerprint for one in found.values() if one.outcome.band is Band.NONE}
        made = Signal.of(self.municipality).filter(delivery=self.delivery, newcomer=True, row__lt=first)
        rows = made.filter(fingerprint__among=prints).values_list("fingerprint", "person_id", "household_id")
        before.newcomers |= {spelling: (person, household) for spelling, person, household in rows}

    def _look_above(self, before: _Before, households: Collection[int], first: int) -> None:
        """Households for which a planned row above opens a case."""
        planned = Signal.of(self.municipality).filter(
            delivery=self.delivery,
            status=Plan.STAGED,
            row__lt=first,
            plan__in=(Plan.TAKEN_UP, Plan.WAITING_PERSON, Plan.WAITING_TRIAGE),
        )
        for household in planned.filter(household__among=households).values_list("household_id", flat=True):
            before.open_cases.setdefault(household or 0, None)

    def _inside(self, places: Iterable[Where]) -> set[str]:
        """Which of these postcodes and towns are ours: somebody of the register lives there."""
        if self._anywhere:
            return set()
        places = list(places)
        stays = Stay.of(self.municipality)
        codes = {postcode_of(where.postcode) for where in places} - {""}
        found = set(stays.filter(postcode__among=codes).values_list("postcode", flat=True).distinct())
        towns = sorted({where.city for where in places if where.city and postcode_of(where.postcode) not in found})
        for town in towns:
            if stays.filter(city__iexact=town).exists():
                found.add(town.casefold())
        return found

    def _is_inside(self, where: Where, ours: Collection[str]) -> bool:
        code = postcode_of(where.postcode)
        if self._anywhere or (not code and not where.city):
            return True
        return code in ours or where.city.casefold() in ours


_EARLIER = ("reference", "kind", "cents", "whole_euros", "received_on", "person_id", "household_id", "case_id")


def open_cases(municipality: Municipality, households: Collection[int]) -> dict[int, int]:
    """By household its open case; the oldest where there are more."""
    cases = Case.of(municipality).filter(household__among=households, is_open=True, merged_into=None).order_by("-id")
    return {home or 0: case for home, case in cases.values_list("household_id", "id")}


def _helped(municipality: Municipality, cases: Sequence[int]) -> set[int]:
    """Who of these cases is being helped with debts."""
    facts = facts_of(municipality, cases).values() if cases else ()
    return {person.id for case in facts for person in case.persons.values() if person.help_runs}


def _resident(known: Known | None, before: _Before) -> Resident:
    if known is None:
        return Resident()
    return Resident(known.deceased_on, known.departed_on, known.form.id in before.helped)


def _earlier(said: Said, outcome: Outcome, before: _Before) -> Earlier | None:
    """The last report of the same debt: by its reference, or by person and kind where there is none."""
    if said.reference:
        earlier = before.by_reference.get(said.reference)
        return None if earlier and _strangers(earlier, outcome) else earlier
    return before.by_person.get((outcome.person, said.kind)) if outcome.person else None


def _strangers(earlier: Earlier, outcome: Outcome) -> bool:
    """A number that went over to somebody else, as a next tenant's may."""
    pairs = ((earlier.person, outcome.person), (earlier.household, outcome.household))
    return any(one is not None and other is not None and one != other for one, other in pairs)


def _remember(one: Checked, received_on: date, before: _Before) -> None:
    """For the rows below in the same chunk."""
    if one.plan is Plan.SET_ASIDE and one.verdict.reason is not SetAside.REPEAT:
        return
    said = one.said
    earlier = Earlier(said.cents, said.whole_euros, received_on, one.person, one.household, one.repeats)
    if said.reference:
        before.by_reference[said.reference] = earlier
    elif one.person:
        before.by_person[one.person, said.kind] = earlier


def _as_earlier(signal: Signal) -> Earlier:
    return Earlier(
        signal.cents,
        signal.whole_euros,
        signal.received_on,
        signal.person_id,
        signal.household_id,
        signal.case_id,
    )


def _settled(said: Said, where: Where, verdict: Verdict) -> Checked:
    return Checked(said, where, "", NOBODY, verdict)


class Explained(NamedTuple):
    """Why this person or nobody, as it is kept with a signal."""

    reasons: tuple[Reason, ...]
    candidates: tuple[Candidate, ...]
    by_bsn: bool = False

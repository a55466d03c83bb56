"""Of whom is a row, in which dossier and matter does it belong, and is it known there already?

The answer is a dry run: nothing is recorded here. A row is clear only where person or household, dossier and matter
all are; whatever is not waits for somebody, and is never guessed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import msgspec

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.meant import meant, signal_record, where_of
from vangnet.apps.cases.models import Case, Person
from vangnet.apps.cases.neighbourhood import Neighbourhood
from vangnet.apps.cases.record import Act
from vangnet.apps.cases.story import facts_of
from vangnet.apps.court.around import Place, place_of, sittings_of
from vangnet.apps.court.models import ListedRow, Sitting
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.reading import plain
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case as Facts
from vangnet.domain.case import Matter
from vangnet.domain.codes import DEBTS, HOME_DEBTS, ListedKind, OtherDay
from vangnet.domain.matching import Band, Decisions, Outcome, PreparedSignal, prepare_signal

Status = ListedRow.Status


class Likely(msgspec.Struct, frozen=True):
    """Why somebody or nobody was found, and who may be meant: codes of ``match_reason`` with facts, ids of people."""

    reasons: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    people: tuple[int, ...] = ()


class Differs(msgspec.Struct, frozen=True):
    """What the dossier has instead: a code of ``listed_differs`` and its facts, days as 2026-12-04, times as 9:30."""

    code: str
    facts: dict[str, str]


class Plan(NamedTuple):
    """What becomes of a row, as far as can be told now."""

    status: Status
    case: int | None = None
    matter: int | None = None
    hearing: int | None = None
    differs: Differs | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around the rows that are looked up together."""

    today: date
    people: Mapping[int, int | None]
    """By person the household."""
    cases: Mapping[int, Sequence[int]]
    """By household its open cases."""
    facts: Mapping[int, Facts]
    sittings: Mapping[Place, Sitting]
    partners: Mapping[str, int]
    """By the plain name of a partner its id."""


class Found(NamedTuple):
    """What was looked up of one row."""

    fingerprint: str
    outcome: Outcome
    plan: Plan


def look_up(
    municipality: Municipality, rows: Mapping[int, ListedRow], neighbourhood: Neighbourhood, today: date
) -> dict[int, Found]:
    """What each of these rows would do. About ten queries for all of them together."""
    asked = {key: prepare_signal(signal_record(row, where_of(row))) for key, row in rows.items()}
    outcomes = meant(asked, neighbourhood, _decisions(municipality, asked.values()))
    for key, row in rows.items():
        if row.chosen and row.person_id:
            outcomes[key] = msgspec.structs.replace(outcomes[key], band=Band.SAME, person=row.person_id)
    persons = {one.person for one in outcomes.values() if one.person}
    around = _around(municipality, persons, {one.household for one in outcomes.values() if one.household}, today)
    return {
        key: Found(asked[key].fingerprint, outcomes[key], plan(row, outcomes[key], around)) for key, row in rows.items()
    }


def _decisions(municipality: Municipality, asked: Iterable[PreparedSignal]) -> Decisions:
    """Who was chosen before for this very spelling, on whichever list."""
    prints = {one.fingerprint for one in asked}
    rows = ListedRow.of(municipality).filter(fingerprint__among=prints, chosen=True, person__isnull=False)
    return Decisions(same=dict(rows.order_by("id").values_list("fingerprint", "person_id")))


def clear_still(row: ListedRow, today: date) -> bool:
    """Whether all that was clear of this row is: a dossier may have changed since. About five queries."""
    if row.case is None:
        return False
    persons = [row.person_id] if row.person_id else []
    around = _around(row.municipality, persons, [row.case.household_id], today)
    band = Band.SAME if row.person_id else Band.LOOK
    now = plan(row, Outcome(band, row.person_id, row.case.household_id, (), ()), around)
    return now.status in {Status.READY, Status.KNOWN} and (now.case, now.matter) == (row.case_id, row.matter)


def _around(
    municipality: Municipality, persons: Collection[int], households: Collection[int | None], today: date
) -> Around:
    people: dict[int, int | None] = dict(
        Person.of(municipality).filter(id__among=persons).values_list("id", "household_id")
    )
    homes = {home for home in (*people.values(), *households) if home}
    cases: dict[int, list[int]] = {}
    rows = Case.of(municipality).filter(household__among=homes, is_open=True, merged_into=None).order_by("id")
    for case, home in rows.values_list("id", "household_id"):
        if home is not None:
            cases.setdefault(home, []).append(case)
    facts = facts_of(municipality, {case for some in cases.values() for case in some})
    return Around(today, people, cases, facts, _sittings(municipality, facts), _partners(municipality))


def _sittings(municipality: Municipality, facts: Mapping[int, Facts]) -> Mapping[Place, Sitting]:
    days = {
        place_of(case, number, hearing.number): hearing.day
        for case, told in facts.items()
        for number, matter in told.matters.items()
        for hearing in matter.hearings.values()
    }
    return {place: kept.on(days[place]) for place, kept in (sittings_of(municipality, days) if days else {}).items()}


def _partners(municipality: Municipality) -> dict[str, int]:
    return {plain(name): number for number, name in Partner.of(municipality).values_list("id", "name") if plain(name)}


def partner_of(creditor: str, partners: Mapping[str, int]) -> int | None:
    """The partner whose name, as whole words, stands in what the list calls the creditor; the longest of several."""
    words = creditor.split()
    places = range(len(words) + 1)
    spans = {plain(" ".join(words[start:end])) for start in places for end in places[start + 1 :]}
    fitting = [name for name in partners if name in spans]
    return partners[max(fitting, key=len)] if fitting else None


def plan(row: ListedRow, outcome: Outcome, around: Around) -> Plan:
    """What becomes of this row."""
    if outcome.band is Band.NONE:
        return Plan(Status.NOBODY)
    home = around.people.get(outcome.person or 0) if outcome.band is Band.SAME else outcome.household
    if home is None and outcome.band is Band.LOOK:
        return Plan(Status.WHO)
    cases = around.cases.get(home or 0, ())
    if not cases:
        return Plan(Status.NO_CASE)
    case, matter = _matter(row, cases, outcome, around)
    if case is None:
        return Plan(Status.WHICH)
    if matter is None:
        return Plan(Status.WHICH, case)
    return held_against(row, case, around.facts[case], matter, around)


def _matter(row: ListedRow, cases: Sequence[int], outcome: Outcome, around: Around) -> tuple[int | None, Matter | None]:
    """Case and matter: chosen, or the one alone that the row fits; only the case where it is the only one.

    What was chosen and does not fit any longer is asked again: no guess takes its place.
    """
    if row.matter_chosen:
        chosen = [(case, around.facts[case].matters.get(row.matter or 0)) for case in cases if case == row.case_id]
        fits = [(case, one) for case, one in chosen if one and one.unsettled]
    else:
        fits = [(case, one) for case in cases for one in _fitting(row, case, outcome.person, around)]
    if len(fits) == 1:
        return fits[0]
    return (cases[0] if len(cases) == 1 else None), None


def _fitting(row: ListedRow, case: int, person: int | None, around: Around) -> list[Matter]:
    """The matters of a case that the row may be about: by the court's number, else by creditor, else by what runs.

    A creditor whom we do not know may be anybody: somebody looks.
    """
    debts = [one for one in around.facts[case].matters.values() if one.kind in DEBTS and one.unsettled]
    if row.court_case and (numbered := [one for one in debts if _numbered(row, case, one, around)]):
        return numbered
    mine = [one for one in debts if person is None or one.person in (None, person)]
    partner = partner_of(row.creditor, around.partners)
    if partner is not None:
        return [one for one in mine if one.partner == partner]
    if row.creditor:
        return []
    before_court = [one for one in mine if one.court_since or one.undecided or one.title]
    return before_court or [one for one in mine if one.kind in HOME_DEBTS]


def _numbered(row: ListedRow, case: int, matter: Matter, around: Around) -> bool:
    kept = (around.sittings.get(place_of(case, matter.number, number)) for number in matter.hearings)
    return any(sitting and plain(sitting.court_case) == plain(row.court_case) for sitting in kept)


def told_by(row: ListedRow, facts: Facts, matter: int, answer: OtherDay | None) -> list[tuple[date, e.Event]] | Refused:
    """The facts that a row brings to this matter, each with the day it happened; none when all are known.

    That a hearing was planned is known since the list was received.
    """
    told: list[tuple[date, e.Event]] = []
    for on, act in acts_of(row, matter, answer):
        new = act(facts)
        if isinstance(new, Refused):
            return new
        told += [(on, event) for event in new]
    return told


def acts_of(row: ListedRow, matter: int, answer: OtherDay | None) -> Iterator[tuple[date, Act]]:
    """What is to be done for a row, each with its day: the summons on the day it was served, then what was planned."""
    if row.served_on:
        yield row.served_on, lambda facts: acts.listed_summons(facts, matter)
    if day := row.day:
        listed = acts.listed_eviction if row.kind == ListedKind.EVICTION else acts.listed_hearing
        yield min(row.hearing_list.received_on, day), lambda facts: listed(facts, matter, day, answer)


def held_against(row: ListedRow, case: int, facts: Facts, matter: Matter, around: Around) -> Plan:
    """What the dossier has of it already, and what it would add."""
    told = told_by(row, facts, matter.number, None)
    known = known_hearing(row, matter)
    if isinstance(told, Refused):
        days = {name: value.isoformat() for name, value in told.facts.items() if isinstance(value, date)}
        return Plan(Status.OTHER_DAY, case, matter.number, known, Differs(told.code, days))
    sitting = around.sittings.get(place_of(case, matter.number, known)) if known else None
    if sitting and sitting.at and row.at and sitting.at != row.at:
        times = {"at": f"{sitting.at:%H:%M}", "listed": f"{row.at:%H:%M}"}
        clock = Differs("hearing_at_another_time", times)
        return Plan(Status.OTHER_DAY, case, matter.number, known, clock)
    if told:
        past = row.day is not None and row.day < around.today
        return Plan(Status.PAST if past else Status.READY, case, matter.number, known)
    adds = bool(known) and bool(lacking_around(row, sitting))
    return Plan(Status.READY if adds else Status.KNOWN, case, matter.number, known)


def known_hearing(row: ListedRow, matter: Matter) -> int | None:
    """The hearing of this day, when the dossier has it; one that was cancelled before only where there is no other."""
    if row.kind == ListedKind.EVICTION or row.day is None:
        return None
    that_day = {number: hearing for number, hearing in matter.hearings.items() if hearing.day == row.day}
    stands = [number for number, one in that_day.items() if one.over_on is None or one.over_on >= row.day]
    return max(stands or that_day, default=None)


AROUND = ("court", "place", "room", "at", "court_case")
"""What a row tells around a hearing, as a sitting keeps it."""


def lacking_around(row: ListedRow, sitting: Sitting | None) -> dict[str, Any]:
    """What the row tells around the hearing and we did not have."""
    return {name: said for name in AROUND if (said := getattr(row, name)) and not getattr(sitting, name, None)}


def likely_of(outcome: Outcome) -> str:
    """To keep with the row."""
    reasons = tuple((reason.code.value, reason.facts) for reason in outcome.reasons)
    people = tuple(candidate.person for candidate in outcome.candidates)
    return msgspec.json.encode(Likely(reasons, people)).decode()


def likely(row: ListedRow) -> Likely:
    """As it was kept with the row."""
    return msgspec.json.decode(row.matching, type=Likely) if row.matching else Likely()


def differs_of(row: ListedRow) -> Differs:
    """As it was kept with the row; without a code where the dossier has nothing else."""
    return msgspec.json.decode(row.differs, type=Differs) if row.differs else Differs("", {})

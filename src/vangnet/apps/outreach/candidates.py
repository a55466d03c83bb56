"""Which doors could a round pass on a day, and which not, with the reason for each?

In a bounded number of queries, whatever the number of cases: the lists give the most pressing first, and only those
are folded and asked again as of the day itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case, Person, Stay, Step
from vangnet.apps.cases.story import facts_of
from vangnet.apps.outreach.models import Stop
from vangnet.apps.partners.practice import practice_of
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import DayPart
from vangnet.domain.doors import AHEAD, RULES, Door, NotNow, Passed, at_the_door
from vangnet.domain.rounds import LeftOut
from vangnet.domain.rules.rule import Facts as Reasons
from vangnet.domain.sieve import agenda

MOST = 300
"""So many cases are weighed for one round; how many more there are is said."""
NO_ADDRESS = "no_address"
ON_ANOTHER_LIST = "on_another_list"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A door that can be passed, and where it is."""

    case: Case
    door: Door
    home: Stay


class NotOnList(NamedTuple):
    """A case that is not visited, and why: a ``doors.NotNow``, a ``rounds.LeftOut`` or one of the above."""

    case: Case
    reason: str
    facts: Reasons


class Found(NamedTuple):
    """What can be passed, what not, and how many cases were not weighed at all."""

    candidates: list[Candidate]
    left_out: list[NotOnList]
    beyond: int


def find(
    municipality: Municipality, day: date, part: DayPart, areas: Sequence[str] = (), *, cards: bool = False
) -> Found:
    """The doors for this day part in these postcode areas, most pressing first."""
    cases, beyond = _pressing(municipality, day, areas)
    homes = _homes(municipality, cases)
    reserved = set(Stop.of(municipality).filter(day=day, case__in=list(cases)).values_list("case_id", flat=True))
    facts = facts_of(municipality, list(cases))
    without_phone = _without_phone(municipality, facts.values())
    practice = practice_of(municipality)
    candidates: list[Candidate] = []
    left_out: list[NotOnList] = []
    for number, case in cases.items():
        if number in reserved:
            left_out.append(NotOnList(case, ON_ANOTHER_LIST, {}))
            continue
        due = agenda(facts[number], day, practice)
        door, passed = at_the_door(facts[number], due, day, part, without_phone=without_phone, cards=cards)
        home = homes.get(case.household_id or 0)
        if door and home:
            candidates.append(Candidate(case, door, home))
        elif door:
            left_out.append(NotOnList(case, NO_ADDRESS, {}))
        else:
            left_out += _reason(case, passed)
    candidates.sort(key=lambda c: (c.door.urgency, c.door.danger_on or date.max, c.door.by, c.case.pk))
    return Found(candidates, left_out, beyond)


def _reason(case: Case, passed: Sequence[Passed]) -> list[NotOnList]:
    """One reason a case: the first that is more than a matter of time."""
    order = list(NotNow)
    first = min(passed, key=lambda p: order.index(p.reason), default=None)
    return [NotOnList(case, first.reason, first.facts)] if first else []


def _pressing(municipality: Municipality, day: date, areas: Sequence[str]) -> tuple[dict[int, Case], int]:
    """The cases with something to do at a door by about that day, most pressing first; how many more there are."""
    steps = Step.of(municipality).filter(rule__in=[*RULES, "who"], by__lte=day + AHEAD, case__is_open=True)
    if areas:
        within = Q()
        for area in areas:
            within |= Q(postcode__startswith=area)
        here = Stay.of(municipality).filter(within, until=None).values("household")
        steps = steps.filter(case__household__in=here)
    ranked = list(dict.fromkeys(steps.order_by("rank", "id").values_list("case_id", flat=True)))
    cases = Case.of(municipality).in_bulk(ranked[:MOST])
    return {number: cases[number] for number in ranked[:MOST] if number in cases}, max(len(ranked) - MOST, 0)


def _homes(municipality: Municipality, cases: dict[int, Case]) -> dict[int, Stay]:
    households = {case.household_id for case in cases.values() if case.household_id}
    return {stay.household_id: stay for stay in Stay.of(municipality).filter(household__in=households, until=None)}


def _without_phone(municipality: Municipality, facts: Iterable[Facts]) -> frozenset[int]:
    persons = {person for case in facts for person in case.persons}
    silent = Person.of(municipality).filter(id__in=persons, phone="")
    return frozenset(silent.values_list("id", flat=True))


REASONS = (*NotNow, *LeftOut, NO_ADDRESS, ON_ANOTHER_LIST)
"""Every reason for which a case may be left out."""

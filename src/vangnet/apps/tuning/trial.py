"""What would change on today's caseload if a municipality had always agreed this?

Cases are worked out twice, as now and as tried, and nothing is written. Where there are more than ``MOST`` open cases,
so many of them are looked at, spread over all: enough to see what it does, and nobody waits for minutes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.bulk import chunks, tidied_seldom
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.story import merges, whole_stories
from vangnet.apps.partners.practice import practice_of
from vangnet.domain.agreements import Agreement, Practice, practice_from
from vangnet.domain.case import Case as Facts
from vangnet.domain.fold import fold
from vangnet.domain.sieve import Obligation, Subject, agenda

MOST = 1_000
"""So many cases are looked at."""
SHOWN = 12
"""So many of the changed steps are named."""
Way = Literal["sooner", "later", "new", "gone"]


class Change(NamedTuple):
    """One step of which the day would be another; None: it does not stand there."""

    case: int
    facts: Facts
    step: Obligation
    now: date | None
    tried: date | None

    @property
    def way(self) -> Way:
        if self.now is None:
            return "new"
        if self.tried is None:
            return "gone"
        return "sooner" if self.tried < self.now else "later"


@dataclass(slots=True)
class Trial:
    """What a trial showed."""

    open: int
    """How many open cases there are."""
    looked_at: int = 0
    touched: int = 0
    """In how many of those the day of a step would be another."""
    late_now: int = 0
    """Steps of which the day has passed."""
    late_tried: int = 0
    ways: dict[str, Counter[Way]] = field(default_factory=dict)
    """By rule, how many steps would come sooner, later, or stand there or not."""
    some: list[Change] = field(default_factory=list)
    """The first changed steps, at most one of each rule and way before any other."""


def try_on_caseload(municipality: Municipality, choices: Agreement, today: date) -> Trial:
    """These choices beside what holds, on today's open cases. A few queries for every five hundred cases."""
    every = list(Case.of(municipality).filter(is_open=True).order_by("id").values_list("id", flat=True))
    trial = Trial(open=len(every))
    now, tried = practice_of(municipality), practice_from([replace(choices, valid_from=date.min)])
    merged = merges(municipality.pk)
    with tidied_seldom():
        for chunk in chunks(_spread(every)):
            for case, story in whole_stories(municipality.pk, chunk, merged).items():
                _look(trial, case, fold(story), today, now, tried)
    trial.some = _telling(trial.some)
    return trial


def _spread(cases: Sequence[int]) -> list[int]:
    """At most ``MOST``, old and new alike."""
    if len(cases) <= MOST:
        return list(cases)
    return [cases[place * len(cases) // MOST] for place in range(MOST)]


def _look(trial: Trial, case: int, facts: Facts, today: date, now: Practice, tried: Practice) -> None:
    before, after = _days(facts, today, now), _days(facts, today, tried)
    changes = list(_changes(case, facts, before, after))
    trial.looked_at += 1
    trial.touched += bool(changes)
    trial.late_now += sum(step.by < today for step in before.values())
    trial.late_tried += sum(step.by < today for step in after.values())
    for change in changes:
        seen = trial.ways.setdefault(change.step.rule, Counter())
        seen[change.way] += 1
        if seen[change.way] <= SHOWN:
            trial.some.append(change)


_Steps = Mapping[tuple[str, Subject], Obligation]


def _days(facts: Facts, today: date, practice: Practice) -> _Steps:
    return {(step.rule, step.subject): step for step in agenda(facts, today, practice)}


def _changes(case: int, facts: Facts, before: _Steps, after: _Steps) -> Iterator[Change]:
    for key in (*before, *(key for key in after if key not in before)):
        now, tried = before.get(key), after.get(key)
        if step := tried or now:
            change = Change(case, facts, step, now.by if now else None, tried.by if tried else None)
            if change.now != change.tried:
                yield change


def _telling(changes: Sequence[Change]) -> list[Change]:
    """One of each rule and way, then a second of each: the seldom ones are not lost among the many."""
    seen: Counter[tuple[str, Way]] = Counter()
    rounds = []
    for change in changes:
        seen[change.step.rule, change.way] += 1
        rounds.append((seen[change.step.rule, change.way], change))
    return [change for _, change in sorted(rounds, key=lambda one: one[0])]

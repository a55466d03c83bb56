"""Is all that is stored sound? The promises of the sieve, the order of facts, the lists, the story itself.

Asked of every stored case; nothing is changed. A healthy municipality yields no finding.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import NamedTuple

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import bulk, lists, story
from vangnet.apps.cases.models import Case, CaseEvent, ErasurePermit, Step
from vangnet.apps.cases.project import Face, Projection, StepRow, project
from vangnet.apps.cases.story import merges, whole_stories
from vangnet.apps.partners.practice import practice_of
from vangnet.domain import events as e
from vangnet.domain.case import Case as Facts
from vangnet.domain.fold import fold
from vangnet.domain.properties import violations

_OF_THE_CLOCK = frozenset({"rank", "plain_rank", "next_role", "next_by", "next_change_on"})
"""Columns that wait for ``run_due`` from ``next_change_on`` on."""


class Finding(NamedTuple):
    """What is wrong with which case: the number, a code (P1, story, lists ...), and what was seen."""

    case: str
    check: str
    what: str


def examine(municipality: Municipality, today: date, seed: int = 0) -> Iterator[Finding]:
    """Everything that is not as it should be, case by case. ``seed`` shuffles the facts for P6."""
    practice = practice_of(municipality)
    merged = merges(municipality.pk)
    ids = list(Case.of(municipality).order_by("id").values_list("id", flat=True))
    for chunk in bulk.chunks(ids):
        cases = {row.pk: row for row in Case.of(municipality).filter(id__among=chunk)}
        yield from _unbroken(municipality, cases)
        steps = _stored_steps(municipality, chunk)
        about = {}
        for case, told in whole_stories(municipality.pk, cases, merged).items():
            row, facts = cases[case], fold(told)
            about[case] = lists.Who(row.number, row.household_id, tuple(facts.persons))
            for check, what in (
                *violations(facts, today, practice),
                *_in_any_order(told, facts, Random(f"{seed}-{case}")),  # noqa: S311 - seeded, no secret
                *_as_listed(row, told, steps.get(case, []), project(facts, today, practice), today),
            ):
                yield Finding(row.number, check, what)
        yield from _well_named(municipality, cases, lists.faces(municipality.pk, about))


def _in_any_order(told: Sequence[e.Recorded], facts: Facts, chance: Random) -> Iterator[tuple[str, str]]:
    shuffled = list(told)
    chance.shuffle(shuffled)
    if fold(shuffled) != facts:
        yield "P6", "the same facts in another order make another case"


def _as_listed(
    row: Case, told: Sequence[e.Recorded], steps: list[StepRow], shown: Projection, today: date
) -> Iterator[tuple[str, str]]:
    """The row and the steps equal the fold, but for what waits for ``run_due``."""
    due = row.next_change_on is not None and row.next_change_on <= today
    for name, value in shown.row._asdict().items():
        if getattr(row, name) != value and not (due and name in _OF_THE_CLOCK):
            yield "lists", f"{name} is {getattr(row, name)}, the facts say {value}"
    if not due and steps != list(shown.steps):
        stored, due_now = ({(s.rule, s.subject_kind, s.subject_id) for s in some} for some in (steps, shown.steps))
        yield "lists", f"steps differ: {sorted(stored ^ due_now) or 'in their dates or reasons'}"
    if row.version != max((record.id for record in told), default=0):
        yield "lists", f"version is {row.version}, not that of the last fact"


def _well_named(municipality: Municipality, cases: Mapping[int, Case], shown: Mapping[int, Face]) -> Iterator[Finding]:
    """Each case is called and found as its persons and their home are."""
    stored = lists.faces_as_stored(municipality.pk, list(cases))
    for case, face in shown.items():
        if stored[case] != face:
            yield Finding(cases[case].number, "lists", "called or found otherwise than its persons are")


def _stored_steps(municipality: Municipality, cases: Sequence[int]) -> dict[int, list[StepRow]]:
    found: dict[int, list[StepRow]] = {}
    rows = Step.of(municipality).filter(case__among=list(cases)).order_by("case_id", "position")
    for case, *values in rows.values_list("case_id", *StepRow._fields):
        found.setdefault(case, []).append(StepRow(*values))
    return found


def _unbroken(municipality: Municipality, cases: Mapping[int, Case]) -> Iterator[Finding]:
    """No event missing or changed: places follow each other, seals fit, and what is gone had a permit."""
    erased: dict[int, dict[int, bytes]] = {}
    permits = ErasurePermit.of(municipality).filter(case__among=list(cases), sequence__isnull=False)
    for case, sequence, seal in permits.values_list("case", "sequence", "seal"):
        erased.setdefault(case, {})[sequence or 0] = bytes(seal or b"")
    streams: dict[int, list[story.Stored]] = {}
    rows = CaseEvent.of(municipality).filter(case__among=list(cases)).order_by("case_id", "sequence")
    for values in rows.values_list(*story.COLUMNS):
        streams.setdefault(values[2], []).append(story.Stored(*values))
    for case, row in cases.items():
        for what in _breaks(streams.get(case, []), erased.get(case, {}), row.sequence):
            yield Finding(row.number, "story", what)


def _breaks(stream: Sequence[story.Stored], erased: Mapping[int, bytes], length: int) -> Iterator[str]:
    """Where the chain of one stream does not hold."""
    rows = {row.sequence: row for row in stream}
    seal = b""
    for place in range(1, max([length, *rows, *erased], default=0) + 1):
        if row := rows.get(place):
            if bytes(row.seal) != story.seal_of(row, seal):
                yield f"event {place} ({row.kind}) is not as it was recorded"
            seal = bytes(row.seal)
        elif place in erased:
            seal = erased[place]
        else:
            yield f"event {place} is missing"
    if length != max([*rows, *erased], default=0):
        yield f"the case counts {length} events, the story {len(rows)}"

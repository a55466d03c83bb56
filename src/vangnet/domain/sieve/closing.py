"""What does closing a case put an end to that was still to be done?"""

from collections.abc import Iterable, Iterator

from vangnet.domain.case import Case
from vangnet.domain.doubts.asking import Doubt
from vangnet.domain.sieve.obligation import Obligation

_OUTLIVE = frozenset({"conclude", "review", "check_data", "assign", "feedback", "follow_up", "know_household"})
"""Steps that closing answers, that go on in a closed case, or that serve only what else is still to be done."""


def falls_away(case: Case, agenda: Iterable[Obligation]) -> list[Obligation]:
    """What leaves the agenda on closing; nothing where the case cannot be closed."""
    return [] if case.closing_blockers() else [step for step in agenda if step.rule not in _OUTLIVE]


def closing_doubts(case: Case, agenda: Iterable[Obligation]) -> Iterator[Doubt]:
    """Whether somebody means to let go of what is still to be done; of other steps it is another question."""
    if steps := falls_away(case, agenda):
        named = " ".join(sorted(f"{step.rule}.{step.subject.kind}.{step.subject.id}" for step in steps))
        yield Doubt("steps_fall_away", {"count": len(steps), "steps": named})

"""What seems not to fit what is known? Questions about a fact, asked before it is recorded.

A fact is never refused (sieve, law 3): the world may be stranger than the file, and the file may be wrong. What
contradicts the order of days, what another fact rules out, and what would have no effect because the thing it speaks
of is not there, is asked about once and taken when confirmed. A gap is no contradiction: it is answered by an
obligation.
"""

from datetime import date

from vangnet.domain import events as e
from vangnet.domain.case import Case
from vangnet.domain.doubts import court, debt, home, people, settlement
from vangnet.domain.doubts.asking import Doubt, Question

QUESTIONS: dict[type[e.Event], list[Question]] = {}
"""What is asked of each event; each phase of a household's story has a module of its own."""
for phase in (debt.ASKED, settlement.ASKED, court.ASKED, home.ASKED, people.ASKED):
    for kind, questions in phase.items():
        QUESTIONS.setdefault(kind, []).extend(questions)


def doubts(case: Case, on: date, event: e.Event) -> tuple[Doubt, ...]:
    """What to ask about this fact of that day, before the case as it is known takes it in. Pure; empty: nothing."""
    return tuple(doubt for question in QUESTIONS.get(type(event), ()) for doubt in question(case, on, event))


__all__ = ["QUESTIONS", "Doubt", "doubts"]

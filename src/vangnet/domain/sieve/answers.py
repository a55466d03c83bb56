"""What does every rule answer for a case on a day, which of it is the agenda, and when does that change by itself?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case, Matter, Person, Signal
from vangnet.domain.rules.rule import About, Look, Outcome, Rule
from vangnet.domain.sieve.obligation import Obligation, Subject
from vangnet.domain.sieve.order import pressing_first
from vangnet.domain.sieve.table import RULES


def agenda(case: Case, day: date, practice: Practice, rules: Sequence[Rule] = RULES) -> list[Obligation]:
    """All obligations of a case on a given day, most pressing first."""
    return pressing_first(case, explain(case, day, practice, rules))


def explain(
    case: Case, day: date, practice: Practice, rules: Sequence[Rule] = RULES
) -> Iterator[tuple[Rule, Subject, Outcome]]:
    """Every rule's answer for every subject: why this, and why not that."""
    look = Look(case, day, practice)
    subjects = _subjects(case)
    if not case.is_open:
        rules = [rule for rule in rules if rule.when_closed and case.merged_into is None]
    for rule in rules:
        decide = rule.decide
        for subject, thing in subjects[rule.about]:
            yield rule, subject, decide(look, thing)


def _subjects(case: Case) -> dict[About, list[tuple[Subject, Case | Matter | Person | Signal]]]:
    return {
        "case": [(Subject("case", 0), case)],
        "matter": [(Subject("matter", m.number), m) for m in case.matters.values()],
        "person": [(Subject("person", p.id), p) for p in case.persons.values()],
        "signal": [(Subject("signal", s.id), s) for m in case.matters.values() for s in m.signals.values()],
    }


def next_change(case: Case, day: date, answers: Iterable[tuple[Rule, Subject, Outcome]]) -> date | None:
    """The first later day on which the clock alone changes these answers; None when it never does."""
    later = (*(outcome.changes_on for _, _, outcome in answers), case.pause_until)
    return min((on for on in later if on and on > day), default=None)

"""What presses most, what is seen at once, and what is done with haste?"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from vangnet.domain.case import Case, Danger, Matter
from vangnet.domain.codes import HOME_DEBTS
from vangnet.domain.rules.rule import Due, Outcome, Rule
from vangnet.domain.sieve.obligation import Obligation, Subject
from vangnet.domain.sieve.table import RULES

_FAR = date.max - timedelta(days=1)
_SEEN_WITHIN = timedelta(days=21)
"""What is shown within another has no card of its own; in one that waits longer than this it would be seen too late."""


class Pressing(NamedTuple):
    """What puts one obligation before another, most weighty first; less goes first.

    Danger by nearest date, minors first among equals; in danger what averts it; a home that was lost, then court;
    nearest date; rent or mortgage, several, amount. Shown as reasons, never as a score, and nothing is refused by it.
    """

    danger_on: date
    no_minors: int
    aside: int
    """0: nothing is in danger, or this fights it; 1: works on it otherwise; 2: a danger lives, and this does not."""
    track: int
    """0: a home was lost and asks for something now, 1: in court, 2: neither."""
    by: date
    no_home: int
    several: int
    amount: int
    rule: str
    subject: Subject


class _Weight(NamedTuple):
    """How much the matters behind an obligation weigh; less goes first."""

    in_court: bool
    home: int
    several: int
    amount: int


def pressing_first(case: Case, answers: Iterable[tuple[Rule, Subject, Outcome]]) -> list[Obligation]:
    """The obligations among these answers, most pressing first."""
    return [obligation for _, obligation in pressing(case, answers)]


def pressing(case: Case, answers: Iterable[tuple[Rule, Subject, Outcome]]) -> list[tuple[Pressing, Obligation]]:
    """The same, each behind what puts it before the next."""
    found = [(rule, subject, outcome) for rule, subject, outcome in answers if isinstance(outcome, Due)]
    if not found:
        return []
    due_on = {(rule.key, subject): due.by for rule, subject, due in found}
    dangers = case.dangers()
    behind = {subject: _matters(case, subject) for _, subject, _ in found}
    weights = {subject: _weight(matters) for subject, matters in behind.items()}
    obligations = [_obligation(dangers, due_on, behind[subject], rule, subject, due) for rule, subject, due in found]
    averts = {rule.key: rule.averts for rule, _, _ in found}
    return sorted((_pressing(case, o, weights[o.subject], averts[o.rule]), o) for o in obligations)


def _obligation(
    dangers: list[Danger],
    due_on: dict[tuple[str, Subject], date],
    matters: list[Matter],
    rule: Rule,
    subject: Subject,
    due: Due,
) -> Obligation:
    shown_within = next((key for key in rule.within if _due_with(due_on, key, subject, matters, due.by)), None)
    danger_on = _nearest(dangers, {m.number for m in matters}, due.by) if dangers else None
    return Obligation(
        rule.key,
        subject,
        due.role or rule.role,
        due.by,
        due.stage,
        due.because,
        danger_on,
        shown_within,
        due.changes_on,
    )


def _due_with(
    due_on: dict[tuple[str, Subject], date], key: str, subject: Subject, matters: list[Matter], by: date
) -> bool:
    """Whether rule ``key`` is due, and not long after that day, for the same subject or a matter of the same person."""
    subjects = [subject, *(Subject("matter", m.number) for m in matters if subject.kind == "person")]
    days = (due_on.get((key, one)) for one in subjects)
    return any(day is not None and day - by <= _SEEN_WITHIN for day in days)


def _matters(case: Case, subject: Subject) -> list[Matter]:
    """The matters a subject touches."""
    if subject.kind == "matter":
        return [case.matters[subject.id]]
    if subject.kind == "person":
        return case.matters_of(subject.id)
    if subject.kind == "signal":
        return [m for m in case.matters.values() if subject.id in m.signals]
    return list(case.matters.values())


def _nearest(dangers: list[Danger], matters: set[int], otherwise: date) -> date | None:
    """The nearest day of the dangers of these matters; a danger without a day presses by the obligation's own.

    Once the day of an eviction is announced, it is the day of the title as well.
    """
    own = [danger for danger in dangers if danger.matter in matters]
    announced = {danger.matter for danger in own if danger.kind == "eviction" and danger.day}
    dated = [danger for danger in own if danger.kind != "title" or danger.day or danger.matter not in announced]
    return min([danger.day or otherwise for danger in dated], default=None)


def _weight(matters: list[Matter]) -> _Weight:
    return _Weight(
        in_court=any(m.court_since or m.judgment for m in matters),
        home=0 if any(m.kind in HOME_DEBTS for m in matters) else 1,
        several=-len(matters),
        amount=-sum(m.cents or 0 for m in matters),
    )


def _pressing(case: Case, obligation: Obligation, weight: _Weight, averts: int) -> Pressing:
    return Pressing(
        obligation.danger_on or _FAR,
        0 if case.minors else 1,
        2 - averts if obligation.danger_on else 0,
        0 if obligation.home_lost else 1 if weight.in_court else 2,
        obligation.by,
        weight.home,
        weight.several,
        weight.amount,
        obligation.rule,
        obligation.subject,
    )


# At once in sight -----------------------------------------------------------------------------

_HOLDS_HOME = frozenset(rule.key for rule in RULES if rule.holds_home)


def holds_home(obligation: Obligation, today: date) -> bool:
    """Whether a term of law that runs now keeps the home in this way: it is seen at once, whatever else presses.

    A term that nobody sees is lost with the home, also where there is still time.
    """
    until = obligation.because.get("until")
    return obligation.rule in _HOLDS_HOME and isinstance(until, date) and today <= until


def seen_at_once(obligation: Obligation, today: date) -> bool:
    """Whether no page folds it away: a term of law keeps the home, or the last offer may still do so (guide ch. 7)."""
    return obligation.rule == "last_offer" or holds_home(obligation, today)


# With haste ----------------------------------------------------------------------------------

NEAR_DAYS = 10
"""A danger this near asks for haste."""
SOON_DAYS = 7
"""What can wait longer than this asks for no haste, whatever is at stake."""


def in_haste(obligation: Obligation, today: date) -> bool:
    """Whether this is done with haste (met spoed), wherever it is shown."""
    since = in_haste_from(obligation)
    return since is not None and since <= today


def in_haste_from(obligation: Obligation) -> date | None:
    """From which day this is done with haste; None when it never is."""
    crisis = obligation.rule == "crisis_contact" or obligation.because.get("crisis") is True
    return haste_from(obligation.danger_on, obligation.by, otherwise=crisis or obligation.home_lost)


def haste_from(danger_on: date | None, by: date, *, otherwise: bool = False) -> date | None:
    """From when something at stake is near, or was reported as a crisis or lost (``otherwise``), and asks for something
    soon; None when nothing is at stake.

    ``danger_on`` is the nearest day of danger; where one is known it tells how near, and a day behind us is near.
    """
    soon = by - timedelta(days=SOON_DAYS)
    if danger_on:
        return max(soon, danger_on - timedelta(days=NEAR_DAYS))
    return soon if otherwise else None

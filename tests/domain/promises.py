"""Which promises of the sieve does a story break, on the real calendar, and in how few events can that be told?"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case
from vangnet.domain.codes import MatterKind
from vangnet.domain.fold import fold
from vangnet.domain.law import is_working_day
from vangnet.domain.properties import violations
from vangnet.domain.rules.rule import Due, NotDue, Outcome, Rule
from vangnet.domain.sieve import ENDED_BY, EXECUTABLE_BY, RULES, agenda, explain, next_change

FAR = timedelta(days=400)
"""How far ahead an answer that nothing will change is looked at again."""

COUNTED_IN_WORKING_DAYS = frozenset(
    {
        "triage", "who", "assign", "feedback", "handover", "hear_answer", "crisis_contact", "know_household",
        "first_conversation", "hear_referral", "pause", "renew_pause", "repair_arrangement", "reconnect",
        "before_summons", "find_hearing_date", "record_judgment", "remedy", "stay", "confirm_stay", "stop_eviction",
        "warn_before_breach", "stop_pressure", "dispute", "hear_creditor", "hear_balance", "tailored_budget",
        "listing", "hear_place", "chase_urgency", "record_loss", "secure_address", "conclude", "check_data",
    }
)  # fmt: skip
"""Rules whose day is always a working day; the others look at a calendar day or at one that somebody named."""

Story = Sequence[e.Recorded]


def broken(story: Story, today: date, practice: Practice) -> Iterator[str]:
    """Every promise that this story breaks on this day, in a municipality that works like this."""
    case = fold(story)
    yield from (f"{v.property}: {v.what}" for v in violations(case, today, practice))
    yield from _depends_on_order(story, case, today, practice)
    yield from _explains_badly(case, today, practice)
    yield from _moves_by_the_clock(case, today, practice)
    if story and max(story, key=place) is story[-1]:
        yield from _touched_by_another(fold(story[:-1]), story[-1], case, practice)


def shortest(story: Story, today: date, practice: Practice, promise: str) -> Story:
    """The same promise broken by as few events as leaving out one after another allows."""
    for left_out in range(len(story)):
        shorter = [*story[:left_out], *story[left_out + 1 :]]
        if shorter and promise in {promise_in(what) for what in broken(shorter, today, practice)}:
            return shortest(shorter, today, practice, promise)
    return story


def promise_in(what: str) -> str:
    """What was promised, whichever matter and day it was broken for."""
    return re.sub(r"\d+", "N", what)


def place(record: e.Recorded) -> tuple[date, int, int]:
    return record.on, record.turn, record.id


def _depends_on_order(story: Story, case: Case, today: date, practice: Practice) -> Iterator[str]:
    chance = random.Random(len(story))
    if fold(chance.sample(list(story), len(story))) != case:
        yield "P6: another order of recording gives another case"
    if fold(renumbered(story, chance)) != case:
        yield "P6: other numbers in the store give another case"
    stands = agenda(case, today, practice)
    if agenda(case, today, practice, RULES[::-1]) != stands:
        yield "P7: another order of the table gives another agenda"
    days = [o.danger_on or date.max for o in stands]
    if days != sorted(days):
        yield "the nearest danger does not stand first"


def renumbered(story: Story, chance: random.Random) -> Story:
    """The same story as another store would number it; a correction names the new number of what it corrects.

    Sound because the turn alone tells the facts of one day apart: the number decides nothing.
    """
    old = [record.id for record in story]
    new = dict(zip(old, chance.sample(old, len(old)), strict=True))
    return [e.Recorded(new[r.id], r.on, r.turn, _naming(r.event, new)) for r in story]


def _naming(event: e.Event, new: Mapping[int, int]) -> e.Event:
    return e.EventCorrected(event=new.get(event.event, event.event)) if isinstance(event, e.EventCorrected) else event


def _explains_badly(case: Case, today: date, practice: Practice) -> Iterator[str]:
    for row, subject, outcome in explain(case, today, practice):
        if isinstance(outcome, NotDue):
            if not outcome.guard.isidentifier():
                yield f"{row.key} of {subject} does not say why not"
            continue
        if not outcome.because:
            yield f"{row.key} of {subject} gives no reason"
        if row.key in COUNTED_IN_WORKING_DAYS and not is_working_day(outcome.by):
            yield f"{row.key} is due on {outcome.by:%A %d %B}"


def _moves_by_the_clock(case: Case, today: date, practice: Practice) -> Iterator[str]:
    """An answer holds until the day it names itself, or the end of a pause; and the agenda until the next change."""
    answers = list(explain(case, today, practice))
    for row, subject, outcome in answers:
        ahead = [day for day in (outcome.changes_on, case.pause_until) if day and day > today]
        last = min(ahead, default=today + FAR) - timedelta(days=1)
        then = {s: o for _, s, o in explain(case, last, practice, [row])}[subject]
        if _answer(then) != _answer(outcome):
            yield f"{row.key} of {subject} moves by the clock alone between {today} and {last}"
    change = next_change(case, today, answers)
    last = (change or today + FAR) - timedelta(days=1)
    if _gist(case, last, practice) != _gist(case, today, practice):
        yield f"the agenda changed before {change}"


def _gist(case: Case, day: date, practice: Practice) -> list[tuple[object, ...]]:
    return [(o.rule, o.subject, o.by, o.stage) for o in agenda(case, day, practice)]


def _answer(outcome: Outcome) -> tuple[object, ...]:
    return (outcome.by, outcome.stage, outcome.role) if isinstance(outcome, Due) else (outcome.guard,)


def _touched_by_another(before: Case, record: e.Recorded, after: Case, practice: Practice) -> Iterator[str]:
    """P3, P4: only declared events end a danger, or take away or move an obligation."""
    kind = type(record.event)
    if kind is e.EventCorrected:
        return
    for danger, _ in {d[:2] for d in before.dangers()} - {d[:2] for d in after.dangers()}:
        if kind not in ENDED_BY[danger]:
            yield f"P3: {kind.__name__} ends the {danger}"
    may_now = {m.number for m in after.matters.values() if m.executable}
    if may_now - {m.number for m in before.matters.values() if m.executable} and kind not in EXECUTABLE_BY:
        yield f"P10: {kind.__name__} makes a title one that may be carried out"
    if not (before.is_open and after.is_open) or _identities(before) - _identities(after):
        return
    now = {(r.key, subject): outcome for r, subject, outcome in explain(after, record.on, practice)}
    for row, subject, was in explain(before, record.on, practice):
        if isinstance(was, Due):
            yield from _touched(row, kind, was, now[row.key, subject])


def _identities(case: Case) -> set[tuple[int, MatterKind, int | None]]:
    """Which matters there are, of which kind and whose: told otherwise, they are other matters."""
    return {(m.number, m.kind, m.person) for m in case.matters.values()}


def _touched(row: Rule, kind: type[e.Event], was: Due, now: Outcome) -> Iterator[str]:
    takes_away = (*row.discharged_by, *row.ended_by, *row.suspended_by)
    if isinstance(now, NotDue):
        if kind not in takes_away:
            yield f"P4: {kind.__name__} takes away {row.key} ({now.guard})"
    elif (now.by, now.stage) != (was.by, was.stage) and kind not in (*takes_away, *row.hastened_by):
        yield f"P4: {kind.__name__} moves {row.key}"

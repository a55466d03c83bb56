"""What comes after a judgment: until when can it be fought, how long does it live, and what does a moratorium need?"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case, Judgment, Matter
from vangnet.domain.case import Term as Runs
from vangnet.domain.codes import MoratoriumLacks, MoratoriumPart, Ruling
from vangnet.domain.requested import Part

_LAW = Practice()
OPPOSITION, APPEAL, MORATORIUM = "court.opposition", "court.appeal", "court.moratorium"
GRACE = "court.grace_term"
LIFE, LIMITATION = "court.judgment_life_in_practice", "court.judgment_limitation"
ByLaw = Callable[[str, date], date]


def remedy_until(by_law: ByLaw, judgment: Judgment) -> date:
    """The last day of opposition after a default (art. 143 Rv), else of appeal (art. 339 Rv).

    Opposition runs from service in person or an act that shows the judgment is known; while nobody told of that,
    it is counted from the judgment, the first day on which it can have begun.
    """
    if judgment.default:
        return by_law(OPPOSITION, judgment.served_on or judgment.given_on)
    return by_law(APPEAL, judgment.given_on)


class Term(NamedTuple):
    """One term of a judgment, by the key of the law's value, and its last day."""

    key: str
    until: date


def terms(judgment: Judgment) -> tuple[Term, ...]:
    """Until when can still be paid or fought, and how long it lives; opposition is there after a default alone.

    A claim that was rejected leaves nothing to carry out: only the landlord's appeal runs.
    """
    given = judgment.given_on
    if judgment.ruling is Ruling.REJECTED:
        return (Term(APPEAL, _LAW.by_law(APPEAL, given)),)
    grace = [Term(GRACE, judgment.grace_until)] if judgment.grace_until else []
    against = OPPOSITION if judgment.default else APPEAL
    lasting = tuple(Term(key, _LAW.by_law(key, given)) for key in (LIFE, LIMITATION))
    return (*grace, Term(against, remedy_until(_LAW.by_law, judgment)), *lasting)


def longest_moratorium(since: date) -> date:
    """The last day that one may run which begins on that day (art. 287b Fw)."""
    return _LAW.by_law(MORATORIUM, since)


def moratorium_until(by_law: ByLaw, moratorium: Runs) -> date:
    """The last day of one that was granted: as the court said, else counted, as long as the law allows."""
    return moratorium.until or by_law(MORATORIUM, moratorium.since)


def moratorium_parts(
    case: Case, matter: Matter, *, rent_kept: bool | None, until: date | None, on: date
) -> tuple[Part, ...]:
    """What the court asks of a request. ``rent_kept``: the last word on the current rent; None while there is none."""
    return tuple(Part(part, lacks) for part, lacks in _moratorium(case, matter, rent_kept, until, on))


def _moratorium(
    case: Case, matter: Matter, rent_kept: bool | None, until: date | None, on: date
) -> Iterator[tuple[MoratoriumPart, MoratoriumLacks | None]]:
    threatened = matter.executable is not None or matter.live_evictions or matter.disconnection_known_on
    yield MoratoriumPart.THREAT, None if threatened else MoratoriumLacks.NO_THREAT
    if rent_kept is None:
        yield MoratoriumPart.RENT, MoratoriumLacks.RENT_UNKNOWN
    else:
        yield MoratoriumPart.RENT, None if rent_kept else MoratoriumLacks.RENT_MISSED
    person = case.persons.get(matter.person or 0)
    yield MoratoriumPart.HELP, None if person and person.help_runs else MoratoriumLacks.NO_HELP
    if until is None or until <= on:
        yield MoratoriumPart.END, MoratoriumLacks.NO_END
    else:
        yield MoratoriumPart.END, MoratoriumLacks.TOO_LONG if until > longest_moratorium(on) else None

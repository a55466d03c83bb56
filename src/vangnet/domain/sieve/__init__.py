"""What must happen next, for everybody, and why?

``table`` has the rules, one row each; ``answers`` what they answer for a case, and the agenda that makes; ``order``
what presses most and what is done with haste; ``obligation`` what one step on the agenda is; ``closing`` what closing
takes off it.
"""

from vangnet.domain.rules.rule import NotDue
from vangnet.domain.sieve.answers import agenda, explain, next_change
from vangnet.domain.sieve.closing import closing_doubts, falls_away
from vangnet.domain.sieve.obligation import Obligation, Subject, late_from
from vangnet.domain.sieve.order import (
    NEAR_DAYS,
    SOON_DAYS,
    Pressing,
    haste_from,
    holds_home,
    in_haste,
    in_haste_from,
    pressing,
    pressing_first,
    seen_at_once,
)
from vangnet.domain.sieve.table import ENDED_BY, EXECUTABLE_BY, RULES

__all__ = [
    "ENDED_BY",
    "EXECUTABLE_BY",
    "NEAR_DAYS",
    "RULES",
    "SOON_DAYS",
    "NotDue",
    "Obligation",
    "Pressing",
    "Subject",
    "agenda",
    "closing_doubts",
    "explain",
    "falls_away",
    "haste_from",
    "holds_home",
    "in_haste",
    "in_haste_from",
    "late_from",
    "next_change",
    "pressing",
    "pressing_first",
    "seen_at_once",
]

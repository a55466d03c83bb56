"""What kind of household is this: who opens the door, who accepts help, which help suits, who pays?

Nothing here is a fact of a case. A fate is what the office meets when it goes out; dealt by chance from a seed.
"""

from enum import StrEnum
from random import Random

import msgspec

from vangnet.domain.codes import HelpKind, PauseReason, Result


class Reply(StrEnum):
    """What somebody says to an offer of help."""

    YES = "yes"
    NO = "no"
    SILENCE = "silence"


class Way(StrEnum):
    """What help becomes once it runs."""

    ARRANGEMENT = "arrangement"
    PLAN = "plan"
    ADVICE = "advice"
    REFERRAL = "referral"
    DRIFTS_AWAY = "drifts_away"


class Turn(StrEnum):
    """What the office finds out at the door, for a few."""

    NOTHING = "nothing"
    DIED = "died"
    MOVED = "moved"
    REPRESENTED = "represented"
    DISPUTES = "disputes"


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """How a household takes it."""

    door: int = 0
    """The attempt, counted from the last report, at which somebody is spoken to; 0 when nobody ever is."""
    reply: Reply = Reply.YES
    way: Way = Way.ARRANGEMENT
    pays: float = 1.0
    """The chance that an instalment is paid in time."""
    rest: PauseReason | None = None
    """Why they ask to be left alone for a while, when first spoken to."""
    steps: int = 3
    """Steps of the plan before it is done."""
    help: HelpKind = HelpKind.DEBT_HELP
    turn: Turn = Turn.NOTHING
    ends: Result | None = None
    """With what the case closes where the facts leave a choice."""


UNREACHED = Fate(door=0)
_DOORS = (1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 0, 0)
_REPLIES = (Reply.YES,) * 6 + (Reply.NO,) * 2 + (Reply.SILENCE,)
_WAYS = (Way.ARRANGEMENT,) * 4 + (Way.PLAN,) * 3 + (Way.ADVICE, Way.ADVICE, Way.REFERRAL, Way.DRIFTS_AWAY)
_PAYS = (1.0, 1.0, 1.0, 0.9, 0.8, 0.5)
_RESTS = (PauseReason.ILLNESS, PauseReason.RESIDENT_ASKED, PauseReason.DEATH_IN_FAMILY, PauseReason.AWAY)
_TURNS = (Turn.NOTHING,) * 24 + (Turn.DIED, Turn.MOVED, Turn.REPRESENTED, Turn.REPRESENTED, Turn.DISPUTES)
_REFERRALS = (
    (HelpKind.DEBT_HELP, Result.REFERRED_FINANCIAL),
    (HelpKind.OTHER_HELP, Result.REFERRED_NOT_FINANCIAL),
    (HelpKind.INCOME_MANAGEMENT, Result.REFERRED),
    (HelpKind.OTHER_HELP, Result.REFERRED_UNASKED),
)


def deal(chance: Random) -> Fate:
    """The fate of one household."""
    way = chance.choice(_WAYS)
    kind, ends = chance.choice(_REFERRALS) if way is Way.REFERRAL else (HelpKind.DEBT_HELP, None)
    return Fate(
        door=chance.choice(_DOORS),
        reply=chance.choice(_REPLIES),
        way=way,
        pays=chance.choice(_PAYS),
        rest=chance.choice(_RESTS) if chance.random() < 0.06 else None,
        steps=chance.randint(2, 6),
        help=kind,
        turn=chance.choice(_TURNS),
        ends=ends,
    )

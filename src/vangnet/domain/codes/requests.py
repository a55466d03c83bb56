"""Which words tell of requests to a court: their parts, and what is missing before one can be made?"""

from enum import StrEnum


class AdministrationGround(StrEnum):
    """The legal grounds of 1:431 and 1:432 BW; silence alone is none."""

    SQUANDERING = "squandering"
    PROBLEMATIC_DEBTS = "problematic_debts"


class LighterStep(StrEnum):
    """What goes before administration."""

    APPROACHED = "approached"
    HELP = "help"
    ARRANGEMENT = "arrangement"
    SETTLEMENT = "settlement"
    LAST_OFFER = "last_offer"


class WhyFailed(StrEnum):
    """Why a lighter step did not work, as the story tells it."""

    REFUSED = "refused"
    ENDED = "ended"
    BROKEN = "broken"
    NO_ANSWER = "no_answer"


class NoRequest(StrEnum):
    """Why administration is not asked for."""

    LIGHTER_HELP_LEFT = "lighter_help_left"
    NO_GROUND = "no_ground"
    TOO_HEAVY = "too_heavy"
    DANGER_OVER = "danger_over"
    OTHER_HELP = "other_help"


class RequestPart(StrEnum):
    """What a request for administration needs (guide ch. 7); called as the fields of the request."""

    LIGHTER_STEPS = "lighter_steps_failed"
    HEARD = "heard_or_attempts_shown"
    GROUND = "ground"
    SECOND_OPINION = "second_opinion"
    END = "until"


class RequestLacks(StrEnum):
    """What is missing of such a part."""

    NOT_CONFIRMED = "not_confirmed"
    NO_LAST_OFFER = "no_last_offer"
    ANSWER_AWAITED = "answer_awaited"
    OFFER_RUNS = "offer_runs"
    HELP_RUNS = "help_runs"
    NOT_HEARD = "not_heard"
    NO_GROUND = "no_ground"
    NO_SECOND_OPINION = "no_second_opinion"
    SAME_PERSON = "same_person"
    NO_END = "no_end"


class MoratoriumPart(StrEnum):
    """What the court asks of a moratorium (art. 287b Fw)."""

    THREAT = "threat"
    RENT = "current_rent_paid"
    HELP = "debt_help_accepted"
    END = "end"


class MoratoriumLacks(StrEnum):
    """What is missing of it."""

    NO_THREAT = "no_threat"
    RENT_UNKNOWN = "rent_unknown"
    RENT_MISSED = "rent_missed"
    NO_HELP = "no_help"
    NO_END = "no_end"
    TOO_LONG = "too_long"


class ForcedPart(StrEnum):
    """What a court looks for in a request for a forced settlement (art. 287a Fw)."""

    HELP = "debt_help_runs"
    OFFER = "offer_to_all"
    REFUSED = "refused"
    MOST = "most_possible"


class ForcedLacks(StrEnum):
    """What is missing of it."""

    NO_HELP = "no_help"
    NOT_ALL_ASKED = "not_all_asked"
    NOBODY_REFUSED = "nobody_refused"
    NO_REASON = "no_reason"

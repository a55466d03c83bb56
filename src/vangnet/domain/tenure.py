"""Is somebody without a clear lease protected all the same? A hint from a few questions (guide ch. 5).

No conclusion: every reason names the value of the law on which it rests, with source and confidence. A lawyer decides.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from vangnet.domain.agreements import months_on
from vangnet.domain.codes import Answer, StayForm
from vangnet.domain.events import StayDescribed
from vangnet.domain.law import LAW


class Protection(StrEnum):
    """How likely it is that somebody is protected as a tenant."""

    LIKELY = "likely"
    PERHAPS = "perhaps"
    WEAK = "weak"
    UNKNOWN = "unknown"


class Hint(NamedTuple):
    protection: Protection
    reasons: tuple[str, ...]
    """Keys of the law (``law/tenure.toml``), most weighty first."""


SOME_MONTHS = 2
"""The guide speaks of some months of payments, without a number: this is the least that it can mean."""
_OF_FORM: dict[StayForm, tuple[Protection, tuple[str, ...]]] = {
    StayForm.LEASE: (Protection.LIKELY, ("tenure.no_paper_needed",)),
    StayForm.SUBLET: (Protection.PERHAPS, ("tenure.subtenant",)),
    StayForm.WITH_WORK: (Protection.PERHAPS, ("tenure.tied_to_work",)),
    StayForm.WITH_CARE: (Protection.PERHAPS, ("tenure.intermediate_letting",)),
    StayForm.HOLIDAY_PARK: (Protection.PERHAPS, ("tenure.short_by_nature",)),
}
_PAID_FOR = frozenset({StayForm.NO_PAPER, StayForm.USE_AGREEMENT, StayForm.WITH_WORK, StayForm.HOLIDAY_PARK})


def likely_protection(told: StayDescribed, on: date) -> Hint:
    """What these answers point to, on a day. Pure; an answer that is not known never counts against somebody."""
    if told.form is StayForm.LODGER or told.with_owner is Answer.YES:
        return _with_the_owner(told, on)
    if told.form is StayForm.TEMPORARY_LEASE:
        return _temporary(told)
    protection, reasons = _OF_FORM.get(told.form, (Protection.UNKNOWN, ()))
    if told.pays is Answer.NO:
        return Hint(Protection.WEAK, reasons)
    if told.pays is Answer.YES and told.form in _PAID_FOR:
        paid_long = told.since is not None and months_on(told.since, SOME_MONTHS) <= on
        protection = Protection.LIKELY if paid_long else Protection.PERHAPS
        reasons = ("tenure.tenancy_by_payment", "tenure.no_paper_needed", *reasons)
    return Hint(protection, reasons)


def _with_the_owner(told: StayDescribed, on: date) -> Hint:
    """Little protection in the first months, as a tenant's after them."""
    trial = LAW.on(on)["tenure.lodger_trial"].number
    if told.since is None:
        return Hint(Protection.PERHAPS, ("tenure.lodger_trial",))
    over = months_on(told.since, trial) < on
    return Hint(Protection.LIKELY if over else Protection.WEAK, ("tenure.lodger_trial",))


def _temporary(told: StayDescribed) -> Hint:
    """Since the law that made a lease without end the norm, a temporary one mostly counts as one without end."""
    if told.since is None:
        return Hint(Protection.PERHAPS, ("tenure.fixed_is_the_norm",))
    fixed = LAW.on(told.since).get("tenure.fixed_is_the_norm")
    return Hint(Protection.LIKELY, ("tenure.fixed_is_the_norm",)) if fixed else Hint(Protection.PERHAPS, ())

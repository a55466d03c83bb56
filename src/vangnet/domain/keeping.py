"""Until when may the file of a household be kept, and what may be remembered of it afterwards?

The law names no number: each municipality sets and justifies its own (art. 5 lid 1 onder e AVG), dated in its
working agreements; without a choice the defaults of ``law/privacy.toml`` hold.
"""

from datetime import date
from typing import Any

from vangnet.domain.agreements import Practice, months_on
from vangnet.domain.case import FOLLOW_UP_MONTHS, Case
from vangnet.domain.ribbon import ribbon

DEFAULTS = {
    "keep_months": "privacy.retention_without_contact",
    "keep_helped_months": "privacy.retention_after_help",
    "keep_requests_months": "privacy.retention_requests",
}
"""By choice of the working agreements: how long is kept where a municipality chose nothing."""


def kept_until(case: Case, practice: Practice) -> date | None:
    """The last day on which a closed case is kept; None while it is open or told within another.

    The clock starts when the case was closed and nothing more was heard or is to be asked: after the last
    follow-up. Kept long is only the file of somebody who was helped.
    """
    if case.closed_on is None or case.merged_into is not None:
        return None
    start = max(day for day in (case.closed_on, case.last_on, _last_follow_up(case)) if day)
    agreed, helped = practice.agreed(start), was_helped(case)
    chosen = agreed.keep_helped_months if helped else agreed.keep_months
    if chosen is not None:
        return months_on(start, chosen)
    return practice.by_law(DEFAULTS["keep_helped_months" if helped else "keep_months"], start)


def request_kept_until(answered: date, practice: Practice) -> date:
    """The last day on which a request about data is kept of somebody without a case, once it was answered."""
    chosen = practice.agreed(answered).keep_requests_months
    if chosen is not None:
        return months_on(answered, chosen)
    return practice.by_law(DEFAULTS["keep_requests_months"], answered)


def was_helped(case: Case) -> bool:
    """Somebody accepted help, asked for it, or had a decision on it."""
    return any(person.accepted_on or person.decided_on or person.help_since for person in case.persons.values())


def _last_follow_up(case: Case) -> date | None:
    since = case.loss.on if case.loss else case.closed_on if case.aftercare else None
    return months_on(since, FOLLOW_UP_MONTHS[-1]) if since else None


def remembered(case: Case) -> dict[str, Any]:
    """What the statistics keep of an erased case: codes, no id, no date, no amount, no person."""
    return {
        "kinds": sorted({matter.kind.value for matter in case.matters.values()}),
        "step": max(ribbon(case), default=0),
        "result": case.result.value if case.result else "",
        "spoken": any(person.spoken_on for person in case.persons.values()),
        "helped": was_helped(case),
        "minors": None if case.minors is None else case.minors > 0,
        "lost": case.loss.way.value if case.loss else "",
        "destination": case.loss.destination.value if case.loss and case.loss.destination else "",
    }

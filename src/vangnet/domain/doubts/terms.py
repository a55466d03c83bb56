"""From which day may a home be cleared on a judgment, and until when is that held off?"""

from datetime import date, timedelta

from vangnet.domain.case import Matter
from vangnet.domain.doubts.asking import by_law

NOTICE = "court.notice_to_leave"
"""Art. 555 lid 1 Rv: the bailiff's order to leave; only after it may the home be cleared."""
MORATORIUM = "court.moratorium"
"""Art. 287b Fw: so long at most."""


def earliest_eviction(given_on: date, eviction_from: date | None = None, grace_until: date | None = None) -> date:
    """The first day on which the home may be cleared on a title: by its own terms and by the bailiff's notice.

    The notice is counted from the judgment, the first day on which it can have been served. While the court leaves time
    to pay (art. 7:280 BW) nothing is dissolved yet.
    """
    by_notice = by_law(NOTICE, given_on) + timedelta(days=1)
    unpaid_on = grace_until + timedelta(days=1) if grace_until else by_notice
    return max(by_notice, eviction_from or by_notice, unpaid_on)


def held_off_until(matter: Matter, day: date) -> date | None:
    """Until when, seen on that day, nothing may be carried out; None when it may.

    Held off by a suspension, a second chance or a moratorium that was granted.
    """
    title, terms = matter.title, (matter.second_chance, matter.moratorium)
    ends = [title.suspended_until] if title else []
    ends += [term.until or by_law(MORATORIUM, term.since) for term in terms if term and term.granted]
    return max((end for end in ends if end and end >= day), default=None)

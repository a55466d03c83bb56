"""How did this month go? Counted from the facts themselves, what was corrected left out."""

from datetime import date, datetime, time
from typing import NamedTuple

import msgspec
from django.core.cache import cache
from django.db.models import Count, Q

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.cases.clock import AMSTERDAM
from vangnet.apps.cases.models import CaseEvent
from vangnet.domain import events as e
from vangnet.domain.codes import Reached


class Month(NamedTuple):
    """The figures of a month; households are counted once, however often something happened. ``at``: when counted."""

    signals: int
    households: int
    reached: int
    accepted: int
    summons: int
    evicted: int
    at: datetime


KEPT = 60
"""Seconds for which the figures of a page are kept: a municipality with a hundred thousand cases counts long."""
MANY = 5_000
"""From so many reports a month on they are kept; fewer are counted in a few milliseconds, whenever a page asks."""


def this_month(municipality: Municipality, today: date) -> Month:
    """The figures of this month as they are now; where there are very many, a minute old at most."""
    key = f"month:{municipality.pk}:{today}"
    kept: Month | None = cache.get(key)
    if kept is None:
        kept = counted_month(municipality, today)
        if kept.signals >= MANY:
            cache.set(key, kept, KEPT)
    return kept


def counted_month(municipality: Municipality, today: date) -> Month:
    """The figures from the first of the month on. Two queries."""
    first, at = today.replace(day=1), clock.now()
    facts = CaseEvent.of(municipality)
    written_since = datetime.combine(first, time.min, AMSTERDAM)
    corrections = facts.filter(kind=e.EventCorrected.__name__, recorded_at__gte=written_since)
    corrected = [msgspec.json.decode(payload)["event"] for payload in corrections.values_list("payload", flat=True)]
    received = Q(kind=e.SignalReceived.__name__)
    attempted = Q(kind=e.ContactAttempted.__name__, payload__contains=f'"reached":"{Reached.SPOKEN}"')
    spoken = attempted | _of(e.HelpAccepted, e.HelpDeclined, e.FirstConversationHeld, e.LastOfferAnswered)
    counts = (
        facts.filter(on__gte=first, kind__in=_COUNTED)
        .exclude(id__in=corrected)
        .aggregate(
            signals=Count("id", filter=received),
            households=Count("case", filter=received, distinct=True),
            reached=Count("case", filter=spoken, distinct=True),
            accepted=Count("case", filter=_of(e.HelpAccepted, e.HelpRequested), distinct=True),
            summons=Count("id", filter=_of(e.SummonsServed)),
            evicted=Count("id", filter=_of(e.EvictionCarriedOut)),
        )
    )
    return Month(**counts, at=at)


_COUNTED = [
    kind.__name__
    for kind in (
        *(e.SignalReceived, e.ContactAttempted, e.HelpAccepted, e.HelpDeclined, e.HelpRequested),
        *(e.FirstConversationHeld, e.LastOfferAnswered, e.SummonsServed, e.EvictionCarriedOut),
    )
]


def _of(*kinds: type[e.Event]) -> Q:
    return Q(kind__in=[kind.__name__ for kind in kinds])

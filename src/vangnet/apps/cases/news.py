"""What came into somebody's own cases that they have not looked at since?

A report of a household that is known joins its open case, and may leave nothing to do within the week: help runs,
or an offer still stands. It is told all the same, until its owner opens the dossier or records something in it.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Subquery

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case, CaseEvent
from vangnet.domain.events import OwnerAssigned, SignalReceived, SignalTakenUp

FRESH = timedelta(days=14)
"""What nobody looked at for so long is no news: the sieve holds what must be done of it."""
AT_MOST = 30
"""So many dossiers with news are told; more arrive with a large delivery, and wait their turn."""
TOLD = (SignalReceived.__name__, SignalTakenUp.__name__, OwnerAssigned.__name__)


class New(NamedTuple):
    """A case with something in it that its owner has not looked at."""

    case: int
    number: str
    name: str
    kind: str
    """The event that came last of those that somebody else told; one of ``TOLD``."""


def news(municipality: Municipality, user: User, today: date, most: int = AT_MOST) -> list[New]:
    """The open cases of this owner with something new in them, the latest first; one more than ``most`` at most.

    One query.
    """
    told = CaseEvent.of(municipality).filter(case=OuterRef("pk"), kind__in=TOLD, id__gt=OuterRef("owner_saw"))
    at_work = CaseEvent.of(municipality).filter(case=OuterRef("case"), recorded_by=user, id__gte=OuterRef("id"))
    last = told.exclude(Exists(at_work)).order_by("-id").values("kind")[:1]
    mine = Case.of(municipality).filter(owner=user, is_open=True, last_on__gte=today - FRESH)
    unseen = mine.filter(version__gt=F("owner_saw")).annotate(news=Subquery(last)).exclude(news=None)
    newest = unseen.order_by("-last_on", "-id").values_list("id", "number", "name", "news")
    return [New(*row) for row in newest[: most + 1]]


def seen(case: Case, user: User) -> None:
    """Its owner opened it; of nobody else it matters. One query, and none when nothing is new."""
    if case.owner_id == user.pk and case.version > case.owner_saw:
        Case.of(case.municipality_id).filter(pk=case.pk, owner_saw__lt=case.version).update(owner_saw=case.version)

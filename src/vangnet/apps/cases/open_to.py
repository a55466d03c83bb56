"""Which dossiers may somebody open? All of the municipality; who walks past doors only those on an own looplijst.

The app that keeps the looplijsten tells which those are: it stands above this one.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case
from vangnet.domain.codes import Role

Walks = Callable[[Municipality, User, date], QuerySet[Any, Any]]
"""The ids of the cases past which somebody walks these days."""

_told_by: list[Walks] = []


def tells_walks(source: Walks) -> Walks:
    """Let the app that keeps the looplijsten tell who walks where; call it in AppConfig.ready."""
    if source not in _told_by:
        _told_by.append(source)
    return source


def open_to(request: WorkRequest) -> QuerySet[Case]:
    """The cases whose number opens something for this person."""
    cases = Case.of(request.municipality)
    return cases.filter(_walked(request)) if request.role is Role.VISITOR else cases


def _walked(request: WorkRequest) -> Q:
    """Those on an own looplijst, and those within which these go on."""
    within = Q(pk__in=())
    for source in _told_by:
        walked = source(request.municipality, request.user, clock.today())
        gone_on = Case.of(request.municipality).filter(pk__in=walked, merged_into__isnull=False)
        within |= Q(pk__in=walked) | Q(pk__in=gone_on.values("merged_into"))
    return within

"""Which looplijsten are there, and which may somebody see?"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.outreach.models import ASKED_FOR, Round, Stop, Walker

SHOWN_AFTER = timedelta(days=14)
"""So long a round stays on the list after its day."""
WALKED_AFTER = timedelta(days=3)
"""So long a visitor can still tell what happened; then the addresses are out of sight."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A round as the list shows it. ``stops`` and ``done`` count the doors that the one who looks may see.

    A door of a closed case that nobody recorded anything of counts no more: nobody need go there.
    """

    round: Round
    walkers: list[Walker]
    stops: int
    done: int
    own: Walker | None
    """The walk of the one who looks."""


def rounds_for(municipality: Municipality, user: User, today: date, *, own_only: bool) -> list[Listed]:
    """The rounds to come, and those of the last two weeks; newest day first. Two queries."""
    rounds = visible(municipality, user, today, own_only=own_only).filter(day__gte=today - SHOWN_AFTER)
    seen = Q(walkers__user=user) if own_only else Q()
    counting = Stop.of(municipality).filter(ASKED_FOR | Q(result__isnull=False), day__gte=today - SHOWN_AFTER)
    counted = rounds.annotate(
        stops=Count("walkers__stops", filter=seen & Q(walkers__stops__in=counting), distinct=True),
        done=Count("walkers__stops", filter=seen & Q(walkers__stops__result__isnull=False), distinct=True),
    )
    walkers = Walker.of(municipality).select_related("user").order_by("position")
    found: QuerySet[Any] = counted.order_by("-day", "-id").prefetch_related(Prefetch("walkers", walkers))
    return [
        Listed(
            made,
            list(made.walkers.all()),
            made.stops,
            made.done,
            next((walker for walker in made.walkers.all() if walker.user_id == user.pk), None),
        )
        for made in found
    ]


def visible(municipality: Municipality, user: User, today: date, *, own_only: bool) -> QuerySet[Round]:
    """The rounds somebody may see: all of them, or for a visitor those with an own walk, until shortly after."""
    rounds = Round.of(municipality)
    if not own_only:
        return rounds
    own = Walker.of(municipality).filter(user=user).values("round")
    return rounds.filter(id__in=own, day__gte=today - WALKED_AFTER)


def walkers_for(municipality: Municipality, made: Round, user: User, *, own_only: bool) -> list[Walker]:
    """The walks of a round that somebody may see."""
    walkers = Walker.of(municipality).filter(round=made).select_related("user").order_by("position")
    return list(walkers.filter(user=user) if own_only else walkers)


def stops_for(municipality: Municipality, user: User, today: date, *, own_only: bool) -> QuerySet[Stop]:
    """The doors that somebody may see, with all that a page of one door needs."""
    stops = Stop.of(municipality).select_related(
        "case__merged_into", "person", "result", "walker__round", "walker__user"
    )
    if not own_only:
        return stops
    return stops.filter(walker__user=user, day__gte=today - WALKED_AFTER)


def walked(municipality: Municipality, user: User, today: date) -> QuerySet[Stop, int]:
    """The cases past which somebody walks: those of the doors that a visitor may see."""
    return stops_for(municipality, user, today, own_only=True).order_by().values_list("case_id", flat=True)


def waiting(municipality: Municipality, user: User, today: date) -> int:
    """How many doors wait for this person today."""
    return Stop.of(municipality).filter(ASKED_FOR, walker__user=user, day=today, result=None).count()

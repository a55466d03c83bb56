"""Who may use a page, and what does a page know about the person in front of it?

Every view says for whom it is; `middleware.Workplace` keeps the door and refuses a view that says
nothing. A test walks every address with every role.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails

from vangnet.apps.accounts.models import Membership, Municipality, User
from vangnet.domain.codes import Role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Door(StrEnum):
    """How far a person must have come in."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    AT_WORK = "at_work"


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a view is. Roles count only at work."""

    door: Door
    roles: frozenset[Role] = frozenset()


class WorkRequest(HttpRequest):
    """What a view for people at work receives: one person, in one role, for one municipality."""

    user: User
    membership: Membership
    municipality: Municipality
    role: Role
    htmx: HtmxDetails


def _declare(view: View, declared: Audience) -> View:
    view.audience = declared  # type: ignore[attr-defined]
    return view


def audience(*roles: Role) -> Callable[[View], View]:
    """Only these roles; another role gets 403."""
    if not roles:
        raise ValueError("name at least one role, or use any_member")
    return lambda view: _declare(view, Audience(Door.AT_WORK, frozenset(roles)))


def any_member(view: View) -> View:
    """Everybody who works for the municipality."""
    return _declare(view, Audience(Door.AT_WORK, frozenset(Role)))


def signed_in(view: View) -> View:
    """Everybody who logged in, also before choosing where to work."""
    return _declare(view, Audience(Door.SIGNED_IN))


def public(view: View) -> View:
    """Everybody, without logging in."""
    return _declare(view, Audience(Door.PUBLIC))


def audience_of(view: Callable[..., Any]) -> Audience | None:
    """What a view declares, through the wrappers of other decorators; None when it says nothing."""
    declared = getattr(view, "audience", None)
    return declared if isinstance(declared, Audience) else None

"""From which page did somebody come to record something, and how does an address say so?"""

from collections.abc import Callable

from django.urls import reverse

from vangnet.apps.cases.queries import AT_SIGHT, COUNTED
from vangnet.apps.web.typed import typed_number

_VANDAAG = "vandaag"
"""The one place here, besides the dossier itself, that one comes from and goes back to; apps above tell of others."""
WayBack = Callable[[str, str], str]
"""Of the case's number and what the address says: where one goes back to; empty for nonsense."""

_ways_back: dict[str, WayBack] = {}


def tells_way_back(name: str, way: WayBack) -> None:
    """Let an app tell where ``name.typed`` leads; call it in AppConfig.ready."""
    _ways_back[name] = way


def asked_start(typed: str) -> int:
    """With how many steps before it a page of Vandaag was asked for; 0 for what is no beginning of a page."""
    start = typed_number(typed, digits=4) or 0
    return start if start < COUNTED and start % AT_SIGHT == 0 else 0


def on_vandaag(start: int) -> str:
    """The page of Vandaag with so many steps before it, as ``origin`` reads it: ``vandaag`` or ``vandaag.30``."""
    return f"{_VANDAAG}.{start}" if start else _VANDAAG


def origin(told: str, number: str) -> str:
    """The address of the place that was told, for the case of this number; empty for anything else."""
    place, _dot, typed = told.partition(".")
    if place in _ways_back:
        return _ways_back[place](number, typed)
    if place != _VANDAAG:
        return ""
    start = asked_start(typed)
    return f"{reverse('today')}?vanaf={start}" if start else reverse("today")

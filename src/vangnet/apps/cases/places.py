"""From which page did somebody come to record something, and how does an address say so?"""

from django.urls import reverse

from vangnet.apps.cases.queries import AT_SIGHT, COUNTED
from vangnet.apps.web.typed import typed_number

_VANDAAG = "vandaag"
"""The one place, besides the dossier itself, that one comes from and goes back to."""


def asked_start(typed: str) -> int:
    """With how many steps before it a page of Vandaag was asked for; 0 for what is no beginning of a page."""
    start = typed_number(typed, digits=4) or 0
    return start if start < COUNTED and start % AT_SIGHT == 0 else 0


def on_vandaag(start: int) -> str:
    """The page of Vandaag with so many steps before it, as ``origin`` reads it: ``vandaag`` or ``vandaag.30``."""
    return f"{_VANDAAG}.{start}" if start else _VANDAAG


def origin(told: str) -> str:
    """The address of the place that was told; empty for anything else."""
    place, _dot, typed = told.partition(".")
    if place != _VANDAAG:
        return ""
    start = asked_start(typed)
    return f"{reverse('today')}?vanaf={start}" if start else reverse("today")

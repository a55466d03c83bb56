"""Which addresses does the site have, and what does the walk need to know to visit each?

An app with parameters in its addresses adds `tests/apps/<app>/<app>_samples.py` with
`SAMPLES = {"case": Sample(lambda cast: {"number": ...})}`: it makes one object of the cast's own
municipality and returns the arguments that lead to it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Cast


def _nothing(_cast: Cast) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Sample:
    """Arguments for one address, and what a GET by somebody it is for may answer.

    Views that only take POST answer 405 by themselves; that needs no telling.
    """

    arguments: Callable[[Cast], Mapping[str, Any]] = _nothing
    answers: set[int] = field(default_factory=lambda: {200})


@dataclass(frozen=True, slots=True)
class Address:
    """One address as it is routed."""

    name: str
    route: str
    view: Callable[..., Any]
    takes_arguments: bool


def addresses() -> list[Address]:
    """Every address of the site, however deep it is included."""
    return list(_below(get_resolver(), "", ""))


def _below(resolver: URLResolver, route: str, space: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern, here, inner)
        elif isinstance(pattern, URLPattern):
            takes = "<" in here or "(" in here
            yield Address(f"{space}{pattern.name or ''}", here, pattern.callback, takes)


def samples() -> dict[str, Sample]:
    """What every app tells about its addresses."""
    told: dict[str, Sample] = {}
    for file in sorted(Path(__file__).parent.glob("*/*_samples.py")):
        told |= import_module(f"tests.apps.{file.parent.name}.{file.stem}").SAMPLES
    return told

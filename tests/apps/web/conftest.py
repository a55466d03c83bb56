"""Which fixtures do the tests of the shell share?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation


@pytest.fixture(autouse=True)
def _strict_texts(settings: Any) -> None:
    """A missing word is a mistake here, not a code on somebody's screen."""
    settings.STRICT_TEXTS = True


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day is said with its year where that is another than this one."""
    monkeypatch.setenv("VANGNET_TODAY", "2026-11-23")


@pytest.fixture
def draw() -> Callable[..., str]:
    """Render a template in Dutch, or in the language given, for a stranger's request."""

    def render(template: str, language: str = "nl", **context: Any) -> str:
        with translation.override(language):
            return render_to_string(template, context, request=stranger())

    return render


def stranger() -> HttpRequest:
    """A request of somebody who has not logged in and whose town is unknown."""
    return RequestFactory().get("/")

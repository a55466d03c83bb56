"""What does every journey set out with?"""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.apps.intake.town import Town, make_town
from tests.cast import Cast
from tests.journeys.telling import Telling


@pytest.fixture
def town(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The register and the partners of a small municipality, as on the last day of August."""
    monkeypatch.setenv("VANGNET_TODAY", "2026-08-31")
    return make_town(cast.municipality)


@pytest.fixture
def story(cast: Cast, visit_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> Telling:
    return Telling(cast, visit_as, monkeypatch)

"""What does every journey set out with?"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from tests.apps.intake.town import Town, make_town
from tests.cast import Cast
from tests.journeys import pictures, serving
from tests.journeys.browsing import CHROMIUM, FLAGS, Person, sit_down
from tests.journeys.serving import ServedTown
from tests.journeys.telling import Telling


@pytest.fixture
def town(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The register and the partners of a small municipality, as on the last day of August."""
    monkeypatch.setenv("VANGNET_TODAY", "2026-08-31")
    return make_town(cast.municipality)


@pytest.fixture
def story(cast: Cast, visit_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> Telling:
    return Telling(cast, visit_as, monkeypatch)


# In the browser ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def made_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; every module gets a copy of its own to change."""
    folder = tmp_path_factory.mktemp("town") / "made"
    serving.make_town(folder)
    return folder


@pytest.fixture(scope="module")
def served(made_town: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedTown]:
    """The demonstration town, served on its own day."""
    with serving.served_town(made_town, tmp_path_factory.mktemp("served") / "town") as town:
        yield town


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's. It leaves with its module: as long as it runs, Django takes this thread for one that may not wait."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def sits_down(served: ServedTown, chromium: Browser) -> Iterator[Callable[..., Person]]:
    """Give a person a browser; at the end nobody's browser has complained."""
    people: list[Person] = []

    def person(name: str = "", *size: tuple[int, int], **how: Any) -> Person:
        who = sit_down(chromium, served.address, pictures.take, *size, **how)
        people.append(who)
        if name:
            who.log_in(name)
        return who

    yield person
    for who in people:
        who.page.context.close()
    assert [wrong for who in people for wrong in who.wrong] == []

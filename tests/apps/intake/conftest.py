"""Where do the stories of the intake happen? In a little town with a register and two partners."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.apps.intake.town import TODAY, Town, make_town
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.partners.models import Partner


@pytest.fixture(autouse=True)
def _kept_apart(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads stay in the folder of the test, and it is a Monday in November."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())


@pytest.fixture
def town(municipality: Municipality) -> Town:
    return make_town(municipality)


@pytest.fixture
def browser(intake: User, visit_as: Callable[[User | None], Client]) -> Client:
    return visit_as(intake)


@pytest.fixture
def bring(browser: Client) -> Callable[..., Any]:
    """Upload one file and see the page that follows."""

    def bring(content: bytes | str, name: str = "huurhuis.csv", partner: Partner | None = None) -> Any:
        body = content.encode() if isinstance(content, str) else content
        sent = {"sent": SimpleUploadedFile(name, body), "partner": partner.pk if partner else ""}
        return browser.post(reverse("delivery_list"), sent, follow=True)

    return bring

"""Where do the stories of the intake happen? In a little town with a register and two partners."""

from pathlib import Path
from typing import Any

import pytest

from tests.apps.intake.town import TODAY, Town, make_town
from vangnet.apps.accounts.models import Municipality


@pytest.fixture(autouse=True)
def _kept_apart(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads stay in the folder of the test, and it is a Monday in November."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())


@pytest.fixture
def town(municipality: Municipality) -> Town:
    return make_town(municipality)

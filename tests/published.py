"""Where are the published deliveries and schemas that some tests read? At $VANGNET_SHARED, else beside this checkout.

They are never copied into the project. A test that reads them is marked ``shared``: where they are missing it is
left out and says so, and in CI it fails.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("VANGNET_SHARED") or Path(__file__).parents[2] / "shared").resolve()
DELIVERIES = SHARED / "data" / "deliveries"
DDAS = SHARED / "data" / "ddas"


def demand(item: pytest.Item) -> None:
    """Leave out, or in CI fail, a test whose files are not there."""
    missing = [folder for folder in (DELIVERIES, DDAS) if not folder.is_dir()]
    if not item.get_closest_marker("shared") or not missing:
        return
    why = f"reads published files that are not at {missing[0]} (set VANGNET_SHARED)"
    pytest.fail(why) if "CI" in os.environ else pytest.skip(why)

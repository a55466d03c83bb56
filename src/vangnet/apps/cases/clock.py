"""What day is it, and what time? The one place that reads the clock.

The law counts Amsterdam dates; moments are kept in UTC. ``VANGNET_TODAY`` (``2026-11-23``) holds the
day still for a demonstration or a test; the time of day goes on.
"""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def today() -> date:
    """The day it is in Amsterdam; ValueError when ``VANGNET_TODAY`` is no date."""
    return now().astimezone(AMSTERDAM).date()


def now() -> datetime:
    """This moment, in UTC; ValueError when ``VANGNET_TODAY`` is no date."""
    moment = datetime.now(UTC)
    if held := os.environ.get("VANGNET_TODAY"):
        here = moment.astimezone(AMSTERDAM).timetz()
        return datetime.combine(date.fromisoformat(held), here).astimezone(UTC)
    return moment

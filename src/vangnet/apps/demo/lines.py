"""What does one partner report in one month, and who is really meant?"""

from __future__ import annotations

from datetime import date

import msgspec

from vangnet.apps.demo.town import Resident
from vangnet.apps.demo.writer import Written


class Contract(msgspec.Struct, frozen=True):
    """A debt at one partner: who really owes it, how the partner writes that, and how it goes over the
    months.
    """

    partner: str
    reference: str
    resident: Resident | None
    written: Written
    notes: tuple[str, ...]
    begins: int
    """Days before the town's day on which the arrears began."""
    ends: int
    """Days before the town's day on which they are over; negative when not yet."""
    monthly: int
    trend: float
    """Part of a month's amount by which the arrears grow each month; falling when negative."""


class Line(msgspec.Struct, frozen=True):
    """One row of a delivery: the contract as it stands that month."""

    contract: Contract
    written: Written
    notes: tuple[str, ...]
    reported: date
    since: date
    cents: int
    months: int
    danger: date | None = None
    """The day of an announced eviction or disconnection."""
    crisis: bool = False


class Delivery(msgspec.Struct, frozen=True):
    """What one partner sends in one month."""

    month: str
    partner: str
    town: str
    reported: date
    lines: tuple[Line, ...]
    file: str
    """The path below the folder of deliveries."""

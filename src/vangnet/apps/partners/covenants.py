"""Which reports of a partner fit what was agreed with it, on the day they came in?"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from vangnet.apps.accounts.models import User
from vangnet.apps.partners.models import Covenant, Partner


class Window(NamedTuple):
    """How old arrears are when the partner reports them, and how much at least; None: nothing was agreed about it."""

    least_age_days: int | None = None
    most_age_days: int | None = None
    least_cents: int | None = None

    @property
    def names_an_age(self) -> bool:
        return self.least_age_days is not None or self.most_age_days is not None


NOTHING_AGREED = Window()


def agree_with(partner: Partner, window: Window, valid_from: date, by: User | None) -> None:
    """This window holds for what the partner reports from that day on; an earlier one stays as it was until then."""
    Covenant.of(partner.municipality_id).create(
        partner=partner, valid_from=valid_from, **window._asdict(), made_at=timezone.now(), made_by=by
    )


def window_of(partner: Partner, on: date) -> Window:
    """What holds for a report that came in on that day. One query."""
    found = in_force(history(partner), on)
    return Window(*(getattr(found, name) for name in Window._fields)) if found else NOTHING_AGREED


def history(partner: Partner) -> list[Covenant]:
    """All that was ever agreed, the latest day first; for one day the last one made comes first and counts."""
    made = Covenant.of(partner.municipality_id).filter(partner=partner).select_related("made_by")
    return list(made.order_by("-valid_from", "-id"))


def in_force(newest_first: Iterable[Covenant], on: date) -> Covenant | None:
    """Which of these holds on that day."""
    return next((one for one in newest_first if one.valid_from <= on), None)

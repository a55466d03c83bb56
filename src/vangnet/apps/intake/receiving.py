"""How does a file come in: kept, its layout found, the month it speaks of understood?"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.intake.models import Delivery, SavedLayout
from vangnet.apps.intake.reading import (
    Fatal,
    Layout,
    Refusal,
    as_json,
    example,
    from_json,
    is_mended,
    open_delivery,
    read_rows,
)
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.reading import stored

_PERIOD: Final = re.compile(r"(?<!\d)(20\d\d)[-_]?(0[1-9]|1[0-2])(?!\d)")
_PERIOD_FACTS: Final = ("@periode", "periode", "period", "einddatumLevering", "startdatumLevering")
_OF_LAYOUT: Final = frozenset(
    {Refusal.MISSING_COLUMN, Refusal.OTHER_FORMAT, Refusal.MISSING_MAPPING, Refusal.UNKNOWN_LAYOUT}
)
"""Another layout may read what this one cannot."""

FOLDER: Final = "deliveries"
"""Where uploaded files are kept."""
EXCHANGE: Final = ("ddas-v1.2", "ddas-v0.9")
"""How files of the exchange model are read, whichever partner sends them."""


class UnknownPartner(LookupError):  # noqa: N818 - named as the thing that is wrong
    """No partner has this key."""


class NotNow(RuntimeError):  # noqa: N818 - named as the thing that is wrong
    """A delivery cannot do this in the state it is in."""


def partner_of(municipality: Municipality, key: str) -> Partner:
    """The partner with this key; raises UnknownPartner."""
    found = Partner.of(municipality).filter(key=key).first()
    if found is None:
        raise UnknownPartner(key)
    return found


def receive(
    partner: Partner,
    name: str,
    content: BinaryIO,
    *,
    by: User | None,
    today: date,
    received_on: date | None = None,
    layout: Layout | None = None,
) -> Delivery:
    """Keep a file and note where it came from; nothing of it is read yet but what finds its layout.

    The same file that is still under way is continued, not begun again. ``layout`` is tried first.
    """
    sha256, size = stored.digest(content)
    known = Delivery.of(partner.municipality_id).filter(partner=partner, sha256=sha256)
    if under_way := known.exclude(status__in=("done", "cancelled", "failed")).order_by("-id").first():
        return under_way
    earlier = known.filter(status="done").order_by("id").first()
    delivery = Delivery(
        municipality_id=partner.municipality_id,
        partner=partner,
        name=name[:500],
        sha256=sha256,
        size=size,
        stored=stored.keep(content, FOLDER),
        received_on=received_on or today,
        made_at=clock.now(),
        made_by=by,
    )
    _date(delivery, earlier, layout)
    delivery.save()
    return delivery


def path_of(delivery: Delivery) -> Path:
    return stored.path_of(delivery.stored)


def _date(delivery: Delivery, earlier: Delivery | None, layout: Layout | None) -> None:
    """Find its layout and the month it speaks of, or note why it is refused."""
    delivery.period, delivery.dated_on = f"{delivery.received_on:%Y-%m}", delivery.received_on
    try:
        with open_delivery(path_of(delivery), delivery.name) as source:
            fitting = _fitting(delivery, layout)
            if fitting is None:
                delivery.status = Delivery.Status.UNMAPPED
                facts: Mapping[str, Any] = {}
            else:
                delivery.layout = as_json(fitting).decode()
                reading = read_rows(source, fitting, delivery.received_on)
                facts = reading.facts
                if is_mended(reading.columns):
                    delivery.counts["mended"] = True
    except Fatal as refused:
        refuse(delivery, refused)
        return
    delivery.period = earlier.period if earlier else _period(delivery, facts)
    delivery.dated_on = earlier.dated_on if earlier else min(_last_day(delivery.period), delivery.received_on)


def _refuses(delivery: Delivery, layout: Layout) -> Fatal | None:
    """Why this layout cannot read the file."""
    try:
        with open_delivery(path_of(delivery), delivery.name) as source:
            read_rows(source, layout, delivery.received_on)
    except Fatal as refused:
        return refused
    return None


def _fitting(delivery: Delivery, layout: Layout | None) -> Layout | None:
    """The newest layout of this partner that fits the file, else the exchange model's; None where one must be made.

    Raises Fatal for a file that no layout can read, and for the one layout there is that lacks a column.
    """
    saved = SavedLayout.of(delivery.municipality_id).filter(partner=delivery.partner).order_by("-saved_at", "-id")
    layouts = [layout] if layout else [from_json(one.content) for one in saved]
    refusals: list[Fatal] = []
    for one in layouts:
        if why := _refuses(delivery, one):
            refusals.append(why)
        else:
            return one
    if layout:
        raise refusals[0]
    readable(path_of(delivery), delivery.name)
    for one in map(example, EXCHANGE):
        if not _refuses(delivery, one):
            return one
    if len(refusals) == 1 and refusals[0].code in {Refusal.MISSING_COLUMN, Refusal.MISSING_MAPPING}:
        raise refusals[0]
    return None


def readable(path: Path, name: str) -> None:
    """Raises Fatal where something is wrong with the file itself, whatever the layout or the partner."""
    with open_delivery(path, name) as source:
        source.top(1)


def _period(delivery: Delivery, facts: Mapping[str, Any]) -> str:
    """As the file says itself, else as its name or folder does, else the month it was received."""
    said = [str(facts[name]) for name in _PERIOD_FACTS if facts.get(name)]
    for text in (*said, *reversed(Path(delivery.name).parts)):
        if found := _PERIOD.search(text):
            period = f"{found[1]}-{found[2]}"
            if period <= f"{delivery.received_on:%Y-%m}":
                return period
    return f"{delivery.received_on:%Y-%m}"


def _last_day(period: str) -> date:
    year, month = map(int, period.split("-"))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def refuse(delivery: Delivery, refused: Fatal) -> None:
    """The file is refused as a whole: nothing of it stays but why, and the file where another layout may read it."""
    delivery.status = Delivery.Status.FAILED
    delivery.failure = msgspec.json.encode({"code": refused.code, "facts": refused.facts}).decode()
    delivery.finished_at = clock.now()
    if refused.code not in _OF_LAYOUT:
        drop_file(delivery)


def drop_file(delivery: Delivery) -> None:
    """The uploaded file goes; the delivery is yet to be saved."""
    if delivery.stored:
        stored.drop(delivery.stored)
        delivery.stored = ""


def date_with(delivery: Delivery, layout: Layout) -> None:
    """Find out anew what a file says about itself, read with this layout."""
    _date(delivery, None, layout)

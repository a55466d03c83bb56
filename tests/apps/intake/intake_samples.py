"""Which delivery, file and signal does the walk along all addresses visit?"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from tests.apps.intake.town import TODAY, make_town
from tests.apps.walk import Sample
from tests.cast import Cast
from vangnet.apps.intake import deliveries, uploads
from vangnet.apps.intake.models import Delivery, Signal
from vangnet.apps.intake.receiving import receive

ROWS = (
    "Naam;Adres;Postcode;Geboortedatum;Bedrag;Achterstand sinds\n"
    "A. van Dijk;Molenlaan 12;9101AB;;300,00;2026-09-01\n"
    "B. Fout;Molenlaan 12;9101AB;;nul;2026-09-01\n"
)


def _delivery(cast: Cast) -> Delivery:
    town = make_town(cast.municipality)
    found = receive(town.landlord, "huur.csv", BytesIO(ROWS.encode()), by=None, today=TODAY)
    deliveries.dry_run(found)
    return found


def _of_delivery(cast: Cast) -> Mapping[str, Any]:
    return {"delivery": _delivery(cast).pk}


def _of_signal(cast: Cast) -> Mapping[str, Any]:
    found = _delivery(cast)
    deliveries.run(found, today=TODAY)
    return {"signal": Signal.of(cast.municipality).get(delivery=found).pk}


def _of_upload(cast: Cast) -> Mapping[str, Any]:
    made = uploads.set_by(cast.municipality, "raadsel.csv", BytesIO(ROWS.encode()), len(ROWS), None)
    return {"upload": made.pk}


SAMPLES = {
    "signal": Sample(_of_signal),
    "upload": Sample(_of_upload),
    "delivery": Sample(_of_delivery),
    "delivery_progress": Sample(_of_delivery),
    "delivery_take_in": Sample(_of_delivery),
    "delivery_push": Sample(_of_delivery),
    "delivery_cancel": Sample(_of_delivery),
    "delivery_bad_rows": Sample(_of_delivery),
    "delivery_layout": Sample(_of_delivery),
}

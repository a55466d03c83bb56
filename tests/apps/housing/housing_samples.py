"""Which arguments lead to the pages about places and another home, for the walk of all addresses?"""

from typing import Any

from tests.apps.cases.cases_samples import SAMPLES as OF_CASES
from tests.apps.walk import Sample
from tests.cast import Cast
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.housing.models import Place


def place_in(municipality: Municipality, called: str = "Wisselwoning Lindelaan", **fields: Any) -> Place:
    """A flat that is free today."""
    plain = {"kind": "flat", "rooms": 3, "region": "9102", "rent_cents": 62_000, "start": clock.today()}
    return Place.of(municipality).create(called=called, **(plain | fields))


def _place(cast: Cast) -> dict[str, Any]:
    return {"number": place_in(cast.municipality).pk}


def _case(cast: Cast) -> dict[str, Any]:
    return {"number": OF_CASES["case"].arguments(cast)["number"]}


def _offer(cast: Cast) -> dict[str, Any]:
    return {**_case(cast), "place": place_in(cast.municipality).pk}


SAMPLES = {
    "place": Sample(_place),
    "rehousing": Sample(_case),
    "threats": Sample(_case),
    "disputes": Sample(_case),
    "place_offer": Sample(_offer),
    "call_card": Sample(_case),
}

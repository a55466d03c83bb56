"""Which places can the town offer, and what do households need that lost their home?"""

from datetime import date, timedelta

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case, CaseEvent
from vangnet.apps.housing.models import Need, Place
from vangnet.domain.codes import PlaceKind

_PLACES = (
    ("Lindelaan, begane grond", PlaceKind.FLAT, 3, "9101", 64_000, -12, None, False),
    ("Wisselwoning Parkzicht", PlaceKind.EXCHANGE_HOME, 4, "9102", 71_500, 5, 190, True),
    ("Kamer Stationsgebouw", PlaceKind.ROOM, 1, "9100", 38_000, -30, None, False),
    ("Molenweg, bovenwoning", PlaceKind.FLAT, 4, "9103", 82_500, 21, None, True),
    ("Studio De Brug", PlaceKind.STUDIO, 1, "9101", 52_000, -3, None, True),
    ("Begeleid wonen De Linde", PlaceKind.SHELTERED, 1, "9104", 45_000, 9, 370, True),
)
"""Called, kind, rooms, postcode, rent, free from and until so many days from the town's day, and leased by the town."""


def offer_homes(municipality: Municipality, day: date) -> None:
    """The own register, and what the households need of whom a home was lost."""
    Place.of(municipality).bulk_create(
        Place(
            called=called,
            kind=kind.value,
            rooms=rooms,
            region=region,
            rent_cents=rent,
            start=day + timedelta(days=start),
            until=None if until is None else day + timedelta(days=until),
            municipal_lease=lease,
        )
        for called, kind, rooms, region, rent, start, until, lease in _PLACES
    )
    lost = CaseEvent.of(municipality).filter(kind__in=("HomeLost", "EvictionCarriedOut")).values("case")
    needs = [
        Need(case=case, most_rent_cents=70_000, school="9101" if case.minors else "", network="9102")
        for case in Case.of(municipality).filter(id__in=lost).order_by("id")
    ]
    Need.of(municipality).bulk_create(needs)

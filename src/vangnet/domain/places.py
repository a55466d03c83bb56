"""Which places suit a household that seeks a home, and why or why not? (Guide ch. 8.)

Reasons for and against, in words; no score. Every place that is free is shown, those with nothing against them first:
the order refuses nobody anything, and the household and the director choose.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from vangnet.domain.codes import PlaceKind

LASTING = frozenset({PlaceKind.HOUSE, PlaceKind.FLAT, PlaceKind.STUDIO})


class Place(NamedTuple):
    """A place of the municipality's own register."""

    number: int
    kind: PlaceKind
    rooms: int
    """Besides kitchen and bathroom."""
    region: str
    """The four digits of its postcode."""
    rent_cents: int
    start: date
    """From which day one can live there."""
    until: date | None
    """The last day; None: for as long as wanted."""
    municipal_lease: bool
    """The municipality rents it and lets it on, so that no landlord's statement is asked."""


class Need(NamedTuple):
    """What a household needs; what nobody knows is None or empty, and is no reason."""

    adults: int | None = None
    minors: int | None = None
    most_rent_cents: int | None = None
    school: str = ""
    """The four digits of the postcode of the children's school."""
    network: str = ""
    """The same of family, friends, work or care that must stay near."""

    @property
    def rooms(self) -> int | None:
        """One to live in, one for the adults, one for every two children; a single adult lives in one. Our own rule."""
        if self.adults is None or self.minors is None:
            return None
        if self.adults <= 1 and not self.minors:
            return 1
        return 2 + (self.minors + 1) // 2


class Reason(NamedTuple):
    """A code for the reader's language, whether it speaks for the place, and the facts."""

    code: str
    speaks_for: bool
    facts: dict[str, int | date | None]


class Fit(NamedTuple):
    place: Place
    reasons: tuple[Reason, ...]

    @property
    def speaks_for(self) -> list[Reason]:
        return [reason for reason in self.reasons if reason.speaks_for]

    @property
    def speaks_against(self) -> list[Reason]:
        return [reason for reason in self.reasons if not reason.speaks_for]


def fits(places: Iterable[Place], need: Need, day: date) -> list[Fit]:
    """Every place that is not gone on that day; with the least against it first, then the soonest free."""
    found = [fit(place, need, day) for place in places if place.until is None or place.until >= day]
    return sorted(found, key=lambda one: (len(one.speaks_against), one.place.start, one.place.number))


def fit(place: Place, need: Need, day: date) -> Fit:
    """What speaks for this place and what against it."""
    reasons = [_free(place, day), _lasting(place)]
    if need.rooms is not None:
        facts: dict[str, int | date | None] = {"rooms": place.rooms, "needed": need.rooms}
        enough = place.rooms >= need.rooms
        reasons.append(Reason("enough_rooms" if enough else "too_few_rooms", enough, facts))
    if need.most_rent_cents is not None:
        payable = place.rent_cents <= need.most_rent_cents
        rent: dict[str, int | date | None] = {"rent": place.rent_cents, "most": need.most_rent_cents}
        reasons.append(Reason("payable" if payable else "too_dear", payable, rent))
    for whose, region in (("school", need.school), ("network", need.network)):
        if region:
            near = is_near(place.region, region)
            reasons.append(Reason(f"near_{whose}" if near else f"far_from_{whose}", near, {}))
    if place.municipal_lease:
        reasons.append(Reason("municipal_lease", True, {}))
    return Fit(place, tuple(reasons))


def is_near(one: str, other: str) -> bool:
    """In the same quarter or one beside it: the first three of the four digits are alike."""
    return one[:3] == other[:3]


def _free(place: Place, day: date) -> Reason:
    if place.start <= day:
        return Reason("free_now", True, {})
    return Reason("free_later", False, {"start": place.start})


def _lasting(place: Place) -> Reason:
    """One that ends is shelter on the way, not yet a home."""
    if place.kind in LASTING and place.until is None:
        return Reason("lasting", True, {})
    return Reason("not_lasting", False, {"until": place.until})

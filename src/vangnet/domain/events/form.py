"""In what form is a fact told? Ids, money and days; a fact of one case, of one of its matters, of one person."""

from datetime import date
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

MatterNo = Annotated[int, Meta(ge=1, extra={"is": "matter"})]
"""A matter's number within its case."""
SignalId = Annotated[int, Meta(ge=1, extra={"is": "signal"})]
PersonId = Annotated[int, Meta(ge=1, extra={"is": "person"})]
PartnerId = Annotated[int, Meta(ge=1, extra={"is": "partner"})]
UserId = Annotated[int, Meta(ge=1, extra={"is": "user"})]
CaseId = Annotated[int, Meta(ge=1, extra={"is": "case"})]
EventId = Annotated[int, Meta(ge=1, extra={"is": "event"})]
HearingNo = Annotated[int, Meta(ge=1, extra={"is": "hearing"})]
PlaceId = Annotated[int, Meta(ge=1, extra={"is": "place"})]
EvictionNo = Annotated[int, Meta(ge=1, extra={"is": "eviction"})]
Cents = Annotated[int, Meta(ge=0, extra={"is": "cents"})]
"""Money in integer euro cents."""
Count = Annotated[int, Meta(ge=0, le=30)]
MunicipalityCode = Annotated[str, Meta(pattern=r"^\d{4}$", extra={"is": "municipality"})]
LanguageCode = Annotated[str, Meta(pattern=r"^([a-z]{2,3})?$", extra={"is": "language"})]


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One fact of one case."""

    decision: ClassVar[bool] = False
    """A decision of the municipality can be refused when it contradicts the facts; a fact cannot."""


class Decision(Event, frozen=True, kw_only=True):
    """Something the municipality itself decides."""

    decision: ClassVar[bool] = True


class OfMatter(Event, frozen=True, kw_only=True):
    """A fact about one matter of the case."""

    matter: MatterNo


class OfPerson(Event, frozen=True, kw_only=True):
    """A fact about one person of the household."""

    person: PersonId


class Instalment(Struct, frozen=True, array_like=True):
    """One agreed payment: when, and how many cents."""

    on: date
    cents: Cents


class Recorded(Struct, frozen=True):
    """An event in its place: ``id`` in the store, the day it happened, its turn within that day."""

    id: int
    on: date
    turn: int
    event: Event

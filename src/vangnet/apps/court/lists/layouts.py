"""What does each column of a list hold? Guessed from its header, or pointed out by somebody."""

import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from importlib import resources
from typing import Final

import msgspec

from vangnet.apps.web.reading import Cell, ColumnGuess, DateOrder, Encoding, Fatal, Format, Refusal, Vocabulary, plain
from vangnet.apps.web.reading.names import (
    address_like,
    date_order_of,
    day_like,
    like,
    postcode_city_like,
    postcode_like,
)
from vangnet.apps.web.reading.values import written


class Field(StrEnum):
    """What a column of a list can hold. Whatever else a sender writes is not read."""

    NAME_WHOLE = "name_whole"
    SURNAME = "surname"
    PREFIX = "prefix"
    INITIALS = "initials"
    FIRST_NAME = "first_name"
    BIRTH_DATE = "birth_date"
    ADDRESS_WHOLE = "address_whole"
    STREET = "street"
    NUMBER = "number"
    LETTER = "letter"
    SUFFIX = "suffix"
    POSTCODE = "postcode"
    POSTCODE_CITY = "postcode_city"
    CITY = "city"
    CREDITOR = "creditor"
    COURT = "court"
    PLACE = "place"
    ROOM = "room"
    DAY = "day"
    TIME = "time"
    COURT_CASE = "court_case"
    KIND = "kind"
    SERVED_ON = "served_on"


DAYS: Final = (Field.DAY, Field.SERVED_ON, Field.BIRTH_DATE)
JOINED: Final = frozenset({Field.NAME_WHOLE, Field.ADDRESS_WHOLE, Field.STREET, Field.SUFFIX, Field.POSTCODE_CITY})
"""Only these can stand in several columns, which are read as one text."""


def _known() -> Mapping[str, Field]:
    told = tomllib.loads((resources.files(__package__) / "names.toml").read_text(encoding="utf-8"))
    return {plain(name): Field(field) for field, names in told.items() for name in names.split()}


_OCLOCK: Final = r"[0-2]?\d(?:[:.u]?[0-5]\d)?(?::\d\d)?(?: ?uur)?"
VOCABULARY: Final = Vocabulary(
    names=_known(),
    content={
        Field.POSTCODE: postcode_like,
        Field.POSTCODE_CITY: postcode_city_like,
        Field.ADDRESS_WHOLE: address_like,
        Field.TIME: like(rf"(?:\d{{4}}-\d\d-\d\d )?{_OCLOCK}(?: ?(?:-|–|tot) ?{_OCLOCK})?"),
        **dict.fromkeys(DAYS, day_like),
    },
    telling=(Field.POSTCODE, Field.POSTCODE_CITY),
    whole_name=Field.NAME_WHOLE,
    surname=Field.SURNAME,
    name_parts=frozenset({Field.INITIALS, Field.PREFIX, Field.FIRST_NAME}),
)


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one list is filled: plain data, kept as JSON. ``columns`` gives for a field the column or columns with it."""

    columns: Mapping[Field, tuple[str, ...]]
    format: Format | None = None
    encoding: Encoding | None = None
    date_order: DateOrder = DateOrder.DMY
    separator: str | None = None
    sheet: str | None = None
    record: str | None = None

    @property
    def wanted(self) -> tuple[str, ...]:
        """Every column name that the layout reads."""
        return tuple(name for names in self.columns.values() for name in names)

    def lacking(self) -> tuple[str, ...]:
        """What every list needs and this layout does not point out: a day, and a way to find somebody."""
        has = self.columns.keys()
        house = has & {Field.ADDRESS_WHOLE, Field.POSTCODE, Field.POSTCODE_CITY}
        name = has & {Field.NAME_WHOLE, Field.SURNAME}
        lacks = [] if has & {Field.DAY, Field.SERVED_ON} else [Field.DAY.value]
        if not house and not (name and Field.BIRTH_DATE in has):
            lacks.append((Field.ADDRESS_WHOLE if name else Field.NAME_WHOLE).value)
        return tuple(lacks)


def as_json(layout: Layout) -> str:
    """To keep with a list."""
    return msgspec.json.encode(layout, order="sorted").decode()


def from_json(kept: str) -> Layout:
    """As it was kept. Raises ``Fatal`` where it cannot be read any more."""
    try:
        return msgspec.json.decode(kept, type=Layout)
    except msgspec.DecodeError as wrong:
        raise Fatal(Refusal.UNKNOWN_LAYOUT, name=str(wrong)) from wrong


def guess(
    columns: Sequence[str], sample: Sequence[Sequence[Cell]], kind: Format, encoding: Encoding | None = None
) -> tuple[Layout, tuple[ColumnGuess[Field], ...]]:
    """The layout that is likely, and per column what it was taken for and why: to be looked at by a person."""
    guesses = VOCABULARY.guess(columns, sample)
    held: dict[Field, tuple[str, ...]] = {}
    for one in guesses:
        if one.field is not None and (one.field not in held or one.field in JOINED):
            held[one.field] = (*held.get(one.field, ()), one.column)
    places = [columns.index(held[field][0]) for field in DAYS if field in held]
    dates = (written(row[place]).strip() for place in places for row in sample if place < len(row))
    return Layout(columns=held, format=kind, encoding=encoding, date_order=date_order_of(dates)), guesses

"""How is each field of a layout read, and from which cells?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, Final, TypeAlias

from vangnet.apps.intake.reading.drafts import Field
from vangnet.apps.intake.reading.layouts import JOINED, Layout
from vangnet.apps.web.reading.formats import Format
from vangnet.apps.web.reading.problems import SHOWN, Code, Fatal, Refusal, Unreadable
from vangnet.apps.web.reading.tables import Table
from vangnet.apps.web.reading.values import (
    Cell,
    Span,
    read_amount,
    read_announced,
    read_bsn,
    read_count,
    read_date,
    read_day_of,
    read_name,
    read_text,
    read_yes_no,
    written,
)
from vangnet.apps.web.reading.words import plain
from vangnet.domain.codes import DEBTS, MatterKind

Notes: TypeAlias = list[Code]
Read: TypeAlias = Callable[[Cell, Notes], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """How one field is read: from which cells, by which reader."""

    field: Field
    places: tuple[int, ...]
    column: str
    read: Read
    only: int | None
    """The cell, where it is one."""


_LENGTHS: Final = {
    Field.REFERENCE: 100,
    Field.INITIALS: 40,
    Field.PREFIX: 60,
    Field.NUMBER: 30,
    Field.LETTER: 10,
    Field.SUFFIX: 40,
    Field.POSTCODE: 12,
    Field.PHONE: 60,
    Field.EMAIL: 254,
    Field.MUNICIPALITY: 10,
    Field.ADDRESS_WHOLE: 300,
}
_TEXT: Final = 200
_NAMES: Final = frozenset(
    {
        Field.NAME_WHOLE, Field.SURNAME, Field.PREFIX, Field.INITIALS, Field.FIRST_NAME, Field.STREET,
        Field.ADDRESS_WHOLE, Field.CITY, Field.POSTCODE_CITY,
    }
)  # fmt: skip
_PLAIN: Final = frozenset(
    {
        Field.REFERENCE, Field.NUMBER, Field.LETTER, Field.SUFFIX, Field.POSTCODE, Field.MUNICIPALITY,
        Field.PHONE, Field.EMAIL,
    }
)  # fmt: skip
_FACTS: Final = frozenset({Field.SINCE, Field.REPORTED_ON})
_DONE: Final = frozenset({Field.CONTACT_ON, Field.REMINDER_ON})
ANNOUNCED: Final = frozenset({Field.DISCONNECTION, Field.EVICTION})
IDENTITY: Final = _NAMES | {Field.BIRTH_DATE, Field.BSN, Field.POSTCODE, Field.NUMBER}
_KINDS: Final = {
    "huur": MatterKind.RENT,
    "hypotheek": MatterKind.MORTGAGE,
    "energie": MatterKind.ENERGY,
    "gas": MatterKind.ENERGY,
    "elektriciteit": MatterKind.ENERGY,
    "stroom": MatterKind.ENERGY,
    "warmte": MatterKind.ENERGY,
    "water": MatterKind.WATER,
    "drinkwater": MatterKind.WATER,
    "zorg": MatterKind.HEALTH,
    "zorgverzekering": MatterKind.HEALTH,
    "cakzorgverzekeringen": MatterKind.HEALTH,
    "cakeigenbijdrage": MatterKind.OTHER_DEBT,
    "belastingdienst": MatterKind.OTHER_DEBT,
    "diensttoeslagen": MatterKind.OTHER_DEBT,
    "duo": MatterKind.OTHER_DEBT,
    "overige": MatterKind.OTHER_DEBT,
} | {kind.value.replace("_", ""): kind for kind in DEBTS}


def value_of(step: Step, cells: Sequence[Cell], notes: Notes) -> Any:
    """The typed value of a field; ``None`` or an empty text where the partner said nothing."""
    if step.only is not None:
        cell = cells[step.only]
        return None if cell is None or cell == "" else step.read(cell, notes)
    parts = (step.read(cells[place], notes) for place in step.places if cells[place] not in (None, ""))
    return " ".join(part for part in parts if part)


def refuse_missing(table: Table, layout: Layout, kind: Format) -> None:
    """A column that the layout reads must be there; in XML and JSON an empty one is simply left out."""
    tree = kind in {Format.XML, Format.JSON}
    needed = [Field.AMOUNT] if tree else [field for field in layout.columns if field not in layout.optional]
    names = (name for field in needed for name in layout.columns_of(field))
    missing = [name for name in names if name in table.unseen or table.column(name) is None]
    if missing:
        found = ", ".join(name[:SHOWN] for name in islice(table.columns, 40))
        raise Fatal(Refusal.MISSING_COLUMN, columns=", ".join(missing), found=found)


def steps_of(table: Table, layout: Layout, on: date) -> list[Step]:
    steps = []
    for field in layout.columns:
        names = layout.columns_of(field)
        places = tuple(place for name in names if (place := table.column(name)) is not None)
        if len(names) > 1 and field not in JOINED:
            raise Fatal(Refusal.MISSING_MAPPING, fields=field.value)
        if places:
            only = places[0] if len(places) == 1 else None
            steps.append(Step(field, places, " + ".join(names), _reader(field, layout, on), only))
    return steps


def _reader(field: Field, layout: Layout, on: date) -> Read:
    """How a field is read under this layout. Days and dates are remembered, as files repeat them."""
    if field in _NAMES or field in _PLAIN:
        return _text_reader(field in _NAMES, _LENGTHS.get(field, _TEXT))
    words = {plain(word): meaning for word, meaning in layout.words.get(field, {}).items()}
    typed = _typed_reader(field, layout, on, words)

    def read(cell: Cell) -> Any:
        return None if isinstance(cell, str) and not cell.strip() else typed(cell)

    if field == Field.AMOUNT:
        return lambda cell, _: read(cell)
    remembered = lru_cache(maxsize=20_000)(read)
    return lambda cell, _: remembered(cell) if type(cell) is str else read(cell)


def _text_reader(name: bool, most: int) -> Read:
    """Most cells are plain ASCII of a decent length, and pass without further looking."""
    slow = read_name if name else read_text

    def read(cell: Cell, notes: Notes) -> str:
        if (
            type(cell) is str
            and len(cell) <= most
            and cell.isascii()
            and cell.isprintable()
            and "?" not in cell
            and "'" not in cell
        ):
            return cell.strip()
        return slow(cell, most, notes)

    return read


def _typed_reader(field: Field, layout: Layout, on: date, words: dict[str, str]) -> Callable[[Cell], Any]:
    order = layout.date_order
    if field == Field.AMOUNT:
        return lambda cell: read_amount(cell, layout.decimal, layout.amount_unit)
    if field == Field.BIRTH_DATE:
        born = Span.of_birth(on)
        return lambda cell: read_date(cell, order, born)
    if field in _FACTS:
        past = Span.of_facts(on)
        return lambda cell: read_date(cell, order, past)
    if field in _DONE:
        done = Span.of_facts(on)
        return lambda cell: read_day_of(cell, order, done)
    if field in ANNOUNCED:
        ahead = Span.of_announcements(on)
        return lambda cell: read_announced(words.get(plain(written(cell)), cell), order, ahead)
    if field == Field.DAYS:
        return lambda cell: read_count(cell, 30 * 366)
    if field == Field.MONTHS:
        return lambda cell: read_count(cell, 30 * 12)
    if field == Field.BSN:
        return read_bsn
    if field == Field.KIND:
        return lambda cell: _kind(cell, words)
    return lambda cell: read_yes_no(words.get(plain(written(cell)), cell))


def _kind(cell: Cell, words: dict[str, str]) -> MatterKind:
    word = plain(written(cell))
    kind = _KINDS.get(plain(words.get(word, word)))
    if kind is None:
        raise Unreadable(Code.KIND_UNKNOWN)
    return kind

"""How does this partner fill its file? The saved mapping from its own columns to ours."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Annotated, Final, Literal

import msgspec

from vangnet.apps.intake.reading.drafts import Field
from vangnet.apps.intake.reading.names import VOCABULARY
from vangnet.apps.web.reading.encodings import Encoding
from vangnet.apps.web.reading.formats import Format
from vangnet.apps.web.reading.names import ColumnGuess, continues, date_order_of
from vangnet.apps.web.reading.problems import Fatal, Refusal
from vangnet.apps.web.reading.values import Cell, DateOrder, Unit, written
from vangnet.apps.web.reading.words import plain
from vangnet.domain.codes import MatterKind

JOINED: Final = frozenset(
    {Field.NAME_WHOLE, Field.ADDRESS_WHOLE, Field.STREET, Field.SUFFIX, Field.POSTCODE_CITY, Field.FIRST_NAME}
)
"""Only these can stand in several columns, which are read as one text."""


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One partner's own layout: plain data, kept as JSON, made on screen from the file's header.

    ``columns`` gives for a field the column that holds it, or several that are joined with a space. In XML
    and JSON a column is a path below the record: "client/Postcode", "adres/@pc". ``optional`` fields may
    lack their column altogether; any other missing column refuses the file, as it may be the one with the
    objection. ``words`` translates what a partner writes for kind, yes and no: {"kind": {"gas": "energy"}}.
    ``kind`` is the kind of arrears when no column says it. ``encoding`` is that of a CSV, where its bytes cannot
    tell. ``short_rows``: this partner's CSV leaves out empty cells at the end of a line. ``record`` is the path
    of the repeated element. Without ``bsn`` in ``columns`` no BSN is ever read.
    """

    name: str
    columns: Mapping[Field, str | tuple[str, ...]]
    format: Format | None = None
    encoding: Encoding | None = None
    separator: Annotated[str, msgspec.Meta(min_length=1, max_length=1)] | None = None
    sheet: str | None = None
    record: str | None = None
    date_order: DateOrder = DateOrder.DMY
    decimal: Literal[",", "."] = ","
    amount_unit: Unit = Unit.EURO
    kind: MatterKind | None = None
    words: dict[Field, dict[str, str]] = {}
    optional: frozenset[Field] = frozenset()
    short_rows: bool = False

    def columns_of(self, field: Field) -> tuple[str, ...]:
        names = self.columns.get(field, ())
        return (names,) if isinstance(names, str) else names

    @property
    def wanted(self) -> tuple[str, ...]:
        """Every column name that the layout reads."""
        return tuple(name for field in self.columns for name in self.columns_of(field))

    def missing_fields(self) -> tuple[str, ...]:
        """What every layout needs and this one lacks: an amount, and a way to find somebody."""
        name = {Field.NAME_WHOLE, Field.SURNAME} & self.columns.keys()
        place = {Field.ADDRESS_WHOLE, Field.POSTCODE, Field.POSTCODE_CITY} & self.columns.keys()
        found = Field.BSN in self.columns or place or (name and Field.BIRTH_DATE in self.columns)
        lacking = [] if Field.AMOUNT in self.columns else [Field.AMOUNT.value]
        return tuple(lacking if found else [*lacking, Field.ADDRESS_WHOLE.value])


def as_json(layout: Layout) -> bytes:
    return msgspec.json.encode(layout, order="sorted")


def from_json(saved: bytes | str) -> Layout:
    """Reads a saved layout. Raises ``Fatal`` if it is none."""
    try:
        return msgspec.json.decode(saved, type=Layout)
    except msgspec.DecodeError as wrong:
        raise Fatal(Refusal.UNKNOWN_LAYOUT, name=str(wrong)) from wrong


def example_names() -> tuple[str, ...]:
    """The layouts that come with the system."""
    folder = resources.files("vangnet.apps.intake") / "examples"
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))


def example(name: str) -> Layout:
    """One of ``example_names``. Raises ``Fatal`` for another."""
    if name not in example_names():
        raise Fatal(Refusal.UNKNOWN_LAYOUT, name=name)
    text = (resources.files("vangnet.apps.intake") / "examples" / f"{name}.toml").read_text(encoding="utf-8")
    return msgspec.convert({"name": name} | tomllib.loads(text), Layout, str_keys=True)


_DDAS_MARK: Final = "signaalpartner/type"
"""Only the exchange model calls a column so; it counts in whole euros."""

# -- the guess --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Guess:
    """A first layout, and per column what it was taken for and why: to be looked at by a person."""

    layout: Layout
    columns: tuple[ColumnGuess[Field], ...]


def guess_layout(
    header: Sequence[str], sample: Sequence[Sequence[Cell]], *, name: str = "", kind: Format | None = None
) -> Guess:
    """A layout for an unknown file from its column names and some of its rows."""
    guesses = VOCABULARY.guess(header, sample)
    columns: dict[Field, str | tuple[str, ...]] = {}
    for guess in guesses:
        if guess.field is None:
            continue
        earlier = columns.get(guess.field)
        if earlier is None:
            columns[guess.field] = guess.column
        elif guess.field in JOINED:
            columns[guess.field] = (*((earlier,) if isinstance(earlier, str) else earlier), guess.column)
    cells = _cells_by_field(header, sample, columns)
    layout = Layout(
        name=name,
        columns=columns,
        format=kind,
        date_order=date_order_of(text for field in _DATES for text in cells.get(field, ())),
        decimal=_decimal(cells.get(Field.AMOUNT, [])),
        amount_unit=_unit(columns, header),
    )
    return Guess(layout, guesses)


def _cells_by_field(
    header: Sequence[str],
    sample: Sequence[Sequence[Cell]],
    columns: Mapping[Field, str | tuple[str, ...]],
) -> dict[Field, list[str]]:
    places = {field: header.index(name) for field, name in columns.items() if isinstance(name, str)}
    return {
        field: [written(row[place]).strip() for row in sample if place < len(row)] for field, place in places.items()
    }


_DATES: Final = (Field.BIRTH_DATE, Field.SINCE, Field.REMINDER_ON, Field.CONTACT_ON, Field.REPORTED_ON)
"""By these the order of day, month and year is told."""


def _decimal(amounts: Sequence[str]) -> Literal[",", "."]:
    points = sum(text[-3:-2] == "." or text[-2:-1] == "." for text in amounts)
    commas = sum(text[-3:-2] == "," or text[-2:-1] == "," for text in amounts)
    return "." if points > commas else ","


def _unit(columns: Mapping[Field, str | tuple[str, ...]], header: Sequence[str]) -> Unit:
    amount = columns.get(Field.AMOUNT)
    if _DDAS_MARK in header:
        return Unit.WHOLE_EURO
    if not isinstance(amount, str):
        return Unit.EURO
    words = {plain(word) for word in amount.replace("_", " ").replace("-", " ").replace("/", " ").split()}
    return Unit.CENTS if words & {"ct", "cent", "cents", "centen"} else Unit.EURO


__all__ = [
    "JOINED",
    "Format",
    "Guess",
    "Layout",
    "as_json",
    "continues",
    "example",
    "example_names",
    "from_json",
    "guess_layout",
]

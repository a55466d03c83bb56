"""What does each row of a list say, and what is wrong with it? No database here."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, time
from typing import Any, Final

import msgspec

from vangnet.apps.court.lists.layouts import DAYS, VOCABULARY, Field, Layout
from vangnet.apps.web.reading import (
    SHOWN,
    Cell,
    Code,
    Fatal,
    Line,
    Problem,
    Refusal,
    Source,
    Span,
    Unreadable,
    is_blank,
    open_table,
    plain,
    written,
)
from vangnet.apps.web.reading.stored import path_of
from vangnet.apps.web.reading.times import BESIDE, here, time_in
from vangnet.apps.web.reading.values import read_date, read_name, read_text, years_before
from vangnet.domain.codes import ListedKind

MOST_BYTES: Final = 10_000_000
MOST_ROWS: Final = 5_000
"""A court of one district does not list so many in a year; more is another kind of file."""
_AHEAD_YEARS, _BACK_YEARS = 2, 1
_LENGTHS: Final = {
    Field.PREFIX: 60,
    Field.INITIALS: 40,
    Field.ADDRESS_WHOLE: 300,
    Field.NUMBER: 30,
    Field.LETTER: 10,
    Field.SUFFIX: 40,
    Field.POSTCODE: 12,
    Field.COURT: 120,
    Field.PLACE: 120,
    Field.ROOM: 40,
    Field.COURT_CASE: 60,
}
_TEXT: Final = 200
_KINDS: Final = {
    **dict.fromkeys(("dagvaarding", "gedagvaard", "exploot", "summons", "writ"), ListedKind.SUMMONS),
    **dict.fromkeys(
        ("zitting", "rolzitting", "mondelingebehandeling", "comparitie", "behandeling", "kortgeding", "hearing"),
        ListedKind.HEARING,
    ),
    **dict.fromkeys(("ontruiming", "aanzeggingontruiming", "ontruimingsdag", "eviction"), ListedKind.EVICTION),
}


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says. Empty text and ``None``: nothing was said."""

    name_whole: str = ""
    surname: str = ""
    prefix: str = ""
    initials: str = ""
    first_name: str = ""
    birth_date: date | None = None
    address_whole: str = ""
    street: str = ""
    number: str = ""
    letter: str = ""
    suffix: str = ""
    postcode: str = ""
    postcode_city: str = ""
    city: str = ""
    creditor: str = ""
    kind: ListedKind = ListedKind.HEARING
    day: date | None = None
    at: time | None = None
    served_on: date | None = None
    court: str = ""
    place: str = ""
    room: str = ""
    court_case: str = ""


class Row(msgspec.Struct, frozen=True):
    """One row with what it says, as far as it can be read; a problem that ``sets_apart`` keeps it from more."""

    number: int
    line: int
    draft: Draft
    problems: tuple[Problem, ...] = ()

    @property
    def good(self) -> bool:
        return not any(problem.sets_apart for problem in self.problems)


Courts = Mapping[str, str]
"""By the plain name of a court, without "rechtbank": its code."""


class Reading:
    """A walk through one list; iterate it once. Raises ``Fatal``."""

    def __init__(self, source: Source, layout: Layout, received_on: date, courts: Courts) -> None:
        if lacking := layout.lacking():
            raise Fatal(Refusal.MISSING_MAPPING, fields=", ".join(lacking))
        self._table = source.table(layout)
        self._courts, self._received_on, self._layout = courts, received_on, layout
        missing = [name for name in layout.wanted if self._table.column(name) is None]
        if missing:
            found = ", ".join(name[:SHOWN] for name in self._table.columns[:40])
            raise Fatal(Refusal.MISSING_COLUMN, columns=", ".join(missing), found=found)
        self.left = self._table.left
        self._places = {
            field: tuple(place for name in names if (place := self._table.column(name)) is not None)
            for field, names in layout.columns.items()
        }

    def __iter__(self) -> Iterator[Row]:
        number = 0
        for line in self._table.lines:
            if is_blank(line[1]) or self._repeats_header(line[1]):
                continue
            number += 1
            if number > MOST_ROWS:
                raise Fatal(Refusal.TOO_MANY_ROWS, limit=MOST_ROWS)
            yield self._row(number, line)

    def _repeats_header(self, cells: Sequence[Cell]) -> bool:
        return all(cell in ("", None, name) for cell, name in zip(cells, self._table.columns, strict=False))

    def _row(self, number: int, read: Line) -> Row:
        line, cells, remarks = read
        problems: list[Problem] = []
        for code, place, likely in remarks:
            names = [n for f, places in self._places.items() if place in places for n in self._layout.columns[f]]
            if place is None or names:
                problems.append(Problem(number, line, names[0] if names else "", "", code, {"likely": likely}))
        problems.extend(self._width(number, line, cells))
        cells = [*cells, *[""] * (len(self._table.columns) - len(cells))]
        values: dict[str, Any] = {}
        for field, places in self._places.items():
            shown = [cells[place] for place in places if cells[place] not in (None, "")]
            notes: list[Code] = []
            try:
                value = self._value(field, shown, notes)
            except Unreadable as wrong:
                problems.append(self._problem(number, line, field, shown, wrong.code, wrong.facts))
                continue
            problems.extend(self._problem(number, line, field, shown, code, {}) for code in notes)
            if value not in (None, ""):
                values[field.value] = value
        draft = self._draft(values)
        problems.extend(self._lacking(number, line, draft, {problem.column for problem in problems}))
        return Row(number, line, draft, tuple(problems))

    def _width(self, number: int, line: int, cells: Sequence[Cell]) -> Iterator[Problem]:
        """In CSV another number of cells than the header means that a value was cut or lost."""
        width = len(self._table.columns)
        facts: dict[str, str | int] = {"cells": len(cells), "columns": width}
        if len(cells) > width and not is_blank(cells[width:]):
            yield Problem(number, line, "", "", Code.ROW_TOO_LONG, facts)
        if len(cells) < width and self._table.ragged:
            yield Problem(number, line, "", "", Code.ROW_TOO_SHORT, facts)

    def _value(self, field: Field, shown: Sequence[Cell], notes: list[Code]) -> Any:
        if not shown:
            return None
        if field in DAYS:
            return self._day(field, shown[0])
        if field is Field.TIME:
            return read_time(shown[0])
        if field is Field.KIND:
            return _kind(shown[0])
        most = _LENGTHS.get(field, _TEXT)
        reader: Callable[[Cell, int, list[Code]], str] = read_name if field is not Field.COURT_CASE else read_text
        text = " ".join(reader(cell, most, notes) for cell in shown)
        if field is Field.COURT and text and not court_code(text, self._courts):
            notes.append(Code.COURT_UNKNOWN)
        return text[:most]

    def _day(self, field: Field, cell: Cell) -> Any:
        on, order = self._received_on, self._layout.date_order
        if field is Field.BIRTH_DATE:
            return read_date(cell, order, Span.of_birth(on))
        if field is Field.SERVED_ON:
            return read_date(cell, order, Span.of_facts(on))
        span = Span(years_before(on, _BACK_YEARS), years_before(on, -_AHEAD_YEARS))
        try:
            found = read_date(cell, order, span)
        except Unreadable as wrong:
            code = {Code.DATE_FUTURE: Code.DAY_FAR_AHEAD, Code.DATE_TOO_OLD: Code.DAY_LONG_AGO}.get(wrong.code)
            if code is None:
                raise
            raise Unreadable(code, **wrong.facts) from wrong
        return (found, time_beside(cell, found)) if found else None

    def _draft(self, values: dict[str, Any]) -> Draft:
        """A time that stands beside the day counts where no column of its own tells one."""
        day, beside = values.pop("day", (None, None))
        written_court = values.pop("court", "")
        code = court_code(written_court, self._courts)
        if written_court and not code and not values.get("place"):
            values["place"] = written_court
        at = values.pop("time", None)
        at = here(day or self._received_on, at).time() if at else beside
        return Draft(**values, day=day, at=at, court=code)

    def _lacking(self, number: int, line: int, draft: Draft, told: set[str]) -> Iterator[Problem]:
        """What is needed and not said; a value that could not be read is a problem already."""
        needed = Field.SERVED_ON if draft.kind is ListedKind.SUMMONS and not draft.day else Field.DAY
        column = " + ".join(self._layout.columns.get(needed, ()))
        if not draft.day and not (needed is Field.SERVED_ON and draft.served_on) and column not in told:
            yield Problem(number, line, column, "", Code.DAY_MISSING)
        if draft.served_on and draft.day and draft.served_on > draft.day:
            where, day = " + ".join(self._layout.columns[Field.SERVED_ON]), draft.day.isoformat()
            yield Problem(number, line, where, draft.served_on.isoformat(), Code.SERVED_AFTER_DAY, {"day": day})
        house = draft.address_whole or draft.number
        place = draft.postcode or draft.postcode_city or draft.city
        name = draft.name_whole or draft.surname
        if not (name and (draft.birth_date or house or place)) and not (house and (place or draft.address_whole)):
            yield Problem(number, line, "", "", Code.NOBODY_NAMED)

    def _problem(
        self, number: int, line: int, field: Field, cells: Sequence[Cell], code: Code, facts: Mapping[str, str | int]
    ) -> Problem:
        shown = "".join(filter(str.isprintable, " ".join(map(written, cells))))[:SHOWN]
        return Problem(number, line, " + ".join(self._layout.columns[field]), shown, code, dict(facts))


_DAY_BEFORE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?=[T ])", re.ASCII)
_AFTER_DAY: Final = re.compile(rf"(?<=\d){BESIDE}$", re.ASCII | re.IGNORECASE)


def read_time(cell: Cell) -> time | None:
    """A time of day as people write it, or what a spreadsheet or another system made of it. Raises Unreadable."""
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, float) and 0 <= cell < 1:
        minutes = round(cell * 24 * 60)
        return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None
    return time_in(_DAY_BEFORE.sub("", written(cell).strip().lstrip("'"), count=1))


def time_beside(cell: Cell, day: date) -> time | None:
    """The time here in a cell that holds a day with its time; midnight is how a spreadsheet writes none."""
    if isinstance(cell, datetime):
        at = read_time(cell)
    else:
        found = _AFTER_DAY.search(written(cell).strip())
        at = time_in(found["clock"]) if found and found["clock"] else None
    told = here(day, at).time() if at else None
    return None if told == time() else told


def _kind(cell: Cell) -> ListedKind:
    """What happens that day. A claim is for an eviction too, so that is one only where nothing else is said."""
    word = plain(written(cell))
    if word in _KINDS:
        return _KINDS[word]
    found = {kind for known, kind in _KINDS.items() if known in word and kind is not ListedKind.EVICTION}
    if len(found) != 1:
        raise Unreadable(Code.LISTED_KIND_UNKNOWN)
    return found.pop()


def court_code(text: str, courts: Courts) -> str:
    """Which court is meant: "Rb. Rotterdam", "Rechtbank Midden-Nederland, locatie Utrecht"; empty where none is."""
    said = plain(text)
    found = {code for name, code in courts.items() if name in said}
    return found.pop() if len(found) == 1 else ""


def open_list(stored: str, name: str) -> AbstractContextManager[Source]:
    """The kept file of a list, to be read. Raises ``Fatal``."""
    return open_table(path_of(stored), name, MOST_BYTES, known=VOCABULARY.known)

"""What does each row of a delivery say, and what is wrong with it?

One pass: blank rows, repeated headers and totals rows are counted and left out; every other row becomes a
draft, or a list of problems that say why not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

import msgspec

from vangnet.apps.intake.reading.drafts import Field, SignalDraft
from vangnet.apps.intake.reading.layouts import Layout
from vangnet.apps.intake.reading.steps import (
    ANNOUNCED,
    IDENTITY,
    Notes,
    Step,
    refuse_missing,
    steps_of,
    value_of,
)
from vangnet.apps.web.reading.formats import Source
from vangnet.apps.web.reading.problems import SHOWN, Code, Fatal, Problem, Refusal, Unreadable
from vangnet.apps.web.reading.tables import Line, Remark, is_blank
from vangnet.apps.web.reading.values import Cell, Unit, days_before, written
from vangnet.apps.web.reading.words import plain


class Row(msgspec.Struct, frozen=True):
    """One data row. ``number`` counts data rows from 1; ``line`` is its place in the file.

    ``raw`` stands under ``Reading.columns`` and holds whatever the partner sent, a BSN too: it is for
    showing the row and for writing it back, not for keeping. ``draft`` is there unless a problem sets the
    row apart.
    """

    number: int
    line: int
    raw: Sequence[Cell]
    draft: SignalDraft | None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Tally:
    """What a walk has met so far. ``cents`` sums the good rows; ``stated_cents`` is the file's own last
    total.
    """

    rows: int = 0
    good: int = 0
    apart: int = 0
    remarks: int = 0
    blank: int = 0
    headers: int = 0
    totals: int = 0
    cents: int = 0
    stated_cents: int | None = None


_TOTALS: Final = (
    "totaal", "total", "eindtotaal", "subtotaal", "generaaltotaal", "grandtotal", "som", "aantal",
)  # fmt: skip


class Reading:
    """A walk through one delivery. Iterate it once; ``tally`` counts along. Raises ``Fatal``."""

    def __init__(self, source: Source, layout: Layout, delivered_on: date) -> None:
        if lacking := layout.missing_fields():
            raise Fatal(Refusal.MISSING_MAPPING, fields=", ".join(lacking))
        self.layout = layout
        self.delivered_on = delivered_on
        self.tally = Tally()
        self._table = source.table(layout)
        self.columns = self._table.columns
        self.facts = self._table.facts
        self.left = self._table.left
        refuse_missing(self._table, layout, source.format)
        self._steps = steps_of(self._table, layout, delivered_on)
        self._amount = next(step for step in self._steps if step.field == Field.AMOUNT)
        self._identity = [place for step in self._steps if step.field in IDENTITY for place in step.places]

    def __iter__(self) -> Iterator[Row]:
        tally = self.tally
        for line in self._table.lines:
            cells = line[1]
            if is_blank(cells):
                tally.blank += 1
            elif cells[0] == self.columns[0] and _repeats(cells, self.columns):
                tally.headers += 1
            elif self._is_total(cells):
                tally.totals += 1
            else:
                yield self._counted(self._row(line))

    def _counted(self, row: Row) -> Row:
        tally = self.tally
        tally.rows += 1
        if row.problems:
            tally.remarks += any(not problem.sets_apart for problem in row.problems)
        if row.draft is None:
            tally.apart += 1
        else:
            tally.good += 1
            tally.cents += row.draft.cents
        return row

    def _row(self, read: Line) -> Row:
        line, cells, remarks = read
        number, width = self.tally.rows + 1, len(self.columns)
        problems = list(self._remarked(number, line, cells, remarks)) if remarks else []
        if len(cells) != width:
            problems.extend(self._wrong_width(number, line, cells))
            cells = [*cells, *[""] * (width - len(cells))]
        values: dict[str, Any] = {}
        notes: Notes = []
        for step in self._steps:
            try:
                value = value_of(step, cells, notes)
            except Unreadable as wrong:
                problems.append(_problem(number, line, step, cells, wrong.code, wrong.facts))
                values[step.field] = None
                notes.clear()
                continue
            if notes:
                new = [code for code in notes if not _told_already(code, step, problems)]
                problems.extend(_problem(number, line, step, cells, code, {}) for code in new)
                notes.clear()
            if value is not None and value != "":
                values[step.field] = value
        problems.extend(self._lacking(number, line, values))
        if problems and any(problem.sets_apart for problem in problems):
            return Row(number, line, cells, None, tuple(problems))
        return Row(number, line, cells, self._draft(values), tuple(problems))

    def _remarked(self, number: int, line: int, cells: Sequence[Cell], remarks: Sequence[Remark]) -> Iterator[Problem]:
        """How the line had to be read; of one cell only where the layout reads it, as the rest is not ours to keep."""
        for code, place, likely in remarks:
            if place is None:
                yield Problem(number, line, "", "", code)
            for step in self._steps:
                if place in step.places:
                    yield _problem(number, line, step, cells, code, {"likely": likely})

    def _wrong_width(self, number: int, line: int, cells: Sequence[Cell]) -> Iterator[Problem]:
        """In CSV another number of cells than the header means that a value was cut or lost."""
        width = len(self.columns)
        facts: dict[str, str | int] = {"cells": len(cells), "columns": width}
        if len(cells) > width and not is_blank(cells[width:]):
            yield Problem(number, line, "", "", Code.ROW_TOO_LONG, facts)
        if len(cells) < width and self._table.ragged and not self.layout.short_rows:
            yield Problem(number, line, "", "", Code.ROW_TOO_SHORT, facts)

    def _lacking(self, number: int, line: int, values: dict[str, Any]) -> Iterator[Problem]:
        """What is needed and not said; a value that could not be read is a problem already."""
        columns = self.layout.columns_of
        if Field.AMOUNT not in values:
            yield Problem(number, line, " + ".join(columns(Field.AMOUNT)), "", Code.MISSING)
        if not _findable(values):
            yield Problem(number, line, "", "", Code.NOBODY_NAMED)
        if Field.SINCE not in values and Field.DAYS not in values:
            where = columns(Field.SINCE) or columns(Field.DAYS)
            yield Problem(number, line, " + ".join(where), "", Code.SINCE_MISSING)

    def _draft(self, values: dict[str, Any]) -> SignalDraft:
        cents = values.pop(Field.AMOUNT)
        days = values.pop(Field.DAYS, None)
        if days is not None and Field.SINCE not in values:
            values[Field.SINCE] = days_before(values.get(Field.REPORTED_ON, self.delivered_on), days)
        for field in ANNOUNCED:
            if field in values:
                values[field], values[f"{field}_on"] = values[field]
        if Field.MUNICIPALITY in values:
            values[Field.MUNICIPALITY] = values[Field.MUNICIPALITY].zfill(4)
        values.setdefault(Field.KIND, self.layout.kind)
        whole = self.layout.amount_unit == Unit.WHOLE_EURO
        return SignalDraft(cents=cents, whole_euros=whole, **values)

    def _is_total(self, cells: Sequence[Cell]) -> bool:
        """A row that only counts the others: it says so, or names nobody and holds the sum of the rows
        before.
        """
        width = len(cells)
        named = [place for place in self._identity if place < width and cells[place] not in _NOTHING]
        if len(named) > 1:
            return False
        label = next(place for place, cell in enumerate(cells) if cell not in _NOTHING)
        first = cells[label]
        says_so = isinstance(first, str) and len(first) < SHOWN and plain(first).startswith(_TOTALS)
        if any(place != label or not says_so for place in named):
            return False
        stated = self._stated(cells) if label not in self._amount.places or not says_so else None
        if not says_so and (stated is None or self.tally.good < 2 or stated != self.tally.cents):
            return False
        self.tally.stated_cents = stated if stated is not None else self.tally.stated_cents
        return True

    def _stated(self, cells: Sequence[Cell]) -> int | None:
        try:
            cents: int | None = value_of(self._amount, cells, [])
        except (Unreadable, IndexError):
            return None
        return cents


_NOTHING: Final = ("", None)


def _repeats(cells: Sequence[Cell], columns: tuple[str, ...]) -> bool:
    return all(cell in {"", None, name} for cell, name in zip(cells, columns, strict=False))


def _findable(values: dict[str, Any]) -> bool:
    """Somebody can be looked for: by BSN, by name with birth date or place, or by a full address.

    A value that could not be read counts here; its own problem tells what is wrong.
    """
    if Field.BSN in values:
        return True
    name = Field.NAME_WHOLE in values or Field.SURNAME in values
    house = Field.ADDRESS_WHOLE in values or Field.NUMBER in values
    place = Field.POSTCODE in values or Field.POSTCODE_CITY in values or Field.CITY in values
    if name and (Field.BIRTH_DATE in values or house or place):
        return True
    return house and (place or Field.ADDRESS_WHOLE in values)


def _told_already(code: Code, step: Step, problems: Sequence[Problem]) -> bool:
    """A letter is not lost where the right encoding brings it back."""
    return code == Code.LOST_LETTERS and (Code.OTHER_ALPHABET, step.column) in {
        (one.code, one.column) for one in problems
    }


def _problem(
    number: int, line: int, step: Step, cells: Sequence[Cell], code: Code, facts: dict[str, str | int]
) -> Problem:
    shown = " ".join(written(cells[place]) for place in step.places if place < len(cells))
    value = "" if step.field == Field.BSN else "".join(filter(str.isprintable, shown[: 2 * SHOWN]))[:SHOWN]
    return Problem(number, line, step.column, value, code, facts)


def read_rows(source: Source, layout: Layout, delivered_on: date) -> Reading:
    """The rows of a delivery under a layout.

    ``delivered_on`` is the day the delivery is dated: nothing in it can have happened later, and a number of
    days in arrears counts back from it (or from the row's own day of report). Raises ``Fatal``.
    """
    return Reading(source, layout, delivered_on)


_LOOKED_FOR: Final = 2_000


def preview(source: Source, layout: Layout, delivered_on: date, rows: int = 10, accented: int = 0) -> list[Row]:
    """The first rows as the layout reads them, and after them the first ``accented`` ones by which the encoding
    can be judged.
    """
    walk = iter(read_rows(source, layout, delivered_on))
    first = list(islice(walk, rows))
    telling = (row for row in islice(walk, _LOOKED_FOR if accented else 0) if not _is_ascii(row.raw))
    return [*first, *islice(telling, accented)]


def _is_ascii(cells: Sequence[Cell]) -> bool:
    return all(cell.isascii() for cell in cells if isinstance(cell, str))

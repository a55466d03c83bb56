"""How do the rows that were set apart go back to the partner?

As a file of the same layout with one column more that says what is wrong. Mended, it is read again like any
other: the extra column belongs to no field. Nothing in it acts as a formula when a spreadsheet opens it.
"""

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO, Final, TypeAlias

import msgspec
import xlsxwriter

from vangnet.apps.intake.reading.layouts import Layout
from vangnet.apps.intake.reading.rows import Reading
from vangnet.apps.web.reading.delimited import SAMPLE, likely_separator, stated_separator
from vangnet.apps.web.reading.encodings import decoded, encoding_of
from vangnet.apps.web.reading.formats import Format, Source
from vangnet.apps.web.reading.problems import Problem
from vangnet.apps.web.reading.values import FORMULA, Cell, written
from vangnet.apps.web.reading.words import plain

TITLES: Final = ("Wat is er mis", "What is wrong")
"""What the column more is called, in the languages of the screen."""
Say: TypeAlias = Callable[[Problem], str]
_BadRow: TypeAlias = tuple[Sequence[Cell], str]


def write_bad_rows(
    source: Source,
    layout: Layout,
    delivered_on: date,
    out: BinaryIO,
    *,
    say: Say,
    title: str = TITLES[0],
) -> int:
    """Writes the rows set apart to ``out`` and gives their number.

    ``say`` words a problem; ``title`` names the extra column. Reads the source anew, so that no row had to be
    kept meanwhile.
    """
    reading = Reading(source, layout, delivered_on)
    counted = _Counted(reading, say)
    columns = (*reading.columns, _free(title, reading.columns))
    match source.format:
        case Format.CSV:
            _write_csv(columns, counted, out, layout.separator or _separator(source, layout))
        case Format.XLSX:
            _write_xlsx(columns, counted, out, layout.sheet)
        case Format.XML:
            _write_xml(columns, counted, out, layout.record)
        case Format.JSON:
            _write_json(columns, counted, out, layout.record or "leveringen/vroegsignalen", reading.facts)
    return counted.rows


class _Counted:
    """The bad rows with their sentence, counted while they are written."""

    def __init__(self, reading: Reading, say: Say) -> None:
        self.reading, self.say, self.rows = reading, say, 0

    def __iter__(self) -> Iterator[_BadRow]:
        width = len(self.reading.columns)
        for row in self.reading:
            if row.draft is None:
                self.rows += 1
                apart = (problem for problem in row.problems if problem.sets_apart)
                cells = [*row.raw, *[""] * (width - len(row.raw))][:width]
                yield cells, "; ".join(dict.fromkeys(map(self.say, apart)))


def _free(title: str, columns: Sequence[str]) -> str:
    """A mended file that is wrong again has the column already."""
    while title in columns:
        title += " (nu)"
    return title


def is_mended(columns: Sequence[str]) -> bool:
    """Whether this is such a file come back: it still has the column that said what was wrong."""
    ends = [plain(column.rpartition("/")[2]) for column in columns]
    return any(end.startswith(plain(title)) for end in ends for title in TITLES)


def harmless(cell: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula; reading takes the apostrophe off again."""
    text = written(cell).replace("\x00", "")
    bare = text.lstrip()
    return f"'{bare}" if bare.startswith(FORMULA) else text


def _separator(source: Source, layout: Layout) -> str:
    source.file.seek(0)
    sample = source.file.read(SAMPLE)
    text = decoded(sample, encoding_of(sample, layout.encoding))
    source.file.seek(0)
    return stated_separator(text) or likely_separator(text)


def _write_csv(columns: Sequence[str], rows: Iterable[_BadRow], out: BinaryIO, separator: str) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(map(harmless, columns))
    for cells, said in rows:
        writer.writerow([*map(harmless, cells), harmless(said)])
    text.detach()


def _write_xlsx(columns: Sequence[str], rows: Iterable[_BadRow], out: BinaryIO, sheet: str | None) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet(sheet or None)
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        bold = book.add_format({"bold": True})
        for place, name in enumerate(columns):
            page.write_string(0, place, name, bold)
        for number, (cells, said) in enumerate(rows, start=1):
            for place, cell in enumerate((*cells, said)):
                if isinstance(cell, date | datetime):
                    page.write_datetime(number, place, cell, day)
                elif isinstance(cell, int | float) and not isinstance(cell, bool):
                    page.write_number(number, place, cell)
                else:
                    page.write_string(number, place, written(cell).replace("\x00", "")[:32_000])


_NO_TAG: Final = re.compile(r"[^\w.-]+")


def _write_xml(columns: Sequence[str], rows: Iterable[_BadRow], out: BinaryIO, record: str | None) -> None:
    *above, tag = (record or "melding").split("/")
    out.write(b"<?xml version='1.0' encoding='UTF-8'?>\n<aanlevering>\n")
    out.writelines(f"<{name}>\n".encode() for name in above)
    for cells, said in rows:
        element = ET.Element(tag)
        for key, cell in zip(columns[:-1], cells, strict=True):
            if cell not in (None, ""):
                _hang(element, re.sub(r" \(\d+\)$", "", key), written(cell))
        ET.SubElement(element, _NO_TAG.sub("_", columns[-1]).casefold()).text = said
        out.write(ET.tostring(element, encoding="utf-8", xml_declaration=False) + b"\n")
    out.writelines(f"</{name}>\n".encode() for name in reversed(above))
    out.write(b"</aanlevering>\n")


def _hang(element: ET.Element, key: str, value: str) -> None:
    """Puts a value back at its path below the record."""
    *parents, last = key.split("/")
    for name in parents:
        child = element.find(name)
        element = ET.SubElement(element, name) if child is None else child
    value = "".join(letter for letter in value if letter.isprintable())
    if last.startswith("@"):
        element.set(last[1:], value)
    else:
        child = element.find(last)
        (ET.SubElement(element, last) if child is None or child.text else child).text = value


def _write_json(
    columns: Sequence[str], rows: Iterable[_BadRow], out: BinaryIO, record: str, facts: dict[str, Cell]
) -> None:
    """Records with the same surroundings (a DDAS "levering") stand together again."""
    path = record.split("/")
    above = "/".join(path[:-1]) + "/" if len(path) > 1 else ""
    groups: dict[bytes, dict[str, Any]] = {}
    for cells, said in rows:
        around: dict[str, Any] = {}
        found: dict[str, Any] = {}
        for key, cell in zip(columns[:-1], cells, strict=True):
            if cell is None:
                continue
            if above and key.startswith(above):
                around[key.removeprefix(above)] = cell
            else:
                _nest(found, key.split("/"), cell)
        found[columns[-1]] = said
        group = groups.setdefault(msgspec.json.encode(around), around | {path[-1]: []})
        group[path[-1]].append(found)
    whole: Any = list(groups.values()) if above else [row for group in groups.values() for row in group[path[-1]]]
    for name in reversed(path[:-1] if above else path):
        whole = {name: whole}
    out.write(msgspec.json.format(msgspec.json.encode(dict(facts) | whole), indent=1))


def _nest(found: dict[str, Any], parts: Sequence[str], cell: Cell) -> None:
    for name in parts[:-1]:
        found = found.setdefault(name, {})
    found[parts[-1]] = cell

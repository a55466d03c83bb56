"""How is an XLSX file read, and how is one recognised that would fill the memory?

Before the workbook is opened every part of it is unpacked once in small pieces and counted, by what it
really holds and not by what it declares. The sheet itself is then read into memory whole (python-calamine),
within the limits below; only the rows are handed on one by one.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from vangnet.apps.web.reading.problems import Fatal, Refusal
from vangnet.apps.web.reading.tables import Line
from vangnet.apps.web.reading.values import Cell

MOST_UNPACKED: Final = 400_000_000
MOST_CELLS: Final = 4_000_000
MOST_TEXT: Final = 400_000_000
"""Letters that the cells may come to; a small file can point a million cells at one long text."""
MOST_PARTS: Final = 2_000
_PIECE: Final = 262_144
_START: Final = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>(?:\s*<(?:\w+:)?v[^<>]*>\s*(\d{1,9}))?")
_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
_SHARED: Final = re.compile(rb"""\st\s*=\s*["']s""")


@dataclass(slots=True)
class _Extent:
    """How far a sheet stretches and which shared texts it uses, counted while it is unpacked."""

    row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0
    uses: Counter[int] = field(default_factory=Counter)
    rest: bytes = b""

    def take(self, piece: bytes) -> None:
        text = self.rest + piece
        waiting: re.Match[bytes] | None = None
        for found in _START.finditer(text):
            if waiting:
                self._count(waiting)
            waiting = found
        keep = waiting.start() if waiting else max(0, len(text) - 1_000)
        if len(text) - keep > 4 * _PIECE and waiting:
            self._count(waiting)
            keep = len(text)
        self.rest = text[keep:]

    def close(self) -> None:
        for found in _START.finditer(self.rest):
            self._count(found)

    def _count(self, found: re.Match[bytes]) -> None:
        place = _PLACE.search(found[2])
        if found[1] == b"row":
            self.row = int(place[2][:9] or 0) if place else self.row + 1
            self.column = 0
        else:
            self.column = _column(place[1]) if place and place[1] else self.column + 1
            self.row = max(self.row, int(place[2][:9] or 0) if place else 0)
            if _SHARED.search(found[2]):
                self.uses[int(found[3]) if found[3] else _UNSEEN] += 1
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)


_UNSEEN: Final = -1
"""A shared text whose number is written in an unusual way: counted as the longest."""


@dataclass(slots=True)
class _Lengths:
    """How long each shared text is."""

    found: list[int] = field(default_factory=list)
    running: int = 0

    def take(self, piece: bytes) -> None:
        first, *others = _END_OF_TEXT.split(piece)
        self.running += len(first)
        for other in others:
            self.found.append(self.running)
            self.running = len(other)

    def close(self) -> None:
        self.found.append(self.running)

    def letters(self, uses: Counter[int]) -> int:
        longest = max(self.found, default=0)
        known = len(self.found)
        return sum(times * (self.found[number] if 0 <= number < known else longest) for number, times in uses.items())


_END_OF_TEXT: Final = re.compile(rb"</(?:\w+:)?si\s*>")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + letter - 64
    return number


def weigh(file: BinaryIO) -> None:
    """Refuses a workbook that is locked, damaged, no XLSX, or too large once unpacked. Raises ``Fatal``."""
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as parts:
            entries = parts.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RecursionError):
        raise Fatal(Refusal.DAMAGED) from None
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise Fatal(Refusal.ENCRYPTED)
    if "xl/workbook.xml" not in names:
        raise Fatal(Refusal.WRONG_TYPE, found="ods" if "content.xml" in names else _office_kind(names))
    _weigh_declared(entries)
    left = MOST_UNPACKED
    extents, lengths = [_Extent()], _Lengths()
    for entry in entries:
        counted: _Extent | _Lengths | None = None
        if entry.filename.startswith("xl/worksheets/"):
            counted = _Extent()
            extents.append(counted)
        elif entry.filename.endswith("sharedStrings.xml"):
            counted = lengths
        left -= _unpack(file, entry, left, counted)
    widest = max(extents, key=lambda extent: extent.rows * extent.columns)
    if widest.rows * widest.columns > MOST_CELLS:
        raise Fatal(Refusal.TOO_MANY_CELLS, rows=widest.rows, columns=widest.columns)
    if any(lengths.letters(extent.uses) > MOST_TEXT for extent in extents):
        raise Fatal(Refusal.ZIP_BOMB, most=MOST_TEXT)


def _weigh_declared(entries: list[zipfile.ZipInfo]) -> None:
    """By what it says of itself, before anything is unpacked."""
    if len(entries) > MOST_PARTS:
        raise Fatal(Refusal.TOO_MANY_PARTS, parts=len(entries), limit=MOST_PARTS)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Fatal(Refusal.ZIP_BOMB, most=MOST_UNPACKED)


def _office_kind(names: set[str]) -> str:
    kinds = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx", "xl/workbook.bin": "xlsb"}
    return next((kind for part, kind in kinds.items() if part in names), "zip")


def _unpack(file: BinaryIO, entry: zipfile.ZipInfo, left: int, counted: _Extent | _Lengths | None) -> int:
    """Unpacks one part in pieces; gives its real size, which must be the declared one."""
    file.seek(entry.header_offset)
    head = file.read(30)
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise Fatal(Refusal.DAMAGED)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Fatal(Refusal.WRONG_TYPE, found="zip")
    file.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), io.SEEK_CUR)
    packer = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    size, packed = 0, entry.compress_size
    try:
        while packed > 0 and (raw := file.read(min(_PIECE, packed))):
            packed -= len(raw)
            while raw:
                piece = packer.decompress(raw, _PIECE) if packer else raw
                raw = packer.unconsumed_tail if packer else b""
                size += len(piece)
                if size > left:
                    raise Fatal(Refusal.ZIP_BOMB, most=MOST_UNPACKED)
                if counted:
                    counted.take(piece)
    except zlib.error:
        raise Fatal(Refusal.DAMAGED) from None
    if size != entry.file_size:
        raise Fatal(Refusal.DAMAGED)
    if counted:
        counted.close()
    return size


def open_sheet(file: BinaryIO, wanted: str | None) -> tuple[Iterator[Line], tuple[str, ...]]:
    """The lines of the sheet called ``wanted``, else of the first visible one with content; and the names of
    other visible sheets with content. Raises ``Fatal``.
    """
    weigh(file)
    file.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(file)
        visible = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        sheets = [workbook.get_sheet_by_name(name) for name in visible]
    except (CalamineError, OSError, ValueError):
        raise Fatal(Refusal.DAMAGED) from None
    except BaseException as panic:  # a panic of the Rust library is no Exception
        if type(panic).__name__ != "PanicException":
            raise
        raise Fatal(Refusal.DAMAGED) from None
    filled = [sheet for sheet in sheets if sheet.start is not None]
    chosen = next((sheet for sheet in filled if sheet.name == wanted), None) or next(iter(filled), None)
    if chosen is None:
        raise Fatal(Refusal.EMPTY)
    return _lines(chosen), tuple(sheet.name for sheet in filled if sheet is not chosen)


def _lines(sheet: CalamineSheet) -> Iterator[Line]:
    merged = _merged_down(sheet)
    above: Sequence[Cell] = ()
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row: list[Cell] = [_cell(cell) for cell in cells]
        for column in merged.get(number, ()):
            if row[column] in {None, ""} and column < len(above):
                row[column] = above[column]
        above = row
        yield number, row, ()


def _merged_down(sheet: CalamineSheet) -> dict[int, list[int]]:
    """Per line the columns whose cell is merged with the one above it, and so says the same."""
    left = (sheet.start or (0, 0))[1]
    merged: dict[int, list[int]] = {}
    for (top, first), (bottom, _) in sheet.merged_cell_ranges or ():
        if left <= first < left + sheet.width and bottom - top < 100:
            for row in range(top + 1, bottom + 1):
                merged.setdefault(row + 1, []).append(first - left)
    return merged


def _cell(cell: object) -> Cell:
    return cell if isinstance(cell, str | int | float | bool | date | datetime) else str(cell)

"""What kind of file is this, and may it be opened?

By its content; the name only helps to say what was found instead.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from vangnet.apps.web.reading.delimited import SAMPLE, delimited_lines
from vangnet.apps.web.reading.encodings import Encoding, encoding_of
from vangnet.apps.web.reading.problems import Fatal, Refusal
from vangnet.apps.web.reading.tables import Table, with_header
from vangnet.apps.web.reading.trees import json_table, xml_table
from vangnet.apps.web.reading.values import Cell
from vangnet.apps.web.reading.workbook import open_sheet

MOST_BYTES: Final = 100_000_000


class Format(StrEnum):
    """The kinds of file that are read."""

    CSV = "csv"
    XLSX = "xlsx"
    XML = "xml"
    JSON = "json"


class Shape(Protocol):
    """What is known beforehand of how a file is made up; ``None`` where its content must tell."""

    @property
    def format(self) -> Format | None: ...
    @property
    def encoding(self) -> Encoding | None: ...
    @property
    def separator(self) -> str | None: ...
    @property
    def sheet(self) -> str | None: ...
    @property
    def record(self) -> str | None:
        """The path of the repeated element, in XML and JSON."""

    @property
    def wanted(self) -> tuple[str, ...]:
        """The column names that are read."""


@dataclass(frozen=True, slots=True)
class _Unknown:
    encoding: Encoding | None
    format: Format | None = None
    separator: str | None = None
    sheet: str | None = None
    record: str | None = None
    wanted: tuple[str, ...] = ()


_OTHER_KINDS: Final = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"BZh", "bzip2"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"{\\rtf", "rtf"),
    (b"SQLite format 3", "sqlite"),
)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may be read, as often as needed: each ``table`` begins anew.

    ``known`` are the column names, as ``plain`` writes them, by which the table in an unknown file is found.
    """

    file: BinaryIO
    name: str
    format: Format
    size: int
    known: frozenset[str]

    def table(self, layout: Shape | None = None) -> Table:
        """The file as columns and lines, its header found with the help of a layout. Raises ``Fatal``."""
        if layout and layout.format not in {None, self.format}:
            raise Fatal(Refusal.OTHER_FORMAT, found=self.format.value, wanted=str(layout.format))
        wanted = layout.wanted if layout else ()
        record = layout.record if layout else None
        if self.format == Format.JSON:
            return json_table(self._utf8(), record, wanted, self.known)
        if self.format == Format.XML:
            return xml_table(self.file, record, wanted, self.known)
        if self.format == Format.XLSX:
            lines, left = open_sheet(self.file, layout.sheet if layout else None)
            columns, rest = with_header(lines, wanted, self.known)
            return Table(columns, rest, left=left)
        lines = delimited_lines(
            self.file,
            encoding=layout.encoding if layout else None,
            separator=layout.separator if layout else None,
        )
        columns, rest = with_header(lines, wanted, self.known)
        return Table(columns, rest, ragged=True)

    def top(self, rows: int = 50, encoding: Encoding | None = None) -> tuple[tuple[str, ...], list[Sequence[Cell]]]:
        """The columns of an unknown file and its first rows: what a layout is guessed from.

        ``encoding`` where somebody said in which one a CSV file is written.
        """
        table = self.table(_Unknown(encoding))
        return table.columns, [cells for _, cells, _ in islice(table.lines, rows)]

    def _utf8(self) -> bytes:
        self.file.seek(0)
        data = self.file.read()
        encoding = encoding_of(data[:SAMPLE])
        if encoding == "utf-8":
            return data
        try:
            return data.decode(encoding).lstrip("\ufeff").encode()
        except UnicodeError:
            raise Fatal(Refusal.DAMAGED) from None


@contextmanager
def open_table(
    path_or_file: str | Path | BinaryIO, name: str = "", most_bytes: int = MOST_BYTES, *, known: frozenset[str]
) -> Iterator[Source]:
    """Opens a file from a path or a seekable binary file. Raises ``Fatal`` for what may not be read.

    A file handed over is left open.
    """
    if isinstance(path_or_file, str | Path):
        try:
            kept = Path(path_or_file).open("rb")  # noqa: SIM115 - closed below
        except FileNotFoundError:
            raise Fatal(Refusal.GONE) from None
        with kept as file:
            yield _opened(file, name or Path(path_or_file).name, most_bytes, known)
    else:
        yield _opened(path_or_file, name, most_bytes, known)


def _opened(file: BinaryIO, name: str, most_bytes: int, known: frozenset[str]) -> Source:
    size = file.seek(0, os.SEEK_END)
    if size > most_bytes:
        raise Fatal(Refusal.TOO_LARGE, size=size, most=most_bytes)
    file.seek(0)
    return Source(file, name, _format_of(file.read(SAMPLE), file), size, known)


def _format_of(sample: bytes, file: BinaryIO) -> Format:
    if not sample.strip():
        raise Fatal(Refusal.EMPTY)
    if sample.startswith(b"PK\x03\x04"):
        return Format.XLSX
    if sample.startswith(_OLD_OFFICE):
        file.seek(0)
        raise Fatal(Refusal.ENCRYPTED) if _LOCKED in file.read() else Fatal(Refusal.WRONG_TYPE, found="xls")
    for mark, found in _OTHER_KINDS:
        if sample.startswith(mark):
            raise Fatal(Refusal.WRONG_TYPE, found=found)
    encoding = encoding_of(sample)
    start = sample[:2_000].decode(encoding, "ignore").lstrip("\ufeff \r\n\t\0")
    if not start:
        raise Fatal(Refusal.EMPTY)
    if start.casefold().startswith(("<!doctype html", "<html")):
        raise Fatal(Refusal.WRONG_TYPE, found="html")
    if start.startswith("<"):
        return Format.XML
    return Format.JSON if start.startswith(("{", "[")) else Format.CSV

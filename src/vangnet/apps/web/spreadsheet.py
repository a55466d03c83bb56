"""How do rows become a file that is safe to open in a spreadsheet, and rows again when it comes back?"""

import csv
import io
import re
from collections.abc import Sequence

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+\-]?[\d.,]+")
_SEPARATORS = ";,\t"
LARGEST = 1_000_000
"""So many bytes at most are read of a file that somebody sends back."""


class NotReadable(ValueError):  # noqa: N818 - named as the thing that is wrong
    """This is no list of rows in text, or it is longer than ``LARGEST``."""


def csv_file(rows: Sequence[Sequence[str]], separator: str = ";") -> bytes:
    """With a byte order mark, by which spreadsheets know the encoding."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(
        [harmless(value) for value in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")


def harmless(value: str) -> str:
    """What a spreadsheet would run as a formula is shown as text; a number stays one."""
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of a file that was saved by a spreadsheet: its separator and encoding are found. Raises NotReadable."""
    if len(content) > LARGEST or b"\0" in content:
        raise NotReadable
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise NotReadable from error
    return [[cell.strip().removeprefix("'") for cell in row] for row in rows if any(cell.strip() for cell in row)]

"""How is a CSV file read, whatever its separator and encoding? Streamed: one line at a time."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO, Final

from vangnet.apps.web.reading.encodings import (
    Encoding,
    decoded,
    encoding_of,
    errors_of,
    is_certain,
    kept_apart,
    likelier,
    settled,
)
from vangnet.apps.web.reading.problems import Code, Fatal, Refusal
from vangnet.apps.web.reading.tables import Line, Remark

SAMPLE: Final = 65_536
_USUAL: Final = (";", ",", "\t", "|")
_LONGEST_LINE: Final = 1_000_000
_NO_SEPARATORS: Final = " \"'.-_/@()\0\ufeff"


def delimited_lines(file: BinaryIO, *, encoding: Encoding | None, separator: str | None) -> Iterator[Line]:
    """The lines of a CSV file; ``encoding`` and ``separator`` only where the layout fixes them.

    Raises ``Fatal`` if this is no table of text.
    """
    file.seek(0)
    sample = file.read(SAMPLE)
    found = encoding_of(sample, encoding)
    text = decoded(sample, found)
    refuse_binary(text)
    separator = separator or stated_separator(text) or likely_separator(text)
    file.seek(0)
    return _streamed(file, found, separator)


def refuse_binary(text: str) -> None:
    """A text has hardly any control characters. Raises ``Fatal``."""
    odd = sum(letter < " " and letter not in "\t\r\n\x1c\x1d\x1e\x1f" for letter in text)
    if odd > max(8, len(text) // 50):
        raise Fatal(Refusal.WRONG_TYPE, found="binary")
    if len(text) >= SAMPLE // 4 and "\n" not in text and "\r" not in text:
        raise Fatal(Refusal.NO_HEADER)


def stated_separator(text: str) -> str | None:
    """Excel's own first line, ``sep=;``."""
    first = text.partition("\n")[0].strip('\r\ufeff"')
    return first[4] if first.casefold().startswith("sep=") and len(first) == 5 else None


def likely_separator(text: str) -> str:
    """The sign that cuts most lines of the sample into equally many cells. Raises ``Fatal`` if none does.

    An unusual sign must explain twice as much as the best of the usual ones: decimal commas and the dashes of
    dates come regularly too.
    """
    lines = [line for line in re.split(r"\r\n|\r|\n", text)[:60] if line.strip()]
    lines = lines[:-1] if len(text) >= SAMPLE // 4 and len(lines) > 1 else lines
    usual = {sign: _explained(lines, sign) for sign in _USUAL}
    best = max(usual, key=usual.__getitem__)
    signs = {sign for line in lines[:5] for sign in line if not sign.isalnum() and sign not in _NO_SEPARATORS}
    others = {sign: _explained(lines, sign) for sign in sorted(signs - set(_USUAL))}
    other = max(others, key=others.__getitem__, default=best)
    if others.get(other, 0) > 2 * usual[best]:
        return other
    if usual[best] == 0:
        raise Fatal(Refusal.NO_HEADER)
    return best


def _explained(lines: list[str], separator: str) -> int:
    """How many separators stand in lines of the most usual width."""
    try:
        cut = [next(csv.reader([line], delimiter=separator), []) for line in lines]
    except csv.Error:
        return 0
    widths = [len(cells) for cells in cut if len(cells) > 1]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    return widths.count(usual) * (usual - 1)


def _streamed(file: BinaryIO, encoding: str, separator: str) -> Iterator[Line]:
    text = io.TextIOWrapper(file, encoding=encoding, errors=errors_of(encoding), newline="")
    try:
        if text.readline(16).strip().strip('"').casefold() != f"sep={separator}":
            text.seek(0)
            yield from _cells(text, encoding, separator, 0)
        else:
            yield from _cells(text, encoding, separator, 1)
    except UnicodeError:
        raise Fatal(Refusal.DAMAGED) from None
    finally:
        with suppress(ValueError):  # the caller may have closed the file already
            text.detach()


def _cells(lines: Iterable[str], encoding: str, separator: str, before: int) -> Iterator[Line]:
    taken: list[str] = []

    def feed() -> Iterator[str]:
        for line in lines if separator.isascii() else _one_separator(lines, separator):
            if len(line) > _LONGEST_LINE:
                raise Fatal(Refusal.DAMAGED, line=number + len(taken) + 1)
            taken.append(line)
            yield line

    number = before
    reader = csv.reader(feed(), delimiter=separator)
    while True:
        taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        if cells is None or (len(taken) > 1 and _swallowed(cells, separator)):
            for place, line in enumerate(taken, start=1):
                yield _line(number + place, _one_by_one(line, separator), encoding, Remark(Code.QUOTES))
        elif all(is_certain(line, encoding) for line in taken):
            yield number + 1, cells, ()
        else:
            yield _line(number + 1, cells, encoding)
        number += len(taken)


def _one_separator(lines: Iterable[str], separator: str) -> Iterator[str]:
    """A separator outside ASCII is one sign, also where its byte was kept apart."""
    apart = kept_apart(separator)
    return (line.translate(apart) for line in lines)


def _line(number: int, cells: list[str], encoding: str, *remarks: Remark) -> Line:
    """The cells as they are shown from here on, and which of them another encoding makes more sense of."""
    guesses = ((place, likelier(cell, encoding)) for place, cell in enumerate(cells))
    misread = (Remark(Code.OTHER_ALPHABET, place, guess.value) for place, guess in guesses if guess)
    return number, [cell if cell.isascii() else settled(cell) for cell in cells], (*remarks, *misread)


def _swallowed(cells: list[str], separator: str) -> bool:
    """An open quotation mark drew whole lines into one cell: it holds as many separators as the row has."""
    return any("\n" in cell and cell.count(separator) >= len(cells) - 1 for cell in cells)


def _one_by_one(line: str, separator: str) -> list[str]:
    cells = line.rstrip("\r\n").split(separator)
    return [cell[1:-1].replace('""', '"') if cell[:1] == cell[-1:] == '"' and len(cell) > 1 else cell for cell in cells]

"""Where does the table begin in what a partner sends, and what are its columns called?"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final, NamedTuple, TypeAlias

from vangnet.apps.web.reading.problems import Code, Fatal, Refusal
from vangnet.apps.web.reading.values import Cell, written
from vangnet.apps.web.reading.words import plain

SEARCHED: Final = 50
"""A header stands within so many rows of the top; above it may be a title, a date, blank rows."""


class Remark(NamedTuple):
    """What is to be told of how a line had to be read: of all of it, or of the cell at ``place``."""

    code: Code
    place: int | None = None
    likely: str = ""
    """In which encoding the cell makes sense."""


Line: TypeAlias = tuple[int, Sequence[Cell], tuple[Remark, ...]]
"""A row as it stands in the file: line number (from 1), cells, remarks on how it had to be read."""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a delivery and its lines, to be walked once.

    ``facts`` are what the file says about itself above its records (JSON and XML). ``ragged`` tells that
    lines come with their own number of cells (CSV), so that a wrong number says something. ``left`` names
    sheets with content that were not read; ``unseen`` are wanted fields that no record had so far (JSON and
    XML).
    """

    columns: tuple[str, ...]
    lines: Iterator[Line]
    facts: dict[str, Cell] = field(default_factory=dict)
    ragged: bool = False
    left: tuple[str, ...] = ()
    unseen: frozenset[str] = frozenset()

    def column(self, name: str) -> int | None:
        """The place of a column, by its name as written or else by its letters and digits."""
        if name in self.columns:
            return self.columns.index(name)
        wanted = plain(name)
        return next((place for place, column in enumerate(self.columns) if plain(column) == wanted), None)


def with_header(
    lines: Iterator[Line], wanted: Collection[str], known: frozenset[str]
) -> tuple[tuple[str, ...], Iterator[Line]]:
    """Finds the row of column names, by the names that a layout wants or else by the ``known`` ones; gives the rest.

    Raises ``Fatal`` if no row can be a header.
    """
    top = list(islice(lines, SEARCHED))
    if not any(_filled(cells) for _, cells, _ in top):
        raise Fatal(Refusal.EMPTY)
    names = frozenset(map(plain, wanted)) or known
    scores = [sum(plain(written(cell)) in names for cell in cells if cell) for _, cells, _ in top]
    best = max(scores)
    place = scores.index(best) if best >= min(2, len(names)) else _looks_like_header(top)
    if place is None:
        raise Fatal(Refusal.NO_HEADER)
    return named(top[place][1]), chain(top[place + 1 :], lines)


def _looks_like_header(top: Sequence[Line]) -> int | None:
    """The first row of two or more different words without digits, followed by a row that is no narrower."""
    for place, (_, cells, _) in enumerate(top):
        texts = [written(cell).strip() for cell in cells if _filled((cell,))]
        if len(texts) < 2 or len(set(texts)) < len(texts):
            continue
        if all(not any(map(str.isdigit, text)) and len(text) <= 60 for text in texts):
            return place
    return None


def named(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Column names, each once: a cell left empty by a merged header belongs to the name on its left.

    >>> named(["Adres", "", "Tel", "Tel"])
    ('Adres', 'Adres (2)', 'Tel', 'Tel (2)')
    """
    names: list[str] = []
    left = ""
    for cell in cells:
        name = " ".join(written(cell).replace("\x00", "").split()) or left
        left = name
        unique, number = name, 1
        while unique in names or not unique:
            number += 1
            unique = f"{name} ({number})".strip()
        names.append(unique)
    return tuple(names)


_ALNUM: Final = re.compile(r"[^\W_]")


def _filled(cells: Iterable[Cell]) -> bool:
    return any(_ALNUM.search(written(cell)) for cell in cells)


def is_blank(cells: Sequence[Cell]) -> bool:
    """Nothing in it but spaces, dashes and rulers."""
    for cell in cells:
        if cell is None or cell == "":
            continue
        if not isinstance(cell, str) or _ALNUM.search(cell):
            return False
    return True

"""What does a column hold? Guessed from its name, known or alike, and from what stands below it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Generic, TypeVar

from rapidfuzz import fuzz, process

from vangnet.apps.web.reading.values import Cell, DateOrder, written
from vangnet.apps.web.reading.words import plain

F = TypeVar("F", bound=StrEnum)


class Reason(StrEnum):
    """Why a column was taken for a field."""

    KNOWN_NAME = "known_name"
    SIMILAR_NAME = "similar_name"
    CONTENT = "content"
    NOT_RECOGNISED = "not_recognised"
    TAKEN = "taken"
    """Its name is known, but another column fits that field better."""


@dataclass(frozen=True, slots=True)
class ColumnGuess(Generic[F]):
    """What one column probably holds; ``confidence`` from 0 to 1."""

    column: str
    field: F | None
    confidence: float
    reason: Reason


@dataclass(frozen=True)
class Vocabulary(Generic[F]):
    """What those who send a kind of file call their columns.

    ``names`` are the known names, as ``plain`` writes them. ``content`` says of a cell whether it looks like the
    field; of the ``telling`` fields content alone gives them away. A whole name beside one of ``name_parts`` is
    only a surname: ``whole_name`` becomes ``surname``.
    """

    names: Mapping[str, F]
    content: Mapping[F, Callable[[Cell], bool]]
    telling: tuple[F, ...]
    whole_name: F
    surname: F
    name_parts: frozenset[F]
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", frozenset(self.names))

    def guess(self, columns: Sequence[str], sample: Sequence[Sequence[Cell]]) -> tuple[ColumnGuess[F], ...]:
        """What each column probably holds, from its name and from ``sample``, some rows below it.

        No two columns get one field, but for the extra cells of a merged header ("Adres (2)").
        """
        contents = [[row[place] for row in sample if place < len(row)] for place in range(len(columns))]
        guesses = [self._guess(column, cells) for column, cells in zip(columns, contents, strict=True)]
        guesses = [self._split_name(guess, guesses) for guess in guesses]
        guesses = [self._by_content(guess, cells, guesses) for guess, cells in zip(guesses, contents, strict=True)]
        return tuple(_once(place, guesses) for place in range(len(guesses)))

    def _guess(self, column: str, cells: Sequence[Cell]) -> ColumnGuess[F]:
        name = plain(re.sub(r" \(\d+\)$", "", column))
        found = self.names.get(name) or self.names.get(plain(column.rpartition("/")[2]))
        confidence, reason = 1.0, Reason.KNOWN_NAME
        if found is None and len(name) > 4:
            similar = process.extractOne(name, self.known, scorer=fuzz.ratio, score_cutoff=84)
            if similar:
                found, confidence, reason = self.names[similar[0]], 0.7, Reason.SIMILAR_NAME
        if found is None:
            return ColumnGuess(column, None, 0.0, Reason.NOT_RECOGNISED)
        return ColumnGuess(column, found, round(confidence * self._fit(found, cells), 2), reason)

    def _fit(self, found: F, cells: Sequence[Cell]) -> float:
        """How well the content agrees with the field: 1 if it always does, 0.4 if it never does."""
        looks = self.content.get(found)
        filled = [cell for cell in cells if cell not in (None, "")]
        if looks is None or not filled:
            return 1.0
        return 0.4 + 0.6 * sum(map(looks, filled)) / len(filled)

    def _split_name(self, guess: ColumnGuess[F], guesses: Sequence[ColumnGuess[F]]) -> ColumnGuess[F]:
        """A "Naam" beside initials, prefix or first name is a surname."""
        held = {other.field for other in guesses}
        if guess.field == self.whole_name and held & self.name_parts and self.surname not in held:
            return ColumnGuess(guess.column, self.surname, guess.confidence, guess.reason)
        return guess

    def _by_content(
        self, guess: ColumnGuess[F], cells: Sequence[Cell], guesses: Sequence[ColumnGuess[F]]
    ) -> ColumnGuess[F]:
        if guess.field is not None:
            return guess
        filled = [cell for cell in cells if cell not in (None, "")]
        taken = {other.field for other in guesses}
        for found in self.telling:
            if found not in taken and len(filled) >= 2 and all(map(self.content[found], filled)):
                return ColumnGuess(guess.column, found, 0.5, Reason.CONTENT)
        return guess


def _once(place: int, guesses: Sequence[ColumnGuess[F]]) -> ColumnGuess[F]:
    guess = guesses[place]
    if guess.field is None:
        return guess
    rivals = [other for other in guesses if other.field == guess.field]
    best = max(rivals, key=lambda other: other.confidence)
    if guess is best or continues(guess.column, best.column):
        return guess
    return ColumnGuess(guess.column, None, 0.0, Reason.TAKEN)


def continues(column: str, first: str) -> bool:
    """A cell under the same merged header: "Adres (2)" continues "Adres"."""
    return re.fullmatch(re.escape(first) + r" \(\d+\)", column) is not None


def date_order_of(texts: Iterable[str]) -> DateOrder:
    """In which order the dates of a column stand: told by a day above the twelfth; day first where none tells."""
    for text in texts:
        parts = [part for part in text.replace("/", "-").replace(".", "-").split("-") if part.isdigit()]
        if len(parts) == 3 and len(parts[2]) in {2, 4} and int(parts[1]) > 12 >= int(parts[0]):
            return DateOrder.MDY
    return DateOrder.DMY


# -- what cells look like --------------------------------------------------------------------


_DAY: Final = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}-\d{2}-\d{2}.*|(?:19|20)\d{6}")


def like(pattern: str) -> Callable[[Cell], bool]:
    """Whether a cell is written so."""
    compiled = re.compile(pattern)
    return lambda cell: compiled.fullmatch(written(cell).strip()) is not None


def day_like(cell: Cell) -> bool:
    """Whether a cell looks like a date."""
    return isinstance(cell, date) or _DAY.fullmatch(written(cell).strip()) is not None


postcode_like: Final = like(r"[1-9][0-9]{3} ?[A-Za-z]{2}")
postcode_city_like: Final = like(r"[1-9][0-9]{3} ?[A-Za-z]{2},? +[^\W\d].*")
address_like: Final = like(r"[^\W\d].*? \d+.*")

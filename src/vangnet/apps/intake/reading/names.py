"""What do partners call their columns? The known Dutch and English names, and the guess made from them."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Final

from rapidfuzz import fuzz, process

from vangnet.apps.intake.reading.drafts import Field, plain
from vangnet.apps.intake.reading.values import Cell, written


class Reason(StrEnum):
    """Why a column was taken for a field."""

    KNOWN_NAME = "known_name"
    SIMILAR_NAME = "similar_name"
    CONTENT = "content"
    NOT_RECOGNISED = "not_recognised"
    TAKEN = "taken"
    """Its name is known, but another column fits that field better."""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What one column probably holds; ``confidence`` from 0 to 1."""

    column: str
    field: Field | None
    confidence: float
    reason: Reason


@cache
def _catalogue() -> Mapping[str, Field]:
    known = tomllib.loads((resources.files(__package__) / "names.toml").read_text(encoding="utf-8"))
    return {plain(name): Field(field) for field, names in known.items() for name in names.split()}


@cache
def known_names() -> frozenset[str]:
    """All known column names, as ``plain`` writes them."""
    return frozenset(_catalogue())


_POSTCODE: Final = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}")
_POSTCODE_CITY: Final = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2},? +[^\W\d].*")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]+")
_PHONE: Final = re.compile(r"(?:\+31|0031|0)[\d ()-]{8,13}")
_ADDRESS: Final = re.compile(r"[^\W\d].*? \d+.*")
_MONEY: Final = re.compile(r"(?:€|EUR)?\s*\d[\d.]*(?:,\d{2})?|(?:€|EUR)?\s*\d[\d,]*(?:\.\d{2})?")
_DAY: Final = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}-\d{2}-\d{2}.*|(?:19|20)\d{6}")


def _like(pattern: re.Pattern[str]) -> Callable[[Cell], bool]:
    return lambda cell: pattern.fullmatch(written(cell).strip()) is not None


def _day_like(cell: Cell) -> bool:
    return isinstance(cell, date) or _like(_DAY)(cell)


_DATES: Final = (Field.BIRTH_DATE, Field.SINCE, Field.REPORTED_ON, Field.CONTACT_ON, Field.REMINDER_ON)
_CONTENT: Final[Mapping[Field, Callable[[Cell], bool]]] = {
    Field.POSTCODE: _like(_POSTCODE),
    Field.POSTCODE_CITY: _like(_POSTCODE_CITY),
    Field.EMAIL: _like(_EMAIL),
    Field.PHONE: _like(_PHONE),
    Field.ADDRESS_WHOLE: _like(_ADDRESS),
    Field.AMOUNT: lambda cell: isinstance(cell, int | float) or _like(_MONEY)(cell),
    **dict.fromkeys(_DATES, _day_like),
}
_TELLING: Final = (Field.EMAIL, Field.POSTCODE, Field.POSTCODE_CITY, Field.PHONE)
"""Fields whose content alone gives them away."""


def guess_columns(columns: Sequence[str], sample: Sequence[Sequence[Cell]]) -> tuple[ColumnGuess, ...]:
    """What each column probably holds, from its name and from ``sample``, some rows below it.

    No two columns get one field, but for the extra cells of a merged address header ("Adres (2)").
    """
    contents = [[row[place] for row in sample if place < len(row)] for place in range(len(columns))]
    guesses = [_guess(column, cells) for column, cells in zip(columns, contents, strict=True)]
    guesses = [_split_name(guess, guesses) for guess in guesses]
    guesses = [_told_by_content(guess, cells, guesses) for guess, cells in zip(guesses, contents, strict=True)]
    return tuple(_once(place, guesses) for place in range(len(guesses)))


def _guess(column: str, cells: Sequence[Cell]) -> ColumnGuess:
    name = plain(re.sub(r" \(\d+\)$", "", column))
    field = _catalogue().get(name) or _catalogue().get(plain(column.rpartition("/")[2]))
    confidence, reason = 1.0, Reason.KNOWN_NAME
    if field is None and len(name) > 4:
        similar = process.extractOne(name, known_names(), scorer=fuzz.ratio, score_cutoff=84)
        if similar:
            field, confidence, reason = _catalogue()[similar[0]], 0.7, Reason.SIMILAR_NAME
    if field is None:
        return ColumnGuess(column, None, 0.0, Reason.NOT_RECOGNISED)
    return ColumnGuess(column, field, round(confidence * _fit(field, cells), 2), reason)


def _fit(field: Field, cells: Sequence[Cell]) -> float:
    """How well the content agrees with the field: 1 if it always does, 0.4 if it never does."""
    looks = _CONTENT.get(field)
    filled = [cell for cell in cells if cell not in (None, "")]
    if looks is None or not filled:
        return 1.0
    return 0.4 + 0.6 * sum(map(looks, filled)) / len(filled)


def _split_name(guess: ColumnGuess, guesses: Sequence[ColumnGuess]) -> ColumnGuess:
    """A "Naam" beside initials, prefix or first name is a surname."""
    parts = {Field.INITIALS, Field.PREFIX, Field.FIRST_NAME}
    held = {other.field for other in guesses}
    if guess.field == Field.NAME_WHOLE and held & parts and Field.SURNAME not in held:
        return ColumnGuess(guess.column, Field.SURNAME, guess.confidence, guess.reason)
    return guess


def _told_by_content(guess: ColumnGuess, cells: Sequence[Cell], guesses: Sequence[ColumnGuess]) -> ColumnGuess:
    if guess.field is not None:
        return guess
    filled = [cell for cell in cells if cell not in (None, "")]
    taken = {other.field for other in guesses}
    for field in _TELLING:
        if field not in taken and len(filled) >= 2 and all(map(_CONTENT[field], filled)):
            return ColumnGuess(guess.column, field, 0.5, Reason.CONTENT)
    return guess


def _once(place: int, guesses: Sequence[ColumnGuess]) -> ColumnGuess:
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

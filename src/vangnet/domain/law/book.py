"""What did the law say on a given day, where does it say so, and how sure are we?

Every value stands in a TOML file beside this module, one file per subject, with its article, its
source and a mark of confidence; docs/law.md tells how a value gets in. A value is looked up for
the day on which a term began, never for today: `LAW.on(day)["wgs.decision"]`.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Final, TypeAlias

Plain: TypeAlias = "int | str | date | tuple[Plain, ...] | Mapping[str, Plain]"

UNITS: Final = frozenset(
    {"hours", "days", "working_days", "weeks", "months", "years"}  # terms
    | {"eurocents", "promille", "percent", "count", "yes_no", "text", "date", "table"}
)

_REQUIRED: Final = ("value", "unit", "article", "source", "confidence", "from")
_OPTIONAL: Final = ("to", "note", "term")


class Confidence(StrEnum):
    """How we know a value; the mark that stands beside it in the data."""

    LAW = "L"  # the official text was seen
    MODEL = "D"  # an official data model or specification was seen
    SECONDARY = "S"  # a law firm, branch body, ministry letter or news item was seen
    GUIDE = "G"  # the guide on preventing evictions, April 2026
    DERIVED = "X"  # concluded by us from other facts
    MEMORY = "M"  # nobody has looked it up yet


TO_VERIFY: Final = frozenset({Confidence.SECONDARY, Confidence.DERIVED, Confidence.MEMORY})


class TermKind(StrEnum):
    """Who set a term, which decides how it is counted (see `terms`)."""

    STATUTE = "statute"  # an Act or a general administrative order: the Atw applies
    PLAIN = "plain"  # a judge, contract, covenant, policy, ministerial or European rule: unshifted
    BACKWARD = "backward"  # counted back from an event: art. 1 lid 2 Atw


class BadLaw(ValueError):  # noqa: N818 - named as the thing that is wrong
    """The law files contradict themselves; the message lists every problem with file and key."""


class NoSuchLaw(KeyError):  # noqa: N818 - reads as the answer it is
    """No value under this key on this day; the message names both, and what does exist."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the law over one span of days.

    `valid_from` is the first day we vouch for it, `valid_to` the last day it held (None: it still
    holds). Money is in eurocents, rates in promille, terms in the unit named. `to_verify` values
    must be shown as such wherever a screen or letter rests on them.
    """

    key: str
    value: Plain
    unit: str
    article: str
    source: str
    confidence: Confidence
    valid_from: date
    valid_to: date | None
    note: str
    term: TermKind | None

    @property
    def to_verify(self) -> bool:
        return self.confidence in TO_VERIFY

    @property
    def number(self) -> int:
        """The value as a whole number; TypeError when it is something else."""
        if isinstance(self.value, int):
            return self.value
        raise TypeError(f"{self.key} is a {self.unit}, not a number")

    @property
    def text(self) -> str:
        """The value as text; TypeError when it is something else."""
        if isinstance(self.value, str):
            return self.value
        raise TypeError(f"{self.key} is a {self.unit}, not a text")

    @property
    def rows(self) -> tuple[Plain, ...]:
        """The value as a list; TypeError when it is something else."""
        if isinstance(self.value, tuple):
            return self.value
        raise TypeError(f"{self.key} is a {self.unit}, not a list")

    @property
    def fields(self) -> Mapping[str, Plain]:
        """The value as a table; TypeError when it is something else."""
        if isinstance(self.value, Mapping):
            return self.value
        raise TypeError(f"{self.key} is a {self.unit}, not a table")

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class LawOnDay:
    """The law as it stood on one day."""

    book: "LawBook"
    day: date

    def __getitem__(self, key: str) -> Value:
        """The value under `key`; NoSuchLaw when there is none on this day."""
        for value in self.book.history(key):
            if value.holds_on(self.day):
                return value
        spans = ", ".join(_span(value) for value in self.book.history(key))
        raise NoSuchLaw(f"no law under {key!r} on {self.day}: it is known {spans}")

    def get(self, key: str) -> Value | None:
        """The value under `key`, None where it did not hold; NoSuchLaw for an unknown key."""
        return next((v for v in self.book.history(key) if v.holds_on(self.day)), None)

    def subject(self, name: str) -> Iterator[Value]:
        """All values of one subject (file) that hold on this day, by key."""
        for key in self.book.values:
            if key.startswith(f"{name}.") and (value := self.get(key)):
                yield value


@dataclass(frozen=True, slots=True, eq=False)
class LawBook:
    """All dated values, per key in order of time; equal only to itself."""

    values: Mapping[str, tuple[Value, ...]]

    def on(self, day: date) -> LawOnDay:
        """The law on `day`: pass the day on which the term began, or the fact took place."""
        return LawOnDay(self, day)

    def keys(self) -> tuple[str, ...]:
        return tuple(self.values)

    def history(self, key: str) -> tuple[Value, ...]:
        """Every value a key ever had, oldest first; NoSuchLaw for an unknown key."""
        try:
            return self.values[key]
        except KeyError:
            subject = key.partition(".")[0]
            near = [known for known in self.values if known.startswith(f"{subject}.")]
            known = ", ".join(near) or ", ".join(sorted({k.partition(".")[0] for k in self.values}))
            raise NoSuchLaw(f"no law under {key!r} on any day: known are {known}") from None

    def to_verify(self) -> tuple[Value, ...]:
        """The open questions: every value that was not seen in an official text or the guide."""
        return tuple(v for history in self.values.values() for v in history if v.to_verify)


def read(files: Mapping[str, str]) -> LawBook:
    """A law book from TOML texts by subject; BadLaw lists all that is wrong with them.

    A key holds a list of records without gap or overlap. So "nothing is known here" is written
    down as a record of its own, never left open in the middle.
    """
    problems: list[str] = []
    values: dict[str, tuple[Value, ...]] = {}
    for subject, text in sorted(files.items()):
        try:
            parsed = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{subject}.toml: {error}")
            continue
        for name, records in parsed.items():
            key = f"{subject}.{name}"
            history = tuple(_values(key, records, problems))
            problems.extend(_seams(history))
            values[key] = tuple(sorted(history, key=lambda value: value.valid_from))
    if problems:
        raise BadLaw("\n".join(problems))
    return LawBook(MappingProxyType(values))


@lru_cache(maxsize=1)
def load() -> LawBook:
    """The law book of this package, read once."""
    folder = resources.files(__package__)
    return read(
        {
            file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
            for file in folder.iterdir()
            if file.name.endswith(".toml")
        }
    )


def _values(key: str, records: object, problems: list[str]) -> Iterator[Value]:
    """The records of one key that are whole; what is wrong with the others goes to `problems`."""
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        problems.append(f"{key}: write it as [[{key.partition('.')[2]}]], one record per span")
        return
    for number, record in enumerate(records, start=1):
        found = list(_faults(record))
        problems.extend(f"{key}, record {number}: {fault}" for fault in found)
        if found:
            continue
        yield Value(
            key=key,
            value=_frozen(record["value"]),
            unit=record["unit"],
            article=record["article"],
            source=record["source"],
            confidence=Confidence(record["confidence"]),
            valid_from=record["from"],
            valid_to=record.get("to"),
            note=record.get("note", ""),
            term=TermKind(record["term"]) if "term" in record else None,
        )


def _faults(record: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with one record, in words for whoever edits the file."""
    yield from (f"{name!r} is missing" for name in _REQUIRED if name not in record)
    yield from (f"{name!r} is unknown" for name in record if name not in _REQUIRED + _OPTIONAL)
    for name in ("article", "source"):
        if not (isinstance(text := record.get(name, "?"), str) and text.strip()):
            yield f"{name!r} must say something"
    unit, confidence = record.get("unit", "text"), record.get("confidence", "L")
    if unit not in UNITS:
        yield f"unit {unit!r} is none of {', '.join(sorted(UNITS))}"
    if confidence not in set(Confidence):
        yield f"confidence {confidence!r} is none of {', '.join(Confidence)}"
    if (term := record.get("term")) is not None and term not in set(TermKind):
        yield f"term {term!r} is none of {', '.join(TermKind)}"
    begin, end = record.get("from"), record.get("to")
    for name, day in (("from", begin), ("to", end)):
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            yield f"{name!r} must be a date"
            return
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        yield f"it ends on {end}, before it begins on {begin}"
    try:
        _frozen(record.get("value", 0))
    except TypeError as error:
        yield str(error)


def _seams(history: Iterable[Value]) -> Iterator[str]:
    """Where two records of one key overlap, or leave a day without an answer."""
    ordered = sorted(history, key=lambda value: value.valid_from)
    for earlier, later in pairwise(ordered):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            yield f"{earlier.key}: the record {_span(earlier)} overlaps the one {_span(later)}"
        elif earlier.valid_to + timedelta(days=1) < later.valid_from:
            yield f"{earlier.key}: nothing is said between {earlier.valid_to} and {_span(later)}"


def _span(value: Value) -> str:
    until = f" to {value.valid_to}" if value.valid_to else ""
    return f"from {value.valid_from}{until}"


def _frozen(raw: object) -> Plain:
    """The same TOML value, unchangeable all the way down; TypeError for a float."""
    match raw:
        case dict():
            return MappingProxyType({name: _frozen(part) for name, part in raw.items()})
        case list():
            return tuple(_frozen(part) for part in raw)
        case int() | str() | date():
            return raw
        case _:
            raise TypeError(f"{raw!r}: write money in cents and rates in promille")


LAW: Final = load()
"""The law book of this package."""

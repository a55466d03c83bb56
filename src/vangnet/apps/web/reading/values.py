"""What does one cell mean: a text, a day, an amount, a number, a yes?

Read right or ``Unreadable``; nothing is guessed. A cell is text, or what a spreadsheet or JSON already typed.
Remarks (see ``problems.REMARKS``) are added to the ``notes`` that a reader is given.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from stdnum.nl import bsn as bsn_number

from vangnet.apps.web.reading.problems import Code, Unreadable
from vangnet.apps.web.reading.times import BESIDE, here, time_in
from vangnet.apps.web.reading.words import plain

Cell: TypeAlias = str | int | float | bool | date | datetime | None

MOST_CENTS: Final = 100_000_000
FORMULA: Final = tuple("=+-@＝＋－＠")
"""A spreadsheet takes a cell that begins with one of these for a formula."""


class DateOrder(StrEnum):
    """In which order day, month and year stand; a year of four digits in front is always year first."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class Unit(StrEnum):
    """In what a column of money counts."""

    EURO = "euro"
    CENTS = "cents"
    WHOLE_EURO = "whole_euro"


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which a date must lie."""

    oldest: date
    latest: date

    @classmethod
    def of_birth(cls, on: date) -> "Span":
        return cls(years_before(on, 115), on)

    @classmethod
    def of_facts(cls, on: date) -> "Span":
        return cls(years_before(on, 30), on)

    @classmethod
    def of_announcements(cls, on: date) -> "Span":
        """An eviction or disconnection may lie ahead, at most three years."""
        return cls(years_before(on, 30), years_before(on, -3))


def years_before(on: date, years: int) -> date:
    year = max(on.year - years, 1)
    return on.replace(year=year, day=28) if (on.month, on.day) == (2, 29) else on.replace(year=year)


def written(cell: Cell) -> str:
    """A cell as text, as somebody would type it: 48.0 is "48", a date is 2026-11-07."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return str(cell)


# -- text --------------------------------------------------------------------------------


def read_text(cell: Cell, most: int, notes: list[Code]) -> str:
    """Plain text of at most ``most`` characters, on one line, without control characters.

    A formula stays the text that it is; the apostrophe that our bad-rows file puts before one is taken off
    again.
    """
    if isinstance(cell, date):
        raise Unreadable(Code.CELL_IS_DATE)
    text = cell if isinstance(cell, str) else written(cell)
    text = text.strip() if text.isprintable() else _on_one_line(text, notes)
    if text[:1] == "'" and text[1:2] in FORMULA:
        text = text[1:]
    if len(text) > most:
        raise Unreadable(Code.TOO_LONG, most=most, length=len(text))
    if "�" in text:
        notes.append(Code.LOST_LETTERS)
    return text


_LOST: Final = re.compile(r"\w\?\w|(?:^|[\s.-])\?[\w.]|\w\?(?:$|[\s-])")


def read_name(cell: Cell, most: int, notes: list[Code]) -> str:
    """A text in which a question mark can only be a letter that the sender's system could not write."""
    text = read_text(cell, most, notes)
    if "?" in text and _LOST.search(text) and Code.LOST_LETTERS not in notes:
        notes.append(Code.LOST_LETTERS)
    return text


def _on_one_line(text: str, notes: list[Code]) -> str:
    spaced = "".join(" " if letter.isspace() else letter for letter in text)
    kept = "".join(filter(str.isprintable, spaced))
    if any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in spaced):
        notes.append(Code.CONTROL_CHARACTERS)
    return " ".join(kept.split())


def read_bsn(cell: Cell) -> str:
    """A citizen service number that passes the eleven test; a spreadsheet's lost leading zero is put back."""
    digits = written(cell).replace(".", "").replace(" ", "").lstrip("'")
    if not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 9):
        raise Unreadable(Code.BSN_INVALID)
    digits = digits.zfill(9)
    if not bsn_number.is_valid(digits):
        raise Unreadable(Code.BSN_INVALID)
    return digits


# -- days --------------------------------------------------------------------------------

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMERIC: Final = re.compile(rf"(\d{{1,4}})\s*([-/. ])\s*(\d{{1,2}})\s*\2\s*(\d{{1,4}}){BESIDE}", re.ASCII)
_NAMED: Final = re.compile(
    rf"(?:[a-z]+ )?(\d{{1,2}})(?:e|th|st|nd|rd)?[-/. ]+([a-z]+)\.?[-/. ,]+(\d{{4}}|\d{{2}}){BESIDE}",
    re.ASCII | re.IGNORECASE,
)
_COMPACT: Final = re.compile(r"\d{8}", re.ASCII)
_UNKNOWN_DAY: Final = frozenset({"", "-", "--", "0", "nvt", "n.v.t.", "onbekend", "unknown", "null", "none", "n/a"})
_ZERO_DAY: Final = re.compile(r"0{1,4}[-/.]?0{1,2}[-/.]?0{1,4}", re.ASCII)


def read_date(cell: Cell, order: DateOrder, span: Span) -> date | None:
    """A day within ``span``; ``None`` where the cell says that no date is known (empty, 00-00-0000, nvt).

    Two-digit years are read only if one century is possible within the span. A moment with a zone is told by the
    clock here: midnight of the fourth is written as 23:00 of the third by who counts in UTC.
    """
    if isinstance(cell, datetime):
        return _within(cell.date(), span)
    if isinstance(cell, date):
        return _within(cell, span)
    text = written(cell).strip().lstrip("'")
    if text.casefold() in _UNKNOWN_DAY or _ZERO_DAY.fullmatch(text):
        return None
    parts = _parts(text, order)
    if parts is None:
        bare = text.replace(".", "", 1).isdigit()
        raise Unreadable(Code.DATE_IS_NUMBER if bare else Code.DATE_UNREADABLE)
    year, month, day, clock = parts
    if len(year) == 2:
        return _of_one_century(int(year), month, day, order, span)
    if len(year) != 4:
        raise Unreadable(Code.DATE_UNREADABLE)
    return _within(_day_here(_day(int(year), month, day, order), clock), span)


def _day_here(day: date, clock: str) -> date:
    """The day itself, or its neighbour where a time with a zone says so."""
    try:
        return here(day, time_in(clock)).date() if clock else day
    except Unreadable:
        return day


def _parts(text: str, order: DateOrder) -> tuple[str, int, int, str] | None:
    """Year as written, month, day and the time beside it; ``None`` if this is not written as a date."""
    if found := _NUMERIC.fullmatch(text):
        first, middle, last, clock = found[1], found[3], found[4], found["clock"] or ""
        if len(first) == 4 or (order == DateOrder.YMD and len(last) <= 2):
            return first, int(middle), int(last), clock
        if len(first) > 2:
            return None
        if order == DateOrder.YMD:
            raise Unreadable(Code.DATE_ORDER, order=order.value)
        day, month = (middle, first) if order == DateOrder.MDY else (first, middle)
        return last, int(month), int(day), clock
    if _COMPACT.fullmatch(text):
        if text[:2] in {"19", "20"} and text[4:6] <= "12":
            return text[:4], int(text[4:6]), int(text[6:]), ""
        if order == DateOrder.YMD:
            raise Unreadable(Code.DATE_ORDER, order=order.value)
        one, two = int(text[:2]), int(text[2:4])
        return (text[4:], one, two, "") if order == DateOrder.MDY else (text[4:], two, one, "")
    if (found := _NAMED.fullmatch(text)) and (named := _MONTHS.get(found[2].casefold())):
        return found[3], named, int(found[1]), found["clock"] or ""
    return None


def _day(year: int, month: int, day: int, order: DateOrder) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if month > 12 >= day:
        raise Unreadable(Code.DATE_ORDER, order=order.value)
    raise Unreadable(Code.DATE_IMPOSSIBLE, year=year, month=month, day=day)


def _of_one_century(year: int, month: int, day: int, order: DateOrder, span: Span) -> date:
    within: list[date] = []
    outside: list[date] = []
    for century in (1900, 2000):
        try:
            found = _day(century + year, month, day, order)
        except Unreadable as problem:
            refused = problem  # 29-02-00 exists in 2000 only
            continue
        (within if span.oldest <= found <= span.latest else outside).append(found)
    if len(within) == 2:
        raise Unreadable(Code.DATE_TWO_DIGIT_YEAR, first=within[0].isoformat(), second=within[1].isoformat())
    if within:
        return within[0]
    if outside:
        return _within(outside[-1], span)
    raise refused


def _within(found: date, span: Span) -> date:
    if found > span.latest:
        raise Unreadable(Code.DATE_FUTURE, latest=span.latest.isoformat())
    if found < span.oldest:
        raise Unreadable(Code.DATE_TOO_OLD, oldest=span.oldest.isoformat())
    return found


# -- money --------------------------------------------------------------------------------

_CURRENCY: Final = re.compile(r"€|\beuros?\b\.?|\beur\b\.?|(?<=\d)(?:euros?|eur)\b", re.IGNORECASE)
_FOREIGN: Final = re.compile(r"[$£¥]|\b(?:usd|gbp|chf|nlg|hfl|fl)\b", re.IGNORECASE)
_CREDIT: Final = re.compile(r"-.*|.*-|\(.*\)|.*\bcr\.?", re.IGNORECASE)
_NO_CENTS: Final = re.compile(r"[.,]\s?[-–—]{1,2}$")
_BODY: Final = re.compile(r"[0-9][0-9.,]{0,18}|[.,][0-9]{2}")
_USUAL: Final = {
    ",": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){0,3},[0-9]{2}|[0-9]{1,6},[0-9]{2}"),
    ".": re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){0,3}\.[0-9]{2}|[0-9]{1,6}\.[0-9]{2}"),
}
"""The spellings that nearly every cell has, read without further looking."""
_SPACED: Final = re.compile(r"[0-9]{1,3}(?:[ '’][0-9]{3})+(?:[.,][0-9]{1,2})?")


def read_amount(cell: Cell, decimal: str, unit: Unit) -> int:
    """Arrears in whole cents, more than nothing. ``decimal`` is the layout's sign, "," or ".".

    A spelling that only one reading fits is read, whatever the layout says: 1.234,56 and 1,234.56 and 12.5.
    One separator before three digits follows the layout when it groups thousands there and is ambiguous
    otherwise.
    """
    if isinstance(cell, bool | date):
        raise Unreadable(Code.AMOUNT_UNREADABLE)
    if isinstance(cell, str) and unit == Unit.EURO and _USUAL[decimal].fullmatch(cell):
        hundredths, decimals = int(cell.replace(".", "").replace(",", "")), True
    elif isinstance(cell, int | float):
        hundredths, decimals = _of_number(cell)
    else:
        hundredths, decimals = _of_money(_bare_money(written(cell)), decimal)
    if (unit == Unit.CENTS and decimals) or (unit == Unit.WHOLE_EURO and hundredths % 100):
        raise Unreadable(Code.AMOUNT_NOT_WHOLE, unit=unit.value)
    cents = hundredths // 100 if unit == Unit.CENTS else hundredths
    if cents == 0:
        raise Unreadable(Code.AMOUNT_ZERO)
    if cents > MOST_CENTS:
        raise Unreadable(Code.AMOUNT_TOO_LARGE, most=MOST_CENTS)
    return cents


def _of_number(number: float) -> tuple[int, bool]:
    """A spreadsheet's or JSON's own number as hundredths; its binary noise is below a millionth."""
    if not abs(number) < 1e15:
        raise Unreadable(Code.AMOUNT_UNREADABLE)
    if number < 0:
        raise Unreadable(Code.AMOUNT_NEGATIVE)
    hundredths = round(number * 100)
    if abs(number * 100 - hundredths) > 1e-4:
        raise Unreadable(Code.AMOUNT_TOO_PRECISE)
    return hundredths, hundredths % 100 != 0


def _bare_money(text: str) -> str:
    """The digits and separators of an amount, without currency and without ",-"."""
    if not text.isascii():
        text = "".join(" " if letter.isspace() else letter for letter in text).replace("−", "-")
    text = text.strip().lstrip("'")
    if _FOREIGN.search(text):
        raise Unreadable(Code.AMOUNT_CURRENCY)
    text = _NO_CENTS.sub("", _CURRENCY.sub("", text).strip()).strip().removeprefix("+").strip()
    if any(letter.isdigit() for letter in text) and _CREDIT.fullmatch(text):
        raise Unreadable(Code.AMOUNT_NEGATIVE)
    if _SPACED.fullmatch(text):
        text = re.sub("[ '’]", "", text)
    if not _BODY.fullmatch(text):
        raise Unreadable(Code.AMOUNT_UNREADABLE)
    return text


def _of_money(text: str, decimal: str) -> tuple[int, bool]:
    """Hundredths, and whether decimals were written."""
    if text.isdigit():
        return int(text) * 100, False
    last = max(text.rfind("."), text.rfind(","))
    sign, whole, decimals = text[last], text[:last], text[last + 1 :]
    other = "." if sign == "," else ","
    if other not in whole and sign in whole:  # 1.234.567
        return _grouped(text, sign) * 100, False
    if len(decimals) == 3 and other not in whole:
        if sign == decimal or len(whole) > 3 or whole.startswith("0"):
            first, second = f"{whole}{decimals}", f"{whole}{decimal}{decimals}"
            raise Unreadable(Code.AMOUNT_AMBIGUOUS, first=first, second=second)
        return int(whole + decimals) * 100, False
    if not decimals or sign in whole:
        raise Unreadable(Code.AMOUNT_UNREADABLE)
    if len(decimals) > 2:
        raise Unreadable(Code.AMOUNT_TOO_PRECISE)
    euros = _grouped(whole, other) if other in whole else int(whole or "0")
    return euros * 100 + int(decimals.ljust(2, "0")), True


def _grouped(text: str, sign: str) -> int:
    head, *groups = text.split(sign)
    if not 1 <= len(head) <= 3 or any(len(group) != 3 or not group.isdigit() for group in groups):
        raise Unreadable(Code.AMOUNT_UNREADABLE)
    return int(head + "".join(groups))


# -- numbers and flags --------------------------------------------------------------------------------

_COUNT: Final = re.compile(
    r"(\d{1,5})(?:[.,]0+)?\s*(?:dagen|dag|days?|maanden|maand|mnd\.?|months?)?", re.ASCII | re.IGNORECASE
)
_YES: Final = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x", "wel"})
_NO: Final = frozenset({"nee", "n", "no", "false", "onwaar", "0", "neen", "geen", "niet"})


def read_count(cell: Cell, most: int) -> int:
    """A whole number from 0 to ``most``: days or months."""
    if isinstance(cell, bool | date):
        raise Unreadable(Code.NUMBER_UNREADABLE, most=most)
    found = _COUNT.fullmatch(written(cell).strip())
    if found is None or int(found[1]) > most:
        raise Unreadable(Code.NUMBER_UNREADABLE, most=most)
    return int(found[1])


def read_yes_no(cell: Cell) -> bool:
    """Ja or nee, in the spellings that files use."""
    if isinstance(cell, bool):
        return cell
    word = plain(written(cell))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable(Code.YES_NO_UNREADABLE)


def read_day_of(cell: Cell, order: DateOrder, span: Span) -> date | None:
    """On which day something was done. "Nee" says that it was not; "ja" alone leaves the day out."""
    try:
        return read_date(cell, order, span)
    except Unreadable as wrong:
        word = plain(written(cell))
        if wrong.code != Code.DATE_UNREADABLE or word not in _YES | _NO:
            raise
        if word in _YES:
            raise Unreadable(Code.DATE_NEEDED) from wrong
        return None


def read_announced(cell: Cell, order: DateOrder, span: Span) -> tuple[bool, date | None]:
    """Whether something was announced: ja, nee, or the day itself, which may lie ahead."""
    try:
        return read_yes_no(cell), None
    except Unreadable:
        on = read_date(cell, order, span)
        return on is not None, on


def days_before(on: date, days: int) -> date:
    return on - timedelta(days=days)

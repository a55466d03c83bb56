"""How is a code of the domain said in Dutch or English?

The domain hands out codes and facts ("rule.offer.title", day=..., amount=...). The sentences stand
in `catalogue/<language>/*.toml`. A placeholder may carry a form after a colon:

    {day}             a date: "vrijdag 4 december"      {day:short}  "4 dec"   {day:full}  with year
                      (in another calendar year than today's the year always stands with it)
    {amount:euro}     cents: "€ 1.234,50"               {amount:euros}  "€ 1.235"
    {days:dag|dagen}  a count with its noun: "1 dag", "11 dagen"
    {kind:partner_kind}  a code of another namespace: say("partner_kind." + value)

Without a form a value is said by its type: a member of vangnet.domain.codes by its own word, date,
datetime, Cents, int, a list ("a, b en c"), text.
"""

import logging
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

CATALOGUE = Path(__file__).parent / "catalogue"
LANGUAGES = ("nl", "en")
_LOCALE = {"nl": "nl_NL", "en": "en_GB"}
_DAY = {
    "": "EEEE d MMMM",
    "full": "EEEE d MMMM y",
    "short": "d MMM",
    "year": "d MMM y",
    "weekday": "EEE",
    "month": "MMM",
    "month_year": "MMMM y",
    "month_short_year": "MMM y",
    "week": "EEE d MMM",
    "week_year": "EEE d MMM y",
}
_IN_ANOTHER_YEAR = {"": "full", "short": "year", "week": "week_year", "month": "month_short_year"}
"""The forms without a year, each with the one that a day of another calendar year than today's is said in."""
_clocks: list[Callable[[], date]] = []
_log = logging.getLogger(__name__)


class Cents(int):
    """An amount of money in euro cents, said as "€ 1.234,50"."""


class UnknownTextError(LookupError):
    """A code that no catalogue holds, or a fact that its sentence asks for and nobody gave."""


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Every code of one language with its sentence. Raises ValueError when a code stands twice."""
    sentences: dict[str, str] = {}
    for file in sorted((CATALOGUE / language).glob("*.toml")):
        for code, sentence in _flat(tomllib.loads(file.read_text(encoding="utf-8"))):
            if code in sentences:
                raise ValueError(f"{file.name}: {code} stands in another file too")
            sentences[code] = sentence
    return MappingProxyType(sentences)


def _flat(table: Mapping[str, Any], path: str = "") -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)


def spoken(language: str | None = None) -> str:
    """The language asked for, else the one of this request, as one of LANGUAGES."""
    found = (language or get_language() or "nl")[:2]
    return found if found in LANGUAGES else "nl"


def known(code: str) -> bool:
    """Whether the catalogues hold this code (Dutch and English hold the same ones)."""
    return code in catalogue("nl")


def say(code: str, language: str | None = None, /, **facts: Any) -> str:
    """The sentence of a code with its facts filled in.

    An unknown code or a missing fact raises UnknownTextError where settings.STRICT_TEXTS is on (default:
    DEBUG); elsewhere a page is not lost over a word: the code itself is shown and logged.
    """
    tongue = spoken(language)
    try:
        return _Speaker(tongue).vformat(catalogue(tongue)[code], (), facts)
    except KeyError as missing:
        if getattr(settings, "STRICT_TEXTS", settings.DEBUG):
            raise UnknownTextError(f"{code} ({tongue}): {missing}") from missing
        _log.warning("text %s (%s) lacks %s", code, tongue, missing)
        return code


def word(member: StrEnum, language: str | None = None) -> str:
    """A member of a closed list in words: Channel.PHONE is "telefoon" (channel.phone)."""
    return say(f"{namespace(type(member))}.{member.value}", language)


def tell(stem: str, first: str, facts: Mapping[str, Any], language: str | None = None) -> list[str]:
    """The sentence ``first``, and one more for each fact that has something of its own to say.

    A fact x that is so adds ``stem.with.x``; one that is given and not so (None, False, 0, empty) adds
    ``stem.without.x``. Each sentence asks for no other facts than it names.
    """
    extra = (f"{stem}.{'with' if value else 'without'}.{name}" for name, value in facts.items())
    return [
        say(code, language, **{name: facts[name] for name in placeholders(catalogue("nl")[code])})
        for code in (first, *filter(known, extra))
    ]


def namespace(kind: type[StrEnum]) -> str:
    """Under which name the catalogues keep a closed list: DayPart stands under day_part."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def placeholders(sentence: str) -> frozenset[str]:
    """The facts a sentence asks for."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


class _Speaker(Formatter):
    """Fills a sentence; `{day:short}` and the like are said in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        return spell(value, format_spec, self.language)


def spell(value: Any, form: str = "", language: str | None = None) -> str:
    """One fact as words, in the form that a placeholder asks for (see the top of this file)."""
    tongue = spoken(language)
    if isinstance(value, datetime):
        return moment(value, tongue)
    if isinstance(value, date):
        return day(value, form, tongue)
    if isinstance(value, int) and "|" in form:
        one, other = form.split("|")
        return f"{number(value, tongue)} {one if value == 1 else other}"
    if form in {"euro", "euros"} or isinstance(value, Cents):
        return euro(int(value), whole=form == "euros", language=tongue)
    if isinstance(value, int):
        return number(value, tongue)
    if isinstance(value, StrEnum) and not form:
        return word(value, tongue)
    if isinstance(value, str):
        return say(f"{form}.{value}", tongue) if form else value
    if isinstance(value, Iterable):
        return listing([spell(part, form, tongue) for part in value], tongue)
    return str(value)


def day(value: date, form: str = "", language: str | None = None) -> str:
    """A date: "vrijdag 4 december", or in another form of _DAY; one of another year never without its year."""
    if form in _IN_ANOTHER_YEAR and any(clock().year != value.year for clock in _clocks):
        form = _IN_ANOTHER_YEAR[form]
    return _day(value, form, spoken(language))


def knows_the_day(clock: Callable[[], date]) -> None:
    """Let the app that reads the clock tell what day it is; call it in AppConfig.ready."""
    _clocks[:] = [clock]


@lru_cache(maxsize=4096)
def _day(value: date, form: str, language: str) -> str:
    return format_date(value, _DAY[form], locale=_LOCALE[language]).replace(".", "")


def month(value: date, language: str | None = None) -> str:
    """The month of a date with its year: "november 2026"."""
    return format_skeleton("yMMMM", value, locale=_LOCALE[spoken(language)])


def moment(value: datetime, language: str | None = None) -> str:
    """A moment in local time: "vr 4 dec 2026, 14:05"."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    pattern = "EEE d MMM y, HH:mm"
    return format_datetime(local, pattern, locale=_LOCALE[spoken(language)]).replace(".", "")


def euro(cents: int, *, whole: bool = False, language: str | None = None) -> str:
    """An amount in euro cents: "€ 1.234,50"; whole rounds to euros, halves up: "€ 1.235"."""
    locale = _LOCALE[spoken(language)]
    amount = Decimal(cents) / 100
    if not whole:
        return format_currency(amount, "EUR", locale=locale)
    euros = amount.quantize(Decimal(1), ROUND_HALF_UP)
    pattern = "¤\u00a0#,##0" if spoken(language) == "nl" else "¤#,##0"
    return format_currency(euros, "EUR", pattern, locale=locale, currency_digits=False)


def percent(part: int, whole: int, language: str | None = None) -> str:
    """Which share the one is of the other, never said too high: "8,9%". ``whole`` is more than nothing."""
    share = (Decimal(part) / whole).quantize(Decimal("0.001"), ROUND_DOWN)
    return format_percent(share, "#,##0.0%", locale=_LOCALE[spoken(language)])


def number(value: int, language: str | None = None) -> str:
    """A count with its thousands marked: "1.234"."""
    return format_decimal(value, locale=_LOCALE[spoken(language)])


def listing(parts: list[str], language: str | None = None) -> str:
    """Words in a row: "huur, water en energie"."""
    return format_list(parts, locale=_LOCALE[spoken(language)]) if parts else ""

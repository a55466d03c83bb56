"""Which words do our templates have: {% say %}, {% icon %}, {% ribbon %}, |euro, |day ...?"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vangnet.apps.web import drawings, texts

register = template.Library()


@register.simple_tag
def say(code: str, **facts: Any) -> str:
    """{% say "rule.offer.title" day=due %}: the sentence of a code of the domain."""
    return texts.say(code, **facts)


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "phone" %}: a symbol of icons.svg beside words that say the same."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("web/icons.svg"),
        name,
    )


@register.inclusion_tag("web/components/ribbon.html")
def ribbon(step: int, days: Mapping[int, date] | None = None, absent: Collection[int] = ()) -> dict[str, Any]:
    """{% ribbon step days=days %}: the eleven steps, large."""
    steps = drawings.segments(step, days, absent)
    return {"steps": steps, "now": next((s for s in steps if s.state == "now"), None)}


@register.simple_tag
def ribbon_mini(step: int, absent: Collection[int] = ()) -> SafeString:
    """{% ribbon_mini step %}: the eleven steps as a line of eleven dashes."""
    return _mini(step, frozenset(absent), texts.spoken())


@cache
def _mini(step: int, absent: frozenset[int], language: str) -> SafeString:
    """Drawn once for each step: a list of fifty cards holds fifty of them."""
    with translation.override(language):
        steps = drawings.segments(step, None, absent)
        return render_to_string("web/components/ribbon_mini.html", {"steps": steps, "step": step})


@register.inclusion_tag("web/components/meter.html")
def meter(covered: int, total: int, url: str = "") -> dict[str, Any]:
    """{% meter covered total url %}: how many open cases have an owner, a step and a date."""
    missing = max(total - covered, 0)
    drawn = drawings.ring(covered, total)
    return {"covered": covered, "total": total, "missing": missing, "ring": drawn, "url": url}


@register.inclusion_tag("web/components/sieve.html")
def sieve(counts: Mapping[int, int], few: Collection[int] = (), least: int = 0) -> dict[str, Any]:
    """{% sieve counts few least %}: households per step, drawn and as a table.

    With ``least`` the numbers are rounded, and of ``few`` steps is told only that there are fewer than that.
    """
    funnel = drawings.funnel({**counts, **dict.fromkeys(few, 1)})
    return {"funnel": funnel, "total": sum(counts.values()), "few": few, "least": least}


@register.inclusion_tag("web/components/course.html")
def course(balances: Sequence[tuple[date, int]], said: str) -> dict[str, Any]:
    """{% course balances said %}: an account day by day, drawn; a table on the page says the same."""
    return {"course": drawings.course(balances), "said": said}


@register.filter
def word(member: StrEnum) -> str:
    """{{ channel|word }}: a member of vangnet.domain.codes in words."""
    return texts.word(member)


@register.filter
def euro(cents: int | None, form: str = "") -> str:
    """{{ cents|euro }}: "€ 1.234,50"; {{ cents|euro:"whole" }}: "€ 1.235"."""
    return "" if cents is None else texts.euro(cents, whole=form == "whole")


@register.filter
def number(value: int | None) -> str:
    """{{ count|number }}: "1.234"."""
    return "" if value is None else texts.number(value)


@register.filter
def day(value: date | None, form: str = "short") -> str:
    """{{ due|day }}: "4 dec"; {{ due|day:"year" }}: "4 dec 2026"."""
    return "" if value is None else texts.day(value, form)


@register.filter
def day_long(value: date | None, form: str = "") -> str:
    """{{ due|day_long }}: "vrijdag 4 december"; with "full" also the year."""
    return "" if value is None else texts.day(value, form)


@register.filter
def month(value: date | None) -> str:
    """{{ on|month }}: "november 2026"."""
    return "" if value is None else texts.month(value)


@register.filter
def moment(value: datetime | None) -> str:
    """{{ recorded_at|moment }}: "vr 4 dec 2026, 14:05"."""
    return "" if value is None else texts.moment(value)


@register.simple_tag
def say_step(step: int, *, long: bool = False) -> str:
    """{% say_step 8 %}: "Vonnis"; with long=True as a sentence."""
    return texts.say(f"step_long.{step}" if long else f"step.{step}")


@register.filter
def item(row: list[Any], index: int) -> Any:
    """{{ columns|item:forloop.counter0 }}: one of a row by its place."""
    return row[index]

"""How is what is wrong with a file said to people: one row, its place, a file that is refused?"""

from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vangnet.apps.web.reading.problems import Code, Problem
from vangnet.apps.web.texts import number, say

_MEGABYTE = 1_000_000


def problem_said(one: Problem, language: str | None = None) -> str:
    """What is wrong with one row, and how to mend it."""
    facts: dict[str, Any] = dict(one.facts)
    if one.code == Code.DATE_IMPOSSIBLE:
        facts = {name: str(value) for name, value in facts.items()}
    return say(f"row_problem.{one.code}", language, **{name: day_if_one(value) for name, value in facts.items()})


def day_if_one(value: Any) -> Any:
    """A day that was kept as text as a day again; all else as it is."""
    if isinstance(value, str) and len(value) == len("2026-01-01"):
        with suppress(ValueError):
            return date.fromisoformat(value)
    return value


def place_said(row: int, line: int) -> str:
    """Where a row stands: the line as a spreadsheet counts it, names of columns and all, and the row of the data.

    Records of XML and JSON stand on no line of their own.
    """
    if line == row:
        return _("rij %(row)s") % {"row": number(row)}
    return _("regel %(line)s (rij %(row)s)") % {"line": number(line), "row": number(row)}


def refusal_said(code: str, facts: dict[str, Any], fields: str, language: str | None = None) -> str:
    """Why a file was refused as a whole; ``fields`` is where the catalogue names the fields of this kind of file."""
    facts = dict(facts)
    for name in ("size", "most"):
        if isinstance(facts.get(name), int):
            facts[f"{name}_mb"] = max(facts[name] // _MEGABYTE, 1)
    if lacking := facts.get("fields"):
        facts["fields"] = [say(f"{fields}.{field}", language) for field in str(lacking).split(", ")]
    return say(f"refusal.{code}", language, **facts)

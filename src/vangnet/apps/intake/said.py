"""How are the codes of a delivery said to people: problems of rows, refusals of files, remarks of triage?"""

from contextlib import suppress
from datetime import date
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from vangnet.apps.intake.models import Delivery, RowProblem
from vangnet.apps.intake.reading import Code, Problem
from vangnet.apps.web.texts import Cents, number, say

_MONEY = frozenset({"cents", "least"})
_MEGABYTE = 1_000_000


def problem(one: RowProblem | Problem, language: str | None = None) -> str:
    """What is wrong with one row, and how to mend it."""
    facts = one.facts if isinstance(one, Problem) else msgspec.json.decode(one.facts or "{}")
    if one.code == Code.DATE_IMPOSSIBLE:
        facts = {name: str(value) for name, value in facts.items()}
    return say(f"row_problem.{one.code}", language, **_readable(facts))


def place(row: int, line: int) -> str:
    """Where a row stands: the line as a spreadsheet counts it, names of columns and all, and the row of the data.

    Records of XML and JSON stand on no line of their own.
    """
    if line == row:
        return _("rij %(row)s") % {"row": number(row)}
    return _("regel %(line)s (rij %(row)s)") % {"line": number(line), "row": number(row)}


def failure(delivery: Delivery, language: str | None = None) -> str:
    """Why a file was refused as a whole; empty when it was not."""
    told = msgspec.json.decode(delivery.failure or "{}")
    return refusal(told["code"], told["facts"], language) if told else ""


def refusal(code: str, facts: dict[str, Any], language: str | None = None) -> str:
    """The same for a code and its facts."""
    facts = dict(facts)
    for name in ("size", "most"):
        if isinstance(facts.get(name), int):
            facts[f"{name}_mb"] = max(facts[name] // _MEGABYTE, 1)
    if fields := facts.get("fields"):
        facts["fields"] = [say(f"delivery_field.{field}", language) for field in str(fields).split(", ")]
    return say(f"refusal.{code}", language, **facts)


def remark(code: str, facts: dict[str, Any], language: str | None = None) -> str:
    """What triage noted about a signal."""
    return say(f"remark.{code}", language, **_readable(facts, f"remark_{code}", language))


def remarks(told: str, language: str | None = None) -> list[str]:
    """The same for all remarks of a signal, as they are kept."""
    return [remark(code, facts, language) for code, facts in msgspec.json.decode(told or "[]")]


def reasons(told: str, language: str | None = None) -> list[str]:
    """Why matching said what it said, as it is kept with a signal."""
    if not told:
        return []
    found, _, *by_bsn = msgspec.json.decode(told)
    said = [say(f"match_reason.{one['code']}", language, **dict(one.get("facts", ()))) for one in found]
    return [say("match_reason.bsn", language), *said] if by_bsn and by_bsn[0] else said


def _readable(facts: dict[str, Any], within: str = "", language: str | None = None) -> dict[str, Any]:
    """Days and money as such; codes of a list in words."""
    return {name: _fact(name, value, within, language) for name, value in facts.items()}


def _fact(name: str, value: Any, within: str, language: str | None) -> Any:
    if name in _MONEY:
        return Cents(value)
    if isinstance(value, list):
        return [say(f"{within}_{name}.{part}", language) for part in value]
    if isinstance(value, str) and len(value) == len("2026-01-01"):
        with suppress(ValueError):
            return date.fromisoformat(value)
    return value

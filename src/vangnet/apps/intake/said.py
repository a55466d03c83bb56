"""How are the codes of a delivery said to people: problems of rows, refusals of files, remarks of triage?"""

from datetime import date
from typing import Any

import msgspec

from vangnet.apps.intake.models import Delivery, RowProblem
from vangnet.apps.intake.reading import Problem
from vangnet.apps.web.texts import Cents, say

_MONEY = frozenset({"cents", "least"})


def problem(one: RowProblem | Problem, language: str | None = None) -> str:
    """What is wrong with one row, and how to mend it."""
    facts = one.facts if isinstance(one, Problem) else msgspec.json.decode(one.facts or "{}")
    return say(f"row_problem.{one.code}", language, **_readable(facts))


def failure(delivery: Delivery, language: str | None = None) -> str:
    """Why a file was refused as a whole."""
    told = msgspec.json.decode(delivery.failure or "{}")
    return say(f"refusal.{told['code']}", language, **_readable(told["facts"])) if told else ""


def remark(code: str, facts: dict[str, Any], language: str | None = None) -> str:
    """What triage noted about a signal."""
    return say(f"remark.{code}", language, **_readable(facts, f"remark_{code}"))


def remarks(told: str, language: str | None = None) -> list[str]:
    """The same for all remarks of a signal, as they are kept."""
    return [remark(code, facts, language) for code, facts in msgspec.json.decode(told or "[]")]


def _readable(facts: dict[str, Any], within: str = "") -> dict[str, Any]:
    """Days and money as such; codes of a list in words."""
    return {name: _fact(name, value, within) for name, value in facts.items()}


def _fact(name: str, value: Any, within: str) -> Any:
    if name in _MONEY:
        return Cents(value)
    if isinstance(value, list):
        return [say(f"{within}_{name}.{part}") for part in value]
    if isinstance(value, str) and len(value) == 10 and value[4:5] == value[7:8] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value

"""How are the codes of a delivery said to people: problems of rows, refusals of files, remarks of triage?"""

from typing import Any

import msgspec

from vangnet.apps.intake.models import Delivery, RowProblem
from vangnet.apps.intake.reading import Code, Problem
from vangnet.apps.web.reading.said import day_if_one, problem_said, refusal_said
from vangnet.apps.web.texts import Cents, say

_MONEY = frozenset({"cents", "least"})


def problem(one: RowProblem | Problem, language: str | None = None) -> str:
    """What is wrong with one row, and how to mend it."""
    if isinstance(one, Problem):
        return problem_said(one, language)
    facts = msgspec.json.decode(one.facts or "{}")
    return problem_said(Problem(one.row, one.line, one.column, one.value, Code(one.code), facts), language)


def failure(delivery: Delivery, language: str | None = None) -> str:
    """Why a file was refused as a whole; empty when it was not."""
    told = msgspec.json.decode(delivery.failure or "{}")
    return refusal(told["code"], told["facts"], language) if told else ""


def refusal(code: str, facts: dict[str, Any], language: str | None = None) -> str:
    """The same for a code and its facts."""
    return refusal_said(code, facts, "delivery_field", language)


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
    return day_if_one(value)

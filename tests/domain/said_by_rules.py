"""What can each rule answer? Its reasons and stages, read from the text of its function and of what that calls."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from vangnet.domain.sieve import RULES

_DECIDES = {rule.key: rule.decide for rule in RULES}


def guards(key: str) -> Iterator[str]:
    """Every first argument of ``NotDue`` in the rule's function and what it calls in its module."""
    for function in _functions(key):
        for call in _calls(function, "NotDue"):
            yield from _texts(call.args[0], function)


def stages(key: str) -> Iterator[str]:
    """Every third argument of ``Due``; where it is found elsewhere, the first part of what is gathered there."""
    for function in _functions(key):
        for call in _calls(function, "Due"):
            named = [k.value for k in call.keywords if k.arg == "stage"]
            for stage in [*call.args[2:3], *named]:
                yield from filter(None, _texts(stage, function))
        for call in _calls(function, "append"):
            if isinstance(call.args[0], ast.Tuple) and function.name == "_gaps":
                yield from _texts(call.args[0].elts[0], function)


def _functions(key: str) -> list[ast.FunctionDef]:
    decide = _DECIDES[key]
    known = _parsed(inspect.getmodule(decide))
    found: list[ast.FunctionDef] = []
    waiting = [decide.__name__]
    while waiting:
        function = known[waiting.pop()]
        found.append(function)
        called = {n.id for n in ast.walk(function) if isinstance(n, ast.Name)} & set(known)
        waiting += [name for name in sorted(called) if known[name] not in found and name not in waiting]
    return found


@cache
def _parsed(module: ModuleType | None) -> dict[str, ast.FunctionDef]:
    assert module is not None
    return {n.name: n for n in ast.parse(inspect.getsource(module)).body if isinstance(n, ast.FunctionDef)}


def _calls(function: ast.FunctionDef, name: str) -> list[ast.Call]:
    calls = [n for n in ast.walk(function) if isinstance(n, ast.Call)]
    return [c for c in calls if getattr(c.func, "id", getattr(c.func, "attr", "")) == name and c.args]


def _texts(node: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """The texts an expression can be: itself, either branch, or what was assigned to its name."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body, function)
            yield from _texts(orelse, function)
        case ast.Name(id=name):
            for assigned in ast.walk(function):
                if isinstance(assigned, ast.Assign) and any(
                    isinstance(t, ast.Name) and t.id == name for t in assigned.targets
                ):
                    yield from _texts(assigned.value, function)

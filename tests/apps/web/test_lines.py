"""Is a list of any length one JSON document, an item a line?"""

import json

import pytest

from vangnet.apps.web.lines import json_lines


@pytest.mark.parametrize("items", [[], [{"case": "VN-2026-00001"}], [1, "twee", None]])
def test_the_lines_are_one_list(items: list[object]) -> None:
    lines = list(json_lines(items))
    assert json.loads("\n".join(lines)) == items
    assert len(lines) == len(items) + 2


def test_nothing_is_asked_before_it_is_written() -> None:
    asked = []
    lines = json_lines(asked.append(n) or n for n in range(1_000))  # type: ignore[func-returns-value]
    for _ in range(3):
        next(lines)
    assert len(asked) == 3

"""Is what contradicts the file asked about, and nothing else, and is every fact still possible?

The examples stand in doubt_examples/: what happened, one fact a line, and of each further fact what is asked about it.
"""

import ast
import inspect
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import msgpack

from tests.domain.every_day import START
from tests.domain.slices import SLICES
from tests.domain.test_rule_examples import told
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case
from vangnet.domain.doubts import QUESTIONS, Doubt, court, debt, doubts, home, people, settlement
from vangnet.domain.fold import apply, fold

CHAPTERS = sorted((Path(__file__).parent / "doubt_examples").glob("*.toml"))
EXAMPLES = [
    (chapter.stem, example)
    for chapter in CHAPTERS
    for example in tomllib.loads(chapter.read_text(encoding="utf-8"))["example"]
]
FACTS = [template for part in SLICES for template in (*part.before, *part.happens)]


def case_of(example: dict[str, Any]) -> Case:
    lines = example["happened"].strip().splitlines()
    return fold(told(line, number) for number, line in enumerate(lines, start=1))


def codes() -> set[str]:
    """Every question that can be asked, found in the code."""
    found: set[str] = set()
    for module in (debt, court, home, people, settlement):
        for call in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("Doubt", "only_if"):
                code = call.args[0 if call.func.id == "Doubt" else 1]
                assert isinstance(code, ast.Constant), "a code is told in so many words"
                found.add(str(code.value))
    return found


@pytest.mark.parametrize(("chapter", "example"), EXAMPLES, ids=[f"{c}: {one['title']}" for c, one in EXAMPLES])
def test_what_is_asked_is_as_the_example_says(chapter: str, example: dict[str, Any]) -> None:
    assert chapter
    for line in example["asks"]:
        further = told(line["told"], 1000)
        asked = [doubt.code for doubt in doubts(case_of(example), further.on, further.event)]
        assert asked == line["of"], line["told"]


def test_every_question_is_told_in_an_example() -> None:
    assert {code for _, example in EXAMPLES for line in example["asks"] for code in line["of"]} == codes()


def test_of_every_event_that_is_questioned_an_example_goes_without_a_question() -> None:
    """Who is asked about everything reads nothing any more."""
    plain = {line["told"].split()[1] for _, example in EXAMPLES for line in example["asks"] if not line["of"]}
    told_of = {line["told"].split()[1] for _, example in EXAMPLES for line in example["asks"]}
    assert told_of == plain


def test_another_day_makes_it_another_question() -> None:
    """What was confirmed of one day does not hold for the next."""
    served = e.SummonsServed(matter=1)
    case = fold([e.Recorded(1, date(2026, 3, 2), 1, e.MatterNoted(matter=1, kind="rent"))])  # type: ignore[arg-type]
    apply(case, date(2026, 5, 18), served)
    first, second = (
        doubts(case, date(2026, 5, day), e.HearingHeld(matter=1, hearing=1, resident_there=True)) for day in (4, 5)
    )
    assert [doubt.code for doubt in first] == [doubt.code for doubt in second] == ["hearing_before_summons"]
    assert first[0].mark == "hearing_before_summons hearing=2026-05-04 summons=2026-05-18"
    assert first[0].mark != second[0].mark


# Whatever happened, it can be told -----------------------------------------------------------


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(FACTS), st.integers(0, 30)), min_size=1, max_size=25), st.integers(-60, 60))
def test_a_doubt_makes_no_fact_impossible(story: list[tuple[Any, int]], away: int) -> None:
    """What is asked of a fact, after any history, changes nothing: the fact is taken as it is without a question."""
    case, day = Case(), START
    for template, days in story:
        event = template(day)
        before = msgpack.encode(case)
        asked = doubts(case, day, event)
        assert msgpack.encode(case) == before
        assert all(isinstance(doubt, Doubt) for doubt in asked)
        assert len({doubt.mark for doubt in asked}) == len(asked)
        taken = acts.note(case, event, day, day)
        if not event.decision and isinstance(taken, Refused):
            assert taken.code in {"no_such_matter", "no_instalments", "term_ends_before_it_begins"} | OWN_MATTER
        apply(case, day, event)
        day = date.fromordinal(day.toordinal() + days)
    last = story[-1][0](day)
    doubts(case, date.fromordinal(day.toordinal() + away), last)


OWN_MATTER = {"pressure_is_its_own_matter"}


def test_every_question_is_of_a_fact_there_is() -> None:
    assert QUESTIONS.keys() <= set(e.EVENTS.values())

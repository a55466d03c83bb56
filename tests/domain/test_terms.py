"""Does a term end on the day a lawyer would say? The examples stand in law_examples/."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import holidays as holidays_library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.domain.law import (
    LAW,
    NoSuchLaw,
    add_working_days,
    deadline,
    end_of_agreed_term,
    end_of_term,
    holidays,
    is_working_day,
    latest_before,
    next_working_day,
    working_days_between,
)

EXAMPLES = Path(__file__).parent / "law_examples"


def _examples(file: str) -> list[dict[str, Any]]:
    examples: list[dict[str, Any]] = tomllib.loads((EXAMPLES / file).read_text())["example"]
    return examples


def _name(example: dict[str, Any]) -> str:
    return f"{example['start']} {example.get('key', example.get('article'))}"


@pytest.mark.parametrize("example", _examples("terms.toml"), ids=_name)
def test_a_term_ends_as_the_example_says(example: dict[str, Any]) -> None:
    start, term = example["start"], example["term"]
    match example.get("kind", "statute"):
        case "statute":
            end = end_of_term(start, **term)
        case "plain":
            end = end_of_agreed_term(start, **term)
        case "backward":
            end = latest_before(start, **term)
        case "backward_by_statute":
            end = latest_before(start, statutory=True, **term)
        case other:
            pytest.fail(f"no such kind: {other}")
    assert end == example["end"], example["why"]


@pytest.mark.parametrize("example", _examples("deadlines.toml"), ids=_name)
def test_a_term_of_the_law_ends_as_the_example_says(example: dict[str, Any]) -> None:
    assert deadline(example["key"], example["start"]).end == example["end"], example["why"]


def test_a_deadline_tells_where_it_comes_from_and_that_it_moved() -> None:
    offer = deadline("wgs.offer_after_signal", date(2026, 3, 6))
    assert (offer.plain_end, offer.end, offer.moved) == (date(2026, 4, 3), date(2026, 4, 7), True)
    assert offer.value.article == "art. 4 lid 1 Wgs"
    quiet = deadline("wgs.offer_after_signal", date(2026, 3, 2))
    assert not quiet.moved
    assert quiet.start == date(2026, 3, 2)


def test_every_term_of_the_law_can_be_counted_on_any_day_of_its_life() -> None:
    terms = [v for key in LAW.keys() for v in LAW.history(key) if v.term]  # noqa: SIM118
    assert len(terms) > 30
    for value in terms:
        for day in (value.valid_from, value.valid_to or date(2031, 12, 31)):
            assert deadline(value.key, day).value == value


def test_what_is_no_term_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match=r"privacy\.breach_report is no term"):
        deadline("privacy.breach_report", date(2026, 1, 1))
    with pytest.raises(ValueError, match=r"ddas\.page_size is no term"):
        deadline("ddas.page_size", date(2026, 1, 1))


@pytest.mark.parametrize("length", [{}, {"days": 1, "weeks": 1}, {"days": -1}, {"hours": 48}, {"days": 1, "hours": 2}])
def test_a_term_has_exactly_one_length(length: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="give one of days, working_days, weeks"):
        end_of_term(date(2026, 1, 1), **length)


def test_the_holidays_of_2026() -> None:
    assert holidays(2026) == {
        date(2026, 1, 1): "new_year",
        date(2026, 1, 2): "equated",
        date(2026, 4, 3): "good_friday",
        date(2026, 4, 6): "easter_monday",
        date(2026, 4, 27): "kings_day",
        date(2026, 5, 5): "liberation_day",
        date(2026, 5, 14): "ascension_day",
        date(2026, 5, 15): "equated",
        date(2026, 5, 25): "whit_monday",
        date(2026, 12, 25): "christmas_day",
        date(2026, 12, 26): "second_christmas_day",
    }


def test_two_holidays_on_one_day_are_one_day() -> None:
    assert holidays(2016)[date(2016, 5, 5)] in {"liberation_day", "ascension_day"}
    assert len([day for day in holidays(2016) if day.month == 5]) == 2


def test_of_years_long_past_nothing_is_kept() -> None:
    with pytest.raises(NoSuchLaw, match="1989-01-01"):
        is_working_day(date(1989, 6, 1))


def test_the_holidays_are_those_of_an_independent_library() -> None:
    for year in range(1990, 2101):
        known = holidays_library.country_holidays("NL", years=year, language="en_US", categories=("public", "optional"))
        sundays = {"Easter Sunday", "Pentecost"}  # Sundays never count, feast or not
        theirs = {day for day, name in known.items() if name not in sundays}
        ours = {day for day, name in holidays(year).items() if name != "equated"}
        assert ours == theirs


days = st.dates(date(1996, 1, 1), date(2150, 12, 31))
counts = st.integers(-800, 800)
short_terms = st.one_of(
    st.fixed_dictionaries({"days": st.integers(1, 90)}),
    st.fixed_dictionaries({"weeks": st.integers(1, 12)}),
    st.fixed_dictionaries({"months": st.integers(1, 3)}),
)
long_terms = st.one_of(
    st.fixed_dictionaries({"days": st.integers(91, 2000)}),
    st.fixed_dictionaries({"weeks": st.integers(13, 300)}),
    st.fixed_dictionaries({"months": st.integers(4, 60)}),
    st.fixed_dictionaries({"years": st.integers(1, 30)}),
)


@settings(deadline=None)
@given(days, short_terms)
def test_a_short_term_always_ends_on_a_working_day(start: date, term: dict[str, int]) -> None:
    assert is_working_day(end_of_term(start, **term))


@settings(deadline=None)
@given(days, short_terms)
def test_shifting_only_ever_gives_more_time_and_never_much(start: date, term: dict[str, int]) -> None:
    plain, end = end_of_agreed_term(start, **term), end_of_term(start, **term)
    assert plain <= end <= plain + timedelta(days=11)


@settings(deadline=None)
@given(days, st.integers(3, 90))
def test_a_term_of_three_days_or_more_holds_two_working_days(start: date, length: int) -> None:
    end = end_of_term(start, days=length)
    inside = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day) for day in inside) >= 2


@settings(deadline=None)
@given(days, short_terms)
def test_a_term_is_stretched_no_further_than_it_must(start: date, term: dict[str, int]) -> None:
    plain, end = end_of_agreed_term(start, **term), end_of_term(start, **term)
    if end > plain:
        day_before = add_working_days(end, -1)
        too_short = working_days_between(start, day_before) < 2 <= (plain - start).days - 1
        assert day_before < plain or too_short


@settings(deadline=None)
@given(days, long_terms)
def test_a_long_term_is_left_alone(start: date, term: dict[str, int]) -> None:
    assert end_of_term(start, **term) == end_of_agreed_term(start, **term)


@settings(deadline=None)
@given(days, days, short_terms)
def test_who_begins_later_never_ends_earlier(one: date, other: date, term: dict[str, int]) -> None:
    first, second = sorted((one, other))
    assert end_of_term(first, **term) <= end_of_term(second, **term)


@settings(deadline=None)
@given(days, st.integers(1, 60))
def test_counting_back_and_forth_by_days_meets(day: date, length: int) -> None:
    assert end_of_agreed_term(latest_before(day, days=length), days=length) == day


@settings(deadline=None)
@given(days, st.integers(3, 60))
def test_a_statutory_term_back_holds_two_working_days(day: date, length: int) -> None:
    latest = latest_before(day, statutory=True, days=length)
    assert latest <= latest_before(day, days=length)
    inside = [latest + timedelta(days=n) for n in range((day - latest).days)]
    assert sum(is_working_day(one) for one in inside) >= 2


@settings(deadline=None)
@given(days, counts)
def test_adding_working_days_is_counting_them_one_by_one(day: date, count: int) -> None:
    step, seen, slow = (1 if count > 0 else -1), 0, day
    while seen < abs(count):
        slow += timedelta(days=step)
        seen += is_working_day(slow)
    assert add_working_days(day, count) == slow


@settings(deadline=None)
@given(days, counts)
def test_working_days_between_undoes_adding_them(day: date, count: int) -> None:
    assert working_days_between(day, add_working_days(day, count)) == count


@settings(deadline=None)
@given(days, counts)
def test_adding_and_taking_away_comes_back_to_a_working_day(day: date, count: int) -> None:
    start = next_working_day(day)
    assert add_working_days(add_working_days(start, count), -count) == start


@settings(deadline=None)
@given(days, counts, counts)
def test_adding_in_two_goes_is_adding_at_once(day: date, one: int, other: int) -> None:
    start = next_working_day(day)
    assert add_working_days(add_working_days(start, one), other) == add_working_days(start, one + other)


@settings(deadline=None)
@given(days, days)
def test_working_days_between_counts_the_day_reached_not_the_day_left(one: date, other: date) -> None:
    start, end = sorted((one, other))
    end = min(end, start + timedelta(days=800))
    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert working_days_between(start, end) == sum(is_working_day(day) for day in passed)


@settings(deadline=None)
@given(days)
def test_the_next_working_day_is_the_nearest(day: date) -> None:
    following = next_working_day(day)
    assert is_working_day(following)
    between = (following - day).days
    assert not any(is_working_day(day + timedelta(days=n)) for n in range(between))

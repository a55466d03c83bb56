"""Is every spelling of a day and an amount read right, or refused with the right reason?"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vangnet.apps.intake.reading import Code, DateOrder, Unit
from vangnet.apps.web.reading.problems import Unreadable
from vangnet.apps.web.reading.values import (
    Cell,
    Span,
    read_amount,
    read_announced,
    read_bsn,
    read_count,
    read_date,
    read_day_of,
    read_name,
    read_text,
    read_yes_no,
    written,
)

ON = date(2026, 11, 7)
FACTS = Span.of_facts(ON)
BIRTHS = Span.of_birth(ON)


def refused(code: Code, act: object) -> Unreadable:
    assert callable(act)
    with pytest.raises(Unreadable) as wrong:
        act()
    assert wrong.value.code == code
    return wrong.value


# -- days


@pytest.mark.parametrize(
    "text",
    [
        "05-08-2026", "5-8-2026", "05/08/2026", "05.08.2026", "5 8 2026", " 05-08-2026 ", "2026-08-05",
        "2026/8/5", "20260805", "05082026", "2026-08-05T00:00:00", "2026-08-05 00:00:00", "05-08-2026 00:00",
        "5 augustus 2026", "5 aug. 2026", "5-aug-26", "5 August 2026", "wo 5 aug 2026", "05-08-26",
        "2026-08-05T10:30:00Z", "2026-08-05T10:30:00.000+02:00", "'05-08-2026",
    ],
)  # fmt: skip
def test_each_spelling_of_the_fifth_of_august_is_read(text: str) -> None:
    assert read_date(text, DateOrder.DMY, FACTS) == date(2026, 8, 5)


def test_a_moment_with_a_zone_is_the_day_that_it_was_here() -> None:
    assert read_date("2026-08-04T22:00:00Z", DateOrder.DMY, FACTS) == date(2026, 8, 5)
    assert read_date("1980-02-02T23:00:00.000Z", DateOrder.DMY, BIRTHS) == date(1980, 2, 3)
    assert read_date("2026-08-05T00:00:00+02:00", DateOrder.DMY, FACTS) == date(2026, 8, 5)


def test_a_spreadsheets_own_date_is_taken_as_it_is() -> None:
    assert read_date(date(2026, 8, 5), DateOrder.DMY, FACTS) == date(2026, 8, 5)
    assert read_date(datetime(2026, 8, 5, 12), DateOrder.DMY, FACTS) == date(2026, 8, 5)  # noqa: DTZ001
    assert read_date(20260805, DateOrder.DMY, FACTS) == date(2026, 8, 5)


def test_the_american_order_is_read_only_when_the_layout_says_so() -> None:
    assert read_date("08/05/2026", DateOrder.MDY, FACTS) == date(2026, 8, 5)
    assert read_date("08/05/2026", DateOrder.DMY, FACTS) == date(2026, 5, 8)
    refused(Code.DATE_ORDER, lambda: read_date("08/25/2026", DateOrder.DMY, FACTS))
    refused(Code.DATE_ORDER, lambda: read_date("05-08-2026", DateOrder.YMD, FACTS))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31-02-2026", Code.DATE_IMPOSSIBLE),
        ("29-02-2025", Code.DATE_IMPOSSIBLE),
        ("00-08-2026", Code.DATE_IMPOSSIBLE),
        ("2026-02-31", Code.DATE_IMPOSSIBLE),
        ("32-13-2026", Code.DATE_IMPOSSIBLE),
        ("08-11-2026", Code.DATE_FUTURE),
        ("01-01-2062", Code.DATE_FUTURE),
        ("01-01-1990", Code.DATE_TOO_OLD),
        ("01-01-0026", Code.DATE_TOO_OLD),
        ("46229", Code.DATE_IS_NUMBER),
        ("46229.5", Code.DATE_IS_NUMBER),
        ("050826", Code.DATE_IS_NUMBER),
        ("augustus", Code.DATE_UNREADABLE),
        ("5 foo 2026", Code.DATE_UNREADABLE),
        ("05-08/2026", Code.DATE_UNREADABLE),
        ("05-08-202", Code.DATE_UNREADABLE),
        ("=TODAY()", Code.DATE_UNREADABLE),
        ("٠٥-٠٨-٢٠٢٦", Code.DATE_UNREADABLE),
    ],
)
def test_a_day_that_cannot_be_is_a_problem_of_its_own_kind(text: str, code: Code) -> None:
    refused(code, lambda: read_date(text, DateOrder.DMY, FACTS))


@pytest.mark.parametrize("text", ["00-00-0000", "0000-00-00", "00000000", "-", "nvt", "Onbekend", "0"])
def test_the_ways_to_say_that_a_day_is_not_known(text: str) -> None:
    assert read_date(text, DateOrder.DMY, BIRTHS) is None


def test_two_digit_years_are_read_only_if_one_century_fits_a_living_person() -> None:
    assert read_date("12-03-85", DateOrder.DMY, BIRTHS) == date(1985, 3, 12)
    assert read_date("12-03-05", DateOrder.DMY, BIRTHS) == date(2005, 3, 12)
    wrong = refused(Code.DATE_TWO_DIGIT_YEAR, lambda: read_date("12-03-15", DateOrder.DMY, BIRTHS))
    assert wrong.facts == {"first": "1915-03-12", "second": "2015-03-12"}
    refused(Code.DATE_FUTURE, lambda: read_date("05-08-27", DateOrder.DMY, FACTS))
    refused(Code.DATE_IMPOSSIBLE, lambda: read_date("31-02-26", DateOrder.DMY, FACTS))
    assert read_date("29-02-00", DateOrder.DMY, BIRTHS) == date(2000, 2, 29)


def spellings(day: date) -> list[str]:
    short = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    return [
        f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day:%Y%m%d}",
        f"{day:%d%m%Y}", f"{day.day}-{day.month}-{day.year}", f"{day.day} {short[day.month - 1]} {day.year}",
        f"{day:%Y-%m-%dT%H:%M:%S}",
    ]  # fmt: skip


@given(st.dates(date(1912, 1, 1), ON), st.integers(0, 8))
def test_a_written_day_is_read_back(day: date, spelling: int) -> None:
    assert read_date(spellings(day)[spelling], DateOrder.DMY, BIRTHS) == day


@given(st.text(max_size=30))
def test_a_text_is_a_day_in_the_span_or_nothing_or_refused(text: str) -> None:
    try:
        day = read_date(text, DateOrder.DMY, FACTS)
    except Unreadable:
        return
    assert day is None or FACTS.oldest <= day <= FACTS.latest


@given(st.dates(date(1913, 1, 1), date(2040, 12, 31)))
def test_a_two_digit_year_never_gives_another_day_than_was_meant_within_the_span(day: date) -> None:
    assume(BIRTHS.oldest <= day <= BIRTHS.latest)
    try:
        found = read_date(f"{day:%d-%m-%y}", DateOrder.DMY, BIRTHS)
    except Unreadable as wrong:
        assert wrong.code == Code.DATE_TWO_DIGIT_YEAR  # noqa: PT017 - a property over all days
        return
    assert found == day


# -- money


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.001,57", 100157), ("1001,57", 100157), ("€ 1.078,99", 107899), ("€1.078,99", 107899),
        ("1078,99 EUR", 107899), ("EUR 1.078,99", 107899), ("1.078,99 euro", 107899), ("12", 1200),
        ("12,5", 1250), ("12.50", 1250), ("1.234", 123400), ("1.234.567", None), ("1.234,-", 123400),
        ("€ 50,--", 5000), ("1,234.56", 123456), ("1 234,56", 123456), ("1\xa0234,56", 123456),
        ("1'234,56", 123456), (",75", 75), ("0,01", 1), ("+12,00", 1200), ("'+12,00", 1200),
        ("000123,45", 12345),
    ],
)  # fmt: skip
def test_each_spelling_of_money_is_read_in_a_dutch_layout(text: str, cents: int | None) -> None:
    if cents is None:
        refused(Code.AMOUNT_TOO_LARGE, lambda: read_amount(text, ",", Unit.EURO))
    else:
        assert read_amount(text, ",", Unit.EURO) == cents


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,234", Code.AMOUNT_AMBIGUOUS),
        ("0.750", Code.AMOUNT_AMBIGUOUS),
        ("-12,00", Code.AMOUNT_NEGATIVE),
        ("12,00-", Code.AMOUNT_NEGATIVE),
        ("(12,00)", Code.AMOUNT_NEGATIVE),
        ("€ -12,00", Code.AMOUNT_NEGATIVE),
        ("−12,00", Code.AMOUNT_NEGATIVE),
        ("12,00 CR", Code.AMOUNT_NEGATIVE),
        ("0", Code.AMOUNT_ZERO),
        ("€ 0,00", Code.AMOUNT_ZERO),
        ("1.234,567", Code.AMOUNT_TOO_PRECISE),
        ("12,3456", Code.AMOUNT_TOO_PRECISE),
        ("1.23.45", Code.AMOUNT_UNREADABLE),
        ("1.23,45", Code.AMOUNT_UNREADABLE),
        ("12,", Code.AMOUNT_UNREADABLE),
        ("1,2,3", Code.AMOUNT_UNREADABLE),
        ("12 34", Code.AMOUNT_UNREADABLE),
        ("twaalf", Code.AMOUNT_UNREADABLE),
        ("1e3", Code.AMOUNT_UNREADABLE),
        ("=1+1", Code.AMOUNT_UNREADABLE),
        ("€ -", Code.AMOUNT_UNREADABLE),
        ("$ 12.00", Code.AMOUNT_CURRENCY),
        ("12,00 USD", Code.AMOUNT_CURRENCY),
        ("20.260.709,00", Code.AMOUNT_TOO_LARGE),
        ("9" * 5_000, Code.AMOUNT_UNREADABLE),
        ("١٢", Code.AMOUNT_UNREADABLE),
    ],
)
def test_money_that_is_not_sure_is_never_guessed(text: str, code: Code) -> None:
    refused(code, lambda: read_amount(text, ",", Unit.EURO))


def test_the_layouts_sign_decides_what_one_separator_before_three_digits_means() -> None:
    assert read_amount("1,234", ".", Unit.EURO) == 123400
    wrong = refused(Code.AMOUNT_AMBIGUOUS, lambda: read_amount("1.234", ".", Unit.EURO))
    assert wrong.facts == {"first": "1234", "second": "1.234"}


def test_cents_and_whole_euros_hold_no_decimals() -> None:
    assert read_amount("4128", ",", Unit.CENTS) == 4128
    assert read_amount(4128.0, ",", Unit.CENTS) == 4128
    refused(Code.AMOUNT_NOT_WHOLE, lambda: read_amount("41,28", ",", Unit.CENTS))
    assert read_amount(122, ".", Unit.WHOLE_EURO) == 12200
    assert read_amount("122,00", ",", Unit.WHOLE_EURO) == 12200
    refused(Code.AMOUNT_NOT_WHOLE, lambda: read_amount(122.5, ".", Unit.WHOLE_EURO))


def test_numbers_of_a_spreadsheet_lose_their_binary_noise_only() -> None:
    assert read_amount(1130.1, ",", Unit.EURO) == 113010
    assert read_amount(0.1 + 0.2, ",", Unit.EURO) == 30
    refused(Code.AMOUNT_TOO_PRECISE, lambda: read_amount(33.335, ",", Unit.EURO))
    refused(Code.AMOUNT_NEGATIVE, lambda: read_amount(-12.5, ",", Unit.EURO))
    refused(Code.AMOUNT_UNREADABLE, lambda: read_amount(float("nan"), ",", Unit.EURO))
    refused(Code.AMOUNT_UNREADABLE, lambda: read_amount(float("inf"), ",", Unit.EURO))
    refused(Code.AMOUNT_UNREADABLE, lambda: read_amount(True, ",", Unit.EURO))
    refused(Code.AMOUNT_UNREADABLE, lambda: read_amount(date(2026, 8, 5), ",", Unit.EURO))


@given(
    st.integers(1, 100_000_000),
    st.sampled_from([",", "."]),
    st.booleans(),
    st.sampled_from(["", "€ ", "EUR "]),
)
def test_a_written_amount_is_read_back(cents: int, decimal: str, grouped: bool, currency: str) -> None:
    whole, rest = divmod(cents, 100)
    group = "." if decimal == "," else ","
    euros = f"{whole:,}".replace(",", group) if grouped else str(whole)
    assert read_amount(f"{currency}{euros}{decimal}{rest:02}", decimal, Unit.EURO) == cents
    assert read_amount(cents / 100, decimal, Unit.EURO) == cents


@given(st.text(alphabet="0123456789.,-€ 'eurCR()", max_size=14), st.sampled_from([",", "."]))
def test_an_amount_is_more_than_nothing_and_has_the_digits_that_were_written(text: str, decimal: str) -> None:
    try:
        cents = read_amount(text, decimal, Unit.EURO)
    except Unreadable:
        return
    digits = "".join(filter(str.isdigit, text)).lstrip("0")
    assert cents > 0
    assert (str(cents) + "0").rstrip("0") == digits.rstrip("0") or str(cents).startswith(digits)


# -- text, numbers, flags


def test_text_stays_text_and_formulas_stay_formulas() -> None:
    notes: list[Code] = []
    assert read_text("=cmd|' /C calc'!A0", 50, notes) == "=cmd|' /C calc'!A0"
    assert read_text("'=cmd", 50, notes) == "=cmd"
    assert read_text("'t Hart", 50, notes) == "'t Hart"
    assert read_text(48.0, 50, notes) == "48"
    assert read_text("  Jansen\xa0", 50, notes) == "Jansen"
    assert not notes


def test_control_characters_are_taken_out_and_told() -> None:
    notes: list[Code] = []
    assert read_text("Jan\x00sen\x07", 50, notes) == "Jansen"
    assert notes == [Code.CONTROL_CHARACTERS]
    assert read_text("Kerkstraat 1\r\n9570 AD", 50, []) == "Kerkstraat 1 9570 AD"
    assert read_text("Jan\u202esen\u200b", 50, []) == "Jansen"


def test_a_name_of_five_thousand_letters_is_refused_with_its_length() -> None:
    wrong = refused(Code.TOO_LONG, lambda: read_text("A" * 5_000, 200, []))
    assert wrong.facts == {"most": 200, "length": 5_000}


@pytest.mark.parametrize("text", ["Wi?niewski", "?ahin", "J.M.?.", "?.", "Chen-Wi?niewski", "Wi�niewski"])
def test_a_lost_letter_is_told(text: str) -> None:
    notes: list[Code] = []
    assert read_name(text, 50, notes) == text
    assert notes == [Code.LOST_LETTERS]


def test_a_date_that_excel_made_of_a_suffix_is_seen() -> None:
    refused(Code.CELL_IS_DATE, lambda: read_text(date(2026, 1, 3), 30, []))


@pytest.mark.parametrize("cell", ["Ja", "j", "YES", "true", "1", "x", "waar", True, 1, 1.0])
def test_yes(cell: Cell) -> None:
    assert read_yes_no(cell) is True


@pytest.mark.parametrize("cell", ["Nee", "n", "No", "false", "0", "onwaar", False, 0])
def test_no(cell: Cell) -> None:
    assert read_yes_no(cell) is False


def test_neither_yes_nor_no_is_a_problem() -> None:
    refused(Code.YES_NO_UNREADABLE, lambda: read_yes_no("misschien"))


def test_an_announcement_is_a_day_that_may_lie_ahead_or_a_yes() -> None:
    ahead = Span.of_announcements(ON)
    assert read_announced("04-12-2026", DateOrder.DMY, ahead) == (True, date(2026, 12, 4))
    assert read_announced("J", DateOrder.DMY, ahead) == (True, None)
    assert read_announced("N", DateOrder.DMY, ahead) == (False, None)
    refused(Code.DATE_UNREADABLE, lambda: read_announced("binnenkort", DateOrder.DMY, ahead))
    refused(Code.DATE_FUTURE, lambda: read_announced("04-12-2036", DateOrder.DMY, ahead))


@pytest.mark.parametrize("cell", ["Nee", "n", "geen", False])
def test_what_was_not_done_has_no_day(cell: Cell) -> None:
    assert read_day_of(cell, DateOrder.DMY, FACTS) is None


@pytest.mark.parametrize("cell", ["Ja", "J", "x", True])
def test_what_was_done_needs_its_day(cell: Cell) -> None:
    refused(Code.DATE_NEEDED, lambda: read_day_of(cell, DateOrder.DMY, FACTS))


def test_a_day_on_which_something_was_done_is_read_like_every_day() -> None:
    assert read_day_of("04-09-2026", DateOrder.DMY, FACTS) == date(2026, 9, 4)
    assert read_day_of("", DateOrder.DMY, FACTS) is None
    refused(Code.DATE_UNREADABLE, lambda: read_day_of("vorige week", DateOrder.DMY, FACTS))
    refused(Code.DATE_IMPOSSIBLE, lambda: read_day_of("31-02-2026", DateOrder.DMY, FACTS))
    refused(Code.DATE_IS_NUMBER, lambda: read_day_of("1", DateOrder.DMY, FACTS))


def test_days_and_months_are_whole_numbers() -> None:
    assert [read_count(cell, 400) for cell in ("75", "75 dagen", 75.0, "2,0", "3 mnd")] == [75, 75, 75, 2, 3]
    for wrong in ("-1", "2,5", "401", "veel", True, date(2026, 1, 1)):
        refused(Code.NUMBER_UNREADABLE, lambda cell=wrong: read_count(cell, 400))


def test_a_bsn_passes_the_eleven_test_and_gets_its_zero_back() -> None:
    assert read_bsn("990000011") == "990000011"
    assert read_bsn("9900.00.011") == "990000011"
    assert read_bsn(10000008.0) == "010000008"
    for wrong in ("123456789", "99000001", "abc", "٩٩٠٠٠٠٠١١"):
        refused(Code.BSN_INVALID, lambda cell=wrong: read_bsn(cell))


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes()))
def test_no_cell_breaks_a_reader(cell: Cell) -> None:
    readers = (
        lambda: read_text(cell, 100, []),
        lambda: read_name(cell, 100, []),
        lambda: read_date(cell, DateOrder.MDY, BIRTHS),
        lambda: read_amount(cell, ",", Unit.CENTS),
        lambda: read_count(cell, 10),
        lambda: read_yes_no(cell),
        lambda: read_announced(cell, DateOrder.YMD, FACTS),
        lambda: read_bsn(cell),
        lambda: written(cell),
    )
    for read in readers:
        try:
            read()
        except Unreadable as wrong:
            assert wrong.code in Code  # noqa: PT017 - whatever the cell


def test_spans_are_whole_years_also_from_a_leap_day() -> None:
    assert Span.of_birth(date(2024, 2, 29)).oldest == date(1909, 2, 28)
    assert Span.of_announcements(ON).latest - ON > timedelta(days=3 * 365 - 1)

"""Is every layout of a court's or bailiff's list read, and is what is wrong in it said with its place?"""

from datetime import date, datetime, time
from io import BytesIO

import pytest

from tests.apps.court.conftest import TODAY
from tests.apps.court.listing_files import HEAD, JANSEN, csv_of, json_of, row, xlsx_of, xml_of
from vangnet.apps.court.lists.layouts import VOCABULARY, Field, Layout, guess
from vangnet.apps.court.lists.reading import MOST_ROWS, Reading, Row, read_time, time_beside
from vangnet.apps.court.lists.receiving import courts
from vangnet.apps.web.reading import Code, DateOrder, Fatal, Refusal, Unreadable, open_table
from vangnet.domain.codes import ListedKind


def read(content: bytes, layout: Layout | None = None, name: str = "rol") -> list[Row]:
    with open_table(BytesIO(content), name, known=VOCABULARY.known) as source:
        columns, sample = source.top()
        likely, _why = guess(columns, sample, source.format)
        return list(Reading(source, layout or likely, TODAY, courts(TODAY)))


def only(content: bytes) -> Row:
    (found,) = read(content)
    return found


@pytest.mark.parametrize(
    "content",
    [
        csv_of(row()),
        csv_of(row(), separator=",", encoding="cp1252"),
        csv_of(row(), separator="\t", encoding="utf-16"),
        csv_of(row(), separator="|", encoding="utf-8-sig"),
        json_of(row()),
        xml_of(row()),
        xlsx_of(HEAD, [*JANSEN.values()]),
        xlsx_of(HEAD, [datetime.fromisoformat("2026-12-04") if k == "Zittingsdatum" else v for k, v in JANSEN.items()]),
    ],
)
def test_the_same_list_says_the_same_in_every_kind_of_file(content: bytes) -> None:
    found = only(content)
    assert found.problems == ()
    said = found.draft
    assert (said.name_whole, said.address_whole, said.postcode) == ("A. Jansen", "Molenweg 2", "9102 DB")
    assert (said.kind, said.day, said.at, said.court) == (
        ListedKind.HEARING,
        date(2026, 12, 4),
        time(9, 30),
        "rotterdam",
    )
    assert (said.creditor, said.room, said.court_case) == ("Stichting Woonveste", "4", "11223344 CV EXPL 26-5")


def test_a_bailiff_in_english_with_names_in_parts_and_kinds() -> None:
    content = (
        b"Kind,Initials,Prefix,Surname,Date of birth,Street,House number,Zip,Claimant,Summons date,Hearing date\n"
        b"summons,A.,van,Dijk,1980-02-03,Molenweg,2,9102DB,Woonveste,2026-11-02,2026-12-04 09:30\n"
        b"eviction,B.,,Smit,1970-12-31,Molenweg,4,9102DB,Woonveste,,2026-12-10\n"
    )
    first, second = read(content)
    assert (first.draft.surname, first.draft.prefix, first.draft.birth_date) == ("Dijk", "van", date(1980, 2, 3))
    assert (first.draft.kind, first.draft.served_on) == (ListedKind.SUMMONS, date(2026, 11, 2))
    assert (first.draft.day, first.draft.at) == (date(2026, 12, 4), time(9, 30))
    assert (second.draft.kind, second.draft.day) == (ListedKind.EVICTION, date(2026, 12, 10))


def test_month_first_is_told_by_a_day_above_the_twelfth() -> None:
    content = (
        b"Name;Address;Postcode;Hearing date\nA. Jansen;Molenweg 2;9102DB;12/04/2026\nB;Molenweg 3;9102DB;12/14/2026"
    )
    with open_table(BytesIO(content), "x", known=VOCABULARY.known) as source:
        layout, _why = guess(*source.top(), source.format)
    assert layout.date_order is DateOrder.MDY
    assert [one.draft.day for one in read(content)] == [date(2026, 12, 4), date(2026, 12, 14)]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Zittingsdatum", "31-02-2026", Code.DATE_IMPOSSIBLE),
        ("Zittingsdatum", "04-12-2019", Code.DAY_LONG_AGO),
        ("Zittingsdatum", "04-12-2062", Code.DAY_FAR_AHEAD),
        ("Zittingsdatum", "volgende week", Code.DATE_UNREADABLE),
        ("Zittingsdatum", "46360", Code.DATE_IS_NUMBER),
        ("Zittingsdatum", "", Code.DAY_MISSING),
        ("Zittingsdatum", "=TODAY()", Code.DATE_UNREADABLE),
        ("Tijd", "half tien", Code.TIME_UNREADABLE),
        ("Tijd", "25:10", Code.TIME_UNREADABLE),
        ("Zaaknummer", "9" * 61, Code.TOO_LONG),
    ],
)
def test_what_is_wrong_is_told_with_row_column_and_value(column: str, value: str, code: Code) -> None:
    good, bad = read(csv_of(row(), row(**{column: value})))
    assert good.good
    assert not bad.good
    (problem,) = bad.problems
    assert (problem.row, problem.line, problem.column, problem.code) == (2, 3, column, code)
    assert problem.value == value[:80]


def test_a_year_of_two_digits_can_only_be_this_century_for_a_hearing() -> None:
    assert only(csv_of(row(Zittingsdatum="04-12-26"))).draft.day == date(2026, 12, 4)


def test_an_unknown_court_is_remarked_and_kept_as_the_building() -> None:
    found = only(csv_of(row(Rechtbank="Ktr. Lutjebroek")))
    assert found.good
    assert [problem.code for problem in found.problems] == [Code.COURT_UNKNOWN]
    assert (found.draft.court, found.draft.place) == ("", "Ktr. Lutjebroek")


@pytest.mark.parametrize("said", ["Rb. Midden-Nederland", "rechtbank MIDDEN NEDERLAND, locatie Utrecht"])
def test_a_court_is_known_by_its_name_however_it_is_written(said: str) -> None:
    assert only(csv_of(row(Rechtbank=said))).draft.court == "midden_nederland"


def test_a_formula_stays_the_text_that_it_is_and_invisible_signs_go() -> None:
    found = only(csv_of(row(Gedaagde='=HYPERLINK("x")\x00 Jansen')))
    assert found.draft.name_whole == '=HYPERLINK("x") Jansen'
    assert Code.CONTROL_CHARACTERS in {problem.code for problem in found.problems}


def test_nobody_named_and_a_summons_after_its_hearing() -> None:
    nobody = only(csv_of(row(Gedaagde="", Adres="", Postcode="", Woonplaats="")))
    assert [problem.code for problem in nobody.problems] == [Code.NOBODY_NAMED]
    content = b"Naam;Adres;Postcode;Betekend;Zitting op\nA. Jansen;Molenweg 2;9102DB;05-11-2026;04-11-2026"
    assert [problem.code for problem in only(content).problems] == [Code.SERVED_AFTER_DAY]


def test_blank_lines_and_the_header_again_are_left_out_and_lines_count_as_in_the_file() -> None:
    lines = csv_of(row(), row(Gedaagde="B. Smit")).decode().split("\r\n")
    content = "\r\n".join([lines[0], lines[1], ";" * (len(HEAD) - 1), lines[0], lines[2]]).encode()
    assert [(one.number, one.line, one.draft.name_whole) for one in read(content)] == [
        (1, 2, "A. Jansen"),
        (2, 5, "B. Smit"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Refusal.EMPTY),
        (b"%PDF-1.7", Refusal.WRONG_TYPE),
        (b"\x00" * 2_000, Refusal.EMPTY),
        (b"<!DOCTYPE html><html></html>", Refusal.WRONG_TYPE),
        (b"zomaar een zin\nen nog een", Refusal.NO_HEADER),
    ],
)
def test_a_file_that_is_no_list_is_refused(content: bytes, code: Refusal) -> None:
    with pytest.raises(Fatal) as refused:
        read(content)
    assert refused.value.code is code


def test_more_rows_than_a_list_has_refuse_it() -> None:
    with pytest.raises(Fatal) as refused:
        read(csv_of(*[row()] * (MOST_ROWS + 1)))
    assert refused.value.code is Refusal.TOO_MANY_ROWS


def test_a_layout_without_a_day_or_with_a_column_that_is_not_there_is_refused() -> None:
    for layout, code in (
        (Layout(columns={Field.NAME_WHOLE: ("Gedaagde",), Field.ADDRESS_WHOLE: ("Adres",)}), Refusal.MISSING_MAPPING),
        (Layout(columns={Field.ADDRESS_WHOLE: ("Adres",), Field.DAY: ("Dag",)}), Refusal.MISSING_COLUMN),
    ):
        with pytest.raises(Fatal) as refused:
            read(csv_of(row()), layout)
        assert refused.value.code is code


@pytest.mark.parametrize(
    "text",
    [
        "9:30",
        "09.30 uur",
        "9u30",
        "0930",
        "09:30:00",
        "9.30u",
        "om 9.30 uur",
        "9.30-10.00",
        "09:30 - 10:00 uur",
        "09:30-10:00",
        "9.30 tot 10.00 uur",
        "van 9.30 tot 10 uur",
        "2026-12-04 09:30:00",
    ],
)
def test_a_time_as_people_write_it_and_of_two_when_it_begins(text: str) -> None:
    assert read_time(text) == time(9, 30)


@pytest.mark.parametrize("text", ["930 000", "9-10", "10.00-9.30", "9.30-25.00", "9.30 en 10.00"])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        read_time(text)
    assert wrong.value.code is Code.TIME_UNREADABLE


def test_a_time_as_a_spreadsheet_writes_it() -> None:
    assert read_time(0.395833333) == time(9, 30)
    assert read_time("9 uur") == time(9, 0)
    assert time_beside(datetime.fromisoformat("2026-12-04"), date(2026, 12, 4)) is None


@pytest.mark.parametrize(
    ("written", "day", "at"),
    [
        ("2026-12-04T09:30:00+01:00", date(2026, 12, 4), time(9, 30)),
        ("2026-12-04T08:30:00Z", date(2026, 12, 4), time(9, 30)),
        ("2026-12-04T03:30:00.000-05:00", date(2026, 12, 4), time(9, 30)),
        ("2026-12-03T23:00:00Z", date(2026, 12, 4), None),
        ("2026-07-01T22:00:00Z", date(2026, 7, 2), None),
        ("04-12-2026 09:30-10:00", date(2026, 12, 4), time(9, 30)),
        ("4 december 2026, 9.30 uur", date(2026, 12, 4), time(9, 30)),
    ],
)
def test_a_moment_is_told_by_the_clock_here(written: str, day: date, at: time | None) -> None:
    """Who counts in UTC writes the midnight with which our Friday begins as Thursday, 23:00."""
    found = only(csv_of(row(Zittingsdatum=written, Tijd="")))
    assert found.problems == ()
    assert (found.draft.day, found.draft.at) == (day, at)


def test_a_time_with_a_zone_in_its_own_column_is_told_by_the_clock_of_that_day() -> None:
    assert only(csv_of(row(Tijd="08:30Z"))).draft.at == time(9, 30)
    assert only(csv_of(row(Tijd="07:30:00Z", Zittingsdatum="02-07-2026"))).draft.at == time(9, 30)

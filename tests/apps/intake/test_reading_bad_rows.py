"""Do the rows set apart go back safely, and come in again once mended?"""

import csv
import io
import json
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.apps.intake.test_reading_csv import HEADER, JANSEN, LAYOUT, ON, OZTURK, lines
from tests.apps.intake.test_reading_trees import RECORD, VGZ, ddas, packed, signal, xml
from tests.apps.intake.test_reading_workbooks import HEADER as BOOK_HEADER
from tests.apps.intake.test_reading_workbooks import LAYOUT as BOOK_LAYOUT
from tests.apps.intake.test_reading_workbooks import VOS, book
from vangnet.apps.intake.reading import (
    Layout,
    Problem,
    Row,
    example,
    harmless,
    open_delivery,
    read_rows,
    write_bad_rows,
)

WRONG = JANSEN.replace("26-07-2026", "31-02-2026")


def say(problem: Problem) -> str:
    return f"{problem.column}: {problem.code}"


def returned(data: bytes, layout: Layout) -> tuple[bytes, int]:
    out = io.BytesIO()
    with open_delivery(io.BytesIO(data), "proef") as source:
        count = write_bad_rows(source, layout, ON, out, say=say)
    return out.getvalue(), count


def walk(data: bytes, layout: Layout) -> list[Row]:
    with open_delivery(io.BytesIO(data), "terug") as source:
        return list(read_rows(source, layout, ON))


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_only_the_bad_rows_come_back_with_a_column_more() -> None:
    data, count = returned(lines(JANSEN, WRONG, OZTURK, "Totaal;;;;;9,00;;").encode(), LAYOUT)
    assert count == 1
    assert table(data) == [
        [*HEADER.split(";"), "Wat is er mis"],
        [*WRONG.split(";"), "Sinds: date_impossible"],
    ]


def test_a_mended_file_is_read_and_the_extra_column_ignored() -> None:
    data, _ = returned(lines(WRONG, JANSEN).encode("cp1252"), LAYOUT)
    (mended,) = walk(data.replace(b"31-02-2026", b"26-07-2026"), LAYOUT)
    (first,) = walk(lines(JANSEN).encode(), LAYOUT)
    assert mended.draft == first.draft
    assert mended.problems == ()


def test_a_file_that_is_wrong_again_keeps_both_explanations() -> None:
    once, _ = returned(lines(WRONG).encode(), LAYOUT)
    twice, count = returned(once, LAYOUT)
    assert count == 1
    assert table(twice)[0][-2:] == ["Wat is er mis", "Wat is er mis (nu)"]


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_nothing_in_it_acts_as_a_formula(cell: str) -> None:
    row = WRONG.replace("Jansen, A.", f'"{cell}"')
    data, _ = returned(lines(row).encode(), LAYOUT)
    assert table(data)[1][1] == f"'{cell.lstrip()}"
    (again,) = walk(data.replace(b"31-02-2026", b"26-07-2026"), LAYOUT)
    (first,) = walk(lines(JANSEN.replace("Jansen, A.", f'"{cell}"')).encode(), LAYOUT)
    assert again.draft == first.draft is not None


@given(st.text(alphabet=st.characters(exclude_characters="\x00"), max_size=20))
def test_a_cell_never_begins_as_a_formula(text: str) -> None:
    assert not harmless(text).lstrip().startswith(("=", "+", "-", "@", "＝", "＠"))
    assert harmless(text).removeprefix("'").strip() == text.removeprefix("'").strip()


def test_a_row_with_too_many_or_too_few_cells_fits_the_columns() -> None:
    data, count = returned(lines("A1;Jansen", JANSEN + ";over").encode(), LAYOUT)
    assert count == 2
    assert {len(row) for row in table(data)} == {len(HEADER.split(";")) + 1}


def test_a_workbook_comes_back_as_a_workbook_with_dates_numbers_and_harmless_text() -> None:
    wrong = [*VOS[:1], "=1+1", *VOS[2:4], -498.56, *VOS[5:]]
    data, count = returned(book(["Titel"], [], BOOK_HEADER, VOS, wrong), BOOK_LAYOUT)
    assert count == 1
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[0] == [*BOOK_HEADER, "Wat is er mis"]
    assert rows[1] == [*wrong, "Saldo: amount_negative"]
    mended = book(BOOK_HEADER, [*rows[1][:4], 498.56, *rows[1][5:-1]])
    (row,) = walk(mended, BOOK_LAYOUT)
    assert row.draft is not None
    assert (row.draft.cents, row.draft.name_whole, row.draft.birth_date) == (49856, "=1+1", date(1999, 11, 5))


def test_xml_comes_back_as_the_same_elements() -> None:
    wrong = RECORD.replace("173.06", "-3.00")
    data, count = returned(xml(RECORD, wrong), VGZ)
    assert count == 1
    assert b"<wat_is_er_mis>bedrag: amount_negative</wat_is_er_mis>" in data
    (row,) = walk(data.replace(b"-3.00", b"173.06"), VGZ)
    (first,) = walk(xml(RECORD), VGZ)
    assert row.draft == first.draft is not None


def test_json_comes_back_in_its_own_surroundings() -> None:
    layout = example("ddas-v1.2")
    good, wrong = (
        signal(postcode="9388CL", huisnummer="43"),
        signal(postcode="1122EE", huisnummer="8") | {"bedrag": 0},
    )
    delivery = ddas(good, wrong)
    delivery["leveringen"] += ddas(wrong, municipality="0307")["leveringen"]
    data, count = returned(packed(delivery), layout)
    assert count == 2
    back = msgspec.json.decode(data)
    assert back["codeGegevensleverancier"] == "PROEF"
    assert [group["gemeentecode"] for group in back["leveringen"]] == ["0518", "0307"]
    found = back["leveringen"][0]["vroegsignalen"]
    assert found == [wrong | {"Wat is er mis": "bedrag: amount_zero"}]
    rows = walk(data.replace(b'"bedrag": 0', b'"bedrag": 450'), layout)
    assert [(row.draft.cents, row.draft.municipality) for row in rows if row.draft] == [
        (45000, "0518"),
        (45000, "0307"),
    ]


def test_a_plain_list_in_json_comes_back_as_a_list_of_that_name() -> None:
    layout = Layout(name="lijst", columns=LAYOUT.columns, record="meldingen")
    record = dict(zip(HEADER.split(";"), WRONG.split(";"), strict=True))
    data, count = returned(json.dumps({"meldingen": [record]}).encode(), layout)
    assert count == 1
    assert msgspec.json.decode(data)["meldingen"][0]["Naam"] == "Jansen, A."
    (row,) = walk(data.replace(b"31-02-2026", b"26-07-2026"), layout)
    assert row.draft is not None

"""Are the CSV files that partners really send understood, whatever made them?"""

import io
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.apps.intake.reading import (
    Code,
    Encoding,
    Fatal,
    Field,
    Layout,
    Reading,
    Refusal,
    Row,
    Unit,
    content_key,
    example,
    open_delivery,
    preview,
    read_rows,
)
from vangnet.domain.codes import MatterKind

ON = date(2026, 11, 7)
HEADER = "Nr;Naam;Geboren;Adres;Postcode;Achterstand;Sinds;Bezwaar"
JANSEN = "A1;Jansen, A.;12-03-1985;Eikenhof 48;9346 CD;1.001,57;26-07-2026;Nee"
OZTURK = "A2;Öztürk, É.;01-02-1990;Molenhof 9;9570 AD;230,10;05-08-2026;Nee"
LAYOUT = Layout(
    name="proef",
    kind=MatterKind.RENT,
    columns={
        Field.REFERENCE: "Nr",
        Field.NAME_WHOLE: "Naam",
        Field.BIRTH_DATE: "Geboren",
        Field.ADDRESS_WHOLE: "Adres",
        Field.POSTCODE: "Postcode",
        Field.AMOUNT: "Achterstand",
        Field.SINCE: "Sinds",
        Field.OBJECTION: "Bezwaar",
    },
)


def walk(data: bytes | str, layout: Layout = LAYOUT) -> tuple[list[Row], Reading]:
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    with open_delivery(file, "proef.csv") as source:
        reading = read_rows(source, layout, ON)
        return list(reading), reading


def lines(*rows: str) -> str:
    return "\r\n".join((HEADER, *rows)) + "\r\n"


def names(rows: list[Row]) -> list[str | None]:
    return [row.draft.name_whole if row.draft else None for row in rows]


def codes(row: Row) -> list[Code]:
    return [problem.code for problem in row.problems]


def refusal(data: bytes | str, layout: Layout = LAYOUT) -> Fatal:
    with pytest.raises(Fatal) as refused:
        walk(data, layout)
    return refused.value


def test_a_row_becomes_a_draft() -> None:
    rows, reading = walk(lines(JANSEN))
    draft = rows[0].draft
    assert draft is not None
    assert (rows[0].number, rows[0].line, rows[0].problems) == (1, 2, ())
    assert (draft.reference, draft.name_whole, draft.birth_date) == ("A1", "Jansen, A.", date(1985, 3, 12))
    assert (draft.cents, draft.since, draft.objection) == (100157, date(2026, 7, 26), False)
    assert (draft.kind, draft.crisis) == (MatterKind.RENT, False)
    assert (reading.tally.rows, reading.tally.good, reading.tally.cents) == (1, 1, 100157)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|", "~", "^", "\x1f"])
def test_any_encoding_and_separator_reads_the_same(encoding: str, separator: str) -> None:
    quoted = [f'"{cell}"' if "," in cell else cell for cell in lines(JANSEN, OZTURK).split(";")]
    rows, _ = walk(separator.join(quoted).replace('Bezwaar\r\nA1"', "Bezwaar\r\nA1").encode(encoding))
    assert names(rows) == ["Jansen, A.", "Öztürk, É."]
    assert [row.draft.cents for row in rows if row.draft] == [100157, 23010]


def test_encodings_mixed_from_row_to_row_and_within_one_are_understood() -> None:
    within = OZTURK.replace("Molenhof", "Čelikplein").encode("utf-8").replace("É".encode(), "É".encode("cp1252"))
    mixed = (HEADER + "\n").encode() + OZTURK.encode("cp1252") + b"\n" + OZTURK.encode() + b"\n" + within + b"\n"
    rows, _ = walk(mixed)
    assert names(rows) == ["Öztürk, É."] * 3
    assert rows[2].draft is not None
    assert rows[2].draft.address_whole.startswith("Čelikplein")
    assert not any(row.problems for row in rows)


@pytest.mark.parametrize("name", ["Gérard", "René", "Noël", "Zoë", "Beïnte", "Hêlène", "François", "Anaîs", "Böhm"])
def test_a_name_from_dos_is_told_with_its_row_and_comes_in(name: str) -> None:
    rows, _ = walk(lines(JANSEN.replace("Jansen", name)).encode("cp850"))
    (problem,) = rows[0].problems
    assert (problem.code, problem.column, problem.sets_apart) == (Code.OTHER_ALPHABET, "Naam", False)
    assert rows[0].draft is not None


DUTCH = st.text("abcdefghijklmnopqrstuvwxyzéèëêïîöôüûçáàâäíóúñåßšž'-. ", min_size=1, max_size=30)


@given(DUTCH, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_no_name_in_an_encoding_that_is_understood_is_doubted(name: str, encoding: str) -> None:
    rows, _ = walk(lines(JANSEN.replace("Jansen", f"J{name}s".replace(";", ""))).encode(encoding))
    assert Code.OTHER_ALPHABET not in codes(rows[0])


def test_an_encoding_that_cannot_be_told_apart_is_fixed_by_the_layout() -> None:
    layout = Layout(name="dos", columns=LAYOUT.columns, encoding=Encoding.CP850, separator=";")
    rows, _ = walk(lines(OZTURK).encode("cp850"), layout)
    assert names(rows) == ["Öztürk, É."]
    rows, _ = walk(lines(OZTURK).encode("utf-8-sig"), layout)
    assert names(rows) == ["Öztürk, É."]


def test_a_byte_that_no_encoding_knows_is_told_as_a_lost_letter() -> None:
    rows, _ = walk(lines(JANSEN).encode().replace(b"Jansen", b"Jansen \x81"))
    assert codes(rows[0]) == [Code.LOST_LETTERS]
    assert rows[0].draft is not None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_of_every_system(ending: str) -> None:
    rows, _ = walk(lines(JANSEN, OZTURK).replace("\r\n", ending))
    assert len(rows) == 2


def test_excels_own_first_line_names_the_separator() -> None:
    rows, _ = walk("sep=;\r\n" + lines(JANSEN))
    assert (len(rows), rows[0].line) == (1, 3)


def test_titles_and_blank_rows_above_the_header_and_between_rows_are_no_data() -> None:
    title = "Woningstichting Proef;;;;;;;\r\nAanlevering november;;;;;;;\r\n;;;;;;;\r\n"
    rows, reading = walk(title + lines(JANSEN, ";;;;;;;", "", " ; ;-;--;;;;", OZTURK))
    assert [(row.number, row.line) for row in rows] == [(1, 5), (2, 9)]
    assert reading.tally.blank == 3


def test_the_header_repeated_on_each_page_is_no_row() -> None:
    rows, reading = walk(lines(JANSEN, HEADER, OZTURK))
    assert (len(rows), reading.tally.headers) == (2, 1)


@pytest.mark.parametrize(
    "total",
    ["Totaal;;;;;1.231,67;;", "TOTAAL:;;;;;1.231,67;;", ";Eindtotaal;;;;1.231,67;;", ";;;;;1.231,67;;"],
)
def test_a_totals_row_is_understood(total: str) -> None:
    rows, reading = walk(lines(JANSEN, OZTURK, total))
    assert (len(rows), reading.tally.totals) == (2, 1)
    assert reading.tally.stated_cents == reading.tally.cents == 123167


def test_a_total_that_does_not_add_up_is_kept_beside_the_sum() -> None:
    _, reading = walk(lines(JANSEN, OZTURK, "Totaal;;;;;9.999,99;;"))
    assert (reading.tally.stated_cents, reading.tally.cents) == (999999, 123167)


def test_a_person_called_totaal_is_a_person() -> None:
    rows, _ = walk(lines(JANSEN.replace("Jansen, A.", "Totaal, J."), JANSEN.replace("A1", "Totaal7")))
    assert names(rows) == ["Totaal, J.", "Jansen, A."]


def test_a_note_below_the_table_is_a_row_that_names_nobody() -> None:
    rows, _ = walk(lines(JANSEN, "Gemaakt op 7 november;;;;;;;"))
    assert rows[1].draft is None
    assert codes(rows[1]) == [Code.MISSING, Code.NOBODY_NAMED, Code.SINCE_MISSING]


def test_cells_cut_off_or_spilling_over_set_the_row_apart() -> None:
    rows, _ = walk(lines("A1;Jansen;12-03-1985;Eikenhof 48;9346 CD;12,00", JANSEN + ";;", JANSEN + ";nog iets"))
    assert codes(rows[0])[0] == Code.ROW_TOO_SHORT
    assert rows[0].problems[0].facts == {"cells": 6, "columns": 8}
    assert codes(rows[1]) == []
    assert codes(rows[2]) == [Code.ROW_TOO_LONG]
    assert rows[2].draft is None


def test_a_partner_that_leaves_out_empty_cells_at_the_end_has_a_layout_that_says_so() -> None:
    layout = Layout(name="kort", columns=LAYOUT.columns, short_rows=True)
    rows, _ = walk(lines("A1;Jansen;12-03-1985;Eikenhof 48;9346 CD;12,00"), layout)
    assert codes(rows[0]) == [Code.SINCE_MISSING]
    assert rows[0].draft is not None


def test_a_quotation_mark_that_never_closes_costs_no_rows() -> None:
    broken = JANSEN.replace("Jansen, A.", '"Jansen, A.')
    rows, _ = walk(lines(broken, *[OZTURK.replace("A2", f"B{number}") for number in range(3_000)]))
    assert len(rows) == 3_001
    assert all(row.draft for row in rows)
    assert codes(rows[0]) == [Code.QUOTES]


def test_an_address_on_two_lines_within_quotation_marks_is_one_cell() -> None:
    rows, _ = walk(lines(JANSEN.replace("Eikenhof 48", '"Eikenhof 48\r\nachter"'), OZTURK))
    assert rows[0].draft is not None
    assert rows[0].draft.address_whole == "Eikenhof 48 achter"
    assert [row.line for row in rows] == [2, 4]


def test_an_address_header_merged_over_three_cells_is_read_as_one_text() -> None:
    header = "Naam;Adres;;;Bedrag;Sinds"
    layout = Layout(
        name="samengevoegd",
        columns={
            Field.NAME_WHOLE: "Naam",
            Field.ADDRESS_WHOLE: ("Adres", "Adres (2)", "Adres (3)"),
            Field.AMOUNT: "Bedrag",
            Field.SINCE: "Sinds",
        },
    )
    rows, _ = walk(
        f"{header}\nJansen;Eikenhof 48;9346 CD;Voorbeeldstad;12,00;26-07-2026\nVos;Eikenhof 2;;;5,00;26-07-2026",
        layout,
    )
    assert [row.draft.address_whole for row in rows if row.draft] == [
        "Eikenhof 48 9346 CD Voorbeeldstad",
        "Eikenhof 2",
    ]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Sinds", "31-02-2026", Code.DATE_IMPOSSIBLE),
        ("Sinds", "26-12-2026", Code.DATE_FUTURE),
        ("Sinds", "46229", Code.DATE_IS_NUMBER),
        ("Geboren", "12-03-15", Code.DATE_TWO_DIGIT_YEAR),
        ("Geboren", "07/26/1980", Code.DATE_ORDER),
        ("Geboren", "01-01-1900", Code.DATE_TOO_OLD),
        ("Achterstand", "-12,00", Code.AMOUNT_NEGATIVE),
        ("Achterstand", "0,00", Code.AMOUNT_ZERO),
        ("Achterstand", "1,234", Code.AMOUNT_AMBIGUOUS),
        ("Achterstand", "", Code.MISSING),
        ("Bezwaar", "misschien", Code.YES_NO_UNREADABLE),
        ("Naam", "A" * 5_000, Code.TOO_LONG),
    ],
)
def test_one_wrong_value_sets_the_row_apart_and_says_where(column: str, value: str, code: Code) -> None:
    cells = JANSEN.split(";")
    cells[HEADER.split(";").index(column)] = value
    rows, reading = walk(lines(";".join(cells), OZTURK))
    assert codes(rows[0]) == [code]
    problem = rows[0].problems[0]
    assert (problem.row, problem.line, problem.column) == (1, 2, column)
    assert value.startswith(problem.value)
    assert len(problem.value) <= 80
    assert (reading.tally.good, reading.tally.apart) == (1, 1)


def test_several_wrong_values_are_told_at_once() -> None:
    rows, _ = walk(lines("A1;Jansen;31-02-1985;Eikenhof 48;9346 CD;veel;ooit;tja"))
    assert codes(rows[0]) == [
        Code.DATE_IMPOSSIBLE, Code.AMOUNT_UNREADABLE, Code.DATE_UNREADABLE, Code.YES_NO_UNREADABLE,
    ]  # fmt: skip


def test_formula_text_is_plain_text() -> None:
    rows, _ = walk(lines(JANSEN.replace("Jansen, A.", "=cmd|' /C calc'!A0")))
    assert names(rows) == ["=cmd|' /C calc'!A0"]


def test_nul_bytes_are_taken_out_and_told() -> None:
    rows, _ = walk(lines(JANSEN).encode().replace(b"Jansen", b"Jan\x00sen"))
    assert names(rows) == ["Jansen, A."]
    assert codes(rows[0]) == [Code.CONTROL_CHARACTERS]


def test_days_in_arrears_count_back_from_the_delivery() -> None:
    columns = {
        Field.NAME_WHOLE: "Naam",
        Field.POSTCODE: "Postcode",
        Field.AMOUNT: "Bedrag",
        Field.DAYS: "Dagen",
    }
    rows, _ = walk("Naam;Postcode;Bedrag;Dagen\nVos;9346CD;12,00;31\n", Layout(name="dagen", columns=columns))
    assert rows[0].draft is not None
    assert rows[0].draft.since == date(2026, 10, 7)


def test_without_any_age_the_row_goes_in_with_a_remark() -> None:
    rows, _ = walk(lines(JANSEN.replace("26-07-2026", "")))
    assert codes(rows[0]) == [Code.SINCE_MISSING]
    assert rows[0].draft is not None
    assert rows[0].draft.since is None


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("A1;Jansen;12-03-1985;;;12,00;26-07-2026;Nee", True),
        ("A1;;;Eikenhof 48;9346 CD;12,00;26-07-2026;Nee", True),
        ("A1;Jansen;;;;12,00;26-07-2026;Nee", False),
        ("A1;;12-03-1985;;9346 CD;12,00;26-07-2026;Nee", False),
    ],
)
def test_a_row_must_let_somebody_be_found(row: str, found: bool) -> None:
    rows, _ = walk(lines(row))
    assert (codes(rows[0]) == []) is found
    assert found or codes(rows[0]) == [Code.NOBODY_NAMED]


def test_a_bsn_is_read_only_with_a_layout_that_may_and_never_shown_when_wrong() -> None:
    text = "BSN;Bedrag;Sinds\n990000011;12,00;26-07-2026\n123456789;12,00;26-07-2026\n"
    layout = Layout(name="bsn", columns={Field.BSN: "BSN", Field.AMOUNT: "Bedrag", Field.SINCE: "Sinds"})
    rows, _ = walk(text, layout)
    assert rows[0].draft is not None
    assert rows[0].draft.bsn == "990000011"
    assert [(problem.code, problem.value) for problem in rows[1].problems] == [(Code.BSN_INVALID, "")]


def test_own_words_for_kind_and_yes() -> None:
    layout = Layout(
        name="woorden",
        amount_unit=Unit.CENTS,
        columns={**LAYOUT.columns, Field.KIND: "Soort"},
        words={Field.KIND: {"stadsverwarming": "energy"}, Field.OBJECTION: {"akkoord": "nee"}},
    )
    row = JANSEN.replace("1.001,57", "100157").replace(";Nee", ";Akkoord")
    text = f"{HEADER};Soort\n{row};Stadsverwarming\n{row};Huur\n{row};Kabel\n"
    rows, _ = walk(text, layout)
    assert [row.draft and row.draft.kind for row in rows] == [MatterKind.ENERGY, MatterKind.RENT, None]
    assert rows[0].draft is not None
    assert (rows[0].draft.objection, rows[0].draft.cents) == (False, 100157)
    assert codes(rows[2]) == [Code.KIND_UNKNOWN]


# -- the file as a whole


def test_a_missing_column_refuses_the_file_in_one_clear_sentence() -> None:
    wrong = refusal(lines(JANSEN).replace("Bezwaar", "Opmerking"))
    assert wrong.code == Refusal.MISSING_COLUMN
    assert wrong.facts["columns"] == "Bezwaar"
    assert "Opmerking" in str(wrong.facts["found"])


def test_an_optional_column_may_be_absent() -> None:
    layout = Layout(name="los", columns=LAYOUT.columns, optional=frozenset({Field.OBJECTION}))
    rows, _ = walk(lines(JANSEN).replace("Bezwaar", "Opmerking"), layout)
    assert rows[0].draft is not None
    assert rows[0].draft.objection is None


def test_a_layout_without_amount_or_whereabouts_refuses_the_file() -> None:
    wrong = refusal(lines(JANSEN), Layout(name="half", columns={Field.NAME_WHOLE: "Naam"}))
    assert (wrong.code, wrong.facts["fields"]) == (Refusal.MISSING_MAPPING, "amount, address_whole")


def test_a_header_is_found_by_its_letters_only() -> None:
    rows, _ = walk(lines(JANSEN).replace("Achterstand", " ACHTER-STAND ").replace("Geboren", "geboren:"))
    assert rows[0].draft is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Refusal.EMPTY),
        (b" \r\n \n", Refusal.EMPTY),
        (b"\xef\xbb\xbf", Refusal.EMPTY),
        (b";;;\r\n;;;\r\n", Refusal.EMPTY),
        (b"zomaar een brief\nzonder tabel\n", Refusal.NO_HEADER),
        (b"1;2;3\n4;5;6\n", Refusal.NO_HEADER),
        (b"%PDF-1.7 ...", Refusal.WRONG_TYPE),
        (b"\x89PNG\r\n\x1a\n....", Refusal.WRONG_TYPE),
        (b"\x1f\x8b\x08\x00....", Refusal.WRONG_TYPE),
        (b"<!DOCTYPE html><html><table></table></html>", Refusal.WRONG_TYPE),
        (bytes(range(256)) * 40, Refusal.WRONG_TYPE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Refusal.WRONG_TYPE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Refusal.ENCRYPTED),
        (b"a" * 100_000, Refusal.NO_HEADER),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, code: Refusal) -> None:
    assert refusal(data).code == code


def test_a_line_without_end_is_refused_with_its_number() -> None:
    wrong = refusal(lines(JANSEN, ";" * 1_100_000))
    assert (wrong.code, wrong.facts) == (Refusal.DAMAGED, {"line": 3})


def test_a_file_above_the_limit_is_refused_unread() -> None:
    class Huge(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return 300_000_000 if whence == io.SEEK_END else super().seek(offset, whence)

        def read(self, _: int | None = -1) -> bytes:
            raise AssertionError

    with pytest.raises(Fatal) as refused, open_delivery(Huge(), "groot.csv"):
        pass
    assert refused.value.code == Refusal.TOO_LARGE
    assert refused.value.facts == {"size": 300_000_000, "most": 100_000_000}


def test_rows_are_handed_on_while_the_file_is_being_read() -> None:
    class Watched(io.BytesIO):
        taken = 0

        def read1(self, size: int | None = -1) -> bytes:
            found = super().read1(size)
            self.taken += len(found)
            return found

    file = Watched(lines(*[JANSEN] * 20_000).encode())
    with open_delivery(file, "proef.csv") as source:
        first = next(iter(read_rows(source, LAYOUT, ON)))
        assert first.number == 1
        assert 0 < file.taken < 200_000 < source.size


def test_a_preview_shows_ten_rows_and_the_file_can_be_read_again() -> None:
    with open_delivery(io.BytesIO(lines(*[JANSEN] * 30).encode()), "proef.csv") as source:
        assert [row.number for row in preview(source, LAYOUT, ON)] == list(range(1, 11))
        assert len(list(read_rows(source, LAYOUT, ON))) == 30


# -- the fingerprint


def test_the_same_signal_in_two_files_has_one_fingerprint() -> None:
    shouted = (
        JANSEN.upper().replace("1.001,57", "€ 1001,57").replace("26-07-2026", "2026-07-26").replace(";NEE", ";nee")
    )
    rows, _ = walk(lines(JANSEN, shouted, JANSEN.replace("1.001,57", "1.001,58"), JANSEN.replace("A1", "A9")))
    keys = [content_key(row.draft) for row in rows if row.draft]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


def test_next_months_unchanged_report_is_a_repeat_and_not_the_same_signal() -> None:
    rows, _ = walk(lines(JANSEN))
    assert rows[0].draft is not None
    assert content_key(rows[0].draft, "2026-10") != content_key(rows[0].draft, "2026-11")


# -- whatever comes


def bytes_like_a_file() -> Iterator[st.SearchStrategy[bytes]]:
    yield st.binary(max_size=400)
    yield st.text(max_size=200).map(str.encode)
    yield st.lists(st.sampled_from([HEADER, JANSEN, '"', ";", "\r\n", "\n", "\0", "Totaal", "'", "sep=;", "é"])).map(
        lambda parts: "".join(parts).encode("cp1252")
    )
    yield st.binary(max_size=200).map(lambda noise: lines(JANSEN).encode() + noise)
    yield st.binary(max_size=100).map(lambda noise: b"{" + noise + b"}")
    yield st.binary(max_size=100).map(lambda noise: b"<a>" + noise + b"</a>")
    yield st.binary(max_size=100).map(lambda noise: b"PK\x03\x04" + noise)


@given(
    st.one_of(*bytes_like_a_file()),
    st.sampled_from(["woonveste", "vgz-plus", "ddas-v1.2", "vandaal-vastgoed", None]),
)
def test_no_bytes_raise_anything_but_a_refusal(data: bytes, layout: str | None) -> None:
    try:
        with open_delivery(io.BytesIO(data), "iets") as source:
            source.top()
            rows = list(read_rows(source, example(layout) if layout else LAYOUT, ON))
    except Fatal as refused:
        assert refused.code in Refusal  # noqa: PT017 - whatever the bytes
        return
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        assert (row.draft is None) == any(problem.sets_apart for problem in row.problems)
        if row.draft:
            assert len(content_key(row.draft)) == 64

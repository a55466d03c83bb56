"""Do layouts come from the file's own header, last as JSON, and read what the eight partners really sent?"""

import csv
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.published import DDAS, DELIVERIES
from vangnet.apps.intake.reading import (
    Code,
    DateOrder,
    Fatal,
    Field,
    Format,
    Layout,
    Reason,
    Refusal,
    Row,
    Unit,
    as_json,
    content_key,
    example,
    example_names,
    from_json,
    guess_layout,
    open_delivery,
    read_rows,
)
from vangnet.apps.intake.reading.names import VOCABULARY
from vangnet.apps.web.reading.tables import named
from vangnet.apps.web.reading.words import plain

MONTHS = {"2026-09": date(2026, 9, 9), "2026-10": date(2026, 10, 9), "2026-11": date(2026, 11, 7)}
FILES = {
    "woonveste": "woonveste.csv",
    "zorgvast": "zorgvast.csv",
    "waterland": "waterland.txt",
    "noordgas": "noordgas.csv",
    "thuisborg": "thuisborg.xlsx",
    "vandaal-vastgoed": "vandaal-vastgoed.xlsx",
    "vgz-plus": "vgz-plus.xml",
    "lichtstroom": "lichtstroom.json",
}


@pytest.mark.parametrize("name", example_names())
def test_every_example_is_whole_and_survives_being_saved(name: str) -> None:
    layout = example(name)
    assert layout.name == name
    assert layout.missing_fields() == ()
    assert from_json(as_json(layout)) == layout


def test_the_eight_partners_and_both_exchange_models_are_there() -> None:
    assert set(example_names()) == {*FILES, "ddas-v0.9", "ddas-v1.2"}


@pytest.mark.parametrize(
    "saved",
    [
        b"",
        b"{}",
        b'{"name":"x","columns":{"shoe_size":"Maat"}}',
        b'{"name":"x","columns":{},"a":1}',
        b'{"name":"x","columns":{},"separator":"||"}',
    ],
)
def test_what_is_no_layout_is_refused(saved: bytes) -> None:
    with pytest.raises(Fatal) as refused:
        from_json(saved)
    assert refused.value.code == Refusal.UNKNOWN_LAYOUT


def test_an_unknown_example_is_refused() -> None:
    with pytest.raises(Fatal) as refused:
        example("../geheim")
    assert refused.value.facts == {"name": "../geheim"}


def test_a_file_of_another_kind_than_the_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Contractnummer;Huurder\n1;Vos\n")
    with open_delivery(tmp_path / "x.csv") as source, pytest.raises(Fatal) as refused:
        read_rows(source, example("thuisborg"), MONTHS["2026-11"])
    assert refused.value.facts == {"found": "csv", "wanted": "xlsx"}


# -- the guess


def test_no_known_name_stands_for_two_fields() -> None:
    text = (Path(__file__).parents[3] / "src/vangnet/apps/intake/reading/names.toml").read_text(encoding="utf-8")
    words = Counter(plain(word) for names in tomllib.loads(text).values() for word in names.split())
    assert [word for word, times in words.items() if times > 1] == []
    assert words.keys() == VOCABULARY.known
    assert set(tomllib.loads(text)) == set(Field)


def test_columns_are_guessed_from_dutch_and_english_names_with_a_reason() -> None:
    header = [
        "Klantnr.",
        "Achternaam",
        "Tussenvoegsel",
        "date of birth",
        "Strat",
        "Postcode",
        "Te betalen",
        "Opmerking",
    ]
    guess = guess_layout(header, [["1", "Vos", "de", "01-02-1980", "Kade", "9388 CL", "12,00", "-"]] * 3)
    found = {column.column: (column.field, column.reason) for column in guess.columns}
    assert found["Klantnr."] == (Field.REFERENCE, Reason.KNOWN_NAME)
    assert found["date of birth"] == (Field.BIRTH_DATE, Reason.KNOWN_NAME)
    assert found["Strat"] == (Field.STREET, Reason.SIMILAR_NAME)
    assert found["Opmerking"] == (None, Reason.NOT_RECOGNISED)
    assert guess.layout.missing_fields() == ("amount",)


def test_content_tells_what_a_strange_name_holds_and_lowers_confidence_where_it_disagrees() -> None:
    guess = guess_layout(["Post", "X7", "Bedrag"], [["9388 CL", "a@b.nl", "nee"], ["9101AA", "c@d.nl", "ja"]])
    assert guess.layout.columns == {Field.POSTCODE: "Post", Field.EMAIL: "X7", Field.AMOUNT: "Bedrag"}
    confidence = {column.field: column.confidence for column in guess.columns}
    assert confidence[Field.AMOUNT] == 0.4
    assert confidence[Field.EMAIL] == 0.5


def test_naam_beside_initials_is_a_surname_and_alone_a_whole_name() -> None:
    assert guess_layout(["Naam", "Voorletters"], []).layout.columns[Field.SURNAME] == "Naam"
    assert guess_layout(["Naam", "Plaats"], []).layout.columns[Field.NAME_WHOLE] == "Naam"


def test_two_columns_of_one_field_leave_the_better_one() -> None:
    guess = guess_layout(["Telefoon", "Mobiel"], [["nvt", "0612345678"]] * 2)
    assert guess.layout.columns == {Field.PHONE: "Mobiel"}
    assert guess.columns[0].reason == Reason.TAKEN


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["07/26/2026"], DateOrder.MDY),
        (["26/07/2026"], DateOrder.DMY),
        (["05/06/2026", "12/13/2026"], DateOrder.MDY),
        ([], DateOrder.DMY),
    ],
)
def test_the_order_of_dates_is_told_by_a_day_above_the_twelfth(cells: list[str], order: DateOrder) -> None:
    assert guess_layout(["Sinds"], [[cell] for cell in cells]).layout.date_order == order


@pytest.mark.parametrize(
    ("cells", "sign"), [(["1.001,57"], ","), (["1,001.57"], "."), (["12.5", "3.10"], "."), (["12"], ",")]
)
def test_the_decimal_sign_is_told_by_the_amounts(cells: list[str], sign: str) -> None:
    assert guess_layout(["Bedrag"], [[cell] for cell in cells]).layout.decimal == sign


def test_a_column_in_cents_says_so_in_its_name() -> None:
    assert guess_layout(["OPEN_CT"], []).layout.amount_unit == Unit.CENTS
    assert guess_layout(["Bedrag"], []).layout.amount_unit == Unit.EURO


def test_each_column_gets_a_name_of_its_own() -> None:
    assert named(["", "Adres", "", None, "Tel", "Tel", "A\x00b"]) == (
        "(2)", "Adres", "Adres (2)", "Adres (3)", "Tel", "Tel (2)", "Ab",
    )  # fmt: skip


# -- what the eight partners sent


def walk(partner: str, month: str, layout: Layout | None = None) -> list[Row]:
    with open_delivery(DELIVERIES / month / FILES[partner]) as source:
        return list(read_rows(source, layout or example(partner), MONTHS[month]))


def truth(month: str, partner: str) -> dict[int, str]:
    with (DELIVERIES / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return {int(row["row"]): row["reference"] for row in rows if row["file"] == f"{month}/{FILES[partner]}"}


@pytest.mark.shared
@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("partner", FILES)
def test_every_row_of_every_partner_is_read(partner: str, month: str) -> None:
    rows, known = walk(partner, month), truth(month, partner)
    assert [row.number for row in rows] == sorted(known)
    assert all(row.draft for row in rows)
    assert {problem.code for row in rows for problem in row.problems} <= {Code.LOST_LETTERS}
    if partner != "vandaal-vastgoed":
        assert {row.number: row.draft.reference for row in rows if row.draft} == known


@pytest.mark.shared
@pytest.mark.parametrize("partner", FILES)
def test_the_guess_reads_each_partner_as_its_own_layout_does(partner: str) -> None:
    with open_delivery(DELIVERIES / "2026-11" / FILES[partner]) as source:
        guess = guess_layout(*source.top(), kind=source.format).layout
    layout = example(partner)
    assert {field: guess.columns[field] for field in layout.columns} == layout.columns
    expected, found = walk(partner, "2026-11"), walk(partner, "2026-11", guess)
    amounts = [(row.draft.cents, row.draft.since, row.draft.birth_date) for row in expected if row.draft]
    assert [(row.draft.cents, row.draft.since, row.draft.birth_date) for row in found if row.draft] == amounts


@pytest.mark.shared
def test_the_totals_of_the_housing_association_agree_with_its_rows() -> None:
    for month, on in MONTHS.items():
        with open_delivery(DELIVERIES / month / FILES["woonveste"]) as source:
            reading = read_rows(source, example("woonveste"), on)
            list(reading)
        assert reading.tally.totals == 1
        assert reading.tally.stated_cents == reading.tally.cents > 0


@pytest.mark.shared
def test_evictions_and_crises_are_seen() -> None:
    evictions = [row.draft.eviction_on for row in walk("thuisborg", "2026-11") if row.draft and row.draft.eviction]
    assert len(evictions) == 5
    assert max(filter(None, evictions)) == date(2026, 12, 4)
    crises = [row for month in MONTHS for row in walk("lichtstroom", month) if row.draft and row.draft.crisis]
    assert len(crises) == 1


@pytest.mark.shared
def test_days_in_arrears_give_the_same_days_as_the_partners_that_give_dates() -> None:
    days = {row.draft.since for row in walk("zorgvast", "2026-09") if row.draft}
    dates = {row.draft.since for row in walk("waterland", "2026-09") if row.draft}
    assert days <= dates


@pytest.mark.shared
def test_no_two_rows_of_one_file_share_a_fingerprint_and_next_month_repeats_some() -> None:
    months = []
    for month in MONTHS:
        keys = [content_key(row.draft) for partner in FILES for row in walk(partner, month) if row.draft]
        assert len(keys) == len(set(keys))
        months.append(set(keys))
    assert months[0] & months[1]


@pytest.mark.shared
def test_the_official_examples_of_the_exchange_model_are_read_but_for_their_invented_bsns() -> None:
    for name, count in (("enkelvoudig", 1), ("meervoudig", 4)):
        path = DDAS / f"vroegsignalering-v0.9-{name}Voorbeeld.json"
        with open_delivery(path) as source:
            rows = list(read_rows(source, example("ddas-v0.9"), MONTHS["2026-11"]))
            without = list(read_rows(source, example("lichtstroom"), MONTHS["2026-11"]))
        assert source.format == Format.JSON
        assert len(rows) == count
        assert {problem.code for row in rows for problem in row.problems} <= {Code.BSN_INVALID}
        assert all(row.draft for row in without)

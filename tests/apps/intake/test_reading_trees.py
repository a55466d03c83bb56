"""Are XML and JSON deliveries read record by record, and their attacks refused?"""

import io
import json
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.apps.intake.reading import (
    Code,
    Fatal,
    Field,
    Format,
    Layout,
    Reading,
    Refusal,
    Row,
    Unit,
    example,
    guess_layout,
    open_delivery,
    read_rows,
)
from vangnet.domain.codes import MatterKind

ON = date(2026, 11, 7)
VGZ = example("vgz-plus")
RECORD = (
    "<melding nr='V1'><verzekerde><naam>Öztürk</naam><voorvoegsel/><voorletters>M.</voorletters>"
    "<geboren>1944-09-12</geboren></verzekerde><adres pc='9276AL' nr='7' toev=''/>"
    "<bedrag valuta='EUR'>173.06</bedrag><sinds>2026-08-09</sinds></melding>"
)


def xml(*records: str, head: str = "<?xml version='1.0' encoding='UTF-8'?>") -> bytes:
    return f"{head}\n<meldingen periode='2026-11'>\n{''.join(records)}\n</meldingen>".encode()


def walk(data: bytes, layout: Layout) -> tuple[list[Row], Reading]:
    with open_delivery(io.BytesIO(data), "proef") as source:
        reading = read_rows(source, layout, ON)
        return list(reading), reading


def refusal(data: bytes, layout: Layout) -> Fatal:
    with pytest.raises(Fatal) as refused:
        walk(data, layout)
    return refused.value


def test_elements_and_attributes_are_columns() -> None:
    rows, reading = walk(xml(RECORD, RECORD.replace("V1", "V2")), VGZ)
    draft = rows[0].draft
    assert draft is not None
    assert (draft.reference, draft.surname, draft.initials, draft.number) == ("V1", "Öztürk", "M.", "7")
    assert (draft.cents, draft.since, draft.kind) == (17306, date(2026, 8, 9), MatterKind.HEALTH)
    assert [row.number for row in rows] == [1, 2]
    assert reading.facts == {"@periode": "2026-11"}


def test_the_repeated_element_is_found_without_a_layout_even_if_there_is_one_only() -> None:
    for count in (1, 3):
        with open_delivery(io.BytesIO(xml(*[RECORD] * count)), "x.xml") as source:
            columns, rows = source.top()
            guess = guess_layout(columns, rows, kind=source.format)
            assert len(rows) == count
            assert guess.layout.columns == VGZ.columns
            assert next(iter(read_rows(source, guess.layout, ON))).draft is not None


def test_name_spaces_and_latin_files_are_read() -> None:
    spaced = RECORD.replace("<melding ", "<v:melding xmlns:v='urn:x' ").replace("</melding>", "</v:melding>")
    rows, _ = walk(xml(spaced), VGZ)
    assert rows[0].draft is not None
    latin = xml(RECORD).decode().replace("UTF-8", "ISO-8859-1").encode("latin-1")
    rows, _ = walk(latin, VGZ)
    assert rows[0].draft is not None
    assert rows[0].draft.surname == "Öztürk"


def test_wrong_values_are_told_with_the_path_of_their_field() -> None:
    rows, _ = walk(xml(RECORD.replace("1944-09-12", "1944-02-31").replace("173.06", "-3.00")), VGZ)
    assert [(problem.column, problem.code) for problem in rows[0].problems] == [
        ("verzekerde/geboren", Code.DATE_IMPOSSIBLE),
        ("bedrag", Code.AMOUNT_NEGATIVE),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'>",
        "<!DOCTYPE a>",
    ],
)
def test_document_types_and_entities_are_refused(head: str) -> None:
    assert refusal(xml(RECORD, head=head), VGZ).code == Refusal.ENTITY_ATTACK


def test_a_file_that_breaks_off_is_refused_with_its_line() -> None:
    wrong = refusal(xml(RECORD)[:-20], VGZ)
    assert (wrong.code, wrong.facts["line"]) == (Refusal.DAMAGED, 3)


def test_a_field_that_no_record_has_is_a_missing_column_if_it_is_the_amount() -> None:
    wrong = refusal(xml(RECORD.replace("bedrag", "waarde")), VGZ)
    assert (wrong.code, wrong.facts["columns"]) == (Refusal.MISSING_COLUMN, "bedrag")


def test_a_value_that_stands_twice_is_kept_under_a_second_name_and_a_flood_of_them_is_not() -> None:
    twice = RECORD.replace("<sinds>", "<telefoon>1</telefoon><telefoon>2</telefoon><sinds>")
    _, reading = walk(xml(twice), VGZ)
    assert {"telefoon", "telefoon (2)"} < set(reading.columns)
    _, reading = walk(xml(RECORD.replace("<sinds>", "<x>1</x>" * 5_000 + "<sinds>")), VGZ)
    assert sum(column.startswith("x") for column in reading.columns) == 20


def test_xml_with_other_things_in_it_than_records_is_refused() -> None:
    assert refusal(b"<meldingen><foto>1</foto></meldingen>", VGZ).code == Refusal.NO_HEADER
    assert refusal(b"<" + b"a>" * 3 + b"<b" * 9, VGZ).code == Refusal.DAMAGED


@pytest.mark.parametrize("data", [b"<meldingen/>", b"<meldingen periode='2026-11'>\n</meldingen>"])
def test_a_month_in_which_nobody_is_reported_is_an_empty_root(data: bytes) -> None:
    rows, reading = walk(data, VGZ)
    assert (rows, reading.tally.rows) == ([], 0)


def test_elements_nested_without_end_are_refused() -> None:
    assert refusal(b"<a>" * 50_000 + b"</a>" * 50_000, VGZ).code == Refusal.DAMAGED


# -- JSON


def ddas(*signals: dict[str, Any], municipality: str = "0518", **more: Any) -> dict[str, Any]:
    return {
        "codeGegevensleverancier": "PROEF",
        "startdatumLevering": "2026-11-01",
        "einddatumLevering": "2026-11-30",
        "aanleverdatumEnTijd": "2026-11-07T08:00:00Z",
        "leveringen": [
            {
                "teller": 1,
                "gemeentecode": municipality,
                "aanleverendeOrganisatie": {"naam": "Proef"},
                "vroegsignalen": list(signals),
                "vroegsignaalzaken": [],
                **more,
            }
        ],
    }


def signal(**client: str) -> dict[str, Any]:
    return {
        "ID": "VS-1",
        "crisissignaal": True,
        "warmeOverdracht": False,
        "bedrag": 450,
        "ontstaansdatum": "2026-08-10",
        "signaaldatum": "2026-11-05",
        "signaalpartner": {"type": "Energie"},
        "client": client,
    }


def packed(delivery: object) -> bytes:
    return json.dumps(delivery).encode()


def test_ddas_in_force_has_a_bsn_or_an_address_and_whole_euros() -> None:
    by_bsn, by_address = signal(burgerservicenummer="990000011"), signal(postcode="9388CL", huisnummer="43")
    rows, reading = walk(packed(ddas(by_bsn, by_address)), example("ddas-v1.2"))
    one, two = rows[0].draft, rows[1].draft
    assert one is not None
    assert two is not None
    assert (one.bsn, one.cents, one.whole_euros, one.crisis) == ("990000011", 45000, True, True)
    assert (one.kind, one.municipality, one.reported_on) == (MatterKind.ENERGY, "0518", date(2026, 11, 5))
    assert (two.postcode, two.number, two.bsn) == ("9388CL", "43", "")
    assert reading.facts["aanleverdatumEnTijd"] == "2026-11-07T08:00:00Z"


def test_the_older_ddas_is_read_by_the_same_names() -> None:
    older = signal(Achternaam="Dijk", Voorvoegsel="van", Voorletters="A.", Postcode="1234AB", Huisnummer="10")
    rows, _ = walk(packed(ddas(older)), example("ddas-v0.9"))
    draft = rows[0].draft
    assert draft is not None
    assert (draft.prefix, draft.surname, draft.postcode) == ("van", "Dijk", "1234AB")


def test_signals_of_several_municipalities_say_whose_they_are() -> None:
    delivery = ddas(signal(postcode="9388CL", huisnummer="43"))
    delivery["leveringen"] += ddas(signal(postcode="1122EE", huisnummer="8"), municipality="0307")["leveringen"]
    rows, _ = walk(packed(delivery), example("ddas-v1.2"))
    assert [row.draft.municipality for row in rows if row.draft] == ["0518", "0307"]


def test_a_month_without_signals_is_a_delivery_without_rows() -> None:
    rows, reading = walk(packed(ddas()), example("ddas-v1.2"))
    assert rows == []
    assert reading.tally.rows == 0


def test_a_partner_without_permission_sends_a_bsn_in_vain() -> None:
    rows, _ = walk(
        packed(ddas(signal(Burgerservicenummer="990000011", Achternaam="Dijk", Postcode="1234AB"))),
        example("lichtstroom"),
    )
    assert rows[0].draft is not None
    assert rows[0].draft.bsn == ""


def test_a_plain_list_of_records_is_guessed() -> None:
    records = [
        {"klantnummer": f"K{number}", "naam": "Vos", "postcode": "9388CL", "bedrag": 12.5} for number in range(3)
    ]
    for data in (records, {"meldingen": records, "gemaakt": "2026-11-07"}):
        with open_delivery(io.BytesIO(packed(data)), "x.json") as source:
            guess = guess_layout(*source.top(), kind=source.format)
            rows = list(read_rows(source, guess.layout, ON))
        assert source.format == Format.JSON
        assert [row.draft.cents for row in rows if row.draft] == [1250] * 3


def test_a_guess_knows_that_the_exchange_model_counts_in_whole_euros() -> None:
    with open_delivery(io.BytesIO(packed(ddas(signal(postcode="9388CL", huisnummer="43")))), "x.json") as source:
        guess = guess_layout(*source.top(), kind=source.format)
    assert guess.layout.amount_unit == Unit.WHOLE_EURO
    assert guess.layout.columns[Field.MUNICIPALITY] == "leveringen/gemeentecode"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_in_another_encoding(encoding: str) -> None:
    text = json.dumps(ddas(signal(Achternaam="Öztürk", Postcode="1234AB")), ensure_ascii=False)
    rows, _ = walk(text.encode(encoding), example("ddas-v0.9"))
    assert rows[0].draft is not None
    assert rows[0].draft.surname == "Öztürk"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", Refusal.DAMAGED),
        (b'{"leveringen": [{"vroegsignalen": [{"ID": }]}]}', Refusal.DAMAGED),
        (b'{"a": 1}', Refusal.NO_HEADER),
        (b"[1, 2, 3]", Refusal.NO_HEADER),
        (b"[" * 100_000, Refusal.DAMAGED),
        (b'{"leveringen":' * 50_000, Refusal.DAMAGED),
    ],
)
def test_json_that_is_no_delivery_is_refused(data: bytes, code: Refusal) -> None:
    assert refusal(data, example("ddas-v1.2")).code == code


def test_decimals_in_whole_euros_and_wrong_types_are_row_problems() -> None:
    wrong = signal(postcode="9388CL", huisnummer="43") | {"bedrag": 450.5, "crisissignaal": "misschien"}
    rows, _ = walk(packed(ddas(wrong)), example("ddas-v1.2"))
    assert {problem.code for problem in rows[0].problems} == {Code.AMOUNT_NOT_WHOLE, Code.YES_NO_UNREADABLE}


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["ID", "client", "bedrag", "signaalpartner", "ontstaansdatum"]), values))
def test_no_json_raises_anything_but_a_refusal(record: dict[str, Any]) -> None:
    try:
        rows, _ = walk(msgspec.json.encode(ddas(record)), example("ddas-v1.2"))
    except Fatal as refused:
        assert refused.code in Refusal  # noqa: PT017 - whatever the values
        return
    assert len(rows) <= 1

"""Do the synthetic partners deliver as real ones do: every month, in their own layouts, the truth known?"""

from __future__ import annotations

import csv
import json
import runpy
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tests.published import DELIVERIES
from vangnet.apps.demo.deliveries import TRUTH_COLUMNS, deliveries, write_deliveries
from vangnet.apps.demo.layouts import LAYOUTS, dutch_euros
from vangnet.apps.demo.lines import Delivery
from vangnet.apps.demo.town import ROUGH, Town, make_town, write_residents
from vangnet.apps.demo.writer import plain, typo

DAY = date(2026, 11, 15)
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def town() -> Town:
    return make_town(4, 6_000, day=DAY, noise=ROUGH)


@pytest.fixture(scope="module")
def made(town: Town) -> list[Delivery]:
    return deliveries(town, 4, 3, DAY, share=0.3)


@pytest.fixture(scope="module")
def folder(town: Town, made: list[Delivery], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("deliveries")
    write_residents(town, path / "residents.csv")
    write_deliveries(made, path)
    return path


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    """The bench reads the files on its own: what it finds does not rest on the code that wrote them."""
    return runpy.run_path(str(ROOT / "bench" / "matching.py"))


def test_one_seed_gives_one_set_of_deliveries(town: Town, made: list[Delivery]) -> None:
    assert deliveries(town, 4, 3, DAY, share=0.3) == made
    assert deliveries(town, 5, 3, DAY, share=0.3) != made


def test_the_last_months_up_to_the_day_from_all_eight_partners(made: list[Delivery]) -> None:
    assert {delivery.month for delivery in made} == {"2026-09", "2026-10", "2026-11"}
    assert {delivery.partner for delivery in made} == set(LAYOUTS)
    assert all(delivery.reported <= DAY for delivery in made)
    assert all(line.since < delivery.reported for delivery in made for line in delivery.lines)


def test_a_month_that_has_only_begun_reports_up_to_today(town: Town) -> None:
    first = date(2026, 11, 2)
    assert {delivery.reported for delivery in deliveries(town, 4, 1, first)} == {first}


def test_arrears_persist_and_their_amounts_rise_and_fall(made: list[Delivery]) -> None:
    amounts: dict[str, list[int]] = defaultdict(list)
    for delivery in made:
        for line in delivery.lines:
            amounts[line.contract.reference].append(line.cents)
    lasting = [cents for cents in amounts.values() if len(cents) == 3]
    assert sum(cents[-1] > cents[0] for cents in lasting) > sum(cents[-1] < cents[0] for cents in lasting) > 0
    assert any(len(cents) == 1 for cents in amounts.values()), "some are new, some are over"
    assert all(cents > 0 for series in amounts.values() for cents in series)


def test_every_kind_of_error_is_made_and_noted(made: list[Delivery]) -> None:
    notes = Counter(note for delivery in made for line in delivery.lines for note in line.notes)
    assert set(notes) >= {
        "moved",
        "unregistered",
        "typo-name",
        "typo-street",
        "ascii",
        "no-prefix",
        "name-use",
        "first-initial-only",
        "calling-name",
        "no-birth-date",
        "birth-date-swapped",
        "birth-date-wrong",
        "no-phone",
        "no-suffix",
        "wrong-number",
        "wrong-postcode",
        "slip",
    }


def test_what_is_noted_is_true(made: list[Delivery]) -> None:
    for delivery in made:
        for line in delivery.lines:
            written, debtor = line.written, line.contract.resident
            assert ("unregistered" in line.notes) == (debtor is None)
            assert ("no-birth-date" in line.notes) == (written.birth_date is None)
            if debtor and not set(line.notes) & {"moved", "wrong-number"}:
                assert written.number == str(debtor.door.number)
            if debtor and not set(line.notes) & {"no-birth-date", "birth-date-swapped", "birth-date-wrong"}:
                assert written.birth_date == debtor.birth_date


def test_a_contract_is_written_the_same_each_month_but_for_slips(made: list[Delivery]) -> None:
    for delivery in made:
        for line in delivery.lines:
            assert line.written == line.contract.written or "slip" in line.notes


def test_the_truth_stands_beside_every_row(made: list[Delivery], folder: Path) -> None:
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as lines:
        truth = list(csv.DictReader(lines, delimiter=";"))
    assert tuple(truth[0]) == TRUTH_COLUMNS
    assert len(truth) == sum(len(delivery.lines) for delivery in made)
    assert all((row["expect"] == "link") == bool(row["resident_id"]) for row in truth)


def test_every_file_can_be_read_back_row_by_row(made: list[Delivery], folder: Path, bench: dict[str, Any]) -> None:
    for delivery in made:
        rows = bench["read_rows"](folder / delivery.file)
        for line, cells in zip(delivery.lines, rows, strict=False):
            signal = bench["signal_of"](cells)
            assert signal.birth_date == line.written.birth_date
            assert signal.postcode.replace(" ", "").startswith(line.written.postcode)
            assert signal.number.startswith(line.written.number)
        assert len(rows) - len(delivery.lines) == (1 if delivery.partner == "woonveste" else 0), "a totals row"


def test_files_are_the_same_every_time(made: list[Delivery]) -> None:
    for delivery in made[:8]:
        assert LAYOUTS[delivery.partner].write(delivery) == LAYOUTS[delivery.partner].write(delivery)


def test_the_exchange_model_has_its_frame(made: list[Delivery]) -> None:
    delivery = next(d for d in made if d.partner == "lichtstroom")
    document = json.loads(LAYOUTS["lichtstroom"].write(delivery))
    assert document["leveringen"][0]["gemeentecode"] == "9999"
    assert len(document["leveringen"][0]["vroegsignalen"]) == len(delivery.lines)


def test_the_old_system_knows_capitals_only(made: list[Delivery]) -> None:
    delivery = next(d for d in made if d.partner == "waterland")
    text = LAYOUTS["waterland"].write(delivery).decode("ascii")
    names = [row.split("\t")[1] for row in text.splitlines()[1:]]
    assert all(name == name.upper() and name for name in names)


@pytest.mark.parametrize(
    ("cents", "text"), [(123456, "1.234,56"), (5, "0,05"), (100000000, "1.000.000,00"), (99900, "999,00")]
)
def test_dutch_amounts(cents: int, text: str) -> None:
    assert dutch_euros(cents) == text


@given(st.text("abcdefghij", min_size=4, max_size=12), st.integers())
def test_a_typo_is_one_slip_and_keeps_the_first_letter(name: str, seed: int) -> None:
    slipped = typo(name, Random(seed))
    assert slipped[0] == name[0]
    assert OSA.distance(name, slipped) <= 1


def test_old_systems_lose_diacritics() -> None:
    assert plain("Łukasz Öztürk-Wójcik Yılmaz") == "Lukasz Ozturk-Wojcik Yilmaz"


# -- matching, measured as the bench does


def reaches(row: Any, target: Any) -> None:
    assert row.precision >= target.precision
    assert row.recall >= target.recall
    assert row.movers >= target.movers
    assert row.unknown_linked <= target.unknown_linked
    assert row.household_precision >= target.household_precision
    assert row.household_recall >= target.household_recall
    assert row.look <= target.look


def test_matching_reaches_its_targets_on_a_rough_town(folder: Path, bench: dict[str, Any]) -> None:
    reaches(bench["measure_folder"]("rough", folder), bench["TARGETS"])


@pytest.mark.shared
def test_matching_reaches_its_targets_on_the_published_deliveries(bench: dict[str, Any]) -> None:
    reaches(bench["measure_folder"]("published", DELIVERIES), bench["TARGETS"])


def test_b_cubed_counts_rows_by_household(bench: dict[str, Any]) -> None:
    b_cubed = bench["b_cubed"]
    assert b_cubed([1, 1, 2, None], [1, 1, 2, None]) == (1.0, 1.0)
    assert b_cubed([1, 1], [None, None]) == (1.0, 0.5)
    assert b_cubed([1, None], [1, 1]) == (0.5, 1.0)

"""Are the published deliveries taken in as well as was promised, through the commands that people use?"""

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.published import DELIVERIES
from vangnet.apps.accounts.provision import make_municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases.models import CaseEvent
from vangnet.apps.intake.example_partners import example_partners

pytestmark = [pytest.mark.django_db, pytest.mark.shared]
MONTHS = ("2026-09", "2026-10", "2026-11")
Pair = tuple[dict[str, str], dict[str, Any]]


@pytest.fixture
def pairs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[Pair]:
    """Every row of the truth beside what `signals --json` says of it."""
    monkeypatch.chdir(DELIVERIES)
    here = make_municipality("9999", "Voorbeeldstad")
    with acting_for(here):
        example_partners(here)
    call_command("import_residents", "residents.csv")
    files = [str(path) for month in MONTHS for path in sorted(Path(month).iterdir())]
    for file in files:
        call_command("import_delivery", file, partner=Path(file).stem)
    events = CaseEvent.of(here).count()
    for file in files[:3]:
        call_command("import_delivery", file, partner=Path(file).stem)
    assert CaseEvent.of(here).count() == events, "the same file twice changes nothing"
    capsys.readouterr()
    call_command("signals", json=True)
    told = {(one["file"], one["row"]): one for one in json.loads(capsys.readouterr().out)}
    with Path("truth.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert len(told) == len(rows)
    return [(row, told[row["file"], int(row["row"])]) for row in rows]


def share(pairs: list[Pair], of: Callable[[Pair], bool]) -> float:
    return sum(map(of, pairs)) / len(pairs)


def test_the_figures_hold(pairs: list[Pair]) -> None:
    """One reading for all figures: it takes in some two thousand signals."""
    linked = [pair for pair in pairs if pair[1]["resident_id"]]
    known = [pair for pair in pairs if pair[0]["resident_id"]]
    unknown = [pair for pair in pairs if not pair[0]["resident_id"]]
    movers = [pair for pair in known if "moved" in pair[0]["notes"] and "no-birth-date" not in pair[0]["notes"]]
    assert share(linked, _right) >= 0.995
    assert share(known, _right) >= 0.88
    assert share(movers, _right) >= 0.8
    assert share(unknown, lambda pair: pair[1]["resident_id"] is not None) <= 0.01
    assert share(pairs, lambda pair: pair[1]["status"].startswith("waiting")) <= 0.12
    precision, recall = _b_cubed(
        [row["household_id"] or None for row, _ in pairs], [told["household"] for _, told in pairs]
    )
    assert precision >= 0.995
    assert recall >= 0.90
    without = {row["file"] for row, told in pairs if told["reference"] is None}
    assert {Path(file).stem for file in without} == {"vandaal-vastgoed"}, "whose file has no column of references"
    assert all(row["reference"] == told["reference"] for row, told in pairs if row["file"] not in without)
    assert not [told for told in unknown if told[1]["set_aside"] == "not_resident"], "unregistered is not elsewhere"


def _right(pair: Pair) -> bool:
    row, told = pair
    return bool(row["resident_id"] == told["resident_id"])


def _b_cubed(truth: list[Any], found: list[Any]) -> tuple[float, float]:
    """B-cubed precision and recall; a row without a household stands alone."""
    true = [("household", one) if one is not None else ("row", place) for place, one in enumerate(truth)]
    made = [("household", one) if one is not None else ("row", place) for place, one in enumerate(found)]
    of_true, of_made, of_both = Counter(true), Counter(made), Counter(zip(true, made, strict=True))
    both = [of_both[pair] for pair in zip(true, made, strict=True)]
    precision = sum(n / of_made[one] for n, one in zip(both, made, strict=True)) / len(both)
    return precision, sum(n / of_true[one] for n, one in zip(both, true, strict=True)) / len(both)

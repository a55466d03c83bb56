"""Is what the landlord did held against the court's practice as a lawyer would? The examples stand in a file."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vangnet.domain.codes import DutyFinding, DutyPart, ToVerify
from vangnet.domain.duty import STEPS, Conclusion, conclude
from vangnet.domain.law.courts import districts

TODAY = date(2026, 6, 8)
EXAMPLES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "duty_examples.toml").read_text("utf-8"))[
    "example"
]
WORDS = {"yes": True, "no": False, "?": None}


def concluded(example: dict[str, Any]) -> Conclusion:
    shown = {part: WORDS[word] for part, word in zip(STEPS, example["shown"].split(), strict=True)}
    return conclude(
        shown, reported_on=example.get("reported"), served_on=example.get("served"), court=example["court"], day=TODAY
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["title"] for example in EXAMPLES])
def test_the_conclusion_is_as_the_example_says(example: dict[str, Any]) -> None:
    found = concluded(example)
    assert [str(finding) for finding in found.findings] == example["findings"]
    assert [str(part) for part in found.papers] == example["papers"]
    assert [str(what) for what in found.to_verify] == example["verify"]
    assert found.worst == found.findings[0]
    for field in ("first", "last"):
        if field in example:
            assert getattr(found, field) == example[field]
    if "effect" in example:
        assert found.profile is not None
        assert found.profile.missing_report == example["effect"]


def test_every_finding_and_everything_to_verify_is_in_an_example() -> None:
    assert {finding for example in EXAMPLES for finding in example["findings"]} == set(DutyFinding)
    assert {what for example in EXAMPLES for what in example["verify"]} == set(ToVerify)


@pytest.mark.parametrize("court", districts(TODAY))
def test_of_every_court_something_can_be_concluded(court: str) -> None:
    """Where nothing was shown, everything is asked for."""
    found = conclude({}, reported_on=None, served_on=TODAY, court=court, day=TODAY)
    assert found.papers == tuple(DutyPart)
    assert found.worst is DutyFinding.NO_REPORT

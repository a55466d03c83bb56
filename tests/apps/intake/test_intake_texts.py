"""Has every code of the intake its sentence, in both languages, with the facts that come with it?"""

from enum import StrEnum

import pytest

from vangnet.apps.intake import said
from vangnet.apps.intake.models import Delivery, Signal
from vangnet.apps.intake.reading import Code, Encoding, Field, Problem, Reason, Refusal
from vangnet.apps.intake.triage import Remark
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.texts import LANGUAGES, catalogue, placeholders, say
from vangnet.domain.law.signals import Lack
from vangnet.domain.matching import POINTS, ReasonCode

LISTS: dict[str, type[StrEnum]] = {
    "row_problem": Code,
    "refusal": Refusal,
    "guess_reason": Reason,
    "delivery_field": Field,
    "remark": Remark,
    "remark_no_ground_lacks": Lack,
    "match_reason": ReasonCode,
    "encoding": Encoding,
}
FACTS: dict[Code, dict[str, str | int]] = {
    Code.DATE_IMPOSSIBLE: {"year": 2026, "month": 2, "day": 31},
    Code.DATE_ORDER: {"order": "dmy"},
    Code.DATE_FUTURE: {"latest": "2026-11-23"},
    Code.DATE_TOO_OLD: {"oldest": "1911-11-23"},
    Code.DATE_TWO_DIGIT_YEAR: {"first": "1920-06-05", "second": "2020-06-05"},
    Code.AMOUNT_AMBIGUOUS: {"first": "1,234", "second": "1234"},
    Code.AMOUNT_TOO_LARGE: {"most": 100_000_000},
    Code.AMOUNT_NOT_WHOLE: {"unit": "cents"},
    Code.NUMBER_UNREADABLE: {"most": 360},
    Code.OTHER_ALPHABET: {"likely": "cp850"},
    Code.TOO_LONG: {"most": 200, "length": 5_000},
    Code.DAY_LONG_AGO: {"oldest": "2025-11-23"},
    Code.DAY_FAR_AHEAD: {"latest": "2028-11-23"},
    Code.SERVED_AFTER_DAY: {"day": "2026-12-04"},
    Code.ROW_TOO_SHORT: {"cells": 3, "columns": 9},
    Code.ROW_TOO_LONG: {"cells": 12, "columns": 9},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("space", "kind"), LISTS.items())
def test_every_member_has_its_sentence(space: str, kind: type[StrEnum], language: str) -> None:
    assert [member for member in kind if f"{space}.{member}" not in catalogue(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", Code)
def test_a_problem_is_said_with_its_facts(code: Code, language: str) -> None:
    told = said.problem(Problem(1, 2, "Bedrag", "x", code, FACTS.get(code, {})), language)
    assert "{" not in told
    assert all(f"{code}" != told for code in Code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_statuses_kinds_and_levels_have_their_words(language: str) -> None:
    wanted = [
        *(f"signal_status.{one}" for one in Signal.Status.values),
        *(f"delivery_status.{one}" for one in Delivery.Status.values),
        *(f"kind_of_partner.{one}" for one in Partner.Kind.values),
        *(f"match_field.{field}" for field in POINTS),
        *(f"match_level.{field}.{level}" for field, levels in POINTS.items() for level in levels if level != "unknown"),
    ]
    assert [code for code in wanted if code not in catalogue(language)] == []


def test_a_refusal_speaks_of_megabytes_and_fields() -> None:
    assert "300 MB" in said.refusal("too_large", {"size": 300_000_000, "most": 100_000_000}, "nl")
    assert "bedrag van de achterstand" in said.refusal("missing_mapping", {"fields": "amount"}, "nl")


def test_remarks_are_said_as_they_are_kept() -> None:
    kept = '[["risen", {"cents": 64000, "on": "2026-10-20"}], ["no_ground", {"lacks": ["amount", "age"]}]]'
    first, second = said.remarks(kept, "nl")
    assert first == "Eerder gemeld op 20 okt 2026 met €\xa0640,00; nu hoger."
    assert "het bedrag is te laag en de achterstand is te jong" in second


def test_no_sentence_asks_for_a_fact_that_nobody_gives() -> None:
    for code in Code:
        asked = placeholders(catalogue("nl")[f"row_problem.{code}"])
        assert asked <= FACTS.get(code, {}).keys(), code


def test_a_reason_of_matching_is_said_with_its_numbers() -> None:
    kept = '[[{"code": "weak", "facts": [["score", 12], ["needed", 18]]}], [], false]'
    assert said.reasons(kept, "nl") == ["Te weinig komt overeen om het zeker te weten (12 van de 18 punten)."]
    assert said.reasons("[[], [], true]", "en") == [say("match_reason.bsn", "en")]

"""Does going on cost what the tariffs of the day say, and is a tariff that nobody found left open?"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.domain.codes import CostPart, CostStep
from vangnet.domain.costs import Cost, path
from vangnet.domain.law.costs import representative_fee

TODAY = date(2026, 11, 23)


def costs(principal: int, day: date = TODAY, *, company: bool = True, deducts: bool = True) -> dict[CostPart, Cost]:
    stages = path(principal, day, legal_person=company, vat_deductible=deducts)
    return {cost.part: cost for stage in stages for cost in stage.costs}


def test_a_corporation_with_a_claim_of_1240_euros_in_2024() -> None:
    """Collection 15 %, summons and service by the Btag of 2024, court fee and two points of the LOVCK tariff."""
    found = costs(1_240_00, date(2024, 6, 3))
    assert {part: cost.cents for part, cost in found.items()} == {
        CostPart.COLLECTION: 186_00,
        CostPart.SUMMONS: 112_37,
        CostPart.COURT_FEE: 328_00,
        CostPart.REPRESENTATIVE: 270_00,
        CostPart.SERVICE: 122_34,
        CostPart.EVICTION: 288_68,
        CostPart.LANDLORDS_LOSS: 10_000_00,
    }


def test_vat_comes_on_top_for_who_lets_homes() -> None:
    """As the bailiff of 2022 names it: 104,02 without and 125,86 with VAT."""
    assert costs(1_000_00, date(2022, 6, 1), deducts=True)[CostPart.SUMMONS].cents == 104_02
    assert costs(1_000_00, date(2022, 6, 1), deducts=False)[CostPart.SUMMONS].cents == 125_86


def test_a_private_landlord_pays_a_lower_court_fee() -> None:
    assert costs(2_000_00, company=False)[CostPart.COURT_FEE].cents == 248_00
    assert costs(2_000_00, company=True)[CostPart.COURT_FEE].cents == 372_00


def test_a_tariff_of_a_time_that_was_not_found_is_left_open_and_never_guessed() -> None:
    stages = path(1_000_00, date(2022, 6, 1), legal_person=True, vat_deductible=True)
    assert costs(1_000_00, date(2022, 6, 1))[CostPart.SUMMONS].cents == 104_02
    assert costs(1_000_00, date(2022, 6, 1))[CostPart.REPRESENTATIVE].cents is None
    assert stages[-1].open


@pytest.mark.parametrize(
    ("day", "two_points"),
    [
        (date(2022, 1, 1), None),
        (date(2023, 1, 31), None),
        (date(2023, 2, 1), 264_00),
        (date(2024, 1, 31), 264_00),
        (date(2024, 2, 1), 270_00),
    ],
)
def test_what_a_representative_costs_goes_by_the_day_of_the_judgment(day: date, two_points: int | None) -> None:
    assert costs(1_000_00, day)[CostPart.REPRESENTATIVE].cents == two_points


def test_the_fee_of_a_representative_of_2019_still_held_in_january_2021() -> None:
    assert representative_fee(1_000_00, date(2021, 1, 31), points=2) == 240_00
    assert representative_fee(1_000_00, date(2021, 2, 1), points=2) is None


@pytest.mark.parametrize(
    ("day", "summons", "eviction"),
    [
        (date(2023, 2, 28), 104_02, 272_76),
        (date(2023, 3, 1), 106_73, 274_19),
        (date(2024, 12, 31), 112_37, 288_68),
        (date(2025, 12, 31), 119_40, 306_75),
        (date(2026, 1, 1), 125_57, 322_59),
    ],
)
def test_every_year_has_its_own_tariff(day: date, summons: int, eviction: int) -> None:
    found = costs(1_000_00, day)
    assert (found[CostPart.SUMMONS].cents, found[CostPart.EVICTION].cents) == (summons, eviction)


def test_what_we_carried_on_ourselves_is_a_least_amount_and_marked() -> None:
    found = costs(1_000_00)
    carried = {part for part, cost in found.items() if cost.at_least}
    assert carried == {CostPart.COURT_FEE, CostPart.REPRESENTATIVE, CostPart.LANDLORDS_LOSS}
    assert all(found[part].value.to_verify for part in carried)


def test_who_pays_what() -> None:
    """Collection is the resident's; the loss of an empty home is the landlord's; the rest is advanced and then owed."""
    stages = {stage.step: stage for stage in path(1_000_00, TODAY, legal_person=True, vat_deductible=True)}
    assert stages[CostStep.LETTER].landlord == 0
    assert stages[CostStep.LETTER].resident == 150_00
    last = stages[CostStep.EVICTION]
    assert last.landlord - 10_000_00 == last.resident - 150_00


@given(st.integers(0, 3_000_000), st.dates(date(2022, 1, 1), date(2030, 1, 1)), st.booleans(), st.booleans())
def test_going_on_never_becomes_cheaper(principal: int, day: date, company: bool, deducts: bool) -> None:
    stages = path(principal, day, legal_person=company, vat_deductible=deducts)
    assert [stage.step for stage in stages] == list(CostStep)
    for before, after in pairwise(stages):
        assert after.resident >= before.resident
        assert after.landlord >= before.landlord
        assert after.open >= before.open

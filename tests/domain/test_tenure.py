"""Do a few questions point to the protection that somebody may have, with where we know it from?"""

from datetime import date

import pytest

from vangnet.domain.codes import Answer, StayForm
from vangnet.domain.events import StayDescribed
from vangnet.domain.law import LAW
from vangnet.domain.tenure import Hint, Protection, likely_protection

DAY = date(2026, 11, 23)


def hint(form: StayForm, since: date | None = None, **told: Answer) -> Hint:
    return likely_protection(StayDescribed(matter=1, form=form, since=since, **told), DAY)


def test_who_paid_for_months_under_an_agreement_of_use_is_likely_a_tenant() -> None:
    found = hint(StayForm.USE_AGREEMENT, date(2026, 5, 1), pays=Answer.YES)
    assert found.protection is Protection.LIKELY
    assert found.reasons[0] == "tenure.tenancy_by_payment"


def test_two_months_of_payment_are_the_least_and_until_then_it_is_perhaps() -> None:
    assert hint(StayForm.NO_PAPER, date(2026, 9, 24), pays=Answer.YES).protection is Protection.PERHAPS
    assert hint(StayForm.NO_PAPER, date(2026, 9, 23), pays=Answer.YES).protection is Protection.LIKELY
    assert hint(StayForm.NO_PAPER, pays=Answer.YES).protection is Protection.PERHAPS


def test_rent_held_back_from_wages_is_rent_paid() -> None:
    found = hint(StayForm.WITH_WORK, date(2026, 1, 5), pays=Answer.YES)
    assert found.protection is Protection.LIKELY
    assert "tenure.tied_to_work" in found.reasons


def test_a_room_with_the_owner_is_protected_after_nine_months() -> None:
    assert hint(StayForm.LODGER, date(2026, 2, 23)).protection is Protection.WEAK
    assert hint(StayForm.LODGER, date(2026, 2, 22)).protection is Protection.LIKELY
    assert hint(StayForm.NO_PAPER, date(2026, 10, 1), with_owner=Answer.YES).protection is Protection.WEAK


def test_a_temporary_lease_since_july_2024_mostly_has_no_end() -> None:
    assert hint(StayForm.TEMPORARY_LEASE, date(2024, 7, 1)).protection is Protection.LIKELY
    assert hint(StayForm.TEMPORARY_LEASE, date(2024, 6, 30)).protection is Protection.PERHAPS


def test_who_pays_nothing_is_hardly_protected_and_what_is_not_known_counts_against_nobody() -> None:
    assert hint(StayForm.USE_AGREEMENT, date(2020, 1, 1), pays=Answer.NO).protection is Protection.WEAK
    assert hint(StayForm.NO_PAPER).protection is Protection.UNKNOWN


@pytest.mark.parametrize("form", StayForm)
@pytest.mark.parametrize("pays", [None, *Answer])
def test_every_reason_stands_in_the_law_with_its_confidence(form: StayForm, pays: Answer | None) -> None:
    found = likely_protection(StayDescribed(matter=1, form=form, since=date(2026, 1, 1), pays=pays), DAY)
    for reason in found.reasons:
        assert LAW.on(DAY)[reason].confidence in {"G", "S", "M"}

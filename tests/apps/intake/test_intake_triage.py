"""What becomes of one signal? Examples in the order of the law, and what always holds."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.apps.intake.triage import (
    Claim,
    Earlier,
    Frame,
    Plan,
    Remark,
    Resident,
    due_on,
    is_legal_person,
    judge,
    unlawful,
)
from vangnet.apps.partners.covenants import Window
from vangnet.apps.partners.models import Partner
from vangnet.domain.agreements import Agreement, Practice
from vangnet.domain.codes import MatterKind, SetAside
from vangnet.domain.matching import Band, Outcome

ON = date(2026, 11, 23)
SAME = Outcome(Band.SAME, 1, 10, (), ())
HOUSEMATES = Outcome(Band.LOOK, None, 10, (), ())
UNCLEAR = Outcome(Band.LOOK, None, None, (), ())
NOBODY = Outcome(Band.NONE, None, None, (), ())
HANDLED = Earlier(64_000, False, date(2026, 10, 20), 1, 10, 5)


def claim(**said: Any) -> Claim:
    plain = Claim(
        MatterKind.RENT, 64_000, False, ON - timedelta(days=60), False, True, True, False, False, "van Dijk", True, True
    )
    return plain._replace(**said)


def frame(kind: Partner.Kind = Partner.Kind.LANDLORD, **known: Any) -> Frame:
    said = {"partner": "Huurhuis", "municipality": "Voorbeeldstad", "received_on": ON, "practice": Practice(), **known}
    return Frame(kind=kind, **said)


NOTHING_SPECIAL = Resident()


def verdict(
    said: Claim | None = None,
    found: Outcome = SAME,
    resident: Resident = NOTHING_SPECIAL,
    earlier: Earlier | None = None,
    at: Frame | None = None,
    *,
    inside: bool = True,
) -> tuple[Plan, SetAside | None, set[Remark]]:
    told = judge(said or claim(), at or frame(), found, resident, earlier, inside=inside)
    return told.plan, told.reason, {noted.code for noted in told.noted}


class TestLegalBasis:
    """Before anything is compared with the register."""

    def test_arrears_of_rent_may_be_reported(self) -> None:
        assert unlawful(claim(), frame()) is None

    def test_who_objects_is_not_reported(self) -> None:
        told = unlawful(claim(objection=True), frame())
        assert told is not None
        assert told.code is Remark.OBJECTION

    def test_no_answer_is_no_objection(self) -> None:
        assert unlawful(claim(objection=None), frame()) is None

    def test_a_mortgage_may_only_be_reported_where_the_trial_runs(self) -> None:
        said = claim(kind=MatterKind.MORTGAGE)
        lender = frame(Partner.Kind.MORTGAGE_LENDER, partner="Rabobank")
        assert unlawful(said, lender) is not None
        assert unlawful(said, frame(Partner.Kind.MORTGAGE_LENDER, partner="Rabobank", municipality="Tilburg")) is None

    def test_the_tax_office_from_six_hundred_euros(self) -> None:
        office = frame(Partner.Kind.OTHER, partner="Belastingdienst")
        assert unlawful(claim(kind=MatterKind.OTHER_DEBT, cents=59_999), office) is not None
        assert unlawful(claim(kind=MatterKind.OTHER_DEBT, cents=60_000), office) is None
        said = claim(kind=MatterKind.OTHER_DEBT, cents=60_000)
        assert verdict(said, at=office)[::2] == (Plan.WAITING_TRIAGE, {Remark.GROUND_UNSURE}), "who takes part?"

    def test_a_bailiff_reports_for_the_landlord(self) -> None:
        assert unlawful(claim(), frame(Partner.Kind.BAILIFF)) is None

    def test_a_shop_has_no_ground(self) -> None:
        assert unlawful(claim(kind=MatterKind.OTHER_DEBT), frame(Partner.Kind.OTHER, partner="Winkel")) is not None

    def test_before_the_law_nothing_could_be_reported(self) -> None:
        assert unlawful(claim(since=None), frame(received_on=date(2020, 12, 31))) is not None

    def test_where_the_list_of_participants_is_not_known_a_person_looks_it_up(self) -> None:
        said = claim(kind=MatterKind.OTHER_DEBT, since=ON - timedelta(days=400))
        cak = frame(Partner.Kind.OTHER, partner="CAK")
        assert unlawful(said, cak) is None
        assert verdict(said, at=cak)[::2] == (Plan.WAITING_TRIAGE, {Remark.GROUND_UNSURE})


class TestRepeat:
    def test_the_same_amount_again_is_set_aside(self) -> None:
        assert verdict(earlier=HANDLED) == (Plan.SET_ASIDE, SetAside.REPEAT, {Remark.REPEAT})

    def test_one_cent_more_must_be_handled(self) -> None:
        assert verdict(claim(cents=64_001), earlier=HANDLED) == (Plan.TAKEN_UP, None, {Remark.RISEN})

    @pytest.mark.parametrize(("cents", "plan"), [(64_099, Plan.SET_ASIDE), (64_100, Plan.TAKEN_UP)])
    def test_in_whole_euros_rounding_is_no_rise(self, cents: int, plan: Plan) -> None:
        assert verdict(claim(cents=cents, whole_euros=True), earlier=HANDLED)[0] is plan


class TestAmountAndAge:
    def test_below_the_threshold_of_the_municipality(self) -> None:
        practice = Practice(agreements=(Agreement(least_cents={MatterKind.RENT: 7_500}),))
        small = claim(cents=7_499)
        assert verdict(small, at=frame(practice=practice))[:2] == (Plan.SET_ASIDE, SetAside.UNJUSTIFIED)
        assert verdict(claim(cents=7_500), at=frame(practice=practice))[0] is Plan.TAKEN_UP
        assert verdict(small._replace(crisis=True), at=frame(practice=practice))[0] is Plan.TAKEN_UP

    @pytest.mark.parametrize(
        ("days", "marks"),
        [(29, {Remark.TOO_EARLY}), (30, set()), (100, set()), (101, {Remark.TOO_LATE})],
    )
    def test_outside_the_window_is_marked_never_set_aside(self, days: int, marks: set[Remark]) -> None:
        said = claim(kind=MatterKind.HEALTH, since=ON - timedelta(days=days))
        assert verdict(said, at=frame(Partner.Kind.HEALTH)) == (Plan.TAKEN_UP, None, marks)

    def test_the_partners_own_covenant_comes_before_the_national_one(self) -> None:
        at = frame(window=Window(least_age_days=90, least_cents=100_000))
        assert verdict(at=at) == (Plan.TAKEN_UP, None, {Remark.TOO_EARLY, Remark.BELOW_COVENANT})

    @pytest.mark.parametrize(
        ("days", "marks"), [(44, {Remark.TOO_EARLY}), (45, set()), (75, set()), (76, {Remark.TOO_LATE})]
    )
    def test_both_ends_of_that_window_belong_to_it(self, days: int, marks: set[Remark]) -> None:
        said = claim(since=ON - timedelta(days=days))
        assert verdict(said, at=frame(window=Window(45, 75)))[2] == marks

    def test_a_step_the_partner_did_not_take_is_marked(self) -> None:
        assert verdict(claim(pointed_to_help=False))[2] == {Remark.EVIDENCE_LACKS}
        assert verdict(claim(pointed_to_help=None))[2] == set()


class TestWho:
    def test_the_household_certain_the_person_not(self) -> None:
        assert verdict(found=HOUSEMATES)[0] is Plan.WAITING_PERSON

    def test_both_unclear(self) -> None:
        assert verdict(found=UNCLEAR)[0] is Plan.WAITING_WHO

    def test_living_here_but_not_in_the_register_is_taken_up(self) -> None:
        assert verdict(found=NOBODY) == (Plan.TAKEN_UP, None, {Remark.UNREGISTERED})

    def test_nobody_known_outside_the_municipality_is_for_a_person_to_decide(self) -> None:
        assert verdict(found=NOBODY, inside=False)[:2] == (Plan.WAITING_TRIAGE, SetAside.NOT_RESIDENT)

    def test_nobody_known_and_nowhere_to_go(self) -> None:
        assert verdict(claim(address_known=False), found=NOBODY)[0] is Plan.WAITING_WHO

    def test_a_company_is_no_resident(self) -> None:
        said = claim(name="Bakkerij Jansen B.V.", has_birth_date=False)
        assert verdict(said, found=NOBODY)[:2] == (Plan.WAITING_TRIAGE, SetAside.OTHER)

    @pytest.mark.parametrize(
        ("resident", "reason"),
        [
            (Resident(deceased_on=date(2026, 10, 2)), SetAside.DECEASED),
            (Resident(departed_on=date(2026, 9, 15)), SetAside.NOT_RESIDENT),
            (Resident(help_runs=True), SetAside.KNOWN_TO_DEBT_HELP),
        ],
    )
    def test_deceased_departed_or_helped_is_proposed_and_not_decided(
        self, resident: Resident, reason: SetAside
    ) -> None:
        assert verdict(resident=resident)[:2] == (Plan.WAITING_TRIAGE, reason)


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("Bakkerij Jansen B.V.", True), ("JANSEN BV", True), ("Stichting Thuis", True), ("Beta Holding", True),
        ("B.V. Jansen", False), ("Jansen VOF", False), ("Vereniging", True), ("Van Stichtingen", False),
        ("Bvink", False),
    ],
)  # fmt: skip
def test_a_sole_trader_is_a_resident_and_a_company_is_not(name: str, legal: bool) -> None:
    assert is_legal_person(name) is legal


def test_a_crisis_is_settled_in_a_day_and_the_rest_in_five() -> None:
    assert due_on(Plan.WAITING_TRIAGE, frame(), crisis=True) == date(2026, 11, 24)
    assert due_on(Plan.WAITING_WHO, frame(), crisis=False) == date(2026, 11, 30)
    assert due_on(Plan.TAKEN_UP, frame(), crisis=True) is None


OUTCOMES = st.sampled_from([SAME, HOUSEMATES, UNCLEAR, NOBODY])
DAYS = st.none() | st.dates(date(2026, 1, 1), ON)
CLAIMS = st.builds(
    claim,
    cents=st.integers(1, 900_000),
    since=st.none() | st.dates(date(2020, 1, 1), ON),
    crisis=st.booleans(),
    name=st.sampled_from(["van Dijk", "Jansen BV", ""]),
    has_birth_date=st.booleans(),
    address_known=st.booleans(),
)
RESIDENTS = st.builds(Resident, DAYS, DAYS, st.booleans())
EARLIER = st.none() | st.builds(
    Earlier, st.integers(1, 900_000), st.booleans(), st.dates(date(2026, 9, 1), ON), st.just(1), st.just(10), st.just(5)
)


@given(CLAIMS, OUTCOMES, RESIDENTS, EARLIER, st.booleans())
def test_a_machine_sets_aside_nothing_but_a_repeat(
    said: Claim, found: Outcome, resident: Resident, earlier: Earlier | None, inside: bool
) -> None:
    plan, reason, remarks = verdict(said, found, resident, earlier, inside=inside)
    if plan is Plan.SET_ASIDE:
        assert reason is SetAside.REPEAT
        assert earlier is not None
        assert said.cents - earlier.cents < 100
    if plan is Plan.WAITING_TRIAGE:
        assert remarks - {Remark.CRISIS, Remark.TOO_EARLY, Remark.TOO_LATE, Remark.RISEN}, "it says why"
    assert plan in {Plan.TAKEN_UP, Plan.SET_ASIDE} or due_on(plan, frame(), crisis=said.crisis)

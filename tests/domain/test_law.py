"""Is the law looked up for the right day, is every value sourced, and are the doubts admitted?"""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.domain.law import LAW, BadLaw, Confidence, NoSuchLaw, TermKind, read
from vangnet.domain.law.costs import collection_costs, court_fee
from vangnet.domain.law.courts import court_profile, districts
from vangnet.domain.law.signals import Lack, Place, ground_for, signal_grounds, signal_window

TODAY = date(2026, 5, 1)
DOCUMENT = Path(__file__).parents[2] / "docs" / "law.md"

WHOLE = """
[[stay]]
value = 3
unit = "weeks"
term = "statute"
article = "art. 1"
source = "the Act"
confidence = "L"
from = 2020-01-01
to = 2021-12-31

[[stay]]
value = 4
unit = "weeks"
term = "statute"
article = "art. 1"
source = "the Act as changed"
confidence = "S"
from = 2022-01-01
note = "Longer since the change."
"""


# Looking up ---------------------------------------------------------------------------------


def test_a_term_that_began_before_a_change_keeps_the_old_length() -> None:
    law = read({"home": WHOLE})
    assert law.on(date(2021, 12, 31))["home.stay"].number == 3
    assert law.on(date(2022, 1, 1))["home.stay"].number == 4


def test_a_value_says_where_it_stands_and_how_sure_we_are() -> None:
    value = LAW.on(TODAY)["wgs.first_conversation_threat"]
    assert (value.number, value.unit, value.term) == (3, "working_days", TermKind.STATUTE)
    assert value.article == "art. 4 lid 2 Wgs"
    assert value.confidence is Confidence.MODEL
    assert not value.to_verify
    assert LAW.on(TODAY)["court.judgment_limitation"].to_verify


def test_an_unknown_key_is_named_with_its_neighbours() -> None:
    with pytest.raises(NoSuchLaw, match=r"no law under 'wgs\.ofer' .* wgs\.offer_after_signal"):
        LAW.on(TODAY)["wgs.ofer"]


def test_a_day_before_the_law_is_named_with_the_days_that_are_known() -> None:
    with pytest.raises(NoSuchLaw, match=r"'wgs.decision' on 2019-03-01: .* from 2021-01-01$"):
        LAW.on(date(2019, 3, 1))["wgs.decision"]


def test_a_lapsed_rule_is_gone_afterwards() -> None:
    before, after = LAW.on(date(2025, 5, 14)), LAW.on(date(2025, 5, 15))
    assert before.get("signal_grounds.municipal_tax")
    assert after.get("signal_grounds.municipal_tax") is None
    codes = {value.key for value in after.subject("signal_grounds")}
    assert "signal_grounds.tax" in codes
    assert "signal_grounds.municipal_tax" not in codes


def test_a_value_is_read_only_as_what_it_is() -> None:
    on = LAW.on(TODAY)
    assert on["ddas.security_level"].text == "BBN2"
    assert on["wgs.threatening_situations"].rows[0] == "forced_eviction"
    assert on["practice.outreach_window"].fields["min_weeks"] == 12
    for read_as in ("text", "rows", "fields"):
        with pytest.raises(TypeError, match=r"wgs\.decision is a weeks"):
            getattr(on["wgs.decision"], read_as)
    with pytest.raises(TypeError, match=r"ddas\.security_level is a text, not a number"):
        _ = on["ddas.security_level"].number


def test_nobody_changes_the_law_by_accident() -> None:
    fields = LAW.on(TODAY)["practice.outreach_window"].fields
    with pytest.raises(TypeError):
        fields["min_weeks"] = 1  # type: ignore[index]


NEEDED_BY_THE_SIEVE = {
    "wgs.offer_after_signal": (28, "days"),
    "wgs.first_conversation": (4, "weeks"),
    "wgs.first_conversation_threat": (3, "working_days"),
    "wgs.decision": (8, "weeks"),
    "wgs.broad_moratorium": (6, "months"),
    "privacy.inform": (1, "months"),
    "privacy.retention_without_contact": (6, "months"),
    "privacy.retention_after_help": (5, "years"),
    "court.opposition": (4, "weeks"),
    "court.appeal": (3, "months"),
    "court.appeal_summary": (4, "weeks"),
    "court.eviction_after_service": (14, "days"),
    "court.notice_to_leave": (3, "days"),
    "court.goods_stored": (13, "weeks"),
    "court.moratorium": (6, "months"),
    "court.judgment_life_in_practice": (1, "years"),
    "court.judgment_limitation": (20, "years"),
    "court.housemate_claim": (6, "months"),
    "supplies.energy_final_signal": (20, "working_days"),
    "collection.letter_term": (14, "days"),
    "ddas.quick_fix": (30, "days"),
}


@pytest.mark.parametrize("key", NEEDED_BY_THE_SIEVE)
def test_what_the_agenda_rests_on_is_there(key: str) -> None:
    value = LAW.on(TODAY)[key]
    assert (value.number, value.unit) == NEEDED_BY_THE_SIEVE[key]
    assert value.term is not None


# How a value gets in ------------------------------------------------------------------------


def _broken(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (_broken("to = 2021-12-31", "to = 2022-03-31"), "home.stay: the record from 2020-01-01 to"),
        (_broken("to = 2021-12-31\n", ""), "home.stay: the record from 2020-01-01 overlaps"),
        (_broken("to = 2021-12-31", "to = 2021-11-30"), "nothing is said between 2021-11-30 and"),
        (_broken("to = 2021-12-31", "to = 2019-12-31"), "ends on 2019-12-31, before it begins on"),
        (_broken('article = "art. 1"\n', ""), "home.stay, record 1: 'article' is missing"),
        (_broken('source = "the Act"', 'source = " "'), "'source' must say something"),
        (_broken('confidence = "L"', 'confidence = "Z"'), "confidence 'Z' is none of L, D, S, G"),
        (_broken('unit = "weeks"', 'unit = "fortnights"'), "unit 'fortnights' is none of count"),
        (_broken('term = "statute"', 'term = "law"'), "term 'law' is none of statute, plain"),
        (_broken("from = 2020-01-01", 'from = "2020"'), "'from' must be a date"),
        (_broken("value = 3", "value = 0.5"), "0.5: write money in cents"),
        (_broken("value = 3", "value = 3\nremark = 1"), "'remark' is unknown"),
        ("[stay]\nvalue = 3", "home.stay: write it as [[stay]]"),
        ("[[stay]", "home.toml: Expected"),
    ],
)
def test_a_faulty_file_is_refused_and_told_why(text: str, complaint: str) -> None:
    with pytest.raises(BadLaw) as refusal:
        read({"home": text})
    assert complaint in str(refusal.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(BadLaw) as refusal:
        read({"home": _broken('unit = "weeks"', 'unit = "moons"'), "street": "[[x]]\nvalue = 1"})
    assert "home.stay, record 1" in str(refusal.value)
    assert "street.x, record 1: 'confidence' is missing" in str(refusal.value)


def test_records_may_stand_in_any_order() -> None:
    first, second = WHOLE.split("\n\n")
    law = read({"home": f"{second}\n\n{first}"})
    assert [value.number for value in law.history("home.stay")] == [3, 4]


@settings(deadline=None)
@given(st.dates(date(2022, 11, 1), date(2060, 1, 1)))
def test_every_key_has_one_answer_or_none_on_every_day(day: date) -> None:
    for key in LAW.values:
        assert sum(value.holds_on(day) for value in LAW.history(key)) <= 1


# Doubts -------------------------------------------------------------------------------------


def test_the_open_questions_in_the_documentation_are_exactly_those_of_the_data() -> None:
    listed = set(re.findall(r"^\| `([a-z_0-9.]+)` \| (\d{4}-\d\d-\d\d) \| (\w) \|", DOCUMENT.read_text(), re.MULTILINE))
    doubtful = {(v.key, str(v.valid_from), v.confidence.value) for v in LAW.to_verify()}
    missing, settled = sorted(doubtful - listed), sorted(listed - doubtful)
    assert not missing, f"add to docs/law.md: {missing}"
    assert not settled, f"no longer open, take out of docs/law.md: {settled}"


def test_what_comes_from_memory_is_marked_so() -> None:
    for history in LAW.values.values():
        for value in history:
            if "from memory" in value.source:
                assert value.confidence is Confidence.MEMORY, value.key


# Signals ------------------------------------------------------------------------------------


def test_a_landlord_may_report_any_arrears_anywhere() -> None:
    found = ground_for("rent", TODAY, municipality="Voorbeeldstad", amount=1, arisen_on=TODAY)
    assert found.ground
    assert found.ground.code == "rent"
    assert "offered_to_pass_on" in found.ground.needs


def test_a_mortgage_lender_may_report_only_in_the_experiment() -> None:
    inside = ground_for("mortgage", TODAY, municipality="Breda", creditor="Rabobank N.V.")
    outside = ground_for("mortgage", TODAY, municipality="Voorbeeldstad", creditor="Anders Bank")
    assert inside.ground
    assert outside.ground is None
    assert [lack for _, lack in outside.lacks] == [(Lack.MUNICIPALITY, Lack.CREDITOR)]


def test_the_tax_office_reports_from_six_hundred_euros_on_where_a_person_sees_who_takes_part() -> None:
    """Art. 2.5 lid 2 names who takes part; that list was not seen, so nothing passes by itself and nothing is lost."""

    def lacks(amount: int, day: date = TODAY) -> list[tuple[Lack, ...]]:
        found = ground_for("tax", day, municipality="Breda", creditor="Belastingdienst", amount=amount)
        assert found.ground is None
        return [lack for _, lack in found.lacks]

    assert lacks(60000) == [(Lack.PARTICIPANTS_UNKNOWN,)]
    assert lacks(59999) == [(Lack.PARTICIPANTS_UNKNOWN, Lack.AMOUNT)]
    assert lacks(60000, date(2025, 5, 14)) == []


@pytest.mark.parametrize(
    ("partner", "creditor", "municipality", "day", "carried"),
    [
        ("mortgage", "Aegon", "Tilburg", date(2021, 12, 31), False),
        ("mortgage", "Aegon", "Tilburg", date(2022, 1, 1), True),
        ("mortgage", "Aegon", "Rotterdam", date(2024, 3, 31), False),
        ("mortgage", "Aegon", "Rotterdam", date(2024, 4, 1), True),
        ("mortgage", "Syntrus Achmea", "Tilburg", date(2024, 3, 31), False),
        ("mortgage", "Syntrus Achmea", "Tilburg", date(2024, 4, 1), True),
    ],
)
def test_the_experiment_with_mortgages_began_small(
    partner: str, creditor: str, municipality: str, day: date, *, carried: bool
) -> None:
    assert bool(ground_for(partner, day, municipality=municipality, creditor=creditor).ground) is carried


def test_the_cak_reports_own_contributions_since_2024() -> None:
    before, after = (signal_grounds(day) for day in (date(2024, 3, 31), date(2024, 4, 1)))
    assert "cak_contribution" not in {ground.code for ground in before}
    assert "cak_contribution" in {ground.code for ground in after}


def test_an_experiment_whose_participants_we_do_not_know_waits_for_a_person() -> None:
    found = ground_for(
        "cak_contribution",
        TODAY,
        municipality="Breda",
        creditor="CAK",
        amount=9000,
        arisen_on=date(2026, 2, 1),
    )
    assert found.ground is None
    assert found.lacks[0][1] == (Lack.PARTICIPANTS_UNKNOWN, Lack.AMOUNT, Lack.AGE)


def test_a_partner_without_any_ground_lacks_everything() -> None:
    found = ground_for("sports_club", TODAY, municipality="Breda")
    assert (found.ground, found.lacks) == (None, ())


def test_every_ground_names_its_article() -> None:
    for ground in signal_grounds(TODAY):
        assert "Wgs" in ground.value.article
        assert ground.partners


@pytest.mark.parametrize(
    ("partner", "reported", "age", "place"),
    [
        ("energy", date(2022, 10, 31), 49, Place.TOO_EARLY),
        ("energy", date(2022, 10, 31), 50, Place.INSIDE),
        ("energy", date(2022, 10, 31), 101, Place.TOO_LATE),
        ("energy", date(2022, 11, 1), 30, Place.INSIDE),
        ("energy", date(2022, 11, 1), 400, Place.INSIDE),
        ("water", date(2022, 10, 31), 101, Place.TOO_LATE),
        ("water", date(2022, 11, 1), 101, Place.INSIDE),
        ("health", TODAY, 29, Place.TOO_EARLY),
        ("health", TODAY, 100, Place.INSIDE),
        ("health", TODAY, 101, Place.TOO_LATE),
        ("rent", TODAY, 29, Place.TOO_EARLY),
        ("rent", TODAY, 30, Place.INSIDE),
    ],
)
def test_the_convenants_window_is_that_of_the_day(partner: str, reported: date, age: int, place: Place) -> None:
    window = signal_window(partner, reported)
    assert window
    assert window.place(date.fromordinal(reported.toordinal() - age), reported) is place


def test_the_cak_reports_after_more_than_six_months() -> None:
    window = signal_window("cak_health", TODAY)
    assert window
    assert window.place(date(2025, 11, 1), TODAY) is Place.TOO_EARLY
    assert window.place(date(2025, 10, 31), TODAY) is Place.INSIDE


def test_the_convenant_says_nothing_about_other_partners() -> None:
    assert signal_window("tax", TODAY) is None
    assert signal_window("rent", date(2020, 1, 1)) is None


# Courts -------------------------------------------------------------------------------------


def test_rotterdam_grew_stricter_in_steps() -> None:
    def profile(day: date) -> tuple[bool, bool | None, int | None, bool]:
        found = court_profile("rotterdam", day)
        return (
            found.report_required,
            found.spreadsheet_suffices,
            found.min_months,
            found.max_contested,
        )

    assert profile(date(2022, 7, 17)) == (False, None, None, False)
    assert profile(date(2022, 7, 18)) == (True, False, None, False)
    assert profile(date(2024, 5, 1)) == (True, False, 2, False)
    assert profile(date(2025, 3, 18)) == (True, False, 2, True)


def test_a_writ_window_is_counted_in_calendar_months() -> None:
    rotterdam = court_profile("rotterdam", TODAY)
    assert rotterdam.writ_window(date(2025, 12, 31)) == (date(2026, 2, 28), date(2026, 6, 30))
    assert court_profile("limburg", TODAY).writ_window(TODAY) == (None, None)


def test_amsterdam_asks_for_letter_and_report_since_july_2021() -> None:
    assert not court_profile("amsterdam", date(2021, 6, 30)).letter_required
    amsterdam = court_profile("amsterdam", date(2021, 7, 1))
    assert amsterdam.letter_required
    assert amsterdam.report_required
    assert amsterdam.missing_report == "refusal"


def test_each_of_the_eleven_districts_has_a_profile_even_if_it_says_unknown() -> None:
    known = districts(TODAY)
    assert len(known) == 11
    for court in known:
        profile = court_profile(court, TODAY)
        assert profile.missing_report in {"refusal", "weighs", "not_decisive", "unknown"}
        if profile.missing_report == "unknown":
            assert profile.value.to_verify


def test_a_court_that_does_not_exist_is_no_profile() -> None:
    with pytest.raises(NoSuchLaw, match=r"courts\.utrecht"):
        court_profile("utrecht", TODAY)


# Costs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("principal", "costs"),
    [
        (0, 0),
        (100_00, 40_00),
        (266_66, 40_00),
        (266_73, 40_00),
        (266_74, 40_01),
        (1_000_00, 150_00),
        (2_500_00, 375_00),
        (5_000_00, 625_00),
        (10_000_00, 875_00),
        (200_000_00, 2_775_00),
        (1_000_000_00, 6_775_00),
        (9_000_000_00, 6_775_00),
    ],
)
def test_collection_costs_follow_the_scale(principal: int, costs: int) -> None:
    assert collection_costs(principal, TODAY, vat_deductible=True) == costs


def test_a_landlord_that_cannot_deduct_vat_may_add_it() -> None:
    assert collection_costs(1_000_00, TODAY, vat_deductible=False) == 181_50


def test_a_negative_principal_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="-1 eurocents"):
        collection_costs(-1, TODAY, vat_deductible=True)


@settings(deadline=None)
@given(st.integers(1, 2_000_000_00), st.integers(0, 100_000))
def test_a_higher_principal_never_costs_less(principal: int, more: int) -> None:
    low = collection_costs(principal, TODAY, vat_deductible=True)
    high = collection_costs(principal + more, TODAY, vat_deductible=True)
    assert 40_00 <= low <= high <= 6_775_00


@pytest.mark.parametrize(
    ("claim", "company", "person"),
    [
        (0, 130_00, 87_00),
        (500_00, 130_00, 87_00),
        (500_01, 328_00, 218_00),
        (1_500_01, 372_00, 248_00),
        (5_000_00, 496_00, 248_00),
        (5_000_01, 524_00, 248_00),
        (12_500_01, 1_409_00, 706_00),
    ],
)
def test_court_fees_rise_with_the_claim(claim: int, company: int, person: int) -> None:
    assert court_fee(claim, date(2024, 6, 1), legal_person=True) == company
    assert court_fee(claim, date(2024, 6, 1), legal_person=False) == person


def test_the_court_fee_was_not_indexed_for_2023() -> None:
    fees = [court_fee(2_000_00, date(year, 6, 1), legal_person=True) for year in (2022, 2023, 2024)]
    assert fees == [365_00, 365_00, 372_00]
    on = LAW.on(date(2023, 6, 1))
    assert on["collection.court_fee"].confidence is Confidence.SECONDARY
    assert on["collection.court_fee_low_income"].number == 86_00
    assert LAW.on(date(2024, 1, 1))["collection.court_fee_low_income"].number == 87_00


def test_the_statutory_scheme_was_halved_in_july_2023() -> None:
    assert LAW.on(date(2023, 6, 30))["court.statutory_scheme"].number == 36
    assert LAW.on(date(2023, 7, 1))["court.statutory_scheme"].number == 18


def test_the_court_fee_of_a_later_year_is_marked_as_our_own_guess() -> None:
    assert court_fee(500_00, TODAY, legal_person=True) == 130_00
    assert LAW.on(TODAY)["collection.court_fee"].confidence is Confidence.DERIVED

"""Four households that a court has spoken about: each told to its end, and nobody lost on the way."""

from tests.apps.intake.town import BRUIJN, MILAN, Town
from tests.journeys.telling import Telling
from vangnet.domain.codes import Role

CARLA, SJOERD, RIKA = Role.CASEWORKER, Role.COURT_OFFICER, Role.DIRECTOR


def summoned(story: Telling, served: str, hearing: str) -> None:
    """The bailiff brings the summons; the duty to report is looked at before the hearing."""
    story.record(CARLA, "contact", channel="phone", day_part="morning", reached="spoken", offered="on", informed="on")
    story.on(served)
    story.record(SJOERD, "summons", hearing_on=hearing)
    assert {"duty_check", "hearing_offer"} <= set(story.rules)
    story.record(SJOERD, "DutyChecked", fulfilled="yes")


def judged(story: Telling, day: str, *, default: bool, eviction_from: str = "", ruling: str = "dissolution") -> None:
    """The hearing was held and the judge spoke."""
    story.on(day)
    story.record(SJOERD, "HearingHeld", hearing="1.1", resident_there="no" if default else "yes")
    terms = {"ruling": ruling, "default": "yes" if default else "no", "eviction_from": eviction_from}
    story.record(SJOERD, "JudgmentGiven", **terms)


def last_offer(story: Telling, answer: str) -> None:
    """The last voluntary offer, and what the resident said to it."""
    story.record(CARLA, "LastOfferMade", kind="income_management")
    story.record(CARLA, "LastOfferAnswered", answer=answer)


def test_a_default_judgment_turned_into_a_second_chance(story: Telling, town: Town) -> None:
    """He was not at the hearing. Four weeks later the home would be cleared; a second chance is kept for a year."""
    story.on("2026-05-04")
    story.reported(town, MILAN | {"Achterstand sinds": "01-03-2026"})
    summoned(story, "2026-05-18", "2026-06-15")
    judged(story, "2026-06-15", default=True, eviction_from="2026-07-13")
    assert {"last_offer", "remedy", "stay", "rehousing_plan"} <= set(story.rules)
    story.on("2026-06-17")
    last_offer(story, "yes")
    story.record(SJOERD, "RemedyFiled", remedy="opposition")
    asked = ["current_rent", "instalments"]
    story.record(SJOERD, "SecondChanceAgreed", until="2027-06-30", conditions=asked)
    assert "watch_conditions" in story.rules
    for day in ("2026-07-16", "2026-10-15", "2027-02-15", "2027-06-14"):
        story.on(day)
        story.record(SJOERD, "ConditionChecked", kept="yes")
    story.on("2027-06-30")
    story.record(SJOERD, "SecondChanceEnded", how="kept")
    story.record(CARLA, "DebtSettled")
    assert "confirm_stay" in story.rules, "a payment alone never ends the danger"
    story.on("2027-07-02")
    story.record(SJOERD, "TenancyConfirmed")
    story.record_all_the_same(CARLA, "CaseClosed", result="paid_or_arranged")
    assert story.is_over()


def test_administration_weighed_and_refused_then_granted(story: Telling, town: Town) -> None:
    """The director first says no, with reasons; months later lighter help has failed and the court says yes."""
    story.on("2026-05-04")
    story.reported(town, BRUIJN | {"Achterstand sinds": "01-02-2026"})
    summoned(story, "2026-05-18", "2026-06-08")
    judged(story, "2026-06-08", default=False)
    story.on("2026-06-10")
    last_offer(story, "no")
    assert "weigh_administration" in story.rules
    story.on("2026-06-15")
    story.record(
        RIKA, "AdministrationNotRequested", reasons=["lighter_help_left"], note="Haar dochter helpt met de post."
    )
    assert "weigh_administration" not in story.rules
    story.on("2026-09-14")
    last_offer(story, "no")
    story.record(SJOERD, "EvictionAnnounced", matter="1", day="2026-10-19")
    shown = {"heard_or_attempts_shown": "yes", "lighter_steps_failed": "yes", "second_opinion": "yes"}
    shown |= {"ground": "problematic_debts", "until": "2028-09-30", "requested_by": str(story.cast.people[RIKA].pk)}
    refused = story.browser(RIKA).post(story.address("AdministrationRequested"), {**shown, "ground": ""})
    assert refused.status_code == 422, "without a legal ground nothing is asked of the court"
    alone = story.browser(RIKA).post(story.address("AdministrationRequested"), shown)
    assert alone.status_code == 422, "nor without a second professional"
    story.record(CARLA, "SecondOpinionGiven", needed="yes", by=story.cast.people[CARLA].pk)
    story.record(RIKA, "AdministrationRequested", **shown)
    assert "await_administration" in story.rules
    story.on("2026-10-05")
    story.record(SJOERD, "AdministrationDecided", answer="yes")
    story.record(RIKA, "EvictionCancelled", eviction="1.1")
    story.record(SJOERD, "TenancyConfirmed")
    story.record(CARLA, "DebtSettled")
    story.on("2027-09-20")
    assert "weigh_administration" in story.rules, "looked at again each year"


def test_an_evicted_family_is_rehoused_and_followed_for_a_year(story: Telling, town: Town) -> None:
    """The home was cleared with two children in it: one director, a place within weeks, and a year of asking after."""
    story.on("2026-05-04")
    story.reported(town, BRUIJN | {"Achterstand sinds": "01-02-2026"})
    story.record(CARLA, "HouseholdNoted", adults=1, minors=2)
    summoned(story, "2026-05-18", "2026-06-08")
    judged(story, "2026-06-08", default=True, eviction_from="2026-06-29")
    story.on("2026-06-10")
    last_offer(story, "no")
    story.record(RIKA, "RehousingDirectorNamed", director=story.cast.people[RIKA].pk)
    story.record(RIKA, "RehousingPlanned")
    story.record(SJOERD, "EvictionAnnounced", matter="1", day="2026-07-06")
    story.on("2026-06-15")
    story.record(
        RIKA,
        "AdministrationNotRequested",
        reasons=["too_heavy"],
        note="Zij is gehoord en wil het niet; de schulden zijn te overzien.",
    )
    for day in ("2026-06-30", "2026-07-03"):
        story.on(day)
        assert "stop_eviction" in story.rules, "never too late"
    story.on("2026-07-06")
    story.record(SJOERD, "EvictionCarriedOut", eviction="1.1")
    assert "record_loss" in story.rules
    assert "CaseClosed" not in story.kinds()
    story.record(RIKA, "LossDescribed", cause="arrears", children=2, destination="family_or_friends")
    story.on("2026-08-03")
    story.record(RIKA, "Rehoused")
    for month, day in ((3, "2026-10-05"), (6, "2027-01-04"), (12, "2027-07-05")):
        story.on(day)
        assert "follow_up" in story.rules, day
        story.record(CARLA, "DestinationChecked", month=month, destination="lasting_home", went="housed")
    story.record(CARLA, "DebtSettled")
    story.record(CARLA, "CaseClosed", result="paid_or_arranged")
    assert story.is_over()


def test_a_judgment_set_aside_on_appeal_after_payment(story: Telling, town: Town) -> None:
    """Everything was paid, and still the judgment stood: only the court of appeal takes the danger away."""
    story.on("2026-05-04")
    story.reported(town, MILAN | {"Achterstand sinds": "01-03-2026"})
    summoned(story, "2026-05-18", "2026-06-15")
    judged(story, "2026-06-15", default=False)
    story.on("2026-06-17")
    last_offer(story, "yes")
    story.record(SJOERD, "RemedyFiled", remedy="appeal")
    story.on("2026-06-29")
    story.record(CARLA, "DebtSettled")
    assert not story.is_over()
    closing = story.browser(CARLA).post(
        story.address("CaseClosed"), {"on_quick": "today", "result": "paid_or_arranged"}
    )
    assert closing.status_code == 422, "while the title lives the case does not close"
    story.on("2026-07-06")
    story.record(SJOERD, "EnforcementSuspended")
    story.on("2026-11-09")
    story.record(SJOERD, "JudgmentSetAside")
    story.record_all_the_same(CARLA, "CaseClosed", result="paid_or_arranged")
    assert story.is_over()

"""Milan Wójcik is behind with the rent: from the landlord's file to an arrangement kept, and a closed case."""

from tests.apps.intake.town import MILAN, Town, file_of
from tests.journeys.telling import Telling
from vangnet.apps.cases.models import Case
from vangnet.apps.outreach.models import FeedbackLog
from vangnet.domain.codes import Result, Role
from vangnet.domain.disclosure import Told


def test_from_a_delivery_to_a_closed_case(story: Telling, town: Town) -> None:
    milan_is_reported(story, town)
    he_is_spoken_to_and_accepts_help(story)
    an_arrangement_is_agreed_and_kept(story)
    the_case_is_closed_and_the_landlord_is_told(story, town)


def milan_is_reported(story: Telling, town: Town) -> None:
    story.on("2026-09-07")
    story.deliver(
        file_of([{**MILAN, "Bedrag": "640,00", "Achterstand sinds": "01-07-2026"}]), "huur.csv", town.landlord.pk
    )
    story.number = Case.of(town.municipality).get().number
    assert story.rules[:1] == ["assign"]
    assert "Wójcik" in story.page(Role.COORDINATOR, "today")
    story.record(Role.COORDINATOR, "OwnerAssigned", owner=story.cast.people[Role.CASEWORKER].pk)
    assert {"attempt", "offer"} <= set(story.rules)
    assert "Wójcik" in story.page(Role.CASEWORKER, "case_list")


def he_is_spoken_to_and_accepts_help(story: Telling) -> None:
    story.on("2026-09-11")
    assert "Wójcik" in story.page(Role.CASEWORKER, "today")
    story.record(Role.CASEWORKER, "contact", channel="card", day_part="afternoon", reached="left_note")
    story.on("2026-09-18")
    visitor = story.cast.people[Role.VISITOR].pk
    evening = {"day": "2026-09-18", "part": "evening", "capacity": 12, "walkers": [visitor], "act": "make"}
    assert "Molenlaan 14A" in story.send(Role.COORDINATOR, "round_new", **evening)
    story.record(
        Role.VISITOR, "contact", channel="visit", day_part="evening", reached="spoken", offered="on", informed="on"
    )
    assert "hear_answer" in story.rules
    story.record(Role.VISITOR, "answer", answer="yes")
    assert {"first_conversation", "pause"} <= set(story.rules)
    story.record(Role.CASEWORKER, "HouseholdNoted", adults=1, minors=0)


def an_arrangement_is_agreed_and_kept(story: Telling) -> None:
    story.on("2026-09-22")
    story.record(Role.CASEWORKER, "PauseAsked")
    story.on("2026-09-24")
    story.record(Role.CASEWORKER, "PauseAnswered", answer="yes", until="2026-12-24")
    story.on("2026-09-29")
    story.record(Role.CASEWORKER, "FirstConversationHeld", application="no", next_step_on="2026-10-06")
    story.record(
        Role.CASEWORKER,
        "ArrangementAgreed",
        instalments_first="2026-10-01",
        instalments_times=2,
        instalments_cents="320,00",
    )
    assert "watch_arrangement" in story.rules
    story.record(Role.CASEWORKER, "PlanStepDone")
    for month in ("10", "11"):
        story.on(f"2026-{month}-03")
        story.record(Role.CASEWORKER, "InstalmentPaid", due=f"1.2026-{month}-01")
    story.record(Role.CASEWORKER, "ArrangementCompleted")
    assert story.rules[0] in {"conclude", "feedback"}


def the_case_is_closed_and_the_landlord_is_told(story: Telling, town: Town) -> None:
    story.record(Role.CASEWORKER, "CaseClosed", result=Result.PAID_OR_ARRANGED.value)
    assert not story.case.is_open
    story.on("2026-11-06")
    assert town.landlord.name in story.page(Role.INTAKE, "feedback_list")
    story.send(Role.INTAKE, "feedback_give", town.landlord.key)
    told = FeedbackLog.of(town.municipality).get()
    assert (told.case, Told(told.code)) == (story.case.pk, Told(told.code))
    assert story.rules == []
    assert "Er was niets nieuws te vertellen." in story.send(Role.INTAKE, "feedback_give", town.landlord.key)

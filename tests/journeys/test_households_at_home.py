"""Six households that keep their home before a court has spoken: each told to its end through the screens."""

from typing import Any

import pytest
from django.urls import reverse

from tests.apps.intake.town import ANTON, BRUIJN, MILAN, Town
from tests.journeys.telling import Telling
from vangnet.domain.codes import Role

CARLA, VERA, SJOERD = Role.CASEWORKER, Role.VISITOR, Role.COURT_OFFICER
SPOKEN = {"channel": "visit", "reached": "spoken", "offered": "on", "informed": "on"}


def spoken_to(story: Telling, day: str, part: str, by: Role = CARLA, **how: Any) -> None:
    """Somebody of the team spoke to the resident, told of the rights and offered help."""
    story.on(day)
    story.record(by, "contact", day_part=part, **(SPOKEN | how))


def walks(story: Telling, day: str, part: str) -> None:
    """The coordinator puts the address on the looplijst of the visitor, who may open the dossier from then on."""
    story.on(day)
    visitor = story.cast.people[VERA].pk
    made = {"day": day, "part": part, "capacity": 12, "walkers": [visitor], "act": "make"}
    assert story.case.address.partition(",")[0] in story.send(Role.COORDINATOR, "round_new", **made)


def test_settled_at_the_door(story: Telling, town: Town) -> None:
    """A bank card that had expired: the rent is paid while the visitor stands on the stairs."""
    story.on("2026-09-07")
    story.reported(town, MILAN)
    story.on("2026-09-11")
    story.record(CARLA, "contact", channel="card", day_part="afternoon", reached="left_note")
    walks(story, "2026-09-18", "evening")
    spoken_to(story, "2026-09-18", "evening", VERA)
    story.record(VERA, "answer", answer="no", verified="on")
    assert "attempt" not in story.rules, "who was spoken to and said no is not called upon again"
    story.on("2026-09-21")
    story.record(CARLA, "DebtSettled")
    assert story.rules[0] in {"conclude", "feedback"}
    story.record(CARLA, "CaseClosed", result="paid_or_arranged")
    assert story.is_over()
    assert town.landlord.name in story.page(Role.INTAKE, "feedback_list")


def test_a_plan_with_three_creditors_and_a_missed_instalment(story: Telling, town: Town) -> None:
    """Rent, energy and a health insurer: three arrangements, one payment missed, and a call before it is a break."""
    story.on("2026-09-07")
    story.reported(town, MILAN)
    story.deliver_more(town, MILAN | {"Bedrag": "310,00"}, town.energy)
    story.record(CARLA, "MatterNoted", matter="new", kind="health", cents="220,00", **story.whose())
    assert len(story.file.facts.matters) == 3
    spoken_to(story, "2026-09-14", "afternoon")
    story.record(CARLA, "answer", answer="yes")
    story.on("2026-09-21")
    story.record(CARLA, "FirstConversationHeld", application="yes", next_step_on="2026-10-01")
    tenant = story.whose()["person"]
    story.send(CARLA, "plan", story.number, tenant, act="add", what="Drie regelingen", who="us", due="2026-10-15")
    story.fill_in(CARLA, reverse("decision", args=[story.number, tenant]), answer="yes", kind="debt_help")
    for matter, cents in (("1", "64,00"), ("2", "31,00"), ("3", "22,00")):
        terms = {"instalments_first": "2026-10-01", "instalments_times": 10, "instalments_cents": cents}
        story.record(CARLA, "ArrangementAgreed", matter=matter, **terms)
    assert story.rules.count("watch_arrangement") == 3
    story.on("2026-10-02")
    for matter in "13":
        story.record(CARLA, "InstalmentPaid", due=f"{matter}.2026-10-01")
    story.on("2026-10-07")
    story.record(CARLA, "InstalmentMissed", due="2.2026-10-01")
    watched = next(step for step in story.file.agenda if step.rule == "watch_arrangement" and step.stage == "missed")
    assert watched.by.isoformat() == "2026-10-09", "called within two working days"
    story.on("2026-10-08")
    story.record(CARLA, "contact", channel="phone", day_part="afternoon", reached="spoken", informed="on")
    story.record(CARLA, "InstalmentPaid", due="2.2026-10-01")
    assert not any(step.stage == "missed" for step in story.file.agenda)
    assert "ArrangementBroken" not in story.kinds()


def test_help_refused_to_the_end_yet_housed(story: Telling, town: Town) -> None:
    """He wants no help from anybody, says so at every danger, and pays the whole sum on the day before the hearing."""
    story.on("2026-09-07")
    story.reported(town, BRUIJN)
    spoken_to(story, "2026-09-12", "morning")
    story.record(CARLA, "answer", answer="no", verified="on")
    assert "attempt" not in story.rules
    story.on("2026-10-05")
    story.record(SJOERD, "summons", hearing_on="2026-10-29")
    assert {"crisis_contact", "hearing_offer", "duty_check"} & set(story.rules), "a new danger, a new approach"
    spoken_to(story, "2026-10-08", "afternoon")
    story.record(CARLA, "answer", answer="no", verified="on")
    story.on("2026-10-12")
    story.record(SJOERD, "DutyChecked", fulfilled="no")
    story.on("2026-10-28")
    story.record(CARLA, "DebtSettled")
    assert not story.is_over(), "the claim still stands before the court"
    story.on("2026-10-29")
    story.record(SJOERD, "ProceedingsWithdrawn")
    story.record(CARLA, "CaseClosed", result="arranges_it_self")
    assert story.is_over()
    assert "HelpAccepted" not in story.kinds()


@pytest.mark.usefixtures("town")
def test_nuisance_without_any_debt(story: Telling) -> None:
    """The landlord wants the home back for nuisance: routes of their own, and nobody asks for money."""
    story.on("2026-09-07")
    story.opened("9101AB", "12", reason="matter", kind="nuisance")
    assert {"other_threats", "mediation", "proportionality", "childs_interest"} <= set(story.rules)
    assert not {"pause", "feedback", "before_summons"} & set(story.rules), "there is no creditor"
    story.on("2026-09-09")
    story.record(SJOERD, "RouteTaken", route="mediation")
    assert "mediation" not in story.rules
    spoken_to(story, "2026-09-10", "afternoon")
    story.on("2026-09-23")
    story.record(SJOERD, "RouteTaken", route="care")
    story.on("2026-10-20")
    story.record(SJOERD, "ThreatEnded", how="solved")
    assert "conclude" in story.rules
    story.record(CARLA, "CaseClosed", result="other_help_runs")
    assert story.is_over()


def test_the_tenant_dies_and_the_caretaking_son_stays(story: Telling, town: Town) -> None:
    """He cared for his father and has no lease of his own; within six months he claims the tenancy, and gets it."""
    story.on("2026-09-07")
    story.reported(town, ANTON)
    story.on("2026-09-21")
    story.record(CARLA, "TenantDied", **story.whose())
    story.record(CARLA, "MatterNoted", matter="new", kind="tenant_died", person=story.housemate())
    assert {"other_threats", "housemates_claim"} <= set(story.rules)
    story.on("2026-09-23")
    threat = str(max(story.file.facts.matters))
    story.record(SJOERD, "RouteTaken", matter=threat, route="housemates_claim")
    assert "housemates_claim" not in story.rules
    story.on("2026-10-12")
    story.record(SJOERD, "EvictionAnnounced", matter=threat, day="2026-11-09")
    assert {"stop_eviction", "rehousing_plan"} <= set(story.rules)
    story.on("2026-10-20")
    story.record(Role.DIRECTOR, "EvictionCancelled", eviction=f"{threat}.1")
    story.on("2026-11-02")
    story.record(SJOERD, "ThreatEnded", matter=threat, how="tenancy_recognised")
    story.record(CARLA, "DebtSettled", matter="1")
    story.record(CARLA, "CaseClosed", result="paid_or_arranged")
    assert story.is_over()


def test_moved_to_another_municipality(story: Telling, town: Town) -> None:
    """She has a new home in the next town, and the debt goes with her: handed over warmly, not dropped."""
    story.on("2026-09-07")
    story.reported(town, BRUIJN)
    spoken_to(story, "2026-09-11", "evening")
    story.record(CARLA, "answer", answer="yes")
    story.on("2026-09-16")
    story.record(CARLA, "MovedAway", to="0363", **story.whose())
    assert "handover" in story.rules
    story.on("2026-09-18")
    story.record(CARLA, "MovedAway", to="0363", handed_over="on", **story.whose())
    assert "handover" not in story.rules
    story.record(CARLA, "CaseClosed", result="not_resident")
    assert story.is_over()
    assert town.landlord.name in story.page(Role.INTAKE, "feedback_list")

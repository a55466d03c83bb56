"""Does the page of a threat without debt lead through what is open, and only whoever may know of it?"""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.cases.conftest import TODAY, told
from tests.apps.cases.recording import TODAY_SENT, address, hidden, latest
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, ClosureGround, MatterKind, Pressure, Route, StayForm, ThreatEnd

VisitAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("the_day")
SINCE = date(2026, 11, 19)


@pytest.fixture
def rika(visit_as: VisitAs, director: User) -> Client:
    return visit_as(director)


def threatened(case: Case, kind: MatterKind, *facts: e.Event) -> str:
    """The address of the page, of a case with such a threat as its second matter."""
    told(case, e.MatterNoted(matter=2, kind=kind), *facts, on=SINCE)
    return reverse("threats", args=[case.number])


def page(browser: Client, url: str) -> str:
    response = browser.get(url)
    assert response.status_code == 200
    return response.text


def test_a_closure_shows_objection_relief_proportion_and_the_children(rika: Client, case: Case) -> None:
    shown = page(rika, threatened(case, MatterKind.CLOSURE))
    for words in ("voorlopige voorziening", "verhouding", "belang van de kinderen", "nog niet bekeken"):
        assert words in shown
    assert "volgens de wet uiterlijk 31 dec 2026, misschien eerder" in shown
    assert "buurtbemiddeling" not in shown


def test_the_term_against_a_closure_runs_from_the_day_on_which_the_decision_was_sent(rika: Client, case: Case) -> None:
    url = threatened(case, MatterKind.CLOSURE, e.MatterNoted(matter=3, kind=MatterKind.NUISANCE))
    assert "niet bekend: vraag het na" in page(rika, url)
    form = address(case, "ClosureDecided", "legal_remedy.matter.2", "dreiging")
    assert "matter" not in rika.get(form).context["form"].visible_fields(), "of the nuisance it cannot be"
    assert rika.post(form, {**hidden(rika, form), **TODAY_SENT})["Location"] == url
    assert latest(case) == e.ClosureDecided(matter=2)
    assert "niet bekend: vraag het na" in page(rika, url)
    assert "Op welke dag het is verstuurd, weten wij niet." in page(rika, reverse("case", args=[case.number]))
    later = {**hidden(rika, form), **TODAY_SENT, "sent": "2026-11-24"}
    asked = rika.post(form, later)
    assert "na maandag 23 november 2026, de dag waarop u ervan hoorde" in asked.text
    rika.post(form, {**hidden(rika, form), **TODAY_SENT, "sent": "2026-11-02", "based_on": "drugs"})
    assert latest(case) == e.ClosureDecided(matter=2, sent=date(2026, 11, 2), based_on=ClosureGround.DRUGS)
    shown = page(rika, url)
    assert "<dt>Besluit verstuurd</dt><dd>2 nov 2026</dd>" in shown
    assert "volgens de wet tot en met 14 dec 2026" in shown
    told_of = page(rika, reverse("case", args=[case.number]))
    assert "Het besluit is verstuurd op maandag 2 november 2026" in told_of
    assert "drugs (artikel 13b Opiumwet)" in told_of


def test_what_was_looked_at_says_so_also_when_it_was_closed(rika: Client, case: Case) -> None:
    url = threatened(case, MatterKind.NUISANCE)
    form = address(case, "RouteTaken", "mediation.matter.2", "dreiging")
    sent = {**hidden(rika, form), **TODAY_SENT, "matter": "2", "route": "mediation", "closed": "on"}
    assert rika.post(form, sent)["Location"] == url
    assert latest(case) == e.RouteTaken(matter=2, route=Route.MEDIATION, closed=True)
    assert "niet open" in page(rika, url)
    assert rika.post(form, {**hidden(rika, form), **TODAY_SENT, "matter": "2", "route": "bribe"}).status_code == 422


@pytest.mark.parametrize("route", [Route.MEDIATION, Route.CARE])
def test_the_route_that_was_pressed_stands_ready_and_can_be_changed(rika: Client, case: Case, route: Route) -> None:
    shown = rika.get(threatened(case, MatterKind.NUISANCE)).context["threats"][0]
    pressed = next(way.record.url for way in (*shown.ways, *shown.also) if way.record.url.endswith(f"weg={route}"))
    form = rika.get(pressed).context["form"]
    assert form["route"].value() == route
    sent = {**hidden(rika, pressed), **TODAY_SENT, "matter": "2", "route": "proportionality"}
    assert rika.post(pressed, sent).status_code == 302
    assert latest(case) == e.RouteTaken(matter=2, route=Route.PROPORTIONALITY)


def test_where_no_child_lives_no_childs_interest_is_asked(rika: Client, case: Case) -> None:
    url = threatened(case, MatterKind.NUISANCE, e.HouseholdNoted(adults=1, minors=0))
    assert "belang van de kinderen" not in page(rika, url)


def test_the_son_who_cared_sees_until_when_he_can_claim(rika: Client, case: Case) -> None:
    url = threatened(case, MatterKind.TENANT_DIED)
    assert "volgens de wet tot en met 19 mei 2027" in page(rika, url)


def test_the_short_questions_point_to_protection_with_source_and_confidence(rika: Client, case: Case) -> None:
    url = threatened(case, MatterKind.END_OF_STAY)
    assert "Waarschijnlijk is er huurbescherming" not in page(rika, url)
    stay = e.StayDescribed(matter=2, form=StayForm.WITH_WORK, since=date(2026, 3, 1), pays=Answer.YES)
    told(case, stay, on=TODAY)
    shown = page(rika, url)
    for words in (
        *(
            "Waarschijnlijk is er huurbescherming",
            "arbeidsmigranten",
            "handreiking Eropaf!",
            "uit een andere bron, na te gaan",
        ),
        *("geen oordeel", "Bond Precaire Woonvormen"),
    ):
        assert words in shown


def test_unlawful_pressure_says_by_what_and_who_was_called(rika: Client, case: Case) -> None:
    told(case, e.UnlawfulPressureNoted(matter=2, pressure=Pressure.LOCKS), on=SINCE)
    url = reverse("threats", args=[case.number])
    shown = page(rika, url)
    assert "een ander slot" in shown
    assert "Ingeschakeld" not in shown
    told(case, e.RouteTaken(matter=2, route=Route.POLICE), on=TODAY)
    assert "<dt>Ingeschakeld</dt><dd>politie</dd>" in page(rika, url)
    told(case, e.RouteTaken(matter=2, route=Route.CHILDS_INTEREST), on=TODAY)
    assert "<dt>Ingeschakeld</dt><dd>politie</dd>" in page(rika, url), "the interest of a child is nobody to call"


def test_the_form_of_pressure_asks_by_what_and_keeps_what_was_typed(rika: Client, case: Case) -> None:
    form = address(case, "UnlawfulPressureNoted")
    refused = rika.post(form, {**hidden(rika, form), **TODAY_SENT, "matter": "new"})
    assert refused.status_code == 422
    assert "pressure" in refused.context["form"].errors
    assert refused.context["form"]["matter"].value() == "new"


def test_a_debt_caseworker_who_does_not_own_the_case_sees_nothing_of_it(
    case: Case, visit_as: VisitAs, caseworker: User, director: User, rika: Client
) -> None:
    url = threatened(case, MatterKind.CLOSURE, e.OwnerAssigned(owner=director.pk))
    shown = page(visit_as(caseworker), url)
    assert "sluiting" not in shown
    assert "geen bedreiging zonder schuld te zien" in shown
    assert "burgemeester" in page(rika, url)


def test_the_other_municipality_finds_no_page(case: Case, outsider: User, visit_as: VisitAs) -> None:
    assert visit_as(outsider).get(threatened(case, MatterKind.CLOSURE)).status_code == 404


def test_over_it_asks_nothing_more(rika: Client, case: Case) -> None:
    url = threatened(case, MatterKind.NUISANCE, e.ThreatEnded(matter=2, how=ThreatEnd.SOLVED))
    shown = page(rika, url)
    assert "Voorbij" in shown
    assert "nog niet bekeken" not in shown


def test_a_threat_without_a_day_stands_on_the_board_until_it_is_over(rika: Client, case: Case) -> None:
    url = threatened(case, MatterKind.NUISANCE)
    (line,) = rika.get(reverse("board")).context["lines"]
    assert (line.day, line.threat_url, line.cause) == (None, url, "dreiging zonder aangekondigde dag: overlast")
    told(case, e.ThreatEnded(matter=2, how=ThreatEnd.SOLVED))
    assert rika.get(reverse("board")).context["lines"] == []


def test_the_page_asks_as_many_queries_for_three_threats_as_for_one(rika: Client, case: Case) -> None:
    url = threatened(case, MatterKind.NUISANCE)
    with CaptureQueriesContext(
        connection,
    ) as one:
        page(rika, url)
    told(case, e.MatterNoted(matter=3, kind=MatterKind.CLOSURE), e.MatterNoted(matter=4, kind=MatterKind.SUBLET))
    with CaptureQueriesContext(connection) as three:
        page(rika, url)
    assert len(three) == len(one)

"""The lower half of the sieve, on screen: one household from the summons to a home that lasts."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.browsing import Person
from tests.journeys.serving import ServedTown

pytestmark = pytest.mark.browser
RENT_ONLY = "/dossiers/?filter=1&kind=rent&step=4"


def test_from_summons_to_rehousing(sits_down: Callable[..., Person], served: ServedTown) -> None:
    zita, rika = sits_down("zita"), sits_down("rika")
    case = a_summons_is_served(zita)
    served.on("2026-12-07")
    the_hearing_is_held(zita, case)
    served.on("2026-12-14")
    the_judgment_and_the_last_offer(zita, rika, case)
    served.on("2027-01-11")
    the_home_is_lost_and_another_found(zita, rika, case)


def a_summons_is_served(zita: Person) -> str:
    """Gives the address of the case."""
    zita.go(RENT_ONLY)
    rows = zita.main.locator("tbody tr").filter(has=zita.page.get_by_text("Huur", exact=True))
    rows.filter(has_not=zita.page.locator(".chip--alarm")).first.get_by_role("link").click()
    case = zita.path
    zita.record("Dagvaarding betekend, met zitting", hearing_on="2026-12-07")
    assert "Zitting over 14 dagen" in zita.said
    assert step(zita).startswith("7")
    return case


def the_hearing_is_held(zita: Person, case: str) -> None:
    zita.go(case)
    zita.record("Zitting geweest", "ja", judgment_on="2026-12-14")
    zita.picture("zitting")


def the_judgment_and_the_last_offer(zita: Person, rika: Person, case: str) -> None:
    a_slip_is_asked_about(zita, case)
    zita.go(case)
    zita.record("Vonnis gewezen", "ontbinding en ontruiming", "nee", eviction_from="2026-12-28")
    assert "Doe het laatste" in zita.said
    zita.record("Ontruiming aangekondigd", day="2027-01-11")
    rika.go(case)
    rika.picture("ontruiming")
    rika.record("Laatste vrijwillige aanbod gedaan", "schuldhulpverlening")
    rika.record("Antwoord op het laatste aanbod", "ja")
    rika.record("Regisseur aangewezen", "Rika Regie")
    rika.record("Plan voor een andere woning")
    assert "Ontruiming over 28 dagen" in rika.said


def a_slip_is_asked_about(zita: Person, case: str) -> None:
    """Default, though the resident was at the hearing: what was typed stays, and the question is where the eye is."""
    zita.go(f"{case}leg-vast/JudgmentGiven/")
    zita.main.get_by_label("vandaag,").check()
    zita.choose_what_it_is_about()
    zita.choose("ontbinding en ontruiming", "ja")
    zita.fill(note="Uit de brief van de deurwaarder")
    zita.press("Leg vast")
    assert "Een verstekvonnis op maandag 14 december 2026" in zita.said
    assert zita.page.evaluate("document.activeElement.name") == "confirmed"
    assert zita.main.locator("[name=note]").input_value() == "Uit de brief van de deurwaarder"
    assert zita.judge() == []
    assert zita.too_wide() == []


def children(person: Person) -> str:
    """How many children live there, as the dossier tells."""
    told = re.search(r"(\d+) kind", person.said)
    return told[1] if told else "0"


def the_home_is_lost_and_another_found(zita: Person, rika: Person, case: str) -> None:
    zita.go(case)
    zita.record("Ontruiming uitgevoerd")
    assert "nu: Herhuisvesting" in zita.said
    rika.go(case)
    rika.record(
        "Verlies van de woning beschreven", "betalingsachterstand", "tijdelijke woning", children=children(rika)
    )
    rika.record("Blijvende woning gevonden")
    rika.picture("herhuisvesting")
    assert step(rika).startswith("11")


def step(person: Person) -> str:
    """Where the ribbon stands."""
    return person.main.locator(".ribbon__now").inner_text()

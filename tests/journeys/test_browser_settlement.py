"""One creditor says no to what the others accept: from the debts to the settlement that a court makes possible.

In a real browser, by the caseworker and the court officer, at a desk and on a phone.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.browsing import Person
from tests.journeys.households import opens, reached
from tests.journeys.serving import ServedTown

pytestmark = pytest.mark.browser
SitsDown = Callable[..., Person]
WHY = "Van de uitkering blijft 95 euro in de maand over. Meer kan niet zonder nieuwe schulden."
TRIED = "De energieleverancier wil alles in drie maanden. Twee keer gebeld, en het geldplaatje laten zien."


def test_a_creditor_says_no_and_the_court_makes_it_join(sits_down: SitsDown, served: ServedTown) -> None:
    carla = sits_down("carla")
    case = opens(carla, "Dekker", 14, "640,00")
    help_runs_for_two_debts(carla, case)
    both_creditors_get_an_offer(carla)
    one_says_yes_and_the_other_no(carla)
    the_request_says_what_it_still_lacks(carla)
    it_is_written_and_made(carla)
    carla.record_on_page("Dwangakkoord gevraagd", "vandaag, ma 23 nov")
    served.on("2026-12-18")
    the_court_says_yes(sits_down("zita"), case)
    served.on("2026-12-21")
    the_settlement_begins(carla, case)


def help_runs_for_two_debts(carla: Person, case: str) -> None:
    carla.record("Dossier toegewezen", "Carla Consulent")
    carla.record(
        "Kwestie bekend geworden", "achterstand energie", "M. Dekker", about="nieuwe kwestie", cents="1.310,00"
    )
    reached(carla, "middag")
    carla.record("Antwoord op het hulpaanbod", "ja, graag hulp")
    assert carla.path == case


def both_creditors_get_an_offer(carla: Person) -> None:
    carla.main.get_by_role("link", name="Geldplaatje").first.click()
    carla.main.get_by_role("link", name="Schuldregeling").first.click()
    carla.follow("Doe de schuldeisers een voorstel")
    carla.fill(room="95,00", first="2026-12-28")
    carla.press("Reken uit")
    shown = carla.main.get_by_role("table").inner_text().replace("\xa0", " ")
    assert "€ 31,18" in shown, "95 euros by what is owed"
    assert "87,6%" in shown
    carla.fits_a_phone()
    carla.picture("schuldregeling-voorstel")
    carla.choose("vandaag, ma 23 nov")
    carla.press("Leg vast als voorstel")
    assert "De brieven staan klaar." in carla.said
    letter = text_of(carla, "Brief aan de schuldeiser (PDF): huurachterstand")
    assert "€ 31,18 per maand, 18 keer, tot en met zondag 28 mei 2028" in letter


def one_says_yes_and_the_other_no(carla: Person) -> None:
    ways = ("Leg vast wat een schuldeiser antwoordt", "Leg het antwoord vast")
    for way, debt, answer in zip(ways, ("huurachterstand", "achterstand energie"), ("ja", "nee"), strict=True):
        carla.follow(way)
        carla.choose_what_it_is_about(debt)
        carla.choose(answer, "vandaag, ma 23 nov")
        carla.press("Leg het antwoord vast")
        assert "Het antwoord is vastgelegd." in carla.said


def the_request_says_what_it_still_lacks(carla: Person) -> None:
    carla.follow("Geldplaatje", within=carla.page.locator(".trail"))
    carla.main.get_by_role("link", name="Schuldregeling").first.click()
    carla.follow("Zei een schuldeiser nee?")
    expect(carla.main.locator(".ticks__no")).to_have_count(1)
    assert "er staat nog niet bij waarom" in carla.said
    assert "zei nee op 23 nov 2026" in carla.said
    carla.fits_a_phone("dwangakkoord-telefoon")
    assert "Concept" in text_of(carla, "Bekijk het concept (PDF)")


def it_is_written_and_made(carla: Person) -> None:
    carla.fill(why=WHY, tried=TRIED)
    carla.press("Bewaar")
    expect(carla.main.locator(".ticks__no")).to_have_count(0)
    carla.fits_a_phone()
    carla.picture("dwangakkoord")
    paper = text_of(carla, "Maak het verzoek (PDF)")
    assert "Concept" not in paper
    assert WHY in paper
    refused = "achterstand energie, € 1.310,00: zei nee op 23 nov 2026; aangeboden is € 1.148,76, dat is 87,6%"
    assert refused in paper


def text_of(who: Person, words: str) -> str:
    """What the paper behind this link says."""
    with who.page.expect_download() as given:
        who.main.get_by_role("link", name=words).click()
    pages = PdfReader(BytesIO(Path(given.value.path()).read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def the_court_says_yes(zita: Person, case: str) -> None:
    zita.go(case)
    zita.main.locator("summary", has_text="Later nog").click()
    zita.follow("Dwangakkoord")
    assert "Gevraagd op 23 nov 2026. De rechter beslist." in zita.said
    zita.record_on_page("Uitspraak over het dwangakkoord", "vandaag, vr 18 dec", "ja")
    assert "De rechter zei op 18 dec 2026 ja. Leg nu het begin van de schuldregeling vast." in zita.said
    zita.fits_a_phone()


def the_settlement_begins(carla: Person, case: str) -> None:
    carla.go(case)
    carla.main.locator("summary", has_text="Later nog").click()
    carla.follow("Dwangakkoord")
    carla.follow("Schuldregeling begonnen")
    assert "In het dossier staat samen € 1.950,00." in carla.said.replace("\xa0", " ")
    assert carla.main.locator("[name=owed]").input_value() == "1950,00", "as it was offered"
    carla.choose("vandaag, ma 21 dec")
    carla.press("Leg het begin vast")
    assert "Kwijtgescholden aan het eind" in carla.said
    carla.fits_a_phone()
    carla.picture("schuldregeling")
    assert "95,00" in text_of(carla, "Brief voor de bewoner (PDF)")

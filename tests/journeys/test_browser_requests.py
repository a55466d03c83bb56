"""Does somebody without a case get an answer about the own data, from the desk in a real browser?"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import Person
from tests.journeys.serving import ServedTown

pytestmark = pytest.mark.browser
SitsDown = Callable[..., Person]


def test_the_register_alone_knows_who_asks(sits_down: SitsDown, served: ServedTown) -> None:
    assert served.address
    ineke = sits_down("ineke")
    ineke.turn_to("Verzoeken")
    ineke.main.get_by_role("link", name=re.compile("inzage")).first.click()
    asked = ineke.path
    she_says_what_is_of_who_asks(ineke)
    she_answers(ineke)
    expect(ineke.main.get_by_role("link", name="Antwoord op uw verzoek over uw gegevens (PDF)")).to_be_visible()
    coen = sits_down("coen")
    assert f"verzoek over gegevens {asked.split('/')[2]}:" not in coen.said
    assert "Wacht op antwoord" in coen.said


def she_says_what_is_of_who_asks(ineke: Person) -> None:
    """The one with the same birth date; housemates who are called alike stay out of it."""
    born = ineke.main.locator("dl dd").nth(1).inner_text()
    mine = ineke.main.locator("label.choice", has_text=born)
    expect(mine).to_have_count(1)
    mine.locator("input").check()
    ineke.press("Bewaar wat van deze persoon is")
    ineke.fits_a_phone()
    ineke.picture("verzoek")
    with ineke.page.expect_download() as given:
        ineke.press("Maak het overzicht (PDF)")
    assert given.value.suggested_filename.startswith("overzicht-verzoek-")


def she_answers(ineke: Person) -> None:
    """A yes without what was done comes back; what was typed stays."""
    ineke.follow("Beantwoord het verzoek")
    ineke.choose("ja, helemaal", "vandaag, ma 23 nov")
    ineke.press("Leg vast")
    expect(ineke.main.locator(".summary")).to_be_visible()
    ineke.fits_a_phone()
    ineke.fill(given="U krijgt hierbij een overzicht van alles wat wij over u bewaren.")
    ineke.press("Leg vast")
    assert "Verzoek en antwoord worden bewaard tot en met dinsdag 23 november 2027." in ineke.said

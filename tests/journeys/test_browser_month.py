"""A month of work, as a new user meets it: the partners' eight files become cases, doors, an answer and feedback."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.browsing import PHONE, Person
from tests.journeys.serving import ServedTown

pytestmark = pytest.mark.browser
AT_THE_DOORS = (
    ("Gesproken", "Ja, hulp aangeboden", "Denkt erover na"),
    ("Niemand thuis|In de bus gedaan", "Ja", "Leg vast"),
)
"""What happened, was help offered, what next. Nobody is home at a visit; a card is only put in the letterbox."""
SitsDown = Callable[..., Person]


def test_a_month_of_work(sits_down: SitsDown, served: ServedTown) -> None:
    ineke = sits_down()
    ineke.go("/inloggen/")
    ineke.picture("inloggen")
    ineke.log_in("ineke")
    the_eight_files_are_tried_and_taken_in(ineke, served)
    what_is_unclear_is_settled(ineke)
    the_cases_get_an_owner(sits_down("coen"))
    carla = sits_down("carla")
    carla_goes_through_her_day(carla)
    address = a_looplijst_is_made_and_printed(carla)
    the_doors_are_walked(sits_down("vera", PHONE, has_touch=True), address)
    partner = the_answer_is_recorded_and_the_case_closed(carla, address)
    the_partner_is_told(ineke, partner)
    others_look_on(sits_down("annet"), sits_down("pieter"))


def the_eight_files_are_tried_and_taken_in(ineke: Person, served: ServedTown) -> None:
    ineke.turn_to("Signalen")
    ineke.follow("Aanleveringen")
    ineke.main.locator("input[type=file]").set_input_files(served.files)
    assert len(served.files) == 8
    expect(ineke.main.locator("[data-chosen] li")).to_have_count(8)
    ineke.press("Controleer de bestanden")
    ready = ineke.main.get_by_role("row").filter(has_text="klaar om op te nemen")
    expect(ready).to_have_count(8)
    ineke.picture("aanleveringen")
    while ready.count():
        ready.get_by_role("link").first.click()
        assert "Wat ermee zou gebeuren" in ineke.said or "staat niemand" in ineke.said
        if "woonveste" in ineke.said:
            ineke.picture("proefopname")
        if ineke.main.get_by_label("De omvang klopt").count():
            ineke.choose("De omvang klopt")
        ineke.main.get_by_role("button", name="Neem").click()
        expect(ineke.main.locator("h1")).to_contain_text("opgenomen")
        ineke.follow("Aanleveringen")


def what_is_unclear_is_settled(ineke: Person) -> None:
    ineke.turn_to("Signalen")
    assert "wachten op iemand" in ineke.said
    ineke.picture("signalen")
    settled = 0
    while (waiting := ineke.main.locator(".waiting__link")).count():
        waiting.first.click()
        if settled == 0:
            ineke.picture("signaal", whole=True)
        settle(ineke)
        settled += 1
        assert settled < 60, "it never ends"
        ineke.turn_to("Signalen")
    assert settled
    assert "Niets wacht op u" in ineke.said


def settle(ineke: Person) -> None:
    """The likeliest person; else the household's; else a new resident. What is outside the agreement is taken up."""
    expect(
        ineke.main.get_by_role("heading", name="Niet oppakken")
        .or_(ineke.main.get_by_role("button", name="Dit is"))
        .first
    ).to_be_visible()
    for words in ("Pak dit signaal op", "Dit is", "Dit is een nieuwe inwoner"):
        button = ineke.main.get_by_role("button", name=words)
        if button.count():
            button.first.click()
            return
    raise AssertionError(ineke.said)


def the_cases_get_an_owner(coen: Person) -> None:
    assert "Nog niet sluitend" in coen.said
    coen.picture("vandaag-coordinator")
    assign = coen.main.get_by_role("link", name="Wijs toe")
    while not assign.count():
        coen.main.locator("a[rel=next]").click()
    assign.first.click()
    coen.choose("vandaag, ma 23 nov", "Carla Consulent")
    coen.picture("toewijzen")
    coen.press("Leg vast")
    coen.go("/vandaag/")
    the_others_together(coen)
    coen.turn_to("Zeef")
    coen.picture("zeef")
    an_agreement_is_tried(coen)


def an_agreement_is_tried(coen: Person) -> None:
    """Sooner after an offer, and a look at every dossier after two weeks: what would that ask of us?"""
    coen.turn_to("Werkafspraken")
    coen.follow("Spreek iets anders af")
    for part in ("Eropaf", "Dossiers en bewaren"):
        coen.main.locator("summary", has_text=part).click()
    coen.fill(hear_answer="5", review_days="14")
    coen.press("Probeer op vandaag")
    expect(coen.main.get_by_role("heading", name="Wat er dan verandert")).to_be_visible()
    expect(coen.main.get_by_text("1 eigen keuze")).to_have_count(2)
    coen.picture("werkafspraken")
    coen.fill(review_days="40")
    coen.press("Probeer op vandaag")
    expect(coen.main.get_by_text("Geen huishouden mag langer dan vier weken zonder stap zijn").first).to_be_visible()


def the_others_together(coen: Person) -> None:
    """From the meter to the dossiers without an owner; one box ticks them all."""
    coen.follow("Bekijk wat ontbreekt")
    coen.page.get_by_label("Alle dossiers op deze bladzijde").check()
    boxes = coen.main.locator("tbody input[type=checkbox]")
    assert boxes.count() == coen.main.locator("tbody :checked").count() > 1
    boxes.last.press("Space")
    expect(boxes.last).not_to_be_checked()
    boxes.last.press("Space")
    expect(coen.page.get_by_label("Alle dossiers op deze bladzijde")).to_be_checked()
    coen.page.get_by_label("Wijs toe aan").select_option(label="Carla Consulent")
    coen.picture("toewijzen-samen")
    coen.press("Wijs toe")
    expect(coen.main.get_by_text("dossiers toegewezen aan Carla Consulent.")).to_be_visible()
    expect(coen.main.get_by_text("Niets gevonden")).to_be_visible()
    coen.go("/dossiers/?filter=1")


def carla_goes_through_her_day(carla: Person) -> None:
    carla.page.reload()
    assert "Sluitend" in carla.said
    carla.picture("vandaag")
    card = carla.main.locator(".card").first
    card.locator("summary", has_text="Waarom deze stap?").click()
    expect(card.locator(".why__body")).to_be_visible()
    card.get_by_role("link").first.click()
    expect(carla.main.get_by_role("heading", name="Nu te doen")).to_be_visible()
    carla.main.locator("summary", has_text="Waarom nog niet?").click()
    expect(carla.main.locator("#waarom-niet summary").first).to_be_visible()
    carla.main.locator("summary", has_text="Waarom nog niet?").click()
    carla.picture("dossier")


def a_looplijst_is_made_and_printed(carla: Person) -> str:
    """Gives the address of a door of Vera behind which nothing is on fire and of which no partner heard before."""
    carla.turn_to("Looplijsten")
    carla.follow("Maak een looplijst")
    carla.fill(day="2026-11-23")
    carla.choose("avond, 18-21 uur", "Vera Voordeur", "Ed Ervaring", "Ook kaartjes in de bus doen")
    carla.press("Bekijk wie erop komt")
    expect(carla.main.get_by_role("heading", name="Wie er niet op komt, en waarom")).to_be_visible()
    carla.picture("looplijst-maken", at="#voorbeeld")
    carla.press("Maak deze looplijst")
    carla.picture("looplijst")
    mine = carla.main.locator("section").filter(has=carla.page.get_by_role("heading", name="Vera Voordeur"))
    calm = mine.locator("li").filter(has_text="Doe een kaartje in de bus")
    addresses = calm.locator("div:first-child > b").all_inner_texts()
    made = carla.path
    address = next(address for address in addresses if nobody_heard(carla, address))
    carla.go(made)
    with carla.page.expect_download() as download:
        carla.follow("PDF")
    paper = PdfReader(BytesIO(download.value.path().read_bytes()))
    assert address in "".join(page.extract_text() for page in paper.pages)
    carla.follow("Druk af")
    expect(carla.page.get_by_role("button", name="Druk af")).to_be_visible()
    carla.picture("looplijst-papier")
    carla.page.emulate_media(media="print")
    expect(carla.page.get_by_role("button", name="Druk af")).to_be_hidden()
    carla.page.emulate_media(media="screen")
    carla.follow("Terug naar de lijst")
    return address


def nobody_heard(carla: Person, address: str) -> bool:
    """Look in the dossier whether a partner was told of it before. Leaves her there."""
    to_dossier(carla, address)
    return "De partner kreeg de terugkoppeling." not in carla.said


def to_dossier(carla: Person, address: str) -> None:
    carla.search(address)
    carla.main.locator("tbody tr").filter(has_text=f"{address} ·").get_by_role("link").first.click()
    expect(carla.main.get_by_role("heading", name="Nu te doen")).to_be_visible()


def the_doors_are_walked(vera: Person, address: str) -> None:
    """Three taps a door. She goes to this address first."""
    vera.turn_to("Looplijsten")
    vera.picture("looplijsten-telefoon")
    vera.follow("Ga lopen", within=vera.main.locator(".rounds__one").filter(has_text="avond"))
    vera.picture("lopen-telefoon")
    vera.main.locator(".way a").filter(has=vera.page.get_by_text(address, exact=True)).click()
    for door, (happened, offered, said) in enumerate(AT_THE_DOORS):
        vera.main.locator(".tap", has_text=re.compile(happened)).first.click()
        if door == 0:
            vera.picture("lopen-aangeboden-telefoon")
        vera.main.locator(".tap", has_text=offered).first.click()
        if door == 0:
            vera.picture("lopen-antwoord-telefoon")
        vera.press(said)
        assert "Vastgelegd" in vera.said
    vera.picture("lopen-verder-telefoon")


def the_answer_is_recorded_and_the_case_closed(carla: Person, address: str) -> str:
    """Gives the partner who reported it."""
    carla.search(address)
    carla.picture("dossiers")
    to_dossier(carla, address)
    debts = carla.page.locator(".debts tbody tr:not(.debts__settled)")
    partner = debts.first.locator("th").inner_text().splitlines()[0].partition(" · ")[2]
    carla.follow("Leg het antwoord vast")
    carla.picture("antwoord", whole=True)
    carla.choose("vandaag, ma 23 nov", "ja, graag hulp")
    carla.press("Leg vast")
    assert "nam de hulp aan" in carla.said
    while debts.count():
        creditor = debts.first.locator("th").inner_text().splitlines()[0].partition(" · ")[2]
        carla.record("Schuld voldaan", about=f"bij {creditor}")
    carla.record_all_the_same("Dossier gesloten", "Inwoner heeft zelf al betaald/betalingsregeling getroffen")
    assert "Dit dossier is gesloten op maandag 23 november 2026." in carla.said
    carla.picture("dossier-gesloten")
    return partner


def the_partner_is_told(ineke: Person, partner: str) -> None:
    ineke.turn_to("Terugkoppeling")
    ineke.follow(partner)
    assert "Betaald, of met u is een regeling getroffen." in ineke.said
    ineke.picture("terugkoppeling-partner")
    ineke.press("Leg vast en maak het bestand")
    with ineke.page.expect_download() as download:
        ineke.main.get_by_role("link", name="Download").click()
    assert download.value.path().stat().st_size
    ineke.turn_to("Terugkoppeling")
    ineke.follow(partner)
    assert "Er is nu niets te vertellen" in ineke.said


def others_look_on(annet: Person, pieter: Person) -> None:
    assert "De zeef" in annet.said
    annet.picture("zeef-analist")
    assert "Carla Consulent" in pieter.said
    pieter.picture("inzagen")

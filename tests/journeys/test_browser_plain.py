"""Does the work go on without script, without a mouse, and in English?"""

from collections.abc import Callable

import pytest

from tests.journeys.browsing import NARROW, PHONE, Person
from tests.journeys.serving import ServedTown

pytestmark = pytest.mark.browser
SitsDown = Callable[..., Person]
RING = """() => {
  const at = document.activeElement;
  const shown = [at, at.closest("label, .choice"), at.parentElement].filter(Boolean).map(one => getComputedStyle(one));
  const name = `${at.tagName} ${at.type || ""} ${at.name || ""}`.trim();
  return {name, seen: shown.some(one => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2)};
}"""


def test_all_work_goes_on_without_script(sits_down: SitsDown, served: ServedTown) -> None:
    a_file_is_tried_and_taken_in(sits_down("ineke", script=False), served)
    an_attempt_is_recorded(sits_down("carla", script=False))
    a_visit_is_recorded(sits_down("vera", PHONE, script=False))


def a_file_is_tried_and_taken_in(ineke: Person, served: ServedTown) -> None:
    ineke.go("/signalen/aanleveringen/")
    sent = next(file for file in served.files if "woonveste" in file.name)
    ineke.main.locator("input[type=file]").set_input_files(sent)
    ineke.press("Controleer de bestanden")
    assert "Wat ermee zou gebeuren" in ineke.main.inner_text()
    ineke.main.get_by_role("button", name="Neem").click()
    assert "Wat ermee is gebeurd" in ineke.main.inner_text()


def an_attempt_is_recorded(carla: Person) -> None:
    carla.go("/dossiers/?filter=1&owner=mine")
    carla.main.locator("tbody th a").first.click()
    carla.record("Poging tot contact", "telefoon", "ochtend", "niet bereikt")
    assert "Vastgelegd" in carla.main.inner_text()


def a_visit_is_recorded(vera: Person) -> None:
    vera.go("/looplijsten/")
    vera.follow("Ga lopen")
    vera.follow("Gesproken")
    vera.follow("Ja, hulp aangeboden")
    vera.press("Ja, wil hulp")
    assert "Vastgelegd" in vera.main.inner_text()


def test_a_keyboard_is_enough(sits_down: SitsDown) -> None:
    carla = sits_down()
    carla.go("/inloggen/")
    for typed in ("carla", "welkom-in-veldervoort"):
        carla.page.keyboard.type(typed)
        carla.page.keyboard.press("Tab")
    carla.page.keyboard.press("Enter")
    carla.page.wait_for_url("**/vandaag/")
    carla.page.keyboard.press("Tab")
    assert carla.page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    carla.page.keyboard.press("Enter")
    assert carla.page.evaluate("document.activeElement.id") == "inhoud"
    carla.page.keyboard.press("/")
    assert carla.page.evaluate("document.activeElement.type") == "search"
    carla.main.locator(".card .utrecht-button").first.press("Enter")
    carla.page.wait_for_url(lambda url: "/vandaag/" not in url)
    assert unseen_on_the_way(carla, 25) == []


def unseen_on_the_way(person: Person, presses: int) -> list[str]:
    """Where the keyboard comes without showing where it is."""
    unseen = []
    for _press in range(presses):
        person.page.keyboard.press("Tab")
        at = person.page.evaluate(RING)
        if not at["seen"] and at["name"] != "BODY":
            unseen.append(at["name"])
    return unseen


def test_the_sheet_of_the_bar_opens_and_closes_by_keyboard(sits_down: SitsDown) -> None:
    carla = sits_down("carla", PHONE)
    carla.page.locator(".bar__more summary").press("Enter")
    assert carla.page.locator(".bar__sheet").is_visible()
    carla.page.keyboard.press("Escape")
    assert not carla.page.locator(".bar__sheet").is_visible()


CUT = """() => [...document.querySelectorAll(".bar > ul > li > a > span, .bar summary > span")]
  .filter(word => word.scrollWidth > word.clientWidth).map(word => word.textContent)"""


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["390", "320"])
@pytest.mark.parametrize("who", ["rika", "zita", "coen", "vera"])
def test_no_word_of_the_bar_is_cut_off(sits_down: SitsDown, who: str, size: tuple[int, int]) -> None:
    person = sits_down(who, size)
    assert person.page.evaluate(CUT) == []
    assert person.page.evaluate("document.querySelector('.bar > ul').scrollWidth") == size[0]


def test_english_by_switch_and_remembered(sits_down: SitsDown) -> None:
    coen = sits_down("coen")
    coen.press("English")
    assert "Today" in coen.main.inner_text()
    assert coen.page.locator("html").get_attribute("lang") == "en"
    coen.main.locator(".card a").first.click()
    assert "To do now" in coen.main.inner_text()
    assert coen.judge() == []
    coen.press("Log out")
    again = sits_down("coen")
    assert "Today" in again.main.inner_text()
    again.press("Nederlands")
    assert "Vandaag" in again.main.inner_text()


def test_night_is_chosen_and_stays(sits_down: SitsDown) -> None:
    carla = sits_down("carla")
    carla.press("Donker")
    carla.go("/dossiers/")
    assert carla.page.locator("html").get_attribute("data-shown") == "dark"
    carla.picture("dossiers-donker")
    assert carla.judge() == []

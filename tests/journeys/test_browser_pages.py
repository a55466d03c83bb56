"""Can everybody read, reach and operate every page: by eye, by ear, by keyboard, small, dark, and in English?

Each role follows the links of its own pages, as far as they lead. So what no link leads to is found as well.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser

from tests.apps.walk import addresses
from tests.journeys import pictures
from tests.journeys.browsing import NARROW, Person, sit_down
from tests.journeys.serving import ServedTown
from vangnet.apps.accounts.audience import Door, audience_of
from vangnet.apps.demo.staff import logins
from vangnet.domain.codes import Role

pytestmark = pytest.mark.browser
SitsDown = Callable[..., Person]
NO_PAGES = {
    "assign": "a button",
    "delivery_bad_rows": "a file",
    "feedback_file": "a file",
    "round_pdf": "a file",
    "arrangement_pdf": "a file",
    "proposal_pdf": "a file",
    "balances_pdf": "a file",
    "balances_file": "a file",
    "settlement_pdf": "a file",
    "settlement_beginning": "a file",
    "decision_pdf": "a file",
    "reply_pdf": "a file",
    "own_file": "a file",
    "data_request_pdf": "a file",
    "data_request_overview": "a file",
    "data_request_traced": "a button",
    "data_request_erase": "a button",
    "data_request_to_case": "a button",
    "pack": "a file",
    "administration_pdf": "a file",
    "forced_settlement_pdf": "a file",
    "moratorium_pdf": "a file",
    "invitation": "a file",
    "call_card": "a file",
    "per_month": "a part of a page, while an amount is typed",
    "scheme_switch": "a button",
    "place_offer": "a button",
    "delivery_progress": "a part of a page, while long work runs",
    "delivery_take_in": "a button",
    "delivery_take_in_all": "a button",
    "delivery_push": "a button",
    "upload": "a button",
    "delivery_cancel": "a button",
    "feedback_give": "a button",
    "hearing_list_take": "a button",
    "hearing_list_again": "a button",
    "hearing_list_delete": "a button",
    "language": "a button",
    "logout": "a button",
    "stop_undo": "a button",
    "stop_move": "a button",
    "start": "leads on",
}
DIFFERS = {"case": 80, "plan": 15, "picture": 15, "arrangement": 15, "settlement": 5, "data_request": 3}
"""One dossier has a hearing and another a lost home, one plan waits for a decision and another was decided: so many are
opened, as long as something was not met, first where a colleague met something."""
BY_ADDRESS = {"login": "/inloggen/", "workplace": "/werkplek/"}
"""Pages before the work, to which no menu leads."""
REPLIES = {"reply": "antwoord", "reply_longer": "langer"}
"""By page, how its address ends."""
NAMES = {colleague.role: colleague.username for colleague in logins()}


@pytest.fixture(scope="module")
def seen() -> dict[str, str]:
    """Which page was judged dark and narrow already, whoever looked."""
    return {}


@pytest.fixture(scope="module")
def fruitful() -> set[str]:
    """The addresses of pages that led to a kind of page which was not met before, whoever looked."""
    return set()


@pytest.fixture(scope="module")
def staged(served: ServedTown, chromium: Browser) -> str:
    """The page of a delivery that waits to be taken in; another is taken in, and of a third nobody can tell whose."""
    ineke = sit_down(chromium, served.address, pictures.take)
    ineke.log_in("ineke")
    path = deliveries_wait(ineke, served)
    ineke.page.context.close()
    zita = sit_down(chromium, served.address, pictures.take)
    zita.log_in("zita")
    list_waits(zita, served)
    zita.page.context.close()
    assert ineke.wrong + zita.wrong == []
    return path


@pytest.fixture(scope="module")
def asked(served: ServedTown, chromium: Browser) -> dict[str, str]:
    """Where a data request is answered, or told to take longer, and a threat that is no debt of Carla's own.

    Carla records both, since few dossiers have any.
    """
    carla = sit_down(chromium, served.address, pictures.take)
    carla.log_in("carla")
    carla.go("/dossiers/?filter=1&owner=mine")
    carla.main.locator("a[href^='/dossiers/VN-']").first.click()
    dossier = carla.path
    carla.main.locator("a[href*='/rechten/']").first.click()
    carla.follow("Verzoek over gegevens")
    carla.main.get_by_text("vandaag,").click()
    carla.main.get_by_text("inzage").click()
    carla.press("Leg vast")
    links = {name: carla.main.locator(f"a[href*='/access/{end}/']").first for name, end in REPLIES.items()}
    found = {name: str(link.get_attribute("href")) for name, link in links.items()}
    carla.go(dossier)
    carla.record("Kwestie bekend geworden", "een nieuwe kwestie", "overlast")
    found["threats"] = f"{dossier}dreiging/"
    carla.page.context.close()
    assert carla.wrong == []
    return found


@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_role_can_be_used_by_everybody(
    role: Role,
    sits_down: SitsDown,
    served: ServedTown,
    staged: str,
    asked: dict[str, str],
    seen: dict[str, str],
    fruitful: set[str],
) -> None:
    if role not in NAMES:
        return
    person = sits_down(NAMES[role])
    wrong: list[str] = []
    met = dict(BY_ADDRESS)
    if "delivery" in meant_for(role):
        met["delivery"] = staged
    met |= {name: path for name, path in asked.items() if name in meant_for(role)}
    led = dict.fromkeys(dossiers_that_differ(served), "") if "case" in meant_for(role) else {}
    for name, path in pages(person, met, meant_for(role), led, fruitful):
        person.go(path)
        wrong += person.judge()
        if name not in seen:
            seen[name] = path
            wrong += dark_and_narrow(person)
    assert wrong == []
    assert sorted(meant_for(role) - set(met)) == [], "no link leads there"


def somebody_cannot_be_told(served: ServedTown) -> None:
    """One row more in the file that is taken in: a name and a postcode, neither born nor living anywhere."""
    file = next(path for path in served.files if path.stem == "woonveste")
    head, first, *others = file.read_text(encoding="cp1252").splitlines()
    row = dict(zip(head.split(";"), first.split(";"), strict=True))
    row |= {"Huurdernr": "WO000000", **dict.fromkeys(("Geb.datum", "Straat", "Huisnr", "Telefoon", "E-mail"), "")}
    file.write_text("\r\n".join([head, ";".join(row.values()), first, *others, ""]), encoding="cp1252", newline="")


def list_waits(zita: Person, served: ServedTown) -> None:
    """A list of a bailiff with somebody whom nobody here knows, and a day that does not exist."""
    file = served.folder / "rol.csv"
    rows = ["Z. Vreemd;Verweg 99;1234 AB;04-12-2026", "A. Raadsel;Molenlaan 1;9100 AA;31-02-2026"]
    file.write_text("\n".join(["Gedaagde;Adres;Postcode;Zittingsdatum", *rows]), encoding="utf-8")
    zita.go("/zittingen/lijsten/")
    zita.main.locator("input[type=file]").set_input_files(file)
    zita.press("Controleer de lijst")


def deliveries_wait(ineke: Person, served: ServedTown) -> str:
    somebody_cannot_be_told(served)
    stray = served.folder / "raadsel.csv"
    stray.write_text("Naam;Adres\nA. Raadsel;Molenlaan 1\n", encoding="utf-8")
    ineke.go("/signalen/aanleveringen/")
    ineke.main.locator("input[type=file]").set_input_files([*served.files, stray])
    ineke.press("Controleer de bestanden")
    ineke.main.get_by_role("row").filter(has_text="woonveste").first.get_by_role("link").click()
    ineke.main.get_by_role("button", name="Neem").click()
    ineke.go("/signalen/aanleveringen/")
    ineke.main.get_by_role("row").filter(has_text="klaar om op te nemen").first.get_by_role("link").click()
    return ineke.path


def dossiers_that_differ(town: ServedTown) -> list[str]:
    """Dossiers, each asking for the most steps that none before it asks for: among them they ask for all there are."""
    asks: dict[str, set[str]] = {}
    with closing(sqlite3.connect(town.folder / "vangnet.sqlite3")) as store:
        steps = "select number, rule from cases_step join cases_case on cases_case.id = case_id order by number"
        for number, rule in store.execute(steps):
            asks.setdefault(number, set()).add(rule)
    chosen: list[str] = []
    while any(asks.values()):
        number = max(asks, key=lambda one: len(asks[one]))
        shown = asks.pop(number)
        chosen.append(f"/dossiers/{number}/")
        asks = {one: rules - shown for one, rules in asks.items()}
    return chosen


def pages(
    person: Person, met: dict[str, str], meant: set[str], led: dict[str, str], fruitful: set[str]
) -> Iterator[tuple[str, str]]:
    """One page of every kind that links lead to, with its name; where one differs from the next, what more lead to.

    As long as something that is meant for this person was not met. ``led``: where to look first, and then by which
    page each of the others was found.
    """
    opened: set[str] = set()
    todo = [*met.items(), *linked(person, met, led)]
    while True:
        if todo:
            name, path = todo.pop(0)
            yield name, path
        elif meant - set(met) and (path := the_next(led, opened, fruitful)):
            person.go(path)
        else:
            return
        opened.add(path)
        found = list(linked(person, met, led))
        todo += found
        while found and path:
            fruitful.add(path)
            path = led.get(path, "")


def the_next(led: dict[str, str], opened: set[str], fruitful: set[str]) -> str:
    """Which to open now: first where a colleague met something, then of each kind an equal part of what it differs."""
    left = [path for path in led if path not in opened]
    looked_at = Counter(name_of(path) for path in led if path in opened)
    parts = {name: looked_at[name] / most for name, most in DIFFERS.items()}
    return min(left, key=lambda path: (path not in fruitful, parts[name_of(path)]), default="")


def linked(person: Person, met: dict[str, str], led: dict[str, str]) -> Iterable[tuple[str, str]]:
    """The kinds of pages that this page links to and that were not met before; ``led`` grows by more of a kind.

    It says of each from which page a link led there.
    """
    here = person.page.url.removeprefix(person.town)
    for address in person.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
        path = urldefrag(address.removeprefix(person.town)).url
        if not path.startswith("/") or not (name := name_of(path)) or name in NO_PAGES:
            continue
        if name not in met:
            met[name] = path
            yield name, path
        elif path not in (met[name], *led) and sum(name_of(one) == name for one in led) < DIFFERS.get(name, 0):
            led[path] = here


def name_of(path: str) -> str:
    """What the address is called; each form is a page of its own."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return str(found.url_name)


def meant_for(role: Role) -> set[str]:
    """The pages that this role may see, as they are declared."""
    names = set()
    for at in addresses():
        told = audience_of(at.view)
        if told and (told.door is not Door.AT_WORK or role in told.roles):
            names.add(at.name)
    return names - set(NO_PAGES)


def dark_and_narrow(person: Person) -> list[str]:
    """The same page at night, and on the smallest screen or at four times its size."""
    person.page.emulate_media(color_scheme="dark")
    wrong = person.judge(["color-contrast"])
    person.page.emulate_media(color_scheme="light")
    before = person.page.viewport_size
    person.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    wrong += person.too_wide() + person.judge(["color-contrast", "target-size", "scrollable-region-focusable"])
    assert before is not None
    person.page.set_viewport_size(before)
    return wrong

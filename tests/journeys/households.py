"""How does a household come to be known in a browser, and how does one get to a form of its dossier?"""

from playwright.sync_api import expect

from tests.journeys.browsing import Person


def opens(who: Person, surname: str, number: int, euros: str) -> str:
    """Open a dossier by hand for a household with rent arrears at an address nobody knew; gives its address."""
    who.go("/dossiers/nieuw/")
    who.fill(postcode="9199 ZZ", number=str(number))
    who.press("Kijk wie hier bekend is")
    who.fill(initials="M.", surname=surname, phone="06 12 34 56 78", street="Lindelaan", city="Veldervoort")
    who.answer(reason="matter")
    who.choose("huurachterstand", "vandaag, ma 23 nov")
    who.fill(cents=euros)
    who.press("Open het dossier")
    expect(who.main.locator("h1")).to_contain_text(surname)
    return who.path


def to_form(who: Person, words: str) -> None:
    """To a form in the menu of everything that can be recorded."""
    who.main.locator("summary", has_text="Alles wat u kunt vastleggen").click()
    who.follow(words, within=who.main.locator(".menu__groups"))


def reached(who: Person, part: str) -> None:
    """By phone, and help was offered."""
    told = ("Hulp aangeboden", "Verteld waar de gegevens vandaan komen")
    who.record("Poging tot contact", "telefoon", part, "gesproken", *told)

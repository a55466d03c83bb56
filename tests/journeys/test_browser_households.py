"""Three of the ten households in a real browser, each by the colleague whose work it is, at a desk and on a phone.

The ten through HTTP stand in ``test_households_at_home.py`` and ``test_households_in_court.py``.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import serving
from tests.journeys.browsing import Person
from tests.journeys.households import opens, reached, to_form
from tests.journeys.serving import ServedTown

pytestmark = pytest.mark.browser
SitsDown = Callable[..., Person]
NEXT_PAYMENT = "01-12-2026"
SAID = "Sinds de zomer minder uren. Wil graag met alle drie de schuldeisers iets afspreken dat vol te houden is."
MISSED = ".card:has-text('Bel over de gemiste termijn')"
LIVES_THERE = ("eigen woning, blijvend", "woont er nog, en het gaat")


@pytest.fixture
def served(made_town: Path, tmp_path: Path) -> Iterator[ServedTown]:
    """A town for each household: their years are not each other's."""
    with serving.served_town(made_town, tmp_path / "town") as town:
        yield town


# A plan with three creditors and a missed instalment -----------------------------------------


def test_a_plan_with_three_creditors_and_a_missed_instalment(sits_down: SitsDown, served: ServedTown) -> None:
    carla = sits_down("carla")
    case = opens(carla, "Bakker", 8, "640,00")
    she_wants_help_with_three_debts(carla, case)
    what_is_left_is_told(carla)
    three_creditors_get_their_part_to_the_cent(carla, case)
    served.on("2026-12-04")
    a_payment_is_missed_and_mended(carla, case)


def she_wants_help_with_three_debts(carla: Person, case: str) -> None:
    carla.record("Dossier toegewezen", "Carla Consulent")
    for kind, euros in (("achterstand energie", "310,00"), ("achterstand zorgpremie", "220,00")):
        carla.record("Kwestie bekend geworden", kind, "M. Bakker", about="nieuwe kwestie", cents=euros)
    reached(carla, "middag")
    carla.record("Antwoord op het hulpaanbod", "ja, graag hulp")
    assert carla.path == case


def what_is_left_is_told(carla: Person) -> None:
    """Two amounts are enough to know what is left in a month; what she wrote down is kept by any button."""
    carla.main.get_by_role("link", name="Geldplaatje").first.click()
    carla.main.get_by_label("Hoe gaat het met u?").fill(SAID)
    for kind, euros in (("uitkering", "1.480,00"), ("huur", "1.290,00")):
        more = carla.main.locator("#erbij")
        more.get_by_label("Wat is het?").select_option(label=kind)
        more.get_by_label("Hoeveel?").fill(euros)
        more.get_by_label("Hoe vaak?").select_option(label="per maand")
        carla.press("Zet erbij", within=more)
    assert "190,00 over" in carla.said
    assert carla.main.get_by_label("Hoe gaat het met u?").input_value() == SAID
    carla.picture("geldplaatje")
    carla.follow("Maak een betalingsregeling")


def three_creditors_get_their_part_to_the_cent(carla: Person, case: str) -> None:
    debts = carla.main.locator("input[name=debts]")
    expect(debts).to_have_count(3)
    for debt in debts.all():
        debt.check()
    carla.fill(room="117,00", first="2026-12-01")
    carla.press("Maak een voorstel")
    carla.picture("regeling", at="#voorstel")
    plan = carla.main.locator("[name=plan_2]")
    proposed = plan.input_value()
    first, *others = proposed.splitlines()
    assert first.startswith(NEXT_PAYMENT)
    plan.fill("\n".join(others))
    carla.choose("vandaag, ma 23 nov")
    carla.press("Leg vast wat is afgesproken")
    assert re.search(rf"Er ontbreekt €.{first.partition(' ')[2]}", carla.said)
    assert plan.input_value().splitlines() == others, "what was typed stays"
    carla.fits_a_phone("regeling-klopt-niet-telefoon", at="#voorstel")
    plan.fill(proposed)
    carla.press("Leg vast wat is afgesproken")
    expect(carla.main.get_by_role("heading", name="Wat is afgesproken")).to_be_visible()
    carla.go(case)


def a_payment_is_missed_and_mended(carla: Person, case: str) -> None:
    """Two were paid and one was not: a call before it counts as broken, and it is paid after all."""
    carla.go(case)
    for debt in ("Huurachterstand", "Achterstand zorgpremie"):
        of_the_payment(carla, debt, "Leg de betaling vast")
    of_the_payment(carla, "Achterstand energie", "Termijn gemist")
    missed = carla.main.locator(MISSED)
    expect(missed).to_have_count(1)
    unfold(carla)
    carla.picture("termijn-gemist", at=MISSED)
    carla.fits_a_phone()
    reached(carla, "ochtend")
    of_the_payment(carla, "Achterstand energie", "Leg vast wat u hoorde")
    expect(missed).to_have_count(0)
    assert "verbroken" not in carla.main.locator("#tijdlijn").inner_text()


def of_the_payment(carla: Person, debt: str, words: str) -> None:
    """From the card of this arrangement: the payment it is about stands ready."""
    unfold(carla)
    about = carla.main.locator(".card").filter(has=carla.page.locator(".chip", has_text=debt))
    carla.follow(words, within=about)
    assert "1 dec 2026" in carla.main.locator("[name=due] option:checked").inner_text()
    carla.choose("vandaag, vr 4 dec")
    carla.press("Leg vast")
    assert "/leg-vast/" not in carla.path, carla.main.inner_text()


def unfold(who: Person) -> None:
    """Also what can wait, in a dossier."""
    later = who.main.locator("details.later:not([open]) > summary")
    if later.count():
        later.click()


# A default judgment turned into a second chance ----------------------------------------------


def test_a_default_judgment_turned_into_a_second_chance(sits_down: SitsDown, served: ServedTown) -> None:
    zita = sits_down("zita")
    case = opens(zita, "Willemse", 10, "2.150,00")
    summoned(zita, hearing_on="2026-12-14")
    a_judgment_before_its_hearing_is_asked_about(zita, case)
    served.on("2026-12-14")
    nobody_came_and_the_judge_spoke(zita, case)
    after_the_judgment_she_does_what_comes_first(zita)
    served.on("2027-01-21")
    both_say_that_it_goes_well(zita, case)
    served.on("2027-12-15")
    the_home_is_kept(zita, case)


def summoned(zita: Person, hearing_on: str) -> None:
    """The landlord never reported it and goes to court; she called, and the resident wants no help now."""
    zita.record("Dossier toegewezen", "Carla Consulent")
    zita.record("Huishouden vastgelegd", adults="1", minors="2")
    reached(zita, "middag")
    zita.record("Antwoord op het hulpaanbod", "nee, geen hulp", "Van de bewoner zelf gehoord of nagegaan")
    zita.record("Dagvaarding betekend, met zitting", hearing_on=hearing_on)
    zita.record("Meldplicht gecontroleerd", "nee")


def a_judgment_before_its_hearing_is_asked_about(zita: Person, case: str) -> None:
    """Questioned, not refused; and she sees that it was the wrong dossier."""
    zita.go(f"{case}leg-vast/JudgmentGiven/")
    zita.choose("vandaag, ma 23 nov", "ontbinding en ontruiming")
    zita.answer(default="yes")
    zita.press("Leg vast")
    assert "zou voor de zitting van maandag 14 december 2026 zijn" in zita.said
    assert zita.main.locator("[name=default][value=yes]").is_checked()
    zita.fits_a_phone()
    zita.picture("vonnis-voor-zitting", at=".doubts")
    zita.follow("Terug zonder vast te leggen")
    assert "Vonnis" not in zita.main.locator("#tijdlijn").inner_text()


def nobody_came_and_the_judge_spoke(zita: Person, case: str) -> None:
    zita.go(case)
    zita.record("Zitting geweest", "nee", judgment_on="2026-12-14")
    judged(zita, default="yes", eviction_from="2027-01-11")
    assert zita.path == case


def judged(zita: Person, *, default: str, eviction_from: str) -> None:
    """The lease is dissolved, and the home may be cleared from that day on."""
    to_form(zita, "Vonnis gewezen")
    zita.main.get_by_label("vandaag,").check()
    zita.choose("ontbinding en ontruiming")
    zita.answer(default=default)
    zita.fill(eviction_from=eviction_from)
    zita.press("Leg vast")


def after_the_judgment_she_does_what_comes_first(zita: Person) -> None:
    """Opposition against the default judgment, and an agreement with the landlord for a year."""
    unfold(zita)
    zita.follow("Na het vonnis")
    here = zita.path
    zita.fits_a_phone("na-het-vonnis-telefoon")
    zita.picture("na-het-vonnis")
    now = zita.main.locator("#nu")
    assert now.locator(".utrecht-button--primary-action").count() == 1
    zita.follow("Rechtsmiddel ingesteld")
    zita.choose("vandaag, ma 14 dec", "verzet")
    zita.press("Leg vast")
    assert zita.path == here
    zita.follow("Tweede kans afgesproken")
    zita.choose("vandaag, ma 14 dec", "de lopende huur betalen", "de termijnen betalen")
    zita.fill(until="2027-12-15")
    zita.press("Leg vast")
    assert zita.path == here
    assert "verhuurder: nog niets gehoord · huishouden: nog niets gehoord" in zita.said
    zita.picture("tweede-kans", at="#kans")


def both_say_that_it_goes_well(zita: Person, case: str) -> None:
    for word in ("landlord", "household"):
        zita.go(f"{case}leg-vast/ConditionChecked/")
        zita.choose("vandaag, do 21 jan")
        zita.answer(kept="yes")
        zita.main.locator("[name=word_of]").select_option(word)
        zita.press("Leg vast")
        assert zita.path == case
    unfold(zita)
    zita.follow("Na het vonnis")
    assert "nog niets gehoord" not in zita.main.locator("#kans").inner_text()


def the_home_is_kept(zita: Person, case: str) -> None:
    zita.go(case)
    zita.record("Tweede kans geëindigd", "nagekomen")
    zita.record("Schuld voldaan")
    assert "bevestig" in zita.main.locator("#nu").inner_text(), "a payment alone never ends the danger"
    zita.record("Verhuurder bevestigt de huur")
    zita.record("Dossier gesloten", "Inwoner heeft zelf al betaald/betalingsregeling getroffen")
    assert "Dit dossier is gesloten op woensdag 15 december 2027." in zita.said


# An evicted family rehoused and followed for a year ------------------------------------------


def test_an_evicted_family_is_rehoused_and_followed_for_a_year(sits_down: SitsDown, served: ServedTown) -> None:
    rika, zita = sits_down("rika"), sits_down("zita")
    case = opens(zita, "Hendriks", 12, "2.900,00")
    summoned(zita, hearing_on="2026-12-07")
    served.on("2026-12-07")
    the_judge_lets_it_be_cleared(zita, case)
    rika_takes_it_in_hand(rika, case)
    served.on("2027-01-04")
    the_home_is_lost(zita, rika, case)
    another_home_is_offered(rika)
    served.on("2027-02-01")
    rika.go(case)
    rika.record("Blijvende woning gevonden")
    rika.record("Inboedel terug")
    for month, day in (("3", "2027-04-05"), ("6", "2027-07-05"), ("12", "2028-01-04")):
        served.on(day)
        she_asks_how_it_goes(rika, case, month)
    assert "hoe het gaat" not in rika.main.locator("#nu").inner_text().lower()


def the_judge_lets_it_be_cleared(zita: Person, case: str) -> None:
    zita.go(case)
    zita.record("Zitting geweest", "ja", judgment_on="2026-12-07")
    judged(zita, default="no", eviction_from="2026-12-21")
    zita.record("Ontruiming aangekondigd", day="2027-01-04")


def rika_takes_it_in_hand(rika: Person, case: str) -> None:
    """From the board of evictions: a director with a name, and a plan for when it goes wrong all the same."""
    rika.turn_to("Ontruimingen")
    line = rika.main.locator("li, article, tr").filter(has_text="Hendriks").first
    expect(line).to_contain_text("28 dagen")
    rika.picture("ontruimingsbord")
    rika.fits_a_phone()
    rika.go(case)
    rika.record("Regisseur aangewezen", "Rika Regie")
    rika.record("Plan voor een andere woning")


def the_home_is_lost(zita: Person, rika: Person, case: str) -> None:
    """Where everybody went must be said: without it nothing is recorded, and what was typed stays."""
    zita.go(case)
    zita.record("Ontruiming uitgevoerd")
    rika.go(case)
    to_form(rika, "Woning verloren: wie is waar?")
    rika.choose("vandaag, ma 4 jan", "betalingsachterstand", "Rika Regie")
    rika.fill(children="2")
    rika.answer(goods="stored")
    rika.press("Leg vast")
    wrong = rika.main.locator(".summary")
    expect(wrong).to_be_visible()
    assert rika.main.locator("[name=children]").input_value() == "2"
    rika.fits_a_phone("bestemming-ontbreekt-telefoon")
    rika.main.locator("[name=went]").select_option("temporary_home")
    rika.press("Leg vast")
    assert rika.path == case


def another_home_is_offered(rika: Person) -> None:
    rika.main.get_by_role("link", name="Naar een andere woning").first.click()
    assert "Nog geen inschrijving of briefadres" in rika.said
    rika.fits_a_phone("andere-woning-telefoon")
    rika.picture("andere-woning")
    rika.follow("Inschrijving of briefadres geregeld")
    rika.choose("vandaag, ma 4 jan", "briefadres")
    rika.press("Leg vast")
    assert "Nog geen inschrijving of briefadres" not in rika.said
    rika.main.get_by_role("button", name="Bied aan").first.click()
    assert "wacht op antwoord" in rika.said


def she_asks_how_it_goes(rika: Person, case: str, month: str) -> None:
    rika.go(case)
    rika.record("Nagevraagd waar het huishouden woont", f"na {month} maanden", *LIVES_THERE)
    if month == "12":
        rika.picture("na-een-jaar", at="#tijdlijn")

"""The list of a court, on screen: seen row by row, decided where it is not clear, and then in the dossiers."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.browsing import PHONE, Person
from tests.journeys.serving import ServedTown

pytestmark = pytest.mark.browser
HEAD = ("Zaaknummer", "Voorletters", "Naam", "Adres", "Postcode", "Eiser", "Rechtbank", "Zittingsdatum", "Tijd", "Zaal")


def test_a_list_of_the_court_becomes_hearings(sits_down: Callable[..., Person], served: ServedTown) -> None:
    zita = sits_down("zita")
    zita.go("/zittingen/")
    zita.follow("Lijst inlezen")
    bring(zita, the_roll(served))
    the_rows_tell_what_would_happen(zita)
    here = zita.path
    ready = int(zita.main.locator("a[href='?stand=ready'] b").inner_text())
    assert ready > 0
    zita.main.get_by_role("button", name="Neem").click()
    assert (f"{ready} rijen zijn opgenomen" if ready > 1 else "1 rij is opgenomen") in zita.said
    nobody_known_is_left_with_a_reason_to_stay(zita, here)
    on_a_phone(zita, here)
    zita.follow("Lijsten")
    bring(zita, served.folder / "rol.csv")
    assert "Dit bestand was er al" in zita.said


def the_roll(served: ServedTown) -> Path:
    """The tenants whom Woonveste reports this month, summoned for two Mondays from now; a stranger; a slip."""
    file = next(path for path in served.files if path.stem == "woonveste")
    with file.open(encoding="cp1252", newline="") as said:
        tenants = [one for one in csv.DictReader(said, delimiter=";") if one["Straat"]]
    rows = [
        (
            f"{4_100 + place} CV EXPL 26-{place}",
            one["Voorletters"],
            one["Naam"],
            f"{one['Straat']} {one['Huisnr']}",
            one["Postcode"],
            "Stichting Woonveste",
            "Rechtbank Noord-Nederland",
            "07-12-2026",
            f"{9 + place % 3}:30",
            "2",
        )
        for place, one in enumerate(tenants)
    ]
    others = [
        (
            "4200 CV EXPL 26-98",
            "Z.",
            "Vreemdeling",
            "Verweg 99",
            "1234 AB",
            "Woonveste",
            "",
            "07-12-2026",
            "13:00",
            "2",
        ),
        ("4201 CV EXPL 26-99", "A.", "Raadsel", "Molenlaan 1", "9100 AA", "Woonveste", "", "31-02-2026", "13:30", "2"),
    ]
    out = served.folder / "rol.csv"
    out.write_text("\n".join(";".join(row) for row in (HEAD, *rows, *others)), encoding="utf-8")
    return out


def bring(zita: Person, file: Path) -> None:
    zita.main.locator("input[type=file]").set_input_files(file)
    zita.press("Controleer de lijst")


def the_rows_tell_what_would_happen(zita: Person) -> None:
    assert "klaar om op te nemen" in zita.said
    assert "Deze dag bestaat niet: 31-2-2026." in zita.said
    zita.picture("zittingslijst")
    assert zita.judge() == []


def nobody_known_is_left_with_a_reason_to_stay(zita: Person, here: str) -> None:
    zita.go(f"{here}?stand=nobody")
    zita.follow("Z. Vreemdeling")
    assert "Open een dossier" in zita.said
    assert zita.judge() == []
    zita.press("Laat deze rij zo")
    zita.go(f"{here}?stand=left")
    assert "Z. Vreemdeling" in zita.said


def on_a_phone(zita: Person, here: str) -> None:
    before = zita.page.viewport_size
    assert before is not None
    zita.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    for path in (here, f"{here}kolommen/", "/zittingen/lijsten/"):
        zita.go(path)
        assert zita.too_wide() == []
    zita.page.set_viewport_size(before)
    zita.go(here)

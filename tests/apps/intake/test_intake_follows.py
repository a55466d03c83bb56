"""What does somebody read once a file is taken in: who waits, what came of it, what stands apart, and where in it?"""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.apps.intake.town import AN_ANTON, ANTON, BRUIJN, HALF, MILAN, TODAY, Town, file_of
from vangnet.apps.intake import deliveries
from vangnet.apps.intake.models import Delivery, Signal, Upload
from vangnet.apps.intake.said import refusal
from vangnet.apps.web.reading import Refusal, workbook
from vangnet.apps.web.reading.said import place_said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
WRONG = ANTON | {"Bedrag": "nul", "Nummer": "X1"}


def taken_in(town: Town, browser: Client, *rows: dict[str, Any], **how: Any) -> tuple[Delivery, str]:
    found = town.deliver(rows, **how)
    deliveries.run(found, today=TODAY)
    return found, browser.get(reverse("delivery", args=[found.pk])).text


class TestWhatFollows:
    def test_who_waits_which_cases_and_which_rows_each_with_its_way(self, town: Town, browser: Client) -> None:
        taken_in(town, browser, MILAN)
        again = MILAN | {"Bedrag": "700,00", "Nummer": "M9"}
        found, page = taken_in(town, browser, BRUIJN, HALF, AN_ANTON, again, WRONG, name="b.csv")
        follows = page.partition("Wat nu volgt")[2].partition("</section>")[0]
        assert "2 signalen wachten nog op iemand." in follows
        assert f'href="{reverse("signal_list")}?delivery={found.pk}"' in follows
        assert "2 nieuwe dossiers, die elk een eigenaar nodig hebben." in follows
        assert f'href="{reverse("case_list")}?filter=1&amp;owner=nobody"' in follows
        assert "1 signaal kwam in een dossier dat al open was." in follows
        assert "1 rij staat apart en is niet opgenomen." in follows
        assert f'href="{reverse("delivery_bad_rows", args=[found.pk])}"' in follows

    def test_the_way_to_signalen_shows_this_file_alone(self, town: Town, browser: Client) -> None:
        taken_in(town, browser, HALF)
        found, _ = taken_in(town, browser, AN_ANTON, name="b.csv", partner=town.energy)
        page = browser.get(reverse("signal_list"), {"delivery": found.pk}).text
        assert "1 signaal wacht op iemand, gefilterd" in page
        assert "Alleen uit de aanlevering van Stroompje" in page
        assert "2 signalen wachten op iemand" in browser.get(reverse("signal_list"), {"status": "", "partner": ""}).text

    def test_before_it_is_taken_in_nothing_follows(self, town: Town, browser: Client) -> None:
        found = town.deliver([HALF, WRONG])
        deliveries.dry_run(found)
        assert "Wat nu volgt" not in browser.get(reverse("delivery", args=[found.pk])).text

    def test_of_all_that_goes_in_at_once_it_is_said_how_many_wait(self, town: Town, browser: Client) -> None:
        for name, row in (("a.csv", HALF), ("b.csv", BRUIJN)):
            deliveries.dry_run(town.deliver([row], name=name))
        page = browser.post(reverse("delivery_take_in_all"), follow=True).text
        assert "2 bestanden zijn opgenomen. 1 signaal wacht nog op iemand." in page

    def test_the_list_says_how_many_rows_stand_apart(self, town: Town, browser: Client) -> None:
        taken_in(town, browser, MILAN, WRONG, WRONG | {"Nummer": "X2"})
        deliveries.dry_run(town.deliver([BRUIJN, WRONG], name="b.csv"))
        page = browser.get(reverse("delivery_list")).text
        assert "opgenomen, 2 rijen apart" in page
        assert "klaar om op te nemen, 1 rij apart" in page


class TestWhereInTheFile:
    def test_the_first_row_is_the_second_line_of_a_spreadsheet(self, town: Town, browser: Client) -> None:
        _, page = taken_in(town, browser, WRONG)
        assert "regel 2 (rij 1)" in page
        assert "Een regel telt zoals een rekenblad telt" in page

    def test_a_record_of_xml_or_json_stands_on_no_line(self) -> None:
        assert (place_said(3, 3), place_said(1_200, 1_204)) == ("rij 3", "regel 1.204 (rij 1.200)")

    def test_what_may_not_be_kept_is_named_by_its_row_of_the_data(self, town: Town, browser: Client) -> None:
        found = town.deliver([MILAN, ANTON | {"Bezwaar": "ja"}])
        deliveries.dry_run(found)
        assert "rij 2 van de gegevens" in browser.get(reverse("delivery", args=[found.pk])).text

    def test_where_a_layout_is_made_it_is_said_the_same_way(self, town: Town, browser: Client) -> None:
        found = town.deliver([WRONG])
        deliveries.dry_run(found)
        assert "regel 2 (rij 1)" in browser.get(reverse("delivery_layout", args=[found.pk])).text


class TestRefused:
    def test_what_nobody_can_read_is_refused_before_the_partner_is_asked(
        self, bring: Any, settings: Any, town: Town
    ) -> None:
        page = bring(b"%PDF-1.7 ...", "november.pdf").text
        assert "november.pdf: Dit bestand kunnen we niet lezen: het is van de soort pdf." in page
        assert "Van wie is dit?" not in page
        assert not Upload.of(town.municipality).exists()
        assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]

    def test_beside_it_a_good_file_is_asked_about(self, browser: Client, town: Town) -> None:
        sent = [SimpleUploadedFile("een.csv", b""), SimpleUploadedFile("twee.csv", file_of([MILAN]).encode())]
        page = browser.post(reverse("delivery_list"), {"sent": sent, "partner": ""}, follow=True).text
        assert "een.csv: Er staat niets in dit bestand." in page
        assert Upload.of(town.municipality).get().name == "twee.csv"

    @pytest.mark.parametrize(
        ("code", "facts", "limit", "to_do"),
        [
            (Refusal.ZIP_BOMB, {"most": workbook.MOST_UNPACKED}, "groter dan 400 MB", "Haal weg wat er niet in hoort"),
            (Refusal.TOO_MANY_PARTS, {"parts": 2_400, "limit": workbook.MOST_PARTS}, "meer dan 2.000", "Sla alleen"),
        ],
    )
    def test_which_limit_it_is_and_what_to_do(
        self, code: Refusal, facts: dict[str, int], limit: str, to_do: str
    ) -> None:
        told = refusal(code, facts)
        assert limit in told
        assert to_do in told


class TestTakenInBefore:
    @pytest.fixture
    def before(self, town: Town, browser: Client) -> Delivery:
        found, _ = taken_in(town, browser, MILAN, ANTON, name="huurhuis.csv")
        return found

    def test_the_same_file_is_said_to_be_in_already(self, before: Delivery, bring: Any) -> None:
        page = bring(file_of([MILAN, ANTON])).text
        assert "Dit bestand is al opgenomen; wij ontvingen het op 23 nov 2026." in page
        assert f'href="{reverse("delivery", args=[before.pk])}"' in page
        assert "Er staat niets nieuws in." in page

    def test_another_file_with_nothing_new_says_so_too(self, before: Delivery, bring: Any) -> None:
        page = bring(file_of([MILAN])).text
        assert "Alles in dit bestand is al eerder opgenomen." in page
        assert Delivery.of(before.municipality_id).exclude(pk=before.pk).get().nothing_new

    def test_it_is_not_counted_among_what_is_ready(self, before: Delivery, town: Town, browser: Client) -> None:
        files = {"huurhuis.csv": [MILAN, ANTON], "huurhuis b.csv": [BRUIJN | {"Nummer": "B1"}], "stroompje.csv": [HALF]}
        sent = [SimpleUploadedFile(name, file_of(rows).encode()) for name, rows in files.items()]
        page = browser.post(reverse("delivery_list"), {"sent": sent, "partner": ""}, follow=True).text
        assert "1 bestand was al opgenomen; er staat niets nieuws in." in page
        assert "Neem alle 2 op" in page
        assert "al eerder opgenomen" in page
        assert len(deliveries.ready(town.municipality)) == 2
        assert before.pk

    def test_a_file_with_one_new_row_is_new(self, before: Delivery, town: Town) -> None:
        found = town.deliver([MILAN, BRUIJN | {"Nummer": "B1"}], name="meer.csv")
        deliveries.dry_run(found)
        assert not found.nothing_new
        assert before.pk

    def test_cancelled_what_was_taken_in_stays(self, before: Delivery, bring: Any, browser: Client, town: Town) -> None:
        bring(file_of([MILAN, ANTON]))
        again = Delivery.of(town.municipality).exclude(pk=before.pk).get()
        browser.post(reverse("delivery_cancel", args=[again.pk]))
        kept = Signal.of(town.municipality).filter(delivery=before)
        assert set(kept.values_list("reference", flat=True)) == {"H1", "H2"}

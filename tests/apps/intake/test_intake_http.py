"""What does somebody at the desk see when a file is good, strange, wrong or hostile?"""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, cast

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from python_calamine import CalamineWorkbook

from tests.apps.intake.town import ANTON, BRUIJN, MILAN, TODAY, Town, file_of, layout
from vangnet.apps.accounts.models import User
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case
from vangnet.apps.intake import deliveries, jobs, uploads
from vangnet.apps.intake.models import STILL, Delivery, RowProblem, SavedLayout, Signal, Upload
from vangnet.apps.intake.reading import MOST_BYTES, Format, as_json
from vangnet.apps.intake.reading.bad_rows import TITLES
from vangnet.apps.partners.models import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
VisitAs = Callable[[User | None], Client]


def downloaded(answer: HttpResponseBase) -> bytes:
    """A file as it arrives."""
    assert isinstance(answer, FileResponse | StreamingHttpResponse)
    return b"".join(cast("Iterator[bytes]", answer.streaming_content))


def problems(town: Town) -> list[tuple[int, str, str, str]]:
    rows = RowProblem.of(town.municipality).filter(apart=True).order_by("row", "id")
    return list(rows.values_list("row", "column", "value", "code"))


class TestGoodFile:
    def test_first_a_dry_run_then_take_it_in(self, town: Town, bring: Any, browser: Client) -> None:
        page = bring(file_of([ANTON, MILAN]))
        assert "klaar om op te nemen" in page.text
        assert "Wat ermee zou gebeuren" in page.text
        assert not Case.of(town.municipality).exists()
        found = Delivery.of(town.municipality).get()
        page = browser.post(reverse("delivery_take_in", args=[found.pk]), follow=True)
        assert "opgenomen" in page.text
        assert "Wat ermee is gebeurd" in page.text
        assert Case.of(town.municipality).count() == 2

    def test_many_at_once_each_by_the_name_of_its_partner(self, town: Town, browser: Client) -> None:
        sent = [SimpleUploadedFile(f"{name} nov.csv", file_of([MILAN]).encode()) for name in ("Huurhuis", "stroompje")]
        browser.post(reverse("delivery_list"), {"sent": sent, "partner": ""})
        found = Delivery.of(town.municipality).values_list("partner__key", flat=True)
        assert set(found) == {"huurhuis", "stroompje"}

    def test_a_file_of_nobody_knows_whom_asks_from_whom(self, town: Town, bring: Any, browser: Client) -> None:
        page = bring(file_of([MILAN]), "november.csv")
        assert "Van wie is dit?" in page.text
        upload = Upload.of(town.municipality).get()
        chosen = {f"u{upload.pk}-partner": town.landlord.pk}
        page = browser.post(reverse("upload", args=[upload.pk]), chosen, follow=True)
        assert "klaar om op te nemen" in page.text
        assert not Upload.of(town.municipality).exists()

    def test_it_may_also_be_thrown_away(self, town: Town, bring: Any, browser: Client, settings: Any) -> None:
        bring(file_of([MILAN]), "november.csv")
        browser.post(reverse("upload", args=[Upload.of(town.municipality).get().pk]), {"drop": "1"})
        assert not Upload.of(town.municipality).exists()
        assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []

    def test_cancelled_nothing_is_left(self, town: Town, bring: Any, browser: Client, settings: Any) -> None:
        bring(file_of([MILAN]))
        found = Delivery.of(town.municipality).get()
        page = browser.post(reverse("delivery_cancel", args=[found.pk]), follow=True)
        assert "Van deze aanlevering is niets bewaard" in page.text
        assert not Signal.of(town.municipality).exists()
        assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []

    def test_an_uploaded_file_has_no_address(self, town: Town, bring: Any, browser: Client) -> None:
        bring(file_of([MILAN]))
        stored = Delivery.of(town.municipality).get().stored
        for address in (f"/files/{stored}", f"/static/{stored}", f"/{stored}", f"/media/{stored}"):
            assert browser.get(address).status_code == 404

    def test_received_earlier_the_days_run_from_then(self, town: Town, browser: Client) -> None:
        sent = {
            "sent": SimpleUploadedFile("huurhuis.csv", file_of([MILAN]).encode()),
            "partner": "",
            "received_on": (TODAY - timedelta(days=5)).isoformat(),
        }
        browser.post(reverse("delivery_list"), sent)
        found = Delivery.of(town.municipality).get()
        deliveries.run(found, today=TODAY)
        assert Case.of(town.municipality).get().opened_on == TODAY - timedelta(days=5)

    def test_all_that_is_ready_goes_in_with_one_press(self, town: Town, browser: Client) -> None:
        files = {"huurhuis a": [MILAN], "huurhuis b": [BRUIJN | {"Nummer": "H9"}], "stroompje": [ANTON]}
        sent = [SimpleUploadedFile(f"{name}.csv", file_of(rows).encode()) for name, rows in files.items()]
        page = browser.post(reverse("delivery_list"), {"sent": sent, "partner": ""}, follow=True)
        assert "Neem alle 3 op" in page.text
        at = reverse("delivery_take_in_all")
        page = browser.post(at, follow=True)
        assert "3 bestanden zijn opgenomen" in page.text
        assert "Neem alle" not in page.text
        assert set(Delivery.of(town.municipality).values_list("status", flat=True)) == {"done"}
        assert Case.of(town.municipality).count() == 3
        again = browser.post(at, follow=True)
        assert "Er stond niets meer klaar" in again.text
        assert Case.of(town.municipality).count() == 3

    def test_what_the_brake_holds_stays_when_all_goes_in(self, town: Town, bring: Any, browser: Client) -> None:
        usual = [MILAN | {"Nummer": str(n), "Bedrag": f"{n + 1},00"} for n in range(30)]
        deliveries.run(town.deliver(usual, name="2026-10.csv"), today=TODAY)
        bring(file_of([row | {"Nummer": f"{n}{k}"} for n, row in enumerate(usual) for k in "abc"]))
        for name, row in (("stroompje a.csv", ANTON), ("stroompje b.csv", BRUIJN)):
            bring(file_of([row]), name)
        page = browser.get(reverse("delivery_list"))
        assert "Neem alle 2 op" in page.text
        page = browser.post(reverse("delivery_take_in_all"), follow=True)
        assert "2 bestanden zijn opgenomen" in page.text
        (held,) = Delivery.of(town.municipality).exclude(status="done")
        assert (held.partner, held.status) == (town.landlord, "staged")

    def test_what_takes_long_goes_on_in_the_queue(
        self, town: Town, bring: Any, browser: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, row in (("stroompje.csv", ANTON), ("huurhuis.csv", BRUIJN)):
            bring(file_of([row]), name)
        monkeypatch.setattr(jobs, "PUSH_SECONDS", -1.0)
        page = browser.post(reverse("delivery_take_in_all"), follow=True)
        assert "2 bestanden zijn nog bezig en gaan vanzelf verder" in page.text
        assert jobs.finish(town.municipality) == 2
        assert Case.of(town.municipality).count() == 2

    def test_of_unusual_size_it_asks_for_a_tick(self, town: Town, bring: Any, browser: Client) -> None:
        usual = [MILAN | {"Nummer": str(n), "Bedrag": f"{n + 1},00"} for n in range(30)]
        deliveries.run(town.deliver(usual, name="2026-10.csv"), today=TODAY)
        page = bring(file_of([row | {"Nummer": f"{n}{k}"} for n, row in enumerate(usual) for k in "abc"]))
        assert "Dit is een ongewone omvang" in page.text
        assert "90 goede rijen, terwijl Huurhuis er meestal 30 stuurt" in page.text
        found = Delivery.of(town.municipality).order_by("-id")[0]
        at = reverse("delivery_take_in", args=[found.pk])
        assert "Bevestig eerst dat de omvang klopt" in browser.post(at, follow=True).text
        assert "Wat ermee is gebeurd" in browser.post(at, {"sure": "1"}, follow=True).text


class TestMended:
    """The rows that were set apart, downloaded, mended and brought again."""

    @pytest.fixture
    def mended(self, town: Town, bring: Any, browser: Client) -> bytes:
        rows = [MILAN | {"Nummer": str(n), "Bedrag": f"{n + 1},00"} for n in range(60)]
        wrong = [row | {"Bedrag": "nul"} for row in rows[:3]]
        deliveries.run(town.deliver(rows, name="2026-10.csv", on=TODAY - timedelta(days=30)), today=TODAY)
        bring(file_of([*wrong, *rows[3:]]))
        found = Delivery.of(town.municipality).order_by("-id")[0]
        browser.post(reverse("delivery_take_in", args=[found.pk]))
        file = downloaded(browser.get(reverse("delivery_bad_rows", args=[found.pk])))
        return file.replace(b";nul;", b";12,00;")

    def test_few_as_they_are_nobody_is_asked_whether_that_is_right(
        self, town: Town, mended: bytes, bring: Any, browser: Client
    ) -> None:
        page = bring(mended, "huurhuis te-herstellen.csv")
        assert "ongewone omvang" not in page.text
        found = Delivery.of(town.municipality).order_by("-id")[0]
        page = browser.post(reverse("delivery_take_in", args=[found.pk]), follow=True)
        assert "Wat ermee is gebeurd" in page.text
        assert deliveries.usual_rows(town.deliver([MILAN], name="2026-12.csv")) == 58.5

    def test_also_where_the_screen_is_english(self, intake: User) -> None:
        for language in ("nl", "en"):
            with translation.override(language):
                assert translation.gettext("Wat is er mis") in TITLES
        assert intake


class TestADayOrAWord:
    def test_no_attempt_is_empty_and_yes_alone_asks_for_the_day(self, town: Town, bring: Any) -> None:
        said = {"Nee": "H1", "Ja": "H2", "04-11-2026": "H3"}
        page = bring(file_of([MILAN | {"Contactpoging": word, "Nummer": number} for word, number in said.items()]))
        assert problems(town) == [(2, "Contactpoging", "Ja", "date_needed")]
        assert "en niet wanneer. Vul de dag in" in page.text
        days = dict(Signal.of(town.municipality).values_list("reference", "contact_on"))
        assert days == {"H1": None, "H3": date(2026, 11, 4)}


class TestLargeFile:
    @pytest.fixture(autouse=True)
    def _large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(jobs, "AT_ONCE_BYTES", 10)

    def test_it_waits_in_the_queue_and_the_page_says_so(self, town: Town, bring: Any, browser: Client) -> None:
        page = bring(file_of([ANTON, MILAN]))
        found = Delivery.of(town.municipality).get()
        assert "Lezen en controleren" in page.text
        progress = browser.get(reverse("delivery_progress", args=[found.pk]))
        assert 'hx-trigger="every 2s"' in progress.text
        jobs.work.func(town.municipality.pk, found.pk)
        progress = browser.get(reverse("delivery_progress", args=[found.pk]))
        assert progress.headers["HX-Redirect"] == reverse("delivery", args=[found.pk])

    def test_where_nothing_works_at_it_the_page_says_so_and_one_can_push_it(
        self, town: Town, bring: Any, browser: Client
    ) -> None:
        bring(file_of([ANTON, MILAN]))
        found = Delivery.of(town.municipality).get()
        Delivery.of(town.municipality).update(moved_at=clock.now() - 2 * STILL)
        page = browser.get(reverse("delivery", args=[found.pk]))
        assert "Dit staat stil" in page.text
        assert "hx-trigger" not in page.text
        page = browser.post(reverse("delivery_push", args=[found.pk]), follow=True)
        assert "klaar om op te nemen" in page.text

    def test_pushing_stops_after_a_while_and_what_was_done_stays(
        self, town: Town, bring: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vangnet.apps.intake.staging.STAGE_ROWS", 1)
        bring(file_of([ANTON, MILAN]))
        found = Delivery.of(town.municipality).get()
        jobs.push(found, seconds=-1)
        assert (found.status, found.staged_to) == (Delivery.Status.STAGING, 1)
        jobs.push(found)
        assert found.status == Delivery.Status.STAGED

    def test_what_a_worker_is_at_is_left_to_it(self, town: Town, bring: Any, browser: Client) -> None:
        bring(file_of([ANTON]))
        found = Delivery.of(town.municipality).get()
        page = browser.post(reverse("delivery_push", args=[found.pk]), follow=True)
        assert "Lezen en controleren" in page.text
        assert "Dit staat stil" not in page.text

    def test_without_a_worker_the_nightly_work_takes_it_on(self, town: Town, bring: Any, browser: Client) -> None:
        bring(file_of([ANTON]))
        assert jobs.finish(town.municipality) == 1
        found = Delivery.of(town.municipality).get()
        assert found.status == Delivery.Status.STAGED
        browser.post(reverse("delivery_take_in", args=[found.pk]))
        found.refresh_from_db()
        assert found.status == Delivery.Status.RUNNING
        jobs.finish(town.municipality)
        found.refresh_from_db()
        assert found.status == Delivery.Status.DONE


class TestStrangeFile:
    """Understood, or a row problem that says so; the good rows go in."""

    def test_title_blank_and_totals_rows(self, town: Town, bring: Any) -> None:
        head, *rows = file_of([ANTON, MILAN]).splitlines(keepends=True)
        page = bring("Overzicht achterstanden november;;;\r\n;;\r\n" + head + rows[0] + ";;;\r\n" + rows[1]
                     + "Totaal;;;;;;;1.280,00;;;;\r\n")  # fmt: skip
        found = Delivery.of(town.municipality).get()
        assert {name: found.counts["read"][name] for name in ("rows", "good", "blank", "totals")} == {
            "rows": 2, "good": 2, "blank": 1, "totals": 1,
        }  # fmt: skip
        assert "totaalregels overgeslagen" in page.text

    def test_another_alphabet(self, town: Town, bring: Any) -> None:
        bring(file_of([MILAN | {"Naam": "M. Wójcík"}]).encode("cp1252", "replace"))
        assert town.signals(Delivery.of(town.municipality).get())[0].name_whole == "M. Wójcík"

    @pytest.mark.parametrize(
        ("column", "value", "code", "said"),
        [
            ("Geboortedatum", "31-02-1980", "date_impossible", "Deze dag bestaat niet: 31-2-1980"),
            ("Achterstand sinds", "01-01-2031", "date_future", "dan kan het nog niet gebeurd zijn"),
            ("Geboortedatum", "05-06-20", "date_two_digit_year", "Schrijf het jaar met vier cijfers"),
            ("Achterstand sinds", "45321", "date_is_number", "opmaak datum"),
            ("Bedrag", "-250,00", "amount_negative", "dit is een tegoed"),
            ("Bedrag", "0,00", "amount_zero", "geen achterstand"),
            ("Bedrag", "1,234", "amount_ambiguous", "twee cijfers achter de komma"),
            ("Bedrag", "veel", "amount_unreadable", "niet te lezen als bedrag"),
            ("Bedrag", "", "missing", "Vul het in"),
            ("Bedrag", "9.000.000,00", "amount_too_large", "meer dan €\xa01.000.000"),
            ("Naam", "x" * 5_000, "too_long", "5.000 tekens"),
            ("Bezwaar", "misschien", "yes_no_unreadable", "geen ja en geen nee"),
        ],
    )
    def test_a_row_that_cannot_be_right_says_where_and_how(
        self, town: Town, bring: Any, column: str, value: str, code: str, said: str
    ) -> None:
        page = bring(file_of([MILAN, ANTON | {column: value}]))
        assert [(row, where, what) for row, where, _, what in problems(town)] == [(2, column, code)]
        assert said in page.text
        found = Delivery.of(town.municipality).get()
        deliveries.run(found, today=TODAY)
        assert [signal.row for signal in town.signals(found)] == [1], "the good row goes in"

    @pytest.mark.parametrize(
        ("written", "cents"),
        [("€ 1.234,50", 123_450), ("1234,5", 123_450), ("EUR 75", 7_500), ("12,07", 1_207), ("1.234.567,89", None)],
    )
    def test_an_amount_is_read_right(self, town: Town, bring: Any, written: str, cents: int | None) -> None:
        bring(file_of([MILAN | {"Bedrag": written}]))
        assert [s.cents for s in town.signals(Delivery.of(town.municipality).get())] == ([cents] if cents else [])

    def test_formula_text_is_plain_text_on_screen_and_harmless_in_the_download(
        self, town: Town, bring: Any, browser: Client
    ) -> None:
        page = bring(file_of([ANTON | {"Naam": "=cmd|' /C calc'!A0", "Bedrag": "<script>alert(1)</script>"}]))
        assert "<script>alert" not in page.text
        found = Delivery.of(town.municipality).get()
        answer = browser.get(reverse("delivery_bad_rows", args=[found.pk]))
        text = downloaded(answer).decode("utf-8-sig")
        assert "attachment" in answer.headers["Content-Disposition"]
        assert "'=cmd" in text
        assert ";=cmd" not in text

    def test_the_bad_rows_come_back_in_the_same_layout_and_go_in_once_mended(
        self, town: Town, bring: Any, browser: Client
    ) -> None:
        bring(file_of([MILAN, ANTON | {"Bedrag": "veel"}]))
        found = Delivery.of(town.municipality).get()
        deliveries.run(found, today=TODAY)
        answer = browser.get(reverse("delivery_bad_rows", args=[found.pk]))
        text = downloaded(answer).decode("utf-8-sig")
        assert "Wat is er mis" in text.splitlines()[0]
        assert len(text.splitlines()) == 2
        assert "Dit is niet te lezen als bedrag" in text
        assert "klaar om op te nemen" in bring(text.replace("veel", "640,00")).text
        mended = Delivery.of(town.municipality).order_by("-id")[0]
        deliveries.confirm(mended)
        deliveries.run(mended, today=TODAY)
        assert Signal.of(town.municipality).exclude(status="staged").count() == 2

    def test_nul_bytes_are_taken_out_and_told(self, town: Town, bring: Any) -> None:
        page = bring(file_of([MILAN]).replace("M. Wojcik", "M. Woj\x00cik"))
        assert "onzichtbare tekens" in page.text
        assert town.signals(Delivery.of(town.municipality).get())[0].name_whole == "M. Wojcik"


def _xlsx(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, list(row))
    return out.getvalue()


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, size in (("[Content_Types].xml", 10), ("xl/workbook.xml", 10), ("xl/worksheets/sheet1.xml", 600)):
            with archive.open(name, "w") as part:
                for _ in range(size):
                    part.write(b" " * 1_000_000 if size > 10 else b" ")
    return out.getvalue()


_ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<meldingen><melding><naam>&b;</naam><bedrag>1</bedrag></melding></meldingen>"""


class TestHostileFile:
    """Refused with one clear sentence; nothing half-done, and the next page is answered."""

    @pytest.mark.parametrize(
        ("content", "name", "said"),
        [
            (b"", "huurhuis.csv", "Er staat niets in dit bestand"),
            (b"%PDF-1.7 ...", "huurhuis.csv", "van de soort pdf"),
            (b"\x89PNG\r\n\x1a\n", "huurhuis.png", "van de soort png"),
            (b"MZ\x90\x00", "huurhuis.exe", "van de soort program"),
            (b"<!doctype html><html></html>", "huurhuis.csv", "van de soort html"),
            (_ENTITIES, "huurhuis.xml", "DOCTYPE"),
            (b'{"leveringen": [', "huurhuis.json", "breekt af of spreekt zichzelf tegen"),
            (b"PK\x03\x04 broken", "huurhuis.xlsx", "breekt af of spreekt zichzelf tegen"),
            (b"Geachte heer,\nhierbij.\n", "huurhuis.csv", "geen rij met kolomnamen"),
        ],
        ids=["empty", "pdf", "png", "program", "html", "entities", "broken json", "broken zip", "letter"],
    )
    def test_it_is_refused_and_not_kept(
        self, town: Town, bring: Any, browser: Client, settings: Any, content: bytes, name: str, said: str
    ) -> None:
        page = bring(content, name)
        assert page.status_code == 200
        assert said in page.text
        assert "Maak de indeling" not in page.text
        assert not Signal.of(town.municipality).exists()
        assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
        assert browser.get(reverse("signal_list")).status_code == 200

    def test_a_zip_bomb_is_not_unpacked(self, town: Town, bring: Any) -> None:
        page = bring(_zip_bomb(), "huurhuis.xlsx")
        assert "Uitgepakt is dit bestand groter dan 400 MB" in page.text
        assert "vraag de partner om CSV of om het in delen te sturen" in page.text
        assert not Signal.of(town.municipality).exists()

    def test_three_hundred_megabytes_are_not_kept(
        self, town: Town, bring: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
    ) -> None:
        monkeypatch.setattr(SimpleUploadedFile, "size", 300_000_000, raising=False)
        monkeypatch.setattr("vangnet.apps.intake.views.deliveries.MOST_BYTES", 1_000)
        page = bring("x" * 2_000)
        assert "MB kunnen we niet lezen" in page.text
        assert not Delivery.of(town.municipality).exists()
        assert not settings.MEDIA_ROOT.exists()
        assert MOST_BYTES < 300_000_000

    def test_a_missing_column_refuses_the_file_by_name(self, town: Town, bring: Any) -> None:
        page = bring(file_of([MILAN]).replace(";Bedrag;", ";Saldo;"))
        assert "kolommen die dit bestand niet heeft: Bedrag" in page.text
        assert "Maak de indeling" in page.text
        assert not Signal.of(town.municipality).exists()

    def test_nobody_chose_a_file(self, town: Town, browser: Client) -> None:
        page = browser.post(reverse("delivery_list"), {"partner": town.landlord.pk})
        assert page.status_code == 422
        assert "Kies ten minste één bestand" in page.text


class TestLayout:
    ROWS = "klant;adres hier;pc;openstaand\nM. Wojcik;Molenlaan 14A;9101AB;640,00\nfout;x;y;z\n"

    @pytest.fixture
    def unmapped(self, town: Town, bring: Any) -> Delivery:
        SavedLayout.of(town.municipality).delete()
        page = bring(self.ROWS)
        assert "Maak de indeling" in page.text
        return Delivery.of(town.municipality).get()

    def filled(self, **more: str) -> dict[str, str]:
        told = {"name": "huurhuis", "date_order": "dmy", "decimal": ",", "amount_unit": "euro", "kind": ""}
        columns = {"column_0": "name_whole", "column_1": "address_whole", "column_2": "postcode", "column_3": "amount"}
        return told | columns | more

    def test_the_file_itself_gives_the_columns_and_a_guess(self, unmapped: Delivery, browser: Client) -> None:
        page = browser.get(reverse("delivery_layout", args=[unmapped.pk]))
        assert "openstaand" in page.text
        assert "Molenlaan 14A" in page.text

    def test_ten_rows_are_shown_before_it_is_kept(self, town: Town, unmapped: Delivery, browser: Client) -> None:
        page = browser.post(reverse("delivery_layout", args=[unmapped.pk]), self.filled(look="1"))
        assert "De eerste rijen, zoals ze nu worden gelezen" in page.text
        assert "€\xa0640,00" in page.text
        assert "niet te lezen als bedrag" in page.text
        assert not SavedLayout.of(town.municipality).exists()

    def test_kept_it_reads_this_file_and_the_next(self, unmapped: Delivery, browser: Client, bring: Any) -> None:
        page = browser.post(reverse("delivery_layout", args=[unmapped.pk]), self.filled(save="1"), follow=True)
        assert "klaar om op te nemen" in page.text
        assert "klaar om op te nemen" in bring(self.ROWS.replace("640", "650")).text

    def test_a_file_from_dos_is_read_right_once_its_character_set_is_chosen(
        self, town: Town, browser: Client, bring: Any
    ) -> None:
        written = "wie;wáár;postcode;café\nGérard Noël;Molenlaan 14A;9101AB;640,00\n".encode("cp850")
        bring(written)
        found = Delivery.of(town.municipality).get()
        address = reverse("delivery_layout", args=[found.pk])
        assert "andere tekenset" in browser.post(address, self.filled(look="1")).text
        page = browser.post(address, self.filled(look="1", encoding="cp850"))
        assert "Gérard Noël" in page.text
        assert "wáár" in page.text
        assert "andere tekenset geschreven" not in page.text
        page = browser.post(address, self.filled(save="1", encoding="cp850"), follow=True)
        assert "klaar om op te nemen" in page.text
        assert 'value="cp850" selected' in browser.get(address).text
        assert "klaar om op te nemen" in bring(written.replace(b"640", b"650")).text
        names = Signal.of(town.municipality).values_list("name_whole", flat=True)
        assert set(names) == {"Gérard Noël"}

    def test_without_an_amount_it_says_what_lacks(self, unmapped: Delivery, browser: Client) -> None:
        page = browser.post(reverse("delivery_layout", args=[unmapped.pk]), self.filled(column_3="", save="1"))
        assert page.status_code == 422
        assert "bedrag van de achterstand" in page.text
        assert "Wijs nog een kolom aan" in page.text

    def test_two_columns_cannot_be_one_thing(self, unmapped: Delivery, browser: Client) -> None:
        page = browser.post(reverse("delivery_layout", args=[unmapped.pk]), self.filled(column_2="amount", save="1"))
        assert "Dat kan er maar één zijn" in page.text

    def test_the_layout_of_another_kind_of_file_is_kept_beside_it(
        self, town: Town, unmapped: Delivery, browser: Client, bring: Any
    ) -> None:
        browser.post(reverse("delivery_layout", args=[unmapped.pk]), self.filled(save="1"))
        bring("wie;waar;code;euro\nM. Wojcik;Molenlaan 14A;9101AB;640,00\n")
        other = Delivery.of(town.municipality).latest("pk")
        browser.post(reverse("delivery_layout", args=[other.pk]), self.filled(save="1"))
        names = SavedLayout.of(town.municipality).order_by("pk").values_list("name", flat=True)
        assert list(names) == ["huurhuis", "huurhuis (2)"]
        assert "klaar om op te nemen" in bring(self.ROWS.replace("640", "650")).text

    def test_the_same_kind_of_file_mends_it(self, town: Town, unmapped: Delivery, browser: Client) -> None:
        for column in ("surname", "name_whole"):
            browser.post(
                reverse("delivery_layout", args=[unmapped.pk]), self.filled(save="1", column_0=column), follow=True
            )
        assert SavedLayout.of(town.municipality).count() == 1

    def test_a_spreadsheet_goes_the_same_way(self, town: Town, bring: Any, browser: Client) -> None:
        SavedLayout.of(town.municipality).delete()
        bring(
            _xlsx([["naam", "adres", "postcode", "bedrag"], ["M. Wojcik", "Molenlaan 14A", "9101AB", "x"]]),
            "huurhuis.xlsx",
        )
        found = Delivery.of(town.municipality).get()
        columns = {"column_0": "name_whole", "column_1": "address_whole", "column_2": "postcode", "column_3": "amount"}
        browser.post(reverse("delivery_layout", args=[found.pk]), self.filled(save="1", **columns))
        answer = browser.get(reverse("delivery_bad_rows", args=[found.pk]))
        book = CalamineWorkbook.from_filelike(io.BytesIO(downloaded(answer)))
        rows = book.get_sheet_by_index(0).to_python()
        assert rows[0][-1] == "Wat is er mis"
        assert rows[1][0] == "M. Wojcik"
        saved = SavedLayout.of(town.municipality).get()
        assert Format.XLSX.value in saved.content


class TestEncoding:
    """A file from DOS, in which "Gérard" and even a name of a column would read wrong without a word."""

    ROWS = "débiteur;adres hier;pc;openstaand\nGérard Vos;Molenlaan 14A;9101AB;640,00\n"

    @pytest.fixture
    def unmapped(self, town: Town, bring: Any) -> Delivery:
        SavedLayout.of(town.municipality).delete()
        bring(self.ROWS.encode("cp850"))
        return Delivery.of(town.municipality).get()

    def filled(self, **more: str) -> dict[str, str]:
        return TestLayout().filled(**more)

    def test_as_recognised_the_rows_say_what_is_wrong_and_how_to_mend_it(
        self, unmapped: Delivery, browser: Client
    ) -> None:
        page = browser.get(reverse("delivery_layout", args=[unmapped.pk]))
        assert "aan het bestand te zien" in page.text
        page = browser.post(reverse("delivery_layout", args=[unmapped.pk]), self.filled(look="1", encoding=""))
        assert "G‚rard Vos" in page.text
        assert (
            "lijkt in een andere tekenset geschreven, DOS, West-Europees (cp850): kies die in de indeling" in page.text
        )

    def test_chosen_on_screen_the_rows_and_the_columns_read_right_at_once(
        self, town: Town, unmapped: Delivery, browser: Client
    ) -> None:
        page = browser.post(reverse("delivery_layout", args=[unmapped.pk]), self.filled(look="1", encoding="cp850"))
        assert "Gérard Vos" in page.text
        assert "débiteur" in page.text
        assert "andere tekenset" not in page.text
        assert not SavedLayout.of(town.municipality).exists()

    def test_kept_it_reads_this_file_and_the_next(
        self, town: Town, unmapped: Delivery, browser: Client, bring: Any
    ) -> None:
        filled = self.filled(save="1", encoding="cp850")
        page = browser.post(reverse("delivery_layout", args=[unmapped.pk]), filled, follow=True)
        assert "klaar om op te nemen" in page.text
        assert "vreemd teken in een woord" not in page.text
        bring(self.ROWS.replace("640", "650").encode("cp850"))
        read = [town.signals(one)[0].name_whole for one in Delivery.of(town.municipality).order_by("pk")]
        assert read == ["Gérard Vos", "Gérard Vos"]
        page = browser.get(reverse("delivery_layout", args=[unmapped.pk]))
        assert '<option value="cp850" selected>' in page.text

    def test_before_it_is_taken_in_the_page_warns_and_shows_the_way(
        self, town: Town, unmapped: Delivery, browser: Client
    ) -> None:
        page = browser.post(reverse("delivery_layout", args=[unmapped.pk]), self.filled(save="1"), follow=True)
        assert "In 1 rij staat een vreemd teken in een woord." in page.text
        assert "Kies de tekenset in de indeling" in page.text
        assert "G‚rard Vos" in page.text
        (told,) = RowProblem.of(town.municipality).filter(code="other_alphabet")
        assert (told.row, told.line, told.value, told.apart) == (1, 2, "G‚rard Vos", False)
        assert town.signals(unmapped)[0].name_whole == "G‚rard Vos", "no row is lost"

    def test_mended_it_takes_the_place_of_the_layout_that_read_wrong(
        self, town: Town, unmapped: Delivery, browser: Client
    ) -> None:
        SavedLayout.of(town.municipality).delete()
        for encoding in ("", "cp850"):
            filled = self.filled(save="1", encoding=encoding)
            browser.post(reverse("delivery_layout", args=[unmapped.pk]), filled)
        assert SavedLayout.of(town.municipality).count() == 1
        assert [one.name_whole for one in town.signals(unmapped)] == ["Gérard Vos"]
        assert not RowProblem.of(town.municipality).filter(code="other_alphabet").exists()

    def test_the_preview_also_shows_the_first_rows_that_tell_it(self, town: Town, browser: Client, bring: Any) -> None:
        SavedLayout.of(town.municipality).delete()
        head, odd = self.ROWS.splitlines()
        bring("\n".join([head, *["A. Vos;Molenlaan 12;9101AB;1,00"] * 30, odd, ""]).encode("cp850"))
        found = Delivery.of(town.municipality).get()
        page = browser.post(reverse("delivery_layout", args=[found.pk]), self.filled(look="1", encoding="cp850"))
        assert "regel 32 (rij 31)" in page.text
        assert "Gérard Vos" in page.text

    def test_an_encoding_that_nobody_offers_is_no_choice(self, unmapped: Delivery, browser: Client) -> None:
        page = browser.post(reverse("delivery_layout", args=[unmapped.pk]), self.filled(save="1", encoding="rot13"))
        assert page.status_code == 422

    def test_a_spreadsheet_is_not_asked_for_it(self, town: Town, browser: Client, bring: Any) -> None:
        SavedLayout.of(town.municipality).delete()
        bring(
            _xlsx([["naam", "adres", "postcode", "bedrag"], ["Gérard", "Molenlaan 14A", "9101AB", "1"]]),
            "huurhuis.xlsx",
        )
        found = Delivery.of(town.municipality).get()
        assert "Tekenset" not in browser.get(reverse("delivery_layout", args=[found.pk])).text

    def test_in_english(self, unmapped: Delivery, browser: Client, intake: User) -> None:
        intake.language = "en"
        intake.save()
        page = browser.post(reverse("delivery_layout", args=[unmapped.pk]), self.filled(look="1", encoding=""))
        assert "Character set" in page.text
        assert "written in another character set, DOS, Western European (cp850)" in page.text


class TestPartners:
    def test_each_with_its_layout_and_last_delivery(self, town: Town, browser: Client) -> None:
        deliveries.run(town.deliver([MILAN]), today=TODAY)
        page = browser.get(reverse("partners"))
        assert "Huurhuis" in page.text
        assert "verhuurder" in page.text
        assert "23 nov 2026" in page.text

    def test_a_new_one(self, town: Town, browser: Client) -> None:
        page = browser.post(reverse("partners"), {"name": "Nieuw Wonen", "kind": "landlord"}, follow=True)
        assert "Nieuw Wonen is toegevoegd" in page.text
        assert Partner.of(town.municipality).get(key="nieuw-wonen").kind == "landlord"
        again = browser.post(reverse("partners"), {"name": "Nieuw wonen", "kind": "landlord"})
        assert again.status_code == 422
        assert "Er is al een partner met deze naam" in again.text


@pytest.mark.parametrize(
    ("name", "key"),
    [("woonveste.csv", "woonveste"), ("WOONVESTE 2026-11.xlsx", "woonveste"), ("november.csv", None),
     ("woonveste en waterland.csv", None), ("vgz_plus.xml", "vgz-plus")],
)  # fmt: skip
def test_a_partner_is_guessed_by_the_name_of_the_file(name: str, key: str | None) -> None:
    partners = [Partner(pk=n, key=k, name=k.title()) for n, k in enumerate(("woonveste", "waterland", "vgz-plus"), 1)]
    found = uploads.guess_partner(name, partners)
    assert (found.key if found else None) == key


def test_a_layout_is_kept_as_it_was_when_the_rows_were_read(town: Town) -> None:
    found = town.deliver([MILAN])
    SavedLayout.of(town.municipality).delete()
    deliveries.run(found, today=TODAY)
    assert found.status == Delivery.Status.DONE
    assert found.layout.encode() == as_json(layout())

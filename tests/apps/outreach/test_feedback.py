"""Is every partner told what it may know about its own signals, once, and is it on record what was told when?"""

import csv
import io
import json
from collections.abc import Callable, Collection
from datetime import date, timedelta
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring as defused_xml
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.apps.outreach.conftest import MovesIn
from tests.apps.outreach.street import TODAY, Neighbour
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.outreach import feedback
from vangnet.apps.outreach.feedback import Line, give, lines_of, news_for, overview, round_off
from vangnet.apps.outreach.feedback_file import as_file, layout_of
from vangnet.apps.outreach.models import FeedbackLayout, FeedbackLog, Sending
from vangnet.apps.partners import references as partner_references
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind, Result, SetAside
from vangnet.domain.disclosure import Told, table

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]


@pytest.fixture(autouse=True)
def _references(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app that keeps the signals knows what the partner calls them."""

    def said(_municipality: Municipality, signals: Collection[int]) -> dict[int, str]:
        known = {41: "HC-0041", 42: "=HYPERLINK(1)"}
        return {signal: known[signal] for signal in signals if signal in known}

    monkeypatch.setattr(partner_references, "_told_by", [said])


def codes(municipality: Municipality, partner: Partner) -> dict[int, Told]:
    return {one.signal: one.code for one in news_for(municipality, partner) if not one.again}


class TestWhatIsTold:
    @pytest.mark.usefixtures("tenant")
    def test_nothing_while_nothing_came_of_it(self, municipality: Municipality, landlord: Partner) -> None:
        assert codes(municipality, landlord) == {}

    def test_a_refusal_reaches_the_landlord_as_an_offer(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner
    ) -> None:
        tenant.tell(e.HelpDeclined(person=tenant.person.pk, verified=True))
        assert codes(municipality, landlord) == {41: Told.OFFERED}

    def test_a_yes_reads_the_same_to_the_landlord_and_help_runs_to_the_supplier(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner, supplier: Partner
    ) -> None:
        energy = e.SignalReceived(
            matter=2, signal=51, kind=MatterKind.ENERGY, partner=supplier.pk, person=tenant.person.pk, cents=20_000
        )
        tenant.tell(energy, e.SignalTakenUp(matter=2, signal=51))
        tenant.tell(e.HelpAccepted(person=tenant.person.pk))
        assert codes(municipality, landlord) == {41: Told.OFFERED}
        assert codes(municipality, supplier) == {51: Told.HELP_RUNS}

    def test_of_another_reason_only_that_it_was_not_picked_up(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner
    ) -> None:
        tenant.tell(e.SignalSetAside(matter=1, signal=41, reason=SetAside.OTHER))
        assert codes(municipality, landlord) == {41: Told.NOT_TAKEN_UP}

    def test_an_instalment_missed_of_an_arrangement_nobody_told_of_is_no_arrangement(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner
    ) -> None:
        tenant.tell(e.InstalmentMissed(matter=1, due=TODAY), e.HelpAccepted(person=tenant.person.pk))
        assert Told.SETTLED not in codes(municipality, landlord).values()

    def test_every_kind_of_partner_has_its_column(self) -> None:
        assert set(table().partner) == set(Partner.Kind.values)


class TestTelling:
    @pytest.fixture(autouse=True)
    def _settled(self, tenant: Neighbour) -> None:
        tenant.tell(e.DebtSettled(matter=1))

    def test_it_stands_in_the_case_and_in_the_log(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner, intake: User
    ) -> None:
        sending = give(municipality, landlord, by=intake, today=TODAY)
        assert sending is not None
        assert case_file(municipality, tenant.case.pk, TODAY).facts.matters[1].feedback_on == TODAY
        line = FeedbackLog.of(municipality).get(sending=sending)
        assert (line.case, line.signal, line.code) == (tenant.case.pk, 41, Told.SETTLED)
        assert sending.recorded_by == intake

    def test_then_the_step_is_off_the_agenda(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner
    ) -> None:
        assert tenant.case.steps.filter(rule="feedback").exists()
        give(municipality, landlord, by=None, today=TODAY)
        assert not tenant.case.steps.filter(rule="feedback").exists()

    def test_twice_is_told_once(self, municipality: Municipality, landlord: Partner) -> None:
        assert give(municipality, landlord, by=None, today=TODAY) is not None
        assert give(municipality, landlord, by=None, today=TODAY) is None
        assert FeedbackLog.of(municipality).count() == 1

    def test_the_same_words_are_not_sent_again_but_the_step_is_done(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner
    ) -> None:
        give(municipality, landlord, by=None, today=TODAY)
        tenant.tell(e.CaseClosed(result=Result.PAID_OR_ARRANGED))
        assert [one.again for one in news_for(municipality, landlord)] == [True]
        assert give(municipality, landlord, by=None, today=TODAY) is None
        assert round_off(municipality, landlord, by=None, today=TODAY) == 1
        assert not tenant.case.steps.filter(rule="feedback").exists()

    def test_another_partner_is_told_nothing(
        self, municipality: Municipality, supplier: Partner, tenant: Neighbour
    ) -> None:
        assert give(municipality, supplier, by=None, today=TODAY) is None
        assert tenant.case.steps.filter(rule="feedback").exists()

    def test_the_log_cannot_be_changed(self, municipality: Municipality, landlord: Partner) -> None:
        sending = give(municipality, landlord, by=None, today=TODAY)
        assert sending is not None
        with pytest.raises(IntegrityError), transaction.atomic():
            FeedbackLog.of(municipality).update(code="help_runs")

    @pytest.mark.usefixtures("supplier")
    def test_the_overview_counts_for_each_partner(self, municipality: Municipality, landlord: Partner) -> None:
        shown, beyond = overview(municipality)
        assert {one.partner.key: one.news for one in shown} == {"woonveste": 1, "lichtstroom": 0}
        assert beyond == 0
        give(municipality, landlord, by=None, today=TODAY)
        after = {one.partner.key: (one.news, one.last_on) for one in overview(municipality)[0]}
        assert after["woonveste"] == (0, TODAY)

    @pytest.mark.usefixtures("landlord")
    def test_what_a_page_does_not_weigh_is_said(
        self, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(feedback, "AT_ONCE", 0)
        shown, beyond = overview(municipality)
        assert (shown[0].news, beyond) == (0, 1)


def read(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))


class TestFile:
    @pytest.fixture
    def lines(self) -> list[Line]:
        return [
            Line("HC-0041", TODAY, Told.SETTLED, ("VN-2026-00001",)),
            Line("=HYPERLINK(1)", TODAY, Told.OFFERED, ("VN-2026-00002",)),
            Line("-0012", TODAY, Told.OFFERED, ()),
        ]

    def test_it_has_the_reference_the_day_and_the_result_and_nothing_of_ours(
        self, municipality: Municipality, landlord: Partner, lines: list[Line]
    ) -> None:
        rows = read(as_file(lines, layout_of(municipality, landlord), "csv"))
        assert rows[0] == ["Referentie", "Datum", "Code", "Resultaat"]
        assert rows[1] == ["HC-0041", "23-11-2026", "settled", "Betaald, of met u is een regeling getroffen."]
        assert "VN-2026" not in str(rows)

    def test_what_would_run_in_a_spreadsheet_is_text(
        self, municipality: Municipality, landlord: Partner, lines: list[Line]
    ) -> None:
        layout = layout_of(municipality, landlord)
        rows = read(as_file(lines, layout, "csv"))
        assert rows[2][0] == "'=HYPERLINK(1)"
        assert rows[3][0] == "-0012", "a number is no formula, and the partner must find it"
        sheet = CalamineWorkbook.from_object(io.BytesIO(as_file(lines, layout, "xlsx"))).get_sheet_by_index(0)
        assert [row[0] for row in sheet.to_python()] == ["Referentie", "HC-0041", "=HYPERLINK(1)", "-0012"]

    def test_it_takes_the_partners_own_columns(
        self, municipality: Municipality, landlord: Partner, lines: list[Line]
    ) -> None:
        layout = FeedbackLayout.of(municipality).create(
            partner=landlord,
            separator=",",
            days="%Y%m%d",
            reference="HuurcontractNr",
            day="datum",
            code="",
            text="uitslag",
        )
        header, first, *_ = as_file(lines, layout, "csv").decode("utf-8-sig").splitlines()
        assert header == "HuurcontractNr,datum,uitslag"
        assert first == 'HC-0041,20261123,"Betaald, of met u is een regeling getroffen."'

    def test_as_xml_it_is_read_back_whatever_stands_in_it(
        self, municipality: Municipality, landlord: Partner, lines: list[Line]
    ) -> None:
        nasty = "</Nr><x a='1'>&amp; ]]> \x00\x0b\ufffe é"
        layout = FeedbackLayout(
            municipality=municipality, partner=landlord, reference="Nr. contract", record="meldingen/2e melding"
        )
        written = as_file([*lines, Line(nasty, TODAY, Told.OFFERED, ())], layout, "xml")
        assert written.startswith(b"<?xml")
        records = defused_xml(written).findall("meldingen/_2e_melding")
        assert [one.findtext("Nr._contract") for one in records] == [
            "HC-0041",
            "=HYPERLINK(1)",
            "-0012",
            "</Nr><x a='1'>&amp; ]]>  é",
        ]
        assert [child.tag for child in records[0]] == ["Nr._contract", "Datum", "Code", "Resultaat"]

    def test_as_json_nothing_is_written_over(
        self, municipality: Municipality, landlord: Partner, lines: list[Line]
    ) -> None:
        layout = FeedbackLayout(
            municipality=municipality, partner=landlord, reference="Code", day="melding/dag", text="melding"
        )
        first, *_ = json.loads(as_file(lines, layout, "json"))
        assert first == {
            "Code": "HC-0041",
            "melding": {"dag": "23-11-2026"},
            "Code_": "settled",
            "melding_": "Betaald, of met u is een regeling getroffen.",
        }

    @pytest.mark.parametrize("kind", ["xml", "json"])
    def test_a_tree_of_nothing_is_well_formed(self, municipality: Municipality, landlord: Partner, kind: str) -> None:
        layout = FeedbackLayout(municipality=municipality, partner=landlord, record="a/b")
        written = as_file([], layout, kind)
        if kind == "xml":
            assert [element.tag for element in defused_xml(written).iter()] == ["terugkoppeling", "a"]
        else:
            assert json.loads(written) == {"a": {"b": []}}

    @pytest.mark.parametrize("name", ["/", "@", "//@", "a//b", "@a/@b"])
    @pytest.mark.parametrize("kind", ["xml", "json"])
    def test_a_path_that_leads_nowhere_loses_nothing(
        self, municipality: Municipality, landlord: Partner, lines: list[Line], kind: str, name: str
    ) -> None:
        layout = FeedbackLayout(municipality=municipality, partner=landlord, reference=name)
        written = as_file(lines, layout, kind)
        assert b"HC-0041" in written
        assert defused_xml(written) is not None if kind == "xml" else json.loads(written)

    def test_as_a_table_a_path_is_its_last_name(
        self, municipality: Municipality, landlord: Partner, lines: list[Line]
    ) -> None:
        layout = FeedbackLayout(
            municipality=municipality, partner=landlord, format="xml", reference="melding/@nr", day="", code=""
        )
        assert read(as_file(lines, layout, "csv"))[0] == ["nr", "Resultaat"]


class TestPages:
    @pytest.fixture(autouse=True)
    def _settled(self, tenant: Neighbour) -> None:
        tenant.tell(e.DebtSettled(matter=1))

    @pytest.mark.usefixtures("landlord")
    def test_from_the_list_to_the_file(self, municipality: Municipality, intake: User, visit_as: VisitAs) -> None:
        browser = visit_as(intake)
        assert reverse("feedback_partner", args=["woonveste"]) in browser.get(reverse("feedback_list")).text
        page = browser.get(reverse("feedback_partner", args=["woonveste"])).text
        assert "HC-0041" in page
        assert "Betaald, of met u is een regeling getroffen." in page
        answer = browser.post(reverse("feedback_give", args=["woonveste"]), follow=True)
        assert "1 resultaat is verteld" in answer.text
        sending = Sending.of(municipality).get()
        file = browser.get(reverse("feedback_file", args=[sending.pk]))
        assert file.headers["Content-Disposition"].endswith('.csv"')
        assert read(file.content)[1][0] == "HC-0041"
        assert Look.of(municipality).filter(kind="case", act="changed", user=intake).exists()

    @pytest.mark.usefixtures("tenant")
    def test_the_page_names_nobody(self, intake: User, visit_as: VisitAs) -> None:
        page = visit_as(intake).get(reverse("feedback_partner", args=["woonveste"])).text
        assert "Jansen" not in page
        assert "Molenweg" not in page

    def test_what_was_told_before_stands_a_year_of_months_on_a_page(
        self, municipality: Municipality, landlord: Partner, intake: User, visit_as: VisitAs
    ) -> None:
        for month in range(13):
            Sending.of(municipality).create(
                partner=landlord, told_on=date(2025, 1, 1) + timedelta(days=30 * month), recorded_at=clock.now()
            )
        browser, url = visit_as(intake), reverse("feedback_partner", args=["woonveste"])
        first, second = browser.get(url).text, browser.get(url, {"page": "2"}).text
        assert ("woensdag 1 januari 2025" in first, "woensdag 1 januari 2025" in second) == (False, True)
        assert "page=2" in first

    @pytest.mark.usefixtures("landlord")
    def test_pressing_twice_tells_once(self, municipality: Municipality, intake: User, visit_as: VisitAs) -> None:
        browser = visit_as(intake)
        browser.post(reverse("feedback_give", args=["woonveste"]))
        again = browser.post(reverse("feedback_give", args=["woonveste"]), follow=True)
        assert "niets nieuws" in again.text
        assert Sending.of(municipality).count() == 1

    def test_the_shape_of_the_file_is_kept(
        self, municipality: Municipality, landlord: Partner, intake: User, visit_as: VisitAs
    ) -> None:
        browser, url = visit_as(intake), reverse("feedback_layout", args=["woonveste"])
        shape = {"format": "xlsx", "separator": ";", "days": "%d-%m-%Y", "reference": "Nr", "text": "Uitslag"}
        assert browser.post(url, {**shape, "reference": ""}).status_code == 422
        assert browser.post(url, shape).status_code == 302
        assert browser.post(url, shape).status_code == 302, "changed, not made twice"
        assert layout_of(municipality, landlord).reference == "Nr"

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"reference": "Nr. contract"}, "mag een element in XML niet heten"),
            ({"record": "2e/melding"}, "mag een element in XML niet heten"),
            ({"text": "Nr"}, "Geef elke kolom een eigen naam"),
        ],
    )
    def test_a_name_that_xml_does_not_take_or_that_is_there_twice_is_refused(
        self, landlord: Partner, intake: User, visit_as: VisitAs, wrong: dict[str, str], said: str
    ) -> None:
        browser, url = visit_as(intake), reverse("feedback_layout", args=[landlord.key])
        shape = {"format": "xml", "separator": ";", "days": "%Y-%m-%d", "reference": "Nr", "text": "Uitslag"}
        page = browser.post(url, shape | wrong)
        assert page.status_code == 422
        assert said in page.text
        assert browser.post(url, shape | {"reference": "melding/@nr", "record": "lijst/melding"}).status_code == 302

    def test_the_step_leads_to_the_page_of_its_partner(
        self, tenant: Neighbour, intake: User, visit_as: VisitAs
    ) -> None:
        browser, url = visit_as(intake), reverse("feedback_partner", args=["woonveste"])
        assert f'href="{url}"' in browser.get(reverse("today")).text
        dossier = browser.get(reverse("case", args=[tenant.case.number])).text
        assert f'href="{url}"' in dossier
        assert "/FeedbackGiven/" not in dossier

    def test_no_form_tells_a_partner_past_the_log(
        self, municipality: Municipality, tenant: Neighbour, caseworker: User, visit_as: VisitAs
    ) -> None:
        browser, url = visit_as(caseworker), reverse("record", args=[tenant.case.number, "FeedbackGiven"])
        page = browser.get(url)
        assert "op de pagina van die partner" in page.text
        made = page.context["form"].initial
        sent = {"expected": made["expected"], "token": made["token"], "on_quick": "today", "matter": "1"}
        browser.post(url, sent)
        assert not tenant.case.events.filter(kind="FeedbackGiven").exists()
        assert not FeedbackLog.of(municipality).exists()

    def test_what_was_told_is_not_corrected_past_the_log(
        self, municipality: Municipality, tenant: Neighbour, landlord: Partner, intake: User, visit_as: VisitAs
    ) -> None:
        give(municipality, landlord, by=intake, today=TODAY)
        told = tenant.case.events.get(kind="FeedbackGiven")
        browser, url = visit_as(intake), reverse("correct", args=[tenant.case.number, told.pk])
        assert url not in browser.get(reverse("case", args=[tenant.case.number])).text
        assert browser.get(url).status_code == 403

    def test_who_knows_no_partner_of_a_report_can_still_finish_its_step(
        self, moves_in: MovesIn, intake: User, visit_as: VisitAs
    ) -> None:
        nobodys = moves_in("Bakker", 4, signal=99)
        nobodys.tell(e.DebtSettled(matter=1))
        dossier = visit_as(intake).get(reverse("case", args=[nobodys.case.number])).text
        assert reverse("record", args=[nobodys.case.number, "FeedbackGiven"]) in dossier

    def test_a_signal_without_reference_is_told_of(
        self, moves_in: MovesIn, landlord: Partner, intake: User, visit_as: VisitAs
    ) -> None:
        other = moves_in("Bakker", 4, partner=landlord.pk, signal=99)
        other.tell(e.DebtSettled(matter=1))
        page = visit_as(intake).get(reverse("feedback_partner", args=["woonveste"])).text
        assert "Bij 1 melding gaf de partner geen referentie." in page

    def test_the_neighbouring_town_cannot_read_what_was_told(
        self, municipality: Municipality, landlord: Partner, cast_neighbour_intake: User, visit_as: VisitAs
    ) -> None:
        sending = give(municipality, landlord, by=None, today=TODAY)
        assert sending is not None
        browser = visit_as(cast_neighbour_intake)
        assert browser.get(reverse("feedback_file", args=[sending.pk])).status_code == 404


class TestCommand:
    @pytest.fixture(autouse=True)
    def _settled(self, tenant: Neighbour) -> None:
        tenant.tell(e.DebtSettled(matter=1))

    def run(self, municipality: Municipality, out: Path, *words: str) -> str:
        said = io.StringIO()
        call_command(
            "feedback",
            "--partner",
            "woonveste",
            "--out",
            str(out),
            "--municipality",
            municipality.code,
            *words,
            stdout=said,
        )
        return said.getvalue()

    def test_it_writes_the_file_and_records(self, municipality: Municipality, tmp_path: Path) -> None:
        out = tmp_path / "uit.csv"
        assert "1 results, 0 without" in self.run(municipality, out)
        assert read(out.read_bytes())[1][0] == "HC-0041"
        assert FeedbackLog.of(municipality).count() == 1
        assert "0 results" in self.run(municipality, out)

    def test_a_dry_run_records_nothing(self, municipality: Municipality, tmp_path: Path) -> None:
        out = tmp_path / "uit.xlsx"
        assert "1 results" in self.run(municipality, out, "--dry-run")
        assert out.read_bytes().startswith(b"PK")
        assert not FeedbackLog.of(municipality).exists()

    def test_a_file_that_cannot_be_written_was_not_told(self, municipality: Municipality, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match=r"uit\.csv cannot be written"):
            self.run(municipality, tmp_path / "nergens" / "uit.csv")
        assert not FeedbackLog.of(municipality).exists()

    @pytest.mark.parametrize(("partner", "out"), [("niemand", "a.csv"), ("woonveste", "a.txt")])
    def test_what_is_wrong_is_said_in_one_sentence(
        self, municipality: Municipality, tmp_path: Path, partner: str, out: str
    ) -> None:
        with pytest.raises(CommandError):
            call_command(
                "feedback", "--partner", partner, "--out", str(tmp_path / out), "--municipality", municipality.code
            )


def test_the_same_news_is_weighed_on_another_day(
    municipality: Municipality, tenant: Neighbour, landlord: Partner
) -> None:
    tenant.tell(e.DebtSettled(matter=1))
    sending = give(municipality, landlord, by=None, today=TODAY + timedelta(days=3))
    assert sending is not None
    assert lines_of(municipality, sending)[0].on == TODAY + timedelta(days=3)

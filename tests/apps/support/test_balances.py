"""Creditors are asked what is owed, by letter or file; their answers are typed in or read back, and asked for again."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from tests.apps.support.conftest import TODAY, Sends, Tells, VisitAs, happened, matter, text_of
from tests.cast import Cast
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case, Person, Step
from vangnet.apps.cases.story import facts_of
from vangnet.apps.partners.models import Partner
from vangnet.apps.support.models import ToldDebt
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(sends: Sends) -> Any:
    """Asked about the rent and the energy."""
    return sends("balances", debts=["3", "2"])


def sent_back(browser: Client, address: str, content: bytes, **typed: str) -> Any:
    file = SimpleUploadedFile("saldo.csv", content, content_type="text/csv")
    return browser.post(address, {"act": "read", "file": file, **typed})


def filled_in(page: Any) -> dict[str, str]:
    return {
        bound.html_name: bound.value() for bound in page.context["form"] if "balance" in bound.name and bound.value()
    }


class TestAsking:
    def test_it_is_recorded_for_each_debt_and_asked_again_by_rule(self, asked: Any, case: Case) -> None:
        assert asked.status_code == 302
        steps = Step.of(case.municipality).filter(rule="hear_balance")
        assert {(step.subject_id, step.by) for step in steps} == {(3, date(2026, 12, 14)), (2, date(2026, 12, 14))}

    def test_the_page_shows_what_was_asked_and_where_the_letters_are(self, asked: Any, browser: Client) -> None:
        page = browser.get(asked.url).text
        assert page.count("gevraagd op 23 nov 2026") == 2
        assert "Brieven aan de schuldeisers (PDF)" in page
        assert "Bestand voor Woonveste (CSV)" in page

    def test_somebody_elses_debt_is_not_asked_about_here(self, sends: Sends, case: Case) -> None:
        assert sends("balances", debts=["4"]).status_code == 422
        assert matter(case, 4).balance_asked_on is None

    def test_nothing_is_no_question(self, sends: Sends) -> None:
        assert "Kies minstens één schuld." in sends("balances").text


@pytest.mark.usefixtures("asked")
class TestOnPaperAndInAFile:
    def test_each_creditor_reads_of_its_own_debt_alone(self, browser: Client, address: Callable[..., str]) -> None:
        pages = PdfReader(io.BytesIO(browser.get(address("balances_pdf")).content)).pages
        texts = [" ".join(page.extract_text().split()) for page in pages]
        assert len(texts) == 2
        assert ["Huurachterstand" in text or "huurachterstand" in text for text in texts] == [True, False]
        assert ["nergie" in text for text in texts] == [False, True]

    def test_the_file_holds_what_one_creditor_is_asked(
        self, browser: Client, address: Callable[..., str], case: Case, tenant: Person
    ) -> None:
        happened(
            case,
            e.MatterNoted(matter=7, kind=MatterKind.OTHER_DEBT, person=tenant.pk, partner=matter(case).partner),
            e.BalanceAsked(matter=7),
        )
        answer = browser.get(address("balances_file", 3))
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert rows[0] == ["kenmerk", "bewoner", "geboortedatum", "waarvoor", "bij ons bekend", "saldo"]
        assert [row[0] for row in rows[1:]] == [f"{case.number}/3", f"{case.number}/7"]
        assert [row[4:] for row in rows[1:]] == [["600,00", ""], ["", ""]]

    def test_no_cell_is_run_as_a_formula(
        self, browser: Client, address: Callable[..., str], tenant: Person, landlord: Partner
    ) -> None:
        type(tenant).of(tenant.municipality_id).filter(pk=tenant.pk).update(
            surname='=HYPERLINK("http://x")', initials="", prefix=""
        )
        Partner.of(landlord.municipality_id).filter(pk=landlord.pk).update(name="-2+3")
        rows = browser.get(address("balances_file", 3)).content.decode("utf-8-sig")
        assert "'=HYPERLINK" in rows
        assert not any(
            cell.startswith(("=", "@", "+")) for row in csv.reader(io.StringIO(rows), delimiter=";") for cell in row
        )

    def test_what_was_not_asked_has_no_file(self, browser: Client, address: Callable[..., str]) -> None:
        assert {browser.get(address("balances_file", number)).status_code for number in (1, 4, 99)} == {404}


@pytest.mark.usefixtures("asked")
class TestTheAnswer:
    def test_what_is_typed_in_becomes_the_amount_of_the_debt(
        self, sends: Sends, case: Case, browser: Client, address: Callable[..., str]
    ) -> None:
        assert sends("balances_told", balance_3="642,10").status_code == 302
        assert matter(case).cents == 64_210
        assert [step.subject_id for step in Step.of(case.municipality).filter(rule="hear_balance")] == [2]
        assert "€\xa0642,10" in browser.get(address("picture")).text, "the money picture shows it"

    def test_a_file_is_read_and_nothing_recorded_by_it(
        self, browser: Client, address: Callable[..., str], case: Case
    ) -> None:
        rows = f"kenmerk;bewoner;saldo\r\n{case.number}/3;S. de Jong;642,10\r\n{case.number}/2;S. de Jong;\r\n"
        page = sent_back(browser, address("balances_told"), rows.encode("utf-8-sig"))
        assert page.status_code == 200
        assert filled_in(page) == {"balance_3": "642,10"}
        assert matter(case).cents == 60_000

    @pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    def test_however_a_spreadsheet_saved_it(
        self, separator: str, encoding: str, browser: Client, address: Callable[..., str], case: Case
    ) -> None:
        rows = (
            separator.join(["Kenmerk", "Bewoner", "Saldo"])
            + "\n"
            + separator.join([f"{case.number}/3", "Zoë", "642.10"])
        )
        page = sent_back(browser, address("balances_told"), rows.encode(encoding))
        assert filled_in(page) == {"balance_3": "642.10"}

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "Er is niets gelezen."),
            (b"naam;bedrag\nJansen;5\n", "Er is niets gelezen."),
            (b"\x89PNG\0\0", "Dit bestand kunnen wij niet lezen."),
            (b"kenmerk;saldo\n" + b"x" * 1_000_001, "Dit bestand kunnen wij niet lezen."),
            (b"kenmerk;saldo\nVN-1999-00001/3;5\n", "Regel 2: dit kenmerk hoort niet bij deze bewoner."),
            (b"kenmerk;saldo\n{number}/4;5\n", "Regel 2: dit kenmerk hoort niet bij deze bewoner."),
            (b"kenmerk;saldo\n{number}/3;veel\n", "Regel 2: \u201cveel\u201d is geen bedrag."),
            (b"kenmerk;saldo\n{number}/3;-5\n", "Regel 2: \u201c-5\u201d is geen bedrag."),
        ],
    )
    def test_what_nobody_can_read_is_said_and_what_was_typed_stays(
        self, content: bytes, said: str, browser: Client, address: Callable[..., str], case: Case
    ) -> None:
        content = content.replace(b"{number}", case.number.encode())
        page = sent_back(browser, address("balances_told"), content, balance_2="300,00")
        assert page.status_code == 422
        assert said in " ".join(page.context["complaints"])
        assert filled_in(page)["balance_2"] == "300,00"
        assert matter(case).cents == 60_000

    def test_without_a_file_it_says_so(self, browser: Client, address: Callable[..., str]) -> None:
        page = browser.post(address("balances_told"), {"act": "read"})
        assert page.status_code == 422
        assert set(page.context["upload"].errors) == {"file"}

    @pytest.mark.parametrize("typed", ["veel", "-5", "1,234"])
    def test_bad_input_is_said_beside_its_field(self, typed: str, sends: Sends, case: Case) -> None:
        page = sends("balances_told", balance_3=typed, note="Per telefoon.")
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {"balance_3"}
        assert "Per telefoon." in page.text
        assert matter(case).cents == 60_000

    def test_no_balance_is_no_answer(self, sends: Sends) -> None:
        assert "Er staat nog geen saldo." in sends("balances_told").text

    def test_nothing_owed_any_more_is_asked_about(self, sends: Sends, case: Case) -> None:
        page = sends("balances_told", balance_3="0")
        assert page.context["doubts"]
        assert sends("balances_told", balance_3="0", confirmed=page.context["marks"]).status_code == 302
        assert matter(case).cents == 0


class TestForWhom:
    PAGES = ("balances", "balances_told", "balances_pdf")

    def test_before_anything_was_asked_there_are_no_letters(self, browser: Client, address: Callable[..., str]) -> None:
        assert browser.get(address("balances_pdf")).status_code == 404

    @pytest.mark.parametrize("role", [Role.VISITOR, Role.INTAKE, Role.COORDINATOR])
    @pytest.mark.usefixtures("asked")
    def test_not_for_who_does_not_work_on_money(
        self, role: Role, cast: Cast, visit_as: VisitAs, address: Callable[..., str]
    ) -> None:
        browser = visit_as(cast.people[role])
        assert {browser.get(address(page)).status_code for page in self.PAGES} == {403}
        assert browser.get(address("balances_file", 3)).status_code == 403

    @pytest.mark.usefixtures("asked")
    def test_not_for_another_municipality(
        self, visit_as: VisitAs, outsider: User, address: Callable[..., str], case: Case
    ) -> None:
        browser = visit_as(outsider)
        assert {browser.get(address(page)).status_code for page in self.PAGES} == {404}
        assert browser.get(address("balances_file", 3)).status_code == 404
        told = {"balance_3": "1", "on_quick": "today", "expected": "0", "token": "x"}
        assert browser.post(address("balances_told"), told).status_code == 404
        assert (matter(case).cents, matter(case).balance_asked_on) == (60_000, TODAY)


class TestOnlyTold:
    """A debt that no partner reported: somebody named a shop and an amount."""

    @pytest.fixture
    def named(self, tells: Tells, case: Case) -> ToldDebt:
        tells(schuld_kind="other_debt", schuld_creditor="Postorder De Veer", schuld_cents="250")
        return ToldDebt.of(case.municipality).get()

    def test_its_creditor_is_asked_and_it_stands_in_the_dossier_once(
        self, browser: Client, address: Callable[..., str], sends: Sends, named: ToldDebt, case: Case, at: str
    ) -> None:
        page = browser.get(address("balances")).text
        assert "alleen verteld" in page
        assert "Vraag de bewoner eerst of het mag" in page
        assert sends("balances", debts=[f"verteld-{named.pk}", "3"]).status_code == 302
        asked = matter(case, 7)
        assert (asked.kind, asked.cents, asked.balance_asked_on) == (MatterKind.OTHER_DEBT, 25_000, TODAY)
        assert matter(case, 3).balance_asked_on == TODAY
        assert browser.get(at).text.count("Postorder De Veer") == 1, "it is not owed twice"
        assert "alleen verteld" not in browser.get(address("balances")).text

    def test_the_letter_is_to_whom_the_resident_named(
        self, browser: Client, address: Callable[..., str], sends: Sends, named: ToldDebt, case: Case
    ) -> None:
        sends("balances", debts=[f"verteld-{named.pk}"])
        words = text_of(browser.get(address("balances_pdf")))
        assert "Aan: Postorder De Veer" in words
        assert f"{case.number}/7" in words
        assert "€ 250,00" in words.replace("\xa0", " ")

    def test_its_answer_is_read_back_from_a_file_and_recorded(
        self, browser: Client, address: Callable[..., str], sends: Sends, named: ToldDebt, case: Case
    ) -> None:
        sends("balances", debts=[f"verteld-{named.pk}"])
        file = browser.get(address("balances_file", 7)).content
        back = file.rstrip() + b"312,40\r\n"
        page = sent_back(browser, address("balances_told"), back)
        assert filled_in(page) == {"balance_7": "312,40"}, file
        sends("balances_told", balance_7="312,40")
        assert matter(case, 7).cents == 31_240
        assert "bij Postorder De Veer · €\xa0312,40" in browser.get(address("arrangement")).text

    def test_one_of_somebody_else_is_not_asked_about_here(self, sends: Sends, named: ToldDebt, case: Case) -> None:
        assert sends("balances", debts=[f"verteld-{named.pk + 1}"]).status_code == 422
        assert 7 not in facts_of(case.municipality, [case.pk])[case.pk].matters

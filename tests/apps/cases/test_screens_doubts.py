"""Is what contradicts the file asked about on the screen, once, with all that was typed kept?"""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.apps.cases.conftest import TODAY
from tests.apps.cases.recording import TODAY_SENT, address, hidden, latest, told
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.erasure import erase_facts
from vangnet.apps.cases.models import Case, Confirmation, ErasureGround, Note, Person
from vangnet.domain import events as e
from vangnet.domain.codes import Ruling

VisitAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("the_day")


class TestWhatDoesNotFit:
    """A fact that contradicts the file is asked about once, and taken when somebody says that it went so."""

    JUDGED = {**TODAY_SENT, "ruling": "dissolution", "default": "yes", "note": "Uit de brief"}

    @pytest.fixture
    def heard(self, case: Case) -> Case:
        """The resident was at the hearing."""
        told(case, e.SummonsServed(matter=1), on=date(2026, 10, 5))
        told(case, e.HearingHeld(matter=1, hearing=1, resident_there=True), on=date(2026, 11, 9))
        return case

    def test_default_though_the_resident_was_there_is_questioned_and_what_was_typed_kept(
        self, browser: Client, heard: Case
    ) -> None:
        url = address(heard, "JudgmentGiven")
        page = browser.post(url, {**hidden(browser, url), **self.JUDGED})
        assert page.status_code == 422
        (question,) = page.context["doubts"]
        assert question.startswith(
            "Een verstekvonnis op maandag 23 november 2026, terwijl de bewoner op de zitting van"
        )
        assert "Klopt dit?" in page.text
        assert "Ja, zo is het gegaan" in page.text
        assert "Uit de brief" in page.text
        assert page.context["form"].errors == {}
        assert page.text.index(question[:30]) < page.text.index("Leg vast</button>")
        assert not heard.events.filter(kind="JudgmentGiven").exists()

    def test_confirmed_it_is_recorded_once_with_its_note(self, browser: Client, heard: Case) -> None:
        url = address(heard, "JudgmentGiven")
        sent = {**hidden(browser, url), **self.JUDGED}
        sent["confirmed"] = browser.post(url, sent).context["marks"]
        for _press in range(2):
            assert browser.post(url, sent).status_code == 302
        assert heard.events.filter(kind="JudgmentGiven").count() == 1
        assert Note.of(heard.municipality).get().text == "Uit de brief"

    def test_sent_again_without_the_tick_it_is_asked_again(self, browser: Client, heard: Case) -> None:
        url = address(heard, "JudgmentGiven")
        sent = {**hidden(browser, url), **self.JUDGED}
        assert [browser.post(url, sent).status_code for _press in range(2)] == [422, 422]

    def test_what_was_filled_in_otherwise_is_asked_anew_with_all_that_does_not_fit(
        self, browser: Client, heard: Case
    ) -> None:
        """The tick holds for what was asked, not for what one changes after it."""
        url = address(heard, "JudgmentGiven")
        sent = {**hidden(browser, url), **self.JUDGED}
        sent["confirmed"] = browser.post(url, sent).context["marks"]
        again = browser.post(url, {**sent, "eviction_from": "2026-11-24"})
        assert len(again.context["doubts"]) == 2
        assert browser.post(url, {**sent, "default": "no"}).status_code == 302, "what fits needs no tick"

    def test_in_english_it_is_asked_in_english(self, browser: Client, heard: Case, caseworker: User) -> None:
        caseworker.language = "en"
        caseworker.save()
        url = address(heard, "JudgmentGiven")
        page = browser.post(url, {**hidden(browser, url), **self.JUDGED})
        assert page.context["doubts"][0].startswith("A judgment by default on Monday 23 November 2026")
        assert "Yes, that is how it went" in page.text

    def test_of_several_facts_each_is_held_against_the_ones_before_it(self, browser: Client, case: Case) -> None:
        url = address(case, "summons")
        page = browser.post(url, {**hidden(browser, url), **TODAY_SENT, "hearing_on": "2026-11-16"})
        assert len(page.context["doubts"]) == 2  # before today, and before the summons of today
        assert not case.events.filter(kind="SummonsServed").exists()

    def test_a_correction_is_held_against_the_story_without_what_was_wrong(self, browser: Client, heard: Case) -> None:
        """The hearing that is told anew does not contradict itself."""
        wrong = heard.events.get(kind="HearingHeld")
        url = reverse("correct", args=[heard.number, wrong.pk])
        sent = {"right": "replace", "on_quick": "other", "on_day": "2026-11-10", "resident_there": "no"}
        assert browser.post(url, {**hidden(browser, url), **sent}).status_code == 302
        corrected = latest(heard)
        assert isinstance(corrected, e.HearingHeld)
        assert not corrected.resident_there

    def test_what_was_confirmed_stays_beside_the_fact_for_who_reads_it_later(
        self, browser: Client, heard: Case, case: Case
    ) -> None:
        url = address(heard, "JudgmentGiven")
        sent = {**hidden(browser, url), **self.JUDGED}
        browser.post(url, {**sent, "confirmed": browser.post(url, sent).context["marks"]})
        page = unescape(browser.get(reverse("case", args=[case.number])).text)
        said = "Gevraagd bij het vastleggen: “Een verstekvonnis op maandag 23 november 2026, terwijl de bewoner op"
        assert page.count(said) == 1
        assert "Het antwoord was ja." in page
        kept = Confirmation.of(case.municipality).get()
        assert kept.event == heard.events.get(kind="JudgmentGiven")

    def test_what_was_confirmed_cannot_be_changed_and_leaves_with_its_fact(
        self, browser: Client, heard: Case, caseworker: User
    ) -> None:
        url = address(heard, "JudgmentGiven")
        sent = {**hidden(browser, url), **self.JUDGED}
        browser.post(url, {**sent, "confirmed": browser.post(url, sent).context["marks"]})
        kept = Confirmation.of(heard.municipality)
        for change in (lambda: kept.update(doubt="{}"), lambda: kept.all().delete()):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()
        fact = heard.events.get(kind="JudgmentGiven").pk
        erase_facts(heard.municipality, heard.pk, [fact], ErasureGround.WRONG_PERSON, by=caseworker, today=TODAY)
        assert not kept.exists()

    def test_an_age_in_place_of_the_number_of_children_is_asked_about(self, browser: Client, case: Case) -> None:
        url = address(case, "HouseholdNoted")
        page = browser.post(url, {**hidden(browser, url), **TODAY_SENT, "adults": "2", "minors": "14"})
        (question,) = page.context["doubts"]
        assert "Bedoelde u het aantal, en niet een leeftijd?" in question
        assert page.context["form"]["minors"].value() == "14"

    def test_forty_children_are_sent_back_with_what_it_can_be(self, browser: Client, case: Case) -> None:
        url = address(case, "HouseholdNoted")
        page = browser.post(url, {**hidden(browser, url), **TODAY_SENT, "adults": "2", "minors": "40"})
        assert page.status_code == 422
        assert "30" in " ".join(page.context["form"].errors["minors"])
        assert page.context["form"]["minors"].value() == "40"

    def test_nothing_asked_nothing_kept(self, browser: Client, case: Case) -> None:
        url = address(case, "HouseholdNoted")
        browser.post(url, {**hidden(browser, url), **TODAY_SENT, "adults": "1", "minors": "0"})
        assert isinstance(latest(case), e.HouseholdNoted)
        assert not Confirmation.of(case.municipality).exists()

    def test_who_writes_without_a_screen_is_not_asked(self, heard: Case) -> None:
        told(heard, e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True), on=TODAY)
        assert heard.events.filter(kind="JudgmentGiven").exists()


class TestClosing:
    """Closing is as careful as any other fact: what goes on, and a result that does not fit, take a deliberate yes."""

    def test_an_open_debt_is_not_paid_because_somebody_closes_in_haste(self, browser: Client, case: Case) -> None:
        url = address(case, "CaseClosed")
        assert "Klopt dat?" not in browser.get(url).text, "a question without an answer is none"
        sent = {**hidden(browser, url), **TODAY_SENT, "result": "paid_or_arranged"}
        page = browser.post(url, sent)
        assert page.status_code == 422
        debt, steps = page.context["doubts"]
        assert debt.endswith("staat niet vast dat er is betaald of dat er een regeling loopt.")
        assert steps.startswith("Met het sluiten verdwijnt van de agenda:")
        assert "Ja, sluit dit dossier toch" in page.text
        assert open_cases(case) == {case.number}
        browser.post(url, {**sent, "confirmed": page.context["marks"]})
        assert open_cases(case) == set()
        dossier = unescape(browser.get(reverse("case", args=[case.number])).text)
        assert dossier.count("Het antwoord was ja.") == 2

    def test_what_came_onto_the_agenda_meanwhile_is_asked_anew(
        self, browser: Client, case: Case, tenant: Person
    ) -> None:
        url = address(case, "CaseClosed")
        sent = {**hidden(browser, url), **TODAY_SENT, "result": "arranges_it_self"}
        marks = browser.post(url, sent).context["marks"]
        told(case, e.HelpAccepted(person=tenant.pk), on=TODAY)
        page = browser.post(url, {**sent, "confirmed": marks})
        assert page.status_code == 422
        assert open_cases(case) == {case.number}

    def test_a_paid_debt_closes_without_a_question(self, browser: Client, case: Case) -> None:
        told(case, e.DebtSettled(matter=1), on=TODAY)
        url = address(case, "CaseClosed")
        sent = {**hidden(browser, url), **TODAY_SENT, "result": "paid_or_arranged"}
        assert browser.post(url, sent).status_code == 302
        assert open_cases(case) == set()


def open_cases(case: Case) -> set[str]:
    return set(Case.of(case.municipality).filter(is_open=True).values_list("number", flat=True))

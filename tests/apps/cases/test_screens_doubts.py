"""Is what contradicts the file asked about on the screen, once, with all that was typed kept?"""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.cases.conftest import TODAY
from tests.apps.cases.recording import TODAY_SENT, address, hidden, latest, told
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case, Note
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

    def test_who_writes_without_a_screen_is_not_asked(self, heard: Case) -> None:
        told(heard, e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True), on=TODAY)
        assert heard.events.filter(kind="JudgmentGiven").exists()

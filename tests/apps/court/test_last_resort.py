"""Does the file of a request for administration show what is met, and refuse the request while something is missing?"""

from collections.abc import Callable
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.court.conftest import TODAY, happened
from tests.apps.court.test_hearing import words_of
from tests.cast import Cast
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.record import Done, record
from vangnet.apps.court.models import RequestFile
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, Channel, DayPart, HelpKind, Reached, Role, Ruling

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
WRITTEN = {
    "ground": "problematic_debts",
    "why": "De schulden groeien en de post blijft dicht.",
    "tried": "Twee keer vrijwillige hulp, steeds gestopt.",
    "opinion": "De wijkverpleegkundige vindt het nodig.",
    "until": "2028-11-30",
}


@pytest.fixture
def judged(jansen: Case) -> Case:
    """The home may be cleared on a judgment of ten days ago, and the last offer was refused."""
    tenant = tenant_of(jansen)
    happened(jansen, e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True), on=date(2026, 11, 13))
    happened(jansen, e.LastOfferMade(person=tenant, kind=HelpKind.DEBT_HELP), on=date(2026, 11, 16))
    happened(jansen, e.LastOfferAnswered(person=tenant, answer=Answer.NO), on=date(2026, 11, 18))
    return jansen


@pytest.fixture
def rika(visit_as: VisitAs, director: User) -> Client:
    return visit_as(director)


def tenant_of(case: Case) -> int:
    return min(case_file(case.municipality, case.pk, TODAY).facts.persons)


def address(case: Case, name: str = "administration") -> str:
    return reverse(name, args=[case.number, tenant_of(case)])


def page(browser: Client, case: Case) -> str:
    answer = browser.get(address(case))
    assert answer.status_code == 200
    return unescape(answer.text)


def asked(browser: Client, case: Case, **filled: object) -> object:
    shown = {"heard_or_attempts_shown": "yes", "lighter_steps_failed": "yes", "second_opinion": "yes"}
    sent = {"on_quick": "today", "expected": case_file(case.municipality, case.pk, TODAY).version} | shown
    sent |= {"token": uuid4().hex, "person": str(tenant_of(case)), "ground": "squandering", "until": "2028-01-01"}
    return browser.post(reverse("record", args=[case.number, "AdministrationRequested"]), {**sent, **filled})


class TestTheFile:
    def test_it_says_of_each_part_whether_it_is_met(self, rika: Client, judged: Case) -> None:
        shown = page(rika, judged)
        assert "nog geen tweede deskundige die bewind nodig vindt" in shown
        assert "nog geen grond gekozen; alleen zwijgen is geen grond" in shown
        assert "nog geen einddatum in de toekomst" in shown
        assert "nog geen laatste vrijwillig aanbod" not in shown, "that one is met"
        assert "Laatste vrijwillige aanbod: geweigerd (18 nov 2026)" in shown
        assert "Bekijk het concept (PDF)" in shown

    def test_complete_it_leads_to_the_request(self, rika: Client, judged: Case, court_officer: User) -> None:
        happened(judged, e.SecondOpinionGiven(person=tenant_of(judged), needed=True, by=court_officer.pk))
        assert rika.post(address(judged), {**WRITTEN, "version": "0"}).status_code == 302
        shown = page(rika, judged)
        assert "Maak het verzoek (PDF)" in shown
        assert reverse("record", args=[judged.number, "AdministrationRequested"]) in shown
        pdf = rika.get(address(judged, "administration_pdf"))
        assert pdf["Content-Type"] == "application/pdf"
        assert pdf.content.startswith(b"%PDF")

    def test_the_request_holds_the_ground_and_the_end_that_were_kept(self, rika: Client, judged: Case) -> None:
        """The director chose them while weighing, and is not asked once more."""
        form = reverse("record", args=[judged.number, "AdministrationRequested"])
        fields = {"ground": "", "until": None}
        assert {name: rika.get(form).context["form"][name].value() or fields[name] for name in fields} == fields
        rika.post(address(judged), {**WRITTEN, "version": "0"})
        shown = rika.get(f"{form}?stap=weigh_administration.person.{tenant_of(judged)}")
        assert shown.context["form"]["ground"].value() == "problematic_debts"
        assert shown.context["form"]["until"].value() == date(2028, 11, 30)
        assert "Wat in Bewind wegen voor" in unescape(shown.text)

    def test_what_was_typed_goes_before_what_was_kept(self, rika: Client, judged: Case, director: User) -> None:
        rika.post(address(judged), {**WRITTEN, "version": "0"})
        refused = asked(rika, judged, requested_by=str(director.pk), until="2029-01-01")
        assert refused.status_code == 422  # type: ignore[attr-defined]
        assert refused.context["form"]["until"].value() == "2029-01-01"  # type: ignore[attr-defined]

    def test_help_that_still_runs_keeps_it_away(
        self, rika: Client, judged: Case, director: User, court_officer: User
    ) -> None:
        tenant, by = tenant_of(judged), str(director.pk)
        happened(judged, e.HelpAccepted(person=tenant))
        happened(judged, e.SecondOpinionGiven(person=tenant, needed=True, by=court_officer.pk))
        assert "er loopt nog hulp, een schuldregeling of een regeling die goed gaat" in page(rika, judged)
        refused = asked(rika, judged, requested_by=by)
        assert refused.status_code == 422  # type: ignore[attr-defined]
        assert "Een verzoek om bewind kan nog niet: er loopt nog hulp" in unescape(refused.text)  # type: ignore[attr-defined]
        happened(judged, e.ContactLost(person=tenant))
        assert asked(rika, judged, requested_by=by).status_code == 302  # type: ignore[attr-defined]

    def test_a_draft_says_what_is_still_to_be_written_and_what_runs(self, rika: Client, judged: Case) -> None:
        happened(judged, e.HelpAccepted(person=tenant_of(judged)))
        assert "Vrijwillige hulp: loopt nog" in page(rika, judged)
        draft = words_of(rika.get(address(judged, "administration_pdf")))
        assert "Waarom bewind Nog niet geschreven." in draft
        assert "Vrijwillige hulp loopt nog" in draft

    def test_who_looked_along_cannot_also_ask(self, rika: Client, judged: Case, director: User) -> None:
        happened(judged, e.SecondOpinionGiven(person=tenant_of(judged), needed=True, by=director.pk))
        assert "de tweede deskundige doet ook het verzoek" in page(rika, judged)
        refused = asked(rika, judged, requested_by=str(director.pk))
        assert refused.status_code == 422  # type: ignore[attr-defined]
        assert "een van beide moet een ander zijn" in unescape(refused.text)  # type: ignore[attr-defined]

    def test_the_request_is_refused_while_one_is_missing(
        self, rika: Client, judged: Case, director: User, court_officer: User
    ) -> None:
        refused = asked(rika, judged, requested_by=str(director.pk))
        assert refused.status_code == 422  # type: ignore[attr-defined]
        assert "nog geen tweede deskundige" in unescape(refused.text)  # type: ignore[attr-defined]
        happened(judged, e.SecondOpinionGiven(person=tenant_of(judged), needed=True, by=court_officer.pk))
        assert asked(rika, judged, requested_by=str(director.pk)).status_code == 302  # type: ignore[attr-defined]
        assert "De gemeente vroeg op 23 nov 2026 om bewind" in page(rika, judged)

    def test_an_offer_of_today_is_still_open(self, rika: Client, judged: Case) -> None:
        happened(judged, e.LastOfferMade(person=tenant_of(judged), kind=HelpKind.INCOME_MANAGEMENT))
        assert "de bewoner heeft nog tijd om te antwoorden" in page(rika, judged)

    def test_that_nothing_is_asked_needs_reasons_and_the_form_says_so(self, rika: Client, judged: Case) -> None:
        form = reverse("record", args=[judged.number, "AdministrationNotRequested"])
        assert rika.get(form).context["form"].fields["reasons"].required
        expected = case_file(judged.municipality, judged.pk, TODAY).version
        sent = {"on_quick": "today", "expected": expected, "token": uuid4().hex, "person": str(tenant_of(judged))}
        assert rika.post(form, sent).status_code == 422
        assert rika.post(form, sent | {"reasons": "too_heavy"}).status_code == 302

    def test_two_writers_lose_nothing(self, rika: Client, judged: Case) -> None:
        assert rika.post(address(judged), {**WRITTEN, "version": "0"}).status_code == 302
        other = rika.post(address(judged), {**WRITTEN, "why": "Mijn tekst.", "version": "0"})
        assert other.status_code == 409
        shown = unescape(other.text)
        assert "Mijn tekst." in shown
        assert "De schulden groeien en de post blijft dicht." in shown
        assert RequestFile.of(judged.municipality).get().why == WRITTEN["why"]
        assert rika.post(address(judged), {**WRITTEN, "why": "Samen.", "version": "1"}).status_code == 302
        assert RequestFile.of(judged.municipality).get().why == "Samen."

    @pytest.mark.parametrize(
        "wrong", [{"ground": "silence"}, {"until": "morgen"}, {"until": "2026-11-23"}, {"why": "x" * 4001}]
    )
    def test_what_is_wrong_is_said_and_kept_in_sight(self, rika: Client, judged: Case, wrong: dict[str, str]) -> None:
        answer = rika.post(address(judged), {**WRITTEN, **wrong})
        assert answer.status_code == 422
        assert WRITTEN["tried"] in unescape(answer.text)
        assert not RequestFile.of(judged.municipality).exists()


class TestOtherRoute:
    def test_an_administration_that_runs_shows_the_terms_of_the_advice(self, rika: Client, judged: Case) -> None:
        granted = e.AdministrationDecided(person=tenant_of(judged), answer=Answer.YES, until=date(2028, 11, 1))
        happened(judged, granted, on=date(2026, 11, 20))
        shown = page(rika, judged)
        assert "Er is bewind sinds 20 nov 2026" in shown
        assert "4 dec 2026" in shown, "the administrator reports within two weeks"
        assert "nog niet in de wettekst nagezien" in shown
        assert "Wat een verzoek nodig heeft" not in shown

    def test_it_says_when_the_yearly_review_was_and_is(self, rika: Client, judged: Case) -> None:
        granted = e.AdministrationDecided(person=tenant_of(judged), answer=Answer.YES)
        happened(judged, granted, on=date(2025, 11, 24))
        shown = page(rika, judged)
        assert "Of het nog nodig is, is nog niet opnieuw bekeken." in shown
        assert "Bekijk het opnieuw, uiterlijk op 24 nov 2026." in shown
        happened(judged, e.AdministrationReviewed(person=tenant_of(judged)))
        shown = page(rika, judged)
        assert "Voor het laatst is op 23 nov 2026 bekeken of het nog nodig is." in shown
        assert "Bekijk het opnieuw, uiterlijk op 23 nov 2027." in shown

    def test_without_a_title_nothing_is_asked(self, rika: Client, jansen: Case) -> None:
        assert "Zonder zo'n vonnis vraagt de gemeente geen bewind" in page(rika, jansen)


def test_the_card_leads_here(rika: Client, judged: Case) -> None:
    assert address(judged) in rika.get(reverse("case", args=[judged.number])).text


def test_it_is_for_few(judged: Case, cast: Cast, visit_as: VisitAs, caseworker: User) -> None:
    assert visit_as(caseworker).get(address(judged)).status_code in {403, 404}
    assert visit_as(cast.neighbours[Role.DIRECTOR]).get(address(judged)).status_code == 404
    assert (
        visit_as(cast.people[Role.DIRECTOR]).get(reverse("administration", args=[judged.number, 99])).status_code == 404
    )


def test_the_page_asks_few_queries(
    rika: Client, judged: Case, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    page(rika, judged)
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        page(rika, judged)


class TestSoughtForYears:
    @pytest.fixture
    def costs(self, rika: Client, judged: Case) -> Callable[[], tuple[int, int]]:
        """How many queries the page asks, and how many rows it makes objects of."""

        def ask() -> tuple[int, int]:
            made: list[object] = []

            def note(sender: object, **_told: object) -> None:
                made.append(sender)

            post_init.connect(note)
            try:
                with CaptureQueriesContext(connection) as asked:
                    page(rika, judged)
            finally:
                post_init.disconnect(note)
            return len(asked), len(made)

        page(rika, judged)
        return ask

    def test_three_hundred_attempts_cost_what_three_do_and_the_last_eight_are_shown(
        self, rika: Client, judged: Case, costs: Callable[[], tuple[int, int]], caseworker: User
    ) -> None:
        tried = e.ContactAttempted(
            person=tenant_of(judged), channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.NOT_REACHED
        )
        assert isinstance(record(judged, [tried] * 3, by=caseworker, on=TODAY, today=TODAY), Done)
        few = costs()
        assert isinstance(record(judged, [tried] * 300, by=caseworker, on=TODAY, today=TODAY), Done)
        assert costs() == few
        shown = page(rika, judged)
        assert "De laatste acht van 303 pogingen. Op papier staan ze alle." in shown
        assert shown.count("huisbezoek, avond") == 8

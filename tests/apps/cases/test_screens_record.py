"""Can people record what happened, every kind of it, and does the screen say what stands in the way?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.cases.conftest import TODAY
from tests.apps.cases.recording import TODAY_SENT, address, hidden, latest, told
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.cases.models import Case, CaseEvent, Note, Person
from vangnet.apps.cases.record import Done, open_case, record
from vangnet.apps.housing.models import Place
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import (
    Answer,
    BudgetNeed,
    Channel,
    Condition,
    ConsentPurpose,
    DayPart,
    HelpKind,
    MatterKind,
    PackPart,
    PrivacyRight,
    Reached,
    Ruling,
)

VisitAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("the_day")


SPOKEN = {"channel": "phone", "day_part": "morning", "reached": "spoken", **TODAY_SENT}


class TestAnAttempt:
    def test_recorded_from_vandaag_it_leads_back_and_the_card_has_moved(
        self, browser: Client, case: Case, tenant: Person
    ) -> None:
        page = browser.get(reverse("today"))
        (household,) = [h for group in page.context["groups"] for h in group.households]
        url = next(a.url for a in [household.card.action, *household.also] if "/contact/" in a.url)
        answer = browser.post(url, {**hidden(browser, url), **SPOKEN, "offered": "on", "informed": "on"}, follow=True)
        assert answer.redirect_chain == [(reverse("today"), 302)]
        assert "Vastgelegd: Poging tot contact." in answer.text
        assert isinstance(latest(case), e.HelpOffered)
        case.refresh_from_db()
        rules = set(case.steps.values_list("rule", flat=True))
        assert "attempt" not in rules
        assert {"hear_answer", "know_household"} <= rules
        assert tenant.name in browser.get(reverse("case", args=[case.number])).text

    def test_the_only_person_is_not_asked_for(self, browser: Client, case: Case, tenant: Person) -> None:
        page = browser.get(address(case, "contact"))
        assert page.context["form"].about == [tenant.name]
        assert hidden(browser, address(case, "contact"))["person"] == str(tenant.pk)

    def test_no_day_and_no_outcome_is_filled_in_beforehand(self, browser: Client, case: Case) -> None:
        page = browser.get(address(case, "contact"))
        assert "checked" not in page.text
        empty = browser.post(address(case, "contact"), {**hidden(browser, address(case, "contact")), "note": "Aan zet"})
        assert empty.status_code == 422
        assert "Aan zet" in empty.text, "what was typed is kept"
        assert {"on", "channel", "day_part", "reached"} <= set(empty.context["form"].errors)
        assert empty.text.count("utrecht-form-field-error-message") >= 4

    def test_the_same_form_sent_twice_counts_once(self, browser: Client, case: Case) -> None:
        url = address(case, "contact")
        sent = {**hidden(browser, url), **SPOKEN, "note": "Belt liever 's avonds."}
        before = case.events.count()
        for _press in range(2):
            assert browser.post(url, sent).status_code == 302
        assert case.events.count() == before + 1
        assert Note.of(case.municipality).count() == 1

    def test_a_note_stands_beside_what_it_is_about(self, browser: Client, case: Case) -> None:
        url = address(case, "contact")
        browser.post(url, {**hidden(browser, url), **SPOKEN, "note": "Hond in de tuin."})
        note = Note.of(case.municipality).get()
        assert note.event is not None
        assert note.event.kind == "ContactAttempted"
        assert "Hond in de tuin." in browser.get(reverse("case", args=[case.number])).text

    def test_looking_and_changing_are_logged(self, browser: Client, case: Case, caseworker: User) -> None:
        url = address(case, "contact")
        browser.post(url, {**hidden(browser, url), **SPOKEN})
        rows = Look.of(case.municipality).filter(kind="case", subject=case.pk, user=caseworker)
        assert set(rows.values_list("act", flat=True)) == {"seen", "changed"}
        assert set(rows.values_list("ground", flat=True)) == {"debt_help"}


class TestTwoWorkers:
    def test_what_a_colleague_did_meanwhile_is_shown_and_the_typed_text_kept(
        self, browser: Client, case: Case, tenant: Person, colleague: User
    ) -> None:
        url = address(case, "HelpOffered", f"offer.person.{tenant.pk}")
        sent = {**hidden(browser, url), **TODAY_SENT, "channel": "phone", "informed": "yes", "note": "Mijn tekst"}
        offered = e.HelpOffered(person=tenant.pk, channel=Channel.LETTER)
        record(case, [offered], by=colleague, on=TODAY, today=TODAY)
        page = browser.post(url, sent)
        assert page.status_code == 409
        assert "Intussen is er iets veranderd" in page.text
        assert "Er is hulp aangeboden: brief." in page.text
        assert colleague.name in page.text
        assert "Mijn tekst" in page.text
        assert Note.of(case.municipality).count() == 0

    def test_after_having_seen_it_one_can_record_it_all_the_same(
        self, browser: Client, case: Case, tenant: Person, colleague: User
    ) -> None:
        url = address(case, "HelpOffered", f"offer.person.{tenant.pk}")
        sent = {**hidden(browser, url), **TODAY_SENT, "channel": "phone", "informed": "yes"}
        record(case, [e.HelpOffered(person=tenant.pk, channel=Channel.LETTER)], by=colleague, on=TODAY, today=TODAY)
        again = browser.post(url, sent).context["form"]
        assert browser.post(url, {**sent, "expected": again.data["expected"]}).status_code == 302
        assert latest(case) == e.HelpOffered(person=tenant.pk, channel=Channel.PHONE)

    def test_other_work_of_a_colleague_is_no_hindrance(
        self, browser: Client, case: Case, tenant: Person, colleague: User
    ) -> None:
        url = address(case, "HelpOffered", f"offer.person.{tenant.pk}")
        sent = {**hidden(browser, url), **TODAY_SENT, "channel": "phone", "informed": "yes"}
        record(case, [e.HouseholdNoted(adults=1, minors=2)], by=colleague, on=TODAY, today=TODAY)
        assert browser.post(url, sent).status_code == 302

    def test_a_step_that_makes_no_sense_is_simply_no_step(self, browser: Client, case: Case) -> None:
        for step in ("offer", "offer.matter.1", "offer.person.x", "nothing.case.0", "offer.person." + "9" * 30):
            url = address(case, "contact", step)
            assert browser.post(url, {**hidden(browser, url), **SPOKEN}).status_code == 302


class TestWhoIsAsked:
    """In one home: the tenant, a partner without a debt, a son who came of age today, and two children."""

    @pytest.fixture
    def home(self, case: Case, tenant: Person) -> dict[str, Person]:
        born = {"P.": date(1988, 3, 1), "Z.": date(2008, 11, 23), "K.": date(2008, 11, 24), "B.": date(2026, 9, 1)}
        people = {
            name: Person.of(case.municipality).create(
                household=case.household, initials=name, surname="Jong", birth_date=on
            )
            for name, on in born.items()
        }
        return {"L.H.": tenant, **people}

    def offered(self, browser: Client, case: Case, form: str) -> set[str]:
        shown = browser.get(address(case, form)).context["form"].fields["person"]
        return {said.split()[0] for value, said in shown.choices if value}

    @pytest.mark.usefixtures("home")
    @pytest.mark.parametrize("form", ["HelpOffered", "contact", "answer", "LastOfferMade", "FirstConversationHeld"])
    def test_only_adults_of_whom_the_facts_speak(self, browser: Client, case: Case, form: str) -> None:
        assert self.offered(browser, case, form) == {"L.H."}

    @pytest.mark.usefixtures("home")
    @pytest.mark.parametrize("form", ["HelpRequested", "MatterNoted", "PersonKnown", "TenantDied"])
    def test_a_new_fact_may_be_of_every_adult_at_home(self, browser: Client, case: Case, form: str) -> None:
        assert self.offered(browser, case, form) == {"L.H.", "P.", "Z."}

    def test_a_grown_son_with_a_debt_of_his_own_is_offered_help(
        self, browser: Client, case: Case, home: dict[str, Person]
    ) -> None:
        told(case, e.MatterNoted(matter=2, kind=MatterKind.HEALTH, person=home["Z."].pk))
        assert self.offered(browser, case, "HelpOffered") == {"L.H.", "Z."}

    def test_while_nobody_knows_whose_it_is_every_adult_stays_possible(
        self, browser: Client, municipality: Municipality, case: Case, home: dict[str, Person]
    ) -> None:
        facts = [e.MatterNoted(matter=1, kind=MatterKind.RENT)]
        unknown, _done = open_case(municipality, case.household, facts, by=None, on=TODAY, today=TODAY)
        assert home
        assert self.offered(browser, unknown, "HelpOffered") == {"L.H.", "P.", "Z."}

    def test_who_was_recorded_stands_in_the_correction(
        self, browser: Client, case: Case, home: dict[str, Person]
    ) -> None:
        told(case, e.HelpOffered(person=home["K."].pk, channel=Channel.LETTER))
        wrong = case.events.get(kind="HelpOffered")
        shown = browser.get(reverse("correct", args=[case.number, wrong.pk])).context["form"].fields["person"]
        assert str(home["K."].pk) in dict(shown.choices)

    @pytest.mark.usefixtures("home")
    def test_no_dossier_is_opened_for_a_child(self, browser: Client) -> None:
        page = browser.post("/dossiers/nieuw/", {"postcode": "9102DB", "number": "12"})
        people = [said for value, said in page.context["form"].fields["who"].choices if value != "new"]
        assert {said.split()[0] for said in people} == {"L.H.", "P.", "Z."}


class TestWhatIsSettled:
    """What is over is not offered to be over again."""

    def offered(self, browser: Client, url: str) -> list[str]:
        return [value for value, _said in browser.get(url).context["form"].fields["matter"].choices if value]

    def test_a_settled_debt_is_not_offered_to_be_settled(self, browser: Client, case: Case, tenant: Person) -> None:
        told(case, e.MatterNoted(matter=2, kind=MatterKind.ENERGY, person=tenant.pk, cents=20_000))
        assert self.offered(browser, address(case, "DebtSettled")) == ["1", "2"]
        told(case, e.DebtSettled(matter=1))
        assert self.offered(browser, address(case, "DebtSettled")) == ["2"]
        assert self.offered(browser, address(case, "AmountChanged")) == ["1", "2"]

    def test_put_right_it_is(self, browser: Client, case: Case, tenant: Person) -> None:
        told(case, e.MatterNoted(matter=2, kind=MatterKind.ENERGY, person=tenant.pk, cents=20_000))
        told(case, e.DebtSettled(matter=1))
        wrong = case.events.get(kind="DebtSettled").pk
        assert self.offered(browser, reverse("correct", args=[case.number, wrong])) == ["1", "2"]

    def test_where_all_are_settled_each_can_be_told_of_and_is_asked_about(self, browser: Client, case: Case) -> None:
        told(case, e.DebtSettled(matter=1))
        url = address(case, "DebtSettled")
        page = browser.post(url, {**hidden(browser, url), **TODAY_SENT})
        assert page.status_code == 422
        assert "volgens het dossier al opgelost" in page.text


class TestWhatIsRefused:
    def test_a_judgment_in_the_future_is_refused_beside_its_day_and_all_stays(
        self, browser: Client, case: Case
    ) -> None:
        url = address(case, "JudgmentGiven")
        sent = {"on_quick": "other", "on_day": "2026-12-24", "ruling": "dissolution", "default": "yes", "note": "Brief"}
        page = browser.post(url, {**hidden(browser, url), **sent})
        assert page.status_code == 422
        (problem,) = page.context["form"].errors["on"]
        assert "ligt in de toekomst: donderdag 24 december 2026" in problem
        assert 'value="2026-12-24"' in page.text
        assert "Brief" in page.text
        assert not case.events.filter(kind="JudgmentGiven").exists()

    def test_closing_shows_what_falls_away_with_it(self, browser: Client, case: Case) -> None:
        told(case, e.UnlawfulPressureNoted(matter=2))
        page = browser.get(address(case, "CaseClosed")).text
        assert "Hier staat nog iets open" in page
        assert "Kies een aanpak tegen de dreiging, uiterlijk" in page
        assert "Hier staat nog iets open" not in browser.get(address(case, "DebtSettled")).text

    def test_closing_is_refused_while_danger_lives_and_says_why(self, browser: Client, case: Case) -> None:
        told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=9)))
        url = address(case, "CaseClosed")
        shown = browser.get(url).text
        assert "Er is een ontruiming aangekondigd." in shown
        assert "Hier staat nog iets open" not in shown  # first the danger; it cannot be closed
        page = browser.post(url, {**hidden(browser, url), **TODAY_SENT, "result": "no_contact"})
        (problem,) = page.context["form"].errors["result"]
        assert problem.startswith("Dit dossier kan nog niet dicht")
        case.refresh_from_db()
        assert case.is_open

    def test_a_threat_without_a_debt_is_asked_about_before_the_case_closes(self, browser: Client, case: Case) -> None:
        told(case, e.UnlawfulPressureNoted(matter=2))
        url = address(case, "CaseClosed")
        sent = {**hidden(browser, url), **TODAY_SENT, "result": "no_contact"}
        page = browser.post(url, sent)
        assert page.status_code == 422
        assert page.context["doubts"] == [
            "Voor onrechtmatige druk is niet vastgelegd dat de dreiging voorbij is.",
            "Met het sluiten verdwijnt van de agenda: 7 stappen. Is daar niets meer aan te doen?",
        ]
        assert "Ja, sluit dit dossier toch" in page.text
        case.refresh_from_db()
        assert case.is_open
        browser.post(url, {**sent, "confirmed": page.context["marks"]})
        case.refresh_from_db()
        assert not case.is_open

    def test_in_english_it_is_said_in_english(self, browser: Client, case: Case, caseworker: User) -> None:
        caseworker.language = "en"
        caseworker.save()
        url = address(case, "JudgmentGiven")
        sent = {"on_quick": "other", "on_day": "2026-12-24", "ruling": "dissolution", "default": "yes"}
        page = browser.post(url, {**hidden(browser, url), **sent})
        assert "24 December 2026" in page.context["form"].errors["on"][0]

    def test_two_days_at_once_is_asked_back(self, browser: Client, case: Case) -> None:
        url = address(case, "contact")
        page = browser.post(url, {**hidden(browser, url), **SPOKEN, "on_day": "2026-11-02"})
        assert page.context["form"].errors["on"] == ["Er staat ook een andere dag ingevuld. Kies welke dag klopt."]

    def test_an_arrangement_needs_instalments(self, browser: Client, case: Case) -> None:
        url = address(case, "ArrangementAgreed")
        page = browser.post(url, {**hidden(browser, url), **TODAY_SENT})
        assert "instalments_first" in page.context["form"].errors
        half = {**hidden(browser, url), **TODAY_SENT, "instalments_first": "2026-12-01"}
        assert set(browser.post(url, half).context["form"].errors) >= {"instalments_times", "instalments_cents"}
        lines = {**hidden(browser, url), **TODAY_SENT, "instalments_list": "1-12-2026 45,00\neens per maand"}
        (problem,) = browser.post(url, lines).context["form"].errors["instalments_list"]
        assert problem.startswith("Regel 2")


class TestShortForms:
    def test_equal_instalments_fall_every_month(self, browser: Client, case: Case) -> None:
        url = address(case, "ArrangementAgreed")
        sent = {"instalments_first": "2026-12-31", "instalments_times": "4", "instalments_cents": "310,00"}
        assert browser.post(url, {**hidden(browser, url), **TODAY_SENT, **sent}).status_code == 302
        agreed = latest(case)
        assert isinstance(agreed, e.ArrangementAgreed)
        assert [(one.on.isoformat(), one.cents) for one in agreed.instalments] == [
            ("2026-12-31", 31_000),
            ("2027-01-31", 31_000),
            ("2027-02-28", 31_000),
            ("2027-03-31", 31_000),
        ]

    def test_or_each_on_a_line(self, browser: Client, case: Case) -> None:
        url = address(case, "ArrangementAgreed")
        lines = "15-1-2027 1.180,00\n\n1-12-2026 € 60\n"
        browser.post(url, {**hidden(browser, url), **TODAY_SENT, "instalments_list": lines})
        agreed = latest(case)
        assert isinstance(agreed, e.ArrangementAgreed)
        assert [one.cents for one in agreed.instalments] == [6000, 118000]

    @pytest.mark.parametrize(
        ("answer", "expected"), [("yes", e.HelpAccepted), ("no", e.HelpDeclined)], ids=["yes", "no"]
    )
    def test_an_answer_is_a_yes_or_a_no(
        self, browser: Client, case: Case, tenant: Person, answer: str, expected: type[e.Event]
    ) -> None:
        url = address(case, "answer", f"hear_answer.person.{tenant.pk}")
        browser.post(url, {**hidden(browser, url), **TODAY_SENT, "answer": answer, "verified": "on"})
        assert type(latest(case)) is expected

    def test_a_summons_brings_its_hearing(self, browser: Client, case: Case) -> None:
        url = address(case, "summons")
        browser.post(url, {**hidden(browser, url), **TODAY_SENT, "hearing_on": "2026-12-15"})
        assert case.events.filter(kind="SummonsServed").exists()
        assert latest(case) == e.HearingScheduled(matter=1, hearing=1, day=date(2026, 12, 15))

    def test_another_day_for_a_hearing_moves_it(self, browser: Client, case: Case) -> None:
        told(case, e.HearingScheduled(matter=1, hearing=1, day=date(2026, 12, 15)))
        url = address(case, "HearingScheduled")
        browser.post(url, {**hidden(browser, url), **TODAY_SENT, "day": "2026-12-22"})
        assert latest(case) == e.HearingAdjourned(matter=1, hearing=1, to=date(2026, 12, 22))

    def test_an_instalment_is_chosen_from_the_arrangement(self, browser: Client, case: Case) -> None:
        told(case, e.ArrangementAgreed(matter=1, instalments=(e.Instalment(date(2026, 12, 1), 4500),)))
        url = address(case, "InstalmentPaid", "watch_arrangement.matter.1")
        assert browser.get(url).context["form"].about == ["1 dec 2026: €\xa045,00 (huurachterstand)"]
        browser.post(url, {**hidden(browser, url), **TODAY_SENT})
        assert latest(case) == e.InstalmentPaid(matter=1, due=date(2026, 12, 1))

    def test_of_many_instalments_the_one_that_the_step_asks_about_stands_ready(
        self, browser: Client, case: Case
    ) -> None:
        days = (date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1))
        told(case, e.ArrangementAgreed(matter=1, instalments=tuple(e.Instalment(day, 4500) for day in days)))
        told(case, e.InstalmentPaid(matter=1, due=days[0]))
        answers = address(case, "InstalmentPaid", "watch_arrangement.matter.1")
        assert browser.get(answers).context["form"]["due"].value() == "1.2027-01-01"
        assert not browser.get(address(case, "InstalmentPaid")).context["form"]["due"].value(), "nobody pointed at one"

    def test_a_report_by_phone_joins_the_same_debt(
        self, browser: Client, case: Case, tenant: Person, municipality: Municipality
    ) -> None:
        url = address(case, "SignalReceived")
        sent = {"kind": "rent", "person": str(tenant.pk), "cents": "1.300"}
        browser.post(url, {**hidden(browser, url), **TODAY_SENT, **sent})
        received = latest(case)
        assert isinstance(received, e.SignalReceived)
        assert (received.matter, received.cents) == (1, 130_000)
        assert received.signal > 10**12
        other = Partner.of(municipality).create(key="water", name="Waterland", kind="water")
        url = address(case, "SignalReceived")
        sent = {"kind": "water", "person": str(tenant.pk), "cents": "80", "partner": str(other.pk)}
        browser.post(url, {**hidden(browser, url), **TODAY_SENT, **sent})
        second = latest(case)
        assert isinstance(second, e.SignalReceived)
        assert second.matter == 2
        assert second.signal != received.signal

    def test_a_case_is_assigned_to_a_colleague(self, browser: Client, case: Case, colleague: User) -> None:
        url = address(case, "OwnerAssigned")
        browser.post(url, {**hidden(browser, url), **TODAY_SENT, "owner": str(colleague.pk)})
        case.refresh_from_db()
        assert case.owner == colleague

    def test_nobody_of_another_municipality_can_become_the_owner(
        self, browser: Client, case: Case, outsider: User
    ) -> None:
        url = address(case, "OwnerAssigned")
        page = browser.post(url, {**hidden(browser, url), **TODAY_SENT, "owner": str(outsider.pk)})
        assert "owner" in page.context["form"].errors

    def test_a_note_alone_changes_no_fact(self, browser: Client, case: Case) -> None:
        before = case.events.count()
        url = reverse("note", args=[case.number])
        assert browser.post(url, {"text": ""}).status_code == 422
        browser.post(url, {"text": "Sleutel bij de buren."})
        assert case.events.count() == before
        assert "Sleutel bij de buren." in browser.get(reverse("case", args=[case.number])).text


class TestCorrecting:
    @pytest.fixture
    def wrong(self, case: Case) -> CaseEvent:
        told(
            case, e.HearingScheduled(matter=1, hearing=1, day=date(2026, 12, 15)), e.AmountChanged(matter=1, cents=9900)
        )
        return case.events.get(kind="AmountChanged")

    def test_the_form_shows_what_was_recorded(self, browser: Client, case: Case, wrong: CaseEvent) -> None:
        page = browser.get(reverse("correct", args=[case.number, wrong.pk]))
        assert 'value="99,00"' in page.text
        assert 'value="2026-11-20"' in page.text

    def test_what_is_right_follows_in_the_same_act(self, browser: Client, case: Case, wrong: CaseEvent) -> None:
        url = reverse("correct", args=[case.number, wrong.pk])
        sent = {"right": "replace", "on_quick": "other", "on_day": "2026-11-19", "cents": "990,00"}
        assert browser.post(url, {**hidden(browser, url), **sent}).status_code == 302
        correction, right = case.events.order_by("id")[case.events.count() - 2 :]
        assert msgspec.json.decode(correction.payload) == {"event": wrong.pk}
        assert latest(case) == e.AmountChanged(matter=1, cents=99_000)
        assert right.on == date(2026, 11, 19)
        page = browser.get(reverse("case", args=[case.number])).text
        assert "timeline__gone" in page
        assert "Verbeterd op maandag 23 november 2026 door Carla Consulent." in page

    def test_what_did_not_happen_needs_nothing_else(self, browser: Client, case: Case, wrong: CaseEvent) -> None:
        url = reverse("correct", args=[case.number, wrong.pk])
        assert browser.post(url, {**hidden(browser, url), "right": "strike"}).status_code == 302
        assert latest(case) == e.EventCorrected(event=wrong.pk)
        assert browser.get(url).status_code == 404, "what was corrected is not corrected twice"

    def test_a_corrected_hearing_stays_the_same_hearing(self, browser: Client, case: Case, wrong: CaseEvent) -> None:
        hearing = case.events.get(kind="HearingScheduled")
        assert hearing.pk != wrong.pk
        url = reverse("correct", args=[case.number, hearing.pk])
        sent = {"right": "replace", "on_quick": "today", "day": "2026-12-17"}
        browser.post(url, {**hidden(browser, url), **sent})
        assert latest(case) == e.HearingScheduled(matter=1, hearing=1, day=date(2026, 12, 17))

    def test_a_corrected_signal_keeps_its_number(self, browser: Client, case: Case, tenant: Person) -> None:
        signal = case.events.get(kind="SignalReceived")
        url = reverse("correct", args=[case.number, signal.pk])
        sent = {"right": "replace", "on_quick": "other", "on_day": "2026-11-02", "kind": "rent", "cents": "12"}
        browser.post(url, {**hidden(browser, url), **sent, "person": str(tenant.pk)})
        right = latest(case)
        assert isinstance(right, e.SignalReceived)
        assert (right.signal, right.matter, right.cents) == (1, 1, 1200)


# Every event has a form that works ----------------------------------------------------------

RICH: tuple[e.Event, ...] = (
    e.ArrangementAgreed(matter=1, instalments=(e.Instalment(date(2026, 12, 1), 4500),)),
    e.MatterNoted(matter=2, kind=MatterKind.NUISANCE),
    e.MatterNoted(matter=3, kind=MatterKind.CLOSURE),
    e.SummonsServed(matter=1),
    e.HearingScheduled(matter=1, hearing=1, day=date(2026, 11, 21)),
    e.HearingHeld(matter=1, hearing=1, resident_there=False),
    e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True, grace_until=date(2026, 12, 1)),
)
"""What must have happened for every other event to make sense."""


TOLD_ELSEWHERE = ("EventCorrected", "CaseSeparated")
"""They undo something, and have stories of their own here."""
IN_A_LETTER = (
    *("HelpDecided", "ObjectionDecided", "ObjectionAnswerExtended"),
    *("PrivacyAnswerExtended", "PrivacyRequestAnswered"),
)
"""These are recorded where their letter is written."""


@pytest.fixture
def rich(case: Case, tenant: Person, visitor: User) -> Case:
    application = e.FirstConversationHeld(person=tenant.pk, application=True)
    tried = e.ContactAttempted(
        person=tenant.pk, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.NOT_REACHED
    )
    asked = e.BudgetAsked(person=tenant.pk, need=BudgetNeed.ARREARS, cents=200_000)
    offered, objected = e.LastOfferMade(person=tenant.pk, kind=HelpKind.DEBT_HELP), e.ObjectionMade(person=tenant.pk)
    own = e.PrivacyRequestMade(person=tenant.pk, right=PrivacyRight.OBJECTION)
    told(case, *RICH, offered, application, tried, asked, objected, own)
    assert visitor
    return case


PLAIN = {
    "BooleanField": "on",
    "DateField": "2026-12-14",
    "EuroField": "1.234,50",
    "IntegerField": "2",
    "RegexField": "0363",
}


def filled(form: Any) -> dict[str, Any]:
    """Valid input made of the form itself: the last choice, every tick, a day ahead, an amount, a number."""
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        kind = type(field).__name__
        if field.widget.is_hidden:
            sent[name] = str(form.get_initial_for_field(field, name))
        elif name == "on":
            sent["on_quick"] = "today"
        elif kind in ("ChoiceField", "MultipleChoiceField"):
            values = [str(value) for value, _said in field.choices if value]
            sent[name] = values if kind == "MultipleChoiceField" else values[-1]
        elif kind in PLAIN:
            sent[name] = PLAIN[kind]
    return sent


@pytest.mark.parametrize("kind", [name for name in e.EVENTS if name not in (*TOLD_ELSEWHERE, *IN_A_LETTER)])
def test_every_event_can_be_recorded_and_stands_in_the_timeline(
    kind: str, rich: Case, visit_as: VisitAs, director: User, tenant: Person
) -> None:
    browser = visit_as(director)
    if kind.startswith(("HearingHeld", "Eviction")) and kind != "EvictionAnnounced":
        told(rich, e.EvictionAnnounced(matter=1, eviction=1, day=date(2026, 12, 1)))
    if kind == "CaseClosed":
        told(rich, e.JudgmentSetAside(matter=1))
    if kind.startswith("Place"):
        place = {"called": "Wisselwoning", "kind": "flat", "rooms": 3, "region": "9102", "rent_cents": 60_000}
        Place.of(rich.municipality).create(start=TODAY, **place)
    if kind == "PackGiven":
        for matter in case_file(rich.municipality, rich.pk, TODAY).facts.matters:
            told(rich, e.ConsentGiven(matter=matter, purpose=ConsentPurpose.COURT_PACK, parts=(PackPart.REPORT,)))
    if kind == "AdministrationRequested":
        told(rich, e.LastOfferMade(person=tenant.pk, kind=HelpKind.DEBT_HELP), on=TODAY)
        told(rich, e.LastOfferAnswered(person=tenant.pk, answer=Answer.NO), on=TODAY)
        told(rich, e.SecondOpinionGiven(person=tenant.pk, needed=True), on=TODAY)
        told(rich, e.ContactLost(person=tenant.pk), e.ArrangementBroken(matter=1), on=TODAY)
    url = address(rich, kind)
    form = browser.get(url).context["form"]
    assert form.lacking == []
    sent = filled(form)
    if kind == "CaseMerged":
        sent["into"] = _another(rich, tenant).number
    if any(name in form.fields for name in ("heard_or_attempts_shown", "verified")):
        sent |= dict.fromkeys(("heard_or_attempts_shown", "lighter_steps_failed", "second_opinion", "verified"), "yes")
    answer = browser.post(url, sent)
    if answer.context and answer.context.get("doubts"):  # one of everything in one case goes in no likely order
        answer = browser.post(url, {**sent, "confirmed": answer.context["marks"]})
    problems = dict(answer.context["form"].errors) if answer.context else {}
    assert answer.status_code == 302, problems
    last = CaseEvent.of(rich.municipality).filter(case=rich).latest("id")
    assert last.kind == kind
    assert last.recorded_by == director
    page = browser.get(reverse("case", args=[rich.number]))
    newest = [line for line in page.context["timeline"].lines if line.on == TODAY]
    assert newest, "it stands in the timeline"
    assert all(line.what and "{" not in line.what for line in newest)


class TestSeveralCodes:
    """A second chance has conditions, of which any number holds."""

    URL = "SecondChanceAgreed"
    UNTIL: ClassVar[dict[str, Any]] = {"matter": "1", "until": "2027-05-31", **TODAY_SENT}

    def test_they_are_ticked_and_stand_in_the_timeline(self, browser: Client, rich: Case) -> None:
        url = address(rich, self.URL)
        page = browser.get(url)
        assert page.text.count('type="checkbox" name="conditions"') == len(Condition)
        assert "checked" not in page.text
        sent = {**hidden(browser, url), **self.UNTIL, "conditions": ["guidance", "current_rent"]}
        assert browser.post(url, sent).status_code == 302
        assert latest(rich) == e.SecondChanceAgreed(
            matter=1, until=date(2027, 5, 31), conditions=(Condition.CURRENT_RENT, Condition.GUIDANCE)
        )
        page = browser.get(reverse("case", args=[rich.number]))
        assert "De voorwaarden: de lopende huur betalen en begeleiding." in page.text

    def test_none_is_asked_about_and_what_was_ticked_is_kept_when_something_else_is_wrong(
        self, browser: Client, rich: Case
    ) -> None:
        url = address(rich, self.URL)
        sent = {**hidden(browser, url), **self.UNTIL}
        asked = browser.post(url, sent)
        assert "Er zijn geen voorwaarden genoemd." in asked.text
        assert browser.post(url, {**sent, "confirmed": asked.context["marks"]}).status_code == 302
        assert latest(rich) == e.SecondChanceAgreed(matter=1, until=date(2027, 5, 31))
        wrong = browser.post(url, {**sent, "until": "", "conditions": ["no_nuisance"]})
        assert wrong.status_code == 422
        assert "no_nuisance" in wrong.context["form"]["conditions"].value()

    def test_what_is_no_condition_is_refused(self, browser: Client, rich: Case) -> None:
        url = address(rich, self.URL)
        wrong = browser.post(url, {**hidden(browser, url), **self.UNTIL, "conditions": ["everything"]})
        assert wrong.status_code == 422
        assert set(wrong.context["form"].errors) == {"conditions"}


def _another(case: Case, tenant: Person) -> Case:
    from vangnet.apps.cases.record import open_case  # noqa: PLC0415

    asked = [e.HelpRequested(person=tenant.pk)]
    return open_case(case.municipality, case.household, asked, by=None, on=TODAY, today=TODAY)[0]


def test_a_merge_can_be_undone(browser: Client, case: Case, tenant: Person) -> None:
    other = _another(case, tenant)
    url = address(case, "CaseMerged")
    nowhere = browser.post(url, {**hidden(browser, url), **TODAY_SENT, "into": case.number})
    assert nowhere.context["form"].errors["into"]
    browser.post(url, {**hidden(browser, url), **TODAY_SENT, "into": other.number.lower()})
    case.refresh_from_db()
    assert case.merged_into == other
    url = address(case, "CaseSeparated")
    browser.post(url, {**hidden(browser, url), **TODAY_SENT})
    case.refresh_from_db()
    assert case.merged_into is None


def test_a_form_that_does_not_exist_is_not_found(browser: Client, case: Case) -> None:
    assert browser.get(address(case, "Nonsense")).status_code == 404
    assert browser.get(address(case, "EventCorrected")).status_code == 404


def test_what_a_case_lacks_is_said_before_anything_is_filled_in(browser: Client, case: Case) -> None:
    page = browser.get(address(case, "RouteTaken"))
    assert page.context["form"].lacking == ["matter"]
    assert "Leg eerst vast wat er speelt" in page.text


class TestMerging:
    @pytest.fixture
    def second(self, case: Case, tenant: Person, caseworker: User) -> Case:
        """The same household was opened once more."""
        facts = [e.MatterNoted(matter=1, kind=MatterKind.WATER, person=tenant.pk)]
        opened, outcome = open_case(case.municipality, None, facts, by=caseworker, on=TODAY, today=TODAY)
        assert isinstance(outcome, Done)
        return opened

    def merge(self, browser: Client, case: Case, into: Case) -> Any:
        url = address(case, "CaseMerged")
        return browser.post(url, {**hidden(browser, url), **TODAY_SENT, "into": into.number}, follow=True)

    def test_each_of_the_two_leads_to_the_other(self, browser: Client, case: Case, second: Case) -> None:
        page = self.merge(browser, second, case)
        assert f"Ga naar dossier {case.number}" in page.text
        assert reverse("case", args=[case.number]) in page.text
        assert reverse("case", args=[second.number]) in browser.get(reverse("case", args=[case.number])).text

    def test_merging_back_is_refused_beside_its_field(self, browser: Client, case: Case, second: Case) -> None:
        self.merge(browser, second, case)
        answer = self.merge(browser, case, second)
        assert answer.context["form"].errors == {
            "into": ["Dit dossier is al hierin samengevoegd. Splits het daar eerst."]
        }

    def test_a_colleague_who_merged_meanwhile_is_no_failure(self, browser: Client, case: Case, second: Case) -> None:
        self.merge(browser, second, case)
        told(case, e.AmountChanged(matter=second.pk * 10_000 + 1, cents=900))
        url = address(case, "AmountChanged")
        sent = {**hidden(browser, url), **TODAY_SENT, "matter": str(second.pk * 10_000 + 1), "cents": "12,00"}
        told(second, e.CaseSeparated(), on=TODAY)
        answer = browser.post(url, sent)
        assert answer.status_code == 422
        assert answer.context["form"].errors

    def test_what_was_never_merged_cannot_be_separated(self, browser: Client, case: Case) -> None:
        url = address(case, "CaseSeparated")
        answer = browser.post(url, {**hidden(browser, url), **TODAY_SENT})
        assert "Er is niets om te splitsen" in answer.text
        assert not CaseEvent.of(case.municipality).filter(kind="CaseSeparated").exists()


def test_only_a_home_can_be_cleared(browser: Client, case: Case, tenant: Person) -> None:
    """An energy debt beside the rent leaves nothing to choose."""
    told(case, e.MatterNoted(matter=2, kind=MatterKind.ENERGY, person=tenant.pk))
    form = browser.get(address(case, "EvictionCarriedOut")).context["form"]
    assert form.fields["eviction"].widget.is_hidden
    assert form.initial["eviction"] == "1.0"


@pytest.mark.parametrize(("minors", "first"), [(0, False), (2, True), (None, True)])
def test_children_come_first_in_a_plan_only_where_there_may_be_some(
    browser: Client, case: Case, *, minors: int | None, first: bool
) -> None:
    if minors is not None:
        told(case, e.HouseholdNoted(adults=1, minors=minors))
    lead = browser.get(address(case, "RehousingPlanned")).context["help"]
    assert lead.startswith("Als er een plan is voor passende woonruimte.")
    assert ("Kinderen gaan voor." in lead) is first


def test_a_gap_is_told_by_the_name_of_the_matter(browser: Client, case: Case) -> None:
    """Nobody knows a debt by its number."""
    told(case, e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=False))
    page = browser.get(reverse("case", args=[case.number])).text
    assert "Voor huurachterstand is op" in page
    assert "kwestie 1" not in page

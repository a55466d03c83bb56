"""Do Vandaag, Dossiers, Dossier and Zeef show each person what is theirs to see, and no more?"""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.cases.cases_samples import put_on_round
from tests.apps.cases.conftest import TODAY, many, told
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases import clock, figures
from vangnet.apps.cases.figures import KEPT, counted_month, this_month
from vangnet.apps.cases.models import Case, Household, Note, Person, Stay
from vangnet.apps.cases.queries import step_counts
from vangnet.apps.cases.record import Done, open_case, record
from vangnet.apps.cases.views.file import HAPPENED_SHOWN
from vangnet.apps.cases.views.funnel import coarse, rounded
from vangnet.apps.cases.views.listing import A_PAGE
from vangnet.apps.cases.workplaces import place_of_letter
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, DayPart, HelpKind, LossWay, MatterKind, Reached, Result, Ruling

VisitAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("the_day")
NBSP = "\u00a0"


def dossier(case: Case) -> str:
    return reverse("case", args=[case.number])


class TestVandaag:
    def test_a_card_tells_what_for_whom_by_when_and_why(self, visit_as: VisitAs, caseworker: User, case: Case) -> None:
        page = visit_as(caseworker).get(reverse("today"))
        (group,) = page.context["groups"]
        (household,) = group.households
        card = household.card
        assert (card.who, card.where) == ("Huishouden De Jong", "Molenweg 12-A")
        assert card.what == "Zoek contact"
        assert card.why is not None
        assert card.why.basis.startswith("Handreiking")
        assert card.why.ends.startswith("Klaar als de poging is vastgelegd")
        assert [chip.text for chip in card.chips] == ["dag 21 van 28", f"Huur · €{NBSP}1.240"]
        assert case.number in page.text

    def test_an_offer_that_is_long_late_does_not_count_on(
        self, visit_as: VisitAs, caseworker: User, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("VANGNET_TODAY", "2027-11-22")
        chips = [chip.text for chip in visit_as(caseworker).get(dossier(case)).context["weighing"]]
        assert "aanbod: de 28 dagen zijn voorbij" in chips

    def test_danger_comes_first_and_alarms_by_its_days(self, visit_as: VisitAs, caseworker: User, case: Case) -> None:
        told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=4)))
        told(case, e.HouseholdNoted(adults=1, minors=2))
        page = visit_as(caseworker).get(reverse("today"))
        first = page.context["groups"][0]
        assert first.severity == "alarm"
        chips = [chip.text for chip in first.households[0].card.chips]
        assert chips == ["Ontruiming over 4 dagen", "dag 21 van 28", f"Huur · €{NBSP}1.240", "2 kinderen"]
        assert first.households[0].card.action.primary

    @pytest.mark.parametrize(("days", "hasty"), [(4, True), (40, False)])
    def test_with_haste_is_the_same_on_vandaag_dossiers_and_dossier(
        self, visit_as: VisitAs, caseworker: User, case: Case, *, days: int, hasty: bool
    ) -> None:
        told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=days)))
        browser = visit_as(caseworker)
        assert (browser.get(reverse("today")).context["haste"] == 1) is hasty
        (row,) = browser.get(reverse("case_list")).context["rows"]
        assert ("met spoed" in [chip.text for chip in row["chips"]]) is hasty
        cards = browser.get(reverse("case", args=[case.number])).context["cards"]
        assert ("alarm" in {card.severity for card in cards}) is hasty

    def test_a_household_stands_there_once_with_all_that_is_due(
        self, visit_as: VisitAs, caseworker: User, case: Case
    ) -> None:
        told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=4)))
        page = visit_as(caseworker).get(reverse("today"))
        households = [h for group in page.context["groups"] for h in group.households]
        assert len(households) == 1
        assert households[0].also
        assert all(action.url.startswith(f"/dossiers/{case.number}/leg-vast/") for action in households[0].also)

    def test_a_visitor_sees_no_debts(self, visit_as: VisitAs, visitor: User, case: Case, tenant: Person) -> None:
        for days in (16, 12):
            called = e.ContactAttempted(
                person=tenant.pk, channel=Channel.PHONE, day_part=DayPart.MORNING, reached=Reached.NOT_REACHED
            )
            told(case, called, on=TODAY - timedelta(days=days))
        put_on_round(case, visitor, TODAY)
        page = visit_as(visitor).get(reverse("today"))
        assert "Huishouden De Jong" in page.text
        assert "€" not in page.text
        assert "uur ·" not in page.text
        assert "month" not in page.context or page.context["month"] is None

    def test_a_coordinator_sees_what_is_late_and_with_whom(
        self, visit_as: VisitAs, coordinator: User, caseworker: User, municipality: Municipality
    ) -> None:
        many(municipality, caseworker, 1, ago=20)
        page = visit_as(coordinator).get(reverse("today"))
        late = page.context["groups"][-1]
        assert late.title == "Te laat bij anderen"
        assert "te laat bij Carla Consulent" in [chip.text for chip in late.households[0].card.chips]

    def test_who_has_nothing_to_do_reads_that(self, visit_as: VisitAs, director: User, case: Case) -> None:
        page = visit_as(director).get(reverse("today"))
        assert page.context["groups"] == []
        assert "Alles is gedaan" in page.text
        assert case

    def test_another_municipality_is_not_named(self, visit_as: VisitAs, outsider: User, case: Case) -> None:
        page = visit_as(outsider).get(reverse("today"))
        assert "Jong" not in page.text
        assert case.number not in page.text

    def test_the_menu_counts_what_is_due_today(self, visit_as: VisitAs, caseworker: User, case: Case) -> None:
        due = case.steps.filter(owner=caseworker, within="", by__lte=TODAY).count()
        page = visit_as(caseworker).get(reverse("sieve"))
        (entry,) = [entry for entry in page.context["shell"].menu if entry.url == reverse("today")]
        assert entry.count == due > 0

    def test_many_households_ask_no_more_queries_than_few(
        self, visit_as: VisitAs, caseworker: User, municipality: Municipality
    ) -> None:
        browser = visit_as(caseworker)

        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(reverse("today")).status_code == 200
            return len(queries)

        many(municipality, caseworker, 2)
        asked()
        few = asked()
        many(municipality, caseworker, 30)
        assert asked() == few + 1 <= 29  # one more: new rows are written in the log of looks
        assert asked() == few


class TestThisMonth:
    def test_it_counts_facts_of_this_month_and_not_what_was_corrected(
        self, case: Case, tenant: Person, municipality: Municipality
    ) -> None:
        told(case, e.SignalReceived(matter=2, signal=9, kind=MatterKind.WATER, person=tenant.pk, cents=1), on=TODAY)
        told(case, e.HelpAccepted(person=tenant.pk))
        wrong = told(case, e.EvictionCarriedOut(matter=1, eviction=1)).recorded[0].id
        assert counted_month(municipality, TODAY).evicted == 1
        told(case, e.EventCorrected(event=wrong))
        month = counted_month(municipality, TODAY)
        assert (month.signals, month.households, month.reached, month.accepted) == (2, 1, 1, 1)
        assert (month.summons, month.evicted) == (0, 0)

    def test_the_month_before_is_left_out(self, case: Case, municipality: Municipality) -> None:
        told(case, e.SummonsServed(matter=1), on=date(2026, 10, 31))
        assert counted_month(municipality, TODAY).summons == 0

    def test_what_just_came_in_is_in_them(self, case: Case, municipality: Municipality, tenant: Person) -> None:
        before = this_month(municipality, TODAY).signals
        told(case, e.SignalReceived(matter=2, signal=9, kind=MatterKind.WATER, person=tenant.pk, cents=1), on=TODAY)
        assert this_month(municipality, TODAY).signals == before + 1

    def test_where_there_are_very_many_a_page_keeps_them_a_minute(
        self, case: Case, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert KEPT == 60
        monkeypatch.setattr(figures, "MANY", 0)
        assert this_month(municipality, TODAY).summons == 0
        told(case, e.SummonsServed(matter=1), on=TODAY)
        assert this_month(municipality, TODAY).summons == 0
        cache.clear()
        assert this_month(municipality, TODAY).summons == 1

    @pytest.mark.parametrize(("language", "said"), [("nl", "stand van 00:05"), ("en", "as at 00:05")])
    def test_the_page_says_when_they_were_counted_on_the_clock_of_amsterdam(
        self, visit_as: VisitAs, caseworker: User, monkeypatch: pytest.MonkeyPatch, language: str, said: str
    ) -> None:
        browser = visit_as(caseworker)
        browser.post(reverse("language"), {"language": language})
        monkeypatch.setattr(figures, "MANY", 0)
        for minutes in (5, 6):  # kept, it is as old as it says
            moment = datetime(2026, 11, 22, 23, minutes, tzinfo=UTC)
            monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
            assert said in browser.get(reverse("today")).text


class TestDossier:
    def test_everything_of_one_household_stands_on_one_page(
        self, visit_as: VisitAs, caseworker: User, case: Case, tenant: Person, municipality: Municipality
    ) -> None:
        landlord = Partner.of(municipality).create(key="woonveste", name="Woonveste", kind="landlord")
        again = e.SignalReceived(
            matter=1, signal=5, kind=MatterKind.RENT, person=tenant.pk, partner=landlord.pk, cents=150_000
        )
        told(case, again, e.HouseholdNoted(adults=2, minors=1, language="tr"))
        told(case, e.ContactWished(person=tenant.pk, channel=Channel.MESSAGE, day_part=DayPart.EVENING))
        page = visit_as(caseworker).get(dossier(case)).text
        for part in (
            "Huishouden De Jong",
            "Molenweg 12-A",
            "behandelaar: Carla Consulent",
            "Huur · Woonveste",
            f"€{NBSP}1.500,00",
            "Bericht (sms of app) en avond",
            "Turks",
            "Persoonlijk contact gezocht: <b>onbekend</b>",
        ):
            assert part in page, part

    def test_what_is_owed_stands_with_the_person_it_belongs_to(
        self, visit_as: VisitAs, caseworker: User, case: Case, household: Household, tenant: Person
    ) -> None:
        partner = Person.of(household.municipality).create(household=household, initials="P.", surname="Bakker")
        told(case, e.MatterNoted(matter=2, kind=MatterKind.HEALTH, person=partner.pk, cents=77_700))
        debts = visit_as(caseworker).get(dossier(case)).context["debts"]
        assert [(d.who, d.total) for d in debts] == [(tenant.name, 124_000), (partner.name, 77_700)]

    def test_every_look_is_logged_and_shown(
        self, visit_as: VisitAs, caseworker: User, court_officer: User, case: Case
    ) -> None:
        visit_as(court_officer).get(dossier(case))
        page = visit_as(caseworker).get(dossier(case))
        assert "Sjoerd Zitting (schuldenfunctionaris)" in page.text
        looks = Look.of(case.municipality).filter(kind="case", subject=case.pk).order_by("id")
        assert list(looks.values_list("ground", flat=True)) == ["home", "debt_help"]

    def test_corrections_and_notes_stand_where_they_belong(
        self, visit_as: VisitAs, caseworker: User, colleague: User, case: Case
    ) -> None:
        wrong = told(case, e.SummonsServed(matter=1), by=colleague).recorded[0].id
        told(case, e.EventCorrected(event=wrong), by=caseworker)
        Note.of(case.municipality).create(
            case=case, text="Belt terug.", written_at="2026-11-23T10:00Z", written_by=colleague
        )
        page = visit_as(caseworker).get(dossier(case))
        gone = [line for line in page.context["timeline"].lines if line.gone]
        assert [line.what for line in gone] == ["De dagvaarding is betekend."]
        assert gone[0].by == "Cor Collega"
        assert "Belt terug." in page.text

    def test_of_a_long_story_the_newest_stands_at_once_and_the_rest_behind_a_link(
        self, visit_as: VisitAs, caseworker: User, colleague: User, case: Case
    ) -> None:
        facts = [e.AmountChanged(matter=1, cents=100 + number) for number in range(HAPPENED_SHOWN)]
        record(case, facts, by=colleague, on=TODAY, today=TODAY)
        browser = visit_as(caseworker)
        page = browser.get(dossier(case))
        assert len(page.context["timeline"].lines) == HAPPENED_SHOWN
        earlier = page.context["timeline"].earlier
        assert f"nog {earlier} regel" in page.text
        whole = browser.get(dossier(case), {"tijdlijn": "alles"})
        assert len(whole.context["timeline"].lines) == HAPPENED_SHOWN + earlier
        assert "Toon ook wat er eerder gebeurde" not in whole.text

    def test_a_caseworker_does_not_see_a_threat_without_debt(
        self, visit_as: VisitAs, colleague: User, director: User, case: Case
    ) -> None:
        told(case, e.MatterNoted(matter=2, kind=MatterKind.CLOSURE))
        page = visit_as(colleague).get(dossier(case)).text
        assert "burgemeester" not in page
        assert "Een deel van dit dossier is alleen voor de regisseur" in page
        assert "sluiting door de burgemeester" in visit_as(director).get(dossier(case)).text

    def test_the_owner_sees_all_of_the_own_case(self, visit_as: VisitAs, caseworker: User, case: Case) -> None:
        told(case, e.MatterNoted(matter=2, kind=MatterKind.CLOSURE))
        assert "sluiting door de burgemeester" in visit_as(caseworker).get(dossier(case)).text

    def test_nor_in_the_reasons_why_nothing_is_due(self, visit_as: VisitAs, colleague: User, case: Case) -> None:
        told(case, e.MatterNoted(matter=2, kind=MatterKind.CLOSURE))
        page = visit_as(colleague).get(reverse("why_not", args=[case.number])).text.lower()
        assert "huurachterstand" in page
        assert "burgemeester" not in page

    def test_a_visitor_sees_how_to_reach_people_and_no_amounts(
        self, visit_as: VisitAs, visitor: User, case: Case, tenant: Person
    ) -> None:
        tenant.phone = "06 1234 5678"
        tenant.save()
        told(case, e.AmountChanged(matter=1, cents=99_900), e.SummonsServed(matter=1))
        told(case, e.HelpOffered(person=tenant.pk, channel=Channel.LETTER))
        Note.of(case.municipality).create(case=case, text="Schuld bij oom.", written_at="2026-11-23T10:00Z")
        put_on_round(case, visitor, TODAY)
        page = visit_as(visitor).get(dossier(case)).text
        assert "06 1234 5678" in page
        assert "Er is hulp aangeboden: brief." in page
        for hidden in ("€", "agvaarding", "Meldplicht", "Schuld", "achterstand"):
            assert hidden not in page, hidden

    def test_a_visitor_records_what_happens_at_a_door_and_nothing_of_the_court(
        self, visit_as: VisitAs, visitor: User, case: Case
    ) -> None:
        browser = visit_as(visitor)
        put_on_round(case, visitor, TODAY)
        assert browser.get(reverse("record", args=[case.number, "contact"])).status_code == 200
        refused = browser.get(reverse("record", args=[case.number, "JudgmentGiven"]))
        assert refused.status_code == 403
        signal = case.events.get(kind="SignalReceived")
        assert browser.get(reverse("correct", args=[case.number, signal.pk])).status_code == 404

    def test_why_not_tells_the_guard_of_every_other_rule(self, visit_as: VisitAs, caseworker: User, case: Case) -> None:
        url = reverse("why_not", args=[case.number])
        whole = visit_as(caseworker).get(url)
        assert "Er is geen vonnis dat nog geldt." in whole.text
        assert "<html" in whole.text
        fragment = visit_as(caseworker).get(url, headers={"HX-Request": "true"})
        assert "Er is geen vonnis dat nog geldt." in fragment.text
        assert "<html" not in fragment.text

    def ribbon(self, browser: Client, case: Case) -> dict[int, str]:
        """What the ribbon says of each step, in words."""
        drawn = browser.get(dossier(case)).text.partition('<section class="ribbon"')[2].partition("</section>")[0]
        said = re.findall(r'<span class="visually-hidden">([a-z ]+):', drawn)
        return dict(zip(range(1, 12), said, strict=True))

    def test_after_an_eviction_the_ribbon_still_shows_the_way_to_it(
        self, visit_as: VisitAs, caseworker: User, case: Case, tenant: Person
    ) -> None:
        told(case, e.SummonsAnnounced(matter=1), on=TODAY - timedelta(days=20))
        told(case, e.SummonsServed(matter=1), on=TODAY - timedelta(days=15))
        told(
            case, e.HearingScheduled(matter=1, hearing=1, day=TODAY - timedelta(days=10)), on=TODAY - timedelta(days=15)
        )
        told(case, e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True), on=TODAY - timedelta(days=9))
        told(case, e.LastOfferMade(person=tenant.pk, kind=HelpKind.DEBT_HELP), on=TODAY - timedelta(days=8))
        told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY - timedelta(days=1)))
        told(case, e.EvictionCarriedOut(matter=1, eviction=1), on=TODAY - timedelta(days=1))
        said = self.ribbon(visit_as(caseworker), case)
        assert {step: said[step] for step in range(5, 12)} == {
            **dict.fromkeys((5, 6, 7, 8, 9), "geweest"), 10: "hier niet gelopen", 11: "nu"
        }  # fmt: skip

    def test_a_hearing_held_before_its_day_is_on_the_way_to_the_eviction(
        self, visit_as: VisitAs, caseworker: User, case: Case
    ) -> None:
        told(case, e.SummonsServed(matter=1), on=TODAY - timedelta(days=9))
        told(case, e.HearingScheduled(matter=1, hearing=1, day=TODAY + timedelta(days=9)), on=TODAY - timedelta(days=9))
        told(case, e.HearingHeld(matter=1, hearing=1, resident_there=True), on=TODAY - timedelta(days=3))
        told(case, e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=False), on=TODAY - timedelta(days=1))
        told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY))
        told(case, e.EvictionCarriedOut(matter=1, eviction=1))
        browser = visit_as(caseworker)
        assert self.ribbon(browser, case)[7] == "geweest"
        assert browser.get(dossier(case)).context["ribbon"][7] == TODAY - timedelta(days=3)

    def test_a_home_lost_without_a_judge_did_not_walk_past_the_court(
        self, visit_as: VisitAs, caseworker: User, case: Case
    ) -> None:
        told(case, e.HomeLost(way=LossWay.KEYS_HANDED_IN))
        said = self.ribbon(visit_as(caseworker), case)
        assert {said[step] for step in range(5, 11)} == {"hier niet gelopen"}
        assert said[1] == "niet vastgelegd", "earlier steps may have been walked unseen"

    def test_another_home_is_sought_with_children_first_unless_there_are_none(
        self, visit_as: VisitAs, director: User, case: Case
    ) -> None:
        told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=4)))
        browser = visit_as(director)
        assert "zoek een passende woning. Kinderen gaan voor." in browser.get(dossier(case)).text
        told(case, e.HouseholdNoted(adults=2, minors=0))
        page = browser.get(dossier(case)).text
        assert "zoek een passende woning." in page
        assert "Kinderen" not in page.partition('id="gebeurd"')[0]

    def test_a_lost_home_is_no_shortcut_on_a_card(self, visit_as: VisitAs, caseworker: User, case: Case) -> None:
        told(case, e.AuctionAnnounced(matter=1, day=TODAY + timedelta(days=20)))
        page = visit_as(caseworker).get(dossier(case))
        offered = [
            way.url for c in (*page.context["cards"], *page.context["later"]) for way in (c.action, *c.more) if way
        ]
        assert any("/AuctionCancelled/" in url for url in offered)
        assert not any("/HomeLost/" in url for url in offered)
        assert not any("/HomeLost/" in action.url for action in page.context["likely"])
        assert any("/HomeLost/" in action.url for group in page.context["groups"] for action in group.forms)

    def test_what_is_late_says_so_in_sight(self, visit_as: VisitAs, caseworker: User, case: Case) -> None:
        late = ">te laat</strong>"
        browser = visit_as(caseworker)
        page = browser.get(dossier(case))
        cards = [*page.context["cards"], *page.context["later"]]
        assert page.text.count(late) == sum(card.late for card in cards) > 0
        assert late in browser.get(reverse("today")).text

    def test_everything_can_be_recorded_from_here(self, visit_as: VisitAs, caseworker: User, case: Case) -> None:
        page = visit_as(caseworker).get(dossier(case))
        offered = {action.url for group in page.context["groups"] for action in group.forms}
        elsewhere = {"EventCorrected", "FeedbackGiven"}  # on the timeline, and on the page of the partner
        elsewhere |= {kind for kind in e.EVENTS if place_of_letter(kind)}
        expected = {*e.EVENTS, "contact", "answer", "summons", "loss"} - elsewhere
        assert offered == {reverse("record", args=[case.number, form]) for form in expected}
        assert any("/contact/?stap=attempt.person." in action.url for action in page.context["likely"])

    def test_duty_to_report_tells_yes_no_and_unknown_apart(
        self, visit_as: VisitAs, caseworker: User, case: Case
    ) -> None:
        told(case, e.ReminderSent(matter=1, offered_report=False), on=date(2026, 9, 1))
        told(case, e.SummonsServed(matter=1))
        (duty,) = visit_as(caseworker).get(dossier(case)).context["duties"]
        assert [(one.done, one.on) for one in duty.evidence] == [
            (None, None),
            (None, None),
            (True, date(2026, 9, 1)),
            (False, None),
        ]
        assert (duty.reported_on, duty.served_on) == (date(2026, 11, 2), TODAY)

    def test_a_closed_dossier_says_so(self, visit_as: VisitAs, caseworker: User, case: Case) -> None:
        told(case, e.DebtSettled(matter=1), e.CaseClosed(result="paid_or_arranged"))  # type: ignore[arg-type]
        page = visit_as(caseworker).get(dossier(case)).text
        assert "Dit dossier is gesloten op maandag 23 november 2026." in page

    def test_another_municipality_finds_none(self, visit_as: VisitAs, outsider: User, case: Case) -> None:
        assert visit_as(outsider).get(dossier(case)).status_code == 404

    def test_a_long_story_asks_no_more_queries_than_a_short_one(
        self, visit_as: VisitAs, caseworker: User, case: Case, tenant: Person
    ) -> None:
        browser = visit_as(caseworker)

        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(dossier(case)).status_code == 200
            return len(queries)

        asked()
        short = asked()
        for days in range(8):
            called = e.ContactAttempted(
                person=tenant.pk, channel=Channel.PHONE, day_part=DayPart.MORNING, reached=Reached.NOT_REACHED
            )
            told(case, called, e.OwnerAssigned(owner=caseworker.pk), on=TODAY - timedelta(days=days))
        asked()  # what came in is news to the owner once
        assert asked() == short <= 24


class TestDossiers:
    @pytest.mark.parametrize("typed", ["jong", "de Jo", "molenweg 12", "9102DB 12", "VN-2026-00001", "1"])
    def test_found_by_name_address_or_number(self, browser: Client, case: Case, typed: str) -> None:
        page = browser.post(reverse("case_list"), {"q": typed}, follow=True)
        assert page.redirect_chain == [(reverse("case_list"), 302)], "what was typed stands in no address"
        assert [row["number"] for row in page.context["rows"]] == [case.number]
        assert page.context["searched"] == typed

    def test_not_found_is_told_with_how_to_search(self, browser: Client, case: Case) -> None:
        page = browser.post(reverse("case_list"), {"q": "Pietersen"}, follow=True)
        assert page.context["rows"] == []
        assert "Niets gevonden" in page.text
        assert case.number not in page.text

    def test_a_filter_is_remembered_until_it_is_lifted(
        self, browser: Client, case: Case, caseworker: User, municipality: Municipality
    ) -> None:
        many(municipality, caseworker, 2)
        told(case, e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True))
        url = reverse("case_list")
        browser.get(url, {"filter": "1", "step": "8", "owner": "mine"}, follow=True)
        again = browser.get(url)
        assert [row["number"] for row in again.context["rows"]] == [case.number]
        assert again.context["filtered"]
        everything = browser.get(url, {"filter": "1", "state": "all", "wis": "1"}, follow=True)
        assert len(everything.context["rows"]) == 3
        assert not everything.context["filtered"]

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"owner": "nobody"}, 0),
            ({"kind": "rent"}, 1),
            ({"kind": "water"}, 0),
            ({"only": "minors"}, 1),
            ({"only": "danger"}, 0),
            ({"state": "closed"}, 0),
            ({"state": "all"}, 1),
            ({"step": "3"}, 1),
            ({"step": "99"}, 1),
        ],
    )
    def test_filters(self, browser: Client, case: Case, asked: dict[str, str], found: int) -> None:
        told(case, e.HouseholdNoted(adults=1, minors=1))
        page = browser.get(reverse("case_list"), {"filter": "1", **asked}, follow=True)
        assert len(page.context["rows"]) == found

    def test_what_only_others_may_know_is_no_next_step(
        self, visit_as: VisitAs, intake: User, director: User, case: Case
    ) -> None:
        told(case, e.DebtSettled(matter=1), e.MatterNoted(matter=2, kind=MatterKind.NUISANCE))
        shown = {who: visit_as(who).get(reverse("case_list")).context["rows"][0]["next"] for who in (intake, director)}
        assert shown[director] == "Kies een aanpak tegen de dreiging"
        assert shown[intake] != shown[director]

    def test_the_step_named_is_that_of_a_card_and_not_one_within_it(
        self, visit_as: VisitAs, director: User, case: Case
    ) -> None:
        told(case, e.DebtSettled(matter=1), e.MatterNoted(matter=2, kind=MatterKind.NUISANCE))
        rika = visit_as(director)
        (row,) = rika.get(reverse("case_list")).context["rows"]
        first = rika.get(dossier(case)).context["cards"][0]
        assert row["next"] == first.what
        assert any("breng het belang van de kinderen in" in fact for fact in first.why.facts), "it stands within"

    def test_a_threat_is_no_filter_for_who_does_not_see_threats(
        self, browser: Client, visit_as: VisitAs, coordinator: User, case: Case
    ) -> None:
        told(case, e.MatterNoted(matter=2, kind=MatterKind.NUISANCE), e.OwnerAssigned(owner=coordinator.pk))
        url = reverse("case_list")
        assert "verlast" not in browser.get(url).text
        assert "verlast" in visit_as(coordinator).get(url).text

    def test_what_threatens_without_debt_asks_for_no_haste_before_who_may_not_know(
        self, visit_as: VisitAs, caseworker: User, colleague: User, director: User, case: Case
    ) -> None:
        told(case, e.MatterNoted(matter=2, kind=MatterKind.NUISANCE))
        told(case, e.EvictionAnnounced(matter=2, eviction=1, day=TODAY + timedelta(days=4)))

        def chips(user: User) -> list[str]:
            (row,) = visit_as(user).get(reverse("case_list")).context["rows"]
            return [chip.text for chip in row["chips"]]

        assert chips(colleague) == ["Huur"]
        for who in (director, caseworker):
            assert chips(who)[:2] == ["met spoed", "Ontruiming over 4 dagen"]

    def test_but_what_presses_in_the_debts_they_do_see(
        self, visit_as: VisitAs, colleague: User, intake: User, case: Case
    ) -> None:
        told(case, e.MatterNoted(matter=2, kind=MatterKind.NUISANCE))
        told(case, e.EvictionAnnounced(matter=2, eviction=1, day=TODAY + timedelta(days=2)))
        told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=6)))
        for who in (colleague, intake):
            (row,) = visit_as(who).get(reverse("case_list")).context["rows"]
            assert [chip.text for chip in row["chips"]] == ["met spoed", "Ontruiming over 6 dagen", "Huur"]

    def test_nor_does_the_household_that_it_threatens(
        self, visit_as: VisitAs, intake: User, case: Case, tenant: Person
    ) -> None:
        told(case, e.MatterNoted(matter=2, kind=MatterKind.NUISANCE), e.PersonKnown(matter=2, person=tenant.pk))
        told(case, e.EvictionAnnounced(matter=2, eviction=1, day=TODAY + timedelta(days=4)))
        assert "met spoed" not in visit_as(intake).get(reverse("case_list")).text
        cards = visit_as(intake).get(dossier(case)).context["cards"]
        assert "alarm" not in {card.severity for card in cards}
        told(case, e.OwnerAssigned(owner=intake.pk))
        assert "met spoed" in visit_as(intake).get(reverse("case_list")).text

    def test_no_order_step_or_danger_betrays_what_only_others_may_know(
        self,
        visit_as: VisitAs,
        caseworker: User,
        colleague: User,
        director: User,
        municipality: Municipality,
        case: Case,
    ) -> None:
        """The file with the closure is the most pressing one, and for those who may not know of it the last."""
        many(municipality, caseworker, 2)
        told(case, e.DebtSettled(matter=1), e.MatterNoted(matter=2, kind=MatterKind.CLOSURE))
        told(case, e.EvictionAnnounced(matter=2, eviction=1, day=TODAY + timedelta(days=2)))
        told(case, e.JudgmentGiven(matter=2, ruling=Ruling.DISSOLUTION, default=True))

        def listed(user: User, **asked: str) -> list[tuple[str, int]]:
            page = visit_as(user).get(reverse("case_list"), {"filter": "1", **asked}, follow=True)
            return [(row["number"], row["step"]) for row in page.context["rows"]]

        assert listed(director)[0] == (case.number, 8)
        assert listed(colleague)[-1] == (case.number, 3)
        for narrowed in ({"only": "danger"}, {"step": "8"}):
            assert listed(colleague, **narrowed) == []
            assert listed(director, **narrowed) == listed(caseworker, **narrowed) == [(case.number, 8)]

    def test_a_page_looks_only_into_files_that_hide_something(
        self, visit_as: VisitAs, colleague: User, case: Case, municipality: Municipality, caseworker: User
    ) -> None:
        browser = visit_as(colleague)
        many(municipality, caseworker, 3)

        def asked() -> list[str]:
            with CaptureQueriesContext(connection) as queries:
                browser.get(reverse("case_list"))
            return [query["sql"] for query in queries if "cases_caseevent" in query["sql"]]

        assert asked() == []
        told(case, e.MatterNoted(matter=2, kind=MatterKind.NUISANCE))
        assert len(asked()) == 1

    def test_pages(self, browser: Client, caseworker: User, municipality: Municipality) -> None:
        many(municipality, caseworker, A_PAGE + 10)
        url = reverse("case_list")
        first, second = browser.get(url), browser.get(url, {"page": "2"})
        assert (len(first.context["rows"]), len(second.context["rows"])) == (A_PAGE, 10)
        assert f"Bladzijde 1 van 2 · {A_PAGE + 10} in totaal" in first.text
        assert browser.get(url, {"page": "x"}).status_code == 200

    def test_many_rows_ask_no_more_queries_than_few(
        self, browser: Client, caseworker: User, municipality: Municipality
    ) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                browser.get(reverse("case_list"))
            return len(queries)

        many(municipality, caseworker, 2)
        asked()
        few = asked()
        many(municipality, caseworker, A_PAGE - 5)
        assert asked() == few + 1 <= 16  # one more: new rows are written in the log of looks
        assert asked() == few

    def test_a_neighbour_finds_nothing(self, visit_as: VisitAs, outsider: User, case: Case) -> None:
        page = visit_as(outsider).post(reverse("case_list"), {"q": case.number}, follow=True)
        assert page.context["rows"] == []


class TestZeef:
    def test_the_drawing_counts_households_and_leads_to_them(
        self, visit_as: VisitAs, caseworker: User, case: Case
    ) -> None:
        page = visit_as(caseworker).get(reverse("sieve"))
        assert page.context["counts"][3] == 1
        ((step, count, url),) = page.context["links"]
        assert (step, count) == (3, 1)
        found = visit_as(caseworker).get(url, follow=True)
        assert [row["number"] for row in found.context["rows"]] == [case.number]

    def test_an_analyst_finds_no_way_to_persons(self, visit_as: VisitAs, analyst: User, case: Case) -> None:
        page = visit_as(analyst).get(reverse("sieve"))
        assert page.context["links"] == []
        assert page.context["meter"] is None
        assert case.number not in page.text

    def test_an_analyst_reads_rounded_numbers_and_how_they_are_rounded(
        self, visit_as: VisitAs, analyst: User, caseworker: User, case: Case, municipality: Municipality
    ) -> None:
        many(municipality, caseworker, 7)
        told(case, e.SummonsServed(matter=1))
        browser, steps = visit_as(analyst), step_counts(municipality)
        assert sorted(steps.values()) == [1, 7]
        page = browser.get(reverse("sieve"))
        assert '<span class="sieve__few">minder dan 5</span>' in page.text
        assert "Aantallen zijn afgerond op vijftallen en kleine aantallen heten “minder dan 5”" in page.text
        assert "Het totaal ontbreekt" in page.text, "about 10 without about 5 would leave few"
        assert "Waar huishoudens nu worden opgevangen" in page.text
        assert "samen" not in page.text.partition("<figcaption>")[2]
        assert page.text.count('class="sieve__ball') == 5 + 1

    def test_who_works_on_cases_reads_them_as_they_are(
        self, visit_as: VisitAs, caseworker: User, municipality: Municipality
    ) -> None:
        many(municipality, caseworker, 7)
        page = visit_as(caseworker).get(reverse("sieve")).text
        assert "Waar 7 huishoudens nu worden opgevangen" in page
        assert "samen 7." in page
        assert "afgerond" not in page

    @pytest.mark.parametrize(("count", "shown"), [(0, 0), (5, 5), (7, 5), (8, 10), (112, 110)])
    def test_rounding_to_fives(self, count: int, shown: int) -> None:
        assert rounded(count) == shown

    @pytest.mark.parametrize(
        ("counted", "few", "total"),
        [
            ({}, set(), "0"),
            ({3: 12, 4: 12, 5: 12}, set(), "35"),  # three times ten would be 30
            ({3: 4, 4: 12}, {3}, ""),
            ({0: 2, 4: 12}, {0}, ""),
            ({3: 4, 4: 12, 8: 1}, {3, 8}, "15"),
            ({3: 1, 4: 1}, {3, 4}, "minder dan 5"),
            ({3: 4, 4: 4}, {3, 4}, "5"),  # ten would be twice four, and nothing else
            ({3: 1, 4: 1, 5: 5}, {3, 4}, "10"),  # five would be twice one
            ({3: 1}, {3}, ""),
            ({3: 1_204}, set(), "1.205"),
        ],
    )
    def test_no_small_number_is_told_nor_can_be_derived(
        self, counted: dict[int, int], few: set[int], total: str
    ) -> None:
        shown = coarse(dict.fromkeys(range(12), 0) | counted)
        assert (set(shown.few), shown.total) == (few, total)
        assert all(shown.counts[step] == 0 for step in few)

    @pytest.mark.parametrize(("steps", "most"), [(3, 12), (4, 7)])
    def test_all_that_the_page_tells_fits_more_than_one_small_number(self, steps: int, most: int) -> None:
        """Nobody can count back to how few there are at a step. Up to these numbers, every way they can lie."""
        fits: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
        for counts in product(range(most + 1), repeat=steps):
            fits[repr(coarse(dict(enumerate(counts))))].append(counts)
        for ways in fits.values():
            for together in zip(*ways, strict=True):
                assert len(set(together)) > 1 or together[0] not in range(1, 5)


class TestNewDossier:
    URL = "/dossiers/nieuw/"
    WHEN = {"on_quick": "today"}

    def sent(self, browser: Client, number: str = "12") -> dict[str, str]:
        page = browser.post(self.URL, {"postcode": "9102 db", "number": number})
        token = page.context["form"].get_initial_for_field(page.context["form"].fields["token"], "token")
        return {"postcode": "9102DB", "number": number, "token": token}

    def test_who_is_known_at_an_address_is_offered(self, browser: Client, household: Household, tenant: Person) -> None:
        page = browser.post(self.URL, {"postcode": "9102 db", "number": "12"})
        assert "L.H. de Jong, Molenweg 12-A" in page.text
        sent = {**self.sent(browser), **self.WHEN, "who": str(tenant.pk), "reason": "help"}
        answer = browser.post(self.URL, sent)
        opened = Case.of(household.municipality).get()
        assert answer.headers["Location"] == dossier(opened)
        assert opened.household == household
        assert opened.events.get().kind == "HelpRequested"

    def test_a_running_dossier_is_pointed_out(self, browser: Client, case: Case) -> None:
        page = browser.post(self.URL, {"postcode": "9102DB", "number": "12"})
        assert "Op dit adres loopt al een dossier" in page.text
        assert dossier(case) in page.text

    def test_somebody_new_gets_a_household_and_is_found(self, browser: Client, municipality: Municipality) -> None:
        new = {"initials": "A.", "surname": "Yılmaz", "street": "Havenkade", "city": "Voorbeeldstad"}
        sent = {**self.sent(browser, "7"), **self.WHEN, **new, "who": "new", "note": "Kwam aan de balie."}
        incomplete = browser.post(self.URL, {**sent, "reason": "matter"})
        assert incomplete.status_code == 422
        assert incomplete.context["form"].errors["kind"] == ["Kies wat er speelt."]
        assert "Kwam aan de balie." in incomplete.text, "what was typed is kept"
        browser.post(self.URL, {**sent, "reason": "matter", "kind": "end_of_stay"})
        opened = Case.of(municipality).get()
        assert (opened.name, opened.address) == ("Yılmaz", "Havenkade 7, 9102 DB Voorbeeldstad")
        assert Person.of(municipality).get().keys.exists(), "the next signal finds this person"
        assert Stay.of(municipality).get().postcode == "9102DB"
        assert Note.of(municipality).get().text == "Kwam aan de balie."

    def test_the_same_form_opens_one_dossier(self, browser: Client, municipality: Municipality) -> None:
        sent = {**self.sent(browser, "7"), **self.WHEN, "surname": "Nieuw", "who": "new", "reason": "help"}
        first, second = browser.post(self.URL, sent), browser.post(self.URL, sent)
        assert first.headers["Location"] == second.headers["Location"]
        assert Person.of(municipality).count() == Case.of(municipality).count() == 1

    def test_a_name_is_needed_and_a_day_that_has_been(self, browser: Client, municipality: Municipality) -> None:
        later = {"on_quick": "other", "on_day": "2026-12-24"}
        sent = {**self.sent(browser, "7"), **later, "who": "new", "reason": "help"}
        assert "surname" in browser.post(self.URL, sent).context["form"].errors
        page = browser.post(self.URL, {**sent, "surname": "Nieuw"})
        assert "ligt in de toekomst" in page.context["form"].errors["on"][0]
        assert not Person.of(municipality).exists()

    def test_a_postcode_that_is_none_is_asked_back(self, browser: Client) -> None:
        page = browser.post(self.URL, {"postcode": "Kerkstraat", "number": "12"})
        assert page.status_code == 422
        assert page.context["address"].errors["postcode"] == ["Vul een postcode in, zoals 9102 DB."]
        assert 'value="Kerkstraat"' in page.text


def test_merged_stories_count_for_the_card(
    visit_as: VisitAs, caseworker: User, case: Case, tenant: Person, municipality: Municipality
) -> None:
    other, _done = open_case(
        municipality,
        case.household,
        [e.MatterNoted(matter=1, kind=MatterKind.WATER, person=tenant.pk, cents=10_000)],
        by=None,
        on=TODAY,
        today=TODAY,
    )
    told(other, e.CaseMerged(into=case.pk))
    page = visit_as(caseworker).get(reverse("today"))
    assert f"Huur en water · €{NBSP}1.340" in page.text


def test_a_search_tells_what_lies_outside_the_filter(
    visit_as: VisitAs, caseworker: User, case: Case, tenant: Person
) -> None:
    """Who rings again next year stands in a closed dossier; nobody may think this household is new."""
    facts = [e.DebtSettled(matter=1), e.CaseClosed(result=Result.PAID_OR_ARRANGED)]
    assert isinstance(record(case, facts, by=caseworker, on=TODAY, today=TODAY), Done)
    browser = visit_as(caseworker)
    page = browser.post(reverse("case_list"), {"q": tenant.surname}, follow=True)
    assert page.context["total"] == 0
    assert "nog 1 buiten dit filter, ook gesloten" in page.text
    page = browser.get(reverse("case_list") + "?filter=1&state=all", follow=True)
    assert case.number in page.text
    assert page.context["searched"] == tenant.surname

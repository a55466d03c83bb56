"""Does the page after the judgment show its terms, two words on each condition, and what a moratorium lacks?"""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.court.conftest import TODAY, Goes, happened
from tests.cast import Cast
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.cases.models import Case
from vangnet.apps.court.models import RequestFile, Sitting
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, Condition, LossWay, MatterKind, Remedy, Role, Ruling, WordOf

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
JUDGED = date(2026, 11, 13)


@pytest.fixture
def judged(jansen: Case) -> Case:
    given = e.JudgmentGiven(
        matter=1,
        ruling=Ruling.DISSOLUTION,
        default=True,
        eviction_from=date(2026, 12, 11),
        grace_until=date(2026, 12, 4),
        children_considered=Answer.YES,
        at_once=Answer.NO,
    )
    happened(jansen, given, on=JUDGED)
    return jansen


def address(case: Case, name: str = "judgment") -> str:
    return reverse(name, args=[case.number, 1])


def page(browser: Client, case: Case) -> str:
    answer = browser.get(address(case))
    assert answer.status_code == 200
    return unescape(answer.text)


class TestTheJudgment:
    def test_it_stands_with_its_terms(self, officer: Client, judged: Case) -> None:
        shown = page(officer, judged)
        assert "De bewoner kan nog betalen tot en met vrijdag 4 december" in shown
        assert "Belang van de kinderen meegewogen: ja" in shown
        assert "Uitvoerbaar bij voorraad: nee" in shown
        assert "Verzet kan tot en met" in shown
        assert "11 dec 2026" in shown, "four weeks after the judgment, while nobody told of service"
        assert "13 nov 2027" in shown, "about a year"
        assert "nog na te zien" in shown
        assert "Keuze van de bewoner" in shown

    def test_the_choice_of_the_resident_is_shown(self, officer: Client, judged: Case) -> None:
        happened(judged, e.RemedyWaived(matter=1))
        assert "op 23 nov 2026: de bewoner ziet ervan af" in page(officer, judged)

    @pytest.mark.parametrize(
        ("upheld", "said"),
        [
            (False, "hoger beroep: de bewoner kreeg geen gelijk, op 20 nov 2026"),
            (True, "hoger beroep: de bewoner kreeg gelijk op 20 nov 2026"),
        ],
    )
    def test_an_appeal_that_was_decided_is_no_choice_against_it(
        self, officer: Client, judged: Case, upheld: bool, said: str
    ) -> None:
        happened(judged, e.RemedyFiled(matter=1, remedy=Remedy.APPEAL), on=date(2026, 11, 16))
        shown = page(officer, judged)
        assert "hoger beroep, ingesteld op 16 nov 2026" in shown
        assert reverse("record", args=[judged.number, "LegalAidOffered"]) in shown, "not offered yet, and still needed"
        happened(judged, e.RemedyDecided(matter=1, remedy=Remedy.APPEAL, upheld=upheld), on=date(2026, 11, 20))
        shown = page(officer, judged)
        assert said in shown
        assert "de bewoner ziet ervan af" not in shown

    def test_a_suspension_is_told_with_its_end(self, officer: Client, judged: Case) -> None:
        happened(judged, e.EnforcementSuspended(matter=1, until=date(2027, 1, 15)))
        shown = page(officer, judged)
        assert "sinds 23 nov 2026, tot 15 jan 2027" in shown
        for what_may_follow in ("EnforcementSuspended", "JudgmentSetAside", "RemedyFiled"):
            assert reverse("record", args=[judged.number, what_may_follow]) in shown, what_may_follow

    def test_from_when_the_home_may_be_cleared(self, officer: Client, judged: Case, goes_to_court: Goes) -> None:
        assert "vanaf 11 dec 2026" in page(officer, judged)
        silent = goes_to_court("Pieters", 4)
        happened(silent, e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=False), on=JUDGED)
        assert "geen dag bekend; op zijn vroegst 18 nov 2026" in page(officer, silent)

    def test_while_there_is_time_to_pay_nobody_clears_the_home(self, officer: Client, goes_to_court: Goes) -> None:
        case, until = goes_to_court("Pieters", 4), date(2026, 12, 4)
        judged = e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=False, grace_until=until)
        happened(case, judged, on=JUDGED)
        assert "geen dag bekend; op zijn vroegst 5 dec 2026" in page(officer, case)

    def test_until_when_it_is_held_off(self, officer: Client, judged: Case) -> None:
        happened(judged, e.SecondChanceAgreed(matter=1, until=date(2027, 11, 16)), on=JUDGED)
        assert "tegengehouden tot 16 nov 2027" in page(officer, judged)

    def test_a_claim_that_was_rejected_is_fought_by_the_landlord_alone(self, officer: Client, jansen: Case) -> None:
        happened(jansen, e.JudgmentGiven(matter=1, ruling=Ruling.REJECTED, default=False), on=JUDGED)
        shown = page(officer, jansen)
        assert "De verhuurder kan in hoger beroep tot en met" in shown
        assert "15 feb 2027" in shown, "three months, and the 13th is a Saturday"
        for words in ("Verjaart op", "Keuze van de bewoner", "Tweede kans", "Moratorium"):
            assert words not in shown, words

    @pytest.mark.parametrize(
        ("ended", "why"),
        [
            (e.JudgmentSetAside(matter=1), "Het vonnis is vernietigd."),
            (e.JudgmentEnded(matter=1), "Het vonnis is uitgewerkt: er kan niets meer mee worden gedaan."),
            (e.TenancyConfirmed(matter=1), "De verhuurder bevestigde schriftelijk dat de huur doorgaat."),
            (e.HomeLost(way=LossWay.GAVE_NOTICE_UNDER_PRESSURE), "De woning is verloren."),
        ],
        ids=lambda one: type(one).__name__ if isinstance(one, e.Event) else "",
    )
    def test_a_judgment_that_ended_is_said_to_have_ended_and_why(
        self, officer: Client, judged: Case, ended: e.Event, why: str
    ) -> None:
        happened(judged, ended, on=date(2026, 11, 20))
        assert f"Het vonnis geldt niet meer sinds 20 nov 2026. {why}" in page(officer, judged)

    def test_a_later_letter_is_not_why_it_ended(self, officer: Client, judged: Case) -> None:
        happened(judged, e.JudgmentSetAside(matter=1), on=date(2026, 11, 18))
        happened(judged, e.TenancyConfirmed(matter=1), on=date(2026, 11, 20))
        assert "Het vonnis geldt niet meer sinds 18 nov 2026. Het vonnis is vernietigd." in page(officer, judged)

    def test_an_eviction_on_a_judgment_that_ended_is_to_be_withdrawn(self, officer: Client, judged: Case) -> None:
        happened(judged, e.EvictionAnnounced(matter=1, eviction=1, day=date(2026, 12, 11)))
        assert "Laat de deurwaarder die vandaag nog intrekken" not in page(officer, judged)
        happened(judged, e.JudgmentSetAside(matter=1))
        shown = page(officer, judged)
        assert "Er staat nog een ontruiming aangekondigd op 11 dec 2026. Laat de deurwaarder" in shown
        assert reverse("record", args=[judged.number, "EvictionCancelled"]) in shown
        happened(judged, e.EvictionCancelled(matter=1, eviction=1))
        assert "Er staat nog een ontruiming" not in page(officer, judged)

    def test_an_eviction_that_is_held_off_is_still_to_be_told_to_the_bailiff(
        self, officer: Client, judged: Case
    ) -> None:
        still = (
            "Er staat nog een ontruiming aangekondigd op 11 dec 2026. Laat de deurwaarder die vandaag nog uitstellen."
        )
        happened(judged, e.EvictionAnnounced(matter=1, eviction=1, day=date(2026, 12, 11)))
        assert still not in page(officer, judged)
        happened(judged, e.MoratoriumRequested(matter=1), e.MoratoriumDecided(matter=1, answer=Answer.YES))
        shown = page(officer, judged)
        assert still in shown
        assert reverse("record", args=[judged.number, "EvictionPostponed"]) in shown
        happened(judged, e.EvictionPostponed(matter=1, eviction=1, to=date(2027, 6, 1)))
        assert still not in page(officer, judged), "after the six months"

    def test_a_suspension_without_an_end_holds_it_off_too(self, officer: Client, judged: Case) -> None:
        happened(judged, e.EvictionAnnounced(matter=1, eviction=1, day=date(2026, 12, 11)))
        happened(judged, e.EnforcementSuspended(matter=1))
        assert "Laat de deurwaarder die vandaag nog uitstellen." in page(officer, judged)

    def test_while_there_is_time_to_pay_the_home_cannot_be_cleared(self, officer: Client, jansen: Case) -> None:
        told = e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=False, grace_until=date(2026, 12, 11))
        happened(jansen, told, on=JUDGED)
        assert "geen dag bekend; op zijn vroegst 12 dec 2026" in page(officer, jansen)

    def test_where_nothing_can_be_carried_out_nobody_asks_for_a_second_chance(
        self, officer: Client, judged: Case
    ) -> None:
        happened(judged, e.MoratoriumRequested(matter=1), on=date(2026, 11, 16))
        assert "Vraag de verhuurder om een tweede kans" in page(officer, judged)
        happened(judged, e.TenancyConfirmed(matter=1), on=date(2026, 11, 20))
        shown = page(officer, judged)
        assert "Vraag de verhuurder om een tweede kans" not in shown
        assert "Gevraagd op 16 nov 2026. De rechter beslist." in shown

    def test_there_is_time_to_pay_and_one_records_whether_that_was_done(self, officer: Client, judged: Case) -> None:
        shown = page(officer, judged)
        assert "Alles betalen kan nog tot en met" in shown
        assert "Help betalen voordat de termijn van de rechter eindigt" in shown
        assert reverse("record", args=[judged.number, "GraceEnded"]) in shown
        happened(judged, e.GraceEnded(matter=1, paid=True))
        shown = page(officer, judged)
        assert "Alles betalen kan nog" not in shown
        assert "Vraag de verhuurder om een brief" in shown
        assert "de achterstand is opgelost op 23 nov 2026; zeker is het pas als de verhuurder het opschrijft" in shown

    def test_who_paid_without_a_word_on_the_term_has_none_left_to_pay_in(self, officer: Client, judged: Case) -> None:
        happened(judged, e.DebtSettled(matter=1))
        shown = page(officer, judged)
        assert "Alles betalen kan nog tot en met" not in shown
        assert "geen dag bekend" not in shown

    def test_an_announced_eviction_stays_in_sight_though_all_was_paid(self, officer: Client, judged: Case) -> None:
        happened(judged, e.EvictionAnnounced(matter=1, eviction=1, day=date(2026, 12, 11)), e.DebtSettled(matter=1))
        assert "vanaf 11 dec 2026" in page(officer, judged)

    def test_of_a_moratorium_without_an_end_the_counted_last_day_is_shown(self, officer: Client, judged: Case) -> None:
        granted = e.MoratoriumDecided(matter=1, answer=Answer.YES)
        happened(judged, granted, on=date(2026, 11, 16))
        shown = page(officer, judged)
        assert "De rechter noemde geen einddatum. De agenda telt daarom zes maanden, tot en met 16 mei 2027" in shown
        assert "Het moratorium loopt tot zondag 16 mei 2027" in shown, "the card counts the same day"
        happened(judged, e.MoratoriumDecided(matter=1, answer=Answer.YES, until=date(2027, 2, 1)))
        shown = page(officer, judged)
        assert "Het eindigt op 1 feb 2027." in shown
        assert "De rechter noemde geen einddatum" not in shown

    def test_what_a_moratorium_holds_back_is_named_as_long_as_there_is_a_judgment(
        self, officer: Client, judged: Case
    ) -> None:
        granted = e.MoratoriumDecided(matter=1, answer=Answer.YES, until=date(2026, 12, 20))
        happened(judged, granted, on=date(2026, 11, 16))
        again = "kan met het vonnis van"
        assert again in page(officer, judged)
        happened(judged, e.TenancyConfirmed(matter=1))
        assert again not in page(officer, judged)

    def test_what_is_to_be_done_stands_soonest_first(self, officer: Client, judged: Case) -> None:
        happened(judged, e.EnforcementSuspended(matter=1, until=date(2026, 12, 30)))
        days = [card.due for card in officer.get(address(judged)).context["first"]]
        assert len(days) > 2
        assert days == sorted(days)

    def test_not_paid_in_time_breaks_no_condition_where_there_was_none(self, officer: Client, judged: Case) -> None:
        happened(judged, e.GraceEnded(matter=1, paid=False), e.RemedyWaived(matter=1))
        shown = page(officer, judged)
        assert "dat een voorwaarde niet goed gaat" not in shown
        assert "Regel dat het huishouden mag blijven" in shown

    def test_a_day_of_another_year_never_stands_without_it(self, officer: Client, judged: Case) -> None:
        happened(judged, e.MoratoriumRequested(matter=1))
        happened(judged, e.MoratoriumDecided(matter=1, answer=Answer.YES, until=date(2027, 5, 21)))
        shown = page(officer, judged)
        assert '<span aria-hidden="true">apr 2027</span>' in shown, "twenty working days before its end"
        assert "Uiterlijk vrijdag 16 april 2027" in shown

    def test_what_going_on_costs_is_one_press_away(self, officer: Client, judged: Case) -> None:
        assert address(judged, "costs") in page(officer, judged)

    def test_the_page_of_the_hearing_shows_it_too(self, officer: Client, judged: Case) -> None:
        shown = unescape(officer.get(reverse("hearing", args=[judged.number, 1, 1])).text)
        assert "Verzet kan tot en met" in shown
        assert address(judged) in shown

    def test_what_is_to_be_done_first_stands_on_top_and_alone_is_primary(self, officer: Client, judged: Case) -> None:
        shown = officer.get(address(judged))
        first, *others = shown.context["first"]
        assert first.action.primary
        assert not any(card.action.primary for card in others)
        assert shown.text.count("utrecht-button--primary-action") == 1
        assert {card.what for card in shown.context["first"]} >= {"Breng de bewoner naar rechtshulp"}
        assert address(judged) not in [way.url for card in shown.context["first"] for way in card.more]
        for card in shown.context["first"]:
            assert "terug=vonnis.1" in card.action.url

    def test_who_weighs_administration_finds_the_file_from_here(
        self, officer: Client, judged: Case, cast: Cast, visit_as: VisitAs
    ) -> None:
        tenant = min(case_file(judged.municipality, judged.pk, TODAY).facts.persons)
        file = reverse("administration", args=[judged.number, tenant])
        assert file in page(officer, judged)
        assert file not in page(visit_as(cast.people[Role.CASEWORKER]), judged)

    def test_without_one_it_says_so(self, officer: Client, jansen: Case) -> None:
        assert "Er geldt hier geen vonnis." in page(officer, jansen)


class TestSecondChance:
    def test_each_condition_has_the_word_of_both(self, officer: Client, judged: Case) -> None:
        conditions = (Condition.CURRENT_RENT, Condition.LEASE_TAKEN_OVER)
        happened(judged, e.SecondChanceAgreed(matter=1, until=date(2027, 11, 16), conditions=conditions), on=JUDGED)
        rent = e.ConditionChecked(matter=1, kept=True, condition=Condition.CURRENT_RENT, word_of=WordOf.LANDLORD)
        happened(judged, rent, on=date(2026, 11, 16))
        shown = page(officer, judged)
        assert "verhuurder: goed, 16 nov 2026 · huishouden: nog niets gehoord" in shown
        assert "verhuurder: nog niets gehoord · huishouden: nog niets gehoord" in shown, "of the lease nobody spoke"

    def test_the_monthly_look_stands_on_the_agenda_long_before_the_end(self, officer: Client, judged: Case) -> None:
        rent = (Condition.CURRENT_RENT,)
        happened(judged, e.SecondChanceAgreed(matter=1, until=date(2027, 11, 16), conditions=rent), on=JUDGED)
        looks = [card for card in officer.get(address(judged)).context["first"] if card.what.startswith("Kijk of")]
        assert [card.due for card in looks] == [date(2026, 12, 13)], "and not only when the year is nearly over"

    def test_so_does_the_look_during_a_moratorium(self, officer: Client, judged: Case) -> None:
        happened(judged, e.MoratoriumRequested(matter=1), on=JUDGED)
        happened(judged, e.MoratoriumDecided(matter=1, answer=Answer.YES, until=date(2027, 5, 13)), on=JUDGED)
        assert "Kijk of de afspraken goed gaan" in page(officer, judged)

    def test_near_the_end_both_stand_in_one_card(self, officer: Client, judged: Case) -> None:
        rent = (Condition.CURRENT_RENT,)
        happened(judged, e.SecondChanceAgreed(matter=1, until=date(2026, 12, 21), conditions=rent), on=JUDGED)
        told = [card.what for card in officer.get(address(judged)).context["first"]]
        assert "Bereid het einde van de tweede kans voor" in told
        assert not [what for what in told if what.startswith("Kijk")]

    def test_a_report_asks_for_a_call_before_it_can_be_a_breach(self, officer: Client, judged: Case) -> None:
        happened(judged, e.SecondChanceAgreed(matter=1, until=date(2027, 11, 16)), on=JUDGED)
        happened(judged, e.ConditionChecked(matter=1, kept=False), on=date(2026, 11, 16))
        breach = reverse("record", args=[judged.number, "BreachConfirmed"])
        assert "Bel eerst" in page(officer, judged)
        assert breach not in page(officer, judged)
        happened(judged, e.WarningGiven(matter=1, spoken=True), on=date(2026, 11, 18))
        assert breach in page(officer, judged)


class TestConditionsOfTheJudge:
    def test_they_are_watched_though_no_second_chance_runs(self, officer: Client, jansen: Case) -> None:
        given = e.JudgmentGiven(
            matter=1, ruling=Ruling.CONDITIONAL_DISSOLUTION, default=False, conditions=(Condition.CURRENT_RENT,)
        )
        happened(jansen, given, on=JUDGED)
        shown = page(officer, jansen)
        assert "Voorwaarden van de rechter" in shown
        assert "pas als een voorwaarde is geschonden" in shown
        assert "verhuurder: nog niets gehoord · huishouden: nog niets gehoord" in shown
        assert reverse("record", args=[jansen.number, "ConditionChecked"]) in shown

    def test_that_nobody_told_which_is_said(self, officer: Client, jansen: Case) -> None:
        happened(jansen, e.JudgmentGiven(matter=1, ruling=Ruling.CONDITIONAL_DISSOLUTION, default=False), on=JUDGED)
        assert "Lees ze na in het vonnis." in page(officer, jansen)


class TestMoratorium:
    def test_what_is_missing_and_a_draft_of_the_request(self, officer: Client, judged: Case) -> None:
        shown = page(officer, judged)
        assert "niemand vertelde nog of de lopende huur op tijd is" in shown
        assert "er loopt nog geen schuldhulp" in shown
        assert officer.get(address(judged, "moratorium_pdf")).content.startswith(b"%PDF")

    def test_complete(self, officer: Client, judged: Case) -> None:
        tenant = min(case_file(judged.municipality, judged.pk, TODAY).facts.persons)
        happened(judged, e.HelpAccepted(person=tenant))
        happened(judged, e.ConditionChecked(matter=1, kept=True, condition=Condition.CURRENT_RENT))
        sent = {"why": "Zo kan schuldhulp werken.", "until": "2027-05-23", "version": "0"}
        assert officer.post(address(judged), sent).status_code == 302
        assert "Maak het verzoek (PDF)" in page(officer, judged)

    def test_once_it_was_granted_nothing_is_missing_of_the_request(self, officer: Client, judged: Case) -> None:
        happened(judged, e.MoratoriumRequested(matter=1), on=JUDGED)
        assert "er loopt nog geen schuldhulp" in page(officer, judged)
        happened(judged, e.MoratoriumDecided(matter=1, answer=Answer.YES, until=date(2027, 5, 13)), on=JUDGED)
        shown = page(officer, judged)
        assert "Het eindigt op 13 mei 2027." in shown
        assert "er loopt nog geen schuldhulp" not in shown
        assert "Waarom dit nodig is" not in shown

    @pytest.mark.parametrize(
        ("until", "said"), [("2027-05-24", "Langer dan zes maanden staat de wet niet toe"), ("ooit", "until")]
    )
    def test_a_term_that_cannot_be_is_said_and_loses_nothing(
        self, officer: Client, judged: Case, until: str, said: str
    ) -> None:
        answer = officer.post(address(judged), {"why": "Zo kan schuldhulp werken.", "until": until, "version": "0"})
        assert answer.status_code == 422
        assert said in unescape(answer.text)
        assert "Zo kan schuldhulp werken." in answer.text
        assert not RequestFile.of(judged.municipality).exists()

    def test_a_colleague_keeps_what_was_written(self, officer: Client, judged: Case) -> None:
        sent = {"why": "De eerste.", "version": "0"}
        assert officer.post(address(judged), sent).status_code == 302
        second = officer.post(address(judged), {"why": "De tweede.", "version": "0"})
        assert second.status_code == 409
        assert "De eerste." in second.text
        assert RequestFile.of(judged.municipality).get().why == "De eerste."


class TestTwoWritersOfASitting:
    def test_the_last_does_not_win(self, officer: Client, jansen: Case) -> None:
        url = reverse("hearing", args=[jansen.number, 1, 1])
        assert officer.post(url, {"room": "4", "at": "09:30", "version": "0"}).status_code == 302
        late = officer.post(url, {"room": "7", "at": "11:00", "version": "0"})
        assert late.status_code == 409
        assert "Een collega bewaarde hier ook iets" in unescape(late.text)
        kept = Sitting.of(jansen.municipality).get()
        assert (kept.room, kept.version) == ("4", 1)
        assert officer.post(url, {"room": "7", "at": "11:00", "version": "1"}).status_code == 302
        assert Sitting.of(jansen.municipality).get().room == "7"


def test_the_neighbour_and_another_matter_find_nothing(judged: Case, cast: Cast, visit_as: VisitAs) -> None:
    assert visit_as(cast.neighbours[Role.COURT_OFFICER]).get(address(judged)).status_code == 404
    own = visit_as(cast.people[Role.COURT_OFFICER])
    assert own.get(reverse("judgment", args=[judged.number, 9])).status_code == 404


def test_the_card_leads_here(officer: Client, judged: Case) -> None:
    assert address(judged) in officer.get(reverse("case", args=[judged.number])).text


def test_the_page_asks_few_queries(
    officer: Client, goes_to_court: Goes, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    case = goes_to_court("Snel", 8)
    page(officer, case)
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        page(officer, case)


class TestInSight:
    @pytest.fixture
    def just_judged(self, jansen: Case) -> Case:
        """The judgment came today; two reports lie too long, one of them without a name."""
        for signal in (2, 3):
            report = e.SignalReceived(matter=signal, signal=signal, kind=MatterKind.ENERGY)
            happened(jansen, report, on=date(2026, 11, 2))
        judgment = e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True, eviction_from=date(2026, 12, 28))
        happened(jansen, judgment)
        return jansen

    def test_opposition_is_seen_at_once_however_much_is_late(self, officer: Client, just_judged: Case) -> None:
        shown = officer.get(reverse("case", args=[just_judged.number])).context
        now = [card.what for card in shown["cards"]]
        assert "Breng de bewoner naar rechtshulp" in now[3:], "behind what is late, and not folded away"
        assert len(shown["later"]) > 3

    def test_once_the_resident_chose_nothing_of_it_is_left(self, officer: Client, just_judged: Case) -> None:
        happened(just_judged, e.RemedyWaived(matter=1))
        shown = officer.get(reverse("case", args=[just_judged.number])).context
        assert "Breng de bewoner naar rechtshulp" not in [card.what for card in (*shown["cards"], *shown["later"])]

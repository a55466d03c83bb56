"""What was not taken up: can it be found again, and taken up all the same by somebody who says why?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.intake.town import ANTON, FAR, HALF, MILAN, STRANGER, TODAY, Town
from vangnet.apps.accounts.models import Look, User
from vangnet.apps.cases.doctor import examine
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.cases.models import Case, CaseEvent, Note
from vangnet.apps.cases.record import Done, record
from vangnet.apps.intake import deliveries, desk
from vangnet.apps.intake.models import Signal
from vangnet.apps.outreach.feedback import give
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import Result, SetAside

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
DECEASED = {"Naam": "H. Oosterhuis", "Adres": "Havenkade 40", "Postcode": "9120CD", "Geboortedatum": "15-01-1931"}
WHY = "De zoon woont er nog en vraagt om hulp."


def taken_in(town: Town, row: dict[str, Any], **how: Any) -> Signal:
    delivery = town.deliver([row], **how)
    deliveries.run(delivery, today=TODAY)
    return town.signals(delivery)[0]


def as_it_is(signal: Signal) -> Signal:
    return Signal.of(signal.municipality_id).get(pk=signal.pk)


def again(town: Town, signal: Signal, by: User, because: str = WHY) -> Signal:
    desk.take_up_again(town.municipality, signal.pk, because, by=by, today=TODAY)
    return as_it_is(signal)


@pytest.fixture
def deceased(town: Town, intake: User) -> Signal:
    """Put before somebody because the tenant died, and set aside: it stands in the case of the household."""
    signal = taken_in(town, DECEASED)
    desk.set_aside(town.municipality, signal.pk, SetAside.DECEASED, by=intake, today=TODAY)
    return as_it_is(signal)


@pytest.fixture
def repeat(town: Town) -> Signal:
    """The rules set it aside: reported before, and not higher."""
    taken_in(town, MILAN | {"Nummer": "H7"})
    return taken_in(town, MILAN | {"Nummer": "H7", "Bedrag": "600,00"}, name="later.csv")


class TestToldInACase:
    def test_that_it_was_set_aside_is_corrected_and_it_is_taken_up(
        self, town: Town, deceased: Signal, intake: User
    ) -> None:
        signal = again(town, deceased, intake)
        assert (signal.status, signal.set_aside, signal.settled_by) == ("taken_up", "", intake)
        assert signal.case_id is not None
        file = case_file(town.municipality, signal.case_id, TODAY)
        assert file.facts.matters[1].taken_up
        assert file.facts.matters[1].result_on is None, "nothing came of it that a partner is to be told"
        struck = [entry.kind for entry in file.timeline if entry.corrected]
        assert struck == [e.SignalSetAside.__name__]
        assert list(examine(town.municipality, TODAY, 1)) == []

    def test_the_reason_stands_in_the_dossier_and_at_the_signal(
        self, town: Town, deceased: Signal, intake: User, visit_as: VisitAs
    ) -> None:
        signal = again(town, deceased, intake)
        note = Note.of(town.municipality).get()
        assert (note.text, note.written_by, note.event and note.event.kind) == (WHY, intake, "SignalTakenUp")
        page = visit_as(intake).get(reverse("signal", args=[signal.pk])).text
        assert "Eerst niet opgepakt (Inwoner is overleden); op 23 nov 2026 toch opgepakt" in page
        assert WHY in page
        assert signal.case is not None
        assert WHY in visit_as(intake).get(reverse("case", args=[signal.case.number])).text

    def test_set_aside_once_more_and_back_once_more(self, town: Town, deceased: Signal, intake: User) -> None:
        signal = again(town, deceased, intake)
        assert signal.case is not None
        aside = e.SignalSetAside(matter=1, signal=signal.pk, reason=SetAside.OTHER)
        assert isinstance(record(signal.case, [aside], by=intake, on=TODAY, today=TODAY), Done)
        Signal.of(town.municipality).filter(pk=signal.pk).update(status="set_aside", set_aside="other")
        again(town, signal, intake, "Toch weer wel.")
        facts = CaseEvent.of(town.municipality).filter(kind=e.EventCorrected.__name__)
        assert facts.count() == 2, "each fact is corrected once"
        assert case_file(town.municipality, signal.case.pk, TODAY).facts.matters[1].taken_up

    def test_a_case_that_was_closed_over_it_opens_again(self, town: Town, deceased: Signal, intake: User) -> None:
        assert deceased.case is not None
        closed = [e.CaseClosed(result=Result.DECEASED)]
        assert isinstance(record(deceased.case, closed, by=intake, on=TODAY, today=TODAY), Done)
        signal = again(town, deceased, intake)
        assert signal.case is not None
        assert signal.case.is_open
        assert list(examine(town.municipality, TODAY, 1)) == []

    def test_a_case_that_goes_on_in_another_tells_it_there(self, town: Town, deceased: Signal, intake: User) -> None:
        other = taken_in(town, ANTON, name="b.csv").case
        assert other is not None
        assert deceased.case is not None
        merged, closed = e.CaseMerged(into=other.pk), e.CaseClosed(result=Result.NO_CONTACT)
        for case, fact in ((deceased.case, merged), (other, closed)):
            assert isinstance(record(case, [fact], by=intake, on=TODAY, today=TODAY), Done)
        again(town, deceased, intake)
        other.refresh_from_db()
        assert other.is_open
        matters = case_file(town.municipality, other.pk, TODAY).facts.matters
        assert [matter.taken_up for matter in matters.values()] == [True, True]
        assert list(examine(town.municipality, TODAY, 1)) == []

    def test_the_partner_that_heard_no_hears_what_comes_of_it_now(
        self, town: Town, deceased: Signal, intake: User
    ) -> None:
        assert give(town.municipality, town.landlord, by=intake, today=TODAY)
        signal = again(town, deceased, intake)
        assert signal.case is not None
        assert give(town.municipality, town.landlord, by=intake, today=TODAY) is None
        assert isinstance(record(signal.case, [e.DebtSettled(matter=1)], by=intake, on=TODAY, today=TODAY), Done)
        assert give(town.municipality, town.landlord, by=intake, today=TODAY)

    def test_while_nobody_knows_which_housemate_it_is_that_is_asked_again(self, town: Town, intake: User) -> None:
        signal = taken_in(town, {"Naam": "A. van Dijk", "Adres": "Molenlaan 12", "Postcode": "9101AB"})
        desk.set_aside(town.municipality, signal.pk, SetAside.OTHER, by=intake, today=TODAY)
        signal = again(town, signal, intake)
        assert signal.status == "waiting_person"
        assert signal.due_on is not None
        assert list(desk.waiting(town.municipality)) == [signal]


class TestToldInNoCase:
    def test_a_repeat_goes_into_the_case_of_its_household(self, town: Town, repeat: Signal, intake: User) -> None:
        assert (repeat.status, repeat.set_aside, repeat.matter) == ("set_aside", "repeat", None)
        signal = again(town, repeat, intake)
        first = Signal.of(town.municipality).exclude(pk=signal.pk).get()
        assert (signal.status, signal.case, signal.matter) == ("taken_up", first.case, first.matter)
        assert signal.person == first.person
        assert signal.settled_by == intake
        assert list(examine(town.municipality, TODAY, 1)) == []

    def test_somebody_of_elsewhere_gets_a_case_of_the_day_it_came(self, town: Town, intake: User) -> None:
        signal = taken_in(town, FAR)
        desk.set_aside(town.municipality, signal.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
        signal = again(town, signal, intake, "Woont hier wel, sinds gisteren.")
        assert (signal.status, signal.newcomer) == ("taken_up", True)
        assert signal.case is not None
        assert signal.case.opened_on == TODAY
        assert Note.of(town.municipality).get().case == signal.case

    def test_of_whom_nobody_knows_who_it_is_waits_and_keeps_its_reason(self, town: Town, intake: User) -> None:
        signal = taken_in(town, HALF)
        desk.set_aside(town.municipality, signal.pk, SetAside.OTHER, by=intake, today=TODAY)
        signal = again(town, signal, intake)
        assert (signal.status, signal.case) == ("waiting_who", None)
        desk.somebody_new(town.municipality, signal.pk, [], by=intake, today=TODAY)
        signal = as_it_is(signal)
        assert signal.status == "taken_up"
        assert WHY in signal.remarks


class TestNotSilently:
    def test_an_objection_is_said_in_front_of_the_button_and_can_be_weighed(
        self, town: Town, deceased: Signal, intake: User, visit_as: VisitAs
    ) -> None:
        Signal.of(town.municipality).filter(pk=deceased.pk).update(objection=True, set_aside="other")
        page = visit_as(intake).get(reverse("signal", args=[deceased.pk])).text
        before, _button, _after = page.partition('name="again"')
        assert "De huurder maakt bezwaar" in before
        assert "Niet opgepakt: andere reden" in before
        assert "Ineke Meldpunt zette dit signaal op 23 nov 2026 opzij" in before
        assert again(town, deceased, intake, "De huurder trok het bezwaar in.").status == "taken_up"

    def test_with_an_objection_and_outside_any_case_it_is_not_erased(self, town: Town, intake: User) -> None:
        signal = taken_in(town, STRANGER)
        Signal.of(town.municipality).filter(pk=signal.pk).update(
            objection=True, status="set_aside", set_aside="other", case=None, matter=None
        )
        assert again(town, signal, intake).status == "taken_up"

    def test_without_a_ground_in_law_there_is_no_button_and_it_says_why(
        self, town: Town, deceased: Signal, intake: User, visit_as: VisitAs
    ) -> None:
        Partner.of(town.municipality).filter(pk=town.landlord.pk).update(kind=Partner.Kind.OTHER)
        Signal.of(town.municipality).filter(pk=deceased.pk).update(kind="other_debt")
        browser, at = visit_as(intake), reverse("signal", args=[deceased.pk])
        page = browser.get(at).text
        assert "Dit signaal mag niet worden opgepakt" in page
        assert "Er is geen wettelijke grond voor deze melding" in page
        assert 'name="again"' not in page
        told = browser.post(at, {"again": "1", "because": WHY}, follow=True)
        assert "Er is niets veranderd; hieronder staat waarom." in told.text
        assert as_it_is(deceased).status == "set_aside"


class TestOnScreen:
    def test_from_the_filter_to_the_dossier(
        self, town: Town, deceased: Signal, repeat: Signal, intake: User, visit_as: VisitAs
    ) -> None:
        browser = visit_as(intake)
        page = browser.get(reverse("signal_list"), {"status": "set_aside", "partner": ""}).text
        assert "2 signalen zijn niet opgepakt" in page
        assert ", gefilterd" not in page
        assert "Eerder gemeld op 23 nov 2026" in page
        assert "besloten op 23 nov 2026" in page
        for signal in (deceased, repeat):
            at = reverse("signal", args=[signal.pk])
            assert at in page
            told = browser.post(at, {"again": "1", "because": WHY}, follow=True)
            assert "Vastgelegd: dit signaal wordt toch opgepakt." in told.text
            assert told.redirect_chain[-1][0] == at
        assert "Er is niets opzij gezet" in browser.get(reverse("signal_list")).text
        assert Look.of(town.municipality).filter(kind="signal", subject=repeat.pk, act="changed").exists()

    def test_a_reason_is_asked_and_nothing_is_lost(self, deceased: Signal, intake: User, visit_as: VisitAs) -> None:
        browser, at = visit_as(intake), reverse("signal", args=[deceased.pk])
        page = browser.post(at, {"again": "1", "because": " "})
        assert page.status_code == 422
        assert "Schrijf op waarom dit signaal toch wordt opgepakt." in page.text
        long = browser.post(at, {"again": "1", "because": "x" * 501})
        assert "x" * 501 in long.text
        assert as_it_is(deceased).status == "set_aside"

    def test_who_comes_second_is_told_and_keeps_what_was_typed(
        self, town: Town, deceased: Signal, intake: User, caseworker: User, visit_as: VisitAs
    ) -> None:
        again(town, deceased, caseworker)
        facts = CaseEvent.of(town.municipality).count()
        page = visit_as(intake).post(
            reverse("signal", args=[deceased.pk]), {"again": "1", "because": "Mijn reden"}, follow=True
        )
        assert "Een collega heeft dit signaal net afgehandeld" in page.text
        assert "U schreef: “Mijn reden”" in page.text
        assert CaseEvent.of(town.municipality).count() == facts
        with pytest.raises(desk.Settled):
            again(town, deceased, intake)

    def test_what_waits_cannot_be_taken_up_again(self, town: Town, intake: User, visit_as: VisitAs) -> None:
        signal = taken_in(town, DECEASED)
        page = visit_as(intake).get(reverse("signal", args=[signal.pk])).text
        assert 'name="again"' not in page
        with pytest.raises(desk.Settled):
            again(town, signal, intake)

    @pytest.mark.parametrize("stale", ["allow", "new"])
    def test_a_button_of_an_older_page_does_not_bring_it_back(
        self, deceased: Signal, intake: User, visit_as: VisitAs, stale: str
    ) -> None:
        visit_as(intake).post(reverse("signal", args=[deceased.pk]), {stale: "1"})
        assert as_it_is(deceased).status == "set_aside"

    def test_of_one_delivery_alone(self, town: Town, intake: User, visit_as: VisitAs) -> None:
        first, other = taken_in(town, HALF), taken_in(town, ANTON | {"Geboortedatum": ""}, name="b.csv")
        browser = visit_as(intake)
        page = browser.get(reverse("signal_list"), {"delivery": first.delivery_id}).text
        assert reverse("signal", args=[first.pk]) in page
        assert reverse("signal", args=[other.pk]) not in page
        assert "Alleen uit de aanlevering van Huurhuis over 2026-11" in page
        nonsense = browser.get(reverse("signal_list"), {"delivery": "9" * 30}).text
        assert reverse("signal", args=[other.pk]) in nonsense

    def test_the_questions_do_not_grow_with_the_list(self, town: Town, intake: User, visit_as: VisitAs) -> None:
        browser, counts = visit_as(intake), []
        for number in range(1, 4):
            signal = taken_in(town, FAR | {"Nummer": f"F{number}"}, name=f"{number}.csv")
            desk.set_aside(town.municipality, signal.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
            browser.get(reverse("signal_list"), {"status": "set_aside"})
            with CaptureQueriesContext(connection) as asked:
                page = browser.get(reverse("signal_list"), {"status": "set_aside"}).text
            assert page.count("waiting__link") == number
            counts.append(len(asked))
        assert len(set(counts)) == 1
        assert Case.of(town.municipality).count() == 0

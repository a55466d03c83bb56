"""What happens when somebody settles a signal, and is the answer remembered?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.intake.town import AN_ANTON, ANTON, FAR, HALF, MILAN, TODAY, Town
from vangnet.apps.accounts.models import Look, User
from vangnet.apps.cases.doctor import examine
from vangnet.apps.cases.models import Case, CaseEvent, Person
from vangnet.apps.cases.record import Done, record
from vangnet.apps.cases.story import decode
from vangnet.apps.intake import deliveries, desk
from vangnet.apps.intake.erasure import PROBLEM_DAYS, erase_ended
from vangnet.apps.intake.models import Delivery, MatchDecision, RowProblem, Signal
from vangnet.apps.intake.triage import Remark
from vangnet.apps.partners.covenants import Window, agree_with
from vangnet.domain import events as e
from vangnet.domain.codes import Result, SetAside
from vangnet.domain.fold import fold

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
DECEASED = {"Naam": "H. Oosterhuis", "Adres": "Havenkade 40", "Postcode": "9120CD", "Geboortedatum": "15-01-1931"}


def waits(town: Town, row: dict[str, Any], **how: Any) -> Signal:
    delivery = town.deliver([row], **how)
    deliveries.run(delivery, today=how.get("on", TODAY))
    return town.signals(delivery)[0]


def person(town: Town, register_id: str) -> Person:
    return Person.of(town.municipality).get(register_id=register_id)


def facts(town: Town, case: int | None) -> Any:
    rows = CaseEvent.of(town.municipality).filter(case=case).order_by("id")
    return fold(decode(row.pk, row.on, row.turn, row.kind, row.payload) for row in rows)


@pytest.mark.parametrize(
    ("said", "hasty"),
    [
        ({"crisis": True}, True),
        ({"eviction": True, "eviction_on": TODAY + timedelta(days=8)}, True),
        ({"eviction": True, "eviction_on": TODAY + timedelta(days=40)}, False),
        ({"disconnection": True}, True),
        ({}, False),
    ],
)
def test_with_haste_by_the_day_that_was_named_else_by_the_crisis(said: dict[str, Any], *, hasty: bool) -> None:
    signal = Signal(status=Signal.Status.WAITING_WHO, due_on=TODAY + timedelta(days=1), **said)
    assert signal.in_haste_on(TODAY) is hasty
    signal.status = Signal.Status.TAKEN_UP
    assert not signal.in_haste_on(TODAY), "it waits for nobody any more"


class TestWho:
    def test_the_housemates_stand_side_by_side_with_their_points(self, town: Town) -> None:
        _, people = desk.who_may_it_be(town.municipality, waits(town, AN_ANTON))
        assert [one.person.register_id for one in people][:2] == ["1", "3"]
        assert all(one.score == sum(point.points for point in one.points) for one in people)

    def test_it_is_the_son(self, town: Town, intake: User) -> None:
        signal, son = waits(town, AN_ANTON), person(town, "3")
        desk.this_person(town.municipality, signal.pk, son.pk, by=intake, today=TODAY)
        signal.refresh_from_db()
        assert (signal.status, signal.person, signal.settled_by, signal.due_on) == ("taken_up", son, intake, None)
        assert facts(town, signal.case_id).matters[1].person == son.pk

    def test_it_is_not_asked_again(self, town: Town, intake: User) -> None:
        son = person(town, "3")
        desk.this_person(town.municipality, waits(town, AN_ANTON).pk, son.pk, by=intake, today=TODAY)
        again = waits(town, AN_ANTON | {"Nummer": "nieuw", "Bedrag": "80,00"}, partner=town.energy)
        assert (again.status, again.person, again.band) == ("taken_up", son, "same")

    def test_others_that_wait_under_the_same_spelling_are_settled_too(self, town: Town, intake: User) -> None:
        first, second = waits(town, AN_ANTON), waits(town, AN_ANTON, partner=town.energy)
        other = waits(town, AN_ANTON | {"Naam": "Dijk, van, A.", "Nummer": "H9"}, name="andere.csv")
        settled = desk.this_person(town.municipality, first.pk, person(town, "1").pk, by=intake, today=TODAY)
        assert set(settled) >= {first.pk, second.pk}
        second.refresh_from_db()
        assert second.status == "taken_up"
        assert other.fingerprint == first.fingerprint, "another way to write the same name"
        assert other.pk in settled

    def test_somebody_of_another_household_takes_the_signal_along(self, town: Town, intake: User) -> None:
        signal, milan = waits(town, AN_ANTON), person(town, "4")
        wrong = signal.case_id
        desk.this_person(town.municipality, signal.pk, milan.pk, by=intake, today=TODAY)
        signal.refresh_from_db()
        assert signal.case_id != wrong
        assert (signal.status, signal.household_id) == ("taken_up", milan.household_id)
        assert not facts(town, wrong).matters, "nothing is said about the household that has nothing to do with it"

    def test_who_waited_outside_any_case_gets_one(self, town: Town, intake: User) -> None:
        signal, bruijn = waits(town, HALF), person(town, "5")
        desk.this_person(town.municipality, signal.pk, bruijn.pk, by=intake, today=TODAY + timedelta(days=2))
        signal.refresh_from_db()
        assert signal.status == "taken_up"
        assert signal.case is not None
        assert signal.case.opened_on == TODAY, "the 28 days run from receipt"

    def test_none_of_these_is_somebody_new_and_stays_so(self, town: Town, intake: User) -> None:
        signal, bruijn = waits(town, HALF), person(town, "5")
        desk.somebody_new(town.municipality, signal.pk, [bruijn.pk], by=intake, today=TODAY)
        signal.refresh_from_db()
        assert (signal.status, signal.newcomer) == ("taken_up", True)
        assert signal.person_id != bruijn.pk
        again = waits(town, HALF | {"Nummer": "2"}, partner=town.energy)
        assert (again.status, again.person_id) == ("taken_up", signal.person_id)
        assert MatchDecision.of(town.municipality).filter(person=bruijn, same=False).exists()

    def test_a_new_housemate_joins_the_household(self, town: Town, intake: User) -> None:
        signal = waits(town, AN_ANTON)
        desk.somebody_new(town.municipality, signal.pk, [], by=intake, today=TODAY)
        signal.refresh_from_db()
        assert signal.person is not None
        assert signal.person.household_id == person(town, "1").household_id
        assert signal.case_id is not None

    def test_a_decision_lives_no_longer_than_the_person(self, town: Town, intake: User) -> None:
        signal = waits(town, HALF)
        desk.somebody_new(town.municipality, signal.pk, [], by=intake, today=TODAY)
        signal.refresh_from_db()
        assert signal.person is not None
        signal.person.delete()
        assert not MatchDecision.of(town.municipality).filter(fingerprint=signal.fingerprint, same=True).exists()

    def test_the_promises_of_the_sieve_hold_after_every_decision(self, town: Town, intake: User) -> None:
        for row, register_id in ((AN_ANTON, "4"), (HALF, "5"), (AN_ANTON | {"Naam": "A. Dijk"}, "3")):
            signal = waits(town, row, name=f"{register_id}.csv")
            if signal.waits:
                desk.this_person(town.municipality, signal.pk, person(town, register_id).pk, by=intake, today=TODAY)
        assert list(examine(town.municipality, TODAY, 1)) == []


class TestTriage:
    def test_taken_up_all_the_same(self, town: Town, intake: User) -> None:
        signal = waits(town, DECEASED)
        desk.allow(town.municipality, signal.pk, by=intake, today=TODAY)
        signal.refresh_from_db()
        assert (signal.status, signal.set_aside) == ("taken_up", "")
        assert facts(town, signal.case_id).matters[1].taken_up

    def test_taken_up_after_the_case_was_closed_it_is_open_again(self, town: Town, intake: User) -> None:
        """Closing while a report waits must not lose the household."""
        signal = waits(town, DECEASED)
        assert signal.case_id
        case = Case.of(town.municipality).get(pk=signal.case_id)
        closed = e.CaseClosed(result=Result.ARRANGES_IT_SELF)
        assert isinstance(record(case, [closed], by=intake, on=TODAY, today=TODAY), Done)
        assert not Case.of(town.municipality).get(pk=case.pk).is_open
        desk.allow(town.municipality, signal.pk, by=intake, today=TODAY)
        assert Case.of(town.municipality).get(pk=case.pk).is_open
        assert facts(town, case.pk).matters[1].taken_up

    def test_set_aside_with_the_reason_of_the_exchange(self, town: Town, intake: User) -> None:
        signal = waits(town, DECEASED)
        desk.set_aside(town.municipality, signal.pk, SetAside.DECEASED, by=intake, today=TODAY)
        signal.refresh_from_db()
        assert (signal.status, signal.set_aside, signal.settled_on) == ("set_aside", "deceased", TODAY)
        assert facts(town, signal.case_id).matters[1].signals[signal.pk].reason is SetAside.DECEASED

    def test_outside_any_case_it_only_keeps_its_reason(self, town: Town, intake: User) -> None:
        signal = waits(town, FAR)
        desk.set_aside(town.municipality, signal.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
        signal.refresh_from_db()
        assert (signal.status, signal.case) == ("set_aside", None)

    def test_somebody_from_elsewhere_may_be_taken_up(self, town: Town, intake: User) -> None:
        signal = waits(town, FAR)
        desk.allow(town.municipality, signal.pk, by=intake, today=TODAY)
        signal.refresh_from_db()
        assert (signal.status, signal.newcomer) == ("taken_up", True)
        assert signal.case_id

    def test_two_cannot_settle_one(self, town: Town, intake: User) -> None:
        here, signal = town.municipality, waits(town, DECEASED)
        desk.allow(here, signal.pk, by=intake, today=TODAY)
        with pytest.raises(desk.Settled):
            desk.allow(here, signal.pk, by=intake, today=TODAY)
        with pytest.raises(desk.Settled):
            desk.set_aside(here, signal.pk, SetAside.OTHER, by=intake, today=TODAY)
        assert CaseEvent.of(town.municipality).filter(kind=e.SignalTakenUp.__name__).count() == 1


class TestOnScreen:
    def test_what_waits_is_counted_in_the_menu_and_listed(self, town: Town, intake: User, visit_as: VisitAs) -> None:
        waits(town, AN_ANTON)
        waits(town, DECEASED, name="d.csv")
        page = visit_as(intake).get(reverse("signal_list"))
        assert "2 signalen wachten op iemand" in page.text
        assert "welke huisgenoot?" in page.text
        assert "Overleden op 2 okt 2026" in page.text

    def test_a_filter_is_remembered(self, town: Town, intake: User, visit_as: VisitAs) -> None:
        waits(town, AN_ANTON)
        browser = visit_as(intake)
        assert (
            "Niets met dit filter"
            in browser.get(reverse("signal_list"), {"status": "waiting_triage", "partner": ""}).text
        )
        assert "Niets met dit filter" in browser.get(reverse("signal_list")).text

    def test_choosing_leads_to_the_next_and_says_what_was_recorded(
        self, town: Town, intake: User, visit_as: VisitAs
    ) -> None:
        signal, following = waits(town, AN_ANTON), waits(town, DECEASED, name="d.csv")
        browser = visit_as(intake)
        page = browser.get(reverse("signal", args=[signal.pk]))
        assert page.text.count("Dit is A. van Dijk") == 2
        assert "achternaam: gelijk" in page.text
        page = browser.post(reverse("signal", args=[signal.pk]), {"person": person(town, "1").pk}, follow=True)
        assert page.redirect_chain[-1][0] == reverse("signal", args=[following.pk])
        assert "Vastgelegd: dit is A. van Dijk." in page.text

    def test_a_reason_is_asked_before_it_is_set_aside(self, town: Town, intake: User, visit_as: VisitAs) -> None:
        signal = waits(town, DECEASED)
        browser, at = visit_as(intake), reverse("signal", args=[signal.pk])
        assert "Dit klopt nog niet" not in browser.get(at).text
        assert browser.post(at, {"aside": "1", "reason": ""}).status_code == 422
        signal.refresh_from_db()
        assert signal.waits
        browser.post(at, {"aside": "1", "reason": "deceased"})
        signal.refresh_from_db()
        assert signal.status == "set_aside"

    def test_who_comes_second_is_told(self, town: Town, intake: User, caseworker: User, visit_as: VisitAs) -> None:
        signal = waits(town, DECEASED)
        desk.allow(town.municipality, signal.pk, by=caseworker, today=TODAY)
        page = visit_as(intake).post(reverse("signal", args=[signal.pk]), {"allow": "1"}, follow=True)
        assert "Een collega heeft dit signaal net afgehandeld" in page.text

    def test_looking_and_deciding_is_logged(self, town: Town, intake: User, visit_as: VisitAs) -> None:
        signal = waits(town, AN_ANTON)
        browser, at = visit_as(intake), reverse("signal", args=[signal.pk])
        browser.get(at)
        browser.post(at, {"person": person(town, "1").pk})
        rows = set(Look.of(town.municipality).values_list("kind", "subject", "act"))
        assert {("signal", signal.pk, "seen"), ("signal", signal.pk, "changed")} <= rows
        assert ("person", person(town, "3").pk, "seen") in rows

    def test_no_name_stands_in_an_address(self, town: Town, intake: User, visit_as: VisitAs) -> None:
        waits(town, AN_ANTON)
        page = visit_as(intake).get(reverse("signal_list")).text
        links = [part.split('"')[0] for part in page.split('href="')[1:]]
        assert not [link for link in links if "dijk" in link.lower()]

    def test_what_the_landlord_did_before_reporting_stands_with_the_signal_and_in_the_dossier(
        self, town: Town, intake: User, caseworker: User, visit_as: VisitAs
    ) -> None:
        signal = waits(town, ANTON)
        Signal.of(town.municipality).filter(pk=signal.pk).update(contact_on=date(2026, 9, 20), pointed_to_help=False)
        expected = [(True, date(2026, 9, 20)), (False, None), (None, None), (None, None)]
        page = visit_as(intake).get(reverse("signal", args=[signal.pk]))
        assert [(one.done, one.on) for one in page.context["evidence"]] == expected
        case = Case.of(town.municipality).get()
        (duty,) = visit_as(caseworker).get(reverse("case", args=[case.number])).context["duties"]
        assert [(one.done, one.on) for one in duty.evidence] == expected

    def test_in_english_by_switch(self, town: Town, intake: User, visit_as: VisitAs) -> None:
        waits(town, AN_ANTON)
        User.objects.filter(pk=intake.pk).update(language="en")
        page = visit_as(intake).get(reverse("signal_list")).text
        assert "1 signal waits for somebody" in page
        assert "which housemate?" in page


class TestCovenant:
    """What was agreed with the partner is read as of the day on which a report came in."""

    @pytest.fixture(autouse=True)
    def _agreed_since_yesterday(self, town: Town) -> None:
        agree_with(town.landlord, Window(least_cents=50_000), TODAY - timedelta(days=60), by=None)
        agree_with(town.landlord, Window(least_cents=70_000), TODAY - timedelta(days=1), by=None)

    @pytest.mark.parametrize(("days_ago", "marked"), [(0, True), (1, True), (2, False), (61, False)])
    def test_a_delivery_goes_by_its_day_of_receipt(self, town: Town, days_ago: int, *, marked: bool) -> None:
        signal = waits(town, MILAN, on=TODAY - timedelta(days=days_ago))
        assert (Remark.BELOW_COVENANT in signal.remarks) is marked

    @pytest.mark.parametrize(("days_ago", "marked"), [(0, True), (2, False)])
    def test_and_so_does_a_signal_that_is_settled_later(
        self, town: Town, intake: User, days_ago: int, *, marked: bool
    ) -> None:
        signal = waits(town, HALF, on=TODAY - timedelta(days=days_ago))
        desk.this_person(town.municipality, signal.pk, person(town, "5").pk, by=intake, today=TODAY)
        signal.refresh_from_db()
        assert signal.status == Signal.Status.TAKEN_UP
        assert (Remark.BELOW_COVENANT in signal.remarks) is marked


class TestErasure:
    def test_a_signal_stays_until_its_retention_ends_and_its_case_needs_it(self, town: Town, intake: User) -> None:
        loose, kept = waits(town, FAR), waits(town, MILAN, name="m.csv")
        desk.set_aside(town.municipality, loose.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
        last = loose.retention_until
        assert last is not None
        assert erase_ended(town.municipality, last)["signals"] == 0
        assert erase_ended(town.municipality, last + timedelta(days=1))["signals"] == 1
        assert list(Signal.of(town.municipality)) == [kept]

    def test_what_was_wrong_and_the_file_are_forgotten_sooner(self, town: Town) -> None:
        delivery = town.deliver([ANTON, {"Naam": "zonder", "Bedrag": "iets"}])
        deliveries.run(delivery, today=TODAY)
        Delivery.of(town.municipality).filter(pk=delivery.pk).update(
            finished_at=delivery.finished_at - timedelta(days=PROBLEM_DAYS + 2) if delivery.finished_at else None
        )
        assert RowProblem.of(town.municipality).exists()
        counts = erase_ended(town.municipality, TODAY)
        assert counts["files"] == 1
        assert not RowProblem.of(town.municipality).exists()

"""Does a delivery come in once and whole, as its dry run said, also after a kill and beside people at work?"""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.intake.town import (
    AN_ANTON,
    ANTON,
    BRUIJN,
    FAR,
    HALF,
    MILAN,
    STRANGER,
    TODAY,
    Town,
    make_partner,
)
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import tables
from vangnet.apps.cases.doctor import examine
from vangnet.apps.cases.models import Case, CaseEvent, Person, Step
from vangnet.apps.cases.queries import vandaag
from vangnet.apps.cases.record import record
from vangnet.apps.intake import deliveries, desk, jobs
from vangnet.apps.intake.models import Delivery, RowProblem, Signal
from vangnet.apps.intake.receiving import NotNow
from vangnet.apps.intake.undoing import begin_cancel, cancel, undo
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import Result, Role

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)
MIXED = [ANTON, AN_ANTON, MILAN, BRUIJN, STRANGER, STRANGER | {"Bedrag": "81,50", "Nummer": "S2"}, FAR, HALF,
         ANTON | {"Bezwaar": "ja", "Nummer": "X"}, BRUIJN | {"Nummer": "H4", "Bedrag": "1.200,00"}]  # fmt: skip


def taken(town: Town, rows: list[dict[str, Any]], partner: Partner | None = None, **how: Any) -> Delivery:
    """Delivered and taken in."""
    delivery = town.deliver(rows, partner, **how)
    deliveries.confirm(delivery)
    deliveries.run(delivery, today=how.get("on", TODAY))
    assert delivery.status == Delivery.Status.DONE
    return delivery


def story(town: Town, case: int) -> list[str]:
    return list(CaseEvent.of(town.municipality).filter(case=case).order_by("id").values_list("kind", flat=True))


def world(town: Town) -> dict[str, Any]:
    """Everything that a delivery may change, without what only tells when."""
    here = town.municipality
    return {
        "events": list(CaseEvent.of(here).order_by("id").values_list("case__number", "kind", "on")),
        "signals": Counter(Signal.of(here).values_list("row", "status", "person__surname", "case__number")),
        "people": Person.of(here).count(),
        "steps": Counter(Step.of(here).values_list("case__number", "rule", "by")),
    }


def test_a_large_delivery_lets_the_database_count_at_each_doubling(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its planner knows nothing of tables that were empty when the delivery began."""
    counted, whole = [], tables.take_stock

    def counting(*growing: type[Model]) -> None:
        whole(*growing)
        counted.append(Signal in growing)

    monkeypatch.setattr(tables, "take_stock", counting)
    monkeypatch.setattr(deliveries, "STOCK_ROWS", 2)
    monkeypatch.setattr(deliveries, "CHECK_ROWS", 1)
    taken(town, [MILAN | {"Nummer": f"M{number}", "Bedrag": f"{90 + number},00"} for number in range(9)])
    assert counted == [True] * 3  # after two, four and eight rows


class TestWhatBecomesOfARow:
    def test_a_known_resident_gets_a_case(self, town: Town) -> None:
        signal = town.signals(taken(town, [MILAN]))[0]
        assert (signal.status, signal.band) == ("taken_up", "same")
        assert signal.person is not None
        assert signal.person.register_id == "4"
        assert story(town, signal.case_id or 0) == ["SignalReceived", "SignalTakenUp"]
        assert signal.retention_until == TODAY.replace(year=2027, month=5)

    def test_two_creditors_of_one_household_are_one_case(self, town: Town) -> None:
        first = town.signals(taken(town, [ANTON]))[0]
        second = town.signals(taken(town, [ANTON], town.energy))[0]
        assert first.case_id == second.case_id
        assert (first.matter, second.matter) == (1, 2)

    def test_father_and_son_alike_the_household_is_certain_and_only_the_person_waits(self, town: Town) -> None:
        signal = town.signals(taken(town, [AN_ANTON]))[0]
        assert (signal.status, signal.person) == ("waiting_person", None)
        assert signal.case is not None
        assert Step.of(town.municipality).filter(case=signal.case, rule="who").exists()
        assert not Step.of(town.municipality).filter(case=signal.case, rule="offer").exists(), "nothing is said yet"

    def test_when_nobody_can_tell_it_waits_outside_any_case(self, town: Town) -> None:
        signal = town.signals(taken(town, [HALF]))[0]
        assert (signal.status, signal.case, signal.household) == ("waiting_who", None, None)
        assert signal.due_on == TODAY + timedelta(days=7)

    def test_what_the_file_sends_to_another_municipality_is_compared_with_nobody_until_somebody_looks(
        self, town: Town, intake: User
    ) -> None:
        ours, theirs = town.signals(taken(town, [ANTON, MILAN | {"Gemeente": "363"}]))
        assert (ours.status, theirs.status) == ("taken_up", "waiting_triage")
        assert (theirs.set_aside, theirs.person, theirs.household) == ("not_resident", None, None)
        desk.allow(town.municipality, theirs.pk, by=intake, today=TODAY)
        theirs.refresh_from_db()
        assert theirs.status == "taken_up"
        assert theirs.person == Person.of(town.municipality).get(register_id="4")

    def test_living_here_unregistered_is_taken_up(self, town: Town) -> None:
        signal = town.signals(taken(town, [STRANGER]))[0]
        assert (signal.status, signal.band, signal.newcomer) == ("taken_up", "none", True)
        assert signal.person is not None
        assert (signal.person.surname, signal.person.register_id) == ("Zonderling", None)
        assert signal.case is not None
        assert "Havenkade 44" in signal.case.address

    def test_the_same_unregistered_person_is_one_person(self, town: Town) -> None:
        one, two = town.signals(taken(town, [STRANGER, STRANGER | {"Nummer": "S2", "Bedrag": "5,00"}]))
        later = town.signals(taken(town, [STRANGER], town.energy))[0]
        assert one.person_id == two.person_id == later.person_id
        assert one.case_id == two.case_id == later.case_id

    def test_nobody_known_in_another_town_is_put_before_somebody(self, town: Town) -> None:
        signal = town.signals(taken(town, [FAR]))[0]
        assert (signal.status, signal.set_aside, signal.case) == ("waiting_triage", "not_resident", None)

    @pytest.mark.parametrize(
        ("name", "number", "born", "reason"),
        [("H. Oosterhuis", 40, "15-01-1931", "deceased"), ("S.R. Vermeer", 42, "30-06-1990", "not_resident")],
    )
    def test_deceased_or_departed_waits_in_the_case(
        self, town: Town, name: str, number: int, born: str, reason: str
    ) -> None:
        row = {"Naam": name, "Adres": f"Havenkade {number}", "Postcode": "9120CD", "Geboortedatum": born}
        signal = town.signals(taken(town, [row]))[0]
        assert (signal.status, signal.set_aside) == ("waiting_triage", reason)
        assert story(town, signal.case_id or 0) == ["SignalReceived"]
        assert Step.of(town.municipality).filter(case=signal.case, rule="triage").exists()

    def test_who_objects_is_erased_and_only_counted(self, town: Town) -> None:
        delivery = taken(town, [MILAN | {"Bezwaar": "ja"}])
        assert town.signals(delivery) == []
        assert delivery.counts["done"] == {"unlawful": 1, "remark.objection": 1}
        assert not Case.of(town.municipality).exists()

    def test_a_crisis_is_for_tomorrow(self, town: Town) -> None:
        signal = town.signals(taken(town, [HALF | {"Crisis": "ja"}]))[0]
        assert signal.due_on == TODAY + timedelta(days=1)

    def test_an_announced_eviction_lives_on_as_a_danger(self, town: Town) -> None:
        signal = town.signals(taken(town, [MILAN | {"Ontruiming": "07-12-2026"}]))[0]
        assert signal.case is not None
        assert (signal.case.danger, signal.case.danger_on) == ("eviction", TODAY + timedelta(days=14))

    def test_somebody_helped_with_debts_is_put_before_somebody(self, town: Town, caseworker: User) -> None:
        first = town.signals(taken(town, [MILAN]))[0]
        assert first.case is not None
        record(first.case, [e.HelpAccepted(person=first.person_id or 0)], by=caseworker, on=TODAY, today=TODAY)
        second = town.signals(taken(town, [MILAN], town.energy))[0]
        assert (second.status, second.set_aside, second.case) == ("waiting_triage", "known_to_debt_help", first.case)


class TestRepeat:
    def test_the_same_debt_next_month_not_higher_is_set_aside(self, town: Town) -> None:
        first = town.signals(taken(town, [MILAN]))[0]
        again = town.signals(taken(town, [MILAN | {"Bedrag": "600,00"}], on=LATER))[0]
        assert (again.status, again.set_aside, again.case_id) == ("set_aside", "repeat", first.case_id)
        assert story(town, first.case_id or 0) == ["SignalReceived", "SignalTakenUp", "AmountChanged"]

    def test_a_repeat_does_not_undo_that_somebody_declined(self, town: Town, caseworker: User) -> None:
        first = town.signals(taken(town, [MILAN]))[0]
        assert first.case is not None
        record(
            first.case,
            [e.HelpDeclined(person=first.person_id or 0, verified=True)],
            by=caseworker,
            on=TODAY,
            today=TODAY,
        )
        before = set(Step.of(town.municipality).values_list("rule", flat=True))
        again = taken(town, [MILAN | {"Telefoon": "0612345678"}], on=LATER)
        assert again.counts["done"]["set_aside.repeat"] == 1
        assert "attempt" not in before | set(Step.of(town.municipality).values_list("rule", flat=True))

    def test_risen_it_is_handled_as_the_same_matter(self, town: Town) -> None:
        first = town.signals(taken(town, [MILAN]))[0]
        again = town.signals(taken(town, [MILAN | {"Bedrag": "900,00"}], on=LATER))[0]
        assert (again.status, again.case_id, again.matter) == ("taken_up", first.case_id, 1)

    def test_another_contract_of_the_same_person_is_no_repeat(self, town: Town) -> None:
        taken(town, [MILAN])
        assert town.signals(taken(town, [MILAN | {"Nummer": "garage"}], on=LATER))[0].status == "taken_up"

    def test_without_a_reference_it_goes_by_person_and_kind(self, town: Town) -> None:
        row = MILAN | {"Nummer": ""}
        taken(town, [row])
        assert town.signals(taken(town, [row | {"Bedrag": "1,00"}], on=LATER))[0].set_aside == "repeat"

    def test_after_the_case_was_closed_it_opens_a_new_one(self, town: Town, caseworker: User) -> None:
        first = town.signals(taken(town, [MILAN]))[0]
        assert first.case is not None
        record(first.case, [e.CaseClosed(result=Result.PAID_OR_ARRANGED)], by=caseworker, on=TODAY, today=TODAY)
        again = town.signals(taken(town, [MILAN | {"Telefoon": "0612345678"}], on=LATER))[0]
        assert again.status == "taken_up"
        assert again.case_id != first.case_id


class TestOnce:
    def test_the_same_file_twice_changes_nothing(self, town: Town) -> None:
        taken(town, MIXED)
        before = world(town)
        again = taken(town, MIXED)
        assert world(town) == before
        assert again.counts["done"]["known"] == len(MIXED) - 1, "all but the objection, which was never kept"

    def test_also_when_it_is_read_again_a_month_later(self, town: Town) -> None:
        taken(town, MIXED)
        before = world(town)
        taken(town, MIXED, on=LATER)
        assert world(town) == before

    def test_the_same_signal_in_two_files_changes_nothing(self, town: Town) -> None:
        taken(town, [ANTON])
        before = world(town)["events"]
        taken(town, [ANTON | {"Naam": "A. VAN DIJK"}, MILAN], name="nog een.csv")
        assert world(town)["events"][: len(before)] == before
        assert Signal.of(town.municipality).count() == 2

    def test_the_same_row_twice_in_a_file_counts_once(self, town: Town) -> None:
        delivery = taken(town, [MILAN | {"Nummer": "1"}, MILAN | {"Nummer": "1"}])
        assert delivery.counts["done"]["known"] == 1
        assert len(town.signals(delivery)) == 1

    def test_in_another_month_it_is_a_repeat(self, town: Town) -> None:
        taken(town, [MILAN], name="2026-10/huur.csv")
        signal = town.signals(taken(town, [MILAN, ANTON], name="2026-11/huur.csv"))[0]
        assert signal.set_aside == "repeat"


class TestDryRun:
    def test_it_changes_nothing_and_tells_what_the_run_does(self, town: Town) -> None:
        before = world(town)
        delivery = town.deliver(MIXED)
        deliveries.dry_run(delivery)
        after = world(town)
        assert (after["events"], after["people"]) == (before["events"], before["people"])
        planned = [(s.row, s.plan, s.person_id, s.newcomer, s.set_aside, s.remarks) for s in town.signals(delivery)]
        deliveries.run(delivery, today=TODAY)
        assert delivery.counts["done"] == delivery.counts["planned"]
        done = {s.row: s for s in town.signals(delivery)}
        for row, plan, person, newcomer, reason, remarks in planned:
            if plan in {"known", "unlawful"}:
                assert row not in done
                continue
            found = done[row]
            assert (found.status, found.newcomer, found.set_aside) == (plan, newcomer, reason)
            assert found.remarks == remarks
            assert newcomer or found.person_id == person

    @pytest.mark.parametrize(("checked", "written"), [(1, 1), (2, 2), (3, 1), (100, 1), (100, 3), (100, 100)])
    def test_however_the_rows_are_cut_in_chunks(
        self, town: Town, checked: int, written: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(deliveries, "CHECK_ROWS", checked)
        monkeypatch.setattr(deliveries, "FIRST_ROWS", written)
        monkeypatch.setattr("vangnet.apps.intake.staging.STAGE_ROWS", checked)
        delivery = town.deliver(MIXED)
        deliveries.dry_run(delivery)
        deliveries.run(delivery, today=TODAY)
        assert delivery.counts["done"] == delivery.counts["planned"]
        assert delivery.counts["done"] == {
            "taken_up": 6, "waiting_person": 1, "waiting_triage": 1, "waiting_who": 1, "unlawful": 1,
            "opened": 4, "joined": 3, "newcomers": 1,
            "remark.unregistered": 2, "remark.outside": 1, "remark.objection": 1, "remark.risen": 1,
        }  # fmt: skip

    def test_staged_rows_are_nobodys_business(self, town: Town, intake: User) -> None:
        deliveries.dry_run(town.deliver(MIXED))
        from vangnet.apps.intake import desk  # noqa: PLC0415 - here only

        assert not desk.waiting(town.municipality).exists()
        until = TODAY + timedelta(days=30)
        assert vandaag(town.municipality, intake, [Role.INTAKE], TODAY, until).total == 0


class TestKilled:
    def test_while_reading_it_goes_on_where_it_was(self, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("vangnet.apps.intake.staging.STAGE_ROWS", 3)
        delivery = town.deliver([*MIXED, {"Naam": "zonder bedrag", "Bedrag": "niets"}])
        with pytest.raises(KeyboardInterrupt):
            deliveries.dry_run(delivery, _killer(2))
        fresh = town.deliver([*MIXED, {"Naam": "zonder bedrag", "Bedrag": "niets"}])
        assert fresh.pk == delivery.pk
        assert fresh.staged_to == 6
        deliveries.dry_run(fresh)
        assert Signal.of(town.municipality).filter(delivery=fresh).count() == len(MIXED)
        assert RowProblem.of(town.municipality).filter(delivery=fresh, apart=True).values("row").distinct().count() == 1

    @pytest.mark.parametrize("after", [1, 2])
    def test_while_taking_in_it_ends_as_if_nothing_had_happened(
        self, town: Town, after: int, monkeypatch: pytest.MonkeyPatch, neighbour: Municipality
    ) -> None:
        from tests.apps.intake.town import make_town  # noqa: PLC0415 - a second town to compare with

        monkeypatch.setattr(deliveries, "CHECK_ROWS", 2)
        elsewhere = make_town(neighbour)
        taken(elsewhere, MIXED)
        delivery = town.deliver(MIXED)
        with pytest.raises(KeyboardInterrupt):
            deliveries.run(delivery, today=TODAY, progress=_killer(after + 1))
        again = Delivery.of(town.municipality).get(pk=delivery.pk)
        assert 0 < again.done_to < len(MIXED)
        deliveries.run(again, today=TODAY)
        assert world(town) == world(elsewhere)
        assert again.counts["done"]["taken_up"] == 6

    @pytest.mark.parametrize("portion", ["CHECK_ROWS", "FIRST_ROWS"])
    def test_two_workers_at_one_delivery_do_nothing_twice(
        self, town: Town, portion: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(deliveries, portion, 2)
        delivery = town.deliver(MIXED)

        def other(seen: Delivery) -> None:
            if seen.done_to == 2:
                deliveries.run(Delivery.of(town.municipality).get(pk=delivery.pk), today=TODAY)

        deliveries.run(delivery, today=TODAY, progress=other)
        assert Signal.of(town.municipality).filter(delivery=delivery, status="staged").count() == 0
        received = CaseEvent.of(town.municipality).filter(kind="SignalReceived")
        assert received.count() == 7, "one for each signal that stands in a case"


def _killer(after: int) -> Any:
    seen = 0

    def progress(_delivery: Delivery) -> None:
        nonlocal seen
        seen += 1
        if seen == after:
            raise KeyboardInterrupt

    return progress


def _killed(_: Delivery) -> None:
    raise KeyboardInterrupt


class TestCancelled:
    def test_before_it_is_taken_in_nothing_is_left(self, town: Town) -> None:
        before = world(town)
        delivery = town.deliver([*MIXED, {"Bedrag": "veel"}])
        deliveries.dry_run(delivery)
        cancel(delivery, by=None, today=TODAY)
        assert world(town) == before
        assert not RowProblem.of(town.municipality).exists()
        assert delivery.stored == ""

    def test_half_way_what_it_told_is_corrected_and_its_people_are_erased(
        self, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        taken(town, [ANTON], town.energy)
        kept = Case.of(town.municipality).get()
        before = (kept.kinds, kept.cents)
        monkeypatch.setattr(deliveries, "CHECK_ROWS", 7)
        delivery = town.deliver(MIXED)
        with pytest.raises(KeyboardInterrupt):
            deliveries.run(delivery, today=TODAY, progress=_killer(2))
        cancel(Delivery.of(town.municipality).get(pk=delivery.pk), by=None, today=TODAY)
        kept.refresh_from_db()
        assert (kept.is_open, kept.kinds, kept.cents) == (True, *before)
        assert not Case.of(town.municipality).filter(is_open=True).exclude(pk=kept.pk).exists()
        assert not Person.of(town.municipality).filter(register_id=None).exists()
        assert not Signal.of(town.municipality).filter(delivery=delivery).exists()
        assert list(examine(town.municipality, TODAY, 0)) == []

    def test_killed_while_undoing_it_goes_on_and_nobody_is_named_any_more(
        self, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vangnet.apps.intake.undoing.FIRST_ROWS", 1)
        delivery = town.deliver([STRANGER | {"Nummer": f"N{number}"} for number in range(3)])
        with pytest.raises(KeyboardInterrupt):
            deliveries.run(delivery, today=TODAY, progress=_killer(2))
        assert "Zonderling" in Case.of(town.municipality).get().name
        begin_cancel(delivery)
        with pytest.raises(KeyboardInterrupt):
            undo(delivery, by=None, today=TODAY, progress=_killed)
        assert Signal.of(town.municipality).filter(delivery=delivery).count() == 2
        assert jobs.finish(town.municipality) == 1
        delivery.refresh_from_db()
        assert delivery.status == Delivery.Status.CANCELLED
        assert not Signal.of(town.municipality).exists()
        assert "Zonderling" not in Case.of(town.municipality).get().name
        assert list(examine(town.municipality, TODAY, 0)) == []

    def test_what_is_being_undone_is_not_taken_in(self, town: Town) -> None:
        delivery = town.deliver([ANTON])
        deliveries.dry_run(delivery)
        begin_cancel(delivery)
        deliveries.run(delivery, today=TODAY)
        assert delivery.status == Delivery.Status.CANCELLING
        assert not Case.of(town.municipality).exists()

    def test_what_is_done_is_not_cancelled(self, town: Town) -> None:
        with pytest.raises(NotNow):
            cancel(taken(town, [ANTON]), by=None, today=TODAY)

    def test_cancelled_by_a_colleague_a_run_under_way_stops(self, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(deliveries, "CHECK_ROWS", 2)
        delivery = town.deliver(MIXED)

        def colleague(seen: Delivery) -> None:
            if seen.done_to == 2:
                cancel(Delivery.of(town.municipality).get(pk=delivery.pk), by=None, today=TODAY)

        deliveries.run(delivery, today=TODAY, progress=colleague)
        assert delivery.status == Delivery.Status.CANCELLED
        assert not Signal.of(town.municipality).exists()
        assert not Case.of(town.municipality).filter(is_open=True).exists()


class TestBrake:
    @pytest.fixture
    def usual(self, town: Town) -> Town:
        for month in (8, 9, 10):
            taken(town, _many(30, month), name=f"2026-{month:02}.csv")
        return town

    @pytest.mark.parametrize(("rows", "stops"), [(30, False), (50, False), (61, True), (11, False), (9, True)])
    def test_far_larger_or_smaller_than_usual_waits(self, usual: Town, rows: int, stops: bool) -> None:
        delivery = usual.deliver(_many(rows, 11), name="2026-11.csv")
        deliveries.run(delivery, today=TODAY)
        assert (delivery.status == Delivery.Status.WAITING) is stops
        assert Signal.of(usual.municipality).filter(delivery=delivery).exclude(status="staged").exists() is not stops

    def test_confirmed_it_goes_on(self, usual: Town) -> None:
        delivery = usual.deliver(_many(70, 11), name="2026-11.csv")
        deliveries.run(delivery, today=TODAY)
        deliveries.confirm(delivery)
        deliveries.run(delivery, today=TODAY)
        assert delivery.status == Delivery.Status.DONE

    def test_a_few_mended_rows_are_no_small_delivery_and_no_measure(self, usual: Town) -> None:
        wrong = [row | {"Bedrag": "nul"} for row in _many(4, 11)]
        taken(usual, [*_many(30, 11)[4:], *wrong], name="2026-11.csv")
        sent_again = usual.deliver(_many(4, 11), name="2026-11 rest.csv")
        deliveries.run(sent_again, today=TODAY)
        assert sent_again.status == Delivery.Status.DONE
        later = usual.deliver(_many(1, 12), name="2026-12.csv", on=LATER)
        assert deliveries.usual_rows(later) == deliveries.usual_rows(sent_again)

    def test_few_rows_in_a_month_in_which_nothing_was_set_apart_wait(self, usual: Town) -> None:
        taken(usual, _many(30, 11), name="2026-11.csv")
        delivery = usual.deliver(_many(2, 12), name="2026-11 rest.csv")
        deliveries.run(delivery, today=TODAY)
        assert delivery.status == Delivery.Status.WAITING

    def test_the_first_delivery_has_nothing_to_compare_with(self, town: Town) -> None:
        assert deliveries.usual_rows(town.deliver(_many(200, 11))) is None


def _many(rows: int, month: int) -> list[dict[str, Any]]:
    return [MILAN | {"Nummer": f"{month}-{n}", "Bedrag": f"{100 + n},00"} for n in range(rows)]


class TestAtWork:
    def test_a_new_signal_shows_on_the_owners_vandaag_also_while_help_runs(
        self, town: Town, caseworker: User, visit_as: Callable[[User | None], Client]
    ) -> None:
        first, browser = town.signals(taken(town, [MILAN]))[0], visit_as(caseworker)
        assert first.case is not None
        person = first.person_id or 0
        helped = [
            e.OwnerAssigned(owner=caseworker.pk),
            e.HelpAccepted(person=person),
            e.FirstConversationHeld(person=person, application=False),
        ]
        record(first.case, helped, by=caseworker, on=TODAY, today=TODAY)
        dossier = reverse("case", args=[first.case.number])
        browser.get(dossier)
        assert "Nieuw in uw dossiers" not in browser.get(reverse("today")).text
        taken(town, [MILAN], town.energy, on=TODAY + timedelta(days=7))
        page = browser.get(reverse("today")).text
        assert re.search(rf'<a href="{dossier}">[^<]+ · nieuwe melding</a>', page)

    def test_every_case_keeps_the_promises_of_the_sieve(self, town: Town) -> None:
        taken(town, MIXED)
        taken(town, MIXED, town.energy)
        assert list(examine(town.municipality, TODAY, 3)) == []

    def test_questions_do_not_grow_with_the_rows(self, town: Town) -> None:
        def asked(rows: int, month: int) -> int:
            delivery = town.deliver(_many(rows, month), name=f"2026-{month:02}.csv")
            deliveries.confirm(delivery)
            with CaptureQueriesContext(connection) as seen:
                deliveries.run(delivery, today=TODAY)
            return len(seen)

        asked(5, 8)
        assert asked(80, 10) <= asked(20, 9) + 6

    def test_another_municipality_sees_nothing_of_it(self, town: Town, neighbour: Municipality) -> None:
        taken(town, MIXED)
        for model in (Delivery, Signal, RowProblem, Case):
            assert not model.of(neighbour).exists()

    def test_a_partner_in_whole_euros_does_not_rise_by_rounding(self, town: Town) -> None:
        from vangnet.apps.intake.reading import Unit  # noqa: PLC0415 - here only

        whole = make_partner(town.municipality, "rond", Partner.Kind.LANDLORD, unit=Unit.WHOLE_EURO)
        taken(town, [MILAN | {"Bedrag": "640"}], whole)
        assert town.signals(taken(town, [MILAN | {"Bedrag": "641"}], whole, on=LATER))[0].status == "taken_up"

"""Do the lists show what presses most, find what is typed, and ask the database a bounded number of times?"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.cases.conftest import TODAY
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import bulk, queries, retelling
from vangnet.apps.cases.models import Case, Household, Person, Stay, Step
from vangnet.apps.cases.queries import Filters, case_list, closed_meter, step_counts, vandaag
from vangnet.apps.cases.record import record
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind, Result, Role

MONTH = TODAY + timedelta(days=60)


@pytest.fixture
def town(municipality: Municipality, caseworker: User, colleague: User) -> Municipality:
    """Twelve households with rent arrears; the caseworker has six, her colleague four, two have nobody."""
    openings = []
    for n in range(12):
        home = Household.of(municipality).create(register_id=f"h{n}")
        Stay.of(municipality).create(
            household=home, street="Kerkstraat", number=70 + n, postcode="9102DB", city="Voorbeeldstad"
        )
        surname = ["Bakker", "Bos", "Öztürk"][n % 3]
        person = Person.of(municipality).create(household=home, surname=surname)
        owner = caseworker if n < 6 else colleague if n < 10 else None
        facts: list[tuple[date, e.Event]] = [
            (
                TODAY - timedelta(days=10 + n),
                e.SignalReceived(matter=1, signal=n + 1, kind=MatterKind.RENT, person=person.pk, cents=10_000 * n),
            ),
            (TODAY - timedelta(days=10), e.SignalTakenUp(matter=1, signal=n + 1)),
        ]
        if owner:
            facts.append((TODAY - timedelta(days=9), e.OwnerAssigned(owner=owner.pk)))
        openings.append(bulk.Opening(home.pk, facts))
    bulk.open_cases(municipality, openings, by=caseworker, today=TODAY)
    return municipality


def case_at(town: Municipality, number: int) -> Case:
    return Case.of(town).get(address__startswith=f"Kerkstraat {number},")


@pytest.fixture
def queries_asked() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as asked:
        yield asked


class TestVandaag:
    def day(self, town: Municipality, user: User, *roles: Role, on: date = TODAY) -> queries.Today:
        return vandaag(town, user, roles, on, MONTH)

    def test_a_caseworker_sees_her_own_steps_and_those_of_nobody(self, town: Municipality, caseworker: User) -> None:
        owners = {card.case.owner for card in self.day(town, caseworker, Role.CASEWORKER).cards}
        assert owners == {caseworker, None}

    def test_danger_stands_first(self, town: Municipality, caseworker: User) -> None:
        case = case_at(town, 74)
        announced = [e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=11))]
        record(case, announced, by=caseworker, on=TODAY, today=TODAY)
        cards = self.day(town, caseworker, Role.CASEWORKER).cards
        assert cards[0].case == case
        assert cards[0].danger_on is not None

    def test_the_director_sees_the_eviction_to_stop(self, town: Municipality, caseworker: User, director: User) -> None:
        announced = [e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=11))]
        record(case_at(town, 74), announced, by=caseworker, on=TODAY, today=TODAY)
        assert "stop_eviction" in {c.rule for c in self.day(town, director, Role.DIRECTOR).cards}

    def test_a_coordinator_also_sees_what_is_late_with_others(self, town: Municipality, coordinator: User) -> None:
        def late() -> set[str]:
            return {c.role for c in self.day(town, coordinator, Role.COORDINATOR).cards}

        Step.of(town).update(late_on=TODAY + timedelta(days=1))
        assert late() == {Role.COORDINATOR}
        Step.of(town).filter(owner__isnull=False).update(late_on=TODAY)
        assert late() == {Role.COORDINATOR, Role.CASEWORKER}

    def test_what_is_shown_within_a_card_has_no_card_of_its_own(self, town: Municipality, caseworker: User) -> None:
        today = self.day(town, caseworker, Role.CASEWORKER)
        assert {card.within for card in today.cards} == {""}
        absorbed = Step.of(town).filter(case__owner=caseworker).exclude(within="")
        shown = {(card.case_id, rule) for card in today.cards for rule in today.inside.get(card.pk, [])}
        assert absorbed.exists()
        assert set(absorbed.values_list("case_id", "rule")) <= shown

    def test_what_lies_far_ahead_can_wait(self, town: Municipality, caseworker: User) -> None:
        soon = vandaag(town, caseworker, [Role.CASEWORKER], TODAY, TODAY)
        everything = self.day(town, caseworker, Role.CASEWORKER)
        assert soon.total < everything.total
        assert all(card.by <= TODAY for card in soon.cards)

    def test_it_is_told_how_many_there_are_beyond_the_page(self, town: Municipality, caseworker: User) -> None:
        page = vandaag(town, caseworker, [Role.CASEWORKER], TODAY, MONTH, most=3)
        assert len(page.cards) == 3
        assert page.total == self.day(town, caseworker, Role.CASEWORKER).total

    def test_page_by_page_every_step_is_met_once(self, town: Municipality, caseworker: User) -> None:
        everything = self.day(town, caseworker, Role.CASEWORKER)
        pages = [
            vandaag(town, caseworker, [Role.CASEWORKER], TODAY, MONTH, start=start, most=5)
            for start in range(0, everything.total, 5)
        ]
        assert [card for page in pages for card in page.cards] == everything.cards
        assert pages[0].earlier == frozenset()
        for before, page in pairwise(pages):
            assert page.earlier == before.earlier | {card.case_id for card in before.cards}

    def test_beyond_the_last_step_the_list_begins_anew(self, town: Municipality, caseworker: User) -> None:
        everything = self.day(town, caseworker, Role.CASEWORKER)
        page = vandaag(town, caseworker, [Role.CASEWORKER], TODAY, MONTH, start=everything.total)
        assert (page.start, page.cards) == (0, everything.cards)

    def test_households_with_haste_are_counted_once_on_whatever_page(
        self, town: Municipality, caseworker: User, colleague: User
    ) -> None:
        for number, days in ((70, 4), (72, 10), (74, 11), (76, 3)):
            announced = [e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=days))]
            record(case_at(town, number), announced, by=caseworker, on=TODAY, today=TODAY)
        mine = Step.of(town).filter(owner=caseworker, within="", danger_on__lte=TODAY + timedelta(days=10))
        assert mine.count() > 2, "more steps than households"
        for start in (0, 2, 4):
            page = vandaag(town, caseworker, [Role.CASEWORKER], TODAY, MONTH, start=start, most=2)
            assert page.haste == 2
        assert vandaag(town, colleague, [Role.CASEWORKER], TODAY, MONTH).haste == 1

    def test_nothing_is_stale_after_midnight(
        self, town: Municipality, caseworker: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        due_on = max(day for day in Case.of(town).values_list("next_change_on", flat=True) if day)
        monkeypatch.setattr(queries, "AT_ONCE", 3)
        assert self.day(town, caseworker, Role.CASEWORKER, on=due_on).behind > 0
        monkeypatch.setattr(queries, "AT_ONCE", 100)
        assert self.day(town, caseworker, Role.CASEWORKER, on=due_on).behind == 0
        mine = Case.of(town).filter(owner=caseworker)
        assert not mine.filter(next_change_on__lte=due_on).exists()

    def test_neighbours_have_nothing_to_do_here(
        self, town: Municipality, neighbour: Municipality, outsider: User
    ) -> None:
        assert vandaag(neighbour, outsider, list(Role), TODAY, MONTH).total == 0
        assert town != neighbour

    def test_the_number_of_queries_does_not_grow_with_the_caseload(
        self, town: Municipality, caseworker: User, queries_asked: CaptureQueriesContext
    ) -> None:
        self.day(town, caseworker, Role.CASEWORKER)
        assert len(queries_asked) <= 9


class TestCaseList:
    def found(self, town: Municipality, search: str) -> set[str]:
        return {case.address.split(",")[0] for case in case_list(town, TODAY, search).cases}

    @pytest.mark.parametrize("typed", ["Öztürk", "ozt", "OZTURK", "özt "])
    def test_by_the_beginning_of_a_name(self, town: Municipality, typed: str) -> None:
        assert self.found(town, typed) == {f"Kerkstraat {n}" for n in (72, 75, 78, 81)}

    @pytest.mark.parametrize(
        "typed", ["kerkstraat 74", "Kerkstr 74", "9102DB 74", "9102 db 74", "Kerkstraat 74, 9102 DB Voorbeeldstad"]
    )
    def test_by_an_address(self, town: Municipality, typed: str) -> None:
        assert self.found(town, typed) == (set() if typed == "Kerkstr 74" else {"Kerkstraat 74"})

    @pytest.mark.parametrize("typed", ["Ö. Öztürk", "S.Y. Öztürk", "Öztürk s"])
    def test_initials_hinder_nobody(self, town: Municipality, typed: str) -> None:
        assert "Kerkstraat 72" in self.found(town, typed)

    @pytest.mark.parametrize("typed", ["Westerbeek", "te Westerbeek", "In 't Veld", "t Veld", "veld"])
    def test_a_married_name_is_found_by_both_its_parts(self, town: Municipality, typed: str) -> None:
        """Whoever rings tells the name in daily use, the register the other one."""
        case = case_at(town, 72)
        Person.of(town).filter(household=case.household).update(
            prefix="in 't", surname="Veld", partner_prefix="te", partner_surname="Westerbeek", name_use="V"
        )
        retelling.rename(town, [case.household_id or 0], TODAY)
        assert case.pk in {found.pk for found in case_list(town, TODAY, typed).cases}

    def test_by_name_and_street_together(self, town: Municipality) -> None:
        assert self.found(town, "bos kerkstr") == {f"Kerkstraat {n}" for n in (71, 74, 77, 80)}

    @pytest.mark.parametrize("typed", ["VN-2026-00003", "vn202600003", "3", "00003", "vn 2026 3"])
    def test_by_its_number(self, town: Municipality, typed: str) -> None:
        assert "Kerkstraat 72" in self.found(town, typed)

    @pytest.mark.parametrize("typed", ["Jansen", "%", "*", "' OR 1=1"])
    def test_what_nobody_is_called_finds_nobody(self, town: Municipality, typed: str) -> None:
        assert self.found(town, typed) == set()

    def test_most_pressing_first_and_page_by_page(self, town: Municipality) -> None:
        everything = case_list(town, TODAY)
        ranks = [case.rank for case in everything.cases]
        assert ranks == sorted(ranks)
        assert everything.total == 12
        assert [
            *case_list(town, TODAY, most=5).cases,
            *case_list(town, TODAY, start=5).cases,
        ] == everything.cases

    def test_filters(self, town: Municipality, caseworker: User, colleague: User) -> None:
        def count(filters: Filters) -> int:
            return case_list(town, TODAY, filters=filters).total

        closed = case_at(town, 79)
        record(closed, [e.DebtSettled(matter=1)], by=colleague, on=TODAY, today=TODAY)
        record(closed, [e.CaseClosed(result=Result.PAID_OR_ARRANGED)], by=colleague, on=TODAY, today=TODAY)
        noted = [e.HouseholdNoted(adults=1, minors=2), e.HearingScheduled(matter=1, hearing=1, day=MONTH)]
        record(case_at(town, 70), noted, by=caseworker, on=TODAY, today=TODAY)
        assert count(Filters()) == 11
        assert count(Filters(open=False)) == 1
        assert count(Filters(open=None)) == 12
        assert count(Filters(owner=caseworker.pk)) == 6
        assert count(Filters(unowned=True)) == 2
        assert count(Filters(kind="rent")) == 11
        assert count(Filters(kind="ent")) == 0
        assert count(Filters(in_danger=True)) == count(Filters(minors=True)) == 1
        assert count(Filters(step=3)) + count(Filters(step=7)) == 11

    def test_a_list_shows_no_yesterday(self, town: Municipality) -> None:
        due_on = max(day for day in Case.of(town).values_list("next_change_on", flat=True) if day)
        cases = case_list(town, due_on).cases
        assert all(case.next_change_on is None or case.next_change_on > due_on for case in cases)

    def test_the_number_of_queries_is_bounded(self, town: Municipality, queries_asked: CaptureQueriesContext) -> None:
        case_list(town, TODAY, "bos kerkstr", Filters(in_danger=False))
        assert len(queries_asked) <= 3


class TestTheWhole:
    def test_the_meter_closes_when_everybody_has_an_owner(
        self, town: Municipality, coordinator: User, colleague: User
    ) -> None:
        assert closed_meter(town) == (12, 10)
        for case in Case.of(town).filter(owner=None):
            record(case, [e.OwnerAssigned(owner=colleague.pk)], by=coordinator, on=TODAY, today=TODAY)
        assert closed_meter(town) == (12, 12)

    def test_the_sieve_holds_each_household_at_one_step(self, town: Municipality, caseworker: User) -> None:
        assert step_counts(town) == {3: 12}
        record(case_at(town, 70), [e.SummonsServed(matter=1)], by=caseworker, on=TODAY, today=TODAY)
        assert step_counts(town) == {3: 11, 6: 1}

    def test_an_empty_municipality_is_closed(self, neighbour: Municipality) -> None:
        assert closed_meter(neighbour) == (0, 0)
        assert step_counts(neighbour) == {}

"""What happens when several people work at the very same moment? On PostgreSQL, where that can be."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from tests.apps.cases.conftest import TODAY
from tests.cast import make_cast
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case, CaseEvent, Household, Person
from vangnet.apps.cases.record import Done, Outcome, hold_households, open_case, record
from vangnet.domain import events as e

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer (DATABASE_URL)"),
    pytest.mark.django_db(transaction=True),
]
HANDS = 6


def at_once(act: Callable[[int], object]) -> list[object]:
    """What each of several threads gets that do this at the same moment."""
    start, got = threading.Barrier(HANDS), [object()] * HANDS

    def hand(number: int) -> None:
        start.wait()
        try:
            got[number] = act(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=hand, args=(number,)) for number in range(HANDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


@pytest.fixture
def town() -> Municipality:
    return make_cast().municipality


@pytest.fixture
def busy(town: Municipality) -> Case:
    return open_case(town, None, [e.HelpRequested(person=1)], by=None, on=TODAY, today=TODAY)[0]


def test_no_number_is_given_twice(town: Municipality) -> None:
    asked = [e.HelpRequested(person=1)]
    at_once(lambda _: open_case(town, None, asked, by=None, on=TODAY, today=TODAY))
    numbers = sorted(Case.of(town).values_list("number", flat=True))
    assert numbers == [f"VN-2026-{n:05}" for n in range(1, HANDS + 1)]


def test_every_fact_gets_its_own_place(busy: Case) -> None:
    def note(number: int) -> Outcome:
        noted = [e.HouseholdNoted(adults=1, minors=number), e.ReminderSent(matter=1)]
        return record(busy, noted, by=None, on=TODAY, today=TODAY)

    assert all(isinstance(outcome, Done) for outcome in at_once(note))
    told = CaseEvent.of(busy.municipality_id).filter(case=busy).order_by("sequence")
    assert list(told.values_list("sequence", "turn")) == [(n, n) for n in range(1, 2 * HANDS + 2)]
    assert Case.of(busy.municipality_id).get(pk=busy.pk).sequence == 2 * HANDS + 1


def test_the_same_form_sent_many_times_counts_once(busy: Case) -> None:
    done = at_once(lambda _: record(busy, [e.ReminderSent(matter=1)], by=None, on=TODAY, today=TODAY, token="form"))
    assert [outcome.repeated for outcome in done if isinstance(outcome, Done)].count(False) == 1
    assert CaseEvent.of(busy.municipality_id).filter(kind="ReminderSent").count() == 1


def test_cases_merged_from_both_sides_end_in_one(town: Municipality, busy: Case) -> None:
    other = open_case(town, None, [e.HelpRequested(person=2)], by=None, on=TODAY, today=TODAY)[0]

    def merge(number: int) -> object:
        source, goal = (busy, other) if number % 2 else (other, busy)
        try:
            return record(source, [e.CaseMerged(into=goal.pk)], by=None, on=TODAY, today=TODAY)
        except ValueError as wrong:
            return wrong

    at_once(merge)
    assert Case.of(town).filter(is_open=True).count() == 1
    assert Case.of(town).filter(merged_into__isnull=False).count() == 1
    assert Case.of(town).get(is_open=True).opened_on == TODAY - timedelta(days=0)


def test_a_case_opened_while_the_register_is_read_is_called_by_what_it_brought(town: Municipality) -> None:
    """The register holds the households that it changes until it has said so: nobody opens a case in between."""
    home = Household.of(town).create()
    tenant = Person.of(town).create(household=home, surname="Bos")
    opened: list[Case] = []

    def open_it() -> None:
        try:
            asked = [e.HelpRequested(person=tenant.pk)]
            opened.append(open_case(town, home, asked, by=None, on=TODAY, today=TODAY)[0])
        finally:
            connections.close_all()

    beside = threading.Thread(target=open_it)
    with transaction.atomic():
        hold_households(town.pk, [home.pk])
        beside.start()
        beside.join(timeout=0.5)
        assert not opened, "it waits"
        Person.of(town).filter(pk=tenant.pk).update(surname="Vos")
    beside.join()
    assert Case.of(town).get(pk=opened[0].pk).name == "Vos"

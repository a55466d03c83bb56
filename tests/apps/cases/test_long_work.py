"""Is what long work writes by the thousand stored as one by one, and is nothing left otherwise behind it?"""

import gc
from datetime import UTC, date, datetime

import pytest

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import bulk, tables
from vangnet.apps.cases.models import CaseEvent, Person
from vangnet.domain import events as e

MOMENT = datetime(2026, 10, 5, 9, 30, 15, 250_000, tzinfo=UTC)


@pytest.mark.django_db
def test_a_moment_recorded_in_bulk_is_found_by_that_moment(municipality: Municipality) -> None:
    told = [(date(2026, 10, 5), e.HelpRequested(person=1))]
    bulk.open_cases(municipality, [bulk.Opening(None, told)], by=None, today=date(2026, 10, 6), at=MOMENT)
    assert CaseEvent.of(municipality).get(recorded_at=MOMENT).recorded_at == MOMENT


@pytest.mark.django_db
def test_days_change_in_bulk_as_one_by_one(municipality: Municipality) -> None:
    gone, stays = (Person.of(municipality).create(surname=name) for name in ("Vos", "Bos"))
    tables.update(Person, ("departed_on",), [(date(2026, 10, 1), gone.pk), (None, stays.pk)])
    assert list(Person.of(municipality).filter(departed_on=date(2026, 10, 1))) == [gone]
    assert list(Person.of(municipality).filter(departed_on=None)) == [stays]


def test_after_long_work_the_machine_tidies_as_before() -> None:
    usual = gc.get_threshold()
    with bulk.tidied_seldom():
        assert gc.get_threshold()[0] == bulk.TIDIED_EVERY
    assert gc.get_threshold() == usual


def test_also_when_it_fails() -> None:
    usual = gc.get_threshold()
    with pytest.raises(RuntimeError, match="the disk is full"), bulk.tidied_seldom():
        raise RuntimeError("the disk is full")
    assert gc.get_threshold() == usual

"""Is what long work writes by the thousand stored as one by one, and is nothing left otherwise behind it?"""

import gc
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DataError, transaction

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import bulk, retelling, tables
from vangnet.apps.cases.doctor import examine
from vangnet.apps.cases.models import CaseEvent, Household, Person, Step
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


_SEVERAL_PROCESSES = """
import django
django.setup()
from datetime import date
from django.core.management import call_command
from vangnet.apps.accounts.provision import make_municipality
from vangnet.apps.cases import bulk, retelling
from vangnet.apps.cases.doctor import examine
from vangnet.apps.cases.models import Case
from vangnet.domain import events as e

if __name__ == "__main__":
    day = date(2026, 10, 6)
    call_command("migrate", verbosity=0)
    here = make_municipality("9999", "Voorbeeldstad")
    openings = [bulk.Opening(None, [(day, e.HelpRequested(person=one))]) for one in range(1, 8)]
    bulk.open_cases(here, openings, by=None, today=day)
    Case.of(here).update(step=5, name="onbekend", next_role="")
    retelling.ENOUGH, bulk.CHUNK = 7, 2
    print(retelling.rebuild(here, day, processes=2), list(examine(here, day)))
"""


def test_a_rebuild_in_several_processes_tells_every_case_once(tmp_path: Path) -> None:
    """In a database of its own: another process does not see that of the tests."""
    (tmp_path / "several.py").write_text(_SEVERAL_PROCESSES, encoding="utf-8")
    elsewhere = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, str(tmp_path / "several.py")],
        env=elsewhere | {"VANGNET_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "vangnet.project.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == ["7 []"], done.stderr


class TestAmong:
    """A question about thousands of ids or words at once."""

    @pytest.mark.django_db
    def test_more_than_a_database_takes_one_by_one(self, municipality: Municipality) -> None:
        bos = Person.of(municipality).create(surname="Bos")
        Person.of(municipality).create(surname="Vos")
        ids = [bos.pk, *range(bos.pk + 10, bos.pk + 70_000)]
        assert [one.surname for one in Person.of(municipality).filter(id__among=ids)] == ["Bos"]

    @pytest.mark.django_db
    def test_none_of_none(self, municipality: Municipality) -> None:
        Person.of(municipality).create(surname="Bos")
        assert not Person.of(municipality).filter(id__among=[]).exists()
        assert not Person.of(municipality).filter(surname__among=set()).exists()
        assert Person.of(municipality).exclude(surname__among=()).exists()

    @pytest.mark.django_db
    def test_words_with_anything_in_them(self, municipality: Municipality) -> None:
        odd = ["d'Hont", 'Van "Aken"', "Öztürk", "a,b", "{c}", "back\\slash"]
        for surname in (*odd, "Bos"):
            Person.of(municipality).create(surname=surname)
        found = Person.of(municipality).filter(surname__among=odd).values_list("surname", flat=True)
        assert sorted(found) == sorted(odd)

    @pytest.mark.django_db
    def test_across_a_relation(self, municipality: Municipality) -> None:
        home, other = Household.of(municipality).create(), Household.of(municipality).create()
        here = Person.of(municipality).create(surname="Bos", household=home)
        Person.of(municipality).create(surname="Vos", household=other)
        Person.of(municipality).create(surname="Los")
        assert list(Person.of(municipality).filter(household__among={home.pk})) == [here]


@pytest.mark.django_db
class TestIdsTakenBeforehand:
    def test_are_nobody_elses(self, municipality: Municipality) -> None:
        mine = tables.take_ids(Person, 3)
        others = [Person.of(municipality).create(surname="Bos").pk, *tables.take_ids(Person, 2)]
        assert len({*mine, *others}) == 6
        tables.insert(Person, _NAMED, [_named(number, municipality) for number in mine])
        assert set(mine) <= set(Person.of(municipality).values_list("id", flat=True))

    def test_of_none_there_are_none(self) -> None:
        assert tables.take_ids(Person, 0) == []


_NAMED = (
    *("id", "municipality_id", "surname", "initials", "first_names", "prefix", "name_use", "partner_prefix"),
    *("partner_surname", "phone", "email", "language", "token"),
)


def _named(number: int, municipality: Municipality) -> tuple[object, ...]:
    return (number, municipality.pk, "Bos", *[""] * 9, uuid4().hex)


@pytest.mark.django_db
def test_what_is_recorded_while_a_case_is_told_anew_is_not_lost(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between working it out and storing it somebody records that help was accepted."""
    asked = [(date(2026, 10, 5), e.HelpRequested(person=1))]
    case = bulk.open_cases(municipality, [bulk.Opening(None, asked)], by=None, today=date(2026, 10, 5))[0]
    hold, waiting = bulk.hold_as_seen, [(date(2026, 10, 6), e.HelpAccepted(person=1))]

    def after_it_happened(*asked_for: Any) -> bool:
        while waiting:
            bulk.append(municipality, {case: [waiting.pop()]}, by=None, today=date(2026, 10, 6))
        return hold(*asked_for)

    monkeypatch.setattr(retelling, "hold_as_seen", after_it_happened)
    retelling.refresh(municipality, [case], date(2026, 10, 7))
    retelling.refresh(municipality, [case], date(2026, 10, 6))
    assert list(examine(municipality, date(2026, 10, 6))) == []
    assert "know_household" in set(Step.of(municipality).values_list("rule", flat=True))


@pytest.mark.django_db
def test_a_case_merged_while_everything_is_told_anew_keeps_both_stories(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2026, 10, 6)
    openings = [bulk.Opening(None, [(day, e.HelpRequested(person=one))]) for one in (1, 2)]
    goes, stays = bulk.open_cases(municipality, openings, by=None, today=day)
    hold, waiting = bulk.hold_as_seen, [(day, e.CaseMerged(into=stays))]

    def after_it_happened(*asked_for: Any) -> bool:
        while waiting:
            bulk.append(municipality, {goes: [waiting.pop()]}, by=None, today=day)
        return hold(*asked_for)

    monkeypatch.setattr(retelling, "hold_as_seen", after_it_happened)
    retelling.rebuild(municipality, day)
    assert list(examine(municipality, day)) == []


@pytest.mark.django_db
class TestRowsArriveAsTheyWere:
    def test_text_and_what_is_sealed(self, municipality: Municipality) -> None:
        (number,) = tables.take_ids(Person, 1)
        tables.insert(Person, _NAMED, [_named(number, municipality)])
        odd, sealed = 'van \'t Hof-Šimić \\ "x" 100%s\n', b"\x00\xff'\\"
        tables.update(Person, ("surname", "bsn_sealed"), [(odd, sealed, number)])
        kept = Person.of(municipality).get(pk=number)
        assert (kept.surname, bytes(kept.bsn_sealed or b""), kept.initials) == (odd, sealed, "")

    def test_text_that_is_too_long_is_never_cut_in_silence(self, municipality: Municipality) -> None:
        person, long = Person.of(municipality).create(surname="Bos").pk, "x" * 5_000
        try:
            with transaction.atomic():
                tables.update(Person, ("surname",), [(long, person)])
        except DataError:
            long = "Bos"
        assert Person.of(municipality).get(pk=person).surname == long

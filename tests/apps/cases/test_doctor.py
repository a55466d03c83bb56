"""Does the doctor find what is wrong, and nothing where all is well?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.apps.cases.conftest import TODAY
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import retelling
from vangnet.apps.cases.doctor import Finding, examine
from vangnet.apps.cases.models import Case, CaseEvent, ErasurePermit, Person, Step
from vangnet.apps.cases.record import open_case, record
from vangnet.domain import events as e


def findings(case: Case, today: date = TODAY) -> list[Finding]:
    return list(examine(case.municipality, today))


@pytest.fixture
def past_the_triggers(case: Case) -> Callable[[str, list[Any]], None]:
    """Somebody with the database in hand, who takes its guard away."""

    def spoil(statement: str, values: list[Any]) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("ALTER TABLE cases_caseevent DISABLE TRIGGER USER")
            else:
                cursor.execute("DROP TRIGGER cases_caseevent_append_only")
                cursor.execute("DROP TRIGGER cases_caseevent_append_only_delete")
            cursor.execute(statement, [*values, case.pk])

    return spoil


def test_all_is_well(case: Case) -> None:
    assert findings(case) == []


def test_all_is_well_after_a_merge(municipality: Municipality, case: Case, caseworker: User, tenant: Person) -> None:
    other, _ = open_case(
        municipality, case.household, [e.HelpRequested(person=tenant.pk)], by=None, on=TODAY, today=TODAY
    )
    record(other, [e.CaseMerged(into=case.pk)], by=caseworker, on=TODAY, today=TODAY)
    assert findings(case) == []


def test_a_list_that_tells_something_else_is_found(case: Case) -> None:
    Case.of(case.municipality).filter(pk=case.pk).update(cents=5, step=9)
    assert [f.what for f in findings(case)] == [
        "step is 9, the facts say 3",
        "cents is 5, the facts say 124000",
    ]
    retelling.rebuild(case.municipality, TODAY)
    assert findings(case) == []


def test_a_lost_step_is_found(case: Case) -> None:
    Step.of(case.municipality).filter(case=case, rule="attempt").delete()
    [finding] = findings(case)
    assert finding.check == "lists"
    assert "attempt" in finding.what


def test_a_name_that_was_not_brought_up_is_found(case: Case, tenant: Person) -> None:
    tenant.surname = "Jansen"
    tenant.save()
    assert [f.what for f in findings(case)] == ["called or found otherwise than its persons are"]


def test_what_waits_for_the_night_is_no_illness(case: Case) -> None:
    soon = e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=20))
    record(case, [soon], by=None, on=TODAY, today=TODAY)
    case.refresh_from_db()
    assert case.next_change_on is not None
    assert findings(case, case.next_change_on) == []
    retelling.run_due(case.municipality, case.next_change_on)
    assert findings(case, case.next_change_on) == []
    assert findings(case, case.next_change_on + timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("act", "values", "seen"),
    [
        (
            "UPDATE cases_caseevent SET payload = %s",
            ['{"matter":1,"signal":1} ', 2],
            "event 2 (SignalTakenUp)",
        ),
        ("UPDATE cases_caseevent SET recorded_by_id = NULL", [3], "event 3"),
        ("DELETE FROM cases_caseevent", [2], "event 2 is missing"),
        ("DELETE FROM cases_caseevent", [3], "event 3 is missing"),
    ],
)
def test_a_fact_that_was_tampered_with_is_found(
    case: Case,
    past_the_triggers: Callable[[str, list[Any]], None],
    act: str,
    values: list[Any],
    seen: str,
) -> None:
    past_the_triggers(f"{act} WHERE sequence = %s AND case_id = %s", values)
    assert any(f.check == "story" and seen in f.what for f in findings(case))


def test_what_was_erased_with_a_permit_is_no_illness(case: Case) -> None:
    third = CaseEvent.of(case.municipality).get(case=case, sequence=3)
    ErasurePermit.of(case.municipality).create(
        case=case.pk, sequence=3, seal=third.seal, ground="wrong_person", permitted_on=TODAY
    )
    third.delete()
    retelling.rebuild(case.municipality, TODAY)
    assert findings(case) == []
    assert Case.of(case.municipality).get(pk=case.pk).owner is None


def test_the_command_ends_with_status_one_on_a_finding(
    case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())
    call_command("doctor")
    assert capsys.readouterr().out == "0 findings\n"
    Case.of(case.municipality).filter(pk=case.pk).update(cents=5)
    with pytest.raises(SystemExit) as stopped:
        call_command("doctor")
    assert stopped.value.code == 1
    assert f"{case.number} lists: cents is 5" in capsys.readouterr().out

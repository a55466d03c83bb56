"""Is the story kept: unchanged, whole, and each municipality's its own?"""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.apps.cases.conftest import TODAY
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.accounts.tenancy import BelongsQuerySet, OtherMunicipality, acting_for
from vangnet.apps.cases import story
from vangnet.apps.cases.models import Case, CaseEvent, ErasurePermit
from vangnet.apps.cases.record import open_case, record
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind


def events(case: Case) -> BelongsQuerySet[CaseEvent]:
    return CaseEvent.of(case.municipality_id).filter(case=case)


def permit(case: Case, sequence: int | None) -> None:
    seal = bytes(events(case).get(sequence=sequence).seal) if sequence else None
    ErasurePermit.of(case.municipality_id).create(
        case=case.pk, sequence=sequence, seal=seal, ground="wrong_person", permitted_on=TODAY
    )


class TestAppendOnly:
    def test_no_fact_can_be_changed(self, case: Case) -> None:
        permit(case, None)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            events(case).update(payload="{}")

    def test_no_fact_can_be_removed(self, case: Case) -> None:
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            events(case).filter(sequence=1).delete()
        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM cases_caseevent")

    def test_a_permit_lets_one_fact_go_and_no_other(self, case: Case) -> None:
        permit(case, 2)
        assert events(case).filter(sequence=2).delete()[0] == 1
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            events(case).filter(sequence=3).delete()

    def test_a_permit_for_a_case_lets_all_of_it_go(self, case: Case) -> None:
        permit(case, None)
        assert events(case).delete()[0] == 3

    def test_a_permit_of_another_municipality_opens_nothing(self, case: Case, neighbour: Municipality) -> None:
        ErasurePermit.of(neighbour).create(case=case.pk, ground="retention", permitted_on=TODAY)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            events(case).delete()

    def test_permits_themselves_stay(self, case: Case) -> None:
        permit(case, 2)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            ErasurePermit.of(case.municipality_id).delete()

    def test_after_an_erased_last_fact_the_chain_goes_on(self, case: Case, caseworker: User) -> None:
        permit(case, 3)
        events(case).filter(sequence=3).delete()
        record(case, [e.ReminderSent(matter=1)], by=caseworker, on=TODAY, today=TODAY)
        assert list(events(case).order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 4]


class TestSeal:
    def test_each_seal_covers_the_row_and_all_before_it(self, case: Case) -> None:
        seal = b""
        for values in events(case).order_by("sequence").values_list(*story.COLUMNS):
            row = story.Stored(*values)
            assert bytes(row.seal) == story.seal_of(row, seal)
            for changed in (
                row._replace(payload="{}"),
                row._replace(kind="HelpRequested"),
                row._replace(on=TODAY),
                row._replace(turn=99),
                row._replace(recorded_at=row.recorded_at.replace(microsecond=1)),
                row._replace(recorded_by_id=None),
                row._replace(case_id=99),
                row._replace(municipality_id=99),
            ):
                assert story.seal_of(changed, seal) != bytes(row.seal)
            assert story.seal_of(row, b"another") != bytes(row.seal)
            seal = bytes(row.seal)


class TestOneMunicipality:
    def test_the_neighbours_do_not_see_it(self, case: Case, neighbour: Municipality) -> None:
        assert not Case.of(neighbour).filter(pk=case.pk).exists()
        assert not CaseEvent.of(neighbour).filter(case=case.pk).exists()
        assert story.streams(neighbour.pk, [case.pk])[case.pk].recorded == []

    def test_nothing_is_recorded_while_acting_for_another(
        self, case: Case, neighbour: Municipality, caseworker: User
    ) -> None:
        with acting_for(neighbour), pytest.raises(OtherMunicipality):
            record(case, [e.ReminderSent(matter=1)], by=caseworker, on=TODAY, today=TODAY)
        assert events(case).count() == 3


def test_every_kind_of_event_has_a_reader() -> None:
    assert set(story._READ) == set(e.EVENTS)


def test_what_is_written_is_read_back_the_same(municipality: Municipality) -> None:
    told = [
        e.MatterNoted(matter=2, kind=MatterKind.CLOSURE),
        e.ArrangementAgreed(matter=2, instalments=(e.Instalment(TODAY, 4_500),)),
        e.Rehoused(),
    ]
    case, _ = open_case(municipality, None, told, by=None, on=TODAY, today=TODAY)
    assert [r.event for r in story.streams(municipality.pk, [case.pk])[case.pk].recorded] == told

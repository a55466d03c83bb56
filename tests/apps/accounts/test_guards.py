"""Does PostgreSQL keep municipalities apart even when our own code forgets to?

Under an ordinary database role: a superuser, as the test framework is, passes row level security.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, models, transaction
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from vangnet.apps.accounts.checks import OPEN_LOCK, second_lock
from vangnet.apps.accounts.guards import AppendOnly, RowLevelSecurity
from vangnet.apps.accounts.looks import seal_looks, verify_looks
from vangnet.apps.accounts.models import Act, Ground, Look, User
from vangnet.apps.accounts.tenancy import Belongs, acting_for
from vangnet.domain.codes import Role

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="row level security is PostgreSQL's (DATABASE_URL)"
)
BELONGS = [m for m in apps.get_models() if issubclass(m, Belongs)]


@pytest.fixture
def two_looks(cast: Cast) -> Cast:
    for town in (cast.municipality, cast.neighbour):
        Look.of(town).create(act=Act.SEEN, kind="case", subject=town.pk, ground=Ground.HOME)
    return cast


@pytest.fixture
def ordinary_role(two_looks: Cast) -> Iterator[Cast]:
    """From here on the connection works under a role as the application has in production."""
    role = f"vangnet_test_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} NOSUPERUSER NOBYPASSRLS")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute(f"SET ROLE {role}")
    yield two_looks
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def every_row() -> list[int]:
    """What a query sees that forgot the municipality: SQL past our manager."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT municipality_id FROM accounts_look")
        return [row[0] for row in cursor.fetchall()]


@on_postgresql
class TestRole:
    """Is it said when the second lock is open?"""

    @pytest.mark.django_db
    def test_a_superuser_is_warned_about(self) -> None:
        assert [warning.id for warning in second_lock(databases=["default"])] == [OPEN_LOCK]

    @pytest.mark.usefixtures("ordinary_role")
    def test_an_ordinary_role_is_not(self) -> None:
        assert second_lock(databases=["default"]) == []


@on_postgresql
class TestRowLevelSecurity:
    def test_without_a_municipality_nothing_is_seen(self, ordinary_role: Cast) -> None:
        assert every_row() == []
        assert not Look.of(ordinary_role.municipality).exists()

    def test_each_sees_only_its_own(self, ordinary_role: Cast) -> None:
        for town in (ordinary_role.municipality, ordinary_role.neighbour):
            with acting_for(town):
                assert every_row() == [town.pk]
        assert every_row() == []

    def test_nested_acting_returns_to_the_outer_one(self, ordinary_role: Cast) -> None:
        with acting_for(ordinary_role.municipality):
            with acting_for(ordinary_role.neighbour):
                assert every_row() == [ordinary_role.neighbour.pk]
            assert every_row() == [ordinary_role.municipality.pk]

    def test_a_row_for_another_municipality_is_refused(self, ordinary_role: Cast) -> None:
        stray = Look(municipality=ordinary_role.neighbour, act="seen", kind="case", subject=1)
        with (
            acting_for(ordinary_role.municipality),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            models.Model.save(stray)  # past our own check

    def test_after_a_failed_transaction_nothing_leaks(self, ordinary_role: Cast) -> None:
        with (
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            acting_for(ordinary_role.municipality),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT no_such_column FROM accounts_look")
        assert every_row() == []

    def test_two_requests_on_one_connection_never_meet(
        self, ordinary_role: Cast, visit_as: Callable[[User], Client]
    ) -> None:
        """Each privacy officer reads the log of the own municipality; between them it is empty."""
        for people in (ordinary_role.people, ordinary_role.neighbours):
            page = visit_as(people[Role.PRIVACY_OFFICER]).get(reverse("looks"))
            assert page.text.count("<tr>") == 2  # the head, and one look
            assert every_row() == []

    def test_the_log_is_sealed_under_that_role_too(self, ordinary_role: Cast) -> None:
        with acting_for(ordinary_role.municipality):
            assert seal_looks(ordinary_role.municipality) == 1
            assert verify_looks(ordinary_role.municipality).rows == 1

    @pytest.mark.parametrize("model", BELONGS)
    @pytest.mark.django_db
    def test_every_table_that_belongs_has_it(self, model: type[models.Model]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass",
                [model._meta.db_table],
            )
            assert cursor.fetchone() == (True, True), "add RowLevelSecurity to its migration"
            cursor.execute(
                "SELECT cmd, permissive, qual FROM pg_policies WHERE tablename = %s",
                [model._meta.db_table],
            )
            [(command, permissive, condition)] = cursor.fetchall()
        assert (command, permissive) == ("ALL", "PERMISSIVE")
        assert "municipality_id = " in condition
        assert "app.municipality" in condition


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)


class TestAsMigrations:
    """What is laid can be lifted, and a permit lets a removal through but never a change."""

    @pytest.mark.django_db
    def test_lifting_undoes_laying(self) -> None:
        for guard in (RowLevelSecurity("accounts_look"), AppendOnly("accounts_look")):
            run(guard.lift(connection.vendor))
            run(guard.lay(connection.vendor))
            assert "accounts_look" in guard.describe()

    def test_a_permit_opens_the_way_for_one_row(self, two_looks: Cast) -> None:
        run(AppendOnly("accounts_look").lift(connection.vendor))
        permit = f"OLD.subject = {two_looks.municipality.pk}"
        run(AppendOnly("accounts_look", permit).lay(connection.vendor))
        permitted, other = (Look.of(t) for t in (two_looks.municipality, two_looks.neighbour))
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            permitted.update(kind="x")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            other.delete()
        assert permitted.delete()[0] == 1

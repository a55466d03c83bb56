"""Which people, towns and clients does every test of the apps share?

A test asks for `caseworker`, `colleague`, `outsider` ... by name, and for `visit_as(person)` to get
a browser in which that person is logged in.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings

from tests import published
from tests.cast import Cast, make_cast
from vangnet.apps.accounts.models import Municipality, User
from vangnet.domain.codes import Role

# How fast a machine happens to be is no reason to fail.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--of-database", action="store_true", help="leave out the tests that ask no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a second database only what asks one can turn out otherwise."""
    if not config.getoption("--of-database"):
        return
    asks = [
        item
        for item in items
        if _DATABASE & {*getattr(item, "fixturenames", ())} or item.get_closest_marker("django_db")
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in asks])
    items[:] = asks


_DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_runtest_setup(item: pytest.Item) -> None:
    published.demand(item)


@pytest.fixture(scope="session", autouse=True)
def _quick() -> Iterator[None]:
    """Argon2 is slow on purpose, and each client would list every static file anew."""
    md5 = f"{MD5PasswordHasher.__module__}.{MD5PasswordHasher.__qualname__}"
    with override_settings(PASSWORD_HASHERS=[md5], WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session", autouse=True)
def _append_only_tables_may_be_emptied() -> Iterator[None]:
    """Let Django empty its test database after a test with real transactions.

    PostgreSQL truncates, which our triggers let pass. SQLite has only DELETE: its triggers step
    aside for that one act and return, unchanged, in the same transaction.
    """
    operations = DatabaseWrapper.ops_class
    empty = operations.execute_sql_flush

    def without_triggers(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        dropped = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
        empty(self, [*dropped, *sql_list, *(sql for _, sql in triggers)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", without_triggers)
        yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """What pages keep for some minutes belongs to no other test."""
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - it needs a database
    return make_cast()


@pytest.fixture
def municipality(cast: Cast) -> Municipality:
    return cast.municipality


@pytest.fixture
def neighbour(cast: Cast) -> Municipality:
    return cast.neighbour


@pytest.fixture
def caseworker(cast: Cast) -> User:
    return cast.people[Role.CASEWORKER]


@pytest.fixture
def colleague(cast: Cast) -> User:
    return cast.colleague


@pytest.fixture
def intake(cast: Cast) -> User:
    return cast.people[Role.INTAKE]


@pytest.fixture
def visitor(cast: Cast) -> User:
    return cast.people[Role.VISITOR]


@pytest.fixture
def coordinator(cast: Cast) -> User:
    return cast.people[Role.COORDINATOR]


@pytest.fixture
def court_officer(cast: Cast) -> User:
    return cast.people[Role.COURT_OFFICER]


@pytest.fixture
def director(cast: Cast) -> User:
    return cast.people[Role.DIRECTOR]


@pytest.fixture
def analyst(cast: Cast) -> User:
    return cast.people[Role.ANALYST]


@pytest.fixture
def privacy_officer(cast: Cast) -> User:
    return cast.people[Role.PRIVACY_OFFICER]


@pytest.fixture
def outsider(cast: Cast) -> User:
    """A caseworker, but of the neighbouring municipality."""
    return cast.neighbours[Role.CASEWORKER]


@pytest.fixture
def visit_as() -> Callable[..., Client]:
    """A browser in which this person is logged in; `visit_as(None)` is a stranger's."""

    def browser(person: User | None, **settings: Any) -> Client:
        client = Client(**settings)
        if person is not None:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser

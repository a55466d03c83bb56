"""Which street, which day and which round do the stories of this folder play on?"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.apps.outreach.street import TODAY, Neighbour, settle
from tests.cast import Cast
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.outreach.models import Round
from vangnet.apps.outreach.planning import Asked, Named, make
from vangnet.apps.partners.models import Partner
from vangnet.domain.codes import DayPart, Role

MovesIn = Callable[..., Neighbour]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())


@pytest.fixture(autouse=True)
def _strict(settings: Any) -> None:
    """A word that is missing fails a test."""
    settings.STRICT_TEXTS = True


@pytest.fixture
def moves_in(municipality: Municipality) -> MovesIn:
    """A household of the Molenweg for which the ladder says: a visit."""

    def settles(surname: str, number: int, **more: Any) -> Neighbour:
        return settle(municipality, surname, number, **more)

    return settles


@pytest.fixture
def jansen(moves_in: MovesIn) -> Neighbour:
    return moves_in("Jansen", 2)


@pytest.fixture
def evening(municipality: Municipality, jansen: Neighbour, visitor: User, coordinator: User) -> Round:  # noqa: ARG001 - lives there
    """Tonight's looplijst of the visitor, with Jansen on it."""
    made, _plan = make(municipality, Asked(TODAY, DayPart.EVENING), [Named(visitor)], by=coordinator)
    return made


@pytest.fixture
def landlord(municipality: Municipality) -> Partner:
    return Partner.of(municipality).create(key="woonveste", name="Woonveste", kind=Partner.Kind.LANDLORD)


@pytest.fixture
def supplier(municipality: Municipality) -> Partner:
    return Partner.of(municipality).create(key="lichtstroom", name="Lichtstroom", kind=Partner.Kind.ENERGY)


@pytest.fixture
def tenant(moves_in: MovesIn, landlord: Partner) -> Neighbour:
    """The landlord reported Jansen under its own reference."""
    return moves_in("Jansen", 2, partner=landlord.pk, signal=41)


@pytest.fixture
def cast_neighbour_intake(cast: Cast) -> User:
    return cast.neighbours[Role.INTAKE]

"""Who works in the town of the demonstration, and how do they log in? Everybody here is made up."""

from typing import NamedTuple

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.accounts.provision import grant, make_user
from vangnet.domain.codes import Role

PASSWORD = "welkom-in-veldervoort"  # noqa: S105 - printed on purpose; the demonstration has a database of its own


class Colleague(NamedTuple):
    """Somebody who works here."""

    username: str
    name: str
    role: Role


STAFF = (
    Colleague("ineke", "Ineke Invoer", Role.INTAKE),
    Colleague("carla", "Carla Consulent", Role.CASEWORKER),
    Colleague("hamid", "Hamid Hulp", Role.CASEWORKER),
    Colleague("sanne", "Sanne Steun", Role.CASEWORKER),
    Colleague("vera", "Vera Voordeur", Role.VISITOR),
    Colleague("ed", "Ed Ervaring", Role.VISITOR),
    Colleague("coen", "Coen Coördinatie", Role.COORDINATOR),
    Colleague("zita", "Zita Zitting", Role.COURT_OFFICER),
    Colleague("rika", "Rika Regie", Role.DIRECTOR),
    Colleague("annet", "Annet Analyse", Role.ANALYST),
    Colleague("pieter", "Pieter Privacy", Role.PRIVACY_OFFICER),
)


def hire(municipality: Municipality) -> dict[Role, list[User]]:
    """Everybody at work, by role; nobody can log in yet."""
    team: dict[Role, list[User]] = {}
    for colleague in STAFF:
        user = make_user(colleague.username, colleague.name)
        grant(user, municipality, colleague.role)
        team.setdefault(colleague.role, []).append(user)
    return team


def let_in(team: dict[Role, list[User]]) -> None:
    """From now on they can log in: the last act of making the town, and the sign that it is whole."""
    users = [user for users in team.values() for user in users]
    for user in users:
        user.set_password(PASSWORD)
    User.objects.bulk_update(users, ["password"])


def logins() -> list[Colleague]:
    """The first of each role."""
    return list({colleague.role: colleague for colleague in reversed(STAFF)}.values())[::-1]


def all_let_in() -> bool:
    """Whether the town was finished."""
    return any(user.has_usable_password() for user in User.objects.filter(username=STAFF[0].username))

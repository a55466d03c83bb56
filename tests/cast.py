"""Who plays in the tests of the apps? Everybody here is made up."""

from dataclasses import dataclass

from vangnet.apps.accounts import provision
from vangnet.apps.accounts.models import Membership, Municipality, User
from vangnet.domain.codes import Role

_TEAM = {
    Role.INTAKE: "Ineke Meldpunt",
    Role.CASEWORKER: "Carla Consulent",
    Role.VISITOR: "Vera Voordeur",
    Role.COORDINATOR: "Co Verdeler",
    Role.COURT_OFFICER: "Sjoerd Zitting",
    Role.DIRECTOR: "Rika Regie",
    Role.ANALYST: "Annet Cijfer",
    Role.PRIVACY_OFFICER: "Pieter Privacy",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Two municipalities, each with one person in every role, and a colleague of the caseworker."""

    municipality: Municipality
    neighbour: Municipality
    people: dict[Role, User]
    neighbours: dict[Role, User]
    colleague: User
    newcomer: User  # logs in, but works nowhere yet


def make_cast() -> Cast:
    """Everybody, in the database."""
    here = provision.make_municipality("1690", "De Wolden aan Zee")
    there = provision.make_municipality("0363", "Overstad")
    colleague = person("collega", "Cor Collega")
    provision.grant(colleague, here, Role.CASEWORKER)
    return Cast(
        here, there, _team(here), _team(there), colleague, person("nieuw", "Nynke Nieuw")
    )  # fmt: skip


def person(username: str, name: str) -> User:
    """Somebody without a usable password; tests log in without one."""
    return provision.make_user(username, name)


def _team(municipality: Municipality) -> dict[Role, User]:
    """Written at once, since almost every test asks for everybody."""
    names = {role: f"{role}@{municipality.code}.example" for role in _TEAM}
    people = [User(username=names[r], name=n, password="!") for r, n in _TEAM.items()]
    User.objects.bulk_create(people)
    team = dict(zip(_TEAM, people, strict=True))
    Membership.objects.bulk_create(
        Membership(user=user, municipality=municipality, role=role) for role, user in team.items()
    )
    return team

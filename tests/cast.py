"""Who plays in the tests of the apps? Everybody here is made up."""

from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

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
    """Everybody, in the database; written at once, since almost every test asks for everybody."""
    here, there = Municipality.objects.bulk_create(
        [Municipality(code="1690", name="De Wolden aan Zee"), Municipality(code="0363", name="Overstad")]
    )
    team, neighbours = _team(here), _team(there)
    colleague, newcomer = _person("collega", "Cor Collega"), _person("nieuw", "Nynke Nieuw")
    User.objects.bulk_create([*team.values(), *neighbours.values(), colleague, newcomer])
    works = [(here, role, user) for role, user in [*team.items(), (Role.CASEWORKER, colleague)]]
    works += [(there, role, user) for role, user in neighbours.items()]
    Membership.objects.bulk_create(
        Membership(user=user, municipality=municipality, role=role) for municipality, role, user in works
    )
    return Cast(here, there, team, neighbours, colleague, newcomer)


def _team(municipality: Municipality) -> dict[Role, User]:
    return {role: _person(f"{role}@{municipality.code}.example", name) for role, name in _TEAM.items()}


def _person(username: str, name: str) -> User:
    """Somebody without a usable password; tests log in without one."""
    return User(username=username, name=name, password=UNUSABLE_PASSWORD_PREFIX)

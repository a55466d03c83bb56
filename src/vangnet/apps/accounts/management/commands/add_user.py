"""`vangnet add-user carla --name "Carla Consulent" --role caseworker`: let a person come to work."""

import os
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.accounts.provision import WhichMunicipality, grant, make_user, the_municipality
from vangnet.domain.codes import Role


class Command(BaseCommand):
    help = (
        "Make a person who may log in, or give a known one more roles. "
        "The password is asked, or read from VANGNET_PASSWORD."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="a short name or an e-mail address")
        parser.add_argument("--name", default="", help="as colleagues see it; needed for a new person")
        parser.add_argument("--role", action="append", required=True, choices=[*Role], help="may be repeated")
        parser.add_argument("--municipality", help="CBS code; not needed where there is only one")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            municipality = the_municipality(options["municipality"])
            with transaction.atomic():
                user = _person(options["username"], options["name"])
                _grant_all(user, municipality, options["role"])
        except WhichMunicipality as unclear:
            raise CommandError(str(unclear)) from unclear
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        self.stdout.write(f"{user.username}: {', '.join(options['role'])} in {municipality}")


def _grant_all(user: User, municipality: Municipality, roles: list[str]) -> None:
    for role in roles:
        grant(user, municipality, Role(role))


def _person(username: str, name: str) -> User:
    known = User.objects.filter(username=User.normalize_username(username)).first()
    if known:
        User.objects.filter(pk=known.pk).update(is_active=True)  # who left may come back
        return known
    if not name:
        raise CommandError(f"{username} is new here: give --name")
    password = os.environ.get("VANGNET_PASSWORD") or getpass()
    validate_password(password, User(username=username, name=name))
    return make_user(username, name, password)

"""`vangnet end-access carla`: somebody leaves, or gives up a role; from the next click on."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from vangnet.apps.accounts.models import Membership, User
from vangnet.apps.accounts.provision import WhichMunicipality, the_municipality, withdraw
from vangnet.domain.codes import Role


class Command(BaseCommand):
    help = (
        "End a person's work here: these roles, or all of them. "
        "Who works nowhere any more cannot log in. What the person did stays in the log."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--role", action="append", choices=[*Role], help="may be repeated; default: every role")
        parser.add_argument("--municipality", help="CBS code; not needed where there is only one")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = User.objects.filter(username=User.normalize_username(options["username"])).first()
        if user is None:
            raise CommandError(f"nobody here is called {options['username']}")
        try:
            municipality = the_municipality(options["municipality"])
        except WhichMunicipality as unclear:
            raise CommandError(str(unclear)) from unclear
        with transaction.atomic():
            for role in options["role"] or Role:
                withdraw(user, municipality, Role(role))
            left = Membership.objects.filter(user=user).exists()
            User.objects.filter(pk=user.pk).update(is_active=left)
        self.stdout.write(f"{user.username}: {'has work left' if left else 'cannot log in any more'}")

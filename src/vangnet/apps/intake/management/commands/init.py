"""`vangnet init --municipality CODE --partners examples`: an empty municipality, ready to begin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from vangnet.apps.accounts.models import Membership, Municipality
from vangnet.apps.accounts.provision import make_municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.intake.example_partners import example_partners
from vangnet.domain.codes import Role

NEXT = """\
What to do next:
  vangnet add-user NAME --name "First Last" --role intake{which}
      one for each colleague; roles: {roles}
  vangnet import-residents FILE{which}
      the extract of the register of persons
  vangnet import-delivery FILE --partner KEY{which}
      what a partner sent; or load it on screen: vangnet runserver"""


class Command(BaseCommand):
    help = (
        "Make an empty municipality, ready to begin; the database is brought up to date first. "
        "Done again it changes nothing, but for a name that is given."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--municipality", required=True, metavar="CODE", help="its CBS code, four digits, as 0518")
        parser.add_argument("--name", default="", help="as people call it; else 'Gemeente CODE'")
        parser.add_argument("--partners", choices=["examples"], help="the eight example partners and their layouts")

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        try:
            municipality = make_municipality(options["municipality"], options["name"])
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        self.stdout.write(f"{municipality} ({municipality.code}) is ready.")
        with acting_for(municipality):
            if options["partners"]:
                with transaction.atomic():
                    partners = example_partners(municipality)
                self.stdout.write(f"Partners: {', '.join(partner.key for partner in partners)}.")
            if not Membership.objects.filter(municipality=municipality).exists():
                self.stdout.write(_next(municipality))


def _next(municipality: Municipality) -> str:
    which = f" --municipality {municipality.code}" if Municipality.objects.count() > 1 else ""
    return NEXT.format(which=which, roles=", ".join(Role))

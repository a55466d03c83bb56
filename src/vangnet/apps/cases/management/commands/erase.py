"""`vangnet erase VN-2026-00417 --ground asked --by p.privacy`: a case, or facts told of the wrong person, for good."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vangnet.apps.accounts.models import Membership, User
from vangnet.apps.accounts.provision import WhichMunicipality, the_municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock
from vangnet.apps.cases.erasure import NotToBeErased, erase_case, erase_facts
from vangnet.apps.cases.models import Case, ErasureGround


class Command(BaseCommand):
    help = (
        "Erase a case for good, with all that was merged into it; or with --event only facts of it that were told "
        "of the wrong person (the number that ends the address of its correction). Cannot be undone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="the number of the case")
        parser.add_argument("--ground", required=True, choices=ErasureGround.values)
        parser.add_argument("--by", required=True, help="the username of who decided it; stands in the register")
        parser.add_argument("--event", action="append", type=int, help="may be repeated; default: the whole case")
        parser.add_argument("--municipality", help="CBS code; not needed where there is only one")

    def handle(self, *_args: Any, **options: Any) -> None:
        ground, today, number = ErasureGround(options["ground"]), clock.today(), options["number"].upper()
        try:
            municipality = the_municipality(options["municipality"])
            with acting_for(municipality):
                by = _colleague(options["by"], municipality.pk)
                case = Case.of(municipality).get(number=number).pk
                if facts := options["event"]:
                    erase_facts(municipality, case, facts, ground, by=by, today=today)
                else:
                    erase_case(municipality, case, ground, by=by, today=today)
        except Case.DoesNotExist as absent:
            raise CommandError(f"no case {number} here") from absent
        except (WhichMunicipality, NotToBeErased) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{number}: {f'{len(facts)} facts' if facts else 'the whole case'} erased")


def _colleague(username: str, municipality: int) -> User:
    """Who decided it must work here."""
    normal = User.normalize_username(username)
    found = Membership.objects.filter(user__username=normal, municipality=municipality).first()
    if found is None:
        raise CommandError(f"nobody here is called {username}")
    return found.user

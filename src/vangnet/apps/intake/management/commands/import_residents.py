"""`vangnet import-residents FILE`: take in an extract of the register of persons."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vangnet.apps.accounts.provision import WhichMunicipality, the_municipality
from vangnet.apps.accounts.sealed import NotABsn
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock
from vangnet.apps.intake.residents import BadExtract, import_residents


class Command(BaseCommand):
    help = (
        "Take in an extract of the register of persons (CSV, UTF-8, semicolons). "
        "Read again it changes nothing; whom it does not name stays as they are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--municipality", help="CBS code; not needed where there is only one")

    def handle(self, *_args: Any, **options: Any) -> None:
        start = time.monotonic()
        try:
            municipality = the_municipality(options["municipality"])
            with acting_for(municipality):
                tally = import_residents(municipality, options["file"], clock.today())
        except (WhichMunicipality, BadExtract, NotABsn, OSError, UnicodeError) as wrong:
            raise CommandError(str(wrong)) from wrong
        seconds = time.monotonic() - start
        self.stdout.write(
            f"{tally.read} residents read: {tally.new} new, {tally.changed} changed, "
            f"{tally.moved} households moved ({seconds:.0f} s)"
        )

"""`vangnet signals [--json]`: every signal that was taken in, and what became of it."""

from collections import Counter
from contextlib import closing
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vangnet.apps.accounts.provision import WhichMunicipality, the_municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.intake.listing import listed
from vangnet.apps.web.lines import json_lines
from vangnet.apps.web.texts import say


class Command(BaseCommand):
    help = "Tell how many signals stand where; with --json all of them, as a list."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="a list of signals, without names or addresses")
        parser.add_argument("--municipality", help="CBS code; not needed where there is only one")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            municipality = the_municipality(options["municipality"])
        except WhichMunicipality as unclear:
            raise CommandError(str(unclear)) from unclear
        with acting_for(municipality), closing(listed(municipality)) as found:
            if options["json"]:
                for line in json_lines(found):
                    self.stdout.write(line)
                return
            counts = Counter(signal.status for signal in found)
        for status, number in counts.most_common():
            self.stdout.write(f"{number:7} {say(f'signal_status.{status}', 'en')}")

"""`vangnet doctor`: is everything that every municipality stored sound?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock
from vangnet.apps.cases.doctor import examine


class Command(BaseCommand):
    help = "Check the promises of the sieve, the story and the lists of every case; exit status 1 on a finding."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=0, help="shuffles the facts")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = 0
        for municipality in Municipality.objects.order_by("code"):
            with acting_for(municipality):
                for finding in examine(municipality, clock.today(), options["seed"]):
                    found += 1
                    self.stdout.write(f"{municipality.code} {finding.case} {finding.check}: {finding.what}")
        self.stdout.write(f"{found} findings")
        if found:
            sys.exit(1)

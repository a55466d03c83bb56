"""`vangnet rebuild`: make all lists anew from the facts alone."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock, retelling


class Command(BaseCommand):
    help = "Tell every case anew from its events, and store what lists show of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--processes", type=int, default=os.cpu_count(), help="work side by side (default: all)")

    def handle(self, *_args: Any, processes: int, **_options: Any) -> None:
        for municipality in Municipality.objects.order_by("code"):
            with acting_for(municipality):
                told = retelling.rebuild(municipality, clock.today(), processes)
            self.stdout.write(f"{municipality.code}: {told} cases told anew")

"""`vangnet run-due`: what the clock made due: agendas, deliveries that wait, erasure, the seal; for every night."""

from typing import Any

from django.core.management.base import BaseCommand

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.nightly import the_night, tidy_doors
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock
from vangnet.apps.cases.tables import take_stock


class Command(BaseCommand):
    help = "Do what the clock made due, for every municipality; meant for every night."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for municipality in Municipality.objects.order_by("code"):
            with acting_for(municipality):
                for line in the_night(municipality, clock.today()):
                    self.stdout.write(f"{municipality.code}: {line}")
        tidy_doors()
        take_stock()

"""`vangnet run-due`: bring up to today what the clock made due; meant for every night."""

from typing import Any

from django.core.management.base import BaseCommand

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import bulk, clock
from vangnet.apps.cases.tables import take_stock


class Command(BaseCommand):
    help = "Tell anew the cases whose agenda changed by the clock alone."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for municipality in Municipality.objects.order_by("code"):
            with acting_for(municipality):
                told = bulk.run_due(municipality, clock.today())
            self.stdout.write(f"{municipality.code}: {told} cases brought up to date")
        take_stock()

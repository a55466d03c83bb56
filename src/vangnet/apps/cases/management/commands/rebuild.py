"""`vangnet rebuild`: make all lists anew from the facts alone."""

from typing import Any

from django.core.management.base import BaseCommand

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import bulk, clock


class Command(BaseCommand):
    help = "Tell every case anew from its events, and store what lists show of it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for municipality in Municipality.objects.order_by("code"):
            with acting_for(municipality):
                told = bulk.rebuild(municipality, clock.today())
            self.stdout.write(f"{municipality.code}: {told} cases told anew")

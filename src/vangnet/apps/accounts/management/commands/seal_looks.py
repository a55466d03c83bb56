"""`vangnet seal-looks`: seal what was added to the log of looks, for every municipality."""

from typing import Any

from django.core.management.base import BaseCommand

from vangnet.apps.accounts.looks import seal_looks
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.tenancy import acting_for


class Command(BaseCommand):
    help = "Seal the log of looks by the next links of its hash chain."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for municipality in Municipality.objects.order_by("code"):
            with acting_for(municipality):
                added = seal_looks(municipality)
            self.stdout.write(f"{municipality.code}: {added} seals added")

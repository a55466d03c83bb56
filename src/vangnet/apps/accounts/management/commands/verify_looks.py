"""`vangnet verify-looks`: is the log of looks of every municipality still whole?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from vangnet.apps.accounts.looks import Verified, verify_looks
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.tenancy import acting_for


class Command(BaseCommand):
    help = "Check the hash chain over the log of looks; exit status 1 when it is broken."

    def handle(self, *_args: Any, **_options: Any) -> None:
        whole = True
        for municipality in Municipality.objects.order_by("code"):
            with acting_for(municipality):
                found = verify_looks(municipality)
            whole = whole and found.whole
            self.stdout.write(f"{municipality.code}: {_said(found)}")
        if not whole:
            sys.exit(1)


def _said(found: Verified) -> str:
    """The last digest is printed so that it can be kept outside this system."""
    if found.whole:
        erased = f", erased up to look {found.erased_to}" if found.erased_to else ""
        return f"{found.seals} seals, {found.rows} looks{erased}, whole; last digest {found.digest}"
    return f"broken at seal {found.broken}; {found.rows} looks before it are whole"

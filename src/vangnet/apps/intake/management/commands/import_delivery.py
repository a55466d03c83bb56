"""`vangnet import-delivery FILE... --partner KEY [--dry-run] [--yes]`: take in what a partner sent."""

import sys
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from vangnet.apps.accounts.provision import WhichMunicipality, the_municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock
from vangnet.apps.intake import deliveries, receiving
from vangnet.apps.intake.models import Delivery, RowProblem
from vangnet.apps.intake.reading import Code
from vangnet.apps.intake.said import failure, problem
from vangnet.apps.intake.staging import Progress
from vangnet.apps.intake.undoing import cancel, undo
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.texts import number

SHOWN = 20
_TOLD = Q(apart=True) | Q(code=Code.OTHER_ALPHABET)
"""What waits for mending, and what was taken in though its letters read wrong."""


class Exit(IntEnum):
    """What the exit status tells."""

    ALL_IN = 0
    FAILED = 1
    SOME_APART = 3
    STOPPED = 4


class Command(BaseCommand):
    help = (
        "Take in what a partner sent. Exit status: 0 all in, 3 some rows set apart, 4 stopped by the brake "
        "(confirm with --yes), 1 failed. A file that was stopped half-way goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="+")
        parser.add_argument("--partner", required=True, help="the partner's key")
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen, and do nothing")
        parser.add_argument("--yes", action="store_true", help="its size is right: do not stop for that")
        parser.add_argument("--received", type=date.fromisoformat, help="YYYY-MM-DD; else today")
        parser.add_argument("--municipality", help="CBS code; not needed where there is only one")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            municipality = the_municipality(options["municipality"])
            with acting_for(municipality):
                partner = receiving.partner_of(municipality, options["partner"])
                outcomes = [self._one(partner, name, options) for name in options["file"]]
        except WhichMunicipality as unclear:
            raise CommandError(str(unclear)) from unclear
        except receiving.UnknownPartner as unknown:
            keys = ", ".join(Partner.of(municipality).order_by("key").values_list("key", flat=True))
            raise CommandError(f"no partner {unknown}; there are: {keys or 'none yet'}") from unknown
        worst = next((one for one in (Exit.FAILED, Exit.STOPPED, Exit.SOME_APART) if one in outcomes), Exit.ALL_IN)
        if worst:
            sys.exit(worst)

    def _one(self, partner: Partner, name: str, options: dict[str, Any]) -> Exit:
        today = clock.today()
        received_on = options["received"] or today
        if received_on > today:
            raise CommandError("a delivery cannot be received after today")
        before = set(Delivery.of(partner.municipality_id).filter(partner=partner).values_list("pk", flat=True))
        try:
            delivery = _received(partner, name, today, received_on)
            if delivery.status == Delivery.Status.CANCELLING and not options["dry_run"]:
                undo(delivery, by=None, today=today)
                delivery = _received(partner, name, today, received_on)
        except OSError as wrong:
            self.stderr.write(f"{name}: {wrong.strerror}")
            return Exit.FAILED
        if options["dry_run"]:
            return self._dry(delivery, today, own=delivery.pk not in before)
        return self._run(delivery, today, yes=options["yes"])

    def _dry(self, delivery: Delivery, today: date, *, own: bool) -> Exit:
        """Try it, and leave what somebody else began as it was: only what this command received is put away again."""
        if delivery.status in {Delivery.Status.RUNNING, Delivery.Status.CANCELLING}:
            under_way = "taken in" if delivery.status == Delivery.Status.RUNNING else "undone"
            self.stderr.write(f"{delivery.name}: is being {under_way} already; nothing was tried, nothing changed")
            return Exit.FAILED
        deliveries.dry_run(delivery, self._progress())
        outcome = self._told(delivery, "planned")
        if outcome is not Exit.FAILED and deliveries.brakes(delivery):
            self._say_brake(delivery)
            outcome = Exit.STOPPED
        if own and not delivery.at_rest:
            cancel(delivery, by=None, today=today)
        return outcome

    def _run(self, delivery: Delivery, today: date, *, yes: bool) -> Exit:
        if yes:
            deliveries.confirm(delivery)
        deliveries.run(delivery, today=today, progress=self._progress())
        if delivery.status == Delivery.Status.WAITING:
            self._say_brake(delivery)
            return Exit.STOPPED
        return self._told(delivery, "done")

    def _progress(self) -> Progress | None:
        """On a terminal: how far it is, on a line that is written over."""
        if not self.stderr.isatty():
            return None

        def tell(delivery: Delivery) -> None:
            rows = number(delivery.counts["read"]["rows"], "en")
            looked_at = number(max(delivery.checked_to, delivery.done_to), "en")
            self.stderr.write(f"\r{rows} rows read, {looked_at} done\x1b[K\r", ending="")

        return tell

    def _say_brake(self, delivery: Delivery) -> None:
        good = delivery.counts["read"]["good"]
        usual = deliveries.usual_rows(delivery) or 0
        self.stderr.write(
            f"{delivery.name}: {good} signals, where {delivery.partner.name} usually sends {usual:.0f}. "
            "Nothing was taken in. Is this right? Then run it again with --yes."
        )

    def _told(self, delivery: Delivery, under: str) -> Exit:
        if delivery.status == Delivery.Status.UNMAPPED:
            self.stderr.write(
                f"{delivery.name}: no layout of {delivery.partner.name} fits this file; make one on screen."
            )
            cancel(delivery, by=None, today=clock.today())
            return Exit.FAILED
        if delivery.status == Delivery.Status.FAILED:
            self.stderr.write(f"{delivery.name}: {failure(delivery, 'en')}")
            return Exit.FAILED
        read, done = delivery.counts["read"], delivery.counts.get(under, {})
        self.stdout.write(f"{delivery.name}: {summary(read, done)}")
        told = RowProblem.of(delivery.municipality_id).filter(delivery=delivery).filter(_TOLD)
        for one in told.order_by("-apart", "row", "id")[:SHOWN]:
            self.stdout.write(f"  row {one.row}, {one.column}: {problem(one, 'en')}")
        if (more := told.count() - SHOWN) > 0:
            self.stdout.write(f"  and {more} problems more")
        return Exit.SOME_APART if read["apart"] else Exit.ALL_IN


def _received(partner: Partner, name: str, today: date, received_on: date) -> Delivery:
    with Path(name).open("rb") as content:
        return receiving.receive(partner, name, content, by=None, today=today, received_on=received_on)


def summary(read: dict[str, int], done: dict[str, int]) -> str:
    """What a file brought, in one line."""
    waiting = sum(done.get(status, 0) for status in ("waiting_who", "waiting_person", "waiting_triage"))
    parts = {
        "rows": read["rows"],
        "set apart": read["apart"],
        "taken up": done.get("taken_up", 0),
        "waiting for somebody": waiting,
        "set aside": done.get("set_aside", 0),
        "known already": done.get("known", 0),
        "unlawful, erased": done.get("unlawful", 0),
        "cases opened": done.get("opened", 0),
        "joined an open case": done.get("joined", 0),
    }
    return ", ".join(f"{number(count, 'en')} {what}" for what, count in parts.items() if count or what == "rows")

"""`vangnet feedback`: tell a partner the results of its signals, as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from vangnet.apps.accounts.looks import note_looks
from vangnet.apps.accounts.models import Act, Ground, Municipality
from vangnet.apps.accounts.provision import WhichMunicipality, the_municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock
from vangnet.apps.outreach.feedback import Line, give, lines_of, lines_of_news, new_lines, news_for, round_off
from vangnet.apps.outreach.feedback_file import as_file, layout_of
from vangnet.apps.outreach.models import FeedbackLayout, FeedbackLog
from vangnet.apps.outreach.out import written
from vangnet.apps.partners.models import Partner

ENDINGS = ".csv, .xlsx, .xml or .json"


class Command(BaseCommand):
    help = (
        "Write what a partner may know about its signals, in its own columns, and record that it was told. "
        "What it was told before is not told again; that step is rounded off."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--partner", required=True, metavar="KEY")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help=f"ends in {ENDINGS}")
        parser.add_argument("--dry-run", action="store_true", help="write the file and record nothing")
        parser.add_argument("--municipality", metavar="CODE")

    def handle(self, *_args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if out.suffix[1:] not in FeedbackLayout.Format:
            raise CommandError(f"--out must end in {ENDINGS}")
        try:
            municipality = the_municipality(options["municipality"])
        except WhichMunicipality as wrong:
            raise CommandError(str(wrong)) from wrong
        with acting_for(municipality):
            partner = Partner.of(municipality).filter(key=options["partner"]).first()
            if partner is None:
                raise CommandError(f"no partner {options['partner']} in {municipality.code}")
            with transaction.atomic():  # a file that cannot be written was not told
                lines = self._lines(municipality, partner, dry_run=options["dry_run"])
                written(out, as_file(lines, layout_of(municipality, partner), out.suffix[1:]))
        unnamed = sum(1 for line in lines if not line.reference)
        self.stdout.write(f"{out}: {len(lines)} results, {unnamed} without a reference of the partner")

    def _lines(self, municipality: Municipality, partner: Partner, *, dry_run: bool) -> list[Line]:
        today = clock.today()
        if dry_run:
            return lines_of_news(municipality, new_lines(news_for(municipality, partner)), today)
        sending = give(municipality, partner, by=None, today=today)
        round_off(municipality, partner, by=None, today=today)
        if sending is None:
            return []
        told = list(FeedbackLog.of(municipality).filter(sending=sending).values_list("case", "signal"))
        note_looks(municipality, Act.CHANGED, "case", sorted({case for case, _ in told if case}), Ground.SIGNAL)
        nowhere = sorted(signal for case, signal in told if not case)
        note_looks(municipality, Act.CHANGED, "signal", nowhere, Ground.SIGNAL)
        return lines_of(municipality, sending)

"""`vangnet round`: make a looplijst and write it to a file."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.timezone import localtime

from vangnet.apps.accounts.looks import note_looks
from vangnet.apps.accounts.models import Act, Ground, Municipality
from vangnet.apps.accounts.provision import WhichMunicipality, the_municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.outreach.candidates import NotOnList
from vangnet.apps.outreach.models import Round
from vangnet.apps.outreach.out import written
from vangnet.apps.outreach.pdf import round_pdf
from vangnet.apps.outreach.planning import MOST_STOPS, Asked, Named, NobodyRings, make, postcode_areas
from vangnet.apps.outreach.sheet import Sheet, as_data, sheet_of
from vangnet.domain.codes import DayPart


class Command(BaseCommand):
    help = (
        "Make a looplijst and write it as PDF or JSON. The addresses are reserved for that day. Asked again in the "
        "same words, the same list is written again; in other words it is a further list, of what is not on one yet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", required=True, type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--part", required=True, type=DayPart, choices=list(DayPart))
        parser.add_argument("--visitors", required=True, type=int, metavar="N")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="ends in .pdf or .json")
        parser.add_argument("--postcode", default="", metavar="AREA", help="beginnings of postcodes: 9102 9103AB")
        parser.add_argument("--capacity", type=int, default=12, help="most addresses a visitor (default 12)")
        parser.add_argument("--cards", action="store_true", help="also bring the first cards")
        parser.add_argument("--new", action="store_true", help="a further list of what is not on one yet")
        parser.add_argument("--municipality", metavar="CODE")

    def handle(self, *_args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if out.suffix not in {".pdf", ".json"}:
            raise CommandError("--out must end in .pdf or .json")
        if not (0 < options["visitors"] <= 20 and 0 < options["capacity"] <= MOST_STOPS):
            raise CommandError(f"--visitors must be 1 to 20, --capacity 1 to {MOST_STOPS}")
        try:
            municipality = the_municipality(options["municipality"])
            areas = postcode_areas(options["postcode"])
        except (WhichMunicipality, ValueError) as wrong:
            raise CommandError(str(wrong)) from wrong
        asked = Asked(options["on"], options["part"], areas, options["capacity"], options["cards"])
        with acting_for(municipality), translation.override("nl"), transaction.atomic():
            made, left_out = self._round(municipality, asked, options["visitors"], new=options["new"])
            sheet = sheet_of(municipality, made)
            note_looks(municipality, Act.SEEN, "case", sheet.cases, Ground.DEBT_HELP)
            written(out, _file(out.suffix, municipality, sheet, left_out))  # no file, no reservation
        self.stdout.write(f"{out}: {sheet.stops} addresses for {options['visitors']} visitors")

    def _round(
        self, municipality: Municipality, asked: Asked, visitors: int, *, new: bool
    ) -> tuple[Round, list[NotOnList] | None]:
        """The list that was made by a command for the same question, else a new one with what it leaves out."""
        made_before = Round.of(municipality).filter(day=asked.day, day_part=asked.part)
        for before in _same(made_before, asked) if not new else ():
            if before.walkers.count() == visitors:
                self.stdout.write(f"the list made at {localtime(before.made_at):%Y-%m-%d %H:%M} is written again")
                return before, None
        if made_before.exists():
            self.stdout.write("a further list for this day part: what stands on another one is not on it")
        try:
            made, planned = make(
                municipality, asked, [Named(None, f"Bezoeker {n + 1}") for n in range(visitors)], by=None
            )
        except NobodyRings as wrong:
            raise CommandError(f"{wrong} is a Sunday: nobody goes round") from wrong
        for reason, count in sorted(_counts(planned.left_out).items()):
            self.stdout.write(f"left out, {reason}: {count}")
        if planned.beyond:
            self.stdout.write(f"less pressing and not weighed: {planned.beyond}")
        return made, planned.left_out


def _same(rounds: QuerySet[Round], asked: Asked) -> QuerySet[Round]:
    """Those that a command made for the same question; newest first. Of the oldest not everything is known."""
    asked_alike = Q(capacity=None) | Q(capacity=asked.capacity, cards=asked.cards)
    return rounds.filter(asked_alike, area=" ".join(asked.areas), made_by=None).order_by("-id")


def _counts(left_out: list[NotOnList]) -> dict[str, int]:
    reasons = [str(one.reason) for one in left_out]
    return {reason: reasons.count(reason) for reason in set(reasons)}


def _file(suffix: str, municipality: Municipality, sheet: Sheet, left_out: list[NotOnList] | None) -> bytes:
    if suffix == ".pdf":
        return round_pdf(municipality, sheet)
    data = as_data(sheet)
    if left_out is not None:
        data["left_out"] = [{"case": one.case.number, "reason": str(one.reason)} for one in left_out]
    return re.sub(rb"\s*\Z", b"\n", msgspec.json.format(msgspec.json.encode(data)))

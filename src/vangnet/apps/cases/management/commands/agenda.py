"""`vangnet agenda`: what must happen in a municipality on a given day, for whom, by when and why."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vangnet.apps.accounts.provision import WhichMunicipality, the_municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock
from vangnet.apps.cases.agendas import agendas
from vangnet.apps.web.lines import json_lines
from vangnet.apps.web.texts import say, word


class Command(BaseCommand):
    help = "All obligations of all cases on a day; with --json as a list."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="default: today")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--municipality", metavar="CODE", help="needed when there is more than one")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            municipality = the_municipality(options["municipality"])
        except WhichMunicipality as unclear:
            raise CommandError(str(unclear)) from unclear
        with acting_for(municipality):
            standing = list(agendas(municipality, options["on"] or clock.today()))
        if options["json"]:
            for line in json_lines(one.as_json() for one in standing):
                self.stdout.write(line)
            return
        for one in sorted(standing, key=lambda s: (s.obligation.danger_on or date.max, s.obligation.by)):
            o = one.obligation
            facts: dict[str, Any] = dict(o.because)
            title = say(f"rule.{o.rule}.{o.stage}.title" if o.stage else f"rule.{o.rule}.title", "en", **facts)
            self.stdout.write(f"{o.by}  {one.case}  {title} ({word(o.role, 'en')})")

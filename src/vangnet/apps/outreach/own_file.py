"""What do we keep of going past somebody's door, and of what partners were told, as that person reads it?"""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.own_file import Asked
from vangnet.apps.cases.wording import event_said
from vangnet.apps.outreach.models import FeedbackLog, Stop
from vangnet.apps.web.paper import Block, Grid, Heading, Said
from vangnet.apps.web.texts import day, say, word
from vangnet.domain import events as e
from vangnet.domain.codes import DayPart


def kept_of(asked: Asked) -> Sequence[Block]:
    """Each line of a walking list with what came of it, and each word to a partner about this person's reports."""
    facts = asked.setting.file.facts
    mine = {signal for number in facts.matters if (matter := asked.mine(number)) for signal in matter.signals}
    return [*_walked(asked), *told_of(asked.setting.municipality, mine)]


def _walked(asked: Asked) -> list[Block]:
    told = {entry.id: entry.event for entry in asked.setting.file.timeline}
    stops = Stop.of(asked.setting.municipality).filter(case__in=asked.members, person=asked.person.pk)
    rows = [
        (
            day(stop.day, "year"),
            word(DayPart(stop.walker.round.day_part)),
            say(f"door_task.{stop.task}"),
            _came_of(asked, stop, told.get(stop.result_id or 0)),
        )
        for stop in stops.select_related("walker__round").order_by("day", "id")
    ]
    if not rows:
        return []
    head = (_("Dag"), _("Dagdeel"), _("Waarvoor"), _("Wat ervan kwam"))
    return [Heading(_("Wanneer wij bij u langs zouden gaan")), Grid(head=head, rows=rows, widths=(2, 2, 3, 4))]


def _came_of(asked: Asked, stop: Stop, told: e.Event | None) -> str:
    """What was recorded at this door; else whether the day is still to come."""
    if told:
        return " ".join(part for part in event_said(told, asked.setting.names) if part)
    return _("niets vastgelegd") if stop.over_on(asked.setting.today) else _("dit moet nog gebeuren")


def told_of(municipality: Municipality, signals: Collection[int]) -> Sequence[Block]:
    """What partners heard from us about these reports of theirs."""
    lines = FeedbackLog.of(municipality).filter(signal__in=list(signals)).select_related("sending__partner")
    rows = [
        (day(line.sending.told_on, "year"), line.sending.partner.name, say(f"told.{line.code}"))
        for line in lines.order_by("id")
    ]
    if not rows:
        return []
    head = (_("Dag"), _("Aan wie"), _("Wat wij vertelden"))
    why = _("Wie een melding stuurde, mag weten of wij die oppakten. Wat u zei of koos, hoort diegene niet.")
    return [Heading(_("Wat partners van ons hoorden")), Said(why), Grid(head=head, rows=rows, widths=(2, 3, 5))]

"""What happened in a case, as its timeline tells it: every fact with who and when, corrections and notes beside it."""

from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.apps.cases.dossier import CaseFile, Entry
from vangnet.apps.cases.models import Note
from vangnet.apps.cases.steps import Told
from vangnet.apps.cases.wording import confirmed_said, event_said, subject_said
from vangnet.apps.web.components import Action, Happened, Kind
from vangnet.apps.web.texts import day, say
from vangnet.domain import events as e
from vangnet.domain.codes import EVICTION_RULINGS, Channel, Reached

_ICONS = {
    "report": "tray",
    "outreach": "talk",
    "help": "hand",
    "arrangement": "money",
    "court": "scales",
    "eviction": "alert",
    "loss": "home",
    "file": "folder",
}
_BY_CHANNEL = {
    Channel.VISIT: "door",
    Channel.PHONE: "phone",
    Channel.LETTER: "letter",
    Channel.CARD: "letter",
    Channel.MAIL: "letter",
}
_ALARMS = (
    *(e.EvictionAnnounced, e.EvictionCarriedOut, e.HomeLost, e.Disconnected, e.DisconnectionAnnounced),
    *(e.AuctionAnnounced, e.ArrangementBroken),
)
_GOOD = (
    *(e.HelpAccepted, e.HelpRequested, e.DebtSettled, e.ArrangementAgreed, e.ArrangementCompleted, e.InstalmentPaid),
    *(e.EvictionCancelled, e.DisconnectionCancelled, e.AuctionCancelled, e.Reconnected, e.TenancyConfirmed),
    *(e.SummonsWithdrawn, e.ProceedingsWithdrawn, e.JudgmentSetAside, e.SecondChanceAgreed, e.Rehoused, e.ThreatEnded),
    e.FirstConversationHeld,
)


class Timeline(NamedTuple):
    """What happened, newest first; and how much more, longer ago."""

    lines: list[Happened]
    earlier: int


def happened(file: CaseFile, told: Told, at_most: int | None = None) -> Timeline:
    """The timeline for these eyes, notes among the facts: all of it, or the newest so many lines."""
    notes = file.notes if told.sight.debts else []
    seen: list[tuple[date, Entry | Note]] = [
        *((entry.on, entry) for entry in file.timeline if told.sight.event(entry.event, file.facts)),
        *((_day(note.written_at), note) for note in notes),
    ]
    newest = [one for _on, one in sorted(seen, key=itemgetter(0), reverse=True)]
    shown = newest[:at_most]
    by_id = {entry.id: entry for entry in file.timeline}
    corrections = {
        entry.event.event: entry
        for entry in file.timeline
        if isinstance(entry.event, e.EventCorrected) and not entry.corrected
    }
    lines = [_noted(one) if isinstance(one, Note) else _line(one, told, by_id, corrections) for one in shown]
    return Timeline(lines, len(newest) - len(shown))


def _line(entry: Entry, told: Told, by_id: dict[int, Entry], corrections: dict[int, Entry]) -> Happened:
    what, more = event_said(entry.event, told.names)
    texts = [more] if more else []
    if isinstance(entry.event, e.EventCorrected) and entry.event.event in by_id:
        wrong = by_id[entry.event.event]
        texts.append(_("Het ging om: %(what)s") % {"what": event_said(wrong.event, told.names)[0]})
    if entry.id in corrections:
        texts.append(_corrected(corrections[entry.id]))
    texts += [confirmed_said(doubt, told.matters) for doubt in entry.confirmed]
    texts += [_note(note) for note in entry.notes]
    group = say(f"event.{entry.kind}.group")
    return Happened(
        on=entry.on,
        what=what,
        text=" ".join(texts),
        detail=_about(entry, told),
        by=entry.recorded_by.name if entry.recorded_by else _("het systeem"),
        recorded_at=entry.recorded_at if _later(entry) else None,
        icon=_BY_CHANNEL.get(getattr(entry.event, "channel", None) or Channel.OTHER, _ICONS[group]),
        kind=_kind(entry.event, group),
        gone=entry.corrected,
        more=_ways_on(entry, told),
    )


def _ways_on(entry: Entry, told: Told) -> list[Action]:
    if entry.corrected or isinstance(entry.event, e.EventCorrected):
        return []
    if not told.sight.may_correct(entry.event, told.facts):
        return []
    return [Action(reverse("correct", args=[told.number, entry.id]), _("Verbeter"))]


def _corrected(correction: Entry) -> str:
    who = correction.recorded_by.name if correction.recorded_by else _("het systeem")
    on = timezone.localtime(correction.recorded_at).date()
    return _("Verbeterd op %(day)s door %(who)s.") % {"day": day(on, "full"), "who": who}


def _note(note: Note) -> str:
    return _("Notitie van %(who)s: “%(text)s”") % {"who": _author(note), "text": note.text}


def _author(note: Note) -> str:
    return note.written_by.name if note.written_by else _("het systeem")


def _noted(note: Note) -> Happened:
    return Happened(on=_day(note.written_at), what=_("Notitie"), text=note.text, by=_author(note), icon="note")


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _later(entry: Entry) -> bool:
    """When it was recorded is told where that was not on the day itself."""
    return _day(entry.recorded_at) != entry.on


def _about(entry: Entry, told: Told) -> str:
    """Whose or which matter it is, where a case has more than one."""
    facts, event = told.facts, entry.event
    if isinstance(event, e.OfMatter) and len(facts.matters) > 1:
        return subject_said("matter", event.matter, facts, told.names)
    if isinstance(event, e.OfPerson) and len(facts.persons) > 1:
        return told.names.person(event.person)
    return ""


def _kind(event: e.Event, group: str) -> Kind:
    if isinstance(event, _ALARMS) or (isinstance(event, e.JudgmentGiven) and event.ruling in EVICTION_RULINGS):
        return "alarm"
    if isinstance(event, _GOOD) or (isinstance(event, e.ContactAttempted) and event.reached is Reached.SPOKEN):
        return "good"
    return "soon" if group in ("court", "eviction", "loss") else "net"

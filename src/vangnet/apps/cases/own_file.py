"""What does somebody read who asks what we keep: everything about this person, and nothing of what another owes?

The story of the case is told as far as it is about this person or the whole household. What other apps keep beside
it they tell themselves: they stand above this one.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from vangnet.apps.accounts.looks import looks_at
from vangnet.apps.accounts.models import Act, Ground
from vangnet.apps.cases.dossier import Entry
from vangnet.apps.cases.models import Note, Person
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.wording import confirmed_said, event_said, language_name, matter_said, matters_called
from vangnet.apps.web.paper import Block, Facts, Grid, Heading, Paper, Points, Said
from vangnet.apps.web.texts import day, euro, say
from vangnet.domain import events as e
from vangnet.domain.case import Matter
from vangnet.domain.law import LAW


class Asked(NamedTuple):
    """Whose file is told, as whom it is told by sees it."""

    setting: Setting
    person: Person
    members: Sequence[int]
    """The ids of the case and of all that is told within it."""

    def mine(self, number: int) -> Matter | None:
        """This matter, when it is this person's."""
        matter = self.setting.file.facts.matters.get(number)
        return matter if matter and matter.person == self.person.pk else None


Source = Callable[[Asked], Sequence[Block]]
_sources: list[Source] = []


def tells_of_person(source: Source) -> None:
    """Let an app tell what it keeps of a person; call it in AppConfig.ready."""
    if source not in _sources:
        _sources.append(source)


def loose_notes(asked: Asked) -> list[Note]:
    """Notes beside no fact of one person. In a household of several they are read first, to tell of whom they are."""
    shared = [entry for entry in asked.setting.file.timeline if _of_everybody(entry.event)]
    return [*asked.setting.file.notes, *(note for entry in shared for note in entry.notes)]


def alone(asked: Asked) -> bool:
    """Whether the facts speak of nobody else."""
    return not set(asked.setting.file.facts.persons) - {asked.person.pk}


def own_file_paper(asked: Asked, notes: Collection[Note]) -> Paper:
    """Everything we keep of this person, ``notes`` being those that are of nobody else."""
    setting = asked.setting
    home = setting.file.home
    blocks: list[Block] = [
        Said(_("Dit is wat wij over u bewaren. Namen en schulden van anderen staan er niet in.")),
        Heading(_("Wie u bent")),
        Facts(list(_who(asked))),
        *_owed(asked),
        Heading(_("Wat er gebeurde")),
        _story(asked),
        *_noted(sorted(notes, key=lambda note: note.written_at)),
    ]
    for source in _sources:
        blocks += source(asked)
    blocks += [*_looked(asked), *why_said(setting.today), *rights_said()]
    return Paper(
        title=_("Uw dossier"),
        sender=_("Gemeente %(name)s") % {"name": setting.municipality.name},
        about=f"{day(setting.today, 'full')} · {_('dossier')} {setting.file.case.number}",
        to=[asked.person.name, *([setting.file.case.address] if home and setting.file.case.address else [])],
        blocks=blocks,  # type: ignore[arg-type]
        foot=_("Dit dossier is alleen voor u. Geef het niet zomaar aan een ander."),
    )


def _who(asked: Asked) -> Iterator[tuple[str, str]]:
    person, setting = asked.person, asked.setting
    facts = (
        (_("Naam"), person.name),
        (_("Geboren"), day(person.birth_date, "year") if person.birth_date else ""),
        (_("Adres"), setting.file.case.address),
        (_("Telefoon"), person.phone),
        (_("E-mail"), person.email),
        (_("Taal"), language_name(person.language) if person.language else ""),
        (_("Burgerservicenummer"), _("bewaard, versleuteld") if person.bsn_sealed else ""),
        (_("Dossier sinds"), day(setting.file.facts.opened_on, "year") if setting.file.facts.opened_on else ""),
        (_("Bewaard tot"), day(until, "year") if (until := setting.file.case.retention_until) else ""),
    )
    return ((name, said) for name, said in facts if said)


def _owed(asked: Asked) -> list[Block]:
    mine = [m for number in asked.setting.file.facts.matters if (m := asked.mine(number))]
    if not mine:
        return []
    rows = [(matter_said(m, asked.setting.names), _amount(m), _state(m)) for m in mine]
    head = (_("Wat"), _("Bedrag"), _("Hoe het staat"))
    return [Heading(_("Wat er speelt")), Grid(head=head, rows=rows, sums=(1,))]


def _amount(matter: Matter) -> str:
    """What is owed; of a threat without debt there is nothing to say."""
    if matter.cents is not None:
        return euro(matter.cents)
    return _("onbekend") if matter.is_debt else ""


def _state(matter: Matter) -> str:
    return _("opgelost op %(day)s") % {"day": day(matter.settled_on, "year")} if matter.settled_on else _("loopt")


def _story(asked: Asked) -> Block:
    """The facts about this person and about the case as a whole, oldest first; what was corrected says so."""
    timeline = asked.setting.file.timeline
    by_id = {entry.id: entry for entry in timeline}
    rows = [
        (day(entry.on, "year"), _sentence(asked, entry))
        for entry in reversed(timeline)
        if _about(asked, entry.event, by_id)
    ]
    return Grid(head=(_("Dag"), _("Wat")), rows=rows, widths=(1, 4))


def _about(asked: Asked, event: e.Event, by_id: dict[int, Entry]) -> bool:
    """Whether a fact is of this person, or of the household as a whole; never one that names another."""
    if isinstance(event, e.EventCorrected):
        return event.event in by_id and _about(asked, by_id[event.event].event, {})
    if getattr(event, "person", None) not in (None, asked.person.pk):
        return False
    return not isinstance(event, e.OfMatter) or asked.mine(event.matter) is not None


def _of_everybody(event: e.Event) -> bool:
    """Whether a fact is about the household, and not about one person or what threatens one."""
    return getattr(event, "person", None) is None and not isinstance(event, (e.OfMatter, e.EventCorrected))


def _sentence(asked: Asked, entry: Entry) -> str:
    said = [part for part in event_said(entry.event, asked.setting.names) if part]
    said += _of_which(asked, entry.event)
    if entry.corrected:
        said.append(_("Dit is later verbeterd."))
    if not _of_everybody(entry.event):
        setting = asked.setting
        matters = matters_called(setting.file.facts, setting.names, lambda m: asked.mine(m.number) is not None)
        said += [confirmed_said(doubt, matters) for doubt in entry.confirmed]
        said += [_("Notitie: %(text)s") % {"text": note.text} for note in entry.notes]
    return " ".join(said)


def _of_which(asked: Asked, event: e.Event) -> list[str]:
    """Of somebody with several matters: which of them a fact is about, where it does not say so itself."""
    mine = [m for number in asked.setting.file.facts.matters if (m := asked.mine(number))]
    if len(mine) < 2 or not isinstance(event, e.OfMatter) or isinstance(event, (e.SignalReceived, e.MatterNoted)):
        return []
    about = next((matter for matter in mine if matter.number == event.matter), None)
    return [_("Dit gaat over: %(what)s.") % {"what": matter_said(about, asked.setting.names)}] if about else []


def _noted(notes: Collection[Note]) -> list[Block]:
    if not notes:
        return []
    return [Heading(_("Notities")), Points([f"{day(note.written_at.date(), 'year')}: {note.text}" for note in notes])]


def _looked(asked: Asked) -> list[Block]:
    """Who looked, by task: each day, role and act once."""
    rows = looks_at(asked.setting.municipality, kind="case", subject=asked.setting.file.case.pk)
    seen = dict.fromkeys(
        (
            day(row.at.date(), "year"),
            say(f"role.{row.role}") if row.role else _("het systeem"),
            str(Act(row.act).label),
            str(Ground(row.ground).label),
        )
        for row in rows.exclude(act=Act.LISTED)
    )
    head = (_("Dag"), _("Wie"), _("Wat"), _("Waarom"))
    return [Heading(_("Wie uw dossier bekeek")), Grid(head=head, rows=list(seen))] if seen else []


def why_said(on: date, *more: str) -> list[Block]:
    """For what, on which ground, who gets it, and that no machine decides (art. 15 lid 1 AVG); and what ``more``."""
    ground = LAW.on(on)["privacy.ground_of_processing"].value
    points = [
        _("Wij helpen mensen met schulden op tijd, zodat zij hun woning niet verliezen."),
        _("De wet die dat mag en moet: %(ground)s.") % {"ground": ground},
        _("Alleen wie eraan werkt ziet het. Wie een melding stuurde, hoort of wij die oppakken, en verder niets."),
        *more,
        _("Geen computer beslist over u: dat doen mensen."),
    ]
    return [Heading(_("Waarom wij dit bewaren")), Points(points)]


def rights_said() -> list[Block]:
    """What somebody may ask about what we keep, and where to complain."""
    return [
        Heading(_("Klopt er iets niet?")),
        Said(
            _(
                "U mag vragen om iets te verbeteren, te wissen of minder te gebruiken. Binnen een maand krijgt u "
                "antwoord. Bent u het daar niet mee eens? Dan kunt u klagen bij de Autoriteit Persoonsgegevens."
            )
        ),
    ]

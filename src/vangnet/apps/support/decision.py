"""How does a decision on debt help stand on paper? What was decided, why, what follows, and how to object.

Plain Dutch (B1); a refusal says first what we do all the same.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from vangnet.apps.support.models import ObjectionDesk, PlanStep, Ruling
from vangnet.apps.support.persons import AtPerson
from vangnet.apps.support.plan import who_said
from vangnet.apps.web.paper import Block, Boxed, Grid, Heading, Paper, Said
from vangnet.apps.web.texts import day, word
from vangnet.domain.codes import Answer, HelpKind


def desk_of(at: AtPerson) -> ObjectionDesk | None:
    """To whom one objects here; None while nobody said so, and then no letter can go out."""
    return ObjectionDesk.of(at.setting.municipality).first()


def decision_paper(at: AtPerson, ruling: Ruling, steps: Sequence[PlanStep], desk: ObjectionDesk) -> Paper:
    """The letter to the resident; ``steps`` are those of the plan, in their order."""
    setting, home = at.setting, at.setting.file.home
    plan = ruling.answer == Answer.YES
    signed = ruling.signed_by.name if ruling.signed_by else ""
    blocks: list[Block] = [
        Said(_("Beste %(name)s,") % {"name": at.person.name}),
        *(_plan(at, ruling, steps) if plan else _refusal(at, ruling)),
        Said(_("Wij namen dit besluit op grond van artikel 4a van de Wet gemeentelijke schuldhulpverlening.")),
        *_objecting(at, ruling, desk),
        Said(_("Met vriendelijke groet,")),
        Said(_("namens burgemeester en wethouders van %(name)s") % {"name": setting.municipality.name}),
        *([Said(signed)] if signed else []),
    ]
    return Paper(
        title=_("Besluit: uw plan voor schuldhulp") if plan else _("Besluit op uw vraag om schuldhulp"),
        sender=_("Gemeente %(name)s") % {"name": setting.municipality.name},
        about=f"{day(ruling.on, 'full')} · {_('dossier')} {at.case.number}",
        to=[at.person.name, *([at.case.address] if home and at.case.address else [])],
        foot=_("Bewaar deze brief bij uw papieren."),
        blocks=blocks,  # type: ignore[arg-type]
    )


def _asked(at: AtPerson) -> str:
    asked = at.known.application_on
    return _("U vroeg op %(day)s om hulp bij uw schulden.") % {"day": day(asked, "full")} if asked else ""


def _plan(at: AtPerson, ruling: Ruling, steps: Sequence[PlanStep]) -> Iterator[Block]:
    help_said = word(HelpKind(ruling.kind)) if ruling.kind else ""
    yield Said(f"{_asked(at)} {_('U krijgt die hulp: %(kind)s.') % {'kind': help_said}}".strip())
    if ruling.grounds:
        yield Heading(_("Waarom"))
        yield Said(ruling.grounds)
    yield Heading(_("Dit spraken wij af"))
    yield Grid(
        head=(_("Wat"), _("Wie"), _("Uiterlijk op")),
        rows=[(step.what, who_said(step), day(step.due, "year")) for step in steps],
        widths=(3, 2, 2),
    )
    yield Said(_("Lukt een stap niet, of wordt het te veel? Bel ons. Dan passen wij het plan samen aan."))
    if ruling.nevertheless:
        yield Said(ruling.nevertheless)


def _refusal(at: AtPerson, ruling: Ruling) -> Iterator[Block]:
    yield Said(f"{_asked(at)} {_('Die schuldhulp krijgt u nu niet. Wel helpen wij u op een andere manier.')}".strip())
    yield Heading(_("Dit doen wij wel"))
    yield Said(ruling.nevertheless)
    yield Heading(_("Waarom wij nee zeggen"))
    yield Said(ruling.grounds)
    yield Said(_("Verandert er iets? Vraag het dan opnieuw. Dreigt u uw woning te verliezen? Bel ons meteen."))


def _objecting(at: AtPerson, ruling: Ruling, desk: ObjectionDesk) -> Iterator[Block]:
    """Within which term, to whom, and what it must hold (Awb)."""
    until = at.setting.file.practice.by_law("awb.objection", ruling.on)
    yield Heading(_("Bent u het er niet mee eens?"))
    if desk.phone:
        yield Said(_("Bel ons eerst gerust: %(phone)s. Vaak komen wij er samen uit.") % {"phone": desk.phone})
    to = ", ".join(line.strip() for line in (desk.name, *desk.address.splitlines()) if line.strip())
    yield Boxed(
        _("U kunt bezwaar maken tot en met %(day)s") % {"day": day(until, "full")},
        _(
            "Stuur een brief aan %(to)s. Zet erin: uw naam en adres, de datum, over welk besluit het gaat, waarom u "
            "het er niet mee eens bent, en uw handtekening. Bezwaar maken kost niets. Iemand mag u erbij helpen."
        )
        % {"to": to},
    )

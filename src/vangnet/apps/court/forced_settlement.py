"""How does the request for a forced settlement read, on the screen and on paper? What counts is the core's."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from django.utils.translation import gettext as _

from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.wording import matter_said
from vangnet.apps.court.last_resort import PartSaid, parts_said, who_lives, written
from vangnet.apps.court.models import RequestFile
from vangnet.apps.web.paper import Block, Boxed, Facts, Heading, Paper, Points, Said, Signed
from vangnet.apps.web.texts import day, euro, percent, word
from vangnet.domain import forced_settlement as core
from vangnet.domain.case import Matter, Person, Proposal
from vangnet.domain.codes import Answer, ForcedLacks
from vangnet.domain.requested import Part

_MENDS: Mapping[StrEnum, str] = {ForcedLacks.NO_HELP: "HelpAccepted", ForcedLacks.NOBODY_REFUSED: "ArrangementAnswered"}


def parts_of(setting: Setting, person: Person, kept: RequestFile) -> tuple[PartSaid, ...]:
    """What the request needs, and of each whether it is there."""
    return parts_said(_parts(setting, person, kept), _MENDS)


def _parts(setting: Setting, person: Person, kept: RequestFile) -> tuple[Part, ...]:
    return core.forced_parts(setting.file.facts, person.id, why=bool(kept.why))


def creditors(setting: Setting, person: Person) -> list[tuple[str, str, str]]:
    """Each open debt: about what and how much, and what its creditor said."""
    debts = [m for m in core.open_debts(setting.file.facts, person.id) if setting.sight.matter(m)]
    unknown = _("bedrag onbekend")
    return [(matter_said(m, setting.names), unknown if m.cents is None else euro(m.cents), _said(m)) for m in debts]


def _said(matter: Matter) -> str:
    if matter.arranged_on:
        return _("doet mee, sinds %(day)s") % {"day": day(matter.arranged_on, "year")}
    proposal = matter.proposal
    if proposal is None:
        return _("nog niets voorgesteld")
    if proposal.answered_on is None:
        said = _("voorgesteld op %(day)s, nog geen antwoord") % {"day": day(proposal.on, "year")}
    else:
        answer = _("zei ja op %(day)s") if proposal.answer is Answer.YES else _("zei nee op %(day)s")
        said = answer % {"day": day(proposal.answered_on, "year")}
    return f"{said}; {_offered(proposal)}" if proposal.settles else said


def _offered(proposal: Proposal) -> str:
    """How much of the debt was offered: what the court weighs a no by."""
    share = percent(proposal.paid, proposal.owed)
    return _("aangeboden is %(amount)s, dat is %(share)s") % {"amount": euro(proposal.paid), "share": share}


def forced_paper(setting: Setting, person: Person, kept: RequestFile) -> Paper:
    """The request to the court, or its draft that says what is missing."""
    missing = [f"{word(part.part)}: {word(part.lacks)}" for part in _parts(setting, person, kept) if part.lacks]
    return Paper(
        title=_("Verzoek om een dwangakkoord"),
        sender=_("Gemeente %(name)s") % {"name": setting.municipality.name},
        blocks=list(_blocks(setting, person, kept, missing)),  # type: ignore[arg-type]
        about=day(setting.today, "full"),
        foot=_("Concept: nog niet compleet") if missing else "",
    )


def _blocks(setting: Setting, person: Person, kept: RequestFile, missing: list[str]) -> Iterator[Block]:
    if missing:
        yield Boxed(_("Concept"), _("Dit verzoek kan nog niet worden gedaan. Er ontbreekt: %s.") % "; ".join(missing))
    yield Facts(list(who_lives(setting, person.id)))
    yield Heading(_("De schuldeisers"))
    told = creditors(setting, person)
    yield Points([f"{what}, {much}: {said}" for what, much, said in told] or [_("geen open schulden bekend")])
    yield Heading(_("Waarom meer betalen niet kan"))
    yield from written(kept.why, draft=bool(missing))
    if kept.tried:
        yield Heading(_("Wat de schuldeiser zei, en waarom dat niet redelijk is"))
        yield from written(kept.tried)
    yield Heading(_("Waaraan is voldaan"))
    yield Points(
        [word(part.part).capitalize() for part in _parts(setting, person, kept) if part.met] or [_("nog aan niets")]
    )
    yield Said(law_said(), quiet=True)
    yield Signed((_("de bewoner, of namens het college van burgemeester en wethouders"),))


def law_said() -> str:
    """On what ground the court may order it, and that nobody saw the text of the law yet."""
    return _(
        "Artikel 287a Fw: de rechter kan een schuldeiser laten meedoen die in redelijkheid geen nee kon zeggen. Het "
        "verzoek gaat samen met een verzoek om toelating tot de wettelijke schuldsanering. Dit is nog niet in de "
        "wettekst nagezien."
    )

"""How does an answer to an objection or to a data request stand on paper, and a word that it takes longer?

Each says what was decided before why, and how to go on: to whom, until when, and that help with it is free.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from vangnet.apps.support.models import ObjectionDesk, Reply
from vangnet.apps.support.persons import AtPerson
from vangnet.apps.support.replies import OBJECTION, Outcome, right_of
from vangnet.apps.web.paper import Block, Boxed, Heading, Paper, Said
from vangnet.apps.web.texts import day, word
from vangnet.domain.law import LAW


class Reader(NamedTuple):
    """Who gets a letter, and how terms are counted for whoever that is."""

    name: str
    home: tuple[str, ...]
    """The lines of the address; none where we know of none."""
    number: str
    """Of what the letter is about, as one writes it: ``dossier VN-2026-00417``."""
    municipality: str
    by_law: Callable[[str, date], date]


def reader_of(at: AtPerson) -> Reader:
    """One adult of a case."""
    file = at.setting.file
    home = (at.case.address,) if file.home and at.case.address else ()
    number = f"{_('dossier')} {at.case.number}"
    return Reader(at.person.name, home, number, at.setting.municipality.name, file.practice.by_law)


def lacks(reply: Reply, desk: ObjectionDesk | None) -> str:
    """Why this letter cannot go out yet; empty where it can."""
    if reply.outcome in (Outcome.WITHDRAWN, Outcome.EXTENDED):
        return ""
    if desk is None:
        return _("De brief kan nog niet: de coördinator vult eerst in waar bezwaar naartoe gaat (Bezwaaradres).")
    if reply.about == OBJECTION and not desk.court:
        return _(
            "De brief kan nog niet: de coördinator vult eerst in bij welke rechtbank men in beroep gaat (Bezwaaradres)."
        )
    return ""


def reply_paper(reader: Reader, reply: Reply, desk: ObjectionDesk | None, more: Sequence[Block] = ()) -> Paper:
    """The letter to the resident, with what ``more`` follows the answer; only where nothing is ``lacks``."""
    blocks: list[Block] = [
        Said(_("Beste %(name)s,") % {"name": reader.name}),
        *_answer(reply),
        *more,
        *_further(reader, reply, desk),
        Said(_("Met vriendelijke groet,")),
        Said(_("namens burgemeester en wethouders van %(name)s") % {"name": reader.municipality}),
        *([Said(reply.signed_by.name)] if reply.signed_by else []),
    ]
    return Paper(
        title=title_of(reply),
        sender=_("Gemeente %(name)s") % {"name": reader.municipality},
        about=f"{day(reply.on, 'full')} · {reader.number}",
        to=[reader.name, *reader.home],
        foot=_("Bewaar deze brief bij uw papieren."),
        blocks=blocks,  # type: ignore[arg-type]
    )


def title_of(reply: Reply) -> str:
    """What the letter is called, on paper and in the list of letters."""
    mine = reply.about == OBJECTION
    if reply.outcome == Outcome.EXTENDED:
        return (
            _("Wij hebben meer tijd nodig voor uw bezwaar") if mine else _("Wij hebben meer tijd nodig voor uw verzoek")
        )
    if mine:
        return _("Beslissing op uw bezwaar")
    return _("Antwoord op uw verzoek over uw gegevens")


def _answer(reply: Reply) -> Iterator[Block]:
    yield Said(f"{_asked(reply)} {_outcome(reply)}")
    for title, text in (
        (_("Wat er verandert") if reply.about == OBJECTION else _("Wat wij deden"), reply.given),
        (_("Wat wij niet doen"), reply.refused),
        (_("Waarom"), reply.grounds),
    ):
        if text:
            yield Heading(title)
            yield Said(text)


def _asked(reply: Reply) -> str:
    asked = day(reply.asked_on, "full")
    if reply.about != OBJECTION:
        return _("Op %(asked)s deed u een verzoek over uw gegevens: %(right)s.") % {
            "asked": asked,
            "right": word(right_of(reply.about)),
        }
    if reply.against is None:
        return _("Op %(asked)s maakte u bezwaar tegen een besluit van ons.") % {"asked": asked}
    return _("Op %(asked)s maakte u bezwaar tegen ons besluit van %(against)s.") % {
        "asked": asked,
        "against": day(reply.against, "full"),
    }


def _outcome(reply: Reply) -> str:
    if reply.outcome == Outcome.EXTENDED and reply.until:
        return _("Wij hebben meer tijd nodig. U krijgt uiterlijk op %(day)s antwoord.") % {
            "day": day(reply.until, "full")
        }
    mine = reply.about == OBJECTION
    said = {
        Outcome.UPHELD: _("U krijgt gelijk.") if mine else _("Wij doen wat u vraagt."),
        Outcome.PARTLY: _("U krijgt voor een deel gelijk.") if mine else _("Wij doen een deel van wat u vraagt."),
        Outcome.REJECTED: _("Wij blijven bij ons besluit.") if mine else _("Wij doen niet wat u vraagt."),
        Outcome.WITHDRAWN: _("U trok uw bezwaar in. Daarom beslissen wij er niet meer over."),
        Outcome.NOTHING: _("Wij bewaren niets over u."),
    }
    return said.get(Outcome(reply.outcome), "")


def _further(reader: Reader, reply: Reply, desk: ObjectionDesk | None) -> Iterator[Block]:
    """How somebody goes on who does not agree."""
    if reply.outcome == Outcome.WITHDRAWN:
        return
    if reply.outcome == Outcome.EXTENDED:
        yield Said(_law_of_longer(reply))
        if reply.about != OBJECTION:
            yield from _complaint()
        return
    yield Heading(_("Bent u het er niet mee eens?"))
    if desk and desk.phone:
        yield Said(_("Bel ons eerst gerust: %(phone)s. Vaak komen wij er samen uit.") % {"phone": desk.phone})
    if reply.about == OBJECTION:
        yield from _appeal(reader, reply, desk)
    else:
        yield from _against_answer(reader, reply, desk)
        yield from _complaint()


def _law_of_longer(reply: Reply) -> str:
    if reply.about == OBJECTION:
        return _("Dit mag één keer, hoogstens zes weken (artikel 7:10 lid 3 van de Algemene wet bestuursrecht).")
    return _(
        "Dit mag één keer, hoogstens twee maanden (artikel 12 lid 3 van de Algemene verordening gegevensbescherming)."
    )


def _appeal(reader: Reader, reply: Reply, desk: ObjectionDesk | None) -> Iterator[Block]:
    """To which court, until when, at what cost, and what to do when it cannot wait (art. 3:45, 8:1, 8:81 Awb)."""
    until = reader.by_law("awb.appeal", reply.on)
    yield Boxed(
        _("U kunt in beroep tot en met %(day)s") % {"day": day(until, "full")},
        _(
            "Stuur een brief aan %(to)s. Zet erin: uw naam en adres, de datum, over welke beslissing het gaat, waarom "
            "u het er niet mee eens bent, en uw handtekening. Doe een kopie van deze brief erbij. De rechtbank vraagt "
            "griffierecht; wie weinig geld heeft, kan vragen om dat niet te betalen."
        )
        % {"to": _in_a_row(desk.court if desk else "")},
    )
    yield Said(
        _(
            "Kan het niet wachten? Dan kunt u de rechtbank ook om een voorlopige voorziening vragen. "
            "Het Juridisch Loket helpt u gratis."
        )
    )


def _against_answer(reader: Reader, reply: Reply, desk: ObjectionDesk | None) -> Iterator[Block]:
    """Art. 34 UAVG: our answer is a decision, so that one can object to it, and then go to court."""
    if LAW.on(reply.on)["privacy.answer_is_decision"].value is not True:
        return
    until = reader.by_law("awb.objection", reply.on)
    to = f"{desk.name}, {_in_a_row(desk.address)}" if desk else ""
    yield Boxed(
        _("U kunt bezwaar maken tot en met %(day)s") % {"day": day(until, "full")},
        _(
            "Stuur een brief aan %(to)s. Zet erin: uw naam en adres, de datum, over welk antwoord het gaat, waarom u "
            "het er niet mee eens bent, en uw handtekening. Bezwaar maken kost niets. Bent u het daarna nog niet "
            "eens? Dan kunt u naar de rechter."
        )
        % {"to": to},
    )


def _complaint() -> Iterator[Block]:
    yield Said(
        _(
            "U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens, die toeziet op gegevens van mensen: "
            "autoriteitpersoonsgegevens.nl. Dat kost niets."
        )
    )


def _in_a_row(lines: str) -> str:
    return ", ".join(line.strip() for line in lines.splitlines() if line.strip())

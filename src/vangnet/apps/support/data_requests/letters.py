"""How does an answer stand on paper, and what we keep of somebody without a case?"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from vangnet.apps.cases import clock, traces
from vangnet.apps.cases.own_file import rights_said, why_said
from vangnet.apps.partners.practice import practice_of
from vangnet.apps.support.data_requests.tracing import kept
from vangnet.apps.support.models import DataRequest, Reply
from vangnet.apps.support.replies import Outcome
from vangnet.apps.support.reply_letter import Reader
from vangnet.apps.web.paper import Block, Facts, Heading, Paper, Points, Said
from vangnet.apps.web.texts import LANGUAGES, day, word
from vangnet.domain.codes import IdentityCheck, PrivacyRight
from vangnet.domain.keeping import request_kept_until

DUTCH = "nl"


def language_of(asked: DataRequest) -> str:
    """In which language this person reads our letters."""
    return asked.language if asked.language in LANGUAGES else DUTCH


def reader_of(asked: DataRequest) -> Reader:
    """To whom it goes; a representative gets it at the address of the person it is about."""
    called = f"{_('verzoek')} {asked.pk}"
    here = asked.municipality
    return Reader(asked.name, (asked.home, asked.place), called, here.name, practice_of(here).by_law)


def more_said(asked: DataRequest, reply: Reply) -> Sequence[Block]:
    """Where we looked when we say that there is nothing, and until when we keep this request."""
    if reply.outcome == Outcome.EXTENDED:
        return ()
    return list(_more(asked, reply))


def _more(asked: DataRequest, reply: Reply) -> Iterator[Block]:
    if reply.outcome == Outcome.NOTHING:
        yield Said(_("Wij zochten op uw naam, geboortedatum, adres en telefoonnummer, en keken hier:"))
        yield Points([_("dossiers van huishoudens"), *(str(source.label) for source in traces.sources())])
    until = asked.retention_until or request_kept_until(reply.on, practice_of(asked.municipality))
    yield Said(
        _("Uw verzoek en ons antwoord bewaren wij tot en met %(day)s. Daarna wissen wij ze.")
        % {"day": day(until, "full")}
    )


def overview_paper(asked: DataRequest) -> Paper:
    """Everything that a colleague said is of this person, from where, why and for how long."""
    found = kept(asked)
    forgotten = _("Een melding die niet in een dossier komt, wissen wij na de bewaartermijn.")
    known = _("U heeft bij ons geen dossier. Dit is wat wij toch over u bewaren.")
    blocks: list[Block] = [
        Said(known if found else _("Behalve dit verzoek bewaren wij niets over u.")),
        *(*found, *request_said(asked), *why_said(asked.received_on, forgotten), *rights_said()),
    ]
    return Paper(
        title=_("Wat wij over u bewaren"),
        sender=_("Gemeente %(name)s") % {"name": asked.municipality.name},
        about=f"{day(clock.today(), 'full')} · {_('verzoek')} {asked.pk}",
        to=[asked.name, asked.home, asked.place],
        blocks=blocks,  # type: ignore[arg-type]
        foot=_("Dit overzicht is alleen voor u. Geef het niet zomaar aan een ander."),
    )


def request_said(asked: DataRequest) -> list[Block]:
    """The request itself, which is kept as well."""
    facts = (
        (_("Wat u vroeg"), word(PrivacyRight(asked.right))),
        (_("In uw woorden"), asked.words),
        (_("Ontvangen"), day(asked.received_on, "year")),
        (_("Namens u"), asked.agent),
        (_("Hoe wij zagen wie u bent"), word(IdentityCheck(asked.identity))),
        (_("Telefoon"), asked.phone),
        (_("E-mail"), asked.email),
        (_("Beantwoord"), day(asked.answered_on, "year") if asked.answered_on else ""),
        (_("Bewaard tot"), day(asked.retention_until, "year") if asked.retention_until else ""),
    )
    return [Heading(_("Uw verzoek over uw gegevens")), Facts([(label, said) for label, said in facts if said])]

"""How does one creditor read what is proposed of its own debt, and that the debt settlement begins?

Each letter speaks of one debt, and of no other creditor. Creditors read Dutch.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User
from vangnet.apps.support.agreed import run_said, runs
from vangnet.apps.support.pictures import Table, creditor_of
from vangnet.apps.support.shares import Share, course_of, paid_said, share_of
from vangnet.apps.web.paper import Boxed, Facts, Grid, Paper, Said, Signed
from vangnet.apps.web.texts import day, euro, percent, say
from vangnet.domain import events as e
from vangnet.domain.case import Matter, Proposal, Settlement
from vangnet.domain.codes import Answer
from vangnet.domain.law import LAW
from vangnet.domain.settlement import Course

Pieces = list[Said | Facts | Grid | Boxed]


def reference(table: Table, matter: Matter) -> str:
    """By which mark a creditor and we know one debt: the dossier and the number of the debt in it."""
    return f"{table.number}/{matter.number}"


def _letter(table: Table, matter: Matter, user: User, title: str, said: Pieces) -> Paper:
    """One page about one debt, between who it is about and whom to call."""
    file = table.setting.file
    helper = table.setting.names.user(file.facts.owner) if file.facts.owner else user.name
    home, mark = file.case.address if file.home else "", reference(table, matter)
    return Paper(
        title=title,
        sender=_("Gemeente %(name)s") % {"name": table.setting.municipality.name},
        about=f"{day(table.setting.today, 'full')} · {mark}",
        to=[creditor] if (creditor := creditor_of(matter, table)) else [],
        foot=_("Noem ons kenmerk als u antwoordt: %(mark)s") % {"mark": mark},
        blocks=[
            Facts(((_("Bewoner"), table.person.name), *([(_("Adres"), home)] if home else []))),
            *said,
            Facts(((_("Uw contact"), helper), (_("Telefoon"), "______________________"))),
            Signed((helper,)),
        ],
    )


# What is proposed ---------------------------------------------------------------------------


def proposal_paper(table: Table, matter: Matter, user: User) -> Paper:
    """What is proposed of this debt: an arrangement, or a share in a debt settlement."""
    proposal = matter.proposal
    if proposal and proposal.settles:
        return _letter(table, matter, user, _("Voorstel voor een schuldregeling"), _offered(table, matter, proposal))
    title, answer = _("Voorstel voor een betalingsregeling"), _answer_by(table, matter)
    return _letter(table, matter, user, title, _instalments(proposal.instalments if proposal else (), answer))


def _instalments(instalments: Sequence[e.Instalment], answer: str) -> Pieces:
    return [
        Said(_("Wij helpen deze bewoner. Samen keken we wat er elke maand betaald kan worden.")),
        Grid(
            head=(_("Wanneer"), _("Per keer")),
            rows=[(run_said(run), euro(run.first.cents)) for run in runs(instalments)],
            sums=(1,),
        ),
        Facts(((_("Samen"), euro(sum(one.cents for one in instalments))),)),
        Boxed(
            _("Wilt u hierop antwoorden?"),
            _(
                "Laat ons weten of u akkoord gaat, en of een betaling een paar dagen later nog op tijd is. "
                "Gaat u niet akkoord, bel dan: wij zoeken graag samen verder."
            )
            + answer,
        ),
    ]


def _offered(table: Table, matter: Matter, proposal: Proposal) -> Pieces:
    share = share_of(matter, proposal)
    answer = _(
        "Laat ons weten of u akkoord gaat. De schuldregeling begint als elke schuldeiser ja zegt. Gaat u niet "
        "akkoord, bel dan: wij leggen graag uit waarom dit het hoogst haalbare is."
    )
    return [
        Said(f"{_('Wij helpen deze bewoner. Alles betalen lukt niet meer.')} {_worked_out(share)}"),
        Facts(
            (
                (_("Uw vordering"), euro(share.course.owed)),
                *_priority(share, proposal),
                (_("Wij bieden"), paid_said(share.course)),
                *_in_all(share),
            )
        ),
        Boxed(_("Wilt u hierop antwoorden?"), answer + _answer_by(table, matter)),
    ]


def _worked_out(share: Share) -> str:
    """How the offer came about; what a loan pays at once is no amount of a month."""
    if len(share.course.payments) == 1:
        return _(
            "Wij rekenden uit wat er hoogstens in één keer betaald kan worden, en verdelen dat over alle "
            "schuldeisers. Wie geen voorrang heeft, krijgt hetzelfde deel."
        )
    return _(
        "Wij rekenden uit wat er elke maand hoogstens kan, en verdelen dat over alle schuldeisers. Wie geen voorrang "
        "heeft, krijgt hetzelfde deel."
    )


def _priority(share: Share, offer: Proposal) -> list[tuple[str, str]]:
    """That this creditor has priority, and what more it gets for that, by the law of the day of the offer."""
    if not share.priority:
        return []
    times = LAW.on(offer.on)["court.priority_times"].number
    return [(_("U heeft voorrang"), say("settlement.has_priority", times=times))]


def _in_all(share: Share) -> list[tuple[str, str]]:
    """What is paid in all, and what is remitted after it; who is paid all remits nothing."""
    course = share.course
    paid = (_("Samen"), f"{euro(course.paid)} ({percent(course.paid, course.owed)})")
    return [paid, *([(_("Kwijtschelding daarna"), euro(course.remitted))] if course.remitted else [])]


def _answer_by(table: Table, matter: Matter) -> str:
    """By when the creditor's answer is waited for, as a sentence; empty once it answered."""
    waits = ("hear_creditor", ("matter", matter.number))
    by = next((step.by for step in table.setting.file.agenda if (step.rule, step.subject) == waits), None)
    if by is None or (matter.proposal and matter.proposal.answered_on):
        return ""
    return " " + _("Wij horen het graag uiterlijk op %(day)s.") % {"day": day(by, "full")}


# That it begins -----------------------------------------------------------------------------


def beginning_paper(table: Table, settlement: Settlement, share: Share, user: User) -> Paper:
    """That the settlement begins: from when until when, what this creditor gets, and what it remits at the end."""
    return _letter(table, share.matter, user, _("De schuldregeling begint"), _begins(settlement, share))


def _begins(settlement: Settlement, share: Share) -> Pieces:
    offer = settlement.shares[share.matter.number]
    payments = course_of(settlement).payments
    return [
        Said(f"{_('De schuldregeling van deze bewoner begint.')} {_why_it_joins(offer)}"),
        Facts(
            (
                (_("Eerste dag"), day(settlement.since, "full")),
                *([(_("Eerste betaling"), day(payments[0].on, "full"))] if len(payments) > 1 else []),
                (_("Laatste dag"), day(settlement.until, "full")),
                (_("Uw vordering"), euro(share.course.owed)),
                *_priority(share, offer),
                (_("U krijgt"), paid_said(share.course)),
                *_in_all(share),
            )
        ),
        Boxed(_("Wat wij u vragen"), _asked_of_creditor(share.course)),
    ]


def _why_it_joins(offer: Proposal) -> str:
    if offer.answer is Answer.YES and offer.answered_on:
        return _("U ging op %(day)s akkoord met ons voorstel.") % {"day": day(offer.answered_on, "full")}
    return _("De rechter besliste dat u meedoet (dwangakkoord).")


def _asked_of_creditor(course: Course) -> str:
    """To ask for nothing beside what was agreed, and to remit what is left after it."""
    during = _("Vraag zolang de schuldregeling loopt niets daarbuiten, en reken geen rente of kosten meer.")
    if not course.remitted:
        return f"{during} {_('Is alles betaald, stuur ons dan het bewijs dat er niets meer openstaat.')}"
    after = _("Is betaald wat hierboven staat, scheld dan de rest kwijt: %(rest)s. Stuur ons daarvan het bewijs.")
    return f"{during} {after % {'rest': euro(course.remitted)}}"

"""What do we keep of somebody's money, talk and plan, as that person reads it in the own file?"""

from collections.abc import Iterator, Sequence
from datetime import date, time

from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User
from vangnet.apps.cases.own_file import Asked
from vangnet.apps.support.data_requests.letters import request_said
from vangnet.apps.support.data_requests.tracing import requests_of
from vangnet.apps.support.models import Flow, Picture, PlanStep, Reply, Ruling, Talk, ToldDebt
from vangnet.apps.support.plan import who_said
from vangnet.apps.support.reply_letter import title_of
from vangnet.apps.support.shown import flow_said
from vangnet.apps.support.talk import ARRANGED, TOPICS, FirstTalkForm
from vangnet.apps.web.paper import Block, Facts, Grid, Heading, Said
from vangnet.apps.web.texts import day, euro, say, word
from vangnet.domain.codes import Answer, Rhythm


def kept_of(asked: Asked) -> Sequence[Block]:
    """The first talk, the money picture, the plan and the words of decisions; what is not there is left out."""
    return [
        *(*_talks(asked), *_pictures(asked), *_plan(asked), *_rulings(asked), *_replies(asked)),
        *(block for one in requests_of(asked.setting.municipality, [asked.person.pk]) for block in request_said(one)),
    ]


def _talks(asked: Asked) -> Iterator[Block]:
    labels = FirstTalkForm.Meta.labels
    for talk in Talk.of(asked.setting.municipality).filter(case__in=asked.members, person=asked.person.pk):
        told = [(str(labels[name]), _plain(getattr(talk, name))) for name in (*ARRANGED, *TOPICS)]
        yield Heading(_("Het eerste gesprek"))
        yield Facts([(label, said) for label, said in told if said])


def _plain(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return _("ja")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return day(value, "year")
    return value.name if isinstance(value, User) else str(value)


def _pictures(asked: Asked) -> Iterator[Block]:
    here = asked.setting.municipality
    for picture in Picture.of(here).filter(case__in=asked.members, person=asked.person.pk):
        yield Heading(_("Uw geldplaatje"))
        if picture.talk:
            yield Said(picture.talk)
        stand = ((_("Op de rekening"), picture.balance), (_("Opzij gezet"), picture.reserve),
                 (_("Uitkomst van de berekening"), picture.calculated))  # fmt: skip
        if known := [(label, euro(cents)) for label, cents in stand if cents is not None]:
            yield Facts(known)
        if flows := list(Flow.of(here).filter(picture=picture).order_by("id")):
            rows = [(flow_said(flow), word(Rhythm(flow.rhythm)), euro(flow.cents)) for flow in flows]
            yield Grid(head=(_("Wat"), _("Hoe vaak"), _("Bedrag")), rows=rows, sums=(2,))
        if debts := list(ToldDebt.of(here).filter(picture=picture).order_by("id")):
            yield Grid(
                head=(_("Schuld die u vertelde"), _("Bij wie"), _("Bedrag")),
                rows=[(_kind(d), d.creditor, euro(d.cents) if d.cents else "") for d in debts],
                sums=(2,),
            )


def _kind(debt: ToldDebt) -> str:
    said = say(f"matter_kind.{debt.kind}")
    return said[:1].upper() + said[1:]


def _plan(asked: Asked) -> Iterator[Block]:
    steps = PlanStep.of(asked.setting.municipality).filter(case__in=asked.members, person=asked.person.pk)
    rows = [
        (step.what, who_said(step), day(step.due, "year"), day(step.done_on, "year") if step.done_on else "")
        for step in steps.order_by("due", "id")
    ]
    if rows:
        yield Heading(_("Uw plan"))
        yield Grid(head=(_("Wat"), _("Wie"), _("Uiterlijk op"), _("Gedaan op")), rows=rows, widths=(5, 2, 2, 2))


def _rulings(asked: Asked) -> Iterator[Block]:
    rulings = Ruling.of(asked.setting.municipality).filter(case__in=asked.members, person=asked.person.pk)
    for ruling in rulings.order_by("on", "id"):
        yield Heading(_("Besluit van %(day)s") % {"day": day(ruling.on, "year")})
        facts = (
            (_("Toegekend"), word(Answer(ruling.answer))),
            (_("Waarom"), ruling.grounds),
            (_("Wat wij toch doen"), ruling.nevertheless),
        )
        yield Facts([(label, said) for label, said in facts if said])


def _replies(asked: Asked) -> Iterator[Block]:
    replies = Reply.of(asked.setting.municipality).filter(case__in=asked.members, person=asked.person.pk)
    for reply in replies.order_by("on", "id"):
        yield Heading(f"{title_of(reply)} ({day(reply.on, 'year')})")
        facts = (
            (_("Wat wij deden"), reply.given),
            (_("Wat wij niet doen"), reply.refused),
            (_("Waarom"), reply.grounds),
        )
        yield Facts([(label, said) for label, said in facts if said])

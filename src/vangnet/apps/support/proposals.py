"""What lies with the creditors of one person, and what did they answer?"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.forms import FactForm
from vangnet.apps.cases.parts import choose
from vangnet.apps.cases.record import Act
from vangnet.apps.support.pictures import Table, called, debts_of
from vangnet.apps.web.texts import day, say, word
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import Answer


class Waiting(NamedTuple):
    """A proposal as the page shows it."""

    what: str
    said: str
    paper: str
    """Where its letter is; empty where nobody told what was proposed."""


def proposed(table: Table) -> list[Matter]:
    """The debts of this person of which a proposal lies with the creditor, home first."""
    return [matter for matter in debts_of(table.setting, table.person.pk) if matter.proposal]


def waiting(table: Table) -> list[Waiting]:
    """Each proposal with where it stands."""
    return [_waiting(table, matter) for matter in proposed(table)]


def _waiting(table: Table, matter: Matter) -> Waiting:
    proposal = matter.proposal
    if proposal is None:
        raise ValueError(f"no proposal for matter {matter.number}")
    said = _("Voorgesteld op %(day)s, nog geen antwoord.") % {"day": day(proposal.on, "year")}
    if proposal.settles:
        said = _("Schuldregeling voorgesteld op %(day)s, nog geen antwoord.") % {"day": day(proposal.on, "year")}
    if proposal.answered_on and proposal.answer:
        facts = {"answer": word(proposal.answer), "day": day(proposal.answered_on, "year")}
        said = _("De schuldeiser zei %(answer)s op %(day)s.") % facts
    what = called(matter, table)
    paper = reverse("proposal_pdf", args=[table.number, table.person.pk, matter.number])
    return Waiting(what[:1].upper() + what[1:], said, paper if proposal.instalments else "")


class AnswerForm(FactForm):
    """The creditor's yes or no. A yes makes what was proposed the arrangement, with what was said of grace.

    To an offer in a debt settlement it does not: that begins once all said yes.
    """

    def __init__(self, table: Table, data: Any = None) -> None:
        self._table = table
        super().__init__(table.setting, data)

    @property
    def title(self) -> str:
        return _("Antwoord van de schuldeiser")

    def ask(self) -> None:
        said = {m.number: called(m, self._table) for m in proposed(self._table)}
        choices = [(str(number), what[:1].upper() + what[1:]) for number, what in said.items()]
        self.choice("matter", choose(choices, label=_("Op welk voorstel?")))
        answers = [(answer.value, word(answer)) for answer in Answer]
        self.fields["answer"] = choose(answers, label=say("field.ArrangementAnswered.answer"))
        self.fields["tolerance_days"] = forms.IntegerField(
            label=say("field.tolerance_days"),
            help_text=say("field.tolerance_days.help"),
            min_value=0,
            max_value=30,
            required=False,
        )

    def act(self) -> Act:
        return partial(self._events, on=self.cleaned_data["on"])

    def _events(self, facts: Case, on: date) -> Sequence[e.Event] | Refused:
        told = self.cleaned_data
        number, answer = int(told["matter"]), Answer(told["answer"])
        events: list[e.Event] = [e.ArrangementAnswered(matter=number, answer=answer)]
        matter = facts.matters.get(number)
        proposal = matter.proposal if matter else None
        if answer is Answer.YES and proposal and proposal.instalments and not proposal.settles:
            agreed = e.ArrangementAgreed(
                matter=number, instalments=proposal.instalments, tolerance_days=told["tolerance_days"]
            )
            events.append(agreed)
        return acts.note_all(facts, events, on, self.setting.today)

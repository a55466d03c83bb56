"""What is offered to the creditors of one person in a debt settlement: worked out, put to them, and how it stands?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.forms import FactForm
from vangnet.apps.cases.record import Act
from vangnet.apps.support.arrangement import debt_said, first_payment, left_of
from vangnet.apps.support.forms import AmountField
from vangnet.apps.support.pictures import Table, called, debts_of, only_told
from vangnet.apps.support.shares import Share, share_of, shares_drawn
from vangnet.apps.support.telling import WORK_OUT
from vangnet.apps.web.components import Action, Cell, Column
from vangnet.apps.web.components import Table as Drawn
from vangnet.apps.web.forms import DayInput
from vangnet.apps.web.texts import day, euro, say, word
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.agreements import months_on
from vangnet.domain.case import Matter
from vangnet.domain.codes import Answer, SettlementKind
from vangnet.domain.doubts import Doubt
from vangnet.domain.law import LAW
from vangnet.domain.settlement import MOST_PAYMENTS, Claim, Course, NothingToRemit, offered


class OfferForm(FactForm):
    """Over which debts, how much a month for how long, and which creditors have priority."""

    def __init__(self, table: Table, data: Any = None) -> None:
        self.table = table
        self.matters = debts_of(table.setting, table.person.pk)
        law = LAW.on(table.setting.today)
        self._times, self._months = (law[f"court.{key}"].number for key in ("priority_times", "statutory_scheme"))
        self._left = left_of(table)
        self.courses: Mapping[int, Course] = {}
        """What each creditor would get, by the number of the debt, once the form is cleaned."""
        super().__init__(table.setting, data)

    @property
    def title(self) -> str:
        return _("Voorstel aan de schuldeisers")

    def ask(self) -> None:
        self.fields["on"].label = _("Voorgesteld op")
        self.fields["on"].required = self.data.get("act") != WORK_OUT
        self._ask_which()
        self._ask_how_much()
        self.order_fields(["debts", "priority", "room", "months", "first", "on"])

    def _ask_which(self) -> None:
        debts = [(str(matter.number), debt_said(matter, self.table)) for matter in self.matters]
        known = [str(matter.number) for matter in self.matters if matter.cents]
        self.fields["debts"] = forms.MultipleChoiceField(
            label=_("Welke schulden doen mee?"),
            help_text=_("Het liefst allemaal: een schuldregeling lukt pas als elke schuldeiser meedoet."),
            choices=debts,
            initial=known,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Kies minstens één schuld.")},
        )
        self.fields["priority"] = forms.MultipleChoiceField(
            label=_("Welke schuldeisers hebben voorrang?"),
            help_text=say("settlement.priority", times=self._times),
            choices=debts,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def _ask_how_much(self) -> None:
        self.fields["room"] = AmountField(
            label=_("Bedrag per maand, voor alle schuldeisers samen"),
            help_text=" ".join([say("field.SettlementBegan.cents.help"), *self._left_said()]),
        )
        at_once = _("Bij een saneringskrediet: 1, met het hele bedrag ineens.")
        self.fields["months"] = forms.IntegerField(
            label=_("Hoeveel maanden?"),
            help_text=f"{say('settlement.law', months=self._months)} {at_once}",
            min_value=1,
            max_value=MOST_PAYMENTS,
            initial=self._months,
        )
        self.fields["first"] = forms.DateField(
            label=_("Eerste betaling op"), widget=DayInput, initial=months_on(self.setting.today, 1)
        )

    def clean_first(self) -> date:
        return first_payment(self.cleaned_data["first"], self.setting.today)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if any(matter.cents is None for matter in self.chosen):
            self.add_error("debts", _("Van een gekozen schuld is het bedrag niet bekend. Vraag eerst het saldo op."))
        if not self.errors:
            self._work_out(told)
        return told

    def _work_out(self, told: Mapping[str, Any]) -> None:
        days = [months_on(told["first"], turn) for turn in range(told["months"])]
        claims = [Claim(m.number, m.cents or 0, self._times if self._first(m) else 1) for m in self.chosen]
        try:
            self.courses = offered(told["room"], days, claims)
        except NothingToRemit:
            self.add_error("room", _("Hiermee wordt alles betaald. Maak dan een gewone betalingsregeling."))
        if not all(course.payments for course in self.courses.values()):
            self.add_error("room", _("Hiermee krijgt een schuldeiser minder dan een cent per keer."))

    def _first(self, matter: Matter) -> bool:
        return str(matter.number) in self.cleaned_data["priority"]

    def share(self, matter: Matter) -> Share:
        """What this creditor would get, once the form is cleaned. Raises KeyError for a debt that is left out."""
        return Share(matter, self.courses[matter.number], self._first(matter))

    @property
    def chosen(self) -> list[Matter]:
        return [matter for matter in self.matters if str(matter.number) in self.cleaned_data.get("debts", ())]

    def _left_said(self) -> list[str]:
        if self._left is None:
            return []
        left = euro(max(self._left, 0))
        return [_("Volgens het geldplaatje blijft er %(amount)s per maand over.") % {"amount": left}]

    def own_doubts(self) -> list[Doubt]:
        """Creditors who get no offer, and an offer above what is left; a loan that pays at once is not paid of that."""
        out, told = len(self.matters) - len(self.chosen), len(only_told(self.table))
        room, left = self.cleaned_data["room"], self._left
        above = left is not None and self.cleaned_data["months"] > 1 and room > max(left, 0)
        return [
            *([Doubt("left_out", {"count": out})] if out else []),
            *([Doubt("only_told", {"count": told})] if told else []),
            *([Doubt("offer_above_left", {"room": room, "left": max(left or 0, 0)})] if above else []),
        ]

    def act(self) -> Act:
        told = [_proposed(self.share(matter)) for matter in self.chosen]
        return partial(acts.note_all, events=told, on=self.cleaned_data["on"], today=self.setting.today)


def _proposed(share: Share) -> e.Event:
    return e.ArrangementProposed(
        matter=share.matter.number,
        instalments=tuple(e.Instalment(part.on, part.cents) for part in share.course.payments),
        remitted=share.course.remitted,
        priority=share.priority,
    )


def worked_out(form: OfferForm) -> Drawn | None:
    """What each creditor would get by this form; None as long as it does not say."""
    if not form.is_valid():
        return None
    return shares_drawn(form.table, [form.share(matter) for matter in form.chosen])


def offers(table: Table) -> list[Matter]:
    """The debts of this person of which an offer in a settlement lies with the creditor."""
    return [m for m in debts_of(table.setting, table.person.pk) if m.proposal and m.proposal.settles]


def _shares(table: Table) -> list[Share]:
    return [share_of(matter, matter.proposal) for matter in offers(table) if matter.proposal]


def offers_drawn(table: Table) -> Drawn | None:
    """What was offered to each creditor, and what it answered; None where no offer lies there."""
    shares = _shares(table)
    if not shares:
        return None
    drawn = shares_drawn(table, shares)
    answered = [[*row, Cell(_answer_said(share.matter))] for row, share in zip(drawn.rows, shares, strict=True)]
    columns = [*drawn.columns, Column(_("Antwoord"))]
    return replace(drawn, columns=columns, rows=answered, total=[*drawn.total, Cell("")])


def _answer_said(matter: Matter) -> str:
    """The yes or no of a creditor with its day."""
    proposal = matter.proposal
    if proposal is None or proposal.answer is None or proposal.answered_on is None:
        return _("nog geen antwoord")
    return f"{word(proposal.answer)}, {day(proposal.answered_on, 'year')}"


def offer_letters(table: Table) -> list[Action]:
    """Where the letter to each creditor is that got an offer."""
    here = [table.number, table.person.pk]
    return [
        Action(
            reverse("proposal_pdf", args=[*here, matter.number]),
            _("Brief aan de schuldeiser (PDF): %(what)s") % {"what": called(matter, table)},
        )
        for matter in offers(table)
    ]


def begins_as(table: Table) -> dict[str, Any]:
    """What a settlement that begins stands at, where every creditor said yes or was made to join; else nothing."""
    agreed = [matter.proposal for matter in offers(table) if matter.proposal]
    known = table.setting.file.facts.persons.get(table.person.pk)
    forced = known is not None and known.forced_granted_on is not None
    if not agreed or not (forced or all(one.answer is Answer.YES for one in agreed)):
        return {}
    courses = [share.course for share in _shares(table)]
    first = min(part.on for course in courses for part in course.payments)
    return {
        "kind": SettlementKind.AMICABLE.value,
        "ends_on": max(part.on for course in courses for part in course.payments),
        "owed": sum(course.owed for course in courses),
        "cents": sum(part.cents for course in courses for part in course.payments if part.on == first),
        "first": first,
    }

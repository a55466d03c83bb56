"""How does a debt settlement of one person begin and end, what does it come to, and how does it stand on paper?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User
from vangnet.apps.cases.wording import matter_said
from vangnet.apps.support.offers import begins_as
from vangnet.apps.support.pictures import Table, debts_of
from vangnet.apps.support.telling import PersonForm
from vangnet.apps.web.components import Cell, Column
from vangnet.apps.web.components import Table as Drawn
from vangnet.apps.web.paper import Boxed, Facts, Paper, Said, Signed
from vangnet.apps.web.texts import day, euro, say, word
from vangnet.domain import events as e
from vangnet.domain.case import Settlement
from vangnet.domain.codes import SettlementEnd, SettlementKind
from vangnet.domain.law import LAW
from vangnet.domain.settlement import Course, course


class BeginForm(PersonForm):
    """A debt settlement that begins: until when, over how much, and what is paid each month."""

    kind = e.SettlementBegan

    def ask(self) -> None:
        self.fields["on"].label = _("Eerste dag")
        super().ask()
        self.initial = {**self.initial, **begins_as(self.table)}
        known = sum(matter.cents or 0 for matter in debts_of(self.setting, self.table.person.pk))
        if known:
            said = _("In het dossier staat samen %(amount)s.") % {"amount": euro(known)}
            self.fields["owed"].help_text = f"{self.fields['owed'].help_text} {said}"

    def clean_first(self) -> date | None:
        first: date | None = self.cleaned_data["first"]
        if first and (ends_on := self.cleaned_data.get("ends_on")) and first > ends_on:
            raise forms.ValidationError(_("Dit is na de laatste dag. Dan wordt er niets betaald."))
        return first


class EndForm(PersonForm):
    """A debt settlement that ends, and of which debts nothing is owed any more."""

    kind = e.SettlementEnded

    def ask(self) -> None:
        super().ask()
        matters = debts_of(self.setting, self.table.person.pk)
        self.fields["remitted"] = forms.MultipleChoiceField(
            label=_("Van welke schulden is de rest kwijtgescholden?"),
            help_text=_("Alleen als de schuldeiser dit heeft bevestigd. Deze schulden zijn daarna voldaan."),
            choices=[(str(m.number), matter_said(m, self.setting.names)) for m in matters],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("how") == SettlementEnd.STOPPED and told.get("remitted"):
            self.add_error("remitted", _("Een regeling die eerder stopt, scheldt niets kwijt. Haal de vinkjes weg."))
        return told

    def events(self) -> list[e.Event]:
        gone = [e.DebtSettled(matter=int(number)) for number in self.cleaned_data["remitted"]]
        return [self.event(), *gone]


def settlement_of(table: Table) -> Settlement | None:
    """The debt settlement of this person that runs."""
    person = table.setting.file.facts.persons.get(table.person.pk)
    return person.settlement if person else None


def _course(settlement: Settlement) -> Course:
    return course(settlement.since, settlement.until, settlement.owed, settlement.cents, settlement.first)


def rows_of(settlement: Settlement) -> list[tuple[str, str]]:
    """From when until when, how much each month, how much in all, and what is remitted at the end."""
    told = _course(settlement)
    return [
        (_("Soort"), word(settlement.kind)),
        (_("Eerste dag"), day(settlement.since, "full")),
        *([(_("Eerste betaling"), day(told.payments[0].on, "full"))] if told.payments else []),
        (_("Laatste dag"), day(settlement.until, "full")),
        (_("Schuld op de eerste dag"), euro(settlement.owed)),
        (_("Elke maand"), euro(settlement.cents)),
        (_("Aantal betalingen"), str(len(told.payments))),
        (_("Betaald aan het eind"), euro(told.paid)),
        (_("Kwijtgescholden aan het eind"), euro(told.remitted)),
    ]


def drawn(settlement: Settlement, table: Table) -> Drawn:
    """The same as a table, with what is to have been paid by now."""
    now = euro(_course(settlement).paid_by(table.setting.today))
    return Drawn(
        caption=_("De schuldregeling"),
        columns=[Column(_("Wat")), Column(_("Hoeveel of wanneer"), number=True)],
        rows=[[Cell(what), Cell(said)] for what, said in [*rows_of(settlement), (_("Betaald zou nu zijn"), now)]],
        hidden_caption=True,
    )


def law_said(today: date) -> str:
    """How long the statutory scheme takes by the law of this day, and that nobody looked it up yet."""
    return say("settlement.law", months=LAW.on(today)["court.statutory_scheme"].number)


def settlement_paper(settlement: Settlement, table: Table, user: User) -> Paper:
    """One page for the resident: it ends, when, and what is remitted then."""
    file = table.setting.file
    helper = table.setting.names.user(file.facts.owner) if file.facts.owner else user.name
    told = _course(settlement)
    facts = {"day": day(settlement.until, "full"), "rest": euro(told.remitted)}
    return Paper(
        title=_("Uw schuldregeling"),
        sender=_("Gemeente %(name)s") % {"name": table.setting.municipality.name},
        about=f"{day(table.setting.today, 'full')} · {_('dossier')} {table.number}",
        to=[table.person.name, *([file.case.address] if file.home and file.case.address else [])],
        foot=_("Bewaar deze brief bij uw papieren."),
        blocks=[
            Said(_("Uw schuldregeling heeft een einde. Dit is afgesproken.")),
            Facts(rows_of(settlement)),
            Boxed(
                _("Na de laatste dag"),
                _(
                    "Op %(day)s is het klaar. Betaalde u elke maand wat is afgesproken, dan hoeft u de rest niet meer "
                    "te betalen: %(rest)s."
                )
                % facts,
            ),
            Said(_("Lukt betalen een keer niet? Bel meteen: %(name)s. Samen zoeken wij iets.") % {"name": helper}),
            Facts(((_("Telefoon"), "______________________"),)),
            *([Said(law_said(table.setting.today), quiet=True)] if settlement.kind is SettlementKind.STATUTORY else []),
            Signed((table.person.name, helper)),
        ],
    )

"""How does a debt settlement of one person begin and end, what does it come to, and how does it stand on paper?"""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User
from vangnet.apps.cases.wording import matter_said
from vangnet.apps.support.forms import AmountField
from vangnet.apps.support.offers import begins_as
from vangnet.apps.support.pictures import Table, called, debts_of
from vangnet.apps.support.shares import called_first, course_of, shares_drawn, shares_of
from vangnet.apps.support.telling import PersonForm
from vangnet.apps.web.components import Action, Cell, Column
from vangnet.apps.web.components import Table as Drawn
from vangnet.apps.web.paper import Boxed, Facts, Grid, Paper, Said, Signed
from vangnet.apps.web.texts import day, euro, listing, say, word
from vangnet.domain import events as e
from vangnet.domain.case import Settlement
from vangnet.domain.codes import SettlementEnd, SettlementKind
from vangnet.domain.law import LAW
from vangnet.domain.settlement import Course


class BeginForm(PersonForm):
    """A debt settlement that begins: until when, over how much, and what is paid each month."""

    kind = e.SettlementBegan

    def ask(self) -> None:
        self.fields["on"].label = _("Eerste dag")
        super().ask()
        for name, nothing in (("owed", False), ("cents", True)):
            asked = self.fields[name]
            self.fields[name] = AmountField(label=asked.label, help_text=asked.help_text, nothing=nothing)
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


def ended_said(table: Table) -> str:
    """How and when the last settlement of this person ended, as a sentence; empty where none did."""
    told = ((one.on, one.event) for one in table.setting.file.timeline if not one.corrected)
    mine = [(on, end) for on, end in told if isinstance(end, e.SettlementEnded) and end.person == table.person.pk]
    if not mine:
        return ""
    on, end = max(mine, key=lambda one: one[0])
    return _("Een eerdere schuldregeling eindigde op %(day)s: %(how)s.") % {
        "day": day(on, "full"),
        "how": word(end.how),
    }


def rows_of(settlement: Settlement) -> list[tuple[str, str]]:
    """From when until when, how much each time, how much in all, and what is remitted at the end."""
    told = course_of(settlement)
    at_once = len(told.payments) == 1
    return [
        (_("Soort"), word(settlement.kind)),
        (_("Eerste dag"), day(settlement.since, "full")),
        *([(_("Eerste betaling"), day(told.payments[0].on, "full"))] if told.payments and not at_once else []),
        (_("Laatste dag"), day(settlement.until, "full")),
        (_("Schuld op de eerste dag"), euro(settlement.owed)),
        *(_at_once(told) if at_once else _each_month(settlement, told)),
        (_("Kwijtgescholden aan het eind"), euro(told.remitted)),
    ]


def _at_once(told: Course) -> list[tuple[str, str]]:
    paid = {"amount": euro(told.paid), "day": day(told.payments[0].on, "full")}
    return [(_("In één keer betaald"), _("%(amount)s, op %(day)s") % paid)]


def _each_month(settlement: Settlement, told: Course) -> list[tuple[str, str]]:
    return [
        (_("Elke maand"), euro(settlement.cents)),
        (_("Aantal betalingen"), str(len(told.payments))),
        (_("Betaald aan het eind"), euro(told.paid)),
    ]


def drawn(settlement: Settlement, table: Table) -> Drawn:
    """The same as a table, with what is to have been paid by now."""
    now = euro(course_of(settlement).paid_by(table.setting.today))
    return Drawn(
        caption=_("De schuldregeling"),
        columns=[Column(_("Wat")), Column(_("Hoeveel of wanneer"), number=True)],
        rows=[[Cell(what), Cell(said)] for what, said in [*rows_of(settlement), (_("Betaald zou nu zijn"), now)]],
        hidden_caption=True,
    )


def promised(settlement: Settlement, table: Table) -> Drawn | None:
    """What each creditor was promised, and what it remits; None where nobody told."""
    shares = shares_of(settlement, table)
    return shares_drawn(table, shares) if shares else None


def until_said(settlement: Settlement) -> str:
    """Until when a creditor gets its share, and when it remits the rest."""
    said = _("Dit krijgt elke schuldeiser tot en met %(day)s. Daarna wordt de rest kwijtgescholden.")
    return said % {"day": day(settlement.until, "full")}


def without_share(settlement: Settlement, table: Table) -> str:
    """Of which open debts nothing was promised, as a sentence; empty where there are none."""
    here = {share.matter.number for share in shares_of(settlement, table)}
    apart = [called(m, table) for m in debts_of(table.setting, table.person.pk) if m.number not in here]
    if not apart:
        return ""
    if not here:
        return _("Wat elke schuldeiser krijgt, staat niet in het dossier: er is geen voorstel vastgelegd met een ja.")
    said = _("Van deze schulden staat niet in het dossier dat de schuldeiser meedoet: %(debts)s.")
    return said % {"debts": listing(apart)}


def beginning_letters(settlement: Settlement, table: Table) -> list[Action]:
    """Where the letter is that tells each creditor who takes part that the settlement begins."""
    here = [table.number, table.person.pk]
    return [
        Action(
            reverse("settlement_beginning", args=[*here, share.matter.number]),
            _("Brief dat de schuldregeling begint (PDF): %(what)s") % {"what": called(share.matter, table)},
        )
        for share in shares_of(settlement, table)
    ]


def law_said(today: date) -> str:
    """How long the statutory scheme takes by the law of this day, and that nobody looked it up yet."""
    return say("settlement.law", months=LAW.on(today)["court.statutory_scheme"].number)


def settlement_paper(settlement: Settlement, table: Table, user: User) -> Paper:
    """One page for the resident: it ends, when, what each creditor gets, and what is remitted then."""
    file = table.setting.file
    helper = table.setting.names.user(file.facts.owner) if file.facts.owner else user.name
    return Paper(
        title=_("Uw schuldregeling"),
        sender=_("Gemeente %(name)s") % {"name": table.setting.municipality.name},
        about=f"{day(table.setting.today, 'full')} · {_('dossier')} {table.number}",
        to=[table.person.name, *([file.case.address] if file.home and file.case.address else [])],
        foot=_("Bewaar deze brief bij uw papieren."),
        blocks=[
            Said(_("Uw schuldregeling heeft een einde. Dit is afgesproken.")),
            Facts(rows_of(settlement)),
            *_to_whom(settlement, table),
            _after(settlement),
            Said(_("Lukt betalen een keer niet? Bel meteen: %(name)s. Samen zoeken wij iets.") % {"name": helper}),
            Facts(((_("Telefoon"), "______________________"),)),
            *([Said(law_said(table.setting.today), quiet=True)] if settlement.kind is SettlementKind.STATUTORY else []),
            Signed((table.person.name, helper)),
        ],
    )


def _to_whom(settlement: Settlement, table: Table) -> list[Grid]:
    shares = shares_of(settlement, table)
    if not shares:
        return []
    rows = [
        (called_first(share, table), euro(share.course.owed), euro(share.course.paid), euro(share.course.remitted))
        for share in shares
    ]
    head = (_("Schuld"), _("Bedrag"), _("Wordt betaald"), _("Kwijtgescholden"))
    return [Grid(head=head, rows=rows, sums=(1, 2, 3), widths=(4, 2, 2, 2))]


def _after(settlement: Settlement) -> Boxed:
    """What the resident is free of and when; a loan is paid back to who lent it, and that goes on."""
    told = course_of(settlement)
    facts = {"day": day(settlement.until, "full"), "rest": euro(told.remitted)}
    title = _("Na de laatste dag")
    if len(told.payments) == 1:
        free = _("Is er op %(day)s betaald wat is afgesproken, dan hoeft u de rest niet meer te betalen: %(rest)s.")
        loan = _("Leende u hiervoor geld (saneringskrediet)? Dat betaalt u terug zoals in uw leenovereenkomst staat.")
        return Boxed(title, f"{free % facts} {loan}")
    free = _(
        "Op %(day)s is het klaar. Betaalde u elke maand wat is afgesproken, dan hoeft u de rest niet meer te betalen: "
        "%(rest)s."
    )
    return Boxed(title, free % facts)

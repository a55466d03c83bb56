"""What is agreed with the creditors of one person: proposed from what is left, changed by hand, and checked?

A schedule that does not add up to the debt is prevented: somebody would pay too little without knowing it. What asks
more of a month than is left is asked about, since it cannot be kept; a household may still know better.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.cases.forms import FactForm, instalment_lines, instalments_from
from vangnet.apps.cases.parts import choose
from vangnet.apps.cases.record import Act
from vangnet.apps.support.forms import AmountField
from vangnet.apps.support.pictures import Table, called, debts_of
from vangnet.apps.support.reckoning import as_money, reckon
from vangnet.apps.web.forms import DayInput
from vangnet.apps.web.texts import day, euro, listing, say, word
from vangnet.domain import acts, division
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.agreements import months_on
from vangnet.domain.case import Case as Facts
from vangnet.domain.case import Matter
from vangnet.domain.codes import Rhythm
from vangnet.domain.doubts import Doubt
from vangnet.domain.paydays import RHYTHMS, main_income, next_pay_day

FARTHEST = 24
"""So many months ahead the first payment may be; whoever means another year has mistyped it."""
Plans = Mapping[int, tuple[e.Instalment, ...]]
"""A schedule by the number of its matter."""


class ProposalForm(forms.Form):
    """Over which debts, how often and how much each time, and from which day on."""

    debts = forms.MultipleChoiceField(
        label=gettext_lazy("Over welke schulden?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één schuld.")},
    )
    room = AmountField(label=gettext_lazy("Hoeveel per keer, voor alles samen?"))
    first = forms.DateField(label=gettext_lazy("Eerste betaling op"), widget=DayInput)

    def __init__(self, table: Table, data: Any = None, shown: QueryDict | None = None) -> None:
        """``shown``: what stands in it when the instalments are sent, of which nothing is asked then."""
        flows = [as_money(flow) for flow in table.flows]
        income, today = main_income(flows), table.setting.today
        paid = {"rhythm": (income.rhythm if income else Rhythm.MONTH).value, "first": next_pay_day(flows, today)}
        typed = {**shown.dict(), "debts": shown.getlist("debts")} if shown else {}
        super().__init__(data, initial={**paid, **typed}, use_required_attribute=False)
        rhythms = [(rhythm.value, word(rhythm)) for rhythm in RHYTHMS]
        self.fields["rhythm"] = choose(
            rhythms, label=_("Hoe vaak?"), help_text=_("Het liefst net zo vaak als er inkomen komt.")
        )
        self._today = today
        self.matters = debts_of(table.setting, table.person.pk)
        choices: Any = self.fields["debts"]
        choices.choices = [(str(matter.number), debt_said(matter, table)) for matter in self.matters]

    def clean_first(self) -> date:
        return first_payment(self.cleaned_data["first"], self._today)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if any(matter.cents is None for matter in self.chosen):
            said = _("Van een gekozen schuld is het bedrag niet bekend. Vraag het op, of vul de termijnen zelf in.")
            self.add_error("debts", said)
        return told

    @property
    def chosen(self) -> list[Matter]:
        numbers = self.cleaned_data.get("debts", ())
        return [matter for matter in self.matters if str(matter.number) in numbers]

    def proposed(self) -> dict[int, tuple[division.Part, ...]]:
        """A schedule by matter; nothing, with the reason beside the amount, where it would take for ever."""
        owed = [division.Owed(m.number, m.kind, m.cents or 0) for m in self.chosen]
        try:
            rhythm = Rhythm(self.cleaned_data["rhythm"])
            return division.propose(self.cleaned_data["room"], owed, self.cleaned_data["first"], rhythm)
        except division.TooLittle:
            self.add_error("room", _("Hiermee duurt het langer dan vijftig jaar. Een regeling is dan geen oplossing."))
            return {}


def first_payment(on: date, today: date) -> date:
    """This day, where a first payment can be on it. Raises ValidationError for a day past or too far ahead."""
    if on < today:
        raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
    if on > months_on(today, FARTHEST):
        raise forms.ValidationError(_("Deze dag is te ver weg. Kies een dag binnen twee jaar."))
    return on


def left_of(table: Table) -> int | None:
    """What is left in a month by the picture; None while it tells of no income or no expense."""
    reckoned = reckon(table.picture, table.flows, table.setting.today)
    return reckoned.left if reckoned.incoming and reckoned.outgoing else None


def debt_said(matter: Matter, table: Table) -> str:
    """A debt with its amount, and whether an arrangement runs."""
    amount = euro(matter.cents) if matter.cents is not None else _("bedrag onbekend")
    runs = [_("er loopt al een regeling")] if matter.arrangement_runs else []
    said = called(matter, table)
    return " · ".join([said[:1].upper() + said[1:], amount, *runs])


class ArrangementForm(FactForm):
    """The instalments of each creditor as they were agreed, a payment on each line."""

    def __init__(self, table: Table, left: int | None, data: Any = None, **more: Any) -> None:
        income = main_income(as_money(flow) for flow in table.flows)
        self._table, self._left = table, left
        self._paid = income.rhythm if income else Rhythm.MONTH
        self.matters = debts_of(table.setting, table.person.pk)
        super().__init__(table.setting, data, **more)

    @property
    def title(self) -> str:
        return _("Betalingsregeling")

    def ask(self) -> None:
        self.fields["on"].label = _("Afgesproken of voorgesteld op")
        for matter in self.matters:
            self.fields[plan_of(matter)] = plan_field(debt_said(matter, self._table))
        self.fields["tolerance_days"] = forms.IntegerField(
            label=say("field.tolerance_days"),
            help_text=say("field.tolerance_days.help"),
            min_value=0,
            max_value=30,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        plans = {matter.number: plan_from(self, matter, matter.cents) for matter in self.matters}
        told["plans"] = {number: parts for number, parts in plans.items() if parts}
        if not told["plans"] and not self.errors:
            raise forms.ValidationError(_("Er staan nog geen termijnen. Maak een voorstel of vul ze zelf in."))
        return told

    def own_doubts(self) -> list[Doubt]:
        """Where more is asked of a month than is left; nothing where nobody told what is."""
        if self._left is None:
            return []
        plans: Mapping[int, Sequence[e.Instalment]] = self.cleaned_data["plans"]
        parts = {number: [division.Part(one.on, one.cents) for one in plan] for number, plan in plans.items()}
        above = division.above(self._left, parts, self._paid)
        if above is None:
            return []
        return [Doubt("above_left", {"month": above.month, "asked": above.asked, "left": max(above.left, 0)})]

    @property
    def only_proposed(self) -> bool:
        """Whether it is put to the creditors first, and nothing is agreed yet."""
        return self.data.get("act") == "send"

    def act(self) -> Act:
        return partial(self._events, plans=self.cleaned_data["plans"], on=self.cleaned_data["on"])

    def _events(self, facts: Facts, plans: Plans, on: date) -> Sequence[e.Event] | Refused:
        told = (self._event(matter, instalments) for matter, instalments in plans.items())
        return acts.note_all(facts, told, on, self.setting.today)

    def _event(self, matter: int, instalments: tuple[e.Instalment, ...]) -> e.Event:
        if self.only_proposed:
            return e.ArrangementProposed(matter=matter, instalments=instalments)
        tolerance = self.cleaned_data["tolerance_days"]
        return e.ArrangementAgreed(matter=matter, instalments=instalments, tolerance_days=tolerance)


def plan_of(matter: Matter) -> str:
    """Under which name the schedule of this debt stands in the form."""
    return f"plan_{matter.number}"


def plan_field(label: str) -> forms.CharField:
    """A schedule as people write it: a payment on each line."""
    return forms.CharField(
        label=label,
        help_text=_("Eén termijn per regel: dag en bedrag, bijvoorbeeld 1-12-2026 45,00."),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=60_000,
    )


def plan_from(form: FactForm, matter: Matter, owed: int | None) -> tuple[e.Instalment, ...]:
    """The schedule of one debt that comes to what is owed, to the cent; what is wrong with it stands beside it."""
    name = plan_of(matter)
    found = instalments_from(form, name)
    parts = [division.Part(one.on, one.cents) for one in found]
    if not parts or name in form.errors:
        return ()
    if any(part.cents == 0 for part in parts):
        form.add_error(name, _("Een termijn van niets is geen termijn. Haal die regel weg."))
    if double := division.double_days(parts):
        said = {"days": listing([day(on, "year") for on in double])}
        form.add_error(name, _("Op %(days)s staan twee termijnen. Zet ze op één regel of op twee dagen.") % said)
    if owed and (differs := division.difference(owed, parts)):
        form.add_error(name, _does_not_add_up(owed, differs))
    return found


def as_plans(proposed: Mapping[int, Sequence[division.Part]]) -> dict[str, str]:
    """A proposal as the form shows it, to be changed line by line."""
    return {
        f"plan_{number}": instalment_lines(e.Instalment(part.on, part.cents) for part in parts)
        for number, parts in proposed.items()
    }


def _does_not_add_up(owed: int, differs: int) -> str:
    facts = {"sum": euro(owed + differs), "owed": euro(owed), "differs": euro(abs(differs))}
    if differs < 0:
        return _("De termijnen zijn samen %(sum)s en de schuld is %(owed)s. Er ontbreekt %(differs)s.") % facts
    return _("De termijnen zijn samen %(sum)s en de schuld is %(owed)s. Dat is %(differs)s te veel.") % facts

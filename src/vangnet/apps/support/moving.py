"""How do the payments that are still to come get other days, as the creditor agreed: a pause, or catching up?"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.cases.forms import FactForm, instalment_lines
from vangnet.apps.cases.record import Act
from vangnet.apps.cases.wording import matter_said
from vangnet.apps.support.agreed import with_arrangement
from vangnet.apps.support.arrangement import as_plans, plan_field, plan_from, plan_of
from vangnet.apps.support.pictures import Table
from vangnet.apps.web.forms import DayInput
from vangnet.apps.web.texts import day
from vangnet.domain import acts, division
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case, Matter

LONGEST = timedelta(days=731)
"""A longer pause is a slip of the keyboard, or another arrangement."""


class PauseForm(forms.Form):
    """Until when nothing needs to be paid."""

    until = forms.DateField(label=gettext_lazy("Pauze tot en met"), widget=DayInput)

    def __init__(self, table: Table, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self._today = table.setting.today

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self._today:
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        if until > self._today + LONGEST:
            raise forms.ValidationError(_("Dit is meer dan twee jaar. Maak dan liever een nieuwe regeling."))
        return until

    def plans(self, matters: Sequence[Matter]) -> dict[str, str]:
        """What is still to be paid of each, with nothing in the pause."""
        parts = {m.number: [division.Part(one.on, one.cents) for one in to_come(m)] for m in matters}
        return as_plans({number: division.paused(each, self.cleaned_data["until"]) for number, each in parts.items()})


def to_come(matter: Matter) -> tuple[e.Instalment, ...]:
    """What is still to be paid."""
    return matter.arrangement.open if matter.arrangement else ()


class MoveForm(FactForm):
    """The payments that are still to come, on the days on which they will come now."""

    def __init__(self, table: Table, data: Any = None, *, plans: dict[str, str] | None = None) -> None:
        self.matters = [m for m in with_arrangement(table) if to_come(m)]
        stand = {plan_of(m): instalment_lines(to_come(m)) for m in self.matters}
        super().__init__(table.setting, data, initial={**stand, **(plans or {})})

    @property
    def title(self) -> str:
        return _("Termijnen verplaatsen")

    def ask(self) -> None:
        self.fields["on"].label = _("Met de schuldeiser afgesproken op")
        for matter in self.matters:
            said = matter_said(matter, self.setting.names)
            self.fields[plan_of(matter)] = plan_field(said[:1].upper() + said[1:])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        told["moved"] = {}
        for matter in self.matters:
            plan = plan_from(self, matter, sum(one.cents for one in to_come(matter)))
            self._not_on_a_paid_day(matter, plan)
            if plan and plan != to_come(matter):
                told["moved"][matter.number] = plan
        if not told["moved"] and not self.errors:
            raise forms.ValidationError(_("Er is nog niets verplaatst. Kies een pauze of verander de dagen."))
        return told

    def _not_on_a_paid_day(self, matter: Matter, plan: Sequence[e.Instalment]) -> None:
        paid = matter.arrangement.paid if matter.arrangement else set()
        if taken := sorted(one.on for one in plan if one.on in paid):
            said = _("De termijn van %(day)s is al betaald. Kies een andere dag.") % {"day": day(taken[0], "year")}
            self.add_error(plan_of(matter), said)

    def act(self) -> Act:
        return partial(self._events, on=self.cleaned_data["on"])

    def _events(self, facts: Case, on: date) -> Sequence[e.Event] | Refused:
        moved = self.cleaned_data["moved"].items()
        told = (e.InstalmentsMoved(matter=number, instalments=plan) for number, plan in moved)
        return acts.note_all(facts, told, on, self.setting.today)

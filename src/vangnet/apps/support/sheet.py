"""What lies open in one conversation about money: every section of the page, saved together or not at all.

A conversation goes back and forth. Whichever button is pressed, what was typed in another section comes along.
"""

from copy import copy
from typing import Any, Literal

from django.db import transaction
from django.http import QueryDict

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.looks import change
from vangnet.apps.cases.forms import BETWEEN_MARKS
from vangnet.apps.cases.sight import ground_of
from vangnet.apps.support.allowances import checklist
from vangnet.apps.support.forms import CalculationForm, DebtForm, FlowForm, ShownForm, StandForm, TalkForm, TicksForm
from vangnet.apps.support.judged import kept, pieces
from vangnet.apps.support.models import Flow, Picture, ToldDebt
from vangnet.apps.support.pictures import Table, begin, changed, number_of, tick
from vangnet.apps.support.subjects import KIND

Saved = Literal["saved", "meanwhile"]


class Sheet:
    """The forms of one page. ``sent`` is what came back; None where the page is opened."""

    def __init__(self, table: Table, sent: QueryDict | None) -> None:
        self.table, self._sent = table, sent
        today, stored = table.setting.today, copy(table.picture) or Picture()  # a form writes in what it is given
        self.talk = TalkForm(sent, instance=stored, prefix="gesprek")
        self.stand = StandForm(sent, instance=stored, prefix="stand")
        self.calculation = CalculationForm(today, sent, instance=stored, prefix="berekening")
        self.flow = FlowForm(today, table.flows, sent, instance=Flow(), prefix="bedrag", empty_permitted=True)
        self.debt = DebtForm(sent, instance=ToldDebt(), prefix="schuld", empty_permitted=True)
        self.shown = ShownForm(sent, initial={"shown": pieces(table.picture)}, prefix="rechter")
        asked = checklist(table.setting.municipality)
        self.ticks = TicksForm(asked, sent, initial=table.ticks, prefix="kans")

    @property
    def forms(self) -> list[Any]:
        return [self.talk, self.stand, self.calculation, self.shown, self.flow, self.debt, self.ticks]

    @property
    def seen(self) -> int:
        """The version of the picture from which this page was made."""
        return self.table.picture.version if self.table.picture else 0

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])  # noqa: C419 - each says what is wrong with it

    def questions(self) -> dict[str, str]:
        """What is asked before it is saved, by its mark; nothing once somebody said that it is so."""
        asked = self.flow.questions() if self.flow.has_changed() else {}
        confirmed = str(self._sent.get("confirmed", "") if self._sent else "").split(BETWEEN_MARKS)
        return {} if asked.keys() <= set(confirmed) else asked

    def overwrites(self) -> bool:
        """Whether it would put back, of what has one value, what somebody else changed since it was opened."""
        one_value = (self.talk, self.stand, self.calculation, self.shown, self.ticks)
        typed = str(self._sent.get("gezien", "") if self._sent else "")
        return typed != str(self.seen) and any(form.has_changed() for form in one_value)

    def save(self, request: WorkRequest) -> Saved:
        """Store every section, and take away the debt whose removal was asked for; one transaction."""
        with transaction.atomic():
            held = begin(request, self.table)
            if held.version != self.seen:
                return "meanwhile"
            for form in (self.talk, self.stand, self.calculation):
                for name in form.changed_data:
                    setattr(held, name, form.cleaned_data[name])
            if self.shown.has_changed():
                held.shown = kept(self.shown.cleaned_data["shown"])
            if "balance" in self.stand.changed_data:
                held.balance_on = self.table.setting.today if held.balance is not None else None
            for row in (self.flow, self.debt):
                if row.has_changed():
                    row.instance.municipality_id = held.municipality_id
                    row.instance.picture = held
                    row.save()
            tick(held, self.ticks.cleaned_data, self.table.ticks)
            if gone := number_of(self.table.debts, str(self._sent.get("weg", "") if self._sent else "")):
                gone.delete()
            changed(request, held)
        change(request, KIND, held.pk, ground_of(request.role))
        return "saved"

"""How does what was filled in on a page about money get into the story, or come back with what is asked about it?"""

from typing import Any, NamedTuple

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.cases.actions import record_form
from vangnet.apps.cases.forms import BETWEEN_MARKS, FactForm
from vangnet.apps.cases.parts import Part, field_for, parts_of
from vangnet.apps.cases.record import Act, Done, Questioned
from vangnet.apps.cases.wording import doubt_said, event_title, household_name, matters_called
from vangnet.apps.support.pictures import Table
from vangnet.domain import acts
from vangnet.domain import events as e


class Sent(NamedTuple):
    """What came of a form: it stands, or these doubts are asked; with none of either the form says what is wrong."""

    stands: bool
    doubts: list[str]
    marks: str = ""


def tell(request: WorkRequest, table: Table, form: FactForm) -> Sent:
    """Record a form, or say what is asked about it first."""
    if not form.is_valid():
        return Sent(stands=False, doubts=[])
    outcome = record_form(request, table.setting.file.case, form, None)
    if isinstance(outcome, Questioned):
        matters = matters_called(table.setting.file.facts, table.setting.names, table.setting.sight.matter)
        marks = BETWEEN_MARKS.join(doubt.mark for doubt in outcome.doubts)
        return Sent(stands=False, doubts=[doubt_said(doubt, matters) for doubt in outcome.doubts], marks=marks)
    return Sent(stands=isinstance(outcome, Done), doubts=[])


class PersonForm(FactForm):
    """One event about the person at the table, with the other fields of its definition."""

    kind: type[e.OfPerson]

    def __init__(self, table: Table, data: Any = None, **more: Any) -> None:
        self.table = table
        super().__init__(table.setting, data, **more)

    @property
    def title(self) -> str:
        return event_title(self.kind.__name__)

    def ask(self) -> None:
        for part in self.parts:
            self.fields[part.name] = field_for(part, self.kind, self.setting)

    @property
    def parts(self) -> list[Part]:
        """What is asked of this event."""
        return [part for part in parts_of(self.kind) if part.name != "person"]

    def event(self) -> e.Event:
        """The event as it was filled in; what was left open is left out."""
        told = {part.name: self.cleaned_data.get(part.name) for part in self.parts}
        filled = {name: value for name, value in told.items() if value not in (None, "")}
        return msgspec.convert({**filled, "person": self.table.person.pk}, self.kind)

    def events(self) -> list[e.Event]:
        """Everything that this form records."""
        return [self.event()]

    def act(self) -> Act:
        return lambda facts: acts.note_all(facts, self.events(), self.cleaned_data["on"], self.setting.today)


class Page(NamedTuple):
    """A page with one form on it, about one person's money."""

    title: str
    button: str
    done: str
    """What is said when it stands."""
    back: str
    """The name of the address one goes back to, of a case and a person."""
    back_said: str
    intro: str = ""
    in_picture: bool = True
    """Whether the way there leads through the money picture; it is not for everybody."""
    more: dict[str, Any] = {}
    template: str = "support/fact.html"


WORK_OUT = "work_out"
"""The act of who wants to see what a form comes to before it is recorded."""


def told_page(request: WorkRequest, table: Table, form: FactForm, page: Page) -> HttpResponse:
    """Show the form, or record what was sent and go back; what was typed stays when it is asked about or wrong."""
    only_shown = not form.is_bound or request.POST.get("act") == WORK_OUT
    sent = Sent(stands=False, doubts=[]) if only_shown else tell(request, table, form)
    if sent.stands:
        messages.success(request, page.done)
        return redirect(page.back, table.number, table.person.pk)
    context = {
        **around(table),
        "title": page.title,
        "page": page,
        "form": form,
        "doubts": sent.doubts,
        "marks": sent.marks,
        **page.more,
    }
    right = not form.is_bound or (only_shown and form.is_valid())
    return render(request, page.template, context, status=200 if right else 422)


def around(table: Table) -> dict[str, Any]:
    """What every page about one person's money says of whose it is."""
    case = table.setting.file.case
    return {
        "table": table,
        "number": case.number,
        "person": table.person,
        "who": household_name(case.name, case.number),
    }

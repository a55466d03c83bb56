"""Which forms record several facts in one go, as they happen together? And which forms are there at all?"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.cases.dossier import Entry
from vangnet.apps.cases.forms import EventForm, FactForm, event_form, instalment_lines
from vangnet.apps.cases.loss_form import LossForm
from vangnet.apps.cases.parts import Setting, choose, help_text, label, parts_of
from vangnet.apps.cases.record import Act
from vangnet.apps.cases.wording import event_title
from vangnet.apps.cases.workplaces import place_of_letter
from vangnet.apps.web.forms import DayInput
from vangnet.apps.web.texts import say, word
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import Answer, Channel, DayPart, Reached


class ContactForm(FactForm):
    """An attempt at contact, and what was told and offered in it."""

    @property
    def title(self) -> str:
        return event_title("contact")

    @property
    def help(self) -> str:
        return say("fact_form.contact.help")

    def ask(self) -> None:
        kind = e.ContactAttempted
        self.ask_person(kind)
        for name, words in (("channel", Channel), ("day_part", DayPart), ("reached", Reached)):
            choices = [(member.value, word(member)) for member in words]
            self.fields[name] = forms.ChoiceField(
                choices=choices, widget=forms.RadioSelect, label=label(kind, name), help_text=help_text(kind, name)
            )
        self.fields["offered"] = forms.BooleanField(
            label=say("fact_field.contact_offered"), help_text=say("fact_field.contact_offered_help"), required=False
        )
        self.fields["informed"] = forms.BooleanField(
            label=label(kind, "informed"), help_text=help_text(kind, "informed"), required=False
        )

    def act(self) -> Act:
        asked = self.cleaned_data
        return lambda _facts: acts.attempt(
            int(asked["person"]),
            Channel(asked["channel"]),
            DayPart(asked["day_part"]),
            Reached(asked["reached"]),
            offered=asked["offered"],
            informed=asked["informed"],
        )


class AnswerForm(FactForm):
    """What the person said to an offer of help: yes or no, from that person."""

    @property
    def title(self) -> str:
        return event_title("answer")

    @property
    def help(self) -> str:
        return say("fact_form.answer.help")

    def ask(self) -> None:
        self.ask_person(e.HelpAccepted)
        choices = [(Answer.YES.value, say("fact_field.answer_yes")), (Answer.NO.value, say("fact_field.answer_no"))]
        self.fields["answer"] = choose(choices, label=label(e.LastOfferAnswered, "answer"))
        self.fields["verified"] = forms.BooleanField(
            label=label(e.HelpDeclined, "verified"), help_text=help_text(e.HelpDeclined, "verified"), required=False
        )

    def act(self) -> Act:
        person, answer = int(self.cleaned_data["person"]), Answer(self.cleaned_data["answer"])
        if answer is Answer.YES:
            return lambda _facts: (e.HelpAccepted(person=person),)
        declined = e.HelpDeclined(person=person, verified=self.cleaned_data["verified"])
        return lambda _facts: (declined,)


class SummonsForm(FactForm):
    """A summons was served; it names the day of the hearing."""

    @property
    def title(self) -> str:
        return event_title("summons")

    @property
    def help(self) -> str:
        return say("fact_form.summons.help")

    def ask(self) -> None:
        self.ask_matter(e.SummonsServed)
        self.fields["hearing_on"] = forms.DateField(
            label=label(e.HearingScheduled, "day"),
            help_text=say("fact_field.summons_hearing_on_help"),
            widget=DayInput,
            required=False,
        )

    def act(self) -> Act:
        matter, hearing_on = int(self.cleaned_data["matter"]), self.cleaned_data["hearing_on"]

        def served(facts: Facts) -> Sequence[e.Event] | Refused:
            noted = acts.note(facts, e.SummonsServed(matter=matter), self.cleaned_data["on"], self.setting.today)
            if isinstance(noted, Refused) or hearing_on is None:
                return noted
            return (*noted, acts.schedule_hearing(facts, matter, hearing_on))

        return served


class CorrectionForm(EventForm):
    """What was recorded wrong, and what is right; or that it did not happen at all."""

    def __init__(self, setting: Setting, entry: Entry, data: Any = None) -> None:
        self.kind = type(entry.event)
        self.entry = entry
        super().__init__(setting, data, initial={"on": entry.on, **as_filled_in(entry.event)})
        self.order_fields(["right"])

    @property
    def in_a_letter(self) -> bool:
        """What was decided in writing is decided otherwise in another letter."""
        return place_of_letter(self.kind.__name__) is not None

    @property
    def help(self) -> str:
        otherwise = _("Is anders besloten? Leg dan vast dat dit niet is gebeurd, en schrijf een nieuwe brief.")
        return otherwise if self.in_a_letter else super().help

    @property
    def title(self) -> str:
        return _("Verbeter: %(what)s") % {"what": event_title(self.kind.__name__)}

    def ask(self) -> None:
        choices = [("strike", _("Dit is niet gebeurd"))]
        if not self.in_a_letter:
            choices.insert(0, ("replace", _("Het was anders; hieronder staat wat klopt")))
        self.fields["right"] = choose(choices, label=_("Wat klopt er niet?"))
        if not self.in_a_letter:
            super().ask()

    def full_clean(self) -> None:
        """What did not happen needs no fields; what was typed in them stays."""
        if self.is_bound and self.data.get("right") == "strike":
            for name, field in self.fields.items():
                field.required = name in ("expected", "token", "right")
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        if self.data.get("right") != "strike":
            return super().clean()
        for name in list(self.errors):
            if name not in ("expected", "token", "right"):
                del self.errors[name]
        return {**self.cleaned_data, "on": self.setting.today}

    def act(self) -> Act:
        correction = e.EventCorrected(event=self.entry.id)
        if self.cleaned_data["right"] == "strike":
            return lambda _facts: (correction,)
        return partial(self._corrected, correction=correction, on=self.cleaned_data["on"])

    def _corrected(self, facts: Facts, correction: e.EventCorrected, on: date) -> Sequence[e.Event] | Refused:
        right = acts.note(facts, self._event(facts), on, self.setting.today)
        return right if isinstance(right, Refused) else (correction, *right)

    def _event(self, facts: Facts) -> e.Event:
        """What nobody is asked stays as it was: the number of a signal, of a hearing, of an eviction."""
        asked = {part.name for part in self.asked()}
        inner = asked & {"hearing", "eviction", "signal", "due"}
        kept = {p.name for p in parts_of(self.kind)} - asked - ({"matter"} if inner else set())
        return msgspec.structs.replace(
            super()._event(facts), **{name: getattr(self.entry.event, name) for name in kept}
        )


def as_filled_in(event: e.Event) -> dict[str, Any]:
    """What a form shows when it opens with this event."""
    filled: dict[str, Any] = {}
    for part in parts_of(type(event)):
        value = getattr(event, part.name)
        match part.shape:
            case "hearing" | "eviction" | "signal":
                filled[part.name] = f"{getattr(event, 'matter', 0)}.{value}"
            case "due":
                filled[part.name] = value
            case "bool" if part.default is not False:
                filled[part.name] = "yes" if value else "no"
            case "instalments":
                filled["instalments_list"] = instalment_lines(value)
            case _:
                filled[part.name] = value
    return filled


class NoteForm(forms.Form):
    """Free text for colleagues, beside the story."""

    text = forms.CharField(
        label=gettext_lazy("Notitie"),
        help_text=gettext_lazy("Voor collega's. De bewoner mag dit lezen; geen namen van anderen."),
        widget=forms.Textarea,
        max_length=5000,
    )

    @property
    def title(self) -> str:
        return _("Schrijf een notitie")


FORMS: dict[str, type[FactForm]] = {
    "contact": ContactForm,
    "answer": AnswerForm,
    "summons": SummonsForm,
    "loss": LossForm,
    **{name: event_form(kind) for name, kind in e.EVENTS.items()},
}
"""Every form by the name that stands in its address."""

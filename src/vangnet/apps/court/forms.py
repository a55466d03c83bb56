"""What do people fill in around a hearing? The court, the place, who goes along; and the outcome of the duty check."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.cases.forms import EventForm
from vangnet.apps.cases.parts import OWN_CASES, Choice, Setting, choose, colleagues, label
from vangnet.apps.court.around import court_said
from vangnet.apps.court.models import RequestFile, Sitting
from vangnet.apps.web.forms import DayInput
from vangnet.apps.web.texts import day, word
from vangnet.domain import events as e
from vangnet.domain.after_judgment import longest_moratorium
from vangnet.domain.codes import AdministrationGround, Proposal

LONGEST_WAY = 300
"""Minutes; more is a typing error."""


class DistrictForm(forms.Form):
    """Before which court this municipality comes, and how a resident reaches us about a hearing."""

    court = forms.ChoiceField(label=gettext_lazy("Rechtbank"))
    phone = forms.CharField(
        label=gettext_lazy("Telefoon"),
        help_text=gettext_lazy("Staat in brieven aan bewoners, bij de naam van een collega."),
        max_length=40,
        required=False,
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, required=False)
    desk = forms.CharField(
        label=gettext_lazy("Binnenlopen"),
        help_text=gettext_lazy("Waar en wanneer, bijvoorbeeld: stadhuis, elke werkdag van 9 tot 12 uur."),
        max_length=200,
        required=False,
    )

    def __init__(self, codes: Iterable[str], data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.fields["court"].choices = [("", _("Kies…")), *_courts(codes)]  # type: ignore[attr-defined]


def _courts(codes: Iterable[str]) -> list[Choice]:
    return sorted(((code, court_said(code)) for code in codes), key=lambda choice: choice[1])


class Kept(forms.Form):
    """What is kept beside the story: whoever wrote with an older version in sight overwrites nothing."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    now: Sequence[tuple[str, str]] = ()
    """What a colleague kept in the meantime, field by field, where it differs from what was typed."""

    @property
    def seen(self) -> int:
        """The version that was in sight while this was written."""
        return self.cleaned_data["version"] or 0

    def meanwhile(self, row: models.Model) -> None:
        """Show what stands in ``row`` now beside what was typed, and let the next time count as an answer to it."""
        names = [name for name in self.fields if name != "version"]
        told = {name: self._told(name, getattr(row, name, None)) for name in names}
        typed = {name: self._told(name, self.cleaned_data.get(name)) for name in names}
        self.now = [(str(self.fields[name].label), told[name] or "-") for name in names if told[name] != typed[name]]
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["version"] = str(row.version)  # type: ignore[attr-defined,index]

    def _told(self, name: str, value: Any) -> str:
        """As it is read; a choice by its words."""
        value = getattr(value, "pk", value)
        choices = dict(getattr(self.fields[name], "choices", ()))
        if value in (None, ""):
            return ""
        return str(choices.get(str(value), value))


class SittingForm(Kept):
    """Where and when, who of us goes along, how the resident gets there, and what we bring forward."""

    court = forms.ChoiceField(label=gettext_lazy("Rechtbank"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Gebouw"),
        help_text=gettext_lazy("Adres of locatie, als de rechtbank er meer heeft."),
        max_length=120,
        required=False,
    )
    at = forms.TimeField(
        label=gettext_lazy("Aanvang"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        required=False,
        error_messages={"invalid": gettext_lazy("Vul een tijd in als 9:30.")},
    )
    room = forms.CharField(label=gettext_lazy("Zaal"), max_length=40, required=False)
    court_case = forms.CharField(label=gettext_lazy("Zaaknummer van de rechtbank"), max_length=60, required=False)
    attends = forms.ChoiceField(label=gettext_lazy("Wie van ons gaat mee"), required=False)
    travel_minutes = forms.IntegerField(
        label=gettext_lazy("Reistijd in minuten"),
        help_text=gettext_lazy("Enkele reis, voor wie meegaat."),
        min_value=0,
        max_value=LONGEST_WAY,
        required=False,
    )
    transport = forms.CharField(
        label=gettext_lazy("Vervoer van de bewoner"),
        help_text=gettext_lazy("Bijvoorbeeld: Zita haalt op om 8.30 uur."),
        max_length=200,
        required=False,
    )
    speaker = forms.CharField(
        label=gettext_lazy("Wie spreekt er"),
        help_text=gettext_lazy("De naam van wie voor of naast de bewoner het woord doet."),
        max_length=120,
        required=False,
    )
    proposal = forms.ChoiceField(label=gettext_lazy("Voorstel aan de rechter"), required=False)
    own_words = forms.CharField(
        label=gettext_lazy("In eigen woorden"),
        help_text=gettext_lazy(
            "Hoe het zo gekomen is, zoals de bewoner het vertelt. De verhuurder leest dit als de bewoner het laat zien."
        ),
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )

    def __init__(self, municipality: Municipality, codes: Iterable[str], sitting: Sitting, data: Any = None) -> None:
        kept = {name: getattr(sitting, name) for name in self.base_fields if name not in ("attends", "version")}
        initial = {**kept, "version": sitting.version, "attends": sitting.attends_id}
        super().__init__(data, initial=initial, use_required_attribute=False)
        nothing = ("", _("niet bekend of niet van toepassing"))
        people = [(str(user.pk), user.name) for user in colleagues(municipality, OWN_CASES)]
        self._choose("court", [("", _("de rechtbank van de gemeente")), *_courts(codes)])
        self._choose("attends", [nothing, *people])
        self._choose("proposal", [nothing, *((one.value, word(one).capitalize()) for one in Proposal)])

    def _choose(self, name: str, choices: list[Choice]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def filled(self) -> dict[str, Any]:
        """What was filled in, as a sitting keeps it."""
        filled = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        chosen = filled.pop("attends")
        return {**filled, "attends_id": int(chosen) if chosen else None}


class RequestForm(Kept):
    """What somebody writes for a request to the court."""

    why = forms.CharField(
        label=gettext_lazy("Waarom dit nodig is"),
        help_text=gettext_lazy("In gewone woorden. De bewoner en de rechter lezen dit."),
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    tried = forms.CharField(
        label=gettext_lazy("Waarom wat is geprobeerd niet werkte"),
        help_text=gettext_lazy("Wat het dossier niet al laat zien."),
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    until = forms.DateField(label=gettext_lazy("Tot en met"), widget=DayInput, required=False)

    def __init__(self, kept: RequestFile, data: Any = None) -> None:
        initial = {name: getattr(kept, name) for name in self.base_fields}
        super().__init__(data, initial=initial, use_required_attribute=False)

    def filled(self) -> dict[str, Any]:
        """What was filled in, as the file keeps it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class AdministrationFileForm(RequestForm):
    """What the story cannot tell about a request for administration."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Grond"), help_text=gettext_lazy("Alleen zwijgen is geen grond."), required=False
    )
    opinion = forms.CharField(
        label=gettext_lazy("De tweede deskundige"),
        help_text=gettext_lazy("Wie keek mee, in welke functie, en wat was het oordeel?"),
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    field_order = ("ground", "why", "tried", "opinion", "until")

    def __init__(self, kept: RequestFile, data: Any = None) -> None:
        super().__init__(kept, data)
        grounds = [(one.value, word(one).capitalize()) for one in AdministrationGround]
        self.fields["ground"].choices = [("", _("nog niet gekozen")), *grounds]  # type: ignore[attr-defined]

    def clean_until(self) -> date | None:
        """An end that is over by today ends nothing."""
        until: date | None = self.cleaned_data["until"]
        if until and until <= clock.today():
            raise forms.ValidationError(_("Kies een dag die nog komt: het bewind moet nog beginnen."))
        return until


class ForcedSettlementForm(RequestForm):
    """What the story cannot tell about a request for a forced settlement."""

    until = None  # type: ignore[assignment] # Django leaves the field out
    field_order = ("why", "tried")

    def __init__(self, kept: RequestFile, data: Any = None) -> None:
        super().__init__(kept, data)
        self.fields["why"].label = _("Waarom meer betalen niet kan")
        self.fields["tried"].label = _("Wat de schuldeiser zei, en waarom dat niet redelijk is")


class MoratoriumFileForm(RequestForm):
    """What the story cannot tell about a request for a moratorium."""

    field_order = ("why", "tried", "until")

    def __init__(self, kept: RequestFile, today: date, data: Any = None) -> None:
        super().__init__(kept, data)
        self.today = today

    def clean_until(self) -> date | None:
        """No longer than the law allows, counted from today at the earliest."""
        until: date | None = self.cleaned_data["until"]
        most = longest_moratorium(self.today)
        if until and until > most:
            said = _("Langer dan zes maanden staat de wet niet toe (artikel 287b Fw). Kies %(day)s of eerder.")
            raise forms.ValidationError(said % {"day": day(most, "full")}, code="too_long")
        return until


class DutyForm(EventForm):
    """What the check of one landlord's duty to report came to."""

    kind = e.DutyChecked

    def __init__(self, setting: Setting, matter: int, data: Any = None) -> None:
        self.number = matter
        super().__init__(setting, data)

    def ask_matter(self, kind: type[e.Event]) -> None:
        """Not asked: the page is about one."""
        of = self.setting.file.facts.matters[self.number]
        only = [(str(self.number), self.setting.matter_label(of))]
        self.choice("matter", choose(only, label=label(kind, "matter")))

"""What is filled in about a place, about what a household needs, and on the card with a number to call?"""

import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.cases.parts import choose
from vangnet.apps.housing.models import Need, Place
from vangnet.apps.web.forms import DayInput, EuroField
from vangnet.apps.web.texts import word
from vangnet.domain.codes import PlaceKind

_FOUR = RegexValidator(re.compile(r"^[1-9]\d{3}\Z", re.ASCII), gettext_lazy("Vul de vier cijfers van de postcode in."))
_PHONE = RegexValidator(
    re.compile(r"^\+?[\d\s()-]{6,20}\Z", re.ASCII), gettext_lazy("Vul een telefoonnummer in, met alleen cijfers.")
)


def _region(label: Any, help_text: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=4, required=required, validators=[_FOUR])


class PlaceForm(forms.Form):
    """A place in the own register."""

    called = forms.CharField(
        label=gettext_lazy("Hoe wij de woning noemen"),
        help_text=gettext_lazy("Bijvoorbeeld de straat of het complex. Geen naam van een bewoner."),
        max_length=80,
    )
    rooms = forms.IntegerField(
        label=gettext_lazy("Kamers"), help_text=gettext_lazy("Zonder keuken en badkamer."), min_value=1, max_value=20
    )
    region = _region(gettext_lazy("Postcode (vier cijfers)"), "", required=True)
    rent_cents = EuroField(label=gettext_lazy("Huur per maand"))
    start = forms.DateField(label=gettext_lazy("Vrij vanaf"), widget=DayInput)
    until = forms.DateField(
        label=gettext_lazy("Tot en met"),
        help_text=gettext_lazy("Laat leeg als men er kan blijven wonen. Is de woning weg, vul dan de laatste dag in."),
        widget=DayInput,
        required=False,
    )
    municipal_lease = forms.BooleanField(
        label=gettext_lazy("De gemeente huurt en verhuurt door"),
        help_text=gettext_lazy("Dan is geen verhuurdersverklaring nodig."),
        required=False,
    )

    def __init__(self, data: Any = None, *, place: Place | None = None) -> None:
        names = ("called", "kind", "rooms", "region", "rent_cents", "start", "until", "municipal_lease")
        initial = {name: getattr(place, name) for name in names} if place else {}
        super().__init__(data, initial=initial, use_required_attribute=False)
        kinds = [(kind.value, word(kind)) for kind in PlaceKind]
        self.fields["kind"] = choose(kinds, label=_("Soort woning"))
        self.order_fields(names)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, until = cleaned.get("start"), cleaned.get("until")
        if start and until and until < start:
            self.add_error("until", _("De laatste dag ligt voor de eerste. Vul een latere dag in."))
        return cleaned


class NeedForm(forms.Form):
    """What a household needs of a place, besides how many they are; all of it may stay empty."""

    most_rent_cents = EuroField(label=gettext_lazy("Hoogste huur die het huishouden kan betalen"), required=False)
    school = _region(
        gettext_lazy("Postcode van de school (vier cijfers)"),
        gettext_lazy("Kinderen blijven het liefst op hun eigen school."),
        required=False,
    )
    network = _region(
        gettext_lazy("Postcode van familie, werk of hulp (vier cijfers)"),
        gettext_lazy("Wie dichtbij moet blijven."),
        required=False,
    )

    def __init__(self, need: Need, data: Any = None) -> None:
        initial = {name: getattr(need, name) for name in ("most_rent_cents", "school", "network")}
        super().__init__(data, initial=initial)
        self.need = need

    def keep(self) -> None:
        """What was filled in, in place of what was known."""
        for name, value in self.cleaned_data.items():
            setattr(self.need, name, value)
        self.need.save()


class CardForm(forms.Form):
    """The number on the card; it is set on the card and kept nowhere."""

    phone = forms.CharField(
        label=gettext_lazy("Telefoonnummer waarop u te bereiken bent"),
        help_text=gettext_lazy("Komt op het kaartje, met uw naam. Het wordt niet bewaard."),
        max_length=20,
        validators=[_PHONE],
    )

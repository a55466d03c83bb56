"""What does somebody fill in for a delivery, its layout, a signal or a partner?"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.intake.models import WAITING, Signal
from vangnet.apps.intake.reading import ColumnGuess, DateOrder, Encoding, Field, Format, Guess, Layout, Unit
from vangnet.apps.intake.reading.layouts import JOINED
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.forms import DayInput
from vangnet.apps.web.texts import say, word
from vangnet.domain.codes import DEBTS, MatterKind, SetAside


class ManyFiles(forms.ClearableFileInput):
    """Choose or drag several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class FilesField(forms.FileField):
    """Several files at once; an empty one is left for the reading to refuse with its own words."""

    widget = ManyFiles

    def clean(self, data: Any, _initial: Any = None) -> Any:
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return data


class UploadForm(forms.Form):
    """Files, from one partner or from whom their names tell."""

    sent = FilesField(
        label=_("Bestanden"),
        help_text=_("Sleep ze hierheen of kies ze: CSV, XLSX, XML of JSON, ook meer tegelijk."),
        error_messages={"required": _("Kies ten minste één bestand.")},
    )
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Van welke partner"),
        required=False,
        empty_label=_("aan de bestandsnaam te zien"),
    )
    received_on = forms.DateField(
        label=_("Ontvangen op"),
        required=False,
        widget=DayInput,
        help_text=_("Leeg betekent vandaag. Vanaf deze dag lopen de 28 dagen."),
    )

    def __init__(self, municipality: Municipality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Partner.of(municipality).filter(active=True).order_by("name")
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]


class WhoseForm(forms.Form):
    """From which partner is this file?"""

    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Partner"), empty_label=_("kies een partner"))

    def __init__(self, municipality: Municipality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Partner.of(municipality).filter(active=True).order_by("name")
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]


class LayoutForm(forms.Form):
    """For each column of a file what it holds, and how dates and amounts are written."""

    name = forms.CharField(label=_("Naam van de indeling"), max_length=120)
    date_order = forms.ChoiceField(label=_("Volgorde van datums"))
    decimal = forms.ChoiceField(label=_("Teken voor de centen"), choices=[(",", _("komma")), (".", _("punt"))])
    amount_unit = forms.ChoiceField(label=_("Bedragen staan in"))
    kind = forms.ChoiceField(
        label=_("Soort achterstand"),
        required=False,
        help_text=_("Als geen kolom het zegt."),
    )
    encoding = forms.ChoiceField(
        label=_("Tekenset"),
        required=False,
        help_text=_("Alleen nodig als er hieronder vreemde tekens in namen staan."),
    )

    def __init__(self, columns: Sequence[str], kind_of_file: Format, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns, self.kind_of_file = list(columns), kind_of_file
        for name, kind in (("date_order", DateOrder), ("amount_unit", Unit)):
            self._choices(
                name, [(one.value, say(f"{name if name != 'amount_unit' else 'unit'}.{one}")) for one in kind]
            )
        kinds = [(kind.value, word(kind)) for kind in MatterKind if kind in DEBTS]
        self._choices("kind", [("", _("zoals bij de soort partner")), *kinds])
        encodings = [(one.value, say(f"encoding.{one}")) for one in Encoding]
        self._choices("encoding", [("", _("aan het bestand te zien")), *encodings])
        if kind_of_file != Format.CSV:
            del self.fields["encoding"]
        fields = [("", _("niet gebruiken")), *((f.value, say(f"delivery_field.{f}")) for f in Field)]
        for place, column in enumerate(self.columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(label=column[:80], choices=fields, required=False)

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(columns: Sequence[str], layout: Layout) -> dict[str, Any]:
        """What the form shows for a layout."""
        places = {name: field for field in layout.columns for name in layout.columns_of(field)}
        held = {f"column_{n}": places[c].value for n, c in enumerate(columns) if c in places}
        return held | {
            "name": layout.name,
            "date_order": layout.date_order.value,
            "decimal": layout.decimal,
            "amount_unit": layout.amount_unit.value,
            "kind": layout.kind.value if layout.kind else "",
            "encoding": layout.encoding.value if layout.encoding else "",
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        held = self._held(cleaned)
        for field, names in held.items():
            if len(names) > 1 and field not in JOINED:
                said = say(f"delivery_field.{field}")
                raise forms.ValidationError(
                    _("Twee kolommen heten “%(field)s”. Dat kan er maar één zijn.") % {"field": said}
                )
        layout = Layout(name=cleaned.get("name", ""), columns=dict(held))
        if lacking := layout.missing_fields():
            fields = ", ".join(say(f"delivery_field.{name}") for name in lacking)
            raise forms.ValidationError(_("Wijs nog een kolom aan voor: %(fields)s.") % {"fields": fields})
        return cleaned

    def _held(self, cleaned: Mapping[str, Any]) -> dict[Field, tuple[str, ...]]:
        held: dict[Field, tuple[str, ...]] = {}
        for place, column in enumerate(self.columns):
            if chosen := cleaned.get(f"column_{place}"):
                held[Field(chosen)] = (*held.get(Field(chosen), ()), column)
        return held

    @staticmethod
    def chosen_encoding(sent: Mapping[str, Any]) -> Encoding | None:
        """By what the columns are to be read before the form can ask about them."""
        chosen = sent.get("encoding")
        return Encoding(chosen) if chosen in set(Encoding) else None

    def layout(self, before: Layout | None) -> Layout:
        """The layout as it was filled in; what this form does not ask stays as it was."""
        cleaned = self.cleaned_data
        held = self._held(cleaned)
        return Layout(
            name=cleaned["name"],
            columns={field: names[0] if len(names) == 1 else names for field, names in held.items()},
            format=self.kind_of_file,
            encoding=self.chosen_encoding(cleaned),
            separator=before.separator if before else None,
            sheet=before.sheet if before else None,
            record=before.record if before else None,
            date_order=DateOrder(cleaned["date_order"]),
            decimal=cleaned["decimal"],
            amount_unit=Unit(cleaned["amount_unit"]),
            kind=MatterKind(cleaned["kind"]) if cleaned["kind"] else None,
            words=before.words if before else {},
            optional=frozenset(before.optional & held.keys()) if before else frozenset(),
            short_rows=before.short_rows if before else False,
        )

    def rows(self, guess: Guess | None) -> list[tuple[forms.BoundField, ColumnGuess[Field] | None]]:
        """Each column's field, with why it was taken for that."""
        guesses = list(guess.columns) if guess else [None] * len(self.columns)
        return [(self[f"column_{place}"], one) for place, one in enumerate(guesses)]


class WaitingForm(forms.Form):
    """Which signals to show: those that wait, or those that were not taken up."""

    status = forms.ChoiceField(label=_("Wat er moet gebeuren"), required=False)
    partner = forms.ModelChoiceField(
        Partner.objects.none(), label=_("Partner"), required=False, empty_label=_("alle partners")
    )

    delivery = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, municipality: Municipality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = Partner.of(municipality).order_by("name")  # type: ignore[attr-defined]
        shown = (*WAITING, Signal.Status.SET_ASIDE)
        statuses = [("", _("alles wat wacht")), *((one.value, say(f"signal_status.{one}")) for one in shown)]
        self.fields["status"].choices = statuses  # type: ignore[attr-defined]


class AsideForm(forms.Form):
    """Why a signal is not taken up."""

    reason = forms.ChoiceField(label=_("Waarom niet oppakken"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [("", _("kies een reden")), *((one.value, word(one)) for one in SetAside)]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]


class AgainForm(forms.Form):
    """Why a signal that was set aside is taken up all the same."""

    use_required_attribute = False
    because = forms.CharField(
        label=_("Waarom toch oppakken"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dit staat straks bij het signaal en in het dossier."),
        error_messages={"required": _("Schrijf op waarom dit signaal toch wordt opgepakt.")},
    )


class PartnerForm(forms.Form):
    """A new partner: what it is called and what it is."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort"))

    def __init__(self, municipality: Municipality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        kinds = [("", _("kies een soort")), *((k.value, say(f"kind_of_partner.{k}")) for k in Partner.Kind)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        key = slugify(name)[:40]
        if not key:
            raise forms.ValidationError(_("Een naam heeft ten minste één letter."))
        if Partner.of(self.municipality).filter(key=key).exists():
            raise forms.ValidationError(_("Er is al een partner met deze naam."))
        return name

    def save(self) -> Partner:
        name = self.cleaned_data["name"]
        return Partner.of(self.municipality).create(key=slugify(name)[:40], name=name, kind=self.cleaned_data["kind"])

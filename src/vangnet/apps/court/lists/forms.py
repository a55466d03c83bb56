"""What does somebody fill in for a list: the file itself, what its columns hold, which matter a row is about?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.court.lists.layouts import JOINED, Field, Layout
from vangnet.apps.web.reading import DateOrder, Encoding, Format
from vangnet.apps.web.texts import say

Choices = list[tuple[str, Any]]


class ListForm(forms.Form):
    """The file of a court or a bailiff. An empty one is left for the reading to refuse with its own words."""

    sent = forms.FileField(
        label=gettext_lazy("Lijst van een rechtbank of deurwaarder"),
        help_text=gettext_lazy("CSV, XLSX, XML of JSON, met op elke rij een zitting, dagvaarding of ontruiming."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Kies een bestand.")},
    )


class ColumnsForm(forms.Form):
    """For each column of the file what it holds, and how its dates are written."""

    date_order = forms.ChoiceField(label=gettext_lazy("Volgorde van datums"))
    encoding = forms.ChoiceField(
        label=gettext_lazy("Tekenset"),
        required=False,
        help_text=gettext_lazy("Alleen nodig als er hieronder vreemde tekens in namen staan."),
    )

    def __init__(
        self, columns: Sequence[str], kind: Format, data: Any = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.columns, self.kind = list(columns), kind
        self._choices("date_order", [(one.value, say(f"date_order.{one}")) for one in DateOrder])
        encodings: Choices = [(one.value, say(f"encoding.{one}")) for one in Encoding]
        self._choices("encoding", [("", _("aan het bestand te zien")), *encodings])
        if kind is not Format.CSV:
            del self.fields["encoding"]
        held: Choices = [("", _("niet gebruiken")), *((one.value, say(f"list_field.{one}")) for one in Field)]
        for place, column in enumerate(self.columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(label=column[:80], choices=held, required=False)

    def _choices(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(columns: Sequence[str], layout: Layout) -> dict[str, Any]:
        """What the form shows for a layout."""
        places = {name: field for field, names in layout.columns.items() for name in names}
        held = {f"column_{place}": places[name].value for place, name in enumerate(columns) if name in places}
        encoding = layout.encoding.value if layout.encoding else ""
        return held | {"date_order": layout.date_order.value, "encoding": encoding}

    @staticmethod
    def chosen_encoding(data: Any) -> Encoding | None:
        """By which the names of the columns are to be read, before the form is made."""
        chosen = data.get("encoding", "")
        return Encoding(chosen) if chosen in set(Encoding) else None

    def clean(self) -> dict[str, Any]:
        """No two columns for one field, and what every list needs."""
        filled: dict[str, Any] = super().clean() or {}
        if self.errors:
            return filled
        layout = self.layout()
        for field, names in layout.columns.items():
            if len(names) > 1 and field not in JOINED:
                twice = _("%(what)s staat bij twee kolommen. Kies er een.")
                place = self.columns.index(names[1])
                self.add_error(f"column_{place}", twice % {"what": say(f"list_field.{field}")})
        if lacking := layout.lacking():
            told = " ".join(say(f"list_lacks.{field}") for field in lacking)
            self.add_error(None, told)
        return filled

    def layout(self) -> Layout:
        """As it was filled in."""
        columns: dict[Field, tuple[str, ...]] = {}
        for place, name in enumerate(self.columns):
            if chosen := self.cleaned_data.get(f"column_{place}"):
                columns[Field(chosen)] = (*columns.get(Field(chosen), ()), name)
        encoding = self.cleaned_data.get("encoding")
        return Layout(
            columns=columns,
            format=self.kind,
            encoding=Encoding(encoding) if encoding else None,
            date_order=DateOrder(self.cleaned_data["date_order"]),
        )


class MatterForm(forms.Form):
    """Which matter a row is about: one of the dossier, or one that it does not have yet."""

    matter = forms.ChoiceField(
        label=gettext_lazy("Waar gaat dit over?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies waar dit over gaat.")},
    )

    def __init__(self, choices: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["matter"].choices = choices  # type: ignore[attr-defined]

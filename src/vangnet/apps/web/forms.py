"""How does a form look? Label, help and error beside each field; what is wrong on top.

Settings name it once, FORM_RENDERER = "vangnet.apps.web.forms.Renderer"; then every `{{ form }}`
draws itself with our markup and the components of NL Design System.
"""

import re
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Input
from django.utils.translation import gettext_lazy as _

# The most telling class first: a select is drawn as one, though it is also a choice.
_LOOKS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.CheckboxInput, ""),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
)


def _look(widget: forms.Widget) -> str:
    return next((classes for kind, classes in _LOOKS if isinstance(widget, kind)), "")


class Field(BoundField):
    """A field in a form, as our templates draw it."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = dict(super().build_widget_attrs(attrs, widget))
        drawn = widget or self.field.widget
        classes = f"{_look(drawn)} {drawn.attrs.get('class', '')} {built.get('class', '')}".strip()
        if classes:
            built["class"] = classes
        return built

    @property
    def is_single_choice(self) -> bool:
        """One box to tick: its label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_optional(self) -> bool:
        """Nobody misses it; not so of a field marked ``either``: of those at least one is filled in."""
        return not self.field.required and not getattr(self.field, "either", False)

    @property
    def anchor(self) -> str:
        """Where the summary of errors leads: the control, or the group of choices."""
        return str((self.auto_id if self.use_fieldset else self.id_for_label) or self.auto_id)


class Renderer(DjangoTemplates):
    """The renderer of all forms. Widgets keep Django's own templates."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/components/field.html"
    bound_field_class = Field


class DayInput(forms.DateInput):
    """A date as the browser's own control asks for it; never filled in beforehand."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class EuroField(forms.CharField):
    """An amount as people type it ("45", "1.234,50", "€ 45,-"), kept in euro cents.

    Negative amounts are refused; what was typed stays in the field.
    """

    default_error_messages = {
        "amount": _("Vul een bedrag in, bijvoorbeeld 45 of 1.234,50."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return cents(typed, self.error_messages["amount"]) if typed else None

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 100},{value % 100:02}" if isinstance(value, int) else value


_AMOUNT = re.compile(r"(?P<euros>\d{1,3}(?:[. ]\d{3})+|\d+)(?:[.,](?P<cents>\d{1,2}|-))?")


def cents(typed: str, complaint: Any) -> int:
    """What was typed as euro cents. Raises ValidationError with the complaint if it is no amount."""
    match = _AMOUNT.fullmatch(typed.replace("€", "").replace("\u00a0", " ").strip())
    if not match:
        raise forms.ValidationError(complaint, code="amount")
    euros = int(re.sub(r"[. ]", "", match["euros"]))
    part = (match["cents"] or "0").replace("-", "0")
    return euros * 100 + int(part.ljust(2, "0"))

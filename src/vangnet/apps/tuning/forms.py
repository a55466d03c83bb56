"""What does the municipality choose, from which day on?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from vangnet.apps.cases import clock
from vangnet.apps.tuning.areas import AMOUNTS, AREAS, GUIDE, KINDS, area_name, choice_name, chosen
from vangnet.apps.web.forms import DayInput, EuroField
from vangnet.apps.web.texts import say, word
from vangnet.domain.agreements import MOST_CENTS, NO_MORE, Agreement, Problem, unit_of
from vangnet.domain.codes import MatterKind

_NUMBER = 9_999
"""No choice has more digits: what is too long is told with its bound."""


class AreaShown(NamedTuple):
    """The choices of one part of the work, as fields."""

    name: str
    fields: list[forms.BoundField]
    wrong: bool
    """Whether something in it must be mended."""
    own: int
    """How many fields hold something else than the guide says."""


class IntervalsField(forms.CharField):
    """A row of numbers as people type it: "5, 7, 8"."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        parts = [part.strip() for part in typed.split(",")]
        if not all(part.isdecimal() and len(part) <= len(str(_NUMBER)) for part in parts):
            raise forms.ValidationError(_("Vul getallen in met komma's ertussen, bijvoorbeeld 5, 7, 8."))
        return tuple(int(part) for part in parts)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(one) for one in value) if isinstance(value, tuple) else value


class AgreementForm(forms.Form):
    """All choices; what was agreed last is filled in, the day is not."""

    valid_from = forms.DateField(
        label=gettext_lazy("Vanaf welke dag"),
        help_text=gettext_lazy("Een termijn die al loopt, houdt wat gold toen hij begon."),
        widget=DayInput,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    """Which agreement was the newest when this was filled in; none: 0."""

    def __init__(self, agreed: Agreement, data: Any = None, *, seen: int = 0) -> None:
        super().__init__(data, use_required_attribute=False)
        self.initial["seen"] = seen
        for name in (name for names in AREAS.values() for name in names):
            if name == AMOUNTS:
                self._ask_amounts(agreed)
            else:
                self.fields[name] = _field(name)
                self.initial[name] = getattr(agreed, name)

    def _ask_amounts(self, agreed: Agreement) -> None:
        for kind in KINDS:
            self.fields[_amount(kind)] = EuroField(
                label=_("Een melding telt vanaf (in euro): %(kind)s") % {"kind": word(kind)},
                help_text=_("Laat leeg als elk bedrag telt."),
                required=False,
                max_length=12,
            )
            self.initial[_amount(kind)] = agreed.least_cents.get(kind)

    @property
    def areas(self) -> Iterator[AreaShown]:
        """Part by part, as the work goes."""
        for area, names in AREAS.items():
            every = [self[one] for name in names for one in _names(name)]
            own = sum(_said(one) != _said(one, _guide(one.name)) for one in every)
            yield AreaShown(area_name(area), every, any(one.name in self.errors for one in every), own)

    def clean_valid_from(self) -> date:
        on: date = self.cleaned_data["valid_from"]
        if on < clock.today():
            raise forms.ValidationError(_("Kies vandaag of later. Wat eerder begon, houdt de afspraak van toen."))
        return on

    def clean(self) -> dict[str, Any]:
        """Every number within its bounds, with the bound and what is behind it."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for kind in KINDS:
            if (told.get(_amount(kind)) or 0) > MOST_CENTS:
                self.add_error(_amount(kind), _("Zo hoog is geen grens. Vul een lager bedrag in."))
        if set(self.errors) - {"valid_from"}:
            return told
        for problem in self.agreement.problems():
            self.add_error(problem.name, _bound_said(problem))
        return told

    @property
    def agreement(self) -> Agreement:
        """What was typed, once each field by itself could be read; until there is a day, as from today."""
        told = self.cleaned_data
        amounts = {kind: told[_amount(kind)] for kind in KINDS if told.get(_amount(kind))}
        plain = {name: told[name] for names in AREAS.values() for name in names if name != AMOUNTS}
        own = {name: value for name, value in plain.items() if value != getattr(GUIDE, name)}
        return replace(GUIDE, valid_from=told.get("valid_from") or clock.today(), least_cents=amounts, **own)


def _field(name: str) -> forms.Field:
    guide = getattr(GUIDE, name)
    told = _("Handreiking: %(value)s.")
    if guide is None:
        told = _("Laat leeg voor %(value)s. De wet noemt geen aantal: elke gemeente kiest en onderbouwt het zelf.")
    told %= {"value": chosen(GUIDE, name)}
    if isinstance(guide, tuple):
        return IntervalsField(label=choice_name(name), help_text=told, max_length=60)
    unit = say(f"tuning_unit.{unit_of(name)}_long")
    return forms.IntegerField(
        label=f"{choice_name(name)} ({unit})",
        help_text=told,
        min_value=0,
        max_value=_NUMBER,
        required=guide is not None,
    )


def _bound_said(problem: Problem) -> str:
    """Why it cannot be, with what can; under which other choice it stays is named."""
    facts: dict[str, Any] = {"least": problem.least, "most": problem.most}
    if problem.bound == "pair":
        facts["other"] = choice_name(dict(NO_MORE)[problem.name])
    return say(f"tuning_bound.{problem.bound}", **facts)


def _guide(field: str) -> Any:
    """What the guide says, as a value of this field; it knows no least amounts."""
    return getattr(GUIDE, field, None)


def _said(bound: forms.BoundField, value: Any = ...) -> str:
    """What stands in a field, or would stand there with this value."""
    shown = bound.value() if value is ... else bound.field.prepare_value(value)
    return "" if shown is None else "".join(str(shown).split())


def _amount(kind: MatterKind) -> str:
    return f"{AMOUNTS}_{kind.value}"


def _names(name: str) -> list[str]:
    """The fields of a choice: one, or one for each kind of debt."""
    return [_amount(kind) for kind in KINDS] if name == AMOUNTS else [name]

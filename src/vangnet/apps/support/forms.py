"""What do people fill in of somebody's money? Each section by itself; nothing is required, in any order.

Only what makes an amount an amount must go together: what it is, how much, and how often. How often is never filled in
beforehand: who gets an income per four weeks would be taken for somebody who gets it per month.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.cases.parts import Choice
from vangnet.apps.support.allowances import Allowance
from vangnet.apps.support.models import Flow, ObjectionDesk, Picture, Scheme, ToldDebt
from vangnet.apps.support.reckoning import as_money
from vangnet.apps.web.forms import DayInput, EuroField
from vangnet.apps.web.texts import day, euro, say, word
from vangnet.domain.codes import INCOMES, Calculation, FlowKind, MoneyPiece, Rhythm, Tick
from vangnet.domain.division import by_threat
from vangnet.domain.money import perhaps_four_weekly

MOST_CENTS = 100_000_000
"""A million euros: more is a slip of the keyboard, whoever it is about."""
_PAST, _AHEAD = timedelta(days=3 * 366), timedelta(days=5 * 366)
"""A day of an income or payment lies within these of today; another is a slip of the keyboard."""


class AmountField(EuroField):
    """An amount above nothing, within reason; ``signed`` also takes one below zero."""

    default_error_messages = {
        "nothing": gettext_lazy("Vul een bedrag boven nul in."),
        "too_much": gettext_lazy("Dit is meer dan een miljoen euro. Kijk het bedrag na."),
    }

    def __init__(self, *, signed: bool = False, nothing: bool = False, **options: Any) -> None:
        self._signed, self._nothing = signed, nothing or signed
        super().__init__(max_length=20, **options)

    def clean(self, value: Any) -> Any:
        typed = str(value or "").replace("\u2212", "-").strip()  # noqa: RUF100 - a minus as word processors write it
        below = self._signed and typed.lstrip("€ ").startswith("-")
        found = super().clean(typed.replace("-", "", 1) if below else typed)
        if found is None:
            return None
        if found == 0 and not self._nothing:
            raise forms.ValidationError(self.error_messages["nothing"], code="nothing")
        if found > MOST_CENTS:
            raise forms.ValidationError(self.error_messages["too_much"], code="too_much")
        return -found if below else found

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return f"{'-' if value < 0 else ''}{super().prepare_value(abs(value))}"
        return value


class TalkForm(forms.ModelForm):  # type: ignore[type-arg]
    """How are you? The rest follows the conversation."""

    class Meta:
        model = Picture
        fields = ["talk"]
        labels = {"talk": gettext_lazy("Hoe gaat het met u?")}
        help_texts = {
            "talk": gettext_lazy(
                "Begin hier en neem de tijd. Schrijf op wat de bewoner vertelt en wat belangrijk is. "
                "De bewoner mag dit lezen; geen namen van anderen."
            )
        }
        widgets = {"talk": forms.Textarea(attrs={"rows": 5, "maxlength": 5000})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text: Any = self.fields["talk"]
        text.max_length = 5000


class StandForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is there now."""

    balance = AmountField(
        label=gettext_lazy("Wat staat er vandaag op de rekening?"),
        help_text=gettext_lazy("Rood? Zet er een min voor, zoals -35,00."),
        signed=True,
        required=False,
    )
    reserve = AmountField(
        label=gettext_lazy("Is er geld opzij gezet?"),
        help_text=gettext_lazy("Spaargeld waar de bewoner bij kan."),
        nothing=True,
        required=False,
    )

    class Meta:
        model = Picture
        fields = ["balance", "reserve"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A balance told before says of which day it is: it is not today's."""
        super().__init__(*args, **kwargs)
        if on := self.instance.balance_on:
            said = _("Dit stond er op %(day)s.") % {"day": day(on, "year")}
            self.fields["balance"].help_text = f"{said} {self.fields['balance'].help_text}"


class ShownForm(forms.Form):
    """What of the picture the judge may see, in the resident's own choice."""

    shown = forms.MultipleChoiceField(
        label=gettext_lazy("Wat wil de bewoner aan de rechter laten zien?"),
        help_text=gettext_lazy("De verhuurder leest dit ook. Zonder vinkje komt er niets van in de stukken."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pieces: Any = self.fields["shown"]
        pieces.choices = [(piece.value, word(piece)) for piece in MoneyPiece]


class CalculationForm(forms.ModelForm):  # type: ignore[type-arg]
    """The result of a statutory calculation, with who made it and when. It is not made here."""

    calculation = forms.ChoiceField(label=gettext_lazy("Welke berekening is er?"), required=False)
    calculated = AmountField(label=gettext_lazy("Uitkomst per maand"), required=False)
    calculated_by = forms.CharField(label=gettext_lazy("Wie berekende het?"), max_length=80, required=False)
    calculated_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=DayInput, required=False)

    class Meta:
        model = Picture
        fields = ["calculation", "calculated", "calculated_by", "calculated_on"]

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        kinds: Any = self.fields["calculation"]
        kinds.choices = [("", _("nog geen")), *((kind.value, word(kind)) for kind in Calculation)]

    def clean_calculated_on(self) -> date | None:
        on: date | None = self.cleaned_data["calculated_on"]
        if on and on > self._today:
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return on

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if any(told.values()):
            for name in self.fields:
                if name in told and not told[name]:
                    self.add_error(name, _("Vul de berekening, het bedrag, wie het deed en de dag alle vier in."))
        return told


class FlowForm(forms.ModelForm):  # type: ignore[type-arg]
    """One amount that comes in or goes out."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=gettext_lazy("Wat is het?"))
    cents = AmountField(label=gettext_lazy("Hoeveel?"))
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Hoe vaak?"),
        help_text=gettext_lazy("Per vier weken is dertien keer per jaar, niet twaalf."),
    )

    class Meta:
        model = Flow
        fields = ["kind", "label", "cents", "rhythm", "first_on", "movable"]
        labels = {
            "label": gettext_lazy("Van wie of aan wie?"),
            "first_on": gettext_lazy("Een dag waarop het komt of gaat"),
            "movable": gettext_lazy("Deze betaaldag kan misschien anders"),
        }
        help_texts = {"first_on": gettext_lazy("De laatste of de volgende keer. De andere dagen volgen daaruit.")}
        widgets = {"first_on": DayInput}

    def __init__(self, today: date, others: Sequence[Flow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self._others = [flow for flow in others if flow.pk != self.instance.pk]
        kinds: Any = self.fields["kind"]
        kinds.choices = [
            ("", _("Kies…")),
            (_("Komt binnen"), _kinds(kind for kind in FlowKind if kind in INCOMES)),
            (_("Gaat eruit"), _kinds(kind for kind in FlowKind if kind not in INCOMES)),
        ]
        rhythms: Any = self.fields["rhythm"]
        rhythms.choices = [("", _("Kies…")), *((rhythm.value, word(rhythm)) for rhythm in Rhythm)]

    def clean_first_on(self) -> date | None:
        on: date | None = self.cleaned_data["first_on"]
        if on and not self._today - _PAST <= on <= self._today + _AHEAD:
            raise forms.ValidationError(_("Deze dag ligt te ver weg. Kies de laatste of de volgende keer."))
        return on

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("rhythm") == Rhythm.ONCE and not told.get("first_on") and "first_on" not in self.errors:
            self.add_error("first_on", _("Vul de dag in: wat één keer komt, telt alleen op die dag."))
        return told

    def questions(self) -> dict[str, str]:
        """What seems not to be meant, by its mark: told twice, or a four-weekly income taken for a monthly one."""
        flow = self.instance
        found = {}
        if any(_same(flow, other) for other in self._others):
            found[f"twice {flow.kind} {flow.cents} {flow.rhythm} {flow.first_on}"] = _(
                "Dit staat er al: %(what)s, %(amount)s %(rhythm)s."
            ) % {
                "what": say(f"flow_kind.{flow.kind}"),
                "amount": euro(flow.cents),
                "rhythm": say(f"rhythm.{flow.rhythm}"),
            }
        for one, other in perhaps_four_weekly([as_money(each) for each in (*self._others, flow)]):
            if as_money(flow) in (one, other) and one.first and other.first:
                found[f"four_weekly {min(one.first, other.first)} {max(one.first, other.first)}"] = _(
                    "Tussen %(one)s en %(other)s zit precies een aantal keer vier weken. Is dit één inkomen per vier "
                    "weken? Dat is dertien keer per jaar. Zet het er dan één keer in, met “per vier weken”."
                ) % {"one": day(one.first, "year"), "other": day(other.first, "year")}
        return found


def _same(one: Flow, other: Flow) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("kind", "label", "cents", "rhythm", "first_on"))


def _kinds(kinds: Iterable[FlowKind]) -> list[Choice]:
    return [(kind.value, word(kind)) for kind in kinds]


class DebtForm(forms.ModelForm):  # type: ignore[type-arg]
    """A debt that nobody reported."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=gettext_lazy("Wat voor schuld is het?"))
    cents = AmountField(
        label=gettext_lazy("Hoeveel?"), help_text=gettext_lazy("Laat leeg als u het niet weet."), required=False
    )

    class Meta:
        model = ToldDebt
        fields = ["kind", "creditor", "cents"]
        labels = {"creditor": gettext_lazy("Aan wie?")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", _("Kies…")), *((kind.value, word(kind)) for kind in by_threat())]


class TicksForm(forms.Form):
    """How it stands with each allowance; unanswered is not yet talked about."""

    def __init__(self, allowances: Sequence[Allowance], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.allowances = allowances
        choices = [("", _("nog niet besproken")), *((tick.value, word(tick)) for tick in Tick)]
        for one in allowances:
            self.fields[one.key] = forms.ChoiceField(label=one.name, choices=choices, required=False)

    @property
    def lines(self) -> list[tuple[Allowance, forms.BoundField]]:
        """Each allowance with its field."""
        return [(one, self[one.key]) for one in self.allowances]


class ObjectionDeskForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where an objection goes, as it stands in every decision."""

    class Meta:
        model = ObjectionDesk
        fields = ["name", "address", "phone", "court"]
        labels = {
            "name": gettext_lazy("Aan wie"),
            "address": gettext_lazy("Adres"),
            "phone": gettext_lazy("Telefoon"),
            "court": gettext_lazy("Rechtbank voor beroep"),
        }
        help_texts = {
            "name": gettext_lazy("Bijvoorbeeld: het college van burgemeester en wethouders, team Bezwaar."),
            "address": gettext_lazy("Elke regel apart."),
            "phone": gettext_lazy("Voor wie eerst wil bellen. Mag leeg blijven."),
            "court": gettext_lazy("Naam, afdeling bestuursrecht en adres. Staat in elke beslissing op bezwaar."),
        }
        widgets = {"address": forms.Textarea(attrs={"rows": 3}), "court": forms.Textarea(attrs={"rows": 3})}


class SchemeForm(forms.ModelForm):  # type: ignore[type-arg]
    """Something that the municipality itself has."""

    url = forms.URLField(
        label=gettext_lazy("Webadres"),
        help_text=gettext_lazy("Waar staat wat het is en hoe iemand het aanvraagt?"),
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = Scheme
        fields = ["name", "url"]
        labels = {"name": gettext_lazy("Naam")}

"""What do people fill in to record what happened? A form for every event, made from its own definition.

No day and no outcome is filled in beforehand: a hurried person would confirm it unread. Only what one came for is: what
the step is about, the route that was pressed, and what somebody wrote down for it on a page of its own (``prepared``).
The forms that record several facts at once stand in ``short_forms``.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import msgspec
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.parts import (
    NEW,
    Choice,
    Part,
    Setting,
    choose,
    field_for,
    help_text,
    label,
    parts_of,
)
from vangnet.apps.cases.record import Act
from vangnet.apps.cases.story import group, merged_into
from vangnet.apps.cases.wording import event_title, whose_need_first
from vangnet.apps.web.forms import DayInput, EuroField, cents
from vangnet.apps.web.texts import day, say
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.agreements import months_on
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import Route
from vangnet.domain.doubts import Doubt

BY_HAND = 10**12
"""Reports that came by phone get numbers from here on, so that none is taken for a delivered signal."""
MOST_INSTALMENTS = 120
BETWEEN_MARKS = ";"
"""What stands between the doubts that one tick confirms."""
_WITHIN = ("hearing", "eviction", "signal")
_MADE_BY_ACT = (e.HearingScheduled, e.EvictionAnnounced)


class DayWidget(forms.MultiWidget):
    """Today, yesterday, or a day to fill in."""

    def __init__(self, today: date) -> None:
        yesterday = today - timedelta(days=1)
        quick = (
            ("today", _("vandaag, %(day)s") % {"day": day(today, "week")}),
            ("yesterday", _("gisteren, %(day)s") % {"day": day(yesterday, "week")}),
            ("other", _("een andere dag:")),
        )
        other = DayInput({"aria-label": _("Een andere dag"), "class": "utrecht-textbox utrecht-textbox--html-input"})
        super().__init__({"quick": forms.RadioSelect(choices=quick), "day": other})

    def decompress(self, value: Any) -> list[Any]:
        return ["other", value] if value else [None, None]


class DayField(forms.MultiValueField):
    """The day on which something happened; what was typed beside a quick choice must agree with it."""

    default_error_messages = {
        "required": gettext_lazy("Kies vandaag of gisteren, of vul een andere dag in."),
        "both": gettext_lazy("Er staat ook een andere dag ingevuld. Kies welke dag klopt."),
    }

    def __init__(self, today: date, **options: Any) -> None:
        self._quick = {"today": today, "yesterday": today - timedelta(days=1)}
        choices = [(name, name) for name in (*self._quick, "other")]
        fields = (forms.ChoiceField(choices=choices, required=False), forms.DateField(required=False))
        super().__init__(fields, widget=DayWidget(today), require_all_fields=False, **options)

    def compress(self, data_list: Sequence[Any]) -> date | None:
        quick, typed = data_list or ("", None)
        chosen = self._quick.get(quick)
        if chosen and typed and typed != chosen:
            raise forms.ValidationError(self.error_messages["both"], code="both")
        if self.required and not chosen and not typed:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return chosen or typed


class FactForm(forms.Form):
    """Something that happened in one case: the day, a note beside it, and what the server must know."""

    expected = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, setting: Setting, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        made = {"expected": setting.file.version, "token": uuid4().hex}
        super().__init__(data, initial={**made, **(initial or {})}, use_required_attribute=False)
        self.setting = setting
        self.about: list[str] = []
        """What the form is about without asking, since there is only one."""
        self.lacking: list[str] = []
        """What must be in the case first: ``matter``, ``person``, ``signal``."""
        self.fields["on"] = DayField(setting.today, label=say("field.on"), help_text=say("field.on.help"))
        self.ask()
        self.fields["note"] = forms.CharField(
            label=_("Notitie"),
            help_text=_("Voor collega's. De bewoner mag dit lezen; geen namen van anderen."),
            widget=forms.Textarea,
            required=False,
            max_length=5000,
        )

    def ask(self) -> None:
        """Add the fields of this form."""

    def act(self) -> Act:
        """What the cleaned form makes of the case."""
        raise NotImplementedError

    def keep(self, by: User) -> None:
        """Keep what stands beside the facts of this form and may be erased; in the transaction that records them."""

    @property
    def title(self) -> str:
        raise NotImplementedError

    @property
    def help(self) -> str:
        return ""

    def own_doubts(self) -> Sequence[Doubt]:
        """What the page asks of the cleaned form by what stands beside the case, next to what the core asks."""
        return ()

    @property
    def confirmed(self) -> frozenset[str]:
        """The marks of the doubts of which somebody says that it went so all the same."""
        return frozenset(str(self.data.get("confirmed", "")).split(BETWEEN_MARKS))

    def choice(self, name: str, field: forms.ChoiceField, wanted: str = "") -> None:
        """Add a choice; one without alternatives is not asked, and one that a step points at stands ready."""
        choices = [choice for choice in _plain(field) if choice[0]]
        if field.required and not choices:
            self.lacking.append(name)
        if field.required and len(choices) == 1:
            ((value, said),) = choices
            field = forms.ChoiceField(choices=choices, widget=forms.HiddenInput, label=field.label)
            self.initial.setdefault(name, value)
            self.about.append(str(said))
        elif any(value == wanted for value, _said in choices):
            self.initial.setdefault(name, wanted)
        self.fields[name] = field

    def subject(self, kind: str) -> str:
        """The id of what the answered step is about, when it is of this kind."""
        step = self.setting.step
        return str(step[1].id) if step and step[1].kind == kind else ""

    def ask_person(self, kind: type[e.Event], name: str = "person", *, required: bool = True) -> None:
        wanted = self.subject("person") or self._whose_matter()
        people = self.setting.person_choices(kind, also=wanted or str(self.initial.get(name) or ""))
        field = choose(people, label=label(kind, name), help_text=help_text(kind, name), required=required)
        self.choice(name, field, wanted)

    def ask_matter(self, kind: type[e.Event]) -> None:
        wanted = self.subject("matter")
        matters = self.setting.matter_choices(kind, also=str(self.initial.get("matter") or ""))
        self.choice("matter", choose(matters, label=label(kind, "matter")), wanted)

    def _whose_matter(self) -> str:
        matter = self.setting.file.facts.matters.get(int(self.subject("matter") or 0))
        return str(matter.person or "") if matter else ""


class EventForm(FactForm):
    """One event, with the fields of its definition."""

    kind: type[e.Event]

    @property
    def title(self) -> str:
        return event_title(self.kind.__name__)

    @property
    def help(self) -> str:
        first = whose_need_first(self.setting.file.facts) if self.kind is e.RehousingPlanned else ""
        return f"{say(f'event.{self.kind.__name__}.help')} {first}".strip()

    def ask(self) -> None:
        if self.kind is e.CaseSeparated and self.setting.file.facts.merged_into is None:
            self.lacking.append("merger")
        for part in self.asked():
            match part.shape:
                case "person":
                    self.ask_person(self.kind, part.name, required=part.required)
                case "matter":
                    self.ask_matter(self.kind)
                case "instalments":
                    ask_instalments(self)
                case _:
                    self._ask(part)
        if self.kind is e.FeedbackGiven and "matter" in self.lacking:
            self.lacking = ["told"]

    def asked(self) -> list[Part]:
        """The parts that somebody must fill in; a number within a matter brings the matter with it."""
        parts = list(parts_of(self.kind))
        if self.kind is e.SignalReceived:
            return [p for p in parts if p.name not in ("matter", "signal")]
        if self.kind in _MADE_BY_ACT:
            return [p for p in parts if p.shape not in _WITHIN]
        if any(p.shape == "due" for p in parts) and self.setting.instalment_choices():
            parts = [p._replace(shape="instalment") if p.shape == "due" else p for p in parts]
        inner = any(p.shape in (*_WITHIN, "instalment") for p in parts)
        return [p for p in parts if not (inner and p.shape == "matter")]

    def _ask(self, part: Part) -> None:
        field = field_for(part, self.kind, self.setting)
        if part.shape == "words" or not isinstance(field, forms.ChoiceField):
            self.fields[part.name] = field
        elif part.shape == "place":
            self.choice(part.name, field)
        elif part.words is Route:
            self.choice(part.name, field, self.setting.way or (self.setting.step[0] if self.setting.step else ""))
        elif part.shape == "instalment":
            self.choice(part.name, field, self._next_of(self.subject("matter"), field))
        elif part.shape in _WITHIN:
            self.choice(part.name, field, self._only_of(self.subject("matter"), field))
        elif field.required or any(value for value, _said in _plain(field)):
            self.fields[part.name] = field

    def _next_of(self, matter: str, field: forms.ChoiceField) -> str:
        """The first payment still open of the arrangement that the step is about."""
        return next((value for value, _said in _plain(field) if matter and value.startswith(f"{matter}.")), "")

    def _only_of(self, matter: str, field: forms.ChoiceField) -> str:
        """The one choice within the matter that the step is about, if it is the only one there."""
        signal = self.subject("signal")
        values = [value for value, _said in _plain(field)]
        inside = [v for v in values if (matter and v.startswith(f"{matter}.")) or (signal and v.endswith(f".{signal}"))]
        return inside[0] if len(inside) == 1 else ""

    def clean_into(self) -> int:
        found = Case.of(self.setting.municipality).filter(number=self.cleaned_data["into"].strip().upper()).first()
        if found is None or found.pk == self.setting.file.case.pk:
            raise forms.ValidationError(_("Dit dossier is hier niet bekend. Vul het nummer van een ander dossier in."))
        own = self.setting.file.case
        if found.pk in group(own.pk, merged_into(own.municipality_id, [own.pk])):
            raise forms.ValidationError(_("Dit dossier is al hierin samengevoegd. Splits het daar eerst."))
        return found.pk

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "merger" in self.lacking:
            raise forms.ValidationError(say("lacking.merger"))
        if any(part.shape == "instalments" for part in parts_of(self.kind)):
            cleaned["instalments"] = clean_instalments(self)
        return cleaned

    def act(self) -> Act:
        return partial(self._events, on=self.cleaned_data["on"])

    def _events(self, facts: Facts, on: date) -> Sequence[e.Event] | Refused:
        event = self._event(facts)
        matter, today = getattr(event, "matter", 0), self.setting.today
        if isinstance(event, e.SignalReceived):
            event = acts.receive(facts, event)
        elif isinstance(event, e.HearingScheduled) and matter in facts.matters:
            event = acts.schedule_hearing(facts, matter, event.day)
        elif isinstance(event, e.EvictionAnnounced) and matter in facts.matters:
            event = acts.announce_eviction(facts, matter, event.day)
        return acts.note(facts, event, on, today, practice=self.setting.file.practice)

    def _event(self, facts: Facts) -> e.Event:
        values: dict[str, Any] = {}
        for part in self.asked():
            value = self.cleaned_data.get(part.name)
            if value not in (None, "", []):
                values |= _value(part, value, facts)
        if self.kind is e.SignalReceived:
            values |= {"matter": acts.next_matter(facts), "signal": self._number_by_hand(facts)}
        if self.kind in _MADE_BY_ACT:
            values[_inner(self.kind)] = 1  # the act gives the right number
        return msgspec.convert(values, self.kind)

    def _number_by_hand(self, facts: Facts) -> int:
        count = sum(len(matter.signals) for matter in facts.matters.values())
        return BY_HAND + self.setting.file.case.pk * 1000 + count


def _inner(kind: type[e.Event]) -> str:
    return next(part.name for part in parts_of(kind) if part.shape in _WITHIN)


def _value(part: Part, value: Any, facts: Facts) -> dict[str, Any]:
    """What was filled in, as the event's own fields."""
    match part.shape:
        case "matter":
            return {part.name: acts.next_matter(facts) if value == NEW else int(value)}
        case "person" | "partner" | "user" | "event" | "place" | "month":
            return {part.name: int(value)}
        case "bool":
            return {part.name: value in (True, "yes")}
        case "words":
            return {part.name: [word.value for word in part.words or () if word.value in value]}
        case "instalment":
            matter, _dot, due = value.partition(".")
            return {"matter": int(matter), part.name: date.fromisoformat(due)}
        case "hearing" | "eviction" | "signal":
            matter, _dot, number = value.partition(".")
            known_ones: dict[int, Any] = getattr(facts.matters[int(matter)], f"{part.shape}s")
            return {"matter": int(matter), part.name: int(number) or max(known_ones, default=0) + 1}
        case _:
            return {part.name: value}


def event_form(kind: type[e.Event]) -> type[EventForm]:
    """The form of one event."""
    return type(f"{kind.__name__}Form", (EventForm,), {"kind": kind})


# A payment arrangement ----------------------------------------------------------------------


def ask_instalments(form: FactForm) -> None:
    """Equal payments, one a month; or each on a line of its own."""
    form.fields["instalments_first"] = forms.DateField(label=_("Eerste termijn op"), widget=DayInput, required=False)
    form.fields["instalments_times"] = forms.IntegerField(
        label=_("Aantal termijnen"),
        help_text=_("Elke maand één."),
        min_value=1,
        max_value=MOST_INSTALMENTS,
        required=False,
    )
    form.fields["instalments_cents"] = EuroField(label=_("Bedrag per termijn"), required=False)
    form.fields["instalments_list"] = forms.CharField(
        label=_("Of elke termijn apart"),
        help_text=_("Eén termijn per regel: dag en bedrag, bijvoorbeeld 1-12-2026 45,00."),
        widget=forms.Textarea,
        required=False,
        max_length=4000,
    )


def clean_instalments(form: FactForm) -> tuple[e.Instalment, ...]:
    """The whole schedule; what is wrong with it stands beside the field that is wrong."""
    if str(form.cleaned_data.get("instalments_list") or "").strip():
        return instalments_from(form, "instalments_list")
    asked = {name: form.cleaned_data.get(f"instalments_{name}") for name in ("first", "times", "cents")}
    if any(asked.values()):
        for name, value in asked.items():
            if value is None and f"instalments_{name}" not in form.errors:
                form.add_error(f"instalments_{name}", _("Vul de eerste dag, het aantal en het bedrag alle drie in."))
    first, times, amount = asked["first"], asked["times"], asked["cents"]
    if first is None or times is None or amount is None:
        return ()
    return tuple(e.Instalment(months_on(first, month), amount) for month in range(times))


def instalments_from(form: FactForm, name: str) -> tuple[e.Instalment, ...]:
    """The schedule in this field, a payment on each line; a line that is none stands beside the field."""
    lines = str(form.cleaned_data.get(name) or "").splitlines()
    found, complaint = [], _("Regel %(line)s is geen dag met een bedrag, zoals 1-12-2026 45,00.")
    for number, line in enumerate(lines, 1):
        typed_day, _space, amount = line.strip().partition(" ")
        if not typed_day:
            continue
        try:
            on = forms.DateField(input_formats=["%d-%m-%Y", "%Y-%m-%d"]).clean(typed_day)
            found.append(e.Instalment(on, cents(amount.strip(), complaint)))
        except forms.ValidationError:
            form.add_error(name, complaint % {"line": number})
    return tuple(sorted(found, key=lambda one: one.on))


def instalment_lines(instalments: Iterable[e.Instalment]) -> str:
    """A schedule as ``instalments_from`` reads it."""
    return "\n".join(f"{one.on:%d-%m-%Y} {one.cents // 100},{one.cents % 100:02}" for one in instalments)


def _plain(field: forms.ChoiceField) -> list[Choice]:
    """The choices of a field without groups, which is how we make them."""
    choices: Any = field.choices
    return [(str(value), str(said)) for value, said in choices]

"""What does the definition of an event ask of a form? Its fields, with the case's own choices in them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Any, NamedTuple

import msgspec
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.accounts.models import Membership, Municipality, User
from vangnet.apps.cases.dossier import CaseFile
from vangnet.apps.cases.record import Answers
from vangnet.apps.cases.sight import Sight
from vangnet.apps.cases.wording import LANGUAGES_SPOKEN, Names, event_title, language_name, matter_said
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.forms import DayInput, EuroField
from vangnet.apps.web.texts import day, euro, known, say, word
from vangnet.domain import events as e
from vangnet.domain.case import FOLLOW_UP_MONTHS, Matter
from vangnet.domain.codes import DEBTS, SUPPLIES, MatterKind, Role

Choice = tuple[str, str]
NEW = "new"
"""The choice of a matter that the case does not have yet."""
_choices_of: dict[str, Callable[["Setting"], list[Choice]]] = {}
ASKED_SINCE = frozenset({"went", "requested_by", "pressure", "about", "reasons"})
"""Fields that older facts go without, and that every form asks for."""
MOST_RADIOS = 6
OWN_CASES = (Role.CASEWORKER, Role.DIRECTOR, Role.COURT_OFFICER, Role.COORDINATOR)
"""Who can be the owner of a case."""
OF_THREATS = (e.RouteTaken, e.StayDescribed, e.ThreatEnded)
ONLY_OF = {e.UnlawfulPressureNoted: MatterKind.UNLAWFUL_PRESSURE, e.ClosureDecided: MatterKind.CLOSURE}
"""What can be so of one kind of threat alone."""
OF_DEBTS = (
    *(e.ReminderSent, e.CreditorSoughtContact, e.AmountChanged, e.DebtDisputed, e.DisputeStepTaken, e.DebtSettled),
    *(e.PauseAsked, e.PauseAnswered, e.CollectionResumed, e.ArrangementAgreed, e.ArrangementBroken),
    *(e.ArrangementProposed, e.ArrangementAnswered, e.InstalmentsMoved, e.BalanceAsked, e.BalanceTold),
    *(e.ArrangementCompleted, e.InstalmentPaid, e.InstalmentMissed),
    *(e.DisconnectionAnnounced, e.DisconnectionCancelled, e.Disconnected, e.Reconnected),
)
BRINGS_A_MATTER = (e.MatterNoted, e.UnlawfulPressureNoted)
OF_ANYBODY_GROWN = (
    *(e.MatterNoted, e.SignalReceived, e.PersonKnown, e.HelpRequested),
    *(e.ResidencyChecked, e.RepresentativeNoted, e.TenantDied, e.MovedAway),
)
"""What can be so of every adult at home, also of one the facts do not speak of yet: here they begin to."""


def tells_choices(shape: str, source: Callable[["Setting"], list[Choice]]) -> None:
    """Let the app that keeps these things tell which there are to choose; call it in AppConfig.ready."""
    _choices_of[shape] = source


class Part(NamedTuple):
    """One field of an event: its shape is what its number stands for, or its plain type (``words``: several)."""

    name: str
    shape: str
    required: bool
    words: type[StrEnum] | None = None
    default: Any = None


@cache
def parts_of(kind: type[e.Event]) -> tuple[Part, ...]:
    """The fields of an event, in the order of its definition."""
    return tuple(_part(field) for field in msgspec.structs.fields(kind))


def _part(field: msgspec.structs.FieldInfo) -> Part:
    info = msgspec.inspect.type_info(field.type)
    optional = isinstance(info, msgspec.inspect.UnionType)
    if isinstance(info, msgspec.inspect.UnionType):
        info = next(one for one in info.types if not isinstance(one, msgspec.inspect.NoneType))
    default = None if field.default is msgspec.NODEFAULT else field.default
    required = (not optional and default != "") or field.name in ASKED_SINCE
    if isinstance(info, msgspec.inspect.Metadata):
        return Part(field.name, str((info.extra or {})["is"]), required, default=default)
    match info:
        case msgspec.inspect.EnumType(cls=words):
            return Part(field.name, "word", required, words)  # type: ignore[arg-type]
        case msgspec.inspect.DateType():
            return Part(field.name, "due" if field.name == "due" else "date", required)
        case msgspec.inspect.BoolType():
            return Part(field.name, "bool", required, default=default)
        case msgspec.inspect.IntType():
            return Part(field.name, "month" if field.name == "month" else "count", required)
        case msgspec.inspect.VarTupleType(item_type=msgspec.inspect.EnumType(cls=words)):
            return Part(field.name, "words", default != () or field.name in ASKED_SINCE, words)  # type: ignore[arg-type]
        case msgspec.inspect.VarTupleType():
            return Part(field.name, "instalments", required)
    raise TypeError(f"{field.name}: no field for {info}")


SETTLES = (e.DebtSettled, e.ArrangementCompleted, e.ThreatEnded)
"""After these a matter is over."""


@dataclass(frozen=True, slots=True)
class Setting:
    """In what a form stands: the case, who fills it in, on which day, and the step that it answers."""

    municipality: Municipality
    file: CaseFile
    names: Names
    sight: Sight
    today: date
    step: Answers | None = None
    way: str = ""
    """The route that was pointed at, by its code; empty for none."""

    @property
    def matters(self) -> list[Matter]:
        return [m for m in self.file.facts.matters.values() if self.sight.matter(m)]

    def matter_choices(self, kind: type[e.Event], *, also: str = "") -> list[Choice]:
        """The matters that such an event can be about, a new one included where it brings one.

        What is settled is not settled again, but for ``also`` (a number), which is being corrected; where all are, each
        can be told of, and is asked about.
        """
        fitting = [m for m in self.matters if _fits(m, kind)]
        if kind in SETTLES:
            fitting = [m for m in fitting if m.settled_on is None or str(m.number) == also] or fitting
        choices = [(str(m.number), self.matter_label(m)) for m in fitting]
        return [(NEW, _("een nieuwe kwestie")), *choices] if kind in BRINGS_A_MATTER else choices

    def matter_label(self, matter: Matter) -> str:
        """By kind and creditor; with several people also whose it is."""
        said = matter_said(matter, self.names)
        whose = len({m.person for m in self.file.facts.matters.values()}) > 1 and matter.person
        return f"{said} ({self.names.person(matter.person)})" if whose else said

    def person_choices(self, kind: type[e.Event], *, also: str = "") -> list[Choice]:
        """The adults whom this can be about, those first whom the facts speak of; ``also`` this one (by id).

        Help is offered to, and answered by, those whom the facts speak of: no child, and no housemate without a debt.
        """
        spoken_of = self.file.facts.persons
        everybody = [p for p in self.file.persons.values() if p.pk in spoken_of or not p.same_as_id]
        grown = [p for p in everybody if p.grown_on(self.today)]
        asked = grown if kind in OF_ANYBODY_GROWN else [p for p in grown if p.pk in spoken_of]
        people = asked or grown or everybody
        people += [p for p in everybody if str(p.pk) == also and p not in people]
        people.sort(key=lambda p: (p.pk not in spoken_of, p.pk))
        return [(str(p.pk), f"{p.name} ({p.birth_date.year})" if p.birth_date else p.name) for p in people]

    def within(self, what: str) -> list[Choice]:
        """Hearings, evictions or signals as ``matter.number``; 0 for one that the case does not know yet."""
        return [choice for matter in self.matters for choice in self._within(matter, what)]

    def _within(self, matter: Matter, what: str) -> Iterator[Choice]:
        known_ones: dict[int, Any] = getattr(matter, f"{what}s")
        of = self.matter_label(matter)
        for number, one in known_ones.items():
            on = one.received_on if what == "signal" else one.day
            said = say(f"fact_choice.{what}", day=on) if on else say(f"fact_choice.{what}_no_day")
            yield f"{matter.number}.{number}", f"{said} ({of})"
        if not known_ones and what != "signal" and not (what == "eviction" and matter.kind in SUPPLIES):
            yield f"{matter.number}.0", f"{say(f'fact_choice.{what}_unknown')} ({of})"

    def instalment_choices(self) -> list[Choice]:
        """The agreed payments not yet paid, as ``matter.day``."""
        return [
            (
                f"{matter.number}.{one.on.isoformat()}",
                f"{day(one.on, 'year')}: {euro(one.cents)} ({matter_said(matter, self.names)})",
            )
            for matter in self.matters
            if matter.arrangement
            for one in matter.arrangement.instalments
            if one.on not in matter.arrangement.paid
        ]

    def partner_choices(self) -> list[Choice]:
        partners = Partner.of(self.municipality).filter(active=True).order_by("name")
        return [(str(partner.pk), partner.name) for partner in partners]

    def user_choices(self, name: str) -> list[Choice]:
        """Who can own a case, or direct a rehousing."""
        roles = (Role.DIRECTOR,) if name == "director" else OWN_CASES
        return [(str(user.pk), user.name) for user in colleagues(self.municipality, roles)]

    def event_choices(self) -> list[Choice]:
        """What can be corrected: what still stands."""
        return [
            (str(entry.id), f"{day(entry.on, 'year')}: {event_title(entry.kind)}")
            for entry in self.file.timeline
            if not entry.corrected and self.sight.event(entry.event, self.file.facts)
        ]


def colleagues(municipality: Municipality, roles: Iterable[Role]) -> QuerySet[User]:
    """Who works here in one of these roles, by name."""
    members = Membership.objects.filter(municipality=municipality, role__in=list(roles)).values("user")
    return User.objects.filter(pk__in=members, is_active=True).order_by("name")


def _fits(matter: Matter, kind: type[e.Event]) -> bool:
    if kind in OF_THREATS:
        return matter.is_threat
    if kind in OF_DEBTS:
        return matter.is_debt
    if kind is e.FeedbackGiven:
        return not matter.partner  # a partner is told on its own page, which keeps a log of it
    return kind not in ONLY_OF or matter.kind is ONLY_OF[kind]


# From a part to a field ---------------------------------------------------------------------


def field_for(part: Part, kind: type[e.Event], setting: Setting) -> forms.Field:
    """The field that asks for this part, without anything filled in that a hurried person would confirm unread."""
    texts: dict[str, Any] = {
        "label": label(kind, part.name),
        "help_text": help_text(kind, part.name),
        "required": part.required,
    }
    if part.shape == "bool" and part.default is False:
        return forms.BooleanField(**(texts | {"required": False}))
    if part.shape == "words":
        return forms.MultipleChoiceField(choices=_words(part, kind), widget=forms.CheckboxSelectMultiple, **texts)
    make = _TYPED.get(part.shape)
    return make(**texts) if make else choose(_choices(part, kind, setting), **texts)


_TYPED: dict[str, Callable[..., forms.Field]] = {
    "date": partial(forms.DateField, widget=DayInput),
    "due": partial(forms.DateField, widget=DayInput),
    "cents": EuroField,
    "count": partial(forms.IntegerField, min_value=0, max_value=30),
    "case": partial(forms.CharField, max_length=20),
    "municipality": partial(
        forms.RegexField, r"^\d{4}$", error_messages={"invalid": gettext_lazy("Een gemeentecode heeft vier cijfers.")}
    ),
}
"""What is typed; everything else is chosen."""


def _choices(part: Part, kind: type[e.Event], setting: Setting) -> list[Choice]:
    match part.shape:
        case "word":
            return _words(part, kind)
        case "bool":
            return [("yes", say("answer.yes")), ("no", say("answer.no"))]
        case "month":
            return [(str(m), say("fact_choice.month", months=m)) for m in FOLLOW_UP_MONTHS] + _in_between()
        case "language":
            return sorted(((code, language_name(code)) for code in LANGUAGES_SPOKEN), key=lambda choice: choice[1])
        case _:
            return _own_choices(part, kind, setting)


def _in_between() -> list[Choice]:
    return [("0", say("fact_choice.in_between"))]


def _own_choices(part: Part, kind: type[e.Event], setting: Setting) -> list[Choice]:
    match part.shape:
        case "matter":
            return setting.matter_choices(kind)
        case "person":
            return setting.person_choices(kind)
        case "partner":
            return setting.partner_choices()
        case "user":
            return setting.user_choices(part.name)
        case "event":
            return setting.event_choices()
        case "instalment":
            return setting.instalment_choices()
        case told if told in _choices_of:
            return _choices_of[told](setting)
        case _:
            return setting.within(part.shape)


def _words(part: Part, kind: type[e.Event]) -> list[Choice]:
    members: Iterable[StrEnum] = part.words or ()
    if kind is e.SignalReceived:
        members = [member for member in members if member in DEBTS]
    return [(member.value, word(member)) for member in members]


def choose(choices: Sequence[Choice], *, label: str, help_text: str = "", required: bool = True) -> forms.ChoiceField:
    """A choice: all in sight while they are few, never one chosen beforehand."""
    if required and len(choices) <= MOST_RADIOS:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=label, help_text=help_text)
    empty = ("", _("Kies…") if required else _("niet bekend of niet van toepassing"))
    return forms.ChoiceField(choices=[empty, *choices], label=label, help_text=help_text, required=required)


def label(kind: type[e.Event], name: str) -> str:
    """What a field is called, in this event's own words where it has them."""
    own = f"field.{kind.__name__}.{name}"
    return say(own if known(own) else f"field.{name}")


def help_text(kind: type[e.Event], name: str) -> str:
    """What stands beside a field; a field with its own name in this event does not get another's help."""
    own, common = f"field.{kind.__name__}.{name}", f"field.{name}.help"
    if known(f"{own}.help"):
        return say(f"{own}.help")
    return "" if known(own) or not known(common) else say(common)

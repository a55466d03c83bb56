"""How are the answers of the sieve and the facts of a case said to the people who work on it?

The catalogues hold one sentence for each code, and one more for each fact that has something of its own to say
(``x.with.fact``, ``x.without.fact``). Names come from here; the core knows ids alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale
from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Person
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.texts import catalogue, known, listing, placeholders, say, spoken, word
from vangnet.domain import events as e
from vangnet.domain.case import Case, Danger, Matter
from vangnet.domain.codes import Rhythm
from vangnet.domain.doubts import Doubt
from vangnet.domain.paydays import RHYTHMS, pay_day
from vangnet.domain.rules.rule import Facts, NotDue
from vangnet.domain.sieve import RULES, Obligation

BY_KEY = {rule.key: rule for rule in RULES}
IN_ONE_BREATH = 4
"""From so many equal payments in a row on they are said together."""
LANGUAGES_SPOKEN = (
    *("nl", "en", "ar", "bg", "de", "es", "fa", "fr", "hu", "it", "ku", "pap", "pl", "pt", "ro", "ru"),
    *("so", "ti", "tr", "uk", "ur", "vi", "zgh", "zh"),
)
"""What a household can be asked in; shown by name in the language of the screen."""


USER_FIELDS = frozenset({"owner", "director", "by", "requested_by"})
"""Fields of events that hold the id of a colleague."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids of a case are called."""

    persons: Mapping[int, Person]
    partners: Mapping[int, Partner]
    users: Mapping[int, User]
    cases: Mapping[int, str]

    def person(self, number: int | None) -> str:
        found = self.persons.get(number or 0)
        return found.name if found else _("een bewoner die hier niet meer bekend is")

    def partner(self, number: int | None) -> str:
        found = self.partners.get(number or 0)
        return found.name if found else _("een andere schuldeiser")

    def user(self, number: int | None) -> str:
        found = self.users.get(number or 0)
        return found.name if found else _("een oud-collega")


def said(stem: str, first: str, facts: Mapping[str, Any]) -> list[str]:
    """The first sentence, and one more for each fact that has something of its own to say."""
    extra = (f"{stem}.{'with' if value else 'without'}.{name}" for name, value in facts.items())
    return [_say(code, facts) for code in (first, *filter(known, extra))]


def _say(code: str, facts: Mapping[str, Any]) -> str:
    """Only what the sentence asks for is handed over."""
    asked = placeholders(catalogue(spoken()).get(code, ""))
    return say(code, **{name: facts[name] for name in asked if name in facts})


def rule_said(rule: str, part: str, stage: str = "") -> str:
    """The title, action or end of a rule, in the words of its stage where that has its own."""
    own = f"rule.{rule}.{stage}.{part}"
    return say(own if stage and known(own) else f"rule.{rule}.{part}")


def why(step: Obligation, matters: Mapping[int, str]) -> list[str]:
    """Why this step, in sentences; the first tells it, the others add. ``matters`` are called by these words."""
    stem = f"rule.{step.rule}.{step.stage}" if step.stage else f"rule.{step.rule}"
    because = _called(step.because, matters)
    sentences = said(stem, f"{stem}.why", because)
    gap = f"gap.{step.stage}"
    return [*sentences, _say(gap, because)] if known(gap) else sentences


def _called(facts: Facts, matters: Mapping[int, str]) -> dict[str, Any]:
    """The same facts with the words for a matter in place of its number."""
    number = facts.get("matter")
    words = matters.get(number) if isinstance(number, int) else None
    return {**facts, "matter": words} if words else dict(facts)


def basis(rule: str) -> str:
    """On what ground a rule rests, as one line."""
    return "; ".join(say(f"basis.{ground}") for ground in BY_KEY[rule].basis)


def why_not(answer: NotDue, matters: Mapping[int, str]) -> str:
    """Why a step is not due now, in sentences. ``matters`` are called by these words."""
    stem = f"guard.{answer.guard}"
    return " ".join(said(stem, stem, _called(answer.because, matters)))


def refused(code: str, facts: Facts) -> str:
    """Why something was not recorded."""
    return _say(f"refused.{code}", facts)


def whose_need_first(facts: Case) -> str:
    """Whose need goes first where another home is sought; empty where no children live."""
    return say("people.children_first") if facts.minors != 0 else ""


def doubt_said(doubt: Doubt, matters: Mapping[int, str]) -> str:
    """What a fact seems not to fit. ``matters`` are called by these words."""
    return _say(f"doubt.{doubt.code}", _called(doubt.facts, matters))


def confirmed_said(doubt: Doubt, matters: Mapping[int, str]) -> str:
    """The same beside the fact, once it was recorded all the same."""
    return _("Gevraagd bij het vastleggen: “%(doubt)s” Het antwoord was ja.") % {"doubt": doubt_said(doubt, matters)}


def danger_said(danger: Danger, today: date) -> str:
    """A danger with the days that are left."""
    stem = f"danger.{danger.kind}"
    if danger.day is None:
        return say(f"{stem}.no_day")
    left = (danger.day - today).days
    if left < 0:
        return say(f"{stem}.passed", day=danger.day)
    near = {0: "today", 1: "tomorrow"}.get(left)
    if near:
        return say(f"{stem}.{near}")
    return say(f"{stem}.in_days", days=left) if left <= 60 else say(f"{stem}.on", day=danger.day)


def event_said(event: e.Event, names: Names) -> tuple[str, str]:
    """A fact as one sentence, and what there is to add."""
    kind = type(event).__name__
    facts = {name: _fact(name, getattr(event, name), names) for name in event.__struct_fields__}
    line, *more = said(f"event.{kind}", f"event.{kind}.line", facts)
    return line, " ".join(more)


def _fact(name: str, value: Any, names: Names) -> Any:
    if value is None or value == "":
        return None
    match name:
        case "person":
            return names.person(value)
        case "partner":
            return names.partner(value)
        case name if name in USER_FIELDS:
            return names.user(value)
        case "into":
            return names.cases.get(value, str(value))
        case "language":
            return language_name(value)
        case "instalments":
            return listing(_schedule(value))
        case "conditions" | "reasons":
            return listing([word(one) for one in value]) if value else None
        case _:
            return value


def _schedule(instalments: Sequence[e.Instalment]) -> list[str]:
    """Each payment, those in a row that are alike in one breath."""
    said, rest = [], list(instalments)
    while rest:
        times, rhythm = max((_alike(rest, rhythm), rhythm) for rhythm in RHYTHMS)
        run, rest = (rest[:times], rest[times:]) if times >= IN_ONE_BREATH else (rest[:1], rest[1:])
        first, last = run[0], run[-1]
        if len(run) == 1:
            said.append(say("instalment.line", cents=first.cents, on=first.on))
        else:
            facts = {"times": len(run), "cents": first.cents, "rhythm": rhythm, "first": first.on, "last": last.on}
            said.append(say("instalment.run", **facts))
    return said


def _alike(instalments: Sequence[e.Instalment], rhythm: Rhythm) -> int:
    """How many of these, from the first on, are of one amount and come in this rhythm."""
    first = instalments[0]
    for number, one in enumerate(instalments):
        if one.cents != first.cents or one.on != pay_day(first.on, number, rhythm):
            return number
    return len(instalments)


def language_name(code: str) -> str:
    """A language by its name: "Turks"."""
    return str(Locale(spoken()).languages.get(code, code))


def event_title(form: str) -> str:
    """What the form of an event, or of several at once, is called."""
    return say(f"event.{form}.title") if form in e.EVENTS else say(f"fact_form.{form}.title")


def household_name(name: str, number: str) -> str:
    """Huishouden De Jong; a case whose people nobody knows yet goes by its number."""
    if not name:
        return _("Dossier %(number)s") % {"number": number}
    families = [family[:1].upper() + family[1:] for family in name.split(", ")]
    return _("Huishouden %(name)s") % {"name": listing(families)}


def matter_said(matter: Matter, names: Names, *, short: bool = False) -> str:
    """A matter by its kind and creditor: huur bij Woonveste; by its number while nobody knows what it is."""
    if matter.known_on is None:
        return _("kwestie %(number)s") % {"number": matter.number}
    kind = say(f"matter_kind{'_short' if short else ''}.{matter.kind}")
    if not matter.partner:
        return kind
    return _("%(kind)s bij %(partner)s") % {"kind": kind, "partner": names.partner(matter.partner)}


def matters_called(facts: Case, names: Names, sees: Callable[[Matter], bool]) -> dict[int, str]:
    """What each matter is called for these eyes; one that is not for them is only something else that goes on."""
    return {
        matter.number: matter_said(matter, names) if sees(matter) else _("een andere kwestie")
        for matter in facts.matters.values()
    }


def subject_said(kind: str, number: int, facts: Case, names: Names) -> str:
    """What a step is about; empty where that is the whole case."""
    if kind == "person":
        return names.person(number)
    if kind == "matter" and number in facts.matters:
        return matter_said(facts.matters[number], names)
    if kind == "signal":
        found = (m for m in facts.matters.values() if number in m.signals)
        return next((matter_said(m, names) for m in found), "")
    return ""


def kinds_said(matters: Iterable[Matter]) -> str:
    """The kinds of these matters in a row: huur en water."""
    return listing(list(dict.fromkeys(say(f"matter_kind_short.{m.kind}") for m in matters)))

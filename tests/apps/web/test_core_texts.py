"""Has everything the core can say its sentence, in both languages, whatever facts it comes with?

What the core can say is found by walking its code: its rules, stages, guards, events, fields and closed lists. How
an answer is said is tried on real cases: random histories made of the events that the proof walks.
"""

import ast
import inspect
import random
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import msgspec
import pytest
from django.urls import get_resolver

from tests.domain.every_day import START
from tests.domain.slices import SLICES, ahead, fact, judged, signal
from tests.domain.walk import Template
from vangnet.apps.cases.forms import FactForm
from vangnet.apps.web import shell, texts
from vangnet.apps.web.texts import LANGUAGES, Cents, known, placeholders, say
from vangnet.domain import acts, codes
from vangnet.domain import case as case_module
from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case, DangerKind, SignalState
from vangnet.domain.codes import (
    Answer,
    Channel,
    Condition,
    DayPart,
    HelpKind,
    LossWay,
    MatterKind,
    PauseReason,
    Reached,
    Representative,
    Result,
    Ruling,
    SettlementKind,
)
from vangnet.domain.doubts import court, debt, home, people, settlement
from vangnet.domain.fold import apply
from vangnet.domain.rules import reporting
from vangnet.domain.rules import rule as rule_module
from vangnet.domain.rules.rule import About, Due, Facts, Look, Outcome, Rule
from vangnet.domain.sieve import RULES, closing, explain

BY_KEY = {rule.key: rule for rule in RULES}
GLOSSARY = Path(__file__).parents[3] / "docs" / "glossary.md"
LISTS = [
    kind for _, kind in inspect.getmembers(codes, inspect.isclass) if issubclass(kind, StrEnum) and kind is not StrEnum
]

# How an answer is said ----------------------------------------------------------------------


def said(stem: str, first: str, facts: Mapping[str, Any], language: str) -> list[str]:
    """The first sentence, and one more for each fact that has something of its own to say."""
    return [say(code, language, **asked_by(code, facts)) for code in said_by(stem, first, facts)]


def said_by(stem: str, first: str, facts: Mapping[str, Any]) -> list[str]:
    """The codes of an answer: a fact adds `with` when it is so, `without` when it is given and is not."""
    extra = (f"{stem}.{'with' if value else 'without'}.{name}" for name, value in facts.items())
    return [first, *filter(known, extra)]


def asked_by(code: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that a sentence asks for."""
    return {name: facts[name] for name in placeholders(texts.catalogue("nl")[code])}


def stem_of(rule: Rule, outcome: Outcome) -> tuple[str, str]:
    """Under which table an answer's sentences stand, and the first of them."""
    if isinstance(outcome, Due):
        stem = f"rule.{rule.key}.{outcome.stage}" if outcome.stage else f"rule.{rule.key}"
        return stem, f"{stem}.why"
    return f"guard.{outcome.guard}", f"guard.{outcome.guard}"


# What the core can say, found in its code ---------------------------------------------------


@cache
def functions(module: ModuleType) -> dict[str, ast.FunctionDef]:
    body = ast.parse(inspect.getsource(module)).body
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}


def working_for(decide: Any) -> list[ast.FunctionDef]:
    """A rule's own function and those of its module that it calls."""
    all_here = functions(sys.modules[decide.__module__])
    found: dict[str, ast.FunctionDef] = {}
    waiting = [decide.__name__]
    while waiting:
        name = waiting.pop()
        if name in all_here and name not in found:
            found[name] = all_here[name]
            waiting += [n.id for n in ast.walk(all_here[name]) if isinstance(n, ast.Name)]
    return list(found.values())


def calls(of: str, function: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == of:
            yield node


def strings(node: ast.expr | None, function: ast.FunctionDef) -> set[str]:
    """Every text that an argument can be: a literal, either side of a condition, or what a name was set to."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return strings(node.body, function) | strings(node.orelse, function)
    if isinstance(node, ast.Name):
        return {text for value in set_to(node.id, function) for text in strings(value, function)}
    raise AssertionError(f"{function.name}: cannot tell which texts this can be")


def set_to(name: str, function: ast.FunctionDef) -> list[ast.expr]:
    assigned = [n for n in ast.walk(function) if isinstance(n, ast.Assign)]
    return [a.value for a in assigned if any(isinstance(t, ast.Name) and t.id == name for t in a.targets)]


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    return call.args[place] if len(call.args) > place else given.get(name)


def gaps() -> set[str]:
    """The gaps between facts: the first of every pair that `_gaps` collects."""
    pairs = ast.walk(functions(reporting)["_gaps"])
    return {
        pair.elts[0].value
        for pair in pairs
        if isinstance(pair, ast.Tuple)
        and isinstance(pair.elts[0], ast.Constant)
        and isinstance(pair.elts[0].value, str)
    }


def stages(rule: Rule) -> set[str]:
    """The stages a rule can answer with; "" is the rule itself."""
    if rule.key == "check_data":  # its stages are the gaps
        return gaps()
    found: set[str] = set()
    for function in working_for(rule.decide):
        for call in calls("Due", function):
            stage = argument(call, 2, "stage")
            found |= strings(stage, function) if stage is not None else {""}
    return found


def guards(rule: Rule) -> set[str]:
    return {
        text
        for function in working_for(rule.decide)
        for call in calls("NotDue", function)
        for text in strings(argument(call, 0, "guard"), function)
    }


def refusals() -> Iterator[tuple[str, set[str]]]:
    """Every refusal of an act, with the names of the facts it gives."""
    for function in functions(acts).values():
        for call in calls("Refused", function):
            facts = argument(call, 2, "facts")
            names = (
                {k.value for k in facts.keys if isinstance(k, ast.Constant)} if isinstance(facts, ast.Dict) else set()
            )
            for code in strings(argument(call, 0, "code"), function):
                yield code, {str(name) for name in names}


def questions() -> Iterator[tuple[str, set[str]]]:
    """Every question about a fact, with the names of the facts it gives."""
    assert get_resolver().url_patterns, "once every address is known, so is every form behind it"
    of_the_core = [f for m in (debt, court, home, people, settlement, closing) for f in functions(m).values()]
    for function in (*of_the_core, *asked_by_pages(FactForm)):
        for of, place in (("Doubt", 0), ("only_if", 1)):
            for call in calls(of, function):
                facts = argument(call, place + 1, "facts")
                keys = facts.keys if isinstance(facts, ast.Dict) else []
                names = {str(key.value) for key in keys if isinstance(key, ast.Constant)}
                for code in strings(argument(call, place, "code"), function):
                    yield code, names


def asked_by_pages(form: type[FactForm]) -> Iterator[ast.FunctionDef]:
    """Where a form asks something of its own, by what stands beside the case."""
    for kind in form.__subclasses__():
        if "own_doubts" in vars(kind):
            (function,) = ast.parse(textwrap.dedent(inspect.getsource(kind.own_doubts))).body
            assert isinstance(function, ast.FunctionDef)
            yield function
        yield from asked_by_pages(kind)


def blockers() -> set[str]:
    source = ast.parse(inspect.getsource(case_module))
    (function,) = [n for n in ast.walk(source) if isinstance(n, ast.FunctionDef) and n.name == "closing_blockers"]
    texts_ = [n.value for n in ast.walk(function) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    plain = {text for text in texts_ if re.fullmatch(r"[a-z_]+\.[a-z_]+", text)}
    return plain | {f"danger.{kind}" for kind in get_args(DangerKind)}


def codes_of(namespace: str) -> set[str]:
    """What the catalogue holds under a name, without that name."""
    return {code[len(namespace) + 1 :] for code in texts.catalogue("nl") if code.startswith(f"{namespace}.")}


def without_extras(found: Iterable[str]) -> set[str]:
    return {code for code in found if not re.search(r"(^|\.)(with|without)\.", code)}


# What the core can be asked, tried on real cases ---------------------------------------------


@dataclass(frozen=True)
class Answered:
    """One kind of answer as it was really given: by which rule, and with which facts."""

    rule: Rule
    outcome: Outcome

    @property
    def key(self) -> tuple[object, ...]:
        kind = self.outcome.stage if isinstance(self.outcome, Due) else self.outcome.guard
        facts = tuple((name, bool(value)) for name, value in self.outcome.because.items())
        return type(self.outcome), self.rule.key, kind, facts


def _tolerant(first: date) -> e.ArrangementAgreed:
    return e.ArrangementAgreed(matter=1, instalments=(e.Instalment(first, 5_000),), tolerance_days=14)


def _arrangement(first: date) -> e.ArrangementAgreed:
    return e.ArrangementAgreed(matter=1, instalments=(e.Instalment(first, 5_000),))


def _settlement(until: date) -> e.SettlementBegan:
    return e.SettlementBegan(person=1, kind=SettlementKind.AMICABLE, ends_on=until, owed=900_000, cents=5_000)


_TAKEN_UP = (signal(MatterKind.RENT), fact(e.SignalTakenUp(matter=1, signal=1)))
_SUED = (*_TAKEN_UP, fact(e.SummonsServed(matter=1)))
_TITLE = (*_SUED, judged(Ruling.DISSOLUTION))
_OFFERED = fact(e.LastOfferMade(person=1, kind=HelpKind.DEBT_HELP))
_EVICTION = ahead(40, lambda day: e.EvictionAnnounced(matter=1, eviction=1, day=day))
_TRIED = fact(
    e.ContactAttempted(person=1, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.NOT_REACHED)
)
_RESTS = ahead(90, lambda day: e.Paused(until=day, reason=PauseReason.ILLNESS))
STORIES: tuple[tuple[Template, ...], ...] = (
    (fact(e.MatterNoted(matter=1, kind=MatterKind.RENT, person=1)), fact(e.SummonsServed(matter=1))),
    (*_TAKEN_UP, fact(e.SummonsAnnounced(matter=1)), ahead(20, _arrangement)),
    (*_TAKEN_UP, _RESTS, *[_TRIED] * 6),
    (*_TAKEN_UP, fact(e.HelpAccepted(person=1)), fact(e.PauseAsked(matter=1))),
    (fact(_arrangement(START)), *_TAKEN_UP, fact(e.InstalmentPaid(matter=1, due=START))),
    (fact(_tolerant(START)), *_TAKEN_UP, fact(e.InstalmentMissed(matter=1, due=START))),
    (*_TITLE, _OFFERED, fact(e.LastOfferAnswered(person=1, answer=Answer.YES))),
    (*_TITLE, ahead(50, lambda day: e.SecondChanceAgreed(matter=1, until=day))),
    (*_SUED, judged(Ruling.DISSOLUTION, grace=28)),
    (*_TITLE, ahead(300, lambda day: e.SecondChanceAgreed(matter=1, until=day, conditions=tuple(Condition)))),
    (*_TITLE, ahead(50, lambda day: e.SecondChanceAgreed(matter=1, until=day, conditions=tuple(Condition)))),
    (*_TITLE, fact(e.RepresentativeNoted(person=1, kind=Representative.ADMINISTRATOR))),
    (*_TITLE, ahead(300, lambda day: e.AdministrationDecided(person=1, answer=Answer.YES, until=day))),
    (*_TITLE, _EVICTION, fact(e.RehousingPlanned())),
    (*_TITLE, fact(e.HomeLost(way=LossWay.BAILIFF)), ahead(91, lambda day: e.GoodsStored(until=day))),
    (*_SUED, judged(Ruling.DISSOLUTION, default=False, eviction_in=28), fact(e.RehousingPlanned())),
    (fact(e.MatterNoted(matter=1, kind=MatterKind.TENANT_DIED, person=1)),),
    (*_TAKEN_UP, ahead(60, _settlement)),
    (signal(MatterKind.ENERGY), ahead(9, lambda day: e.HearingScheduled(matter=1, hearing=1, day=day))),
)
"""What chance seldom tells, and what the slices of the proof leave out."""


@cache
def answers() -> tuple[Answered, ...]:
    """One of each kind of answer that the sieve gives in many random histories with the real calendar."""
    found: dict[object, Answered] = {}
    for answered in chain(of_nothing(), of_cases()):
        found.setdefault(answered.key, answered)
    return tuple(found.values())


def of_cases() -> Iterator[Answered]:
    for case, day in chain(told_stories(), random_histories()):
        for rule, _, outcome in explain(case, day, Practice()):
            yield Answered(rule, outcome)


def of_nothing() -> Iterator[Answered]:
    """What rules about a case say while nothing has happened; the sieve does not even ask them then."""
    look = Look(Case(), START, Practice())
    return (Answered(rule, rule.decide(look, look.case)) for rule in RULES if rule.about == "case")


def told_stories() -> Iterator[tuple[Case, date]]:
    """Every story told bit by bit, looked at on its day and later; see ``random_histories``."""
    for story in STORIES:
        case = Case()
        for template in story:
            apply(case, START, template(START))
            for days in (0, 15, 35, 100, 200):
                yield case, START + timedelta(days=days)


def random_histories(of_each: int = 60, steps: int = 10) -> Iterator[tuple[Case, date]]:
    """Cases on a day, each slice told in random order; the case is only good until the next is asked for."""
    chance = random.Random(7)
    for part in SLICES:
        for _ in range(of_each):
            case, day = Case(), START
            for template in part.before:
                apply(case, day, template(day))
            for _ in range(steps):
                apply(case, day, chance.choice(part.happens)(day))
                day += timedelta(days=chance.choice((0, 0, 1, 3, 9, 25)))
                yield case, day


UNFIT = re.compile(r"None|True|False|[{}]|\w_\w|\b[a-z]+\.[a-z_]+\b")
"""What no reader should see: an empty fact, an unfilled slot, a code."""


def fits(codes_: list[str], facts: Mapping[str, Any]) -> None:
    """Every fact that is asked for is there, and the sentence made of it holds nothing but words."""
    for code in codes_:
        asked = placeholders(texts.catalogue("nl")[code])
        empty = {name for name in asked if facts.get(name) is None or isinstance(facts[name], bool)}
        assert not empty, f"{code} asks for {empty}"
        for language in LANGUAGES:
            sentence = say(code, language, **asked_by(code, facts))
            assert not UNFIT.search(sentence), f"{code} ({language}): {sentence}"


def test_every_answer_of_the_sieve_can_be_said() -> None:
    for answered in answers():
        facts = answered.outcome.because
        stem, first = stem_of(answered.rule, answered.outcome)
        fits(said_by(stem, first, facts), facts)


def test_the_histories_meet_every_stage_and_every_guard() -> None:
    """Else the test above would leave sentences untried."""
    met_stages = {(a.rule.key, a.outcome.stage) for a in answers() if isinstance(a.outcome, Due)}
    met_guards = {a.outcome.guard for a in answers() if not isinstance(a.outcome, Due)}
    assert {(rule.key, stage) for rule in RULES for stage in stages(rule)} == met_stages
    assert {guard for rule in RULES for guard in guards(rule)} == met_guards


def test_every_further_sentence_is_needed_by_some_answer() -> None:
    needed = {code for a in answers() for code in said_by(*stem_of(a.rule, a.outcome), facts=a.outcome.because)}
    further = {
        f"{space}.{code}"
        for space in ("rule", "guard")
        for code in codes_of(space)
        if code not in without_extras([code])
    }
    assert further - needed == set()


def test_an_offer_is_explained_with_its_clock() -> None:
    facts: Facts = {"received": date(2026, 11, 9), "days": 28}
    stem, first = stem_of(BY_KEY["offer"], Due(date(2026, 12, 7), facts))
    (told,) = said(stem, first, facts, "nl")
    assert "sinds maandag 9 november" in told
    assert "Binnen 28 dagen" in told


def test_a_missing_report_is_named_and_a_known_one_dated() -> None:
    served = {"served": date(2026, 11, 9)}
    without = said("rule.duty_check", "rule.duty_check.why", served | {"reported": None}, "nl")
    assert without[1:] == ["Wij kennen geen melding van deze achterstand."]
    known_ = said("rule.duty_check", "rule.duty_check.why", served | {"reported": date(2026, 9, 1)}, "nl")
    assert known_[1:] == ["De achterstand is bij ons bekend sinds dinsdag 1 september."]


# Nothing is missing and nothing is stale ------------------------------------------------------


def test_every_rule_and_every_stage_has_its_words_and_no_other() -> None:
    expected = {f"{rule.key}.{part}" for rule in RULES for part in ("title", "why", "ends", "action")}
    expected |= {
        f"{rule.key}.{stage}.{part}"
        for rule in RULES
        for stage in stages(rule) - {""}
        for part in ("title", "why", "action")
    }
    assert without_extras(codes_of("rule")) == expected


def test_a_stage_is_never_taken_for_a_part_of_its_rule() -> None:
    parts = {"title", "why", "ends", "action", "with", "without"}
    assert [rule.key for rule in RULES if parts & stages(rule)] == []


def test_every_guard_has_its_sentence_and_no_other() -> None:
    assert without_extras(codes_of("guard")) == {guard for rule in RULES for guard in guards(rule)}


def test_every_ground_of_a_rule_is_named_and_no_other() -> None:
    assert codes_of("basis") == {ground for rule in RULES for ground in rule.basis}


def test_every_gap_is_explained_and_no_other() -> None:
    assert codes_of("gap") == gaps()
    for gap in gaps():
        fits([f"gap.{gap}"], {"matter": 1, "since": START})


def test_every_refusal_is_explained_with_the_facts_it_gives() -> None:
    assert codes_of("refused") == {code for code, _ in refusals()}
    asking = [c for c, given in refusals() if not placeholders(texts.catalogue("nl")[f"refused.{c}"]) <= given]
    assert asking == []


def test_every_doubt_is_said_with_the_facts_it_gives() -> None:
    assert codes_of("doubt") == {code for code, _ in questions()}
    asking = [(c, given) for c, given in questions() if placeholders(texts.catalogue("nl")[f"doubt.{c}"]) - given]
    assert asking == []


def test_every_blocker_of_closing_is_explained_and_no_other() -> None:
    assert codes_of("blocker") == blockers()
    for blocker in blockers():
        fits(["guard.blocked", "refused.closing_blocked"], {"blocker": blocker})


def test_every_danger_can_be_said_with_and_without_a_day() -> None:
    forms = {"in_days", "tomorrow", "today", "on", "passed", "no_day"}
    assert codes_of("danger") == {f"{kind}.{form}" for kind in get_args(DangerKind) for form in forms}
    assert say("danger.eviction.in_days", "nl", days=11) == "Ontruiming over 11 dagen"
    assert say("danger.hearing.on", "nl", day=date(2026, 12, 4)) == "Zitting op vrijdag 4 december"


@pytest.mark.parametrize(
    ("namespace", "members"),
    [
        ("danger_kind", get_args(DangerKind)),
        ("signal_state", get_args(SignalState)),
        ("about", get_args(About)),
        ("matter_kind_short", tuple(MatterKind)),
        *[(texts.namespace(kind), tuple(kind)) for kind in LISTS],
    ],
)
def test_every_closed_list_has_a_word_for_each_member_and_no_other(namespace: str, members: tuple[str, ...]) -> None:
    assert codes_of(namespace) == {str(member) for member in members}
    for language in LANGUAGES:
        words = [say(f"{namespace}.{member}", language) for member in members]
        assert len(set(words)) == len(words)


def test_short_names_of_matters_fit_on_a_chip() -> None:
    assert [kind for kind in MatterKind if len(say(f"matter_kind_short.{kind}", "nl")) > 14] == []


@pytest.mark.parametrize("reason", ["known_to_debt_help", "deceased", "not_resident"])
def test_what_the_national_lists_share_is_said_alike(reason: str) -> None:
    """DDAS has these among its states of a signal and again among its results."""
    assert say(f"set_aside.{reason}", "nl") == say(f"result.{reason}", "nl")


@pytest.mark.parametrize("reason", ["repeat", "unjustified", "other"])
def test_not_taken_up_is_said_alike_as_state_and_as_result(reason: str) -> None:
    assert say(f"set_aside.{reason}", "nl") == say(f"result.not_taken_up_{reason}", "nl")


# Events and their forms -----------------------------------------------------------------------


def fields(kind: type[e.Event]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(kind)


def some(field: msgspec.structs.FieldInfo) -> Any:
    """A value for a field, as a page hands it over: people and partners by name, instalments as sentences."""
    kinds = [kind for kind in (field.type, *get_args(field.type)) if kind is not type(None)]
    text = str(field.type)
    if "Instalment" in text:
        return [say("instalment.line", on=START, cents=Cents(5_000))] * 2
    if "'cents'" in text:
        return Cents(64_000)
    if "'is'" in text:
        return "Woonveste"
    enums = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum)]
    if enums:
        return next(iter(enums[0]))
    if date in kinds:
        return START
    return True if bool in kinds else 3


def empty(value: object) -> object:
    """What a form leaves in a field that may stay empty."""
    return None if value is msgspec.UNSET or value is msgspec.NODEFAULT else value


def told_of(kind: type[e.Event], *, full: bool) -> dict[str, Any]:
    """The facts of an event on the timeline: every field filled, or only those that must be."""
    return {f.name: some(f) if full or f.required else empty(f.default) for f in fields(kind)}


@pytest.mark.parametrize("kind", e.EVENTS.values(), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("full", [True, False], ids=["everything known", "only what must be known"])
def test_every_event_can_be_told(kind: type[e.Event], full: bool) -> None:
    stem = f"event.{kind.__name__}"
    facts = told_of(kind, full=full)
    fits([*said_by(stem, f"{stem}.line", facts), f"{stem}.title", f"{stem}.help"], facts)


def test_every_event_has_its_words_and_no_other() -> None:
    parts = ("title", "line", "help", "group")
    assert without_extras(codes_of("event")) == {f"{name}.{part}" for name in e.EVENTS for part in parts}


def test_a_further_sentence_of_an_event_is_about_one_of_its_fields() -> None:
    further = codes_of("event") - without_extras(codes_of("event"))
    about = {(code.split(".")[0], code.split(".")[2]) for code in further}
    assert about <= {(name, f.name) for name, kind in e.EVENTS.items() for f in fields(kind)}


def test_a_field_that_must_be_filled_is_never_missed_by_the_timeline() -> None:
    """A yes or a no, and everything that has no default, is told; numbers that only point elsewhere are not."""
    silent = []
    for name, kind in e.EVENTS.items():
        for f in fields(kind):
            asked = placeholders(texts.catalogue("nl")[f"event.{name}.line"])
            told = f.name in asked or known(f"event.{name}.with.{f.name}") or known(f"event.{name}.without.{f.name}")
            if not told and "'is'" not in str(f.type):
                silent.append(f"{name}.{f.name}")
    assert silent == []


def test_every_event_stands_in_a_group_of_the_menu_and_every_group_is_used() -> None:
    for language in LANGUAGES:
        used = {say(f"event.{name}.group", language) for name in e.EVENTS}
        assert used == codes_of("event_group")


def test_every_field_of_every_form_has_its_label_and_no_other() -> None:
    own = {f"{name}.{f.name}" for name, kind in e.EVENTS.items() for f in fields(kind)}
    shared = {f.name for kind in e.EVENTS.values() for f in fields(kind)} | {"on"}
    labels = {code.removesuffix(".help") for code in codes_of("field")}
    assert labels <= own | shared
    assert codes_of("field") >= labels, "a help without its label"
    assert [code for code in own if not {code, code.split(".")[1]} & labels] == []


def test_fields_of_one_name_but_another_meaning_have_their_own_label() -> None:
    """`kind` is a kind of help here and a kind of arrears there."""
    meanings: dict[str, dict[str, str]] = {}
    for name, kind in e.EVENTS.items():
        for f in fields(kind):
            members = [k for k in (f.type, *get_args(f.type)) if isinstance(k, type) and issubclass(k, StrEnum)]
            if members:
                meanings.setdefault(f.name, {})[name] = members[0].__name__
    mixed = {field: by for field, by in meanings.items() if len(set(by.values())) > 1 and field not in SAME_WORD}
    assert [
        f"{event}.{field}" for field, by in mixed.items() for event in by if not known(f"field.{event}.{field}")
    ] == []


SAME_WORD = {"how", "reason"}
"""How it ended, and why: the same question of every event that asks it."""


# How it reads ---------------------------------------------------------------------------------

SPACES = ("rule", "guard", "event", "field", "gap", "blocker", "refused", "danger", "basis")


def sentences_of(language: str) -> Iterator[tuple[str, str]]:
    return ((c, s) for c, s in texts.catalogue(language).items() if c.split(".")[0] in SPACES)


def test_dutch_is_formal_and_speaks_of_people() -> None:
    """Residents and households, never debtors; the colleague is addressed with u."""
    avoided = re.compile(
        r"\b(schuldenaar\w*|debiteur\w*|wanbetaler\w*|geval(len)?|cliënt\w*|je|jij|jou|jouw)\b", re.IGNORECASE
    )
    assert [code for code, sentence in sentences_of("nl") if avoided.search(sentence)] == []


def test_english_speaks_of_people_too() -> None:
    avoided = re.compile(r"\b(debtors?|defaulters?|clients?)\b", re.IGNORECASE)
    assert [code for code, sentence in sentences_of("en") if avoided.search(sentence)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_alone_asks_for_nothing_and_is_short(language: str) -> None:
    """Titles, buttons and labels are said without facts, on a card or in a menu."""
    longest = {"title": 60, "action": 40}
    for code, sentence in sentences_of(language):
        part = code.rsplit(".", 1)[-1]
        if part in {"title", "action", "ends", "help"} or code.startswith(("field.", "basis.", "blocker.")):
            assert not placeholders(sentence), code
        if part in longest and code.startswith(("rule.", "event.")):
            assert len(sentence) <= longest[part], code
            assert not sentence.endswith("."), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_whole_and_not_too_long(language: str) -> None:
    """B1: one thought in a sentence; 28 words is the most we allow ourselves."""
    for code, text in sentences_of(language):
        part = code.rsplit(".", 1)[-1]
        whole = code.startswith(("guard.", "gap.", "refused.")) or part in {"why", "ends", "help", "line"}
        if not whole or code == "instalment.line":
            continue
        assert text.endswith((".", "}")), code
        assert text[0].isupper() or text[0] == "{", code
        assert max(len(s.split()) for s in re.split(r"(?<=[.:;?])\s", text)) <= 28, code


# The glossary ---------------------------------------------------------------------------------


def glossary(heading: str) -> dict[str, str]:
    """The rows of one table of the glossary: code and Dutch."""
    (section,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", GLOSSARY.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return dict(re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", section, re.MULTILINE))


def test_the_glossary_has_every_rule_under_its_name_on_the_screen() -> None:
    assert glossary("Rules") == {rule.key: say(f"rule.{rule.key}.title", "nl") for rule in RULES}


def test_the_glossary_has_every_event_under_its_name_on_the_screen() -> None:
    assert glossary("Events") == {name: say(f"event.{name}.title", "nl") for name in e.EVENTS}


def test_the_glossary_has_every_member_of_every_closed_list() -> None:
    members = {f"{kind.__name__}.{m.value}": texts.word(m, "nl") for kind in LISTS for m in kind}
    assert glossary("Closed lists") == members


def test_the_glossary_has_the_eleven_steps_and_the_words_of_the_sieve() -> None:
    assert glossary("The eleven steps") == {str(n): say(f"step.{n}", "nl") for n in range(1, 12)}
    assert set(glossary("Words of the sieve")) >= {"case", "matter", "signal", "danger", "obligation", "agenda"}


def test_the_walk_through_the_code_sees_what_it_should() -> None:
    """The finders are held against what a reader sees, so that an empty find cannot pass for a full one."""
    assert stages(BY_KEY["offer"]) == {"", "write"}
    assert stages(BY_KEY["attempt"]) == {"", "resting", "wait"}
    assert stages(BY_KEY["stop_eviction"]) == {"", "find_out"}
    assert "offer_accepted" in guards(BY_KEY["weigh_administration"])
    assert {"informed", "nothing_open"} <= guards(BY_KEY["inform"])
    assert "loss.not_followed" in blockers()
    assert rule_module.Due.__struct_fields__[2] == "stage"
    assert rule_module.NotDue.__struct_fields__[0] == "guard"
    assert say(f"result.{Result.NO_CONTACT}", "nl") == "Definitief geen contact kunnen krijgen"


def test_every_number_behind_a_line_of_the_menu_says_what_it_counts() -> None:
    assert get_resolver().url_patterns, "the apps told what they count when their addresses were read"
    assert shell._counts.keys() >= {"today", "signal_list", "rounds", "data_requests"}
    assert [name for name in shell._counts if not known(f"menu_count.{name}")] == []

"""Can the proof fail? Take any rule away, or let any event no longer end its danger, and it must.

And so it must, for the property that is broken, when a rule, a row of the table or an effect is deliberately wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from msgspec import structs

from tests.domain import walk as walking
from tests.domain.asks import ASKS
from tests.domain.every_day import DAY, START
from tests.domain.proof import unseen
from tests.domain.slices import SLICES
from tests.domain.slices.court import CONDITIONS
from tests.domain.slices.file import AFTERCARE
from tests.domain.slices.help import HELP, WAITING
from tests.domain.slices.home import DEFAULT_THEN_EVICTION, EVICTIONS, PRESSURE, REHOUSING
from tests.domain.slices.report import REPORT, RESIDENCY
from tests.domain.slices.told import CLOSED, CONFIRMED, DIRECTOR, PLANNED, SETTLED, SHORT_SEARCH, fact
from tests.domain.walk import Asks, Slice, Template, Violated, Witness, walk
from vangnet.domain import events as e
from vangnet.domain import properties
from vangnet.domain.case import Case, Matter, Person, Signal
from vangnet.domain.codes import Ended, LossWay
from vangnet.domain.fold import EFFECTS, Effect
from vangnet.domain.rules.rule import Decide, Due, Look, NotDue, Outcome, Rule
from vangnet.domain.sieve import ENDED_BY, RULES

ENDINGS = [(danger, ender) for danger, enders in ENDED_BY.items() for ender in enders]
BEGINS: dict[str, type[e.Event]] = {
    "hearing": e.HearingScheduled,
    "eviction": e.EvictionAnnounced,
    "disconnection": e.DisconnectionAnnounced,
    "auction": e.AuctionAnnounced,
    "title": e.JudgmentGiven,
}


def happens_in(part: Slice) -> set[type[e.Event]]:
    return {type(template(START)) for template in (*part.before, *part.happens)}


def slices_asking(rule: str) -> Iterator[Slice]:
    asking = {event for event, asked in ASKS.items() if rule in asked}
    return (part for part in SLICES if asking & happens_in(part))


def first_violation(parts: Iterator[Slice], *, asks: Asks = ASKS, without: str = "") -> str | None:
    rules = tuple(rule for rule in RULES if rule.key != without)
    for part in parts:
        try:
            walk(part, asks=asks, rules=rules)
        except Violated as violated:
            return violated.what
    return None


def nothing(_case: Case, _on: date, _event: e.Event) -> None:
    """The event is recorded and has no effect."""


def otherwise(monkeypatch: pytest.MonkeyPatch, kind: type[e.Event], effect: Effect[Any]) -> None:
    """Let this event have another effect on the case."""
    monkeypatch.setitem(EFFECTS, kind, effect)


def test_every_rule_is_asked_for_by_some_event() -> None:
    asked = {rule for rules in ASKS.values() for rule in rules}
    assert asked == {rule.key for rule in RULES}


@pytest.mark.parametrize("rule", [rule.key for rule in RULES])
def test_without_any_one_rule_the_proof_fails(rule: str) -> None:
    assert first_violation(slices_asking(rule), without=rule) is not None


@pytest.mark.parametrize(("danger", "ender"), ENDINGS, ids=lambda value: getattr(value, "__name__", value))
def test_when_an_event_no_longer_ends_its_danger_the_proof_fails(
    danger: str, ender: type[e.Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [part for part in SLICES if {BEGINS[danger], ender} <= happens_in(part)]
    assert parts, f"no slice shows {ender.__name__} ending the {danger}"
    otherwise(monkeypatch, ender, nothing)
    assert first_violation(iter(parts)) is not None


def test_a_proof_that_met_nothing_says_of_everything_that_it_was_not_seen() -> None:
    missing = unseen(Witness())
    assert {f"{rule.key} was never due" for rule in RULES} <= {*missing}
    assert "check_data was never due as summons_without_report" in missing
    assert "last_offer never said not_here" in missing
    assert "no slice looks at last_offer after its day" in missing
    assert "CaseClosed never made feedback due" in missing


# Does each property fail by itself? ----------------------------------------------------------

RULE = {rule.key: rule for rule in RULES}


def says(part: Slice, rules: Sequence[Rule] = RULES) -> str:
    """What the proof says of this slice; nothing when it finds nothing."""
    try:
        walk(part, asks=ASKS, rules=rules)
    except Violated as violated:
        return violated.what
    return ""


def decided_by(key: str, decide: Decide) -> tuple[Rule, ...]:
    """The table, in which this one rule decides otherwise."""
    return (*(rule for rule in RULES if rule.key != key), replace(RULE[key], decide=decide))


def a_home_under_title(*happens: Template) -> Slice:
    before = (*REHOUSING.before, DIRECTOR, PLANNED)
    return replace(REHOUSING, name="a home under a title", before=before, happens=happens)


def closes_whatever_lives(case: Case, on: date, event: e.CaseClosed) -> None:
    case.closed_on, case.result, case.aftercare = on, event.result, event.aftercare


def test_p1_help_accepted_in_a_case_that_stays_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def helped(case: Case, on: date, event: e.HelpAccepted) -> None:
        closed = case.closed_on
        EFFECTS[e.HelpRequested](case, on, e.HelpRequested(person=event.person))
        case.closed_on = closed

    otherwise(monkeypatch, e.HelpAccepted, helped)
    assert says(HELP).startswith("P1: HelpAccepted asks first_conversation of Subject(kind='person', id=1) in a case")


def test_p1_a_report_that_nobody_settles() -> None:
    def nobody_settles_it(_look: Look, _signal: Signal) -> Outcome:
        return NotDue("signal_settled")

    assert says(REPORT, decided_by("triage", nobody_settles_it)).startswith("P1: unsettled matter")


def test_p2_a_case_that_nobody_can_close(monkeypatch: pytest.MonkeyPatch) -> None:
    otherwise(monkeypatch, e.CaseClosed, nothing)
    assert says(RESIDENCY) == "P2: no way from here to a closed case"


def test_p2_a_title_that_only_the_loss_of_the_home_ends() -> None:
    loses = (fact(e.HomeLost(way=LossWay.KEYS_HANDED_IN)), *SHORT_SEARCH, CLOSED)
    assert says(a_home_under_title(*loses)) == "P2: no way from here that keeps the home"
    assert says(a_home_under_title(*loses, CONFIRMED)) == ""


def test_p2_an_event_that_does_not_end_what_it_is_named_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    otherwise(monkeypatch, e.TenancyConfirmed, nothing)
    assert says(REHOUSING).startswith("P2: TenancyConfirmed is named as ending the title")


def test_p3_a_case_closed_before_a_lost_home_was_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    otherwise(monkeypatch, e.CaseClosed, closes_whatever_lives)
    assert says(PRESSURE) == f"P3: closed although a home was lost and not followed for twelve months (on {START})"


def test_p3_a_case_closed_while_a_title_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two things stand in the way of it: such a closing has no effect, and a danger opens a closed case."""
    otherwise(monkeypatch, e.CaseClosed, closes_whatever_lives)
    assert not says(a_home_under_title(CONFIRMED, CLOSED)).startswith("P3")
    monkeypatch.setattr(walking, "apply", lambda case, on, event: EFFECTS[type(event)](case, on, event))
    assert says(a_home_under_title(CONFIRMED, CLOSED)) == f"P3: closed although the title lives (on {START})"


def test_p3_a_payment_that_ends_a_title(monkeypatch: pytest.MonkeyPatch) -> None:
    otherwise(monkeypatch, e.DebtSettled, EFFECTS[e.JudgmentEnded])
    assert says(a_home_under_title(SETTLED, CONFIRMED, CLOSED)) == "P3: DebtSettled ended the title"


def test_p5_a_director_who_does_something_else_first() -> None:
    later = (*(rule for rule in RULES if rule.key != "stop_eviction"), replace(RULE["stop_eviction"], averts=0))
    assert says(EVICTIONS, later).startswith("P5: the director does something else before fighting the eviction of 1")


def test_p4_an_event_that_its_row_does_not_name() -> None:
    unnamed = replace(RULE["follow_up"], discharged_by=(e.CaseReopened,))
    rules = (*(rule for rule in RULES if rule.key != "follow_up"), unnamed)
    assert says(AFTERCARE, rules).startswith("P4: DestinationChecked")


def test_p5_an_eviction_that_is_fought_from_tomorrow_on() -> None:
    def tomorrow(look: Look, matter: Matter) -> Outcome:
        today = RULE["stop_eviction"].decide(look, matter)
        return structs.replace(today, by=today.by + DAY) if isinstance(today, Due) else today

    assert says(REHOUSING, decided_by("stop_eviction", tomorrow)).startswith("P5: the eviction of matter 1")


def test_p5_an_aftercare_that_nobody_gives() -> None:
    def forgets(_look: Look, _case: Case) -> Outcome:
        return NotDue("followed")

    assert says(AFTERCARE, decided_by("follow_up", forgets)).startswith("P5: aftercare was agreed")


def test_p8_a_weighing_that_looks_only_at_an_announced_eviction() -> None:
    """The day that a default judgment itself names passes, and nobody weighed in time."""

    def waits_for_an_announcement(look: Look, person: Person) -> Outcome:
        told = RULE["weigh_administration"].decide(look, person)
        announced = any(m.live_evictions for m in look.case.matters_of(person.id))
        return told if announced or isinstance(told, NotDue) else structs.replace(told, by=look.day + 30 * DAY)

    rules = decided_by("weigh_administration", waits_for_an_announcement)
    assert says(DEFAULT_THEN_EVICTION, rules).startswith("P8: weigh_administration comes too late")


@pytest.mark.parametrize("rule", properties.LAST_RESORTS)
def test_p8_a_last_resort_that_is_off_the_agenda(rule: str) -> None:
    def not_before_an_announcement(look: Look, own: Matter | Person) -> Outcome:
        matters = [own] if isinstance(own, Matter) else look.case.matters_of(own.id)
        told = RULE[rule].decide(look, own)
        return told if any(m.live_evictions for m in matters) else NotDue("no_eviction_announced")

    rules = decided_by(rule, not_before_an_announcement)
    assert says(DEFAULT_THEN_EVICTION, rules).startswith(f"P8: {rule} is not on the agenda")


def test_p9_a_household_that_is_housed_again_and_of_which_nobody_directs_the_rehousing() -> None:
    def silent_once_rehoused(look: Look, case: Case) -> Outcome:
        return NotDue("home_not_at_stake") if case.rehoused_on else RULE["rehousing_plan"].decide(look, case)

    rules = decided_by("rehousing_plan", silent_once_rehoused)
    assert says(PRESSURE, rules).startswith("P9: a home was lost and nobody is asked")


def test_p9_a_case_closed_without_a_director(monkeypatch: pytest.MonkeyPatch) -> None:
    def closes(case: Case, on: date, event: e.CaseClosed) -> None:
        if case.next_follow_up is None:
            closes_whatever_lives(case, on, event)

    otherwise(monkeypatch, e.CaseClosed, closes)
    assert says(PRESSURE).startswith("P9: closed although a home was lost")


@pytest.mark.parametrize(
    "event",
    [
        e.ConditionChecked(matter=1, kept=False),
        e.SecondChanceEnded(matter=1, how=Ended.KEPT),
        e.SecondChanceEnded(matter=1, how=Ended.BROKEN),
    ],
    ids=str,
)
def test_p10_what_breaks_no_condition_taken_for_a_breach(event: e.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    was = EFFECTS[type(event)]

    def breaks(case: Case, on: date, told: e.Event) -> None:
        was(case, on, told)
        title = case.matters[1].title
        if title and told == event:
            title.broken_on = on

    otherwise(monkeypatch, type(event), breaks)
    assert says(CONDITIONS) == f"P10: {type(event).__name__} makes a title one that may be carried out"


def test_p10_a_conditional_judgment_on_which_a_stay_is_sought() -> None:
    def from_any_title(look: Look, matter: Matter) -> Outcome:
        return Due(look.day, {"matter": 1}) if matter.title else NotDue("no_title")

    assert says(CONDITIONS, decided_by("stay", from_any_title)).startswith("P10: stay is due for matter 1")


def test_p7_a_rule_that_stands_in_the_table_twice() -> None:
    assert says(RESIDENCY, (*RULES, RULE["triage"])).startswith("P7: triage is due 2 times")


def test_p7_two_rules_that_exclude_each_other_and_are_due_together() -> None:
    def always(look: Look, matter: Matter) -> Outcome:
        return Due(look.day, {"matter": matter.number})

    assert says(WAITING, decided_by("renew_pause", always)).startswith("P7: ")

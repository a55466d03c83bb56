"""Does the table of the sieve hang together, and does it hold every rule that the guide asks for?"""

from datetime import date, timedelta

import pytest

from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case
from vangnet.domain.codes import MatterKind, Role
from vangnet.domain.fold import fold
from vangnet.domain.law import LAW
from vangnet.domain.rules.rule import Rule
from vangnet.domain.sieve import ENDED_BY, RULES, agenda

BY_KEY = {rule.key: rule for rule in RULES}
ASKED_BY_THE_GUIDE: dict[Role, set[str]] = {
    Role.INTAKE: {"triage", "who", "feedback"},
    Role.COORDINATOR: {"assign"},
    Role.CASEWORKER: {
        "know_household", "inform", "crisis_contact", "offer", "attempt", "first_conversation", "decide_help", "pause",
        "renew_pause", "watch_arrangement", "repair_arrangement", "carry_out_plan", "before_summons", "last_offer",
        "handover", "dispute", "listing", "follow_up", "reconnect", "conclude", "check_data", "review",
    },
    Role.COURT_OFFICER: {
        "duty_check", "hearing_offer", "hearing_pack", "will_appear", "find_hearing_date", "record_judgment", "stay",
        "remedy", "confirm_stay", "watch_conditions", "watch_judgment", "await_administration", "end_moratorium",
        "end_second_chance", "other_threats", "childs_interest", "proportionality", "legal_remedy", "mediation",
        "housemates_claim", "tenancy_by_law", "sale_protection", "stop_pressure",
    },
    Role.DIRECTOR: {
        "weigh_administration", "stop_eviction", "rights_check", "rehousing_plan", "record_loss", "secure_address",
        "rehouse", "hear_place", "chase_urgency",
    },
}  # fmt: skip
"""Every rule of the guide's process, with who acts."""
OUR_OWN = {
    *("hear_answer", "avert", "follow_remedy", "warn_before_breach", "return_goods", "end_grace"),
    *("hear_creditor", "hear_balance", "end_settlement", "forced_settlement", "tailored_budget"),
    *("hear_referral", "answer_objection", "answer_request"),
}
"""Rules that the guide's table does not name, and that the proof asks for.

An offer without an answer; an announced cut; a remedy that nobody decided yet; a condition reported as not kept; a
referral without an answer; and, by the law, a term to pay that ends, goods that were taken in, an objection, a request
about one's own data.
And of money: a question to a creditor without an answer, a debt settlement that ends, a request to the court for one,
a payment that was asked for.
"""
BESIDES_THE_LAW = {"guide", "covenant", "ddas", "avg"}
EVENTS_OF_A_RULE = ("discharged_by", "ended_by", "suspended_by", "hastened_by")
ALL = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)


def test_no_two_rules_have_one_key() -> None:
    assert len(BY_KEY) == len(RULES)


def test_every_rule_the_guide_asks_for_is_there_and_done_by_whom_it_says() -> None:
    by_role = {role: {r.key for r in RULES if r.role is role} - OUR_OWN for role in ASKED_BY_THE_GUIDE}
    assert by_role == ASKED_BY_THE_GUIDE
    assert BY_KEY.keys() - set().union(*ASKED_BY_THE_GUIDE.values()) == OUR_OWN


@ALL
def test_every_rule_stands_on_a_law_the_guide_or_an_agreement(rule: Rule) -> None:
    assert rule.basis
    for basis in rule.basis:
        kind, _, chapter = basis.partition(":")
        assert kind in BESIDES_THE_LAW or basis in LAW.keys(), basis  # noqa: SIM118 - a book, not a dict
        assert kind not in {"guide", "avg"} or chapter.isdigit(), basis


@ALL
def test_what_excludes_is_excluded_in_turn(rule: Rule) -> None:
    for other in rule.excludes:
        assert rule.key in BY_KEY[other].excludes
        assert BY_KEY[other].about == rule.about
        assert other != rule.key


@ALL
def test_a_rule_is_shown_within_another_that_exists_and_never_in_a_circle(rule: Rule) -> None:
    for other in rule.within:
        assert rule.key not in BY_KEY[other].within
        assert other not in rule.excludes


@ALL
def test_a_rule_names_what_fulfils_it_and_every_event_only_once(rule: Rule) -> None:
    assert rule.discharged_by
    for column in EVENTS_OF_A_RULE:
        named = getattr(rule, column)
        assert set(named) <= set(e.EVENTS.values()), f"{column} names what is no event"


def test_only_a_pause_puts_anything_off_and_only_routine_outreach() -> None:
    assert {rule.key for rule in RULES if rule.suspended_by} == {"attempt"}
    assert BY_KEY["attempt"].suspended_by == (e.Paused,)


def test_a_closed_case_is_followed_up_its_partners_are_told_and_its_people_are_answered() -> None:
    assert {rule.key for rule in RULES if rule.when_closed} == {
        *("follow_up", "feedback", "answer_objection", "answer_request")
    }


def test_every_danger_names_events_that_end_it() -> None:
    for danger, enders in ENDED_BY.items():
        assert enders, danger
        assert set(enders) <= set(e.EVENTS.values()), danger


def test_no_danger_is_ended_by_a_payment_a_contact_or_a_closing() -> None:
    """Second law of the core, and the third: these never end a danger."""
    never = {e.DebtSettled, e.InstalmentPaid, e.ArrangementCompleted, e.ContactAttempted, e.HelpAccepted, e.CaseClosed}
    assert not never & {event for enders in ENDED_BY.values() for event in enders}


def test_the_role_of_a_rule_can_act() -> None:
    assert {rule.role for rule in RULES} == set(ASKED_BY_THE_GUIDE)


def test_a_rule_is_one_small_function_named_after_it() -> None:
    for rule in RULES:
        assert getattr(rule.decide, "__name__", "") == rule.key
        assert rule.decide.__doc__, rule.key


def test_the_case_holds_no_clock() -> None:
    assert not {"today", "day", "now"} & set(Case.__struct_fields__)


# The order of the agenda --------------------------------------------------------------------

DAY = date(2026, 3, 2)


def _order(rule: str, *story: e.Event) -> list[int]:
    """For which signals or matters this rule stands, most pressing first."""
    case = fold(e.Recorded(n, DAY, n, event) for n, event in enumerate(story, start=1))
    return [o.subject.id for o in agenda(case, DAY, Practice()) if o.rule == rule]


def _reported(number: int, kind: MatterKind, cents: int) -> e.Event:
    return e.SignalReceived(matter=number, signal=number, kind=kind, person=1, cents=cents)


def test_among_equals_rent_goes_first_and_then_the_larger_debt() -> None:
    water, rent = _reported(1, MatterKind.WATER, 20_000), _reported(2, MatterKind.RENT, 10_000)
    assert _order("triage", water, rent, _reported(3, MatterKind.HEALTH, 30_000)) == [2, 3, 1]


def test_the_nearest_danger_goes_before_rent() -> None:
    near = e.DisconnectionAnnounced(matter=1, day=DAY + timedelta(days=9))
    far = e.EvictionAnnounced(matter=2, eviction=1, day=DAY + timedelta(days=20))
    reports = [_reported(1, MatterKind.ENERGY, 10_000), _reported(2, MatterKind.RENT, 90_000)]
    assert _order("crisis_contact", *reports, near, far) == [1, 2]


def test_what_is_before_the_court_goes_before_what_is_not() -> None:
    reports = [_reported(number, MatterKind.RENT, 50_000) for number in (1, 2)]
    assert _order("triage", *reports, e.SummonsServed(matter=2)) == [2, 1]

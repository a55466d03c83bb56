"""What do the facts make of a case? Stories in the order in which they happened, told in any order."""

import sys
from datetime import date, timedelta
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.domain import events as e
from vangnet.domain import fold as folding
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case
from vangnet.domain.codes import (
    Answer,
    Channel,
    DayPart,
    Destination,
    LossCause,
    LossWay,
    MatterKind,
    Reached,
    Result,
    Ruling,
    SettlementEnd,
    SettlementKind,
)
from vangnet.domain.fold import EFFECTS, fold
from vangnet.domain.sieve import agenda

START = date(2026, 3, 2)
RENT = e.SignalReceived(matter=1, signal=1, kind=MatterKind.RENT, person=1, cents=90_000)
TAKEN_UP = e.SignalTakenUp(matter=1, signal=1)
SERVED = e.SummonsServed(matter=1)
DISSOLVED = e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=False)
SETTLED = e.DebtSettled(matter=1)
CLOSED = e.CaseClosed(result=Result.PAID_OR_ARRANGED)
CONFIRMED = e.TenancyConfirmed(matter=1)


def after(days: int) -> date:
    return START + timedelta(days=days)


def told(*story: tuple[int, e.Event]) -> list[e.Recorded]:
    """Events with the day on which each happened, in the order in which they were recorded."""
    return [e.Recorded(n, after(days), n, event) for n, (days, event) in enumerate(story, start=1)]


def household(*story: tuple[int, e.Event]) -> Case:
    return fold(told(*story))


def lives(case: Case) -> set[str]:
    return {danger.kind for danger in case.dangers()}


# A title ------------------------------------------------------------------------------------


def test_a_title_survives_payment_and_ends_with_the_landlords_word() -> None:
    story = [(0, RENT), (0, TAKEN_UP), (10, SERVED), (40, DISSOLVED), (50, SETTLED)]
    assert lives(household(*story)) == {"title"}
    assert lives(household(*story, (60, CONFIRMED))) == set()


@pytest.mark.parametrize("lighter", [Ruling.REJECTED, Ruling.PAYMENT_ONLY, Ruling.CONDITIONAL_DISSOLUTION])
def test_a_later_lighter_judgment_does_not_end_a_title(lighter: Ruling) -> None:
    case = household((0, DISSOLVED), (30, e.JudgmentGiven(matter=1, ruling=lighter, default=False)))
    title = case.matters[1].title
    assert title is not None
    assert (title.ruling, title.given_on) == (Ruling.DISSOLUTION, START)


def test_a_heavier_judgment_takes_the_place_of_a_title_and_asks_for_everything_anew() -> None:
    conditional = e.JudgmentGiven(matter=1, ruling=Ruling.CONDITIONAL_DISSOLUTION, default=True)
    case = household((0, conditional), (1, e.RemedyWaived(matter=1)), (30, DISSOLVED))
    judgment = case.matters[1].judgment
    assert judgment is not None
    assert (judgment.ruling, judgment.given_on, judgment.remedy_on) == (Ruling.DISSOLUTION, after(30), None)


@pytest.mark.parametrize("ender", [CONFIRMED, e.JudgmentSetAside(matter=1), e.JudgmentEnded(matter=1)])
def test_a_title_ends_by_what_names_it(ender: e.Event) -> None:
    assert lives(household((0, DISSOLVED), (5, ender))) == set()


def test_a_judgment_for_payment_endangers_no_home() -> None:
    case = household((0, e.JudgmentGiven(matter=1, ruling=Ruling.PAYMENT_ONLY, default=True)))
    assert lives(case) == set()
    assert case.closing_blockers() == ()


# Out of order, late, corrected --------------------------------------------------------------


def test_an_eviction_cancelled_before_it_was_known_to_be_announced_is_cancelled() -> None:
    announced = e.EvictionAnnounced(matter=1, eviction=1, day=after(30))
    cancelled = e.EvictionCancelled(matter=1, eviction=1)
    assert lives(household((3, cancelled), (3, announced))) == set()
    assert lives(household((3, cancelled), (1, announced))) == set()
    assert lives(household((3, e.EvictionCancelled(matter=1, eviction=2)), (3, announced))) == {"eviction"}


def test_a_summons_without_a_report_is_recorded_and_asked_about() -> None:
    case = household((0, SERVED))
    assert case.matters[1].court_since == START
    assert "check_data" in {o.rule for o in agenda(case, START, Practice())}


def test_an_arrangement_of_which_only_the_break_is_told_is_broken() -> None:
    case = household((0, RENT), (0, TAKEN_UP), (9, e.ArrangementBroken(matter=1)))
    assert "repair_arrangement" in {o.rule for o in agenda(case, after(9), Practice())}
    told_late = household(
        (0, RENT), (0, TAKEN_UP), (9, e.ArrangementBroken(matter=1)),
        (5, e.ArrangementAgreed(matter=1, instalments=(e.Instalment(after(30), 5_000),))),
    )  # fmt: skip
    arrangement = told_late.matters[1].arrangement
    assert arrangement is not None
    assert (arrangement.agreed_on, arrangement.broken_on) == (after(5), after(9))


@pytest.mark.parametrize(
    ("heard", "stage"),
    [
        (e.InstalmentMissed(matter=1, due=after(8)), "missed"),
        (e.InstalmentPaid(matter=1, due=after(8)), "schedule_unknown"),
    ],
)
def test_an_instalment_of_an_arrangement_nobody_told_of_asks_for_it(heard: e.Event, stage: str) -> None:
    case = household((0, RENT), (0, TAKEN_UP), (9, heard))
    (watch,) = (o for o in agenda(case, after(9), Practice()) if o.rule == "watch_arrangement")
    assert watch.stage == stage
    assert case.matters[1].arranged_on is None, "that one was made is heard; that it was made now is not"
    told = household(
        (0, RENT), (0, TAKEN_UP), (9, heard),
        (10, e.ArrangementAgreed(matter=1, instalments=(e.Instalment(after(40), 5_000),))),
    )  # fmt: skip
    assert told.matters[1].arranged_on == after(10)


def test_what_was_recorded_on_one_day_keeps_its_turn() -> None:
    offered_then_broken = [
        e.Recorded(2, START, 2, e.ArrangementBroken(matter=1)),
        e.Recorded(1, START, 1, e.ArrangementAgreed(matter=1)),
    ]
    assert not fold(offered_then_broken).matters[1].arrangement_runs


def test_a_correction_undoes_what_it_names() -> None:
    story = [(0, RENT), (0, TAKEN_UP), (3, DISSOLVED)]
    assert lives(household(*story)) == {"title"}
    assert lives(household(*story, (4, e.EventCorrected(event=3)))) == set()


def test_a_correction_that_was_itself_wrong_corrects_nothing() -> None:
    story = [(3, DISSOLVED), (4, e.EventCorrected(event=1)), (5, e.EventCorrected(event=2))]
    assert lives(household(*story)) == {"title"}
    assert lives(household(*story, (6, e.EventCorrected(event=3)))) == set()


def test_which_correction_holds_does_not_hang_on_the_higher_number() -> None:
    """A second correction that got the lower number, as a store that is filled again may give it."""
    story = [
        e.Recorded(9, after(3), 1, DISSOLVED),
        e.Recorded(8, after(4), 1, e.EventCorrected(event=9)),
        e.Recorded(7, after(5), 1, e.EventCorrected(event=8)),
    ]
    assert lives(fold(story)) == {"title"}
    assert lives(fold([*story, e.Recorded(6, after(6), 1, e.EventCorrected(event=7))])) == set()


def test_a_correction_that_names_itself_or_one_that_names_it_corrects_no_fact() -> None:
    story = [e.Recorded(1, START, 1, DISSOLVED), e.Recorded(2, START, 2, e.EventCorrected(event=2))]
    assert lives(fold(story)) == {"title"}
    around = [e.Recorded(3, START, 3, e.EventCorrected(event=4)), e.Recorded(4, START, 4, e.EventCorrected(event=3))]
    assert lives(fold([*story, *around])) == {"title"}


@given(st.permutations(range(8)))
def test_the_order_of_recording_does_not_matter(order: list[int]) -> None:
    story = told(
        (0, RENT), (0, TAKEN_UP), (5, SERVED), (5, e.SummonsWithdrawn(matter=1)), (5, SERVED),
        (20, DISSOLVED), (21, SETTLED), (22, e.EventCorrected(event=4)),
    )  # fmt: skip
    assert fold(story[place] for place in order) == fold(story)


# Another home -------------------------------------------------------------------------------


def test_another_home_is_looked_for_until_there_is_a_lasting_one_and_again_when_that_one_is_at_stake() -> None:
    story = [(0, RENT), (0, TAKEN_UP), (40, e.HomeLost(way=LossWay.KEYS_HANDED_IN))]
    assert household(*story).seeks_home
    housed = [*story, (90, e.Rehoused())]
    assert not household(*housed).seeks_home
    announced = e.EvictionAnnounced(matter=2, eviction=1, day=after(240))
    threatened = [*housed, (200, e.MatterNoted(matter=2, kind=MatterKind.NUISANCE)), (201, announced)]
    assert household(*threatened).seeks_home
    assert not household(*threatened, (220, e.EvictionCancelled(matter=2, eviction=1))).seeks_home


# A debt settlement --------------------------------------------------------------------------

PAYS, LAST = after(90), after(120)


def offered(matter: int, *, priority: bool = False) -> e.Event:
    """€ 300 in two payments, of € 900."""
    payments = (e.Instalment(PAYS, 15_000), e.Instalment(LAST, 15_000))
    return e.ArrangementProposed(matter=matter, instalments=payments, remitted=60_000, priority=priority)


def says(matter: int, answer: Answer) -> e.Event:
    return e.ArrangementAnswered(matter=matter, answer=answer)


def begins(kind: SettlementKind = SettlementKind.AMICABLE) -> e.Event:
    return e.SettlementBegan(person=1, kind=kind, ends_on=LAST, owed=180_000, cents=30_000, first=PAYS)


TWO_DEBTS = (
    *((0, e.MatterNoted(matter=number, kind=MatterKind.OTHER_DEBT, person=1, cents=90_000)) for number in (1, 2)),
    *((1, offered(1, priority=True)), (1, offered(2)), (8, says(1, Answer.YES))),
)
"""A creditor with priority says yes; the other did not answer yet."""


def promised(*story: tuple[int, e.Event]) -> dict[int, tuple[int, int | None, bool]]:
    """What each creditor gets, what it remits, and whether it has priority, by the number of the debt."""
    settlement = household(*TWO_DEBTS, *story).persons[1].settlement
    shares = settlement.shares if settlement else {}
    return {number: (one.paid, one.remitted, one.priority) for number, one in shares.items()}


def test_what_each_creditor_was_promised_stands_as_long_as_the_settlement_runs() -> None:
    begun = [(9, says(2, Answer.YES)), (10, begins())]
    assert promised(*begun) == {1: (30_000, 60_000, True), 2: (30_000, 60_000, False)}
    assert promised(*begun, (30, begins())) == promised(*begun), "told anew it promises no less"
    assert promised(*begun, (120, e.SettlementEnded(person=1, how=SettlementEnd.REMITTED))) == {}


@pytest.mark.parametrize("told", [(), ((9, says(2, Answer.NO)),), ((9, e.DebtSettled(matter=2)),)])
def test_who_did_not_say_yes_or_was_paid_before_it_has_no_share(told: tuple[tuple[int, e.Event], ...]) -> None:
    assert set(promised(*told, (10, begins()))) == {1}


def test_whom_the_court_made_to_join_has_the_share_that_was_offered() -> None:
    asked = (10, e.ForcedSettlementAsked(person=1))
    decided = (20, e.ForcedSettlementDecided(person=1, answer=Answer.YES))
    assert set(promised((9, says(2, Answer.NO)), asked, decided, (21, begins()))) == {1, 2}


def test_in_the_scheme_of_the_court_no_offer_of_ours_stands() -> None:
    assert promised((9, says(2, Answer.YES)), (10, begins(SettlementKind.STATUTORY))) == {}
    amicable = ((9, says(2, Answer.YES)), (10, begins()))
    assert promised(*amicable, (40, begins(SettlementKind.STATUTORY))) == {}, "nor of the amicable one before it"


# Closing ------------------------------------------------------------------------------------


def test_a_closed_case_is_opened_by_a_danger() -> None:
    story = [(0, RENT), (0, TAKEN_UP), (10, SETTLED), (11, CLOSED)]
    assert household(*story).closed_on == after(11)
    case = household(*story, (20, e.EvictionAnnounced(matter=1, eviction=1, day=after(50))))
    assert case.is_open
    assert case.result is None


def test_closing_has_no_effect_while_a_danger_lives() -> None:
    case = household((0, RENT), (3, DISSOLVED), (4, SETTLED), (5, CLOSED))
    assert case.is_open
    assert case.closing_blockers() == ("danger.title",)


def test_closing_had_no_effect_when_the_danger_was_there_but_recorded_later() -> None:
    case = household((0, RENT), (4, SETTLED), (5, CLOSED), (3, DISSOLVED))
    assert case.is_open
    assert household((0, RENT), (4, SETTLED), (5, CLOSED), (3, DISSOLVED), (6, CONFIRMED)).is_open


def test_a_danger_that_was_over_before_the_closing_leaves_it_closed() -> None:
    case = household((0, RENT), (9, CLOSED), (3, DISSOLVED), (6, CONFIRMED))
    assert case.closed_on == after(9)


def test_an_attempt_or_a_word_to_the_partner_leaves_a_case_closed() -> None:
    attempt = e.ContactAttempted(person=1, channel=Channel.PHONE, day_part=DayPart.MORNING, reached=Reached.NOT_REACHED)
    case = household((0, RENT), (5, CLOSED), (6, e.FeedbackGiven(matter=1)), (7, attempt))
    assert case.closed_on == after(5)


@pytest.mark.parametrize(
    "yes",
    [
        e.HelpAccepted(person=1),
        e.HelpRequested(person=1),
        e.FirstConversationHeld(person=1, application=False),
        e.LastOfferAnswered(person=1, answer=Answer.YES),
        e.ReferralAnswered(person=1, taken_over=False),
    ],
)
def test_help_that_starts_opens_a_closed_case(yes: e.Event) -> None:
    case = household((0, RENT), (0, TAKEN_UP), (5, CLOSED), (6, yes))
    assert case.is_open
    assert case.result is None


def test_a_no_leaves_a_case_closed() -> None:
    case = household((0, RENT), (0, TAKEN_UP), (5, CLOSED), (6, e.HelpDeclined(person=1, verified=True)))
    assert case.closed_on == after(5)


def test_somebody_to_seek_opens_a_closed_case_and_whose_paid_debt_it_was_does_not() -> None:
    whose = (6, e.PersonKnown(matter=1, person=2))
    assert household((0, RENT), (0, TAKEN_UP), (5, CLOSED), whose).is_open
    assert household((0, RENT), (0, TAKEN_UP), (4, SETTLED), (5, CLOSED), whose).closed_on == after(5)
    same = household((0, RENT), (0, TAKEN_UP), (5, CLOSED), (6, e.PersonKnown(matter=1, person=1)))
    assert same.closed_on == after(5), "that was known"


@pytest.mark.parametrize("wrong", [e.InstalmentMissed(matter=1, due=after(6)), e.ArrangementBroken(matter=1)])
def test_an_arrangement_that_fails_opens_a_closed_case_unless_its_debt_is_gone(wrong: e.Event) -> None:
    agreed = e.ArrangementAgreed(matter=1, instalments=(e.Instalment(after(6), 12_000),))
    closed = ((0, RENT), (0, TAKEN_UP), (1, agreed), (5, CLOSED))
    assert household(*closed, (7, wrong)).is_open
    assert household(*closed, (6, SETTLED), (7, wrong)).closed_on == after(5)


def test_a_household_that_asks_for_help_again_is_open_again() -> None:
    assert household((0, RENT), (5, CLOSED), (60, e.HelpRequested(person=1))).is_open


def test_a_merged_case_goes_on_elsewhere_until_separated() -> None:
    story = [(0, RENT), (0, DISSOLVED), (1, e.CaseMerged(into=7))]
    case = household(*story)
    assert not case.is_open
    assert case.merged_into == 7
    assert agenda(case, after(1), Practice()) == []
    again = household(*story, (2, e.CaseSeparated()))
    assert again.is_open
    assert "last_offer" in {o.rule for o in agenda(again, after(2), Practice())}


# Contact and help ---------------------------------------------------------------------------


def test_a_contact_moves_no_matter() -> None:
    """Second law of the core."""
    attempt = e.ContactAttempted(person=1, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.SPOKEN)
    story = [(0, RENT), (0, TAKEN_UP), (5, SERVED), (9, e.HearingScheduled(matter=1, hearing=1, day=after(30)))]
    assert household(*story, (10, attempt)).matters == household(*story).matters


def test_a_refusal_counts_only_from_the_adult_concerned() -> None:
    story = [(0, RENT), (0, TAKEN_UP)]
    assert household(*story, (3, e.HelpDeclined(person=1, verified=False))).matters[1].declined_on is None
    case = household(*story, (0, e.HelpRequested(person=2)), (3, e.HelpDeclined(person=1, verified=True)))
    assert case.matters[1].declined_on == after(3)
    assert case.persons[2].help_runs


def test_a_wish_is_no_refusal() -> None:
    case = household((0, RENT), (1, e.ContactWished(person=1, channel=Channel.MESSAGE, day_part=None)))
    assert case.persons[1].wish == (Channel.MESSAGE, None)
    assert case.persons[1].declined_on is None


def test_a_new_report_asks_anew_whoever_declined_the_last_one() -> None:
    again = e.SignalReceived(matter=1, signal=2, kind=MatterKind.RENT, person=1)
    case = household((0, RENT), (0, TAKEN_UP), (3, e.HelpDeclined(person=1, verified=True)), (60, again))
    assert case.matters[1].declined_on is None
    assert case.matters[1].known_on == START


# The home lost ------------------------------------------------------------------------------

LOSS = (
    (0, RENT),
    (0, TAKEN_UP),
    (10, DISSOLVED),
    (20, e.EvictionAnnounced(matter=1, eviction=1, day=after(40))),
    (40, e.EvictionCarriedOut(matter=1, eviction=1)),
)


def test_with_the_home_what_threatened_it_is_over_and_the_debt_is_not() -> None:
    case = household(*LOSS)
    assert lives(case) == set()
    assert case.loss is not None
    assert case.loss.way is LossWay.BAILIFF
    assert case.matters[1].unsettled


def test_a_loss_keeps_the_case_open_until_the_twelfth_month_was_asked_for() -> None:
    described = e.LossDescribed(cause=LossCause.ARREARS, children=2, destination=Destination.SHELTER)
    named = e.RehousingDirectorNamed(director=9)
    story = [*LOSS, (41, named), (42, described), (90, e.Rehoused()), (91, SETTLED), (92, CLOSED)]
    assert household(*story).is_open
    assert household(*story).closing_blockers() == ("loss.not_followed",)
    asked = [(40 + 30 * month, _housed(month)) for month in (3, 6)]
    assert household(*story, *asked, (300, CLOSED)).is_open
    done = household(*story, *asked, (405, _housed(12)), (406, CLOSED))
    assert done.closed_on == after(406)
    assert done.loss is not None
    assert done.loss.destination is Destination.LASTING_HOME


def _housed(month: int) -> e.Event:
    return e.DestinationChecked(month=month, destination=Destination.LASTING_HOME)


def test_a_loss_recorded_late_opens_the_case_again() -> None:
    case = household((0, RENT), (5, CLOSED), (3, e.HomeLost(way=LossWay.KEYS_HANDED_IN)))
    assert case.is_open
    assert household((0, RENT), (5, CLOSED), (9, e.HomeLost(way=LossWay.KEYS_HANDED_IN))).is_open


def test_keys_handed_in_before_the_bailiff_came_is_one_loss() -> None:
    case = household((39, e.HomeLost(way=LossWay.KEYS_HANDED_IN)), *LOSS)
    assert case.loss is not None
    assert (case.loss.way, case.loss.on) == (LossWay.KEYS_HANDED_IN, after(39))


def test_a_supply_survives_the_home() -> None:
    cut = e.DisconnectionAnnounced(matter=2, day=after(90))
    case = household(*LOSS[:-1], (21, cut), LOSS[-1])
    assert lives(case) == {"disconnection"}


# The fold itself ----------------------------------------------------------------------------


def test_every_event_has_an_effect_and_every_effect_an_event() -> None:
    assert EFFECTS.keys() == set(e.EVENTS.values())


def _long_story(length: int) -> list[e.Recorded]:
    attempt = e.ContactAttempted(person=1, channel=Channel.VISIT, day_part=DayPart.MORNING, reached=Reached.NOT_REACHED)
    return told((0, RENT), (0, TAKEN_UP), *((day, attempt) for day in range(1, length - 1)))


def test_each_event_is_applied_once(monkeypatch: pytest.MonkeyPatch) -> None:
    applied = []
    monkeypatch.setattr(folding, "apply", lambda _case, _on, event: applied.append(event))
    story = [*_long_story(500), *told((0, RENT))]
    fold(story)
    assert len(applied) == len(story)


def test_twice_as_many_events_take_twice_as_many_steps() -> None:
    """Counted in calls of functions, so that a slow machine changes nothing."""
    short, long = (_calls_of_folding(_long_story(length)) for length in (400, 800))
    assert short > 400
    assert long <= 2.1 * short


def _calls_of_folding(story: list[e.Recorded]) -> int:
    calls = 0

    def count(_frame: FrameType, what: str, _arg: Any) -> None:
        nonlocal calls
        calls += what == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        fold(story)
    finally:
        sys.setprofile(before)
    return calls

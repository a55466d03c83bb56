"""What is refused, and what never is: facts come in late, out of order and with gaps; decisions must fit the facts."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case
from vangnet.domain.codes import (
    AdministrationGround,
    Answer,
    BudgetNeed,
    Channel,
    DayPart,
    HelpKind,
    MatterKind,
    NoRequest,
    ObjectionOutcome,
    OtherDay,
    PauseReason,
    PrivacyRight,
    Reached,
    Result,
    Ruling,
    SettlementKind,
    ThreatEnd,
)
from vangnet.domain.doubts import doubts
from vangnet.domain.fold import apply, fold

TODAY = date(2026, 6, 1)


def case_of(*events: e.Event, on: date = TODAY) -> Case:
    return fold(e.Recorded(number, on, number, event) for number, event in enumerate(events))


def rent(matter: int = 1, *, partner: int = 1, person: int | None = 1) -> e.SignalReceived:
    return e.SignalReceived(
        matter=matter, signal=matter, kind=MatterKind.RENT, partner=partner, person=person, cents=90_000
    )


DISSOLVED = e.JudgmentGiven(matter=1, ruling=Ruling.DISSOLUTION, default=True)


class TestFacts:
    def test_a_summons_without_a_report_is_recorded(self) -> None:
        case = case_of(e.MatterNoted(matter=1, kind=MatterKind.RENT))
        assert acts.note(case, e.SummonsServed(matter=1), TODAY, TODAY) == (e.SummonsServed(matter=1),)

    def test_a_fact_of_last_year_is_recorded(self) -> None:
        case = case_of(rent())
        assert acts.note(case, DISSOLVED, TODAY - timedelta(days=400), TODAY) == (DISSOLVED,)

    def test_a_fact_of_tomorrow_is_wrong_input(self) -> None:
        refused = acts.note(case_of(rent()), DISSOLVED, TODAY + timedelta(days=1), TODAY)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.field) == ("fact_in_the_future", "on")

    def test_a_fact_about_a_matter_this_case_does_not_have_is_wrong_input(self) -> None:
        refused = acts.note(case_of(rent()), e.SummonsServed(matter=7), TODAY, TODAY)
        assert isinstance(refused, Refused)
        assert refused.facts == {"matter": 7}

    @settings(deadline=None)
    @given(st.sampled_from(sorted(set(e.EVENTS) - {"CaseClosed"})), st.integers(0, 900))
    def test_no_fact_is_refused_for_being_late(self, name: str, days: int) -> None:
        kind = e.EVENTS[name]
        if kind.decision or kind.__struct_fields__ != ("matter",):
            return
        fact = kind(matter=1)
        if isinstance(fact, (e.UnlawfulPressureNoted, e.ArrangementAgreed, e.ArrangementProposed, e.InstalmentsMoved)):
            return
        assert acts.note(case_of(rent()), fact, TODAY - timedelta(days=days), TODAY) == (fact,)


class TestClosing:
    def test_it_is_refused_while_an_eviction_title_lives(self) -> None:
        refused = acts.close(case_of(rent(), DISSOLVED), Result.PAID_OR_ARRANGED, TODAY)
        assert isinstance(refused, Refused)
        assert refused.facts == {"blocker": "danger.title"}

    @pytest.mark.parametrize(
        ("kind", "danger"),
        [
            (MatterKind.NUISANCE, e.EvictionAnnounced(matter=2, eviction=1, day=TODAY)),
            (MatterKind.CLOSURE, e.EvictionAnnounced(matter=2, eviction=1, day=TODAY)),
            (MatterKind.SUBLET, e.HearingScheduled(matter=2, hearing=1, day=TODAY)),
            (MatterKind.FORCED_SALE, e.AuctionAnnounced(matter=2, day=TODAY)),
            (MatterKind.HEALTH, e.DisconnectionAnnounced(matter=2, day=TODAY)),
        ],
    )
    def test_of_whatever_cause_a_danger_refuses_it_and_only_its_own_end_does_not(
        self, kind: MatterKind, danger: e.Event
    ) -> None:
        """An announced eviction for nuisance is as live as one for rent, settled or not."""
        noted = e.MatterNoted(matter=2, kind=kind)
        for end in ((), (e.ThreatEnded(matter=2, how=ThreatEnd.SOLVED),), (e.DebtSettled(matter=2),)):
            refused = acts.close(case_of(rent(), noted, danger, *end), Result.NO_CONTACT, TODAY)
            assert isinstance(refused, Refused)
            assert refused.code == "closing_blocked"

    def test_a_threat_without_a_day_is_asked_about_and_refuses_nothing(self) -> None:
        case = case_of(rent(), e.MatterNoted(matter=2, kind=MatterKind.NUISANCE))
        closed = acts.close(case, Result.NO_CONTACT, TODAY)
        assert closed == (e.CaseClosed(result=Result.NO_CONTACT),)
        assert [doubt.code for doubt in doubts(case, TODAY, closed[0])] == ["threat_goes_on"]
        over = case_of(
            rent(), e.MatterNoted(matter=2, kind=MatterKind.NUISANCE), e.ThreatEnded(matter=2, how=ThreatEnd.SOLVED)
        )
        assert doubts(over, TODAY, closed[0]) == ()

    def test_paying_does_not_change_that(self) -> None:
        case = case_of(rent(), DISSOLVED, e.DebtSettled(matter=1))
        assert isinstance(acts.close(case, Result.PAID_OR_ARRANGED, TODAY), Refused)

    def test_the_landlords_written_word_does(self) -> None:
        case = case_of(rent(), DISSOLVED, e.TenancyConfirmed(matter=1))
        closed = acts.close(case, Result.PAID_OR_ARRANGED, TODAY, aftercare=True)
        assert closed == (e.CaseClosed(result=Result.PAID_OR_ARRANGED, aftercare=True),)

    def test_it_is_refused_while_a_lost_home_is_not_followed_for_a_year(self) -> None:
        case = case_of(
            rent(), e.EvictionAnnounced(matter=1, eviction=1, day=TODAY), e.EvictionCarriedOut(matter=1, eviction=1)
        )
        refused = acts.close(case, Result.NO_CONTACT, TODAY)
        assert isinstance(refused, Refused)
        assert refused.facts == {"blocker": "loss.no_director"}
        apply(case, TODAY, e.RehousingDirectorNamed(director=9))
        refused = acts.close(case, Result.NO_CONTACT, TODAY)
        assert isinstance(refused, Refused)
        assert refused.facts == {"blocker": "loss.not_followed"}

    def test_a_case_is_closed_once(self) -> None:
        closed = e.CaseClosed(result=Result.PAID_OR_ARRANGED)
        case = case_of(rent(), closed, on=TODAY - timedelta(days=9))
        refused = acts.close(case, Result.NO_CONTACT, TODAY)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.facts) == ("closed_already", {"on": TODAY - timedelta(days=9)})
        opened = case_of(rent(), closed, e.CaseReopened())
        assert not isinstance(acts.close(opened, Result.NO_CONTACT, TODAY), Refused)

    def test_a_case_that_goes_on_in_another_is_closed_there(self) -> None:
        refused = acts.close(case_of(rent(), e.CaseMerged(into=7)), Result.NO_CONTACT, TODAY)
        assert isinstance(refused, Refused)
        assert refused.code == "goes_on_elsewhere"
        parted = case_of(rent(), e.CaseMerged(into=7), e.CaseSeparated())
        assert not isinstance(acts.close(parted, Result.NO_CONTACT, TODAY), Refused)

    def test_a_judgment_for_payment_only_does_not_block(self) -> None:
        only_money = e.JudgmentGiven(matter=1, ruling=Ruling.PAYMENT_ONLY, default=False)
        assert not isinstance(acts.close(case_of(rent(), only_money), Result.ARRANGES_IT_SELF, TODAY), Refused)


SHOWN = (
    e.LastOfferMade(person=1, kind=HelpKind.DEBT_HELP),
    e.LastOfferAnswered(person=1, answer=Answer.NO),
    e.SecondOpinionGiven(person=1, needed=True),
)
"""What the story must show before administration is asked for."""


class TestDecisions:
    def request(self, **without: bool) -> e.AdministrationRequested:
        parts = {"heard_or_attempts_shown": True, "lighter_steps_failed": True, "second_opinion": True} | without
        return e.AdministrationRequested(
            person=1, ground=AdministrationGround.PROBLEMATIC_DEBTS, until=date(2029, 1, 1), **parts
        )

    @pytest.mark.parametrize("part", ["lighter_steps_failed", "heard_or_attempts_shown", "second_opinion"])
    def test_a_request_for_administration_names_what_is_missing(self, part: str) -> None:
        refused = acts.note(case_of(rent(), DISSOLVED), self.request(**{part: False}), TODAY, TODAY)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.field) == ("administration_lacks", part)

    def test_a_request_without_a_title_or_beside_an_administrator_is_refused(self) -> None:
        without = acts.note(case_of(rent()), self.request(), TODAY, TODAY)
        administered = case_of(rent(), DISSOLVED, e.AdministrationDecided(person=1, answer=Answer.YES))
        beside = acts.note(administered, self.request(), TODAY, TODAY)
        assert isinstance(without, Refused)
        assert isinstance(beside, Refused)
        assert (without.code, beside.code) == ("administration_without_title", "administration_exists")

    def test_while_a_request_lies_with_the_court_it_is_neither_asked_again_nor_told_as_not_asked(self) -> None:
        requested = case_of(rent(), DISSOLVED, self.request())
        not_asked = e.AdministrationNotRequested(person=1, reasons=(NoRequest.TOO_HEAVY,))
        for decision in (self.request(), not_asked):
            refused = acts.note(requested, decision, TODAY, TODAY)
            assert isinstance(refused, Refused)
            assert refused.code == "administration_exists"
        weighed_before = TODAY - timedelta(days=20)
        assert acts.note(requested, not_asked, weighed_before, TODAY) == (not_asked,)
        refused_once = e.AdministrationDecided(person=1, answer=Answer.NO)
        turned_down = case_of(rent(), DISSOLVED, *SHOWN, self.request(), refused_once)
        assert acts.note(turned_down, self.request(), TODAY, TODAY) == (self.request(),)

    def test_a_complete_request_stands(self) -> None:
        assert acts.note(case_of(rent(), DISSOLVED, *SHOWN), self.request(), TODAY, TODAY) == (self.request(),)

    def test_help_is_decided_only_on_an_application(self) -> None:
        decided = e.HelpDecided(person=1, answer=Answer.YES)
        talked = e.FirstConversationHeld(person=1, application=True)
        assert isinstance(acts.note(case_of(rent()), decided, TODAY, TODAY), Refused)
        assert acts.note(case_of(rent(), talked), decided, TODAY, TODAY) == (decided,)

    def test_a_closed_case_is_not_paused_but_a_pause_from_before_can_still_be_told(self) -> None:
        closed = case_of(rent(), e.CaseClosed(result=Result.PAID_OR_ARRANGED))
        pause = e.Paused(until=TODAY + timedelta(days=9), reason=PauseReason.ILLNESS)
        refused = acts.note(closed, pause, TODAY, TODAY)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.field) == ("closed_already", "until")
        assert acts.note(closed, pause, TODAY - timedelta(days=3), TODAY) == (pause,)
        merged = acts.note(case_of(rent(), e.CaseMerged(into=7)), pause, TODAY, TODAY)
        assert isinstance(merged, Refused)
        assert merged.code == "goes_on_elsewhere"

    def test_a_pause_ends_after_it_begins_and_an_arrangement_has_instalments(self) -> None:
        pause = e.Paused(until=TODAY, reason=PauseReason.ILLNESS)
        assert isinstance(acts.note(case_of(rent()), pause, TODAY, TODAY), Refused)
        for empty in (e.ArrangementAgreed(matter=1), e.ArrangementProposed(matter=1), e.InstalmentsMoved(matter=1)):
            assert isinstance(acts.note(case_of(rent()), empty, TODAY, TODAY), Refused)

    @pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, True), (1, False)])
    def test_a_debt_settlement_ends_after_it_begins(self, days: int, refused: bool) -> None:
        until = TODAY + timedelta(days=days)
        began = e.SettlementBegan(person=1, kind=SettlementKind.AMICABLE, ends_on=until, owed=900_000, cents=5_000)
        assert isinstance(acts.note(case_of(rent()), began, TODAY, TODAY), Refused) is refused

    @pytest.mark.parametrize(
        ("first", "code"),
        [(TODAY, ""), (None, "ends_unpaid_on_first_day"), (TODAY - timedelta(days=1), "ends_unpaid_on_first_day")],
    )
    def test_a_loan_that_pays_all_at_once_begins_and_ends_on_that_day(self, first: date | None, code: str) -> None:
        """A saneringskrediet: the bank pays every creditor its share today, and nothing is paid to them after it."""
        loan = e.SettlementBegan(
            person=1, kind=SettlementKind.AMICABLE, ends_on=TODAY, owed=900_000, cents=108_000, first=first
        )
        told = acts.note(case_of(rent()), loan, TODAY, TODAY)
        assert (told.code if isinstance(told, Refused) else "") == code


class TestTheTailoredBudget:
    ASKED = e.BudgetAsked(person=1, need=BudgetNeed.ARREARS, cents=40_000)

    def granted(self, cents: int | None = None) -> e.BudgetDecided:
        return e.BudgetDecided(person=1, answer=Answer.YES, cents=cents)

    def test_what_was_not_asked_is_not_granted_and_nothing_twice(self) -> None:
        for case in (case_of(rent()), case_of(rent(), self.ASKED, self.granted(1))):
            refused = acts.note(case, self.granted(1), TODAY, TODAY)
            assert isinstance(refused, Refused)
            assert refused.code == "no_budget_asked"

    def test_less_may_be_granted_and_not_a_cent_more(self) -> None:
        case = case_of(rent(), self.ASKED)
        unsaid = acts.note(case, self.granted(), TODAY, TODAY)
        assert isinstance(unsaid, Refused)
        assert unsaid.code == "granted_without_amount"
        for cents in (1, 40_000):
            assert acts.note(case, self.granted(cents), TODAY, TODAY) == (self.granted(cents),)
        refused = acts.note(case, self.granted(40_001), TODAY, TODAY)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.facts) == ("granted_more_than_asked", {"cents": 40_000})

    def test_a_year_pays_what_it_holds_and_not_a_cent_more(self) -> None:
        assert acts.within_budget(40_000, 40_000, 2026) is None
        above = acts.within_budget(40_000, 40_001, 2026)
        assert above == Refused("above_budget", "cents", {"year": "2026", "left": 40_000, "above": 1})
        overdrawn = acts.within_budget(-5, 100, 2026)
        assert overdrawn == Refused("above_budget", "cents", {"year": "2026", "left": 0, "above": 100})
        assert acts.within_budget(None, 1, 2026) == Refused("no_budget_set", "cents", {"year": "2026"})


class TestNumbering:
    def test_a_report_of_the_same_debt_joins_its_matter(self) -> None:
        case = case_of(rent())
        again = acts.receive(case, e.SignalReceived(matter=1, signal=9, kind=MatterKind.RENT, partner=1, person=1))
        assert (again.matter, again.signal) == (1, 9)

    def test_another_creditor_or_another_person_makes_another_matter(self) -> None:
        case = case_of(rent())
        assert acts.receive(case, rent(partner=2)).matter == 2
        assert acts.receive(case, rent(person=2)).matter == 2

    def test_matters_of_merged_cases_are_counted_apart(self) -> None:
        assert acts.next_matter(case_of(rent(), rent(matter=40_001))) == 2

    def test_a_second_eviction_day_moves_the_first_and_after_a_cancellation_is_a_new_one(self) -> None:
        day = TODAY + timedelta(days=20)
        announced = acts.announce_eviction(case_of(rent()), 1, day)
        assert announced == e.EvictionAnnounced(matter=1, eviction=1, day=day)
        moved = acts.announce_eviction(case_of(rent(), announced), 1, day)
        assert moved == e.EvictionPostponed(matter=1, eviction=1, to=day)
        anew = acts.announce_eviction(case_of(rent(), announced, e.EvictionCancelled(matter=1, eviction=1)), 1, day)
        assert anew == e.EvictionAnnounced(matter=1, eviction=2, day=day)

    def test_a_second_hearing_day_moves_the_first_and_after_a_hearing_is_a_new_one(self) -> None:
        day = TODAY + timedelta(days=20)
        first = acts.schedule_hearing(case_of(rent()), 1, day)
        assert acts.schedule_hearing(case_of(rent(), first), 1, day) == e.HearingAdjourned(matter=1, hearing=1, to=day)
        held = e.HearingHeld(matter=1, hearing=1, resident_there=True)
        assert acts.schedule_hearing(case_of(rent(), first, held), 1, day) == e.HearingScheduled(
            matter=1, hearing=2, day=day
        )


class TestListed:
    """What the list of a court or bailiff tells of a matter."""

    DAY = TODAY + timedelta(days=20)
    OTHER = TODAY + timedelta(days=27)

    def test_a_hearing_that_is_known_is_not_told_again(self) -> None:
        planned = case_of(rent(), e.HearingScheduled(matter=1, hearing=1, day=self.DAY))
        assert acts.listed_hearing(case_of(rent()), 1, self.DAY) == (
            e.HearingScheduled(matter=1, hearing=1, day=self.DAY),
        )
        assert acts.listed_hearing(planned, 1, self.DAY) == ()

    def test_another_day_is_asked_about_and_told_as_somebody_says(self) -> None:
        planned = case_of(rent(), e.HearingScheduled(matter=1, hearing=1, day=self.DAY))
        asked = acts.listed_hearing(planned, 1, self.OTHER)
        assert asked == Refused("hearing_on_another_day", "day", {"day": self.DAY, "listed": self.OTHER})
        moved = e.HearingAdjourned(matter=1, hearing=1, to=self.OTHER)
        assert acts.listed_hearing(planned, 1, self.OTHER, OtherDay.MOVED) == (moved,)
        second = e.HearingScheduled(matter=1, hearing=2, day=self.OTHER)
        assert acts.listed_hearing(planned, 1, self.OTHER, OtherDay.ANOTHER) == (second,)

    def test_a_cancelled_hearing_comes_back_only_when_somebody_says_so(self) -> None:
        cancelled = case_of(
            rent(), e.HearingScheduled(matter=1, hearing=1, day=self.DAY), e.HearingCancelled(matter=1, hearing=1)
        )
        asked = acts.listed_hearing(cancelled, 1, self.DAY)
        assert isinstance(asked, Refused)
        assert asked.code == "hearing_was_cancelled"
        again = e.HearingScheduled(matter=1, hearing=2, day=self.DAY)
        assert acts.listed_hearing(cancelled, 1, self.DAY, OtherDay.ANOTHER) == (again,)

    def test_an_eviction_likewise(self) -> None:
        told = e.EvictionAnnounced(matter=1, eviction=1, day=self.DAY)
        announced = case_of(rent(), told)
        assert acts.listed_eviction(case_of(rent()), 1, self.DAY) == (told,)
        assert acts.listed_eviction(announced, 1, self.DAY) == ()
        assert isinstance(acts.listed_eviction(announced, 1, self.OTHER), Refused)
        moved = e.EvictionPostponed(matter=1, eviction=1, to=self.OTHER)
        assert acts.listed_eviction(announced, 1, self.OTHER, OtherDay.MOVED) == (moved,)
        second = e.EvictionAnnounced(matter=1, eviction=2, day=self.OTHER)
        assert acts.listed_eviction(announced, 1, self.OTHER, OtherDay.ANOTHER) == (second,)

    def test_a_summons_once_until_the_judgment(self) -> None:
        served = e.SummonsServed(matter=1)
        assert acts.listed_summons(case_of(rent()), 1) == (served,)
        assert acts.listed_summons(case_of(rent(), e.SummonsAnnounced(matter=1)), 1) == (served,)
        assert acts.listed_summons(case_of(rent(), served), 1) == ()
        decided = e.JudgmentGiven(matter=1, ruling=Ruling.PAYMENT_ONLY, default=False)
        assert acts.listed_summons(case_of(rent(), served, decided), 1) == (served,)


def test_an_attempt_that_offered_help_is_two_facts() -> None:
    tried = acts.attempt(1, Channel.VISIT, DayPart.EVENING, Reached.SPOKEN, offered=True, informed=True)
    assert [type(event) for event in tried] == [e.ContactAttempted, e.HelpOffered]
    alone = acts.attempt(1, Channel.CARD, DayPart.MORNING, Reached.LEFT_NOTE, offered=False, informed=False)
    assert [type(event) for event in alone] == [e.ContactAttempted]


def test_a_debt_that_comes_with_what_is_asked_about_it_is_known_in_the_same_go() -> None:
    new, asked = e.MatterNoted(matter=2, kind=MatterKind.OTHER_DEBT, person=1), e.BalanceAsked(matter=2)
    assert acts.note_all(case_of(rent()), [new, asked], TODAY, TODAY) == (new, asked)
    assert acts.note_all(case_of(rent()), [asked, new], TODAY, TODAY) == Refused(
        "no_such_matter", "matter", {"matter": 2}
    )


def on_days(*told: tuple[date, e.Event]) -> Case:
    return fold(e.Recorded(number, on, number, event) for number, (on, event) in enumerate(told))


class TestWhoDecidesOnAnObjection:
    """Art. 10:3 lid 3 Awb: never who took the decision that it is made to."""

    REFUSAL = (date(2026, 3, 10), e.HelpDecided(person=1, answer=Answer.NO, by=7))
    MADE = (date(2026, 3, 20), e.ObjectionMade(person=1))
    ON = date(2026, 4, 1)

    def told(self, outcome: ObjectionOutcome, by: int | None, *facts: tuple[date, e.Event]) -> object:
        decided = e.ObjectionDecided(person=1, outcome=outcome, by=by)
        answer = acts.note(on_days(self.REFUSAL, self.MADE, *facts), decided, self.ON, self.ON)
        return answer.code if isinstance(answer, Refused) else "recorded"

    def test_another_decides(self) -> None:
        assert self.told(ObjectionOutcome.REJECTED, by=7) == "objection_by_who_decided"
        assert self.told(ObjectionOutcome.UPHELD, by=7) == "objection_by_who_decided"
        assert self.told(ObjectionOutcome.REJECTED, by=8) == "recorded"

    def test_that_it_was_withdrawn_anybody_may_note(self) -> None:
        assert self.told(ObjectionOutcome.WITHDRAWN, by=7) == "recorded"

    def test_where_nobody_told_who_decided_nothing_is_held_against_anybody(self) -> None:
        assert self.told(ObjectionOutcome.REJECTED, by=None) == "recorded"

    def test_a_decision_after_the_objection_makes_no_other_of_it(self) -> None:
        later = (date(2026, 3, 25), e.HelpDecided(person=1, answer=Answer.YES, by=8))
        assert self.told(ObjectionOutcome.REJECTED, 7, later) == "objection_by_who_decided"
        assert self.told(ObjectionOutcome.REJECTED, 8, later) == "recorded"


class TestALongerTermToAnswer:
    ASKED = (date(2026, 1, 31), e.PrivacyRequestMade(person=1, right=PrivacyRight.ACCESS))
    LONGER = e.PrivacyAnswerExtended(person=1, right=PrivacyRight.ACCESS)
    REFUSAL = (date(2026, 3, 10), e.HelpDecided(person=1, answer=Answer.NO))

    def test_a_request_waits_longer_when_told_so_within_the_month(self) -> None:
        asked, last = on_days(self.ASKED), date(2026, 2, 28)
        assert acts.note(asked, self.LONGER, last, last) == (self.LONGER,)
        late = last + timedelta(days=1)
        assert acts.note(asked, self.LONGER, late, late) == Refused("extended_too_late", "on", {"until": last})

    def test_it_is_told_once_and_of_what_was_asked(self) -> None:
        told = date(2026, 2, 10)
        again = on_days(self.ASKED, (told, self.LONGER))
        assert acts.note(again, self.LONGER, TODAY, TODAY) == Refused("extended_already", "on", {"on": told})
        other = e.PrivacyAnswerExtended(person=1, right=PrivacyRight.ERASURE)
        assert acts.note(again, other, told, told) == Refused("no_request", "right")

    def test_an_objection_waits_longer_when_told_so_within_its_term(self) -> None:
        made = on_days(self.REFUSAL, (date(2026, 3, 20), e.ObjectionMade(person=1)))
        longer, last = e.ObjectionAnswerExtended(person=1), date(2026, 6, 2)
        assert acts.note(made, longer, last, last) == (longer,)
        late = last + timedelta(days=1)
        assert acts.note(made, longer, late, late) == Refused("extended_too_late", "on", {"until": last})
        assert acts.note(on_days(self.REFUSAL), longer, last, last) == Refused("no_objection", "person")

"""Does a request for administration say what it lacks, from the story itself?"""

from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

import pytest

from tests.domain.test_acts import DISSOLVED, case_of, rent
from vangnet.domain import acts, last_resort
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.agreements import Agreement, Practice, practice_from
from vangnet.domain.case import Case
from vangnet.domain.codes import (
    AdministrationGround,
    Answer,
    Channel,
    DayPart,
    HelpKind,
    LighterStep,
    MatterKind,
    NoRequest,
    Reached,
    RequestLacks,
    RequestPart,
    SettlementEnd,
    SettlementKind,
    WhyFailed,
)
from vangnet.domain.fold import apply
from vangnet.domain.last_resort import Request, lighter_steps, parts

TODAY = date(2026, 6, 29)
UNTIL = date(2028, 6, 29)
OFFERED = e.LastOfferMade(person=1, kind=HelpKind.INCOME_MANAGEMENT)
REFUSED = e.LastOfferAnswered(person=1, answer=Answer.NO)
SECOND = e.SecondOpinionGiven(person=1, needed=True, by=7)
IN_VAIN = e.ContactAttempted(
    person=1, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.NOT_REACHED, informed=False
)
ALL = (OFFERED, REFUSED, SECOND)


def judged(*facts: e.Event, on: date = TODAY) -> Case:
    return case_of(rent(), DISSOLVED, *facts, on=on)


LONG_AGO = TODAY - timedelta(days=14)
"""Long enough for an offer to be answered."""


def lacks(case: Case, request: Request | None = None) -> dict[StrEnum, StrEnum]:
    asked = request or Request(AdministrationGround.SQUANDERING, UNTIL, by=3)
    return {part.part: part.lacks for part in parts(case, case.persons[1], asked, TODAY) if part.lacks}


def asks(case: Case, *, by: int | None = 3, until: date = UNTIL, practice: Practice | None = None) -> acts.Acted:
    request = e.AdministrationRequested(
        person=1,
        ground=AdministrationGround.PROBLEMATIC_DEBTS,
        heard_or_attempts_shown=True,
        lighter_steps_failed=True,
        second_opinion=True,
        until=until,
        requested_by=by,
    )
    return acts.note(case, request, TODAY, TODAY, practice=practice or Practice())


class TestParts:
    def test_all_of_it_is_there(self) -> None:
        assert lacks(judged(*ALL)) == {}
        assert not isinstance(asks(judged(*ALL)), Refused)

    def test_silence_alone_is_no_ground(self) -> None:
        silent = judged(OFFERED, SECOND, IN_VAIN, IN_VAIN, IN_VAIN, on=LONG_AGO)
        assert lacks(silent, Request(None, UNTIL)) == {RequestPart.GROUND: RequestLacks.NO_GROUND}

    def test_an_offer_fails_by_silence_only_once_there_was_time_to_answer(self) -> None:
        """Made on a Monday it can be answered until the next."""
        awaited = {RequestPart.LIGHTER_STEPS: RequestLacks.ANSWER_AWAITED}
        tried = (OFFERED, SECOND, IN_VAIN, IN_VAIN, IN_VAIN)
        assert lacks(judged(*tried)) == awaited
        assert lacks(judged(*tried, on=TODAY - timedelta(days=6))) == awaited
        assert isinstance(asks(judged(*tried)), Refused)
        assert lacks(judged(*tried, on=TODAY - timedelta(days=7))) == {}

    def test_with_the_eviction_near_an_answer_is_waited_for_less_long(self) -> None:
        tried = (OFFERED, SECOND, IN_VAIN, IN_VAIN, IN_VAIN)
        soon = e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=2))
        assert lacks(judged(*tried, soon, on=TODAY - timedelta(days=4))) == {}

    def test_who_was_sought_often_enough_need_not_be_heard(self) -> None:
        assert lacks(judged(OFFERED, SECOND, IN_VAIN, IN_VAIN, on=LONG_AGO)) == {
            RequestPart.HEARD: RequestLacks.NOT_HEARD
        }
        assert lacks(judged(OFFERED, SECOND, IN_VAIN, IN_VAIN, IN_VAIN, on=LONG_AGO)) == {}

    def test_how_often_is_enough_is_the_municipalitys_own_choice(self) -> None:
        case = judged(OFFERED, SECOND, IN_VAIN, IN_VAIN, IN_VAIN, on=LONG_AGO)
        four = practice_from([Agreement(attempts_least=4)])
        asked = Request(AdministrationGround.SQUANDERING, UNTIL, by=3)
        found = {part.part: part.lacks for part in parts(case, case.persons[1], asked, TODAY, four) if part.lacks}
        assert found == {RequestPart.HEARD: RequestLacks.NOT_HEARD}
        assert isinstance(asks(case, practice=four), Refused)
        assert not isinstance(asks(case), Refused)

    @pytest.mark.parametrize(
        ("facts", "part", "missing"),
        [
            ((REFUSED, SECOND), RequestPart.LIGHTER_STEPS, RequestLacks.NO_LAST_OFFER),
            (
                (OFFERED, e.LastOfferAnswered(person=1, answer=Answer.YES), SECOND),
                RequestPart.LIGHTER_STEPS,
                RequestLacks.OFFER_RUNS,
            ),
            ((OFFERED, REFUSED), RequestPart.SECOND_OPINION, RequestLacks.NO_SECOND_OPINION),
            (
                (*ALL, e.SecondOpinionGiven(person=1, needed=False, by=8)),
                RequestPart.SECOND_OPINION,
                RequestLacks.NO_SECOND_OPINION,
            ),
        ],
    )
    def test_what_is_missing_is_named_and_refuses_the_request(
        self, facts: tuple[e.Event, ...], part: RequestPart, missing: RequestLacks
    ) -> None:
        case = judged(*facts)
        assert lacks(case) == {part: missing}
        refused = asks(case)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.field, refused.facts) == ("administration_lacks", part, {"what": missing})

    def test_the_second_opinion_is_of_another_than_who_asks(self) -> None:
        refused = asks(judged(*ALL), by=7)
        assert isinstance(refused, Refused)
        assert refused.facts == {"what": RequestLacks.SAME_PERSON}
        elsewhere = judged(OFFERED, REFUSED, e.SecondOpinionGiven(person=1, needed=True))
        assert not isinstance(asks(elsewhere, by=7), Refused)

    def test_what_was_offered_and_said_before_this_judgment_does_not_count(self) -> None:
        case = case_of(rent(), *ALL, on=TODAY - timedelta(days=30))
        apply(case, TODAY, DISSOLVED)
        assert lacks(case) == {
            RequestPart.LIGHTER_STEPS: RequestLacks.NO_LAST_OFFER,
            RequestPart.HEARD: RequestLacks.NOT_HEARD,
            RequestPart.SECOND_OPINION: RequestLacks.NO_SECOND_OPINION,
        }

    def test_it_always_has_an_end(self) -> None:
        assert lacks(judged(*ALL), Request(AdministrationGround.SQUANDERING, TODAY)) == {
            RequestPart.END: RequestLacks.NO_END
        }


class TestHelpThatRuns:
    """Administration is the last resort: what still works has not failed."""

    RUNS: ClassVar = {RequestPart.LIGHTER_STEPS: RequestLacks.HELP_RUNS}

    def test_help_of_before_the_judgment_that_goes_on(self) -> None:
        accepted = e.HelpAccepted(person=1)
        assert lacks(judged(accepted, *ALL)) == self.RUNS
        refused = asks(judged(accepted, *ALL))
        assert isinstance(refused, Refused)
        assert refused.facts == {"what": RequestLacks.HELP_RUNS}

    @pytest.mark.parametrize(
        "over",
        [
            e.ContactLost(person=1),
            e.HelpDeclined(person=1, verified=True),
            e.PlanStepDone(person=1),
            e.HelpDecided(person=1, kind=HelpKind.DEBT_HELP, answer=Answer.NO),
        ],
        ids=lambda over: type(over).__name__,
    )
    def test_help_that_ended_stands_in_nobodys_way(self, over: e.Event) -> None:
        assert lacks(judged(e.HelpAccepted(person=1), over, *ALL)) == {}

    def test_a_debt_settlement_until_it_ends(self) -> None:
        began = e.SettlementBegan(
            person=1, kind=SettlementKind.AMICABLE, owed=300_000, cents=5_000, ends_on=date(2027, 12, 29)
        )
        assert lacks(judged(*ALL, began)) == self.RUNS
        assert lacks(judged(*ALL, began, e.SettlementEnded(person=1, how=SettlementEnd.STOPPED))) == {}

    def test_an_arrangement_on_the_judgment_as_long_as_it_is_kept(self) -> None:
        agreed = e.ArrangementAgreed(matter=1, instalments=(e.Instalment(date(2026, 6, 1), 5_000),))
        assert lacks(judged(*ALL, agreed)) == self.RUNS
        assert lacks(judged(*ALL, agreed, e.InstalmentMissed(matter=1, due=date(2026, 6, 1)))) == {}
        assert lacks(judged(*ALL, agreed, e.ArrangementBroken(matter=1))) == {}

    def test_an_arrangement_of_before_the_judgment_failed_with_it_and_one_on_another_debt_keeps_no_home(self) -> None:
        schedule = (e.Instalment(date(2026, 9, 1), 5_000),)
        before = case_of(rent(), e.ArrangementAgreed(matter=1, instalments=schedule), on=TODAY - timedelta(days=30))
        for fact in (DISSOLVED, *ALL):
            apply(before, TODAY, fact)
        assert lacks(before) == {}
        energy = e.MatterNoted(matter=2, kind=MatterKind.ENERGY, person=1)
        assert lacks(judged(*ALL, energy, e.ArrangementAgreed(matter=2, instalments=schedule))) == {}

    def test_who_agrees_to_administration_is_asked_for_with_their_own_consent(self) -> None:
        """The municipality may ask for it beside the help it gives; the resident then heard of it and said yes."""
        offered = e.LastOfferMade(person=1, kind=HelpKind.ADMINISTRATION)
        said_yes = e.LastOfferAnswered(person=1, answer=Answer.YES)
        assert lacks(judged(e.HelpAccepted(person=1), offered, said_yes, SECOND)) == {}
        assert lacks(judged(e.HelpAccepted(person=1), offered, REFUSED, SECOND)) == self.RUNS

    def test_it_stands_among_the_lighter_steps_without_an_end(self) -> None:
        began = e.SettlementBegan(
            person=1, kind=SettlementKind.AMICABLE, owed=300_000, cents=5_000, ends_on=date(2027, 12, 29)
        )
        case = judged(e.HelpRequested(person=1), began)
        told = [(one.step, one.failed) for one in lighter_steps(case, case.persons[1])]
        assert (LighterStep.HELP, None) in told
        assert (LighterStep.SETTLEMENT, None) in told


class TestLighterSteps:
    def test_each_stands_with_why_it_failed(self) -> None:
        day = date(2026, 3, 2)
        case = case_of(rent(), e.HelpOffered(person=1, channel=Channel.LETTER), on=day)
        schedule = (e.Instalment(date(2026, 5, 1), 5_000),)
        apply(case, date(2026, 4, 1), e.ArrangementAgreed(matter=1, instalments=schedule))
        apply(case, date(2026, 5, 20), e.ArrangementBroken(matter=1))
        apply(case, TODAY, OFFERED)
        told = [(one.step, one.failed) for one in lighter_steps(case, case.persons[1])]
        assert told == [
            (LighterStep.APPROACHED, None),
            (LighterStep.ARRANGEMENT, WhyFailed.BROKEN),
            (LighterStep.LAST_OFFER, WhyFailed.NO_ANSWER),
        ]

    def test_help_that_came_of_the_last_offer_and_ended(self) -> None:
        case = judged(OFFERED, e.LastOfferAnswered(person=1, answer=Answer.YES))
        assert lighter_steps(case, case.persons[1])[-1].failed is None
        apply(case, date(2026, 8, 3), e.ContactLost(person=1))
        assert lighter_steps(case, case.persons[1])[-1].failed is WhyFailed.ENDED


def test_not_asking_needs_reasons() -> None:
    case = judged(OFFERED, REFUSED)
    refused = acts.note(case, e.AdministrationNotRequested(person=1), TODAY, TODAY)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.field) == ("no_reasons", "reasons")
    weighed = e.AdministrationNotRequested(person=1, reasons=(NoRequest.LIGHTER_HELP_LEFT,))
    assert acts.note(case, weighed, TODAY, TODAY) == (weighed,)


def test_another_route_while_somebody_manages_the_money() -> None:
    case = judged(*ALL)
    assert not last_resort.other_route(case.persons[1], TODAY)
    apply(case, TODAY, e.AdministrationDecided(person=1, answer=Answer.YES, until=UNTIL))
    assert last_resort.other_route(case.persons[1], TODAY)


def test_the_advice_has_its_terms() -> None:
    terms = last_resort.advice_terms(date(2026, 6, 1))
    assert terms.reported_by == date(2026, 6, 15)
    assert terms.plan_by == date(2026, 9, 1)
    assert terms.advice_by == date(2026, 9, 29)

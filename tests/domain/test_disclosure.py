"""Does a partner learn what it may know about its own signal, and nothing more?"""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.domain import events as e
from vangnet.domain.case import Case
from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached, Result, SetAside
from vangnet.domain.disclosure import STRICTEST, Standing, Told, column_of, news_of, permitted, standing_of, table
from vangnet.domain.fold import fold

LANDLORD, BAILIFF, ENERGY = "landlord", "bailiff", "energy"
HOME = sorted(kind for kind, column in table().partner.items() if column == "home")
KINDS = sorted(table().partner)
ABOUT_A_SIGNAL = {Told.REPEAT, Told.UNJUSTIFIED, Told.NOT_RESIDENT, Told.NOT_TAKEN_UP}

standings = st.builds(
    Standing,
    state=st.sampled_from(["new", "taken_up", "set_aside", "withdrawn"]),
    reason=st.none() | st.sampled_from(SetAside),
    settled=st.booleans(),
    offered=st.booleans(),
    help_runs=st.booleans(),
    result=st.none() | st.sampled_from(Result),
)


# Each line as one reads it aloud to a partner. --------------------------------------------------
LINES: list[tuple[Standing, str, Told | None]] = [
    # Nothing yet.
    (Standing("new"), LANDLORD, None),
    # What became of the report itself may be known by all.
    (Standing("set_aside", SetAside.REPEAT), LANDLORD, Told.REPEAT),
    (Standing("set_aside", SetAside.UNJUSTIFIED), ENERGY, Told.UNJUSTIFIED),
    (Standing("set_aside", SetAside.NOT_RESIDENT), LANDLORD, Told.NOT_RESIDENT),
    (Standing("withdrawn"), ENERGY, Told.WITHDRAWN),
    # Of any other reason only that it was not picked up.
    (Standing("set_aside", SetAside.OTHER), LANDLORD, Told.NOT_TAKEN_UP),
    (Standing("set_aside", SetAside.OTHER), ENERGY, Told.NOT_TAKEN_UP),
    (Standing("set_aside", SetAside.DECEASED), LANDLORD, Told.NOT_TAKEN_UP),
    (Standing("set_aside", SetAside.KNOWN_TO_DEBT_HELP), LANDLORD, Told.NOT_TAKEN_UP),
    # A supplier must hold a disconnection while help runs, so it hears that much.
    (Standing("set_aside", SetAside.KNOWN_TO_DEBT_HELP), ENERGY, Told.HELP_RUNS),
    (Standing("taken_up", help_runs=True, offered=True), ENERGY, Told.HELP_RUNS),
    (Standing("taken_up", help_runs=True, offered=True), LANDLORD, Told.OFFERED),
    (Standing("taken_up", help_runs=True, offered=True), BAILIFF, Told.OFFERED),
    # That an offer was made may be known; what came of it may not.
    (Standing("taken_up", offered=True), LANDLORD, Told.OFFERED),
    (Standing("taken_up"), LANDLORD, Told.TAKEN_UP),
    (Standing("taken_up", offered=True, result=Result.ARRANGES_IT_SELF), LANDLORD, Told.OFFERED),
    (Standing("taken_up", offered=True, result=Result.NO_CONTACT), ENERGY, Told.OFFERED),
    # The partner was paid itself.
    (Standing("taken_up", settled=True, offered=True), LANDLORD, Told.SETTLED),
    # A kind that is not in the table is told least.
    (Standing("taken_up", help_runs=True), "astrologer", Told.TAKEN_UP),
]


@pytest.mark.parametrize(("standing", "partner", "told"), LINES)
def test_what_is_told(standing: Standing, partner: str, told: Told | None) -> None:
    assert permitted(standing, partner) is told


class TestNeverMore:
    @pytest.mark.parametrize(("kind", "offered"), list(product(HOME, [True, False])))
    def test_whether_one_said_yes_or_no_or_was_never_reached_reads_the_same_to_a_landlord(
        self, kind: str, offered: bool
    ) -> None:
        about_the_report = {
            Result.NOT_TAKEN_UP_OTHER,
            Result.NOT_TAKEN_UP_REPEAT,
            Result.NOT_TAKEN_UP_UNJUSTIFIED,
            Result.NOT_RESIDENT,
        }
        endings = {
            permitted(Standing("taken_up", offered=offered, help_runs=runs, result=result), kind)
            for runs in (True, False)
            for result in (None, *(set(Result) - about_the_report))
        }
        assert endings == {Told.OFFERED if offered else Told.TAKEN_UP}

    @pytest.mark.parametrize("kind", HOME)
    def test_a_landlord_never_hears_that_help_runs(self, kind: str) -> None:
        rows = [*table().set_aside.values(), *table().open.values(), *table().closed.values()]
        assert all(row.home is not Told.HELP_RUNS for row in rows)
        assert permitted(Standing("taken_up", help_runs=True), kind) is not Told.HELP_RUNS

    @pytest.mark.parametrize("kind", KINDS)
    def test_deceased_and_other_reasons_cannot_be_told_apart(self, kind: str) -> None:
        reasons = (SetAside.DECEASED, SetAside.OTHER)
        assert {permitted(Standing("set_aside", reason), kind) for reason in reasons} == {Told.NOT_TAKEN_UP}

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_refusal_reads_like_silence_to_everybody(self, kind: str) -> None:
        silent = (Result.NO_CONTACT, Result.NO_REACTION_AFTER_CONTACT, Result.ARRANGES_IT_SELF)
        told = {permitted(Standing("taken_up", offered=True, result=result), kind) for result in silent}
        assert told == {Told.OFFERED}

    @given(standings, st.sampled_from(KINDS))
    def test_an_untouched_signal_gives_nothing_away(self, standing: Standing, kind: str) -> None:
        assert (permitted(standing, kind) is None) == (standing.state == "new")

    @given(standings, st.text(max_size=12))
    def test_an_unknown_kind_is_told_what_a_landlord_is_told(self, standing: Standing, kind: str) -> None:
        if kind not in KINDS:
            assert permitted(standing, kind) is permitted(standing, LANDLORD)
            assert column_of(kind) == STRICTEST


class TestTable:
    def test_every_way_to_end_has_its_row(self) -> None:
        assert set(table().set_aside) == set(SetAside)
        assert set(table().closed) == set(Result)
        assert set(table().open) == {"help_runs", "no_help_runs"}
        assert set(table().partner.values()) == {"home", "supply"}

    def test_a_report_that_was_set_aside_is_told_about_the_report_alone(self) -> None:
        for reason, row in table().set_aside.items():
            assert row.home in ABOUT_A_SIGNAL, reason


DAY = date(2026, 11, 2)


def case_of(*facts: e.Event) -> Case:
    received = e.SignalReceived(matter=1, signal=31, kind=MatterKind.RENT, partner=5, person=7, cents=90_000)
    energy = e.SignalReceived(matter=2, signal=32, kind=MatterKind.ENERGY, partner=6, person=8, cents=20_000)
    told = [received, e.SignalTakenUp(matter=1, signal=31), energy, e.SignalTakenUp(matter=2, signal=32), *facts]
    return fold(e.Recorded(n, DAY, n, fact) for n, fact in enumerate(told, 1))


class TestNews:
    def test_none_while_nothing_came_of_it(self) -> None:
        tried = e.ContactAttempted(
            person=7, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.NOT_REACHED
        )
        case = case_of(tried)
        assert news_of(case, case.matters[1], LANDLORD) == []

    def test_a_housemates_yes_is_no_news_for_the_landlord(self) -> None:
        case = case_of(e.HelpAccepted(person=8))
        assert news_of(case, case.matters[1], LANDLORD) == []
        assert [told for _, told in news_of(case, case.matters[2], ENERGY)] == [Told.HELP_RUNS]

    def test_paying_the_landlord_says_nothing_to_the_supplier(self) -> None:
        case = case_of(e.DebtSettled(matter=1), e.CaseClosed(result=Result.PAID_OR_ARRANGED))
        assert [told for _, told in news_of(case, case.matters[1], LANDLORD)] == [Told.SETTLED]
        assert [told for _, told in news_of(case, case.matters[2], ENERGY)] == [Told.TAKEN_UP]

    def test_what_was_told_is_no_news(self) -> None:
        case = case_of(e.HelpDeclined(person=7, verified=True), e.FeedbackGiven(matter=1))
        assert news_of(case, case.matters[1], LANDLORD) == []

    def test_each_signal_has_its_own_answer(self) -> None:
        repeat = e.SignalReceived(matter=1, signal=33, kind=MatterKind.RENT, partner=5, person=7, cents=90_000)
        case = case_of(repeat, e.SignalSetAside(matter=1, signal=33, reason=SetAside.REPEAT))
        told = {signal.id: told for signal, told in news_of(case, case.matters[1], LANDLORD)}
        assert told == {31: Told.TAKEN_UP, 33: Told.REPEAT}

    def test_an_offer_of_before_the_signal_is_not_one_for_it(self) -> None:
        before = e.HelpOffered(person=7, channel=Channel.LETTER)
        received = e.SignalReceived(matter=1, signal=31, kind=MatterKind.RENT, partner=5, person=7, cents=90_000)
        facts: list[tuple[date, e.Event]] = [
            (date(2026, 9, 1), before),
            (DAY, received),
            (DAY, e.SignalTakenUp(matter=1, signal=31)),
        ]
        case = fold(e.Recorded(n, on, n, fact) for n, (on, fact) in enumerate(facts, 1))
        matter = case.matters[1]
        assert not standing_of(case, matter, matter.signals[31]).offered

"""Does the pack hold what the resident lets us show, in its order, and nothing of anybody else?"""

from datetime import date

import pytest

from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case, Consent
from vangnet.domain.codes import (
    Answer,
    Channel,
    ConsentPurpose,
    DayPart,
    HelpKind,
    MatterKind,
    PackPart,
    Reached,
)
from vangnet.domain.fold import fold
from vangnet.domain.pack import contents, efforts, printed

DAY = date(2026, 6, 1)
CONSENTED = e.ConsentGiven(matter=1, purpose=ConsentPurpose.COURT_PACK, parts=(PackPart.REPORT, PackPart.HOUSEHOLD))


def told(*events: e.Event) -> list[e.Recorded]:
    return [e.Recorded(number, DAY, number, event) for number, event in enumerate(events, start=1)]


RENT = e.SignalReceived(matter=1, signal=1, kind=MatterKind.RENT, partner=1, person=1, cents=90_000)
STORY: tuple[e.Event, ...] = (
    RENT,
    e.SignalReceived(matter=2, signal=2, kind=MatterKind.WATER, partner=2, person=1, cents=20_000),
    e.SignalReceived(matter=3, signal=3, kind=MatterKind.ENERGY, partner=3, person=2, cents=30_000),
    e.SignalTakenUp(matter=1, signal=1),
    e.SignalTakenUp(matter=2, signal=2),
    e.HouseholdNoted(adults=2, minors=2),
    e.HelpOffered(person=1, channel=Channel.LETTER),
    e.HearingScheduled(matter=1, hearing=1, day=date(2026, 6, 26)),
)


def case_of(*events: e.Event) -> Case:
    return fold(told(*events))


def test_without_consent_it_is_a_draft_of_all_that_is_known() -> None:
    case = case_of(*STORY)
    sections = contents(case, case.matters[1], None, [PackPart.OWN_WORDS])
    assert [section.part for section in sections] == list(PackPart)
    assert printed(sections) == (
        *(PackPart.REPORT, PackPart.EFFORTS, PackPart.HOUSEHOLD, PackPart.OWN_WORDS),
        *(PackPart.OTHER_DEBTS, PackPart.OFFER, PackPart.COSTS),
    )


def test_with_consent_only_the_parts_of_the_resident() -> None:
    case = case_of(*STORY, CONSENTED)
    consent = case.matters[1].consents[ConsentPurpose.COURT_PACK]
    sections = contents(case, case.matters[1], consent, [PackPart.OWN_WORDS, PackPart.MONEY])
    assert printed(sections) == (PackPart.REPORT, PackPart.HOUSEHOLD)


def test_consent_to_nothing_shows_nothing() -> None:
    case = case_of(*STORY)
    assert printed(contents(case, case.matters[1], Consent(DAY, ()), list(PackPart))) == ()


def test_what_is_not_known_is_not_printed_and_said_to_lack() -> None:
    case = case_of(RENT)
    lacking = {section.part for section in contents(case, case.matters[1], None, []) if section.empty}
    assert lacking == {
        *(PackPart.HOUSEHOLD, PackPart.OWN_WORDS, PackPart.MONEY, PackPart.OTHER_DEBTS, PackPart.OFFER),
        PackPart.PROPOSAL,
    }


def test_other_debts_are_those_of_this_person_alone() -> None:
    case = case_of(RENT, STORY[2], e.SignalTakenUp(matter=3, signal=3))
    assert PackPart.OTHER_DEBTS not in printed(contents(case, case.matters[1], None, []))


class TestEfforts:
    def test_they_stand_in_the_order_in_which_they_happened(self) -> None:
        late = e.Recorded(9, DAY, 1, e.HelpOffered(person=1, channel=Channel.VISIT))
        early = e.Recorded(10, date(2026, 5, 1), 4, e.ReminderSent(matter=1, offered_report=True))
        case = case_of(RENT)
        assert efforts([late, early], case.matters[1]) == [early, late]

    def test_what_concerns_a_housemate_or_another_debt_is_left_out(self) -> None:
        tried = e.ContactAttempted(
            person=2, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.NOT_REACHED
        )
        other = e.PauseAsked(matter=2)
        case = case_of(*STORY)
        assert {type(one.event) for one in efforts(told(*STORY, tried, other), case.matters[1])} == {
            e.SignalReceived,
            e.HelpOffered,
        }

    @pytest.mark.parametrize(
        "failing",
        [
            e.HelpDeclined(person=1, verified=True),
            e.InstalmentMissed(matter=1, due=DAY),
            e.HelpDecided(person=1, answer=Answer.NO),
        ],
    )
    def test_what_went_wrong_the_landlord_tells_itself(self, failing: e.Event) -> None:
        case = case_of(RENT)
        assert efforts(told(failing), case.matters[1]) == []

    def test_help_that_was_granted_is_told(self) -> None:
        granted = e.HelpDecided(person=1, answer=Answer.YES, kind=HelpKind.DEBT_HELP)
        assert len(efforts(told(granted), case_of(RENT).matters[1])) == 1


class TestHandingOut:
    GIVEN = e.PackGiven(matter=1, hearing=1)

    def test_it_is_refused_without_consent(self) -> None:
        refused = acts.note(case_of(*STORY), self.GIVEN, DAY, DAY)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.field) == ("no_consent", "hearing")

    def test_consent_to_something_else_is_none(self) -> None:
        other = e.ConsentGiven(matter=1, purpose=ConsentPurpose.SPEAK_AT_HEARING, parts=(PackPart.REPORT,))
        assert isinstance(acts.note(case_of(*STORY, other), self.GIVEN, DAY, DAY), Refused)

    def test_so_is_consent_of_a_later_day(self) -> None:
        earlier = date(2026, 5, 31)
        assert isinstance(acts.note(case_of(*STORY, CONSENTED), self.GIVEN, earlier, DAY), Refused)

    def test_and_consent_that_was_withdrawn(self) -> None:
        withdrawn = e.ConsentWithdrawn(matter=1, purpose=ConsentPurpose.COURT_PACK)
        assert isinstance(acts.note(case_of(*STORY, CONSENTED, withdrawn), self.GIVEN, DAY, DAY), Refused)

    def test_with_consent_it_is_recorded(self) -> None:
        case = case_of(*STORY, CONSENTED)
        assert acts.note(case, self.GIVEN, DAY, DAY) == (self.GIVEN,)
        assert case_of(*STORY, CONSENTED, self.GIVEN).matters[1].hearings[1].given_on == DAY


def test_a_hearing_on_another_day_asks_anew_who_comes() -> None:
    comes = e.AttendanceKnown(matter=1, hearing=1, who="resident")  # type: ignore[arg-type]
    moved = e.HearingAdjourned(matter=1, hearing=1, to=date(2026, 7, 10))
    assert case_of(*STORY, comes).matters[1].hearings[1].somebody_appears
    assert not case_of(*STORY, comes, moved).matters[1].hearings[1].somebody_appears

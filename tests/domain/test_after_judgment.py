"""Until when can a judgment be fought and does it live, and what does a moratorium lack?"""

from datetime import date

from tests.domain.test_acts import DISSOLVED, case_of, rent
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.after_judgment import longest_moratorium, moratorium_parts, moratorium_until, terms
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case, Judgment, Term
from vangnet.domain.codes import Answer, MoratoriumLacks, MoratoriumPart, Ruling
from vangnet.domain.fold import apply

TODAY = date(2026, 6, 29)


def lacks(case: Case, *, rent_kept: bool | None = True, until: date | None = date(2026, 12, 29)) -> dict[str, str]:
    parts = moratorium_parts(case, case.matters[1], rent_kept=rent_kept, until=until, on=TODAY)
    return {part.part: part.lacks for part in parts if part.lacks}


class TestTerms:
    def test_a_default_is_opposed_four_weeks_from_service(self) -> None:
        judgment = Judgment(date(2026, 6, 1), Ruling.DISSOLUTION, default=True, eviction_from=None)
        judgment.served_on = date(2026, 6, 8)
        assert [(term.key.removeprefix("court."), term.until) for term in terms(judgment)] == [
            ("opposition", date(2026, 7, 6)),
            ("judgment_life_in_practice", date(2027, 6, 1)),
            ("judgment_limitation", date(2046, 6, 1)),
        ]

    def test_who_was_there_appeals_within_three_months(self) -> None:
        judgment = Judgment(date(2026, 6, 1), Ruling.DISSOLUTION, default=False, eviction_from=None)
        assert (terms(judgment)[0].key, terms(judgment)[0].until) == ("court.appeal", date(2026, 9, 1))

    def test_after_a_claim_that_was_rejected_only_the_landlords_appeal_runs(self) -> None:
        judgment = Judgment(date(2026, 6, 1), Ruling.REJECTED, default=True, eviction_from=None)
        assert [(term.key, term.until) for term in terms(judgment)] == [("court.appeal", date(2026, 9, 1))]

    def test_a_term_to_pay_goes_before_them(self) -> None:
        judgment = Judgment(
            date(2026, 6, 1), Ruling.DISSOLUTION, default=False, eviction_from=None, grace_until=date(2026, 6, 30)
        )
        assert [(term.key, term.until) for term in terms(judgment)][:2] == [
            ("court.grace_term", date(2026, 6, 30)),
            ("court.appeal", date(2026, 9, 1)),
        ]


class TestMoratorium:
    def test_its_last_day_is_the_courts_and_counted_where_the_court_named_none(self) -> None:
        by_law = Practice().by_law
        assert moratorium_until(by_law, Term(TODAY, date(2026, 9, 1))) == date(2026, 9, 1)
        assert moratorium_until(by_law, Term(TODAY)) == date(2026, 12, 29)

    def test_a_request_that_lacks_nothing(self) -> None:
        assert lacks(case_of(rent(), DISSOLVED, e.HelpAccepted(person=1), on=TODAY)) == {}

    def test_each_condition_that_is_missing_is_named(self) -> None:
        assert lacks(case_of(rent(), on=TODAY), rent_kept=None, until=None) == {
            MoratoriumPart.THREAT: MoratoriumLacks.NO_THREAT,
            MoratoriumPart.RENT: MoratoriumLacks.RENT_UNKNOWN,
            MoratoriumPart.HELP: MoratoriumLacks.NO_HELP,
            MoratoriumPart.END: MoratoriumLacks.NO_END,
        }

    def test_one_rent_missed_and_a_day_too_long(self) -> None:
        helped = case_of(rent(), DISSOLVED, e.HelpAccepted(person=1), on=TODAY)
        assert lacks(helped, rent_kept=False, until=date(2026, 12, 30)) == {
            MoratoriumPart.RENT: MoratoriumLacks.RENT_MISSED,
            MoratoriumPart.END: MoratoriumLacks.TOO_LONG,
        }

    def test_over_six_months_is_refused_with_the_last_day_that_can_be(self) -> None:
        case = case_of(rent(), DISSOLVED, on=TODAY)
        apply(case, TODAY, e.MoratoriumRequested(matter=1))
        most = longest_moratorium(TODAY)
        granted = e.MoratoriumDecided(matter=1, answer=Answer.YES, until=most)
        assert acts.note(case, granted, TODAY, TODAY) == (granted,)
        longer = e.MoratoriumDecided(matter=1, answer=Answer.YES, until=date(2026, 12, 30))
        refused = acts.note(case, longer, TODAY, TODAY)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.facts["most"]) == ("longer_than_the_law", date(2026, 12, 29))
        assert acts.note(case, e.MoratoriumDecided(matter=1, answer=Answer.NO), TODAY, TODAY) != refused

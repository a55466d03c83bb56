"""Does a looplijst have the right doors on it, each once a day, and does it say why others are not?"""

from datetime import date, timedelta

import pytest

from tests.apps.outreach.conftest import MovesIn
from tests.apps.outreach.street import CALL, CARD, TODAY, Neighbour
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Person
from vangnet.apps.outreach import candidates
from vangnet.apps.outreach.candidates import find
from vangnet.apps.outreach.models import Stop, Walker
from vangnet.apps.outreach.planning import Asked, Named, NobodyRings, Plan, make, move, plan, postcode_areas
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, DayPart, MatterKind, PauseReason, Reached

pytestmark = pytest.mark.django_db
TONIGHT = Asked(TODAY, DayPart.EVENING)


def on_it(planned: Plan) -> list[int]:
    return [candidate.case.pk for walk in planned.walks for candidate in walk.stops]


def reasons(planned: Plan) -> dict[int, str]:
    return {left.case.pk: str(left.reason) for left in planned.left_out}


class TestWhoIsOnIt:
    def test_a_door_for_which_the_ladder_says_visit(self, municipality: Municipality, jansen: Neighbour) -> None:
        assert on_it(plan(municipality, TONIGHT, 1)) == [jansen.case.pk]

    def test_never_the_day_part_of_the_last_attempt(self, municipality: Municipality, jansen: Neighbour) -> None:
        afternoon = plan(municipality, Asked(TODAY, DayPart.AFTERNOON), 1)
        assert on_it(afternoon) == []
        assert reasons(afternoon) == {jansen.case.pk: "same_day_part"}

    def test_nobody_whom_the_ladder_calls_first_and_who_has_a_number(
        self, municipality: Municipality, moves_in: MovesIn
    ) -> None:
        called = moves_in("Bakker", 4, tried=[CARD], phone="0612345678")
        silent = moves_in("Smit", 6, tried=[CARD])
        planned = plan(municipality, TONIGHT, 1)
        assert on_it(planned) == [silent.case.pk], "without a number a call becomes a visit"
        assert reasons(planned) == {called.case.pk: "other_channel"}

    def test_cards_come_along_when_asked(self, municipality: Municipality, moves_in: MovesIn) -> None:
        new = moves_in("Visser", 8, tried=[])
        assert reasons(plan(municipality, TONIGHT, 1)) == {new.case.pk: "other_channel"}
        with_cards = Asked(TODAY, DayPart.EVENING, cards=True)
        assert on_it(plan(municipality, with_cards, 1)) == [new.case.pk]

    def test_nobody_while_it_is_unsettled_who_it_is(self, municipality: Municipality, moves_in: MovesIn) -> None:
        unknown = moves_in("Onbekend", 10, known=False)
        planned = plan(municipality, TONIGHT, 1)
        assert on_it(planned) == []
        assert reasons(planned) == {unknown.case.pk: "who_unsettled"}

    def test_a_wish_is_kept_also_in_danger(self, municipality: Municipality, jansen: Neighbour) -> None:
        jansen.tell(e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=9)))
        assert on_it(plan(municipality, TONIGHT, 1)) == [jansen.case.pk]
        jansen.tell(e.ContactWished(person=jansen.person.pk, channel=Channel.PHONE))
        assert reasons(plan(municipality, TONIGHT, 1)) == {jansen.case.pk: "wished_other_channel"}

    def test_a_wish_for_a_day_part_is_kept(self, municipality: Municipality, jansen: Neighbour) -> None:
        jansen.tell(e.ContactWished(person=jansen.person.pk, channel=Channel.VISIT, day_part=DayPart.AFTERNOON))
        assert reasons(plan(municipality, TONIGHT, 1)) == {jansen.case.pk: "wished_other_day_part"}
        assert on_it(plan(municipality, Asked(TODAY, DayPart.AFTERNOON), 1)) == [jansen.case.pk]

    def test_a_pause_rests_the_ladder_and_not_danger(self, municipality: Municipality, jansen: Neighbour) -> None:
        jansen.tell(e.Paused(until=TODAY + timedelta(days=5), reason=PauseReason.ILLNESS))
        assert reasons(plan(municipality, TONIGHT, 1)) == {jansen.case.pk: "resting"}
        jansen.tell(e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=9)))
        assert on_it(plan(municipality, TONIGHT, 1)) == [jansen.case.pk]

    def test_who_was_spoken_to_and_took_help_is_left_in_peace(
        self, municipality: Municipality, jansen: Neighbour
    ) -> None:
        jansen.tell(e.HelpAccepted(person=jansen.person.pk))
        assert on_it(plan(municipality, TONIGHT, 1)) == []

    def test_danger_first_when_there_is_room_for_one(self, municipality: Municipality, moves_in: MovesIn) -> None:
        near = moves_in("Dichtbij", 2, at=(1.0, 1.0))
        far = moves_in("Gevaar", 90, at=(900.0, 0.0))
        far.tell(e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=4)))
        planned = plan(municipality, Asked(TODAY, DayPart.EVENING, capacity=1), 1)
        assert on_it(planned) == [far.case.pk]
        assert reasons(planned) == {near.case.pk: "no_room"}

    def test_nobody_on_a_sunday(self, municipality: Municipality) -> None:
        with pytest.raises(NobodyRings):
            plan(municipality, Asked(date(2026, 11, 29), DayPart.MORNING), 1)

    def test_without_an_address_it_is_said(self, municipality: Municipality, moves_in: MovesIn) -> None:
        homeless = moves_in("Zwerver", 12, housed=False)
        assert reasons(plan(municipality, TONIGHT, 1)) == {homeless.case.pk: "no_address"}

    def test_only_the_postcodes_asked_for(self, municipality: Municipality, moves_in: MovesIn) -> None:
        here = moves_in("Hier", 2, postcode="9102DB")
        moves_in("Daar", 4, postcode="9204AA")
        assert on_it(plan(municipality, Asked(TODAY, DayPart.EVENING, ("9102",)), 1)) == [here.case.pk]

    @pytest.mark.usefixtures("jansen")
    def test_nothing_of_the_neighbouring_town(self, neighbour: Municipality) -> None:
        assert on_it(plan(neighbour, TONIGHT, 1)) == []

    def test_what_is_not_weighed_is_counted(
        self, municipality: Municipality, moves_in: MovesIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(2, 10, 2):
            moves_in("Velen", number)
        monkeypatch.setattr(candidates, "MOST", 3)
        planned = plan(municipality, TONIGHT, 1)
        assert (planned.stops, planned.beyond) == (3, 1)


class TestOrder:
    def test_where_no_place_is_known_the_postcodes_tell_the_order(
        self, municipality: Municipality, moves_in: MovesIn
    ) -> None:
        last = moves_in("Laatste", 9, postcode="9102ZZ", at=None)
        first = moves_in("Eerste", 1, postcode="9102AA", at=None)
        middle = moves_in("Midden", 5, postcode="9102MM", at=None)
        planned = plan(municipality, TONIGHT, 1)
        assert planned.by_postcode
        assert on_it(planned) == [first.case.pk, middle.case.pk, last.case.pk]
        assert planned.walks[0].metres == 0, "no distance is made up"

    def test_where_no_place_is_known_no_door_is_too_far_and_danger_is_never_left_out(
        self, municipality: Municipality, moves_in: MovesIn
    ) -> None:
        for number in range(1, 120):
            moves_in("Velen", number, postcode=f"9102{chr(65 + number // 26)}{chr(65 + number % 26)}", at=None)
        last = moves_in("Spoed", 200, postcode="9109ZZ", at=None)
        last.tell(e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=3)))
        planned = plan(municipality, TONIGHT, 3)
        assert last.case.pk in on_it(planned)
        assert not [one for one in planned.left_out if one.reason == "too_far"]

    def test_an_address_without_a_place_stands_beside_its_nearest_postcode(
        self, municipality: Municipality, moves_in: MovesIn
    ) -> None:
        moves_in("West", 1, postcode="9102AA", at=(0.0, 0.0))
        guessed = moves_in("Raad", 3, postcode="9102AB", at=None)
        moves_in("Oost", 5, postcode="9109ZZ", at=(900.0, 0.0))
        planned = plan(municipality, Asked(TODAY, DayPart.EVENING, capacity=2), 2)
        assert (planned.guessed, planned.by_postcode) == (1, False)
        walks = [[c.case.name for c in walk.stops] for walk in planned.walks]
        assert sorted(map(sorted, walks)) == [["Oost"], ["Raad", "West"]]
        assert guessed.case.pk in on_it(planned)

    def test_a_door_changes_places_with_its_neighbour(
        self, municipality: Municipality, moves_in: MovesIn, visitor: User
    ) -> None:
        for number in (2, 4, 6):
            moves_in("Rij", number, at=(10.0 * number, 0.0))
        make(municipality, TONIGHT, [Named(visitor)], by=None)
        before = list(Stop.of(municipality).order_by("position"))
        move(before[0], up=False)
        after = [stop.pk for stop in Stop.of(municipality).order_by("position")]
        assert after == [before[1].pk, before[0].pk, before[2].pk]
        move(Stop.of(municipality).get(pk=before[1].pk), up=True)
        assert [stop.pk for stop in Stop.of(municipality).order_by("position")] == after, "it is first already"


class TestReservation:
    @pytest.mark.usefixtures("evening")
    def test_a_door_is_on_one_list_a_day(self, municipality: Municipality, jansen: Neighbour) -> None:
        again = plan(municipality, TONIGHT, 1)
        assert on_it(again) == []
        assert reasons(again) == {jansen.case.pk: "on_another_list"}

    @pytest.mark.usefixtures("evening")
    def test_it_ends_at_midnight_while_the_step_stays(self, municipality: Municipality, jansen: Neighbour) -> None:
        tomorrow = Asked(TODAY + timedelta(days=1), DayPart.EVENING)
        assert on_it(plan(municipality, tomorrow, 1)) == [jansen.case.pk]

    @pytest.mark.usefixtures("evening")
    def test_two_who_plan_at_once_do_not_both_get_the_door(
        self, municipality: Municipality, jansen: Neighbour, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        unseen = find(municipality, TODAY + timedelta(days=1), DayPart.EVENING)
        monkeypatch.setattr("vangnet.apps.outreach.planning.find", lambda *_a, **_k: unseen)
        make(municipality, TONIGHT, [Named(None, "Ander")], by=None)
        assert Stop.of(municipality).filter(case=jansen.case, day=TODAY).count() == 1

    def test_everybody_walks_an_even_share(self, municipality: Municipality, moves_in: MovesIn, visitor: User) -> None:
        for number in range(2, 14, 2):
            moves_in("Rij", number, at=(10.0 * number, 0.0))
        made, _plan = make(municipality, TONIGHT, [Named(visitor), Named(None, "Sam")], by=None)
        shares = [walker.stops.count() for walker in Walker.of(municipality).filter(round=made)]
        assert shares == [3, 3]


@pytest.mark.parametrize(
    ("typed", "areas"),
    [("", ()), ("9102", ("9102",)), ("9102 db, 9103; 91", ("9102DB", "9103", "91")), ("9102AB 9102AB", ("9102AB",))],
)
def test_postcodes_are_read_as_people_type_them(typed: str, areas: tuple[str, ...]) -> None:
    assert postcode_areas(typed) == areas


@pytest.mark.parametrize("typed", ["Molenweg", "0102", "91023", "9102ABC", "%"])
def test_what_is_no_postcode_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="postcode"):
        postcode_areas(typed)


def test_the_queries_do_not_grow_with_the_doors(
    municipality: Municipality, moves_in: MovesIn, django_assert_max_num_queries: object
) -> None:
    for number in range(2, 26, 2):
        moves_in("Rij", number, tried=[CARD, CALL], at=(10.0 * number, 0.0))
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert plan(municipality, TONIGHT, 3).stops == 12


def test_an_attempt_of_yesterday_gives_rest(municipality: Municipality, moves_in: MovesIn) -> None:
    yesterday = TODAY - timedelta(days=1)
    carded = moves_in("Jansen", 2, tried=[(yesterday, Channel.CARD, DayPart.MORNING)])
    assert reasons(plan(municipality, TONIGHT, 1)) == {carded.case.pk: "too_soon"}
    in_days = Asked(TODAY + timedelta(days=2), DayPart.EVENING)
    assert on_it(plan(municipality, in_days, 1)) == [carded.case.pk]


def test_adults_of_one_household_are_called_on_one_at_a_time(municipality: Municipality, jansen: Neighbour) -> None:
    son = Person.of(municipality).create(household=jansen.case.household, initials="B.", surname="Jansen")
    theirs = e.SignalReceived(matter=2, signal=900, kind=MatterKind.ENERGY, person=son.pk, cents=20_000)
    jansen.tell(theirs, e.SignalTakenUp(matter=2, signal=900), on=date(2026, 11, 2))
    for on, channel, part in (CARD, CALL):
        tried = e.ContactAttempted(person=son.pk, channel=channel, day_part=part, reached=Reached.NOT_REACHED)
        jansen.tell(tried, on=on + timedelta(days=7))
    made = plan(municipality, TONIGHT, 1)
    assert [c.door.person for walk in made.walks for c in walk.stops] == [jansen.person.pk]

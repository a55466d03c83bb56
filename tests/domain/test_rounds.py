"""Does a round visit everybody it can, the most urgent first, without needless walking?"""

from itertools import pairwise, permutations
from math import hypot, inf, nan
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.domain.rounds import EXACT_UP_TO, LeftOut, Pace, Round, Stop, plan_round

TOWN_HALL = (0.0, 0.0)
FLAT = Pace(metres_per_minute=100.0, detour=1.0)
ONE_WAY = Pace(metres_per_minute=100.0, detour=1.0, returns=False)


def metres(stops: tuple[Stop, ...], *, returns: bool = True) -> float:
    points = [TOWN_HALL, *((stop.x, stop.y) for stop in stops), *([TOWN_HALL] if returns else [])]
    return sum(hypot(x - u, y - v) for (x, y), (u, v) in pairwise(points))


def nearest_first(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    waiting, order, here = list(stops), [], TOWN_HALL
    while waiting:
        stop = min(waiting, key=lambda s: hypot(s.x - here[0], s.y - here[1]))
        waiting.remove(stop)
        order.append(stop)
        here = (stop.x, stop.y)
    return tuple(order)


def left_out(planned: Round) -> dict[str, LeftOut]:
    return dict(planned.left_out)


coordinates = st.integers(-2000, 2000).map(float)
stops_of_a_day = st.builds(
    Stop,
    id=st.uuids().map(lambda uuid: uuid.hex[:8]),
    x=coordinates,
    y=coordinates,
    urgency=st.integers(0, 3),
    minutes=st.integers(0, 20),
)


def days_of(most: int) -> st.SearchStrategy[list[Stop]]:
    return st.lists(stops_of_a_day, max_size=most, unique_by=lambda stop: stop.id)


teams = st.integers(1, 4).map(lambda size: ["Amina", "Bram", "Chantal", "Dirk"][:size])
capacities = st.integers(0, 9)
day_parts = st.none() | st.integers(0, 240)


# What a coordinator expects -------------------------------------------------------------------


def test_one_visitor_walks_round_the_block_and_home() -> None:
    corners = [Stop("c", 100, 100), Stop("a", 0, 100), Stop("b", 100, 0)]
    planned = plan_round(corners, ["Amina"], TOWN_HALL, capacity=5, pace=FLAT)
    (walk,) = planned.walks
    assert [stop.id for stop in walk.stops] in (["a", "c", "b"], ["b", "c", "a"])
    assert (walk.metres, walk.minutes) == (400, 4 + 30)
    assert planned.left_out == ()


def test_who_need_not_come_back_ends_far_away() -> None:
    street = [Stop("far", 300, 0), Stop("near", 100, 0), Stop("middle", 200, 0)]
    (walk,) = plan_round(street, ["Amina"], TOWN_HALL, capacity=5, pace=ONE_WAY).walks
    assert [stop.id for stop in walk.stops] == ["near", "middle", "far"]
    assert walk.metres == 300


def test_of_two_equal_ways_round_the_one_that_meets_the_urgent_door_first_is_taken() -> None:
    square = [Stop("a", 0, 100, 2), Stop("b", 100, 100, 2), Stop("c", 100, 0, 0)]
    (walk,) = plan_round(square, ["Amina"], TOWN_HALL, capacity=5).walks
    assert [stop.id for stop in walk.stops] == ["c", "b", "a"]


def test_an_eviction_far_away_goes_before_a_letter_next_door() -> None:
    stops = [Stop("letter", 10, 0, urgency=3), Stop("eviction", 5000, 0, urgency=0)]
    planned = plan_round(stops, ["Amina"], TOWN_HALL, capacity=1)
    assert [stop.id for stop in planned.walks[0].stops] == ["eviction"]
    assert left_out(planned) == {"letter": LeftOut.NO_ROOM}


def test_among_equals_the_farthest_waits() -> None:
    stops = [Stop("near", 100, 0), Stop("far", 900, 0), Stop("middle", 200, 0)]
    planned = plan_round(stops, ["Amina"], TOWN_HALL, capacity=2)
    assert left_out(planned) == {"far": LeftOut.NO_ROOM}


def test_a_door_that_does_not_fit_in_the_day_part_is_said_to_be_too_far() -> None:
    stops = [Stop("village", 9000, 0, 0), Stop("here", 100, 0, 1), Stop("there", -100, 0, 1)]
    planned = plan_round(stops, ["Amina"], TOWN_HALL, capacity=9, minutes=20, pace=FLAT)
    assert [stop.id for stop in planned.walks[0].stops] == ["here"]
    assert left_out(planned) == {"village": LeftOut.TOO_FAR, "there": LeftOut.NO_TIME}


def test_time_is_filled_up_exactly() -> None:
    stops = [Stop("a", 500, 0, minutes=5), Stop("b", 1000, 0, minutes=5)]
    fits = plan_round(stops, ["Amina"], TOWN_HALL, capacity=9, minutes=30, pace=FLAT)
    short = plan_round(stops, ["Amina"], TOWN_HALL, capacity=9, minutes=29, pace=FLAT)
    assert fits.walks[0].minutes == 30
    assert left_out(short) == {"b": LeftOut.NO_TIME}


def test_without_visitors_everybody_waits() -> None:
    planned = plan_round([Stop("a", 1, 1)], [], TOWN_HALL, capacity=9)
    assert planned == Round(walks=(), left_out=(("a", LeftOut.NO_VISITOR),))


def test_a_visitor_without_stops_still_has_a_walk() -> None:
    planned = plan_round([Stop("a", 3, 4)], ["Amina", "Bram"], TOWN_HALL, capacity=9, pace=FLAT)
    assert [(walk.visitor, len(walk.stops), walk.metres) for walk in planned.walks] == [
        ("Amina", 1, 10),
        ("Bram", 0, 0),
    ]


def test_two_neighbourhoods_are_two_walks() -> None:
    east = [Stop(f"east {n}", 1000 + n % 3 * 40, n // 3 * 40) for n in range(6)]
    west = [Stop(f"west {n}", -1000 - n % 3 * 40, n // 3 * 40) for n in range(6)]
    planned = plan_round(east + west, ["Amina", "Bram"], TOWN_HALL, capacity=9)
    sides = [{stop.id.split()[0] for stop in walk.stops} for walk in planned.walks]
    assert sorted(map(sorted, sides)) == [["east"], ["west"]]


def test_neighbours_behind_one_door_are_two_stops() -> None:
    stops = [Stop("1A", 50, 0), Stop("1B", 50, 0), Stop("2", -50, 0)]
    (walk,) = plan_round(stops, ["Amina"], TOWN_HALL, capacity=9, pace=FLAT).walks
    assert walk.metres == 200
    assert len(walk.stops) == 3


@pytest.mark.parametrize(
    ("stops", "visitors", "capacity", "complaint"),
    [
        ([Stop("a", 0, 0), Stop("a", 1, 1)], ["Amina"], 9, "once only"),
        ([Stop("a", 0, 0)], ["Amina", "Amina"], 9, "once only"),
        ([Stop("a", 0, 0)], ["Amina"], -1, "cannot be negative"),
        ([Stop("a", 0, 0, minutes=-5)], ["Amina"], 9, "cannot be negative"),
        ([Stop("a", nan, 0)], ["Amina"], 9, "is no place"),
        ([Stop("a", 0, inf)], ["Amina"], 9, "is no place"),
    ],
)
def test_what_makes_no_sense_is_refused(stops: list[Stop], visitors: list[str], capacity: int, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        plan_round(stops, visitors, TOWN_HALL, capacity=capacity)


def test_sixty_doors_for_three_visitors_are_shared_evenly() -> None:
    chance = Random(7)
    town = [
        Stop(f"{n}", chance.uniform(-1500, 1500), chance.uniform(-1500, 1500), chance.randrange(3)) for n in range(60)
    ]
    planned = plan_round(town, ["Amina", "Bram", "Chantal"], TOWN_HALL, capacity=20, pace=FLAT)
    assert [len(walk.stops) for walk in planned.walks] == [20, 20, 20]
    alone = metres(nearest_first(tuple(town)))
    assert sum(walk.metres for walk in planned.walks) < 1.25 * alone


# What always holds ----------------------------------------------------------------------------


@settings(deadline=None)
@given(days_of(16), teams, capacities, day_parts)
def test_every_stop_is_walked_or_left_out_exactly_once(
    stops: list[Stop], team: list[str], capacity: int, minutes: int | None
) -> None:
    planned = plan_round(stops, team, TOWN_HALL, capacity=capacity, minutes=minutes)
    walked = [stop.id for walk in planned.walks for stop in walk.stops]
    waiting = [stop for stop, _ in planned.left_out]
    assert sorted(walked + waiting) == sorted(stop.id for stop in stops)
    assert [walk.visitor for walk in planned.walks] == team


@settings(deadline=None)
@given(days_of(16), teams, capacities, day_parts)
def test_nobody_gets_more_than_was_agreed(
    stops: list[Stop], team: list[str], capacity: int, minutes: int | None
) -> None:
    planned = plan_round(stops, team, TOWN_HALL, capacity=capacity, minutes=minutes, pace=FLAT)
    for walk in planned.walks:
        assert len(walk.stops) <= capacity
        assert walk.metres == round(metres(walk.stops))
        if minutes is not None:
            assert walk.minutes <= minutes


@settings(deadline=None)
@given(days_of(16), teams, capacities)
def test_without_a_clock_the_urgent_never_wait_for_the_less_urgent(
    stops: list[Stop], team: list[str], capacity: int
) -> None:
    planned = plan_round(stops, team, TOWN_HALL, capacity=capacity)
    rank = {stop.id: stop.urgency for stop in stops}
    walked = [stop.urgency for walk in planned.walks for stop in walk.stops]
    waiting = [rank[stop] for stop, _ in planned.left_out]
    assert not walked or not waiting or max(walked) <= min(waiting)
    assert len(walked) == min(len(stops), capacity * len(team))


@settings(deadline=None)
@given(days_of(14), teams, capacities, day_parts, st.integers(0, 3))
def test_less_urgent_stops_never_push_out_more_urgent_ones(
    stops: list[Stop], team: list[str], capacity: int, minutes: int | None, rank: int
) -> None:
    urgent = [stop for stop in stops if stop.urgency <= rank]
    names = {stop.id for stop in urgent}
    all_of_them = plan_round(stops, team, TOWN_HALL, capacity=capacity, minutes=minutes)
    only_urgent = plan_round(urgent, team, TOWN_HALL, capacity=capacity, minutes=minutes)
    assert [out for out in all_of_them.left_out if out[0] in names] == list(only_urgent.left_out)


@settings(deadline=None)
@given(days_of(14), teams, capacities, day_parts, st.randoms(use_true_random=False))
def test_the_order_in_which_stops_come_in_changes_nothing(
    stops: list[Stop], team: list[str], capacity: int, minutes: int | None, chance: Random
) -> None:
    shuffled = list(stops)
    chance.shuffle(shuffled)
    first = plan_round(stops, team, TOWN_HALL, capacity=capacity, minutes=minutes)
    assert plan_round(shuffled, team, TOWN_HALL, capacity=capacity, minutes=minutes) == first


@settings(max_examples=40, deadline=None)
@given(days_of(6), st.booleans())
def test_a_short_walk_is_the_shortest_there_is(stops: list[Stop], returns: bool) -> None:
    pace = FLAT if returns else ONE_WAY
    (walk,) = plan_round(stops, ["Amina"], TOWN_HALL, capacity=EXACT_UP_TO, pace=pace).walks
    best = min(metres(order, returns=returns) for order in permutations(stops))
    assert metres(walk.stops, returns=returns) == pytest.approx(best)


def test_eight_stops_are_still_walked_the_shortest_way() -> None:
    chance = Random(3)
    stops = [Stop(f"{n}", chance.uniform(0, 900), chance.uniform(0, 900)) for n in range(8)]
    (walk,) = plan_round(stops, ["Amina"], TOWN_HALL, capacity=8, pace=FLAT).walks
    best = min(metres(order) for order in permutations(stops))
    assert metres(walk.stops) == pytest.approx(best)


@settings(max_examples=40, deadline=None)
@given(days_of(30), st.integers(1, 3))
def test_a_walk_is_never_longer_than_always_going_on_to_the_nearest(stops: list[Stop], size: int) -> None:
    team = ["Amina", "Bram", "Chantal"][:size]
    for walk in plan_round(stops, team, TOWN_HALL, capacity=30, pace=FLAT).walks:
        assert metres(walk.stops) <= metres(nearest_first(walk.stops)) + 1e-6


@settings(max_examples=40, deadline=None)
@given(days_of(30))
def test_a_long_walk_crosses_its_own_path_nowhere_to_its_loss(stops: list[Stop]) -> None:
    (walk,) = plan_round(stops, ["Amina"], TOWN_HALL, capacity=30, pace=FLAT).walks
    length = metres(walk.stops)
    for first in range(len(walk.stops)):
        for last in range(first + 2, len(walk.stops) + 1):
            turned = walk.stops[:first] + walk.stops[first:last][::-1] + walk.stops[last:]
            assert metres(turned) >= length - 1e-3


@settings(deadline=None)
@given(days_of(20), teams)
def test_the_work_is_shared_evenly_where_there_is_time(stops: list[Stop], team: list[str]) -> None:
    planned = plan_round(stops, team, TOWN_HALL, capacity=20)
    most = -(-len(stops) // len(team))
    assert all(len(walk.stops) <= most for walk in planned.walks)


@settings(deadline=None)
@given(days_of(12), teams, capacities, st.integers(0, 240))
def test_each_reason_is_true(stops: list[Stop], team: list[str], capacity: int, minutes: int) -> None:
    planned = plan_round(stops, team, TOWN_HALL, capacity=capacity, minutes=minutes, pace=FLAT)
    by_id = {stop.id: stop for stop in stops}
    for stop, reason in planned.left_out:
        alone = metres((by_id[stop],)) / 100 + by_id[stop].minutes
        assert (reason is LeftOut.TOO_FAR) == (alone > minutes + 1e-6)
        if reason is LeftOut.NO_ROOM:
            assert all(len(walk.stops) == capacity for walk in planned.walks)

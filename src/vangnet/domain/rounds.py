"""In which order do n visitors walk the addresses of one day part, and who cannot be visited?

Who is more urgent gets a place first: a stop is left out only for stops at least as urgent, and
each one left out has a reason. Those that fit are shared evenly (give or take one) and walked the
shortest way we can find: the best order for up to eight stops a visitor, beyond that a good one.
The same stops always give the same round, in whatever order they come in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby, pairwise, permutations
from math import atan2, ceil, hypot, isfinite
from typing import Final, TypeAlias

EXACT_UP_TO: Final = 8
"""So many stops are ordered by trying, in effect, every order; 2^n·n² steps."""

_ROUNDING: Final = 1e-6
"""Metres or minutes that are no difference."""

_Order: TypeAlias = list[int]
"""Stops by their number in the table of distances; 0 is the start and never stands in it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One door. `x` and `y` in metres on a plane (as in Rijksdriehoek coordinates)."""

    id: str
    x: float
    y: float
    urgency: int = 0
    """Rank: 0 is the most urgent, a higher number waits longer."""
    minutes: int = 10
    """Expected time at the door."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How people walk: assumptions, to be replaced by what a team measures."""

    metres_per_minute: float = 75.0
    detour: float = 1.3
    """Street distance for each metre as the crow flies."""
    returns: bool = True
    """Whether a walk ends where it began."""


class LeftOut(StrEnum):
    """Why a stop has no place in the round."""

    NO_VISITOR = "no_visitor"
    NO_ROOM = "no_room"  # every visitor has as many stops as agreed, all at least as urgent
    NO_TIME = "no_time"  # it does not fit in the time left by stops at least as urgent
    TOO_FAR = "too_far"  # even alone it takes more than the day part


@dataclass(frozen=True, slots=True)
class Walk:
    """What one visitor walks, in order. Metres along the street; minutes include the doors."""

    visitor: str
    stops: tuple[Stop, ...]
    metres: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Round:
    """One walk for each visitor, and every stop that found no place, with the reason."""

    walks: tuple[Walk, ...]
    left_out: tuple[tuple[str, LeftOut], ...]


def plan_round(
    stops: Iterable[Stop],
    visitors: Sequence[str],
    start: tuple[float, float],
    *,
    capacity: int,
    minutes: int | None = None,
    pace: Pace | None = None,
) -> Round:
    """The round of one day part, all visitors setting out from `start`.

    `capacity` is the most stops a visitor takes, `minutes` the length of the day part (None: no
    limit). Raises ValueError for a repeated id, a place that is no place or a negative measure.
    """
    ordered = _checked(stops, visitors, start, capacity)
    ground = _Ground.of(start, ordered, minutes, pace or Pace())
    walks: list[_Order] = [[] for _ in visitors]
    left_out: list[tuple[str, LeftOut]] = []
    numbered = enumerate(ordered, start=1)
    for _, band in groupby(numbered, key=lambda item: item[1].urgency):
        waiting = _place([number for number, _ in band], walks, ground, capacity)
        left_out += [(ordered[number - 1].id, _reason(number, walks, ground, capacity)) for number in waiting]
    walks = _best_split(walks, ground)
    return Round(
        walks=tuple(
            Walk(
                visitor=visitor,
                stops=tuple(ordered[number - 1] for number in walk),
                metres=round(ground.metres(walk)),
                minutes=ceil(ground.minutes(walk) - _ROUNDING),
            )
            for visitor, walk in zip(visitors, walks, strict=True)
        ),
        left_out=tuple(left_out),
    )


def _checked(stops: Iterable[Stop], visitors: Sequence[str], start: tuple[float, float], capacity: int) -> list[Stop]:
    """The stops, most urgent first, in an order that does not depend on how they came in."""
    ordered = sorted(stops, key=lambda stop: (stop.urgency, stop.id))
    ids = {stop.id for stop in ordered}
    if len(ids) < len(ordered) or len(set(visitors)) < len(visitors):
        raise ValueError("each stop and each visitor may be named once only")
    if capacity < 0 or any(stop.minutes < 0 for stop in ordered):
        raise ValueError("capacity and minutes cannot be negative")
    for x, y in (start, *((stop.x, stop.y) for stop in ordered)):
        if not (isfinite(x) and isfinite(y)):
            raise ValueError(f"({x}, {y}) is no place")
    return ordered


@dataclass(frozen=True, slots=True)
class _Ground:
    """The distances between the start (0), all stops and the end (-1), and what a walk costs."""

    apart: tuple[tuple[float, ...], ...]
    """Metres along the street; the last column leads to the end: home, or 0 if nobody returns."""
    angle: tuple[float, ...]
    """Direction from the start, in radians."""
    urgency: tuple[int, ...]
    door_minutes: tuple[int, ...]
    minutes_allowed: float
    metres_per_minute: float

    @classmethod
    def of(cls, start: tuple[float, float], stops: list[Stop], minutes: int | None, pace: Pace) -> "_Ground":
        points = [start, *((stop.x, stop.y) for stop in stops)]
        table = [[hypot(x - u, y - v) * pace.detour for u, v in points] for x, y in points]
        return cls(
            apart=tuple((*row, row[0] if pace.returns else 0.0) for row in table),
            angle=tuple(atan2(y - start[1], x - start[0]) for x, y in points),
            urgency=(0, *(stop.urgency for stop in stops)),
            door_minutes=(0, *(stop.minutes for stop in stops)),
            minutes_allowed=float("inf") if minutes is None else minutes,
            metres_per_minute=pace.metres_per_minute,
        )

    def metres(self, walk: Sequence[int]) -> float:
        return sum(self.apart[one][other] for one, other in pairwise((0, *walk, -1)))

    def minutes(self, walk: Sequence[int]) -> float:
        at_doors = sum(self.door_minutes[number] for number in walk)
        return self.metres(walk) / self.metres_per_minute + at_doors

    def fits(self, walk: Sequence[int]) -> bool:
        return self.minutes(walk) <= self.minutes_allowed + _ROUNDING


# Who gets a place -----------------------------------------------------------------------------


def _place(band: list[int], walks: list[_Order], ground: _Ground, capacity: int) -> list[int]:
    """Put the stops of one urgency into the walks, nearest first; those that found no place.

    Walks hold only stops at least as urgent, so nobody gives way to a less urgent one. First
    everybody gets an even share; who did not fit then is tried wherever there is room.
    """
    if not walks:
        return band
    placed = sum(map(len, walks))
    share = min(capacity, ceil((placed + len(band)) / len(walks)))
    waiting = _insert(band, walks, ground, share)
    while waiting:
        for walk in walks:
            walk[:] = _ordered(walk, ground)
        still = _insert(waiting, walks, ground, capacity)
        if len(still) == len(waiting):
            break
        waiting = still
    return waiting


def _insert(waiting: list[int], walks: list[_Order], ground: _Ground, most: int) -> list[int]:
    """Cheapest insertion: again and again the stop that adds the fewest metres; the rest."""
    waiting = list(waiting)
    best: dict[tuple[int, int], tuple[float, int]] = {}
    while waiting:
        choices = []
        for index, walk in enumerate(walks):
            for number in waiting if len(walk) < most else ():
                if (number, index) not in best:
                    best[number, index] = _cheapest(number, walk, ground)
                metres, place = best[number, index]
                if metres < float("inf"):
                    choices.append((metres, number, index, place))
        if not choices:
            break
        _, number, index, place = min(choices)
        walks[index].insert(place, number)
        waiting.remove(number)
        for other in waiting:
            best.pop((other, index), None)
    return waiting


def _cheapest(number: int, walk: _Order, ground: _Ground) -> tuple[float, int]:
    """The fewest metres `number` can add to a walk, and before which place; infinite if too long.

    The time at the doors is the same at every place, so the cheapest place decides.
    """
    apart, row = ground.apart, ground.apart[number]
    metres, place = min(
        (apart[before][number] + row[after] - apart[before][after], place)
        for place, (before, after) in enumerate(pairwise((0, *walk, -1)))
    )
    fits = ground.fits([*walk[:place], number, *walk[place:]])
    return (metres if fits else float("inf")), place


def _reason(number: int, walks: list[_Order], ground: _Ground, capacity: int) -> LeftOut:
    if not walks:
        return LeftOut.NO_VISITOR
    if not ground.fits([number]):
        return LeftOut.TOO_FAR
    if all(len(walk) >= capacity for walk in walks):
        return LeftOut.NO_ROOM
    return LeftOut.NO_TIME


# Who walks what -------------------------------------------------------------------------------


def _best_split(walks: list[_Order], ground: _Ground) -> list[_Order]:
    """The same stops shared out as short as we can find, each walk within the same limits.

    Tries from where insertion left off, and from cutting the town in sectors around the start at
    the two best angles; each is then improved by moving and exchanging stops between walks.
    """
    if len(walks) < 2:
        return [_facing_urgency(_ordered(walk, ground), ground) for walk in walks]
    most = max(ceil(sum(map(len, walks)) / len(walks)), 1)
    unequal = max(map(len, walks)) > most  # time forced it: keep to what insertion found
    starts = [walks] if unequal else [walks, *_sectors(walks, most, ground)[:2]]
    tried = [_improved(start, ground, max(most, *map(len, start))) for start in starts]
    feasible = [split for split in tried if all(map(ground.fits, split))]
    best = min(feasible, key=lambda split: (sum(map(ground.metres, split)), split))
    return [_facing_urgency(walk, ground) for walk in best]


def _sectors(walks: list[_Order], most: int, ground: _Ground) -> list[list[_Order]]:
    """The stops cut into slices around the start, at every angle, the shortest cuts first."""
    around = sorted(chain(*walks), key=lambda number: (ground.angle[number], number))
    cuts: list[list[_Order]] = []
    for turn in range(min(most, len(around))):
        turned = around[turn:] + around[:turn]
        slices = [turned[first : first + most] for first in range(0, len(turned), most)]
        slices += [[] for _ in range(len(walks) - len(slices))]
        cuts.append([_nearest_first(part, ground) for part in slices])
    return sorted(cuts, key=lambda cut: (sum(map(ground.metres, cut)), cut))


def _improved(walks: list[_Order], ground: _Ground, most: int) -> list[_Order]:
    """The walks after every exchange between them that shortens the whole, each well ordered."""
    walks = [_ordered(walk, ground) for walk in walks]
    better = True
    while better:
        better = False
        for i, j in permutations(range(len(walks)), 2):
            one, other = walks[i], walks[j]
            if pair := _moved(one, other, ground, most) or _swapped(one, other, ground):
                walks[i], walks[j] = (_ordered(walk, ground) for walk in pair)
                better = True
    return walks


def _moved(giver: _Order, taker: _Order, ground: _Ground, most: int) -> tuple[_Order, _Order] | None:
    """Both walks after the best move of one stop from giver to taker; None if none helps."""
    if len(taker) >= most:
        return None
    best, found = -_ROUNDING, None
    length = ground.metres(giver)
    for at, number in enumerate(giver):
        rest = giver[:at] + giver[at + 1 :]
        metres, place = _cheapest(number, taker, ground)
        change = metres + ground.metres(rest) - length
        if change < best:
            best, found = change, (rest, [*taker[:place], number, *taker[place:]])
    return found


def _swapped(one: _Order, other: _Order, ground: _Ground) -> tuple[_Order, _Order] | None:
    """Both walks after the best exchange of two stops; None if none helps."""
    best, found = -_ROUNDING, None
    length = ground.metres(one) + ground.metres(other)
    without = [(number, other[:at] + other[at + 1 :]) for at, number in enumerate(other)]
    for at, number in enumerate(one):
        rest = one[:at] + one[at + 1 :]
        shorter = ground.metres(rest)
        for taken, left in without:
            there, place = _cheapest(number, left, ground)
            here, spot = _cheapest(taken, rest, ground)
            change = shorter + ground.metres(left) + there + here - length
            if change < best:
                best = change
                found = [*rest[:spot], taken, *rest[spot:]], [*left[:place], number, *left[place:]]
    return found


# In which order -------------------------------------------------------------------------------


def _ordered(walk: _Order, ground: _Ground) -> _Order:
    """The shortest order of a walk: the best one for few stops, else the better of two tries."""
    if len(walk) <= EXACT_UP_TO:
        return _shortest(walk, ground)
    tries = [_untangled(walk, ground), _untangled(_nearest_first(walk, ground), ground)]
    return min(tries, key=lambda order: (ground.metres(order), order))


def _shortest(walk: _Order, ground: _Ground) -> _Order:
    """The shortest order there is, by Held and Karp: the best way to end at each stop of each set."""
    numbers = sorted(walk)
    if len(numbers) < 2:
        return numbers
    ways = {(1 << at, at): (ground.apart[0][number], [number]) for at, number in enumerate(numbers)}
    for _ in range(len(numbers) - 1):
        longer: dict[tuple[int, int], tuple[float, _Order]] = {}
        for (seen, last), (metres, order) in ways.items():
            row = ground.apart[numbers[last]]
            for at, number in enumerate(numbers):
                if seen & 1 << at:
                    continue
                key, length = (seen | 1 << at, at), metres + row[number]
                if key not in longer or length < longer[key][0]:
                    longer[key] = (length, [*order, number])
        ways = longer
    return min((metres + ground.apart[order[-1]][-1], order) for metres, order in ways.values())[1]


def _nearest_first(walk: Iterable[int], ground: _Ground) -> _Order:
    """Always on to the nearest stop not yet visited."""
    waiting, order, here = sorted(walk), [], 0
    while waiting:
        here = min(waiting, key=lambda number: (ground.apart[here][number], number))
        waiting.remove(here)
        order.append(here)
    return order


def _untangled(walk: _Order, ground: _Ground) -> _Order:
    """A walk in which no turning round (2-opt) or moving (or-opt) of a stretch helps any more."""
    walk = list(walk)
    while _turn_round(walk, ground) or _move_stretch(walk, ground):
        pass
    return walk


def _turn_round(walk: _Order, ground: _Ground) -> bool:
    """Turn round the first stretch that makes the walk shorter that way; whether there was one."""
    apart, path = ground.apart, [0, *walk, -1]
    for first in range(1, len(walk)):
        before, begin = path[first - 1], path[first]
        for last in range(first + 1, len(walk) + 1):
            end, after = path[last], path[last + 1]
            change = apart[before][end] + apart[begin][after]
            if change - apart[before][begin] - apart[end][after] < -_ROUNDING:
                walk[first - 1 : last] = walk[first - 1 : last][::-1]
                return True
    return False


def _move_stretch(walk: _Order, ground: _Ground) -> bool:
    """Move the first stretch of up to three stops that is better elsewhere; whether there was one."""
    apart, path = ground.apart, [0, *walk, -1]
    for size in (1, 2, 3):
        for first in range(1, len(walk) - size + 2):
            stretch, rest = path[first : first + size], path[:first] + path[first + size :]
            begin, end = stretch[0], stretch[-1]
            before, after = path[first - 1], path[first + size]
            saved = apart[before][begin] + apart[end][after] - apart[before][after]
            for place, (left, right) in enumerate(pairwise(rest)):
                change = apart[left][begin] + apart[end][right] - apart[left][right] - saved
                if change < -_ROUNDING:
                    walk[:] = [*rest[1 : place + 1], *stretch, *rest[place + 1 : -1]]
                    return True
    return False


def _facing_urgency(walk: _Order, ground: _Ground) -> _Order:
    """The walk, or its reverse where that is as short and meets the urgent stops sooner."""
    back = walk[::-1]
    if ground.metres(back) > ground.metres(walk) + _ROUNDING:
        return walk
    return min(walk, back, key=lambda order: ([ground.urgency[number] for number in order], order))

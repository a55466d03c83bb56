"""How is what is left in a month divided over several creditors, to the cent, and what is wrong with a schedule?

Debts that hold the home, energy, water or care go first; the others share when those are paid. Within each of the two
groups every creditor gets in proportion to what is owed. It is a proposal: people agree otherwise, and that is checked
by the same functions. Amounts are euro cents.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby, islice
from math import ceil
from typing import Final

from vangnet.domain.codes import DEBTS, HOME_DEBTS, MatterKind, Rhythm
from vangnet.domain.paydays import most, part_of_month, pay_day, rhythm_of, turn_of

LEAST: Final = 500
"""Nobody is sent less than five euros at a time: a choice of ours, so that a small debt ends soon; changed by hand.

As long as the small debts take no more than a fifth of what there is; else all is in proportion.
"""
_RANKS: Final = {
    **dict.fromkeys(HOME_DEBTS, 0),
    MatterKind.ENERGY: 1,
    MatterKind.WATER: 2,
    MatterKind.HEALTH: 3,
}
_OTHER: Final = 4


def rank(kind: MatterKind) -> int:
    """What is at stake with a debt: home (0), energy, water, care, and then all else (4)."""
    return _RANKS.get(kind, _OTHER)


def by_threat(kinds: Iterable[MatterKind] = DEBTS) -> list[MatterKind]:
    """Kinds of debt in the order in which they are looked at."""
    return sorted(kinds, key=lambda kind: (rank(kind), list(MatterKind).index(kind)))


@dataclass(frozen=True, slots=True)
class Owed:
    """A debt to divide over."""

    id: int
    kind: MatterKind
    cents: int


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One payment: when, and how many cents."""

    on: date
    cents: int


class TooLittle(ValueError):  # noqa: N818 - named as the thing that is wrong
    """Nothing is left to divide, or so little that it would take longer than fifty years."""


# Dividing -----------------------------------------------------------------------------------


def divide(cents: int, weights: Sequence[int]) -> list[int]:
    """So many cents in proportion to these weights, exact to the cent.

    What rounding leaves goes to the largest remainders, of equal ones to the first. Nobody gets more than the weight
    itself as long as the weights together are not less than what is divided. Raises ValueError for a negative number,
    or when there is something to divide and nobody to give it.
    """
    total = sum(weights)
    if cents < 0 or any(weight < 0 for weight in weights) or (cents and not total):
        raise ValueError(f"cannot divide {cents} over {list(weights)}")
    if not total:
        return [0] * len(weights)
    shares = [cents * weight // total for weight in weights]
    remainders = [cents * weight % total for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-remainders[place], place))
    for place in order[: cents - sum(shares)]:
        shares[place] += 1
    return shares


@dataclass(frozen=True, slots=True)
class Turns:
    """The days on which is paid: from ``first`` on, in the rhythm in which somebody is paid."""

    first: date
    rhythm: Rhythm

    def days(self, begins: int, count: int) -> list[date]:
        """So many of them, from the one that comes ``begins`` turns after the first."""
        return [pay_day(self.first, begins + turn, self.rhythm) for turn in range(count)]


def propose(
    left: int, debts: Sequence[Owed], first: date, rhythm: Rhythm = Rhythm.MONTH
) -> dict[int, tuple[Part, ...]]:
    """A schedule for each debt (by id), from ``first`` on in this rhythm, of no more than ``left`` together each time.

    Every time the same amount, and the last payment takes what remains. Raises TooLittle.
    """
    turns = Turns(first, rhythm)
    ordered = sorted((debt for debt in debts if debt.cents), key=lambda debt: (rank(debt.kind), debt.id))
    schedules: dict[int, tuple[Part, ...]] = {debt.id: () for debt in debts}
    begins = 0
    for _waits, together in groupby(ordered, key=lambda debt: rank(debt.kind) == _OTHER):
        found = _side_by_side(list(together), left, turns, begins)
        begins = 1 + max(turn_of(part.on, first, rhythm) for parts in found.values() for part in parts)
        schedules |= found
    if begins > most(rhythm):
        raise TooLittle
    return schedules


def _side_by_side(group: Sequence[Owed], left: int, turns: Turns, begins: int) -> dict[int, tuple[Part, ...]]:
    """The same for debts that are paid together, from so many turns after the first, in as few as fit."""
    owed = sum(debt.cents for debt in group)
    room = min(left, owed)
    if room <= 0 or owed > room * most(turns.rhythm):
        raise TooLittle
    amounts = _amounts(group, room)
    if not all(amounts):
        return _one_by_one(group, room, turns, begins)
    longest = max(-(-debt.cents // amount) for debt, amount in zip(group, amounts, strict=True))
    for count in range(-(-owed // room), longest + 1):
        days = turns.days(begins, count)
        found = {
            debt.id: schedule(debt.cents, amount, days[: -(-debt.cents // amount)])
            for debt, amount in zip(group, amounts, strict=True)
        }
        if _at_most_on_a_day(found) <= room:
            break  # at the latest with the ``longest``, in which no payment is more than its share
    return found


def _at_most_on_a_day(schedules: Mapping[int, Sequence[Part]]) -> int:
    days: dict[date, int] = {}
    for part in (part for parts in schedules.values() for part in parts):
        days[part.on] = days.get(part.on, 0) + part.cents
    return max(days.values(), default=0)


def _one_by_one(group: Sequence[Owed], room: int, turns: Turns, begins: int) -> dict[int, tuple[Part, ...]]:
    """Where there are too few cents to give each some, one debt is paid after the other."""
    found = {}
    for debt in group:
        count = -(-debt.cents // room)
        found[debt.id] = schedule(debt.cents, room, turns.days(begins, count))
        begins += count
    return found


def _amounts(group: Sequence[Owed], room: int) -> list[int]:
    """What each gets a time: in proportion, but none less than ``LEAST`` or all it is owed, where that leaves room."""
    owed = [debt.cents for debt in group]
    shares = divide(room, owed)
    small = [share < min(LEAST, cents) for share, cents in zip(shares, owed, strict=True)]
    fixed = [min(LEAST, cents) if few else 0 for few, cents in zip(small, owed, strict=True)]
    others = [0 if few else cents for few, cents in zip(small, owed, strict=True)]
    if not any(small) or 5 * sum(fixed) > room or not any(others):
        return shares
    rest = divide(min(room - sum(fixed), sum(others)), others)
    return [few + share for few, share in zip(fixed, rest, strict=True)]


def schedule(owed: int, amount: int, days: Sequence[date]) -> tuple[Part, ...]:
    """Equal payments on these days, of which the last takes what remains, be it less or more; none of nothing."""
    parts: list[Part] = []
    rest = owed
    for on in days:
        paid = rest if on == days[-1] else min(amount, rest)
        rest -= paid
        parts.append(Part(on, paid))
    return tuple(part for part in parts if part.cents)


def paused(parts: Sequence[Part], until: date) -> tuple[Part, ...]:
    """The same payments with none up to and including ``until``: those come after the last one, in the same rhythm."""
    stays = [part for part in parts if part.on > until]
    waits = [part for part in parts if part.on <= until]
    last = max((part.on for part in parts), default=until)
    rhythm = rhythm_of(part.on for part in parts)
    days = (pay_day(last, turn, rhythm) for turn in range(1, most(rhythm)))
    free = list(islice((day for day in days if day > until), len(waits)))
    return tuple(sorted([*stays, *(Part(on, part.cents) for on, part in zip(free, sorted(waits), strict=True))]))


# Checking -----------------------------------------------------------------------------------


def difference(owed: int, parts: Iterable[Part]) -> int:
    """So many cents the payments are more than what is owed; below zero when something stays unpaid."""
    return sum(part.cents for part in parts) - owed


def double_days(parts: Iterable[Part]) -> list[date]:
    """Days on which more than one payment of the same schedule falls: they are told apart by their day."""
    found = [part.on for part in parts]
    return sorted({on for on in found if found.count(on) > 1})


@dataclass(frozen=True, slots=True)
class Above:
    """The month in which most is asked, and how much is left in a month."""

    month: date
    """Its first day."""
    asked: int
    left: int


def above(left: int, schedules: Mapping[int, Sequence[Part]], paid: Rhythm = Rhythm.MONTH) -> Above | None:
    """Where these schedules together ask more of a month than is left: the worst month; None where they nowhere do.

    A schedule in the rhythm in which the household itself is ``paid`` counts as in an average month: one with five
    pay days has five times the income as well.
    """
    months: dict[date, Fraction] = {}
    for parts in schedules.values():
        in_step = paid if rhythm_of(part.on for part in parts) is paid else Rhythm.MONTH
        for part in parts:
            month = part.on.replace(day=1)
            months[month] = months.get(month, Fraction(0)) + part.cents * part_of_month(part.on, in_step)
    worst = max(months, key=lambda month: (months[month], -month.toordinal()), default=None)
    if worst is None or months[worst] <= max(left, 0):
        return None
    return Above(worst, ceil(months[worst]), left)

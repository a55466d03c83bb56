"""Where does each line of the ribbon, the meter and the sieve run?"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import pow  # noqa: A004 -- the builtin may answer with a complex number
from typing import Literal

STEPS = range(1, 12)
State = Literal["past", "gap", "now", "todo", "absent"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One step on the ribbon, with the day it was reached when that is known."""

    number: int
    state: State
    day: date | None


def segments(step: int, days: Mapping[int, date] | None = None, absent: Collection[int] = ()) -> list[Segment]:
    """The eleven steps as they stand at `step` (0: not begun).

    With `days`, an earlier step without a day is a gap: the world skipped it, or nobody told us.
    `absent` steps do not exist for this kind of matter. Raises ValueError for a step that the sieve
    does not have.
    """
    if step not in range(12):
        raise ValueError(f"no step {step}")
    states = {n: _state(n, step, days, absent) for n in STEPS}
    return [Segment(n, state, (days or {}).get(n)) for n, state in states.items()]


def _state(number: int, step: int, days: Mapping[int, date] | None, absent: Collection[int]) -> State:
    if number == step:
        return "now"
    if number in absent:
        return "absent"
    if number > step:
        return "todo"
    return "past" if days is None or number in days else "gap"


@dataclass(frozen=True, slots=True)
class Ring:
    """How far the ring of the meter is drawn, in hundredths of its length."""

    drawn: float
    closed: bool


def ring(covered: int, total: int) -> Ring:
    """A ring that closes only when every case is covered; one gap in thousands is still seen."""
    if covered >= total:
        return Ring(100, closed=True)
    return Ring(min(100 * covered / total, 94), closed=False)


BAND, MIDDLE, WIDE, NARROW, COLUMNS = 56, 186, 180, 40, 18
_SAG = 7.0
_SIZES = (11.0, 9.0, 7.0, 6.0, 5.0)
_EACH = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000)


@dataclass(frozen=True, slots=True)
class Ball:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Band:
    """One step of the drawn sieve: the thread that holds, and the households lying in it."""

    number: int
    count: int
    thread: str
    balls: list[Ball]
    severity: Literal["calm", "soon", "alarm"]


@dataclass(frozen=True, slots=True)
class Funnel:
    """The whole drawing in its own units; `each` is the most households a ball stands for."""

    bands: list[Band]
    edges: str
    lattice: str
    radius: float
    width: int
    height: int
    each: int


def funnel(counts: Mapping[int, int]) -> Funnel:
    """Draw the sieve: a net that narrows over eleven steps and holds the counted households.

    Raises ValueError when there are more households than a nation has.
    """
    each, size = _scale(counts)
    bands = [_band(n, counts.get(n, 0), each, size) for n in STEPS]
    radius = round(size / 2 - 0.4, 1)
    return Funnel(bands, _edges(), _lattice(), radius, 2 * MIDDLE, BAND * len(STEPS), each)


def _half(border: float) -> float:
    """Half the width of the net at a border between steps: wide above, ever narrower below."""
    share = border / len(STEPS)
    return NARROW + (WIDE - NARROW) * pow(1 - share, 1.35)


def _row(number: int, size: float) -> int:
    """How many balls lie beside each other at a step."""
    return int((2 * _half(number) - 14) // (size + 1.5))


def _scale(counts: Mapping[int, int]) -> tuple[int, float]:
    """Households per ball and the size of a ball: one each, as large as fits; then more each."""
    for each in _EACH:
        for size in _SIZES:
            rows = int((BAND - 12) // (size + 1))
            if all(-(-counts.get(n, 0) // each) <= _row(n, size) * rows for n in STEPS):
                return each, size
    raise ValueError("more households than the sieve can draw")


def _knot(column: float, border: float) -> str:
    """A point of the net: columns divide its width, every border sags in its middle."""
    across = 2 * column / COLUMNS - 1
    x = MIDDLE + across * _half(border)
    return f"{x:.1f} {BAND * border + _SAG * (1 - across**2):.1f}"


def _edges() -> str:
    borders = [b / 2 for b in range(2 * len(STEPS) + 1)]
    sides = ("L".join(_knot(column, b) for b in borders) for column in (0, COLUMNS))
    return "".join(f"M{side}" for side in sides)


def _lattice() -> str:
    """The meshes: diamonds that grow finer as the net narrows."""
    lines = []
    for half_step in range(2 * len(STEPS)):
        above, below = half_step / 2, (half_step + 1) / 2
        for column in range(COLUMNS):
            start, end = (above, below) if (half_step + column) % 2 else (below, above)
            lines.append(f"M{_knot(column, start)}L{_knot(column + 1, end)}")
    return "".join(lines)


def _band(number: int, count: int, each: int, size: float) -> Band:
    half, y = _half(number), BAND * number
    left, right = MIDDLE - half, MIDDLE + half
    return Band(
        number=number,
        count=count,
        thread=f"M{left:.1f} {y}Q{MIDDLE} {y + 2 * _SAG:.1f} {right:.1f} {y}",
        balls=_balls(-(-count // each), number, size),
        severity="alarm" if number in {8, 11} else "soon" if number >= 5 else "calm",
    )


def _balls(count: int, number: int, size: float) -> list[Ball]:
    """Balls that lie in the sagging thread, row upon row, each row spread from its middle."""
    half, y, room = _half(number), BAND * number, _row(number, size)
    balls = []
    for index in range(count):
        row, place = divmod(index, room)
        in_row = min(room, count - row * room)
        x = (place - (in_row - 1) / 2) * (size + 1.5)
        hang = _SAG * (1 - (x / half) ** 2) - size / 2 - 0.6 - row * (size + 1)
        balls.append(Ball(round(MIDDLE + x, 1), round(y + hang, 1)))
    return balls


# Money on an account, day by day --------------------------------------------------------------

ACROSS, HIGH = 400, 180
_TOP, _BOTTOM = 16, 26


@dataclass(frozen=True, slots=True)
class Mark:
    """Words on the drawing, at the left of what they speak of."""

    x: float
    day: date


@dataclass(frozen=True, slots=True)
class Course:
    """How the balance of an account goes, in the drawing's own units: a step a day, and what lies below zero."""

    line: str
    below: str
    """The surface between zero and the days that end below it; empty when there are none."""
    zero: float
    months: list[Mark]
    """Where each month begins; the first day as well, unless the next month is near."""
    highest: int
    lowest: int
    width: int = ACROSS
    height: int = HIGH


def course(balances: Sequence[tuple[date, int]]) -> Course:
    """Draw a balance (in cents) for each day, in order. Raises ValueError without any day."""
    if not balances:
        raise ValueError("no days to draw")
    top, low = max(0, *(c for _, c in balances)), min(0, *(c for _, c in balances))
    scale = (HIGH - _TOP - _BOTTOM) / max(top - low, 1)
    step = ACROSS / len(balances)
    heights = [round(_TOP + (top - cents) * scale, 1) for _, cents in balances]
    edges = [round(step * place, 1) for place in range(len(balances) + 1)]
    zero = round(_TOP + top * scale, 1)
    line = f"M0 {heights[0]}" + "".join(f"V{y}H{x}" for y, x in zip(heights, edges[1:], strict=True))
    below = "".join(
        f"M{left} {zero}V{y}H{right}V{zero}Z"
        for (_, cents), y, left, right in zip(balances, heights, edges, edges[1:], strict=False)
        if cents < 0
    )
    return Course(line, below, zero, list(_months(balances, step)), top, low)


def _months(balances: Sequence[tuple[date, int]], step: float) -> Iterator[Mark]:
    first = balances[0][0]
    if first.day <= 20:
        yield Mark(0, first)
    for place, (day, _) in enumerate(balances):
        if day.day == 1 and place:
            yield Mark(round(step * place, 1), day)

"""One measured figure beside what was asked of it, and how quick the machine is."""

import time
from typing import NamedTuple


class Figure(NamedTuple):
    """What was measured by the clock on the wall and, where it tells something, by the processor's own clock.

    The second shows what a machine without other work would give. ``asked`` is the least a rate (``.../s``) may be,
    and the most that anything else may be; None where nothing was asked.
    """

    what: str
    measured: float
    unit: str
    asked: float | None = None
    alone: float | None = None

    @property
    def short(self) -> bool:
        """Whether it falls short of what was asked."""
        if self.asked is None:
            return False
        return self.measured < self.asked if self.unit.endswith("/s") else self.measured > self.asked

    def __str__(self) -> str:
        alone = "" if self.alone is None else said(self.alone)
        asked = "" if self.asked is None else said(self.asked)
        mark = "  falls short" if self.short else ""
        return f"{self.what:<52} {said(self.measured):>11} {alone:>11} {self.unit:<9} {asked:>8}{mark}"


def said(number: float) -> str:
    return f"{number:,.2f}" if number < 10 else f"{number:,.0f}"


HEAD = f"{'':<52} {'wall':>11} {'processor':>11} {'':<9} {'asked':>8}"
PACES = 5
STEPS = 200_000


def pace() -> Figure:
    """How many steps of plain Python this machine takes in a second, the best of five.

    Figures of two machines, or of a quiet and a busy day, are compared by what they are beside this one.
    """
    best = min(_walk() for _ in range(PACES))
    return Figure("this machine: steps of plain Python", STEPS / best, "/s")


def _walk() -> float:
    """Seconds for the kind of work a fold does: a key, a look in a dictionary, a sum."""
    start = time.perf_counter()
    seen: dict[int, int] = {}
    for step in range(STEPS):
        key = step % 1_009
        seen[key] = seen.get(key, 0) + step
    return time.perf_counter() - start

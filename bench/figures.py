"""One measured figure beside what was asked of it."""

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

"""What does each drawn part of a page need to know?

Views build these values; the templates in `templates/web/components/` draw them. Texts arrive ready
to read (from `say` or gettext). Templates ask for attributes only, so a plain dict does as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Kind = Literal["plain", "net", "soon", "alarm", "good"]
Severity = Literal["alarm", "soon", "calm"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A few words that colour a card: `kind` tells how heavy they weigh, `icon` names a symbol."""

    text: str
    kind: Kind = "plain"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A way on from here. At most one action of a page is primary."""

    url: str
    text: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """Why this step: the facts it rests on, the article or agreement, what makes it go away."""

    facts: Sequence[str]
    basis: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A step to do. `who` is left out where the page is about one household already."""

    what: str
    due: date
    severity: Severity = "calm"
    late: bool = False
    can_wait: bool = False
    """It may be folded away where other steps ask for attention."""
    who: str = ""
    who_url: str = ""
    where: str = ""
    reason: str = ""
    why: Why | None = None
    chips: Sequence[Chip] = ()
    step: int = 0
    action: Action | None = None
    more: Sequence[Action] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline: what was so on a day, who says so, and whether it still stands."""

    on: date
    what: str
    text: str = ""
    detail: str = ""
    by: str = ""
    recorded_at: datetime | None = None
    icon: str = "note"
    kind: Kind = "net"
    gone: bool = False
    chips: Sequence[Chip] = ()
    more: Sequence[Action] = ()

    @property
    def month(self) -> date:
        """The first day of its month, under which the timeline groups it."""
        return self.on.replace(day=1)


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; numbers and amounts stand to the right."""

    text: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; the first of a row heads that row."""

    text: str
    url: str = ""
    chip: Chip | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. `hidden_caption` when a heading above it says the same."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()
    hidden_caption: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """Long work under way: `done` of `total` pieces. `url` answers with this same fragment."""

    text: str
    done: int
    total: int
    url: str = ""
    detail: str = ""

    @property
    def finished(self) -> bool:
        return self.done >= self.total

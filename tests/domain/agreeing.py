"""What may a municipality agree with itself? Any choice within its bounds, the outermost ones too."""

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st
from msgspec.structs import replace

from vangnet.domain.agreements import (
    BY_LAW,
    LONGEST,
    NO_MORE,
    NO_SLOWER,
    PROMISED,
    Agreement,
    Practice,
    counted,
    unit_of,
)
from vangnet.domain.law import LAW

_GUIDE = counted(Agreement())


def most(name: str) -> int:
    """The longest that may be chosen, whatever else is chosen."""
    if name in BY_LAW:
        return LAW.on(date(2026, 1, 1))[BY_LAW[name]].number
    return PROMISED[name][1] if name in PROMISED else LONGEST[unit_of(name)]


def agreed(numbers: Mapping[str, int]) -> Agreement:
    """These choices, the first of each pair brought down to the other."""
    fitting = {name: min(number, most(name)) for name, number in numbers.items()}
    for name, other in (*NO_SLOWER, *NO_MORE):
        fitting[name] = min(fitting[name], fitting[other])
    intervals = (fitting.pop("attempt_intervals"),) * len(Agreement().attempt_intervals)
    return replace(Agreement(), attempt_intervals=intervals, **fitting)


LAXEST = agreed({name: most(name) for name in _GUIDE})
STRICTEST = agreed(dict.fromkeys(_GUIDE, 1))
ANY = st.fixed_dictionaries({name: st.integers(1, most(name)) for name in _GUIDE}).map(agreed)
"""Any choice within its bounds, with one interval between all attempts."""
PRACTICES = st.one_of(st.just(Agreement()), st.just(LAXEST), st.just(STRICTEST), ANY).map(lambda a: Practice((a,)))
"""How a municipality may work: as the guide says, as slow as may be, as fast as can be, or in between."""

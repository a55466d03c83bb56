"""What limits a decision beside the facts of its own case: a budget, say? Told by the app that keeps the limit.

It is asked under the lock of the case, in the transaction that records, whichever door the decision comes through.
"""

from collections.abc import Callable, Sequence
from datetime import date

from vangnet.domain import events as e
from vangnet.domain.acts import Refused

Limit = Callable[[int, Sequence[e.Event], date], Refused | None]
"""Given the id of a municipality, all that one act records, and the day. It may lock what it keeps."""

_limits: dict[type[e.Event], Limit] = {}


def limits(kind: type[e.Event], limit: Limit) -> None:
    """Let an app limit a kind of decision; call it in AppConfig.ready."""
    _limits[kind] = limit


def beyond_a_limit(municipality: int, new: Sequence[e.Event], on: date) -> Refused | None:
    """Why one of these decisions goes beyond what there is; None when all are within it."""
    asked = dict.fromkeys(_limits[type(event)] for event in new if type(event) in _limits)
    return next((refused for limit in asked if (refused := limit(municipality, new, on))), None)

"""What limits a decision beside the facts of its own case: a budget, say? Told by the app that keeps the limit.

It is asked under the lock of the case, in the transaction that records, whichever door the decision comes through:
one case at a time (``record``) or many at once (``bulk``).
"""

from collections.abc import Callable, Sequence

from vangnet.apps.cases.story import Dated
from vangnet.domain import events as e
from vangnet.domain.acts import Refused

Limit = Callable[[int, Sequence[Dated]], Refused | None]
"""Given the id of a municipality, and all that is recorded together with its days. It may lock what it keeps."""

_limits: dict[type[e.Event], Limit] = {}


class BeyondLimit(ValueError):  # noqa: N818 - named as the thing that is wrong
    """A decision among many goes beyond what there is; ``refused`` tells why."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.code)
        self.refused = refused


def limits(kind: type[e.Event], limit: Limit) -> None:
    """Let an app limit a kind of decision; call it in AppConfig.ready."""
    _limits[kind] = limit


def beyond_a_limit(municipality: int, new: Sequence[Dated]) -> Refused | None:
    """Why one of these decisions goes beyond what there is; None when all are within it."""
    asked = dict.fromkeys(_limits[type(event)] for _, event in new if type(event) in _limits)
    return next((refused for limit in asked if (refused := limit(municipality, new))), None)


def demand_within_limits(municipality: int, new: Sequence[Dated]) -> None:
    """Raises BeyondLimit."""
    if refused := beyond_a_limit(municipality, new):
        raise BeyondLimit(refused)

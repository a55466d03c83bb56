"""What of a form was thought through and kept before, on the page where it is prepared?

The apps that have such a page tell it: they stand above this one. No other form is filled in beforehand.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from vangnet.apps.cases.parts import Setting
from vangnet.domain.events import Event


class Prepared(NamedTuple):
    """What stands in the form already, by field, and the sentence that tells where it comes from."""

    filled: Mapping[str, Any]
    said: str


Prepares = Callable[[Setting], Prepared | None]
"""None: nothing was kept, or it is not for these eyes."""
_NOTHING = Prepared({}, "")
_prepares: dict[str, Prepares] = {}


def prepares(kind: type[Event], told: Prepares) -> None:
    """Let an app tell what was prepared for the form of this event; call it in AppConfig.ready."""
    _prepares[kind.__name__] = told


def prepared_for(form: str, setting: Setting) -> Prepared:
    """What was prepared for the form of this name, in this case and for this step; mostly nothing."""
    told = _prepares.get(form)
    return (told(setting) if told else None) or _NOTHING

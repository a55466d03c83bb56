"""Which allowances do people often miss, and where is each told?

National ones are data with a source; the municipality's own are rows. Nothing is computed: whoever pays an allowance
tells how much it is.
"""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources

import msgspec

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.support.models import Scheme
from vangnet.apps.web.texts import say

OWN = "own-"


class National(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One national allowance: where it is told, who says so, and when somebody last saw that it is so."""

    key: str
    source: str
    confidence: str
    url: str = ""
    checked_on: date | None = None


class Allowance(msgspec.Struct, frozen=True):
    """One line of the checklist."""

    key: str
    name: str
    url: str = ""
    source: str = ""
    """Who tells of it, while nobody has checked the address yet; else empty."""


@cache
def national() -> tuple[National, ...]:
    """What the data file says, in its order."""
    told = tomllib.loads((resources.files(__package__) / "allowances.toml").read_text(encoding="utf-8"))
    return tuple(msgspec.convert(told["allowance"], list[National]))


def checklist(municipality: Municipality) -> Sequence[Allowance]:
    """The municipality's own schemes first, since those are granted here; then the national ones. One query."""
    own = Scheme.of(municipality).filter(active=True).order_by("name", "id")
    return [
        *(Allowance(f"{OWN}{scheme.pk}", scheme.name, scheme.url) for scheme in own),
        *(
            Allowance(one.key, say(f"allowance.{one.key}"), one.url, "" if one.checked_on else one.source)
            for one in national()
        ),
    ]

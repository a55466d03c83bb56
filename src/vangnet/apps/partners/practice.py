"""By which law and which agreements does a municipality work?"""

from functools import lru_cache

import msgspec
from django.utils import timezone

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.partners.models import Agreement
from vangnet.domain import agreements
from vangnet.domain.agreements import Practice, practice_from

_read = msgspec.json.Decoder(agreements.Agreement).decode


class LooserThanLaw(ValueError):  # noqa: N818 - named as the thing that is wrong
    """These choices leave more room than the law does; ``names`` tells which."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"looser than the law: {', '.join(names)}")
        self.names = names


def practice_of(municipality: Municipality | int) -> Practice:
    """The law and this municipality's dated agreements; for one day the last one made counts. One query."""
    made = Agreement.of(municipality).order_by("-id").values_list("values", flat=True)
    return _practice(tuple(made))


def agree(municipality: Municipality, choices: agreements.Agreement, by: User | None) -> None:
    """These choices hold from their day on. Raises LooserThanLaw."""
    if names := choices.problems():
        raise LooserThanLaw(names)
    Agreement.of(municipality).create(
        valid_from=choices.valid_from,
        values=msgspec.json.encode(choices).decode(),
        made_at=timezone.now(),
        made_by=by,
    )


@lru_cache(maxsize=512)
def _practice(made: tuple[str, ...]) -> Practice:
    return practice_from(_read(values) for values in made)

"""By which law and which agreements does a municipality work?"""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

import msgspec
from django.utils import timezone

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.partners.models import Agreement
from vangnet.domain import agreements
from vangnet.domain.agreements import Practice, practice_from

_read = msgspec.json.Decoder(agreements.Agreement).decode


class CannotBeAgreed(ValueError):  # noqa: N818 - named as the thing that is wrong
    """These choices cannot hold; ``problems`` tells which, and by which bound."""

    def __init__(self, problems: list[agreements.Problem]) -> None:
        super().__init__(", ".join(f"{one.name}: {one.least} to {one.most} ({one.bound})" for one in problems))
        self.problems = problems


class Made(NamedTuple):
    """An agreement as it was laid down: what, when, by whom (None: the system itself); ``number`` counts up."""

    number: int
    choices: agreements.Agreement
    made_at: datetime
    made_by: User | None


def history(municipality: Municipality) -> list[Made]:
    """All that was ever agreed, the last day first; for one day the last word first. One query."""
    made = Agreement.of(municipality).select_related("made_by").order_by("-valid_from", "-id")
    return [Made(one.pk, _read(one.values), one.made_at, one.made_by) for one in made]


def last_agreed(municipality: Municipality) -> agreements.Agreement | None:
    """What was agreed from the furthest day on, which other choices set out from; None while the guide holds."""
    return next((one.choices for one in history(municipality)), None)


def newest(municipality: Municipality) -> Made | None:
    """What was laid down last, from whatever day on; None while the guide holds."""
    return max(history(municipality), key=lambda one: one.number, default=None)


def practice_of(municipality: Municipality | int) -> Practice:
    """The law and this municipality's dated agreements; for one day the last one made counts. One query."""
    made = Agreement.of(municipality).order_by("-id").values_list("values", flat=True)
    return _practice(tuple(made))


def agree(municipality: Municipality, choices: agreements.Agreement, by: User | None) -> None:
    """These choices hold from their day on. Raises CannotBeAgreed."""
    if problems := choices.problems():
        raise CannotBeAgreed(problems)
    Agreement.of(municipality).create(
        valid_from=choices.valid_from,
        values=msgspec.json.encode(choices).decode(),
        made_at=timezone.now(),
        made_by=by,
    )


@lru_cache(maxsize=512)
def _practice(made: tuple[str, ...]) -> Practice:
    return practice_from(_read(values) for values in made)

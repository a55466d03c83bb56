"""What are a money picture and a request about data called in the log of looks?"""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from vangnet.apps.accounts.looks import Subject, subject_kind
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.support.models import Picture
from vangnet.apps.web.typed import typed_number

KIND = "picture"
REQUEST = "data_request"


def tell() -> None:
    """Let the log of looks call them by a number: a name has no place there."""
    subject_kind(KIND, Subject(_("geldplaatje"), _nothing_typed, _numbers))
    subject_kind(REQUEST, Subject(_("verzoek over gegevens"), _by_number, _by_itself))


def _nothing_typed(_municipality: Municipality, _typed: str) -> None:
    """It has no number that people know."""


def _numbers(municipality: Municipality, ids: Collection[int]) -> dict[int, str]:
    return dict(Picture.of(municipality).filter(id__in=ids).values_list("id", "case__number"))


def _by_number(_municipality: Municipality, typed: str) -> int | None:
    return typed_number(typed)


def _by_itself(_municipality: Municipality, ids: Collection[int]) -> dict[int, str]:
    return {number: str(number) for number in ids}

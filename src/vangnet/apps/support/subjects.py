"""What is a money picture called in the log of looks?"""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from vangnet.apps.accounts.looks import Subject, subject_kind
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.support.models import Picture

KIND = "picture"


def tell() -> None:
    """Let the log of looks call it by the number of its dossier: a name has no place there."""
    subject_kind(KIND, Subject(_("geldplaatje"), _nothing_typed, _numbers))


def _nothing_typed(_municipality: Municipality, _typed: str) -> None:
    """It has no number that people know."""


def _numbers(municipality: Municipality, ids: Collection[int]) -> dict[int, str]:
    return dict(Picture.of(municipality).filter(id__in=ids).values_list("id", "case__number"))

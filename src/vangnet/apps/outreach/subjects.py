"""What are a looplijst and a sending called in the log of looks?"""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from vangnet.apps.accounts.looks import Subject, subject_kind
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.outreach.models import Round, Sending
from vangnet.apps.web.texts import day


def tell() -> None:
    """Let the log of looks call them by name."""
    subject_kind("round", Subject(_("looplijst"), _nothing_typed, _rounds))
    subject_kind("sending", Subject(_("terugkoppeling"), _nothing_typed, _sendings))


def _nothing_typed(_municipality: Municipality, _typed: str) -> None:
    """They have no number that people know."""


def _rounds(municipality: Municipality, ids: Collection[int]) -> dict[int, str]:
    found = Round.of(municipality).filter(id__in=ids).values_list("id", "day")
    return {number: day(on, "year") for number, on in found}


def _sendings(municipality: Municipality, ids: Collection[int]) -> dict[int, str]:
    found = Sending.of(municipality).filter(id__in=ids).values_list("id", "partner__name", "told_on")
    return {number: f"{name}, {day(on, 'year')}" for number, name, on in found}

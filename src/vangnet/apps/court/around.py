"""What do we keep around a hearing, and under which case and number?

In a case that others were merged into, their matters have numbers of their own; what is kept stands where the events
of that matter stand, so that it is found again when the cases are separated.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.court.models import District, RequestFile, Sitting
from vangnet.apps.web.texts import known, say
from vangnet.domain.acts import MERGED_FROM


class Place(NamedTuple):
    """One hearing: the case and the matter within which its events stand, and its number there."""

    case: int
    matter: int
    hearing: int


def place_of(case: int, matter: int, hearing: int) -> Place:
    """Where a hearing stands that ``case`` tells under these numbers."""
    origin, own = divmod(matter, MERGED_FROM)
    return Place(origin or case, own if origin else matter, hearing)


def sittings_of(municipality: Municipality, places: Iterable[Place]) -> dict[Place, Sitting]:
    """What is arranged around these hearings, where something is. One query."""
    wanted = set(places)
    rows = Sitting.of(municipality).filter(case__in={place.case for place in wanted}).select_related("attends")
    found = {Place(row.case_id, row.matter, row.hearing): row for row in rows}
    return {place: row for place, row in found.items() if place in wanted}


def sitting_of(municipality: Municipality, place: Place) -> Sitting:
    """The one of this hearing; a new one, not yet stored, where nothing is arranged."""
    found = sittings_of(municipality, [place])
    case, matter, hearing = place
    return found.get(place) or Sitting(municipality=municipality, case_id=case, matter=matter, hearing=hearing)


def district_of(municipality: Municipality) -> District | None:
    """Before which court this municipality comes; None while nobody said so."""
    return District.of(municipality).first()


def court_said(code: str, language: str | None = None) -> str:
    """A court by its name; empty where none is known."""
    return say(f"court_district.{code}", language) if code and known(f"court_district.{code}") else ""


def request_of(municipality: Municipality, case: int, kind: RequestFile.Kind, about: int) -> RequestFile:
    """What was written for this request; a new one, not yet stored, where nothing was."""
    row = RequestFile.of(municipality).filter(case=case, kind=kind, about=about).first()
    return row or RequestFile(municipality=municipality, case_id=case, kind=kind, about=about)


def keep(row: Sitting | RequestFile, filled: Mapping[str, Any], seen: int) -> bool:
    """Keep what was filled in; False, and nothing is kept, when somebody else kept something since ``seen``."""
    if not row.pk:
        for name, value in filled.items():
            setattr(row, name, value)
        row.version = 1
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            return False
        return True
    same = type(row).of(row.municipality).filter(pk=row.pk, version=seen)
    return bool(same.update(**filled, version=seen + 1))

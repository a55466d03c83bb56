"""Which places are there, which suit a household, and what was offered to it?"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.dossier import CaseFile
from vangnet.apps.cases.parts import Choice, Setting
from vangnet.apps.housing.models import Need, Place
from vangnet.apps.web.texts import word
from vangnet.domain import events as e
from vangnet.domain import places
from vangnet.domain.codes import Answer, PlaceKind


def on_offer(municipality: Municipality, day: date) -> QuerySet[Place]:
    """What is not gone on that day, the soonest free first. The own register is small: it is weighed whole."""
    there = Place.of(municipality).filter(Q(until__isnull=True) | Q(until__gte=day))
    return there.order_by("start", "id")


@dataclass(frozen=True, slots=True)
class Offered:
    """A place that was offered, and what was answered."""

    place: Place
    on: date
    answer: Answer | None
    waits: bool
    """Whether an answer is still waited for; with a lasting home it is not."""


def offers(file: CaseFile) -> list[Offered]:
    """What was offered to this household, newest first. One query."""
    told = [entry for entry in file.timeline if not entry.corrected]
    made = {entry.event.place: entry.on for entry in reversed(told) if isinstance(entry.event, e.PlaceOffered)}
    answers = {
        entry.event.place: entry.event.answer for entry in reversed(told) if isinstance(entry.event, e.PlaceAnswered)
    }
    known = Place.of(file.case.municipality_id).in_bulk(made)
    waiting = file.facts.places_offered
    found = [
        Offered(known[number], on, None if number in waiting else answers.get(number), number in waiting)
        for number, on in made.items()
        if number in known
    ]
    return sorted(found, key=lambda one: one.on, reverse=True)


def need_of(file: CaseFile) -> Need:
    """What is known of what this household needs; a new row, not kept yet, where nothing is."""
    found = Need.of(file.case.municipality_id).filter(case=file.case).first()
    return found or Need(municipality_id=file.case.municipality_id, case=file.case)


def suiting(municipality: Municipality, file: CaseFile, need: Need, day: date) -> list[tuple[Place, places.Fit]]:
    """Every place on offer with what speaks for and against it, for this household. One query."""
    rows = {place.pk: place for place in on_offer(municipality, day)}
    needed = places.Need(
        adults=file.facts.adults,
        minors=file.facts.minors,
        most_rent_cents=need.most_rent_cents,
        school=need.school,
        network=need.network,
    )
    return [(rows[one.place.number], one) for one in places.fits((p.plain for p in rows.values()), needed, day)]


def choices(setting: Setting) -> list[Choice]:
    """The places that a form can be about: what waits for an answer first, then what is on offer or was offered."""
    offered = [entry.event.place for entry in setting.file.timeline if isinstance(entry.event, e.PlaceOffered)]
    known = list(on_offer(setting.municipality, setting.today))
    gone = Place.of(setting.municipality).filter(pk__in=set(offered) - {place.pk for place in known})
    waiting = setting.file.facts.places_offered
    found = sorted([*known, *gone], key=lambda place: place.pk not in waiting)
    named = Counter(_named(place) for place in found)
    return [
        (str(place.pk), _chosen(place, twice=named[_named(place)] > 1, waits=place.pk in waiting)) for place in found
    ]


def _named(place: Place) -> str:
    return f"{place.called} ({word(PlaceKind(place.kind))})"


def _chosen(place: Place, *, twice: bool, waits: bool) -> str:
    """As one knows it; only where two are called the same its number says which, and that it waits is said."""
    said = f"{_named(place)}, {place.pk}" if twice else _named(place)
    return _("%(place)s: aangeboden, wacht op antwoord") % {"place": said} if waits else said


def forget_cases(municipality: Municipality, cases: Sequence[int]) -> int:
    """What the households of these cases needed is erased with them; how many rows."""
    return Need.of(municipality).filter(case__in=cases).delete()[0]


def take_back(_municipality: Municipality, _signals: Collection[int], _today: date) -> None:
    """A report that was told of the wrong person says nothing of what somebody needs."""

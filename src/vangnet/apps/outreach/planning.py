"""How does a looplijst come into being: who walks past which doors, in which order, and who is left out?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.outreach.candidates import Candidate, NotOnList, find
from vangnet.apps.outreach.models import Round, Stop, Walker
from vangnet.domain.codes import DayPart
from vangnet.domain.doors import HOURS, nobody_rings_on
from vangnet.domain.rounds import Stop as Place
from vangnet.domain.rounds import plan_round

APART = 60.0
"""Metres between neighbours in postcode order, where no place is known: only the order counts then."""
LINE = 1_000.0
"""All of them together at most: how far it is nobody knows, so that it is no reason to leave a door out."""
MOST_STOPS = 25
"""The most doors one visitor is given."""


class NobodyRings(ValueError):  # noqa: N818 - named as the thing that is wrong
    """On a Sunday nobody goes round."""


_AREA = re.compile(r"[1-9]\d{0,3}|[1-9]\d{3}[A-Z]{1,2}")


def postcode_areas(typed: str) -> tuple[str, ...]:
    """Beginnings of postcodes as people type them: "9102 AB, 9103". Raises ValueError."""
    joined = re.sub(r"(?<=\d)\s+(?=[A-Z]{2}\b)", "", typed.upper())
    areas = tuple(dict.fromkeys(part for part in re.split(r"[\s,;]+", joined) if part))
    if wrong := [area for area in areas if not _AREA.fullmatch(area)]:
        raise ValueError(f"no postcode area: {wrong[0][:10]}")
    return areas


@dataclass(frozen=True, slots=True)
class Asked:
    """What a round is asked for. ``areas`` are beginnings of postcodes; none is the whole municipality."""

    day: date
    part: DayPart
    areas: tuple[str, ...] = ()
    capacity: int = 12
    cards: bool = False


class Walk(NamedTuple):
    """One visitor's doors in walking order. ``metres`` is 0 where no places are known."""

    stops: list[Candidate]
    metres: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A round as it would be made, with everything that is left out."""

    walks: list[Walk]
    left_out: list[NotOnList]
    beyond: int
    """Cases that press less and were not weighed."""
    guessed: int
    """Addresses without a known place, put beside the nearest in postcode order."""
    by_postcode: bool
    """No place is known at all: the order is that of the postcodes."""

    @property
    def stops(self) -> int:
        return sum(len(walk.stops) for walk in self.walks)


def plan(municipality: Municipality, asked: Asked, walkers: int) -> Plan:
    """The round for so many walkers. Raises NobodyRings."""
    if nobody_rings_on(asked.day):
        raise NobodyRings(asked.day.isoformat())
    found = find(municipality, asked.day, asked.part, asked.areas, cards=asked.cards)
    places, guessed = _places(found.candidates)
    by_postcode = bool(places) and guessed == len(places)
    by_id = {str(c.case.pk): c for c in found.candidates}
    made = plan_round(
        (Place(number, *places[number], urgency=c.door.urgency) for number, c in by_id.items()),
        [str(n) for n in range(walkers)],
        _middle(list(places.values())),
        capacity=asked.capacity,
        minutes=_minutes(asked.part),
    )
    walks = [Walk([by_id[stop.id] for stop in walk.stops], walk.metres, walk.minutes) for walk in made.walks]
    if by_postcode:
        walks = [Walk(sorted(walk.stops, key=_address), 0, walk.minutes) for walk in walks]
    left_out = [NotOnList(by_id[number].case, reason, {}) for number, reason in made.left_out]
    return Plan(walks, left_out + found.left_out, found.beyond, guessed, by_postcode)


def _minutes(part: DayPart) -> int:
    begin, end = HOURS[part]
    return (end.hour - begin.hour) * 60 + end.minute - begin.minute


def _places(candidates: Sequence[Candidate]) -> tuple[dict[str, tuple[float, float]], int]:
    """Where each door is, and of how many that is guessed from the nearest in postcode order."""
    ordered = sorted(candidates, key=_address)
    known = [at for at, c in enumerate(ordered) if c.home.x is not None and c.home.y is not None]
    places: dict[str, tuple[float, float]] = {}
    for at, candidate in enumerate(ordered):
        home = ordered[min(known, key=lambda k: (abs(k - at), k))].home if known else None
        if home is None:
            places[str(candidate.case.pk)] = (at * min(APART, LINE / len(ordered)), 0.0)
        else:
            places[str(candidate.case.pk)] = (home.x or 0.0, home.y or 0.0)
    return places, len(ordered) - len(known)


def _address(candidate: Candidate) -> tuple[str, int, str, str]:
    home = candidate.home
    return home.postcode, home.number, home.letter, home.suffix


def _middle(places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Where all set out and return to: amid the doors, as long as nobody tells where the team meets."""
    if not places:
        return (0.0, 0.0)
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


class Named(NamedTuple):
    """One who walks: a colleague, or a name."""

    user: User | None
    called: str = ""


def make(
    municipality: Municipality, asked: Asked, walkers: Sequence[Named], *, by: User | None, at: datetime | None = None
) -> tuple[Round, Plan]:
    """Plan a round and reserve its doors; what another list took meanwhile is not on it. Raises NobodyRings."""
    planned = plan(municipality, asked, len(walkers))
    with transaction.atomic():
        made = Round.of(municipality).create(
            day=asked.day,
            day_part=asked.part,
            area=" ".join(asked.areas),
            capacity=asked.capacity,
            cards=asked.cards,
            made_at=at or clock.now(),
            made_by=by,
        )
        for position, (named, walk) in enumerate(zip(walkers, planned.walks, strict=True)):
            walker = Walker.of(municipality).create(
                round=made,
                position=position,
                user=named.user,
                called=named.called,
                metres=walk.metres,
                minutes=walk.minutes,
            )
            Stop.of(municipality).bulk_create(_stops(walker, walk, asked.day), ignore_conflicts=True)
    return made, planned


def _stops(walker: Walker, walk: Walk, day: date) -> list[Stop]:
    return [
        Stop(
            walker=walker,
            case=candidate.case,
            person_id=candidate.door.person,
            day=day,
            position=position,
            task=candidate.door.task,
            urgency=candidate.door.urgency,
            danger_on=candidate.door.danger_on,
            someone_else=candidate.door.someone_else,
        )
        for position, candidate in enumerate(walk.stops)
    ]


def move(stop: Stop, *, up: bool) -> None:
    """Change places with the door before or after it on the same walk; at the end of the walk it stays."""
    with transaction.atomic():
        own = list(
            Stop.of(stop.municipality_id).filter(walker=stop.walker_id).order_by("position", "id").select_for_update()
        )
        at = next(index for index, other in enumerate(own) if other.pk == stop.pk)
        goal = at - 1 if up else at + 1
        if not 0 <= goal < len(own):
            return
        own[at], own[goal] = own[goal], own[at]
        for position, other in enumerate(own):
            other.position = position
        Stop.of(stop.municipality_id).bulk_update(own, ["position"])

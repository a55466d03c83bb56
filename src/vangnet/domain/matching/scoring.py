"""How much does each field say for or against one resident being the person whom a signal names?

Each field is compared to a level, each level has points (about the binary logarithm of how much likelier it
is to see it when they are one person), and the score is their sum. Surname and address say little apart in a
family: everybody at home shares both. Hence a person is told from housemates only by given names and birth
date, and the bands ask for a lead over every other candidate.
"""

from __future__ import annotations

from typing import NamedTuple

from vangnet.domain.matching.names import Part, alike, core_of, prefixes_agree
from vangnet.domain.matching.records import Prepared, PreparedSignal
from vangnet.domain.matching.traits import birth_level

POINTS: dict[str, dict[str, int]] = {
    "surname": {
        "same": 8,  # own name, or both names of a marriage in either order
        "partner": 8,  # the partner's name, which this person uses
        "prefix": 7,  # the same name with another prefix, or none
        "half": 6,  # one half of a double name
        "spelling": 4,  # a slip of the pen
        "partner_unused": 3,  # the partner's name, though this person uses the own name
        "unknown": 0,
        "different": -8,
    },
    "given": {
        "initials": 8,  # all initials, two or more
        "first_name": 7,
        "some_initials": 6,  # the first two or more of them
        "single": 4,  # the one initial there is on both sides
        "name_alike": 4,  # a slip of the pen, a short form, a second first name
        "first_initial": 3,  # the first of several
        "order": 3,  # the same initials in another order
        "extra_initials": 1,  # the signal knows more of them than the register
        "unknown": 0,
        "other_initials": -2,  # the first agrees, a later one does not
        "other_name": -3,  # another first name with the same initial
        "calling_name": -5,  # a first name that no initial explains: perhaps what friends call this person
        "different": -8,
    },
    "birth": {
        "equal": 14,
        "swapped": 10,
        "first_january": 9,
        "slip": 5,
        "unknown": 0,
        "same_year": -3,
        "different": -10,
    },
    "address": {
        "same": 9,
        "suffix_glued": 8,
        "same_street": 7,  # street and number, another postcode
        "no_suffix": 7,  # one of the two lacks letter and suffix
        "other_suffix": 3,  # a neighbour's door, or a suffix written otherwise
        "near": 2,  # the same postcode, another number
        "unknown": 0,
        "elsewhere": -4,
    },
    "phone": {"equal": 4, "unknown": 0, "different": 0},
}


class Point(NamedTuple):
    """What one field says: the level it compares to, and the points of that level."""

    field: str
    level: str
    points: int


class Comparison(NamedTuple):
    """The level of each field for one signal and one resident."""

    surname: str
    given: str
    birth: str
    address: str
    phone: str

    @property
    def score(self) -> int:
        """The sum of the points of all fields."""
        return sum(POINTS[field][level] for field, level in zip(self._fields, self, strict=True))

    def explain(self) -> tuple[Point, ...]:
        """The points of each field that was compared; they add up to the score."""
        return tuple(
            Point(field, level, POINTS[field][level])
            for field, level in zip(self._fields, self, strict=True)
            if level != "unknown"
        )


def compare(signal: PreparedSignal, person: Prepared) -> Comparison:
    """The level of each field."""
    return Comparison(
        surname_level(signal.parts, person),
        given_level(signal, person),
        birth_level(signal.birth, person.birth),
        address_level(signal, person),
        phone_level(signal.phone, person.phones),
    )


def surname_level(parts: tuple[Part, ...], person: Prepared) -> str:
    """How the surname agrees with the own name, the partner's, or both."""
    if not parts or not person.own:
        return "unknown"
    written, own, partner = core_of(parts), core_of(person.own), core_of(person.partner)
    if written == own:
        return "same" if prefixes_agree(parts[0].prefix, person.own[0].prefix) else "prefix"
    if partner:
        if written in (own + partner, partner + own):
            return "same"
        if written == partner:
            if not person.uses_partner:
                return "partner_unused"
            return "partner" if prefixes_agree(parts[0].prefix, person.partner[0].prefix) else "prefix"
    halves = {part.core for part in parts} if len(parts) > 1 else set()
    if own in halves or (len(person.own) > 1 and any(part.core == written for part in person.own)):
        return "half"
    names = (own, partner, own + partner, partner + own) if partner and person.uses_partner else (own,)
    if any(alike(written, name) for name in names if name):
        return "spelling"
    return "partner_unused" if partner and partner in halves else "different"


def given_level(signal: PreparedSignal, person: Prepared) -> str:
    """How initials agree, or first names where the signal has those."""
    if signal.first_names and person.first_names:
        level = _first_name_level(signal.first_names[0], person)
        if level:
            return level
    return _initials_level(signal.initials, person.initials, called=bool(signal.first_names))


def _first_name_level(name: str, person: Prepared) -> str:
    first = person.first_names[0]
    if name == first:
        return "first_name"
    if name in person.first_names or alike(name, first):
        return "name_alike"
    if len(name) >= 3 and len(first) >= 3 and (first.startswith(name) or name.startswith(first)):
        return "name_alike"
    return "other_name" if name[0] == first[0] else "calling_name"


def _initials_level(signal: str, person: str, *, called: bool) -> str:
    if not signal or not person:
        return "unknown"
    if signal == person:
        return "initials" if len(signal) > 1 else "single"
    if person.startswith(signal):
        return "some_initials" if len(signal) > 1 else "first_initial"
    if signal.startswith(person):
        return "extra_initials"
    if sorted(signal) == sorted(person):
        return "order"
    if signal[0] == person[0]:
        return "other_initials"
    return "calling_name" if called else "different"


def address_level(signal: PreparedSignal, person: Prepared) -> str:
    """How the front doors agree."""
    if not signal.number or not person.number or not (signal.postcode or signal.street):
        return "unknown"
    if signal.number == person.number:
        if signal.postcode == person.postcode and signal.postcode:
            return _door_level(signal.tail, person.tail)
        if signal.street and signal.street == person.street:
            return "same_street" if signal.tail == person.tail else "other_suffix"
    if signal.postcode == person.postcode and signal.postcode:
        door = signal.glued
        return "suffix_glued" if door.number == person.number and door.tail == person.tail else "near"
    return "elsewhere"


def _door_level(signal: str, person: str) -> str:
    if signal == person:
        return "same"
    return "other_suffix" if signal and person else "no_suffix"


def phone_level(signal: str, phones: tuple[str, ...]) -> str:
    """Whether the telephone number is one of those known of this person."""
    if not signal or not phones:
        return "unknown"
    return "equal" if signal in phones else "different"

"""How does a partner write down a person and an address, and which slips does it make?"""

from __future__ import annotations

import unicodedata
from datetime import date
from random import Random

import msgspec

from vangnet.apps.demo.births import Named
from vangnet.apps.demo.town import Door, Resident, Town, telephone


class Written(msgspec.Struct, frozen=True):
    """A person and an address as one partner wrote them down."""

    initials: str
    first_name: str
    prefix: str
    surname: str
    birth_date: date | None
    street: str
    number: str
    letter: str
    suffix: str
    postcode: str
    phone: str
    email: str


class Writer:
    """How a partner writes a person down, errors and all; each error is noted."""

    def __init__(self, town: Town, rng: Random, *, private: bool) -> None:
        self._town = town
        self._noise = town.noise
        self._rng = rng
        self._private = private
        self._notes: list[str] = []

    def write(self, debtor: Resident, stranger: Named | None) -> tuple[Written, tuple[str, ...]]:
        """The debtor, or a stranger at the debtor's address, as written; and what is wrong with it."""
        self._notes = ["unregistered"] if stranger else []
        person = stranger or debtor
        given = person.first_names.split()
        prefix, surname = self._name(person)
        door = self._door(debtor.door, known=stranger is None)
        number = self._number(door)
        written = Written(
            self._initials([name[0] for name in given]),
            self._called(given),
            prefix,
            surname,
            self._birth(person.birth_date),
            self._street(door.street),
            number,
            *self._suffix(door),
            self._postcode(door.postcode),
            self._phone(telephone(self._rng) if stranger else debtor.phone),
            plain(f"{given[0]}.{person.surname}@voorbeeld.example".lower().replace(" ", "")),
        )
        return written, tuple(self._notes)

    def _happens(self, note: str, chance: float) -> bool:
        if self._rng.random() >= chance:
            return False
        self._notes.append(note)
        return True

    def _name(self, person: Resident | Named) -> tuple[str, str]:
        noise = self._noise
        prefix, surname = self._used_name(person)
        if self._happens("typo-name", noise.typo_name):
            surname = typo(surname, self._rng)
        if prefix and self._happens("no-prefix", noise.no_prefix):
            prefix = ""
        if self._happens("ascii", noise.ascii):
            surname = plain(surname).replace("IJ", "Y").replace("ij", "y")
        return prefix, surname

    def _used_name(self, person: Resident | Named) -> tuple[str, str]:
        """The name in daily use: by the name use of the register, or otherwise."""
        own, partner = (person.prefix, person.surname), (person.partner_prefix, person.partner_surname)
        if not person.partner_surname:
            return own
        use = person.name_use
        if use != "E" and self._happens("name-use", self._noise.other_name_use):
            use = self._rng.choice("EPVN")
        if use in "EP":
            return own if use == "E" else partner
        front, behind = (partner, own) if use == "V" else (own, partner)
        return front[0], f"{front[1]}-{' '.join(filter(None, behind))}"

    def _initials(self, letters: list[str]) -> str:
        if len(letters) > 1 and self._happens("first-initial-only", self._noise.first_initial_only):
            letters = letters[:1]
        return "".join(f"{letter}." for letter in letters)

    def _called(self, given: list[str]) -> str:
        """The first name as a private landlord knows it: sometimes a second name, or a short form."""
        if self._private and self._happens("calling-name", self._noise.calling_name):
            return given[-1] if len(given) > 1 else given[0][:3]
        return given[0]

    def _birth(self, born: date) -> date | None:
        noise = self._noise
        if self._happens("no-birth-date", 1.0 if self._private else noise.no_birth_date):
            return None
        if (
            born.day <= 12
            and born.day != born.month
            and self._happens("birth-date-swapped", 2.5 * noise.swapped_birth_date)
        ):
            return born.replace(month=born.day, day=born.month)
        if self._happens("birth-date-wrong", noise.wrong_birth_date):
            return born.replace(year=born.year + self._rng.choice((-10, -1, 1)), day=min(born.day, 28))
        return born

    def _door(self, door: Door, *, known: bool) -> Door:
        if known and self._happens("moved", self._noise.moved):
            return self._rng.choice(self._town.doors)
        return door

    def _street(self, street: str) -> str:
        return typo(street, self._rng) if self._happens("typo-street", self._noise.typo_street) else street

    def _number(self, door: Door) -> str:
        if self._happens("wrong-number", self._noise.wrong_number):
            return str(max(1, door.number + self._rng.choice((-10, -2, 2, 2, 10))))
        return str(door.number)

    def _suffix(self, door: Door) -> tuple[str, str]:
        if (door.letter or door.suffix) and self._happens("no-suffix", self._noise.no_suffix):
            return "", ""
        return door.letter, door.suffix

    def _postcode(self, postcode: str) -> str:
        if self._happens("wrong-postcode", self._noise.wrong_postcode):
            return f"{postcode[:4]}{postcode[5]}{postcode[4]}"
        return postcode

    def _phone(self, phone: str) -> str:
        return "" if self._happens("no-phone", self._noise.no_phone) else phone


def typo(text: str, rng: Random) -> str:
    """One slip of the pen: a letter doubled, dropped, replaced, or swapped with the next; never the first
    letter.
    """
    if len(text) < 4:
        return text
    place = rng.randrange(1, len(text) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:place] + text[place] + text[place:]
    if kind == 1:
        return text[:place] + text[place + 1 :]
    if kind == 2:
        return text[:place] + rng.choice("aeinorst") + text[place + 1 :]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def plain(text: str) -> str:
    """The text in ASCII, as old systems keep it."""
    loose = unicodedata.normalize("NFKD", text.translate(str.maketrans("łŁıøØ", "lLioO")))
    return loose.encode("ascii", "ignore").decode()

"""Which synthetic town do we practise on: who lives where, with whom, and under which names?

A town is made from a seed and is the same every time. Nobody in it exists: the citizen service numbers belong
to the series 99, which is kept for tests, and the telephone numbers to 069, which is not issued.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import isqrt
from pathlib import Path
from random import Random

import msgspec

from vangnet.apps.demo.births import Births
from vangnet.apps.demo.name_lists import STREET_ENDS, STREET_FRONTS, STREET_STEMS
from vangnet.domain.matching import PersonRecord

TOWN_NAME = "Veldervoort"
_HOUSES_IN_A_STREET = 58
_HOUSES_IN_A_POSTCODE = 20
_METRES_BETWEEN_HOUSES = 6
_METRES_BETWEEN_STREETS = 70
_STREETS_IN_A_BLOCK = 6
_POSTCODE_LETTERS = "ABCDEGHJKLMNPRTVWXZ"
_COLUMNS = (
    "resident_id household_id bsn voorletters voornamen voorvoegsel geslachtsnaam naamgebruik "
    "partner_voorvoegsel partner_naam geboortedatum straat huisnummer huisletter toevoeging postcode "
    "woonplaats overleden vertrokken"
)
RESIDENT_COLUMNS = tuple(_COLUMNS.split())


class Noise(msgspec.Struct, frozen=True, kw_only=True):
    """How badly partners write, as the share of contracts that carry each error; the defaults are friendly
    partners.
    """

    typo_name: float = 0.04
    typo_street: float = 0.02
    ascii: float = 0.06
    no_prefix: float = 0.12
    """Of the names that have a prefix."""
    other_name_use: float = 0.5
    """Of those who are or were married: written in another order, or with one of the two names."""
    first_initial_only: float = 0.07
    calling_name: float = 0.1
    """Of the private landlords' tenants: what friends call them."""
    no_birth_date: float = 0.25
    swapped_birth_date: float = 0.015
    wrong_birth_date: float = 0.005
    no_phone: float = 0.13
    no_suffix: float = 0.2
    """Of the addresses that have a letter or suffix."""
    wrong_number: float = 0.015
    wrong_postcode: float = 0.005
    moved: float = 0.06
    """The contract still has the previous address, where others live now."""
    unregistered: float = 0.055
    """Unknown to the register at that address: subtenants, relatives, previous tenants who left the town."""
    relatives: float = 0.15
    """Of the unregistered: with the surname of somebody who lives there."""
    shared_doors: float = 0.02
    """Front doors behind which two households live."""
    slips: float = 0.03
    """Rows in which this month's spelling differs from the contract's."""


FRIENDLY = Noise()
ROUGH = Noise(
    typo_name=0.07,
    typo_street=0.04,
    ascii=0.1,
    no_prefix=0.2,
    other_name_use=0.6,
    first_initial_only=0.12,
    calling_name=0.2,
    no_birth_date=0.3,
    swapped_birth_date=0.025,
    wrong_birth_date=0.015,
    no_phone=0.25,
    no_suffix=0.3,
    wrong_number=0.025,
    wrong_postcode=0.015,
    moved=0.08,
    unregistered=0.08,
    relatives=0.2,
    shared_doors=0.03,
    slips=0.05,
)


HARSH = msgspec.structs.replace(
    ROUGH,
    no_birth_date=0.45,
    first_initial_only=0.2,
    moved=0.1,
    unregistered=0.12,
    relatives=0.35,
    shared_doors=0.05,
)


class Door(msgspec.Struct, frozen=True):
    """A front door, with its place on the town's map in metres."""

    street: str
    number: int
    letter: str
    suffix: str
    postcode: str
    x: int
    y: int


class Resident(msgspec.Struct, frozen=True):
    """A resident as the register has them."""

    id: int
    household: int
    bsn: str
    first_names: str
    prefix: str
    surname: str
    name_use: str
    partner_prefix: str
    partner_surname: str
    birth_date: date
    door: Door
    phone: str
    deceased_on: date | None = None
    departed_on: date | None = None

    @property
    def initials(self) -> str:
        """Johanna Anna has "J.A."."""
        return "".join(f"{name[0]}." for name in self.first_names.split())

    def age(self, day: date) -> int:
        """Whole years on that day."""
        born = self.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def record(self) -> PersonRecord:
        """What matching wants to know; the register has no telephone numbers."""
        return PersonRecord(
            id=self.id,
            household=self.household,
            surname=self.surname,
            initials=self.initials,
            first_names=self.first_names,
            prefix=self.prefix,
            name_use=self.name_use,
            partner_prefix=self.partner_prefix,
            partner_surname=self.partner_surname,
            birth_date=self.birth_date,
            street=self.door.street,
            number=str(self.door.number),
            letter=self.door.letter,
            suffix=self.door.suffix,
            postcode=self.door.postcode,
            deceased=self.deceased_on is not None,
            departed=self.departed_on is not None,
        )


class Town(msgspec.Struct, frozen=True):
    """A town on one day: its residents in whole households, and all its front doors."""

    name: str
    day: date
    noise: Noise
    residents: tuple[Resident, ...]
    doors: tuple[Door, ...]

    def households(self) -> dict[int, list[Resident]]:
        """The residents of each household, in the order of the register."""
        found: dict[int, list[Resident]] = {}
        for resident in self.residents:
            found.setdefault(resident.household, []).append(resident)
        return found

    def places(self) -> dict[str, tuple[int, int]]:
        """For each postcode the middle of its front doors, in metres."""
        found: dict[str, list[Door]] = {}
        for door in self.doors:
            found.setdefault(door.postcode, []).append(door)
        return {
            postcode: (sum(d.x for d in doors) // len(doors), sum(d.y for d in doors) // len(doors))
            for postcode, doors in found.items()
        }


def make_town(seed: int, residents: int, *, day: date, noise: Noise = FRIENDLY) -> Town:
    """A town of about that many residents (whole households, so a few more), as it is on `day`."""
    rng = Random(f"town {seed}")
    births = Births(rng, day)
    doors: list[Door] = []
    people: list[Resident] = []
    numbers = citizen_numbers()
    free = all_doors(rng)
    household = 0
    while len(people) < residents:
        if not doors or rng.random() >= noise.shared_doors:
            doors.append(next(free))
        for together in births.dwellers():
            household += 1
            for named in together:
                deceased_on, departed_on = _gone(rng, day, named.birth_date)
                people.append(
                    Resident(
                        id=len(people) + 1,
                        household=household,
                        bsn=next(numbers),
                        **msgspec.structs.asdict(named),
                        door=doors[-1],
                        phone=telephone(rng),
                        deceased_on=deceased_on,
                        departed_on=departed_on,
                    )
                )
    doors.extend(next(free) for _ in range(len(doors) // 25))
    return Town(TOWN_NAME, day, noise, tuple(people), tuple(doors))


def _gone(rng: Random, day: date, born: date) -> tuple[date | None, date | None]:
    """The day of death or departure in the past half year, for the few who are gone."""
    chance = rng.random()
    old = (day - born).days > 65 * 365
    when = day - timedelta(days=int(rng.random() * 180))
    if chance < (0.012 if old else 0.001):
        return max(when, born), None
    return (None, max(when, born)) if chance > 0.991 else (None, None)


def telephone(rng: Random) -> str:
    """A mobile number of a series that is not issued."""
    return f"069{int(rng.random() * 10**7):07d}"


def citizen_numbers() -> Iterator[str]:
    """Numbers of the test series 99 that pass the eleven-check, so that imports take them."""
    for front in range(99000000, 100000000):
        check = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), str(front), strict=True)) % 11
        if check < 10:
            yield f"{front}{check}"


def all_doors(rng: Random) -> Iterator[Door]:
    """Front doors without end: street after street on a square map, some numbers split by letter, floor or
    "bis".
    """
    names = [f"{front}{stem}{end}" for front in STREET_FRONTS for stem in STREET_STEMS for end in STREET_ENDS]
    plain = len(STREET_STEMS) * len(STREET_ENDS)
    order = [*rng.sample(range(plain), plain), *range(plain, len(names))]
    segment = 0
    for place, index in enumerate(order):
        x0, y0 = _corner(place)
        for number in range(1, rng.randint(20, 2 * _HOUSES_IN_A_STREET - 20) + 1):
            if number % _HOUSES_IN_A_POSTCODE == 1:
                segment += 1
            x, y = x0 + number * _METRES_BETWEEN_HOUSES // 2, y0 + (8 if number % 2 else -8)
            for letter, suffix in _behind(rng):
                yield Door(names[index], number, letter, suffix, _postcode(segment), x, y)


def _corner(place: int) -> tuple[int, int]:
    """Where a street begins: six beside each other fill a block, and blocks fill a square that grows."""
    block, row = divmod(place, _STREETS_IN_A_BLOCK)
    side = isqrt(block)
    beside = block - side * side
    across, down = (side, beside) if beside < side else (beside - side, side)
    size = _STREETS_IN_A_BLOCK * _METRES_BETWEEN_STREETS
    return across * size, down * size + row * _METRES_BETWEEN_STREETS


def _behind(rng: Random) -> tuple[tuple[str, str], ...]:
    """The letters and suffixes of the doors at one house number."""
    chance = rng.random()
    if chance < 0.80:
        return (("", ""),)
    if chance < 0.86:
        return (("A", ""), ("B", ""))
    if chance < 0.89:
        return (("", ""), ("A", ""))
    if chance < 0.92:
        return (("", ""), ("", "bis"))
    if chance < 0.96:
        return (("", "HS"), ("", "I"), ("", "II"))
    return (("", "1"), ("", "2"), ("", "3"))


def _postcode(segment: int) -> str:
    size = len(_POSTCODE_LETTERS)
    first, second = _POSTCODE_LETTERS[segment // size % size], _POSTCODE_LETTERS[segment % size]
    return f"{9100 + segment // size**2}{first}{second}"


def write_residents(town: Town, path: Path) -> None:
    """The register extract, as CSV with semicolons."""
    lines = [";".join(RESIDENT_COLUMNS)]
    for r in town.residents:
        door = r.door
        cells = (r.id, r.household, r.bsn, r.initials, r.first_names, r.prefix, r.surname, r.name_use)
        partner = (r.partner_prefix, r.partner_surname, r.birth_date)
        address = (door.street, door.number, door.letter, door.suffix, door.postcode, town.name)
        lines.append(";".join(map(str, (*cells, *partner, *address, r.deceased_on or "", r.departed_on or ""))))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

"""How does an extract of the register of persons get in, and what does a newer one change?

One line per person, told apart by the register's own ids. Read again it changes nothing; a newer extract moves
people, marks who died or left, and leaves alone whom it does not name.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import transaction

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.sealed import bsn_lookup, seal_bsn
from vangnet.apps.cases import bulk, retelling, tables
from vangnet.apps.cases.models import Household, Person, Stay
from vangnet.apps.cases.neighbourhood import Neighbourhood, write_keys
from vangnet.apps.cases.record import hold_households
from vangnet.domain.matching import PersonRecord, prepare

CHUNK = 1_000
NEEDED = frozenset({"resident_id", "household_id", "geslachtsnaam"})
_SAYS = (
    *("initials", "first_names", "prefix", "surname", "name_use", "partner_prefix", "partner_surname"),
    *("birth_date", "deceased_on", "departed_on"),
)
_PERSON = ("municipality_id", "household_id", "register_id", *_SAYS, "bsn_lookup", "bsn_sealed", "token")
_STAY = ("municipality_id", "household_id", "street", "number", "letter", "suffix", "postcode", "city", "since")
_TEXTS = ("phone", "email", "language")


class BadExtract(ValueError):  # noqa: N818 - named as the thing that is wrong
    """The file is no register extract, or one line of it cannot be read; nothing of that chunk is kept."""


class Home(NamedTuple):
    street: str
    number: int
    letter: str
    suffix: str
    postcode: str
    city: str


class Resident(NamedTuple):
    """One line of the extract. ``says`` are the columns ``_SAYS`` of a person, in order."""

    register_id: str
    household: str
    bsn: str
    says: tuple[Any, ...]
    home: Home


@dataclass(slots=True)
class Tally:
    """What an extract brought."""

    read: int = 0
    new: int = 0
    changed: int = 0
    moved: int = 0
    households: set[int] = field(default_factory=set, repr=False)
    """Those whose names or home changed."""


@bulk.tidied_seldom()
def import_residents(municipality: Municipality, path: Path, today: date) -> Tally:
    """Take in an extract: CSV, UTF-8, semicolons. Raises BadExtract, OSError."""
    tally = Tally()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        if missing := NEEDED - set(rows.fieldnames or ()):
            raise BadExtract(f"no column {', '.join(sorted(missing))}")
        residents = (_resident(rows.line_num, row) for row in rows)
        while chunk := list(islice(residents, CHUNK)):
            with transaction.atomic():
                _take_in(municipality.pk, chunk, today, tally)
    if tally.households:
        retelling.rename(municipality, sorted(tally.households), today)
    if tally.new >= CHUNK:
        tables.take_stock()
    return tally


def _resident(line: int, row: Mapping[str, str]) -> Resident:
    try:
        number = row.get("huisnummer", "")
        return Resident(
            row["resident_id"],
            row["household_id"],
            row.get("bsn", ""),
            (
                *(row.get(name, "") for name in ("voorletters", "voornamen", "voorvoegsel", "geslachtsnaam")),
                row.get("naamgebruik", "") or Person.NameUse.OWN.value,
                *(row.get(name, "") for name in ("partner_voorvoegsel", "partner_naam")),
                *(_day(row.get(name, "")) for name in ("geboortedatum", "overleden", "vertrokken")),
            ),
            Home(
                row.get("straat", ""),
                int(number) if number else 0,
                *(row.get(name, "") for name in ("huisletter", "toevoeging", "postcode", "woonplaats")),
            ),
        )
    except (ValueError, TypeError) as wrong:
        raise BadExtract(f"line {line} cannot be read") from wrong


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _take_in(municipality: int, chunk: Sequence[Resident], today: date, tally: Tally) -> None:
    tally.read += len(chunk)
    households = _households(municipality, {resident.household for resident in chunk})
    stored = Person.of(municipality).filter(register_id__among=[resident.register_id for resident in chunk])
    known = {person.register_id: person for person in stored}
    left = {person.household_id for person in known.values() if person.household_id}
    hold_households(municipality, left.union(households.values()))
    touched = _settle_homes(municipality, chunk, households, today)
    tally.moved += len(touched)
    new = {r.register_id: r for r in chunk if r.register_id not in known}
    _add(municipality, list(new.values()), households)
    tally.new += len(new)
    for resident in chunk:
        if person := known.get(resident.register_id):
            changed = _change(person, resident, households[resident.household])
            tally.changed += bool(changed)
            touched |= changed
    _find_anew(municipality, touched)
    tally.households |= touched


def _households(municipality: int, wanted: set[str]) -> dict[str, int]:
    """The ids of these households by the register's; those not known yet are made."""
    stored = Household.of(municipality).filter(register_id__among=wanted).values_list("register_id", "id")
    found = {str(register_id): number for register_id, number in stored}
    new = sorted(wanted - found.keys())
    ids = tables.take_ids(Household, len(new))
    rows = [(number, municipality, register_id) for number, register_id in zip(ids, new, strict=True)]
    tables.insert(Household, ("id", "municipality_id", "register_id"), rows)
    return found | dict(zip(new, ids, strict=True))


def _settle_homes(municipality: int, chunk: Sequence[Resident], households: Mapping[str, int], today: date) -> set[int]:
    """Where each household lives now; a former home is kept with its last day. Gives those who moved."""
    wanted = {households[r.household]: r.home for r in chunk if r.home.number}
    stays = {s.household_id: s for s in Stay.of(municipality).filter(household__among=wanted, until=None)}
    moved = {
        household: home
        for household, home in wanted.items()
        if household in stays and home != Home(*(getattr(stays[household], part) for part in Home._fields))
    }
    Stay.of(municipality).filter(id__in=[stays[household].pk for household in moved]).update(until=today)
    new = {household: home for household, home in wanted.items() if household not in stays} | moved
    rows = [(municipality, household, *home, today if household in moved else None) for household, home in new.items()]
    tables.insert(Stay, _STAY, rows)
    return set(moved)


def _add(municipality: int, new: Sequence[Resident], households: Mapping[str, int]) -> None:
    ids = tables.take_ids(Person, len(new))
    rows, forms = [], []
    for number, resident in zip(ids, new, strict=True):
        household = households[resident.household]
        sealed = _sealed(municipality, resident.bsn)
        empty = ("",) * len(_TEXTS)
        rows.append((number, municipality, household, resident.register_id, *resident.says, *sealed, *empty))
        forms.append(prepare(_record(number, household, resident)))
    tables.insert(Person, ("id", *_PERSON, *_TEXTS), rows)
    write_keys(municipality, forms, fresh=True)


def _sealed(municipality: int, bsn: str) -> tuple[bytes | None, bytes | None, str]:
    """How a BSN is found again, the BSN that nobody can read, and what it is bound to."""
    token = uuid4()
    if not bsn:
        return None, None, token.hex
    return bsn_lookup(bsn, municipality), seal_bsn(bsn, municipality, token), token.hex


def _record(number: int, household: int, resident: Resident) -> PersonRecord:
    says = dict(zip(_SAYS, resident.says, strict=True))
    deceased, departed = says.pop("deceased_on"), says.pop("departed_on")
    street, house, letter, suffix, postcode, _ = resident.home
    return PersonRecord(
        id=number,
        household=household,
        street=street,
        number=str(house or ""),
        letter=letter,
        suffix=suffix,
        postcode=postcode,
        deceased=deceased is not None,
        departed=departed is not None,
        **says,
    )


def _change(person: Person, resident: Resident, household: int) -> set[int]:
    """Note what the register says otherwise than before; gives the households that this touches."""
    says = dict(zip(_SAYS, resident.says, strict=True))
    lookup = bsn_lookup(resident.bsn, person.municipality_id) if resident.bsn else None
    same_bsn = bytes(person.bsn_lookup or b"") == (lookup or b"")
    changed = [name for name, value in says.items() if getattr(person, name) != value]
    if not changed and same_bsn and person.household_id == household:
        return set()
    for name, value in says.items():
        setattr(person, name, value)
    if not same_bsn:
        person.bsn_lookup = lookup
        person.bsn_sealed = seal_bsn(resident.bsn, person.municipality_id, person.token) if resident.bsn else None
    touched = {number for number in (person.household_id, household) if number}
    person.household_id = household
    person.save()
    return touched


def _find_anew(municipality: int, touched: set[int]) -> None:
    """Whoever is called otherwise or lives elsewhere now is found by new keys."""
    for households in bulk.chunks(sorted(touched)):
        people = Person.of(municipality).filter(household__among=households).values_list("id", flat=True)
        known = Neighbourhood(municipality).known(list(people))
        write_keys(municipality, [one.form for one in known.values()])

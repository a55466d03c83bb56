"""How does somebody get a record whom the register does not have? From what a partner wrote, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from vangnet.apps.cases import tables
from vangnet.apps.cases.meant import Where
from vangnet.apps.cases.models import Household, Person, Stay
from vangnet.apps.cases.neighbourhood import write_keys
from vangnet.apps.intake.finding import Said
from vangnet.apps.intake.spelling import at_the_start, spelled
from vangnet.apps.intake.streets import with_streets
from vangnet.domain.matching import PersonRecord, Prepared, parse_name, phone_of, postcode_of, prepare
from vangnet.domain.matching.addresses import house_of

_PERSON = (
    *("id", "municipality_id", "household_id", "initials", "first_names", "prefix", "surname", "name_use"),
    *("partner_prefix", "partner_surname", "birth_date", "phone", "email", "language", "token", "retention_until"),
)
_STAY = ("municipality_id", "household_id", "street", "number", "letter", "suffix", "postcode", "city", "since")


class Made(NamedTuple):
    person: int
    household: int


@dataclass(frozen=True, slots=True)
class Newcomers:
    """People whom the register does not have and their homes, thought out and still to be written."""

    municipality: int
    made: list[Made] = field(default_factory=list)
    people: list[tuple[object, ...]] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)
    stays: list[tuple[object, ...]] = field(default_factory=list)
    forms: list[Prepared] = field(default_factory=list)

    def write(self) -> None:
        """Within a transaction."""
        tables.insert(Household, ("id", "municipality_id"), [(home, self.municipality) for home in self.homes])
        tables.insert(Stay, _STAY, self.stays)
        tables.insert(Person, _PERSON, self.people)
        write_keys(self.municipality, self.forms, fresh=True)


def newcomers(
    municipality: int, told: Sequence[tuple[Said, Where]], keep_until: date, households: Mapping[int, int] | None = None
) -> Newcomers:
    """A person for each of these signals, in order, in a household of its own at the address told.

    ``households`` gives, by place in ``told``, the household where somebody is certain to live. Of a postcode with a
    number the street is the register's.
    """
    given = households or {}
    told = with_streets(municipality, told)
    alone = [where for place, (_, where) in enumerate(told) if place not in given]
    found = Newcomers(municipality, homes=tables.take_ids(Household, len(alone)))
    found.stays.extend(
        stay for home, where in zip(found.homes, alone, strict=True) if (stay := _stay(municipality, home, where))
    )
    homes = iter(found.homes)
    for place, (number, (said, where)) in enumerate(zip(tables.take_ids(Person, len(told)), told, strict=True)):
        record = _record(number, given[place] if place in given else next(homes), said, where)
        found.people.append(_row(municipality, record, keep_until))
        found.forms.append(prepare(record))
        found.made.append(Made(number, record.household))
    return found


def _stay(municipality: int, household: int, where: Where) -> tuple[object, ...] | None:
    """None for an address without a number."""
    house = house_of(where.number, where.letter, where.suffix)
    if not house.number:
        return None
    street, city = at_the_start(where.street)[:100], at_the_start(where.city)[:80]
    return (municipality, household, street, house.number, "", house.tail[:10], postcode_of(where.postcode), city, None)


def _record(number: int, household: int, said: Said, where: Where) -> PersonRecord:
    initials, first_names, prefix, surname = said.initials, said.first_name, said.prefix, said.surname
    if said.name_whole and not surname:
        written = parse_name(said.name_whole)
        initials, first_names = initials or written.initials, first_names or written.first_names
        prefix, surname = prefix or written.prefix, written.surname
    elif "," in surname and not prefix:  # "Berg, van den" in the column of the surname
        written = parse_name(surname)
        initials, prefix, surname = initials or written.initials, written.prefix, written.surname
    house = house_of(where.number, where.letter, where.suffix)
    return PersonRecord(
        id=number,
        household=household,
        surname=spelled(surname),
        initials=initials[:30],
        first_names=first_names,
        prefix=prefix.lower()[:30] if prefix.isupper() else prefix[:30],
        birth_date=said.birth_date,
        street=where.street,
        number=str(house.number or ""),
        suffix=house.tail,
        postcode=where.postcode,
        phones=(said.phone,) if phone_of(said.phone) else (),
    )


def _row(municipality: int, record: PersonRecord, keep_until: date) -> tuple[object, ...]:
    phone = phone_of(record.phones[0]) if record.phones else ""
    names = (record.initials, record.first_names, record.prefix, record.surname, Person.NameUse.OWN.value, "", "")
    birth = record.birth_date
    rest = (birth, phone, "", "", uuid4().hex, keep_until)
    return (record.id, municipality, record.household, *names, *rest)

"""How does somebody get a record whom the register does not have? From what a partner wrote, and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from vangnet.apps.cases import tables
from vangnet.apps.cases.models import Household, Person, Stay
from vangnet.apps.intake.finding import Said, Where
from vangnet.apps.intake.people import write_keys
from vangnet.apps.intake.spelling import at_the_start, spelled
from vangnet.apps.intake.streets import with_streets
from vangnet.domain.matching import PersonRecord, parse_name, phone_of, postcode_of, prepare
from vangnet.domain.matching.addresses import house_of

_PERSON = (
    *("id", "municipality_id", "household_id", "initials", "first_names", "prefix", "surname", "name_use"),
    *("partner_prefix", "partner_surname", "birth_date", "phone", "email", "language", "token", "retention_until"),
)
_STAY = ("municipality_id", "household_id", "street", "number", "letter", "suffix", "postcode", "city", "since")


class Made(NamedTuple):
    person: int
    household: int


def make_people(
    municipality: int, told: Sequence[tuple[Said, Where]], keep_until: date, households: Mapping[int, int] | None = None
) -> list[Made]:
    """A person for each of these signals, in order, in a household of its own at the address told.

    ``households`` gives, by place in ``told``, the household where somebody is certain to live. Of a postcode with a
    number the street is the register's. Within a transaction that holds the write lock.
    """
    given = households or {}
    told = with_streets(municipality, told)
    homes = iter(_make_homes(municipality, [where for place, (_, where) in enumerate(told) if place not in given]))
    made, rows, forms = [], [], []
    for place, (number, (said, where)) in enumerate(zip(tables.next_ids(Person, len(told)), told, strict=True)):
        household = given[place] if place in given else next(homes)
        record = _record(number, household, said, where)
        rows.append(_row(municipality, record, keep_until))
        forms.append(prepare(record))
        made.append(Made(number, household))
    tables.insert(Person, _PERSON, rows)
    write_keys(municipality, forms, fresh=True)
    return made


def _make_homes(municipality: int, places: Sequence[Where]) -> list[int]:
    ids = tables.next_ids(Household, len(places))
    tables.insert(Household, ("id", "municipality_id"), [(number, municipality) for number in ids])
    stays = []
    for number, where in zip(ids, places, strict=True):
        house = house_of(where.number, where.letter, where.suffix)
        if house.number:
            code = postcode_of(where.postcode)
            street, city = at_the_start(where.street)[:100], at_the_start(where.city)[:80]
            stays.append((municipality, number, street, house.number, "", house.tail[:10], code, city, None))
    tables.insert(Stay, _STAY, stays)
    return ids


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

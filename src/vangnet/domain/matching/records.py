"""What is known about a resident and about the person a signal names, and in which normal form are they
compared?
"""

from __future__ import annotations

from datetime import date
from hashlib import blake2b

import msgspec

from vangnet.domain.matching.addresses import House, glued, house_of, postcode_of, street_of
from vangnet.domain.matching.names import (
    Part,
    core_of,
    first_names_of,
    initials_of,
    parse_name,
    surname_parts,
)
from vangnet.domain.matching.traits import birth_number, phone_of, swapped


class PersonRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the register, as the extract gives it. `name_use` is the BRP's E, P, V or N (Logisch
    ontwerp, 61.10).
    """

    id: int
    household: int
    surname: str
    initials: str = ""
    first_names: str = ""
    prefix: str = ""
    name_use: str = "E"
    partner_prefix: str = ""
    partner_surname: str = ""
    birth_date: date | None = None
    street: str = ""
    number: str = ""
    letter: str = ""
    suffix: str = ""
    postcode: str = ""
    phones: tuple[str, ...] = ()
    deceased: bool = False
    departed: bool = False


class SignalRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The person a signal names, as the partner writes it.

    The name comes in parts (`surname` and what belongs to it) or whole in `name`; number, letter and suffix
    come in one field or three. An address that comes whole goes through `parse_address` first.
    """

    surname: str = ""
    initials: str = ""
    first_names: str = ""
    prefix: str = ""
    name: str = ""
    birth_date: date | None = None
    street: str = ""
    number: str = ""
    letter: str = ""
    suffix: str = ""
    postcode: str = ""
    phone: str = ""


class Prepared(msgspec.Struct, frozen=True, array_like=True):
    """A resident in normal form: what `match` compares. Made once by `prepare`, and storable as JSON or
    msgpack.
    """

    id: int
    household: int
    own: tuple[Part, ...]
    partner: tuple[Part, ...]
    uses_partner: bool
    initials: str
    first_names: tuple[str, ...]
    birth: int
    postcode: str
    number: int
    tail: str
    street: str
    phones: tuple[str, ...]
    deceased: bool = False
    departed: bool = False


class PreparedSignal(msgspec.Struct, frozen=True, array_like=True):
    """The person a signal names, in normal form. `fingerprint` names this spelling of this person, without
    saying it.
    """

    parts: tuple[Part, ...]
    initials: str
    first_names: tuple[str, ...]
    birth: int
    postcode: str
    number: int
    tail: str
    glued: House
    street: str
    phone: str
    fingerprint: str


def prepare(person: PersonRecord) -> Prepared:
    """A resident in normal form."""
    house = house_of(person.number, person.letter, person.suffix)
    return Prepared(
        person.id,
        person.household,
        surname_parts(person.prefix, person.surname),
        surname_parts(person.partner_prefix, person.partner_surname),
        person.name_use in ("P", "V", "N"),
        initials_of(person.initials, person.first_names),
        first_names_of(person.first_names),
        birth_number(person.birth_date),
        postcode_of(person.postcode),
        house.number,
        house.tail,
        street_of(person.street),
        tuple(filter(None, map(phone_of, person.phones))),
        person.deceased,
        person.departed,
    )


def prepare_signal(signal: SignalRecord) -> PreparedSignal:
    """The person a signal names, in normal form."""
    initials, first_names, prefix, surname = (
        signal.initials,
        signal.first_names,
        signal.prefix,
        signal.surname,
    )
    if signal.name and not surname:
        written = parse_name(signal.name)
        initials, first_names = initials or written.initials, first_names or written.first_names
        prefix, surname = prefix or written.prefix, written.surname
    house = house_of(signal.number, signal.letter, signal.suffix)
    name = (
        surname_parts(prefix, surname),
        initials_of(initials, first_names),
        first_names_of(first_names),
    )
    birth = birth_number(signal.birth_date)
    postcode, street = postcode_of(signal.postcode), street_of(signal.street)
    return PreparedSignal(
        *name,
        birth,
        postcode,
        house.number,
        house.tail,
        glued(house),
        street,
        phone_of(signal.phone),
        _fingerprint(name, birth, postcode or street, house),
    )


def _fingerprint(name: tuple[tuple[Part, ...], str, tuple[str, ...]], birth: int, place: str, house: House) -> str:
    said = repr((*name, birth, place, *house))
    return blake2b(said.encode(), digest_size=12).hexdigest()


def blocking_keys(record: Prepared | PreparedSignal) -> tuple[str, ...]:
    """The keys under which records that may be one person meet: a resident is a candidate when one key is
    shared.

    a: front door without suffix · s: the same by street, for a wrong postcode · b: birth date and first
    initial · n: surname and all initials, when there are at least two · p: telephone. A signal also asks for
    its other readings: a number with the suffix glued to it, a date with day and month swapped.
    """
    if isinstance(record, Prepared):
        keys = [*_address_keys(record.postcode, record.street, record.number)]
        if record.birth and record.initials:
            keys.append(f"b{record.birth}{record.initials[0]}")
        keys.extend(_name_keys({core_of(record.own), core_of(record.partner)}, record.initials))
        keys.extend(f"p{phone}" for phone in record.phones)
        return tuple(keys)
    keys = [*_address_keys(record.postcode, record.street, record.number)]
    if record.glued.number:
        keys.extend(_address_keys(record.postcode, "", record.glued.number))
    if record.birth and record.initials:
        births = filter(None, (record.birth, swapped(record.birth)))
        keys.extend(f"b{birth}{record.initials[0]}" for birth in births)
    names = {core_of(record.parts), *(part.core for part in record.parts)}
    keys.extend(_name_keys(names, record.initials))
    if record.phone:
        keys.append(f"p{record.phone}")
    return tuple(keys)


def _address_keys(postcode: str, street: str, number: int) -> list[str]:
    if not number:
        return []
    keys = [f"a{postcode}{number}"] if postcode else []
    return [*keys, f"s{street}{number}"] if street else keys


def _name_keys(names: set[str], initials: str) -> list[str]:
    return sorted(f"n{name}.{initials}" for name in names if name) if len(initials) > 1 else []

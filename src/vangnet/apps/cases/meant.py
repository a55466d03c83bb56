"""Who of those we know is meant by a name and an address that somebody sent, as they wrote it?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from vangnet.apps.cases.neighbourhood import Known, Neighbourhood
from vangnet.domain.matching import (
    Band,
    Decisions,
    Outcome,
    PreparedSignal,
    SignalRecord,
    blocking_keys,
    match,
    parse_address,
    postcode_of,
)


class Named(Protocol):
    """A person as a sender writes one; empty where nothing was said."""

    @property
    def name_whole(self) -> str: ...
    @property
    def surname(self) -> str: ...
    @property
    def prefix(self) -> str: ...
    @property
    def initials(self) -> str: ...
    @property
    def first_name(self) -> str: ...
    @property
    def birth_date(self) -> date | None: ...
    @property
    def address_whole(self) -> str: ...
    @property
    def street(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def letter(self) -> str: ...
    @property
    def suffix(self) -> str: ...
    @property
    def postcode(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def postcode_city(self) -> str: ...
    @property
    def phone(self) -> str: ...


class Where(NamedTuple):
    """An address taken apart, as the sender wrote it."""

    street: str
    number: str
    letter: str
    suffix: str
    postcode: str
    city: str


def where_of(said: Named) -> Where:
    """The address in its parts, also where the sender wrote it in one field."""
    street, number, postcode, city = said.street, said.number, said.postcode, said.city
    if said.address_whole:
        written = parse_address(said.address_whole)
        street, number = street or written.street, number or written.house
        postcode, city = postcode or written.postcode, city or written.city
    if said.postcode_city:
        code = postcode_of(said.postcode_city)
        postcode = postcode or code
        city = city or said.postcode_city[7 if " " in said.postcode_city[:5] else 6 :].strip(" ,")
    return Where(street, number, said.letter, said.suffix, postcode, city)


def signal_record(said: Named, where: Where) -> SignalRecord:
    """What matching compares."""
    return SignalRecord(
        surname=said.surname,
        initials=said.initials,
        first_names=said.first_name,
        prefix=said.prefix,
        name=said.name_whole,
        birth_date=said.birth_date,
        street=where.street,
        number=where.number,
        letter=where.letter,
        suffix=where.suffix,
        postcode=where.postcode,
        phone=said.phone,
    )


def meant(
    asked: Mapping[int, PreparedSignal],
    neighbourhood: Neighbourhood,
    decisions: Decisions,
    without: Collection[int] = frozenset(),
) -> dict[int, Outcome]:
    """Who is meant by each of these.

    The register is asked first, then those we know from earlier signals alone, so that somebody who was registered
    meanwhile is found there. Four queries for all of them together.
    """
    keys = {row: blocking_keys(signal) for row, signal in asked.items()}
    sharing = neighbourhood.sharing({key for some in keys.values() for key in some})
    near = {row: _near(asked[row], some, sharing, decisions) for row, some in keys.items()}
    known = neighbourhood.known({person for some in near.values() for person in some})
    return {
        row: _whom(
            asked[row],
            [known[person] for person in people if person in known and person not in without],
            decisions,
        )
        for row, people in near.items()
    }


def _near(
    signal: PreparedSignal, keys: Iterable[str], sharing: Mapping[str, list[int]], decisions: Decisions
) -> set[int]:
    people = {person for key in keys for person in sharing.get(key, ())}
    decided = decisions.same.get(signal.fingerprint)
    return people | {decided} if decided else people


def _whom(signal: PreparedSignal, people: Sequence[Known], decisions: Decisions) -> Outcome:
    if signal.fingerprint in decisions.same:
        return match(signal, [one.form for one in people], decisions=decisions)
    outcome = match(signal, [one.form for one in people if one.registered], decisions=decisions)
    others = [one.form for one in people if not one.registered]
    return match(signal, others, decisions=decisions) if others and outcome.band is Band.NONE else outcome

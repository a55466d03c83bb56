"""Who is meant by these signals? What the partner said, and the one question that settles it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Person
from vangnet.apps.cases.neighbourhood import Known, Neighbourhood
from vangnet.apps.intake.models import Delivery, MatchDecision, Signal
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
    prepare_signal,
)

_SAID = (
    *("id", "row", "content_key", "reference", "name_whole", "surname", "prefix", "initials", "first_name"),
    *("birth_date", "bsn_lookup", "address_whole", "street", "number", "letter", "suffix", "postcode", "city"),
    *("postcode_city", "phone", "kind", "cents", "whole_euros", "since", "objection", "pointed_to_help"),
    *("report_offered", "crisis", "disconnection", "disconnection_on", "eviction", "eviction_on", "warm_handover"),
    "sent_municipality",
)


class Said(NamedTuple):
    """What the partner said in one row, as far as checking needs it."""

    id: int
    row: int
    content_key: str
    reference: str
    name_whole: str
    surname: str
    prefix: str
    initials: str
    first_name: str
    birth_date: date | None
    bsn_lookup: bytes | None
    address_whole: str
    street: str
    number: str
    letter: str
    suffix: str
    postcode: str
    city: str
    postcode_city: str
    phone: str
    kind: str
    cents: int
    whole_euros: bool
    since: date | None
    objection: bool | None
    pointed_to_help: bool | None
    report_offered: bool | None
    crisis: bool
    disconnection: bool
    disconnection_on: date | None
    eviction: bool
    eviction_on: date | None
    warm_handover: bool
    sent_municipality: str


class Where(NamedTuple):
    """An address taken apart, as the partner wrote it."""

    street: str
    number: str
    letter: str
    suffix: str
    postcode: str
    city: str


def staged(delivery: Delivery, after: int, most: int) -> list[Said]:
    """The next staged rows of a delivery, in order."""
    rows = Signal.of(delivery.municipality_id).filter(delivery=delivery, row__gt=after, status=Signal.Status.STAGED)
    return [Said(*row) for row in rows.order_by("row").values_list(*_SAID)[:most]]


def said_of(signal: Signal) -> Said:
    return Said(*(getattr(signal, name) for name in _SAID))


def where_of(said: Said) -> Where:
    """The address in its parts, also where the partner wrote it in one field."""
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


def signal_record(said: Said, where: Where) -> SignalRecord:
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


class Found(NamedTuple):
    """Who is meant by one signal."""

    fingerprint: str
    outcome: Outcome
    known: Known | None


def find(
    municipality: Municipality,
    asked: Mapping[int, tuple[Said, Where]],
    neighbourhood: Neighbourhood,
    without: Collection[int] = frozenset(),
) -> dict[int, Found]:
    """Who is meant by each of these signals.

    A BSN settles it. Else the register is asked first, then those we know from earlier signals alone, so that
    somebody who was registered meanwhile is found there.
    """
    prepared = {row: prepare_signal(signal_record(*pair)) for row, pair in asked.items()}
    keys = {row: blocking_keys(signal) for row, signal in prepared.items()}
    sharing = neighbourhood.sharing({key for some in keys.values() for key in some})
    decisions = _decisions(municipality, [signal.fingerprint for signal in prepared.values()])
    near = {row: _near(prepared[row], some, sharing, decisions) for row, some in keys.items()}
    known = neighbourhood.known({person for some in near.values() for person in some})
    by_bsn = _by_bsn(municipality, [said for said, _ in asked.values()])
    found = {}
    for row, (said, _) in asked.items():
        people = [known[person] for person in near[row] if person in known and person not in without]
        outcome = _by_number(said, by_bsn, neighbourhood) or _whom(prepared[row], people, decisions)
        someone = neighbourhood.known([outcome.person]).get(outcome.person) if outcome.person else None
        found[row] = Found(prepared[row].fingerprint, outcome, someone)
    return found


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


def _decisions(municipality: Municipality, fingerprints: Sequence[str]) -> Decisions:
    same: dict[str, int] = {}
    two: set[tuple[str, int]] = set()
    rows = MatchDecision.of(municipality).filter(fingerprint__among=set(fingerprints))
    for fingerprint, person, is_same in rows.values_list("fingerprint", "person_id", "same"):
        if is_same:
            same[fingerprint] = person
        else:
            two.add((fingerprint, person))
    return Decisions(same, two)


def _by_bsn(municipality: Municipality, signals: Sequence[Said]) -> dict[bytes, tuple[int, int | None]]:
    wanted = [bytes(said.bsn_lookup) for said in signals if said.bsn_lookup]
    if not wanted:
        return {}
    people = Person.of(municipality).filter(bsn_lookup__in=wanted, same_as=None)
    rows = people.values_list("bsn_lookup", "id", "household_id")
    return {bytes(lookup or b""): (person, household) for lookup, person, household in rows}


def _by_number(
    said: Said, by_bsn: Mapping[bytes, tuple[int, int | None]], neighbourhood: Neighbourhood
) -> Outcome | None:
    person, household = by_bsn.get(bytes(said.bsn_lookup or b""), (None, None))
    if person is None:
        return None
    neighbourhood.known([person])
    return Outcome(Band.SAME, person, household, (), ())

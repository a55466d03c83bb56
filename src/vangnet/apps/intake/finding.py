"""Who is meant by these signals? What the partner said, and the one question that settles it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.meant import Where, meant, signal_record
from vangnet.apps.cases.models import Person
from vangnet.apps.cases.neighbourhood import Known, Neighbourhood
from vangnet.apps.intake.models import Delivery, MatchDecision, Signal
from vangnet.domain.matching import (
    Band,
    Decisions,
    Outcome,
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


def staged(delivery: Delivery, after: int, most: int) -> list[Said]:
    """The next staged rows of a delivery, in order."""
    rows = Signal.of(delivery.municipality_id).filter(delivery=delivery, row__gt=after, status=Signal.Status.STAGED)
    return [Said(*row) for row in rows.order_by("row").values_list(*_SAID)[:most]]


def said_of(signal: Signal) -> Said:
    return Said(*(getattr(signal, name) for name in _SAID))


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
    decisions = _decisions(municipality, [signal.fingerprint for signal in prepared.values()])
    outcomes = meant(prepared, neighbourhood, decisions, without)
    by_bsn = _by_bsn(municipality, [said for said, _ in asked.values()])
    found = {}
    for row, (said, _) in asked.items():
        outcome = _by_number(said, by_bsn, neighbourhood) or outcomes[row]
        someone = neighbourhood.known([outcome.person]).get(outcome.person) if outcome.person else None
        found[row] = Found(prepared[row].fingerprint, outcome, someone)
    return found


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

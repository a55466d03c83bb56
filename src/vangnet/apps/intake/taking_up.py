"""How do checked signals become part of cases? All rows of one chunk together, or none.

A new signal joins the open case of its household; where there is none a case is opened. What is known of the
person is told only once the person is certain.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import connection

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import bulk, tables
from vangnet.apps.cases.models import Household
from vangnet.apps.cases.story import Dated
from vangnet.apps.intake.checking import Checked, Explained, open_cases
from vangnet.apps.intake.models import Signal
from vangnet.apps.intake.newcomers import make_people
from vangnet.apps.intake.people import portions
from vangnet.apps.intake.triage import Frame, Plan, due_on
from vangnet.domain import events as e
from vangnet.domain.acts import announce_eviction, receive
from vangnet.domain.agreements import months_on
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import HOME_DEBTS, SUPPLIES, MatterKind
from vangnet.domain.fold import apply
from vangnet.domain.law import LAW

CHANGED = (
    *("status", "plan", "set_aside", "band", "fingerprint", "matching", "remarks", "person_id", "household_id"),
    *("newcomer", "case_id", "matter", "due_on", "settled_on", "retention_until"),
)
_json = msgspec.json.Encoder(order="sorted").encode


@dataclass(slots=True)
class _Placed:
    """Where the signals of a chunk are told: by row its case and matter."""

    cases: dict[int, int] = field(default_factory=dict)
    matters: dict[int, int] = field(default_factory=dict)


def take_up(
    municipality: Municipality,
    partner: int,
    frame: Frame,
    checked: Sequence[Checked],
    *,
    by: User | None,
    today: date,
    at: datetime,
) -> list[int]:
    """Tell these signals in cases and store what became of each; the ids of the people made on the way.

    Known and unlawful rows leave nothing behind but their count. Within a transaction.
    """
    people = _make_newcomers(municipality, frame, checked)
    placed = _tell(municipality, partner, frame, checked, by=by, today=today, at=at)
    gone = [one.said.id for one in checked if one.plan in {Plan.KNOWN, Plan.UNLAWFUL}]
    Signal.of(municipality).filter(id__in=gone).delete()
    keep_until = retention(frame.received_on)
    rows = [_row(one, frame, placed, keep_until) for one in checked if one.said.id not in set(gone)]
    tables.update(Signal, CHANGED, rows)
    return people


def plan_rows(checked: Iterable[Checked]) -> list[tuple[Any, ...]]:
    """What a dry run stores with the rows, in the columns ``CHANGED`` and the id: a plan, nothing done."""
    nothing = (None, None, None, None, None)
    return [
        (Plan.STAGED, one.plan, *_why(one), one.person, one.household, one.newcomer, *nothing, one.said.id)
        for one in checked
    ]


def retention(received_on: date) -> date:
    """How long a signal is kept at least, while no case asks for longer (art. 5 AVG; law ``privacy``)."""
    months = LAW.on(received_on)["privacy.retention_without_contact"].number
    return months_on(received_on, months)


def _row(one: Checked, frame: Frame, placed: _Placed, keep_until: date) -> tuple[Any, ...]:
    row = one.said.row
    waits = due_on(one.plan, frame, crisis=one.said.urgent)
    settled = None if waits else frame.received_on
    where = (placed.cases.get(row), placed.matters.get(row))
    who = (one.person, one.household, one.newcomer)
    return (one.plan, one.plan, *_why(one), *who, *where, waits, settled, keep_until, one.said.id)


def _why(one: Checked) -> tuple[str, str, str, str, str]:
    """Reason, band, fingerprint, and why: who was meant and what triage noted, as JSON."""
    found = one.outcome
    by_bsn = found.person is not None and not found.reasons
    explained = Explained(found.reasons, found.candidates, by_bsn)
    remarks = _json(one.verdict.noted).decode() if one.verdict.noted else ""
    return (one.verdict.reason or "", found.band, one.fingerprint, _json(explained).decode(), remarks)


# People -------------------------------------------------------------------------------------


def _make_newcomers(municipality: Municipality, frame: Frame, checked: Sequence[Checked]) -> list[int]:
    """One person for each new spelling; a spelling met before is the person made then."""
    new: dict[str, list[Checked]] = defaultdict(list)
    for one in checked:
        if one.newcomer and one.person is None:
            new[one.fingerprint].append(one)
    firsts = [same[0] for same in new.values()]
    made = make_people(municipality.pk, [(one.said, one.where) for one in firsts], retention(frame.received_on))
    for same, (person, household) in zip(new.values(), made, strict=True):
        for one in same:
            one.person, one.household = person, household
    return [person for person, _ in made]


# Cases --------------------------------------------------------------------------------------


def _tell(
    municipality: Municipality,
    partner: int,
    frame: Frame,
    checked: Sequence[Checked],
    *,
    by: User | None,
    today: date,
    at: datetime,
) -> _Placed:
    """Each household's signals in its open case, or in a new one."""
    homes: dict[int, list[Checked]] = defaultdict(list)
    for one in checked:
        if one.household and (one.in_a_case or one.plan is Plan.SET_ASIDE):
            homes[one.household].append(one)
    _hold(municipality, homes)
    existing = open_cases(municipality, homes)
    held = bulk.hold(municipality, [case for case in existing.values() if case])
    placed = _Placed()
    additions: dict[int, list[Dated]] = {}
    openings: list[tuple[list[Checked], bulk.Opening]] = []
    for household, signals in homes.items():
        case = existing.get(household)
        story = held.facts(case) if case else Facts()
        told = _told(story, partner, frame, signals, placed)
        if case:
            placed.cases |= {one.said.row: case for one in signals}
            if told:
                additions[case] = told
        elif told:
            openings.append((signals, bulk.Opening(household, told)))
    if additions:
        bulk.append(municipality, additions, by=by, today=today, at=at, held=held)
    made = bulk.open_cases(municipality, [opening for _, opening in openings], by=by, today=today, at=at)
    for (signals, _), case in zip(openings, made, strict=True):
        placed.cases |= {one.said.row: case for one in signals}
    return placed


def _hold(municipality: Municipality, households: Mapping[int, object]) -> None:
    """Nobody else opens a case for these meanwhile; where one transaction locks all, it does already."""
    if not connection.features.has_select_for_update:
        return
    for some in portions(sorted(households)):
        rows = Household.of(municipality).filter(id__in=some).order_by("id").select_for_update()
        list(rows.values_list("id", flat=True))


def _told(case: Facts, partner: int, frame: Frame, signals: Sequence[Checked], placed: _Placed) -> list[Dated]:
    """What these signals add to the story of their household, in the order of the rows."""
    told: list[Dated] = []
    for one in signals:
        for event in signal_events(case, partner, one):
            apply(case, frame.received_on, event)
            told.append((frame.received_on, event))
            if isinstance(event, e.SignalReceived):
                placed.matters[one.said.row] = event.matter
    return told


def signal_events(case: Facts, partner: int, one: Checked) -> list[e.Event]:
    """What one signal adds to the story of a case.

    A repeat adds the lower amount at most: told as a report of its own it would raise again what the household
    declined or settled.
    """
    said = one.said
    received = receive(case, received_event(one, partner))
    known = case.matters.get(received.matter)
    if one.plan is Plan.SET_ASIDE:
        lower = known is not None and known.cents is not None and said.cents < known.cents
        return [e.AmountChanged(matter=received.matter, cents=said.cents)] if lower else []
    events: list[e.Event] = [received]
    if known and known.person is None and received.person:
        events.append(e.PersonKnown(matter=received.matter, person=received.person))
    if one.plan is not Plan.WAITING_TRIAGE:
        events.append(e.SignalTakenUp(matter=received.matter, signal=said.id))
    return [*events, *_dangers(case, received, one)]


def received_event(one: Checked, partner: int) -> e.SignalReceived:
    said = one.said
    undated = (said.disconnection and not said.disconnection_on) or (said.eviction and not said.eviction_on)
    return e.SignalReceived(
        matter=1,
        signal=said.id,
        kind=MatterKind(said.kind),
        partner=partner,
        person=one.person,
        cents=said.cents,
        since=said.since,
        crisis=said.crisis or undated,
    )


def _dangers(case: Facts, received: e.SignalReceived, one: Checked) -> list[e.Event]:
    """A day that the partner announced lives on as a danger of its own."""
    said, matter = one.said, received.matter
    found: list[e.Event] = []
    if said.disconnection_on and received.kind in SUPPLIES:
        found.append(e.DisconnectionAnnounced(matter=matter, day=said.disconnection_on))
    if said.eviction_on and received.kind in HOME_DEBTS:
        found.append(announce_eviction(case, matter, said.eviction_on))
    return found

"""How do checked signals become part of cases? All rows of one chunk together, or none.

A new signal joins the open case of its household; where there is none a case is opened. What is known of the
person is told only once the person is certain.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import bulk, tables
from vangnet.apps.cases.record import hold_households
from vangnet.apps.cases.story import Dated
from vangnet.apps.intake.checking import Checked, Explained, open_cases
from vangnet.apps.intake.models import Signal, is_urgent
from vangnet.apps.intake.newcomers import Newcomers, newcomers
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


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What becomes of a chunk of signals, worked out while nobody has to wait and still to be written."""

    municipality: Municipality
    people: Newcomers
    homes: Collection[int]
    existing: Mapping[int, int]
    """By household its open case, where it had one."""
    seen: bulk.Seen
    cases: bulk.Composed
    gone: Sequence[int]
    rows: Sequence[tuple[Any, ...]]

    def hold(self) -> bool:
        """Lock what it hangs on; False where somebody changed it meanwhile."""
        hold_households(self.municipality.pk, self.homes)
        return open_cases(self.municipality, self.homes) == self.existing and self.seen.hold(self.municipality)

    def write(self, anew: Callable[[Newcomers], "TakenUp"]) -> None:
        """Within a transaction, all or nothing; worked out ``anew`` where somebody changed a case meanwhile.

        Known and unlawful rows leave nothing behind but their count.
        """
        if not self.hold():
            anew(self.people).write(anew)
            return
        self.people.write()
        self.cases.write()
        Signal.of(self.municipality).filter(id__among=self.gone).delete()
        tables.update(Signal, CHANGED, self.rows)


def take_up(
    municipality: Municipality,
    partner: int,
    frame: Frame,
    checked: Sequence[Checked],
    pen: bulk.Pen,
    people: Newcomers | None = None,
) -> TakenUp:
    """Tell these signals in cases, and say what became of each; takes ids, and writes nothing else.

    ``people``: who was made for them before, where it has to be worked out anew.
    """
    people = _newcomers(municipality, frame, checked) if people is None else people
    homes: dict[int, list[Checked]] = defaultdict(list)
    for one in checked:
        if home := _home(one):
            homes[home].append(one)
    existing = open_cases(municipality, homes)
    seen = bulk.see(municipality, existing.values())
    matters: dict[int, int] = {}
    told = {}
    for home, signals in homes.items():
        facts = seen.facts(existing[home]) if home in existing else Facts()
        told[home] = _told(facts, partner, frame, signals, matters)
    openings = [bulk.Opening(home, events) for home, events in told.items() if events and home not in existing]
    additions = {case: told[home] for home, case in existing.items() if told[home]}
    cases = bulk.compose(openings, additions, seen, pen)
    by_home = existing | {who.household or 0: case for case, who in cases.opened.items()}
    kept = [one for one in checked if one.plan not in _LEFT_OUT]
    until = retention(frame.received_on)
    rows = [_row(one, frame, by_home.get(_home(one)), matters.get(one.said.row), until) for one in kept]
    gone = [one.said.id for one in checked if one.plan in _LEFT_OUT]
    return TakenUp(municipality, people, list(homes), existing, seen, cases, gone, rows)


_LEFT_OUT = frozenset({Plan.KNOWN, Plan.UNLAWFUL})


def _home(one: Checked) -> int:
    """The household in whose case it is told or lies; 0 for none."""
    return one.household or 0 if one.in_a_case or one.plan is Plan.SET_ASIDE else 0


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


def _row(one: Checked, frame: Frame, case: int | None, matter: int | None, until: date) -> tuple[Any, ...]:
    waits = due_on(one.plan, frame, crisis=is_urgent(one.said))
    settled = None if waits else frame.received_on
    who = (one.person, one.household, one.newcomer)
    return (one.plan, one.plan, *_why(one), *who, case, matter, waits, settled, until, one.said.id)


def _why(one: Checked) -> tuple[str, str, str, str, str]:
    """Reason, band, fingerprint, and why: who was meant and what triage noted, as JSON."""
    found = one.outcome
    by_bsn = found.person is not None and not found.reasons
    explained = Explained(found.reasons, found.candidates, by_bsn)
    remarks = _json(one.verdict.noted).decode() if one.verdict.noted else ""
    return (one.verdict.reason or "", found.band, one.fingerprint, _json(explained).decode(), remarks)


# People -------------------------------------------------------------------------------------


def _newcomers(municipality: Municipality, frame: Frame, checked: Sequence[Checked]) -> Newcomers:
    """One person for each new spelling; a spelling met before is the person made then."""
    new: dict[str, list[Checked]] = defaultdict(list)
    for one in checked:
        if one.newcomer and one.person is None:
            new[one.fingerprint].append(one)
    firsts = [same[0] for same in new.values()]
    found = newcomers(municipality.pk, [(one.said, one.where) for one in firsts], retention(frame.received_on))
    for same, (person, household) in zip(new.values(), found.made, strict=True):
        for one in same:
            one.person, one.household = person, household
    return found


# Cases --------------------------------------------------------------------------------------


def _told(case: Facts, partner: int, frame: Frame, signals: Sequence[Checked], matters: dict[int, int]) -> list[Dated]:
    """What these signals add to the story of their household, in the order of the rows; notes the matter of each."""
    told: list[Dated] = []
    for one in signals:
        for event in signal_events(case, partner, one):
            apply(case, frame.received_on, event)
            told.append((frame.received_on, event))
            if isinstance(event, e.SignalReceived):
                matters[one.said.row] = event.matter
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

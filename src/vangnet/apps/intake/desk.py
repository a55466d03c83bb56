"""What can somebody decide about a signal that waits, and what follows from it?

Who it is, once said, is remembered for that spelling and not asked again; it settles every other signal that waits
under the same spelling. Two people cannot settle one signal: the second is told that it is settled.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import msgspec
from django.db import transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.accounts.tenancy import BelongsQuerySet
from vangnet.apps.cases import bulk, clock
from vangnet.apps.cases.models import Case, CaseEvent, Person, Stay
from vangnet.apps.cases.record import record
from vangnet.apps.intake.checking import Checked, Checker, frame_of
from vangnet.apps.intake.finding import Found, find, said_of, where_of
from vangnet.apps.intake.models import WAITING, MatchDecision, Signal
from vangnet.apps.intake.newcomers import newcomers
from vangnet.apps.intake.people import Neighbourhood
from vangnet.apps.intake.taking_up import retention, take_up
from vangnet.apps.intake.triage import Plan, Verdict
from vangnet.domain import events as e
from vangnet.domain.codes import SetAside
from vangnet.domain.matching import Band, Outcome, Point


class Settled(RuntimeError):  # noqa: N818 - named as the thing that is wrong
    """Somebody settled this signal before."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A person who may be meant, with the points of each field."""

    person: Person
    home: Stay | None
    score: int
    points: tuple[Point, ...]


def waiting(municipality: Municipality) -> BelongsQuerySet[Signal]:
    """What waits for somebody, most pressing first."""
    rows = Signal.of(municipality).filter(status__in=WAITING)
    return rows.select_related("partner", "case").order_by("due_on", "id")


def who_may_it_be(municipality: Municipality, signal: Signal) -> tuple[Found, list[Likeness]]:
    """Who may be meant as the register stands now, likeliest first."""
    said = said_of(signal)
    found = find(municipality, {0: (said, where_of(said))}, Neighbourhood(municipality.pk))[0]
    ids = [candidate.person for candidate in found.outcome.candidates]
    if not ids and found.outcome.person:
        ids = [found.outcome.person]
    people = Person.of(municipality).in_bulk(ids)
    homes = {
        stay.household_id: stay
        for stay in Stay.of(municipality).filter(
            household__in={person.household_id for person in people.values()}, until=None
        )
    }
    told = {candidate.person: candidate for candidate in found.outcome.candidates}
    return found, [
        Likeness(
            people[number],
            homes.get(people[number].household_id or 0),
            told[number].score if number in told else 0,
            told[number].points if number in told else (),
        )
        for number in ids
        if number in people
    ]


def this_person(municipality: Municipality, signal: int, person: int, *, by: User | None, today: date) -> list[int]:
    """It is this person. Gives the signals that this settled. Raises Settled, Person.DoesNotExist."""
    chosen = Person.of(municipality).get(pk=person)
    with transaction.atomic():
        row = _held(municipality, signal)
        _remember(municipality, row.fingerprint, chosen.pk, same=True, by=by)
        same = [row, *_same_spelling(municipality, row)]
        for one in same:
            _settle_who(municipality, one, chosen, by, today)
    return [one.pk for one in same]


def somebody_new(
    municipality: Municipality, signal: int, not_these: Iterable[int], *, by: User | None, today: date
) -> list[int]:
    """None of these: somebody the register does not have, who gets a record of our own. Raises Settled."""
    with transaction.atomic():
        row = _held(municipality, signal)
        for person in not_these:
            _remember(municipality, row.fingerprint, person, same=False, by=by)
        said = said_of(row)
        homes = {0: row.household_id} if row.household_id and row.case_id else {}
        found = newcomers(municipality.pk, [(said, where_of(said))], retention(row.received_on), homes)
        found.write()
        Signal.of(municipality).filter(pk=row.pk).update(newcomer=True)
        row.newcomer = True
        return this_person(municipality, signal, found.made[0].person, by=by, today=today)


def allow(municipality: Municipality, signal: int, *, by: User | None, today: date) -> None:
    """Take up what triage put before somebody. Raises Settled."""
    with transaction.atomic():
        row = _held(municipality, signal, Plan.WAITING_TRIAGE)
        if row.case_id and row.matter:
            _record(municipality, row, [e.SignalTakenUp(matter=row.matter, signal=row.pk)], by, today)
            _done(municipality, row, Plan.TAKEN_UP, by, today)
        else:
            _again(municipality, row, _as_allowed, by, today)


def set_aside(municipality: Municipality, signal: int, reason: SetAside, *, by: User | None, today: date) -> None:
    """It is not taken up, for this reason (DDAS). Raises Settled."""
    with transaction.atomic():
        row = _held(municipality, signal)
        if row.case_id and row.matter:
            aside = e.SignalSetAside(matter=row.matter, signal=row.pk, reason=reason)
            _record(municipality, row, [aside], by, today)
        _done(municipality, row, Plan.SET_ASIDE, by, today, reason)


# How it is done -----------------------------------------------------------------------------


def _held(municipality: Municipality, signal: int, *expected: Plan) -> Signal:
    row = Signal.of(municipality).select_for_update().get(pk=signal)
    if row.status not in (expected or WAITING):
        raise Settled(signal)
    return row


def _same_spelling(municipality: Municipality, row: Signal) -> list[Signal]:
    """Others that wait to be told who it is, under this very spelling."""
    who = (Plan.WAITING_WHO, Plan.WAITING_PERSON)
    others = Signal.of(municipality).filter(fingerprint=row.fingerprint, status__in=who).exclude(pk=row.pk)
    return list(others.exclude(fingerprint="").order_by("id").select_for_update())


def _remember(municipality: Municipality, fingerprint: str, person: int, *, same: bool, by: User | None) -> None:
    if not fingerprint:
        return
    decisions = MatchDecision.of(municipality)
    if same:
        decisions.filter(fingerprint=fingerprint, same=True).exclude(person=person).delete()
    said = {"same": same, "decided_at": clock.now(), "decided_by": by}
    decisions.update_or_create(fingerprint=fingerprint, person_id=person, municipality=municipality, defaults=said)


def _settle_who(municipality: Municipality, row: Signal, chosen: Person, by: User | None, today: date) -> None:
    if row.case_id is None or row.matter is None:
        _again(municipality, row, lambda one: _meant(one, row, chosen), by, today)
        return
    if chosen.household_id == row.household_id:
        _record(municipality, row, [e.PersonKnown(matter=row.matter, person=chosen.pk)], by, today)
        Signal.of(municipality).filter(pk=row.pk).update(person=chosen, band=Band.SAME)
        _done(municipality, row, Plan.TAKEN_UP, by, today)
        return
    _take_back(municipality, row, by, today)
    _again(municipality, row, lambda one: _meant(one, row, chosen), by, today)


def _again(
    municipality: Municipality,
    row: Signal,
    decided: Callable[[Checked], Checked],
    by: User | None,
    today: date,
) -> None:
    """Check it anew with what was decided, and take it up."""
    checker = Checker(municipality, row.delivery)
    one = decided(checker.check([said_of(row)], again=True)[0])
    frame = frame_of(municipality, row.partner, row.received_on)
    pen = bulk.pen(municipality, by=by, today=today)
    work_out = partial(take_up, municipality, row.partner_id, frame, [one], pen)
    work_out().write(work_out)
    if one.plan not in WAITING:
        _note_who(municipality, row, by, today)


def _meant(one: Checked, row: Signal, chosen: Person) -> Checked:
    """The one who decides has said who it is, whatever the points say."""
    one.person, one.household = chosen.pk, chosen.household_id
    one.newcomer = row.newcomer
    if one.plan in {Plan.WAITING_WHO, Plan.WAITING_PERSON} or one.outcome.band is Band.NONE:
        one.verdict = Verdict(Plan.TAKEN_UP, None, one.verdict.noted)
    one.outcome = Outcome(Band.SAME, chosen.pk, chosen.household_id, one.outcome.candidates, one.outcome.reasons)
    return one


def _as_allowed(one: Checked) -> Checked:
    """Nothing stands against it any more but who it is."""
    if one.outcome.band is Band.LOOK:
        plan = Plan.WAITING_PERSON if one.outcome.household else Plan.WAITING_WHO
    else:
        plan = Plan.TAKEN_UP
    one.newcomer = one.person is None and plan is Plan.TAKEN_UP
    one.verdict = Verdict(plan, None, one.verdict.noted)
    return one


def _take_back(municipality: Municipality, row: Signal, by: User | None, today: date) -> None:
    """It was told in the wrong household's case: what it told there is corrected."""
    facts = CaseEvent.of(municipality).filter(case=row.case_id)
    mine = [fact for fact in facts if _tells(fact, row)]
    moments = {fact.recorded_at for fact in mine}
    mine += [f for f in facts if f.kind in _BESIDE and f.recorded_at in moments and _matter(f) == row.matter]
    _record(municipality, row, [e.EventCorrected(event=fact.pk) for fact in mine], by, today)
    Signal.of(municipality).filter(pk=row.pk).update(case=None, matter=None, household=None)
    row.case_id = row.matter = row.household_id = None


_BESIDE = frozenset({"DisconnectionAnnounced", "EvictionAnnounced", "EvictionPostponed"})


def _tells(fact: CaseEvent, row: Signal) -> bool:
    number: int | None = msgspec.json.decode(fact.payload).get("signal")
    return number == row.pk


def _matter(fact: CaseEvent) -> int | None:
    number: int | None = msgspec.json.decode(fact.payload).get("matter")
    return number


def _record(municipality: Municipality, row: Signal, events: Sequence[e.Event], by: User | None, today: date) -> None:
    case = Case.of(municipality).get(pk=row.case_id or 0)
    record(case, events, by=by, on=today, today=today)


def _done(
    municipality: Municipality,
    row: Signal,
    plan: Plan,
    by: User | None,
    today: date,
    reason: SetAside | None = None,
) -> None:
    Signal.of(municipality).filter(pk=row.pk).update(
        status=plan, set_aside=reason or "", due_on=None, settled_on=today, settled_by=by
    )


def _note_who(municipality: Municipality, row: Signal, by: User | None, today: date) -> None:
    Signal.of(municipality).filter(pk=row.pk).update(settled_on=today, settled_by=by)


__all__ = [
    "Likeness",
    "Settled",
    "allow",
    "set_aside",
    "somebody_new",
    "this_person",
    "waiting",
    "who_may_it_be",
]

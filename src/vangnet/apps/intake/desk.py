"""What can somebody decide about a signal that waits, and what follows from it?

Who it is, once said, is remembered for that spelling and not asked again; it settles every other signal that waits
under the same spelling. Two people cannot settle one signal: the second is told that it is settled.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import msgspec
from django.db import transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.accounts.tenancy import BelongsQuerySet
from vangnet.apps.cases import bulk, clock
from vangnet.apps.cases.meant import where_of
from vangnet.apps.cases.models import Case, CaseEvent, Note, Person, Stay
from vangnet.apps.cases.neighbourhood import Neighbourhood
from vangnet.apps.cases.record import record
from vangnet.apps.intake.checking import Checked, Checker, claim_of, frame_of
from vangnet.apps.intake.finding import Found, find, said_of
from vangnet.apps.intake.models import WAITING, MatchDecision, Signal, is_urgent
from vangnet.apps.intake.newcomers import newcomers
from vangnet.apps.intake.taking_up import retention, take_up
from vangnet.apps.intake.triage import Noted, Plan, Remark, Verdict, due_on, unlawful
from vangnet.domain import events as e
from vangnet.domain.codes import SetAside
from vangnet.domain.matching import Band, Outcome, Point


class Settled(RuntimeError):  # noqa: N818 - named as the thing that is wrong
    """Somebody settled this signal before."""


class NoGround(RuntimeError):  # noqa: N818 - named as the thing that is wrong
    """No law lets this report be kept, let alone taken up. ``why`` is what triage says of it."""

    def __init__(self, why: Noted) -> None:
        super().__init__(why.code)
        self.why = why


@dataclass(frozen=True, slots=True)
class Likeness:
    """A person who may be meant, with the points of each field."""

    person: Person
    home: Stay | None
    score: int
    points: tuple[Point, ...]


def waiting(municipality: Municipality) -> BelongsQuerySet[Signal]:
    """What waits for somebody, most pressing first."""
    rows = Signal.of(municipality).filter(status__in=WAITING, due_on__isnull=False)
    return rows.select_related("partner", "case").order_by("due_on", "id")


def not_taken_up(municipality: Municipality) -> BelongsQuerySet[Signal]:
    """What was set aside, by somebody or by the rules, the latest first."""
    rows = Signal.of(municipality).filter(status=Plan.SET_ASIDE)
    return rows.select_related("partner", "case").order_by("-settled_on", "-id")


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
            _done_in_case(municipality, row, by, today)
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


def take_up_again(municipality: Municipality, signal: int, because: str, *, by: User | None, today: date) -> None:
    """What was set aside is taken up all the same, ``because``. Raises Settled, NoGround."""
    with transaction.atomic():
        row = _held(municipality, signal, Plan.SET_ASIDE)
        if why := no_ground(municipality, row):
            raise NoGround(why)
        told = {"reason": row.set_aside or SetAside.OTHER, "on": today.isoformat(), "because": because}
        row.remarks = _json([*_noted(row), Noted(Remark.AGAIN, told)])
        if row.case_id and row.matter:
            _retract(municipality, row, by, today)
        else:
            _again(municipality, row, _as_allowed, by, today)
        _say_why(municipality, row, because, by)


def no_ground(municipality: Municipality, row: Signal) -> Noted | None:
    """Why no law lets this report be kept; None when one does. An objection is for somebody to weigh."""
    said = said_of(row)._replace(objection=None)
    return unlawful(claim_of(said, where_of(said)), frame_of(municipality, row.partner, row.received_on))


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
    said = said_of(row)._replace(objection=None)  # who decides knows of it; a rule would erase the signal over it
    one = decided(checker.check([said], again=True)[0])
    one.verdict = replace(one.verdict, noted=[*_taken_up_before(row), *one.verdict.noted])
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
    if one.outcome.band is Band.LOOK and one.person is None:
        plan = Plan.WAITING_PERSON if one.outcome.household else Plan.WAITING_WHO
    else:
        plan = Plan.TAKEN_UP
    one.newcomer = one.person is None and plan is Plan.TAKEN_UP
    one.verdict = Verdict(plan, None, one.verdict.noted)
    return one


def _retract(municipality: Municipality, row: Signal, by: User | None, today: date) -> None:
    """In its case it was never set aside; a case that was closed over it opens again."""
    facts = (
        CaseEvent.of(municipality)
        .filter(case=row.case_id, kind__in=("SignalSetAside", "EventCorrected"))
        .order_by("id")
    )
    corrected = {msgspec.json.decode(fact.payload).get("event") for fact in facts}
    aside = [fact.pk for fact in facts if _tells(fact, row) and fact.pk not in corrected]
    taken_up = e.SignalTakenUp(matter=row.matter or 0, signal=row.pk)
    _record(municipality, row, [*(e.EventCorrected(event=number) for number in aside), taken_up], by, today)
    told_in = Case.of(municipality).get(pk=row.case_id or 0)
    while told_in.merged_into_id:
        told_in = Case.of(municipality).get(pk=told_in.merged_into_id)
    if not told_in.is_open:
        record(told_in, [e.CaseReopened()], by=by, on=today, today=today)
    Signal.of(municipality).filter(pk=row.pk).update(remarks=row.remarks)
    _done_in_case(municipality, row, by, today)


def _done_in_case(municipality: Municipality, row: Signal, by: User | None, today: date) -> None:
    """It is taken up in its case; which of the household it is may be asked still."""
    plan = Plan.TAKEN_UP if row.person_id else Plan.WAITING_PERSON
    frame = frame_of(municipality, row.partner, row.received_on)
    _done(municipality, row, plan, by, today, due=due_on(plan, frame, crisis=is_urgent(row)))


def _say_why(municipality: Municipality, row: Signal, because: str, by: User | None) -> None:
    """Beside the fact in the dossier, where colleagues read it; while nobody knows whose it is there is none."""
    case = Signal.of(municipality).values_list("case_id", flat=True).get(pk=row.pk)
    facts = CaseEvent.of(municipality).filter(case=case or 0, kind=e.SignalTakenUp.__name__).order_by("-id")
    if told := next((fact for fact in facts if _tells(fact, row)), None):
        said = {"text": because, "written_at": clock.now(), "written_by": by}
        Note.of(municipality).create(case_id=told.case_id, event=told, **said)


def _noted(row: Signal) -> list[Noted]:
    return [Noted(Remark(code), facts) for code, facts in msgspec.json.decode(row.remarks or "[]")]


def _taken_up_before(row: Signal) -> list[Noted]:
    """What no check can find again: that it was set aside at first, and why it is taken up all the same."""
    return [noted for noted in _noted(row) if noted.code is Remark.AGAIN]


def _json(noted: Sequence[Noted]) -> str:
    return msgspec.json.encode(noted).decode()


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
    due: date | None = None,
) -> None:
    Signal.of(municipality).filter(pk=row.pk).update(
        status=plan, set_aside=reason or "", due_on=due, settled_on=None if due else today, settled_by=by
    )


def _note_who(municipality: Municipality, row: Signal, by: User | None, today: date) -> None:
    Signal.of(municipality).filter(pk=row.pk).update(settled_on=today, settled_by=by)


__all__ = [
    "Likeness",
    "NoGround",
    "Settled",
    "allow",
    "no_ground",
    "not_taken_up",
    "set_aside",
    "somebody_new",
    "take_up_again",
    "this_person",
    "waiting",
    "who_may_it_be",
]

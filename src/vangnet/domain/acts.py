"""What do people do, and when is a decision refused? Each act returns the events to record, or ``Refused``.

Facts are never refused: late, out of order or with a gap before them, they are what happened. Only a day in the
future is wrong input for a fact, and so is speaking of something this case does not have.
"""

from collections.abc import Callable, Container, Iterable
from datetime import date

from msgspec import Struct

from vangnet.domain import events as e
from vangnet.domain import last_resort
from vangnet.domain.after_judgment import longest_moratorium
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import (
    AdministrationGround,
    Answer,
    Channel,
    ConsentPurpose,
    DayPart,
    LossWay,
    MatterKind,
    ObjectionOutcome,
    OtherDay,
    Reached,
    RequestLacks,
    Result,
)
from vangnet.domain.rules.rights import objection_answer_by, request_answer_by
from vangnet.domain.rules.rule import Facts


class Refused(Struct, frozen=True):
    """Why an act is not recorded: a code for the user's language, the field it is about, and the facts."""

    code: str
    field: str = ""
    facts: Facts = {}


MERGED_FROM = 10_000
"""Matters of a merged case are told with the case's id times this added, so that they stay apart."""
Acted = tuple[e.Event, ...] | Refused
_LAW = Practice()
_BRINGS_A_MATTER = (e.MatterNoted, e.SignalReceived, e.UnlawfulPressureNoted)


def note(
    case: Case,
    event: e.Event,
    on: date,
    today: date,
    brought: Container[int] = (),
    practice: Practice = _LAW,
) -> Acted:
    """Record one event, of any kind. Raises nothing; wrong input and refused decisions come back as Refused.

    ``brought``: the numbers of matters that come into the case by what is told before it in the same go.
    ``practice``: what this municipality agreed, where that decides whether something is enough.
    """
    if on > today:
        return Refused("fact_in_the_future", "on", {"on": on, "today": today})
    speaks_of = event.matter if isinstance(event, e.OfMatter) and not isinstance(event, _BRINGS_A_MATTER) else None
    if speaks_of is not None and speaks_of not in case.matters and speaks_of not in brought:
        return Refused("no_such_matter", "matter", {"matter": speaks_of})
    check = _CHECKS.get(type(event))
    refused = check(case, event, on) if check else None
    if isinstance(event, e.AdministrationRequested):
        refused = _requesting(case, event, on, practice)
    return refused or (event,)


def note_all(case: Case, events: Iterable[e.Event], on: date, today: date) -> Acted:
    """Several facts of one day, each as ``note`` takes it; the first that is refused refuses them all."""
    told: list[e.Event] = []
    for event in events:
        brought = {one.matter for one in told if isinstance(one, _BRINGS_A_MATTER)}
        noted = note(case, event, on, today, brought)
        if isinstance(noted, Refused):
            return noted
        told += noted
    return tuple(told)


def close(case: Case, result: Result, on: date, *, aftercare: bool = False) -> Acted:
    """Close the case. Refused while danger lives or a lost home is not followed (sieve, P3), and when it is closed."""
    return note(case, e.CaseClosed(result=result, aftercare=aftercare), on, on)


def receive(case: Case, signal: e.SignalReceived) -> e.SignalReceived:
    """The same report on the matter it belongs to: one debt at one creditor stays one matter."""
    matter = next((m for m in case.matters.values() if _same_debt(m, signal)), None)
    return _renumbered(signal, matter.number if matter else next_matter(case))


def announce_eviction(case: Case, matter: int, day: date) -> e.Event:
    """A day was set: a new eviction, or a new day for the one that already lives."""
    live = case.matters[matter].live_evictions if matter in case.matters else []
    if live:
        return e.EvictionPostponed(matter=matter, eviction=live[0].number, to=day)
    return e.EvictionAnnounced(matter=matter, eviction=_next(case, matter, "evictions"), day=day)


def lose_home(case: Case, way: LossWay) -> tuple[e.Event, ...]:
    """The loss itself: an eviction that was announced is carried out, else it is told as it was; nothing when known."""
    if case.loss and not case.rehoused_on:
        return ()
    live = next((m for m in case.matters.values() if m.live_evictions), None)
    if live and way is LossWay.BAILIFF:
        return (e.EvictionCarriedOut(matter=live.number, eviction=live.live_evictions[0].number),)
    return (e.HomeLost(way=way),)


def name_director(case: Case, director: int) -> tuple[e.Event, ...]:
    """Who sees to another home; nothing when that was known."""
    return () if case.rehousing_director == director else (e.RehousingDirectorNamed(director=director),)


def schedule_hearing(case: Case, matter: int, day: date) -> e.Event:
    """A hearing was set: a new one, or another day for the one that is still to come."""
    known = case.matters.get(matter)
    if known and known.hearing:
        return e.HearingAdjourned(matter=matter, hearing=known.hearing.number, to=day)
    return e.HearingScheduled(matter=matter, hearing=_next(case, matter, "hearings"), day=day)


def listed_summons(case: Case, matter: int) -> tuple[e.Event, ...]:
    """A list tells that a summons was served; nothing when this matter is before the court by one already."""
    known = case.matters.get(matter)
    served = known and known.summons_served_on and known.court_since
    return () if served else (e.SummonsServed(matter=matter),)


def listed_hearing(case: Case, matter: int, day: date, answer: OtherDay | None = None) -> Acted:
    """A list tells of a hearing on ``day``; nothing when it is known, on whatever way it was heard of.

    Refused while a hearing on another day is still to come and nobody said what that means: a changed day is no
    second hearing. Refused as well when the hearing of this day was cancelled.
    """
    known = case.matters.get(matter)
    same = [hearing for hearing in known.hearings.values() if hearing.day == day] if known else []
    if any(hearing.over_on is None or hearing.over_on >= day for hearing in same):
        return ()
    if same and answer is None:
        return Refused("hearing_was_cancelled", "day", {"day": day, "on": same[-1].over_on})
    ahead = known.hearing if known else None
    if ahead and ahead.day and answer is None:
        return Refused("hearing_on_another_day", "day", {"day": ahead.day, "listed": day})
    if answer is OtherDay.ANOTHER:
        return (e.HearingScheduled(matter=matter, hearing=_next(case, matter, "hearings"), day=day),)
    return (schedule_hearing(case, matter, day),)


def listed_eviction(case: Case, matter: int, day: date, answer: OtherDay | None = None) -> Acted:
    """A list tells of an eviction on ``day``; nothing when it is known. Refused as ``listed_hearing`` is."""
    known = case.matters.get(matter)
    live = known.live_evictions if known else []
    if any(eviction.day == day for eviction in live):
        return ()
    if live and live[0].day and answer is None:
        return Refused("eviction_on_another_day", "day", {"day": live[0].day, "listed": day})
    if answer is OtherDay.ANOTHER:
        return (e.EvictionAnnounced(matter=matter, eviction=_next(case, matter, "evictions"), day=day),)
    return (announce_eviction(case, matter, day),)


def attempt(
    person: int, channel: Channel, day_part: DayPart, reached: Reached, *, offered: bool, informed: bool
) -> tuple[e.Event, ...]:
    """One attempt at contact and, when help was offered in it, the offer beside it."""
    tried = e.ContactAttempted(person=person, channel=channel, day_part=day_part, reached=reached, informed=informed)
    return (tried, e.HelpOffered(person=person, channel=channel, informed=informed)) if offered else (tried,)


def next_matter(case: Case) -> int:
    """The number for a matter this case does not have yet; those of merged cases are numbered apart."""
    return max((number for number in case.matters if number < MERGED_FROM), default=0) + 1


def _next(case: Case, matter: int, what: str) -> int:
    known = case.matters.get(matter)
    return max(getattr(known, what), default=0) + 1 if known else 1


def _same_debt(matter: Matter, signal: e.SignalReceived) -> bool:
    if matter.kind is not signal.kind or matter.partner != signal.partner:
        return False
    return signal.person is None or matter.person in (None, signal.person)


def _renumbered(signal: e.SignalReceived, matter: int) -> e.SignalReceived:
    return e.SignalReceived(**{name: getattr(signal, name) for name in signal.__struct_fields__} | {"matter": matter})


# Decisions, and facts that cannot be as they are told ---------------------------------------


def _closing(case: Case, _event: e.CaseClosed, _on: date) -> Refused | None:
    if case.merged_into is not None:
        return Refused("goes_on_elsewhere", "result")
    if case.closed_on:
        return Refused("closed_already", "result", {"on": case.closed_on})
    if blockers := case.closing_blockers():
        return Refused("closing_blocked", "result", {"blocker": blockers[0]})
    return None


def _pausing(case: Case, event: e.Paused, on: date) -> Refused | None:
    if case.merged_into is not None:
        return Refused("goes_on_elsewhere", "until")
    if case.closed_on and on >= case.closed_on:
        return Refused("closed_already", "until", {"on": case.closed_on})
    if event.until <= on:
        return Refused("pause_ends_before_it_begins", "until", {"on": on})
    return None


def _scheduling(
    _case: Case, event: e.ArrangementAgreed | e.ArrangementProposed | e.InstalmentsMoved, _on: date
) -> Refused | None:
    if not event.instalments:
        return Refused("no_instalments", "instalments")
    return None


def _settling(_case: Case, event: e.SettlementBegan, on: date) -> Refused | None:
    """It ends later than it begins, unless all is paid on the first day: a loan that pays at once has no other day."""
    if event.ends_on < on:
        return Refused("settlement_ends_before_it_begins", "ends_on", {"on": on})
    if event.ends_on == on and event.first != on:
        return Refused("ends_unpaid_on_first_day", "ends_on", {"on": on})
    return None


def _granting(case: Case, event: e.BudgetDecided, _on: date) -> Refused | None:
    """What was not asked for cannot be granted, and nothing is granted beyond what was asked."""
    person = case.persons.get(event.person)
    request = person.budget if person else None
    if request is None or request.granted_on:
        return Refused("no_budget_asked", "person")
    if event.answer is Answer.YES and not event.cents:
        return Refused("granted_without_amount", "cents")
    if event.cents is not None and event.cents > request.cents:
        return Refused("granted_more_than_asked", "cents", {"cents": request.cents})
    return None


def within_budget(left: int | None, cents: int, year: int) -> Refused | None:
    """The tailored budget of a year never pays more than it holds. ``left``: euro cents; None while none was set."""
    if left is None:
        return Refused("no_budget_set", "cents", {"year": str(year)})
    there = max(left, 0)
    if cents > left:
        return Refused("above_budget", "cents", {"year": str(year), "left": there, "above": cents - there})
    return None


def _deciding(case: Case, event: e.HelpDecided, _on: date) -> Refused | None:
    person = case.persons.get(event.person)
    if person is None or person.application_on is None:
        return Refused("no_application", "person")
    return None


def _answering(case: Case, event: e.ObjectionDecided, on: date) -> Refused | None:
    """Who took a decision may not decide on the objection to it (art. 10:3 lid 3 Awb); that it was withdrawn, is no
    decision on it.
    """
    person = case.persons.get(event.person)
    objection = person.objection if person else None
    if objection is None or objection.made_on > on:
        return Refused("no_objection", "person")
    same = event.by is not None and event.by == objection.decided_by
    if same and event.outcome is not ObjectionOutcome.WITHDRAWN:
        return Refused("objection_by_who_decided", "person")
    return None


def _extending_objection(case: Case, event: e.ObjectionAnswerExtended, on: date) -> Refused | None:
    """A term can be made longer once, and only before it is over (art. 7:10 lid 3 Awb)."""
    person = case.persons.get(event.person)
    objection = person.objection if person else None
    if objection is None or objection.made_on > on:
        return Refused("no_objection", "person")
    return _longer(objection.extended_on, objection_answer_by(objection, _LAW.by_law), on)


def _extending_request(case: Case, event: e.PrivacyAnswerExtended, on: date) -> Refused | None:
    """Told within the month in which an answer was due, and once (art. 12 lid 3 AVG)."""
    person = case.persons.get(event.person)
    if person is None or event.right not in person.requests or person.requests[event.right] > on:
        return Refused("no_request", "right")
    return _longer(person.extended.get(event.right), request_answer_by(person, event.right, _LAW.by_law), on)


def _longer(extended_on: date | None, until: date, on: date) -> Refused | None:
    if extended_on is not None:
        return Refused("extended_already", "on", {"on": extended_on})
    return Refused("extended_too_late", "on", {"until": until}) if on > until else None


def _requesting(case: Case, event: e.AdministrationRequested, on: date, practice: Practice) -> Refused | None:
    """Guide ch. 7, 1:432 BW: what a request needs, told and shown by the story; the first that is missing is named."""
    person = case.persons.get(event.person)
    if person is None or last_resort.title_since(case, event.person) is None:
        return Refused("administration_without_title", "person")
    if last_resort.other_route(person, on):
        return Refused("administration_exists", "person")
    if event.ground not in AdministrationGround:
        return Refused("administration_without_ground", "ground")
    for field in ("lighter_steps_failed", "heard_or_attempts_shown", "second_opinion"):
        if not getattr(event, field):
            return Refused("administration_lacks", field, {"what": RequestLacks.NOT_CONFIRMED})
    if event.until <= on:
        return Refused("administration_without_end", "until", {"on": on})
    request = last_resort.Request(event.ground, event.until, event.requested_by)
    for part in last_resort.parts(case, person, request, on, practice):
        if part.lacks:
            return Refused("administration_lacks", part.part, {"what": part.lacks})
    return None


def _not_requesting(case: Case, event: e.AdministrationNotRequested, on: date) -> Refused | None:
    """While a request lies with the court, it was asked for; what was weighed before it can still be told."""
    person = case.persons.get(event.person)
    asked = person.administration_requested_on if person else None
    if asked is not None and asked <= on:
        return Refused("administration_exists", "person")
    return None if event.reasons else Refused("no_reasons", "reasons")


def _giving(case: Case, event: e.PackGiven, on: date) -> Refused | None:
    matter = case.matters.get(event.matter)
    consent = matter.consents.get(ConsentPurpose.COURT_PACK) if matter else None
    if consent is None or consent.on > on:
        return Refused("no_consent", "hearing")
    return None


def _moratorium(_case: Case, event: e.MoratoriumDecided, on: date) -> Refused | None:
    """Art. 287b Fw: six months at most, so that a longer one is a slip of the pen."""
    if event.answer is not Answer.YES or event.until is None:
        return None
    if event.until <= on:
        return Refused("term_ends_before_it_begins", "until", {"on": on})
    most = longest_moratorium(on)
    return Refused("longer_than_the_law", "until", {"until": event.until, "most": most}) if event.until > most else None


def _threat_matter(case: Case, event: e.UnlawfulPressureNoted, _on: date) -> Refused | None:
    matter = case.matters.get(event.matter)
    if matter and matter.kind is not MatterKind.UNLAWFUL_PRESSURE and matter.known_on:
        return Refused("pressure_is_its_own_matter", "matter", {"matter": event.matter})
    return None


_Check = Callable[..., Refused | None]
_CHECKS: dict[type[e.Event], _Check] = {
    e.CaseClosed: _closing,
    e.Paused: _pausing,
    e.ArrangementAgreed: _scheduling,
    e.ArrangementProposed: _scheduling,
    e.InstalmentsMoved: _scheduling,
    e.SettlementBegan: _settling,
    e.BudgetDecided: _granting,
    e.HelpDecided: _deciding,
    e.ObjectionDecided: _answering,
    e.ObjectionAnswerExtended: _extending_objection,
    e.PrivacyAnswerExtended: _extending_request,
    e.AdministrationNotRequested: _not_requesting,
    e.MoratoriumDecided: _moratorium,
    e.PackGiven: _giving,
    e.UnlawfulPressureNoted: _threat_matter,
}

"""When must somebody be sought, informed, offered help and heard? (Guide ch. 4 and int. ch. 3; Wgs; AVG 14.)"""

from datetime import date

from vangnet.domain.agreements import months_on
from vangnet.domain.case import Attempt, Case, Danger, Matter, Person
from vangnet.domain.codes import Channel, DayPart, Role
from vangnet.domain.rules.rule import Due, Facts, Look, NotDue, Outcome, days_on, latest

LADDER: tuple[tuple[Channel, DayPart | None], ...] = (
    (Channel.CARD, None),
    (Channel.PHONE, None),
    (Channel.VISIT, DayPart.AFTERNOON),
    (Channel.VISIT, DayPart.MORNING),
    (Channel.VISIT, DayPart.EVENING),
    (Channel.VISIT, None),
)
"""Note or card, call, visit by day, in another day part, in the evening, then somebody else's way of working."""
NEAR_LADDER = LADDER[1:]
"""Where the home or a supply is about to be lost nobody waits for an answer to a card."""


def offer(look: Look, person: Person) -> Outcome:
    """Offer help within 28 days of the report; not reached by day 21: write."""
    if not person.here:
        return NotDue("not_here")
    matters = look.open_matters(person)
    if not matters:
        return NotDue("nothing_open")
    if person.help_runs:
        return NotDue("help_runs", {"since": person.help_since})
    first = min([day for m in matters for day in _unanswered(look, person, m)], default=None)
    if first is None:
        return NotDue("offered", {"on": person.offered_on})
    agreed = look.agreed(first)
    by = min(look.by_law("wgs.offer_after_signal", first), days_on(first, agreed.offer_days))
    write_from = days_on(first, agreed.offer_write_after_days)
    facts: Facts = {"received": first, "days": (by - first).days}
    if look.day >= write_from:
        return Due(by, facts, "write")
    return Due(by, facts, changes_on=write_from)


def _unanswered(look: Look, person: Person, matter: Matter) -> list[date]:
    """The days on which something was reported that no offer of the 28 days before, or since, answers."""
    received = [s.received_on for s in matter.signals.values() if s.state == "taken_up" and s.received_on]
    if matter.noted_on:
        received.append(matter.noted_on)
    offered = person.offered_on
    return [day for day in received if offered is None or offered < days_on(day, -look.agreed(day).offer_days)]


def inform(look: Look, person: Person) -> Outcome:
    """Tell the person where the data came from and which rights they have."""
    if not person.here:
        return NotDue("not_here")
    matters = look.open_matters(person)
    known = min([m.known_on for m in matters if m.known_on and not _informed(person, m.known_on)], default=None)
    if known is None:
        return NotDue("informed" if matters else "nothing_open", {"on": person.informed_on})
    month = months_on(known, 1)
    if person.spoken_on and person.spoken_on >= known:
        return Due(min(month, person.spoken_on), {"received": known, "spoken": person.spoken_on})
    return Due(month, {"received": known})


def _informed(person: Person, known: date) -> bool:
    return person.informed_on is not None and person.informed_on >= known


def attempt(look: Look, person: Person) -> Outcome:
    """Make the next attempt by the ladder, never the same day part twice running."""
    if not person.here:
        return NotDue("not_here")
    if person.help_runs:
        return NotDue("help_runs", {"since": person.help_since})
    sought = [m for m in look.open_matters(person) if _still_sought(person, m)]
    if not sought:
        return NotDue("reached_or_refused", {"spoken": person.spoken_on, "declined": person.declined_on})
    dangers = look.dangers_of(person)
    matters = _to_seek(look, person)
    since = min(m.raised_on for m in matters or sought if m.raised_on)
    tried = [a for a in person.attempts if a.on >= since]
    over_on = _sought_enough_on(look, since, tried)
    if not matters:
        return NotDue("sought_enough", {"attempts": len(tried), "on": over_on})
    if not dangers and len(tried) >= look.agreed(since).attempts_most:
        facts: Facts = {"received": since, "attempts": len(tried), "until": over_on}
        return Due(over_on or look.day, facts, "wait", changes_on=over_on)
    return _next_attempt(look, since, tried, dangers)


def _next_attempt(look: Look, since: date, tried: list[Attempt], dangers: list[Danger]) -> Due:
    agreed, step = look.agreed(since), len(tried)
    known, day = latest(since, *(d.since for d in dangers)) or since, lost_on(dangers)
    near = day is not None and day <= days_on(known, agreed.near_days)
    ladder, danger = NEAR_LADDER if near else LADDER, bool(dangers)
    channel, _ = ladder[min(step, len(ladder) - 1)]
    if danger:
        last = tried[-1].on if tried else since
        by = look.in_time(look.after(last, agreed.attempt_danger), last, day)
    elif not tried:
        by = look.after(since, agreed.attempt_first)
    else:
        by = look.after(tried[-1].on, agreed.attempt_intervals[min(step, len(agreed.attempt_intervals)) - 1])
    pause_until = None if danger else look.case.pause_until
    resting = pause_until is not None and pause_until > look.day
    by = max(by, pause_until or by)
    facts: Facts = {
        "received": since,
        "attempt": step + 1,
        "channel": channel.value,
        "not_day_part": tried[-1].day_part.value if tried else None,
    }
    changes_on = None if danger else _sought_enough_on(look, since, tried)
    role = Role.VISITOR if channel is Channel.VISIT else None
    return Due(by, facts, "resting" if resting else "", role, changes_on)


def _still_sought(person: Person, matter: Matter) -> bool:
    if matter.raised_on is None or matter.declined_on:
        return False
    if person.finished_on and person.finished_on >= matter.raised_on:
        return False
    return person.spoken_on is None or person.spoken_on < matter.raised_on


def _to_seek(look: Look, person: Person) -> list[Matter]:
    """For which matters this person is sought now: in danger for all, else where the window still runs."""
    sought = [m for m in look.open_matters(person) if _still_sought(person, m)]
    return sought if look.dangers_of(person) else [m for m in sought if not _sought_enough(look, person, m)]


def _sought_enough(look: Look, person: Person, matter: Matter) -> bool:
    """Whether the window of this matter is over; that of one reported later may still run."""
    over_on = outreach_over_on(look, person, matter)
    return over_on is not None and look.day >= over_on


def _sought_enough_on(look: Look, since: date, tried: list[Attempt]) -> date | None:
    """From which day on seeking without danger is over: the window, or a rest after the last attempt."""
    agreed = look.agreed(since)
    if len(tried) < agreed.attempts_least:
        return None
    window_over = days_on(since, 7 * agreed.window_weeks + 1)
    if len(tried) >= agreed.attempts_most:
        return min(window_over, look.after(tried[-1].on, agreed.attempt_rest))
    return window_over


def outreach_over_on(look: Look, person: Person, matter: Matter) -> date | None:
    """From which day on this person was sought enough for this matter; None when reached or in danger."""
    if matter.raised_on is None or not _still_sought(person, matter) or look.dangers_in(matter):
        return None
    tried = [a for a in person.attempts if a.on >= matter.raised_on]
    return _sought_enough_on(look, matter.raised_on, tried)


def hear_answer(look: Look, person: Person) -> Outcome:
    """Spoken and offered, but no yes or no yet: ask again what would suit. Who is sought anew is asked then."""
    if not person.here:
        return NotDue("not_here")
    if person.help_runs:
        return NotDue("help_runs", {"since": person.help_since})
    waiting = [
        m
        for m in look.open_matters(person)
        if m.raised_on and person.spoken_on and person.spoken_on >= m.raised_on and not m.declined_on
    ]
    raised = [m.raised_on for m in waiting if m.raised_on]
    if not raised or (person.finished_on and person.finished_on >= max(raised)):
        return NotDue("no_answer_awaited")
    if person.offered_on is None:
        return NotDue("not_offered")
    if sought := _to_seek(look, person):
        over = [day for m in sought if (day := outreach_over_on(look, person, m))]
        return NotDue("no_answer_awaited", {"spoken": person.spoken_on}, min(over, default=None))
    since = latest(person.spoken_on, person.offered_on) or look.day
    return Due(look.after(since, look.agreed(since).hear_answer), {"offered": person.offered_on, "since": since})


def crisis_contact(look: Look, matter: Matter) -> Outcome:
    """Reach the person now."""
    dangers = look.dangers_in(matter)
    trigger = latest(
        *(s.received_on for s in matter.signals.values() if s.crisis and s.state in ("new", "taken_up")),
        *(d.since for d in dangers if d.kind != "hearing"),
    )
    if trigger is None or (not dangers and not matter.unsettled):
        return NotDue("no_crisis")
    person = look.person_of(matter)
    if person is None:
        return NotDue("person_unknown")
    if person.died_on:
        return NotDue("not_here")
    if person.spoken_on and person.spoken_on >= trigger:
        if not (person.declined_on and person.declined_on < trigger):
            return NotDue("spoken", {"on": person.spoken_on})
        return NotDue("approached_by_another", {"on": person.spoken_on})
    by = look.in_time(look.after(trigger, look.agreed(trigger).crisis_contact), trigger, lost_on(dangers))
    if person.declined_on and person.declined_on < trigger:
        if any(a.on >= trigger for a in person.attempts):
            return NotDue("approached_by_another", {"declined": person.declined_on})
        return Due(by, {"since": trigger, "declined": person.declined_on}, "someone_else")
    return Due(by, {"since": trigger})


def lost_on(dangers: list[Danger]) -> date | None:
    """The nearest day on which a home or a supply is to be lost, as announced; a hearing takes nothing away yet."""
    return min([d.day for d in dangers if d.day and d.kind != "hearing"], default=None)


def know_household(look: Look, case: Case) -> Outcome:
    """Learn who lives there, children, representative, languages, and what suits."""
    if case.household_noted_on:
        return NotDue("household_known", {"on": case.household_noted_on})
    danger = min([d.since for d in look.dangers], default=None)
    spoken = min([p.spoken_on for p in case.persons.values() if p.spoken_on], default=None)
    if danger:
        return Due(look.after(danger, look.agreed(danger).know_household_danger), {"danger": danger})
    if spoken:
        return Due(look.after(spoken, look.agreed(spoken).know_household), {"spoken": spoken})
    return NotDue("no_contact_yet")

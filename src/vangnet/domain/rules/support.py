"""When must help be held, decided, paused for and watched? (Wgs art. 4 and 4a; guide ch. 2 and 4; covenant.)"""

from vangnet.domain.case import Arrangement, Matter, Person
from vangnet.domain.rules.rule import Due, Facts, Look, NotDue, Outcome, days_on, latest

THREATENING = ("eviction", "disconnection", "title")
"""Dangers that make a situation threatening in the sense of art. 4 lid 2 Wgs."""


def first_conversation(look: Look, person: Person) -> Outcome:
    """Hold the first conversation; independent support is offered with it."""
    since = person.help_since
    if since is None:
        return NotDue("no_help_asked")
    if person.conversation_on and person.conversation_on >= since:
        return NotDue("held", {"on": person.conversation_on})
    by = look.by_law("wgs.first_conversation", since)
    threat = min([d.since for d in look.dangers_of(person) if d.kind in THREATENING], default=None)
    if threat is None:
        return Due(by, {"since": since})
    threatened = max(since, threat)
    by = min(by, look.by_law("wgs.first_conversation_threat", threatened))
    return Due(by, {"since": since, "threat": threat}, "threat")


def decide_help(look: Look, person: Person) -> Outcome:
    """Decide in writing: plan or refusal."""
    asked = person.application_on
    if asked is None:
        return NotDue("no_application")
    if person.decided_on and person.decided_on >= asked:
        return NotDue("decided", {"on": person.decided_on})
    if not person.help_runs:
        return NotDue("withdrawn")
    if upheld := person.upheld_on:
        return Due(upheld, {"conversation": asked, "upheld": upheld}, "after_objection")
    return Due(look.by_law("wgs.decision", asked), {"conversation": asked})


def carry_out_plan(look: Look, person: Person) -> Outcome:
    """Take the next step of the plan."""
    since = person.help_since
    if since is None:
        return NotDue("no_help_asked")
    if person.conversation_on is None or person.conversation_on < since:
        return NotDue("conversation_first")
    if person.next_step_on:
        return Due(person.next_step_on, {"step": person.next_step_on})
    held = latest(person.conversation_on, person.decided_on, person.upheld_on) or look.day
    return Due(look.after(held, look.agreed(held).plan_step), {"conversation": held}, "no_step_yet")


def hear_referral(look: Look, person: Person) -> Outcome:
    """Handed over warmly: ask whether the other took over, until that is known."""
    referred = person.referred_on
    if referred is None:
        return NotDue("not_referred")
    if not person.here:
        return NotDue("not_here")
    return Due(look.after(referred, look.agreed(referred).hear_referral), {"referred": referred})


def pause(look: Look, matter: Matter) -> Outcome:
    """Ask the creditor to wait while help runs."""
    person = look.person_of(matter)
    if not matter.is_debt or not matter.unsettled:
        return NotDue("nothing_open")
    if person is None or person.help_since is None:
        return NotDue("no_help_asked")
    if matter.paused_until:
        return NotDue("paused", {"until": matter.paused_until})
    asked, answered = matter.pause_asked_on, matter.pause_answered_on
    if asked and (answered is None or answered < asked):
        return Due(look.after(asked, look.agreed(asked).pause_chase), {"asked": asked}, "chase")
    if answered and answered >= person.help_since:
        return NotDue("refused", {"on": answered})
    since = person.help_since
    return Due(look.after(since, look.agreed(since).pause_ask), {"since": since})


def renew_pause(look: Look, matter: Matter) -> Outcome:
    """Renew the pause before it ends."""
    person = look.person_of(matter)
    if matter.paused_until is None or not matter.unsettled:
        return NotDue("not_paused")
    if person is None or person.help_since is None:
        return NotDue("no_help_asked")
    ahead = look.agreed(matter.pause_answered_on or look.day).pause_renew
    return Due(look.after(matter.paused_until, -ahead), {"until": matter.paused_until})


def watch_arrangement(look: Look, matter: Matter) -> Outcome:
    """Call before a missed instalment becomes a break.

    A tolerance moves the day only as it was agreed with the creditor; a missed one never waits longer for it.
    """
    arrangement = matter.arrangement
    if arrangement is None:
        return NotDue("no_arrangement")
    if not matter.arrangement_runs:
        return NotDue("arrangement_over", {"broken": arrangement.broken_on, "settled": matter.settled_on})
    agreed = look.agreed(arrangement.agreed_on)
    if not arrangement.instalments:
        return _watch_unknown(look, arrangement)
    due = arrangement.next_due
    if due is None:
        last = max((i.on for i in arrangement.instalments), default=arrangement.agreed_on)
        return Due(days_on(last, agreed.instalment_grace_days), {"last": last}, "completed")
    tolerance = arrangement.tolerance_days
    in_time = None if tolerance is None else days_on(due, tolerance)
    facts: Facts = {"instalment": due, "until": in_time}
    if missed := arrangement.missed.get(due):
        by = look.after(missed, agreed.missed_call)
        if in_time:
            by = min(by, max(in_time, missed))
        return Due(by, {**facts, "missed": missed}, "missed")
    return Due(in_time or days_on(due, agreed.instalment_grace_days), facts)


def _watch_unknown(look: Look, arrangement: Arrangement) -> Due:
    """Nobody told what was agreed: call when an instalment was missed, else ask for the schedule."""
    heard = arrangement.agreed_on
    days = look.agreed(heard).missed_call
    if arrangement.missed:
        due = min(arrangement.missed)
        missed = arrangement.missed[due]
        return Due(look.after(missed, days), {"instalment": due, "missed": missed}, "missed")
    return Due(look.after(heard, days), {"heard": heard}, "schedule_unknown")


def repair_arrangement(look: Look, matter: Matter) -> Outcome:
    """Broken: talk, make a new proposal, or find other help."""
    broken = matter.arrangement.broken_on if matter.arrangement else None
    if broken is None:
        return NotDue("not_broken")
    if not matter.unsettled:
        return NotDue("nothing_open")
    person = look.person_of(matter)
    chosen = latest(person.accepted_on, person.finished_on) if person else None
    if chosen and chosen >= broken:
        return NotDue("other_way_chosen", {"on": chosen})
    return Due(look.after(broken, look.agreed(broken).repair), {"broken": broken})


def avert(look: Look, matter: Matter) -> Outcome:
    """A cut of supply or an auction is announced: stop it; once its day is past, find out what happened."""
    danger = next((d for d in look.dangers_in(matter) if d.kind in ("disconnection", "auction")), None)
    if danger is None or danger.day is None:
        return NotDue("nothing_announced")
    facts: Facts = {"announced": danger.since, "day": danger.day, "danger": danger.kind}
    agreed = look.agreed(danger.since)
    if look.day > danger.day:
        return Due(look.after(danger.day, agreed.find_out), facts, "find_out")
    by = min(look.after(danger.since, agreed.crisis_contact), max(danger.day, danger.since))
    return Due(by, facts, changes_on=days_on(danger.day, 1))


def reconnect(look: Look, matter: Matter) -> Outcome:
    """Supply cut: get it back."""
    cut = matter.disconnected_on
    if cut is None:
        return NotDue("connected")
    return Due(look.after(cut, look.agreed(cut).reconnect), {"cut": cut})

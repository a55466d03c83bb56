"""When must a report be settled, placed, owned and answered? (Guide ch. 4; DDAS; covenant.)"""

from collections.abc import Iterator
from datetime import date

from vangnet.domain.case import Case, Matter, Person, Signal
from vangnet.domain.codes import MatterKind
from vangnet.domain.rules.outreach import outreach_over_on
from vangnet.domain.rules.rule import Due, Facts, Look, NotDue, Outcome, days_on, latest


def triage(look: Look, signal: Signal) -> Outcome:
    """Settle the signal: legal basis and objection first, then repeat, amount, resident, known to help."""
    if signal.received_on is None or signal.state != "new":
        return NotDue("signal_settled", {"state": signal.state, "on": signal.settled_on})
    agreed = look.agreed(signal.received_on)
    urgent = signal.crisis or bool(look.dangers_in(look.case.matters[signal.matter]))
    days = agreed.triage_crisis if urgent else agreed.triage
    facts: Facts = {"received": signal.received_on, "crisis": urgent}
    return Due(look.after(signal.received_on, days), facts)


def who(look: Look, matter: Matter) -> Outcome:
    """Settle which person it is; meanwhile nothing is said or written at the address."""
    if matter.person:
        return NotDue("person_known")
    danger = min([d.since for d in look.dangers_in(matter)], default=None)
    since = (matter.raised_on if matter.unsettled else None) or danger
    if since is None:
        return NotDue("nothing_open")
    agreed = look.agreed(since)
    urgent = danger is not None or any(s.crisis for s in matter.signals.values())
    days = agreed.who_crisis if urgent else agreed.who
    return Due(look.after(since, days), {"received": since, "crisis": urgent})


def assign(look: Look, case: Case) -> Outcome:
    """Give the case an owner."""
    if case.owner:
        return NotDue("owned")
    if case.opened_on is None:
        return NotDue("not_opened")
    return Due(look.after(case.opened_on, look.agreed(case.opened_on).assign), {"opened": case.opened_on})


def feedback(look: Look, matter: Matter) -> Outcome:
    """Tell the partner what it may know."""
    if not matter.signals:
        return NotDue("no_signal")
    if matter.result_on is None:
        return NotDue("no_result")
    if matter.feedback_on:
        return NotDue("told", {"on": matter.feedback_on})
    by = look.after(matter.result_on, look.agreed(matter.result_on).feedback)
    return Due(by, {"result": matter.result_on})


def handover(look: Look, person: Person) -> Outcome:
    """Moved to another municipality: hand over warmly."""
    if person.moved_on is None:
        return NotDue("not_moved")
    if person.handed_over_on:
        return NotDue("handed_over", {"on": person.handed_over_on})
    return Due(look.after(person.moved_on, look.agreed(person.moved_on).handover), {"moved": person.moved_on})


def conclude(look: Look, case: Case) -> Outcome:
    """All settled, or nothing more to offer: close with the right result."""
    if blockers := case.closing_blockers():
        return NotDue("blocked", {"blocker": blockers[0]})
    if case.loss and not case.rehoused_on:
        return NotDue("not_rehoused")
    if waits_for := next(_somebody_waits(case), None):
        return waits_for
    ready_on = case.opened_on or look.day
    for matter in case.matters.values():
        finished_on = finished(look, matter)
        if finished_on is None or finished_on > look.day:
            return NotDue("work_open", {"matter": matter.number}, finished_on)
        ready_on = max(ready_on, finished_on)
    for person in case.persons.values():
        ready_on = max(ready_on, person.finished_on or ready_on)
    ready_on = max(ready_on, case.follow_up_over_on or ready_on)
    return Due(look.after(ready_on, look.agreed(ready_on).conclude), {"ready": ready_on})


def _somebody_waits(case: Case) -> Iterator[NotDue]:
    """Why the case stays open for somebody in it: help, a settlement, money, a handover or an answer of ours."""
    for person in case.persons.values():
        if person.help_runs:
            yield NotDue("help_runs", {"since": person.help_since})
        if person.settlement:
            yield NotDue("settlement_runs", {"until": person.settlement.until})
        if asked := person.forced_asked_on or person.forced_granted_on:
            yield NotDue("forced_settlement_asked", {"asked": asked})
        if person.budget:
            yield NotDue("budget_asked", {"asked": person.budget.asked_on})
        if person.moved_on and not person.handed_over_on:
            yield NotDue("not_handed_over", {"moved": person.moved_on})
        if person.awaits_since:
            yield NotDue("answer_awaited", {"since": person.awaits_since})


def finished(look: Look, matter: Matter) -> date | None:
    """Since when (or from when) there is nothing more to do for this matter; None while there is."""
    if matter.settled_on:
        return matter.settled_on
    if matter.untriaged:
        return None
    if not matter.taken_up:
        return max((s.settled_on for s in matter.signals.values() if s.settled_on), default=look.case.opened_on)
    person = look.person_of(matter)
    if person is None or matter.court_since or matter.disconnected_on or matter.arrangement_runs:
        return None
    if not person.here:
        return latest(matter.raised_on, person.died_on or person.moved_on)
    if person.finished_on and matter.raised_on and person.finished_on >= matter.raised_on:
        return person.finished_on
    return outreach_over_on(look, person, matter)


def review(look: Look, case: Case) -> Outcome:
    """Look again: the floor under every open case."""
    if case.last_on is None:
        return NotDue("not_opened")
    return Due(days_on(case.last_on, look.agreed(case.last_on).review_days), {"last": case.last_on})


def check_data(look: Look, case: Case) -> Outcome:
    """Facts contradict each other, or one is missing between two others."""
    gaps = [(gap, since, m.number) for m in case.matters.values() for gap, since in _gaps(m)]
    if not gaps:
        return NotDue("consistent")
    gap, since, number = min(gaps, key=lambda g: (g[1], g[2], g[0]))
    by = look.after(since, look.agreed(since).check_data)
    return Due(by, {"gap": gap, "matter": number, "since": since}, gap)


def _reported(matter: Matter) -> bool:
    return any(signal.received_on for signal in matter.signals.values())


def _gaps(matter: Matter) -> list[tuple[str, date]]:
    gaps = []
    served, judgment = matter.summons_served_on, matter.judgment
    if matter.known_on is None:
        since = served or (judgment and judgment.given_on) or matter.reminder_on or matter.contact_sought_on
        if since:
            gaps.append(("matter_unknown", since))
    looked_at = _reported(matter) or matter.duty_checked_on or matter.settled_on
    if matter.kind is MatterKind.RENT and served and not looked_at:
        gaps.append(("summons_without_report", served))
    if judgment and judgment.lives and not served:
        gaps.append(("judgment_without_summons", judgment.given_on))
    announced = min([e.announced_on for e in matter.live_evictions if e.announced_on], default=None)
    if announced and matter.is_debt and not matter.title:
        gaps.append(("eviction_without_title", announced))
    return gaps

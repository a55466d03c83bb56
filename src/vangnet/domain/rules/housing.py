"""What must be done so that nobody loses the home, and what if it is lost after all? (Guide ch. 3 steps 9-11, 7, 8.)"""

from datetime import date

from vangnet.domain.agreements import months_on
from vangnet.domain.case import Case, Judgment, Matter, Person
from vangnet.domain.codes import MatterKind
from vangnet.domain.rules.rule import Due, Facts, Look, NotDue, Outcome, days_on, latest


def _titles(look: Look, person: Person) -> list[tuple[Matter, Judgment]]:
    return [(m, title) for m in look.case.matters_of(person.id) if (title := m.title)]


def _eviction_day(look: Look, person: Person) -> date | None:
    return min([day for m in look.case.matters_of(person.id) if (day := m.eviction_day)], default=None)


def _eviction_announced(look: Look, person: Person) -> date | None:
    return latest(*(e.announced_on for m in look.case.matters_of(person.id) for e in m.live_evictions))


def last_offer(look: Look, person: Person) -> Outcome:
    """Debt help, income management or administration, after an eviction judgment; then hear the answer."""
    given = latest(*(title.given_on for _, title in _titles(look, person)))
    if given is None:
        return NotDue("no_title")
    if not person.here:
        return NotDue("not_here")
    made, answered = person.last_offer_on, person.last_offer_answered_on
    if made is None or made < given:
        if known := _eviction_announced(look, person):
            return Due(max(given, known), {"judgment": given, "eviction_known": known})
        return Due(look.after(given, look.agreed(given).last_offer), {"judgment": given})
    if answered and answered >= made:
        return NotDue("answered", {"on": answered})
    return Due(_unanswered_on(look, person, made), {"judgment": given, "offered": made}, "hear_answer")


def _unanswered_on(look: Look, person: Person, made: date) -> date:
    """The day on which silence counts as no: sooner when the eviction is near."""
    agreed, day = look.agreed(made), _eviction_day(look, person)
    near = day is not None and day <= days_on(made, agreed.near_days)
    return look.after(made, agreed.last_offer_answer_near if near else agreed.last_offer_answer)


def weigh_administration(look: Look, person: Person) -> Outcome:
    """Decide yes or no, with reasons, in time before the eviction; afterwards every year whether it is needed."""
    if person.represented_since:
        return NotDue("represented", {"since": person.represented_since})
    if person.administration_since:
        last = latest(person.administration_since, person.administration_reviewed_on) or look.day
        return Due(months_on(last, 12), {"since": person.administration_since, "last": last}, "review")
    if person.administration_requested_on:
        return NotDue("requested", {"on": person.administration_requested_on})
    given = latest(*(title.given_on for _, title in _titles(look, person)))
    if given is None:
        return NotDue("no_title")
    if not person.here:
        return NotDue("not_here")
    if person.administration_weighed_on and person.administration_weighed_on >= given:
        return NotDue("weighed", {"on": person.administration_weighed_on})
    return _weigh(look, person, given)


def _weigh(look: Look, person: Person, given: date) -> Outcome:
    made, eviction = person.last_offer_on, _eviction_day(look, person)
    announced = _eviction_announced(look, person)
    offered = made is not None and made >= given
    answered = person.last_offer_answered_on if offered else None
    if offered and answered and person.last_offer_failed_on is None and announced is None:
        return NotDue("offer_accepted", {"on": answered})
    failed = person.last_offer_failed_on if offered else None
    silent_on = _unanswered_on(look, person, made) if offered and made and not answered else None
    if failed is None and silent_on and look.day > silent_on:
        failed = silent_on
    agreed = look.agreed(given)
    by = look.after(failed, agreed.weigh_administration) if failed else None
    if announced:
        days = agreed.weigh_administration
        in_time = max(look.after(eviction, -days), given) if eviction else look.after(announced, days)
        by = min(by, in_time) if by else in_time
    if by is None:
        return NotDue("offer_open", {"offered": made}, days_on(silent_on, 1) if silent_on else None)
    changes_on = days_on(silent_on, 1) if silent_on and failed is None else None
    facts: Facts = {"judgment": given, "failed": failed, "eviction": eviction}
    return Due(by, facts, changes_on=changes_on)


def await_administration(look: Look, person: Person) -> Outcome:
    """Follow the request for administration until it is decided."""
    asked = person.administration_requested_on
    if asked is None:
        return NotDue("not_requested")
    return Due(months_on(asked, look.agreed(asked).watch_months), {"asked": asked})


def stop_eviction(look: Look, matter: Matter) -> Outcome:
    """Landlord, bailiff, court: it is never too late. On every working day, until cancelled or carried out."""
    live = matter.live_evictions
    if not live:
        return NotDue("no_eviction_announced")
    day = matter.eviction_day
    by = look.practice.first_working_day(look.day)
    facts: Facts = {"announced": min(e.announced_on for e in live if e.announced_on), "eviction": day}
    stage = "find_out" if day and look.day > day else ""
    return Due(by, facts, stage, changes_on=days_on(look.day, 1))


def rights_check(look: Look, matter: Matter) -> Outcome:
    """What human rights ask of an eviction, asked while it can still be stopped; of each eviction anew."""
    unchecked = [e for e in matter.live_evictions if e.rights_checked_on is None]
    if not unchecked:
        return NotDue("rights_checked" if matter.live_evictions else "no_eviction_announced")
    announced = min(e.announced_on for e in unchecked if e.announced_on)
    day = min([e.day for e in unchecked if e.day], default=None)
    by = look.after(announced, look.agreed(announced).rights_check)
    if day:
        by = min(by, max(announced, look.after(day, -1)))
    return Due(by, {"announced": announced, "eviction": day})


def rehousing_plan(look: Look, case: Case) -> Outcome:
    """Name the director and plan suitable housing, children first."""
    since = min(_home_at_stake_since(look), default=None)
    if since is None:
        return NotDue("home_not_at_stake")
    planned = case.rehousing_planned_on
    if planned and planned >= since and case.rehousing_director:
        return NotDue("planned", {"on": planned})
    agreed = look.agreed(since)
    by = days_on(since, agreed.rehousing_days)
    eviction = min([day for m in case.matters.values() if (day := m.eviction_day)], default=None)
    if eviction:
        by = min(by, max(since, days_on(eviction, -agreed.rehousing_days_before)))
    if case.loss:
        by = min(by, case.loss.on)
    stage = "" if not planned or planned < since else "name_director"
    lost = case.loss.on if case.loss and not case.rehoused_on else None
    return Due(by, {"since": since, "eviction": eviction, "lost": lost}, stage)


def _home_at_stake_since(look: Look) -> list[date]:
    case = look.case
    days = [d.since for d in look.dangers if d.kind in ("title", "eviction", "auction")]
    days += [m.raised_on for m in case.matters.values() if m.kind is MatterKind.CLOSURE and m.unsettled and m.raised_on]
    if case.loss and not case.rehoused_on:
        days.append(case.loss.on)
    return days


def record_loss(look: Look, case: Case) -> Outcome:
    """Way, cause, children and destination of a lost home."""
    if case.loss is None:
        return NotDue("home_kept")
    if case.loss.described_on:
        return NotDue("described", {"on": case.loss.described_on})
    lost = case.loss.on
    return Due(look.after(lost, look.agreed(lost).record_loss), {"lost": lost})


def secure_address(look: Look, case: Case) -> Outcome:
    """Registration or a postal address at once: without it the right to nearly everything else is lost."""
    if case.loss is None:
        return NotDue("home_kept")
    if case.rehoused_on:
        return NotDue("rehoused", {"on": case.rehoused_on})
    if secured := _since(case.address_secured_on, case.loss.on):
        return NotDue("address_secured", {"on": secured})
    lost = case.loss.on
    return Due(look.after(lost, look.agreed(lost).secure_address), {"lost": lost})


def return_goods(look: Look, case: Case) -> Outcome:
    """Goods that were taken in go back before they may be sold: asked in time, and again until the last day."""
    stored, until = case.goods_stored_on, case.goods_until
    if stored is None or until is None:
        return NotDue("no_goods_kept")
    facts: Facts = {"stored": stored, "until": until}
    warn = max(stored, days_on(until, -look.agreed(stored).goods_warn_days))
    if look.day <= warn:
        return Due(warn, facts, changes_on=days_on(warn, 1))
    return Due(until, facts, "last_weeks")


def rehouse(look: Look, case: Case) -> Outcome:
    """Lasting housing, and registration or a postal address at once so that rights go on; weekly."""
    if case.loss is None:
        return NotDue("home_kept")
    if case.rehoused_on:
        return NotDue("rehoused", {"on": case.rehoused_on})
    last = latest(case.loss.on, _since(case.destination_checked_on, case.loss.on)) or case.loss.on
    return Due(days_on(last, look.agreed(last).rehouse_days), {"lost": case.loss.on, "last": last})


def _since(day: date | None, start: date) -> date | None:
    return day if day and day >= start else None


def follow_up(look: Look, case: Case) -> Outcome:
    """Still housed? After 3, 6 and 12 months: with agreed aftercare, and always after a lost home.

    Its day come, a lost home is a reason to ask before anything else is done.
    """
    since = case.loss.on if case.loss else case.closed_on if case.aftercare else None
    if since is None:
        return NotDue("no_aftercare")
    month = case.next_follow_up
    if month is None:
        return NotDue("followed", {"on": case.destination_checked_on})
    by = months_on(since, month)
    facts: Facts = {"since": since, "month": month}
    if case.loss is None:
        return Due(by, facts)
    if look.day < by:
        return Due(by, facts, changes_on=by)
    return Due(by, {**facts, "lost": case.loss.on}, "after_loss")


def other_threats(look: Look, matter: Matter) -> Outcome:
    """The guide's routes per cause, and the next look at them."""
    if not matter.is_threat:
        return NotDue("a_debt")
    if not matter.unsettled or matter.raised_on is None:
        return NotDue("threat_over", {"on": matter.settled_on})
    taken, agreed = _since(matter.route_taken_on, matter.raised_on), look.agreed(matter.raised_on)
    facts: Facts = {"kind": matter.kind.value, "noted": matter.raised_on, "route": taken}
    if taken:
        return Due(days_on(taken, agreed.threat_follow_days), facts, "follow")
    return Due(look.after(matter.raised_on, agreed.other_threats), facts)

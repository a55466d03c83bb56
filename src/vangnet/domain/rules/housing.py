"""What must be done so that nobody loses the home, and what if it is lost after all? (Guide ch. 3 steps 9-11, 7, 8.)"""

from datetime import date

from vangnet.domain.agreements import months_on
from vangnet.domain.case import Case, Matter, Person
from vangnet.domain.codes import Destination
from vangnet.domain.last_offer import cleared_from, is_near, unanswered_on
from vangnet.domain.rules.rule import Due, Facts, Look, NotDue, Outcome, days_on, latest


def _title_since(look: Look, person: Person) -> date | None:
    """Since when this person's home may be cleared on a judgment; of several, the last."""
    return latest(*(m.executable_since for m in look.case.matters_of(person.id)))


def _no_title(look: Look, person: Person) -> NotDue:
    """No title at all, or none that may be carried out while its conditions are kept."""
    conditional = latest(*(title.given_on for m in look.case.matters_of(person.id) if (title := m.title)))
    return NotDue("conditions_kept", {"judgment": conditional}) if conditional else NotDue("no_title")


def _eviction_announced(look: Look, person: Person) -> date | None:
    return latest(*(e.announced_on for m in look.case.matters_of(person.id) for e in m.live_evictions))


def last_offer(look: Look, person: Person) -> Outcome:
    """Debt help, income management or administration, after an eviction judgment; then hear the answer."""
    given = _title_since(look, person)
    if given is None:
        return _no_title(look, person)
    if not person.here:
        return NotDue("not_here")
    made, answered = person.last_offer_on, person.last_offer_answered_on
    if made is None or made < given:
        if known := _eviction_announced(look, person):
            return Due(max(given, known), {"judgment": given, "eviction_known": known})
        near = is_near(cleared_from(look.case, person.id), given, look.practice)
        return Due(given if near else look.after(given, look.agreed(given).last_offer), {"judgment": given})
    if answered and answered >= made:
        return NotDue("answered", {"on": answered})
    return Due(
        unanswered_on(look.case, person, made, look.practice), {"judgment": given, "offered": made}, "hear_answer"
    )


def weigh_administration(look: Look, person: Person) -> Outcome:
    """Decide yes or no, with reasons, in time before the eviction; afterwards every year whether it is needed."""
    if person.represented_since:
        return NotDue("represented", {"since": person.represented_since})
    if person.administration_since:
        return _review(look, person, person.administration_since)
    if person.administration_requested_on:
        return NotDue("requested", {"on": person.administration_requested_on})
    given = _title_since(look, person)
    if given is None:
        return _no_title(look, person)
    if not person.here:
        return NotDue("not_here")
    if person.administration_weighed_on and person.administration_weighed_on >= given:
        return NotDue("weighed", {"on": person.administration_weighed_on})
    return _weigh(look, person, given)


def _review(look: Look, person: Person, since: date) -> Due:
    """Every year until it ends, and in time before the end that the court set."""
    reviewed, until = person.administration_reviewed_on, person.administration_until
    last = latest(since, reviewed) or since
    by, facts = months_on(last, 12), {"since": since, "reviewed": reviewed}
    if until:
        before_end = max(look.after(until, -look.agreed(since).term_ahead), since)
        if last < before_end < by:
            return Due(before_end, {**facts, "until": until}, "review")
    return Due(by, facts, "review")


def _weigh(look: Look, person: Person, given: date) -> Outcome:
    """On the agenda from the judgment on (sieve, P8): after the last offer, and in time before the home may be cleared.

    An offer that is not made, or not answered, is waited for as long as its own term; silence asks for weighing, and
    is itself no ground for a request.
    """
    announced, clear_from = _eviction_announced(look, person), cleared_from(look.case, person.id)
    accepted = _accepted_on(person, given)
    if accepted and announced is None:
        return NotDue("offer_accepted", {"on": accepted})
    agreed, failed = look.agreed(given), _failed_on(person, given)
    days = agreed.weigh_administration
    by = [] if accepted else [look.after(failed or _offer_open_until(look, person, given), days)]
    if clear_from:
        by.append(max(look.after(clear_from, -days), given))
    elif announced:
        by.append(look.after(announced, days))
    facts: Facts = {"judgment": given, "failed": failed, **_cleared(clear_from, announced=announced is not None)}
    return Due(min(by), facts)


def _accepted_on(person: Person, given: date) -> date | None:
    """When the last offer was accepted; an acceptance counts while the help runs that came of it."""
    answered = _since(person.last_offer_answered_on, given)
    return answered if answered and person.last_offer_failed_on is None and person.help_runs else None


def _failed_on(person: Person, given: date) -> date | None:
    """When the last offer was refused, or when the help ended that came of it."""
    answered = _since(person.last_offer_answered_on, given)
    if answered is None:
        return None
    return person.last_offer_failed_on or _since(person.finished_on, answered)


def _offer_open_until(look: Look, person: Person, given: date) -> date:
    """How long the last offer and its answer are waited for; one that nobody made as long as one made on its day."""
    agreed, made = look.agreed(given), _since(person.last_offer_on, given)
    if made:
        return unanswered_on(look.case, person, made, look.practice)
    return look.after(given, agreed.last_offer + agreed.last_offer_answer)


def await_administration(look: Look, person: Person) -> Outcome:
    """Follow the request for administration until it is decided."""
    asked = person.administration_requested_on
    if asked is None:
        return NotDue("not_requested")
    return Due(months_on(asked, look.agreed(asked).watch_months), {"asked": asked})


def stop_eviction(look: Look, matter: Matter) -> Outcome:
    """Landlord, bailiff, court: it is never too late. On every working day, until cancelled or carried out.

    What was tried today is done for today; the next working day something is tried again.
    """
    live = matter.live_evictions
    if not live:
        return NotDue("no_eviction_announced")
    day = matter.eviction_day
    facts: Facts = {
        "announced": min(e.announced_on for e in live if e.announced_on),
        "eviction": day,
        "tried": latest(*(e.tried_on for e in live)),
    }
    stage = "find_out" if day and look.day > day else ""
    tried = not stage and all(e.tried_on and e.tried_on >= look.day for e in live)
    by = look.practice.first_working_day(days_on(look.day, 1) if tried else look.day)
    return Due(by, facts, stage, changes_on=days_on(look.day, 1))


def rights_check(look: Look, matter: Matter) -> Outcome:
    """What human rights ask of an eviction, asked while it can still be stopped; of each eviction anew."""
    unchecked = [e for e in matter.live_evictions if e.rights_checked_on is None]
    if not unchecked:
        return _ask_again(look, matter)
    announced = min(e.announced_on for e in unchecked if e.announced_on)
    day = min([e.day for e in unchecked if e.day], default=None)
    by = look.after(announced, look.agreed(announced).rights_check)
    if day:
        by = min(by, max(announced, look.after(day, -1)))
    return Due(by, {"announced": announced, "eviction": day})


def _ask_again(look: Look, matter: Matter) -> Outcome:
    """What was answered with no is asked again until it is arranged: after as many days, and before the eviction."""
    live = matter.live_evictions
    if not live:
        return NotDue("no_eviction_announced")
    lacking = [e for e in live if e.rights_lack and e.rights_checked_on]
    if not lacking:
        return NotDue("rights_checked")
    last = min(e.rights_checked_on for e in lacking if e.rights_checked_on)
    by = look.after(last, look.agreed(last).rights_check)
    day = min([e.day for e in lacking if e.day], default=None)
    if day:
        by = min(by, max(last, look.after(day, -1)))
    return Due(by, {"last": last, "eviction": day}, "again")


def rehousing_plan(look: Look, case: Case) -> Outcome:
    """Name the director and plan suitable housing, children first.

    Due from any dissolution on, also a conditional one: a plan made in vain costs less than one made too late. Once a
    home is lost nobody goes without a director, not even when housed again (sieve, P9).
    """
    if case.loss and not case.rehousing_director:
        facts: Facts = {"since": case.loss.on, "planned": case.plan_holds_on, "lost": case.loss.on}
        return Due(case.loss.on, facts, "name_director")
    since = min(case.home_at_stake_since(), default=None)
    if since is None:
        return NotDue("home_not_at_stake")
    planned = case.plan_holds_on
    if planned and case.rehousing_director:
        return NotDue("planned", {"on": planned})
    agreed = look.agreed(since)
    by = days_on(since, agreed.rehousing_days)
    matters = case.matters.values()
    clear_from = min([day for m in matters if (day := m.clear_from)], default=None)
    if clear_from:
        by = min(by, max(since, days_on(clear_from, -agreed.rehousing_days_before)))
    facts = {"since": since, **_cleared(clear_from, announced=any(m.live_evictions for m in matters))}
    if planned:
        return Due(by, {**facts, "planned": planned}, "name_director")
    lost = case.loss.on if case.loss and not case.rehoused_on else None
    return Due(min(by, lost) if lost else by, {**facts, "lost": lost})


def _cleared(clear_from: date | None, *, announced: bool) -> Facts:
    """The day from which the home may be cleared, as announced or as the judgment says."""
    if announced:
        return {"eviction": clear_from}
    return {"eviction_from": clear_from}


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
    """Lasting housing, and registration or a postal address at once so that rights go on; weekly.

    While nobody knows where the household went, that is asked first.
    """
    if case.loss is None:
        return NotDue("home_kept")
    if case.rehoused_on:
        return NotDue("rehoused", {"on": case.rehoused_on})
    last = latest(case.loss.on, _since(case.destination_checked_on, case.loss.on)) or case.loss.on
    facts: Facts = {"lost": case.loss.on, "last": last}
    return Due(
        days_on(last, look.agreed(last).rehouse_days),
        facts,
        "find_out" if case.loss.destination is Destination.UNKNOWN else "",
    )


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

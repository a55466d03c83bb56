"""When must something happen around the court, and what keeps a title from being carried out? (Guide ch. 3, 6, 7.)"""

from datetime import date, timedelta

from vangnet.domain.after_judgment import moratorium_until, remedy_until
from vangnet.domain.agreements import months_on
from vangnet.domain.case import Judgment, Matter
from vangnet.domain.codes import Attendance, Condition, MatterKind, Ruling, WordOf
from vangnet.domain.rules.rule import Due, Facts, Look, NotDue, Outcome, days_on, latest


def before_summons(look: Look, matter: Matter) -> Outcome:
    """A summons is announced: contact with person, landlord and bailiff, propose an arrangement."""
    announced = matter.summons_announced_on
    if announced is None:
        return NotDue("no_summons_announced")
    if matter.summons_served_on and matter.summons_served_on >= announced:
        return NotDue("served", {"on": matter.summons_served_on})
    if matter.court_since is None or not matter.unsettled:
        return NotDue("nothing_open")
    if matter.arranged_on and matter.arranged_on >= announced:
        return NotDue("arranged", {"on": matter.arranged_on})
    by = look.after(announced, look.agreed(announced).before_summons)
    return Due(by, {"announced": announced})


def find_hearing_date(look: Look, matter: Matter) -> Outcome:
    """Served without a date: find out when the hearing is."""
    served, hearing = matter.summons_served_on, matter.undecided
    if hearing is None and (served is None or matter.court_since is None):
        return NotDue("not_in_court")
    if hearing and (hearing.day or hearing.over_on):
        return NotDue("date_known", {"hearing": hearing.day})
    since = latest(served, *(h.changed_on for h in matter.hearings.values())) or look.day
    return Due(look.after(since, look.agreed(since).find_hearing), {"served": served, "since": since})


def duty_check(look: Look, matter: Matter) -> Outcome:
    """Hold the landlord's report and evidence against the court's practice; tell resident and lawyer."""
    served = matter.summons_served_on
    if served is None or matter.court_since is None:
        return NotDue("not_in_court")
    if matter.kind is not MatterKind.RENT:
        return NotDue("no_duty_to_report", {"kind": matter.kind.value})
    if matter.duty_checked_on:
        return NotDue("checked", {"on": matter.duty_checked_on})
    by = look.after(served, look.agreed(served).duty_check)
    facts: Facts = {"served": served, "reported": matter.known_on if matter.signals else None}
    hearing = matter.hearing
    if hearing and hearing.day:
        return Due(min(by, days_on(hearing.day, -1)), {**facts, "hearing": hearing.day})
    return Due(by, facts)


def hearing_offer(look: Look, matter: Matter) -> Outcome:
    """Offer again after the summons, before and at the hearing; get the resident, or a voice, there."""
    served = matter.summons_served_on
    if served is None or matter.court_since is None:
        return NotDue("not_in_court")
    person = look.person_of(matter)
    if person is None or not person.here:
        return NotDue("person_unknown" if person is None else "not_here")
    if person.help_runs:
        return NotDue("help_runs", {"since": person.help_since})
    hearing = matter.hearing
    if matter.undecided and hearing is None:
        return NotDue("hearing_held", {"on": matter.undecided.over_on})
    agreed, offered = look.agreed(served), person.offered_on
    if offered is None or offered < served:
        return Due(look.after(served, agreed.hearing_offer), {"served": served}, "after_summons")
    day = hearing.day if hearing else None
    if day is None:
        return NotDue("date_unknown", {"offered": offered})
    before = days_on(day, -agreed.hearing_offer_days)
    if offered < before:
        return Due(before, {"hearing": day, "offered": offered}, "before_hearing")
    return Due(day, {"hearing": day, "offered": offered}, "at_hearing")


def hearing_pack(look: Look, matter: Matter) -> Outcome:
    """Make the resident's pack, only with the resident's recorded consent: the landlord reads it."""
    hearing = matter.hearing
    if hearing is None or hearing.day is None or hearing.scheduled_on is None:
        return NotDue("no_hearing_ahead")
    if not matter.threatens_home:
        return NotDue("home_not_at_stake", {"kind": matter.kind.value})
    if hearing.pack_on:
        return NotDue("pack_made", {"on": hearing.pack_on})
    agreed = look.agreed(hearing.scheduled_on)
    known = hearing.changed_on or hearing.scheduled_on
    by = max(days_on(hearing.day, -agreed.hearing_pack_days), min(look.after(known, 1), hearing.day))
    return Due(by, {"hearing": hearing.day})


def will_appear(look: Look, matter: Matter) -> Outcome:
    """Know who comes to the hearing for the resident; an alarm when it comes near and nobody will. Never a prediction.

    Whoever appears is heard; in default the judge hears the landlord alone (guide ch. 6).
    """
    hearing = matter.hearing
    if hearing is None or hearing.day is None or hearing.scheduled_on is None:
        return NotDue("no_hearing_ahead")
    if not matter.threatens_home:
        return NotDue("home_not_at_stake", {"kind": matter.kind.value})
    if hearing.somebody_appears:
        return NotDue("somebody_appears", {"who": hearing.appears, "on": hearing.appears_on})
    nobody = hearing.appears is Attendance.NOBODY
    known = hearing.changed_on or hearing.scheduled_on
    near = look.after(hearing.day, -look.agreed(hearing.scheduled_on).will_appear)
    by = max(near, min(look.after(known, 1), hearing.day))
    if nobody and hearing.appears_on:
        by = min(by, look.after(hearing.appears_on, 1))
    person = look.person_of(matter)
    facts: Facts = {"hearing": hearing.day, "nobody": nobody, "aid": person.aid_offered_on if person else None}
    if nobody or look.day >= near:
        return Due(by, facts, "alarm")
    return Due(by, facts, changes_on=near)


def record_judgment(look: Look, matter: Matter) -> Outcome:
    """Learn the judgment: the first working day after the hearing, or after the day the judge named."""
    hearing = matter.undecided
    if hearing is None:
        return NotDue("no_hearing")
    expected = hearing.judgment_on or hearing.over_on or hearing.day
    if expected is None:
        return NotDue("date_unknown")
    by = look.after(expected, look.agreed(expected).record_judgment)
    return Due(by, {"hearing": hearing.day, "expected": expected})


def remedy(look: Look, matter: Matter) -> Outcome:
    """Bring the resident to legal aid: opposition, appeal, suspension, changed circumstances."""
    judgment = matter.judgment
    if judgment is None or not judgment.lives:
        return NotDue("no_judgment")
    if judgment.ruling is Ruling.REJECTED:
        return NotDue("claim_rejected", {"judgment": judgment.given_on})
    if not (judgment.is_title or judgment.default):
        return NotDue("home_not_at_stake", {"ruling": judgment.ruling.value})
    if judgment.remedy_on:
        return NotDue("remedy_chosen", {"on": judgment.remedy_on})
    given = judgment.given_on
    agreed, until = look.agreed(given), remedy_until(look.by_law, judgment)
    by = look.in_time(look.after(given, agreed.remedy), given, matter.clear_from)
    facts: Facts = {"judgment": given, "default": judgment.default, "until": until, "served": judgment.served_on}
    ahead = look.after(until, -agreed.remedy_ahead)
    if look.day < ahead:
        return Due(by, facts, changes_on=ahead)
    return Due(by, facts, "term_ends")


def follow_remedy(look: Look, matter: Matter) -> Outcome:
    """Follow a remedy until it is decided; when it succeeded, learn what became of the judgment."""
    judgment = matter.judgment
    if judgment is None or not judgment.lives:
        return NotDue("no_judgment")
    if upheld := judgment.remedy_upheld_on:
        return Due(look.after(upheld, look.agreed(upheld).record_judgment), {"upheld": upheld}, "upheld")
    filed = judgment.remedy_filed_on
    if filed is None:
        return NotDue("no_remedy_filed")
    last = latest(filed, matter.condition_checked_on) or filed
    return Due(months_on(last, look.agreed(filed).watch_months), {"filed": filed, "last": last})


def stay(look: Look, matter: Matter) -> Outcome:
    """A second-chance agreement with the landlord, or a moratorium."""
    title = matter.title
    if title is None:
        return NotDue("no_title")
    if matter.second_chance:
        return NotDue("second_chance_runs", {"until": matter.second_chance.until})
    if matter.moratorium:
        return NotDue("moratorium_asked_or_runs", {"since": matter.moratorium.since})
    if matter.executable is None:
        return NotDue("conditions_kept", {"judgment": title.given_on})
    since = _stay_since(matter, title)
    by = look.in_time(look.after(since, look.agreed(since).stay), since, matter.clear_from)
    return Due(by, {"judgment": title.given_on, "since": since})


def _stay_since(matter: Matter, title: Judgment) -> date:
    """Since when nothing keeps the title from being carried out."""
    over = matter.stay_over_on
    since = matter.executable_since or title.given_on
    return max(since, over) if over else since


def confirm_stay(look: Look, matter: Matter) -> Outcome:
    """After payment or an arrangement on a title: get the landlord's written word that the tenancy goes on."""
    title = matter.title
    if title is None:
        return NotDue("no_title")
    since = latest(
        *(
            day
            for day in (matter.settled_on, matter.arranged_on, matter.second_chance_kept_on, title.grace_kept_on)
            if day and day >= title.given_on
        )
    )
    if since is None:
        return NotDue("not_paid_or_arranged")
    by = look.after(since, look.agreed(since).confirm_stay)
    return Due(by, {"judgment": title.given_on, "since": since})


_ONE_LOOK = timedelta(days=14)
"""Two words that came within so many days are of one monthly look."""


def watch_conditions(look: Look, matter: Matter) -> Outcome:
    """Rent, instalments, administration: monthly and before each end, by the landlord's word and the household's.

    Of two words, one that was not heard since the other leaves the look undone.
    """
    since, until = _conditions(matter)
    if since is None:
        return NotDue("no_conditions")
    heard = {word: latest(since, matter.words.get(word)) or since for word in WordOf}
    last = min(heard.values())
    agreed = look.agreed(since)
    by = months_on(last, agreed.watch_months)
    facts: Facts = {"since": since, "last": last, **{f"asks_{one}": True for one in _asked(matter)}}
    if until:
        before_end = look.after(until, -agreed.term_ahead)
        if last < before_end < by:
            return Due(before_end, {**facts, "until": until}, "before_end")
    apart = heard[WordOf.HOUSEHOLD] - heard[WordOf.LANDLORD]
    if apart > _ONE_LOOK:
        return Due(by, facts, "hear_landlord")
    if apart < -_ONE_LOOK:
        return Due(by, facts, "hear_household")
    return Due(by, facts)


def _asked(matter: Matter) -> list[Condition]:
    """What must be kept: by the second chance, by a judgment on conditions, and of every moratorium the rent."""
    asked = {*(matter.second_chance.conditions if matter.second_chance else ())}
    if matter.title and matter.executable is None:
        asked |= {*matter.title.conditions}
    if matter.moratorium and matter.moratorium.granted:
        asked.add(Condition.CURRENT_RENT)
    return [one for one in Condition if one in asked]


def warn_before_breach(look: Look, matter: Matter) -> Outcome:
    """A condition was reported not kept: call before anybody counts it as a breach, then hear whether it was mended."""
    reported, since = matter.breach_reported_on, _conditions(matter)[0]
    if since is None:
        return NotDue("no_conditions")
    if reported is None:
        return NotDue("conditions_kept", {"judgment": matter.title.given_on if matter.title else None})
    agreed = look.agreed(reported)
    if matter.warned_on is None:
        return Due(look.after(reported, agreed.warn_before_breach), {"reported": reported})
    last = latest(matter.warned_on, matter.condition_checked_on) or matter.warned_on
    return Due(look.after(last, agreed.after_warning), {"reported": reported, "warned": matter.warned_on}, "hear")


def _conditions(matter: Matter) -> tuple[date | None, date | None]:
    """Since when conditions must be kept, and until when; of several, the one that began first."""
    terms = []
    if matter.second_chance:
        terms.append((matter.second_chance.since, matter.second_chance.until))
    if matter.moratorium and matter.moratorium.granted:
        terms.append((matter.moratorium.since, matter.moratorium.until))
    title = matter.title
    if title and matter.executable is None:
        terms.append((title.given_on, None))
    return min(terms, key=lambda term: term[0], default=(None, None))


def watch_judgment(look: Look, matter: Matter) -> Outcome:
    """A judgment lives: payment, title; and before a suspension of it ends, what comes then."""
    judgment = matter.judgment
    if judgment is None or not judgment.lives:
        return NotDue("no_judgment")
    if judgment.ruling is Ruling.REJECTED:
        return NotDue("claim_rejected", {"judgment": judgment.given_on})
    if judgment.ruling is Ruling.PAYMENT_ONLY and matter.settled_on:
        return NotDue("paid", {"on": matter.settled_on})
    if _conditions(matter)[0]:
        return NotDue("conditions_watched")
    checked = matter.condition_checked_on
    last = latest(judgment.given_on, checked) or judgment.given_on
    agreed, facts = look.agreed(last), {"judgment": judgment.given_on, "last": last}
    by, until = months_on(last, agreed.watch_months), judgment.suspended_until
    if until and judgment.suspended_on:
        before_end = max(look.after(until, -agreed.term_ahead), judgment.suspended_on)
        if (checked is None or checked < before_end) and before_end < by:
            return Due(before_end, {**facts, "until": until}, "suspension_ends")
    return Due(by, facts)


def end_grace(look: Look, matter: Matter) -> Outcome:
    """Help to pay before the last day that the court gave; the working day after it, learn whether that happened.

    The court sets that day itself, so it is not shifted: on a day off, the working day before it is the last to act.
    """
    judgment = matter.judgment
    if judgment is None or not judgment.lives:
        return NotDue("no_judgment")
    until = judgment.grace_until
    if until is None:
        return NotDue("no_term_to_pay")
    if matter.settled_on and matter.settled_on >= judgment.given_on:
        return NotDue("all_paid", {"on": matter.settled_on})
    facts: Facts = {"judgment": judgment.given_on, "until": until}
    if look.day > until:
        return Due(look.after(until, look.agreed(until).find_out), facts, "over")
    last = look.after(days_on(until, 1), -1)
    return Due(max(last, judgment.given_on), facts, changes_on=days_on(until, 1))


def end_second_chance(look: Look, matter: Matter) -> Outcome:
    """Act before the second chance ends."""
    chance = matter.second_chance
    if chance is None or chance.until is None:
        return NotDue("no_second_chance")
    by = look.after(chance.until, -look.agreed(chance.since).term_ahead)
    return Due(max(by, chance.since), {"until": chance.until})


def end_moratorium(look: Look, matter: Matter) -> Outcome:
    """Follow the request; act before the moratorium ends."""
    moratorium = matter.moratorium
    if moratorium is None:
        return NotDue("no_moratorium")
    agreed, since = look.agreed(moratorium.since), moratorium.since
    if not moratorium.granted:
        return Due(months_on(since, agreed.watch_months), {"asked": since}, "await")
    until = moratorium_until(look.by_law, moratorium)
    facts: Facts = {"until": until, "judgment": matter.title.given_on if matter.title else None}
    return Due(max(look.after(until, -agreed.term_ahead), since), facts)

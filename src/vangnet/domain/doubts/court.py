"""What is asked about a summons, a hearing, a judgment, and what keeps it from being carried out?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from vangnet.domain import events as e
from vangnet.domain.case import Case, Hearing, Matter
from vangnet.domain.codes import EVICTION_RULINGS, Answer, Ended, Remedy, Ruling
from vangnet.domain.doubts.asking import Asked, Doubt, after, by, by_law, known, only_if
from vangnet.domain.doubts.home import no_home
from vangnet.domain.doubts.terms import earliest_eviction
from vangnet.domain.fold.court import outweighs

ASKED = Asked()

# The summons --------------------------------------------------------------------------------


@ASKED.of(e.SummonsAnnounced, e.SummonsServed)
def _served_already(case: Case, on: date, event: e.OfMatter) -> Iterator[Doubt]:
    matter = known(case, event)
    served = matter.summons_served_on
    yield from only_if(by(served, on) and matter.court_since is not None, "served_already", {"served": served})


@ASKED.of(e.SummonsServed)
def _served_after_what_follows_it(case: Case, on: date, event: e.SummonsServed) -> Iterator[Doubt]:
    matter = known(case, event)
    announced = matter.summons_announced_on
    yield from only_if(after(announced, on), "served_before_announced", {"announced": announced})
    day = min([h.day for h in matter.hearings.values() if h.day and h.decided_on is None], default=None)
    yield from only_if(day is not None and day < on, "hearing_before_summons", {"hearing": day, "summons": on})


@ASKED.of(e.SummonsWithdrawn, e.ProceedingsWithdrawn)
def _nothing_to_withdraw(case: Case, on: date, event: e.OfMatter) -> Iterator[Doubt]:
    matter = known(case, event)
    given = matter.judgment.given_on if matter.judgment else None
    if by(given, on) and matter.court_since is None:
        yield Doubt("judged_already", {"judgment": given})
    elif matter.court_since is None and matter.undecided is None:
        yield Doubt("not_in_court")


@ASKED.of(e.DutyChecked)
def _fulfilled_though_missing(_case: Case, _on: date, event: e.DutyChecked) -> Iterator[Doubt]:
    yield from only_if(event.fulfilled is Answer.YES and bool(event.missing), "fulfilled_though_missing")


# The hearing --------------------------------------------------------------------------------


@ASKED.of(e.HearingScheduled, e.HearingAdjourned)
def _planned_for(case: Case, on: date, event: Any) -> Iterator[Doubt]:
    day = event.day if isinstance(event, e.HearingScheduled) else event.to
    if day is None:
        return
    yield from only_if(day < on, "day_behind", {"day": day, "on": on})
    yield from _before_summons(known(case, event), day)


@ASKED.of(e.HearingHeld)
def _held(case: Case, on: date, event: e.HearingHeld) -> Iterator[Doubt]:
    matter = known(case, event)
    yield from _before_summons(matter, on)
    hearing = matter.hearings.get(event.hearing)
    planned = hearing.day if hearing else None
    yield from only_if(planned not in (None, on), "hearing_on_another_day", {"day": planned, "on": on})
    named = event.judgment_on
    yield from only_if(named is not None and named < on, "judgment_before_hearing", {"judgment": named, "hearing": on})
    judgment = matter.judgment
    if judgment is None or not _of_these_proceedings(matter, judgment.given_on):
        return
    given = judgment.given_on
    yield from only_if(given < on, "judgment_before_hearing", {"judgment": given, "hearing": on})
    there = event.resident_there and judgment.default
    yield from only_if(there, "default_though_there", {"hearing": on, "judgment": given})


@ASKED.of(e.HearingCancelled, e.AttendanceKnown)
def _held_already(case: Case, on: date, event: e.HearingCancelled | e.AttendanceKnown) -> Iterator[Doubt]:
    hearing = known(case, event).hearings.get(event.hearing)
    held = hearing.over_on if hearing and hearing.resident_there is not None else None
    yield from only_if(by(held, on), "hearing_held", {"held": held})


def _before_summons(matter: Matter, day: date) -> Iterator[Doubt]:
    served = matter.summons_served_on
    yield from only_if(after(served, day), "hearing_before_summons", {"hearing": day, "summons": served})


# The judgment -------------------------------------------------------------------------------


@ASKED.of(e.JudgmentGiven)
def _judgment_and_what_went_before(case: Case, on: date, event: e.JudgmentGiven) -> Iterator[Doubt]:
    matter = known(case, event)
    served = matter.summons_served_on
    yield from only_if(after(served, on), "judgment_before_summons", {"summons": served, "judgment": on})
    to_come = max([h.day for h in matter.hearings.values() if h.day and _goes_on(h) and h.day > on], default=None)
    yield from only_if(to_come is not None, "judgment_before_hearing", {"judgment": on, "hearing": to_come})
    there = [
        h.day for h in matter.hearings.values() if h.resident_there and h.day and _of_these_proceedings(matter, h.day)
    ]
    attended = max(there, default=None)
    spoke = event.default and by(attended, on)
    yield from only_if(spoke, "default_though_there", {"hearing": attended, "judgment": on})


def _goes_on(hearing: Hearing) -> bool:
    """It was not cancelled: to come, or held on its own day."""
    return hearing.over_on is None or hearing.over_on == hearing.day


def _of_these_proceedings(matter: Matter, day: date) -> bool:
    """Not of an earlier summons on the same debt."""
    return not after(matter.summons_served_on, day)


@ASKED.of(e.JudgmentGiven)
def _judgment_beside_another(case: Case, on: date, event: e.JudgmentGiven) -> Iterator[Doubt]:
    matter = known(case, event)
    given = matter.judgment.given_on if matter.judgment else None
    if matter.judgment is None or not by(given, on):
        return
    if matter.title and outweighs(matter.title.ruling, event.ruling):
        yield Doubt("heavier_judgment_stands", {"judgment": given, "ruling": matter.title.ruling.value})
    elif matter.judgment.lives and matter.court_since is None and matter.judgment.remedy_on is None:
        yield Doubt("judged_already", {"judgment": given})


@ASKED.of(e.JudgmentGiven)
def _judgment_and_its_terms(case: Case, on: date, event: e.JudgmentGiven) -> Iterator[Doubt]:
    matter, start = known(case, event), event.eviction_from
    if event.ruling not in EVICTION_RULINGS:
        yield from only_if(start is not None, "term_without_eviction", {"ruling": event.ruling.value, "start": start})
        return
    yield from no_home(matter)
    first = earliest_eviction(on)
    yield from only_if(start is not None and start < first, "eviction_before_notice", {"day": start, "first": first})


@ASKED.of(e.JudgmentGiven)
def _grace_too_long(_case: Case, on: date, event: e.JudgmentGiven) -> Iterator[Doubt]:
    """Art. 7:280 BW: a month at most."""
    grace, most = event.grace_until, by_law("court.grace_term", on)
    yield from only_if(after(grace, most), "grace_too_long", {"until": grace, "most": most})
    yield from only_if(grace is not None and grace <= on, "grace_before_judgment", {"until": grace, "judgment": on})


@ASKED.of(e.JudgmentGiven)
def _dissolved_under_no_conditions(_case: Case, _on: date, event: e.JudgmentGiven) -> Iterator[Doubt]:
    """A term to pay is a condition too (art. 7:280 BW)."""
    conditional = event.ruling is Ruling.CONDITIONAL_DISSOLUTION
    yield from only_if(conditional and not event.conditions and not event.grace_until, "judgment_without_conditions")


@ASKED.of(e.JudgmentGiven)
def _conditions_of_no_dissolution(_case: Case, _on: date, event: e.JudgmentGiven) -> Iterator[Doubt]:
    """Only a lease that was dissolved can go on under conditions; only who must pay gets a term to pay."""
    ruling, none = event.ruling, event.ruling not in EVICTION_RULINGS
    yield from only_if(none and bool(event.conditions), "conditions_without_dissolution", {"ruling": ruling.value})
    nothing_due = ruling is Ruling.REJECTED and event.grace_until is not None
    yield from only_if(nothing_due, "grace_without_claim", {"until": event.grace_until})


@ASKED.of(e.GraceEnded)
def _grace_not_given_or_not_over(case: Case, on: date, event: e.GraceEnded) -> Iterator[Doubt]:
    judgment = known(case, event).judgment
    if judgment is None:
        return
    until = judgment.grace_until
    yield from only_if(until is None, "nothing_runs")
    yield from only_if(not event.paid and until is not None and until >= on, "still_time_to_pay", {"until": until})


@ASKED.of(
    *(e.GraceEnded, e.JudgmentServed, e.RemedyFiled, e.RemedyWaived, e.RemedyDecided),
    *(e.EnforcementSuspended, e.JudgmentSetAside, e.JudgmentEnded),
)
def _of_which_judgment(case: Case, on: date, event: e.OfMatter) -> Iterator[Doubt]:
    judgment = known(case, event).judgment
    yield from only_if(judgment is None, "no_judgment")
    if judgment is None:
        return
    given, ended = judgment.given_on, judgment.ended_on
    yield from only_if(given > on, "before_judgment", {"judgment": given})
    yield from only_if(by(ended, on), "judgment_over", {"ended": ended})


@ASKED.of(e.RemedyFiled)
def _opposed_though_heard(case: Case, _on: date, event: e.RemedyFiled) -> Iterator[Doubt]:
    """Opposition is only against a judgment by default (art. 143 Rv)."""
    judgment = known(case, event).judgment
    heard = judgment is not None and not judgment.default and event.remedy is Remedy.OPPOSITION
    yield from only_if(heard, "opposition_without_default", {"judgment": judgment.given_on if judgment else None})


@ASKED.of(e.RemedyFiled)
def _appealed_though_in_default(case: Case, _on: date, event: e.RemedyFiled) -> Iterator[Doubt]:
    """Who was condemned by default has opposition and no appeal (art. 335 lid 1 Rv), unless a co-defendant appeared."""
    judgment = known(case, event).judgment
    absent = judgment is not None and judgment.default and event.remedy is Remedy.APPEAL
    yield from only_if(absent, "appeal_against_default", {"judgment": judgment.given_on if judgment else None})


@ASKED.of(e.RemedyDecided)
def _decided_unfiled(case: Case, _on: date, event: e.RemedyDecided) -> Iterator[Doubt]:
    judgment = known(case, event).judgment
    yield from only_if(judgment is not None and judgment.remedy_filed_on is None, "no_remedy_filed")


# What keeps a title from being carried out --------------------------------------------------


@ASKED.of(e.SecondChanceAgreed)
def _second_chance_over_at_once(_case: Case, on: date, event: e.SecondChanceAgreed) -> Iterator[Doubt]:
    yield from only_if(event.until <= on, "ends_before_it_begins", {"until": event.until, "on": on})


@ASKED.of(e.SecondChanceAgreed)
def _without_conditions(_case: Case, _on: date, event: e.SecondChanceAgreed) -> Iterator[Doubt]:
    yield from only_if(not event.conditions, "no_conditions")


@ASKED.of(e.WarningGiven, e.BreachConfirmed)
def _under_no_conditions(case: Case, _on: date, event: e.OfMatter) -> Iterator[Doubt]:
    matter = known(case, event)
    conditional = matter.title is not None and matter.executable is None
    runs = matter.second_chance is not None or (matter.moratorium is not None and matter.moratorium.granted)
    yield from only_if(not (conditional or runs), "under_no_conditions")


@ASKED.of(e.BreachConfirmed)
def _not_warned(case: Case, on: date, event: e.BreachConfirmed) -> Iterator[Doubt]:
    """Guide ch. 7: a warning call first."""
    warned = known(case, event).warned_on
    yield from only_if(not by(warned, on), "not_warned")


@ASKED.of(e.EnforcementSuspended)
def _suspension_over_at_once(_case: Case, on: date, event: e.EnforcementSuspended) -> Iterator[Doubt]:
    yield from only_if(by(event.until, on), "ends_before_it_begins", {"until": event.until, "on": on})


@ASKED.of(e.SecondChanceEnded)
def _no_second_chance(case: Case, on: date, event: e.SecondChanceEnded) -> Iterator[Doubt]:
    chance = known(case, event).second_chance
    yield from only_if(chance is None, "nothing_runs")
    until = chance.until if chance else None
    early = event.how is Ended.KEPT and after(until, on)
    yield from only_if(early, "kept_before_its_end", {"until": until})


@ASKED.of(e.MoratoriumEnded)
def _no_moratorium(case: Case, _on: date, event: e.MoratoriumEnded) -> Iterator[Doubt]:
    yield from only_if(known(case, event).moratorium is None, "nothing_runs")

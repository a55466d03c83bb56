"""What does the court do to a case?"""

from datetime import date
from typing import Any

from vangnet.domain import events as e
from vangnet.domain.case import Case, Consent, Hearing, Judgment, Matter, Term
from vangnet.domain.codes import Answer, Ended, Ruling, WordOf
from vangnet.domain.fold.effects import Effects, matter_of, person_of

EFFECTS = Effects()


def hearing_of(case: Case, event: Any) -> Hearing:
    hearings = matter_of(case, event).hearings
    hearing: Hearing = hearings.setdefault(event.hearing, Hearing(event.hearing))
    return hearing


@EFFECTS.of(e.HearingScheduled)
def _hearing_scheduled(case: Case, on: date, event: e.HearingScheduled) -> None:
    hearing = hearing_of(case, event)
    hearing.scheduled_on, hearing.day, hearing.changed_on = on, event.day, on
    hearing.appears = hearing.appears_on = None


@EFFECTS.of(e.HearingAdjourned)
def _hearing_adjourned(case: Case, on: date, event: e.HearingAdjourned) -> None:
    hearing = hearing_of(case, event)
    hearing.scheduled_on = hearing.scheduled_on or on
    hearing.day, hearing.over_on, hearing.decided_on, hearing.judgment_on = event.to, None, None, None
    hearing.changed_on = on
    hearing.appears = hearing.appears_on = None


@EFFECTS.of(e.HearingCancelled)
def _hearing_cancelled(case: Case, on: date, event: e.HearingCancelled) -> None:
    hearing = hearing_of(case, event)
    hearing.over_on = hearing.decided_on = hearing.changed_on = on


@EFFECTS.of(e.HearingHeld)
def _hearing_held(case: Case, on: date, event: e.HearingHeld) -> None:
    hearing = hearing_of(case, event)
    hearing.scheduled_on = hearing.scheduled_on or on
    hearing.day = hearing.over_on = on
    hearing.resident_there = hearing.resident_there or event.resident_there
    hearing.judgment_on = event.judgment_on


@EFFECTS.of(e.AttendanceKnown)
def _attendance_known(case: Case, on: date, event: e.AttendanceKnown) -> None:
    hearing = hearing_of(case, event)
    hearing.appears, hearing.appears_on = event.who, on


@EFFECTS.of(e.LegalAidOffered)
def _legal_aid_offered(case: Case, on: date, event: e.LegalAidOffered) -> None:
    person_of(case, event.person).aid_offered_on = on


@EFFECTS.of(e.ConsentGiven)
def _consent_given(case: Case, on: date, event: e.ConsentGiven) -> None:
    matter_of(case, event).consents[event.purpose] = Consent(on, event.parts)


@EFFECTS.of(e.ConsentWithdrawn)
def _consent_withdrawn(case: Case, _on: date, event: e.ConsentWithdrawn) -> None:
    matter_of(case, event).consents.pop(event.purpose, None)


@EFFECTS.of(e.PackGiven)
def _pack_given(case: Case, on: date, event: e.PackGiven) -> None:
    hearing_of(case, event).given_on = on


def _end_hearings(matter: Matter, on: date) -> None:
    for hearing in matter.hearings.values():
        hearing.over_on = hearing.over_on or on
        hearing.decided_on = hearing.decided_on or on


@EFFECTS.of(e.SummonsServed)
def _summons_served(case: Case, on: date, event: e.SummonsServed) -> None:
    """After a judgment it begins other proceedings, in which the duty to report is checked anew."""
    matter = matter_of(case, event)
    matter.summons_served_on = on
    if matter.judgment and matter.duty_checked_on and matter.duty_checked_on <= matter.judgment.given_on:
        matter.duty_checked_on = None


@EFFECTS.of(e.SummonsWithdrawn)
def _summons_withdrawn(case: Case, on: date, event: e.SummonsWithdrawn) -> None:
    matter = matter_of(case, event)
    matter.summons_announced_on = matter.summons_served_on = matter.duty_checked_on = None
    _end_hearings(matter, on)


@EFFECTS.of(e.ProceedingsWithdrawn)
def _proceedings_withdrawn(case: Case, on: date, event: e.ProceedingsWithdrawn) -> None:
    matter = matter_of(case, event)
    matter.summons_announced_on = matter.summons_served_on = matter.duty_checked_on = None
    _end_hearings(matter, on)


@EFFECTS.of(e.JudgmentGiven)
def _judgment_given(case: Case, on: date, event: e.JudgmentGiven) -> None:
    matter = matter_of(case, event)
    _end_hearings(matter, on)
    if matter.title and outweighs(matter.title.ruling, event.ruling):
        return
    matter.judgment = Judgment(
        on, event.ruling, event.default, event.eviction_from, event.conditions, grace_until=event.grace_until
    )
    matter.tenancy_confirmed_on = matter.condition_checked_on = None
    matter.words = {}
    _mended(matter)


def _mended(matter: Matter) -> None:
    """No condition stands reported as not kept."""
    matter.breach_reported_on = matter.warned_on = None


@EFFECTS.of(e.GraceEnded)
def _grace_ended(case: Case, on: date, event: e.GraceEnded) -> None:
    """Not paid in time is, of a judgment on conditions, a condition reported as not kept."""
    matter = matter_of(case, event)
    judgment = matter.judgment
    if judgment is None:
        return
    judgment.grace_until, judgment.grace_kept_on = None, on if event.paid else None
    if not event.paid and matter.title and matter.executable is None:
        matter.breach_reported_on = matter.breach_reported_on or on


_BY_WEIGHT = (Ruling.REJECTED, Ruling.PAYMENT_ONLY, Ruling.CONDITIONAL_DISSOLUTION, Ruling.DISSOLUTION)


def outweighs(title: Ruling, later: Ruling) -> bool:
    """Whether a live title stands beside a later, lighter judgment: then only its own end takes it away."""
    return _BY_WEIGHT.index(later) < _BY_WEIGHT.index(title)


@EFFECTS.of(e.RemedyFiled)
def _remedy_filed(case: Case, on: date, event: e.RemedyFiled) -> None:
    if judgment := matter_of(case, event).judgment:
        judgment.remedy_on = judgment.remedy_filed_on = on
        judgment.remedy_upheld_on = None


@EFFECTS.of(e.RemedyWaived)
def _remedy_waived(case: Case, on: date, event: e.RemedyWaived) -> None:
    if judgment := matter_of(case, event).judgment:
        judgment.remedy_on = on
        judgment.remedy_filed_on = judgment.remedy_upheld_on = None


@EFFECTS.of(e.RemedyDecided)
def _remedy_decided(case: Case, on: date, event: e.RemedyDecided) -> None:
    """A remedy that failed leaves the judgment as it was, and ends a suspension without an end of its own."""
    judgment = matter_of(case, event).judgment
    if judgment is None:
        return
    judgment.remedy_on = judgment.remedy_on or on
    if event.upheld:
        judgment.remedy_upheld_on = on
        return
    judgment.remedy_filed_on = judgment.remedy_upheld_on = None
    if judgment.suspended_until is None:
        judgment.suspended_on = None


@EFFECTS.of(e.JudgmentServed)
def _judgment_served(case: Case, on: date, event: e.JudgmentServed) -> None:
    judgment = matter_of(case, event).judgment
    if judgment and event.in_person:
        judgment.served_on = judgment.served_on or on


@EFFECTS.of(e.EnforcementSuspended)
def _enforcement_suspended(case: Case, on: date, event: e.EnforcementSuspended) -> None:
    """A suspension is what a remedy was filed for, or what it came to."""
    judgment = matter_of(case, event).judgment
    if judgment is None:
        return
    judgment.suspended_on, judgment.suspended_until = on, event.until
    if judgment.remedy_upheld_on:
        judgment.remedy_filed_on = judgment.remedy_upheld_on = None


def end_judgment(matter: Matter, on: date) -> None:
    if matter.judgment and matter.judgment.lives:
        matter.judgment.ended_on = on


@EFFECTS.of(e.JudgmentSetAside)
def _judgment_set_aside(case: Case, on: date, event: e.JudgmentSetAside) -> None:
    end_judgment(matter_of(case, event), on)


@EFFECTS.of(e.JudgmentEnded)
def _judgment_ended(case: Case, on: date, event: e.JudgmentEnded) -> None:
    end_judgment(matter_of(case, event), on)


@EFFECTS.of(e.SecondChanceAgreed)
def _second_chance_agreed(case: Case, on: date, event: e.SecondChanceAgreed) -> None:
    matter = matter_of(case, event)
    matter.second_chance = Term(on, event.until, conditions=event.conditions)
    matter.second_chance_kept_on = None
    _mended(matter)


@EFFECTS.of(e.SecondChanceEnded)
def _second_chance_ended(case: Case, on: date, event: e.SecondChanceEnded) -> None:
    matter = matter_of(case, event)
    matter.second_chance, matter.stay_over_on = None, on
    matter.second_chance_kept_on = on if event.how is Ended.KEPT else None
    if event.how is Ended.KEPT:
        _mended(matter)
    elif event.how is Ended.BROKEN:
        matter.breach_reported_on = matter.breach_reported_on or on


@EFFECTS.of(e.MoratoriumRequested)
def _moratorium_requested(case: Case, on: date, event: e.MoratoriumRequested) -> None:
    matter_of(case, event).moratorium = Term(on, granted=False)


@EFFECTS.of(e.MoratoriumDecided)
def _moratorium_decided(case: Case, on: date, event: e.MoratoriumDecided) -> None:
    matter = matter_of(case, event)
    if event.answer is Answer.YES:
        matter.moratorium = Term(on, event.until)
    else:
        matter.moratorium, matter.stay_over_on = None, on


@EFFECTS.of(e.MoratoriumEnded)
def _moratorium_ended(case: Case, on: date, event: e.MoratoriumEnded) -> None:
    matter = matter_of(case, event)
    matter.moratorium, matter.stay_over_on = None, on


@EFFECTS.of(e.ConditionChecked)
def _condition_checked(case: Case, on: date, event: e.ConditionChecked) -> None:
    matter = matter_of(case, event)
    matter.condition_checked_on = on
    for word in [event.word_of] if event.word_of else WordOf:
        matter.words[word] = on
    if event.kept:
        _mended(matter)
    else:
        matter.breach_reported_on = matter.breach_reported_on or on


@EFFECTS.of(e.WarningGiven)
def _warning_given(case: Case, on: date, event: e.WarningGiven) -> None:
    matter_of(case, event).warned_on = on


@EFFECTS.of(e.BreachConfirmed)
def _breach_confirmed(case: Case, on: date, event: e.BreachConfirmed) -> None:
    """A second chance ends by it, and a conditional title may be carried out."""
    matter = matter_of(case, event)
    if matter.title:
        matter.title.broken_on = on
    if matter.second_chance:
        matter.second_chance, matter.stay_over_on, matter.second_chance_kept_on = None, on, None
    _mended(matter)

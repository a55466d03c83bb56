"""What does the office do around a summons, a hearing and a judgment?"""

from vangnet.apps.demo.office.desk import Act, Answers, Desk
from vangnet.apps.demo.office.outreach import try_to_reach
from vangnet.domain import events as e
from vangnet.domain.case import Judgment
from vangnet.domain.codes import (
    AidKind,
    Answer,
    Attendance,
    Channel,
    Condition,
    ConsentPurpose,
    DutyPart,
    Ended,
    PackPart,
    Remedy,
    Ruling,
    WordOf,
)
from vangnet.domain.sieve import Obligation

_DECIDED_AFTER = 120
"""Days after which the demonstration's court decides on a remedy."""
USUAL_CONDITIONS = (Condition.CURRENT_RENT, Condition.INSTALMENTS)


def _before_summons(desk: Desk, step: Obligation) -> Answers:
    matter = desk.facts.matters[step.subject.id]
    person = desk.facts.persons.get(matter.person or 0)
    if person is None or any(a.on >= desk.later(-3) for a in person.attempts):
        return ()
    return try_to_reach(desk, person.id, Channel.PHONE, len(person.attempts) + 1)


def _duty_check(desk: Desk, step: Obligation) -> Answers:
    if desk.happens(0.7):
        return (e.DutyChecked(matter=step.subject.id, fulfilled=Answer.YES),)
    missing = desk.chance.choice(((DutyPart.REPORT_OFFERED,), (DutyPart.REMINDER, DutyPart.REPORT_OFFERED)))
    return (e.DutyChecked(matter=step.subject.id, fulfilled=Answer.NO, missing=missing),)


def _hearing_offer(desk: Desk, step: Obligation) -> Answers:
    person = desk.facts.matters[step.subject.id].person
    return (
        (e.HelpOffered(person=person, channel=desk.chance.choice((Channel.LETTER, Channel.VISIT))),) if person else ()
    )


def _hearing_pack(desk: Desk, step: Obligation) -> Answers:
    """Who opened the door lets us show something; the landlord reads it."""
    matter = desk.facts.matters[step.subject.id]
    if matter.hearing is None:
        return ()
    consent = bool(desk.fate.door)
    made = e.PackMade(matter=matter.number, hearing=matter.hearing.number, consent=consent)
    if not consent:
        return (made,)
    parts = (PackPart.REPORT, PackPart.EFFORTS, PackPart.HOUSEHOLD, PackPart.OFFER, PackPart.COSTS, PackPart.PROPOSAL)
    given = e.ConsentGiven(matter=matter.number, purpose=ConsentPurpose.COURT_PACK, parts=parts)
    return (given, made, e.PackGiven(matter=matter.number, hearing=matter.hearing.number))


def _will_appear(desk: Desk, step: Obligation) -> Answers:
    """Legal aid is offered first; most come themselves or let somebody speak, of some nobody knows."""
    matter = desk.facts.matters[step.subject.id]
    if matter.hearing is None:
        return ()
    person = desk.facts.persons.get(matter.person or 0)
    if person and person.aid_offered_on is None:
        return (e.LegalAidOffered(person=person.id, kind=AidKind.LEGAL_AID),)
    if not desk.happens(0.7):
        return ()
    who = desk.chance.choice((Attendance.RESIDENT, Attendance.RESIDENT, Attendance.SUPPORTER, Attendance.LAWYER))
    coming = who is Attendance.RESIDENT
    return (e.AttendanceKnown(matter=matter.number, hearing=matter.hearing.number, who=who, transport=coming),)


def _watch(_desk: Desk, step: Obligation) -> Answers:
    return (e.ConditionChecked(matter=step.subject.id, kept=True),)


def _remedy_against(judgment: Judgment) -> Remedy:
    """Against a default there is opposition alone (art. 335 Rv)."""
    return Remedy.OPPOSITION if judgment.default else Remedy.APPEAL


def _remedy(desk: Desk, step: Obligation) -> Answers:
    matter = desk.facts.matters[step.subject.id]
    if desk.courses.get(matter.number) == "set_aside":
        return ()
    if matter.judgment and matter.judgment.ruling is Ruling.DISSOLUTION and desk.happens(0.3):
        return (e.RemedyFiled(matter=matter.number, remedy=_remedy_against(matter.judgment)),)
    return (e.RemedyWaived(matter=matter.number),)


def _follow_remedy(desk: Desk, step: Obligation) -> Answers:
    """The court decides in its own time, and seldom for the resident; a course that tells it itself is waited for."""
    matter = desk.facts.matters[step.subject.id]
    judgment = matter.judgment
    filed = judgment.remedy_filed_on if judgment else None
    if desk.courses.get(matter.number) == "set_aside":
        return ()
    if judgment is None or filed is None or (desk.day - filed).days < _DECIDED_AFTER:
        return (e.ConditionChecked(matter=matter.number, kept=True),)
    return (e.RemedyDecided(matter=matter.number, remedy=_remedy_against(judgment), upheld=False),)


def _warn(desk: Desk, step: Obligation) -> Answers:
    if step.stage:
        return (e.ConditionChecked(matter=step.subject.id, kept=True, word_of=WordOf.LANDLORD),)
    return (e.WarningGiven(matter=step.subject.id, spoken=desk.happens(0.7)),)


def _stay(desk: Desk, step: Obligation) -> Answers:
    """A moratorium, where the landlord will not hear of a second chance; asked once."""
    matter = desk.facts.matters[step.subject.id]
    course = desk.courses.get(matter.number, "")
    if course in {"prevented", "looming", "lost"} and matter.stay_over_on is None:
        return (e.MoratoriumRequested(matter=matter.number),)
    if not course:
        return (e.SecondChanceAgreed(matter=matter.number, until=desk.later(180), conditions=USUAL_CONDITIONS),)
    return ()


def _end_moratorium(_desk: Desk, step: Obligation) -> Answers:
    if step.stage == "await":
        return (e.MoratoriumDecided(matter=step.subject.id, answer=Answer.NO),)
    return (e.MoratoriumEnded(matter=step.subject.id, how=Ended.KEPT),)


def _end_second_chance(desk: Desk, step: Obligation) -> Answers:
    if step.subject.id in desk.courses:
        return ()
    return (e.SecondChanceEnded(matter=step.subject.id, how=Ended.KEPT),)


def _confirm_stay(desk: Desk, step: Obligation) -> Answers:
    return (e.TenancyConfirmed(matter=step.subject.id),) if desk.happens(0.6) else ()


ACTS: dict[str, Act] = {
    "before_summons": _before_summons,
    "duty_check": _duty_check,
    "hearing_offer": _hearing_offer,
    "hearing_pack": _hearing_pack,
    "will_appear": _will_appear,
    "watch_judgment": _watch,
    "watch_conditions": _watch,
    "remedy": _remedy,
    "follow_remedy": _follow_remedy,
    "warn_before_breach": _warn,
    "stay": _stay,
    "end_moratorium": _end_moratorium,
    "end_second_chance": _end_second_chance,
    "confirm_stay": _confirm_stay,
}

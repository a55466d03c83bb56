"""What does the office do about an eviction, a lost home, the last resort?"""

from vangnet.apps.demo.fates import Reply
from vangnet.apps.demo.office.desk import Act, Answers, Desk, cancelled, number_in
from vangnet.domain import events as e
from vangnet.domain.agreements import months_on
from vangnet.domain.case import Matter
from vangnet.domain.codes import (
    AddressKind,
    AdministrationGround,
    Answer,
    ChildHeard,
    Destination,
    Ethos,
    FollowUp,
    HelpKind,
    LossCause,
    NoRequest,
    Pets,
    StopRoute,
)
from vangnet.domain.law import deadline
from vangnet.domain.sieve import Obligation


def _last_offer(desk: Desk, step: Obligation) -> Answers:
    person = step.subject.id
    if step.stage != "hear_answer":
        return (e.LastOfferMade(person=person, kind=HelpKind.ADMINISTRATION),)
    yes = desk.fate.reply is Reply.YES and desk.fate.door
    return (e.LastOfferAnswered(person=person, answer=Answer.YES if yes else Answer.NO),)


def _weigh_administration(desk: Desk, step: Obligation) -> Answers:
    person = step.subject.id
    if step.stage == "review":
        return (e.AdministrationReviewed(person=person),)
    if desk.happens(0.6):
        return (e.AdministrationNotRequested(person=person, reasons=(NoRequest.LIGHTER_HELP_LEFT,)),)
    return (
        e.SecondOpinionGiven(person=person, needed=True),
        e.AdministrationRequested(
            person=person,
            ground=AdministrationGround.PROBLEMATIC_DEBTS,
            heard_or_attempts_shown=True,
            lighter_steps_failed=True,
            second_opinion=True,
            until=months_on(desk.day, 24),
        ),
    )


def _await_administration(_desk: Desk, step: Obligation) -> Answers:
    return (e.AdministrationDecided(person=step.subject.id, answer=Answer.YES),)


def _stop_eviction(desk: Desk, step: Obligation) -> Answers:
    matter = desk.facts.matters[step.subject.id]
    if matter.number in desk.courses:
        return () if step.stage == "find_out" else _tried(desk, matter)
    if step.stage == "find_out" or desk.happens(0.12):
        return cancelled(matter)
    return _tried(desk, matter)


def _tried(desk: Desk, matter: Matter) -> Answers:
    """Something every working day, for every eviction that still stands."""
    routes = (StopRoute.LANDLORD, StopRoute.BAILIFF, StopRoute.COURT)
    return [
        e.EvictionTried(matter=matter.number, eviction=eviction.number, route=desk.chance.choice(routes))
        for eviction in matter.live_evictions
        if eviction.tried_on != desk.day
    ]


def _rights_check(desk: Desk, step: Obligation) -> Answers:
    """Whether there is a place to go is what is lacking most."""
    live = desk.facts.matters[step.subject.id].live_evictions
    asked = next((one for one in live if one.rights_checked_on is None or one.rights_lack), live[0])
    heard = ChildHeard.YES if desk.happens(0.5) else ChildHeard.NO
    return (
        e.RightsChecked(
            matter=step.subject.id,
            eviction=asked.number,
            consultation=Answer.YES,
            alternatives=Answer.YES,
            remedy=Answer.YES if desk.happens(0.7) else Answer.NO,
            legal_help=Answer.YES,
            child_heard=heard if desk.facts.minors else ChildHeard.NO_CHILDREN,
            place_to_go=Answer.YES if desk.happens(0.3) else Answer.NO,
        ),
    )


def _rehousing_plan(desk: Desk, step: Obligation) -> Answers:
    named = e.RehousingDirectorNamed(director=desk.director)
    return (named,) if step.stage == "name_director" else (named, e.RehousingPlanned())


def _record_loss(desk: Desk, _step: Obligation) -> Answers:
    minors = desk.facts.minors or 0
    described = e.LossDescribed(
        cause=LossCause.ARREARS,
        children=minors,
        destination=Destination.FAMILY_OR_FRIENDS,
        ethos=Ethos.WITH_FAMILY_OR_FRIENDS,
        pets=Pets.NONE,
        post_forwarded=Answer.YES,
    )
    kept = deadline("court.goods_stored", desk.day).end
    return (described, e.GoodsStored(until=kept)) if desk.happens(0.5) else (described,)


def _secure_address(_desk: Desk, _step: Obligation) -> Answers:
    return (e.AddressSecured(kind=AddressKind.POSTAL),)


def _return_goods(_desk: Desk, _step: Obligation) -> Answers:
    return (e.GoodsReturned(),)


def _rehouse(desk: Desk, _step: Obligation) -> Answers:
    lost = desk.facts.loss
    if lost and (desk.day - lost.on).days > 60:
        return (e.Rehoused(),)
    return (e.DestinationChecked(month=0, destination=Destination.TEMPORARY_HOME),)


def _follow_up(_desk: Desk, step: Obligation) -> Answers:
    month = number_in(step, "month")
    return (e.DestinationChecked(month=month, destination=Destination.LASTING_HOME, went=FollowUp.HOUSED),)


ACTS: dict[str, Act] = {
    "last_offer": _last_offer,
    "weigh_administration": _weigh_administration,
    "await_administration": _await_administration,
    "stop_eviction": _stop_eviction,
    "rights_check": _rights_check,
    "rehousing_plan": _rehousing_plan,
    "record_loss": _record_loss,
    "secure_address": _secure_address,
    "return_goods": _return_goods,
    "rehouse": _rehouse,
    "follow_up": _follow_up,
}

"""When must a creditor's answer be heard, a debt settlement be ended, a payment decided and made? (Guide ch. 2, 4.)"""

from vangnet.domain.agreements import months_on
from vangnet.domain.case import Matter, Person
from vangnet.domain.codes import Answer, Role
from vangnet.domain.rules.rule import Due, Facts, Look, NotDue, Outcome, days_on, latest


def hear_balance(look: Look, matter: Matter) -> Outcome:
    """The creditor was asked what is owed: ask again when no answer comes."""
    asked = matter.balance_asked_on
    if asked is None:
        return NotDue("no_balance_asked")
    if not matter.unsettled:
        return NotDue("nothing_open")
    return Due(look.after(asked, look.agreed(asked).balance_chase), {"asked": asked})


def hear_creditor(look: Look, matter: Matter) -> Outcome:
    """A proposal lies with the creditor: hear the yes or no, tell what a yes comes to, find another way after a no."""
    proposal = matter.proposal
    if proposal is None:
        return NotDue("nothing_proposed")
    if not matter.unsettled:
        return NotDue("nothing_open")
    answered = proposal.answered_on
    if answered is None:
        return Due(look.after(proposal.on, look.agreed(proposal.on).proposal_chase), {"proposed": proposal.on})
    by, facts = look.after(answered, look.agreed(answered).repair), {"answered": answered}
    if proposal.answer is Answer.YES:
        return _all_said_yes(look, matter) if proposal.settles else Due(by, facts, "agree")
    person = look.person_of(matter)
    chosen = latest(person.accepted_on, person.finished_on) if person else None
    if chosen and chosen >= answered:
        return NotDue("other_way_chosen", {"on": chosen})
    return Due(by, facts, "refused")


def _all_said_yes(look: Look, matter: Matter) -> Outcome:
    """One creditor's yes to an offer in a debt settlement: it begins once all who got one said yes."""
    others = look.case.matters_of(matter.person) if matter.person else [matter]
    offers = [one.proposal for one in others if one.unsettled and one.proposal and one.proposal.settles]
    if any(offer.answer is not Answer.YES for offer in offers):
        return NotDue("others_answer_first")
    last = max(offer.answered_on for offer in offers if offer.answered_on)
    return Due(look.after(last, look.agreed(last).repair), {"answered": last}, "settle")


def end_settlement(look: Look, person: Person) -> Outcome:
    """A debt settlement always ends: prepare its end, and once its last day is past have the rest remitted."""
    settlement = person.settlement
    if settlement is None:
        return NotDue("no_settlement")
    until, agreed = settlement.until, look.agreed(settlement.since)
    facts: Facts = {"since": settlement.since, "until": until}
    if look.day > until:
        return Due(look.after(until, agreed.conclude), facts, "remit")
    return Due(max(look.after(until, -agreed.term_ahead), settlement.since), facts, changes_on=days_on(until, 1))


def forced_settlement(look: Look, person: Person) -> Outcome:
    """The court was asked to have creditors join: hear its answer, and after a yes tell which settlement begins."""
    if granted := person.forced_granted_on:
        return Due(look.after(granted, look.agreed(granted).repair), {"granted": granted}, "begin", Role.CASEWORKER)
    asked = person.forced_asked_on
    if asked is None:
        return NotDue("not_asked_of_court")
    return Due(months_on(asked, look.agreed(asked).watch_months), {"asked": asked})


def tailored_budget(look: Look, person: Person) -> Outcome:
    """Decide what was asked of the tailored budget; pay what was granted."""
    request = person.budget
    if request is None:
        return NotDue("nothing_asked_of_budget")
    if granted := request.granted_on:
        by = look.after(granted, look.agreed(granted).pay_budget)
        return Due(by, {"granted": granted, "cents": request.cents}, "pay", Role.CASEWORKER)
    asked = request.asked_on
    return Due(look.after(asked, look.agreed(asked).decide_budget), {"asked": asked, "cents": request.cents})

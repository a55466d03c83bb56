"""What do a debt settlement and the tailored budget do to a case?"""

from datetime import date

from vangnet.domain import events as e
from vangnet.domain.case import BudgetRequest, Case, Person, Proposal, Settlement
from vangnet.domain.codes import Answer, SettlementKind
from vangnet.domain.fold.effects import Effects, person_of

EFFECTS = Effects()


@EFFECTS.of(e.SettlementBegan)
def _settlement_began(case: Case, on: date, event: e.SettlementBegan) -> None:
    """The offers lie with nobody any more: those that stand become the shares, kept as long as it runs."""
    person = person_of(case, event.person)
    shares = _promised(case, person, event.kind)
    person.settlement = Settlement(on, event.ends_on, event.kind, event.owed, event.cents, event.first, shares)
    person.forced_asked_on = person.forced_granted_on = None
    for matter in case.matters_of(event.person):
        if matter.proposal and matter.proposal.settles:
            matter.proposal = None


def _promised(case: Case, person: Person, kind: SettlementKind) -> dict[int, Proposal]:
    """The offers of those who said yes, or whom the court made to join, beside what one that runs promised already.

    In one by the court none of them stands, nor of an amicable one before it.
    """
    if kind is SettlementKind.STATUTORY:
        return {}
    told_before = person.settlement.shares if person.settlement else {}
    offers = {m.number: m.proposal for m in case.matters_of(person.id) if m.unsettled and m.proposal}
    forced = person.forced_granted_on is not None
    return told_before | {
        number: offer for number, offer in offers.items() if offer.settles and (forced or offer.answer is Answer.YES)
    }


@EFFECTS.of(e.SettlementEnded)
def _settlement_ended(case: Case, _on: date, event: e.SettlementEnded) -> None:
    person_of(case, event.person).settlement = None


@EFFECTS.of(e.ForcedSettlementAsked)
def _forced_settlement_asked(case: Case, on: date, event: e.ForcedSettlementAsked) -> None:
    person = person_of(case, event.person)
    person.forced_asked_on, person.forced_granted_on = on, None


@EFFECTS.of(e.ForcedSettlementDecided)
def _forced_settlement_decided(case: Case, on: date, event: e.ForcedSettlementDecided) -> None:
    person = person_of(case, event.person)
    person.forced_asked_on, person.forced_granted_on = None, on if event.answer is Answer.YES else None


@EFFECTS.of(e.BudgetAsked)
def _budget_asked(case: Case, on: date, event: e.BudgetAsked) -> None:
    person_of(case, event.person).budget = BudgetRequest(on, event.cents, event.need)


@EFFECTS.of(e.BudgetDecided)
def _budget_decided(case: Case, on: date, event: e.BudgetDecided) -> None:
    person = person_of(case, event.person)
    if event.answer is Answer.NO:
        person.budget = None
        return
    asked = person.budget or BudgetRequest(on, event.cents or 0)
    granted = asked.cents if event.cents is None else event.cents
    person.budget = BudgetRequest(asked.asked_on, granted, asked.need, on)


@EFFECTS.of(e.BudgetPaid)
def _budget_paid(case: Case, _on: date, event: e.BudgetPaid) -> None:
    person_of(case, event.person).budget = None

"""What do a debt settlement and the tailored budget do to a case?"""

from datetime import date

from vangnet.domain import events as e
from vangnet.domain.case import BudgetRequest, Case, Settlement
from vangnet.domain.codes import Answer
from vangnet.domain.fold.effects import Effects, person_of

EFFECTS = Effects()


@EFFECTS.of(e.SettlementBegan)
def _settlement_began(case: Case, on: date, event: e.SettlementBegan) -> None:
    person = person_of(case, event.person)
    person.settlement = Settlement(on, event.ends_on, event.kind, event.owed, event.cents, event.first)
    person.forced_asked_on = person.forced_granted_on = None
    for matter in case.matters_of(event.person):
        if matter.proposal and matter.proposal.settles:
            matter.proposal = None


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

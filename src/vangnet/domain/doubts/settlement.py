"""What is asked about a debt settlement and the tailored budget?"""

from collections.abc import Iterator
from datetime import date, timedelta

from vangnet.domain import events as e
from vangnet.domain.case import Case, Person
from vangnet.domain.codes import SettlementKind
from vangnet.domain.doubts.asking import Asked, Doubt, by, by_law, only_if
from vangnet.domain.forced_settlement import refused
from vangnet.domain.settlement import course

ASKED = Asked()


def _known(case: Case, event: e.OfPerson) -> Person:
    return case.persons.get(event.person) or Person(event.person)


@ASKED.of(e.SettlementBegan)
def _longer_than_the_law(_case: Case, on: date, event: e.SettlementBegan) -> Iterator[Doubt]:
    usual = by_law("court.statutory_scheme", on)
    yield from only_if(event.ends_on > usual, "longer_than_statutory", {"until": event.ends_on, "usual": usual})


@ASKED.of(e.ArrangementProposed)
def _offered_longer_than_the_law(_case: Case, _on: date, event: e.ArrangementProposed) -> Iterator[Doubt]:
    """So many payments as the law's scheme has months, the first of them included."""
    days = [one.on for one in event.instalments]
    if event.remitted is not None and days:
        usual = by_law("court.statutory_scheme", min(days))
        yield from only_if(max(days) >= usual, "longer_than_statutory", {"until": max(days), "usual": usual})


@ASKED.of(e.SettlementBegan)
def _nothing_to_remit(_case: Case, on: date, event: e.SettlementBegan) -> Iterator[Doubt]:
    """Who pays all of it has an arrangement, and needs no settlement."""
    told = course(on, event.ends_on, event.owed, event.cents, event.first)
    yield from only_if(told.remitted == 0, "nothing_to_remit", {"paid": told.paid, "owed": event.owed})


@ASKED.of(e.SettlementBegan)
def _paid_before_it_begins(_case: Case, on: date, event: e.SettlementBegan) -> Iterator[Doubt]:
    yield from only_if(
        by(event.first, on - timedelta(days=1)), "payment_before_settlement", {"first": event.first, "on": on}
    )


@ASKED.of(e.SettlementBegan)
def _other_than_offered(case: Case, on: date, event: e.SettlementBegan) -> Iterator[Doubt]:
    """The creditors said yes to so many payments; other days are no other promise, other payments are."""
    offers = [m.proposal for m in case.matters_of(event.person) if m.unsettled and m.proposal and m.proposal.settles]
    offered = max((len(offer.instalments) for offer in offers), default=0)
    payments = len(course(on, event.ends_on, event.owed, event.cents, event.first).payments)
    other = event.kind is SettlementKind.AMICABLE and offered not in (0, payments)
    yield from only_if(other, "not_as_offered", {"offered": offered, "payments": payments})


@ASKED.of(e.SettlementBegan)
def _settles_already(case: Case, on: date, event: e.SettlementBegan) -> Iterator[Doubt]:
    settlement = _known(case, event).settlement
    runs = settlement is not None and settlement.since <= on
    yield from only_if(runs, "settlement_runs", {"until": settlement.until if settlement else None})


@ASKED.of(e.SettlementEnded)
def _settles_not(case: Case, _on: date, event: e.SettlementEnded) -> Iterator[Doubt]:
    yield from only_if(_known(case, event).settlement is None, "no_settlement")


@ASKED.of(e.ForcedSettlementAsked)
def _nobody_refused(case: Case, _on: date, event: e.ForcedSettlementAsked) -> Iterator[Doubt]:
    """Who did not say no needs not be forced."""
    yield from only_if(not any(refused(case, event.person)), "nobody_refused")


@ASKED.of(e.ForcedSettlementDecided)
def _not_asked(case: Case, _on: date, event: e.ForcedSettlementDecided) -> Iterator[Doubt]:
    yield from only_if(_known(case, event).forced_asked_on is None, "not_asked_of_court")


@ASKED.of(e.BudgetAsked)
def _nothing_asked(_case: Case, _on: date, event: e.BudgetAsked) -> Iterator[Doubt]:
    yield from only_if(event.cents == 0, "budget_asked_nothing")


@ASKED.of(e.BudgetAsked)
def _asked_already(case: Case, _on: date, event: e.BudgetAsked) -> Iterator[Doubt]:
    request = _known(case, event).budget
    asked = request.asked_on if request else None
    yield from only_if(request is not None, "budget_asked_already", {"asked": asked})


@ASKED.of(e.BudgetPaid)
def _never_granted(case: Case, _on: date, event: e.BudgetPaid) -> Iterator[Doubt]:
    request = _known(case, event).budget
    yield from only_if(request is None or request.granted_on is None, "budget_not_granted")

"""What lies with creditors and the tailored budget on the day of the demonstration? Something of each, to be tried.

Recorded by the same act as people use, for households that told of their money.
"""

from collections.abc import Callable
from datetime import date

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.record import record
from vangnet.apps.cases.story import facts_of
from vangnet.apps.support.models import FundEntry, Picture
from vangnet.domain import events as e
from vangnet.domain.agreements import months_on
from vangnet.domain.case import Case as Facts
from vangnet.domain.case import Matter
from vangnet.domain.codes import BudgetNeed, SettlementKind
from vangnet.domain.division import Owed, propose

_FUND = 2_500_000
"""A budget of € 25.000 for this year."""
_MONTHLY = 7_500


def ask_creditors(municipality: Municipality, by: User, day: date) -> None:
    """A proposal, an arrangement, a question about a balance, a settlement and a request, each in another household."""
    FundEntry.of(municipality).create(
        year=day.year, cents=_FUND, why="Begroting van dit jaar", made_at=clock.now(), made_by=by
    )
    pictures = Picture.of(municipality).order_by("id").values_list("case", "person")
    stories = facts_of(municipality, [case for case, _person in pictures])
    waiting = list(_MAKES)
    for case, person in pictures:
        debts = _debts(stories[case], person)
        if waiting and debts:
            told = waiting.pop(0)(person, debts, day)
            record(Case.of(municipality).get(pk=case), told, by=by, on=day, today=day)


def _debts(facts: Facts, person: int) -> list[Matter]:
    return [m for m in facts.matters_of(person) if m.is_debt and m.unsettled and m.cents]


def _proposal(_person: int, debts: list[Matter], day: date) -> list[e.Event]:
    return [e.ArrangementProposed(matter=number, instalments=plan) for number, plan in _plans(debts, day).items()]


def _agreed(_person: int, debts: list[Matter], day: date) -> list[e.Event]:
    return [e.ArrangementAgreed(matter=number, instalments=plan) for number, plan in _plans(debts, day).items()]


def _plans(debts: list[Matter], day: date) -> dict[int, tuple[e.Instalment, ...]]:
    """By matter what is paid each month, from the first of the next."""
    owed = [Owed(m.number, m.kind, m.cents or 0) for m in debts]
    plans = propose(_MONTHLY, owed, months_on(day.replace(day=1), 1))
    return {number: tuple(e.Instalment(part.on, part.cents) for part in plan) for number, plan in plans.items()}


def _balances(_person: int, debts: list[Matter], _day: date) -> list[e.Event]:
    return [e.BalanceAsked(matter=m.number) for m in debts]


def _settlement(person: int, debts: list[Matter], day: date) -> list[e.Event]:
    owed = 10 * sum(m.cents or 0 for m in debts)
    until = months_on(day, 18)
    began = e.SettlementBegan(
        person=person, kind=SettlementKind.AMICABLE, ends_on=until, owed=owed, cents=min(_MONTHLY, owed // 40)
    )
    return [began]


def _request(person: int, debts: list[Matter], _day: date) -> list[e.Event]:
    return [e.BudgetAsked(person=person, need=BudgetNeed.ARREARS, cents=min(m.cents or 0 for m in debts))]


_MAKES: tuple[Callable[[int, list[Matter], date], list[e.Event]], ...] = (
    _proposal,
    _agreed,
    _balances,
    _settlement,
    _request,
)

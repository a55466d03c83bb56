"""What does the tailored budget of a year hold, what was granted of it, and what did that prevent?

What was granted is read from the story of the cases, so that it cannot differ from it; what was corrected does not
count. Nothing is granted beyond what the year holds, through whichever door the decision comes.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

import msgspec
from django.db.models import QuerySet, Sum

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.cases.clock import AMSTERDAM
from vangnet.apps.cases.models import CaseEvent, Step
from vangnet.apps.cases.story import Dated
from vangnet.apps.support.models import FundEntry
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.codes import Answer, BudgetNeed, Prevented


class Year(NamedTuple):
    """How a year's budget stands. Euro cents."""

    year: int
    held: int | None
    """None while nobody set it."""
    granted: int
    grants: int
    """So many decisions said yes."""

    @property
    def left(self) -> int | None:
        return None if self.held is None else self.held - self.granted


def year_of(municipality: int, year: int) -> Year:
    """How the budget of a year stands."""
    entries = FundEntry.of(municipality).filter(year=year)
    held = entries.filter(erased=False).aggregate(cents=Sum("cents"))["cents"]
    erased = entries.filter(erased=True).aggregate(cents=Sum("cents"))["cents"] or 0
    granted = [decided.cents or 0 for decided in _granted(municipality, year)]
    return Year(year, held, sum(granted) - erased, len(granted))


def within_fund(municipality: int, new: Sequence[Dated]) -> Refused | None:
    """Whether what is granted now is still there, year by year; its entries stay locked until it is recorded."""
    asked: Counter[int] = Counter()
    for on, event in new:
        if isinstance(event, e.BudgetDecided) and event.answer is Answer.YES:
            asked[on.year] += event.cents or 0
    corrected = {event.event for _, event in new if isinstance(event, e.EventCorrected)}
    years = sorted(asked)
    return next((no for year in years if (no := _within(municipality, year, asked[year], corrected))), None)


def _within(municipality: int, year: int, cents: int, corrected: Collection[int]) -> Refused | None:
    list(FundEntry.of(municipality).filter(year=year).order_by("id").select_for_update())
    stands = year_of(municipality, year)
    again = sum(decided.cents or 0 for decided in _granted(municipality, year, only=corrected)) if corrected else 0
    left = None if stands.left is None else stands.left + again
    return acts.within_budget(left, cents, year)


def _granted(municipality: int, year: int, only: Collection[int] | None = None) -> Iterator[e.BudgetDecided]:
    """Every yes of that year; ``only`` those facts (by id)."""
    for payload in _facts(municipality, e.BudgetDecided, year, only):
        decided = msgspec.json.decode(payload, type=e.BudgetDecided)
        if decided.answer is Answer.YES:
            yield decided


def _facts(
    municipality: int, kind: type[e.Event], year: int, only: Collection[int] | None = None
) -> Iterator[bytes | str]:
    """What these facts of one year say, those left out that were corrected."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    written = datetime.combine(first, time.min, AMSTERDAM)
    rows = CaseEvent.of(municipality)
    corrections = rows.filter(kind=e.EventCorrected.__name__, recorded_at__gte=written)
    gone = [msgspec.json.decode(payload)["event"] for payload in corrections.values_list("payload", flat=True)]
    found = rows.filter(kind=kind.__name__, on__gte=first, on__lte=last).exclude(id__in=gone)
    if only is not None:
        found = found.filter(id__in=only)
    return found.order_by("id").values_list("payload", flat=True).iterator()


def by_need(municipality: int, year: int) -> dict[BudgetNeed, int]:
    """For what was asked, and how often, in a year."""
    asked = (msgspec.json.decode(p, type=e.BudgetAsked).need for p in _facts(municipality, e.BudgetAsked, year))
    return dict.fromkeys(BudgetNeed, 0) | Counter(asked)


def by_prevented(municipality: int, year: int) -> dict[Prevented, int]:
    """What the payments of a year prevented, and how often."""
    paid = (msgspec.json.decode(p, type=e.BudgetPaid).prevented for p in _facts(municipality, e.BudgetPaid, year))
    return dict.fromkeys(Prevented, 0) | Counter(paid)


class Open(NamedTuple):
    """A request that waits."""

    number: str
    person: int
    cents: int
    by: date
    granted: bool
    """Whether it only waits to be paid."""


def open_requests(municipality: Municipality, most: int = 50) -> list[Open]:
    """What waits for a decision or to be paid, the longest waiting first."""
    steps = Step.of(municipality).filter(rule="tailored_budget").select_related("case").order_by("by", "id")[:most]
    return [
        Open(
            step.case.number,
            step.subject_id,
            msgspec.json.decode(step.because)["cents"],
            step.by,
            step.stage == "pay",
        )
        for step in steps
    ]


def stays_spent(municipality: Municipality, cases: Collection[int]) -> None:
    """What was granted in cases that are being erased stays spent, without a word of whom it was for."""
    _keep_spent(municipality, CaseEvent.of(municipality).filter(case__in=cases, kind=e.BudgetDecided.__name__))


def fact_stays_spent(municipality: Municipality, facts: Collection[int]) -> None:
    """The same where a single decision is erased: money that was granted does not come back by forgetting to whom.

    A decision that was a mistake is corrected first, which frees its money; after that nothing of it stays.
    """
    _keep_spent(municipality, CaseEvent.of(municipality).filter(id__in=facts, kind=e.BudgetDecided.__name__))


def _keep_spent(municipality: Municipality, decisions: QuerySet[CaseEvent]) -> None:
    cases = decisions.values("case")
    gone = CaseEvent.of(municipality).filter(case__in=cases, kind=e.EventCorrected.__name__)
    corrected = {msgspec.json.decode(payload)["event"] for payload in gone.values_list("payload", flat=True)}
    spent: Counter[int] = Counter()
    for number, on, payload in decisions.values_list("id", "on", "payload"):
        decided = msgspec.json.decode(payload, type=e.BudgetDecided)
        if decided.answer is Answer.YES and number not in corrected:
            spent[on.year] += decided.cents or 0
    FundEntry.of(municipality).bulk_create(
        FundEntry(year=year, cents=-cents, erased=True, made_at=clock.now()) for year, cents in spent.items() if cents
    )

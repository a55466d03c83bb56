"""What does going on cost the resident and the landlord, step by step, beside an arrangement? (Guide ch. 6.)

Whoever loses pays, and that is mostly the resident; in practice much of it cannot be collected and the landlord bears
it. All amounts are in eurocents, by the tariffs of the day. A tariff that nobody found is left open, never guessed.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from vangnet.domain.codes import CostPart, CostStep
from vangnet.domain.law import LAW, LawBook
from vangnet.domain.law.book import Confidence, Value
from vangnet.domain.law.costs import bailiff, collection_costs, court_fee, landlords_loss, representative_fee

POINTS = 2
"""The writ and the hearing, as the subdistrict courts count."""


class Cost(Struct, frozen=True):
    """One thing that costs money; ``cents`` is None where its tariff was not found."""

    part: CostPart
    cents: int | None
    value: Value
    """From which tariff, with its source and how sure we are."""
    resident: bool = True
    """The judge commonly lets the one who loses pay it."""
    landlord: bool = True
    """The landlord pays it first."""
    at_least: bool = False


class Stage(Struct, frozen=True):
    """What it has come to when a step is taken, all steps before it included."""

    step: CostStep
    costs: tuple[Cost, ...]
    """What this step adds."""
    resident: int
    """In eurocents, besides the debt itself: of what is known."""
    landlord: int
    """In eurocents, paid first by the landlord: of what is known."""
    open: bool
    """A tariff up to here was not found, or is a least amount: in truth it is more."""


def path(
    principal: int, day: date, *, legal_person: bool, vat_deductible: bool, law: LawBook = LAW
) -> tuple[Stage, ...]:
    """From the letter of the collector to the eviction, for a claim of ``principal`` eurocents, by the law of ``day``.

    ``legal_person`` tells of the landlord (its court fee is higher); ``vat_deductible`` whether it gets VAT back, as
    those who let homes mostly do not (then VAT comes on top of what collector and bailiff charge).
    """
    added = {
        step: tuple(_costs(step, principal, day, legal_person=legal_person, vat_deductible=vat_deductible, law=law))
        for step in CostStep
    }
    stages: list[Stage] = []
    so_far: list[Cost] = []
    for step, costs in added.items():
        so_far += costs
        stages.append(
            Stage(
                step=step,
                costs=costs,
                resident=sum(cost.cents or 0 for cost in so_far if cost.resident),
                landlord=sum(cost.cents or 0 for cost in so_far if cost.landlord),
                open=any(cost.cents is None or cost.at_least for cost in so_far),
            )
        )
    return tuple(stages)


def _costs(
    step: CostStep, principal: int, day: date, *, legal_person: bool, vat_deductible: bool, law: LawBook
) -> Iterator[Cost]:
    on = law.on(day)

    def deed(part: CostPart, act: str) -> Cost:
        return Cost(part, bailiff(act, day, vat_deductible=vat_deductible, law=law), on["collection.bailiff"])

    match step:
        case CostStep.LETTER:
            owed = collection_costs(principal, day, vat_deductible=vat_deductible, law=law)
            yield Cost(CostPart.COLLECTION, owed, on["collection.costs_scale"], landlord=False)
        case CostStep.SUMMONS:
            yield deed(CostPart.SUMMONS, "summons")
            fee = court_fee(principal, day, legal_person=legal_person, law=law)
            yield _tariff(CostPart.COURT_FEE, fee, on["collection.court_fee"])
        case CostStep.HEARING:
            fee_of = representative_fee(principal, day, points=POINTS, law=law)
            yield _tariff(CostPart.REPRESENTATIVE, fee_of, on["collection.representative_fee"])
        case CostStep.SERVICE:
            yield deed(CostPart.SERVICE, "service")
        case CostStep.EVICTION:
            yield deed(CostPart.EVICTION, "eviction")
            value = on["collection.landlords_loss"]
            yield Cost(CostPart.LANDLORDS_LOSS, landlords_loss(day, law=law), value, resident=False, at_least=True)


def _tariff(part: CostPart, cents: int | None, value: Value) -> Cost:
    """A tariff that we carried on ourselves is a least amount: such tariffs only rise."""
    return Cost(part, cents, value, at_least=value.confidence is Confidence.DERIVED)

"""What may collection cost the resident, and what does a case before the subdistrict court cost?

All amounts are in eurocents.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from vangnet.domain.law.book import LAW, LawBook, Plain


def collection_costs(principal: int, day: date, *, vat_deductible: bool, law: LawBook = LAW) -> int:
    """The most a consumer owes for collection out of court, in eurocents, rounded down.

    `day` is the day of default, `principal` the sum in default without interest. VAT comes on top
    only for a creditor that cannot deduct it. Raises ValueError for a negative principal.
    Source: art. 2 Besluit vergoeding voor buitengerechtelijke incassokosten.
    """
    if principal < 0:
        raise ValueError(f"a principal of {principal} eurocents")
    if principal == 0:
        return 0
    on = law.on(day)
    promilles, start = 0, 0
    for end, row in _slices(on["collection.costs_scale"].rows, principal):
        promilles += (end - start) * _whole(row, "promille")
        start = end
    lowest, highest = on["collection.costs_minimum"].number, on["collection.costs_maximum"].number
    costs = min(max(promilles // 1000, lowest), highest)
    return costs if vat_deductible else costs * (1000 + on["collection.vat"].number) // 1000


def court_fee(claim: int, day: date, *, legal_person: bool, law: LawBook = LAW) -> int:
    """What a plaintiff pays the subdistrict court, in eurocents, for a claim of so many.

    A claim of no fixed amount counts as 0. A defendant pays nothing.
    Source: tabel bij de Wet griffierechten burgerlijke zaken.
    """
    rows = law.on(day)["collection.court_fee"].rows
    *_, (_, row) = _slices(rows, max(claim, 1))
    return _whole(row, "legal_person" if legal_person else "natural_person")


def bailiff(act: str, day: date, *, vat_deductible: bool, law: LawBook = LAW) -> int | None:
    """What a bailiff charges for one act (``summons``, ``service``, ``eviction``), in eurocents, rounded down.

    None where the tariff of that year was not found. VAT comes on top for a creditor that cannot deduct it.
    Source: art. 2 Besluit tarieven ambtshandelingen gerechtsdeurwaarders.
    """
    on = law.on(day)
    cents = on["collection.bailiff"].fields.get(act)
    if not isinstance(cents, int):
        return None
    return cents if vat_deductible else cents * (1000 + on["collection.vat"].number) // 1000


def representative_fee(claim: int, day: date, *, points: int, law: LawBook = LAW) -> int | None:
    """What the one who loses pays towards the other's representative, in eurocents, for so many points.

    None where the tariff of that time was not found. Source: Liquidatietarief kanton, LOVCK.
    """
    rows = law.on(day)["collection.representative_fee"].rows
    if not rows:
        return None
    *_, (_, row) = _slices(rows, max(claim, 1))
    return points * _whole(row, "point")


def landlords_loss(day: date, *, law: LawBook = LAW) -> int:
    """What an eviction costs the landlord at the least, in eurocents; one old estimate, not a tariff."""
    return _whole(law.on(day)["collection.landlords_loss"].fields, "at_least")


def _slices(rows: tuple[Plain, ...], amount: int) -> Iterator[tuple[int, Mapping[str, Plain]]]:
    """The rows of a scale that `amount` reaches, each with where it ends within that amount."""
    for row in rows:
        if not isinstance(row, Mapping):
            raise TypeError(f"{row!r} is no row of a scale")
        top = row.get("up_to")
        end = min(amount, top) if isinstance(top, int) else amount
        yield end, row
        if end == amount:
            return


def _whole(row: Mapping[str, Plain], name: str) -> int:
    number = row[name]
    if isinstance(number, int):
        return number
    raise TypeError(f"{name} is {number!r}, not a whole number")

"""Which files do the eight partners of the synthetic town send, month after month, and who is really meant in
each row?

Every contract in arrears is written the way its partner knows it: with the errors that partners make, the
same every month. The truth is kept beside it. Like the town, deliveries follow from a seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec

from vangnet.apps.demo.births import Births, Named
from vangnet.apps.demo.layouts import LAYOUTS
from vangnet.apps.demo.lines import Contract, Delivery, Line
from vangnet.apps.demo.town import Noise, Resident, Town
from vangnet.apps.demo.writer import Writer, Written, typo

TRUTH_COLUMNS = ("file", "row", "reference", "resident_id", "household_id", "expect", "notes")
# Kind of creditor: how often a household in arrears has it, and its partners with their share of the town.
_PARTNERS: dict[str, tuple[float, tuple[tuple[str, float], ...]]] = {
    "rent": (0.50, (("woonveste", 0.53), ("thuisborg", 0.92), ("vandaal-vastgoed", 1.0))),
    "energy": (0.52, (("lichtstroom", 0.65), ("noordgas", 1.0))),
    "water": (0.42, (("waterland", 1.0),)),
    "health": (0.55, (("zorgvast", 0.6), ("vgz-plus", 1.0))),
}
_MONTHLY_CENTS = {
    "rent": (45000, 98000),
    "energy": (9000, 24000),
    "water": (1500, 5200),
    "health": (14000, 19000),
}


def deliveries(town: Town, seed: int, months: int, day: date, *, share: float = 0.06) -> list[Delivery]:
    """The deliveries of the last `months` months up to that of `day`; about `share` of the households are in
    arrears.
    """
    rng = Random(f"deliveries {seed}")
    contracts = list(_contracts(town, rng, share))
    made: list[Delivery] = []
    for month in range(months - 1, -1, -1):
        reported = _month_before(day, month)
        lines: dict[str, list[Line]] = {partner: [] for partner in LAYOUTS}
        for contract in contracts:
            age = (day - reported).days
            if contract.ends < age <= contract.begins - 30:
                lines[contract.partner].append(_line(contract, town, reported, day, rng))
        made.extend(_delivery(partner, town, reported, found) for partner, found in lines.items() if found)
    return made


def _delivery(partner: str, town: Town, reported: date, lines: list[Line]) -> Delivery:
    month = f"{reported:%Y-%m}"
    file = f"{month}/{partner}.{LAYOUTS[partner].extension}"
    return Delivery(month, partner, town.name, reported, tuple(lines), file)


def _month_before(day: date, months: int) -> date:
    """The ninth of the month, that many months back: the day on which partners report. Never after `day`."""
    index = day.year * 12 + day.month - 1 - months
    return min(date(index // 12, index % 12 + 1, 9), day)


def _contracts(town: Town, rng: Random, share: float) -> Iterator[Contract]:
    noise = town.noise
    births = Births(rng, town.day)
    for members in town.households().values():
        if rng.random() >= share:
            continue
        adults = [m for m in members if m.age(town.day) >= 18] or members
        first = rng.choice(adults)
        for kind, (often, partners) in _PARTNERS.items():
            if rng.random() >= often:
                continue
            partner = _pick(partners, rng)
            debtor = first if rng.random() < 0.75 else rng.choice(adults)
            if kind == "health" and rng.random() < 0.04:
                debtor = rng.choice(members)
            stranger = _unregistered(members, births, rng, noise) if rng.random() < noise.unregistered else None
            writer = Writer(town, rng, private=partner == "vandaal-vastgoed")
            written = writer.write(debtor, stranger)
            yield _contract(rng, kind, partner, written, None if stranger else debtor)


def _pick(partners: tuple[tuple[str, float], ...], rng: Random) -> str:
    chance = rng.random()
    return next(key for key, until in partners if chance < until)


def _unregistered(members: list[Resident], births: Births, rng: Random, noise: Noise) -> Named:
    """Somebody whom the register does not know there: a relative of those who live there, or anybody."""
    named = births.person(woman=rng.random() < 0.5)
    if rng.random() < noise.relatives:
        named.prefix, named.surname = members[0].prefix, members[0].surname
    return named


def _contract(
    rng: Random, kind: str, partner: str, written: tuple[Written, tuple[str, ...]], debtor: Resident | None
) -> Contract:
    low, high = _MONTHLY_CENTS[kind]
    begins = 45 + int(rng.random() ** 2 * 400)
    lasts = 60 + int(rng.random() ** 1.5 * 330)
    reference = f"{partner[:2].upper()}{int(rng.random() * 10**7):07d}"
    trend = rng.choice((1.0, 1.0, 1.0, 0.5, 0.0, -0.4))
    monthly = int(low + rng.random() * (high - low))
    return Contract(partner, reference, debtor, *written, begins, begins - lasts, monthly, trend)


def _line(contract: Contract, town: Town, reported: date, day: date, rng: Random) -> Line:
    since = day - timedelta(days=contract.begins)
    months = max(1, (reported - since).days // 30)
    first = 1.0 + 0.2 * (contract.monthly % 7)
    cents = int(contract.monthly * max(0.3, first + contract.trend * (months - 1)))
    written, notes = contract.written, contract.notes
    if rng.random() < town.noise.slips:
        written = msgspec.structs.replace(written, surname=typo(written.surname, rng))
        notes = (*notes, "slip")
    danger = reported + timedelta(days=rng.randint(10, 40)) if months > 2 and rng.random() < 0.06 else None
    return Line(contract, written, notes, reported, since, cents, months, danger, crisis=rng.random() < 0.004)


def write_deliveries(made: list[Delivery], folder: Path) -> list[Path]:
    """Write each delivery in its partner's own layout below `folder`, with `truth.csv` beside them."""
    truth = [";".join(TRUTH_COLUMNS)]
    paths: list[Path] = []
    for delivery in made:
        path = folder / delivery.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(LAYOUTS[delivery.partner].write(delivery))
        paths.append(path)
        for row, line in enumerate(delivery.lines, start=1):
            person = line.contract.resident
            who = (person.id, person.household, "link") if person else ("", "", "none")
            cells = (delivery.file, row, line.contract.reference, *who, " ".join(line.notes))
            truth.append(";".join(map(str, cells)))
    (folder / "truth.csv").write_text("\n".join(truth) + "\n", encoding="utf-8")
    return paths

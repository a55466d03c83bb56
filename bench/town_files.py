"""A large synthetic town as files: its register, and what a collecting desk sends in one month and the next.

``python -m bench.town_files FOLDER RESIDENTS SIZE...`` is a program of its own, so that its memory is not counted
with the import. Rough partners of every kind: known people and unknown ones, people who moved, namesakes and
housemates, slips of the pen. Whole households; the seed is one that no threshold was set on.
"""

import csv
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from vangnet.apps.demo.deliveries import deliveries
from vangnet.apps.demo.lines import Line
from vangnet.apps.demo.town import ROUGH, make_town, write_residents

SEED = 301
TODAY = date(2026, 11, 23)
SOME_OF = 3.0
"""So many households a signal: of those in arrears some are reported twice, some not this month."""
HEADER = (
    *("kenmerk", "voorletters", "voorvoegsel", "achternaam", "geboortedatum", "straat", "huisnummer", "letter"),
    *("toevoeging", "postcode", "plaats", "telefoon", "soort", "bedrag", "sinds"),
)
KINDS = {
    **dict.fromkeys(("woonveste", "thuisborg", "vandaal-vastgoed"), "huur"),
    **dict.fromkeys(("lichtstroom", "noordgas"), "energie"),
    **dict.fromkeys(("zorgvast", "vgz-plus"), "zorg"),
    "waterland": "water",
}
"""What the desk collects for each of the example partners."""


def write_files(folder: Path, residents: int, sizes: Sequence[int]) -> None:
    """``residents.csv``; ``signals-N.csv`` for each size, of one month; ``next-month.csv`` of the smallest size."""
    town = make_town(SEED, residents, day=TODAY, noise=ROUGH)
    write_residents(town, folder / "residents.csv")
    share = min(1.0, SOME_OF * max(sizes) / residents)  # of the households in arrears
    months: dict[str, list[Line]] = {}
    for delivery in deliveries(town, SEED, 2, TODAY, share=share):
        months.setdefault(delivery.month, []).extend(delivery.lines)
    before, now = (sorted(lines, key=lambda line: line.contract.reference[2:]) for lines in months.values())
    if len(before) < max(sizes):
        raise ValueError(f"{residents} residents have only {len(before)} signals a month")
    for size in sizes:
        write(folder / f"signals-{size}.csv", before[:size], town.name)
    write(folder / "next-month.csv", now[: min(sizes)], town.name)


def write(path: Path, lines: Sequence[Line], town: str) -> None:
    """One file of the collecting desk."""
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, delimiter=";")
        rows.writerow(HEADER)
        rows.writerows(cells(line, town) for line in lines)


def cells(line: Line, town: str) -> tuple[str | date | None, ...]:
    w = line.written
    name = (line.contract.reference, w.initials, w.prefix, w.surname, w.birth_date)
    place = (w.street, w.number, w.letter, w.suffix, w.postcode, town, w.phone)
    return (*name, *place, KINDS[line.contract.partner], f"{line.cents / 100:.2f}", line.since)


if __name__ == "__main__":
    write_files(Path(sys.argv[1]), int(sys.argv[2]), [int(size) for size in sys.argv[3:]])

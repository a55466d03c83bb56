"""How well and how fast does matching find who is meant, on towns that its thresholds were not set on?

`python bench/matching.py` prints one line per town. The thresholds in `vangnet.domain.matching` were set on
the towns of TRAINING (`--training` prints those, `--scan` what other thresholds give there); the towns of
REPORTED have other seeds and more noise. Whole households always. The published deliveries are reported too
when they are there ($VANGNET_SHARED, else ../shared).
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import NamedTuple

from defusedxml import ElementTree
from python_calamine import CalamineWorkbook

from vangnet.apps.demo.deliveries import deliveries, write_deliveries
from vangnet.apps.demo.town import FRIENDLY, HARSH, ROUGH, Noise, make_town, write_residents
from vangnet.domain.matching import (
    THRESHOLDS,
    Band,
    Outcome,
    PersonRecord,
    Prepared,
    PreparedSignal,
    SignalRecord,
    Thresholds,
    blocking_keys,
    match,
    parse_address,
    prepare,
    prepare_signal,
)

DAY = date(2026, 11, 15)
NOISES = {FRIENDLY: "friendly", ROUGH: "rough", HARSH: "harsh"}
TRAINING = ((11, 30_000, FRIENDLY, 0.15), (12, 30_000, ROUGH, 0.15), (13, 30_000, HARSH, 0.15))
REPORTED = (
    (101, 40_000, FRIENDLY, 0.15),
    (102, 40_000, ROUGH, 0.15),
    (103, 20_000, ROUGH, 0.3),
    (104, 40_000, HARSH, 0.15),
)
Cells = dict[str, str | date]


class Row(NamedTuple):
    """The figures of one town; shares between 0 and 1."""

    town: str
    residents: int
    signals: int
    precision: float
    recall: float
    movers: float
    unknown_linked: float
    household_precision: float
    household_recall: float
    look: float
    a_second: float


TARGETS = Row("target", 0, 5_000, 0.995, 0.88, 0.80, 0.01, 0.995, 0.90, 0.12, 5_000)


class Asked(NamedTuple):
    """One delivered row with the truth beside it."""

    signal: SignalRecord
    resident: int | None
    household: int | None
    notes: frozenset[str]


def measure() -> list[Row]:
    """The figures of every reported town, and of the published deliveries when they are there."""
    rows = [measure_town(*town) for town in REPORTED]
    folder = Path(os.environ.get("VANGNET_SHARED", "../shared")) / "data" / "deliveries"
    return [*rows, measure_folder("published deliveries", folder)] if folder.is_dir() else rows


def measure_town(seed: int, residents: int, noise: Noise, share: float) -> Row:
    """Make a town, write its files, read them back as they were delivered, and match every row."""
    name = f"town {seed}, {NOISES[noise]}"
    with tempfile.TemporaryDirectory() as folder:
        write_town(seed, residents, noise, share, Path(folder))
        return measure_folder(name, Path(folder))


def write_town(seed: int, residents: int, noise: Noise, share: float, folder: Path) -> None:
    """A town's register, three months of deliveries and their truth as files in `folder`."""
    town = make_town(seed, residents, day=DAY, noise=noise)
    write_residents(town, folder / "residents.csv")
    write_deliveries(deliveries(town, seed, 3, DAY, share=share), folder)


def measure_folder(name: str, folder: Path, thresholds: Thresholds = THRESHOLDS) -> Row:
    """Match every row of the deliveries in a folder against its residents.csv, and compare with its
    truth.csv.
    """
    index, people = index_of(folder / "residents.csv")
    asked = list(read_asked(folder))
    start = time.perf_counter()
    outcomes = [find(prepare_signal(row.signal), index, thresholds) for row in asked]
    seconds = time.perf_counter() - start
    return figures(name, people, asked, outcomes, seconds)


def scan() -> list[Row]:
    """The figures of the training towns under other thresholds: from these the thresholds were chosen."""
    rows: list[Row] = []
    for seed, residents, noise, share in TRAINING:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_town(seed, residents, noise, share, folder)
            for settle, lead in product((16, 17, 18, 19, 20, 21), (3, 5, 7)):
                label = f"town {seed}, {NOISES[noise]}, settle {settle}, lead {lead}"
                rows.append(measure_folder(label, folder, Thresholds(settle=settle, lead=lead)))
    return rows


def find(signal: PreparedSignal, index: dict[str, list[Prepared]], thresholds: Thresholds) -> Outcome:
    """What the import does in SQL: fetch those who share a key, and match."""
    candidates = [person for key in blocking_keys(signal) for person in index.get(key, ())]
    return match(signal, candidates, thresholds=thresholds)


def figures(name: str, people: int, asked: list[Asked], outcomes: list[Outcome], seconds: float) -> Row:
    """How often the outcomes are right, by the truth."""
    pairs = list(zip(asked, outcomes, strict=True))
    linked = [(row, found) for row, found in pairs if found.person is not None]
    right = sum(row.resident == found.person for row, found in linked)
    known = [(row, found) for row, found in pairs if row.resident is not None]
    unknown = [found for row, found in pairs if row.resident is None]
    movers = [(row, found) for row, found in known if "moved" in row.notes and row.signal.birth_date]
    household_precision, household_recall = b_cubed(
        [row.household for row, _ in pairs], [found.household for _, found in pairs]
    )
    return Row(
        name,
        people,
        len(asked),
        right / max(1, len(linked)),
        right / max(1, len(known)),
        sum(row.resident == found.person for row, found in movers) / max(1, len(movers)),
        sum(found.person is not None for found in unknown) / max(1, len(unknown)),
        household_precision,
        household_recall,
        sum(found.band is Band.LOOK for found in outcomes) / max(1, len(outcomes)),
        len(asked) / seconds,
    )


def b_cubed(truth: list[int | None], found: list[int | None]) -> tuple[float, float]:
    """B-cubed precision and recall of rows grouped by household; a row without household is a group of its
    own.
    """
    true = [("household", key) if key is not None else ("row", place) for place, key in enumerate(truth)]
    made = [("household", key) if key is not None else ("row", place) for place, key in enumerate(found)]
    of_true, of_made, of_both = Counter(true), Counter(made), Counter(zip(true, made, strict=True))
    both = [of_both[pair] for pair in zip(true, made, strict=True)]
    precision = sum(n / of_made[key] for n, key in zip(both, made, strict=True)) / len(both)
    recall = sum(n / of_true[key] for n, key in zip(both, true, strict=True)) / len(both)
    return precision, recall


def index_of(path: Path) -> tuple[dict[str, list[Prepared]], int]:
    """Every resident of an extract under each blocking key, and how many there are."""
    index: dict[str, list[Prepared]] = defaultdict(list)
    count = 0
    for record in read_residents(path):
        person = prepare(record)
        count += 1
        for key in blocking_keys(person):
            index[key].append(person)
    return index, count


def read_residents(path: Path) -> Iterator[PersonRecord]:
    """The persons of a register extract."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            yield PersonRecord(
                id=int(row["resident_id"]),
                household=int(row["household_id"]),
                surname=row["geslachtsnaam"],
                initials=row["voorletters"],
                first_names=row["voornamen"],
                prefix=row["voorvoegsel"],
                name_use=row["naamgebruik"],
                partner_prefix=row["partner_voorvoegsel"],
                partner_surname=row["partner_naam"],
                birth_date=date.fromisoformat(row["geboortedatum"]) if row["geboortedatum"] else None,
                street=row["straat"],
                number=row["huisnummer"],
                letter=row["huisletter"],
                suffix=row["toevoeging"],
                postcode=row["postcode"],
                deceased=bool(row["overleden"]),
                departed=bool(row["vertrokken"]),
            )


def read_asked(folder: Path) -> Iterator[Asked]:
    """Every delivered row of which the truth is known."""
    files: dict[str, list[Cells]] = {}
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as lines:
        for truth in csv.DictReader(lines, delimiter=";"):
            path = folder / truth["file"]
            rows = files.get(truth["file"]) or files.setdefault(truth["file"], read_rows(path))
            signal = signal_of(rows[int(truth["row"]) - 1])
            resident, household = truth["resident_id"], truth["household_id"]
            notes = frozenset(truth["notes"].split())
            yield Asked(signal, int(resident) if resident else None, int(household) if household else None, notes)


def read_rows(path: Path) -> list[Cells]:
    """The data rows of one of the eight example files, by the partner's own column names."""
    if path.suffix == ".xlsx":
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
        head = next(place for place, cells in enumerate(sheet) if all(cells[:4]))
        names = [str(cell) for cell in sheet[head]]
        kept = [[cell if isinstance(cell, date) else str(cell) for cell in cells] for cells in sheet[head + 1 :]]
        return [dict(zip(names, cells, strict=True)) for cells in kept]
    if path.suffix == ".json":
        signals = json.loads(path.read_text("utf-8"))["leveringen"][0]["vroegsignalen"]
        return [signal["client"] for signal in signals]
    if path.suffix == ".xml":
        rows: list[Cells] = []
        for item in ElementTree.fromstring(path.read_bytes()):
            person = {field.tag: field.text or "" for field in item.iter() if field.tag in XML_FIELDS}
            rows.append({**person, **next(item.iter("adres")).attrib})
        return rows
    encoding = "cp1252" if path.name == "woonveste.csv" else "utf-8-sig"
    delimiter = {"woonveste": ";", "zorgvast": ";", "noordgas": ",", "waterland": "\t"}[path.stem]
    with path.open(encoding=encoding, newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


XML_FIELDS = frozenset({"naam", "voorvoegsel", "voorletters", "geboren"})
# What the partners call the fields of a signal.
COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("Huurder", "naam huurder", "customer_name"),
    "surname": ("Naam", "Achternaam", "NAAM", "Geslachtsnaam", "naam"),
    "prefix": ("Voorvoegsel", "voorvoegsel"),
    "initials": ("Voorletters", "VOORL", "voorletters"),
    "street": ("Straat", "STRAAT", "Straatnaam", "street"),
    "number": ("Huisnr", "HNR", "Huisnummer", "house_number", "nr"),
    "suffix": ("TOEV", "Huisnummertoevoeging", "toev"),
    "postcode": ("Postcode", "PC", "postal_code", "pc", "postcode plaats"),
    "phone": ("Telefoon", "Mobiel", "tel", "phone", "Telefoonnummer"),
}
BIRTHS = ("Geb.datum", "Geboortedatum", "date_of_birth", "GEBDAT", "geboren")
WHOLE_ADDRESSES = ("Adres", "adres")


def signal_of(cells: Cells) -> SignalRecord:
    """The person whom a delivered row names."""
    fields = {key: next((str(cells[n]) for n in names if n in cells), "") for key, names in COLUMNS.items()}
    whole = next((str(cells[n]) for n in WHOLE_ADDRESSES if n in cells), "")
    if whole:
        address = parse_address(whole)
        fields |= {"street": address.street, "number": address.house}
        fields["postcode"] = fields["postcode"] or address.postcode
    born = next((cells[n] for n in BIRTHS if n in cells), "")
    return SignalRecord(**fields, birth_date=born if isinstance(born, date) else day_of(born))


def day_of(text: str) -> date | None:
    """A date as the example partners write it."""
    for form in ("%d-%m-%Y", "%Y-%m-%d", "%Y%m%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a birth date has no time zone
        except ValueError:
            continue
    return None


def table(rows: list[Row]) -> str:
    """The figures as a Markdown table, the targets below."""
    head = (
        "town | residents | signals | precision | recall | movers found | unknown linked "
        "| households P | households R | look | signals/s"
    )
    lines = [f"| {head} |", "| --- |" + " ---: |" * 10]
    for row in [*rows, TARGETS]:
        shares = " | ".join(f"{value:.4f}" for value in row[3:10])
        lines.append(f"| {row.town} | {row.residents} | {row.signals} | {shares} | {row.a_second:,.0f} |")
    short = [f"{row.town}: {', '.join(missed(row))} falls short" for row in rows if missed(row)]
    return "\n".join([*lines, *short])


AT_MOST = frozenset({"unknown_linked", "look"})


def missed(row: Row) -> list[str]:
    """Which figures of a town are not what was asked."""
    return [name for name in Row._fields[3:10] if worse(name, getattr(row, name), getattr(TARGETS, name))]


def worse(name: str, measured: float, asked: float) -> bool:
    return measured > asked if name in AT_MOST else measured < asked


if __name__ == "__main__":
    if "--scan" in sys.argv:
        print(table(scan()))
    else:
        print(table([measure_town(*town) for town in TRAINING] if "--training" in sys.argv else measure()))

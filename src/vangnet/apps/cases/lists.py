"""How does what lists show get into its tables? Rows, steps and names of many cases at once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from vangnet.apps.cases import tables
from vangnet.apps.cases.models import NAME, Case, Person, SearchKey, Stay, Step, family_name
from vangnet.apps.cases.project import Face, Projection, Row, StepRow, face

_ROW = (*Row._fields, "sequence", "version")
_STEP = ("municipality_id", "case_id", *StepRow._fields)


class Told(NamedTuple):
    """A case as far as it was told: what lists show of it, and how long its story is."""

    projection: Projection
    sequence: int
    version: int


def write(municipality: int, told: Mapping[int, Told], *, fresh: bool = False) -> None:
    """Store rows and steps of these cases; ``fresh`` cases have no steps yet."""
    if not fresh:
        Step.of(municipality).filter(case__in=list(told)).delete()
    tables.update(Case, _ROW, [(*t.projection.row, t.sequence, t.version, case) for case, t in told.items()])
    steps = [(municipality, case, *step) for case, t in told.items() for step in t.projection.steps]
    tables.insert(Step, _STEP, steps)


class Who(NamedTuple):
    """Whom a case is about: its number, its household, and the persons its facts speak of."""

    number: str
    household: int | None
    persons: tuple[int, ...]


def faces(municipality: int, cases: Mapping[int, Who]) -> dict[int, Face]:
    """How these cases are called and found. Two queries.

    Before it is known which person it is, the case is called after all who live there.
    """
    households = {who.household for who in cases.values() if who.household}
    homes = {
        stay.household_id: (stay.street, stay.house, stay.place)
        for stay in Stay.of(municipality).filter(household__in=households, until=None)
    }
    names, living = _names(municipality, cases.values(), households)
    return {
        case: face(
            who.number,
            [names[p] for p in (who.persons or living.get(who.household or 0, ())) if p in names],
            homes.get(who.household or 0),
        )
        for case, who in cases.items()
    }


def _names(
    municipality: int, about: Iterable[Who], households: set[int]
) -> tuple[dict[int, tuple[str, str]], dict[int, list[int]]]:
    """Surnames by person, and who lives in a household."""
    wanted = set(chain.from_iterable(who.persons for who in about))
    everybody = Person.of(municipality)
    found = everybody.filter(id__in=wanted) | everybody.filter(household__in=households)
    names: dict[int, tuple[str, str]] = {}
    living: dict[int, list[int]] = {}
    for number, household, *parts in found.order_by("id").values_list("id", "household_id", *NAME):
        names[number] = family_name(*parts), parts[1]
        if household:
            living.setdefault(household, []).append(number)
    return names, living


def write_faces(municipality: int, shown: Mapping[int, Face], *, fresh: bool = False) -> None:
    """Store names and search keys where they changed; ``fresh`` cases have none yet."""
    if not fresh:
        stored = faces_as_stored(municipality, list(shown))
        shown = {case: face for case, face in shown.items() if stored.get(case) != face}
        SearchKey.of(municipality).filter(case__in=list(shown)).delete()
    tables.update(Case, ("name", "address"), [(f.name, f.address, case) for case, f in shown.items()])
    keys = [(municipality, case, key) for case, f in shown.items() for key in sorted(f.keys)]
    tables.insert(SearchKey, ("municipality_id", "case_id", "key"), keys)


def faces_as_stored(municipality: int, cases: Sequence[int]) -> dict[int, Face]:
    """How these cases are called and found now. Two queries."""
    keys: dict[int, set[str]] = {case: set() for case in cases}
    for case, key in SearchKey.of(municipality).filter(case__in=cases).values_list("case_id", "key"):
        keys[case].add(key)
    rows = Case.of(municipality).filter(id__in=cases).values_list("id", "name", "address")
    return {case: Face(name, address, frozenset(keys[case])) for case, name, address in rows}

"""How does what lists show get into its tables? Rows, steps and names of many cases at once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from vangnet.apps.cases import tables
from vangnet.apps.cases.models import NAME, Case, Person, SearchKey, Stay, Step, surnames
from vangnet.apps.cases.project import Face, Projection, Row, StepRow, face

_TOLD = (*Row._fields, "sequence", "version")
_CASE = ("id", "municipality_id", "number", "household_id", "name", "address", *_TOLD)
_STEP = ("municipality_id", "case_id", *StepRow._fields)
_KEY = ("municipality_id", "case_id", "key")


class Told(NamedTuple):
    """A case as far as it was told: what lists show of it, and how long its story is."""

    projection: Projection
    sequence: int
    version: int


class Who(NamedTuple):
    """Whom a case is about: its number, its household, and the persons its facts speak of."""

    number: str
    household: int | None
    persons: tuple[int, ...]


def add(municipality: int, cases: Mapping[int, Who], told: Mapping[int, Told], shown: Mapping[int, Face]) -> None:
    """Store cases that are just opened, with their steps and search keys; ``told`` and ``shown`` may hold others."""
    rows = [
        (case, municipality, who.number, who.household, shown[case].name, shown[case].address, *_columns(told[case]))
        for case, who in cases.items()
    ]
    tables.insert(Case, _CASE, rows)
    _add_steps(municipality, {case: told[case] for case in cases})
    _add_keys(municipality, {case: shown[case] for case in cases})


def write(municipality: int, told: Mapping[int, Told]) -> None:
    """Store the rows and steps of these cases anew."""
    if not told:
        return
    Step.of(municipality).filter(case__among=list(told)).delete()
    tables.update(Case, _TOLD, [(*_columns(t), case) for case, t in told.items()])
    _add_steps(municipality, told)


def _columns(told: Told) -> tuple[Any, ...]:
    return (*told.projection.row, told.sequence, told.version)


def _add_steps(municipality: int, told: Mapping[int, Told]) -> None:
    steps = [(municipality, case, *step) for case, t in told.items() for step in t.projection.steps]
    tables.insert(Step, _STEP, steps)


def _add_keys(municipality: int, shown: Mapping[int, Face]) -> None:
    keys = [(municipality, case, key) for case, face in shown.items() for key in sorted(face.keys)]
    tables.insert(SearchKey, _KEY, keys)


def faces(municipality: int, cases: Mapping[int, Who]) -> dict[int, Face]:
    """How these cases are called and found. Three queries at most; to store it, ask while the cases are locked.

    Before it is known which person it is, the case is called after all who live there.
    """
    if not cases:
        return {}
    households = {who.household for who in cases.values() if who.household}
    homes = {
        stay.household_id: (stay.street, stay.house, stay.place)
        for stay in Stay.of(municipality).filter(household__among=households, until=None)
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
) -> tuple[dict[int, tuple[str, ...]], dict[int, list[int]]]:
    """Surnames by person, and who lives in a household.

    Asked by id and by household apart: with "or" between them SQLite reads every person there is.
    """
    everybody = Person.of(municipality).values_list("id", "household_id", *NAME)
    names: dict[int, tuple[str, ...]] = {}
    living: dict[int, list[int]] = {}
    for number, household, *parts in everybody.filter(household__among=households).order_by("id"):
        names[number] = surnames(*parts)
        living.setdefault(household, []).append(number)
    elsewhere = set(chain.from_iterable(who.persons for who in about)) - names.keys()
    if elsewhere:
        names |= {number: surnames(*parts) for number, _, *parts in everybody.filter(id__among=elsewhere)}
    return names, living


def write_faces(municipality: int, shown: Mapping[int, Face]) -> None:
    """Store names and search keys where they changed."""
    stored = faces_as_stored(municipality, list(shown))
    changed = {case: face for case, face in shown.items() if stored.get(case) != face}
    SearchKey.of(municipality).filter(case__among=list(changed)).delete()
    tables.update(Case, ("name", "address"), [(f.name, f.address, case) for case, f in changed.items()])
    _add_keys(municipality, changed)


def faces_as_stored(municipality: int, cases: Sequence[int]) -> dict[int, Face]:
    """How these cases are called and found now. Two queries."""
    keys: dict[int, set[str]] = {case: set() for case in cases}
    for case, key in SearchKey.of(municipality).filter(case__among=cases).values_list("case_id", "key"):
        keys[case].add(key)
    rows = Case.of(municipality).filter(id__among=cases).values_list("id", "name", "address")
    return {case: Face(name, address, frozenset(keys[case])) for case, name, address in rows}

"""Which people can a signal mean? Their keys, written once, and the candidates found by them in SQL.

Candidates are fetched for a chunk of signals at once: whoever shares a blocking key, never the whole register.
"""

from collections import OrderedDict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from vangnet.apps.cases import tables
from vangnet.apps.cases.models import Person, PersonKey, Stay
from vangnet.domain.matching import PersonRecord, Prepared, blocking_keys, prepare

REMEMBERED = 20_000
"""So many people in normal form are kept at hand during one import; a few megabytes."""
KEY_COLUMNS = ("municipality_id", "person_id", "key")
_PERSON = (
    *("id", "household_id", "surname", "initials", "first_names", "prefix", "name_use"),
    *("partner_prefix", "partner_surname", "birth_date", "phone", "deceased_on", "departed_on", "register_id"),
)
_HOME = ("household_id", "street", "number", "letter", "suffix", "postcode")


class Known(NamedTuple):
    """Somebody we know, ready to be compared; ``registered`` tells whether the register has this person."""

    form: Prepared
    registered: bool
    deceased_on: date | None
    departed_on: date | None


def write_keys(municipality: int, people: Sequence[Prepared], *, fresh: bool = False) -> None:
    """Let these people be found as they are now; ``fresh`` people have no keys yet."""
    if not fresh:
        PersonKey.of(municipality).filter(person__among=[person.id for person in people]).delete()
    rows = [(municipality, person.id, key) for person in people for key in dict.fromkeys(blocking_keys(person))]
    tables.insert(PersonKey, KEY_COLUMNS, rows)


class Neighbourhood:
    """The people of one municipality as candidates, some of them remembered between two chunks.

    ``forget`` those who were changed or made meanwhile.
    """

    def __init__(self, municipality: int) -> None:
        self._municipality = municipality
        self._near: OrderedDict[int, Known] = OrderedDict()

    def sharing(self, keys: Collection[str]) -> dict[str, list[int]]:
        """By key, the ids of the people found under it."""
        found: dict[str, list[int]] = {}
        for key, person in PersonKey.of(self._municipality).filter(key__among=keys).values_list("key", "person_id"):
            found.setdefault(key, []).append(person)
        return found

    def known(self, people: Collection[int]) -> dict[int, Known]:
        """These people in normal form; one that is another's double is left out."""
        found = {person: self._near[person] for person in people if person in self._near}
        if unknown := [person for person in people if person not in found]:
            found |= self._fetch(unknown)
        self._near |= found
        while len(self._near) > REMEMBERED:
            self._near.popitem(last=False)
        return found

    def forget(self) -> None:
        self._near.clear()

    def _fetch(self, people: Sequence[int]) -> dict[int, Known]:
        everybody = Person.of(self._municipality).filter(id__among=people, same_as=None)
        rows = list(everybody.values_list(*_PERSON))
        homes = self._homes({row[1] for row in rows if row[1]})
        return {row[0]: _known(row, homes.get(row[1])) for row in rows}

    def _homes(self, households: Collection[int]) -> dict[int, tuple[str, int, str, str, str]]:
        stays = Stay.of(self._municipality).filter(household__among=households, until=None).values_list(*_HOME)
        return {household: (home[0], home[1], home[2], home[3], home[4]) for household, *home in stays}


def _known(row: tuple[Any, ...], home: tuple[str, int, str, str, str] | None) -> Known:
    person, household, surname, initials, first_names, prefix, name_use, *rest = row
    partner_prefix, partner_surname, birth_date, phone, deceased_on, departed_on, register_id = rest
    street, number, letter, suffix, postcode = home or ("", 0, "", "", "")
    record = PersonRecord(
        id=person,
        household=household or 0,
        surname=surname,
        initials=initials,
        first_names=first_names,
        prefix=prefix,
        name_use=name_use,
        partner_prefix=partner_prefix,
        partner_surname=partner_surname,
        birth_date=birth_date,
        street=street,
        number=str(number) if number else "",
        letter=letter,
        suffix=suffix,
        postcode=postcode,
        phones=(phone,) if phone else (),
        deceased=deceased_on is not None,
        departed=departed_on is not None,
    )
    return Known(prepare(record), register_id is not None, deceased_on, departed_on)

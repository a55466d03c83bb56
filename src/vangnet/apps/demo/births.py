"""Who are born into the synthetic town, and with whom do they live?"""

from __future__ import annotations

from datetime import date
from random import Random

import msgspec

from vangnet.apps.demo.name_lists import CULTURES, Culture

_NAMED_AFTER_PARENT = 0.12


class Named(msgspec.Struct):
    """A person in the making: who they are, before they are given an address and numbers."""

    first_names: str
    prefix: str
    surname: str
    birth_date: date
    name_use: str = "E"
    partner_prefix: str = ""
    partner_surname: str = ""


class Births:
    """Who is born in this town, and with whom they live. Chance comes from the given generator only."""

    def __init__(self, rng: Random, day: date) -> None:
        self._rng = rng
        self._today = day.toordinal()
        self._cultures = [c for c in CULTURES for _ in range(round(c.share * 100))]
        # The r-th commonest surname is borne by a share of about 1 / (r + 3) of the people.
        self._surnames = {
            id(c): [name for rank, name in enumerate(c.surnames) for _ in range(max(1, 600 // (rank + 3)))]
            for c in CULTURES
        }

    def dwellers(self) -> list[list[Named]]:
        """Who move in behind one door, by household: one alone, strangers, a couple, or a family."""
        rng = self._rng
        kind = rng.random()
        culture = rng.choice(self._cultures)
        if kind < 0.40:
            return [[self.person(culture, 20, 92, woman=rng.random() < 0.53)]]
        if kind < 0.45:
            return [[self.person(None, 18, 40, woman=rng.random() < 0.5)] for _ in range(rng.choice((2, 2, 3, 4)))]
        if kind < 0.55:
            parent = self.person(culture, 28, 75, woman=rng.random() < 0.8)
            return [[parent, *self._children(culture, parent, parent)]]
        one = self.person(culture, 24, 85, woman=False)
        other = self._partner_of(one, culture if rng.random() < 0.85 else rng.choice(self._cultures))
        return [[one, other]] if kind < 0.75 else [[one, other, *self._children(culture, one, other)]]

    def person(self, culture: Culture | None = None, youngest: int = 18, oldest: int = 90, *, woman: bool) -> Named:
        """A person of that age, with a surname that is as common as in life."""
        culture = culture or self._rng.choice(self._cultures)
        prefix, surname = split_prefix(self._rng.choice(self._surnames[id(culture)]))
        return Named(self._first_names(culture, woman=woman), prefix, surname, self._born(youngest, oldest, culture))

    def _first_names(self, culture: Culture, *, woman: bool) -> str:
        names = culture.women if woman else culture.men
        chance = self._rng.random()
        count = 1 if chance < 0.5 else 2 if chance < 0.85 else 3
        return " ".join(self._rng.choice(names) for _ in range(count))

    def _born(self, youngest: int, oldest: int, culture: Culture | None = None) -> date:
        days = int((youngest + self._rng.random() * (oldest - youngest)) * 365.25)
        born = date.fromordinal(self._today - days)
        fled = culture is CULTURES[5] and self._rng.random() < 0.25
        return born.replace(month=1, day=1) if fled else born

    def _partner_of(self, one: Named, culture: Culture) -> Named:
        rng = self._rng
        other = self.person(culture, woman=rng.random() < 0.93)
        years = (self._today - one.birth_date.toordinal()) / 365.25
        other.birth_date = self._born(max(20, int(years) - 7), max(21, int(years) + 5), culture)
        if rng.random() < 0.6:  # married: both have the other's name beside their own
            chance = rng.random()
            other.name_use = "E" if chance < 0.4 else "V" if chance < 0.75 else "P" if chance < 0.94 else "N"
            other.partner_prefix, other.partner_surname = one.prefix, one.surname
            one.name_use = "E" if rng.random() < 0.95 else "N"
            one.partner_prefix, one.partner_surname = other.prefix, other.surname
        return other

    def _children(self, culture: Culture, father: Named, mother: Named) -> list[Named]:
        """One to four children; some grown up, some twins, some named after the parent."""
        rng = self._rng
        named = father if rng.random() < 0.88 else mother
        age = (self._today - max(father.birth_date, mother.birth_date).toordinal()) / 365.25
        eldest = max(0.2, min(age - 18, 32.0))
        children: list[Named] = []
        for _ in range(rng.choice((1, 1, 2, 2, 2, 3, 3, 4))):
            woman = rng.random() < 0.5
            first_names = self._first_names(culture, woman=woman)
            if rng.random() < _NAMED_AFTER_PARENT:
                first_names = father.first_names if rng.random() < 0.5 else father.first_names.split()[0]
            born = date.fromordinal(self._today - int(rng.random() * eldest * 365.25))
            if children and rng.random() < 0.03:
                born = children[-1].birth_date
            children.append(Named(first_names, named.prefix, named.surname, born))
        return children


def split_prefix(name: str) -> tuple[str, str]:
    """What is written small in front is the prefix: "van den Berg" is ("van den", "Berg")."""
    words = name.split()
    small = next((place for place, word in enumerate(words) if word[0] not in "'abcdefghijklmnopqrstuvwxyz"), 0)
    return " ".join(words[:small]), " ".join(words[small:])

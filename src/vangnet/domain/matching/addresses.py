"""When are two written addresses the same front door: number, letter and suffix in any order, streets
abbreviated or not?
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vangnet.domain.matching.names import fold

_POSTCODE = re.compile(r"(?<!\d)([1-9]\d{3})\s?([A-Za-z]{2})(?![A-Za-z])")
_HOUSE = re.compile(r"^\s*(\d{1,5})\s*[-/ ]?\s*(.*)$")
# The number stands last, after the street: "1e Dwarsstraat 2 HS", "Plein 1944 12-A" (years are names).
_HOUSE_AT_THE_END = re.compile(
    r"[\s,]((?!(?:1[789]|20)\d\d\s+\d)\d{1,5}(?:\s?[-/]?\s?(?:[A-Za-z]{1,4}|\d{1,4})){0,3})$"
)
_NOT_ALNUM = re.compile(r"[^0-9A-Za-z]+")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_FLOORS = {"HUIS": "HS", "H": "HS", "BG": "HS", "BEG": "HS", "BS": "BIS", "HOOG": "", "TO": "TO"}
_STREET_WORDS = {
    "burg": "burgemeester",
    "prof": "professor",
    "ds": "dominee",
    "dr": "dokter",
    "doctor": "dokter",
    "st": "sint",
    "kon": "koningin",
    "pr": "prins",
    "pres": "president",
    "mr": "meester",
    "gen": "generaal",
    "adm": "admiraal",
    "nwe": "nieuwe",
    "1e": "eerste",
    "2e": "tweede",
    "3e": "derde",
    "1ste": "eerste",
    "2de": "tweede",
    "3de": "derde",
    "v": "van",
    "vd": "van de",
}
_STREET_ENDS = (
    ("str", "straat"),
    ("ln", "laan"),
    ("pln", "plein"),
    ("wg", "weg"),
    ("sngl", "singel"),
    ("kd", "kade"),
)


class WrittenAddress(NamedTuple):
    """A whole address taken apart, still as written; what was not there is empty."""

    street: str
    house: str
    postcode: str
    city: str


class House(NamedTuple):
    """House number and what comes after it in one form: "4-A" and letter A are (4, "A"); "58-II" is (58,
    "2").
    """

    number: int
    tail: str


NO_HOUSE = House(0, "")


@lru_cache(maxsize=1 << 15)
def postcode_of(text: str) -> str:
    """A Dutch postcode as "1234AB"; empty when there is none in the text."""
    found = _POSTCODE.search(text)
    return f"{found[1]}{found[2].upper()}" if found else ""


@lru_cache(maxsize=1 << 15)
def house_of(number: str, letter: str = "", suffix: str = "") -> House:
    """House number, letter and suffix, in one field or three, in one form. Number 0 when there is none.

    Floors written as Roman numerals become digits and "huis", "h", "bg" become "HS", since registers write
    both.
    """
    found = _HOUSE.match(number)
    if not found:
        return NO_HOUSE
    pieces = _NOT_ALNUM.sub(" ", f"{found[2]} {letter} {suffix}").upper().split()
    return House(int(found[1]), "".join(_floor(piece) for piece in pieces))


def _floor(piece: str) -> str:
    return _FLOORS.get(piece, _ROMAN.get(piece, piece))


def glued(house: House) -> House:
    """The other reading of a number without suffix: "363" may be number 36, suffix 3. NO_HOUSE when there is
    none.
    """
    if house.tail or house.number < 11 or house.number % 10 == 0:
        return NO_HOUSE
    return House(house.number // 10, str(house.number % 10))


@lru_cache(maxsize=1 << 15)
def street_of(text: str) -> str:
    """A street as one folded word with its abbreviations written out: "Burg. de Vriesln." ->
    burgemeesterdevrieslaan.
    """
    words = [_STREET_WORDS.get(word, word) for word in fold(text).replace("-", " ").split()]
    if words:
        for short, full in _STREET_ENDS:
            if words[-1].endswith(short):
                words[-1] = words[-1][: -len(short)] + full
                break
    return "".join(words).replace(" ", "")


def parse_address(text: str) -> WrittenAddress:
    """An address that came whole in one field, taken apart: "Molenlaan 4-A, 9542 AT Stad" or only a part of
    it.
    """
    text = " ".join(text.split())
    found = _POSTCODE.search(text)
    if found:
        before, postcode, city = text[: found.start()], f"{found[1]}{found[2].upper()}", text[found.end() :]
    else:
        before, _, city = text.partition(",")
        postcode = ""
    before = before.strip(" ,;")
    found = _HOUSE_AT_THE_END.search(before)
    street, house = (before[: found.start()], found[1]) if found else (before, "")
    return WrittenAddress(street.strip(" ,"), house, postcode, city.strip(" ,;"))

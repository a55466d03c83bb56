"""When are two written names the same name: Dutch prefixes, "ij", diacritics, initials, married names, slips
of the pen?
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "þ": "th",
        "Þ": "Th",
        "ð": "d",
        "'": "",
        "’": "",
        "‘": "",
        "`": "",
        "´": "",
        "ʼ": "",
    }
)
_DASHES = re.compile(r"\s*[-‐‑‒–—−]+\s*")
_NOT_A_LETTER = re.compile(r"[^\w]+|_+")
_SPACES = re.compile(r"\s+")

# The prefixes of BRP table 36 as they are met in names in the Netherlands, folded, word by word.
_PREFIX_WORDS = (
    "van de der den ter ten te t s op in aan bij uit over onder voor tot het vd vden vder opt int vant v d "
    "von vom zu zum zur af la le les du des di da do dos das del della el al ul ibn bin ben abu las los"
)
_TITLE_WORDS = "dhr hr heer mw mevr mevrouw mej fam familie drs dr ir ing mr prof erven bewoner bewoners"
PREFIXES = frozenset(_PREFIX_WORDS.split())
_TITLES = frozenset(_TITLE_WORDS.split())


class Part(NamedTuple):
    """One surname: what stands in front (folded) and the name itself (folded, without spaces)."""

    prefix: str
    core: str


class WrittenName(NamedTuple):
    """A whole name taken apart, still as written."""

    initials: str
    first_names: str
    prefix: str
    surname: str


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The name in small plain letters: no diacritics or apostrophes, "ij" and "ÿ" as "y", single dashes."""
    text = " ".join(text.split())
    if not text.isascii():
        text = _plain(_plain(text.translate(_LETTERS)).casefold()).casefold()
    elif "'" in text or "`" in text:
        text = text.translate(_LETTERS)
    text = text.lower().replace("ij", "y")
    pieces = (_SPACES.sub(" ", _NOT_A_LETTER.sub(" ", piece)).strip() for piece in _DASHES.split(text))
    return "-".join(piece for piece in pieces if piece)


def _plain(text: str) -> str:
    loose = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    return "".join(letter for letter in loose if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 16)
def surname_parts(prefix: str, surname: str) -> tuple[Part, ...]:
    """A surname, single or double, as its parts: "Ven-Vos, van de" -> (van de, ven), (, vos).

    The prefix may stand in its own field, in front, or behind a comma; a double name has a dash, or a prefix
    in its middle ("Jansen de Vries").
    """
    if "," in surname:
        surname, _, behind = surname.partition(",")
        prefix = f"{prefix} {behind}"
    parts: list[Part] = []
    for piece in fold(surname).split("-"):
        parts.extend(_parts_of(piece.split()))
    leading = " ".join(fold(prefix).replace("-", " ").split())
    if parts and leading and not parts[0].prefix:
        parts[0] = Part(leading, parts[0].core)
    return tuple(parts)


def _parts_of(tokens: list[str]) -> list[Part]:
    """The surnames in a row of words: a prefix that follows a name opens the next surname."""
    behind = len(tokens)
    while behind > 1 and tokens[behind - 1] in PREFIXES:
        behind -= 1
    if 0 < behind < len(tokens) and tokens[0] not in PREFIXES:  # "berg van den"
        tokens = tokens[behind:] + tokens[:behind]
    parts: list[Part] = []
    prefix: list[str] = []
    core: list[str] = []
    for place, token in enumerate(tokens):
        last = place == len(tokens) - 1
        if token in PREFIXES and not last:
            if core:
                parts.append(Part(" ".join(prefix), "".join(core)))
                prefix, core = [], []
            prefix.append(token)
        else:
            core.append(token)
    if core:
        parts.append(Part(" ".join(prefix), "".join(core)))
    return parts


def core_of(parts: tuple[Part, ...]) -> str:
    """The whole surname without prefixes, as one word."""
    return parts[0].core if len(parts) == 1 else "".join(part.core for part in parts)


@lru_cache(maxsize=1 << 15)
def initials_of(initials: str, first_names: str = "") -> str:
    """Initials as small plain letters, one per name: "J.A.T." and "JAT" are "jat"; "Th.J." is "tj".

    Without initials those of the first names are taken. Undotted letters count one by one when they are few
    and capital; anything else is read as a name.
    """
    written = initials.strip()
    if not written:
        return "".join(fold(name)[:1] for name in first_names.split())
    if "." in written or " " in written:
        chunks = [chunk for chunk in re.split(r"[.\s]+", written) if chunk]
    elif len(written) <= 6 and written == written.upper():
        chunks = list(written)
    else:
        chunks = [written]
    return "".join(fold(chunk)[:1] for chunk in chunks)


@lru_cache(maxsize=1 << 15)
def first_names_of(first_names: str) -> tuple[str, ...]:
    """First names folded, in order; a lone letter is an initial and left out."""
    return tuple(name for name in fold(first_names).replace("-", " ").split() if len(name) > 1)


def alike(one: str, other: str) -> bool:
    """Whether two folded names differ by a slip of the pen: one edit or swap, two from eight letters on."""
    longest = max(len(one), len(other))
    if longest < 4 or min(len(one), len(other)) < 3:
        return False
    edits = 1 if longest < 8 else 2
    return OSA.distance(one, other, score_cutoff=edits) <= edits


def prefixes_agree(one: str, other: str) -> bool:
    """Whether two folded prefixes are the same, short forms included: "v d" is "van der"."""
    if one == other:
        return True
    short, full = sorted((one, other), key=len)
    return bool(short) and short.replace(" ", "") == "".join(word[0] for word in full.split())


def parse_name(text: str) -> WrittenName:
    """A name that came whole in one field, taken apart.

    Understands "J.A. van der Berg", "Berg, J.A. van der", "Maria de Groot-Vos", "VRIES DE J.", "Dhr. P. Smit"
    and "Da Silva" (a surname alone).
    """
    text = _SPACES.sub(" ", text).strip(" ,;")
    if "," in text:
        return _surname_first(text)
    tokens = _without_titles(text.split(" "))
    if not tokens:
        return WrittenName("", "", "", "")
    start = _given_until(tokens)
    if start == 0 and len(tokens) > 1 and _is_initials(tokens[-1], whole=text):
        end = len(tokens)
        while end > 1 and _is_initials(tokens[end - 1], whole=text):
            end -= 1
        return WrittenName("".join(tokens[end:]), "", "", " ".join(tokens[:end]))
    return _named(tokens[:start], "", " ".join(tokens[start:]), text)


def _surname_first(text: str) -> WrittenName:
    """Given names and a prefix stand behind the comma: "Berg, J.A. van der", "Vries-Bos, Maria de"."""
    surname, _, behind = text.partition(",")
    tokens = _without_titles(behind.split())
    after = [token for token in tokens if fold(token) in PREFIXES and not _is_initials(token, whole=text)]
    given = [token for token in tokens if token not in after]
    prefix = " ".join(after)
    return _named(given, prefix, " ".join(_without_titles(surname.split())), text)


def _named(given: list[str], prefix: str, surname: str, whole: str) -> WrittenName:
    initials = "".join(token for token in given if _is_initials(token, whole=whole))
    first_names = " ".join(token for token in given if not _is_initials(token, whole=whole))
    return WrittenName(initials, first_names, prefix, surname)


def _without_titles(tokens: list[str]) -> list[str]:
    kept = [token for token in tokens if token and fold(token) not in _TITLES]
    return kept or [token for token in tokens if token]


def _given_until(tokens: list[str]) -> int:
    """Where the surname begins: after the initials; else at the first prefix; else at the last word."""
    whole = " ".join(tokens)
    start = 0
    while start < len(tokens) - 1 and _is_initials(tokens[start], whole=whole):
        start += 1
    if start:
        return start
    if _is_initials(tokens[-1], whole=whole):
        return 0
    prefixes = (place for place, token in enumerate(tokens[:-1]) if fold(token) in PREFIXES)
    return next(prefixes, len(tokens) - 1)


def _is_initials(token: str, *, whole: str) -> bool:
    """Capitals that are dotted, alone, or few in a name that is not all capitals."""
    if not token[0].isupper():
        return False
    bare = token.strip(".")
    if not bare or not bare.replace(".", "").isalpha():
        return False
    if "." in token:
        return all(len(chunk) <= 3 for chunk in bare.split("."))
    return len(bare) == 1 or (len(bare) <= 3 and bare.isupper() and not whole.isupper() and fold(bare) not in PREFIXES)

"""How is a name that came in capitals written? What the partner sent stays as it was; this is for our own record."""

import re
from typing import Final

_SMALL: Final = frozenset(
    (
        *("aan", "bij", "de", "den", "der", "des", "'d", "d'", "het", "'t", "in", "l'", "la", "le", "onder", "op"),
        *("over", "'s", "te", "ten", "ter", "tot", "uit", "van", "ver", "voor", "vor", "zu"),
    )
)
"""Words that are written small within a Dutch name."""
_WORDS: Final = re.compile(r"[^\s-]+|[\s-]+")
_APOSTROPHE: Final = re.compile(r"(?P<before>[^\W\d_]['’])(?P<after>[^\W\d_]{2,})")


def spelled(text: str) -> str:
    """VAN DEN BERG as van den Berg, IJSSEL as IJssel; what is not all in capitals as it stands."""
    if not text.isupper() or len(text.strip(" .-'")) < 2:
        return text
    parts = _WORDS.findall(text)
    last = max(place for place, part in enumerate(parts) if part.strip(" -"))
    return "".join(_word(part, last=place == last) for place, part in enumerate(parts))


def at_the_start(text: str) -> str:
    """The same where a street or a town begins: Van den Bergstraat, Den Haag."""
    found = spelled(text)
    return found if found == text else found[:1].upper() + found[1:]


def _word(word: str, *, last: bool) -> str:
    small = word.casefold().replace("’", "'")
    if small in _SMALL and not last:
        return _lower(word)
    if found := _APOSTROPHE.fullmatch(word):
        before = found["before"]
        return (_lower(before) if small[:2] in _SMALL else before) + _large(found["after"])
    return _large(word)


def _large(word: str) -> str:
    """The first letter large; IJ is one letter."""
    first = 2 if word.startswith("IJ") else 1
    return word[:first] + _lower(word[first:])


def _lower(text: str) -> str:
    """A Turkish İ becomes a plain i, without a second dot."""
    return text.lower().replace("i\u0307", "i")

"""In which encoding is a text written, and does it make sense of the words?

UTF-8, with every byte that is no UTF-8 read as cp1252: so a file in either, and a file that mixes both from row
to row or within one, reads the same. UTF-16 by its mark or its pattern of zeros. DOS and the old Mac cannot be
told from cp1252 by their bytes, but by what those make of a word: "Gérard" from DOS reads as "G‚rard". So such
bytes are kept apart until their word was looked at; the layout, not we, says what they are.
"""

import codecs
import re
from enum import StrEnum
from typing import Final


class Encoding(StrEnum):
    """What a layout can fix. UTF-16 is not among them: it is always recognised."""

    UTF_8 = "utf-8"
    CP1252 = "cp1252"
    ISO_8859_15 = "iso-8859-15"
    CP850 = "cp850"
    CP437 = "cp437"
    MAC_ROMAN = "mac-roman"


_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(sample: bytes, fixed: Encoding | None = None) -> str:
    """The encoding of a text by its first bytes; what a layout fixed counts where these do not say otherwise."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 6 and even < odd // 10:
        return "utf-16-le"
    if even > len(sample) // 6 and odd < even // 10:
        return "utf-16-be"
    return fixed or "utf-8"


def errors_of(encoding: str) -> str:
    """How to decode it: bytes that it does not know are kept apart, to be ``settled``."""
    return "replace" if _is_wide(encoding) else "surrogateescape"


def _is_wide(encoding: str) -> bool:
    return encoding.startswith(("utf-16", "utf-32"))


def decoded(sample: bytes, encoding: str) -> str:
    """A sample as text; what is cut off at its end is lost."""
    return settled(codecs.getincrementaldecoder(encoding)(errors_of(encoding)).decode(sample))


_SETTLED: Final = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_KEPT: Final = re.compile("[\udc80-\udcff]")


def settled(text: str) -> str:
    """The bytes that were kept apart, as cp1252; one that it does not know either is a lost letter."""
    return text.translate(_SETTLED)


def is_certain(text: str, encoding: str) -> bool:
    """Nothing in it was guessed, nor can be doubted: most lines of a good file."""
    if text.isascii() or _is_wide(encoding):
        return True
    return encoding.startswith("utf-8") and not _KEPT.search(text)


def kept_apart(sign: str) -> dict[int, str]:
    """Under which bytes a sign may be kept apart, for ``str.translate``."""
    return {byte: sign for byte, one in _SETTLED.items() if one == sign}


# -- does it make sense? ----------------------------------------------------------------------

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_WITHIN_WORDS: Final = frozenset("\xa0\xad´·‐‑–—‘’…")
"""These stand between letters in good files too: spaces and hyphens of word processors, apostrophes, dashes."""
_NO_LETTERS: Final = frozenset("ƒˆªº")
"""Unicode calls them letters; no name is spelt with them."""
_NEVER_LAST: Final = frozenset("‚„ˆ‰�")
"""Not even at the end of a word: René, Zoë."""
_NEVER_FIRST: Final = frozenset("™€�")
"""Not even at its beginning: Özkan, Çelik."""


def likelier(text: str, encoding: str) -> Encoding | None:
    """The encoding in which a text makes sense that makes none in the one it was decoded with; else None.

    ``text`` is not settled yet.
    """
    if is_certain(text, encoding):
        return None
    own = Encoding.UTF_8.value if encoding.startswith("utf-8") else encoding
    raw = text.encode(own, "surrogateescape")
    if _is_utf8(raw):
        return None if own == Encoding.UTF_8 else Encoding.UTF_8
    if not _out_of_place(settled(text)):
        return None
    others = (other for other in (Encoding.CP1252, Encoding.CP850, Encoding.MAC_ROMAN) if other != own)
    return next((other for other in others if _makes_sense(raw.decode(other, "replace"))), None)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _makes_sense(text: str) -> bool:
    fits = all(sign.isascii() or _is_letter(sign) or sign in _WITHIN_WORDS for sign in text)
    return fits and not _out_of_place(text)


def _out_of_place(text: str) -> bool:
    """A sign stands inside a word, or a capital with an accent amid small letters."""
    within = f" {text} "
    return any(_is_out_of_place(*within[one.start() - 1 : one.end() + 1]) for one in _NOT_ASCII.finditer(within))


def _is_out_of_place(before: str, sign: str, after: str) -> bool:
    if sign in _WITHIN_WORDS:
        return False
    if _is_letter(sign):
        return sign.isupper() and _is_letter(before) and (before.islower() or after.islower())
    if _is_letter(before):
        return _is_letter(after) or sign in _NEVER_LAST
    return _is_letter(after) and sign in _NEVER_FIRST


def _is_letter(sign: str) -> bool:
    return sign.isalpha() and sign not in _NO_LETTERS

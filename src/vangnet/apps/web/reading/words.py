"""When are two words of a file the same?"""

import unicodedata


def plain(text: str) -> str:
    """The letters and digits of a text only, without case or accents: "E-mail" and "email" are one."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalnum, text.casefold()))

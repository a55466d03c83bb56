"""What whole number stands in an address or a field, where anybody may have typed anything?"""

ID_DIGITS = 18
"""So many digits fit every id of the database."""


def typed_number(typed: str, digits: int = ID_DIGITS) -> int | None:
    """The number that was typed in at most so many plain digits; None for anything else.

    >>> typed_number("0417"), typed_number("-1"), typed_number("²"), typed_number(""), typed_number("1000", digits=3)
    (417, None, None, None, None)
    """
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= digits else None

"""Is only a plain whole number taken for one, whatever anybody types?"""

import pytest

from vangnet.apps.web.typed import ID_DIGITS, typed_number

GREATEST_ID = 2**63 - 1


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("7", 7), ("0417", 417), ("9" * ID_DIGITS, 10**ID_DIGITS - 1)])
def test_a_number(typed: str, number: int) -> None:
    assert typed_number(typed) == number <= GREATEST_ID


@pytest.mark.parametrize(
    "typed", ["", " 7", "-1", "+1", "1.0", "1e3", "0x1F", "²", "٣", "7\n", "zeven", "9" * (ID_DIGITS + 1)]
)
def test_anything_else(typed: str) -> None:
    assert typed_number(typed) is None


def test_no_more_digits_than_asked_for() -> None:
    assert typed_number("999", digits=3) == 999
    assert typed_number("1000", digits=3) is None

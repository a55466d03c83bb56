"""How is a long list handed to a program? As JSON, one item a line, so that a hundred thousand need no memory."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec


def json_lines(items: Iterable[Any]) -> Iterator[str]:
    """The lines of one JSON list; an item is anything msgspec can encode."""
    line, comma = "[", ""
    for item in items:
        yield line + comma
        line, comma = msgspec.json.encode(item).decode(), ","
    yield line
    yield "]"

"""What do partners call the columns of their deliveries? The known Dutch and English names."""

import tomllib
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Final

from vangnet.apps.intake.reading.drafts import Field
from vangnet.apps.web.reading.names import (
    Vocabulary,
    address_like,
    day_like,
    like,
    postcode_city_like,
    postcode_like,
)
from vangnet.apps.web.reading.values import Cell
from vangnet.apps.web.reading.words import plain


def _catalogue() -> Mapping[str, Field]:
    known = tomllib.loads((resources.files(__package__) / "names.toml").read_text(encoding="utf-8"))
    return {plain(name): Field(field) for field, names in known.items() for name in names.split()}


_money_like: Final = like(r"(?:€|EUR)?\s*\d[\d.]*(?:,\d{2})?|(?:€|EUR)?\s*\d[\d,]*(?:\.\d{2})?")
_DATES: Final = (Field.BIRTH_DATE, Field.SINCE, Field.REPORTED_ON, Field.CONTACT_ON, Field.REMINDER_ON)
_CONTENT: Final[Mapping[Field, Callable[[Cell], bool]]] = {
    Field.POSTCODE: postcode_like,
    Field.POSTCODE_CITY: postcode_city_like,
    Field.EMAIL: like(r"[^@\s]+@[^@\s]+\.[a-zA-Z]+"),
    Field.PHONE: like(r"(?:\+31|0031|0)[\d ()-]{8,13}"),
    Field.ADDRESS_WHOLE: address_like,
    Field.AMOUNT: lambda cell: isinstance(cell, int | float) or _money_like(cell),
    **dict.fromkeys(_DATES, day_like),
}

VOCABULARY: Final = Vocabulary(
    names=_catalogue(),
    content=_CONTENT,
    telling=(Field.EMAIL, Field.POSTCODE, Field.POSTCODE_CITY, Field.PHONE),
    whole_name=Field.NAME_WHOLE,
    surname=Field.SURNAME,
    name_parts=frozenset({Field.INITIALS, Field.PREFIX, Field.FIRST_NAME}),
)

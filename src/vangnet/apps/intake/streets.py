"""In which street is a door of which a partner told only the postcode and the number? As the register has it."""

from collections.abc import Collection, Sequence

from vangnet.apps.cases.meant import Where
from vangnet.apps.cases.models import Stay
from vangnet.apps.intake.finding import Said
from vangnet.domain.matching import postcode_of


def with_streets(municipality: int, told: Sequence[tuple[Said, Where]]) -> list[tuple[Said, Where]]:
    """The same, and where the street lacks the one that the register has at that postcode, if it has only one there.

    Nobody finds a door without a street. One query, and none where every street was told.
    """
    lacking = {postcode_of(where.postcode) for _, where in told if where.number and not where.street} - {""}
    found: dict[str, set[tuple[str, str]]] = {}
    if lacking:
        known = (
            Stay.of(municipality)
            .filter(postcode__among=lacking)
            .exclude(street="")
            .exclude(household__register_id=None)
        )
        for code, street, city in known.values_list("postcode", "street", "city").distinct():
            found.setdefault(code, set()).add((street, city))
    return [(said, _on_street(where, found.get(postcode_of(where.postcode), ()))) for said, where in told]


def _on_street(where: Where, places: Collection[tuple[str, str]]) -> Where:
    streets, towns = {street for street, _ in places}, {city for _, city in places}
    if where.street or not where.number or len(streets) != 1:
        return where
    (street,) = streets
    return where._replace(street=street, city=where.city or (towns.pop() if len(towns) == 1 else ""))

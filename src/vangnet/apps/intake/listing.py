"""How is every signal told to a program? One record per row of a delivery, oldest first."""

from collections.abc import Generator, Iterator
from typing import Any

import msgspec

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.intake.models import Signal

_FIELDS = (
    *("delivery_id", "delivery__name", "row", "reference", "status", "person_id", "person__register_id"),
    *("household_id", "household__register_id", "band", "matching", "remarks", "set_aside", "case__number", "newcomer"),
)


class Listed(msgspec.Struct, frozen=True):
    """One signal.

    ``person`` and ``household`` are ours of somebody the register knows, ``resident_id`` the register's own of
    the person; they are null as long as that is not settled. Whoever the register does not know has
    ``newcomer``: the person and household that were made from signals alone. ``reasons`` are codes with facts.
    """

    delivery: int
    file: str
    row: int
    reference: str | None
    status: str
    resident_id: str | None
    person: int | None
    household: int | None
    newcomer: tuple[int, int] | None
    band: str
    set_aside: str | None
    case: str | None
    reasons: list[dict[str, Any]]


def listed(municipality: Municipality) -> Generator[Listed, None, None]:
    """Every signal that was taken in, streamed; staged rows are nobody's business yet."""
    rows = Signal.of(municipality).exclude(status=Signal.Status.STAGED).order_by("delivery", "row")
    for row in rows.values_list(*_FIELDS).iterator(2_000):
        yield _listed(row)


def _listed(row: tuple[Any, ...]) -> Listed:
    delivery, file, number, reference, status, person, resident, household, of_register, band, *rest = row
    matching, remarks, set_aside, case, _ = rest
    made = person and household and not resident
    return Listed(
        delivery=delivery,
        file=file,
        row=number,
        reference=reference or None,
        status=status,
        resident_id=resident,
        person=person if resident else None,
        household=household if of_register else None,
        newcomer=(person, household) if made else None,
        band=band,
        set_aside=set_aside or None,
        case=case,
        reasons=[*_matched(matching), *_noted(remarks)],
    )


def _matched(matching: str) -> Iterator[dict[str, Any]]:
    """Why this person or nobody: the matching's reasons, and the points of the best candidate."""
    if not matching:
        return
    reasons, candidates, *by_bsn = msgspec.json.decode(matching)
    if by_bsn and by_bsn[0]:
        yield {"code": "bsn"}
    for reason in reasons:
        yield {"code": reason["code"], **dict(reason.get("facts", ()))}
    if candidates:
        points = {field: points for field, _, points in candidates[0]["points"]}
        yield {"code": "points", "score": candidates[0]["score"], **points}


def _noted(remarks: str) -> Iterator[dict[str, Any]]:
    """What triage noted; not what somebody wrote, which may name people."""
    for code, facts in msgspec.json.decode(remarks) if remarks else ():
        yield {"code": code, **{name: fact for name, fact in facts.items() if name != "because"}}

"""How does a case, or a fact that was told of the wrong person, leave for good?

By one act in one transaction. It writes the permit for which the append-only trigger asks and which stays as the
line in the register of erasures, and for a whole case what the statistics remember: a month and codes, no id. Then
the story goes, and with it everything that named somebody: notes, names to search by, signals, and the people whom
nothing else speaks of. Residents of the register stay, since the register keeps them, without what was learned here.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from django.db import transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import retelling
from vangnet.apps.cases.models import (
    Case,
    CaseEvent,
    ErasureGround,
    ErasurePermit,
    Household,
    Note,
    Person,
    Remembered,
)
from vangnet.apps.cases.story import facts_of, group, merged_into
from vangnet.domain import events as e
from vangnet.domain.case import Case as Facts
from vangnet.domain.keeping import remembered

AT_ONCE = 200
"""So many ended cases are looked up at a time."""


class NotToBeErased(ValueError):  # noqa: N818 - named as the thing that is wrong
    """The case is still to be kept, is told within another, or has no such facts."""


def _nothing_follows(_municipality: Municipality, _facts: Collection[int]) -> None:
    """Most apps keep nothing that follows from a single fact."""


class Beside(NamedTuple):
    """What another app keeps beside a story: what it forgets with a case, and what it takes back of a fact."""

    forget: Callable[[Municipality, Sequence[int]], object]
    """Given the ids of cases that are erased."""
    take_back: Callable[[Municipality, Collection[int], date], object]
    """Given the signals of which the receipt was erased, and today."""
    facts_leave: Callable[[Municipality, Collection[int]], object] = _nothing_follows
    """Given the ids of single facts that are about to be erased."""


_beside: list[Beside] = []


def kept_beside(beside: Beside) -> None:
    """Let an app tell what it keeps beside a story; call it in AppConfig.ready."""
    _beside.append(beside)


def erase_case(municipality: Municipality, case: int, ground: ErasureGround, *, by: User | None, today: date) -> None:
    """Erase a case with all that was merged into it. Raises NotToBeErased, Case.DoesNotExist.

    At the end of retention only what is closed and past its day; on another ground whatever it is.
    """
    with transaction.atomic():
        members = group(case, merged_into(municipality.pk, [case]))
        rows = {row.pk: row for row in Case.of(municipality).filter(id__in=members).select_for_update()}
        if case not in rows:
            raise Case.DoesNotExist(f"no case {case} here")
        _demand_erasable(rows[case], ground, today)
        facts = facts_of(municipality, [case])[case]
        homes = {row.household_id for row in rows.values() if row.household_id}
        _write_down(municipality, members, facts, ground, by=by, today=today)
        for beside in _beside:
            beside.forget(municipality, members)
        CaseEvent.of(municipality).filter(case__in=members).delete()
        Case.of(municipality).filter(id__in=members).update(merged_into=None)
        Case.of(municipality).filter(id__in=members).delete()
        forget_people(municipality, facts.persons, homes)


def _demand_erasable(row: Case, ground: ErasureGround, today: date) -> None:
    if row.merged_into_id:
        raise NotToBeErased(f"{row.number} is told within another case")
    ended = row.retention_until is not None and row.retention_until < today and not row.is_open
    if ground is ErasureGround.RETENTION_ENDED and not ended:
        raise NotToBeErased(f"{row.number} is still to be kept")


def _write_down(
    municipality: Municipality,
    members: Sequence[int],
    facts: Facts,
    ground: ErasureGround,
    *,
    by: User | None,
    today: date,
) -> None:
    """The permit for each stream, which is its line in the register; and one row for the statistics."""
    ErasurePermit.of(municipality).bulk_create(
        ErasurePermit(case=member, ground=ground, permitted_on=today, permitted_by=by) for member in members
    )
    codes = {"ground": ground.value, **remembered(facts)}
    month = f"{facts.closed_on or today:%Y-%m}"
    Remembered.of(municipality).create(month=month, codes=msgspec.json.encode(codes).decode())


def erase_facts(
    municipality: Municipality,
    case: int,
    facts: Collection[int],
    ground: ErasureGround,
    *,
    by: User | None,
    today: date,
) -> int:
    """Erase some facts (ids) of a case, with what was noted beside them; how many. Raises NotToBeErased.

    The place and seal of each stay in the register, so that the chain of what remains can be followed. A signal
    whose receipt is erased goes back to the desk.
    """
    with transaction.atomic():
        Case.of(municipality).select_for_update().get(pk=case)
        rows = list(CaseEvent.of(municipality).filter(case=case, id__in=facts))
        if len(rows) != len(set(facts)):
            raise NotToBeErased("not all of these facts stand in this case")
        ErasurePermit.of(municipality).bulk_create(
            ErasurePermit(
                case=case,
                sequence=row.sequence,
                seal=bytes(row.seal),
                ground=ground,
                permitted_on=today,
                permitted_by=by,
            )
            for row in rows
        )
        for beside in _beside:
            beside.facts_leave(municipality, [row.pk for row in rows])
        Note.of(municipality).filter(event__in=rows).delete()
        CaseEvent.of(municipality).filter(id__in=[row.pk for row in rows]).delete()
        retelling.retell(municipality, [case], today)
        received = [row.payload for row in rows if row.kind == e.SignalReceived.__name__]
        signals = {msgspec.json.decode(payload)["signal"] for payload in received}
        for beside in _beside:
            beside.take_back(municipality, signals, today)
    return len(rows)


def forget_people(municipality: Municipality, persons: Collection[int], homes: Collection[int]) -> None:
    """Erase of these people and households what nothing speaks of any longer; what was learned here of the others."""
    living = Person.of(municipality).filter(household__in=list(homes)).values_list("id", flat=True)
    everybody = Person.of(municipality).filter(id__in={*persons, *living})
    loose = everybody.filter(signals=None).exclude(household__in=_with_case(municipality))
    known = [*loose.filter(register_id__isnull=False).values_list("id", flat=True)]
    Person.of(municipality).filter(id__in=known).update(phone="", email="", language="")
    gone = dict(loose.filter(register_id=None).values_list("id", "household_id"))
    Person.of(municipality).filter(id__in=list(gone)).delete()
    empty = Household.of(municipality).filter(id__in={*homes, *gone.values()} - {None}, register_id=None)
    empty.filter(cases=None, persons=None, signals=None).delete()


def _with_case(municipality: Municipality) -> Collection[int]:
    return Case.of(municipality).filter(household__isnull=False).values("household")  # type: ignore[return-value]


def erase_ended(municipality: Municipality, today: date) -> dict[str, int]:
    """Erase every case, note and person whose day has passed; how many of each."""
    counts = {"cases": 0, "notes": 0, "people": 0}
    ended = Case.of(municipality).filter(retention_until__lt=today, is_open=False)
    while some := list(ended.order_by("id").values_list("id", flat=True)[:AT_ONCE]):
        for case in some:
            erase_case(municipality, case, ErasureGround.RETENTION_ENDED, by=None, today=today)
        counts["cases"] += len(some)
    counts["notes"] = Note.of(municipality).filter(retention_until__lt=today).delete()[0]
    people = Person.of(municipality).filter(retention_until__lt=today, register_id=None, signals=None)
    loose = people.exclude(household__in=_with_case(municipality))
    while some := list(loose.order_by("id").values_list("id", flat=True)[:AT_ONCE]):
        forget_people(municipality, some, ())
        counts["people"] += len(some)
    return counts

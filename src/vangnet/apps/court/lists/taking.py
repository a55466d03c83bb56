"""How do the rows of a list become facts in the dossiers? Each row whole or not at all, and never twice."""

import logging
import time
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final, NamedTuple

from django.db import transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, Person
from vangnet.apps.cases.neighbourhood import Neighbourhood
from vangnet.apps.cases.record import Done, record
from vangnet.apps.cases.story import facts_of
from vangnet.apps.court.around import place_of, sitting_of
from vangnet.apps.court.lists.planning import (
    AROUND,
    acts_of,
    clear_still,
    differs_of,
    known_hearing,
    lacking_around,
    look_up,
    partner_of,
)
from vangnet.apps.court.lists.receiving import apply, go_on
from vangnet.apps.court.models import WAITING, HearingList, ListedRow
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.reading import plain
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import MatterKind, OtherDay

SECONDS: Final = 15.0
"""So long somebody at a screen may be kept waiting; the rest is taken in when asked again, or at night."""
Status = ListedRow.Status
_log = logging.getLogger(__name__)


class Settled(RuntimeError):  # noqa: N818 - named as the thing that is wrong
    """Somebody settled this row before."""


class _NotSo(Exception):  # noqa: N818 - undoes the transaction, and is caught here
    """The dossier has changed since the dry run."""


def begin(found: HearingList, *, by: User | None, today: date, seconds: float = SECONDS) -> int:
    """Record what is clear, for so long; how many rows were. What is left goes on when this is asked again."""
    lists = HearingList.of(found.municipality).filter(pk=found.pk, status__in=("read", "taking"))
    if not lists.update(status=HearingList.Status.TAKING):
        return 0
    until, count = time.monotonic() + seconds, 0
    ready = ListedRow.of(found.municipality).filter(hearing_list=found, status=Status.READY)
    for number in list(ready.order_by("row").values_list("pk", flat=True)):
        if time.monotonic() > until:
            return count
        count += take(found.municipality, number, by=by, today=today)
    HearingList.of(found.municipality).filter(pk=found.pk, status="taking").update(status=HearingList.Status.READ)
    return count


class Finished(NamedTuple):
    """With how many lists we went on, which (by id) turned out unreadable, and which failed."""

    lists: int
    refused: Sequence[int]
    failed: Sequence[int]


def finish(municipality: Municipality, today: date) -> Finished:
    """Go on with lists that were left half-way; one that fails does not keep the others waiting. For the night."""
    left = list(HearingList.of(municipality).filter(status__in=("reading", "taking")).order_by("id"))
    refused: list[int] = []
    failed: list[int] = []
    for found in left:
        try:
            go_on(found, today)
            if found.status == HearingList.Status.TAKING:
                begin(found, by=None, today=today, seconds=float("inf"))
            elif found.status == HearingList.Status.REFUSED:
                refused.append(found.pk)
        except Exception:  # noqa: BLE001 - whatever is wrong with one list, the others go on
            _log.exception("hearing list %s could not be taken up again", found.pk)
            failed.append(found.pk)
    return Finished(len(left) - len(refused) - len(failed), refused, failed)


def take(municipality: Municipality, row: int, *, by: User | None, today: date) -> bool:
    """Record this row if it is clear, still; False, and it tells anew how it stands, when it is not."""
    try:
        with transaction.atomic():
            held = _held(municipality, row)
            if held.status != Status.READY:
                return False
            _demand_clear(held, today)
            _record(held, None, by=by, today=today)
    except ListedRow.DoesNotExist:
        return False  # somebody read the list anew meanwhile
    except _NotSo:
        _look_anew(municipality, row, today)
        return False
    return True


def _demand_clear(held: ListedRow, today: date) -> None:
    if not clear_still(held, today):
        raise _NotSo


def _look_anew(municipality: Municipality, row: int, today: date) -> None:
    with transaction.atomic():
        held = _held(municipality, row)
        apply(held, look_up(municipality, {0: held}, Neighbourhood(municipality.pk), today)[0])
        held.save()


def _held(municipality: Municipality, row: int) -> ListedRow:
    """Under lock. Raises ListedRow.DoesNotExist."""
    rows = ListedRow.of(municipality).select_for_update(of=("self",)).select_related("hearing_list", "case")
    return rows.get(pk=row)


def _record(held: ListedRow, answer: OtherDay | None, *, by: User | None, today: date) -> None:
    """The facts of this row and what it tells around the hearing. Raises _NotSo where the dossier says otherwise."""
    case, matter = held.case, held.matter
    if case is None or matter is None:
        raise _NotSo
    for place, (on, act) in enumerate(acts_of(held, matter, answer)):
        if not act(_facts(case)):
            continue
        mark = f"listed-{held.pk}-{place}"
        if not isinstance(record(case, act, by=by, on=min(on, today), today=today, token=mark), Done):
            raise _NotSo
    _keep_around(held, case, matter, answer)
    _settle(held, Status.DONE, by)


def _facts(case: Case) -> Facts:
    return facts_of(case.municipality, {case.pk})[case.pk]


def _keep_around(held: ListedRow, case: Case, matter: int, answer: OtherDay | None) -> None:
    """Where and when: what we lacked, and all of it when the hearing was moved. Raises _NotSo at another time."""
    told = _facts(case).matters[matter]
    known = known_hearing(held, told)
    if known is None:
        return
    held.hearing = known
    day = told.hearings[known].day
    sitting = sitting_of(held.municipality, place_of(case.pk, matter, known)).on(day)
    if answer is None and sitting.at and held.at and sitting.at != held.at:
        raise _NotSo
    new = lacking_around(held, sitting)
    if answer is OtherDay.MOVED:
        new |= {name: said for name in AROUND if (said := getattr(held, name))}
    if new:
        for name, value in new.items():
            setattr(sitting, name, value)
        sitting.day = day
        sitting.version += 1
        sitting.save()


def _settle(held: ListedRow, status: Status, by: User | None) -> None:
    held.status, held.settled_at, held.settled_by = status, clock.now(), by
    held.differs = ""
    held.save()


# What somebody decides ----------------------------------------------------------------------


def this_person(municipality: Municipality, row: int, person: int, *, today: date) -> list[int]:
    """It is this person, here and in every row that is spelled so; their ids.

    Raises Settled, Person.DoesNotExist.
    """
    chosen = Person.of(municipality).get(pk=person)
    with transaction.atomic():
        held = _waiting(municipality, row)
        same = ListedRow.of(municipality).select_for_update(of=("self",)).select_related("hearing_list")
        rows = list(same.filter(fingerprint=held.fingerprint, status__in=WAITING))
        for one in rows:
            one.matter_chosen = one.matter_chosen and one.person_id == chosen.pk
            one.person_id, one.chosen = chosen.pk, True
        told = look_up(municipality, {one.pk: one for one in rows}, Neighbourhood(municipality.pk), today)
        for one in rows:
            apply(one, told[one.pk])
            one.save()
    return [one.pk for one in rows]


def somebody_else(municipality: Municipality, row: int, *, today: date) -> list[int]:
    """Who was chosen for this spelling was wrong: ask again, in every row of which nothing is recorded; their ids.

    Raises Settled.
    """
    with transaction.atomic():
        held = _waiting(municipality, row, LEAVES)
        same = ListedRow.of(municipality).filter(fingerprint=held.fingerprint)
        same.update(chosen=False)
        rows = list(same.filter(status__in=LEAVES).select_for_update(of=("self",)).select_related("hearing_list"))
        for one in rows:
            one.person_id = one.case_id = one.matter = None
            one.matter_chosen = False
        told = look_up(municipality, {one.pk: one for one in rows}, Neighbourhood(municipality.pk), today)
        for one in rows:
            apply(one, told[one.pk])
            one.save()
    return [one.pk for one in rows]


def this_matter(municipality: Municipality, row: int, case: int, matter: int, *, today: date) -> ListedRow:
    """It is about this matter of this case. Raises Settled, Case.DoesNotExist."""
    with transaction.atomic():
        held = _waiting(municipality, row)
        held.case = Case.of(municipality).get(pk=case)
        held.matter, held.matter_chosen = matter, True
        apply(held, look_up(municipality, {0: held}, Neighbourhood(municipality.pk), today)[0])
        held.save()
    return held


def new_matter(
    municipality: Municipality, row: int, case: int, kind: MatterKind, *, by: User | None, today: date
) -> ListedRow:
    """The dossier does not have this matter yet: it is noted, with what the row tells. Raises Settled."""
    with transaction.atomic():
        held = _waiting(municipality, row)
        dossier = Case.of(municipality).get(pk=case)
        partners = {plain(name): number for number, name in Partner.of(municipality).values_list("id", "name")}
        partner = partner_of(held.creditor, partners)

        def noted(facts: Facts) -> list[e.Event]:
            number = acts.next_matter(facts)
            return [e.MatterNoted(matter=number, kind=kind, partner=partner, person=held.person_id)]

        on = min(held.hearing_list.received_on, today)
        outcome = record(dossier, noted, by=by, on=on, today=today, token=f"listed-{held.pk}-matter")
        if not isinstance(outcome, Done):
            raise Settled
        made = next(told.event for told in outcome.recorded if isinstance(told.event, e.MatterNoted))
        held.case, held.matter, held.matter_chosen = dossier, made.matter, True
        apply(held, look_up(municipality, {0: held}, Neighbourhood(municipality.pk), today)[0])
        held.save()
    return held


def answers_to(held: ListedRow) -> tuple[OtherDay | None, ...]:
    """What somebody can say of a row that is clear but for its day; None: record it as it is."""
    if held.status == Status.PAST:
        return (None,)
    if held.status != Status.OTHER_DAY:
        return ()
    return {
        "hearing_at_another_time": (OtherDay.MOVED,),
        "hearing_was_cancelled": (OtherDay.ANOTHER,),
    }.get(differs_of(held).code, (OtherDay.MOVED, OtherDay.ANOTHER))


def as_answered(
    municipality: Municipality, row: int, answer: OtherDay | None, *, by: User | None, today: date
) -> ListedRow:
    """What another day means, or that a hearing in the past is to be recorded all the same. Raises Settled."""
    try:
        with transaction.atomic():
            held = _waiting(municipality, row)
            if answer not in answers_to(held):
                raise Settled
            _record(held, answer, by=by, today=today)
            return held
    except _NotSo:
        _look_anew(municipality, row, today)
        raise Settled from None


def leave(municipality: Municipality, row: int, *, by: User | None) -> None:
    """Nothing is recorded of it; it stays on the list. Raises Settled."""
    with transaction.atomic():
        _settle(_waiting(municipality, row, LEAVES), Status.LEFT, by)


LEAVES: Final = (*WAITING, Status.PROBLEM, Status.READY)
"""Of which somebody may still say that nothing is recorded."""


def _waiting(municipality: Municipality, row: int, among: Collection[str] = WAITING) -> ListedRow:
    try:
        held = _held(municipality, row)
    except ListedRow.DoesNotExist:
        raise Settled from None
    if held.status not in among:
        raise Settled
    return held

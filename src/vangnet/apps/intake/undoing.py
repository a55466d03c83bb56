"""How is a delivery undone that should not have been taken in, and how does its file go?"""

from collections.abc import Collection, Sequence
from datetime import date

import msgspec
from django.db import transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import bulk, clock, retelling
from vangnet.apps.cases.models import Case, CaseEvent, Household, Person
from vangnet.apps.cases.story import stories
from vangnet.apps.intake.deliveries import FIRST_ROWS, began
from vangnet.apps.intake.models import Delivery, Signal
from vangnet.apps.intake.receiving import NotNow, drop_file
from vangnet.apps.intake.staging import Progress, unstage
from vangnet.apps.intake.triage import Plan
from vangnet.domain import events as e
from vangnet.domain.codes import Result
from vangnet.domain.fold import fold


def cancel(delivery: Delivery, *, by: User | None, today: date) -> None:
    """Undo a delivery that is not done: its rows are gone, and what it told in cases is corrected. NotNow if done."""
    begin_cancel(delivery)
    undo(delivery, by=by, today=today)


def begin_cancel(delivery: Delivery) -> None:
    """From now on nothing of it goes in any more; ``undo`` takes out what did. NotNow if done."""
    with transaction.atomic():
        now = Delivery.of(delivery.municipality_id).select_for_update().get(pk=delivery.pk)
        if now.at_rest:
            raise NotNow(now.status)
        now.status, now.moved_at = Delivery.Status.CANCELLING, clock.now()
        now.save(update_fields=["status", "moved_at"])
    delivery.status, delivery.moved_at = now.status, now.moved_at


def undo(delivery: Delivery, *, by: User | None, today: date, progress: Progress | None = None) -> None:
    """Undo a delivery that is being cancelled; goes on where it was."""
    _untell(delivery, by, today, progress)
    unstage(delivery)
    drop_file(delivery)
    delivery.status, delivery.finished_at = Delivery.Status.CANCELLED, clock.now()
    delivery.save(update_fields=["status", "stored", "finished_at"])


def _untell(delivery: Delivery, by: User | None, today: date, progress: Progress | None) -> None:
    """What this delivery recorded is as if it had not been; people made for it are erased."""
    municipality = Municipality.objects.get(pk=delivery.municipality_id)
    mine = Signal.of(municipality).filter(delivery=delivery).exclude(status=Plan.STAGED)
    while rows := list(mine.values_list("id", "case_id", "person_id", "newcomer")[:FIRST_ROWS]):
        cases = {case for _, case, *_ in rows if case}
        with transaction.atomic():
            corrections = _corrections(municipality, delivery, cases)
            Signal.of(municipality).filter(id__in=[number for number, *_ in rows]).delete()
            cases |= _erase_newcomers(municipality, {person for *_, person, newcomer in rows if person and newcomer})
            told = {case: [(today, event) for event in events] for case, events in corrections.items()}
            bulk.append(municipality, told, by=by, today=today)
            retelling.retell(municipality, sorted(cases), today)
            _close_empty(municipality, sorted(corrections), by, today)
            delivery.moved_at = clock.now()
            delivery.save(update_fields=["moved_at"])
        if progress:
            progress(delivery)


def _corrections(
    municipality: Municipality, delivery: Delivery, cases: Collection[int]
) -> dict[int, list[e.EventCorrected]]:
    facts = CaseEvent.of(municipality).filter(case__in=cases, recorded_at=began(delivery))
    corrected: dict[int, list[e.EventCorrected]] = {}
    for case, number in facts.order_by("id").values_list("case_id", "id"):
        corrected.setdefault(case, []).append(e.EventCorrected(event=number))
    done = CaseEvent.of(municipality).filter(case__in=cases, kind=e.EventCorrected.__name__)
    undone = {msgspec.json.decode(payload)["event"] for payload in done.values_list("payload", flat=True)}
    return {
        case: left
        for case, some in corrected.items()
        if (left := [event for event in some if event.event not in undone])
    }


def _close_empty(municipality: Municipality, cases: Sequence[int], by: User | None, today: date) -> None:
    """A case of which nothing is left asks nothing of anybody."""
    told = stories(municipality.pk, cases)
    empty = [case for case, story in told.items() if not fold(story).matters and not fold(story).persons]
    closed = e.CaseClosed(result=Result.NOT_TAKEN_UP_OTHER)
    bulk.append(municipality, {case: [(today, closed)] for case in empty}, by=by, today=today)


def _erase_newcomers(municipality: Municipality, people: set[int]) -> set[int]:
    """Erase people made for this delivery of whom no other signal speaks; the cases that are called otherwise then."""
    used = Signal.of(municipality).filter(person__in=people).values_list("person_id", flat=True)
    people = people - {person for person in used if person}
    homes = set(Person.of(municipality).filter(id__in=people).values_list("household_id", flat=True))
    cases = set(Case.of(municipality).filter(household__in=homes).values_list("id", flat=True))
    Person.of(municipality).filter(id__in=people).delete()
    empty = homes - set(Person.of(municipality).filter(household__in=homes).values_list("household_id", flat=True))
    Case.of(municipality).filter(household__in=empty).update(household=None)
    Household.of(municipality).filter(id__in=empty, register_id=None).delete()
    return cases


def remove_file(delivery: Delivery) -> None:
    """Remove the uploaded file; what was taken in stays."""
    drop_file(delivery)
    delivery.save(update_fields=["stored"])

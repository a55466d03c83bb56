"""How do the rows of a file get into the database, unseen by others, and out of it again?"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import msgspec
from django.db import transaction

from vangnet.apps.accounts.sealed import bsn_lookup
from vangnet.apps.cases import clock, tables
from vangnet.apps.intake.models import Delivery, RowProblem, Signal
from vangnet.apps.intake.reading import (
    Fatal,
    Layout,
    Problem,
    Reading,
    Row,
    SignalDraft,
    content_key,
    from_json,
    open_delivery,
    read_rows,
)
from vangnet.apps.intake.receiving import NotNow, date_with, path_of, refuse
from vangnet.apps.intake.triage import KIND_OF, Plan
from vangnet.apps.partners.models import Partner
from vangnet.domain.codes import MatterKind

STAGE_ROWS: Final = 250
Progress = Callable[[Delivery], None]


@contextmanager
def held(delivery: Delivery, place: str) -> Iterator[bool]:
    """One transaction in which nobody else goes on with this delivery at this place (``staged_to`` ...).

    Says whether it still stands where we left it; where it does not, ``delivery`` tells how it is now.
    """
    with transaction.atomic():
        now = Delivery.of(delivery.municipality_id).select_for_update().get(pk=delivery.pk)
        here = now.status == delivery.status and getattr(now, place) == getattr(delivery, place)
        if not here:
            for name in ("status", "staged_to", "checked_to", "done_to", "counts"):
                setattr(delivery, name, getattr(now, name))
        delivery.moved_at = clock.now() if here else now.moved_at
        yield here


def stage(delivery: Delivery, progress: Progress | None = None) -> None:
    """Read the rows into the database, unseen by others; goes on where it was. Refused files leave nothing."""
    if delivery.status != Delivery.Status.STAGING:
        return
    layout = from_json(delivery.layout)
    try:
        with open_delivery(path_of(delivery), delivery.name) as source:
            reading = read_rows(source, layout, delivery.dated_on)
            for rows in _in_chunks(reading, STAGE_ROWS):
                _stage_chunk(delivery, rows, reading)
                if delivery.status != Delivery.Status.STAGING:
                    return
                if progress:
                    progress(delivery)
            with held(delivery, "staged_to") as here:
                if here:
                    _tally(delivery, reading)
                    delivery.save(update_fields=["counts"])
    except Fatal as refused:
        unstage(delivery)
        refuse(delivery, refused)
        delivery.save()


def _in_chunks(rows: Reading, size: int) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _stage_chunk(delivery: Delivery, rows: Sequence[Row], reading: Reading) -> None:
    if rows[-1].number <= delivery.staged_to:
        return
    new = [row for row in rows if row.number > delivery.staged_to]
    signals = [_signal_row(delivery, row) for row in new if row.draft]
    problems = [_problem_row(delivery, problem) for row in new for problem in row.problems]
    with held(delivery, "staged_to") as here:
        if here:
            tables.insert(Signal, _SIGNAL, signals)
            tables.insert(RowProblem, _PROBLEM, problems)
            _tally(delivery, reading)
            delivery.staged_to = new[-1].number
            delivery.save(update_fields=["staged_to", "counts", "moved_at"])


def _tally(delivery: Delivery, reading: Reading) -> None:
    read = reading.tally
    delivery.counts["read"] = {
        name: getattr(read, name)
        for name in ("rows", "good", "apart", "remarks", "blank", "headers", "totals", "cents", "stated_cents")
    }


_DRAFT = tuple(name for name in SignalDraft.__struct_fields__ if name not in {"bsn", "municipality", "kind"})
_SIGNAL = (
    *("municipality_id", "delivery_id", "partner_id", "row", "content_key", "received_on", "status"),
    *("kind", "bsn_lookup", "sent_municipality", *_DRAFT),
    *("plan", "set_aside", "band", "fingerprint", "matching", "remarks", "newcomer"),
)
_PROBLEM = ("municipality_id", "delivery_id", "row", "line", "column", "value", "code", "facts", "apart")


def _signal_row(delivery: Delivery, row: Row) -> tuple[Any, ...]:
    draft = row.draft
    assert draft is not None  # noqa: S101 - the caller chose the good rows
    kind = draft.kind or KIND_OF.get(Partner.Kind(delivery.partner.kind), MatterKind.OTHER_DEBT)
    lookup = bsn_lookup(draft.bsn, delivery.municipality_id) if draft.bsn else None
    return (
        delivery.municipality_id,
        delivery.pk,
        delivery.partner_id,
        row.number,
        content_key(draft, delivery.period),
        delivery.received_on,
        Plan.STAGED.value,
        kind.value,
        lookup,
        draft.municipality,
        *(getattr(draft, name) for name in _DRAFT),
        *("", "", "", "", "", "", False),
    )


def _problem_row(delivery: Delivery, problem: Problem) -> tuple[Any, ...]:
    facts = msgspec.json.encode(problem.facts).decode() if problem.facts else ""
    where = (problem.row, problem.line, problem.column[:200], problem.value[:200])
    return (delivery.municipality_id, delivery.pk, *where, problem.code.value, facts, problem.sets_apart)


def map_with(delivery: Delivery, layout: Layout) -> None:
    """Read it anew with this layout; what was read with another one is forgotten. NotNow once it runs."""
    if delivery.status not in {Delivery.Status.UNMAPPED, Delivery.Status.STAGED, Delivery.Status.FAILED}:
        raise NotNow(delivery.status)
    unstage(delivery)
    delivery.status, delivery.failure, delivery.counts = Delivery.Status.STAGING, "", {}
    delivery.staged_to, delivery.checked_to, delivery.finished_at = 0, 0, None
    delivery.moved_at = clock.now()
    date_with(delivery, layout)
    delivery.save()


def unstage(delivery: Delivery) -> None:
    """Forget the rows that were read, a portion at a time."""
    signals = Signal.of(delivery.municipality_id).filter(delivery=delivery, status=Plan.STAGED).order_by("id")
    while some := list(signals.values_list("id", flat=True)[: 2 * STAGE_ROWS]):
        Signal.of(delivery.municipality_id).filter(id__in=some).delete()
    problems = RowProblem.of(delivery.municipality_id).filter(delivery=delivery).order_by("id")
    while some := list(problems.values_list("id", flat=True)[: 2 * STAGE_ROWS]):
        RowProblem.of(delivery.municipality_id).filter(id__in=some).delete()

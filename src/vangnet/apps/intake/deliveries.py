"""How does a file get in: received, read, checked, confirmed, taken up, and undone when it should not have been?

A dry run and a run read and check with the same code. Everything goes in chunks that hold the write lock shortly,
each with the place it came to, so that an import that was killed goes on where it was and none counts twice.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any, BinaryIO, Final
from uuid import uuid4

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.accounts.sealed import bsn_lookup
from vangnet.apps.cases import bulk, clock, tables
from vangnet.apps.cases.models import Case, CaseEvent, Household, Person
from vangnet.apps.intake.checking import Checked, Checker, staged
from vangnet.apps.intake.models import Delivery, RowProblem, SavedLayout, Signal
from vangnet.apps.intake.people import portions
from vangnet.apps.intake.reading import (
    Fatal,
    Layout,
    Problem,
    Reading,
    Refusal,
    Row,
    SignalDraft,
    as_json,
    content_key,
    from_json,
    open_delivery,
    read_rows,
)
from vangnet.apps.intake.taking_up import CHANGED, plan_rows, take_up
from vangnet.apps.intake.triage import KIND_OF, Plan
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind

STAGE_ROWS: Final = 500
CHECK_ROWS: Final = 150
"""So many rows are one transaction: about a tenth of a second, at most a quarter."""
BRAKE_TIMES: Final = 2
BRAKE_ROWS: Final = 20
USUAL_OF: Final = 6
_PERIOD: Final = re.compile(r"(?<!\d)(20\d\d)[-_]?(0[1-9]|1[0-2])(?!\d)")
_PERIOD_FACTS: Final = ("@periode", "periode", "period", "einddatumLevering", "startdatumLevering")
Progress = Callable[[Delivery], None]


class UnknownPartner(LookupError):  # noqa: N818 - named as the thing that is wrong
    """No partner has this key."""


class NotNow(RuntimeError):  # noqa: N818 - named as the thing that is wrong
    """A delivery cannot do this in the state it is in."""


def partner_of(municipality: Municipality, key: str) -> Partner:
    """The partner with this key; raises UnknownPartner."""
    found = Partner.of(municipality).filter(key=key).first()
    if found is None:
        raise UnknownPartner(key)
    return found


# Receiving ----------------------------------------------------------------------------------


def receive(
    partner: Partner,
    name: str,
    content: BinaryIO,
    *,
    by: User | None,
    today: date,
    received_on: date | None = None,
    layout: Layout | None = None,
) -> Delivery:
    """Keep a file and note where it came from; nothing of it is read yet but what finds its layout.

    The same file that is still under way is continued, not begun again. ``layout`` is tried first.
    """
    sha256, size = _digest(content)
    known = Delivery.of(partner.municipality_id).filter(partner=partner, sha256=sha256)
    if under_way := known.exclude(status__in=("done", "cancelled", "failed")).order_by("-id").first():
        return under_way
    earlier = known.filter(status="done").order_by("id").first()
    stored = _keep(content)
    delivery = Delivery(
        municipality_id=partner.municipality_id,
        partner=partner,
        name=name[:500],
        sha256=sha256,
        size=size,
        stored=stored,
        received_on=received_on or today,
        made_at=clock.now(),
        made_by=by,
    )
    _date(delivery, earlier, layout)
    delivery.save()
    return delivery


def _digest(content: BinaryIO) -> tuple[str, int]:
    content.seek(0)
    sha, size = hashlib.sha256(), 0
    while part := content.read(1 << 20):
        sha.update(part)
        size += len(part)
    return sha.hexdigest(), size


def _keep(content: BinaryIO) -> str:
    """The file under VANGNET_DATA, by a name that tells nothing."""
    stored = f"deliveries/{uuid4().hex}"
    path = Path(settings.MEDIA_ROOT) / stored
    path.parent.mkdir(parents=True, exist_ok=True)
    content.seek(0)
    with path.open("xb") as out:
        path.chmod(0o600)
        while part := content.read(1 << 20):
            out.write(part)
    return stored


def path_of(delivery: Delivery) -> Path:
    return Path(settings.MEDIA_ROOT) / delivery.stored


def _date(delivery: Delivery, earlier: Delivery | None, layout: Layout | None) -> None:
    """Find its layout and the month it speaks of, or note why it is refused."""
    delivery.period, delivery.dated_on = f"{delivery.received_on:%Y-%m}", delivery.received_on
    try:
        with open_delivery(path_of(delivery), delivery.name) as source:
            fitting = _fitting(delivery, layout)
            if fitting is None:
                source.top(1)
                delivery.status = Delivery.Status.UNMAPPED
                facts: Mapping[str, Any] = {}
            else:
                delivery.layout = as_json(fitting).decode()
                facts = read_rows(source, fitting, delivery.received_on).facts
    except Fatal as refused:
        refuse(delivery, refused)
        return
    delivery.period = earlier.period if earlier else _period(delivery, facts)
    delivery.dated_on = earlier.dated_on if earlier else min(_last_day(delivery.period), delivery.received_on)


def _fitting(delivery: Delivery, layout: Layout | None) -> Layout | None:
    """The newest layout of this partner that fits the file; the one refusal there is, where there is one layout."""
    saved = SavedLayout.of(delivery.municipality_id).filter(partner=delivery.partner).order_by("-saved_at", "-id")
    layouts = [layout] if layout else [from_json(one.content) for one in saved]
    refusals: list[Fatal] = []
    for one in layouts:
        try:
            with open_delivery(path_of(delivery), delivery.name) as source:
                read_rows(source, one, delivery.received_on)
        except Fatal as refused:
            refusals.append(refused)
        else:
            return one
    if refusals and (layout or refusals[0].code not in _OF_LAYOUT):
        raise refusals[0]
    if len(refusals) == 1:
        raise refusals[0]
    return None


_OF_LAYOUT: Final = frozenset(
    {Refusal.MISSING_COLUMN, Refusal.OTHER_FORMAT, Refusal.MISSING_MAPPING, Refusal.NO_HEADER}
)
"""Another layout may read what this one cannot."""


def _period(delivery: Delivery, facts: Mapping[str, Any]) -> str:
    """As the file says itself, else as its name or folder does, else the month it was received."""
    said = [str(facts[name]) for name in _PERIOD_FACTS if facts.get(name)]
    for text in (*said, *reversed(Path(delivery.name).parts)):
        if found := _PERIOD.search(text):
            period = f"{found[1]}-{found[2]}"
            if period <= f"{delivery.received_on:%Y-%m}":
                return period
    return f"{delivery.received_on:%Y-%m}"


def _last_day(period: str) -> date:
    year, month = map(int, period.split("-"))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def refuse(delivery: Delivery, refused: Fatal) -> None:
    """The file is refused as a whole: nothing of it stays but why."""
    delivery.status = Delivery.Status.FAILED
    delivery.failure = msgspec.json.encode({"code": refused.code, "facts": refused.facts}).decode()
    delivery.finished_at = clock.now()


def map_with(delivery: Delivery, layout: Layout) -> None:
    """Read it anew with this layout; what was read with another one is forgotten."""
    if delivery.status not in {Delivery.Status.UNMAPPED, Delivery.Status.STAGED, Delivery.Status.FAILED}:
        raise NotNow(delivery.status)
    _unstage(delivery)
    delivery.status, delivery.failure, delivery.counts = Delivery.Status.STAGING, "", {}
    delivery.staged_to = delivery.checked_to = 0
    _date_with(delivery, layout)
    delivery.save()


def _date_with(delivery: Delivery, layout: Layout) -> None:
    _date(delivery, None, layout)


# Reading ------------------------------------------------------------------------------------


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
                if progress:
                    progress(delivery)
            _tally(delivery, reading)
            delivery.save(update_fields=["counts"])
    except Fatal as refused:
        _unstage(delivery)
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
    _tally(delivery, reading)
    delivery.staged_to = new[-1].number
    with transaction.atomic():
        tables.insert(Signal, _SIGNAL, signals)
        tables.insert(RowProblem, _PROBLEM, problems)
        delivery.save(update_fields=["staged_to", "counts"])


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


# Checking: the dry run ----------------------------------------------------------------------


def dry_run(delivery: Delivery, progress: Progress | None = None) -> None:
    """Read and check everything, and store what would become of each row. Nothing is told in any case."""
    stage(delivery, progress)
    if delivery.status != Delivery.Status.STAGING:
        return
    checker = _checker(delivery)
    while rows := staged(delivery, delivery.checked_to, CHECK_ROWS):
        checked = checker.check(rows)
        count(delivery, "planned", checked)
        delivery.checked_to = rows[-1].row
        with transaction.atomic():
            tables.update(Signal, CHANGED, plan_rows(checked))
            delivery.save(update_fields=["checked_to", "counts"])
        if progress:
            progress(delivery)
    delivery.status = Delivery.Status.STAGED
    delivery.save(update_fields=["status"])


def _checker(delivery: Delivery) -> Checker:
    return Checker(Municipality.objects.get(pk=delivery.municipality_id), delivery)


def count(delivery: Delivery, under: str, checked: Sequence[Checked]) -> None:
    """Add these to what the delivery counts: by plan, reason, remark, and cases opened or joined."""
    counts = Counter(delivery.counts.get(under, {}))
    for one in checked:
        counts[one.plan.value] += 1
        counts.update(f"remark.{noted.code}" for noted in one.verdict.noted)
        if one.plan is Plan.SET_ASIDE:
            counts[f"set_aside.{one.verdict.reason}"] += 1
        if one.in_a_case:
            counts["joined" if one.joins else "opened"] += 1
        if one.newcomer and not one.joins:
            counts["newcomers"] += 1
    delivery.counts[under] = dict(counts)


# The brake ----------------------------------------------------------------------------------


def usual_rows(delivery: Delivery) -> float | None:
    """How many good rows this partner usually sends: the median of its last deliveries; None for a first."""
    before = Delivery.of(delivery.municipality_id).filter(partner=delivery.partner_id, status="done")
    recent = before.exclude(sha256=delivery.sha256).exclude(pk=delivery.pk).order_by("-id")
    sizes = [one.counts.get("read", {}).get("good", 0) for one in recent[:USUAL_OF]]
    return median(sizes) if sizes else None


def brakes(delivery: Delivery) -> bool:
    """Far larger or smaller than usual, and nobody has confirmed it yet."""
    usual = usual_rows(delivery)
    good = delivery.counts.get("read", {}).get("good", 0)
    if usual is None or delivery.confirmed or abs(good - usual) <= BRAKE_ROWS:
        return False
    return bool(good > BRAKE_TIMES * usual or good * BRAKE_TIMES < usual)


# The run ------------------------------------------------------------------------------------


def run(delivery: Delivery, *, today: date, progress: Progress | None = None) -> None:
    """Take the delivery in, or on from where it was; stopped by the brake it waits for ``confirm``."""
    stage(delivery, progress)
    if delivery.at_rest or delivery.status == Delivery.Status.UNMAPPED:
        return
    if delivery.status != Delivery.Status.RUNNING:
        if brakes(delivery):
            delivery.status = Delivery.Status.WAITING
            delivery.save(update_fields=["status"])
            return
        delivery.status, delivery.began_at = Delivery.Status.RUNNING, clock.now()
        delivery.save(update_fields=["status", "began_at"])
    _take_in(delivery, today, progress)


def confirm(delivery: Delivery) -> None:
    """Somebody looked and says that its size is right."""
    delivery.confirmed = True
    delivery.save(update_fields=["confirmed"])


def _take_in(delivery: Delivery, today: date, progress: Progress | None) -> None:
    checker = _checker(delivery)
    while rows := staged(delivery, delivery.done_to, CHECK_ROWS):
        checked = checker.check(rows)
        try:
            with _cursor(delivery) as moved:
                if not moved:
                    checker.made(
                        take_up(
                            checker.municipality,
                            delivery.partner_id,
                            checker.frame,
                            checked,
                            by=delivery.made_by,
                            today=today,
                            at=_began(delivery),
                        )
                    )
                    count(delivery, "done", checked)
                    delivery.done_to = rows[-1].row
                    delivery.save(update_fields=["done_to", "counts"])
        except IntegrityError:
            checker = _checker(delivery)
            if not any(one.plan is Plan.KNOWN for one in checker.check(rows)):
                raise
        if delivery.status != Delivery.Status.RUNNING:
            return
        if progress:
            progress(delivery)
    delivery.status, delivery.finished_at = Delivery.Status.DONE, clock.now()
    delivery.save(update_fields=["status", "finished_at"])


@contextmanager
def _cursor(delivery: Delivery) -> Iterator[bool]:
    """One transaction in which nobody else goes on with this delivery; says whether somebody already did."""
    with transaction.atomic():
        now = Delivery.of(delivery.municipality_id).select_for_update().get(pk=delivery.pk)
        moved = now.done_to != delivery.done_to or now.status != delivery.status
        if moved:
            delivery.done_to, delivery.status, delivery.counts = now.done_to, now.status, now.counts
        yield moved


def _began(delivery: Delivery) -> datetime:
    if delivery.began_at is None:
        raise NotNow("not begun")
    return delivery.began_at


# Undoing ------------------------------------------------------------------------------------


def cancel(delivery: Delivery, *, by: User | None, today: date) -> None:
    """Undo a delivery that is not done: its rows are gone, and what it told in cases is corrected. NotNow if done."""
    if delivery.at_rest:
        raise NotNow(delivery.status)
    with transaction.atomic():
        now = Delivery.of(delivery.municipality_id).select_for_update().get(pk=delivery.pk)
        if now.at_rest:
            raise NotNow(now.status)
        told = now.status == Delivery.Status.RUNNING
        now.status, now.finished_at = Delivery.Status.CANCELLED, clock.now()
        now.save(update_fields=["status", "finished_at"])
    delivery.status, delivery.finished_at = now.status, now.finished_at
    if told:
        _untell(delivery, by, today)
    _unstage(delivery)
    remove_file(delivery)


def _untell(delivery: Delivery, by: User | None, today: date) -> None:
    """What this delivery recorded is as if it had not been; people made for it are erased."""
    municipality = Municipality.objects.get(pk=delivery.municipality_id)
    mine = Signal.of(municipality).filter(delivery=delivery).exclude(status=Plan.STAGED)
    while rows := list(mine.values_list("id", "case_id", "person_id", "household_id", "newcomer")[:CHECK_ROWS]):
        cases = sorted({case for _, case, *_ in rows if case})
        with transaction.atomic():
            corrections = _corrections(municipality, delivery, cases)
            made = [(person, household) for *_, person, household, newcomer in rows if newcomer]
            Signal.of(municipality).filter(id__in=[number for number, *_ in rows]).delete()
            _erase_newcomers(municipality, made)
            bulk.append(
                municipality,
                {case: [(today, event) for event in some] for case, some in corrections.items()},
                by=by,
                today=today,
            )


def _corrections(
    municipality: Municipality, delivery: Delivery, cases: Sequence[int]
) -> dict[int, list[e.EventCorrected]]:
    facts = CaseEvent.of(municipality).filter(case__in=cases, recorded_at=_began(delivery))
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


def _erase_newcomers(municipality: Municipality, made: Sequence[tuple[int | None, int | None]]) -> None:
    """People made for this delivery, where no other signal speaks of them."""
    people = {person for person, _ in made if person}
    used = Signal.of(municipality).filter(person__in=people).values_list("person_id", flat=True)
    people -= {person for person in used if person}
    homes = set(Person.of(municipality).filter(id__in=people).values_list("household_id", flat=True))
    Person.of(municipality).filter(id__in=people).delete()
    empty = homes - set(Person.of(municipality).filter(household__in=homes).values_list("household_id", flat=True))
    Case.of(municipality).filter(household__in=empty).update(household=None)
    Household.of(municipality).filter(id__in=empty, register_id=None).delete()


def _unstage(delivery: Delivery) -> None:
    """Forget the rows that were read, a portion at a time."""
    for model in (Signal, RowProblem):
        rows = model.of(delivery.municipality_id).filter(delivery=delivery)  # type: ignore[attr-defined]
        if model is Signal:
            rows = rows.filter(status=Plan.STAGED)
        while some := list(rows.order_by("id").values_list("id", flat=True)[: 2 * STAGE_ROWS]):
            model.of(delivery.municipality_id).filter(id__in=some).delete()  # type: ignore[attr-defined]


def remove_file(delivery: Delivery) -> None:
    """Remove the uploaded file; what was taken in stays."""
    if delivery.stored:
        path_of(delivery).unlink(missing_ok=True)
        delivery.stored = ""
        delivery.save(update_fields=["stored"])


__all__ = [
    "NotNow",
    "UnknownPartner",
    "brakes",
    "cancel",
    "confirm",
    "dry_run",
    "map_with",
    "partner_of",
    "path_of",
    "portions",
    "receive",
    "remove_file",
    "run",
    "stage",
    "usual_rows",
]

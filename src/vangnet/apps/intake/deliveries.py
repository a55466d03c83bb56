"""How is a delivery tried and taken in, so that a dry run never differs from the run?

Both read and check with the same code. Everything goes in chunks that hold the write lock shortly, each with the
place it came to, so that an import that was killed goes on where it was and none counts twice.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from statistics import median
from typing import Final

from django.db import IntegrityError

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import bulk, clock, tables
from vangnet.apps.cases.models import Case, CaseEvent, Household, Person, PersonKey, SearchKey, Stay, Step
from vangnet.apps.intake.checking import Checked, Checker
from vangnet.apps.intake.finding import staged
from vangnet.apps.intake.models import Delivery, Signal
from vangnet.apps.intake.receiving import NotNow
from vangnet.apps.intake.staging import Progress, held, stage
from vangnet.apps.intake.taking_up import CHANGED, plan_rows, take_up
from vangnet.apps.intake.triage import Plan

CHECK_ROWS: Final = 500
"""So many rows are looked up together; no lock is held meanwhile."""
FIRST_ROWS: Final = 100
"""With so many rows a run begins to write; ``_Pace`` finds how many this machine does in ``LOCK_SECONDS``."""
LOCK_SECONDS: Final = 0.12
"""Aimed at: a chunk that turns out twice as slow still lets others write within a quarter of a second."""
STOCK_ROWS: Final = 1_000
"""After so many rows, and each time they have doubled, the database counts what it holds and finds its way by it."""
BRAKE_TIMES: Final = 2
BRAKE_ROWS: Final = 20
USUAL_OF: Final = 6
READY: Final = 30
"""More than all partners of a town send in a month."""


@bulk.tidied_seldom()
def dry_run(delivery: Delivery, progress: Progress | None = None) -> None:
    """Read and check everything, and store what would become of each row. Nothing is told in any case."""
    stage(delivery, progress)
    if delivery.status != Delivery.Status.STAGING:
        return
    checker = _checker(delivery)
    while rows := staged(delivery, delivery.checked_to, CHECK_ROWS):
        checked = checker.check(rows)
        with held(delivery, "checked_to") as here:
            if here:
                tables.update(Signal, CHANGED, plan_rows(checked))
                count(delivery, "planned", checked)
                delivery.checked_to = rows[-1].row
                delivery.save(update_fields=["checked_to", "counts", "moved_at"])
        if delivery.status != Delivery.Status.STAGING:
            return
        if progress:
            progress(delivery)
    _move_on(delivery, "checked_to", Delivery.Status.STAGED)


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
    """How many good rows this partner usually sends: the median of its last deliveries; None for a first.

    A file with mended rows is no measure of that.
    """
    before = _before(delivery)
    whole = [one for place, one in enumerate(before) if not one.mends(before[place + 1 :])]
    sizes = [one.counts.get("read", {}).get("good", 0) for one in whole[:USUAL_OF]]
    return median(sizes) if sizes else None


def _before(delivery: Delivery) -> list[Delivery]:
    """What this partner sent of late and was taken in, newest first; as many as may hold mended rows between them."""
    done = Delivery.of(delivery.municipality_id).filter(partner=delivery.partner_id, status="done")
    return list(done.exclude(sha256=delivery.sha256).exclude(pk=delivery.pk).order_by("-id")[: 4 * USUAL_OF])


def brakes(delivery: Delivery) -> bool:
    """Far larger or smaller than usual, and nobody has confirmed it yet. A file with mended rows is small by nature."""
    usual = usual_rows(delivery)
    good = delivery.counts.get("read", {}).get("good", 0)
    if usual is None or delivery.confirmed or abs(good - usual) <= BRAKE_ROWS:
        return False
    if good > BRAKE_TIMES * usual:
        return True
    return bool(good * BRAKE_TIMES < usual and not delivery.mends(_before(delivery)))


def ready(municipality: Municipality) -> list[Delivery]:
    """What was tried and can be taken in without anybody having to look again, oldest first; so many at a time.

    Not what was taken in before: of that there is nothing left to do.
    """
    staged_ones = Delivery.of(municipality).filter(status=Delivery.Status.STAGED).select_related("partner")
    return [one for one in staged_ones.order_by("id")[:READY] if not one.nothing_new and not brakes(one)]


# The run ------------------------------------------------------------------------------------


@bulk.tidied_seldom()
def run(delivery: Delivery, *, today: date, progress: Progress | None = None) -> None:
    """Take the delivery in, or on from where it was; stopped by the brake it waits for ``confirm``."""
    stage(delivery, progress)
    if begin(delivery):
        _take_in(delivery, today, progress)


def begin(delivery: Delivery) -> bool:
    """Whether it may be taken in now: not when it is at rest, has no layout, or the brake holds it."""
    if delivery.at_rest or delivery.status in {Delivery.Status.UNMAPPED, Delivery.Status.CANCELLING}:
        return False
    if delivery.status != Delivery.Status.RUNNING:
        if brakes(delivery):
            _move_on(delivery, "done_to", Delivery.Status.WAITING)
            return False
        delivery.began_at = clock.now()
        _move_on(delivery, "done_to", Delivery.Status.RUNNING)
    return delivery.status == Delivery.Status.RUNNING


def _move_on(delivery: Delivery, place: str, status: Delivery.Status) -> None:
    """The next status, unless somebody changed it meanwhile."""
    with held(delivery, place) as here:
        if here:
            delivery.status = status
            if delivery.at_rest:
                delivery.finished_at = clock.now()
            delivery.save(update_fields=["status", "began_at", "moved_at", "finished_at"])


def confirm(delivery: Delivery) -> None:
    """Somebody looked and says that its size is right."""
    delivery.confirmed = True
    delivery.save(update_fields=["confirmed"])


def _take_in(delivery: Delivery, today: date, progress: Progress | None) -> None:
    checker, pace, stock_at = _checker(delivery), _Pace(), delivery.done_to + STOCK_ROWS
    while rows := staged(delivery, delivery.done_to, CHECK_ROWS):
        checked = checker.check(rows)
        try:
            while checked:
                some, checked = checked[: pace.rows], checked[pace.rows :]
                if not _write(delivery, checker, some, pace, today):
                    break
                _introduce(some, checked)
                if progress:
                    progress(delivery)
        except IntegrityError:
            checker = _checker(delivery)
            if not any(one.plan is Plan.KNOWN for one in checker.check(rows)):
                raise
        if delivery.status != Delivery.Status.RUNNING:
            return
        if delivery.done_to >= stock_at:
            tables.take_stock(*_GROWING)
            stock_at = 2 * delivery.done_to
    _move_on(delivery, "done_to", Delivery.Status.DONE)


_GROWING: Final = (Case, CaseEvent, Step, SearchKey, Signal, Person, PersonKey, Stay, Household)
"""What a delivery adds to."""


def _write(delivery: Delivery, checker: Checker, checked: Sequence[Checked], pace: "_Pace", today: date) -> bool:
    """Tell these signals in cases, in one transaction; False where somebody else went on with the delivery.

    What it comes to is worked out before the lock is taken, and anew under it where a case changed meanwhile.
    """
    pen = bulk.pen(checker.municipality, by=delivery.made_by, today=today, at=began(delivery))
    work_out = partial(take_up, checker.municipality, delivery.partner_id, checker.frame, checked, pen)
    taken = work_out()
    with pace.timed(len(checked)), held(delivery, "done_to") as here:
        if here:
            taken.write(work_out)
            checker.made(made.person for made in taken.people.made)
            count(delivery, "done", checked)
            delivery.done_to = checked[-1].said.row
            delivery.save(update_fields=["done_to", "counts", "moved_at"])
    return here


def _introduce(written: Sequence[Checked], waiting: Sequence[Checked]) -> None:
    """Who was made for a row just written is the same somebody in the rows below."""
    made = {one.fingerprint: (one.person, one.household) for one in written if one.newcomer}
    for one in waiting:
        if one.newcomer and one.fingerprint in made:
            one.person, one.household = made[one.fingerprint]


class _Pace:
    """How many rows go in one transaction, so that others never wait long for the write lock."""

    def __init__(self) -> None:
        self.rows = FIRST_ROWS

    @contextmanager
    def timed(self, rows: int) -> Iterator[None]:
        """Write so many; the next portion is as large as the time that took allows, and at most twice as large."""
        since = time.monotonic()
        yield
        wanted = int(rows * LOCK_SECONDS / max(time.monotonic() - since, 0.001))
        self.rows = min(max(wanted, self.rows // 2, 20), self.rows * 2, CHECK_ROWS)


def began(delivery: Delivery) -> datetime:
    if delivery.began_at is None:
        raise NotNow("not begun")
    return delivery.began_at

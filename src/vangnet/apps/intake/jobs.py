"""Which intake is done at once, and which waits in the queue while somebody goes on with other work?

A small file is done within the request. A large one is put in the queue of the database; where no worker runs, it
waits and says so: somebody at the screen can push it on, and `vangnet run-due` or the command line takes it on.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from django_tasks import task

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock
from vangnet.apps.intake import deliveries
from vangnet.apps.intake.models import GOING, Delivery
from vangnet.apps.intake.staging import Progress
from vangnet.apps.intake.undoing import undo

AT_ONCE_BYTES: Final = 150_000
"""About a thousand rows: a second of work."""
PUSH_SECONDS: Final = 15.0
"""So long somebody at a screen may be kept waiting for what nothing else does."""


@task()
def work(municipality: int, delivery: int, by: int | None = None) -> None:
    """Go on with a delivery as far as it can go by itself."""
    with acting_for(Municipality.objects.get(pk=municipality)):
        found = Delivery.of(municipality).select_related("partner").get(pk=delivery)
        go_on(found, by=User.objects.get(pk=by) if by else None)


def go_on(delivery: Delivery, progress: Progress | None = None, by: User | None = None) -> None:
    """Try it, take it in once somebody said so, or undo it once somebody cancelled it."""
    if delivery.status == Delivery.Status.STAGING:
        deliveries.dry_run(delivery, progress)
    elif delivery.status == Delivery.Status.RUNNING:
        deliveries.run(delivery, today=clock.today(), progress=progress)
    elif delivery.status == Delivery.Status.CANCELLING:
        undo(delivery, by=by, today=clock.today(), progress=progress)


class _Enough(Exception):  # noqa: N818 - nothing is wrong
    """For one request this is long enough."""


def push(delivery: Delivery, *, by: User | None = None, seconds: float = PUSH_SECONDS) -> None:
    """Where nothing works at it, go on within a request: as far as it comes in so many seconds."""
    until = time.monotonic() + seconds

    def watch(_: Delivery) -> None:
        if time.monotonic() > until:
            raise _Enough

    with suppress(_Enough):
        go_on(delivery, watch, by)


def start(delivery: Delivery, *, by: User | None = None) -> None:
    """Now, or in the queue when it is much."""
    if delivery.size <= AT_ONCE_BYTES:
        go_on(delivery, by=by)
    else:
        work.enqueue(delivery.municipality_id, delivery.pk, by.pk if by else None)


def start_all(several: Sequence[Delivery], *, by: User | None = None) -> None:
    """One after the other, as many at once as somebody can be kept waiting for; the others in the queue."""
    until = time.monotonic() + PUSH_SECONDS
    for delivery in several:
        if time.monotonic() < until:
            start(delivery, by=by)
        else:
            work.enqueue(delivery.municipality_id, delivery.pk, by.pk if by else None)


def unfinished(municipality: Municipality) -> list[Delivery]:
    """Deliveries with which something can be done now: what was killed or waits in the queue."""
    rows = Delivery.of(municipality).filter(status__in=GOING).select_related("partner")
    return list(rows.order_by("id"))


def finish(municipality: Municipality) -> int:
    """Go on with everything that was left half-way; how many."""
    left = unfinished(municipality)
    for delivery in left:
        go_on(delivery)
    return len(left)

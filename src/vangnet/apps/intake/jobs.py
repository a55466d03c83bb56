"""Which intake is done at once, and which waits in the queue while somebody goes on with other work?

A small file is done within the request. A large one is put in the queue of the database; where no worker runs, it
waits and says so, and `vangnet run-due` or the command line takes it on.
"""

from typing import Final

from django_tasks import task

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock
from vangnet.apps.intake import deliveries
from vangnet.apps.intake.models import Delivery

AT_ONCE_BYTES: Final = 150_000
"""About a thousand rows: a second of work."""


@task()
def work(municipality: int, delivery: int) -> None:
    """Go on with a delivery as far as it can go by itself."""
    with acting_for(Municipality.objects.get(pk=municipality)):
        go_on(Delivery.of(municipality).select_related("partner").get(pk=delivery))


def go_on(delivery: Delivery) -> None:
    """Try it, or take it in once somebody said so."""
    if delivery.status == Delivery.Status.STAGING:
        deliveries.dry_run(delivery)
    elif delivery.status == Delivery.Status.RUNNING:
        deliveries.run(delivery, today=clock.today())


def start(delivery: Delivery) -> None:
    """Now, or in the queue when it is much."""
    if delivery.size <= AT_ONCE_BYTES:
        go_on(delivery)
    else:
        work.enqueue(delivery.municipality_id, delivery.pk)


def unfinished(municipality: Municipality) -> list[Delivery]:
    """Deliveries with which something can be done now: what was killed or waits in the queue."""
    going = (Delivery.Status.STAGING, Delivery.Status.RUNNING)
    rows = Delivery.of(municipality).filter(status__in=going).select_related("partner")
    return list(rows.order_by("id"))


def finish(municipality: Municipality) -> int:
    """Go on with everything that was left half-way; how many."""
    left = unfinished(municipality)
    for delivery in left:
        go_on(delivery)
    return len(left)

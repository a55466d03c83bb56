"""What is done every night, for each municipality and for the house as a whole?

Each app tells its own work; `vangnet run-due` does it, in the order of the apps, and seals the log of looks last.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from axes.models import AccessAttempt
from django.core.management import call_command
from django.utils import timezone

from vangnet.apps.accounts.looks import erase_looks, seal_looks
from vangnet.apps.accounts.models import Municipality

Work = Callable[[Municipality, date], Iterator[str]]
"""Does its part for a municipality as of today, and says in a line each what was done."""
FAILED_LOGINS_KEPT = timedelta(days=1)
_works: list[Work] = []


def every_night(work: Work) -> Work:
    """Let an app tell its nightly work; call it in AppConfig.ready."""
    _works.append(work)
    return work


def the_night(municipality: Municipality, today: date) -> Iterator[str]:
    """All of it, one after another, while acting for this municipality."""
    for work in _works:
        yield from work(municipality, today)
    yield f"{seal_looks(municipality)} seals added to the log of looks"
    if erased := erase_looks(municipality, today):
        yield f"{erased} looks erased"


def tidy_doors() -> None:
    """Sessions that ended (they hold what was searched for) and failed logins of days ago (names, addresses)."""
    call_command("clearsessions")
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - FAILED_LOGINS_KEPT).delete()

"""How fast are the pages of the court with many open cases around them, and how long does a pack of forty pages take?

`python -m bench.court [CASES]` prints one line per figure, on a database of its own (see ``bench.store``).
Asked: every page under 100 ms with 100,000 open cases, and a pack of 40 pages under 5 seconds.
"""

import gc
import io
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from bench.figures import HEAD, Figure
from bench.store import TODAY, browser_of, database, page, town

PAGES = 40
TRIED = 1_800
"""So many attempts at contact make a pack of more than forty pages."""


def longest_story(here: Any) -> tuple[str, int]:
    """A household in court, sought a eighteen hundred times; the number of its case and the person."""
    from vangnet.apps.cases.models import Household, Person  # noqa: PLC0415 - after the settings are known
    from vangnet.apps.cases.record import open_case  # noqa: PLC0415
    from vangnet.domain import events as e  # noqa: PLC0415
    from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached  # noqa: PLC0415

    home = Household.of(here).create()
    person = Person.of(here).create(household=home, initials="A.", surname="Volhouder").pk
    tried = e.ContactAttempted(
        person=person, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.NOT_REACHED
    )
    facts: list[e.Event] = [
        e.SignalReceived(matter=1, signal=10**7, kind=MatterKind.RENT, person=person, cents=640_000),
        e.SignalTakenUp(matter=1, signal=10**7),
        e.HouseholdNoted(adults=2, minors=3),
        *[tried] * TRIED,
        e.SummonsServed(matter=1),
        e.HearingScheduled(matter=1, hearing=1, day=TODAY + timedelta(days=9)),
    ]
    case, _done = open_case(here, home, facts, by=None, on=date(2026, 6, 1), today=TODAY)
    return case.number, person


def pack(user: Any, number: str) -> Figure:
    """The whole pack, from the question to the PDF."""
    from django.test import Client  # noqa: PLC0415
    from pypdf import PdfReader  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    wall, processor = time.perf_counter(), time.process_time()
    answer = client.get(f"/dossiers/{number}/zitting/1/1/pakket/")
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    pages = len(PdfReader(io.BytesIO(answer.content)).pages)
    if pages < PAGES:
        raise RuntimeError(f"the pack has {pages} pages")
    return Figure(f"pack of {pages} pages", wall * 1_000, "ms", 5_000, processor * 1_000)


def measure(cases: int) -> Iterator[Figure]:
    """All figures; the database is made and removed."""
    with database():
        from vangnet.apps.accounts import provision  # noqa: PLC0415
        from vangnet.apps.cases import bulk  # noqa: PLC0415
        from vangnet.apps.cases.models import Person, Step  # noqa: PLC0415
        from vangnet.apps.court.models import District  # noqa: PLC0415
        from vangnet.domain.codes import Role  # noqa: PLC0415

        here, users, openings = town(cases)
        bulk.open_cases(here, openings, by=None, today=TODAY)
        number, person = longest_story(here)
        District.of(here).create(court="rotterdam", phone="010 555 01 23")
        gc.collect()
        gc.freeze()
        provision.grant(users[0], here, Role.COURT_OFFICER)
        ask = browser_of(users[0])
        steps = Step.of(here).filter(rule="record_judgment")
        usual = steps.select_related("case").order_by("by")[steps.count() // 2].case
        one = usual.number
        yield page(f"Zittingen, of {steps.count():,}", partial(ask, "/zittingen/"))
        yield page("Zittingen, the fiftieth page", partial(ask, "/zittingen/?page=50"))
        yield page("Zittingen, one day", partial(ask, f"/zittingen/?dag={TODAY + timedelta(days=8)}"))
        yield page("Zittingen, a month", partial(ask, "/zittingen/maand/?maand=2026-12"))
        yield page("A hearing", partial(ask, f"/dossiers/{one}/zitting/1/1/"))
        yield page("The duty to report", partial(ask, f"/dossiers/{one}/meldplicht/1/"))
        yield page("What going on costs", partial(ask, f"/dossiers/{one}/kosten/1/"))
        yield page("After the judgment", partial(ask, f"/dossiers/{one}/vonnis/1/"))
        tenant = Person.of(here).filter(household=usual.household_id).values_list("pk", flat=True)[0]
        yield page("Administration weighed", partial(ask, f"/dossiers/{one}/bewind/{tenant}/"))
        worst = f"Administration weighed, sought {TRIED:,} times"
        yield page(worst, partial(ask, f"/dossiers/{number}/bewind/{person}/"))
        yield page("Lists of hearings", partial(ask, "/zittingen/lijsten/"))
        yield pack(users[0], number)


if __name__ == "__main__":
    print(HEAD)
    for figure in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(figure, flush=True)

"""How long does a looplijst of 60 candidate addresses for 3 visitors take, with many open cases around it?

`python -m bench.rounds [CASES]` prints one line per figure, on a database of its own (see ``bench.store``).
Asked: under 2 seconds from the question to the list, and under 2 seconds for the PDF of 60 doors.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from bench.figures import HEAD, Figure
from bench.store import TODAY, database, town

DOORS = 60
VISITORS = 3
T = TypeVar("T")


def once(what: str, act: Callable[[], T], asked: float | None = None) -> tuple[Figure, T]:
    """One act, in milliseconds."""
    wall, processor = time.perf_counter(), time.process_time()
    made = act()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return Figure(what, wall * 1_000, "ms", asked, processor * 1_000), made


def around(here: Any, cases: int) -> None:
    """The other open cases of the town, for which a list must not be slower."""
    from vangnet.apps.cases import bulk  # noqa: PLC0415 - after the settings are known

    if cases:
        _here, _users, openings = town(cases)
        bulk.open_cases(here, openings, by=None, today=TODAY)


def candidates(here: Any) -> None:
    """A district of a kilometre and a half across in which 60 households wait for a visit."""
    from vangnet.apps.cases import bulk  # noqa: PLC0415
    from vangnet.apps.cases.models import Household, Person, Stay  # noqa: PLC0415
    from vangnet.domain import events as e  # noqa: PLC0415
    from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached  # noqa: PLC0415

    chance = random.Random(11)
    openings = []
    for n in range(DOORS):
        home = Household.of(here).create()
        x, y = chance.uniform(120_000, 121_500), chance.uniform(480_000, 481_500)
        Stay.of(here).create(household=home, street="Wijkstraat", number=n + 1, postcode="1234AB", city="Zee", x=x, y=y)
        person = Person.of(here).create(household=home, initials="A.", surname=f"Proef{n}").pk

        def tried(channel: Channel, part: DayPart, person: int = person) -> e.ContactAttempted:
            return e.ContactAttempted(person=person, channel=channel, day_part=part, reached=Reached.NOT_REACHED)

        facts: list[tuple[date, e.Event]] = [
            (
                TODAY - timedelta(days=28),
                e.SignalReceived(matter=1, signal=10**6 + n, kind=MatterKind.RENT, person=person, cents=90_000),
            ),
            (TODAY - timedelta(days=27), e.SignalTakenUp(matter=1, signal=10**6 + n)),
            (TODAY - timedelta(days=25), tried(Channel.CARD, DayPart.AFTERNOON)),
            (TODAY - timedelta(days=18), tried(Channel.PHONE, DayPart.MORNING)),
        ]
        openings.append(bulk.Opening(home.pk, facts))
    bulk.open_cases(here, openings, by=None, today=TODAY)


def measure(cases: int) -> Iterator[Figure]:
    """All figures; the database is made and removed."""
    with database():
        from vangnet.apps.accounts import provision  # noqa: PLC0415
        from vangnet.apps.outreach.pdf import round_pdf  # noqa: PLC0415
        from vangnet.apps.outreach.planning import Asked, Named, make, plan  # noqa: PLC0415
        from vangnet.apps.outreach.sheet import sheet_of  # noqa: PLC0415
        from vangnet.domain.codes import DayPart  # noqa: PLC0415

        here = provision.make_municipality("1690", "De Wolden aan Zee")
        around(here, cases)
        candidates(here)
        asked = Asked(TODAY, DayPart.AFTERNOON, ("1234",), capacity=20)
        walkers = [Named(None, f"Bezoeker {n + 1}") for n in range(VISITORS)]
        everywhere, planned = once(f"plan, all of {cases:,} cases", lambda: plan(here, Asked(TODAY, asked.part), 3))
        yield everywhere
        figure, planned = once(
            f"plan, {DOORS} addresses, {VISITORS} visitors", lambda: plan(here, asked, VISITORS), 2_000
        )
        weighed = planned.stops + len(planned.left_out)
        if weighed != DOORS:
            raise RuntimeError(f"{weighed} addresses were weighed")
        yield figure
        figure, (made, _plan) = once("make it, with its reservations", lambda: make(here, asked, walkers, by=None))
        yield figure
        figure, sheet = once(f"read it back, {planned.stops} stops", lambda: sheet_of(here, made))
        yield figure
        figure, _pdf = once(f"PDF, {sheet.stops} stops", lambda: round_pdf(here, sheet), 2_000)
        yield figure


if __name__ == "__main__":
    print(HEAD)
    for figure in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(figure, flush=True)

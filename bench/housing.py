"""How fast are the eviction board and the pages about another home, with many open cases around them?

`python -m bench.housing [CASES]` prints one line per figure, on a database of its own (see ``bench.store``).
Asked: every page under 100 ms with 100,000 open cases.
"""

import gc
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from bench.figures import HEAD, Figure
from bench.store import TODAY, browser_of, database, page, town

EVERY = 800
"""Of so many households one is to be evicted: with 100,000 open cases more than there are in a year in a large city."""
PLACES = 150


def threatened(openings: list[Any]) -> list[Any]:
    """The same households, of which some hear that their home is to be cleared."""
    from vangnet.apps.cases.bulk import Opening  # noqa: PLC0415 - after the settings are known
    from vangnet.domain import events as e  # noqa: PLC0415

    told = []
    for place, opening in enumerate(openings):
        day = TODAY + timedelta(days=place // EVERY % 40 + 1)
        facts = [(TODAY, e.EvictionAnnounced(matter=1, eviction=1, day=day))] if place % EVERY == 0 else []
        told.append(Opening(opening.household, [*opening.events, *facts]))
    return told


def measure(cases: int) -> Iterator[Figure]:
    """All figures; the database is made and removed."""
    with database():
        from vangnet.apps.accounts import provision  # noqa: PLC0415
        from vangnet.apps.cases import bulk  # noqa: PLC0415
        from vangnet.apps.cases.models import Case  # noqa: PLC0415
        from vangnet.apps.housing.models import Place  # noqa: PLC0415
        from vangnet.apps.housing.queries import AT_SIGHT  # noqa: PLC0415
        from vangnet.domain.codes import Role  # noqa: PLC0415

        here, users, openings = town(cases)
        bulk.open_cases(here, threatened(openings), by=None, today=TODAY)
        plain = {"kind": "flat", "rent_cents": 60_000, "start": TODAY}
        for place in range(PLACES):
            Place.of(here).create(called=f"Woning {place}", rooms=place % 5 + 1, region=f"9{100 + place % 20}", **plain)
        gc.collect()
        gc.freeze()
        provision.grant(users[0], here, Role.DIRECTOR)
        ask = browser_of(users[0])
        at_stake = Case.of(here).filter(board_on__isnull=False)
        number = at_stake.order_by("board_on").values_list("number", flat=True)[0]
        yield page(f"Ontruimingen, of {at_stake.count():,}", partial(ask, "/ontruimingen/"))
        yield page(
            "Ontruimingen, the last page",
            partial(ask, f"/ontruimingen/?vanaf={at_stake.count() // AT_SIGHT * AT_SIGHT}"),
        )
        yield page(f"Another home, {PLACES} places weighed", partial(ask, f"/dossiers/{number}/woning/"))
        yield page("Threats of a case", partial(ask, f"/dossiers/{number}/dreiging/"))
        yield page("Disputes about rent", partial(ask, f"/dossiers/{number}/huur/"))
        yield page(f"Woningen, {PLACES}", partial(ask, "/woningen/"))


if __name__ == "__main__":
    print(HEAD)
    for figure in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(figure, flush=True)

"""How fast are the pages about somebody's help and money with many open cases around them?

`python -m bench.support [CASES]` prints one line per figure, on a database of its own (see ``bench.store``).
Asked: every page under 100 ms with 100,000 open cases.
"""

import gc
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench.figures import HEAD, Figure
from bench.store import TODAY, browser_of, database, page, town

HELPED = 40
"""So many households are helped to the full, and each is opened in turn."""
PAGES = {
    "The first talk": "gesprek/{}/",
    "The money picture": "geld/{}/",
    "The plan": "plan/{}/",
    "Arrangements": "regeling/{}/",
    "Debt settlement": "schuldregeling/{}/",
    "An offer in a settlement": "schuldregeling/{}/voorstel/",
    "Balances": "saldo/{}/",
    "Tailored budget": "maatwerkbudget/{}/",
    "Rights": "rechten/{}/",
    "Forced settlement": "dwangakkoord/{}/",
}


def helped(here: Any, places: int) -> list[tuple[str, int]]:
    """Households with help, a plan, two debts and a proposal refused: the number of each and its person."""
    from vangnet.apps.cases.models import Household, Person  # noqa: PLC0415 - after the settings are known
    from vangnet.apps.cases.record import open_case, record  # noqa: PLC0415
    from vangnet.domain import events as e  # noqa: PLC0415
    from vangnet.domain.codes import Answer, Channel, DayPart, MatterKind, Reached  # noqa: PLC0415

    found = []
    for place in range(places):
        home = Household.of(here).create()
        person = Person.of(here).create(household=home, initials="B.", surname=f"Geholpen{place}").pk
        tried = e.ContactAttempted(
            person=person, channel=Channel.VISIT, day_part=DayPart.EVENING, reached=Reached.SPOKEN
        )
        owed = [
            e.SignalReceived(matter=n, signal=10**7 + 2 * place + n, kind=kind, person=person, cents=90_000 * n)
            for n, kind in ((1, MatterKind.RENT), (2, MatterKind.ENERGY))
        ]
        taken = [e.SignalTakenUp(matter=n, signal=10**7 + 2 * place + n) for n in (1, 2)]
        first = (e.Instalment(TODAY + timedelta(days=20), 9_000),)
        facts: list[e.Event] = [
            *(tried, e.HelpAccepted(person=person), e.FirstConversationHeld(person=person, application=True)),
            *(e.ArrangementProposed(matter=n, instalments=first) for n in (1, 2)),
            *(e.ArrangementAnswered(matter=1, answer=Answer.NO), e.BalanceAsked(matter=2)),
            *(e.HelpRequested(person=person), *[tried] * 6),
        ]
        on = TODAY - timedelta(days=30)
        case, _done = open_case(here, home, [*owed, *taken], by=None, on=on, today=TODAY)
        record(case, facts, by=None, on=on, today=TODAY)
        found.append((case.number, person))
    return found


def measure(cases: int) -> Iterator[Figure]:
    """All figures; the database is made and removed."""
    with database():
        from vangnet.apps.accounts import provision  # noqa: PLC0415
        from vangnet.apps.cases import bulk  # noqa: PLC0415
        from vangnet.domain.codes import Role  # noqa: PLC0415

        here, users, openings = town(cases)
        bulk.open_cases(here, openings, by=None, today=TODAY)
        people = helped(here, HELPED)
        gc.collect()
        gc.freeze()
        provision.grant(users[0], here, Role.CASEWORKER)
        ask = browser_of(users[0])
        for what, path in PAGES.items():
            pages = (f"/dossiers/{number}/{path.format(person)}" for number, person in people * 2)
            yield page(what, lambda pages=pages: ask(next(pages)))  # type: ignore[misc]


if __name__ == "__main__":
    print(HEAD)
    for figure in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(figure, flush=True)

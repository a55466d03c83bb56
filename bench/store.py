"""How fast is the store of cases: folding, opening, rebuilding, reading with a hundred thousand open cases?

`python bench/store.py [CASES]` prints one line per figure, on a database of its own: an SQLite file in a
temporary folder, or, where DATABASE_URL names PostgreSQL, Django's test database there. Synthetic households,
about ten events a case, seeded.
"""

import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, NamedTuple

TODAY = date(2026, 11, 23)
OWNERS = 40


class Figure(NamedTuple):
    """One measured figure by the clock on the wall, the same by the processor's, and what was asked of it.

    The second shows what a machine without other work would give.
    """

    what: str
    measured: float
    alone: float
    unit: str
    asked: str

    def __str__(self) -> str:
        return f"{self.what:<42} {self.measured:>11,.0f} {self.alone:>11,.0f} {self.unit:<9} {self.asked:>8}"


@contextmanager
def database() -> Iterator[None]:
    """An empty database that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.project.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        import django  # noqa: PLC0415 - after the settings are known

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        if connection.vendor == "postgresql":
            name = connection.settings_dict["NAME"]
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            yield
            connection.creation.destroy_test_db(name, verbosity=0)
            return
        call_command("migrate", verbosity=0)
        yield
        connection.close()


def rate(what: str, count: int, act: Callable[[], Any], unit: str, asked: str) -> Figure:
    """How many a second."""
    wall, processor = time.perf_counter(), time.process_time()
    act()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return Figure(what, count / wall, count / processor, unit, asked)


def page(what: str, act: Callable[[], Any], times: int = 40) -> Figure:
    """The 95th percentile of how long a page takes, in milliseconds; a first one warms up."""
    act()
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        act()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    wall, processor = (statistics.quantiles(took, n=20)[18] * 1_000 for took in (walls, processors))
    return Figure(f"{what} (p95)", wall, processor, "ms", "100")


def story(chance: random.Random, person: int, signal: int, owner: int) -> list[tuple[date, Any]]:
    """About ten events: a signal, attempts, an offer, an answer, help or the court; most cases stay open."""
    from vangnet.domain import events as e  # noqa: PLC0415
    from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached  # noqa: PLC0415

    on = TODAY - timedelta(days=chance.randint(2, 120))
    kind = chance.choice([MatterKind.RENT, MatterKind.ENERGY, MatterKind.HEALTH, MatterKind.WATER])

    def later(most: int) -> date:
        nonlocal on
        on = min(on + timedelta(days=chance.randint(0, most)), TODAY)
        return on

    def attempt() -> Any:
        channel, part = chance.choice(list(Channel)), chance.choice(list(DayPart))
        reached = chance.choice([Reached.NOT_REACHED, Reached.NOT_REACHED, Reached.SPOKEN])
        return e.ContactAttempted(person=person, channel=channel, day_part=part, reached=reached)

    cents = chance.randint(100, 4_000) * 100
    told: list[tuple[date, Any]] = [
        (on, e.SignalReceived(matter=1, signal=signal, kind=kind, person=person, cents=cents)),
        (later(2), e.SignalTakenUp(matter=1, signal=signal)),
        (later(2), e.OwnerAssigned(owner=owner)),
        (later(5), e.HelpOffered(person=person, channel=Channel.LETTER)),
        *((later(9), attempt()) for _ in range(chance.randint(2, 4))),
        (later(5), e.HouseholdNoted(adults=chance.randint(1, 2), minors=chance.choice([0, 0, 1, 2]))),
        (later(5), e.AmountChanged(matter=1, cents=cents + 10_000)),
    ]
    if kind is MatterKind.RENT and chance.random() < 0.15:
        hearing = TODAY + timedelta(days=chance.randint(1, 40))
        told += [
            (later(3), e.SummonsServed(matter=1)),
            (on, e.HearingScheduled(matter=1, hearing=1, day=hearing)),
        ]
    elif chance.random() < 0.4:
        told += [(later(3), e.HelpAccepted(person=person))]
    return told


def town(cases: int) -> tuple[Any, list[Any], list[Any]]:
    """A municipality with its people at work and households; what is to be opened for each."""
    from vangnet.apps.accounts import provision  # noqa: PLC0415
    from vangnet.apps.accounts.models import User  # noqa: PLC0415
    from vangnet.apps.cases import bulk  # noqa: PLC0415
    from vangnet.apps.cases.models import Household, Person, Stay  # noqa: PLC0415

    chance = random.Random(7)
    here = provision.make_municipality("1690", "De Wolden aan Zee")
    users = User.objects.bulk_create(User(username=f"u{n}", name=f"Consulent {n}") for n in range(OWNERS))
    names = ["Jansen", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Hendriks"]
    streets = ["Kerkstraat", "Molenweg", "Lindelaan", "Beukenlaan", "Dorpsstraat", "Stationsweg"]
    homes = Household.of(here).bulk_create((Household(register_id=str(n)) for n in range(cases)), batch_size=5_000)
    Stay.of(here).bulk_create(
        (
            Stay(
                household=h,
                street=chance.choice(streets),
                number=n % 400 + 1,
                postcode=f"{9000 + n % 900}AB",
                city="Zee",
            )
            for n, h in enumerate(homes)
        ),
        batch_size=5_000,
    )
    suffixes = ["", "sma", "stra", "man", "huis", "kamp", "berg"]
    persons = Person.of(here).bulk_create(
        (Person(household=h, surname=chance.choice(names) + chance.choice(suffixes), initials="A.") for h in homes),
        batch_size=5_000,
    )
    openings = [
        bulk.Opening(home.pk, story(chance, person.pk, n + 1, chance.choice(users).pk))
        for n, (home, person) in enumerate(zip(homes, persons, strict=True))
    ]
    return here, users, openings


def folding(openings: list[Any]) -> list[Figure]:
    """In memory, and decoded from what the store holds; one core."""
    import msgspec  # noqa: PLC0415

    from vangnet.apps.cases.story import decode  # noqa: PLC0415
    from vangnet.domain import events as e  # noqa: PLC0415
    from vangnet.domain.fold import fold  # noqa: PLC0415

    told = [[e.Recorded(n, on, n, event) for n, (on, event) in enumerate(o.events, 1)] for o in openings[:20_000]]
    write = msgspec.json.Encoder().encode
    stored = [[(r.id, r.on, r.turn, type(r.event).__name__, write(r.event).decode()) for r in story] for story in told]
    count = sum(map(len, told))

    def folded() -> None:
        for story in told:
            fold(story)

    def decoded() -> None:
        for rows in stored:
            fold([decode(*row) for row in rows])

    return [
        rate("fold, events in memory", count, folded, "events/s", "300,000"),
        rate("fold, decoded from the store", count, decoded, "events/s", "120,000"),
    ]


def writing(here: Any, openings: list[Any]) -> Iterator[Figure]:
    from vangnet.apps.cases import bulk  # noqa: PLC0415
    from vangnet.apps.cases.doctor import examine  # noqa: PLC0415

    count, each = len(openings), sum(len(opening.events) for opening in openings) / len(openings)
    told = f"{each:.1f} events each"
    yield rate(
        f"open cases, {told}",
        count,
        lambda: bulk.open_cases(here, openings, by=None, today=TODAY),
        "cases/s",
        "",
    )
    yield rate(f"rebuild, {told}", count, lambda: bulk.rebuild(here, TODAY), "cases/s", "3,000")
    yield rate(f"doctor, {told}", count, lambda: list(examine(here, TODAY)), "cases/s", "")


def reading(here: Any, users: list[Any]) -> Iterator[Figure]:
    from vangnet.apps.cases.dossier import case_file  # noqa: PLC0415
    from vangnet.apps.cases.models import Case  # noqa: PLC0415
    from vangnet.apps.cases.queries import Filters, case_list, closed_meter, step_counts, vandaag  # noqa: PLC0415
    from vangnet.domain.codes import Role  # noqa: PLC0415

    until = TODAY + timedelta(days=7)
    ids = list(Case.of(here).values_list("id", flat=True)[:: max(Case.of(here).count() // 40, 1)])
    turn = iter(ids * 3)
    pages: dict[str, Callable[[], Any]] = {
        "Vandaag of a caseworker": lambda: vandaag(here, users[0], [Role.CASEWORKER], TODAY, until),
        "Vandaag of a coordinator": lambda: vandaag(here, users[1], [Role.COORDINATOR], TODAY, until),
        "Vandaag of a court officer": lambda: vandaag(here, users[2], [Role.COURT_OFFICER], TODAY, until),
        "Vandaag of intake": lambda: vandaag(here, users[3], [Role.INTAKE], TODAY, until),
        "Dossiers": lambda: case_list(here, TODAY),
        "Dossiers, in danger with minors": lambda: case_list(here, TODAY, "", Filters(in_danger=True, minors=True)),
        "Dossiers, search 'ja'": lambda: case_list(here, TODAY, "ja"),
        "Dossiers, search 'visserstra'": lambda: case_list(here, TODAY, "visserstra"),
        "Dossiers, search 'kerkstraat 74'": lambda: case_list(here, TODAY, "kerkstraat 74"),
        "Dossiers, search 'smit molenweg'": lambda: case_list(here, TODAY, "smit molenweg"),
        "Dossiers, search 'VN-2026-004'": lambda: case_list(here, TODAY, "VN-2026-004"),
        "Dossier": lambda: case_file(here, next(turn), TODAY),
        "closed meter": lambda: closed_meter(here),
        "the sieve's counts": lambda: step_counts(here),
    }
    for what, act in pages.items():
        yield page(what, act)


def measure(cases: int) -> Iterator[Figure]:
    """All figures, one after another; the database is made and removed."""
    with database():
        here, users, openings = town(cases)
        gc.collect()
        gc.freeze()  # what this town holds in memory is not what is measured
        yield from folding(openings)
        yield from writing(here, openings)
        yield from reading(here, users)


if __name__ == "__main__":
    print(f"{'':<42} {'wall':>11} {'processor':>11} {'':<9} {'asked':>8}")
    for figure in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(figure, flush=True)

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
from functools import partial
from typing import Any

from bench.figures import HEAD, Figure

TODAY = date(2026, 11, 23)
OWNERS = 40


@contextmanager
def database() -> Iterator[None]:
    """An empty database that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.project.settings")
        os.environ |= {"VANGNET_DATA": folder, "VANGNET_TODAY": TODAY.isoformat()}
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


def rate(what: str, count: int, act: Callable[[], Any], unit: str, asked: float | None = None) -> Figure:
    """How many a second."""
    wall, processor = time.perf_counter(), time.process_time()
    act()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return Figure(what, count / wall, unit, asked, count / processor)


def page(what: str, act: Callable[[], Any], asked: float | None = 100, times: int = 40) -> Figure:
    """The 95th percentile of how long a page takes, in milliseconds; a first one warms up."""
    act()
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        act()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    wall, processor = (statistics.quantiles(took, n=20)[18] * 1_000 for took in (walls, processors))
    return Figure(f"{what} (p95)", wall, "ms", asked, processor)


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
        rate("fold, events in memory", count, folded, "events/s", 300_000),
        rate("fold, decoded from the store", count, decoded, "events/s", 120_000),
    ]


def writing(here: Any, openings: list[Any]) -> Iterator[Figure]:
    from vangnet.apps.cases import bulk, retelling  # noqa: PLC0415
    from vangnet.apps.cases.doctor import examine  # noqa: PLC0415

    count, each = len(openings), sum(len(opening.events) for opening in openings) / len(openings)
    told = f"{each:.1f} events each"
    yield rate(
        f"open cases, {told}",
        count,
        lambda: bulk.open_cases(here, openings, by=None, today=TODAY),
        "cases/s",
    )
    yield rate(f"rebuild, {told}", count, lambda: retelling.rebuild(here, TODAY), "cases/s", 3_000)
    yield rate(f"doctor, {told}", count, lambda: list(examine(here, TODAY)), "cases/s")


def reading(here: Any, users: list[Any]) -> Iterator[Figure]:
    """Whole pages as the server answers them: session, role, queries, template and the log of looks."""
    from vangnet.apps.accounts import provision  # noqa: PLC0415
    from vangnet.apps.cases.models import Case  # noqa: PLC0415
    from vangnet.domain.codes import Role  # noqa: PLC0415

    numbers = list(Case.of(here).values_list("number", flat=True)[:: max(Case.of(here).count() // 50, 1)])
    turn = iter(numbers)
    people = dict(zip(SHOWN_TO, users, strict=False))
    browsers = {}
    for role, user in people.items():
        provision.grant(user, here, Role(role))
        browsers[role] = browser_of(user)
    for role in people:
        yield page(f"Vandaag of {role}", partial(browsers[role], "/vandaag/"))
    ask = browsers["caseworker"]
    yield page("Dossiers", lambda: ask("/dossiers/"))
    yield page("Dossiers, in danger", lambda: ask("/dossiers/?filter=1&only=danger"))
    ask("/dossiers/?filter=1")
    for words in SEARCHED:
        yield page(f"Dossiers, search '{words}'", partial(ask, "/dossiers/", q=words))
    yield page("Dossier", lambda: ask(f"/dossiers/{next(turn)}/"))
    yield page("Zeef", lambda: browsers["coordinator"]("/zeef/"))
    yield page("Working agreements", lambda: browsers["coordinator"]("/werkafspraken/"))


def trying(here: Any) -> Figure:
    """An agreement on today's caseload, as a coordinator waits for it."""
    from vangnet.apps.tuning.trial import try_on_caseload  # noqa: PLC0415
    from vangnet.domain.agreements import Agreement  # noqa: PLC0415

    start, busy = time.perf_counter(), time.process_time()
    trial = try_on_caseload(here, Agreement(review_days=14), TODAY)
    wall, processor = time.perf_counter() - start, time.process_time() - busy
    told = f"an agreement tried on {trial.looked_at:,} of {trial.open:,} cases"
    return Figure(told, wall * 1_000, "ms", None, processor * 1_000)


SHOWN_TO = ("caseworker", "coordinator", "court_officer", "intake", "director")
SEARCHED = ("ja", "visserstra", "kerkstraat 74", "smit molenweg", "VN-2026-004")


def browser_of(user: Any) -> Callable[..., None]:
    """Opens a page, or sends a form and follows where it leads; anything but a page is a failure."""
    from django.test import Client  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def ask(address: str, **form: str) -> None:
        answer = client.post(address, form, follow=True) if form else client.get(address, follow=True)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} gave {answer.status_code}")

    return ask


def measure(cases: int) -> Iterator[Figure]:
    """All figures, one after another; the database is made and removed."""
    with database():
        here, users, openings = town(cases)
        gc.collect()
        gc.freeze()  # what this town holds in memory is not what is measured
        yield from folding(openings)
        yield from writing(here, openings)
        yield from reading(here, users)
        yield trying(here)


if __name__ == "__main__":
    print(HEAD)
    for figure in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(figure, flush=True)

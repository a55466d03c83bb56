"""How fast does a large file come in, with checking, matching and case-making, while people go on working?

``python -m bench.intake [SIGNALS [RESIDENTS]]`` runs the installed commands as anybody would, on SQLite and on
PostgreSQL (a database of its own on $BENCH_POSTGRES, else 127.0.0.1), each time from the same register. Three
colleagues open pages of the served product all the while; peak memory is that of the importing process.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg

from bench.at_work import Meanwhile, people_at_work
from bench.collecting_desk import PARTNER
from bench.figures import HEAD, Figure, pace
from bench.town_files import TODAY

POSTGRES = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
MONTHS = ("2026-10-12", "2026-11-12")
"""When the two deliveries are received."""
REST = 20
"""Seconds in which pages are timed while nothing comes in."""
Environment = dict[str, str]


class Done(NamedTuple):
    """A command that ended: how long it took, of that on a processor, its peak memory, and what it said."""

    seconds: float
    processor: float
    megabytes: float
    said: str


def run(environment: Environment, *words: str) -> Done:
    """A program of its own; it may say that rows were set apart (3), any other failure is one."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        running = subprocess.Popen([sys.executable, "-m", *words], env=environment, stdout=out, text=True)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read()
    if running.returncode not in {0, 3}:
        raise RuntimeError(f"{' '.join(words)} ended with {running.returncode}: {said[-500:]}")
    return Done(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def vangnet(environment: Environment, *words: str) -> Done:
    return run(environment, "django", *words)


class Store(NamedTuple):
    """One kind of database: its name, how one is made, empty or as a copy of another, and how all are removed."""

    name: str
    make: Callable[[Path, str, str | None], Environment]
    forget: Callable[[Path], None]


def sqlite(folder: Path, name: str, like: str | None) -> Environment:
    data = folder / f"sqlite-{name}"
    shutil.rmtree(data, ignore_errors=True)
    if like:
        shutil.copytree(folder / f"sqlite-{like}", data)
    return _environment(data)


def postgresql(folder: Path, name: str, like: str | None) -> Environment:
    database, template = f"vangnet_bench_{name}", f"vangnet_bench_{like}" if like else "template0"
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {database}")
        server.execute(f"CREATE DATABASE {database} TEMPLATE {template}")
    return _environment(folder / "postgresql") | {"DATABASE_URL": f"{POSTGRES}/{database}"}


DATABASES = ("register", "month", "later")


def forget_sqlite(folder: Path) -> None:
    for name in DATABASES:
        shutil.rmtree(folder / f"sqlite-{name}", ignore_errors=True)


def forget_postgresql(_folder: Path) -> None:
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as server:
        for name in DATABASES:
            server.execute(f"DROP DATABASE IF EXISTS vangnet_bench_{name}")


def _environment(data: Path) -> Environment:
    own = {"VANGNET_DATA": str(data), "VANGNET_TODAY": TODAY.isoformat()}
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | own | {"DJANGO_SETTINGS_MODULE": "vangnet.project.settings"}


def rate(what: str, count: int, done: Done, asked: float | None = None) -> Figure:
    return Figure(what, count / done.seconds, "/s", asked, count / done.processor)


def register(store: Store, folder: Path, residents: int) -> Figure:
    """A municipality with its register, from which each measurement starts anew."""
    environment = store.make(folder, "register", None)
    run(environment, "bench.collecting_desk")
    done = vangnet(environment, "import_residents", str(folder / "files" / "residents.csv"))
    return rate(f"{store.name}: residents taken in", residents, done)


def take_in(environment: Environment, file: Path, received: str) -> Done:
    options = ("--partner", PARTNER, "--received", received, "--yes")
    done = vangnet(environment, "import_delivery", str(file), *options)
    print(f"  {done.said.splitlines()[0].rpartition('/')[2]}")
    return done


def month(store: Store, folder: Path, size: int) -> tuple[Done, list[Figure]]:
    """One file of that size taken in while people work, and the figures."""
    environment = store.make(folder, "month", "register")
    with people_at_work(environment) as noticed:
        done = take_in(environment, folder / "files" / f"signals-{size}.csv", MONTHS[0])
    what = f"{store.name}: {size:,} signals"
    return done, [
        rate(what, size, done, 1_000),
        Figure(f"{what}, peak memory", done.megabytes, "MB", 600),
        *pages(f"{what}, meanwhile", noticed, 300),
        Figure(f"{what}, longest write", noticed.longest_lock * 1_000, "ms", 250),
    ]


def at_rest(store: Store, folder: Path) -> Iterator[Figure]:
    """The same pages of the same people, with all those cases and signals there, while nothing comes in."""
    with people_at_work(store.make(folder, "later", "month")) as noticed:
        time.sleep(REST)
    by_page = defaultdict(list)
    for page, seconds in noticed.pages:
        by_page[page].append(seconds * 1_000)
    for page, took in sorted(by_page.items()):
        yield Figure(f"{store.name}: afterwards, {len(took)} times {page} (p95)", p95(took), "ms", 100)


def p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20, method="inclusive")[18] if len(took) > 1 else max(took)


def pages(what: str, noticed: Meanwhile, asked: float) -> Iterator[Figure]:
    """How long pages took, and which took longest."""
    took = [seconds * 1_000 for _, seconds in noticed.pages]
    slowest = max(noticed.pages, key=lambda page: page[1])
    yield Figure(f"{what}, {len(took)} pages (p95)", p95(took), "ms", asked)
    yield Figure(f"{what}, slowest page ({slowest[0]})", slowest[1] * 1_000, "ms", asked)


def measure(store: Store, folder: Path, sizes: list[int], residents: int) -> Iterator[Figure]:
    yield register(store, folder, residents)
    took = {}
    for size in sizes:
        took[size], figures = month(store, folder, size)
        yield from figures
    least, most = sizes[0], sizes[-1]
    clock = (took[most].seconds / most) / (took[least].seconds / least)
    processor = (took[most].processor / most) / (took[least].processor / least)
    yield Figure(f"{store.name}: time a signal, {most:,} against {least:,}", clock, "times", 1.1, processor)
    yield from at_rest(store, folder)
    environment = store.make(folder, "later", "month")
    done = take_in(environment, folder / "files" / "next-month.csv", MONTHS[1])
    yield rate(f"{store.name}: {least:,} of the next month upon it", least, done)


def stores() -> Iterator[Store]:
    yield Store("SQLite", sqlite, forget_sqlite)
    try:
        psycopg.connect(f"{POSTGRES}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        print("PostgreSQL: not measured, none answers at $BENCH_POSTGRES or 127.0.0.1")
    else:
        yield Store("PostgreSQL", postgresql, forget_postgresql)


def main(signals: int, residents: int) -> None:
    sizes = [signals // 4, signals // 2, signals]
    print(HEAD)
    print(pace(), flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        files = [str(folder / "files"), str(residents), *map(str, sizes)]
        run(_environment(folder), "bench.town_files", *files)
        for store in stores():
            try:
                for figure in measure(store, folder, sizes, residents):
                    print(figure, flush=True)
            finally:
                store.forget(folder)


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]]
    main(asked[0] if asked else 100_000, asked[1] if len(asked) > 1 else 400_000)

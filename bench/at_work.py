"""Colleagues who go on working in a browser, and somebody who watches how long the others cannot write."""

import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import psycopg

from bench.collecting_desk import PASSWORD

PAUSE = 0.4
"""Seconds between two pages of one colleague, who reads faster than anybody does."""
CASE = re.compile(r"/dossiers/(VN-\d+-\d+)/")
PAGES: dict[str, tuple[str, ...]] = {
    "intake": ("/signalen/", "/signalen/aanleveringen/"),
    "caseworker": ("/vandaag/", "/dossiers/", "/dossiers/?jan", "/dossiers/?VN-2026-001"),
    "coordinator": ("/vandaag/", "/dossiers/?wevershof", "/zeef/"),
}
"""What each opens, by username; what stands behind a question mark is searched for. Whoever sees cases opens one."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Colleague(threading.Thread):
    """Somebody who opens one page after another; ``took`` are seconds by page."""

    def __init__(self, username: str, address: str) -> None:
        super().__init__(daemon=True)
        self.took: list[tuple[str, float]] = []
        self.done = threading.Event()
        self.well = False
        """Whether nothing went wrong until the end."""
        self._pages, self._address, self._token = PAGES[username], address, ""
        self._browser = build_opener(HTTPCookieProcessor(CookieJar()))
        self._open("/inloggen/")
        self._open("/inloggen/", username=username, password=PASSWORD)

    def _open(self, page: str, **form: str) -> str:
        said = urlencode({"csrfmiddlewaretoken": self._token, **form}).encode() if form else None
        with self._browser.open(self._address + page, said, timeout=60) as answer:
            shown = str(answer.read().decode())
        if found := TOKEN.search(shown):
            self._token = found[1]
        return shown

    def run(self) -> None:
        while not self.done.is_set():
            for page in self._pages:
                address, asked, words = page.partition("?")
                shown = self._timed(address, "search" if asked else address, **({"q": words} if asked else {}))
                if cases := CASE.findall(shown):
                    self._timed(f"/dossiers/{cases[len(self.took) % len(cases)]}/", "a dossier")
        self.well = True

    def _timed(self, page: str, name: str, **form: str) -> str:
        start = time.perf_counter()
        shown = self._open(page, **form)
        self.took.append((name, time.perf_counter() - start))
        self.done.wait(PAUSE)
        return shown


class Watch(threading.Thread):
    """Looks again and again how long somebody else could not write; ``longest`` is in seconds.

    On SQLite every few milliseconds, since a lock taken twice between two looks would count as one; PostgreSQL says
    itself since when, and each look takes its processor.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        super().__init__(daemon=True)
        self.done = threading.Event()
        self.longest = 0.0
        self._environment = environment

    def run(self) -> None:
        look, pause = (self._postgresql, 0.02) if "DATABASE_URL" in self._environment else (self._sqlite, 0.003)
        for seconds in look():
            self.longest = max(self.longest, seconds)
            if self.done.wait(pause):
                return

    def _sqlite(self) -> Iterator[float]:
        """How long the one write lock has been held, time and again."""
        path = Path(self._environment["VANGNET_DATA"]) / "vangnet.sqlite3"
        store = sqlite3.connect(path, timeout=0, isolation_level=None)
        since = None
        while True:
            now = time.perf_counter()
            try:
                store.execute("BEGIN IMMEDIATE")
                store.execute("ROLLBACK")
            except sqlite3.OperationalError:
                since = since or now
                yield now - since
            else:
                yield now - since if since else 0.0
                since = None

    def _postgresql(self) -> Iterator[float]:
        """The age of the oldest transaction that has written; counting what tables hold keeps nobody from writing."""
        oldest = (
            "SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8 FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_xid IS NOT NULL AND query <> 'ANALYZE'"
        )
        with psycopg.connect(self._environment["DATABASE_URL"], autocommit=True) as store:
            while True:
                row = store.execute(oldest).fetchone()
                yield row[0] if row else 0.0


@contextmanager
def served(environment: Mapping[str, str]) -> Iterator[str]:
    """The product served on this machine as in production; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = [sys.executable, "-m", "gunicorn", "vangnet.project.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    running = subprocess.Popen(server, env=dict(environment), stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server does not answer")


@dataclass
class Meanwhile:
    """What was noticed beside the work that went on."""

    pages: list[tuple[str, float]] = field(default_factory=list)
    """Each page with the seconds it took."""
    longest_lock: float = 0.0


@contextmanager
def people_at_work(environment: Mapping[str, str]) -> Iterator[Meanwhile]:
    """Colleagues work and a watch is kept; what was noticed is filled in at the end."""
    noticed = Meanwhile()
    with served(environment) as address:
        people = [Colleague(username, address) for username in PAGES]
        watch = Watch(environment)
        everybody: list[Colleague | Watch] = [*people, watch]
        for one in everybody:
            one.start()
        try:
            yield noticed
        finally:
            for one in everybody:
                one.done.set()
                one.join()
    if failed := [person for person in people if not person.well]:
        raise RuntimeError(f"{len(failed)} of {len(people)} colleagues met with an error")
    noticed.pages = [page for person in people for page in person.took]
    noticed.longest_lock = watch.longest

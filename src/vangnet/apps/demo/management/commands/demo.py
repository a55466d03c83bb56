"""`vangnet demo`: a synthetic town with a year of history, ready to look around in."""

import os
import socket
import time
from contextlib import suppress
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django_tasks_db.management.commands.db_worker import Worker

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock, retelling
from vangnet.apps.demo.making import CODE, folder, is_begun, is_made, make_demonstration, shown_on, strangers
from vangnet.apps.demo.staff import PASSWORD, logins
from vangnet.apps.web.texts import word

TO_TRY = """\
What to try:
  1. As {intake}: load the eight files in {files} (Aanleveringen), settle what is unclear,
     and see the cases appear.
  2. As {caseworker}: work through Vandaag, open a case, record a conversation, make an offer.
  3. As {visitor}: walk today's looplijst on a phone-sized screen and record what happened at the door.
  4. As {coordinator}: give new cases an owner, see what is late, look at the Zeef.
  5. As {court_officer} and {director}: take a case from summons to the hearing, and stop an eviction."""


class Command(BaseCommand):
    help = (
        "Make a synthetic town with a year of history and serve it on this machine only. "
        "Started again it keeps the town; --fresh makes it anew for today."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="make the town and stop")
        parser.add_argument("--fresh", action="store_true", help="forget the town that is there (SQLite only)")
        parser.add_argument("--seed", type=int, default=1, help="another number, another town")
        parser.add_argument("--residents", type=int, default=2_000)
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["no_serve"]:
            _demand_free(options["port"])
        call_command("migrate", verbosity=0)
        if strangers():
            raise CommandError("this database holds another municipality; give the demonstration one of its own")
        day = shown_on(clock.today())
        if options["fresh"] or is_begun():
            _forget()
        if is_made():
            self._bring_up_to(day)
        else:
            self._make(options["seed"], options["residents"], day)
        self._tell(options["port"])
        if not options["no_serve"]:
            _serve(options["port"], day)

    def _make(self, seed: int, residents: int, day: date) -> None:
        start = time.monotonic()
        self.stdout.write("A town is being made, with a year of history. One moment ...")
        make_demonstration(seed, residents, day, lambda said: self.stdout.write(f"  {said}"))
        self.stdout.write(f"Ready in {time.monotonic() - start:.0f} seconds.")

    def _bring_up_to(self, day: date) -> None:
        municipality = Municipality.objects.get(code=CODE)
        with acting_for(municipality):
            retelling.run_due(municipality, day)
        self.stdout.write("The town that was made before. `vangnet demo --fresh` makes it anew for today.")

    def _tell(self, port: int) -> None:
        who = {colleague.role.value: colleague.username for colleague in logins()}
        self.stdout.write(f"\n  http://127.0.0.1:{port}/    password for everybody: {PASSWORD}\n\n")
        for colleague in logins():
            self.stdout.write(f"  {colleague.username:8} {colleague.name:20} {word(colleague.role, 'en')}")
        self.stdout.write("\n" + TO_TRY.format(files=_newest(), **who) + "\n")


def _newest() -> Path:
    """The folder of the newest month's files, as short as it can be written."""
    months = sorted((folder() / "deliveries").glob("20*"))
    newest = months[-1] if months else folder()
    return newest.relative_to(Path.cwd()) if newest.is_relative_to(Path.cwd()) else newest


def _forget() -> None:
    """The story of a case is never erased by ourselves: the whole database goes."""
    if connection.vendor != "sqlite":
        raise CommandError("drop and create the database yourself, then run this again")
    name = Path(connection.settings_dict["NAME"])
    connection.close()
    for path in (name, name.with_name(name.name + "-wal"), name.with_name(name.name + "-shm")):
        path.unlink(missing_ok=True)
    for path in sorted((folder() / "deliveries").glob("*/*")):
        path.unlink()
    call_command("migrate", verbosity=0)


def _demand_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as taken:
            raise CommandError(f"port {port} is taken; choose another with --port") from taken


def _serve(port: int, day: date) -> None:
    """Until Ctrl-C; in a weekend the clock stands on the working day that the town is shown on."""
    if day != clock.today():
        os.environ["VANGNET_TODAY"] = day.isoformat()
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    connection.close()
    get_context("fork").Process(target=_work_beside, args=(os.getpid(),), daemon=True).start()
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)


def _work_beside(served_by: int) -> None:
    """What `vangnet db_worker` does elsewhere: large deliveries go on while people look at pages.

    In a process of its own, which ends with the one that serves.
    """
    with suppress(KeyboardInterrupt):
        while os.getppid() == served_by:
            with suppress(OperationalError):  # somebody held the database for long; try again
                _worker().run()
            time.sleep(1)


def _worker() -> Worker:
    """One that does what is in the queue and stops."""
    return Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=1,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="demo",
    )

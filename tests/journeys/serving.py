"""How does the product run for a journey in the browser? By its own command, in a folder of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

DAY = "2026-11-23"
"""A Monday. The town, and so every picture of it, is the same whenever it is made."""
RESIDENTS = "600"
PATIENCE = 120
"""Seconds after which a server that does not answer is given up."""
_COMMAND = (str(Path(sys.executable).parent / "vangnet"), "demo")


def make_town(folder: Path) -> None:
    """A small synthetic town with a year of history."""
    made = subprocess.run(
        [*_COMMAND, "--no-serve", "--residents", RESIDENTS],
        env=_surroundings(folder, DAY),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr


@contextmanager
def served_town(made: Path, folder: Path) -> Iterator["ServedTown"]:
    """A copy of the town in this folder, served on the town's own day; at the end nothing went wrong on the server."""
    town = ServedTown(made, folder)
    try:
        town.on(DAY)
        yield town
        assert not town.failures
    finally:
        town.close()


class ServedTown:
    """A copy of the town, served to browsers on this machine. `on` lets another day begin."""

    def __init__(self, made: Path, folder: Path) -> None:
        shutil.copytree(made, folder)
        self.folder = folder
        self.address = f"http://127.0.0.1:{_free_port()}"
        self._log = folder / "server.log"
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def files(self) -> list[Path]:
        """The newest month's deliveries, as the partners sent them."""
        return sorted((self.folder / "demo" / "deliveries").glob("*/*"))

    def on(self, day: str) -> None:
        """Serve, from now on with this day on the calendar."""
        self.close()
        port = self.address.rpartition(":")[2]
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(
                [*_COMMAND, "--port", port], env=_surroundings(self.folder, day), stdout=log, stderr=log
            )
        self._wait()

    def close(self) -> None:
        if self._server:
            self._server.terminate()
            self._server.wait()
            self._server = None

    @property
    def failures(self) -> str:
        """What went wrong on the server itself, of which a browser sees only the status."""
        said = self._log.read_text(encoding="utf-8", errors="replace")
        return said if "Traceback" in said else ""

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                urlopen(f"{self.address}/inloggen/").close()  # noqa: S310 - our own address
            except URLError:
                assert self._server is not None
                assert self._server.poll() is None, self._log.read_text(encoding="utf-8")
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self._log.read_text(encoding="utf-8"))


def _surroundings(folder: Path, day: str) -> dict[str, str]:
    """The environment of this machine, but with a town, a database and a day of its own."""
    own = {"VANGNET_DATA": str(folder), "VANGNET_TODAY": day}
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | own


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

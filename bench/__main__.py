"""Measure everything that must be fast or right, and write it to ``bench/RESULTS.md`` as it came out.

``python -m bench`` runs all; ``python -m bench store rounds`` runs some and prints them without writing.
Each part is a program of its own, so that one's memory is not another's.
"""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import pace

RESULTS = Path(__file__).parent / "RESULTS.md"
MARK = "falls short"
MENDS = {
    "matching": "Look at the rows that go wrong, and try other points or thresholds on the training towns (`--scan`).",
    "rounds": "Fewer candidates before the order is sought: weigh by urgency first, walk afterwards.",
    "store": (
        "For a rebuild: two thirds of its time is what the rules say of each case; answer those of a court once for a "
        "case that never met one."
    ),
    "intake": (
        "A quarter of the time goes to what the rules say of a case, a sixth to looking up who is meant, a seventh to "
        "writing rows. All of it runs on one core: look up the next rows in a process of its own while these are "
        "written, where there is a core to spare."
    ),
}
"""What is to be tried first where a part falls short."""
PARTS: dict[str, tuple[str, ...]] = {
    "matching": (),
    "reading": (),
    "rounds": (),
    "court": (),
    "housing": (),
    "support": (),
    "store": (),
    "intake": (),
}
"""The parts, each with its arguments; a part prints its own table, with what is asked beside what was measured."""


def run(part: str) -> str:
    """What one part prints."""
    command = [sys.executable, "-m", f"bench.{part}", *PARTS[part]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"failed:\n{done.stderr.strip().splitlines()[-1]}"
    return done.stdout.strip()


def machine() -> str:
    """Where it was measured, and how busy it was."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}, load at the start {load:.1f}, "
        f"{pace().measured / 1e6:.1f} million steps of plain Python a second"
    )


def section(part: str, table: str) -> str:
    """One part as Markdown; where a figure falls short, with what to try first."""
    mend = f"\n\nFalls short; to be tried first: {MENDS[part]}" if MARK in table and part in MENDS else ""
    return f"## {part}\n\n```\n{table}\n```{mend}"


def main(chosen: list[str]) -> None:
    where = machine()
    tables = {}
    for part in chosen or PARTS:
        print(f"== {part}", flush=True)
        tables[part] = run(part)
        print(tables[part], flush=True)
    if not chosen:
        sections = "\n\n".join(section(part, table) for part, table in tables.items())
        RESULTS.write_text(f"# What was measured\n\nAs it came out. {where}.\n\n{sections}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

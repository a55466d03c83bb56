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

RESULTS = Path(__file__).parent / "RESULTS.md"
MARK = "falls short"
MENDS = {
    "matching": "Look at the rows that go wrong, and try other points or thresholds on the training towns (`--scan`).",
    "rounds": "Fewer candidates before the order is sought: weigh by urgency first, walk afterwards.",
    "store": (
        "Cards of Vandaag are folded and written out at once, fifty of them: show twenty, and the rest on demand. "
        "For a rebuild: profile the rules, and answer those of a court once for a case that never met one."
    ),
    "intake": (
        "A fifth of the time goes to what the rules say of each new case, a sixth to adding rows: leave out the "
        "indexes that only repeat the beginning of a unique one (Step.case, SearchKey.case, CaseEvent.case, "
        "PersonKey.person), and fold and project what needs no lock before the lock is taken. "
        "Each chunk costs some forty small questions whatever its size, so a quicker chunk also means larger ones."
    ),
}
"""What is to be tried first where a part falls short."""
PARTS: dict[str, tuple[str, ...]] = {
    "matching": (),
    "reading": (),
    "rounds": (),
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
        f"Python {platform.python_version()}, load at the start {load:.1f}"
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

"""Walk every slice and print what was proven: ``python -m tests.domain.proof``."""

import gc
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from tests.domain.asks import ASKS
from tests.domain.said_by_rules import guards, stages
from tests.domain.slices import SLICES
from tests.domain.walk import Counts, Slice, Violated, Witness, walk
from vangnet.domain.sieve import ENDED_BY, RULES

_EVERY_DAY_ANEW = {"stop_eviction"}
"""Rules that are due today, every day anew: nobody can look at them before or after their day."""


_ONLY_BEFORE_ANYTHING = "not_opened"
"""The reason of a case in which nothing happened yet; no slice begins there."""


def unseen(witness: Witness) -> list[str]:
    """What the proof speaks of and never met, so that it would prove nothing about it."""
    return [
        *_never_due(witness),
        *_never_said(witness),
        *_clock_not_walked(witness),
        *_not_ended(witness),
        *_not_asked(witness),
    ]


def _never_due(witness: Witness) -> Iterator[str]:
    due = {key for key, _ in witness.due}
    for key in (rule.key for rule in RULES):
        if key not in due:
            yield f"{key} was never due"
        for stage in sorted({*stages(key)} - {stage for rule, stage in witness.due if rule == key}):
            yield f"{key} was never due as {stage}"


def _never_said(witness: Witness) -> Iterator[str]:
    for key in (rule.key for rule in RULES):
        for guard in sorted({*guards(key)} - {_ONLY_BEFORE_ANYTHING}):
            if (key, guard) not in witness.not_due:
                yield f"{key} never said {guard}"


def _clock_not_walked(witness: Witness) -> Iterator[str]:
    for key in (rule.key for rule in RULES):
        wanted = {0: "on"} if key in _EVERY_DAY_ANEW else {-1: "before", 0: "on", 1: "after"}
        for side, said in wanted.items():
            if (key, side) not in witness.timed:
                yield f"no slice looks at {key} {said} its day"


def _not_ended(witness: Witness) -> Iterator[str]:
    for danger, enders in ENDED_BY.items():
        for ender in enders:
            if (danger, ender) not in witness.ended:
                yield f"no history shows that {ender.__name__} ends the {danger}"


def _not_asked(witness: Witness) -> Iterator[str]:
    for event, asked in ASKS.items():
        for rule, excuses in asked.items():
            if (event, rule) not in witness.asked:
                yield f"{event.__name__} never made {rule} due"
            for guard in sorted(excuses):
                if (event, rule, guard) not in witness.excused:
                    yield f"{event.__name__} never needed {guard} as an excuse for {rule}"


def _walked(name: str) -> tuple[Counts, Witness, float]:
    """In a process of its own. Nothing here holds itself, so that no time goes to looking for what does."""
    gc.disable()
    began, witness = time.perf_counter(), Witness()
    counts = walk(next(part for part in SLICES if part.name == name), asks=ASKS, witness=witness)
    return counts, witness, time.perf_counter() - began


def prove(slices: Sequence[Slice] = SLICES) -> int:
    """Walk the slices side by side, the longest first; 0 when nothing is violated."""
    whole, states, transitions = Witness(), 0, 0
    longest_first = sorted(slices, key=lambda part: len(part.happens), reverse=True)
    try:
        with ProcessPoolExecutor() as pool:
            walks = pool.map(_walked, [part.name for part in longest_first])
            for part, (counts, seen, seconds) in zip(longest_first, walks, strict=True):
                print(f"{part.name:50} {counts.states:8,} states {counts.transitions:10,} transitions {seconds:6.1f} s")
                states, transitions = states + counts.states, transitions + counts.transitions
                whole.also(seen)
    except Violated as violated:
        print(violated)
        print("1 violation")
        return 1
    missing = unseen(whole)
    print("\n".join(missing), end="\n" if missing else "")
    print(f"{states} states, {transitions} transitions, {len(slices)} slices, {len(missing)} violations")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(prove())

"""Walk every slice and print what was proven: ``python -m tests.domain.proof``."""

import gc
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from tests.domain.slices import ASKS, SLICES
from tests.domain.walk import Counts, Slice, Violated, Witness, walk
from vangnet.domain.sieve import ENDED_BY, RULES


def unseen(witness: Witness) -> list[str]:
    """What the proof speaks of and never met, so that it would prove nothing about it."""
    return [
        *(f"{key} was never due" for key in sorted({rule.key for rule in RULES} - {key for key, _ in witness.due})),
        *(
            f"no history shows that {ender.__name__} ends the {danger}"
            for danger, enders in ENDED_BY.items()
            for ender in enders
            if (danger, ender) not in witness.ended
        ),
        *(
            f"{event.__name__} never made {rule} due"
            for event, rules in ASKS.items()
            for rule in rules
            if (event, rule) not in witness.asked
        ),
        *(
            f"{event.__name__} never needed {guard} as an excuse for {rule}"
            for event, rules in ASKS.items()
            for rule, guards in rules.items()
            for guard in sorted(guards)
            if (event, rule, guard) not in witness.excused
        ),
    ]


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

"""What does the office do when a step of the agenda is due? One small answer per rule of the sieve.

An answer is the facts that come of the step for this household, or nothing when there is no more to do today. What
a household does follows from its fate; what the office does follows from the step. The modules are those of the rules.
"""

from vangnet.apps.demo.office import causes, court, housing, outreach, reporting, support
from vangnet.apps.demo.office.desk import Answers, Desk
from vangnet.domain.sieve import Obligation

_ACTS = {**reporting.ACTS, **outreach.ACTS, **support.ACTS, **court.ACTS, **housing.ACTS, **causes.ACTS}
"""Triage, who and feedback go through the intake and the outreach; courts tell the rest themselves."""


def answer(desk: Desk, step: Obligation) -> Answers:
    """What comes of this step today."""
    act = _ACTS.get(step.rule)
    return act(desk, step) if act else ()


__all__ = ["Answers", "Desk", "answer"]

"""What is an obligation, and from when does the coordinator see it too?"""

from datetime import date
from typing import NamedTuple

from msgspec import Struct

from vangnet.domain.agreements import Practice
from vangnet.domain.codes import Role
from vangnet.domain.rules.rule import About, Facts


class Subject(NamedTuple):
    """What an obligation is about; the case itself has id 0."""

    kind: About
    id: int


class Obligation(Struct, frozen=True):
    """Something that must happen: what, who, at the latest when, why, and what shows it inside itself."""

    rule: str
    subject: Subject
    role: Role
    by: date
    stage: str
    because: Facts
    danger_on: date | None
    within: str | None
    changes_on: date | None

    @property
    def home_lost(self) -> bool:
        """Whether it is about a home that was lost and asks for something now; its reasons say so."""
        return self.because.get("lost") is not None


def late_from(obligation: Obligation, practice: Practice) -> date:
    """From which day an overdue obligation also stands on the coordinator's agenda (sieve, P1)."""
    agreed = practice.agreed(obligation.by)
    in_danger = obligation.danger_on is not None
    return practice.working_days_on(obligation.by, agreed.late_danger if in_danger else agreed.late)

"""How does the landlord's duty stand in one matter, and how is that said? The conclusion is the core's."""

from dataclasses import dataclass
from datetime import date

from vangnet.apps.cases.dossier import CaseFile
from vangnet.apps.cases.household import Evidence, evidence_of, reported_on, steps_said
from vangnet.apps.court.around import court_said
from vangnet.apps.web.texts import say
from vangnet.domain.case import Matter
from vangnet.domain.codes import DutyFinding
from vangnet.domain.duty import STEPS, Conclusion, conclude


@dataclass(frozen=True, slots=True)
class DutySaid:
    """The duty of one landlord, ready to read."""

    evidence: list[Evidence]
    reported_on: date | None
    served_on: date | None
    court: str
    conclusion: Conclusion
    findings: list[str]
    """In whole sentences, worst first."""
    effect: str
    papers: list[str]
    """To ask the landlord for."""
    to_verify: list[str]
    source: str
    """Where we know the court's practice from; empty where none is known."""

    @property
    def good(self) -> bool:
        return self.conclusion.worst is DutyFinding.SHOWN


def duty_of(file: CaseFile, matter: Matter, court: str, today: date) -> DutySaid:
    """What stands of this landlord's duty, held against the practice of this court (empty: unknown)."""
    shown = evidence_of(steps_said(matter, file))
    reported, served = reported_on(matter), matter.summons_served_on
    done = {part: one.done for part, one in zip(STEPS, shown, strict=True)}
    found = conclude(done, reported_on=reported, served_on=served, court=court, day=today)
    days = {"first": found.first, "last": found.last}
    profile = found.profile
    return DutySaid(
        evidence=shown,
        reported_on=reported,
        served_on=served,
        court=court_said(court),
        conclusion=found,
        findings=[say(f"duty_said.{finding}", **days) for finding in found.findings],
        effect=say(f"duty_effect.{profile.missing_report}") if profile else "",
        papers=[say(f"duty_paper.{part}") for part in found.papers],
        to_verify=[say(f"to_verify_said.{what}") for what in found.to_verify],
        source=profile.value.source if profile and profile.missing_report != "unknown" else "",
    )

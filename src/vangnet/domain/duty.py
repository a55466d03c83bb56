"""Did this landlord do its duty to report, as this court asks it? (Art. 2 Bgs; guide ch. 3 and 6.)

A conclusion to read and to check, never a ruling: courts differ, change their line, and a judge may deviate.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from vangnet.domain.codes import DutyFinding, DutyPart, ToVerify
from vangnet.domain.law import LAW, LawBook
from vangnet.domain.law.courts import CourtProfile, court_profile

STEPS = (DutyPart.PERSONAL_CONTACT, DutyPart.POINTED_TO_HELP, DutyPart.REMINDER, DutyPart.REPORT_OFFERED)
"""Art. 2 a, b, c and d Bgs, in that order."""
Shown = Mapping[DutyPart, bool | None]
"""Of each step: done, not done, or (None) nobody knows."""


class Conclusion(Struct, frozen=True):
    """What stands of one landlord's duty, worst first."""

    findings: tuple[DutyFinding, ...]
    missing: tuple[DutyPart, ...]
    """Known not to have been done."""
    unknown: tuple[DutyPart, ...]
    """Nobody knows: the paper to ask the landlord for."""
    to_verify: tuple[ToVerify, ...]
    profile: CourtProfile | None
    """The court's practice on the day of the writ; None while the municipality has not said which court."""
    first: date | None = None
    """A writ before this day is too soon for this court; None: no such line known."""
    last: date | None = None
    """A writ after this day is in principle too late for this court; None: no such line known."""

    @property
    def worst(self) -> DutyFinding:
        return self.findings[0]

    @property
    def papers(self) -> tuple[DutyPart, ...]:
        """What the landlord has not shown, for whatever reason."""
        return tuple(part for part in DutyPart if part in {*self.missing, *self.unknown})


def conclude(
    shown: Shown,
    *,
    reported_on: date | None,
    served_on: date | None,
    court: str,
    day: date,
    law: LawBook = LAW,
) -> Conclusion:
    """What to conclude of a duty on ``day``, by the practice of ``court`` (empty: unknown) on the day of the writ.

    Without a writ the practice of ``day`` counts. A report that came after the writ is none for this claim.
    """
    profile = court_profile(court, served_on or day, law=law) if court else None
    in_time = reported_on is not None and (served_on is None or reported_on <= served_on)
    first, last = profile.writ_window(reported_on) if profile and reported_on and in_time else (None, None)
    missing = tuple(part for part in STEPS if shown.get(part) is False)
    unknown = tuple(part for part in STEPS if shown.get(part) is None)
    found = list(_findings(missing, unknown, in_time=in_time, served_on=served_on, window=(first, last)))
    return Conclusion(
        findings=tuple(found) or (DutyFinding.SHOWN,),
        missing=missing if in_time else (*missing, DutyPart.REPORT),
        unknown=unknown,
        to_verify=tuple(_to_verify(profile, found)),
        profile=profile,
        first=first,
        last=last,
    )


def _findings(
    missing: tuple[DutyPart, ...],
    unknown: tuple[DutyPart, ...],
    *,
    in_time: bool,
    served_on: date | None,
    window: tuple[date | None, date | None],
) -> Iterator[DutyFinding]:
    first, last = window
    if not in_time:
        yield DutyFinding.NO_REPORT
    if missing:
        yield DutyFinding.STEPS_MISSING
    if served_on and first and served_on < first:
        yield DutyFinding.TOO_SOON
    if served_on and last and served_on > last:
        yield DutyFinding.TOO_LATE
    if unknown:
        yield DutyFinding.STEPS_UNKNOWN


def _to_verify(profile: CourtProfile | None, found: list[DutyFinding]) -> Iterator[ToVerify]:
    """What somebody must look up before relying on this."""
    if profile is None:
        yield ToVerify.WHICH_COURT
        return
    if profile.missing_report == "unknown":
        yield ToVerify.PRACTICE_UNKNOWN
    elif profile.value.to_verify:
        yield ToVerify.SECOND_HAND
    if profile.spreadsheet_suffices is False:
        yield ToVerify.PROOF_OF_REPORT
    elif profile.report_required and profile.spreadsheet_suffices is None:
        yield ToVerify.SPREADSHEET
    if profile.max_contested and DutyFinding.TOO_LATE in found:
        yield ToVerify.MAXIMUM_CONTESTED

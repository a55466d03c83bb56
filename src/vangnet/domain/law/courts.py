"""What does this court ask of a landlord who wants to evict, on the day of the writ?

Courts differ and change, so every line is dated and sourced (courts.toml). A profile is what we
know of a court's practice; "unknown" is an answer.
"""

from dataclasses import dataclass
from datetime import date

from vangnet.domain.law.book import LAW, LawBook, Value
from vangnet.domain.law.terms import end_of_agreed_term


@dataclass(frozen=True, slots=True)
class CourtProfile:
    """One court's dated practice on the duty to report (art. 2 Bgs)."""

    court: str
    letter_required: bool
    report_required: bool
    spreadsheet_suffices: bool | None
    """None: not known."""
    missing_report: str
    """What a missing report does: refusal, weighs, not_decisive or unknown."""
    min_months: int | None
    """A writ sooner than this after the report is refused; None: no such line known."""
    max_months: int | None
    """A writ later than this is in principle refused; None: no such line known."""
    max_contested: bool
    """A court of appeal rejected the maximum."""
    value: Value

    def writ_window(self, reported_on: date) -> tuple[date | None, date | None]:
        """The first and last day for a writ after a report of `reported_on`; None is no limit.

        Policy of a court, not a statutory term: calendar months, never shifted.
        """
        first = self.min_months and end_of_agreed_term(reported_on, months=self.min_months)
        last = self.max_months and end_of_agreed_term(reported_on, months=self.max_months)
        return first or None, last or None


def districts(day: date, *, law: LawBook = LAW) -> tuple[str, ...]:
    """The codes of the court districts on `day`."""
    return tuple(code for code in law.on(day)["courts.districts"].rows if isinstance(code, str))


def court_profile(court: str, day: date, *, law: LawBook = LAW) -> CourtProfile:
    """The practice of a court district on the day of the writ; NoSuchLaw for an unknown court."""
    value = law.on(day)[f"courts.{court}"]
    facts = value.fields
    min_months, max_months = facts.get("min_months"), facts.get("max_months")
    return CourtProfile(
        court=court,
        letter_required=bool(facts["letter"]),
        report_required=bool(facts["report"]),
        spreadsheet_suffices={"yes": True, "no": False}.get(str(facts["spreadsheet"])),
        missing_report=str(facts["missing"]),
        min_months=min_months if isinstance(min_months, int) else None,
        max_months=max_months if isinstance(max_months, int) else None,
        max_contested=bool(facts.get("max_contested")),
        value=value,
    )

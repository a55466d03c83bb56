"""What happens before the court, and what keeps a title from being carried out? (Steps 5-8; guide ch. 6-7.)"""

from datetime import date

from vangnet.domain.codes import (
    AidKind,
    Answer,
    Attendance,
    ConsentPurpose,
    DutyPart,
    Ended,
    PackPart,
    Remedy,
    Ruling,
)
from vangnet.domain.events.form import Decision, HearingNo, OfMatter, OfPerson


class SummonsAnnounced(OfMatter, frozen=True, kw_only=True):
    """Step 5."""


class SummonsServed(OfMatter, frozen=True, kw_only=True):
    """Step 6."""


class SummonsWithdrawn(OfMatter, frozen=True, kw_only=True):
    """Announced or served, it will not be pursued."""


class DutyChecked(OfMatter, frozen=True, kw_only=True):
    """The landlord's report and evidence a-d of art. 2 Bgs were held against the court's practice."""

    fulfilled: Answer
    missing: tuple[DutyPart, ...] = ()


class HearingScheduled(OfMatter, frozen=True, kw_only=True):
    hearing: HearingNo
    day: date


class HearingAdjourned(OfMatter, frozen=True, kw_only=True):
    hearing: HearingNo
    to: date | None = None


class HearingCancelled(OfMatter, frozen=True, kw_only=True):
    hearing: HearingNo


class HearingHeld(OfMatter, frozen=True, kw_only=True):
    """Step 7. ``judgment_on``: the day the judge named for the judgment."""

    hearing: HearingNo
    resident_there: bool
    judgment_on: date | None = None


class AttendanceKnown(OfMatter, frozen=True, kw_only=True):
    """Who will appear at the hearing for the resident; whether the way there is arranged."""

    hearing: HearingNo
    who: Attendance
    transport: bool = False


class LegalAidOffered(OfPerson, frozen=True, kw_only=True):
    """A lawyer paid by the state or an independent supporter was offered; without ``answer`` it is still open."""

    kind: AidKind
    answer: Answer | None = None


class ConsentGiven(OfMatter, frozen=True, kw_only=True):
    """The resident lets us show these parts, and nothing else; what was let before no longer counts."""

    purpose: ConsentPurpose
    parts: tuple[PackPart, ...]


class ConsentWithdrawn(OfMatter, frozen=True, kw_only=True):
    """From now on nothing more is shown; what the judge has already cannot be taken back."""

    purpose: ConsentPurpose


class PackGiven(Decision, OfMatter, frozen=True, kw_only=True):
    """The pack was handed out for the hearing; refused without the resident's recorded consent."""

    hearing: HearingNo


class ProceedingsWithdrawn(OfMatter, frozen=True, kw_only=True):
    pass


class JudgmentGiven(OfMatter, frozen=True, kw_only=True):
    """Step 8. ``eviction_from``: the first day on which the home may be cleared."""

    ruling: Ruling
    default: bool
    eviction_from: date | None = None


class RemedyFiled(OfMatter, frozen=True, kw_only=True):
    remedy: Remedy


class RemedyWaived(OfMatter, frozen=True, kw_only=True):
    """The resident, informed, chose not to."""


class EnforcementSuspended(OfMatter, frozen=True, kw_only=True):
    until: date | None = None


class JudgmentSetAside(OfMatter, frozen=True, kw_only=True):
    pass


class JudgmentEnded(OfMatter, frozen=True, kw_only=True):
    """Executed in full, given up, or barred in law: never by the clock alone."""


class SecondChanceAgreed(OfMatter, frozen=True, kw_only=True):
    """The landlord lets the household stay under conditions (guide ch. 7)."""

    until: date


class ConditionChecked(OfMatter, frozen=True, kw_only=True):
    """The landlord's and the household's word on rent, instalments, administration."""

    kept: bool


class SecondChanceEnded(OfMatter, frozen=True, kw_only=True):
    how: Ended


class MoratoriumRequested(OfMatter, frozen=True, kw_only=True):
    """Art. 287b Fw."""


class MoratoriumDecided(OfMatter, frozen=True, kw_only=True):
    answer: Answer
    until: date | None = None


class MoratoriumEnded(OfMatter, frozen=True, kw_only=True):
    how: Ended

"""What happens before the court, and what keeps a title from being carried out? (Steps 5-8; guide ch. 6-7.)"""

from datetime import date

from vangnet.domain.codes import (
    AidKind,
    Answer,
    Attendance,
    BreachWord,
    Condition,
    ConsentPurpose,
    DutyPart,
    Ended,
    PackPart,
    Remedy,
    Ruling,
    WordOf,
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
    """Step 8. ``eviction_from``: the first day on which the home may be cleared.

    ``grace_until``: so long the resident may still pay before the lease ends (art. 7:280 BW). ``at_once``: it may be
    carried out while a remedy runs (uitvoerbaar bij voorraad).
    """

    ruling: Ruling
    default: bool
    eviction_from: date | None = None
    grace_until: date | None = None
    children_considered: Answer | None = None
    at_once: Answer | None = None
    conditions: tuple[Condition, ...] = ()


class GraceEnded(OfMatter, frozen=True, kw_only=True):
    """The term to pay that the court gave is over, or was used (art. 7:280 BW). ``paid``: in time, and all of it."""

    paid: bool


class JudgmentServed(OfMatter, frozen=True, kw_only=True):
    """Served by the bailiff. ``in_person``, or an act that shows it is known, starts the term of opposition."""

    in_person: bool


class RemedyFiled(OfMatter, frozen=True, kw_only=True):
    remedy: Remedy


class RemedyWaived(OfMatter, frozen=True, kw_only=True):
    """The resident, informed, chose not to."""


class RemedyDecided(OfMatter, frozen=True, kw_only=True):
    """``upheld``: it succeeded. What becomes of the judgment is a fact of its own: set aside, suspended, new."""

    remedy: Remedy
    upheld: bool


class EnforcementSuspended(OfMatter, frozen=True, kw_only=True):
    until: date | None = None


class JudgmentSetAside(OfMatter, frozen=True, kw_only=True):
    pass


class JudgmentEnded(OfMatter, frozen=True, kw_only=True):
    """Executed in full, given up, or barred in law: never by the clock alone."""


class SecondChanceAgreed(OfMatter, frozen=True, kw_only=True):
    """The landlord lets the household stay under conditions (guide ch. 7)."""

    until: date
    conditions: tuple[Condition, ...] = ()


class ConditionChecked(OfMatter, frozen=True, kw_only=True):
    """The landlord's or the household's word on rent, instalments, administration.

    That a condition is not kept is a report, and no breach yet: see ``BreachConfirmed``.
    """

    kept: bool
    condition: Condition | None = None
    word_of: WordOf | None = None


class WarningGiven(OfMatter, frozen=True, kw_only=True):
    """The warning call before a breach counts. ``spoken``: with the person; else the attempts are in the file."""

    spoken: bool


class BreachConfirmed(OfMatter, frozen=True, kw_only=True):
    """After a warning the landlord or the court holds that a condition is broken: the title may be carried out."""

    word_of: BreachWord


class SecondChanceEnded(OfMatter, frozen=True, kw_only=True):
    how: Ended


class MoratoriumRequested(OfMatter, frozen=True, kw_only=True):
    """Art. 287b Fw."""


class MoratoriumDecided(OfMatter, frozen=True, kw_only=True):
    answer: Answer
    until: date | None = None


class MoratoriumEnded(OfMatter, frozen=True, kw_only=True):
    how: Ended

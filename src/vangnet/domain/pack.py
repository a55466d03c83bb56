"""What stands in the pack that the resident brings to court, and in which order? (Guide ch. 6.)

The pack is the resident's: the landlord reads it too, so only the parts that the resident lets us show are in it. It
tells what was tried and what lies on the table; what went wrong the landlord tells itself.
"""

from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from vangnet.domain import events as e
from vangnet.domain.case import Case, Consent, Matter
from vangnet.domain.codes import Answer, MatterKind, PackPart

EFFORTS: tuple[type[e.Event], ...] = (
    *(e.ReminderSent, e.CreditorSoughtContact, e.SignalReceived, e.ContactAttempted, e.HelpOffered, e.HelpRequested),
    *(e.HelpAccepted, e.FirstConversationHeld, e.HelpDecided, e.PlanStepDone, e.PauseAsked, e.PauseAnswered),
    *(e.ArrangementProposed, e.ArrangementAgreed, e.InstalmentPaid, e.DebtDisputed, e.LegalAidOffered),
)
"""What shows that the landlord, the municipality and the resident tried."""


class Section(Struct, frozen=True):
    """One part of the pack."""

    part: PackPart
    shown: bool
    """The resident lets us show it; in a draft, while there is no consent, everything is."""
    empty: bool
    """There is nothing to tell in it yet."""


def contents(case: Case, matter: Matter, consent: Consent | None, beside: Collection[PackPart]) -> tuple[Section, ...]:
    """Every part in its order. ``beside``: the parts of which something is known outside the story (money, words)."""
    known = {*_told(case, matter), *beside}
    return tuple(
        Section(part, shown=consent is None or part in consent.parts, empty=part not in known) for part in PackPart
    )


def printed(sections: Iterable[Section]) -> tuple[PackPart, ...]:
    """The parts that go on paper."""
    return tuple(section.part for section in sections if section.shown and not section.empty)


def _told(case: Case, matter: Matter) -> Iterator[PackPart]:
    """Of which parts the story itself tells something."""
    person = case.persons.get(matter.person or 0)
    if matter.kind is MatterKind.RENT:
        yield PackPart.REPORT
    if case.opened_on:
        yield PackPart.EFFORTS
    if case.household_noted_on:
        yield PackPart.HOUSEHOLD
    if matter.person and any(m.is_debt and m.unsettled for m in case.matters_of(matter.person) if m is not matter):
        yield PackPart.OTHER_DEBTS
    if matter.arranged_on or (person and (person.help_runs or person.offered_on)):
        yield PackPart.OFFER
    if matter.is_debt and matter.cents:
        yield PackPart.COSTS


def efforts(story: Iterable[e.Recorded], matter: Matter) -> list[e.Recorded]:
    """What was tried in this matter and with this person, in the order in which it happened."""
    return sorted((r for r in story if _tried(r.event, matter)), key=lambda r: (r.on, r.turn, r.id))


def _tried(event: e.Event, matter: Matter) -> bool:
    if not isinstance(event, EFFORTS) or (isinstance(event, e.HelpDecided) and event.answer is Answer.NO):
        return False
    if isinstance(event, e.OfMatter):
        return event.matter == matter.number
    return isinstance(event, e.OfPerson) and event.person == matter.person

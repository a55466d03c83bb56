"""What does the file of one case hold? Everything that its page shows, in a bounded number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case, CaseEvent, Confirmation, Note, Person, Stay
from vangnet.apps.cases.story import decode, group, merged_into, read_doubt, retold
from vangnet.apps.cases.walked import steps_walked
from vangnet.apps.partners.models import Partner
from vangnet.apps.partners.practice import practice_of
from vangnet.domain import events as e
from vangnet.domain.agreements import Practice
from vangnet.domain.case import Case as Facts
from vangnet.domain.doubts import Doubt
from vangnet.domain.fold import fold
from vangnet.domain.sieve import Obligation, agenda


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact on the timeline: what, of which stream, recorded when and by whom."""

    id: int
    on: date
    turn: int
    event: e.Event
    case: str
    """The number of the case in whose stream it stands."""
    recorded_at: datetime
    recorded_by: User | None
    corrected: bool
    notes: tuple[Note, ...]
    confirmed: tuple[Doubt, ...] = ()
    """What did not seem to fit when it was recorded, and was said to be so all the same."""

    @property
    def kind(self) -> str:
        return type(self.event).__name__


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything about one case on one day."""

    case: Case
    facts: Facts
    practice: Practice
    agenda: list[Obligation]
    ribbon: dict[int, date]
    timeline: list[Entry]
    """Newest first."""
    notes: list[Note]
    """Those that stand beside no fact, newest first."""
    persons: dict[int, Person]
    """Of the household, and whom the facts speak of, by id."""
    stays: list[Stay]
    partners: dict[int, Partner]
    users: dict[int, User]
    """Whose case it is, who directs the rehousing, and who recorded something, by id."""
    version: int
    """What a form that is made from this sends back as ``expected``."""

    @property
    def goes_on_in(self) -> str:
        """The number of the case within which this one goes on; empty while it stands alone."""
        return self.case.merged_into.number if self.case.merged_into else ""

    @property
    def merged(self) -> list[str]:
        """The numbers of the cases that are told within this one."""
        return sorted({entry.case for entry in self.timeline} - {self.case.number})

    @property
    def home(self) -> Stay | None:
        return next((stay for stay in self.stays if stay.until is None), None)


def case_file(municipality: Municipality, case: int, today: date) -> CaseFile:
    """The file of a case (by id), worked out for today. Case.DoesNotExist, also for a neighbour's case."""
    row = Case.of(municipality).select_related("household", "owner", "merged_into").get(pk=case)
    members = group(case, merged_into(municipality.pk, [case]))
    notes = _notes(municipality, members, today)
    rows = _rows(municipality, members)
    told = {record.id: record for record in _told(case, rows)}
    facts = fold(told.values())
    practice = practice_of(municipality)
    involved = {facts.owner, facts.rehousing_director, *(row.recorded_by_id for row in rows)} - {None}
    users = User.objects.in_bulk(involved)
    confirmed = _confirmed(municipality, members)
    entries = _entries(rows, told, _numbers(municipality, row, members), users, notes, confirmed)
    return CaseFile(
        case=row,
        facts=facts,
        practice=practice,
        agenda=agenda(facts, today, practice),
        ribbon=steps_walked(facts),
        timeline=sorted(entries, key=lambda entry: (entry.on, entry.turn, entry.id), reverse=True),
        notes=[note for note in notes if note.event_id is None],
        persons=_persons(municipality, row, facts),
        stays=list(Stay.of(municipality).filter(household=row.household_id).order_by("-since", "-id")),
        partners=Partner.of(municipality).in_bulk({m.partner for m in facts.matters.values() if m.partner}),
        users=users,
        version=max((entry.id for entry in entries), default=0),
    )


class _Row(Protocol):
    """One stored fact, as far as the file shows it."""

    id: int
    case_id: int
    on: date
    turn: int
    kind: str
    payload: str
    recorded_at: datetime
    recorded_by_id: int | None


def _rows(municipality: Municipality, members: list[int]) -> list[_Row]:
    """The whole story, that of merged cases included; a story can have thousands of facts, so no more than is shown."""
    columns = ("id", "case_id", "on", "turn", "kind", "payload", "recorded_at", "recorded_by_id")
    found = CaseEvent.of(municipality).filter(case__in=members).order_by("id")
    return list(found.values_list(*columns, named=True))


def _told(case: int, rows: Iterable[_Row]) -> Iterable[e.Recorded]:
    for row in rows:
        record = decode(row.id, row.on, row.turn, row.kind, row.payload)
        yield from [record] if row.case_id == case else retold(row.case_id, [record])


def _numbers(municipality: Municipality, row: Case, members: list[int]) -> dict[int, str]:
    others = [member for member in members if member != row.pk]
    found = Case.of(municipality).filter(id__in=others).values_list("id", "number") if others else ()
    return {row.pk: row.number, **dict(found)}


def _entries(
    rows: Iterable[_Row],
    told: Mapping[int, e.Recorded],
    numbers: Mapping[int, str],
    users: Mapping[int, User],
    notes: Iterable[Note],
    confirmed: Mapping[int, Sequence[Doubt]],
) -> list[Entry]:
    """Each fact with who recorded it, what was noted beside it, and what was asked about it."""
    beside: defaultdict[int, list[Note]] = defaultdict(list)
    for note in notes:
        if note.event_id:
            beside[note.event_id].append(note)
    corrected = {r.event.event for r in told.values() if isinstance(r.event, e.EventCorrected)}
    return [
        Entry(
            row.id,
            row.on,
            row.turn,
            told[row.id].event,
            numbers[row.case_id],
            row.recorded_at,
            users.get(row.recorded_by_id or 0),
            row.id in corrected,
            tuple(beside[row.id]) if row.id in beside else (),
            tuple(confirmed[row.id]) if row.id in confirmed else (),
        )
        for row in rows
        if row.id in told
    ]


def _confirmed(municipality: Municipality, members: list[int]) -> defaultdict[int, list[Doubt]]:
    """By fact what was asked about it when it was recorded."""
    asked: defaultdict[int, list[Doubt]] = defaultdict(list)
    kept = Confirmation.of(municipality).filter(event__case__in=members).order_by("id")
    for event, doubt in kept.values_list("event_id", "doubt"):
        asked[event].append(read_doubt(doubt))
    return asked


def _notes(municipality: Municipality, members: list[int], today: date) -> list[Note]:
    notes = Note.of(municipality).filter(case__in=members).select_related("written_by").order_by("-written_at", "-id")
    return [note for note in notes if note.kept_on(today)]


def _persons(municipality: Municipality, row: Case, facts: Facts) -> dict[int, Person]:
    everybody = Person.of(municipality)
    found = everybody.filter(id__in=list(facts.persons)) | everybody.filter(
        household=row.household_id, household__isnull=False
    )
    return {person.pk: person for person in found.order_by("id")}

"""How is the story of a case read, told and continued?

Each case has its own stream of events. The story of a case is its own stream together with those of the cases
merged into it; streams are never rewritten, so a merge can be undone. In such a story the matters of another
stream keep their numbers behind that case's id: matter 2 of case 417 reads 4170002.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
from django.db.models import CharField, Max
from django.db.models.functions import Cast

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case, CaseEvent, ErasurePermit
from vangnet.domain import events as e
from vangnet.domain.acts import MERGED_FROM
from vangnet.domain.case import Case as Facts
from vangnet.domain.doubts import Doubt
from vangnet.domain.fold import fold

STRIDE = MERGED_FROM
"""How far apart the matters of merged streams are numbered."""
COLUMNS = (
    *("id", "municipality_id", "case_id", "sequence", "kind", "payload", "on", "turn"),
    *("recorded_at", "recorded_by_id", "token", "seal"),
)
Dated = tuple[date, e.Event]
_READ = {name: msgspec.json.Decoder(kind).decode for name, kind in e.EVENTS.items()}
_write = msgspec.json.Encoder().encode
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OF_THE_FILE = (e.CaseClosed, e.CaseReopened, e.CaseMerged, e.CaseSeparated)
"""What happened to the file itself: told of the other case, it would close or part this one."""


class Stored(NamedTuple):
    """One row of ``CaseEvent``, as it is read and written."""

    id: int
    municipality_id: int
    case_id: int
    sequence: int
    kind: str
    payload: str
    on: date
    turn: int
    recorded_at: datetime
    recorded_by_id: int | None
    token: str | None
    seal: bytes


class NotOfThisCase(ValueError):  # noqa: N818 - named as the thing that is wrong
    """What is to be corrected or continued is not in this case's story."""


@dataclass(slots=True)
class Stream:
    """The own events of one case, and where the next one goes."""

    case_id: int
    last: int = 0
    seal: bytes = b""
    recorded: list[e.Recorded] = field(default_factory=list)

    def add(self, row: Stored) -> None:
        self.last, self.seal = row.sequence, bytes(row.seal)
        self.recorded.append(decode(row.id, row.on, row.turn, row.kind, row.payload))


class Stamp(NamedTuple):
    """Who records, when, and by which form."""

    municipality_id: int
    at: datetime
    by: int | None = None
    token: str | None = None


def decode(number: int, on: date, turn: int, kind: str, payload: str) -> e.Recorded:
    """One stored fact; msgspec.ValidationError when the row does not hold what its kind says."""
    return e.Recorded(number, on, turn, _READ[kind](payload))


def write_doubt(doubt: Doubt) -> str:
    """As it is kept beside the fact that raised it: codes, days and numbers."""
    return _write(doubt).decode()


def read_doubt(kept: str) -> Doubt:
    """The same, with its days as days."""
    told = msgspec.json.decode(kept)
    return Doubt(told["code"], {name: plain(value) for name, value in told["facts"].items()})


def plain(value: Any) -> Any:
    """A value that was kept as JSON, with a day as a day again."""
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value


def streams(municipality: int, cases: Sequence[int]) -> dict[int, Stream]:
    """The own streams of these cases, empty ones included. Two queries."""
    found = {case: Stream(case) for case in cases}
    for row in (
        CaseEvent.of(municipality).filter(case__among=cases).order_by("case_id", "sequence").values_list(*COLUMNS)
    ):
        found[row[2]].add(Stored(*row))
    _past_the_erased(municipality, found)
    return found


def _past_the_erased(municipality: int, found: Mapping[int, Stream]) -> None:
    """An erased last event leaves its place and seal behind, so that the chain goes on from it."""
    erased = ErasurePermit.of(municipality).filter(case__among=list(found), sequence__isnull=False)
    for case, sequence, seal in erased.values_list("case", "sequence", "seal"):
        stream = found[case]
        if (sequence or 0) > stream.last:
            stream.last, stream.seal = sequence or 0, bytes(seal or b"")


def last_places(municipality: int, cases: Sequence[int]) -> dict[int, int]:
    """The last place in each of these streams, an erased one included."""
    stored = CaseEvent.of(municipality).filter(case__among=cases).values_list("case").annotate(Max("sequence"))
    last = dict(stored)
    erased = ErasurePermit.of(municipality).filter(case__among=cases, sequence__isnull=False)
    for case, sequence in erased.values_list("case", "sequence"):
        last[case] = max(last.get(case, 0), sequence)
    return last


def tell(case: int, known: Mapping[int, Stream]) -> list[e.Recorded]:
    """The whole story of a case: its own stream, and all the others as merged into it."""
    told = list(known[case].recorded)
    for stream in known.values():
        if stream.case_id != case:
            told += retold(stream.case_id, stream.recorded)
    return told


def retold(case: int, recorded: Sequence[e.Recorded]) -> list[e.Recorded]:
    """A stream as it reads in the story of the case it was merged into.

    What was open when it was merged goes on there: a case that had been closed opens again.
    """
    told = []
    for record in recorded:
        if isinstance(record.event, e.CaseMerged) and fold(recorded).closed_on is None:
            told.append(msgspec.structs.replace(record, event=e.CaseReopened()))
        elif not isinstance(record.event, _OF_THE_FILE):
            told.append(msgspec.structs.replace(record, event=_renumbered(record.event, case * STRIDE)))
    return told


def _renumbered(event: e.Event, shift: int) -> e.Event:
    return msgspec.structs.replace(event, matter=event.matter + shift) if isinstance(event, e.OfMatter) else event


def home(case: int, known: Mapping[int, Stream], event: e.Event) -> tuple[int, e.Event]:
    """In whose stream a new event belongs, and how it reads there; NotOfThisCase when nowhere."""
    if isinstance(event, e.OfMatter) and event.matter >= STRIDE:
        origin = event.matter // STRIDE
        if origin == case or origin not in known:
            raise NotOfThisCase(f"matter {event.matter} is not in the story of case {case}")
        return origin, _renumbered(event, -origin * STRIDE)
    if isinstance(event, e.EventCorrected):
        for stream in known.values():
            if any(record.id == event.event for record in stream.recorded):
                return stream.case_id, event
        raise NotOfThisCase(f"event {event.event} is not in the story of case {case}")
    return case, event


def place_in_day(story: Iterable[e.Recorded], on: date) -> int:
    """The turn of the next fact of that day."""
    return max((record.turn for record in story if record.on == on), default=0) + 1


def continued(stream: Stream, fact: e.Recorded, stamp: Stamp) -> Stored:
    """The next row of a stream, sealed; the stream has it from now on."""
    row = Stored(
        id=fact.id,
        municipality_id=stamp.municipality_id,
        case_id=stream.case_id,
        sequence=stream.last + 1,
        kind=type(fact.event).__name__,
        payload=_write(fact.event).decode(),
        on=fact.on,
        turn=fact.turn,
        recorded_at=stamp.at,
        recorded_by_id=stamp.by,
        token=stamp.token,
        seal=b"",
    )
    row = row._replace(seal=seal_of(row, stream.seal))
    stream.last, stream.seal = row.sequence, row.seal
    stream.recorded.append(fact)
    return row


def seal_of(row: Stored, before: bytes) -> bytes:
    """SHA-256 over the seal of the row before, and everything this row says."""
    said: tuple[Any, ...] = (*row[:8], row.recorded_at.isoformat(), row.recorded_by_id, row.token)
    return sha256(before + _write(said)).digest()


# Many stories at once -----------------------------------------------------------------------


def merges(municipality: int) -> dict[int, list[int]]:
    """Which cases were merged into which, directly, as the events tell."""
    told = CaseEvent.of(municipality).filter(kind=e.CaseMerged.__name__).order_by("case_id")
    into: defaultdict[int, list[int]] = defaultdict(list)
    for case, stream in streams(municipality, list(told.values_list("case_id", flat=True).distinct())).items():
        if goal := fold(stream.recorded).merged_into:
            into[goal].append(case)
    return dict(into)


def merged_into(municipality: int, cases: Sequence[int]) -> dict[int, list[int]]:
    """The same as the rows tell, for these cases and what lies behind them."""
    into: defaultdict[int, list[int]] = defaultdict(list)
    wanted = set(cases)
    while wanted:
        found = Case.of(municipality).filter(merged_into__among=wanted).values_list("id", "merged_into_id")
        wanted = set()
        for case, goal in found:
            if case not in into[goal]:
                into[goal].append(case)
                wanted.add(case)
    return into


def facts_of(municipality: Municipality, cases: Iterable[int]) -> dict[int, Facts]:
    """These cases as they stand. Two queries, and one for each layer of merges."""
    wanted = sorted(cases)
    told = whole_stories(municipality.pk, wanted, merged_into(municipality.pk, wanted))
    return {case: fold(story) for case, story in told.items()}


def whole_stories(
    municipality: int, cases: Iterable[int], merged: Mapping[int, Sequence[int]]
) -> dict[int, list[e.Recorded]]:
    """The story of each of these cases, with those merged into it, each in the order of recording. One query."""
    groups = {case: group(case, merged) for case in cases}
    known = stories(municipality, sorted({member for members in groups.values() for member in members}))
    return {
        case: [*known.get(case, ()), *(r for other in others for r in retold(other, known.get(other, [])))]
        for case, (_, *others) in groups.items()
    }


def group(case: int, merged: Mapping[int, Sequence[int]]) -> list[int]:
    """A case and all that were merged into it, however far back."""
    members = [case]
    for member in members:
        members += [other for other in merged.get(member, ()) if other not in members]
    return members


def stories(municipality: int, cases: Sequence[int]) -> dict[int, list[e.Recorded]]:
    """The facts of these cases, each in the order of recording. One query.

    Days are read as text: one parse for all is quicker than the model's, a row at a time.
    """
    found: dict[int, list[e.Recorded]] = defaultdict(list)
    rows = CaseEvent.of(municipality).filter(case__among=cases).annotate(day=Cast("on", CharField())).order_by("id")
    for case, number, day, turn, kind, payload in rows.values_list("case_id", "id", "day", "turn", "kind", "payload"):
        found[case].append(decode(number, date.fromisoformat(day), turn, kind, payload))
    return found

"""How does a list come in: kept, its columns understood, its rows read and looked up?"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import BinaryIO, Final

import msgspec
from django.db import IntegrityError, transaction

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.accounts.tenancy import BelongsQuerySet
from vangnet.apps.cases import clock
from vangnet.apps.cases.neighbourhood import Neighbourhood
from vangnet.apps.court.around import court_said
from vangnet.apps.court.lists.layouts import Field, Layout, as_json, from_json, guess
from vangnet.apps.court.lists.planning import Found, likely_of, look_up
from vangnet.apps.court.lists.reading import Courts, Reading, Row, open_list
from vangnet.apps.court.models import WAITING, HearingList, ListedRow
from vangnet.apps.web.reading import ColumnGuess, Encoding, Fatal, Format, plain
from vangnet.apps.web.reading.stored import digest, drop, keep, path_of
from vangnet.apps.web.texts import LANGUAGES
from vangnet.domain.law.courts import districts
from vangnet.domain.matching import Band

AT_ONCE: Final = 250
"""So many rows are read, looked up and kept in one transaction."""
FOLDER: Final = "lists"
KEPT_AFTER: Final = timedelta(days=30)
"""So long after the last day it tells of (or after it came) a list is kept: to mend what was wrong in it."""
Status = HearingList.Status


def receive(
    municipality: Municipality, name: str, content: BinaryIO, *, by: User | None, today: date
) -> tuple[HearingList, bool]:
    """Keep a list and, where its header tells enough, read it; True when this very file came before.

    A file of a list that was lost is kept anew. Raises Fatal, and keeps nothing, where nobody can read it.
    """
    sha256, size = digest(content)
    if known := HearingList.of(municipality).filter(sha256=sha256).first():
        if known.stored and not path_of(known.stored).exists():
            _keep_again(known, content, today)
        look_again(known, today)
        return known, True
    stored = keep(content, FOLDER)
    try:
        layout, _guesses, _samples = understood(stored, name)
        with transaction.atomic():
            found = HearingList.of(municipality).create(
                name=name[:500],
                sha256=sha256,
                size=size,
                stored=stored,
                received_on=today,
                made_at=clock.now(),
                made_by=by,
                kept_until=today + KEPT_AFTER,
            )
    except IntegrityError:  # somebody else brought it a moment ago
        drop(stored)
        return HearingList.of(municipality).get(sha256=sha256), True
    except BaseException:
        drop(stored)
        raise
    if not layout.lacking():
        read_with(found, layout, today)
    return found, False


def _keep_again(known: HearingList, content: BinaryIO, today: date) -> None:
    """Put the file back, and read it where that failed for want of it."""
    known.stored = keep(content, FOLDER)
    known.save(update_fields=["stored"])
    if known.status == Status.REFUSED:
        read_with(known, from_json(known.layout), today)
    else:
        go_on(known, today)


def understood(
    stored: str, name: str, encoding: Encoding | None = None
) -> tuple[Layout, tuple[ColumnGuess[Field], ...], tuple[str, ...]]:
    """The likely layout of a file, why, and the first value of each column. Raises Fatal."""
    with open_list(stored, name) as source:
        columns, sample = source.top(encoding=encoding)
        layout, guesses = guess(columns, sample, source.format, encoding if source.format is Format.CSV else None)
        samples = tuple(
            next((str(row[place]) for row in sample if place < len(row) and row[place] not in (None, "")), "")[:40]
            for place in range(len(columns))
        )
        return layout, guesses, samples


def read_with(found: HearingList, layout: Layout, today: date) -> None:
    """Read it with this layout; what was read with another one is forgotten, unless it was settled."""
    with transaction.atomic():
        held = HearingList.of(found.municipality).select_for_update().get(pk=found.pk)
        held.layout, held.status, held.failure, held.read_to = as_json(layout), Status.READING, "", 0
        held.save()
        _unsettled(found).delete()
    go_on(found, today)


def _unsettled(found: HearingList) -> BelongsQuerySet[ListedRow]:
    rows = ListedRow.of(found.municipality).filter(hearing_list=found)
    return rows.exclude(status__in=(ListedRow.Status.DONE, ListedRow.Status.LEFT))


class _Overtaken(Exception):  # noqa: N818 - caught here
    """Somebody reads this list with other columns, or was here before us."""


def go_on(found: HearingList, today: date) -> None:
    """Read on where it was left; a list that turns out unreadable says so, and keeps what was recorded of it.

    Where somebody else goes on with it, ``found`` tells how it stands now.
    """
    found.refresh_from_db()
    if found.status != Status.READING or not found.stored:
        return
    neighbourhood = Neighbourhood(found.municipality_id)
    try:
        with open_list(found.stored, found.name) as source:
            reading = Reading(source, from_json(found.layout), found.received_on, courts(today))
            for rows in _in_portions(reading):
                _keep_portion(found, rows, neighbourhood, today)
            _move(found, Status.READ, unread=", ".join(reading.left))
    except Fatal as refused:
        _refuse(found, refused)
    except _Overtaken:
        found.refresh_from_db()


def _refuse(found: HearingList, refused: Fatal) -> None:
    told = msgspec.json.encode({"code": refused.code, "facts": refused.facts}).decode()
    with transaction.atomic():
        if _move(found, Status.REFUSED, failure=told):
            _unsettled(found).delete()


def _move(found: HearingList, status: Status, **told: str) -> bool:
    """From being read with this layout to what comes after; False where it stands elsewhere already."""
    stands = HearingList.of(found.municipality).filter(pk=found.pk, status=Status.READING, layout=found.layout)
    moved = bool(stands.update(status=status, **told))
    found.refresh_from_db()
    return moved


def courts(today: date) -> Courts:
    """By plain name, in each language and as its code: which court it is."""
    told: dict[str, str] = {}
    for code in districts(today):
        told[plain(code)] = code
        for language in LANGUAGES:
            told[plain(court_said(code, language)).replace("rechtbank", "").replace("districtcourt", "")] = code
    return {name: code for name, code in told.items() if name}


def _in_portions(reading: Reading) -> Iterator[list[Row]]:
    portion: list[Row] = []
    for row in reading:
        portion.append(row)
        if len(portion) == AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _keep_portion(found: HearingList, rows: Sequence[Row], neighbourhood: Neighbourhood, today: date) -> None:
    """These rows, looked up; none twice and none left out, where two work at one list. Raises _Overtaken."""
    with transaction.atomic():
        held = HearingList.of(found.municipality).select_for_update().get(pk=found.pk)
        ours = held.status == Status.READING and held.layout == found.layout
        if not ours or held.read_to < rows[0].number - 1:
            raise _Overtaken
        done = set(ListedRow.of(found.municipality).filter(hearing_list=found).values_list("row", flat=True))
        new = [row for row in rows if row.number > held.read_to and row.number not in done]
        made = {row.number: _made(held, row) for row in new}
        asked = {number: one for number, one in made.items() if one.status != ListedRow.Status.PROBLEM}
        for number, told in look_up(found.municipality, asked, neighbourhood, today).items():
            apply(made[number], told)
        ListedRow.of(found.municipality).bulk_create(made.values())
        held.read_to = max(held.read_to, rows[-1].number)
        days = [one.day + KEPT_AFTER for one in made.values() if one.day]
        held.kept_until = max([held.kept_until, *days])
        held.save(update_fields=["read_to", "kept_until"])
        found.read_to, found.kept_until = held.read_to, held.kept_until


def _made(held: HearingList, row: Row) -> ListedRow:
    said = {name: getattr(row.draft, name) for name in row.draft.__struct_fields__}
    return ListedRow(
        municipality_id=held.municipality_id,
        hearing_list=held,
        row=row.number,
        line=row.line,
        status=ListedRow.Status.READY if row.good else ListedRow.Status.PROBLEM,
        problems=msgspec.json.encode(row.problems).decode() if row.problems else "",
        **said | {"kind": row.draft.kind.value},
    )


def apply(row: ListedRow, told: Found) -> None:
    """What was looked up, set in the row; it is yet to be saved."""
    row.fingerprint, row.matching = told.fingerprint, likely_of(told.outcome)
    if not row.chosen:
        row.person_id = told.outcome.person if told.outcome.band is Band.SAME else None
    row.status = told.plan.status
    row.case_id, row.matter, row.hearing = told.plan.case, told.plan.matter, told.plan.hearing
    row.differs = msgspec.json.encode(told.plan.differs).decode() if told.plan.differs else ""


LOOKED_UP: Final = (*WAITING, ListedRow.Status.READY, ListedRow.Status.KNOWN)
"""Of these it may turn out otherwise when the dossiers change."""
_CHANGES: Final = ("fingerprint", "matching", "person", "status", "case", "matter", "hearing", "differs")


def look_again(found: HearingList, today: date, only: int | None = None) -> None:
    """Hold the rows that are not recorded against the dossiers as they are now."""
    neighbourhood, last = Neighbourhood(found.municipality_id), 0
    while True:
        with transaction.atomic():
            rows = ListedRow.of(found.municipality).filter(hearing_list=found, status__in=LOOKED_UP, row__gt=last)
            rows = rows.filter(pk=only) if only else rows
            some = list(rows.select_for_update(of=("self",)).select_related("hearing_list").order_by("row")[:AT_ONCE])
            if not some:
                return
            told = look_up(found.municipality, {row.row: row for row in some}, neighbourhood, today)
            for row in some:
                apply(row, told[row.row])
            ListedRow.of(found.municipality).bulk_update(some, _CHANGES)
            last = some[-1].row

"""Who saw or changed what, when, in which role and on which ground; and is that log still whole?

A view says `look(request, "case", case.id, Ground.DEBT_HELP)`; the rows are written in one insert
when the request ends, also when the view fails after reading. A job seals the log by a hash chain;
`verify_looks` names the first link that no longer fits. Reasons: docs/decisions/0004.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

import msgspec
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.models import Act, Ground, Look, LookPermit, LookSeal, Municipality, User
from vangnet.apps.accounts.tenancy import BelongsQuerySet
from vangnet.apps.web.typed import typed_number
from vangnet.domain.law import deadline

_SEALED_FIELDS = ("id", "at", "user_id", "role", "act", "kind", "subject", "ground")
_PENDING = "_pending_looks"
_Pending = dict[tuple[Act, str, int, Ground], datetime]
ROWS_A_SEAL = 10_000


def look(
    request: WorkRequest,
    kind: str,
    subject: int | Iterable[int],
    ground: Ground,
    act: Act = Act.SEEN,
) -> None:
    """Note that the person in front of this request saw one subject or several of a kind."""
    pending = request.__dict__.setdefault(_PENDING, {})
    for one in [subject] if isinstance(subject, int) else subject:
        pending.setdefault((act, kind, one, ground), timezone.now())


def change(request: WorkRequest, kind: str, subject: int | Iterable[int], ground: Ground) -> None:
    """Note a change; call it after the change is stored."""
    look(request, kind, subject, ground, Act.CHANGED)


def listed(request: WorkRequest, kind: str, subjects: Iterable[int], ground: Ground) -> None:
    """Note that the person in front of this request saw these as rows of a list or of what a search found."""
    look(request, kind, subjects, ground, Act.LISTED)


def write_looks(request: WorkRequest) -> None:
    """Write what was noted on this request. When that fails the answer fails: no look unlogged."""
    pending = _untold(request, request.__dict__.pop(_PENDING, {}))
    rows = [
        Look(
            at=at, user=request.user, role=request.role,
            act=act, kind=kind, subject=subject, ground=ground,
        )
        for (act, kind, subject, ground), at in pending.items()
    ]  # fmt: skip
    if rows:
        Look.of(request.municipality).bulk_create(rows, batch_size=1000)


def _untold(request: WorkRequest, pending: _Pending) -> _Pending:
    """Without the rows of lists that this person saw earlier today: a list is drawn anew a hundred times a day."""
    rows: dict[str, list[int]] = {}
    for act, kind, subject, _ in pending:
        if act is Act.LISTED:
            rows.setdefault(kind, []).append(subject)
    told = {(kind, one) for kind, subjects in rows.items() for one in _listed_today(request, kind, subjects)}
    return {key: at for key, at in pending.items() if key[0] is not Act.LISTED or key[1:3] not in told}


def _listed_today(request: WorkRequest, kind: str, subjects: list[int]) -> Iterable[int]:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Look.of(request.municipality).filter(user=request.user, act=Act.LISTED, at__gte=midnight)
    return mine.filter(kind=kind, subject__in=subjects).values_list("subject", flat=True)


def note_looks(
    municipality: Municipality,
    act: Act,
    kind: str,
    subjects: Iterable[int],
    ground: Ground,
    *,
    user: User | None = None,
) -> None:
    """The same for a command or a job, which has no request; without a user it acts by itself."""
    rows = [Look(user=user, act=act, kind=kind, subject=one, ground=ground) for one in subjects]
    Look.of(municipality).bulk_create(rows, batch_size=1000)


def looks_at(
    municipality: Municipality,
    *,
    kind: str = "",
    subject: int | None = None,
    user: User | None = None,
    day: date | None = None,
    act: str = "",
) -> BelongsQuerySet[Look]:
    """The log, newest first, of one subject, one person, one Amsterdam day or one act, or all of these."""
    rows = Look.of(municipality).select_related("user").order_by("-id")
    if act:
        rows = rows.filter(act=act)
    if kind:
        rows = rows.filter(kind=kind)
    if subject is not None:
        rows = rows.filter(subject=subject)
    if user is not None:
        rows = rows.filter(user=user)
    if day is not None:
        midnight = timezone.make_aware(datetime.combine(day, time.min))
        next_midnight = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
        rows = rows.filter(at__gte=midnight, at__lt=next_midnight)
    return rows


# How a kind of subject is found and called: told by the app that knows it (cases, intake).


@dataclass(frozen=True, slots=True)
class Subject:
    """`label` names the kind; `find` turns what a person types into an id; `names` calls ids."""

    label: str | Promise
    find: Callable[[Municipality, str], int | None]
    names: Callable[[Municipality, Collection[int]], dict[int, str]]


_subjects: dict[str, Subject] = {}


def subject_kind(kind: str, subject: Subject) -> None:
    """Let an app tell how its kind of subject is found and called; call it in AppConfig.ready."""
    _subjects[kind] = subject


def subject_label(kind: str) -> str:
    """What a kind is called on screen; the code itself where no app told it."""
    return str(_subjects[kind].label) if kind in _subjects else kind


def find_subject(municipality: Municipality, kind: str, typed: str) -> int | None:
    """The id of what was typed; a bare number where no app told how its numbers read."""
    if kind in _subjects:
        return _subjects[kind].find(municipality, typed)
    return typed_number(typed)


def subject_names(municipality: Municipality, rows: Iterable[Look]) -> dict[tuple[str, int], str]:
    """What the subjects of these rows are called, one query per kind at most."""
    asked: dict[str, set[int]] = {}
    for row in rows:
        asked.setdefault(row.kind, set()).add(row.subject)
    return {
        (kind, one): name
        for kind, ids in asked.items()
        if kind in _subjects
        for one, name in _subjects[kind].names(municipality, ids).items()
    }


# The seal.


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the chain found. `broken` is the number of the first seal that fails; up to the look
    `erased_to` only the seals are left.

    `digest` is the last good one: kept outside the system, it also betrays a log cut short.
    """

    seals: int
    rows: int
    digest: str
    erased_to: int = 0
    broken: int | None = None

    @property
    def whole(self) -> bool:
        return self.broken is None


def seal_looks(municipality: Municipality, rows_a_seal: int = ROWS_A_SEAL) -> int:
    """Seal all rows not sealed yet, in batches; returns how many seals were added."""
    added = 0
    while _seal_next(municipality, rows_a_seal):
        added += 1
    return added


def _seal_next(municipality: Municipality, size: int) -> bool:
    with transaction.atomic():
        _hold_writers()
        last = LookSeal.of(municipality).order_by("-number").first()
        after = last.to_id if last else 0
        waiting = Look.of(municipality).filter(id__gt=after).order_by("id")
        to_id = waiting.values("id")[:size].aggregate(to=Max("id"))["to"]
        if to_id is None:
            return False
        digest, rows = _digest(municipality, _start(municipality, last), after + 1, to_id)
        LookSeal.of(municipality).create(
            number=last.number + 1 if last else 1,
            from_id=after + 1,
            to_id=to_id,
            rows=rows,
            digest=digest,
        )
    return True


def _hold_writers() -> None:
    """No row with a lower id may appear later: wait for inserts under way, keep new ones out.

    On SQLite the transaction itself holds the only pen.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Look._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")  # noqa: SLF001


def _start(municipality: Municipality, last: LookSeal | None) -> str:
    return last.digest if last else f"looks of {municipality.code}"


def _digest(municipality: Municipality, before: str, from_id: int, to_id: int) -> tuple[str, int]:
    sha, count = sha256(before.encode()), 0
    rows = Look.of(municipality).filter(id__gte=from_id, id__lte=to_id).order_by("id")
    for row in rows.values_list(*_SEALED_FIELDS).iterator(2000):
        sha.update(msgspec.json.encode(row) + b"\n")
        count += 1
    return sha.hexdigest(), count


def verify_looks(municipality: Municipality) -> Verified:
    """Recompute the chain from its beginning; stops at the first seal that does not fit.

    Of looks that were erased only the seal is left: their digest is taken as it stands.
    """
    good: LookSeal | None = None
    seals = rows = 0
    erased_to = _erased_to(municipality)
    for seal in LookSeal.of(municipality).order_by("number").iterator(2000):
        expected = (seals + 1, (good.to_id if good else 0) + 1)
        digest, count = _digest(municipality, _start(municipality, good), seal.from_id, seal.to_id)
        fits = count == 0 if seal.to_id <= erased_to else (seal.digest, seal.rows) == (digest, count)
        if (seal.number, seal.from_id) != expected or not fits:
            return Verified(seals, rows, _start(municipality, good), erased_to, broken=seals + 1)
        good, seals, rows = seal, seals + 1, rows + count
    return Verified(seals, rows, _start(municipality, good), erased_to)


# The end of its retention.


def erase_looks(municipality: Municipality, today: date) -> int:
    """Erase the looks of which the retention ended, whole seals at a time; how many. The seals stay."""
    last = 0
    for seal in LookSeal.of(municipality).filter(to_id__gt=_erased_to(municipality)).order_by("number"):
        sealed_on = timezone.localtime(seal.sealed_at).date()
        if deadline("privacy.retention_looks", sealed_on).end >= today:
            break
        last = seal.to_id
    if not last:
        return 0
    with transaction.atomic():
        LookPermit.of(municipality).create(to_id=last, permitted_on=today)
        return Look.of(municipality).filter(id__lte=last).delete()[0]


def _erased_to(municipality: Municipality) -> int:
    """The id up to which looks were erased; 0 before the first time."""
    return LookPermit.of(municipality).aggregate(to=Max("to_id"))["to"] or 0

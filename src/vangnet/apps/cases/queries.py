"""What do the lists show? Vandaag, Dossiers, the sieve and the closed meter.

Each in a bounded number of queries, however many cases there are. What the clock made due is told anew first,
as far as the page touches it and up to a limit; the nightly ``run_due`` does the rest.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import retelling
from vangnet.apps.cases.models import Case, SearchKey, Step
from vangnet.apps.cases.project import IN_DANGER, search_key
from vangnet.domain.codes import Role

AT_ONCE = 150
"""So many due cases are told anew while a page waits: well under a tenth of a second."""
AT_SIGHT = 30
"""So many steps a page of Vandaag shows: more than anybody does in a day."""
COUNTED = 1_000
"""A list counts no further than this; beyond it says "more than"."""


@dataclass(frozen=True, slots=True)
class Today:
    """Where somebody's day starts."""

    cards: list[Step]
    """The most pressing steps from ``start`` on, each with its case at hand."""
    inside: dict[int, list[str]]
    """By the id of a card: the rules it shows within itself."""
    start: int
    """How many steps press more than the first of these cards."""
    earlier: frozenset[int]
    """The cases of those steps."""
    total: int
    """Each list counts to ``COUNTED`` + 1 at most."""
    haste: int
    """Cases with haste among the own steps, on whatever page; told from ``COUNTED`` + 1 steps a list at most."""
    behind: int
    """Cases that the clock made due and this page did not get to."""


def vandaag(
    municipality: Municipality,
    user: User,
    roles: Collection[Role],
    today: date,
    until: date,
    *,
    cases: QuerySet[Case] | None = None,
    start: int = 0,
    most: int = AT_SIGHT,
) -> Today:
    """The steps for this user in these roles that are due by ``until``, most pressing first.

    Own steps, and those of a role that stand on nobody's list; for a coordinator also what is late with
    others. Only of these ``cases``, where they are given. From ``start`` on (0, where there are not so many);
    what that costs grows with ``start``. Three queries an own list, two another, and three more.
    """
    owned = Q(owner=user) | Q(owner=None)
    behind = _bring_up(municipality, Case.of(municipality).filter(owned, next_change_on__lte=today), today)
    steps = Step.of(municipality).filter(within="")
    steps = steps if cases is None else steps.filter(case__in=cases)
    mine = _lists(steps, user, roles, until)
    lists = [*mine, *_late_with_others(steps, user, roles, today)]
    total = sum(listed[: COUNTED + 1].count() for listed in lists)
    start = start if start < total else 0
    found = sorted(chain.from_iterable(_first(listed, start + most) for listed in lists))
    shown = [step for _, step, _ in found[start : start + most]]
    cards = Step.of(municipality).filter(id__in=shown).select_related("case").order_by("rank", "id")
    earlier = frozenset(case for _, _, case in found[:start])
    return Today(list(cards), _inside(municipality, cards), start, earlier, total, _hasty(mine, today), behind)


def due_today(
    municipality: Municipality, user: User, roles: Collection[Role], today: date, cases: QuerySet[Case] | None = None
) -> int:
    """How many own steps are due by today; each list counts to ``COUNTED`` at most. A query for each."""
    steps = Step.of(municipality).filter(within="")
    steps = steps if cases is None else steps.filter(case__in=cases)
    return sum(listed[:COUNTED].count() for listed in _lists(steps, user, roles, today))


def _lists(steps: QuerySet[Step], user: User, roles: Collection[Role], until: date) -> list[QuerySet[Step]]:
    """The own lists of one day, none of which has a step of another."""
    by_role = [steps.filter(role=role, owner=None, by__lte=until) for role in roles]
    return [steps.filter(owner=user, by__lte=until), *by_role]


def _late_with_others(
    steps: QuerySet[Step], user: User, roles: Collection[Role], today: date
) -> Iterable[QuerySet[Step]]:
    """What is late and stands on none of the own lists, for a coordinator."""
    if Role.COORDINATOR in roles:
        late = steps.filter(late_on__lte=today)
        yield late.exclude(owner=user).exclude(owner=None, role__in=roles)


def _first(listed: QuerySet[Step], most: int) -> QuerySet[Step, tuple[int, int, int]]:
    """The most pressing steps of a list, as rank, id and case."""
    return listed.order_by("rank", "id").values_list("rank", "id", "case_id")[:most]


def _hasty(mine: Iterable[QuerySet[Step]], today: date) -> int:
    """In how many cases something is done with haste.

    The order is what makes a planner take the index; asked for distinct cases, it reads the whole municipality.
    """
    pressing = (listed.filter(haste_on__lte=today).order_by("haste_on").values_list("case_id") for listed in mine)
    return len(set(chain.from_iterable(cases[: COUNTED + 1] for cases in pressing)))


def _inside(municipality: Municipality, cards: Sequence[Step] | QuerySet[Step]) -> dict[int, list[str]]:
    """Which steps are shown within which card of the same case."""
    absorbed = Step.of(municipality).filter(case__in={card.case_id for card in cards}).exclude(within="")
    rules: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for case, within, rule in absorbed.order_by("position").values_list("case_id", "within", "rule"):
        rules[case, within].append(rule)
    return {card.pk: rules[card.case_id, card.rule] for card in cards if (card.case_id, card.rule) in rules}


def _bring_up(municipality: Municipality, due: QuerySet[Case], today: date) -> int:
    """Tell anew what is due, longest due first, as much as a page can wait for; how much is left."""
    cases = list(due.order_by("next_change_on").values_list("id", flat=True)[: AT_ONCE + 1])
    if cases:
        retelling.refresh(municipality, cases[:AT_ONCE], today)
    return due.count() if len(cases) > AT_ONCE else 0


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody wants to see of the cases; what is None does not matter."""

    open: bool | None = True
    owner: int | None = None
    unowned: bool = False
    step: int | None = None
    kind: str = ""
    in_danger: bool = False
    minors: bool = False
    only_own: int | None = None
    """Whose eyes (user id) see threats without debt in their own cases only: neither order nor filter betrays more."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of cases; ``total`` counts to ``COUNTED`` + 1 at most."""

    cases: list[Case]
    total: int


def case_list(
    municipality: Municipality,
    today: date,
    search: str = "",
    filters: Filters | None = None,
    *,
    start: int = 0,
    most: int = 50,
) -> Page:
    """The cases found by the beginning of a name, an address or a number; most pressing first."""
    filters = filters or Filters()
    found = _filtered(Case.of(municipality), filters)
    search = _as_kept(search)
    if key := search_key(search):
        found = found.filter(id__in=_found(municipality, search, key))
    elif search.strip():
        found = found.none()
    rank = "rank" if filters.only_own is None else "plain_rank"
    wanted = found.select_related("owner").order_by(rank, "id")[start : start + most]
    cases = list(wanted)
    if due := [case.pk for case in cases if case.next_change_on and case.next_change_on <= today]:
        retelling.refresh(municipality, due, today)
        cases = list(wanted.all())
    return Page(cases, found.order_by()[: COUNTED + 1].count())


def _filtered(cases: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    conditions = {
        "is_open": filters.open,
        "owner": filters.owner,
        "owner__isnull": True if filters.unowned else None,
        "kinds__contains": f" {filters.kind} " if filters.kind else None,
        "minors__gt": 0 if filters.minors else None,
    }
    cases = cases.filter(**{name: value for name, value in conditions.items() if value is not None})
    if filters.step is not None:
        cases = cases.filter(_seen(filters, step=filters.step))
    return cases.filter(_seen(filters, rank__lt=IN_DANGER)) if filters.in_danger else cases


def _seen(filters: Filters, **condition: int) -> Q:
    """That this holds of a case as far as these eyes see it."""
    if filters.only_own is None:
        return Q(**condition)
    plain = {f"plain_{name}": value for name, value in condition.items()}
    return Q(**plain) | Q(owner=filters.only_own, **condition)


_NUMBER = re.compile(r"(?:vn[\s-]*(\d{4})[\s-]*)?0*(\d{1,6})", re.IGNORECASE)
_PLACE = re.compile(r"\s*\d{4}\s?[A-Z]{2}\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")


def _as_kept(search: str) -> str:
    """What was typed or pasted, as the keys have it: "vn 2026 417", "00417", "Molenweg 12, 9102 DB Veldervoort"."""
    if number := _NUMBER.fullmatch(search.strip()):
        year, serial = number.groups()
        return f"VN-{year}-{int(serial):05}" if year else serial
    address, _comma, place = search.partition(",")
    return address if _PLACE.match(place) else search


def _found(municipality: Municipality, search: str, key: str) -> QuerySet[SearchKey, Any]:
    """All that was typed as one beginning; failing that, each word as the beginning of something, initials left out."""
    keys = SearchKey.of(municipality)
    told = (search_key(word) for word in search.split() if not _INITIALS.fullmatch(word))
    words = [word for word in told if word]
    whole = keys.filter(_begins(key))
    if not words or words == [key] or whole.exists():
        return whole.values("case")
    found = keys.filter(_begins(words[0]))
    for word in words[1:]:
        found = found.filter(case__in=keys.filter(_begins(word)).values("case"))
    return found.values("case")


def _begins(key: str) -> Q:
    """A range that an index knows: SQLite's LIKE minds no case, so it cannot use one."""
    if connection.vendor == "postgresql":
        return Q(key__startswith=key)
    return Q(key__gte=key, key__lt=key[:-1] + chr(ord(key[-1]) + 1))


def step_counts(municipality: Municipality) -> dict[int, int]:
    """How many households the sieve holds at each of the eleven steps; 0 stands for before the first."""
    counted = Case.of(municipality).filter(is_open=True).values_list("step").annotate(Count("id")).order_by("step")
    return dict(counted)


class Meter(NamedTuple):
    """How many cases are open, and how many of them have an owner, a next step and a date."""

    open: int
    closed: int


def closed_meter(municipality: Municipality) -> Meter:
    """Has everything that is open somebody, something and a day? Sluitend when both numbers are equal."""
    held = Count("id", filter=Q(owner__isnull=False, next_by__isnull=False))
    counts = Case.of(municipality).filter(is_open=True).aggregate(open=Count("id"), held=held)
    return Meter(counts["open"], counts["held"])

"""What did this municipality choose, from when, and where may it not be looser than the law?

Working agreements (werkafspraken) are dated rows layered over the law. Terms are in working days unless the
name says days, weeks or months. A later row replaces an earlier one from its day on.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from vangnet.domain.codes import MatterKind
from vangnet.domain.law import (
    LAW,
    LawBook,
    add_working_days,
    deadline,
    end_of_agreed_term,
    next_working_day,
)


class Problem(NamedTuple):
    """A choice that cannot be made: by which bound, and what can be chosen instead, both ends included.

    ``law``: it would be looser than the law. ``step`` and ``late``: the sieve promises a step within four weeks, and
    what is late to the coordinator (P1). ``danger``: with danger it would go slower than without. ``pair``: the least
    would be more than the most, or what comes first would come after. ``range``: no number of days that makes sense.
    """

    name: str
    bound: "Bound"
    least: int
    most: int


class Agreement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One dated set of choices; what is not chosen keeps the guide's default, and is not written down."""

    valid_from: date = date.min
    triage: int = 5
    triage_crisis: int = 1
    who: int = 5
    who_crisis: int = 1
    assign: int = 2
    know_household: int = 10
    know_household_danger: int = 1
    offer_days: int = 28
    offer_write_after_days: int = 21
    crisis_contact: int = 3
    attempt_first: int = 5
    attempt_intervals: tuple[int, ...] = (5, 7, 8, 10, 10)
    attempt_danger: int = 1
    attempts_most: int = 6
    attempts_least: int = 3
    """Before so many attempts nobody was sought enough, however long ago the report came."""
    attempt_rest: int = 10
    window_weeks: int = 12
    hear_answer: int = 10
    plan_step: int = 10
    hear_referral: int = 10
    pause_ask: int = 2
    pause_chase: int = 5
    pause_renew: int = 5
    instalment_grace_days: int = 5
    missed_call: int = 2
    proposal_chase: int = 10
    balance_chase: int = 15
    repair: int = 3
    decide_budget: int = 5
    pay_budget: int = 2
    feedback: int = 5
    before_summons: int = 3
    find_hearing: int = 2
    duty_check: int = 5
    hearing_offer: int = 1
    hearing_offer_days: int = 7
    hearing_pack_days: int = 7
    will_appear: int = 3
    record_judgment: int = 1
    last_offer: int = 2
    last_offer_answer: int = 5
    last_offer_answer_near: int = 2
    near_days: int = 10
    stay: int = 2
    remedy: int = 2
    remedy_ahead: int = 5
    confirm_stay: int = 2
    watch_months: int = 1
    term_ahead: int = 20
    warn_before_breach: int = 2
    after_warning: int = 5
    weigh_administration: int = 5
    rehousing_days: int = 28
    rehousing_days_before: int = 14
    rights_check: int = 3
    record_loss: int = 5
    secure_address: int = 1
    goods_warn_days: int = 28
    rehouse_days: int = 7
    other_threats: int = 3
    stop_pressure: int = 1
    dispute: int = 5
    listing_objection: int = 5
    listing_weighing: int = 10
    hear_place: int = 5
    chase_urgency: int = 20
    threat_follow_days: int = 14
    handover: int = 5
    reconnect: int = 1
    find_out: int = 1
    conclude: int = 5
    check_data: int = 5
    review_days: int = 28
    late_danger: int = 2
    late: int = 5
    keep_months: int | None = None
    """How long a closed case is kept in which nobody was helped; None: the default of ``law/privacy.toml``."""
    keep_helped_months: int | None = None
    """The same where somebody was."""
    keep_requests_months: int | None = None
    """How long an answered request about data is kept of somebody without a case."""
    least_cents: dict[MatterKind, int] = {}
    """Below this a signal is unjustified (onterecht), per kind; absent: every amount counts."""

    def problems(self, law: LawBook = LAW) -> list[Problem]:
        """Every choice that cannot be made, one problem each; none means that these can hold."""
        found: dict[str, Problem] = {}
        for problem in (*_no_term(self), *_against_law(self, law), *_against_promise(self), *_out_of_order(self)):
            found.setdefault(problem.name, problem)
        return list(found.values())


LAW_KNOWN_FROM = date(2021, 1, 1)
"""Since then a municipality gets reports of arrears (Wgs as of 2021)."""
STEP_WITHIN = 28
"""Days within which every open case has a step (sieve, P1)."""
Bound = Literal["law", "step", "late", "danger", "pair", "range"]
Unit = Literal["working_days", "days", "weeks", "months", "times"]
LONGEST: dict[Unit, int] = {"working_days": 120, "days": 180, "weeks": 52, "months": 240, "times": 30}
"""Nothing that a municipality chooses is longer: beyond it, somebody mistook the unit."""
MOST_CENTS = 100_000_00
"""No report has to be of a higher amount."""
_NAMED: tuple[Unit, ...] = ("days", "weeks", "months")
BY_LAW: dict[str, str] = {"offer_days": "wgs.offer_after_signal", "crisis_contact": "wgs.first_conversation_threat"}
"""Which choice may be shorter than which law says, and never longer."""
PROMISED: dict[str, tuple[Bound, int]] = {
    "review_days": ("step", STEP_WITHIN),
    "late": ("late", 5),
    "late_danger": ("late", 2),
}
"""What the sieve promises every household (P1), so that it may be sooner and never later."""
NO_SLOWER: tuple[tuple[str, str], ...] = (
    ("triage_crisis", "triage"),
    ("who_crisis", "who"),
    ("know_household_danger", "know_household"),
    ("attempt_danger", "attempt_first"),
    ("attempt_danger", "attempt_intervals"),
    ("last_offer_answer_near", "last_offer_answer"),
    ("late_danger", "late"),
)
"""Of each pair the first is at most the second, and of a row at most the shortest: danger raises activity (guide)."""
NO_MORE: tuple[tuple[str, str], ...] = (("attempts_least", "attempts_most"), ("offer_write_after_days", "offer_days"))
"""Of each pair the first is at most the second: the least is no more than the most, and who cannot be reached is
written to before the offer is late."""

_PAIRS: tuple[tuple[Bound, tuple[tuple[str, str], ...]], ...] = (("danger", NO_SLOWER), ("pair", NO_MORE))


def unit_of(name: str) -> Unit:
    """In what a choice is counted: working days unless its name says otherwise."""
    if name.startswith("attempts_"):
        return "times"
    return next((unit for unit in _NAMED if f"_{unit}" in name), "working_days")


def counted(agreement: Agreement) -> dict[str, tuple[int, ...]]:
    """Every choice that is a number, or a row of them, as numbers; one that follows the law is absent."""
    chosen = {name: getattr(agreement, name) for name in agreement.__struct_fields__}
    rows = {name: value if isinstance(value, tuple) else (value,) for name, value in chosen.items()}
    return {name: row for name, row in rows.items() if row and all(isinstance(one, int) for one in row)}


def _no_term(chosen: Agreement) -> Iterator[Problem]:
    for name, numbers in counted(chosen).items():
        most = LONGEST[unit_of(name)]
        if not 1 <= min(numbers) <= max(numbers) <= most:
            yield Problem(name, "range", 1, most)
    if not all(0 <= cents <= MOST_CENTS for cents in chosen.least_cents.values()):
        yield Problem("least_cents", "range", 0, MOST_CENTS)
    if not chosen.attempt_intervals:
        yield Problem("attempt_intervals", "range", 1, LONGEST["working_days"])


def _against_law(chosen: Agreement, law: LawBook) -> Iterator[Problem]:
    on = law.on(max(chosen.valid_from, LAW_KNOWN_FROM))
    for name, key in BY_LAW.items():
        if getattr(chosen, name) > on[key].number:
            yield Problem(name, "law", 1, on[key].number)


def _against_promise(chosen: Agreement) -> Iterator[Problem]:
    for name, (bound, most) in PROMISED.items():
        if getattr(chosen, name) > most:
            yield Problem(name, bound, 1, most)


def _out_of_order(chosen: Agreement) -> Iterator[Problem]:
    """Where more pairs bind one choice, by the narrowest: what is filled in then can hold at once."""
    numbers = counted(chosen)
    narrowest: dict[str, Problem] = {}
    for bound, pairs in _PAIRS:
        for name, other in pairs:
            most = min(numbers.get(other, (0,)))
            known = narrowest.get(name)
            if getattr(chosen, name) > most >= 1 and (known is None or most < known.most):
                narrowest[name] = Problem(name, bound, 1, most)
    yield from narrowest.values()


@dataclass(frozen=True)
class Practice:
    """The law and one municipality's agreements together: how days are counted here, and how many."""

    agreements: tuple[Agreement, ...] = (Agreement(),)
    law: LawBook = LAW
    working_days_on: Callable[[date, int], date] = add_working_days
    first_working_day: Callable[[date], date] = next_working_day

    @cached_property
    def _newest_first(self) -> tuple[Agreement, ...]:
        return tuple(sorted(self.agreements, key=lambda a: a.valid_from, reverse=True))

    def in_time(self, by: date, since: date, clear_from: date | None) -> date:
        """No later than the working day before the home may be cleared; at once when it is that near already."""
        if clear_from is None:
            return by
        return min(by, self.first_working_day(max(since, self.working_days_on(clear_from, -1))))

    def agreed(self, on: date) -> Agreement:
        """The agreement in force on the day a term began; the guide's defaults before the first."""
        for agreement in self._newest_first:
            if agreement.valid_from <= on:
                return agreement
        return _DEFAULT

    def by_law(self, key: str, start: date) -> date:
        """The last day of the law's term that began on ``start``, at the earliest when that law began."""
        return deadline(key, max(start, LAW_KNOWN_FROM), law=self.law).end


_DEFAULT = Agreement()


@lru_cache(maxsize=1 << 12)
def months_on(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day; never shifted."""
    return end_of_agreed_term(day, months=months)


def practice_from(agreements: Iterable[Agreement]) -> Practice:
    """The practice of a municipality with these dated agreements."""
    return Practice(agreements=tuple(agreements) or (_DEFAULT,))

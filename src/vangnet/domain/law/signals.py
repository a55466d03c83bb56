"""May this partner report these arrears, and are they as old as the convenant wants?

A signal without a legal ground on its day is unlawful. A signal outside the window of the
Landelijk Convenant Vroegsignalering is only marked: the municipality follows it up all the same.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from vangnet.domain.law.book import LAW, LawBook, Plain, Value
from vangnet.domain.law.terms import end_of_agreed_term


@dataclass(frozen=True, slots=True)
class SignalGround:
    """A legal basis for signals (signal_grounds.toml). Empty sets of names mean all of them."""

    code: str
    partners: frozenset[str]
    municipalities: frozenset[str]
    creditors: frozenset[str]
    participants_known: bool
    """False: the ground is limited to participants, but their list was not seen."""
    min_amount: int
    """Eurocents."""
    min_age_months: int
    """Age of the oldest claim."""
    needs: frozenset[str]
    """What the partner must have done before it reported."""
    value: Value


class Lack(StrEnum):
    """Why a ground does not carry a signal."""

    PARTNER = "partner"
    MUNICIPALITY = "municipality"
    CREDITOR = "creditor"
    AMOUNT = "amount"
    AGE = "age"
    PARTICIPANTS_UNKNOWN = "participants_unknown"  # a person must look it up


@dataclass(frozen=True, slots=True)
class GroundFound:
    """The ground that carries a signal; without one, what each ground of that partner lacks."""

    ground: SignalGround | None
    lacks: tuple[tuple[SignalGround, tuple[Lack, ...]], ...]


class Place(StrEnum):
    """Where the age of arrears lies against the window of the convenant."""

    TOO_EARLY = "too_early"
    INSIDE = "inside"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class SignalWindow:
    """The age of arrears at which a kind of partner reports (lcv.toml); None is no limit."""

    earliest_days: int | None
    earliest_months: int | None
    latest_days: int | None
    value: Value

    def place(self, arisen_on: date, reported_on: date) -> Place:
        """Where a report lies whose oldest arrears arose on `arisen_on`.

        A limit in days is itself inside; one in months must have passed.
        """
        days = (reported_on - arisen_on).days
        if self.earliest_days is not None and days < self.earliest_days:
            return Place.TOO_EARLY
        if self.earliest_months is not None:
            months_old = end_of_agreed_term(arisen_on, months=self.earliest_months)
            if reported_on <= months_old:
                return Place.TOO_EARLY
        if self.latest_days is not None and days > self.latest_days:
            return Place.TOO_LATE
        return Place.INSIDE


@lru_cache(maxsize=2048)
def signal_grounds(day: date, *, law: LawBook = LAW) -> tuple[SignalGround, ...]:
    """All grounds that hold on `day`."""
    return tuple(_ground(value) for value in law.on(day).subject("signal_grounds"))


def ground_for(
    partner: str,
    day: date,
    *,
    municipality: str,
    creditor: str = "",
    amount: int | None = None,
    arisen_on: date | None = None,
    law: LawBook = LAW,
) -> GroundFound:
    """The ground on which `partner` (a kind, as in lcv.toml) may report on `day`.

    `municipality` and `creditor` are names as in the regulation; `amount` is in eurocents. What is
    not known (None) is not held against the signal: the rule on evidence asks for it later.
    Source: art. 3 lid 1 onder b and art. 10 Wgs.
    """
    lacks: list[tuple[SignalGround, tuple[Lack, ...]]] = []
    for ground in signal_grounds(day, law=law):
        if partner not in ground.partners:
            continue
        missing: list[Lack] = [] if ground.participants_known else [Lack.PARTICIPANTS_UNKNOWN]
        if ground.municipalities and municipality not in ground.municipalities:
            missing.append(Lack.MUNICIPALITY)
        if ground.creditors and not _named(creditor, ground.creditors):
            missing.append(Lack.CREDITOR)
        if amount is not None and amount < ground.min_amount:
            missing.append(Lack.AMOUNT)
        if arisen_on and end_of_agreed_term(arisen_on, months=ground.min_age_months) > day:
            missing.append(Lack.AGE)
        if not missing:
            return GroundFound(ground, ())
        lacks.append((ground, tuple(missing)))
    return GroundFound(None, tuple(lacks))


@lru_cache(maxsize=8192)
def signal_window(partner: str, day: date, *, law: LawBook = LAW) -> SignalWindow | None:
    """The convenant's window for a kind of partner on `day`; None where it sets none."""
    key = f"lcv.{partner}"
    if key not in law.values or (value := law.on(day).get(key)) is None:
        return None
    return SignalWindow(
        earliest_days=_limit(value, "min_days"),
        earliest_months=_limit(value, "min_months"),
        latest_days=_limit(value, "max_days"),
        value=value,
    )


def _ground(value: Value) -> SignalGround:
    return SignalGround(
        code=value.key.partition(".")[2],
        partners=_names(value.fields["partners"]),
        municipalities=_names(value.fields["municipalities"]),
        creditors=_names(value.fields["creditors"]),
        participants_known=value.fields.get("participants_known", True) is True,
        min_amount=_limit(value, "min_amount") or 0,
        min_age_months=_limit(value, "min_age_months") or 0,
        needs=_names(value.fields["needs"]),
        value=value,
    )


def _names(part: Plain) -> frozenset[str]:
    if not isinstance(part, tuple):
        raise TypeError(f"{part!r} is no list of names")
    return frozenset(name for name in part if isinstance(name, str))


def _named(creditor: str, names: frozenset[str]) -> bool:
    """Whether a creditor is one of those named, however it writes its legal form."""
    return any(name.casefold() in creditor.casefold() for name in names)


def _limit(value: Value, name: str) -> int | None:
    part = value.fields.get(name)
    return part if isinstance(part, int) else None

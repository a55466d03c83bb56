"""What do creditors, courts and bailiffs do of their own accord, and after how many days?

A course is a row of beats: so many days later this happens to a matter. The office does not decide it, it learns
of it. Which course begins when is dealt over the year, so that a town has seen everything that can happen.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from vangnet.domain import events as e
from vangnet.domain.acts import announce_eviction, schedule_hearing
from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import Answer, Ended, LossWay, MatterKind, Remedy, Ruling, ThreatEnd

Tell = Callable[[Case, Matter, date], e.Event]


class Beat(NamedTuple):
    """So many days after the beat before, this is told."""

    days: int
    tell: Tell


def _of_matter(kind: type[e.OfMatter], **fields: object) -> Tell:
    return lambda _case, matter, _day: kind(matter=matter.number, **fields)


def _ahead(kind: type[e.OfMatter], days: int, name: str = "day") -> Tell:
    """Something that names a day which lies ahead."""
    return lambda _case, matter, day: kind(matter=matter.number, **{name: day + timedelta(days=days)})


def _hearing(days: int) -> Tell:
    return lambda case, matter, day: schedule_hearing(case, matter.number, day + timedelta(days=days))


def _held(*, there: bool) -> Tell:
    def tell(_case: Case, matter: Matter, day: date) -> e.Event:
        hearing = max(matter.hearings, default=1)
        judgment = day + timedelta(days=14)
        return e.HearingHeld(matter=matter.number, hearing=hearing, resident_there=there, judgment_on=judgment)

    return tell


def _judged(ruling: Ruling, *, default: bool = False) -> Tell:
    def tell(_case: Case, matter: Matter, day: date) -> e.Event:
        first = day + timedelta(days=14) if ruling is Ruling.DISSOLUTION else None
        return e.JudgmentGiven(matter=matter.number, ruling=ruling, default=default, eviction_from=first)

    return tell


def _eviction(days: int) -> Tell:
    return lambda case, matter, day: announce_eviction(case, matter.number, day + timedelta(days=days))


def _live_eviction(kind: type[e.EvictionCancelled | e.EvictionCarriedOut]) -> Tell:
    return lambda _case, matter, _day: kind(matter=matter.number, eviction=max(matter.evictions, default=1))


def _of_case(event: e.Event) -> Tell:
    return lambda _case, _matter, _day: event


def _to_judgment(ruling: Ruling, *, there: bool = True) -> tuple[Beat, ...]:
    return (
        Beat(0, _of_matter(e.SummonsAnnounced)),
        Beat(12, _of_matter(e.SummonsServed)),
        Beat(4, _hearing(24)),
        Beat(24, _held(there=there)),
        Beat(14, _judged(ruling, default=not there)),
    )


_KEPT_AFTER_ALL = (Beat(3, _of_matter(e.DebtSettled)), Beat(4, _of_matter(e.TenancyConfirmed)))

COURSES: dict[str, tuple[Beat, ...]] = {
    "withdrawn": (Beat(0, _of_matter(e.SummonsAnnounced)), Beat(15, _of_matter(e.SummonsWithdrawn))),
    "rejected": _to_judgment(Ruling.REJECTED),
    "adjourned": (
        *_to_judgment(Ruling.REJECTED)[:3],
        Beat(20, _hearing(30)),
        Beat(30, _held(there=True)),
        Beat(14, _judged(Ruling.REJECTED)),
    ),
    "payment_only": (
        *_to_judgment(Ruling.PAYMENT_ONLY),
        Beat(90, _of_matter(e.DebtSettled)),
        Beat(2, _of_matter(e.JudgmentEnded)),
    ),
    "set_aside": (
        *_to_judgment(Ruling.DISSOLUTION, there=False),
        Beat(9, _of_matter(e.RemedyFiled, remedy=Remedy.OPPOSITION)),
        Beat(5, _ahead(e.EnforcementSuspended, 60, "until")),
        Beat(35, _of_matter(e.JudgmentSetAside)),
        Beat(20, _of_matter(e.DebtSettled)),
    ),
    "prevented": (
        *_to_judgment(Ruling.DISSOLUTION),
        Beat(12, _eviction(14)),
        Beat(6, _eviction(15)),
        Beat(7, _live_eviction(e.EvictionCancelled)),
        *_KEPT_AFTER_ALL,
    ),
    "second_chance": (*_to_judgment(Ruling.DISSOLUTION), Beat(8, _ahead(e.SecondChanceAgreed, 150, "until"))),
    "second_chance_kept": (
        *_to_judgment(Ruling.DISSOLUTION),
        Beat(6, _ahead(e.SecondChanceAgreed, 90, "until")),
        Beat(88, _of_matter(e.SecondChanceEnded, how=Ended.KEPT)),
        Beat(9, _of_matter(e.TenancyConfirmed)),
    ),
    "conditional": _to_judgment(Ruling.CONDITIONAL_DISSOLUTION),
    "moratorium": (
        *_to_judgment(Ruling.DISSOLUTION),
        Beat(2, _of_matter(e.MoratoriumRequested)),
        Beat(12, lambda _c, m, day: e.MoratoriumDecided(matter=m.number, answer=Answer.YES, until=_later(day, 180))),
    ),
    "lost": (
        *_to_judgment(Ruling.DISSOLUTION, there=False),
        Beat(14, _eviction(18)),
        Beat(18, _live_eviction(e.EvictionCarriedOut)),
        Beat(44, _of_case(e.Rehoused())),
    ),
    "left": (
        *_to_judgment(Ruling.DISSOLUTION),
        Beat(10, _eviction(20)),
        Beat(8, _of_case(e.HomeLost(way=LossWay.KEYS_HANDED_IN))),
    ),
    "looming": (*_to_judgment(Ruling.DISSOLUTION), Beat(10, _eviction(22))),
    "cut_averted": (Beat(0, _ahead(e.DisconnectionAnnounced, 16)), Beat(9, _of_matter(e.DisconnectionCancelled))),
    "cut": (
        Beat(0, _ahead(e.DisconnectionAnnounced, 12)),
        Beat(13, _of_matter(e.Disconnected)),
        Beat(6, _of_matter(e.Reconnected)),
    ),
    "auction": (
        Beat(3, _ahead(e.AuctionAnnounced, 40)),
        Beat(22, _of_matter(e.AuctionCancelled)),
        Beat(6, _of_matter(e.DebtSettled)),
    ),
    "threat_over": (Beat(38, _of_matter(e.ThreatEnded, how=ThreatEnd.SOLVED)),),
    "threat_stopped": (Beat(17, _of_matter(e.ThreatEnded, how=ThreatEnd.WITHDRAWN)),),
    "threat_in_court": (
        Beat(20, _hearing(18)),
        Beat(18, _held(there=True)),
        Beat(14, _judged(Ruling.REJECTED)),
        Beat(2, _of_matter(e.ThreatEnded, how=ThreatEnd.COURT_PREVENTED)),
    ),
    "threat_to_clear": (Beat(4, _eviction(24)),),
    "nothing": (),
}


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)


class Begins(NamedTuple):
    """So many days before the town's day this course begins; with ``kind`` as a matter without a report."""

    before: int
    course: str
    kind: MatterKind | None = None


RENT = (
    *(Begins(345, "lost"), Begins(335, "prevented"), Begins(325, "set_aside"), Begins(310, "rejected")),
    *(Begins(300, "payment_only"), Begins(285, "second_chance_kept"), Begins(270, "conditional")),
    *(Begins(250, "left"), Begins(235, "withdrawn"), Begins(215, "second_chance"), Begins(190, "prevented")),
    *(Begins(170, "adjourned"), Begins(150, "payment_only"), Begins(130, "moratorium"), Begins(110, "withdrawn")),
    *(Begins(95, "prevented"), Begins(71, "looming"), Begins(61, "second_chance"), Begins(33, "rejected")),
    *(Begins(46, "second_chance"), Begins(38, "conditional"), Begins(26, "adjourned")),
    *(Begins(14, "conditional"), Begins(4, "payment_only"), Begins(88, "lost")),
)
"""What landlords begin, besides what chance adds."""
SUPPLY = (
    *(Begins(300, "cut"), Begins(240, "cut_averted"), Begins(160, "cut"), Begins(90, "cut_averted")),
    *(Begins(15, "cut"), Begins(6, "cut_averted")),
)
THREATS = (
    Begins(320, "threat_over", MatterKind.NUISANCE),
    Begins(280, "auction", MatterKind.MORTGAGE),
    Begins(255, "threat_in_court", MatterKind.END_OF_STAY),
    Begins(210, "threat_over", MatterKind.TENANT_DIED),
    Begins(165, "threat_over", MatterKind.BREAK_UP),
    Begins(120, "threat_in_court", MatterKind.SUBLET),
    Begins(75, "threat_stopped", MatterKind.CLOSURE),
    Begins(30, "threat_over", MatterKind.NUISANCE),
    Begins(18, "auction", MatterKind.MORTGAGE),
    Begins(9, "threat_stopped", MatterKind.UNLAWFUL_PRESSURE),
    Begins(3, "threat_over", MatterKind.END_OF_STAY),
    Begins(11, "threat_to_clear", MatterKind.CLOSURE),
)
ASKED_FOR_HELP = (290, 200, 100, 40, 13, 2)
"""So many days before the town's day somebody comes and asks for help without any report."""

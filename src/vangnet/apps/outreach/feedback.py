"""What is each partner to be told now, and what was it told before?

What may be told, ``domain.disclosure`` decides. Telling is an event of each case and a line of the log, in one
transaction; a file is made from the log, so that it always holds what was logged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Max

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import bulk, clock
from vangnet.apps.cases.models import Case, Step
from vangnet.apps.cases.story import Dated, facts_of
from vangnet.apps.outreach.models import FeedbackLog, Sending
from vangnet.apps.partners.models import Partner
from vangnet.apps.partners.references import references
from vangnet.domain.codes import Role
from vangnet.domain.disclosure import Told, news_of
from vangnet.domain.events import FeedbackGiven

AT_ONCE = 2_000
"""So many cases with news are weighed while a page waits; a command weighs all."""


class News(NamedTuple):
    """What one partner may be told about one signal. ``again``: it was told this very thing before."""

    case: int
    matter: int
    signal: int
    code: Told
    result_on: date
    again: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """A partner, how many signals there is news of, and when it was last told something."""

    partner: Partner
    news: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sending as the partner reads it. The reference is the partner's own, or empty."""

    reference: str
    on: date
    code: Told
    case: str
    """The case's number, for our own people; empty once the case is erased."""


def overview(municipality: Municipality) -> tuple[list[Overview], int]:
    """All partners with what waits for each; and how many cases with news were not weighed."""
    partners = list(Partner.of(municipality).order_by("name"))
    told = dict(Sending.of(municipality).values_list("partner").annotate(Max("told_on")))
    waiting = _waiting(municipality)
    news = _news(municipality, {p.pk: p for p in partners}, waiting[:AT_ONCE])
    counts = {partner.pk: 0 for partner in partners}
    for partner, one in news:
        counts[partner] += not one.again
    shown = [Overview(partner, counts[partner.pk], told.get(partner.pk)) for partner in partners]
    return shown, max(len(waiting) - AT_ONCE, 0)


def news_for(municipality: Municipality, partner: Partner, most: int | None = None) -> list[News]:
    """What this partner may be told now, longest waiting first; of at most so many cases with news."""
    waiting = _waiting(municipality)[:most]
    return [news for _, news in _news(municipality, {partner.pk: partner}, waiting)]


def _waiting(municipality: Municipality) -> list[int]:
    """The cases in which some partner is to be told something, longest waiting first."""
    steps = Step.of(municipality).filter(role=Role.INTAKE, rule="feedback").order_by("by", "case_id")
    return list(dict.fromkeys(steps.values_list("case_id", flat=True)))


def _news(municipality: Municipality, partners: Mapping[int, Partner], cases: list[int]) -> Iterator[tuple[int, News]]:
    """News with the id of its partner. Told before is told before, whatever happened in between."""
    for chunk in bulk.chunks(cases):
        facts = facts_of(municipality, chunk)
        found = [
            (partner.pk, News(case, number, signal.id, code, matter.result_on, again=False))
            for case in chunk
            for number, matter in facts[case].matters.items()
            if (partner := partners.get(matter.partner or 0)) and matter.result_on
            for signal, code in news_of(facts[case], matter, partner.kind)
        ]
        last = _last_told(municipality, {news.signal for _, news in found})
        for owner, news in found:
            yield owner, news._replace(again=last.get(news.signal) == news.code)


def _last_told(municipality: Municipality, signals: Iterable[int]) -> dict[int, str]:
    lines = FeedbackLog.of(municipality).filter(signal__in=list(signals)).order_by("id")
    return dict(lines.values_list("signal", "code"))


def give(municipality: Municipality, partner: Partner, *, by: User | None, today: date) -> Sending | None:
    """Record that this partner is told all there is news of; None when there was nothing new to tell.

    What it was told before in the same words is not told again: that a message came would itself tell something.
    Two who press at once tell it once.
    """
    with transaction.atomic():
        held = Partner.of(municipality).select_for_update().get(pk=partner.pk)
        news = news_for(municipality, held)
        matters = sorted({(one.case, one.matter) for one in news})
        facts: defaultdict[int, list[Dated]] = defaultdict(list)
        for case, matter in matters:
            facts[case].append((today, FeedbackGiven(matter=matter)))
        bulk.append(municipality, facts, by=by, today=today)
        new = [one for one in news if not one.again]
        if not new:
            return None
        sending = Sending.of(municipality).create(partner=held, told_on=today, recorded_at=clock.now(), recorded_by=by)
        FeedbackLog.of(municipality).bulk_create(
            (
                FeedbackLog(
                    sending=sending, case=n.case, matter=n.matter, signal=n.signal, code=n.code, result_on=n.result_on
                )
                for n in new
            ),
            batch_size=1_000,
        )
        return sending


def sendings(municipality: Municipality, partner: Partner) -> list[tuple[Sending, int]]:
    """What this partner was told when, newest first, with how many lines."""
    told = Sending.of(municipality).filter(partner=partner).select_related("recorded_by").order_by("-id")
    return [(sending, sending.count) for sending in told.annotate(count=Count("lines"))]


def lines_of(municipality: Municipality, sending: Sending) -> list[Line]:
    """What a sending says. Three queries."""
    rows = list(FeedbackLog.of(municipality).filter(sending=sending).order_by("id"))
    return _lines(municipality, [(r.case, r.signal, Told(r.code), sending.told_on) for r in rows])


def lines_of_news(municipality: Municipality, news: Iterable[News], today: date) -> list[Line]:
    """What a sending would say today."""
    return _lines(municipality, [(n.case, n.signal, n.code, today) for n in news if not n.again])


def _lines(municipality: Municipality, told: list[tuple[int, int, Told, date]]) -> list[Line]:
    said = references(municipality, {signal for _, signal, _, _ in told})
    numbers = dict(Case.of(municipality).filter(id__in={case for case, *_ in told}).values_list("id", "number"))
    return [Line(said.get(signal, ""), on, code, numbers.get(case, "")) for case, signal, code, on in told]

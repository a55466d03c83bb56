"""What is each partner to be told now, and what was it told before?

What may be told, ``domain.disclosure`` decides. Telling is an event of each case and a line of the log, in one
transaction; a file is made from the log, so that it always holds what was logged.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import bulk, clock
from vangnet.apps.cases.models import Case, Step
from vangnet.apps.cases.story import Dated, facts_of
from vangnet.apps.outreach.models import FeedbackLog, Sending
from vangnet.apps.partners.models import Partner
from vangnet.apps.partners.references import Reported, references, reports
from vangnet.apps.partners.unanswered import Unanswered, count_left_out, left_out, unanswered
from vangnet.domain.codes import Role
from vangnet.domain.disclosure import Standing, Told, news_of, permitted
from vangnet.domain.events import FeedbackGiven

AT_ONCE = 2_000
"""So many cases with news are weighed while a page waits; a command weighs all."""


class News(NamedTuple):
    """What one partner may be told about one signal."""

    case: int | None
    matter: int | None
    """None where no case tells of it, because it was not taken up."""
    signal: int
    code: Told
    result_on: date
    reference: str = ""
    """The partner's own; empty where it gave none."""
    told_on: date | None = None
    """When it was told this very thing before; None while it is new."""

    @property
    def again(self) -> bool:
        return self.told_on is not None


@dataclass(frozen=True, slots=True)
class Overview:
    """A partner, how many lines there are to tell it, and when it was last told something."""

    partner: Partner
    news: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sending as the partner reads it. The reference is the partner's own, or empty."""

    reference: str
    on: date
    code: Told
    cases: tuple[str, ...]
    """The numbers of the cases it comes from, for our own people; without those that were erased."""
    in_a_case: bool = True
    """Whether any case tells of it."""
    reported: Reported | None = None
    """Where the partner finds it back that gave no reference; None where it gave one, or the case was erased."""


def overview(municipality: Municipality) -> tuple[list[Overview], int]:
    """All partners with what waits for each; and how many cases with news were not weighed."""
    partners = list(Partner.of(municipality).order_by("name"))
    told = dict(Sending.of(municipality).values_list("partner").annotate(Max("told_on")))
    waiting = _waiting(municipality)
    news: defaultdict[int, list[News]] = defaultdict(list)
    by_id = {partner.pk: partner for partner in partners}
    for owner, one in (
        *_news(municipality, by_id, waiting[:AT_ONCE]),
        *_not_taken_up(municipality, by_id, AT_ONCE),
    ):
        news[owner].append(one)
    shown = [Overview(partner, len(new_lines(news[partner.pk])), told.get(partner.pk)) for partner in partners]
    return shown, _beyond(municipality, waiting, list(by_id))


def news_for(municipality: Municipality, partner: Partner, most: int | None = None) -> list[News]:
    """What this partner may be told now, longest waiting first; of at most so many cases with news, and as many
    reports that were not taken up.
    """
    waiting, mine = _waiting(municipality)[:most], {partner.pk: partner}
    told = (*_news(municipality, mine, waiting), *_not_taken_up(municipality, mine, most))
    return [news for _, news in told]


def new_lines(news: Iterable[News]) -> list[list[News]]:
    """What is new, by the line that says it: a partner reads one answer once, however often it reported that debt.

    Reports without a reference are never taken for one another.
    """
    return _by_line(one for one in news if not one.again)


def old_lines(news: Iterable[News]) -> list[list[News]]:
    """The same of what the partner was told before in the same words."""
    return _by_line(known(news))


def known(news: Iterable[News]) -> list[News]:
    """What the partner knows already, of matters in which there is nothing new beside it: steps to round off."""
    news = list(news)
    told = {(one.case, one.matter) for one in news if not one.again}
    return [one for one in news if one.again and (one.case, one.matter) not in told]


def mark_of(lines: Iterable[Iterable[News]]) -> str:
    """The same for the same lines: what somebody read is what is told, or nothing is."""
    read = sorted(f"{one.signal} {one.code}" for line in lines for one in line)
    return sha256("\n".join(read).encode()).hexdigest()[:16]


def _by_line(news: Iterable[News]) -> list[list[News]]:
    lines: dict[tuple[str | int, Told], list[News]] = {}
    for one in news:
        lines.setdefault((one.reference or one.signal, one.code), []).append(one)
    return list(lines.values())


def not_weighed(municipality: Municipality, partner: Partner) -> int:
    """How many cases with news, and reports not taken up, a page leaves to the command, beyond ``AT_ONCE`` each."""
    return _beyond(municipality, _waiting(municipality), [partner.pk])


def _beyond(municipality: Municipality, waiting: Sequence[int], partners: list[int]) -> int:
    not_taken_up = count_left_out(municipality, partners, _answered(municipality, partners))
    return max(len(waiting) - AT_ONCE, 0) + max(not_taken_up - AT_ONCE, 0)


def without_answer(municipality: Municipality, partner: Partner) -> Unanswered:
    """What this partner reported and was never told anything about. One query."""
    return unanswered(partner, _answered(municipality, [partner.pk]))


def _answered(municipality: Municipality, partners: list[int]) -> QuerySet[FeedbackLog, Any]:
    """The signals of which these partners were told something."""
    return FeedbackLog.of(municipality).filter(sending__partner__in=partners).values("signal")


def _waiting(municipality: Municipality) -> list[int]:
    """The cases in which some partner is to be told something, longest waiting first."""
    steps = Step.of(municipality).filter(role=Role.INTAKE, rule="feedback").order_by("by", "case_id")
    return list(dict.fromkeys(steps.values_list("case_id", flat=True)))


def _news(municipality: Municipality, partners: Mapping[int, Partner], cases: list[int]) -> Iterator[tuple[int, News]]:
    """News with the id of its partner. Told before is told before, whatever happened in between."""
    for chunk in bulk.chunks(cases):
        facts = facts_of(municipality, chunk)
        found = [
            (partner.pk, News(case, number, signal.id, code, matter.result_on))
            for case in chunk
            for number, matter in facts[case].matters.items()
            if (partner := partners.get(matter.partner or 0)) and matter.result_on
            for signal, code in news_of(facts[case], matter, partner.kind)
        ]
        signals = {news.signal for _, news in found}
        last, said = _last_told(municipality, signals), references(municipality, signals)
        for owner, news in found:
            code, told_on = last.get(news.signal, ("", None))
            told_before = told_on if code == news.code else None
            yield owner, news._replace(reference=said.get(news.signal, ""), told_on=told_before)


def _not_taken_up(
    municipality: Municipality, partners: Mapping[int, Partner], most: int | None
) -> list[tuple[int, News]]:
    """Of reports that no case tells of, that and why they were not taken up, as far as it may be told; each once."""
    found = left_out(municipality, partners, _answered(municipality, list(partners)), most)
    said = references(municipality, [one.signal for one in found])
    return [
        (one.partner, News(one.case, None, one.signal, told, one.on, said.get(one.signal, "")))
        for one in found
        if (told := permitted(Standing("set_aside", one.reason), partners[one.partner].kind))
    ]


def _last_told(municipality: Municipality, signals: Iterable[int]) -> dict[int, tuple[str, date]]:
    """By signal, what was last told of it and when."""
    lines = FeedbackLog.of(municipality).filter(signal__in=list(signals)).order_by("id")
    return {signal: (code, on) for signal, code, on in lines.values_list("signal", "code", "sending__told_on")}


class Changed(Exception):  # noqa: N818 - named as what is the case
    """There is something else to tell now than what somebody read."""


def give(
    municipality: Municipality, partner: Partner, *, by: User | None, today: date, read: str | None = None
) -> Sending | None:
    """Record that this partner is told all there is news of; None when there was nothing new to tell.

    What it was told before in the same words is not told again: that a message came would itself tell something.
    Two who press at once tell it once. ``read``: the mark of the lines that stood on the page, where there was one.
    Raises Changed when there are others by now.
    """
    with transaction.atomic():
        held = Partner.of(municipality).select_for_update().get(pk=partner.pk)
        _check_read(municipality, held, new_lines, read)
        new = new_lines(news_for(municipality, held))
        if not new:
            return None
        _step_done(municipality, [one for line in new for one in line], by=by, today=today)
        sending = Sending.of(municipality).create(partner=held, told_on=today, recorded_at=clock.now(), recorded_by=by)
        FeedbackLog.of(municipality).bulk_create(
            (_logged(sending, one, line[0]) for line in new for one in line), batch_size=1_000
        )
        return sending


def round_off(
    municipality: Municipality, partner: Partner, *, by: User | None, today: date, read: str | None = None
) -> int:
    """Record that there is nothing to tell of what this partner knows already, and send nothing; how many steps.

    From a page (``read``) no more than what it weighed. Raises Changed as ``give`` does.
    """
    with transaction.atomic():
        held = Partner.of(municipality).select_for_update().get(pk=partner.pk)
        _check_read(municipality, held, old_lines, read)
        news = news_for(municipality, held, None if read is None else AT_ONCE)
        return _step_done(municipality, known(news), by=by, today=today)


def _check_read(
    municipality: Municipality, partner: Partner, lines: Callable[[list[News]], list[list[News]]], read: str | None
) -> None:
    """Whether what a page weighs is still what somebody read there. Raises Changed."""
    if read is not None and read != mark_of(lines(news_for(municipality, partner, AT_ONCE))):
        raise Changed


def _step_done(municipality: Municipality, told: Sequence[News], *, by: User | None, today: date) -> int:
    """The steps that ask to tell these; how many there were."""
    facts: defaultdict[int, list[Dated]] = defaultdict(list)
    steps = sorted({(one.case, one.matter) for one in told if one.case and one.matter})
    for case, matter in steps:
        facts[case].append((today, FeedbackGiven(matter=matter)))
    bulk.append(municipality, facts, by=by, today=today)
    return len(steps)


def _logged(sending: Sending, one: News, first: News) -> FeedbackLog:
    return FeedbackLog(
        sending=sending,
        case=one.case,
        matter=one.matter,
        signal=one.signal,
        code=one.code,
        result_on=one.result_on,
        told_with=None if one is first else first.signal,
    )


def sendings(municipality: Municipality, partner: Partner) -> QuerySet[Sending]:
    """What this partner was told when, newest first; ``count``: with how many lines."""
    told = Sending.of(municipality).filter(partner=partner).select_related("recorded_by").order_by("-id")
    return told.annotate(count=Count("lines", filter=Q(lines__told_with=None)))


def lines_of(municipality: Municipality, sending: Sending) -> list[Line]:
    """What a sending says. Three queries, and at most two more where references lack."""
    lines: dict[int, list[FeedbackLog]] = {}
    for row in FeedbackLog.of(municipality).filter(sending=sending).order_by("id"):
        lines.setdefault(row.told_with or row.signal, []).append(row)
    said = references(municipality, lines)
    numbers = _numbers(municipality, [row.case for rows in lines.values() for row in rows])
    found = _reported(municipality, {signal: rows[0].case for signal, rows in lines.items() if signal not in said})
    return [
        Line(
            said.get(signal, ""),
            sending.told_on,
            Told(rows[0].code),
            _cases(rows, numbers),
            _in_a_case(rows),
            found.get(signal),
        )
        for signal, rows in lines.items()
    ]


def lines_of_news(municipality: Municipality, news: Sequence[Sequence[News]], today: date) -> list[Line]:
    """What a sending of these lines would say today; of old ones what was said, on its day. One query, and at most
    two more where references lack.
    """
    numbers = _numbers(municipality, [one.case for line in news for one in line])
    found = _reported(municipality, {line[0].signal: line[0].case for line in news if not line[0].reference})
    return [
        Line(
            line[0].reference,
            line[0].told_on or today,
            line[0].code,
            _cases(line, numbers),
            _in_a_case(line),
            found.get(line[0].signal),
        )
        for line in news
    ]


def _reported(municipality: Municipality, signals: Mapping[int, int | None]) -> dict[int, Reported]:
    """Where the partner finds these signals back: its file and row, or the day on which it reported by hand."""
    found = reports(municipality, list(signals))
    by_hand = {case for signal, case in signals.items() if case and signal not in found}
    for case in facts_of(municipality, sorted(by_hand)).values() if by_hand else ():
        for matter in case.matters.values():
            for signal in matter.signals.values():
                if signal.id in signals and signal.id not in found and signal.received_on:
                    found[signal.id] = Reported(signal.received_on)
    return found


def _numbers(municipality: Municipality, cases: Iterable[int | None]) -> dict[int, str]:
    return dict(Case.of(municipality).filter(id__among={case for case in cases if case}).values_list("id", "number"))


def _cases(told: Iterable[News | FeedbackLog], numbers: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(numbers[one.case] for one in told if one.case and one.case in numbers))


def _in_a_case(told: Iterable[News | FeedbackLog]) -> bool:
    return any(one.case for one in told)

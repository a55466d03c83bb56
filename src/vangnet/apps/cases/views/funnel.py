"""Where in the eleven steps are households held? The sieve, drawn and counted."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases import clock
from vangnet.apps.cases.queries import closed_meter, step_counts
from vangnet.apps.cases.sight import TEAM
from vangnet.apps.web.texts import number
from vangnet.domain.codes import Role

ROUNDED_TO = 5
"""Of fewer households than this, if any, only that is told to who does not work on cases."""
_WORK_ON_CASES = tuple(role for role in TEAM if role is not Role.VISITOR)


class Shown(NamedTuple):
    """What somebody sees of the households at each step."""

    counts: dict[int, int]
    """By step, 0 for before the first; also 0 where they are few."""
    few: frozenset[int]
    """The steps of which only that is told."""
    total: str
    """All together, in words; empty where that would give away the one step that has few."""


@audience(*_WORK_ON_CASES, Role.ANALYST)
@require_GET
def sieve(request: WorkRequest) -> HttpResponse:
    """The sieve. Who does not work on cases sees rounded numbers, so that no household can be recognised."""
    exact = request.role in _WORK_ON_CASES
    counted = dict.fromkeys(range(12), 0) | step_counts(request.municipality)
    all_together = sum(counted.values())
    shown = Shown(counted, frozenset(), number(all_together)) if exact else coarse(counted)
    steps = {step: count for step, count in shown.counts.items() if step}
    url = reverse("case_list")
    context = {
        "day": clock.today(),
        "counts": steps,
        "few": shown.few,
        "least": 0 if exact else ROUNDED_TO,
        "before": shown.counts[0],
        "before_few": 0 in shown.few,
        "total": shown.total,
        "one": exact and all_together == 1,
        "links": [(step, count, f"{url}?filter=1&step={step}") for step, count in steps.items() if count]
        if exact
        else [],
        "meter": closed_meter(request.municipality) if exact else None,
    }
    return render(request, "cases/sieve.html", context)


def coarse(counted: Mapping[int, int]) -> Shown:
    """Rounded numbers, with small ones only told to be so. The total is rounded by itself, not added up.

    Where one step alone has few, the total and the others would tell about how few: then there is no total.
    """
    few = frozenset(step for step, count in counted.items() if is_few(count))
    counts = {step: 0 if step in few else rounded(count) for step, count in counted.items()}
    if len(few) == 1:
        return Shown(counts, few, "")
    total = _not_outermost(sum(counted.values()), counts.values(), len(few)) if few else sum(counted.values())
    said = _("minder dan %(least)s") % {"least": ROUNDED_TO} if is_few(total) else number(rounded(total))
    return Shown(counts, few, said)


def _not_outermost(total: int, counts: Iterable[int], few: int) -> int:
    """This total, one off where it is the lowest or the highest that fits: that would tell of all who are few how few.

    It hangs on what is shown alone, so that a number that is one off tells nothing either.
    """
    shown = [count for count in counts if count]
    lowest = few + sum(max(count - ROUNDED_TO // 2, ROUNDED_TO) for count in shown)
    highest = few * (ROUNDED_TO - 1) + sum(count + ROUNDED_TO // 2 for count in shown)
    return min(max(total, lowest + 1), highest - 1)


def is_few(count: int) -> bool:
    """Whether somebody could be recognised by so small a number."""
    return 0 < count < ROUNDED_TO


def rounded(count: int) -> int:
    """To the nearest five."""
    return ROUNDED_TO * ((count + ROUNDED_TO // 2) // ROUNDED_TO)

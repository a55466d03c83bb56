"""Where in the eleven steps are households held? The sieve, drawn and counted."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases import clock
from vangnet.apps.cases.queries import closed_meter, step_counts
from vangnet.apps.cases.sight import TEAM
from vangnet.domain.codes import Role

ROUNDED_TO = 5
_WORK_ON_CASES = tuple(role for role in TEAM if role is not Role.VISITOR)


@audience(*_WORK_ON_CASES, Role.ANALYST)
@require_GET
def sieve(request: WorkRequest) -> HttpResponse:
    """The sieve. Who does not work on cases sees rounded numbers, so that no household can be recognised."""
    exact = request.role in _WORK_ON_CASES
    counted = step_counts(request.municipality)
    counts = {step: counted.get(step, 0) if exact else rounded(counted.get(step, 0)) for step in range(12)}
    before, steps = counts[0], {step: count for step, count in counts.items() if step}
    url = reverse("case_list")
    context = {
        "day": clock.today(),
        "counts": steps,
        "before": before,
        "total": sum(counts.values()),
        "links": [(step, count, f"{url}?filter=1&step={step}") for step, count in steps.items() if count]
        if exact
        else [],
        "meter": closed_meter(request.municipality) if exact else None,
        "rounded": not exact,
    }
    return render(request, "cases/sieve.html", context)


def rounded(count: int) -> int:
    """To the nearest five."""
    return ROUNDED_TO * ((count + ROUNDED_TO // 2) // ROUNDED_TO)

"""How is what somebody writes for a request to the court kept, while a colleague may be writing it too?"""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.looks import change
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.sight import ground_of
from vangnet.apps.cases.views.recording import setting_of
from vangnet.apps.court.around import keep, request_of
from vangnet.apps.court.forms import RequestForm
from vangnet.apps.court.models import RequestFile
from vangnet.domain.case import Person


class Written(NamedTuple):
    """What is kept now, and the status with which the page goes back: 200, 422 (something is wrong) or 409."""

    kept: RequestFile
    status: int

    @property
    def conflict(self) -> bool:
        """A colleague kept something since; what was typed stands in the form."""
        return self.status == 409


def written(request: WorkRequest, case: int, form: RequestForm, kept: RequestFile) -> Written | None:
    """Keep what was sent to this page of a case; None once it is kept, else what the page shows."""
    if not form.is_bound:
        return Written(kept, 200)
    if not form.is_valid():
        return Written(kept, 422)
    if keep(kept, form.filled(), form.seen):
        change(request, "case", case, ground_of(request.role))
        messages.success(request, _("Bewaard. Hieronder staat wat een verzoek nodig heeft."))
        return None
    now = request_of(request.municipality, kept.case_id, RequestFile.Kind(kept.kind), kept.about)
    form.meanwhile(now)
    return Written(now, 409)


def opened_request(
    request: WorkRequest, number: str, person: int, kind: RequestFile.Kind
) -> tuple[Setting, Person, RequestFile]:
    """A request about one person of a case, whom the case knows; opening it is a look. Raises Http404."""
    setting = setting_of(request, number)
    known = setting.file.facts.persons.get(person)
    if known is None:
        raise Http404
    return setting, known, request_of(request.municipality, setting.file.case.pk, kind, person)

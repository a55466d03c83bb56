"""How does somebody see a BSN? By asking for it with a reason, each time anew; it stands in the log of looks.

Only of whom the facts of this case speak: nobody needs the number of a child or another housemate.
"""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import look
from vangnet.apps.accounts.models import Act, Ground
from vangnet.apps.accounts.sealed import show_bsn
from vangnet.apps.cases import clock
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.cases.models import Person
from vangnet.apps.cases.open_to import open_to
from vangnet.apps.cases.sight import MAY_ASK_BSN, ground_of
from vangnet.apps.cases.wording import household_name

REASONS = (Ground.IDENTITY, Ground.DEBT_HELP, Ground.HOME, Ground.ACCESS_REQUEST)


class ReasonForm(forms.Form):
    """For which task the number is needed."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Waarvoor hebt u het nodig?"),
        choices=[(ground.value, ground.label) for ground in REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies waarvoor u het nodig hebt.")},
    )


@audience(*MAY_ASK_BSN)
@require_http_methods(["GET", "POST"])
def bsn(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """Ask why, then show: in the answer to what was posted, so that the number stands in no address or session."""
    row = get_object_or_404(open_to(request), number=number)
    look(request, "case", row.pk, ground_of(request.role))
    spoken_of = case_file(request.municipality, row.pk, clock.today()).facts.persons
    people = Person.of(request.municipality).filter(pk__in=list(spoken_of)).exclude(bsn_sealed=None)
    about = people.filter(pk=person).first()
    if about is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = {
        "form": form,
        "number": number,
        "who": household_name(row.name, number),
        "title": _("BSN van %(name)s") % {"name": about.name},
    }
    if form.is_bound and form.is_valid():
        reason, sealed = Ground(form.cleaned_data["reason"]), bytes(about.bsn_sealed or b"")
        context["shown"] = show_bsn(request, sealed, about.token, ("person", about.pk), reason)
        look(request, "case", row.pk, reason, Act.BSN_SHOWN)  # so that it stands in the dossier as well
    return render(request, "cases/bsn.html", context, status=422 if form.errors else 200)

"""How is a debt settlement begun, watched and ended on one page?"""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.letters import letter_language, letter_language_said
from vangnet.apps.support.pictures import at_table
from vangnet.apps.support.settlements import BeginForm, EndForm, drawn, law_said, settlement_of, settlement_paper
from vangnet.apps.support.telling import Page, told_page
from vangnet.apps.support.ways import MONEY
from vangnet.apps.web.components import Action
from vangnet.apps.web.paper import paper_file


@audience(*MONEY)
@require_http_methods(["GET", "POST"])
def settlement(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """The debt settlement of one person: what it comes to and its end, or its beginning where none runs."""
    table = at_table(request, number, person)
    data = request.POST if request.method == "POST" else None
    runs = settlement_of(table)
    if runs is None:
        page = Page(
            title=_("Schuldregeling"),
            button=_("Leg het begin vast"),
            done=_("De schuldregeling is vastgelegd."),
            back="settlement",
            back_said=_("Schuldregeling"),
            intro=_("Voor schulden die niet helemaal te betalen zijn. Een schuldregeling heeft altijd een einde."),
            more={
                "elsewhere": Action(reverse("forced_settlement", args=[number, person]), _("Zei een schuldeiser nee?")),
                "law": law_said(table.setting.today),
            },
        )
        return told_page(request, table, BeginForm(table, data), page)
    page = Page(
        title=_("Schuldregeling"),
        button=_("Leg het einde vast"),
        done=_("Het einde van de schuldregeling is vastgelegd."),
        back="settlement",
        back_said=_("Schuldregeling"),
        intro=_("Wat er na de laatste dag nog openstaat, wordt kwijtgescholden."),
        more={
            "drawn": drawn(runs, table),
            "letters": [Action(reverse("settlement_pdf", args=[number, person]), _("Brief voor de bewoner (PDF)"))],
            "letter_in": letter_language_said(table.setting.file, table.person),
            "law": law_said(table.setting.today),
        },
    )
    return told_page(request, table, EndForm(table, data), page)


@audience(*MONEY)
@require_GET
def settlement_pdf(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """What the settlement comes to, on one page for the resident."""
    table = at_table(request, number, person)
    runs = settlement_of(table)
    if runs is None:
        raise Http404
    language = letter_language(table.setting.file, table.person)
    return paper_file(lambda: settlement_paper(runs, table, request.user), f"schuldregeling-{table.number}", language)

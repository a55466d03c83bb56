"""What is arranged around one hearing, who comes, and what does the judge read?"""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change
from vangnet.apps.cases import clock
from vangnet.apps.cases.letters import letter_language, letter_language_said
from vangnet.apps.cases.models import Person as Resident
from vangnet.apps.cases.sight import ground_of
from vangnet.apps.cases.wording import event_title, household_name, matter_said
from vangnet.apps.court import pack as packs
from vangnet.apps.court import shown
from vangnet.apps.court.after import judgment_of
from vangnet.apps.court.around import court_said, keep, place_of, sitting_of
from vangnet.apps.court.costs import costs_of
from vangnet.apps.court.duty import duty_of
from vangnet.apps.court.forms import SittingForm
from vangnet.apps.court.invitation import invitation_paper, lacking
from vangnet.apps.court.opened import OpenedHearing, open_hearing
from vangnet.apps.court.ways import BACK, OPENS
from vangnet.apps.web.components import Action
from vangnet.apps.web.paper import paper_file
from vangnet.domain.case import Person
from vangnet.domain.codes import MatterKind
from vangnet.domain.law.courts import districts

_ANSWERS = {
    "AttendanceKnown": "will_appear",
    "LegalAidOffered": "hearing_offer",
    "ConsentGiven": "hearing_pack",
    "ConsentWithdrawn": "hearing_pack",
    "PackMade": "hearing_pack",
    "PackGiven": "hearing_pack",
    "HearingHeld": "record_judgment",
    "HearingAdjourned": "record_judgment",
    "JudgmentGiven": "record_judgment",
}
"""By form: the step that it answers, which tells the form about which matter it is."""


@audience(*OPENS)
@require_http_methods(["GET", "POST"])
def hearing(request: WorkRequest, number: str, matter: int, hearing: int) -> HttpResponse:
    """One hearing on one page; where, when and who goes along is filled in here."""
    opened = open_hearing(request, number, matter, hearing)
    codes = districts(clock.today())
    form = SittingForm(request.municipality, codes, opened.sitting, request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if keep(opened.sitting, {**form.filled(), "day": opened.hearing.day}, form.seen):
            change(request, "case", opened.setting.file.case.pk, ground_of(request.role))
            messages.success(request, _("Vastgelegd: waar, wanneer en wie er meegaat."))
            return redirect("hearing", number, matter, hearing)
        here = place_of(opened.setting.file.case.pk, matter, hearing)
        form.meanwhile(sitting_of(request.municipality, here).on(opened.hearing.day))
        status = 409
    context = _page(opened, form) | {"conflict": status == 409}
    return render(request, "court/hearing.html", context, status=status)


def _page(opened: OpenedHearing, form: SittingForm) -> dict[str, Any]:
    setting, matter, hearing = opened.setting, opened.matter, opened.hearing
    case = setting.file.case
    here = [case.number, matter.number, hearing.number]
    duty = duty_of(setting.file, matter, opened.court, setting.today) if matter.kind is MatterKind.RENT else None
    return {
        "form": form,
        "title": shown.title_of(hearing),
        "who": household_name(case.name, case.number),
        "number": case.number,
        "matter": matter,
        "what": matter_said(matter, setting.names),
        "hearing": hearing,
        "sitting": opened.sitting,
        "court": court_said(opened.court),
        "was_on": _was_on(opened),
        "where": shown.where(opened.sitting),
        "chips": list(shown.chips(hearing, opened.sitting, setting.today)),
        "aid_on": _person(opened).aid_offered_on,
        "consent": packs.consent_of(opened),
        "sections": packs.sections(opened),
        "duty": duty,
        "judgment": judgment_of(setting, matter),
        "costs": costs_of(matter, setting.names.partners.get(matter.partner or 0), setting.today),
        "lacking": lacking(opened),
        "letter_in": letter_language_said(setting.file, _invited(opened)),
        "invitation_url": reverse("invitation", args=here),
        "pack_url": reverse("pack", args=here),
        "attendance": _forms(opened, ("AttendanceKnown", "LegalAidOffered")),
        "consents": _forms(
            opened, ("ConsentGiven", "ConsentWithdrawn") if packs.consent_of(opened) else ("ConsentGiven",)
        ),
        "packs": _forms(opened, ("PackMade", "PackGiven")),
        "after": _forms(opened, ("HearingHeld", "HearingAdjourned", "JudgmentGiven")),
    }


def _was_on(opened: OpenedHearing) -> date | None:
    """The day for which time and room were filled in, where the hearing will be on another."""
    sitting, hearing = opened.sitting, opened.hearing
    return None if hearing.over_on or sitting.holds_on(hearing.day) else sitting.day


def _invited(opened: OpenedHearing) -> Resident | None:
    return opened.setting.file.persons.get(opened.matter.person or 0)


def _person(opened: OpenedHearing) -> Person:
    """The resident whose matter it is; nothing is known of one whom nobody knows."""
    return opened.setting.file.facts.persons.get(opened.matter.person or 0) or Person(0)


def _forms(opened: OpenedHearing, names: tuple[str, ...]) -> list[Action]:
    """Ways to record what happened, each leading back to this page."""
    case, matter, hearing = opened.setting.file.case, opened.matter.number, opened.hearing.number
    back = f"terug={BACK}.{matter}-{hearing}"
    return [
        Action(
            f"{reverse('record', args=[case.number, name])}?stap={_ANSWERS[name]}.matter.{matter}&{back}",
            event_title(name),
        )
        for name in names
    ]


@audience(*OPENS)
@require_GET
def pack(request: WorkRequest, number: str, matter: int, hearing: int) -> HttpResponse:
    """The resident's pack as a PDF: with consent what the resident lets us show, else a draft that says so."""
    opened = open_hearing(request, number, matter, hearing)
    return paper_file(lambda: packs.pack_paper(opened), f"pakket-{number}")


@audience(*OPENS)
@require_GET
def invitation(request: WorkRequest, number: str, matter: int, hearing: int) -> HttpResponse:
    """The letter that invites the resident, as a PDF; while something lacks, back to where it is filled in."""
    opened = open_hearing(request, number, matter, hearing)
    if lacks := lacking(opened):
        messages.warning(
            request, _("De uitnodiging kan nog niet. Eerst moet bekend zijn: %(what)s.") % {"what": ", ".join(lacks)}
        )
        return redirect("hearing", number, matter, hearing)
    colleague, name = opened.sitting.attends or request.user, f"uitnodiging-{number}"
    language = letter_language(opened.setting.file, _invited(opened))
    return paper_file(lambda: invitation_paper(opened, colleague), name, language)

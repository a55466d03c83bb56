"""What can a resident ask of the municipality itself, until when is it answered, and what does the own file hold?"""

from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.letters import letter_language, letter_language_said
from vangnet.apps.cases.own_file import Asked, alone, loose_notes, own_file_paper
from vangnet.apps.cases.views.recording import filled
from vangnet.apps.cases.wording import event_title, rule_said
from vangnet.apps.support.decision import desk_of
from vangnet.apps.support.models import Reply
from vangnet.apps.support.persons import AtPerson, at_person, members
from vangnet.apps.support.replies import OBJECTION, form_of, may_take_longer, waits
from vangnet.apps.support.reply_letter import lacks, reader_of, reply_paper, title_of
from vangnet.apps.support.ways import HELP, RIGHTS
from vangnet.apps.web.components import Action
from vangnet.apps.web.paper import paper_file
from vangnet.domain.codes import PrivacyRight
from vangnet.domain.rules.rights import objection_answer_by, request_answer_by


@audience(*HELP)
@require_GET
def rights(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """Objection, requests about the own data, and the own file of one adult."""
    at = at_person(request, number, person)
    known, by_law = at.known, at.setting.file.practice.by_law
    asked, objection = _asked(at), at.known.objection
    context = {
        **at.around(),
        "title": _("Bezwaar en gegevens van %(name)s") % {"name": at.person.name},
        "known": known,
        "pressing": bool(objection or known.requests),
        "until": by_law("awb.objection", known.decided_on) if known.decided_on else None,
        "answer_by": objection_answer_by(objection, by_law) if objection else None,
        "objections": _replies(at, OBJECTION, first=True)
        if objection
        else [_way(at, "answer_objection", "ObjectionMade")],
        "requests": _requests(at),
        "asks": [_way(at, "answer_request", "PrivacyRequestMade")],
        "letters": [_letter(at, reply) for reply in at.kept(Reply).order_by("-on", "-id")],
        "notes": [] if alone(asked) else loose_notes(asked),
        "whole": _sees_all(at),
        "letter_in": letter_language_said(at.setting.file, at.person),
    }
    return render(request, "support/rights.html", context)


class Waiting(NamedTuple):
    """One data request that waits for an answer."""

    right: PrivacyRight
    asked_on: date
    by: date
    longer: bool
    """Whether the resident was told that it takes longer."""
    ways: list[Action]


def _requests(at: AtPerson) -> list[Waiting]:
    """What waits for an answer, what is due first first; an objection goes before them all."""
    known, by_law = at.known, at.setting.file.practice.by_law
    dues = sorted((request_answer_by(known, right, by_law), on, right) for right, on in known.requests.items())
    return [
        Waiting(right, on, by, right in known.extended, _replies(at, right, first=not (known.objection or place)))
        for place, (by, on, right) in enumerate(dues)
    ]


def _replies(at: AtPerson, about: str, *, first: bool) -> list[Action]:
    """To answer this, and while the law allows it to say that it takes longer."""
    back = f"?terug={RIGHTS}.{at.person.pk}"
    here = [at.case.number, at.person.pk, about]
    said = rule_said("answer_objection" if about == OBJECTION else "answer_request", "title")
    ways = [Action(reverse("reply", args=here) + back, said, primary=first)]
    if may_take_longer(at, about):
        ways.append(Action(reverse("reply_longer", args=here) + back, _("Het duurt langer")))
    return ways


def _way(at: AtPerson, rule: str, name: str) -> Action:
    step = f"stap={rule}.person.{at.person.pk}&terug={RIGHTS}.{at.person.pk}"
    return Action(f"{reverse('record', args=[at.case.number, name])}?{step}", event_title(name))


def _letter(at: AtPerson, reply: Reply) -> dict[str, Any]:
    return {
        "title": title_of(reply),
        "on": reply.on,
        "url": reverse("reply_pdf", args=[at.case.number, at.person.pk, reply.pk]),
    }


@audience(*HELP)
@require_http_methods(["GET", "POST"])
def reply(request: WorkRequest, number: str, person: int, about: str) -> HttpResponse:
    """Decide on the objection, or answer a data request, in the words of the letter."""
    return _replied(request, number, person, about, longer=False)


@audience(*HELP)
@require_http_methods(["GET", "POST"])
def longer(request: WorkRequest, number: str, person: int, about: str) -> HttpResponse:
    """Tell the resident, with the reasons, that an answer takes longer."""
    return _replied(request, number, person, about, longer=True)


def _replied(request: WorkRequest, number: str, person: int, about: str, *, longer: bool) -> HttpResponse:
    at = at_person(request, number, person)
    if about != OBJECTION and about not in set(PrivacyRight):
        raise Http404
    if not waits(at.known, about):
        messages.warning(request, _("Dit wacht niet meer op een antwoord."))
        return redirect("rights", number, person)
    form = form_of(about, longer=longer)
    return filled(request, at.setting, lambda data: form(at, about, data))


@audience(*HELP)
@require_GET
def reply_pdf(request: WorkRequest, number: str, person: int, reply: int) -> HttpResponse:
    """An answer as a letter; while something lacks for it, back to the page with what that is."""
    at = at_person(request, number, person)
    kept = get_object_or_404(at.kept(Reply).select_related("signed_by"), pk=reply)
    desk = desk_of(at)
    if missing := lacks(kept, desk):
        messages.warning(request, missing)
        return redirect("rights", number, person)
    language = letter_language(at.setting.file, at.person)
    return paper_file(lambda: reply_paper(reader_of(at), kept, desk), f"antwoord-{number}-{kept.pk}", language)


def _asked(at: AtPerson) -> Asked:
    return Asked(at.setting, at.person, members(at.case))


def _sees_all(at: AtPerson) -> bool:
    """Whether nothing of this person is hidden from these eyes; else the file would not be whole."""
    return all(at.setting.sight.matter(m) for m in at.setting.file.facts.matters_of(at.person.pk))


@audience(*HELP)
@require_POST
def own_file(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """Everything we keep of this adult as a PDF, with the loose notes that somebody ticked as being of nobody else."""
    at = at_person(request, number, person)
    if not _sees_all(at):
        messages.warning(request, _("Een deel van dit dossier is niet voor u. Vraag de coördinator om het te maken."))
        return redirect("rights", number, person)
    asked = _asked(at)
    ticked = set(request.POST.getlist("note"))
    notes = [note for note in loose_notes(asked) if alone(asked) or str(note.pk) in ticked]
    language = letter_language(at.setting.file, at.person)
    return paper_file(lambda: own_file_paper(asked, notes), f"eigen-dossier-{number}", language)

"""What can a resident ask of the municipality itself, until when is it answered, and what does the own file hold?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.letters import letter_language, letter_language_said
from vangnet.apps.cases.own_file import Asked, alone, loose_notes, own_file_paper
from vangnet.apps.cases.wording import event_title
from vangnet.apps.support.persons import AtPerson, at_person, members
from vangnet.apps.support.ways import HELP, RIGHTS
from vangnet.apps.web.components import Action
from vangnet.apps.web.paper import paper_file
from vangnet.domain.case import Person as Known
from vangnet.domain.codes import PrivacyRight


@audience(*HELP)
@require_GET
def rights(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """Objection, requests about the own data, and the own file of one adult."""
    at = at_person(request, number, person)
    known, practice = at.known, at.setting.file.practice
    asked, pressing = _asked(at), _pressing(known)
    context = {
        **at.around(),
        "title": _("Bezwaar en gegevens van %(name)s") % {"name": at.person.name},
        "known": known,
        "pressing": pressing,
        "until": practice.by_law("awb.objection", known.decided_on) if known.decided_on else None,
        "answer_by": _by(at, "answer_objection"),
        "requests": [
            (PrivacyRight(right), on, practice.by_law("privacy.answer_request", on))
            for right, on in sorted(known.requests.items(), key=lambda request: request[1])
        ],
        "objections": _ways(
            at, "answer_objection", ("ObjectionDecided" if known.objection else "ObjectionMade",), pressing
        ),
        "asks": _ways(
            at,
            "answer_request",
            ("PrivacyRequestMade", *(["PrivacyRequestAnswered"] if known.requests else [])),
            pressing,
        ),
        "notes": [] if alone(asked) else loose_notes(asked),
        "whole": _sees_all(at),
        "letter_in": letter_language_said(at.setting.file, at.person),
    }
    return render(request, "support/rights.html", context)


def _by(at: AtPerson, rule: str) -> object:
    mine = (rule, at.person.pk)
    return next((step.by for step in at.setting.file.agenda if (step.rule, step.subject.id) == mine), None)


def _ways(at: AtPerson, rule: str, names: tuple[str, ...], first: str) -> list[Action]:
    """The forms for this; the one that is waited for most stands out."""
    step = f"stap={rule}.person.{at.person.pk}&terug={RIGHTS}.{at.person.pk}"
    return [
        Action(f"{reverse('record', args=[at.case.number, name])}?{step}", event_title(name), primary=name == first)
        for name in names
    ]


def _pressing(known: Known) -> str:
    """The answer that is waited for here: first that to an objection; empty while nobody waits for one."""
    if known.objection:
        return "ObjectionDecided"
    return "PrivacyRequestAnswered" if known.requests else ""


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

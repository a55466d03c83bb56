"""What stands after the judgment, what keeps it from being carried out, and what is asked of the court?"""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.steps import Told, cards
from vangnet.apps.cases.wording import event_title, household_name, matter_said
from vangnet.apps.court import after
from vangnet.apps.court.around import place_of, request_of
from vangnet.apps.court.forms import MoratoriumFileForm
from vangnet.apps.court.models import RequestFile
from vangnet.apps.court.opened import OpenedMatter, open_matter
from vangnet.apps.court.views.requested import written
from vangnet.apps.court.ways import AFTER, AFTER_JUDGMENT, OPENS, weighing
from vangnet.apps.web.components import Action, Card
from vangnet.apps.web.paper import paper_file
from vangnet.domain.case import Matter
from vangnet.domain.codes import Ruling


@audience(*OPENS)
@require_http_methods(["GET", "POST"])
def judgment(request: WorkRequest, number: str, matter: int) -> HttpResponse:
    """The judgment with its terms, the second chance with its conditions, and the request for a moratorium."""
    opened = open_matter(request, number, matter)
    kept = _kept(request, opened)
    form = MoratoriumFileForm(kept, opened.setting.today, request.POST or None)
    sent = written(request, opened.setting.file.case.pk, form, kept)
    if sent is None:
        return redirect("judgment", number, matter)
    context = _page(opened, sent.kept) | {"form": form, "conflict": sent.conflict}
    return render(request, "court/judgment.html", context, status=sent.status)


@audience(*OPENS)
@require_GET
def moratorium_pdf(request: WorkRequest, number: str, matter: int) -> HttpResponse:
    """The request as a PDF; a draft that says what is missing while it is not complete."""
    opened = open_matter(request, number, matter)
    kept = _kept(request, opened)
    return paper_file(lambda: after.moratorium_paper(opened, kept), f"moratorium-{number}")


def _kept(request: WorkRequest, opened: OpenedMatter) -> RequestFile:
    """Under the case and number within which the events of this matter stand."""
    case, matter, _hearing = place_of(opened.setting.file.case.pk, opened.matter.number, 0)
    return request_of(request.municipality, case, RequestFile.Kind.MORATORIUM, matter)


def _page(opened: OpenedMatter, kept: RequestFile) -> dict[str, Any]:
    setting, matter = opened.setting, opened.matter
    case = setting.file.case
    parts = after.moratorium_parts(opened, kept)
    person = setting.file.facts.persons.get(matter.person or 0)
    return {
        "number": case.number,
        "matter": matter,
        "who": household_name(case.name, case.number),
        "what": matter_said(matter, setting.names),
        "first": _first(opened),
        "judgment": after.judgment_of(setting, matter),
        "ended": after.ended(setting, matter),
        "counted_until": after.moratorium_counted_until(matter),
        "at_stake": at_stake(matter, kept),
        "chance": bool(matter.title or matter.second_chance or matter.live_evictions),
        "still": after.still_announced(matter),
        "though_held": after.announced_though_held_off(matter, setting.today),
        "aid_on": person.aid_offered_on if person else None,
        "weighing": weighing(person.id, case.number, setting.sight.role) if person and matter.title else None,
        "conditional": conditional(matter),
        "conditions": after.conditions_of(setting, matter),
        "parts": [(part, _way(opened, part.form) if part.form else None) for part in parts],
        "complete": all(part.met for part in parts),
        "remedies": [_way(opened, form) for form in _remedies(opened)],
        "chances": [_way(opened, form) for form in _chances(opened)],
        "moratoria": [_way(opened, form) for form in _moratoria(opened)],
    }


def at_stake(matter: Matter, kept: RequestFile) -> bool:
    """Whether a second chance or a moratorium can be of use, was asked, or was written about."""
    threatened = matter.title or matter.live_evictions or matter.disconnection_known_on
    asked = matter.second_chance or matter.moratorium
    return bool(threatened or asked or kept.why or kept.tried or kept.until)


def _first(opened: OpenedMatter) -> list[Card]:
    """What the agenda asks after this judgment, soonest first, without the way to the page one is on."""
    setting, number = opened.setting, opened.matter.number
    file = setting.file
    back = f"{AFTER}.{number}"
    told = Told(file.case.number, file.facts, setting.names, setting.sight, setting.today, back, at_home=True)
    found = cards(
        file.agenda, told, of=lambda step: step.rule in AFTER_JUDGMENT and step.subject.id == number, by_day=True
    )
    here = reverse("judgment", args=[file.case.number, number])
    return [replace(one, more=[way for way in one.more if way.url != here]) for one in found]


def _remedies(opened: OpenedMatter) -> tuple[str, ...]:
    """Until the choice is made, and what follows on it; while there is time to pay, whether that was done."""
    judgment = opened.matter.judgment
    if judgment is None or not judgment.lives or judgment.ruling is Ruling.REJECTED:
        return ("EvictionCancelled", "JudgmentGiven") if after.still_announced(opened.matter) else ("JudgmentGiven",)
    first: tuple[str, ...] = ("GraceEnded",) if judgment.grace_until else ()
    if after.announced_though_held_off(opened.matter, opened.setting.today):
        first = ("EvictionPostponed", "EvictionCancelled", *first)
    if judgment.remedy_filed_on or judgment.suspended_on:
        asked = "RemedyDecided" if judgment.remedy_filed_on else "RemedyFiled"
        return (*first, asked, "EnforcementSuspended", "JudgmentSetAside", "LegalAidOffered")
    return (*first, "RemedyFiled", "RemedyWaived", "LegalAidOffered", "JudgmentServed")


def conditional(matter: Matter) -> bool:
    """The judge let the household stay under conditions, and nobody confirmed a breach."""
    return matter.title is not None and matter.executable is None


def _chances(opened: OpenedMatter) -> tuple[str, ...]:
    """A breach is only confirmed after the warning call."""
    matter = opened.matter
    if matter.breach_reported_on and matter.warned_on is None:
        return ("WarningGiven", "ConditionChecked")
    if matter.warned_on:
        return ("ConditionChecked", "BreachConfirmed")
    if matter.second_chance:
        return ("ConditionChecked", "SecondChanceEnded")
    if conditional(matter):
        return ("ConditionChecked", "SecondChanceAgreed")
    return ("SecondChanceAgreed",)


def _moratoria(opened: OpenedMatter) -> tuple[str, ...]:
    moratorium = opened.matter.moratorium
    if moratorium is None:
        return ("MoratoriumRequested",)
    return ("ConditionChecked", "MoratoriumEnded") if moratorium.granted else ("MoratoriumDecided",)


def _way(opened: OpenedMatter, form: str) -> Action:
    number = opened.matter.number
    url = reverse("record", args=[opened.setting.file.case.number, form])
    return Action(f"{url}?stap=watch_judgment.matter.{number}&terug={AFTER}.{number}", event_title(form))

"""What does the page of one dossier show? Ribbon, steps, what happened, debts, people, and who looked."""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import look, looks_at
from vangnet.apps.accounts.models import Act, Ground, Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.declined import declined
from vangnet.apps.cases.dossier import CaseFile, case_file
from vangnet.apps.cases.happened import happened
from vangnet.apps.cases.household import debts, duties, reachability, threats
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.news import seen
from vangnet.apps.cases.open_to import open_to
from vangnet.apps.cases.sight import TEAM, Sight, ground_of, sight_of
from vangnet.apps.cases.steps import Told, can_act, cards, likely_forms, offers_due, weighing
from vangnet.apps.cases.walked import steps_not_walked
from vangnet.apps.cases.wording import (
    USER_FIELDS,
    Names,
    event_title,
    household_name,
    language_name,
    rule_said,
    subject_said,
)
from vangnet.apps.cases.wording import (
    why_not as why_not_said,
)
from vangnet.apps.cases.workplaces import place_of_letter
from vangnet.apps.web.components import Action
from vangnet.apps.web.texts import moment, say
from vangnet.domain import events as e
from vangnet.domain.rules.rule import NotDue
from vangnet.domain.sieve import Obligation, explain

LOOKS_SHOWN = 20
HAPPENED_SHOWN = 100
"""So many lines of the timeline stand on the page at once; a link shows all."""
AT_ONCE = 3
"""So many steps are always in sight; of the others those that can wait are folded away."""
GROUPS = ("outreach", "help", "report", "arrangement", "court", "eviction", "loss", "file")
_SEVERAL = {"outreach": ("contact", "answer"), "court": ("summons",), "loss": ("loss",)}
_OF_PEOPLE = ("case", "person")
_ELSEWHERE = frozenset({e.EventCorrected.__name__, e.FeedbackGiven.__name__})
"""A correction begins at what is wrong, on the timeline; a partner is told on its own page.

What is decided in a letter is recorded where that is written (``workplaces.written_at``)."""


@audience(*TEAM)
@require_GET
def case(request: WorkRequest, number: str) -> HttpResponse:
    """The dossier on one page."""
    file, sight, told = _opened(request, number)
    facts = file.facts
    agenda = [step for step in file.agenda if sight.step(step, facts) and (sight.debts or can_act(step, facts, sight))]
    due = cards(agenda, told)
    soon = max(sum(not shown.can_wait for shown in due), min(len(due), AT_ONCE))
    context = {
        "case": file.case,
        "facts": facts,
        "file": file,
        "sight": sight,
        "title": household_name(file.case.name, file.case.number),
        "summary": _summary(file, told.names),
        "weighing": weighing(told),
        "step": max(file.ribbon, default=0),
        "ribbon": file.ribbon,
        "not_walked": steps_not_walked(facts, file.ribbon),
        "declined": declined(file, told),
        "cards": due[:soon],
        "later": due[soon:],
        "likely": [Action(told.record_url(form, step), event_title(form)) for form, step in _likely(agenda, told)],
        "groups": _groups(told),
        "timeline": happened(file, told, None if request.GET.get("tijdlijn") == "alles" else HAPPENED_SHOWN),
        "debts": debts(file, told) if sight.debts else [],
        "duties": duties(file, told) if sight.debts else [],
        "threats": threats(file, told) if sight.threats else [],
        "hidden": any(not sight.matter(m) for m in facts.matters.values()),
        "people": reachability(file, told),
        "language": language_name(facts.language) if facts.language else "",
        "looks": _looks(request, file.case),
        "why_not_url": reverse("why_not", args=[number]),
    }
    return render(request, "cases/case.html", context)


@audience(*TEAM)
@require_GET
def why_not(request: WorkRequest, number: str) -> HttpResponse:
    """Why is nothing else due? Every other rule's answer, as a fragment on the page or as a page of its own."""
    file, sight, told = _opened(request, number)
    answers: dict[str, list[tuple[str, str]]] = {}
    for rule, subject, answer in explain(file.facts, told.today, file.practice):
        seen = sight.subject(subject.kind, subject.id, file.facts) and (sight.debts or subject.kind in _OF_PEOPLE)
        if isinstance(answer, NotDue) and seen:
            about = subject_said(subject.kind, subject.id, file.facts, told.names) or _("Het hele dossier")
            answers.setdefault(about, []).append((rule_said(rule.key, "title"), why_not_said(answer, told.matters)))
    context = {
        "answers": answers,
        "number": number,
        "title": household_name(file.case.name, number),
    }
    whole = "cases/why_not.html" if not request.htmx else "cases/why_not_list.html"
    return render(request, whole, context)


def _opened(request: WorkRequest, number: str) -> tuple[CaseFile, Sight, Told]:
    """The file of this number, as this person sees it; opening it is a look."""
    row = get_object_or_404(open_to(request), number=number)
    today = clock.today()
    file = case_file(request.municipality, row.pk, today)
    look(request, "case", row.pk, ground_of(request.role))
    seen(file.case, request.user)
    sight = sight_of(request.role, request.user.pk, file.facts.owner)
    names = names_of(request.municipality, file)
    offers = offers_due(file.agenda)
    return file, sight, Told(number, file.facts, names, sight, today, offers=offers, at_home=True)


def names_of(municipality: Municipality, file: CaseFile) -> Names:
    """What all ids in this file are called: two queries at most, for colleagues and for merged cases."""
    told = [entry.event for entry in file.timeline]
    colleagues = {getattr(event, name, None) for event in told for name in USER_FIELDS} - {None}
    merged = {event.into for event in told if isinstance(event, e.CaseMerged)}
    numbers = Case.of(municipality).filter(id__in=merged).values_list("id", "number") if merged else ()
    missing = {int(user) for user in colleagues if user} - file.users.keys()
    users = file.users | (User.objects.in_bulk(missing) if missing else {})
    return Names(file.persons, file.partners, users, dict(numbers))


def _summary(file: CaseFile, names: Names) -> list[str]:
    """Address, who lives there, and who works on it."""
    facts = file.facts
    parts = [file.case.address] if file.case.address else []
    if facts.adults is not None:
        parts.append(say("people.adults", adults=facts.adults))
    owner = _("behandelaar: %(name)s") % {"name": names.user(facts.owner)} if facts.owner else _("nog geen behandelaar")
    return [*parts, owner]


def _likely(agenda: list[Obligation], told: Told) -> Iterable[tuple[str, Obligation]]:
    found = likely_forms(agenda, told.facts)
    return [(form, step) for form, step in found.items() if told.sight.may_record(form)][:8]


class Group(NamedTuple):
    """Forms of one kind in the menu of everything that can be recorded."""

    title: str
    forms: list[Action]


def _groups(told: Told) -> list[Group]:
    """Everything that can be recorded here, by kind."""
    names: dict[str, list[str]] = {group: list(_SEVERAL.get(group, ())) for group in GROUPS}
    for kind in e.EVENTS:
        if kind not in _ELSEWHERE and not place_of_letter(kind):
            names[say(f"event.{kind}.group")].append(kind)
    groups = [
        Group(
            say(f"event_group.{group}"),
            [Action(told.record_url(form), event_title(form)) for form in forms if told.sight.may_record(form)],
        )
        for group, forms in names.items()
    ]
    return [group for group in groups if group.forms]


def _looks(request: WorkRequest, case: Case) -> list[dict[str, str]]:
    """Who opened this dossier or changed it lately, newest first. One query.

    In which lists it stood is for the privacy officer: here it would crowd out the rest.
    """
    opened = looks_at(request.municipality, kind="case", subject=case.pk).exclude(act=Act.LISTED)
    rows = opened[:LOOKS_SHOWN]
    return [
        {
            "at": moment(row.at),
            "who": row.user.name if row.user else _("het systeem"),
            "role": say(f"role.{row.role}") if row.role else "",
            "act": str(Act(row.act).label),
            "ground": str(Ground(row.ground).label),
        }
        for row in rows
    ]

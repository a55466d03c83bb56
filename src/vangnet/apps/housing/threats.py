"""What can still be done against a threat without debt? The page of one dossier, through the routes that are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.views.recording import setting_of
from vangnet.apps.cases.wording import event_title, household_name, matter_said, rule_said
from vangnet.apps.housing.rehousing import REHOUSES
from vangnet.apps.web.components import Action
from vangnet.apps.web.texts import listing, say, word
from vangnet.domain import events as e
from vangnet.domain.case import Matter
from vangnet.domain.causes import ALSO_OPEN, asked_of, closure_sent_on, taken
from vangnet.domain.codes import MatterKind, Route
from vangnet.domain.law import LAW
from vangnet.domain.sieve import Obligation
from vangnet.domain.tenure import likely_protection

BACK = "dreiging"
"""How an address says that one came from this page."""
RULE_OF: dict[Route, str] = {
    **{route: route.value for route in Route if route not in {Route.POLICE, Route.LEGAL_HELP}},
    Route.POLICE: "stop_pressure",
    Route.LEGAL_HELP: "stop_pressure",
}
"""Which rule of the agenda asks for a route; of those that are nobody's duty none is due."""
_DESCRIBED = frozenset({MatterKind.END_OF_STAY, MatterKind.SUBLET})
"""Of these the short questions are asked whether there is protection as a tenant."""
CALLED = frozenset({Route.POLICE, Route.LEGAL_HELP, Route.SUPERVISION, Route.TENANTS_UNION})
"""Routes that are somebody one calls; the other routes are something one brings forward."""
HELP_AT: dict[MatterKind, tuple[str, ...]] = {
    MatterKind.NUISANCE: ("mediators", "legal_desk", "care"),
    MatterKind.CLOSURE: ("lawyer", "legal_desk"),
    MatterKind.SUBLET: ("legal_desk", "precarious_union", "tenants_union"),
    MatterKind.TENANT_DIED: ("lawyer", "legal_desk"),
    MatterKind.BREAK_UP: ("mediators", "legal_desk"),
    MatterKind.END_OF_STAY: ("precarious_union", "tenants_union", "legal_desk"),
    MatterKind.UNLAWFUL_PRESSURE: ("police", "lawyer", "precarious_union"),
    MatterKind.FORCED_SALE: ("lawyer", "tenants_union"),
}
"""Who helps with which cause, by the codes of ``help_at`` in the catalogue."""


@dataclass(frozen=True, slots=True)
class Way:
    """A route as it reads: looked at, found closed, or still to do and by when."""

    what: str
    about: str
    taken_on: date | None
    closed: bool
    by: date | None
    until: date | None
    """The last day by law; not ``sure`` where nobody knows when its term began."""
    sure: bool
    record: Action


@dataclass(frozen=True, slots=True)
class Stay:
    """What the short questions point to, and where we know it from."""

    told_on: date
    protection: str
    reasons: list[tuple[str, str]]
    """Why, and the article and source with its confidence."""


@dataclass(frozen=True, slots=True)
class Threat:
    """One threat with all that is open against it."""

    what: str
    about: str
    known_on: date | None
    over_on: date | None
    eviction_on: date | None
    asks_sent: bool
    """Whether it hangs on a decision of the mayor, of which one must know when it was sent."""
    sent_on: date | None
    pressed_by: str
    """By what, of unlawful pressure."""
    called: str
    """Who was called against it, or told of it."""
    ways: list[Way]
    also: list[Way]
    asks_stay: bool
    stay: Stay | None
    describe: Action
    help_at: list[str]
    acts: list[Action]


@audience(*REHOUSES)
@require_GET
def threats(request: WorkRequest, number: str) -> HttpResponse:
    """Every threat without debt of this household that is for these eyes; of the others nothing is told."""
    setting = setting_of(request, number)
    seen = [matter for matter in setting.matters if matter.is_threat]
    context = {
        "number": number,
        "who": household_name(setting.file.case.name, number),
        "threats": [_threat(setting, matter) for matter in seen],
        "minors": setting.file.facts.minors,
        "note_new": Action(_record(number, "MatterNoted"), event_title("MatterNoted")),
    }
    return render(request, "housing/threats.html", context)


def _threat(setting: Setting, matter: Matter) -> Threat:
    file, number = setting.file, setting.file.case.number
    due = {step.rule: step for step in file.agenda if step.subject == ("matter", matter.number)}
    stands = [one.event for one in file.timeline if not one.corrected]
    told = [event for event in stands if isinstance(event, e.OfMatter) and event.matter == matter.number]
    closed = _closed(told)
    owed = asked_of(file.facts, matter)
    also = [route for route in ALSO_OPEN.get(matter.kind, ()) if route not in owed]
    pressed = next((t.pressure for t in told if isinstance(t, e.UnlawfulPressureNoted) and t.pressure), None)
    called = [word(one) for one in (*owed, *also) if one in CALLED - closed and taken(matter, one)]
    closure = matter.kind is MatterKind.CLOSURE
    return Threat(
        what=matter_said(matter, setting.names),
        about=say(f"cause_about.{matter.kind}"),
        known_on=matter.raised_on,
        over_on=matter.settled_on,
        eviction_on=matter.eviction_day,
        asks_sent=closure,
        sent_on=closure_sent_on(matter) if closure else None,
        pressed_by=word(pressed) if pressed else "",
        called=listing(called) if matter.kind is MatterKind.UNLAWFUL_PRESSURE else "",
        ways=[_way(number, matter, route, due, closed) for route in owed],
        also=[_way(number, matter, route, {}, closed) for route in also],
        asks_stay=matter.kind in _DESCRIBED,
        stay=_stay(setting, matter),
        describe=Action(_record(number, "StayDescribed", matter, "tenancy_by_law"), event_title("StayDescribed")),
        help_at=[say(f"help_at.{code}") for code in HELP_AT.get(matter.kind, ())],
        acts=[Action(_record(number, form, matter, "other_threats"), event_title(form)) for form in _forms(matter)],
    )


def _forms(matter: Matter) -> tuple[str, ...]:
    """What can happen to this threat."""
    if not matter.unsettled:
        return ()
    decided = ("ClosureDecided",) if matter.kind is MatterKind.CLOSURE else ()
    return (*decided, "ThreatEnded", "EvictionAnnounced")


def _closed(told: Sequence[e.Event]) -> set[Route]:
    """The routes that were found closed when last looked at; the story is read newest first."""
    newest: dict[Route, bool] = {}
    for event in told:
        if isinstance(event, e.RouteTaken):
            newest.setdefault(event.route, event.closed)
    return {route for route, closed in newest.items() if closed}


def _way(number: str, matter: Matter, route: Route, due: dict[str, Obligation], closed: set[Route]) -> Way:
    step = due.get(RULE_OF[route])
    until = step.because.get("until") if step else None
    form = _record(number, "RouteTaken", matter, RULE_OF[route] if step else "other_threats")
    return Way(
        what=rule_said(route.value, "title") if step and RULE_OF[route] == route.value else word(route),
        about=say(f"route_about.{route}"),
        taken_on=taken(matter, route),
        closed=route in closed,
        by=step.by if step else None,
        until=until if isinstance(until, date) else None,
        sure=step is None or "sent" not in step.because or step.because["sent"] is not None,
        record=Action(f"{form}&weg={route}", word(route)),
    )


def _record(number: str, form: str, matter: Matter | None = None, rule: str = "") -> str:
    step = f"stap={rule}.matter.{matter.number}&" if matter else ""
    return f"{reverse('record', args=[number, form])}?{step}terug={BACK}"


def _stay(setting: Setting, matter: Matter) -> Stay | None:
    """The last answers to the short questions about this matter."""
    for one in setting.file.timeline:
        if isinstance(one.event, e.StayDescribed) and one.event.matter == matter.number and not one.corrected:
            hint = likely_protection(one.event, setting.today)
            reasons = [(say(reason), _source(reason, setting.today)) for reason in hint.reasons]
            return Stay(one.on, say(f"protection.{hint.protection}"), reasons)
    return None


def _source(key: str, today: date) -> str:
    value = LAW.on(today)[key]
    return say("tenure_source", article=value.article, source=say(f"confidence.{value.confidence}"))

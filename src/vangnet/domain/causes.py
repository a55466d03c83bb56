"""Which routes does the guide name against a threat without debt, and which did nobody look at? (Int. ch. 2; 5, 8.)"""

from datetime import date

from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import MatterKind, Route

_CHILD = (Route.CHILDS_INTEREST,)
OWED: dict[MatterKind, tuple[Route, ...]] = {
    MatterKind.NUISANCE: (Route.MEDIATION, Route.PROPORTIONALITY, *_CHILD),
    MatterKind.CLOSURE: (Route.LEGAL_REMEDY, Route.PROPORTIONALITY, *_CHILD),
    MatterKind.SUBLET: (Route.TENANCY_BY_LAW, Route.PROPORTIONALITY, *_CHILD),
    MatterKind.TENANT_DIED: (Route.HOUSEMATES_CLAIM, *_CHILD),
    MatterKind.BREAK_UP: (Route.MEDIATION, *_CHILD),
    MatterKind.END_OF_STAY: (Route.TENANCY_BY_LAW, *_CHILD),
    MatterKind.UNLAWFUL_PRESSURE: (Route.POLICE, Route.LEGAL_HELP, *_CHILD),
    MatterKind.FORCED_SALE: (Route.SALE_PROTECTION, *_CHILD),
}
"""What is looked at for every threat of its kind; each is a rule of the agenda of its own."""
ALSO_OPEN: dict[MatterKind, tuple[Route, ...]] = {
    MatterKind.NUISANCE: (Route.CARE, Route.LEGAL_HELP),
    MatterKind.CLOSURE: (Route.LEGAL_HELP, Route.CARE),
    MatterKind.SUBLET: (Route.LEGAL_HELP, Route.TENANTS_UNION),
    MatterKind.TENANT_DIED: (Route.LEGAL_HELP, Route.MEDIATION),
    MatterKind.BREAK_UP: (Route.LEGAL_HELP,),
    MatterKind.END_OF_STAY: (Route.LEGAL_HELP, Route.TENANTS_UNION, Route.SUPERVISION),
    MatterKind.UNLAWFUL_PRESSURE: (Route.SUPERVISION, Route.TENANTS_UNION),
    MatterKind.FORCED_SALE: (Route.LEGAL_HELP,),
}
"""What can help as well, and is nobody's duty."""


def taken(matter: Matter, route: Route) -> date | None:
    """When this route was last looked at, since the threat was last reported; None when it was not."""
    on = matter.routes.get(route)
    return on if on and matter.raised_on and on >= matter.raised_on else None


def closure_sent_on(matter: Matter) -> date | None:
    """When the mayor's decision was sent, since the closure was last reported; None where nobody knows."""
    told, raised = matter.closure_decided_on, matter.raised_on
    return matter.closure_sent_on if told and raised and told >= raised else None


def last_taken(matter: Matter) -> date | None:
    """The last day on which any route was."""
    return max((on for route in matter.routes if (on := taken(matter, route))), default=None)


def asked_of(case: Case, matter: Matter) -> tuple[Route, ...]:
    """The routes of this threat that concern this household: no child's interest where no child lives."""
    owed = OWED.get(matter.kind, ())
    return tuple(route for route in owed if case.minors != 0 or route is not Route.CHILDS_INTEREST)


def untaken(case: Case, matter: Matter) -> tuple[Route, ...]:
    """Of those, what nobody looked at yet. Help against unlawful pressure was called once either was."""
    helped = any(taken(matter, route) for route in HELP_AGAINST_PRESSURE)
    pressed = HELP_AGAINST_PRESSURE if helped and matter.kind is MatterKind.UNLAWFUL_PRESSURE else ()
    return tuple(r for r in asked_of(case, matter) if not taken(matter, r) and r not in pressed)


HELP_AGAINST_PRESSURE = (Route.POLICE, Route.LEGAL_HELP)

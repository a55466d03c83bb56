"""What does the walk of all addresses need to know of the looplijsten and the feedback?"""

from datetime import timedelta
from typing import Any

from tests.apps.outreach.street import TODAY, settle
from tests.apps.walk import Sample
from tests.cast import Cast
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.apps.cases import clock
from vangnet.apps.outreach.feedback import give
from vangnet.apps.outreach.models import Stop
from vangnet.apps.outreach.planning import Asked, Named, make
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import DayPart, Role


def _stop(cast: Cast) -> Stop:
    """A door on a walk of the visitor, for a day on which one may ring."""
    with acting_for(cast.municipality):
        settle(cast.municipality, "Proef", 1)
        today = clock.today()
        day = today + timedelta(days=1) if today.isoweekday() == 7 else today
        made, _plan = make(cast.municipality, Asked(day, DayPart.EVENING), [Named(cast.people[Role.VISITOR])], by=None)
        return Stop.of(cast.municipality).select_related("walker").get(walker__round=made)


def _of_stop(cast: Cast) -> dict[str, Any]:
    return {"number": _stop(cast).pk}


def _of_walk(cast: Cast) -> dict[str, Any]:
    return {"number": _stop(cast).walker_id}


def _of_round(cast: Cast) -> dict[str, Any]:
    return {"number": _stop(cast).walker.round_id}


def _partner(cast: Cast) -> Partner:
    """A landlord whose signal was settled."""
    with acting_for(cast.municipality):
        partner = Partner.of(cast.municipality).create(key="proef", name="Proef Wonen", kind=Partner.Kind.LANDLORD)
        settle(cast.municipality, "Proef", 1, partner=partner.pk).tell(e.DebtSettled(matter=1))
    return partner


def _of_partner(cast: Cast) -> dict[str, Any]:
    return {"key": _partner(cast).key}


def _of_sending(cast: Cast) -> dict[str, Any]:
    partner = _partner(cast)
    with acting_for(cast.municipality):
        sending = give(cast.municipality, partner, by=None, today=TODAY)
        assert sending is not None
        return {"sending": sending.pk}


SAMPLES = {
    "feedback_partner": Sample(_of_partner),
    "feedback_give": Sample(_of_partner),
    "feedback_layout": Sample(_of_partner),
    "partner_covenant": Sample(_of_partner),
    "feedback_sending": Sample(_of_sending),
    "feedback_file": Sample(_of_sending),
    "round_page": Sample(_of_round),
    "round_print": Sample(_of_round),
    "round_pdf": Sample(_of_round),
    "walk": Sample(_of_walk),
    "stop": Sample(_of_stop),
    "stop_undo": Sample(_of_stop),
    "stop_move": Sample(_of_stop),
    "stop_remove": Sample(_of_stop),
}

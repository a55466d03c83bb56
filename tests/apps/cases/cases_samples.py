"""Which arguments lead to the pages of the work on cases, for the walk of all addresses?"""

from datetime import date
from typing import Any

from tests.apps.walk import Sample
from tests.cast import Cast
from vangnet.apps.accounts.models import User
from vangnet.apps.accounts.sealed import seal_bsn
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, Household, Person
from vangnet.apps.cases.record import Done, open_case
from vangnet.apps.outreach.models import Round, Stop, Walker
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, MatterKind, Role


def put_on_round(case: Case, visitor: User, day: date) -> None:
    """Let this visitor walk past it that day."""
    made = Round.of(case.municipality).create(day=day, day_part="evening", made_at=clock.now())
    walker = Walker.of(case.municipality).create(round=made, position=0, user=visitor)
    tenant = Person.of(case.municipality).get(household=case.household_id)
    where = {"day": day, "position": 0, "task": "visit", "urgency": 4}
    Stop.of(case.municipality).create(walker=walker, case=case, person=tenant, **where)


def _opened(cast: Cast) -> tuple[Case, Done]:
    """A case in which something is due, and in which an offer of help can be corrected."""
    home = Household.of(cast.municipality).create()
    tenant = Person.of(cast.municipality).create(household=home, surname="Voorbeeld")
    facts = [
        e.MatterNoted(matter=1, kind=MatterKind.RENT, person=tenant.pk),
        e.HelpOffered(person=tenant.pk, channel=Channel.LETTER),
    ]
    today: date = clock.today()
    case, outcome = open_case(cast.municipality, home, facts, by=cast.people[Role.CASEWORKER], on=today, today=today)
    assert isinstance(outcome, Done)
    put_on_round(case, cast.people[Role.VISITOR], today)
    return case, outcome


def _case(cast: Cast) -> dict[str, Any]:
    return {"number": _opened(cast)[0].number}


def _form(cast: Cast) -> dict[str, Any]:
    return {**_case(cast), "form": "contact"}


def _correction(cast: Cast) -> dict[str, Any]:
    case, done = _opened(cast)
    return {"number": case.number, "event": done.recorded[1].id}


def _numbered(cast: Cast) -> dict[str, Any]:
    """A case of somebody whose BSN is known."""
    case, _ = _opened(cast)
    tenant = Person.of(cast.municipality).get(household=case.household_id)
    tenant.bsn_sealed = seal_bsn("999900017", cast.municipality.pk, tenant.token)
    tenant.save(update_fields=["bsn_sealed"])
    return {"number": case.number, "person": tenant.pk}


SAMPLES = {
    "bsn": Sample(_numbered),
    "case": Sample(_case),
    "why_not": Sample(_case),
    "note": Sample(_case),
    "record": Sample(_form),
    "correct": Sample(_correction),
}

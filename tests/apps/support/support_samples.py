"""Which arguments lead to the pages about somebody's money, for the walk of all addresses?"""

from datetime import date, timedelta
from typing import Any

from tests.apps.walk import Sample
from tests.cast import Cast
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, Household, Person
from vangnet.apps.cases.record import open_case, record
from vangnet.apps.support.models import DataRequest, Flow, ObjectionDesk, Picture, Reply, Ruling, Scheme
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, FlowKind, HelpKind, MatterKind, Rhythm, SettlementKind


def _case(cast: Cast, adults: int = 1) -> tuple[str, Person]:
    """A case of a tenant with an arrangement, who lives with so many adults in all."""
    home = Household.of(cast.municipality).create()
    people = [Person.of(cast.municipality).create(household=home, surname=f"Geld{n}") for n in range(adults)]
    today: date = clock.today()
    facts = [
        e.MatterNoted(matter=1, kind=MatterKind.RENT, person=people[0].pk, cents=60_000),
        e.ArrangementAgreed(matter=1, instalments=(e.Instalment(today, 60_000),)),
    ]
    case, _ = open_case(cast.municipality, home, facts, by=None, on=today, today=today)
    return case.number, people[0]


def _person(cast: Cast) -> dict[str, Any]:
    number, person = _case(cast)
    return {"number": number, "person": person.pk}


def _flow(cast: Cast) -> dict[str, Any]:
    number, person = _case(cast)
    here = cast.municipality
    home = Household.of(here).get(persons=person)
    picture = Picture.of(here).create(case=home.cases.get(), person=person, changed_at=clock.now())
    row = Flow.of(here).create(picture=picture, kind=FlowKind.RENT, cents=60_000, rhythm=Rhythm.MONTH)
    return {"number": number, "person": person.pk, "flow": row.pk}


def _scheme(cast: Cast) -> dict[str, Any]:
    return {"scheme": Scheme.of(cast.municipality).create(name="Noodfonds").pk}


def _asked(cast: Cast) -> dict[str, Any]:
    """A case with a balance asked, a proposal that lies with the creditor, and a debt settlement that runs."""
    number, person = _case(cast)
    today: date = clock.today()
    facts: list[e.Event] = [
        e.BalanceAsked(matter=1),
        e.ArrangementProposed(matter=1, instalments=(e.Instalment(today, 60_000),)),
        e.SettlementBegan(
            person=person.pk,
            kind=SettlementKind.AMICABLE,
            ends_on=today + timedelta(days=500),
            owed=900_000,
            cents=5_000,
        ),
    ]
    record(Case.of(cast.municipality).get(number=number), facts, by=None, on=today, today=today)
    return {"number": number, "person": person.pk}


def _of_the_rent(cast: Cast) -> dict[str, Any]:
    return {**_asked(cast), "matter": 1}


def _promised(cast: Cast) -> dict[str, Any]:
    """A debt settlement that runs, in which the landlord takes part."""
    number, person = _case(cast)
    today: date = clock.today()
    facts: list[e.Event] = [
        e.ArrangementProposed(matter=1, instalments=(e.Instalment(today, 20_000),), remitted=40_000),
        e.ArrangementAnswered(matter=1, answer=Answer.YES),
        e.SettlementBegan(
            person=person.pk,
            kind=SettlementKind.AMICABLE,
            ends_on=today,
            owed=60_000,
            cents=20_000,
            first=today,
        ),
    ]
    record(Case.of(cast.municipality).get(number=number), facts, by=None, on=today, today=today)
    return {"number": number, "person": person.pk, "matter": 1}


def _decided(cast: Cast) -> dict[str, Any]:
    """A plan that was decided on, with the address of objections."""
    number, person = _case(cast)
    here, today = cast.municipality, clock.today()
    case = Case.of(here).get(number=number)
    facts = [
        e.FirstConversationHeld(person=person.pk, application=True),
        e.HelpDecided(person=person.pk, answer=Answer.YES, kind=HelpKind.DEBT_HELP),
    ]
    record(case, facts, by=None, on=today, today=today)
    Ruling.of(here).create(case=case, person=person, answer=Answer.YES, kind=HelpKind.DEBT_HELP, on=today)
    ObjectionDesk.of(here).create(name="Team Bezwaar", address="Postbus 1")
    return {"number": number, "person": person.pk}


def _objected(cast: Cast) -> dict[str, Any]:
    """An objection that waits for an answer."""
    found = _decided(cast)
    case = Case.of(cast.municipality).get(number=found["number"])
    record(case, [e.ObjectionMade(person=found["person"])], by=None, on=clock.today(), today=clock.today())
    return {**found, "about": "bezwaar"}


def _answered(cast: Cast) -> dict[str, Any]:
    """A letter that says an answer takes longer."""
    number, person = _case(cast)
    here, today = cast.municipality, clock.today()
    case = Case.of(here).get(number=number)
    told = Reply.of(here).create(
        case=case, person=person, about="access", outcome="extended", asked_on=today, until=today, on=today
    )
    return {"number": number, "person": person.pk, "reply": told.pk}


def _data_request(cast: Cast) -> dict[str, Any]:
    """Somebody without a case asks what we keep; a colleague looked, and saw who it is."""
    today = clock.today()
    asked = DataRequest.of(cast.municipality).create(
        right="access", received_on=today, surname="Visser", street="Molenlaan", number=7, postcode="9102DB",
        city="Voorbeeldstad", identity="document", looked_on=today, due_on=today, made_at=clock.now(),
    )  # fmt: skip
    return {"asked": asked.pk}


def _data_reply(cast: Cast) -> dict[str, Any]:
    found, today = _data_request(cast), clock.today()
    told = Reply.of(cast.municipality).create(
        request_id=found["asked"], about="access", outcome="extended", asked_on=today, until=today, on=today
    )
    return {**found, "reply": told.pk}


SAMPLES = {
    "data_request": Sample(_data_request),
    "data_request_edit": Sample(_data_request),
    "data_request_traced": Sample(_data_request),
    "data_request_overview": Sample(_data_request),
    "data_request_erase": Sample(_data_request),
    "data_request_to_case": Sample(_data_request),
    "data_request_answer": Sample(_data_request),
    "data_request_longer": Sample(_data_request),
    "data_request_pdf": Sample(_data_reply),
    "proposal_answer": Sample(_asked),
    "proposal_pdf": Sample(_of_the_rent),
    "instalments_move": Sample(_person),
    "settlement": Sample(_asked),
    "settlement_offer": Sample(_person),
    "settlement_pdf": Sample(_asked),
    "settlement_beginning": Sample(_promised),
    "balances": Sample(_asked),
    "balances_told": Sample(_asked),
    "balances_pdf": Sample(_asked),
    "balances_file": Sample(_of_the_rent),
    "tailored_budget": Sample(_person),
    "first_talk": Sample(_person),
    "plan": Sample(_person),
    "decision": Sample(_decided),
    "decision_pdf": Sample(_decided),
    "rights": Sample(_person),
    "reply": Sample(_objected),
    "reply_longer": Sample(_objected),
    "reply_pdf": Sample(_answered),
    "own_file": Sample(_person),
    "picture": Sample(_person),
    "flow": Sample(_flow),
    "arrangement": Sample(_person),
    "arrangement_pdf": Sample(_person),
    "scheme_switch": Sample(_scheme),
}

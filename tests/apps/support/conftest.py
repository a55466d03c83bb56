"""Which household do the stories of this folder play in, and how is its money told?"""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case, Household, Person
from vangnet.apps.cases.record import open_case, record
from vangnet.apps.cases.story import facts_of
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.case import Matter
from vangnet.domain.codes import MatterKind

TODAY = date(2026, 11, 23)
"""A Monday."""
VisitAs = Callable[[User | None], Client]
Tells = Callable[..., Any]
Sends = Callable[..., Any]


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """It is that Monday, and a text that lacks its words is an error."""
    monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())
    settings.STRICT_TEXTS = True


@pytest.fixture
def landlord(municipality: Municipality) -> Partner:
    return Partner.of(municipality).create(key="woonveste", name="Woonveste", kind=Partner.Kind.LANDLORD)


@pytest.fixture
def home(municipality: Municipality) -> Household:
    return Household.of(municipality).create()


@pytest.fixture
def tenant(municipality: Municipality, home: Household) -> Person:
    return Person.of(municipality).create(household=home, initials="S.", prefix="de", surname="Jong")


@pytest.fixture
def partner_at_home(municipality: Municipality, home: Household) -> Person:
    """The other adult of the household, with a debt of her own."""
    return Person.of(municipality).create(household=home, initials="M.", surname="Bakker")


@pytest.fixture
def child(municipality: Municipality, home: Household) -> Person:
    return Person.of(municipality).create(household=home, surname="Jong", birth_date=date(2019, 4, 1))


@pytest.fixture
def case(
    municipality: Municipality,
    home: Household,
    tenant: Person,
    partner_at_home: Person,
    landlord: Partner,
    caseworker: User,
) -> Case:
    """Rent, energy and a catalogue of the tenant; a water debt of the other adult; a nuisance on the side."""
    facts = [
        e.MatterNoted(matter=1, kind=MatterKind.OTHER_DEBT, person=tenant.pk, cents=9_000),
        e.MatterNoted(matter=2, kind=MatterKind.ENERGY, person=tenant.pk, cents=30_000),
        e.MatterNoted(matter=3, kind=MatterKind.RENT, person=tenant.pk, cents=60_000, partner=landlord.pk),
        e.MatterNoted(matter=4, kind=MatterKind.WATER, person=partner_at_home.pk, cents=7_777),
        e.MatterNoted(matter=5, kind=MatterKind.HEALTH, person=tenant.pk),
        e.MatterNoted(matter=6, kind=MatterKind.NUISANCE, person=tenant.pk),
        e.OwnerAssigned(owner=caseworker.pk),
    ]
    opened, _ = open_case(municipality, home, facts, by=caseworker, on=TODAY - timedelta(days=3), today=TODAY)
    return Case.of(municipality).get(pk=opened.pk)


@pytest.fixture
def browser(visit_as: VisitAs, caseworker: User) -> Client:
    return visit_as(caseworker)


@pytest.fixture
def at(case: Case, tenant: Person) -> str:
    """The address of the tenant's picture."""
    return reverse("picture", args=[case.number, tenant.pk])


@pytest.fixture
def address(case: Case, tenant: Person) -> Callable[[str], str]:
    """The address of a page of this tenant by its name."""
    return lambda name, *more: reverse(name, args=[case.number, tenant.pk, *more])


@pytest.fixture
def sends(browser: Client, address: Callable[[str], str]) -> Sends:
    """Fill in a page of this name, today, and send it."""

    def send(name: str, **typed: str) -> Any:
        form = browser.get(address(name)).context["form"]
        hidden = {bound.html_name: str(bound.value()) for bound in form.hidden_fields()}
        return browser.post(address(name), {**hidden, "on_quick": "today", "act": "record", **typed})

    return send


@pytest.fixture
def tells(browser: Client, at: str) -> Tells:
    """Fill in some of the page, and save: ``tells(bedrag_kind="wages", ...)``; the rest stays as the page has it."""

    def send(sent_by: Client = browser, **typed: Any) -> Any:
        return sent_by.post(at, {**as_it_stands(sent_by, at), **{k.replace("_", "-", 1): v for k, v in typed.items()}})

    return send


def matter(case: Case, number: int = 3) -> Matter:
    """A matter of this case as the facts make it; the third is the rent."""
    return facts_of(case.municipality, [case.pk])[case.pk].matters[number]


def happened(case: Case, *facts: e.Event, on: date = TODAY) -> None:
    """These facts happened, as somebody recorded them elsewhere."""
    record(case, facts, by=None, on=on, today=max(on, TODAY))


def as_it_stands(browser: Client, address: str) -> dict[str, Any]:
    """What the page would send when nothing is touched."""
    context = browser.get(address).context
    found: dict[str, Any] = {"gezien": str(context["seen"])}
    for form in context["sheet"].forms:
        for bound in form:
            value = bound.field.prepare_value(bound.value()) if hasattr(bound.field, "prepare_value") else bound.value()
            if value not in (None, "", False, []):
                found[bound.html_name] = value if isinstance(value, list) else str(value)
    return found


def amount(kind: str, cents: str, rhythm: str = "month", first_on: str = "", **more: str) -> dict[str, str]:
    """One amount as the page asks for it."""
    fields = {"kind": kind, "cents": cents, "rhythm": rhythm, "first_on": first_on, **more}
    return {f"bedrag_{name}": value for name, value in fields.items()}


def text_of(response: Any) -> str:
    assert response["Content-Type"] == "application/pdf"
    return " ".join("".join(p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages).split())

"""What happens to who fills in somebody of another municipality: by hand, in a form or in an address?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.cases.cases_samples import SAMPLES
from tests.apps.intake.town import AN_ANTON, STRANGER, make_town
from tests.cast import Cast
from vangnet.apps.accounts.models import Act, Look, User
from vangnet.apps.accounts.provision import grant
from vangnet.apps.cases import clock
from vangnet.apps.cases.list_forms import ticket
from vangnet.apps.cases.models import Case, CaseEvent, Household, NotSame, Person
from vangnet.apps.cases.record import open_case
from vangnet.apps.cases.short_forms import FORMS
from vangnet.apps.intake import deliveries
from vangnet.apps.intake.models import Delivery, MatchDecision, Signal
from vangnet.apps.outreach.models import Round
from vangnet.apps.partners.models import Partner
from vangnet.domain import events as e
from vangnet.domain.codes import Role

VisitAs = Callable[[User | None], Client]
TODAY = date(2026, 11, 23)
FAR = 900_000
THEIRS = range(FAR, FAR + 4)
"""The ids over there: none can be taken for one of ours."""


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    monkeypatch.setenv("VANGNET_TODAY", TODAY.isoformat())
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def number(cast: Cast) -> str:
    """A case of ours."""
    return str(SAMPLES["case"].arguments(cast)["number"])


@pytest.fixture
def over_there(cast: Cast, number: str) -> dict[str, Any]:
    """A person, a partner, a case and a colleague of the neighbouring municipality, as forms name them."""
    assert number, "ours come first, so that theirs have other ids"
    town = cast.neighbour
    home = Household.of(town).create(pk=FAR)
    person = Person.of(town).create(pk=FAR + 1, household=home, surname="Overbuur")
    partner = Partner.of(town).create(pk=FAR + 2, key="overhuis", name="Overhuis", kind=Partner.Kind.LANDLORD)
    asked = [e.HelpRequested(person=person.pk)]
    case, _ = open_case(town, home, asked, by=None, on=date(2025, 12, 1), today=TODAY)
    colleague = User.objects.create(pk=FAR + 3, username="overste", name="Overste")
    for role in (Role.CASEWORKER, Role.DIRECTOR, Role.VISITOR):
        grant(colleague, town, role)
    return {
        "person": person.pk,
        "partner": partner.pk,
        "into": case.number,
        "owner": colleague.pk,
        "director": colleague.pk,
        "about": person.pk,
    }


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_a_dossier_takes_or_offers_them(
    form: str, cast: Cast, number: str, over_there: dict[str, Any], visit_as: VisitAs
) -> None:
    if form == e.EventCorrected.__name__:
        return  # its event stands in the address; the walk of all addresses tries that
    here, browser = cast.municipality, visit_as(cast.people[Role.DIRECTOR])
    address = reverse("record", args=[number, form])
    page = browser.get(address).text
    assert not [name for name in ("Overbuur", "Overhuis", "Overste") if name in page]
    browser.post(address, {**over_there, "on": TODAY.isoformat(), "token": "x", "expected": "0"})
    told = [msgspec.json.decode(payload) for payload in CaseEvent.of(here).values_list("payload", flat=True)]
    assert not [fact for fact in told for value in fact.values() if value in THEIRS]
    assert not CaseEvent.of(here).filter(kind=e.CaseMerged.__name__).exists()


class TestSignals:
    @pytest.fixture
    def waiting(self, cast: Cast) -> Signal:
        """Of whom nobody knows who it is."""
        town = make_town(cast.municipality)
        deliveries.run(town.deliver([AN_ANTON]), today=TODAY)
        return Signal.of(cast.municipality).get()

    def test_it_is_not_somebody_of_theirs(
        self, cast: Cast, waiting: Signal, over_there: dict[str, Any], visit_as: VisitAs
    ) -> None:
        browser, address = visit_as(cast.people[Role.INTAKE]), reverse("signal", args=[waiting.pk])
        assert browser.post(address, {"person": over_there["person"]}).status_code == 404
        browser.post(address, {"new": "1", "not_these": [over_there["person"]]})
        assert not MatchDecision.of(cast.municipality).filter(person=over_there["person"]).exists()
        assert not NotSame.of(cast.municipality).exists()

    def test_the_list_is_not_filtered_by_a_partner_of_theirs(
        self, cast: Cast, waiting: Signal, over_there: dict[str, Any], visit_as: VisitAs
    ) -> None:
        assert waiting.waits
        page = visit_as(cast.people[Role.INTAKE]).get(reverse("signal_list"), {"partner": over_there["partner"]})
        assert page.status_code == 200
        assert "Overhuis" not in page.text

    def test_a_file_is_not_theirs(
        self, cast: Cast, over_there: dict[str, Any], visit_as: VisitAs, tmp_path: Any
    ) -> None:
        town = make_town(cast.municipality)
        file = tmp_path / "meldingen.csv"
        file.write_text("Nummer;Naam\n1;Zonderling\n")
        browser = visit_as(cast.people[Role.INTAKE])
        with file.open("rb") as sent:
            browser.post(reverse("delivery_list"), {"files": [sent], "partner": over_there["partner"]})
        assert not Delivery.of(cast.municipality).filter(partner=over_there["partner"]).exists()
        assert not Delivery.of(cast.neighbour).exists()
        assert town.landlord.municipality == cast.municipality

    def test_the_same_person_here_and_there_is_two_people(self, cast: Cast) -> None:
        """Neither town finds the other's residents, however alike they are."""
        for town in (cast.municipality, cast.neighbour):
            deliveries.run(make_town(town).deliver([STRANGER]), today=TODAY)
        for town in (cast.municipality, cast.neighbour):
            [signal] = Signal.of(town)
            assert signal.person is None or signal.person.municipality_id == town.pk
            assert not Case.of(town).exclude(household__municipality=town).exclude(household=None).exists()


def test_nobody_of_theirs_walks_our_round(cast: Cast, over_there: dict[str, Any], visit_as: VisitAs) -> None:
    asked = {
        "day": TODAY.isoformat(),
        "part": "evening",
        "walkers": [over_there["owner"]],
        "capacity": 5,
        "act": "make",
    }
    answer = visit_as(cast.people[Role.COORDINATOR]).post(reverse("round_new"), asked)
    assert answer.status_code == 422
    assert not Round.of(cast.municipality).exclude(made_by=None).exists()


def test_our_coordinator_gives_away_nothing_of_theirs_and_nothing_to_them(
    cast: Cast, number: str, over_there: dict[str, Any], visit_as: VisitAs
) -> None:
    ours, theirs = Case.of(cast.municipality).get(number=number), Case.of(cast.neighbour).get()
    browser, colleague = visit_as(cast.people[Role.COORDINATOR]), cast.people[Role.CASEWORKER].pk
    ticked = [ticket(case.pk, None) for case in (ours, theirs)]
    assert browser.post(reverse("assign"), {"cases": ticked, "owner": colleague}).status_code == 404
    assert browser.post(reverse("assign"), {"cases": ticked[:1], "owner": over_there["owner"]}).status_code == 422
    for town in (cast.municipality, cast.neighbour):
        assert not CaseEvent.of(town).filter(kind=e.OwnerAssigned.__name__).exists()


def test_the_log_is_not_searched_for_a_colleague_or_dossier_of_theirs(
    cast: Cast, over_there: dict[str, Any], visit_as: VisitAs
) -> None:
    theirs = Case.of(cast.neighbour).get()
    for town in (cast.municipality, cast.neighbour):
        Look.of(town).create(
            at=clock.now(),
            user_id=over_there["owner"] if town == cast.neighbour else cast.colleague.pk,
            act=Act.SEEN,
            kind="case",
            subject=theirs.pk,
            ground="home",
        )
    browser = visit_as(cast.people[Role.PRIVACY_OFFICER])
    page = browser.get(reverse("looks"), {"user": over_there["owner"]})
    assert f'value="{over_there["owner"]}"' not in page.text
    assert "Cor Collega" in browser.get(reverse("looks")).text
    assert "Dit dossier is hier niet bekend." in browser.get(reverse("looks"), {"subject": theirs.number}).text

"""Does a household come to another home: the register, what suits and why, what was offered, and the card?"""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.cases.conftest import TODAY, told
from tests.apps.cases.recording import TODAY_SENT, address, hidden, latest
from tests.apps.housing.housing_samples import place_in
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases.erasure import erase_case
from vangnet.apps.cases.models import Case, CaseEvent, ErasureGround
from vangnet.apps.cases.record import record
from vangnet.apps.cases.wording import event_title
from vangnet.apps.housing.models import Need, Place
from vangnet.domain import events as e
from vangnet.domain.codes import AddressKind, Answer, Destination, Ethos, LossCause, LossWay, MatterKind

VisitAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("the_day")
TYPED = {
    "called": "Wisselwoning Lindelaan", "kind": "exchange_home", "rooms": "3", "region": "9102",
    "rent_cents": "620,50", "start": "2026-12-01", "until": "", "municipal_lease": "on",
}  # fmt: skip


@pytest.fixture
def rika(visit_as: VisitAs, director: User) -> Client:
    return visit_as(director)


@pytest.fixture
def lost(case: Case) -> Case:
    told(case, e.HomeLost(way=LossWay.KEYS_HANDED_IN), e.HouseholdNoted(adults=1, minors=2), on=date(2026, 11, 19))
    return case


def page_of(case: Case) -> str:
    return reverse("rehousing", args=[case.number])


class TestRegister:
    def test_a_place_is_put_in_and_put_right(self, rika: Client, municipality: Municipality) -> None:
        assert "Er staat nog geen woning in het bestand" in rika.get(reverse("places")).text
        assert rika.post(reverse("places"), TYPED).status_code == 302
        place = Place.of(municipality).get()
        assert (place.rent_cents, place.municipal_lease, place.until) == (62_050, True, None)
        assert "€ 620,50" in rika.get(reverse("places")).text.replace("\xa0", " ")
        gone = {**TYPED, "start": "2026-10-01", "until": "2026-11-22"}
        assert rika.post(reverse("place", args=[place.pk]), gone).status_code == 302
        assert "Wisselwoning Lindelaan" not in rika.get(reverse("places")).text

    def test_a_large_register_is_leafed_through(self, rika: Client, municipality: Municipality) -> None:
        for number in range(52):
            place_in(municipality, f"Woning {number:02}")
        assert "Woning 51" not in rika.get(reverse("places")).text
        assert "Woning 51" in rika.get(reverse("places"), {"page": "2"}).text
        assert rika.get(reverse("places"), {"page": "x²"}).status_code == 200

    @pytest.mark.parametrize(
        ("field", "typed", "said"),
        [
            ("region", "91O2", "vier cijfers van de postcode"),
            ("region", "0102", "vier cijfers van de postcode"),
            ("rent_cents", "-620", "Vul een bedrag in"),
            ("rooms", "0", "1"),
            ("until", "2026-11-30", "De laatste dag ligt voor de eerste"),
            ("start", "31-02", "datum"),
            ("called", "", "verplicht"),
        ],
    )
    def test_what_cannot_be_is_told_beside_its_field(
        self, rika: Client, municipality: Municipality, field: str, typed: str, said: str
    ) -> None:
        page = rika.post(reverse("places"), {**TYPED, field: typed})
        assert page.status_code == 422
        assert said in str(page.context["form"].errors[field])
        assert not Place.of(municipality).exists()

    def test_a_place_of_another_municipality_is_not_there(self, rika: Client, neighbour: Municipality) -> None:
        theirs = place_in(neighbour, "Overbuurs")
        assert "Overbuurs" not in rika.get(reverse("places")).text
        assert rika.get(reverse("place", args=[theirs.pk])).status_code == 404
        assert rika.post(reverse("place", args=[theirs.pk]), TYPED).status_code == 404


def test_without_an_address_it_says_what_is_lost(rika: Client, lost: Case) -> None:
    page = rika.get(page_of(lost)).text
    for words in ("Nog geen inschrijving of briefadres", "bijstandsuitkering", "zorgverzekering", "bankrekening"):
        assert words in page
    url = address(lost, "AddressSecured", "secure_address.case.0", "woning")
    back = rika.post(url, {**hidden(rika, url), **TODAY_SENT, "kind": "postal"})
    assert back["Location"] == page_of(lost)
    page = rika.get(page_of(lost)).text
    assert "bijstandsuitkering" not in page
    assert "briefadres" in page


def test_the_address_is_recorded_where_it_is_missed_and_answers_only_after_what_was_asked(
    rika: Client, lost: Case
) -> None:
    page = rika.get(page_of(lost))
    form = address(lost, "AddressSecured", back="woning")
    assert f'utrecht-button--primary-action" href="{form}"' in page.text
    offers = {way.text for way in page.context["ways"]}
    assert {"Urgentie aangevraagd", "Op een signaleringslijst, zegt de bewoner"} <= offers
    assert not {"Beslissing over urgentie", "Hulp bij de signaleringslijst", "Van de signaleringslijst af"} & offers
    told(lost, e.UrgencyAsked(), e.AddressSecured(kind=AddressKind.POSTAL), on=TODAY)
    page = rika.get(page_of(lost))
    assert form not in page.text
    assert "Beslissing over urgentie" in {way.text for way in page.context["ways"]}


def test_a_place_comes_with_what_speaks_for_and_against_it(
    rika: Client, lost: Case, municipality: Municipality
) -> None:
    place_in(municipality, "Te klein", rooms=1)
    place_in(municipality, "Passend", municipal_lease=True)
    place_in(municipality, "Weg", start=TODAY - timedelta(days=90), until=TODAY - timedelta(days=1))
    sent = {"most_rent_cents": "650", "school": "9101", "network": "9415"}
    assert rika.post(page_of(lost), sent).status_code == 302
    suiting = rika.get(page_of(lost)).context["suiting"]
    assert [one.called for one in suiting] == ["Passend", "Te klein"], "what is gone is not there; all else is"
    assert "dicht bij school" in suiting[0].speaks_for
    assert suiting[0].speaks_against == ["ver van familie, werk of hulp"]
    assert "te weinig kamers: 1, nodig zijn er 3" in suiting[1].speaks_against


def test_what_is_needed_is_asked_with_care_and_goes_with_the_case(
    rika: Client, lost: Case, municipality: Municipality
) -> None:
    assert rika.post(page_of(lost), {"school": "school"}).status_code == 422
    assert not Need.of(municipality).exists()
    rika.post(page_of(lost), {"school": "9101"})
    rika.post(page_of(lost), {"school": "9102"})
    assert Need.of(municipality).get().school == "9102"
    assert not CaseEvent.of(municipality).filter(payload__contains="9102").exists(), "it is no fact of the story"
    erase_case(municipality, lost.pk, ErasureGround.ASKED, by=None, today=TODAY)
    assert not Need.of(municipality).exists()


def test_a_place_is_offered_once_and_the_answer_is_told(rika: Client, lost: Case, municipality: Municipality) -> None:
    place = place_in(municipality)
    offer = reverse("place_offer", args=[lost.number, place.pk])
    assert rika.post(offer, {"token": "een"})["Location"] == page_of(lost)
    assert latest(lost) == e.PlaceOffered(place=place.pk)
    again = rika.post(offer, {"token": "twee"}, follow=True)
    assert "Deze woning is al aangeboden" in again.text
    assert CaseEvent.of(municipality).filter(kind="PlaceOffered").count() == 1
    assert "nog geen antwoord" in rika.get(page_of(lost)).text
    told(lost, e.PlaceAnswered(place=place.pk, answer=Answer.NO))
    [(offered, said)] = rika.get(page_of(lost)).context["offered"]
    assert (offered.place, said) == (place, "nee")
    assert rika.post(offer, {"token": "drie"}).status_code == 302
    assert CaseEvent.of(municipality).filter(kind="PlaceOffered").count() == 2, "a no is no reason not to offer again"
    [(_offered, again_said)] = rika.get(page_of(lost)).context["offered"]
    assert again_said == "nog geen antwoord", "and it is not the earlier no"


def test_to_answer_one_first_reads_what_was_offered(rika: Client, lost: Case, municipality: Municipality) -> None:
    place_in(municipality, "Molenweg")
    offered, *_twins = (
        place_in(municipality, "Lindelaan"),
        place_in(municipality, "Plein"),
        place_in(municipality, "Plein"),
    )
    told(lost, e.PlaceOffered(place=offered.pk))
    choices = rika.get(address(lost, "PlaceAnswered")).context["form"].fields["place"].choices
    names = [name for _value, name in choices]
    assert names[0].startswith("Lindelaan (")
    assert names[0].endswith("): aangeboden, wacht op antwoord")
    assert names[1].startswith("Molenweg (")
    assert names[1].endswith(")"), "its own number says nothing to anybody"
    assert len(set(names)) == len(names), "two of the same name can be told apart"


def test_who_has_a_lasting_home_is_offered_nothing_until_that_one_is_at_stake(
    rika: Client, lost: Case, municipality: Municipality
) -> None:
    waits, free = place_in(municipality, "Wacht op antwoord"), place_in(municipality, "Vrij")
    told(lost, e.PlaceOffered(place=waits.pk))
    told(lost, e.Rehoused())
    page = rika.get(page_of(lost))
    assert "heeft een blijvende woning sinds" in page.text
    assert [said in page.text for said in ("Bied aan", "Woningen die vrij zijn", "nog geen plan")] == [False] * 3
    assert [said for _one, said in page.context["offered"]] == ["niet meer nodig"]
    assert event_title("UrgencyAsked") not in page.text
    refused = rika.post(reverse("place_offer", args=[lost.number, free.pk]), {"token": "een"}, follow=True)
    assert "Dit huishouden heeft een blijvende woning. Er is niets veranderd." in refused.text
    assert latest(lost) == e.Rehoused()
    told(lost, e.MatterNoted(matter=90, kind=MatterKind.RENT), e.EvictionAnnounced(matter=90, eviction=1, day=TODAY))
    assert "Bied aan" in rika.get(page_of(lost)).text, "the new home may be lost as well"


def test_theirs_is_neither_offered_nor_answered(rika: Client, lost: Case, neighbour: Municipality) -> None:
    theirs = place_in(neighbour, "Overbuurs")
    assert rika.post(reverse("place_offer", args=[lost.number, theirs.pk])).status_code == 404
    url = address(lost, "PlaceOffered")
    page = rika.get(url)
    assert "Overbuurs" not in page.text
    assert "nog geen woning in het eigen bestand" in page.text
    rika.post(url, {**hidden(rika, url), **TODAY_SENT, "place": str(theirs.pk)})
    assert not CaseEvent.of(lost.municipality).filter(kind="PlaceOffered").exists()


def test_their_people_do_not_come_to_our_page(lost: Case, visit_as: VisitAs, outsider: User) -> None:
    browser = visit_as(outsider)
    for name in ("rehousing", "call_card"):
        answer = browser.post(reverse(name, args=[lost.number]), {"phone": "0612345678"})
        assert answer.status_code == 404


def test_the_card_names_somebody_and_a_number_and_nothing_else(rika: Client, lost: Case, director: User) -> None:
    answer = rika.post(reverse("call_card", args=[lost.number]), {"phone": "06 1234 5678"})
    assert answer["Content-Type"] == "application/pdf"
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [148, 105], "a card, in millimetres"
    text = page.extract_text()
    assert "Bel ons als u vastloopt" in text
    assert director.name in text
    assert "06 1234 5678" in text
    for word in ("schuld", "huur", "ontruim", "Jong", lost.number):
        assert word not in text
    wrong = rika.post(reverse("call_card", args=[lost.number]), {"phone": "bel maar"})
    assert wrong.status_code == 422
    assert "Vul een telefoonnummer in" in wrong.text


def test_the_card_speaks_the_language_of_the_household(rika: Client, lost: Case, director: User) -> None:
    director.language = "en"
    director.save()
    typed = {"phone": "06 1234 5678"}
    assert rika.post(reverse("call_card", args=[lost.number]), typed)["Content-Language"] == "nl"
    record(lost, [e.HouseholdNoted(adults=1, minors=0, language="en")], by=None, on=TODAY, today=TODAY)
    assert rika.post(reverse("call_card", args=[lost.number]), typed)["Content-Language"] == "en"


def test_the_cards_of_the_dossier_lead_to_it(rika: Client, lost: Case) -> None:
    assert page_of(lost) in rika.get(reverse("case", args=[lost.number])).text


def test_how_it_went_is_asked_at_a_follow_up(rika: Client, lost: Case) -> None:
    url = address(lost, "DestinationChecked", "rehouse.case.0")
    sent: dict[str, Any] = {**hidden(rika, url), **TODAY_SENT, "month": "0", "destination": "shelter"}
    page = rika.post(url, sent)
    assert page.status_code == 422
    assert page.context["form"].errors["went"]
    told_so = rika.post(url, {**sent, "went": "housed", "ethos": "mobile_home"})
    assert "past niet bij de plek volgens ETHOS Light" in told_so.text
    assert rika.post(url, {**sent, "went": "housed", "ethos": "night_shelter"}).status_code == 302
    assert "woont er nog, en het gaat" in rika.get(reverse("case", args=[lost.number])).text


def test_who_looked_is_in_the_log_and_its_queries_do_not_grow(
    rika: Client, lost: Case, municipality: Municipality, director: User
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert rika.get(page_of(lost)).status_code == 200
        return len(queries)

    place_in(municipality)
    asked()
    few = asked()
    for number in range(30):
        place_in(municipality, f"Woning {number}")
    assert asked() == few
    assert "Toon nog 1 woning" in rika.get(page_of(lost)).text
    assert len(rika.get(page_of(lost), {"alle": "1"}).context["suiting"]) == 31
    assert Look.of(municipality).filter(user=director, kind="case", subject=lost.pk, act="seen").exists()


def test_an_address_before_the_loss_does_not_count(rika: Client, lost: Case) -> None:
    told(lost, e.AddressSecured(kind=AddressKind.REGISTRATION), on=date(2026, 11, 9))
    assert "Nog geen inschrijving of briefadres" in rika.get(page_of(lost)).text


def test_who_found_a_lasting_home_is_said_to_live_there(rika: Client, lost: Case) -> None:
    shelter = e.LossDescribed(
        cause=LossCause.ARREARS, children=2, destination=Destination.SHELTER, ethos=Ethos.HOMELESS_HOSTEL
    )
    told(lost, shelter, on=date(2026, 11, 19))
    assert "Opvang voor dakloze mensen" in rika.get(page_of(lost)).text
    told(lost, e.Rehoused())
    page = rika.get(page_of(lost)).text
    assert "Eigen woning, blijvend" in page
    assert "Opvang voor dakloze mensen" not in page

"""Can a hearing be prepared from its own page: where and when, who comes, consent, the pack and the invitation?"""

import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.court.conftest import HEARING, TODAY, Goes, happened
from tests.cast import Cast
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases import money
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.cases.erasure import erase_case
from vangnet.apps.cases.models import Case, ErasureGround, Person
from vangnet.apps.cases.money import MoneyTold
from vangnet.apps.court.models import District, Sitting
from vangnet.domain import events as e
from vangnet.domain.codes import Attendance, ConsentPurpose, MatterKind, PackPart, Role

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
FILLED: dict[str, Any] = {
    "court": "",
    "place": "Wilhelminaplein 100",
    "at": "09:30",
    "room": "12",
    "travel_minutes": "25",
    "transport": "Wij halen u op.",
    "speaker": "mr. A. Voorbeeld",
    "proposal": "conditional_dissolution",
    "own_words": "Het ging mis in maart.",
}
SOME = (PackPart.EFFORTS, PackPart.HOUSEHOLD, PackPart.PROPOSAL)


def address(case: Case, name: str = "hearing", hearing: int = 1) -> str:
    return reverse(name, args=[case.number, 1, hearing])


def words_of(answer: Any) -> str:
    """What stands on the paper, in one line."""
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def recorded(browser: Client, case: Case, form: str, **filled: Any) -> Any:
    """The form of an event, sent from the page of the hearing."""
    expected = case_file(case.municipality, case.pk, TODAY).version
    data = {"on_quick": "today", "expected": expected, "token": uuid4().hex, **filled}
    back = "?stap=hearing_pack.matter.1&terug=zitting.1-1"
    return browser.post(reverse("record", args=[case.number, form]) + back, data)


def consents(case: Case, *parts: PackPart) -> None:
    happened(case, e.ConsentGiven(matter=1, purpose=ConsentPurpose.COURT_PACK, parts=parts))


class TestArranging:
    def test_where_and_when_are_filled_in_and_shown(
        self, officer: Client, jansen: Case, court_officer: User, rotterdam: District
    ) -> None:
        assert rotterdam.court == "rotterdam"
        sent = officer.post(address(jansen), {**FILLED, "attends": court_officer.pk}, follow=True)
        assert "Vastgelegd: waar, wanneer en wie er meegaat." in sent.text
        kept = Sitting.of(jansen.municipality).get()
        assert (kept.case_id, kept.matter, kept.hearing, kept.attends) == (jansen.pk, 1, 1, court_officer)
        page = unescape(officer.get(address(jansen)).text)
        for value in ("Wilhelminaplein 100", "09:30", "mr. A. Voorbeeld", "Het ging mis in maart."):
            assert value in page
        assert "Zitting op vrijdag 4 december 2026" in page
        assert "rechtbank Rotterdam" in page

    def test_filling_in_again_changes_the_same(self, officer: Client, jansen: Case, arranged: Sitting) -> None:
        officer.post(address(jansen), {**FILLED, "room": "99"})
        assert Sitting.of(jansen.municipality).get().pk == arranged.pk
        assert Sitting.of(jansen.municipality).get().room == "99"

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"at": "half tien"}, "Vul een tijd in als 9:30."),
            ({"travel_minutes": "-5"}, "0"),
            ({"travel_minutes": "5000"}, "300"),
            ({"court": "utrecht"}, "utrecht"),
            ({"proposal": "vrijspraak"}, "vrijspraak"),
            ({"own_words": "x" * 4001}, "4000"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field_and_kept(
        self, officer: Client, jansen: Case, wrong: dict[str, str], says: str
    ) -> None:
        answer = officer.post(address(jansen), {**FILLED, **wrong})
        assert answer.status_code == 422
        assert says in unescape(answer.text)
        assert "Wilhelminaplein 100" in answer.text
        assert not Sitting.of(jansen.municipality).exists()

    def test_who_goes_along_is_a_colleague_of_this_municipality(
        self, officer: Client, jansen: Case, cast: Cast
    ) -> None:
        for stranger in (cast.neighbours[Role.COURT_OFFICER].pk, cast.people[Role.VISITOR].pk, 999_999):
            assert officer.post(address(jansen), {**FILLED, "attends": stranger}).status_code == 422
        assert not Sitting.of(jansen.municipality).exists()

    def test_a_look_and_a_change_are_in_the_log(self, officer: Client, jansen: Case) -> None:
        officer.post(address(jansen), FILLED)
        acts = Look.of(jansen.municipality).filter(kind="case", subject=jansen.pk).values_list("act", flat=True)
        assert set(acts) == {"seen", "changed"}

    @pytest.mark.parametrize(("matter", "hearing"), [(1, 2), (2, 1), (10**15, 1)])
    def test_there_is_no_page_for_a_hearing_that_is_not_there(
        self, officer: Client, jansen: Case, matter: int, hearing: int
    ) -> None:
        assert officer.get(reverse("hearing", args=[jansen.number, matter, hearing])).status_code == 404

    def test_the_neighbour_finds_nothing_and_changes_nothing(
        self, jansen: Case, cast: Cast, visit_as: VisitAs, arranged: Sitting
    ) -> None:
        browser = visit_as(cast.neighbours[Role.COURT_OFFICER])
        for name in ("hearing", "pack", "invitation"):
            assert browser.get(address(jansen, name)).status_code == 404
        assert browser.post(address(jansen), FILLED).status_code == 404
        arranged.refresh_from_db()
        assert arranged.room == "4"

    def test_a_threat_without_debt_is_not_for_a_caseworker_of_another_case(
        self, jansen: Case, caseworker: User, visit_as: VisitAs, officer: Client
    ) -> None:
        happened(jansen, e.MatterNoted(matter=2, kind=MatterKind.NUISANCE, person=None))
        happened(jansen, e.HearingScheduled(matter=2, hearing=1, day=HEARING))
        hidden = reverse("hearing", args=[jansen.number, 2, 1])
        assert visit_as(caseworker).get(hidden).status_code == 404
        assert officer.get(hidden).status_code == 200

    def test_it_is_erased_with_the_case(self, jansen: Case, arranged: Sitting) -> None:
        erase_case(jansen.municipality, jansen.pk, ErasureGround.ASKED, by=None, today=TODAY)
        assert not Sitting.of(arranged.municipality).exists()


class TestWhoComes:
    def test_it_is_recorded_from_here_and_one_comes_back(self, officer: Client, jansen: Case) -> None:
        sent = recorded(officer, jansen, "AttendanceKnown", hearing="1.1", who="resident", transport="on")
        assert sent.status_code == 302
        assert sent.url == address(jansen)
        page = unescape(officer.get(address(jansen)).text)
        assert "Voor de bewoner komt: de bewoner zelf." in page

    def test_that_legal_aid_was_offered_is_told(self, officer: Client, jansen: Case) -> None:
        assert "is nog niet aangeboden" in officer.get(address(jansen)).text
        person = case_file(jansen.municipality, jansen.pk, TODAY).facts.matters[1].person
        recorded(officer, jansen, "LegalAidOffered", person=person, kind="legal_aid", answer="")
        assert "is aangeboden op 23 nov 2026" in officer.get(address(jansen)).text

    def test_after_the_hearing_it_is_asked_whether_that_is_right(self, officer: Client, goes_to_court: Goes) -> None:
        case = goes_to_court("Voorbij", 4, date(2026, 11, 19))
        happened(case, e.HearingHeld(matter=1, hearing=1, resident_there=False), on=date(2026, 11, 19))
        asked = recorded(officer, case, "AttendanceKnown", hearing="1.1", who="resident")
        assert "Deze zitting is volgens het dossier al geweest" in unescape(asked.text)

    @pytest.mark.parametrize(
        "typed", ["zitting.1", "zitting.x-1", "zitting.1-1-1", "elders.1-1", "zitting.", "//kwaad"]
    )
    def test_nonsense_leads_back_to_the_dossier(self, officer: Client, jansen: Case, typed: str) -> None:
        where = reverse("record", args=[jansen.number, "AttendanceKnown"])
        page = officer.get(where, {"terug": typed}).text
        assert f'href="{reverse("case", args=[jansen.number])}">Terug zonder' in page

    def test_the_card_leads_to_the_page_of_the_hearing(self, officer: Client, jansen: Case) -> None:
        page = officer.get(reverse("case", args=[jansen.number])).text
        assert f'href="{address(jansen)}"' in page
        assert reverse("duty", args=[jansen.number, 1]) in page


class TestConsent:
    def test_several_parts_are_ticked_and_told(self, officer: Client, jansen: Case) -> None:
        recorded(officer, jansen, "ConsentGiven", matter="1", purpose="court_pack", parts=["household", "efforts"])
        facts = case_file(jansen.municipality, jansen.pk, TODAY).facts
        assert facts.matters[1].consents[ConsentPurpose.COURT_PACK].parts == (PackPart.EFFORTS, PackPart.HOUSEHOLD)
        page = unescape(officer.get(reverse("case", args=[jansen.number])).text)
        assert "De verhuurder mag dit lezen: wat er is gedaan en het huishouden en de kinderen." in page

    def test_consent_without_any_part_is_not_taken(self, officer: Client, jansen: Case) -> None:
        sent = recorded(officer, jansen, "ConsentGiven", matter="1", purpose="court_pack")
        assert sent.status_code == 422
        assert "parts" in sent.context["form"].errors

    def test_a_part_that_does_not_exist_is_not_taken(self, officer: Client, jansen: Case) -> None:
        sent = recorded(officer, jansen, "ConsentGiven", matter="1", purpose="court_pack", parts=["diary"])
        assert sent.status_code == 422

    def test_it_can_be_corrected_with_what_was_ticked_before(self, officer: Client, jansen: Case) -> None:
        consents(jansen, *SOME)
        entry = case_file(jansen.municipality, jansen.pk, TODAY).timeline[0]
        page = officer.get(reverse("correct", args=[jansen.number, entry.id])).text
        assert len(re.findall(r'name="parts"[^>]* checked', page)) == len(SOME)

    def test_handing_out_is_refused_without_it_and_says_why(self, officer: Client, jansen: Case) -> None:
        sent = recorded(officer, jansen, "PackGiven", hearing="1.1")
        assert sent.status_code == 422
        assert "De bewoner gaf geen toestemming voor het pakket." in unescape(sent.text)
        consents(jansen, *SOME)
        assert recorded(officer, jansen, "PackGiven", hearing="1.1").url == address(jansen)
        happened(jansen, e.ConsentWithdrawn(matter=1, purpose=ConsentPurpose.COURT_PACK))
        assert recorded(officer, jansen, "PackGiven", hearing="1.1").status_code == 422


class TestPack:
    def test_without_consent_it_is_a_draft_and_says_so(
        self, officer: Client, jansen: Case, arranged: Sitting, rotterdam: District
    ) -> None:
        assert (arranged.room, rotterdam.court) == ("4", "rotterdam")
        text = words_of(officer.get(address(jansen, "pack")))
        told = [
            *("Stukken van de bewoner", "Concept", "De bewoner gaf nog geen toestemming", "A. Jansen", "Molenweg 2"),
            *("huurachterstand bij Woonveste", "vrijdag 4 december 2026, 09:30", "rechtbank Rotterdam, zaal 4"),
            *("De melding en wat de verhuurder deed", "3 aug 2026", "Wat er is gedaan, in volgorde"),
            *("Het huishouden en de kinderen", "één volwassene en één kind", "9 jaar", "Kinderrechtenverdrag"),
            *("In eigen woorden", "Ik verloor mijn baan.", "Wat er op tafel ligt", "Wat doorgaan kost", "Boven op"),
            *("Wat wij de rechter voorstellen", "de zaak aan te houden"),
        ]
        assert [text.index(words) for words in told] == sorted(text.index(words) for words in told)
        assert "Concept: niet uitgeven" in text

    def test_with_consent_nothing_else_is_in_it(self, officer: Client, jansen: Case, arranged: Sitting) -> None:
        assert arranged.own_words
        consents(jansen, *SOME)
        text = words_of(officer.get(address(jansen, "pack")))
        assert "Met toestemming van de bewoner van 23 nov 2026" in text
        assert "Wat er is gedaan" in text
        for hidden in ("Concept", "In eigen woorden", "mijn baan", "Wat doorgaan kost", "Andere schulden"):
            assert hidden not in text

    def test_notes_of_colleagues_and_names_of_children_are_never_in_it(self, officer: Client, jansen: Case) -> None:
        recorded(officer, jansen, "HouseholdNoted", adults="1", minors="1", note="Geheim voor collega's")
        text = words_of(officer.get(address(jansen, "pack")))
        assert "Geheim" not in text
        assert "B. Jansen" not in text

    def test_debts_of_this_person_are_in_it_and_no_creditor_by_name(self, officer: Client, jansen: Case) -> None:
        person = case_file(jansen.municipality, jansen.pk, TODAY).facts.matters[1].person
        happened(jansen, e.MatterNoted(matter=2, kind=MatterKind.WATER, person=person, cents=31_000))
        happened(jansen, e.MatterNoted(matter=3, kind=MatterKind.ENERGY, person=None, cents=77_000))
        text = words_of(officer.get(address(jansen, "pack")))
        assert "€ 310,00" in text
        assert "€ 770,00" not in text

    def test_an_arrangement_is_the_offer_on_the_table(self, officer: Client, jansen: Case) -> None:
        schedule = (e.Instalment(date(2026, 12, 1), 62_000), e.Instalment(date(2027, 1, 1), 62_000))
        happened(jansen, e.ArrangementAgreed(matter=1, instalments=schedule))
        text = words_of(officer.get(address(jansen, "pack")))
        assert "Er ligt een betalingsregeling van 23 nov 2026" in text
        assert "€ 1.240,00 in 2 termijnen, de laatste op 1 jan 2027" in text

    def test_the_money_picture_is_told_by_the_app_that_keeps_it(
        self, officer: Client, jansen: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "Inkomsten en uitgaven" not in words_of(officer.get(address(jansen, "pack")))
        picture = [MoneyTold("Per maand", (("Loon", "€ 1.850,00"), ("Huur", "€ 640,00")))]
        monkeypatch.setattr(money, "_told_by", [lambda _town, _case, _person: picture])
        text = words_of(officer.get(address(jansen, "pack")))
        assert "Inkomsten en uitgaven" in text
        assert "€ 1.850,00" in text

    def test_what_somebody_typed_is_no_markup(self, officer: Client, jansen: Case, arranged: Sitting) -> None:
        arranged.own_words = '#panic("x") *vet* <b>'
        arranged.save()
        assert '#panic("x") *vet* <b>' in words_of(officer.get(address(jansen, "pack")))

    def test_the_judge_reads_dutch_whatever_the_screen_speaks(
        self, officer: Client, jansen: Case, court_officer: User
    ) -> None:
        court_officer.language = "en"
        court_officer.save()
        assert "Stukken van de bewoner" in words_of(officer.get(address(jansen, "pack")))


class TestAdjourned:
    """Time and room are of the day for which somebody filled them in."""

    NEW = date(2027, 1, 12)

    def test_nobody_is_sent_to_the_time_and_the_room_of_the_old_day(
        self, officer: Client, jansen: Case, arranged: Sitting, rotterdam: District
    ) -> None:
        assert (arranged.room, rotterdam.court) == ("4", "rotterdam")
        happened(jansen, e.HearingAdjourned(matter=1, hearing=1, to=self.NEW))
        shown = officer.get(address(jansen))
        assert "De zitting zou op 4 dec 2026 zijn. Tijd en zaal van die dag gelden niet meer" in unescape(shown.text)
        assert [shown.context["form"][name].value() for name in ("at", "room")] == [None, ""]
        assert shown.context["form"]["own_words"].value() == arranged.own_words, "the rest stays"
        for paper in ("invitation", "pack"):
            text = words_of(officer.get(address(jansen, paper)))
            assert "12 januari 2027" in text
            assert not any(old in text for old in ("09.30", "09:30", "zaal 4")), paper
        for list_of_hearings in (reverse("hearings"), reverse("hearing_month") + "?maand=2027-01"):
            page = officer.get(list_of_hearings).text
            assert "Jansen" in page
            assert "09:30" not in page

    def test_the_own_file_says_of_which_day_time_and_room_are(
        self, jansen: Case, arranged: Sitting, cast: Cast, visit_as: VisitAs
    ) -> None:
        assert (arranged.room, arranged.day) == ("4", HEARING)
        happened(jansen, e.HearingAdjourned(matter=1, hearing=1, to=self.NEW))
        caseworker = visit_as(cast.people[Role.CASEWORKER])
        tenant = Person.of(jansen.municipality).get(surname="Jansen", birth_date=None)
        own = words_of(caseworker.post(reverse("own_file", args=[jansen.number, tenant.pk])))
        assert "Plek op 4 dec 2026 zaal 4" in own
        assert "Tijd op 4 dec 2026 09.30" in own

    def test_what_is_filled_in_for_the_new_day_holds(self, officer: Client, jansen: Case, arranged: Sitting) -> None:
        happened(jansen, e.HearingAdjourned(matter=1, hearing=1, to=self.NEW))
        sent = {**FILLED, "version": str(arranged.version), "at": "14:00", "room": "7"}
        assert officer.post(address(jansen), sent).status_code == 302
        page = unescape(officer.get(address(jansen)).text)
        assert "14:00" in page
        assert "gelden niet meer" not in page
        assert Sitting.of(jansen.municipality).get().day == self.NEW


class TestInvitation:
    def test_it_is_warm_names_a_person_and_how_to_reach_them(
        self, officer: Client, jansen: Case, arranged: Sitting, rotterdam: District
    ) -> None:
        assert (arranged.room, rotterdam.court) == ("4", "rotterdam")
        text = words_of(officer.get(address(jansen, "invitation")))
        for words in (
            *("A. Jansen", "Molenweg 2", "9102 DB Voorbeeldstad", "vrijdag 4 december 2026 om 09.30 uur"),
            *("De rechter luistert naar u", "U hoeft niet alleen te komen", "Wij halen u op om 8.30 uur"),
            *("Juridisch Loket", "Sjoerd Zitting helpt u verder", "010 555 01 23", "stadhuis, 9 tot 12 uur"),
        ):
            assert words in text
        for threat in ("ontruim", "verstek", "schuld", "moet ", "deurwaarder", "1.240", "Woonveste"):
            assert threat not in text.lower(), threat

    def test_it_speaks_the_language_of_the_household(
        self, officer: Client, jansen: Case, court_officer: User, arranged: Sitting, rotterdam: District
    ) -> None:
        assert (arranged.room, rotterdam.court) == ("4", "rotterdam")
        court_officer.language = "en"
        court_officer.save()
        assert "De rechter luistert naar u" in words_of(officer.get(address(jansen, "invitation")))
        assert "The letter is in Dutch, even though" in officer.get(address(jansen)).text
        happened(jansen, e.HouseholdNoted(adults=1, minors=0, language="en"))
        assert "The judge listens to you" in words_of(officer.get(address(jansen, "invitation")))

    def test_without_knowing_how_to_reach_us_none_is_made(self, officer: Client, jansen: Case) -> None:
        answer = officer.get(address(jansen, "invitation"), follow=True)
        assert answer.redirect_chain == [(address(jansen), 302)]
        assert "Eerst moet bekend zijn: hoe een bewoner ons bereikt." in unescape(answer.text)

    def test_without_a_day_none_is_made(
        self, officer: Client, jansen: Case, rotterdam: District, municipality: Municipality
    ) -> None:
        assert rotterdam.municipality == municipality
        happened(jansen, e.HearingAdjourned(matter=1, hearing=1))
        answer = officer.get(address(jansen, "invitation"), follow=True)
        assert "de dag van de zitting" in unescape(answer.text)
        assert "Zitting zonder datum" in answer.text

    def test_who_speaks_is_the_one_that_comes(self, officer: Client, jansen: Case) -> None:
        happened(jansen, e.AttendanceKnown(matter=1, hearing=1, who=Attendance.LAWYER))
        assert "een advocaat" in words_of(officer.get(address(jansen, "pack")))

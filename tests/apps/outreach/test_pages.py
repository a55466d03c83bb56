"""Can a coordinator make a looplijst, and a visitor walk it with one thumb, without seeing more than is needed?"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.outreach.conftest import MovesIn
from tests.apps.outreach.street import TODAY, Neighbour
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.dossier import case_file
from vangnet.apps.outreach.models import Round, Stop, Walker
from vangnet.apps.outreach.planning import Asked, Named, make
from vangnet.domain import events as e
from vangnet.domain.codes import DayPart, Result

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
TONIGHT = {"day": TODAY.isoformat(), "part": "evening", "capacity": "12"}


def told(neighbour: Neighbour) -> list[str]:
    entries = case_file(neighbour.case.municipality, neighbour.case.pk, TODAY).timeline
    return [entry.kind for entry in entries if entry.on == TODAY and not entry.corrected]


class TestMaking:
    def test_first_who_is_on_it_and_why_then_make_it(
        self, municipality: Municipality, jansen: Neighbour, coordinator: User, visitor: User, visit_as: VisitAs
    ) -> None:
        browser, url = visit_as(coordinator), reverse("round_new")
        asked: dict[str, Any] = {**TONIGHT, "walkers": [visitor.pk], "others": "Sam"}
        preview = browser.post(url, {**asked, "act": "preview"}).text
        assert "Jansen" in preview
        assert "poging 3" in preview
        assert not Round.of(municipality).exists(), "looking makes nothing"
        made = browser.post(url, {**asked, "act": "make"}, follow=True)
        assert made.status_code == 200
        assert "Molenweg 2" in made.text
        walkers = Walker.of(municipality).order_by("position")
        assert [walker.name for walker in walkers] == ["Vera Voordeur", "Sam"]
        assert Stop.of(municipality).get().case == jansen.case

    def test_why_somebody_is_not_on_it_is_said(
        self, moves_in: MovesIn, coordinator: User, visitor: User, visit_as: VisitAs
    ) -> None:
        moves_in("Onbekend", 4, known=False)
        page = visit_as(coordinator).post(reverse("round_new"), {**TONIGHT, "walkers": [visitor.pk]}).text
        assert "Eerst moet duidelijk zijn om wie het gaat" in page
        assert "Onbekend" not in page, "a name is not needed to say why not"

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"day": "2026-11-29"}, "Op zondag gaan we niet langs de deuren"),
            ({"day": "2026-11-20"}, "Deze dag is al voorbij"),
            ({"area": "Molenweg"}, "Vul het begin van een postcode in"),
            ({"others": " "}, "Kies minstens één persoon"),
            ({"capacity": "99"}, "25"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field(
        self, coordinator: User, visit_as: VisitAs, wrong: dict[str, str], says: str
    ) -> None:
        page = visit_as(coordinator).post(reverse("round_new"), {**TONIGHT, "others": "Sam", **wrong})
        assert page.status_code == 422
        assert says in unescape(page.text)

    def test_that_somebody_walks_is_not_called_optional(self, coordinator: User, visit_as: VisitAs) -> None:
        page = visit_as(coordinator).get(reverse("round_new")).text
        for label, optional in (("Wie lopen er?", False), ("Anderen, met een komma", False), ("Postcodes", True)):
            rest = page.partition(label)[2].partition("<div")[0]
            assert ("niet verplicht" in rest) is optional, label

    def test_a_colleague_of_the_neighbouring_town_cannot_be_sent(
        self, coordinator: User, outsider: User, visit_as: VisitAs
    ) -> None:
        page = visit_as(coordinator).post(reverse("round_new"), {**TONIGHT, "walkers": [outsider.pk]})
        assert page.status_code == 422

    def test_the_order_is_changed_with_two_buttons(
        self, municipality: Municipality, moves_in: MovesIn, coordinator: User, visit_as: VisitAs
    ) -> None:
        for number in (2, 4):
            moves_in("Rij", number, at=(10.0 * number, 0.0))
        make(municipality, Asked(TODAY, DayPart.EVENING), [Named(coordinator)], by=None)
        first, second = Stop.of(municipality).order_by("position")
        visit_as(coordinator).post(reverse("stop_move", args=[first.pk]), {"way": "down"})
        assert list(Stop.of(municipality).order_by("position")) == [second, first]

    def test_taking_somebody_in_danger_off_warns_first(
        self, municipality: Municipality, jansen: Neighbour, coordinator: User, visit_as: VisitAs
    ) -> None:
        jansen.tell(e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=4)))
        make(municipality, Asked(TODAY, DayPart.EVENING), [Named(coordinator)], by=None)
        browser, url = visit_as(coordinator), reverse("stop_remove", args=[Stop.of(municipality).get().pk])
        assert "Hier is gevaar" in browser.get(url).text
        assert Stop.of(municipality).exists()
        browser.post(url)
        assert not Stop.of(municipality).exists()
        assert jansen.case.steps.filter(rule="crisis_contact").exists(), "the step stays"


@pytest.fixture
def stop(municipality: Municipality, evening: Round) -> Stop:
    return Stop.of(municipality).select_related("walker").get(walker__round=evening)


class TestWhatAVisitorOpens:
    """Only the dossiers of an own looplijst, of today or of the last days."""

    @pytest.fixture
    def pages(self, jansen: Neighbour) -> list[str]:
        number = jansen.case.number
        offered = jansen.case.events.get(kind="SignalTakenUp")
        return [
            reverse("case", args=[number]),
            reverse("why_not", args=[number]),
            reverse("record", args=[number, "contact"]),
            reverse("correct", args=[number, offered.pk]),
        ]

    def answers(self, browser: Client, pages: list[str]) -> list[int]:
        return [browser.get(page).status_code for page in pages[:3]]

    def test_what_is_on_no_own_list_is_not_there(
        self, municipality: Municipality, jansen: Neighbour, pages: list[str], coordinator: User, visitor: User,
        visit_as: VisitAs,
    ) -> None:  # fmt: skip
        browser = visit_as(visitor)
        assert {browser.get(page).status_code for page in pages} == {404}
        assert {browser.post(page).status_code for page in pages[2:]} == {404}
        make(municipality, Asked(TODAY, DayPart.EVENING), [Named(coordinator)], by=None)
        assert self.answers(browser, pages) == [404, 404, 404], "on a list, but of somebody else"
        assert "Er staat geen adres op uw naam" in browser.get(reverse("today")).text
        assert jansen.case.number not in browser.get(reverse("today")).text
        assert not Look.of(municipality).filter(user=visitor, kind="case").exists()

    @pytest.mark.usefixtures("evening")
    def test_what_is_on_it_opens_and_a_caseworker_needs_no_list(
        self, pages: list[str], visitor: User, caseworker: User, visit_as: VisitAs
    ) -> None:
        assert self.answers(visit_as(visitor), pages) == [200, 200, 200]
        assert self.answers(visit_as(caseworker), pages) == [200, 200, 200]

    @pytest.mark.usefixtures("evening")
    @pytest.mark.parametrize(("days", "status"), [(3, 200), (4, 404)])
    def test_shortly_after_it_is_out_of_sight(
        self,
        pages: list[str],
        visitor: User,
        visit_as: VisitAs,
        monkeypatch: pytest.MonkeyPatch,
        days: int,
        status: int,
    ) -> None:
        monkeypatch.setenv("VANGNET_TODAY", (TODAY + timedelta(days=days)).isoformat())
        assert set(self.answers(visit_as(visitor), pages)) == {status}

    def test_merged_into_another_the_whole_story_still_opens(
        self, evening: Round, jansen: Neighbour, moves_in: MovesIn, visitor: User, visit_as: VisitAs
    ) -> None:
        other = moves_in("Jansen", 2)
        jansen.tell(e.CaseMerged(into=other.case.pk))
        browser = visit_as(visitor)
        assert evening
        assert browser.get(reverse("case", args=[jansen.case.number])).status_code == 200
        assert browser.get(reverse("case", args=[other.case.number])).status_code == 200


class TestWalking:
    def test_three_taps(self, stop: Stop, jansen: Neighbour, visitor: User, visit_as: VisitAs) -> None:
        browser = visit_as(visitor)
        door = browser.get(reverse("walk", args=[stop.walker_id])).text
        first = tap(door, "Gesproken")
        second = tap(browser.get(first).text, "Ja, hulp aangeboden")
        page = browser.get(reverse("stop", args=[stop.pk]) + second).text
        form = {name: field(page, name) for name in ("reached", "offered", "token")}
        after = browser.post(reverse("stop", args=[stop.pk]), {**form, "next": "accepted"}, follow=True)
        assert set(told(jansen)) == {"ContactAttempted", "HelpOffered", "HelpAccepted"}
        assert "Alle adressen zijn gedaan" in after.text

    def test_nobody_home_and_a_note_left(self, stop: Stop, jansen: Neighbour, visitor: User, visit_as: VisitAs) -> None:
        browser, url = visit_as(visitor), reverse("stop", args=[stop.pk])
        question = browser.get(url + "?reached=not_reached").text
        last = browser.get(url + tap(question, "Ja, met het hulpaanbod")).text
        form = {name: field(last, name) for name in ("reached", "offered", "token")}
        assert form["reached"] == "left_note"
        browser.post(url, {**form, "next": "ladder"})
        assert set(told(jansen)) == {"ContactAttempted", "HelpOffered"}

    def test_the_same_form_twice_counts_once(
        self, stop: Stop, jansen: Neighbour, visitor: User, visit_as: VisitAs
    ) -> None:
        browser = visit_as(visitor)
        form = {"reached": "not_reached", "offered": "False", "token": str(uuid4()), "next": "ladder"}
        for _ in range(2):
            assert browser.post(reverse("stop", args=[stop.pk]), form).status_code == 302
        assert told(jansen) == ["ContactAttempted"]

    def test_another_account_of_the_same_door_is_turned_away(
        self, stop: Stop, jansen: Neighbour, visitor: User, caseworker: User, visit_as: VisitAs
    ) -> None:
        form = {"reached": "not_reached", "offered": "False", "token": str(uuid4()), "next": "ladder"}
        visit_as(visitor).post(reverse("stop", args=[stop.pk]), form)
        other = {**form, "token": str(uuid4())}
        page = visit_as(caseworker).post(reverse("stop", args=[stop.pk]), other, follow=True)
        assert "Hier was al iets vastgelegd" in page.text
        assert told(jansen) == ["ContactAttempted"]

    def test_a_mistake_is_put_right_after_reading_what_goes(
        self, stop: Stop, jansen: Neighbour, visitor: User, visit_as: VisitAs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        browser, url = visit_as(visitor), reverse("stop", args=[stop.pk])
        form = {"reached": "spoken", "offered": "True", "token": str(uuid4()), "next": "accepted"}
        moment = datetime.combine(TODAY, time(18, 12), UTC)
        with monkeypatch.context() as then:
            then.setattr(clock, "now", lambda: moment)
            browser.post(url, form)
        page = unescape(browser.get(url).text)
        asked = page.partition("<details")[2].partition("</details>")[0]
        for words in (
            *("Dit wordt doorgestreept", "ma 23 nov 2026, 19:12", "door Vera Voordeur"),
            *("Uitkomst: gesproken.", "Er is hulp aangeboden", "De bewoner nam de hulp aan."),
        ):
            assert words in asked, words
        assert page.count(reverse("stop_undo", args=[stop.pk])) == asked.count(reverse("stop_undo", args=[stop.pk]))
        after = browser.post(reverse("stop_undo", args=[stop.pk]), {"result": field(page, "result")}, follow=True)
        assert "Doorgestreept. Leg nu vast wat er wel gebeurde." in after.text
        assert "Wat gebeurde er?" in after.text
        assert set(told(jansen)) == {"EventCorrected"}

    @pytest.mark.parametrize("sent", [{}, {"result": ""}, {"result": "x"}, {"result": "1"}, {"result": "9" * 40}])
    def test_what_nobody_read_is_not_struck(
        self, stop: Stop, jansen: Neighbour, visitor: User, visit_as: VisitAs, sent: dict[str, str]
    ) -> None:
        """A colleague may have recorded it anew since this page was opened."""
        browser = visit_as(visitor)
        form = {"reached": "not_reached", "offered": "False", "token": str(uuid4()), "next": "ladder"}
        browser.post(reverse("stop", args=[stop.pk]), form)
        page = browser.post(reverse("stop_undo", args=[stop.pk]), sent, follow=True)
        assert "Er is niets doorgestreept. Lees eerst wat er nu staat." in page.text
        assert told(jansen) == ["ContactAttempted"]

    @pytest.mark.parametrize(
        "nonsense",
        [
            {"next": "declined", "reached": "housemate"},
            {"reached": "abducted"},
            {"token": "x"},
            {"next": "accepted", "offered": "False"},
        ],
    )
    def test_what_cannot_be_is_not_recorded(
        self, stop: Stop, jansen: Neighbour, visitor: User, visit_as: VisitAs, nonsense: dict[str, str]
    ) -> None:
        form = {"reached": "spoken", "offered": "True", "token": str(uuid4()), "next": "thinks"}
        answer = visit_as(visitor).post(reverse("stop", args=[stop.pk]), {**form, **nonsense})
        assert answer.status_code == 422
        assert told(jansen) == []

    def test_before_its_day_it_is_not_recorded(
        self, municipality: Municipality, jansen: Neighbour, visitor: User, visit_as: VisitAs
    ) -> None:
        make(municipality, Asked(TODAY + timedelta(days=1), DayPart.EVENING), [Named(visitor)], by=None)
        url = reverse("stop", args=[Stop.of(municipality).get().pk])
        form = {"reached": "not_reached", "offered": "False", "token": str(uuid4()), "next": "ladder"}
        page = visit_as(visitor).post(url, form, follow=True)
        assert "voor een latere dag" in page.text
        assert told(jansen) == []


class TestClosedMeanwhile:
    """A colleague closed the dossier of Jansen this morning; tonight's list was made before."""

    CLOSED = "Gesloten: hier hoeft niemand meer langs"

    @pytest.fixture
    def door(self, stop: Stop, jansen: Neighbour) -> Stop:
        jansen.tell(e.CaseClosed(result=Result.REFERRED_FINANCIAL))
        return stop

    def form(self, **more: str) -> dict[str, str]:
        return {"reached": "not_reached", "offered": "False", "token": str(uuid4()), "next": "ladder", **more}

    def test_nothing_that_shows_the_list_asks_to_go_there(
        self, door: Stop, evening: Round, visitor: User, coordinator: User, visit_as: VisitAs
    ) -> None:
        for who in (visitor, coordinator):
            browser = visit_as(who)
            for url in (
                *(reverse(name, args=[evening.pk]) for name in ("round_page", "round_print")),
                *(reverse("walk", args=[door.walker_id]), reverse("stop", args=[door.pk])),
            ):
                page = unescape(browser.get(url).text)
                assert self.CLOSED in page, url
                assert "financi" not in page.lower(), "how it ended is not for a list"
                assert "tickbox" not in page
                assert "Aanbellen" not in page
            assert "0 van 0 adressen vastgelegd" in browser.get(reverse("rounds")).text
        walk = visit_as(visitor).get(reverse("walk", args=[door.walker_id])).text
        assert "U hoeft nergens meer langs." in walk
        assert "om vandaag langs te gaan" not in visit_as(visitor).get(reverse("rounds")).text, "no door waits"

    def test_who_was_there_all_the_same_is_asked_and_told_that_it_stays_closed(
        self, door: Stop, jansen: Neighbour, visitor: User, visit_as: VisitAs
    ) -> None:
        browser, url = visit_as(visitor), reverse("stop", args=[door.pk])
        assert "Was u hier toch?" in browser.get(url).text
        form = self.form(note="De buurvrouw zei dat hij werkt")
        asked = browser.post(url, form)
        page = unescape(asked.text)
        assert asked.status_code == 422
        assert "Dit dossier is gesloten op maandag 23 november 2026." in page
        assert "De buurvrouw zei dat hij werkt" in page, "nothing typed is lost"
        assert told(jansen) == ["CaseClosed"]
        confirmed = re.findall(r'name="confirmed" value="([^"]*)"', page)
        after = browser.post(url, {**form, "confirmed": confirmed[0]}, follow=True)
        assert "Het dossier blijft gesloten." in after.text
        assert sorted(told(jansen)) == ["CaseClosed", "ContactAttempted"]

    def test_a_yes_at_that_door_opens_it_again(
        self, door: Stop, jansen: Neighbour, visitor: User, visit_as: VisitAs
    ) -> None:
        browser, url = visit_as(visitor), reverse("stop", args=[door.pk])
        form = self.form(reached="spoken", offered="True", next="accepted")
        page = browser.post(url, form).text
        confirmed = re.findall(r'name="confirmed" value="([^"]*)"', page)
        after = browser.post(url, {**form, "confirmed": confirmed[0]}, follow=True)
        assert "Het dossier is weer open" in after.text
        jansen.case.refresh_from_db()
        assert jansen.case.is_open
        assert jansen.case.steps.filter(rule="first_conversation").exists()

    def test_merged_into_one_that_is_open_it_is_gone_to_as_before(
        self, stop: Stop, jansen: Neighbour, moves_in: MovesIn, visitor: User, visit_as: VisitAs
    ) -> None:
        other = moves_in("Jansen", 2)
        jansen.tell(e.CaseMerged(into=other.case.pk))
        page = visit_as(visitor).get(reverse("walk", args=[stop.walker_id])).text
        assert self.CLOSED not in page
        assert "0 van 1 adres" in page


class TestNeedToKnow:
    @pytest.mark.usefixtures("jansen")
    def test_a_visitor_sees_only_the_own_walk(
        self, municipality: Municipality, visitor: User, coordinator: User, visit_as: VisitAs
    ) -> None:
        made, _plan = make(
            municipality, Asked(TODAY, DayPart.EVENING, capacity=1), [Named(coordinator), Named(visitor)], by=None
        )
        mine, theirs = visit_as(visitor), Stop.of(municipality).get()
        assert theirs.walker.user == coordinator
        assert "Jansen" not in mine.get(reverse("round_page", args=[made.pk])).text
        assert mine.get(reverse("walk", args=[theirs.walker_id])).status_code == 404
        assert mine.get(reverse("stop", args=[theirs.pk])).status_code == 404

    @pytest.mark.usefixtures("jansen")
    def test_the_list_counts_for_a_visitor_the_own_doors_and_for_who_plans_them_all(
        self, municipality: Municipality, moves_in: MovesIn, visitor: User, coordinator: User, visit_as: VisitAs
    ) -> None:
        for number in (4, 6, 8):
            moves_in(f"Buur{number}", number)
        make(municipality, Asked(TODAY, DayPart.EVENING, capacity=3), [Named(coordinator), Named(visitor)], by=None)
        own = Stop.of(municipality).filter(walker__user=visitor).count()
        assert 0 < own < 4
        assert f"0 van {own} adres" in visit_as(visitor).get(reverse("rounds")).text
        assert "0 van 4 adressen vastgelegd" in visit_as(coordinator).get(reverse("rounds")).text

    def test_days_later_the_addresses_are_out_of_a_visitors_sight(
        self, stop: Stop, evening: Round, visitor: User, visit_as: VisitAs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("VANGNET_TODAY", (TODAY + timedelta(days=4)).isoformat())
        assert visit_as(visitor).get(reverse("round_page", args=[evening.pk])).status_code == 404
        assert visit_as(visitor).get(reverse("stop", args=[stop.pk])).status_code == 404

    def test_no_amount_and_no_kind_of_debt_stand_on_any_page_of_a_visitor(
        self, stop: Stop, evening: Round, visitor: User, visit_as: VisitAs
    ) -> None:
        browser = visit_as(visitor)
        urls = [reverse(name, args=[evening.pk]) for name in ("round_page", "round_print")]
        urls += [reverse("walk", args=[stop.walker_id]), reverse("stop", args=[stop.pk])]
        for url in urls:
            page = unescape(browser.get(url).text)
            assert "987" not in page
            assert "huur" not in page.lower().replace("buurt", "")
            assert "achterstand" not in page

    def test_no_address_stands_in_an_address_of_the_browser_and_nothing_leaves_the_house(
        self, stop: Stop, visitor: User, visit_as: VisitAs
    ) -> None:
        page = visit_as(visitor).get(reverse("walk", args=[stop.walker_id])).text
        links = re.findall(r'(?:href|src|action)="([^"]+)"', page)
        assert links
        assert all(link.startswith(("/", "?", "#")) for link in links)
        assert not any("Molenweg" in link or "Jansen" in link for link in links)

    def test_every_look_at_the_list_is_logged(
        self, evening: Round, jansen: Neighbour, visitor: User, visit_as: VisitAs
    ) -> None:
        visit_as(visitor).get(reverse("round_pdf", args=[evening.pk]))
        seen = Look.of(evening.municipality_id).filter(kind="case", subject=jansen.case.pk, user=visitor)
        assert seen.exists()

    def test_the_menu_counts_what_waits_today(self, stop: Stop, visitor: User, visit_as: VisitAs) -> None:
        browser = visit_as(visitor)
        assert 'title="1 adres om vandaag langs te gaan"' in browser.get(reverse("rounds")).text
        form = {"reached": "not_reached", "offered": "False", "token": str(uuid4()), "next": "ladder"}
        browser.post(reverse("stop", args=[stop.pk]), form)
        assert "om vandaag langs te gaan" not in browser.get(reverse("rounds")).text


@pytest.mark.parametrize("page", ["round_page", "round_print", "walk"])
def test_the_queries_do_not_grow_with_the_list(
    municipality: Municipality,
    moves_in: MovesIn,
    visitor: User,
    visit_as: VisitAs,
    django_assert_max_num_queries: Callable[[int], Any],
    page: str,
) -> None:
    for number in range(2, 22, 2):
        moves_in("Rij", number, at=(10.0 * number, 0.0))
    made, _plan = make(municipality, Asked(TODAY, DayPart.EVENING), [Named(visitor)], by=None)
    number = made.pk if page != "walk" else Walker.of(municipality).get().pk
    browser = visit_as(visitor)
    with django_assert_max_num_queries(20):
        assert "Molenweg 20" in browser.get(reverse(page, args=[number])).text


def test_it_all_speaks_english_by_switch(
    stop: Stop, evening: Round, jansen: Neighbour, coordinator: User, visit_as: VisitAs
) -> None:
    jansen.tell(e.HouseholdNoted(adults=1, minors=0, language="ar"))
    User.objects.filter(pk=coordinator.pk).update(language="en")
    browser = visit_as(coordinator)
    pages = {
        reverse("rounds"): "of 1 addresses recorded",
        reverse("round_new"): "Make a round",
        reverse("round_page", args=[evening.pk]): "Speaks Arabic",
        reverse("round_print", args=[evening.pk]): "Envelope left",
        reverse("walk", args=[stop.walker_id]): "What happened?",
        reverse("stop", args=[stop.pk]) + "?reached=spoken": "Did you offer help?",
        reverse("stop", args=[stop.pk]) + "?reached=spoken&offered=True": "Will think about it",
        reverse("stop_remove", args=[stop.pk]): "Leave it",
        reverse("feedback_list"): "There are no partners yet",
    }
    for url, words in pages.items():
        assert words in unescape(browser.get(url).text), url


def tap(page: str, words: str) -> str:
    """Where the button with these words leads."""
    links: dict[str, str] = {
        text.strip(): unescape(link)
        for link, text in re.findall(r'class="tap" href="([^"]+)">.*?<span>(.*?)</span>', page)
    }
    return links[words]


def field(page: str, name: str) -> str:
    """What a hidden field of the form holds."""
    for tag in re.findall(r"<input[^>]*>", page):
        if f'name="{name}"' in tag and "csrf" not in tag:
            found = re.search(r'value="([^"]*)"', tag)
            return found[1] if found else ""
    raise LookupError(name)

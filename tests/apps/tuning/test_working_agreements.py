"""Can a coordinator see how we work, try something else on today's dossiers, and lay it down from a day on?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.cases.conftest import TODAY, many, told
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases import record, retelling
from vangnet.apps.cases.doctor import examine
from vangnet.apps.cases.models import Case, Person, Step
from vangnet.apps.cases.retelling import run_due
from vangnet.apps.partners.models import Agreement
from vangnet.apps.partners.practice import agree, last_agreed, practice_of
from vangnet.apps.tuning import trial
from vangnet.apps.tuning.areas import AREAS, GUIDE, KINDS, choice_name, chosen
from vangnet.apps.tuning.forms import AgreementForm
from vangnet.apps.tuning.trial import Trial, try_on_caseload
from vangnet.domain import agreements
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, DayPart, MatterKind, Reached, Result

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]
VisitAs = Callable[[User | None], Client]
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def coen(visit_as: VisitAs, coordinator: User) -> Client:
    return visit_as(coordinator)


def typed(**other: str) -> dict[str, str]:
    """The form as it stands filled in, but for these."""
    form = AgreementForm(GUIDE)
    stands = {field.name: field.field.prepare_value(field.value()) for field in form}
    return {name: "" if value is None else str(value) for name, value in stands.items()} | other


def lay_down(browser: Client, **other: str) -> HttpResponse:
    return browser.post(reverse("agree_otherwise"), typed(valid_from="2026-12-01", **other))  # type: ignore[return-value]


def try_out(browser: Client, **other: str) -> HttpResponse:
    return browser.post(reverse("agree_otherwise"), typed(**other) | {"try": "1"})  # type: ignore[return-value]


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def offered(case: Case, on: date = date(2026, 11, 3)) -> None:
    """The tenant was spoken at the door and offered help; the answer is waited for."""
    person, door = _tenant(case), Channel.VISIT
    spoken = e.ContactAttempted(person=person, channel=door, day_part=DayPart.EVENING, reached=Reached.SPOKEN)
    told(case, spoken, e.HelpOffered(person=person, channel=door), on=on)


def _tenant(case: Case) -> int:
    return Person.of(case.municipality_id).get(household=case.household_id).pk


class TestWhatHolds:
    def test_without_an_agreement_the_guide_holds(self, coen: Client) -> None:
        page = text(coen.get(reverse("agreements")))
        assert "Hier geldt de handreiking" in page
        assert "Een melding beoordelen" in page
        assert "5, 7, 8, 10 en 10 werkdagen" in page

    def test_what_goes_in_later_is_told_where_the_guide_still_holds(
        self, coen: Client, municipality: Municipality, coordinator: User
    ) -> None:
        assert "geldt iets anders" not in text(coen.get(reverse("agreements")))
        agree(municipality, agreements.Agreement(valid_from=DECEMBER, triage=2), coordinator)
        page = text(coen.get(reverse("agreements")))
        assert "Hier geldt de handreiking" in page
        assert "Vanaf dinsdag 1 december 2026 geldt iets anders. Onderaan staat wat." in page

    def test_own_choices_stand_on_top_beside_the_guide(
        self, coen: Client, municipality: Municipality, coordinator: User
    ) -> None:
        agree(municipality, agreements.Agreement(valid_from=date(2026, 11, 1), triage=2), coordinator)
        own = coen.get(reverse("agreements")).context["own"]
        ((name, here, guide),) = own.rows
        assert (name.text, here.text, guide.text) == ("Een melding beoordelen", "2 werkdagen", "5 werkdagen")

    def test_all_that_was_agreed_stays_with_who_agreed_it(
        self, coen: Client, municipality: Municipality, coordinator: User
    ) -> None:
        for day, days in ((date(2026, 1, 1), 3), (date(2026, 11, 1), 2), (DECEMBER, 1)):
            agree(municipality, agreements.Agreement(valid_from=day, triage=days), coordinator)
        rows = coen.get(reverse("agreements")).context["history"].rows
        assert [row[0].text for row in rows] == ["1 dec 2026", "1 nov 2026", "1 jan 2026"]
        assert [row[0].chip.text if row[0].chip else "" for row in rows] == ["gaat nog in", "geldt nu", ""]
        assert rows[0][1].text == "Een melding beoordelen: 1 werkdag"
        assert coordinator.name in rows[0][2].text

    def test_of_two_for_one_day_the_last_word_will_hold(
        self, coen: Client, municipality: Municipality, coordinator: User
    ) -> None:
        for days in (3, 1):
            agree(municipality, agreements.Agreement(valid_from=DECEMBER, triage=days), coordinator)
        rows = coen.get(reverse("agreements")).context["history"].rows
        told_of = [(row[1].text, row[0].chip.text if row[0].chip else "") for row in rows]
        assert told_of == [
            ("Een melding beoordelen: 1 werkdag", "gaat nog in"),
            ("Een melding beoordelen: 3 werkdagen", ""),
        ]

    def test_what_the_system_laid_down_has_no_name(self, coen: Client, municipality: Municipality) -> None:
        agree(municipality, agreements.Agreement(valid_from=date(2026, 11, 1), triage=2), by=None)
        assert "het systeem zelf" in text(coen.get(reverse("agreements")))

    def test_next_door_works_by_its_own(self, coen: Client, neighbour: Municipality) -> None:
        agree(neighbour, agreements.Agreement(valid_from=date(2026, 11, 1), triage=2), by=None)
        assert "Hier geldt de handreiking" in text(coen.get(reverse("agreements")))

    def test_in_english_it_is_english(self, coen: Client, coordinator: User) -> None:
        coordinator.language = "en"
        coordinator.save()
        page = text(coen.get(reverse("agreements")))
        assert "Working agreements" in page
        assert "Looking at a report" in page
        assert "werkdag" not in page


class TestEveryChoice:
    def test_each_stands_in_one_part_of_the_work(self) -> None:
        laid_out = [name for names in AREAS.values() for name in names]
        assert sorted(laid_out) == sorted({*agreements.Agreement.__struct_fields__} - {"valid_from"})

    @pytest.mark.parametrize("name", [name for names in AREAS.values() for name in names])
    def test_each_has_its_words_and_says_its_value(self, name: str) -> None:
        assert choice_name(name)
        assert chosen(GUIDE, name)

    def test_what_nobody_chose_is_told_as_it_holds(self, coen: Client) -> None:
        """The law names no number of months: how long is the municipality's own choice (art. 5 lid 1 onder e AVG)."""
        kept = [chosen(GUIDE, name) for name in ("keep_months", "keep_helped_months", "keep_requests_months")]
        assert kept == ["6 maanden", "5 jaar", "1 jaar"]
        asked = AgreementForm(GUIDE)["keep_helped_months"].help_text
        assert asked == "Laat leeg voor 5 jaar. De wet noemt geen aantal: elke gemeente kiest en onderbouwt het zelf."
        assert "zoals de wet zegt" not in text(coen.get(reverse("agreements")))
        assert chosen(GUIDE, "least_cents") == "elk bedrag"

    def test_the_form_asks_all_of_it(self) -> None:
        asked = {field.name for field in AgreementForm(GUIDE)}
        names = {name for names in AREAS.values() for name in names if name != "least_cents"}
        assert asked == {"valid_from", "seen"} | names | {f"least_cents_{kind.value}" for kind in KINDS}


class TestTrying:
    def test_a_step_that_would_come_sooner_is_told_with_its_dossier(self, coen: Client, case: Case) -> None:
        offered(case, on=date(2026, 11, 12))
        answer = try_out(coen, hear_answer="3")
        page = text(answer)
        assert "Bij 1 van 1 dossiers zou de dag van een stap anders zijn" in page
        seen = answer.context["trial"]  # type: ignore[attr-defined]
        assert seen.late_tried == seen.late_now + 1
        assert f"Te late stappen: nu {seen.late_now}, dan {seen.late_tried}." in page
        rows = answer.context["outcome"].some.rows  # type: ignore[attr-defined]
        assert [cell.text for cell in rows[0]] == [
            case.number,
            "Vraag wat de bewoner wil",
            "26 nov 2026",
            "17 nov 2026",
        ]

    def test_nothing_changes_by_trying(self, coen: Client, case: Case) -> None:
        offered(case)
        before = list(Step.of(case.municipality_id).order_by("id").values())
        row = Case.of(case.municipality_id).filter(pk=case.pk).values().get()
        assert try_out(coen, hear_answer="3").status_code == 200
        assert list(Step.of(case.municipality_id).order_by("id").values()) == before
        assert Case.of(case.municipality_id).filter(pk=case.pk).values().get() == row
        assert not Agreement.of(case.municipality_id).exists()

    def test_what_was_typed_stays(self, coen: Client) -> None:
        form = try_out(coen, hear_answer="3").context["form"]  # type: ignore[attr-defined]
        assert form["hear_answer"].value() == "3"
        assert [area.own for area in form.areas] == [0, 1, 0, 0, 0, 0, 0, 0]

    def test_the_same_as_now_changes_nothing(self, coen: Client, case: Case) -> None:
        offered(case)
        answer = try_out(coen)
        assert "Bij 0 van 1 dossiers" in text(answer)
        assert answer.context["outcome"].steps is None  # type: ignore[attr-defined]

    def test_a_step_may_come_and_another_go(self, municipality: Municipality, case: Case) -> None:
        how = {"channel": Channel.VISIT, "day_part": DayPart.EVENING, "reached": Reached.NOT_REACHED}
        told(case, e.ContactAttempted(person=_tenant(case), **how), on=date(2026, 11, 5))  # type: ignore[arg-type]
        soon_enough = agreements.Agreement(attempts_most=1, attempts_least=1, attempt_rest=2)
        tried = try_on_caseload(municipality, soon_enough, TODAY)
        assert tried.ways["attempt"] == {"gone": 1}
        assert tried.ways["conclude"] == {"new": 1}

    @pytest.mark.usefixtures("case")
    def test_it_says_what_a_trial_of_steps_does_not_show(self, coen: Client) -> None:
        """Which reports count, when the coordinator sees what is late, and how long is kept, move no step's day."""
        page = text(try_out(coen, least_cents_rent="500", late="1", late_danger="1", keep_months="3"))
        assert "Bij 0 van 1 dossiers" in page
        assert "laat deze proef niet zien" in page

    def test_without_dossiers_it_says_so(self, coen: Client) -> None:
        assert "Er zijn geen open dossiers om het op te proberen" in text(try_out(coen))

    @pytest.mark.usefixtures("case")
    def test_the_neighbours_dossiers_are_left_alone(self, coen: Client, neighbour: Municipality, cast: Any) -> None:
        many(neighbour, next(iter(cast.neighbours.values())), 3)
        assert "van 1 dossiers" in text(try_out(coen))

    def test_of_very_many_an_even_share_is_looked_at(
        self, municipality: Municipality, caseworker: User, monkeypatch: pytest.MonkeyPatch, coen: Client
    ) -> None:
        many(municipality, caseworker, 9)
        monkeypatch.setattr(trial, "MOST", 4)
        found = try_on_caseload(municipality, agreements.Agreement(review_days=14), TODAY)
        assert (found.open, found.looked_at, found.touched) == (9, 4, 4)
        assert "Van alle 9 open dossiers is een gelijkmatig deel bekeken" in text(try_out(coen, review_days="14"))

    def test_the_seldom_steps_are_named_before_a_second_of_the_common_ones(
        self, municipality: Municipality, caseworker: User, case: Case
    ) -> None:
        many(municipality, caseworker, trial.SHOWN + 3)
        offered(case)
        found = try_on_caseload(municipality, agreements.Agreement(review_days=14, hear_answer=3), TODAY)
        rules = [change.step.rule for change in found.some]
        assert rules.index("hear_answer") < len(found.ways)
        assert found.ways["review"]["sooner"] == trial.SHOWN + 4

    def test_who_was_shown_which_dossier_is_logged(self, coen: Client, coordinator: User, case: Case) -> None:
        offered(case)
        try_out(coen, hear_answer="3")
        seen = Look.of(case.municipality_id).filter(user=coordinator, kind="case", subject=case.pk)
        assert [row.act for row in seen] == ["listed"]

    def test_many_dossiers_ask_no_more_queries_than_few(self, municipality: Municipality, caseworker: User) -> None:
        def asked(count: int) -> int:
            many(municipality, caseworker, count)
            with CaptureQueriesContext(connection) as queries:
                found = try_on_caseload(municipality, agreements.Agreement(review_days=14), TODAY)
            assert found.looked_at == found.open
            return len(queries)

        assert asked(2) == asked(20)


class TestLayingDown:
    def test_it_holds_for_what_begins_from_its_day_on(self, coen: Client, municipality: Municipality) -> None:
        answer = lay_down(coen, triage="3")
        assert answer.status_code == 302
        practice = practice_of(municipality)
        days = (DECEMBER - timedelta(days=1), DECEMBER)
        assert [practice.agreed(day).triage for day in days] == [5, 3]
        page = text(coen.get(reverse("agreements")))
        assert "Vastgelegd. Vanaf dinsdag 1 december 2026 geldt dit voor elke termijn die dan begint." in page

    def test_only_what_differs_from_the_guide_is_stored(self, coen: Client, municipality: Municipality) -> None:
        lay_down(coen, triage="3")
        assert Agreement.of(municipality).get().values == '{"valid_from":"2026-12-01","triage":3}'

    def test_the_next_one_sets_out_from_the_last(self, coen: Client) -> None:
        lay_down(coen, triage="3", keep_months="8", least_cents_rent="50")
        form = coen.get(reverse("agree_otherwise")).context["form"]
        assert (form["triage"].value(), form["keep_months"].value()) == (3, 8)
        assert form["least_cents_rent"].value() == "50,00"
        assert form["valid_from"].value() is None

    def test_a_least_amount_counts_by_kind(self, coen: Client, municipality: Municipality) -> None:
        lay_down(coen, least_cents_rent="€ 50,-", least_cents_water="20")
        last = last_agreed(municipality)
        assert last is not None
        assert last.least_cents == {MatterKind.RENT: 5_000, MatterKind.WATER: 2_000}

    def test_intervals_are_a_row_of_numbers(self, coen: Client, municipality: Municipality) -> None:
        lay_down(coen, attempt_intervals="3,4, 5")
        last = last_agreed(municipality)
        assert last is not None
        assert last.attempt_intervals == (3, 4, 5)

    def test_every_case_it_can_touch_is_told_anew(
        self, coen: Client, municipality: Municipality, neighbour: Municipality, cast: Any, case: Case
    ) -> None:
        many(neighbour, next(iter(cast.neighbours.values())), 1)
        theirs = Case.of(neighbour).values_list("next_change_on", flat=True).get()
        offered(case, on=TODAY)
        coen.post(reverse("agree_otherwise"), typed(valid_from=TODAY.isoformat(), hear_answer="3"))
        assert run_due(municipality, TODAY) == 1
        step = Step.of(municipality).get(case=case, rule="hear_answer")
        assert step.by == date(2026, 11, 26)
        assert list(examine(municipality, TODAY)) == []
        assert Case.of(neighbour).values_list("next_change_on", flat=True).get() == theirs

    def test_a_closed_case_with_aftercare_is_told_anew_too(
        self, coen: Client, municipality: Municipality, case: Case
    ) -> None:
        told(case, e.DebtSettled(matter=1))
        told(case, e.CaseClosed(result=Result.PAID_OR_ARRANGED, aftercare=True))
        late = Step.of(municipality).get(case=case, rule="follow_up").late_on
        lay_down(coen, late="2")
        assert run_due(municipality, TODAY) == 1
        assert Step.of(municipality).get(case=case, rule="follow_up").late_on < late
        assert list(examine(municipality, TODAY)) == []


class TestTwoAtOnce:
    """Who lays down while others record, or lay down too: no list keeps the old day, and nobody's choice is lost."""

    def test_what_is_recorded_meanwhile_goes_by_the_new_one(
        self, municipality: Municipality, coordinator: User, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._before(monkeypatch, record, "_locked", municipality, coordinator)
        offered(case, on=TODAY)
        assert Step.of(municipality).get(case=case, rule="hear_answer").by == date(2026, 11, 26)
        assert list(examine(municipality, TODAY)) == []

    def test_what_was_being_told_anew_is_told_by_the_new_one(
        self, municipality: Municipality, coordinator: User, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        offered(case, on=TODAY)
        self._before(monkeypatch, retelling, "hold_as_seen", municipality, coordinator)
        assert retelling.retell(municipality, [case.pk], TODAY) == 1
        assert Step.of(municipality).get(case=case, rule="hear_answer").by == date(2026, 11, 26)

    def test_what_a_colleague_agreed_meanwhile_is_not_lost(
        self, coen: Client, municipality: Municipality, caseworker: User
    ) -> None:
        agree(municipality, agreements.Agreement(valid_from=DECEMBER, late=4), caseworker)
        answer = lay_down(coen, triage="3")
        assert answer.status_code == 409
        assert Agreement.of(municipality).count() == 1
        page = text(answer)
        assert f"door {caseworker.name}" in page
        assert f"{choice_name('late')}: 4 werkdagen" in page
        form = answer.context["form"]  # type: ignore[attr-defined]
        assert form["triage"].value() == "3", "what was typed stays"
        assert lay_down(coen, triage="3", seen=str(form["seen"].value())).status_code == 302
        assert practice_of(municipality).agreed(DECEMBER).triage == 3

    def test_pressed_twice_it_is_laid_down_once(self, coen: Client, municipality: Municipality) -> None:
        assert [lay_down(coen, triage="3").status_code for _ in range(2)] == [302, 302]
        assert Agreement.of(municipality).count() == 1

    @staticmethod
    def _before(monkeypatch: pytest.MonkeyPatch, module: Any, lock: str, here: Municipality, by: User) -> None:
        """Just before this lock is taken for the first time a shorter term is agreed from today on."""
        take = getattr(module, lock)
        waiting = [agreements.Agreement(valid_from=TODAY, hear_answer=3)]

        def agreed_first(*args: Any, **how: Any) -> Any:
            if waiting:
                agree(here, waiting.pop(), by)
            return take(*args, **how)

        monkeypatch.setattr(module, lock, agreed_first)


class TestBadInput:
    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("offer_days", "40", "De wet geeft hier ten hoogste 28. Korter mag, langer niet."),
            (
                "review_days",
                "40",
                "Geen huishouden mag langer dan vier weken zonder stap zijn. Vul 1 tot en met 28 in.",
            ),
            ("triage_crisis", "9", "gevaar maakt ons sneller, nooit langzamer"),
            ("crisis_contact", "9", "De wet geeft hier ten hoogste 3."),
            ("attempt_danger", "6", "Dit kan ten hoogste 5 zijn, zoals bij de afspraak die hierbij hoort"),
            (
                "attempts_least",
                "8",
                "Dit kan ten hoogste 6 zijn. Zoveel staat er bij: Pogingen als er geen gevaar is, ten hoogste.",
            ),
            ("triage", "0", "Vul een getal van 1 tot en met 120 in."),
            ("attempt_intervals", "5, x", "Vul getallen in met komma's ertussen"),
            ("attempt_intervals", "", "Dit veld is verplicht."),
            ("attempt_intervals", "5, 0", "Vul een getal van 1 tot en met 120 in."),
            ("least_cents_rent", "veel", "Vul een bedrag in"),
            ("least_cents_rent", "200000", "Zo hoog is geen grens."),
            ("valid_from", "2026-11-22", "Kies vandaag of later."),
            ("valid_from", "morgen", "geldige datum"),
        ],
    )
    def test_it_says_what_is_wrong_and_keeps_what_was_typed(
        self, coen: Client, municipality: Municipality, name: str, value: str, said: str
    ) -> None:
        answer = coen.post(reverse("agree_otherwise"), typed(valid_from="2026-12-01") | {name: value, "late": "4"})
        assert answer.status_code == 422
        form = answer.context["form"]
        assert said in " ".join(form.errors[name])
        assert (form[name].value(), form["late"].value()) == (value, "4")
        assert not Agreement.of(municipality).exists()

    def test_the_part_with_what_is_wrong_is_open(self, coen: Client) -> None:
        form = lay_down(coen, review_days="40").context["form"]  # type: ignore[attr-defined]
        assert [area.wrong for area in form.areas] == [False] * 7 + [True]

    def test_what_cannot_hold_cannot_be_tried_either(self, coen: Client) -> None:
        answer = try_out(coen, offer_days="40")
        assert answer.status_code == 422
        assert "trial" not in answer.context  # type: ignore[attr-defined]

    def test_a_trial_needs_no_day(self, coen: Client) -> None:
        assert not try_out(coen, valid_from="").context["form"].errors  # type: ignore[attr-defined]

    def test_nothing_is_tried_on_nothing(self, municipality: Municipality) -> None:
        assert try_on_caseload(municipality, GUIDE, TODAY) == Trial(open=0)

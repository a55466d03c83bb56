"""Can a money picture be made in the course of a conversation, and does it show what follows, to those it is for?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.support.conftest import TODAY, Tells, VisitAs, amount, as_it_stands
from tests.cast import Cast
from vangnet.apps.accounts.looks import subject_names
from vangnet.apps.accounts.models import Act, Look, Municipality, User
from vangnet.apps.cases.erasure import erase_case, forget_people
from vangnet.apps.cases.models import Case, CaseEvent, ErasureGround, Person
from vangnet.apps.cases.record import open_case, record
from vangnet.apps.support.allowances import national
from vangnet.apps.support.models import Flow, Picture, Scheme, Ticked, ToldDebt
from vangnet.apps.web.texts import known
from vangnet.domain import events as e
from vangnet.domain.codes import Role

pytestmark = pytest.mark.django_db


def flows(here: Municipality) -> list[tuple[str, int, str]]:
    return [(row.kind, row.cents, row.rhythm) for row in Flow.of(here).order_by("id")]


class TestConversation:
    def test_nothing_is_required_and_it_begins_with_how_somebody_is(
        self, browser: Client, at: str, tells: Tells, municipality: Municipality
    ) -> None:
        page = browser.get(at).text
        assert page.index("Hoe gaat het met u?") < page.index("Wat komt erin, wat gaat eruit?")
        assert tells().status_code == 302
        assert tells(gesprek_talk="Slaapt slecht.").status_code == 302
        picture = Picture.of(municipality).get()
        assert picture.talk == "Slaapt slecht."
        assert flows(municipality) == []

    def test_what_was_typed_elsewhere_comes_along(self, tells: Tells, municipality: Municipality) -> None:
        """The talk wanders: an amount is added while the free text was never saved."""
        answer = tells(gesprek_talk="Werkt minder.", **amount("wages", "1.200,00", "four_weeks", "2026-11-27"))
        assert answer.headers["Location"].endswith("#erbij")
        assert Picture.of(municipality).get().talk == "Werkt minder."
        assert flows(municipality) == [("wages", 120_000, "four_weeks")]

    def test_no_rhythm_is_chosen_beforehand(self, browser: Client, at: str, tells: Tells) -> None:
        sheet = browser.get(at).context["sheet"]
        assert not sheet.flow["rhythm"].value()
        page = tells(**amount("wages", "1200", ""))
        assert page.status_code == 422
        assert "rhythm" in page.context["sheet"].flow.errors

    def test_four_weeks_are_shown_as_what_they_are_in_a_month(self, browser: Client, at: str, tells: Tells) -> None:
        said = browser.post(reverse("per_month"), {"bedrag-cents": "1.200", "bedrag-rhythm": "four_weeks"}).text
        assert "€\xa01.200,00 per vier weken is €\xa01.300,00 per maand." in said
        tells(**amount("wages", "1200", "four_weeks"))
        page = browser.get(at)
        assert "€\xa01.300,00" in page.text
        assert page.context["reckoned"].left == 130_000

    @pytest.mark.parametrize(
        "typed", [("abc", "week"), ("", ""), ("12", "sometimes"), ("-5", "week"), ("9" * 40, "week")]
    )
    def test_what_is_no_amount_yet_is_nothing_in_a_month(self, browser: Client, typed: tuple[str, str]) -> None:
        answer = browser.post(reverse("per_month"), {"cents": typed[0], "rhythm": typed[1]})
        assert (answer.status_code, answer.text.strip()) == (200, "")

    def test_it_shows_when_it_goes_wrong_and_which_day_mends_it(self, browser: Client, at: str, tells: Tells) -> None:
        tells(stand_balance="100,00", **amount("rent", "650", "month", "2026-12-21", movable="on"))
        tells(**amount("benefit", "1.500", "month", "2026-11-25"))
        tells(**amount("groceries", "1.400", "month", "2026-11-26"))
        page = browser.get(at)
        assert "Van 21 dec 2026 tot en met 24 dec 2026 is er te weinig, op het ergst €\xa0450,00." in page.text
        assert "Geen andere betaaldag helpt" not in page.text
        assert page.context["mends"][0].startswith("Huur op de 25e tot en met 28e")
        assert "<svg" in page.text
        assert page.context["days"].rows

    def test_what_is_overdrawn_is_typed_with_a_minus(self, browser: Client, at: str, tells: Tells) -> None:
        tells(stand_balance="-35,50", stand_reserve="0")
        page = browser.get(at)
        assert (page.context["table"].picture.balance, page.context["table"].picture.reserve) == (-3_550, 0)
        assert page.context["table"].picture.balance_on == TODAY
        assert 'value="-35,50"' in page.text
        assert tells().status_code == 302, "and comes back as it was"

    def test_debts_stand_by_what_is_at_stake_and_one_that_was_told_can_go(
        self, browser: Client, at: str, tells: Tells, municipality: Municipality
    ) -> None:
        tells(schuld_kind="other_debt", schuld_creditor="Familie", schuld_cents="250")
        owed = browser.get(at).context["owed"]
        assert [one.cents for one in owed] == [60_000, 30_000, None, 9_000, 25_000]
        told = ToldDebt.of(municipality).get()
        browser.post(at, {**as_it_stands(browser, at), "weg": str(told.pk)})
        assert not ToldDebt.of(municipality).exists()

    def test_an_allowance_is_ticked_and_taken_back(self, browser: Client, at: str, municipality: Municipality) -> None:
        own = Scheme.of(municipality).create(name="Noodfonds energie")
        browser.post(at, {**as_it_stands(browser, at), "kans-rent": "find_out", f"kans-own-{own.pk}": "asked_for"})
        assert dict(Ticked.of(municipality).values_list("key", "state")) == {
            "rent": "find_out",
            f"own-{own.pk}": "asked_for",
        }
        browser.post(at, {**as_it_stands(browser, at), "kans-rent": ""})
        assert Ticked.of(municipality).count() == 1

    def test_a_calculation_is_taken_over_whole_and_not_made(self, browser: Client, at: str, tells: Tells) -> None:
        half = tells(berekening_calculation="vtlb", berekening_calculated="1100")
        assert set(half.context["sheet"].calculation.errors) == {"calculated_by", "calculated_on"}
        whole = {"calculation": "vtlb", "calculated": "1100", "calculated_by": "Kredietbank"}
        assert (
            tells(**{f"berekening_{k}": v for k, v in whole.items()}, berekening_calculated_on="2027-01-01").status_code
            == 422
        )
        tells(**{f"berekening_{k}": v for k, v in whole.items()}, berekening_calculated_on="2026-11-02")
        assert "Berekend door Kredietbank, 2 nov 2026" in browser.get(at).text

    def test_every_national_allowance_has_its_name_and_its_source(self) -> None:
        assert all(known(f"allowance.{one.key}") and one.source and one.confidence in "LDSGXM" for one in national())
        assert len({one.key for one in national()}) == len(national())

    def test_in_english(self, browser: Client, at: str, tells: Tells, caseworker: User) -> None:
        tells(**amount("wages", "1200", "four_weeks", "2026-11-27"))
        caseworker.language = "en"
        caseworker.save()
        page = browser.get(at).text
        assert "How are you?" in page
        assert "every four weeks" in page


class TestBadInput:
    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            (amount("wages", "twaalfhonderd"), "cents"),
            (amount("wages", "-1200"), "cents"),
            (amount("wages", "0"), "cents"),
            (amount("wages", "99999999999999"), "cents"),
            (amount("wages", "1200", "month", "2026-02-31"), "first_on"),
            (amount("wages", "1200", "month", "0001-01-01"), "first_on"),
            (amount("wages", "1200", "month", "9999-12-31"), "first_on"),
            (amount("wages", "1200", "fortnight"), "rhythm"),
            (amount("lottery", "1200"), "kind"),
            (amount("other_income", "500", "once"), "first_on"),
            (amount("wages", "", "month"), "cents"),
        ],
    )
    def test_it_is_said_beside_the_field_and_all_that_was_typed_stays(
        self, typed: dict[str, str], field: str, tells: Tells, municipality: Municipality
    ) -> None:
        page = tells(gesprek_talk="Nog niet bewaard.", **typed)
        assert page.status_code == 422
        assert set(page.context["sheet"].flow.errors) == {field}
        assert "Nog niet bewaard." in page.text
        assert typed["bedrag_cents"] in page.text
        assert not Picture.of(municipality).exists(), "all or nothing"

    @pytest.mark.parametrize("typed", ["rood", "1e9", "--5", "5 euro", "9" * 19])
    def test_a_balance_is_an_amount(self, typed: str, tells: Tells) -> None:
        page = tells(stand_balance=typed)
        assert page.status_code == 422
        assert typed in page.text

    def test_a_payment_on_the_31st_is_taken(self, browser: Client, at: str, tells: Tells) -> None:
        assert tells(**amount("rent", "600", "month", "2026-12-31")).status_code == 302
        assert "31 dec" in browser.get(at).text

    def test_the_same_twice_is_asked_about(self, tells: Tells, municipality: Municipality) -> None:
        one = amount("phone", "45", "month", "2026-12-20")
        tells(**one)
        page = tells(**one)
        assert page.status_code == 422
        assert page.context["doubts"] == ["Dit staat er al: telefoon en internet, €\xa045,00 per maand."]
        assert len(flows(municipality)) == 1
        assert tells(**one, confirmed=page.context["marks"]).status_code == 302
        assert len(flows(municipality)) == 2

    def test_a_four_weekly_income_taken_for_a_monthly_one_is_asked_about(
        self, tells: Tells, municipality: Municipality
    ) -> None:
        tells(**amount("wages", "1200", "month", "2026-10-30"))
        page = tells(**amount("wages", "1200", "month", "2026-11-27"))
        assert page.status_code == 422
        assert "per vier weken" in page.context["doubts"][0]
        assert len(flows(municipality)) == 1

    def test_markup_is_shown_as_it_was_typed(self, browser: Client, at: str, tells: Tells) -> None:
        tells(gesprek_talk="<script>x</script>", **amount("rent", "600", label="<b>Woonveste</b>"))
        page = browser.get(at).text
        assert "<script>x" not in page
        assert "&lt;b&gt;Woonveste" in page


class TestTwoAtOnce:
    def test_what_a_colleague_changed_is_not_written_over_unseen(
        self, browser: Client, at: str, visit_as: VisitAs, colleague: User, municipality: Municipality
    ) -> None:
        mine = as_it_stands(browser, at)
        other = visit_as(colleague)
        other.post(at, {**as_it_stands(other, at), "gesprek-talk": "Van de collega."})
        page = browser.post(at, {**mine, "gesprek-talk": "Van mij."})
        assert page.status_code == 409
        assert "Cor Collega wijzigde dit geldplaatje" in page.text
        assert "Van mij." in page.text
        assert Picture.of(municipality).get().talk == "Van de collega."
        again = {**mine, "gesprek-talk": "Van mij.", "gezien": str(page.context["seen"])}
        assert browser.post(at, again).status_code == 302
        assert Picture.of(municipality).get().talk == "Van mij."

    def test_an_amount_beside_what_a_colleague_added_is_no_conflict(
        self, browser: Client, at: str, tells: Tells, visit_as: VisitAs, colleague: User, municipality: Municipality
    ) -> None:
        mine = as_it_stands(browser, at)
        tells(visit_as(colleague), **amount("rent", "600"))
        sent = {k.replace("_", "-", 1): v for k, v in amount("wages", "1200").items()}
        assert browser.post(at, {**mine, **sent}).status_code == 302
        assert len(flows(municipality)) == 2


class TestOneAmount:
    @pytest.fixture
    def row(self, tells: Tells, municipality: Municipality) -> Flow:
        tells(**amount("rent", "600", "month", "2026-12-01"))
        return Flow.of(municipality).get()

    @pytest.fixture
    def its_page(self, case: Case, tenant: Person, row: Flow) -> str:
        return reverse("flow", args=[case.number, tenant.pk, row.pk])

    def test_it_is_changed(self, browser: Client, its_page: str, municipality: Municipality) -> None:
        sent = {"kind": "rent", "cents": "650,25", "rhythm": "four_weeks", "first_on": "2026-12-01"}
        assert browser.post(its_page, sent).status_code == 302
        assert flows(municipality) == [("rent", 65_025, "four_weeks")]
        wrong = browser.post(its_page, {**sent, "cents": "zes"})
        assert wrong.status_code == 422
        assert "zes" in wrong.text

    def test_it_is_taken_away(self, browser: Client, its_page: str, municipality: Municipality) -> None:
        browser.post(its_page, {"act": "drop"})
        assert flows(municipality) == []

    def test_it_is_not_reached_through_another_person(
        self, browser: Client, case: Case, partner_at_home: Person, row: Flow
    ) -> None:
        assert browser.get(reverse("flow", args=[case.number, partner_at_home.pk, row.pk])).status_code == 404


class TestForWhom:
    def test_adults_learn_nothing_of_each_others_money(
        self, browser: Client, at: str, tells: Tells, case: Case, partner_at_home: Person
    ) -> None:
        tells(gesprek_talk="Dit is van mij.", **amount("wages", "1234,56", label="Mijn baas"))
        other = browser.get(reverse("picture", args=[case.number, partner_at_home.pk])).text
        assert not [
            told for told in ("Dit is van mij", "1.234,56", "Mijn baas", "600,00", "Woonveste") if told in other
        ]
        assert "77,77" in other
        assert "77,77" not in browser.get(at).text

    def test_what_threatens_without_debt_has_no_place_here(self, visit_as: VisitAs, at: str, director: User) -> None:
        assert "verlast" not in visit_as(director).get(at).text

    def test_a_child_has_no_picture_and_a_stranger_neither(
        self, browser: Client, case: Case, child: Person, cast: Cast
    ) -> None:
        stranger = Person.of(cast.municipality).create(surname="Vreemd")
        for person in (child.pk, stranger.pk, 10**12):
            assert browser.get(reverse("picture", args=[case.number, person])).status_code == 404

    @pytest.mark.parametrize("role", [Role.VISITOR, Role.INTAKE, Role.COORDINATOR, Role.ANALYST, Role.PRIVACY_OFFICER])
    def test_who_does_not_work_on_money_does_not_see_it(
        self, role: Role, cast: Cast, visit_as: VisitAs, at: str
    ) -> None:
        assert visit_as(cast.people[role]).get(at).status_code == 403

    def test_another_municipality_finds_nothing(self, visit_as: VisitAs, outsider: User, at: str, tells: Tells) -> None:
        tells(gesprek_talk="Van hier.")
        browser = visit_as(outsider)
        assert browser.get(at).status_code == 404
        assert browser.post(at, {"gezien": "1", "gesprek-talk": "Van daar."}).status_code == 404

    def test_looking_and_changing_stand_in_the_log_by_the_number_of_the_dossier(
        self, browser: Client, at: str, tells: Tells, case: Case, municipality: Municipality
    ) -> None:
        tells(gesprek_talk="Slaapt slecht.")
        browser.get(at)
        rows = Look.of(municipality).filter(kind="picture")
        assert {row.act for row in rows} == {Act.SEEN, Act.CHANGED}
        assert set(subject_names(municipality, rows).values()) == {case.number}

    def test_nothing_of_it_is_an_event(self, tells: Tells, municipality: Municipality) -> None:
        before = CaseEvent.of(municipality).count()
        tells(gesprek_talk="Slaapt slecht.", stand_balance="10", **amount("wages", "1200"))
        assert CaseEvent.of(municipality).count() == before

    def test_the_dossier_leads_to_it(
        self, browser: Client, case: Case, at: str, tenant: Person, visit_as: VisitAs, cast: Cast
    ) -> None:
        record(case, [e.HelpAccepted(person=tenant.pk)], by=None, on=TODAY, today=TODAY)
        page = browser.get(reverse("case", args=[case.number]))
        card = next(c for c in page.context["cards"] + page.context["later"] if "gesprek" in c.what)
        assert at in [action.url for action in card.more]
        assert page.text.count(f'href="{at}"') == 2, "on the card and beside the debts"
        seen = visit_as(cast.people[Role.COORDINATOR]).get(reverse("case", args=[case.number]))
        assert at not in seen.text


class TestErasure:
    @pytest.fixture
    def _told(self, tells: Tells) -> None:
        tells(gesprek_talk="Slaapt slecht.", schuld_kind="other_debt", kans_rent="find_out", **amount("wages", "1200"))

    @pytest.mark.usefixtures("_told")
    def test_it_goes_with_its_case(self, case: Case, municipality: Municipality, caseworker: User) -> None:
        assert all(kind.of(municipality).exists() for kind in (Picture, Flow, ToldDebt, Ticked))
        erase_case(municipality, case.pk, ErasureGround.ASKED, by=caseworker, today=TODAY)
        assert not any(kind.of(municipality).exists() for kind in (Picture, Flow, ToldDebt, Ticked))

    @pytest.mark.usefixtures("_told")
    def test_it_goes_with_the_person(self, tenant: Person, municipality: Municipality) -> None:
        Person.of(municipality).filter(pk=tenant.pk).delete()
        assert not Flow.of(municipality).exists()

    @pytest.mark.usefixtures("_told")
    def test_another_case_that_is_erased_takes_nothing_along(self, case: Case, municipality: Municipality) -> None:
        forget_people(municipality, (), ())
        assert Picture.of(municipality).filter(case=case).exists()


def test_a_merged_case_shows_the_picture_where_it_goes_on(
    browser: Client, tells: Tells, case: Case, tenant: Person, municipality: Municipality, caseworker: User
) -> None:
    tells(gesprek_talk="Eerder verteld.")
    into, _ = open_case(
        municipality,
        case.household,
        [e.HelpRequested(person=tenant.pk)],
        by=caseworker,
        on=date(2026, 11, 20),
        today=TODAY,
    )
    record(case, [e.CaseMerged(into=into.pk)], by=caseworker, on=TODAY, today=TODAY)
    assert "Eerder verteld." in browser.get(reverse("picture", args=[into.number, tenant.pk])).text


def test_the_page_asks_the_database_no_more_when_more_is_told(
    browser: Client, at: str, tells: Tells, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for kind in ("wages", "rent", "energy", "water", "phone", "groceries", "taxes"):
        tells(**amount(kind, "100", "month", "2026-12-05"))
    with django_assert_max_num_queries(32):
        assert browser.get(at).status_code == 200


class TestOwnSchemes:
    def test_a_coordinator_keeps_the_list(
        self, visit_as: VisitAs, coordinator: User, municipality: Municipality, browser: Client, at: str
    ) -> None:
        desk, page = visit_as(coordinator), reverse("schemes")
        assert desk.post(page, {"name": ""}).status_code == 422
        assert desk.post(page, {"name": "Stadspas", "url": "javascript:alert(1)"}).status_code == 422
        desk.post(page, {"name": "Stadspas", "url": "https://gemeente.example/stadspas"})
        assert "Stadspas" in browser.get(at).text
        scheme = Scheme.of(municipality).get()
        desk.post(reverse("scheme_switch", args=[scheme.pk]))
        assert "Stadspas" not in browser.get(at).text
        assert "Stadspas" in desk.get(page).text

    def test_that_of_another_municipality_is_not_ours(
        self, visit_as: VisitAs, coordinator: User, neighbour: Municipality, browser: Client, at: str
    ) -> None:
        theirs = Scheme.of(neighbour).create(name="Overpas")
        desk = visit_as(coordinator)
        assert desk.post(reverse("scheme_switch", args=[theirs.pk])).status_code == 404
        assert "Overpas" not in browser.get(at).text + desk.get(reverse("schemes")).text

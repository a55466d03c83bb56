"""Can a coordinator lay down what was agreed with a partner, from a day on, and does every report go by its own day?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.apps.outreach.street import TODAY
from vangnet.apps.accounts.models import User
from vangnet.apps.partners.covenants import NOTHING_AGREED, Window, agree_with, history, window_of
from vangnet.apps.partners.models import Covenant, Partner

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
SPRING, AUTUMN = date(2026, 3, 1), date(2026, 10, 1)
TYPED = {"valid_from": "2026-10-01", "least_age_days": "30", "most_age_days": "90", "least_cents": "150,50"}


@pytest.fixture
def url(landlord: Partner) -> str:
    return reverse("partner_covenant", args=[landlord.key])


@pytest.fixture
def page_of(landlord: Partner) -> str:
    return reverse("feedback_partner", args=[landlord.key])


class TestByDay:
    def test_a_later_one_holds_from_its_day_and_the_earlier_one_until_then(self, landlord: Partner) -> None:
        agree_with(landlord, Window(30, 90, 15_000), SPRING, by=None)
        agree_with(landlord, Window(60, None, None), AUTUMN, by=None)
        days = (SPRING - timedelta(days=1), SPRING, AUTUMN - timedelta(days=1), AUTUMN)
        found = [window_of(landlord, day) for day in days]
        assert found == [NOTHING_AGREED, Window(30, 90, 15_000), Window(30, 90, 15_000), Window(60, None, None)]

    def test_for_one_day_the_last_word_counts(self, landlord: Partner) -> None:
        for least in (30, 45):
            agree_with(landlord, Window(least), SPRING, by=None)
        assert window_of(landlord, SPRING) == Window(45)
        assert len(history(landlord)) == 2

    def test_of_another_partner_nothing_holds_here(self, landlord: Partner, supplier: Partner) -> None:
        agree_with(landlord, Window(30), SPRING, by=None)
        assert window_of(supplier, AUTUMN) == NOTHING_AGREED

    def test_it_is_never_changed_and_never_impossible(self, landlord: Partner) -> None:
        agree_with(landlord, Window(30), SPRING, by=None)
        made = Covenant.of(landlord.municipality_id)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            made.update(least_age_days=1)
        with pytest.raises(IntegrityError), transaction.atomic():
            agree_with(landlord, Window(90, 30), AUTUMN, by=None)


class TestOnScreen:
    def test_a_coordinator_lays_it_down_and_everybody_there_reads_it(
        self, landlord: Partner, coordinator: User, intake: User, visit_as: VisitAs, url: str, page_of: str
    ) -> None:
        browser = visit_as(coordinator)
        assert url in browser.get(page_of).text
        assert "landelijke convenant geldt" in browser.get(page_of).text
        answer = browser.post(url, TYPED, follow=True)
        assert "Vastgelegd. Meldingen die er al waren" in answer.text
        assert window_of(landlord, AUTUMN) == Window(30, 90, 15_050)
        for who in (coordinator, intake):
            page = visit_as(who).get(page_of).text
            assert "30 tot en met 90 dagen" in page
            assert "150,50" in page
            assert coordinator.name in page
            assert page.count("geldt nu") == 1

    def test_intake_reads_it_and_does_not_set_it(
        self, landlord: Partner, intake: User, visit_as: VisitAs, url: str, page_of: str
    ) -> None:
        browser = visit_as(intake)
        assert url not in browser.get(page_of).text
        assert browser.post(url, TYPED).status_code == 403
        assert history(landlord) == []

    def test_the_history_stays_and_says_what_holds(
        self, landlord: Partner, coordinator: User, visit_as: VisitAs, url: str
    ) -> None:
        browser = visit_as(coordinator)
        next_year = (TODAY + timedelta(days=60)).isoformat()
        for typed in (TYPED, {"valid_from": next_year, "least_age_days": "45"}, {"valid_from": "2025-01-01"}):
            assert browser.post(url, typed).status_code == 302
        table = browser.get(url).context["table"]
        ages = [row[1].text for row in table.rows]
        assert ages == ["45 dagen of ouder", "30 tot en met 90 dagen", "volgens het landelijke convenant"]
        assert [row[0].chip is not None for row in table.rows] == [False, True, False]
        assert window_of(landlord, TODAY) == Window(30, 90, 15_050)

    def test_what_holds_is_filled_in_and_the_day_is_not(
        self, landlord: Partner, coordinator: User, visit_as: VisitAs, url: str
    ) -> None:
        agree_with(landlord, Window(30, 90, 15_050), SPRING, by=None)
        form = visit_as(coordinator).get(url).context["form"]
        shown = {name: form[name].value() for name in TYPED}
        assert shown == {"valid_from": None, "least_age_days": 30, "most_age_days": 90, "least_cents": "150,50"}

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"valid_from": ""}, "verplicht"),
            ({"valid_from": "1926-10-01"}, "Kies een dag vanaf"),
            ({"least_age_days": "91"}, "Zo past geen enkele melding"),
            ({"least_age_days": "-1"}, "minstens 0"),
            ({"least_age_days": "99999"}, "hoogstens 3650"),
            ({"least_cents": "veel"}, "bijvoorbeeld 45"),
            ({"least_cents": "99999999"}, "Zo hoog is geen achterstand"),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field_and_kept(
        self,
        landlord: Partner,
        coordinator: User,
        visit_as: VisitAs,
        url: str,
        wrong: dict[str, str],
        said: str,
    ) -> None:
        page = visit_as(coordinator).post(url, TYPED | wrong)
        assert page.status_code == 422
        errors: Any = page.context["form"].errors
        assert said in str(errors)
        (typed,) = wrong.values()
        assert f'value="{typed}"' in page.text or not typed
        assert history(landlord) == []

    def test_in_english_by_switch(self, coordinator: User, visit_as: VisitAs, url: str, page_of: str) -> None:
        User.objects.filter(pk=coordinator.pk).update(language="en")
        browser = visit_as(coordinator)
        browser.post(url, TYPED)
        assert "30 up to and including 90 days" in browser.get(page_of).text
        assert "From which day" in browser.get(url).text

    def test_another_municipality_finds_no_such_partner(self, outsider: User, visit_as: VisitAs, url: str) -> None:
        assert visit_as(outsider).post(url, TYPED).status_code in {403, 404}

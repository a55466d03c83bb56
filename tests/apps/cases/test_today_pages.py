"""Can somebody with more than a page of steps leaf through Vandaag, and stay where they were?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.cases.conftest import TODAY, many, told
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases import places, queries
from vangnet.apps.cases.models import Case, Step
from vangnet.apps.cases.views import today
from vangnet.apps.cases.views.today import Household
from vangnet.domain import events as e

VisitAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("the_day")


def households(page: Any) -> list[Household]:
    return [household for group in page.context["groups"] for household in group.households]


def names(page: Any) -> set[str]:
    return {household.card.who for household in households(page)}


def link(page: Any, rel: str) -> str:
    """Where this page leads on or back; empty when it does not."""
    found = re.search(rf'<a rel="{rel}" href="([^"]+)"', page.text)
    return found[1] if found else ""


def test_who_has_few_steps_has_one_page(browser: Client, caseworker: User, municipality: Municipality) -> None:
    many(municipality, caseworker, 3)
    page = browser.get(reverse("today"))
    assert link(page, "next") == link(page, "prev") == ""
    assert "Bladeren" not in page.text


def test_every_step_is_found_by_leafing(browser: Client, caseworker: User, municipality: Municipality) -> None:
    many(municipality, caseworker, 70)
    total = Step.of(municipality).filter(owner=caseworker, within="", by__lte=TODAY + today.AHEAD).count()
    page = browser.get(reverse("today"))
    assert f"1–30 van {total}" in page.text
    assert "Toon de volgende 30" in page.text
    assert link(page, "prev") == ""
    met = names(page)
    first = page
    while following := link(page, "next"):
        page = browser.get(following)
        met |= names(page)
    assert f"–{total} van {total}" in page.text
    assert len(met) == 70
    assert Look.of(municipality).filter(user=caseworker, act="listed", kind="case").count() == 70
    while before := link(page, "prev"):
        page = browser.get(before)
    assert names(page) == names(first)


def test_the_last_page_is_announced_by_what_it_holds(
    browser: Client, caseworker: User, municipality: Municipality
) -> None:
    many(municipality, caseworker, 31)
    page = browser.get(reverse("today"))
    assert re.search(r">Toon de volgende<", page.text)
    assert "31–31 van 31" in browser.get(link(page, "next")).text


@pytest.mark.parametrize("typed", ["-30", "x", "7", "3٠", "30.5", "999990", "9" * 5000, "1020"])
def test_an_address_that_makes_no_sense_shows_the_first_page(
    browser: Client, caseworker: User, municipality: Municipality, typed: str
) -> None:
    many(municipality, caseworker, 40)
    page = browser.get(reverse("today"), {"vanaf": typed})
    assert page.status_code == 200
    assert "1–30 van 40" in page.text


def test_beyond_what_is_left_the_list_begins_anew(
    browser: Client, caseworker: User, municipality: Municipality
) -> None:
    """A colleague did the rest meanwhile."""
    many(municipality, caseworker, 40)
    assert "1–30 van 40" in browser.get(reverse("today"), {"vanaf": "60"}).text


def test_a_household_on_two_pages_says_so_on_the_second(
    browser: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=4)))
    for module in (places, today):
        monkeypatch.setattr(module, "AT_SIGHT", 1)
    first, second = browser.get(reverse("today")), browser.get(reverse("today"), {"vanaf": "1"})
    again = "ook op een eerdere bladzijde"
    [before], [after] = households(first), households(second)
    assert before.card.who == after.card.who
    assert before.card.what != after.card.what
    assert again not in first.text
    assert again in [chip.text for chip in after.card.chips]
    for page in (first, second):
        assert "1 huishouden met spoed" in page.text, "the household is counted, not its steps"


def test_only_the_first_page_has_a_first_thing_to_do(
    browser: Client, caseworker: User, municipality: Municipality
) -> None:
    many(municipality, caseworker, 40)

    def primary(page: Any) -> int:
        return sum(h.card.action is not None and h.card.action.primary for h in households(page))

    assert primary(browser.get(reverse("today"))) == 1
    assert primary(browser.get(reverse("today"), {"vanaf": "30"})) == 0


def test_who_records_something_returns_to_the_same_page(
    browser: Client, caseworker: User, municipality: Municipality
) -> None:
    many(municipality, caseworker, 40)
    page = browser.get(reverse("today"), {"vanaf": "30"})
    action = households(page)[0].card.action
    assert action is not None
    form = browser.get(action.url)
    assert f'href="{reverse("today")}?vanaf=30"' in form.text
    plain = action.url.replace("vandaag.30", "vandaag.nergens")
    assert f'href="{reverse("today")}"' in browser.get(plain).text
    assert reverse("today") not in browser.get(action.url.replace("vandaag.30", "elders.30")).context["back"]


def test_who_has_very_much_to_do_is_told_that_it_is_more_than_was_counted(
    browser: Client, caseworker: User, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (queries, today):
        monkeypatch.setattr(module, "COUNTED", 60)
    many(municipality, caseworker, 100)
    page = browser.get(reverse("today"))
    assert "meer dan 60 stappen voor u" in page.text
    page = browser.get(link(page, "next"))
    assert "31–60 van meer dan 60" in page.text
    assert link(page, "next") == ""
    assert "Wat minder dringt, vindt u in Dossiers." in page.text


def test_a_later_page_asks_no_more_queries_than_the_first(
    browser: Client, caseworker: User, municipality: Municipality
) -> None:
    many(municipality, caseworker, 100)

    def asked(start: int) -> int:
        with CaptureQueriesContext(connection) as queries_asked:
            assert browser.get(reverse("today"), {"vanaf": str(start)}).status_code == 200
        return len(queries_asked)

    for start in (0, 60):
        asked(start)
    assert asked(60) <= asked(0) <= 28


def test_each_number_says_what_it_counts_and_what_counts_the_same_is_the_same(
    browser: Client, case: Case, caseworker: User, municipality: Municipality
) -> None:
    """A number in the menu, one above the list and one in a heading: three that were taken for one another."""
    told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=4)))
    many(municipality, caseworker, 5)
    page = browser.get(reverse("today"))
    own = Step.of(municipality).filter(owner=caseworker, within="")
    week, due = own.filter(by__lte=TODAY + today.AHEAD).count(), own.filter(by__lte=TODAY).count()
    text = re.sub(r"<[^>]+>", "", page.text)
    assert f"{week} stappen voor u tot en met maandag 30 november" in text
    assert due == 0 or f"{due} voor vandaag of eerder" in text
    assert "1 huishouden met spoed" in text
    badge = re.findall(r'<b class="count" title="(\d+) stap(?:pen)? voor vandaag of eerder">', page.text)
    assert {int(number) for number in badge} <= {due}
    headings = re.findall(r'<span class="group__count num">(\d+)</span> <small>(\w+)', page.text)
    assert headings
    for number, what in headings:
        assert what == ("huishouden" if number == "1" else "huishoudens")
    assert sum(int(number) for number, _what in headings) == len(households(page))


def test_with_an_eviction_today_the_first_card_is_to_reach_who_lives_there(browser: Client, case: Case) -> None:
    """And not what was left undone longest, nor a card in the letterbox tomorrow."""
    told(case, e.EvictionAnnounced(matter=1, eviction=1, day=TODAY))
    first = households(browser.get(reverse("today")))[0].card
    assert first.what == "Spreek de bewoner nu"
    assert case.steps.get(rule="crisis_contact").by == TODAY
    assert "kaartje" not in browser.get(reverse("today")).text

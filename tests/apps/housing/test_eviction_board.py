"""Does the director see every home at stake on one page, with what is tried and what lacks?"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.cases.conftest import TODAY, told
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases.bulk import Opening, open_cases
from vangnet.apps.cases.models import Case, Household, Person
from vangnet.apps.housing.queries import board
from vangnet.apps.housing.shown import Line
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, Channel, ChildHeard, DayPart, Destination, LossCause, MatterKind, Reached

VisitAs = Callable[[User | None], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]


def threatened(municipality: Municipality, surname: str, day: date, kind: MatterKind = MatterKind.RENT) -> Case:
    """A household whose home is to be cleared on that day."""
    home = Household.of(municipality).create()
    tenant = Person.of(municipality).create(household=home, surname=surname)
    facts = [e.MatterNoted(matter=1, kind=kind, person=tenant.pk), e.EvictionAnnounced(matter=1, eviction=1, day=day)]
    open_cases(municipality, [Opening(home.pk, [(TODAY, fact) for fact in facts])], by=None, today=TODAY)
    return Case.of(municipality).get(household=home)


def rights_checked() -> e.RightsChecked:
    """Of the first eviction: each question answered with yes."""
    yes = Answer.YES
    return e.RightsChecked(
        matter=1,
        eviction=1,
        consultation=yes,
        alternatives=yes,
        remedy=yes,
        legal_help=yes,
        child_heard=ChildHeard.YES,
        place_to_go=yes,
    )


def shown(browser: Client) -> list[Line]:
    """What the rows of the page say."""
    lines: list[Line] = browser.get(reverse("board")).context["lines"]
    return lines


def chips(line: Line) -> list[str]:
    return [chip.text for chip in line.chips]


@pytest.fixture
def rika(visit_as: VisitAs, director: User) -> Client:
    return visit_as(director)


def test_every_home_at_stake_the_nearest_first(rika: Client, municipality: Municipality) -> None:
    threatened(municipality, "Later", TODAY + timedelta(days=30), MatterKind.NUISANCE)
    threatened(municipality, "Eerder", TODAY + timedelta(days=5))
    first, second = shown(rika)
    assert first.who == "Huishouden Eerder"
    assert "Ontruiming over 5 dagen" in chips(first)
    assert "regisseur" in first.lacks
    assert (second.cause, second.severity) == ("ontruiming: overlast", "soon")
    assert Look.of(municipality).filter(act="listed", kind="case").count() == 2


def test_what_was_tried_today_and_who_directs(rika: Client, municipality: Municipality, director: User) -> None:
    case = threatened(municipality, "Eerder", TODAY + timedelta(days=5))
    person = Person.of(municipality).get().pk
    called = e.ContactAttempted(
        person=person, channel=Channel.PHONE, day_part=DayPart.MORNING, reached=Reached.NOT_REACHED
    )
    told(case, called, e.RehousingDirectorNamed(director=director.pk), e.RehousingPlanned())
    told(case, e.HouseholdNoted(adults=1, minors=2), rights_checked())
    (row,) = shown(rika)
    assert "2 kinderen" in chips(row)
    assert (row.tried, row.tried_before) == ("Contact gezocht (niet bereikt)", "")
    assert (row.director, row.lacks) == (director.name, "")
    assert "alleen de afloop" in rika.get(reverse("board")).text


def test_an_eviction_of_which_the_rights_are_unchecked_lacks_more_than_its_outcome(
    rika: Client, municipality: Municipality, director: User
) -> None:
    case = threatened(municipality, "Eerder", TODAY + timedelta(days=5))
    told(case, e.RehousingDirectorNamed(director=director.pk), e.RehousingPlanned())
    assert shown(rika)[0].lacks == "de toets aan de mensenrechten"
    assert "alleen de afloop" not in rika.get(reverse("board")).text


def test_what_a_threat_without_a_day_does_not_wait_for_is_no_alarm(rika: Client, municipality: Municipality) -> None:
    home = Household.of(municipality).create()
    tenant = Person.of(municipality).create(household=home, surname="Overlast")
    noted = e.MatterNoted(matter=1, kind=MatterKind.NUISANCE, person=tenant.pk)
    open_cases(municipality, [Opening(home.pk, [(TODAY, noted)])], by=None, today=TODAY)
    page = rika.get(reverse("board")).text
    assert '<span class="quiet">nog niemand</span>' in page
    threatened(municipality, "Eerder", TODAY + timedelta(days=5))
    assert '<b class="board__lack">nog niemand</b>' in rika.get(reverse("board")).text


def test_a_closure_says_when_the_decision_was_sent_or_that_nobody_knows(
    rika: Client, municipality: Municipality
) -> None:
    home = Household.of(municipality).create()
    tenant = Person.of(municipality).create(household=home, surname="Sluiting")
    noted = e.MatterNoted(matter=1, kind=MatterKind.CLOSURE, person=tenant.pk)
    open_cases(municipality, [Opening(home.pk, [(TODAY, noted)])], by=None, today=TODAY)
    page = rika.get(reverse("board")).text
    assert "Besluit verstuurd" in page
    assert "niet bekend: vraag het na" in page
    assert shown(rika)[0].ways[0].text == "Besluit tot sluiting"
    told(Case.of(municipality).get(household=home), e.ClosureDecided(matter=1, sent=TODAY - timedelta(days=3)))
    (row,) = shown(rika)
    assert (row.closure_sent, row.ways[0].text) == ("20 nov 2026", "Stap gezet tegen de dreiging")
    assert "niet bekend: vraag het na" not in rika.get(reverse("board")).text


def test_a_row_leaves_when_cancelled_and_only_so(rika: Client, municipality: Municipality) -> None:
    case = threatened(municipality, "Eerder", TODAY + timedelta(days=5))
    told(case, e.EvictionPostponed(matter=1, eviction=1))
    assert "de dag" in shown(rika)[0].lacks
    told(case, e.EvictionCancelled(matter=1, eviction=1))
    page = rika.get(reverse("board")).text
    assert "Er staat geen woning op het spel" in page


def test_carried_out_it_stays_until_it_is_in_hands(rika: Client, municipality: Municipality, director: User) -> None:
    case = threatened(municipality, "Eerder", TODAY)
    told(case, e.EvictionCarriedOut(matter=1, eviction=1))
    (row,) = shown(rika)
    assert chips(row)[0] == "verloren op 23 nov"
    assert row.cause == "woning verloren: ontruimd door de deurwaarder"
    described = e.LossDescribed(cause=LossCause.ARREARS, children=0, destination=Destination.SHELTER)
    told(case, described, e.RehousingPlanned())
    assert shown(rika)[0].lacks == "een regisseur"
    told(case, e.RehousingDirectorNamed(director=director.pk))
    assert shown(rika) == []


def test_a_long_board_is_leafed_through(rika: Client, municipality: Municipality) -> None:
    for number in range(42):
        threatened(municipality, f"Voorbeeld{number}", TODAY + timedelta(days=number))
    page = rika.get(reverse("board"))
    assert "42 huishoudens" in page.text
    assert '<a rel="next" href="/ontruimingen/?vanaf=20">' in page.text
    assert len(rika.get(reverse("board"), {"vanaf": "40"}).context["lines"]) == 2
    assert rika.get(reverse("board"), {"vanaf": "x²"}).status_code == 200


def test_queries_do_not_grow_with_the_homes(municipality: Municipality) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            board(municipality, TODAY)
        return len(queries)

    threatened(municipality, "Een", TODAY)
    few = asked()
    for number in range(12):
        threatened(municipality, f"Meer{number}", TODAY)
    assert asked() == few <= 8


def test_another_municipality_sees_none_of_it(municipality: Municipality, neighbour: Municipality) -> None:
    threatened(municipality, "Eerder", TODAY)
    assert board(neighbour, TODAY).rows == []


@pytest.mark.parametrize("role", ["caseworker", "visitor", "intake"])
def test_it_is_for_who_directs(role: str, visit_as: VisitAs, request: pytest.FixtureRequest) -> None:
    assert visit_as(request.getfixturevalue(role)).get(reverse("board")).status_code == 403


def test_against_an_auction_one_can_record_what_was_tried(rika: Client, municipality: Municipality) -> None:
    home = Household.of(municipality).create()
    owner = Person.of(municipality).create(household=home, surname="Kerkmans")
    day = TODAY + timedelta(days=26)
    facts = [e.MatterNoted(matter=1, kind=MatterKind.MORTGAGE, person=owner.pk), e.AuctionAnnounced(matter=1, day=day)]
    open_cases(municipality, [Opening(home.pk, [(TODAY, fact) for fact in facts])], by=None, today=TODAY)
    number = Case.of(municipality).get(household=home).number
    page = rika.get(reverse("board")).text
    for form in ("PauseAsked", "AuctionCancelled"):
        assert reverse("record", args=[number, form]) in page, form

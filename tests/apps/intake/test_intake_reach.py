"""Does a dossier tell how somebody can be reached, as partners said, and no more than these eyes need?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.cases.cases_samples import put_on_round
from tests.apps.intake.town import MILAN, TODAY, Town
from vangnet.apps.accounts.models import User
from vangnet.apps.cases.models import Case, Person
from vangnet.apps.intake import deliveries
from vangnet.apps.intake.models import Signal
from vangnet.apps.partners.reach import Asked, reach
from vangnet.domain.codes import MatterKind

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]


def taken_up(town: Town, row: dict[str, Any], **how: Any) -> Signal:
    delivery = town.deliver([row], **how)
    deliveries.run(delivery, today=TODAY)
    (signal,) = town.signals(delivery)
    assert signal.case_id
    return signal


def panel(browser: Client, case: Case | None) -> str:
    assert case is not None
    page = browser.get(reverse("case", args=[case.number]))
    return page.text.partition('id="bereikbaar"')[2].partition("</section>")[0]


@pytest.fixture
def reported(town: Town) -> Signal:
    signal = taken_up(town, MILAN | {"Telefoon": "06 90123456"})
    Signal.of(town.municipality).filter(pk=signal.pk).update(email="m.wojcik@example.nl")
    return signal


def test_telephone_and_mail_stand_there_with_who_said_so_and_when(
    visit_as: VisitAs, caseworker: User, reported: Signal
) -> None:
    shown = panel(visit_as(caseworker), reported.case)
    assert '<a href="tel:+31690123456">06 90123456</a>' in shown
    assert '<a href="mailto:m.wojcik@example.nl">m.wojcik@example.nl</a>' in shown
    assert shown.count("volgens Huurhuis, november 2026") == 2
    assert "Ander adres" not in shown


def test_one_number_stands_there_once_with_its_newest_source(
    town: Town, visit_as: VisitAs, caseworker: User, reported: Signal
) -> None:
    Person.of(town.municipality).filter(pk=reported.person_id or 0).update(
        phone="+31 6 90123456", email="milan@example.nl"
    )
    Signal.of(town.municipality).filter(pk=reported.pk).update(received_on=date(2026, 10, 5))
    taken_up(town, MILAN | {"Telefoon": "0690123456", "Nummer": "E1"}, partner=town.energy)
    shown = panel(visit_as(caseworker), reported.case)
    assert shown.count("tel:+31690123456") == 1
    assert "0690123456</a> <small>volgens Stroompje, november 2026" in shown
    assert "milan@example.nl</a> <small>volgens onze gegevens" in shown


def test_another_door_is_told_and_the_home_is_not(
    town: Town, visit_as: VisitAs, caseworker: User, reported: Signal
) -> None:
    Signal.of(town.municipality).filter(pk=reported.pk).update(address_whole="Havenkade 44", postcode="9120CD")
    assert "<dt>Ander adres</dt><dd>Havenkade 44" in panel(visit_as(caseworker), reported.case)


def test_at_a_door_one_reads_how_to_reach_and_not_who_is_owed(
    town: Town, visit_as: VisitAs, visitor: User, reported: Signal
) -> None:
    assert reported.case is not None
    Signal.of(town.municipality).filter(pk=reported.pk).update(address_whole="Havenkade 44", postcode="9120CD")
    put_on_round(reported.case, visitor, TODAY)
    shown = panel(visit_as(visitor), reported.case)
    assert "tel:+31690123456" in shown
    assert "volgens een melding, november 2026" in shown
    assert "Huurhuis" not in shown
    assert "Havenkade 44" not in shown


@pytest.mark.parametrize("change", [{"status": "set_aside", "set_aside": "unjustified"}, {"objection": True}])
def test_what_was_refused_or_objected_to_is_not_used(
    town: Town, visit_as: VisitAs, caseworker: User, reported: Signal, change: dict[str, Any]
) -> None:
    Signal.of(town.municipality).filter(pk=reported.pk).update(**change)
    assert "Nog niet bekend hoe." in panel(visit_as(caseworker), reported.case)


def test_what_is_erased_with_the_signal_stays_nowhere(
    town: Town, visit_as: VisitAs, caseworker: User, reported: Signal
) -> None:
    case = reported.case
    Signal.of(town.municipality).filter(pk=reported.pk).delete()
    assert "tel:" not in panel(visit_as(caseworker), case)


def test_many_reports_ask_no_more_queries_than_one(town: Town, reported: Signal) -> None:
    assert reported.case is not None
    kinds = [kind.value for kind in MatterKind]
    asked = Asked(town.municipality.pk, [reported.case.number], [reported.person_id or 0], kinds)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert reach(asked)
        return len(found)

    one = queries()
    for number in range(4):
        taken_up(town, MILAN | {"Nummer": f"E{number}", "Bedrag": f"{number + 80},00"}, partner=town.energy)
    assert queries() == one <= 3
    assert reach(asked._replace(kinds=[MatterKind.CLOSURE.value])) == []

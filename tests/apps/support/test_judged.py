"""What of a money picture does the judge see? Only what the resident chose, and only with consent for the pack."""

from typing import Any

import pytest

from tests.apps.support.conftest import Tells, amount
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case, Person
from vangnet.apps.cases.money import money_of
from vangnet.apps.support.models import Picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(tells: Tells) -> None:
    tells(**amount("wages", "1.300", "four_weeks", "2026-11-25", label="Bakkerij"))
    tells(**amount("rent", "700", "month", "2026-11-26"))
    tells(gesprek_talk="Dit is tussen ons.")


def shown(municipality: Municipality, case: Case, person: Person) -> dict[str, dict[str, str]]:
    return {piece.title: dict(piece.rows) for piece in money_of(municipality, case.pk, person.pk)}


@pytest.mark.usefixtures("told")
class TestTheChoice:
    def test_at_first_nothing_is_shown(self, municipality: Municipality, case: Case, tenant: Person) -> None:
        assert shown(municipality, case, tenant) == {}

    def test_each_piece_is_shown_by_itself(
        self, tells: Tells, municipality: Municipality, case: Case, tenant: Person
    ) -> None:
        assert tells(rechter_shown="incoming").status_code == 302
        assert shown(municipality, case, tenant) == {
            "Wat er binnenkomt, per maand": {"Loon · Bakkerij": "€\xa01.408,33", "Samen": "€\xa01.408,33"}
        }

    def test_all_of_it_in_its_order(self, tells: Any, municipality: Municipality, case: Case, tenant: Person) -> None:
        tells(rechter_shown=["left", "outgoing", "incoming"])
        found = shown(municipality, case, tenant)
        assert list(found) == [
            "Wat er binnenkomt, per maand", "Wat eruit gaat, per maand", "Wat er overblijft, per maand"
        ]  # fmt: skip
        assert found["Wat er overblijft, per maand"] == {"Samen": "€\xa0708,33"}
        assert "Dit is tussen ons." not in str(found)

    def test_it_is_taken_back(self, tells: Any, municipality: Municipality, case: Case, tenant: Person) -> None:
        tells(rechter_shown=["left"])
        tells(rechter_shown=[])
        assert Picture.of(municipality).get().shown == ""
        assert shown(municipality, case, tenant) == {}

    def test_a_housemate_is_told_nothing_of(
        self, tells: Any, municipality: Municipality, case: Case, partner_at_home: Person
    ) -> None:
        tells(rechter_shown=["left"])
        assert shown(municipality, case, partner_at_home) == {}

    @pytest.mark.usefixtures("outsider")
    def test_another_municipality_reads_nothing(self, tells: Any, case: Case, tenant: Person) -> None:
        tells(rechter_shown=["left"])
        elsewhere = Municipality.objects.exclude(pk=case.municipality_id).first()
        assert elsewhere is not None
        assert money_of(elsewhere, case.pk, tenant.pk) == []

    def test_a_choice_that_is_none_is_said_and_nothing_changes(self, tells: Any, municipality: Municipality) -> None:
        page = tells(rechter_shown=["alles"], gesprek_talk="Nog iets.")
        assert page.status_code == 422
        assert "Nog iets." in page.text
        assert Picture.of(municipality).get().shown == ""


def test_without_amounts_there_is_nothing_to_show(
    tells: Any, municipality: Municipality, case: Case, tenant: Person
) -> None:
    tells(rechter_shown=["left", "incoming"])
    assert shown(municipality, case, tenant) == {}

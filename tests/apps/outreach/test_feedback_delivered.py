"""Can a partner find its own rows back in the file with results, from the delivery to the answer?"""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.apps.intake.town import AN_ANTON, FAR, HALF, MILAN, TODAY, Town, make_town
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.record import Done, record
from vangnet.apps.intake import deliveries, desk
from vangnet.apps.intake.models import SavedLayout, Signal
from vangnet.apps.outreach.feedback import give, without_answer
from vangnet.apps.outreach.feedback_file import layout_of
from vangnet.apps.partners.unanswered import Unanswered
from vangnet.domain import events as e
from vangnet.domain.codes import Channel, SetAside

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(municipality: Municipality, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path / "files"
    return make_town(municipality)


def reported_and_settled(town: Town) -> Signal:
    """Milan's landlord reported him; help was offered, and then the debt was paid."""
    delivery = town.deliver([{"Nummer": "H-0417", **MILAN}])
    deliveries.confirm(delivery)
    deliveries.run(delivery, today=TODAY)
    signal = town.signals(delivery)[0]
    assert signal.case is not None
    assert signal.person_id is not None
    facts = [e.HelpOffered(person=signal.person_id, channel=Channel.LETTER), e.DebtSettled(matter=1)]
    assert isinstance(record(signal.case, facts, by=None, on=TODAY, today=TODAY), Done)
    return signal


def test_its_own_reference_stands_under_its_own_name_for_it(town: Town, tmp_path: Path) -> None:
    reported_and_settled(town)
    out = tmp_path / "terug.csv"
    which = ("--partner", town.landlord.key, "--municipality", town.municipality.code)
    call_command("feedback", *which, "--out", str(out))
    header, told = out.read_text(encoding="utf-8-sig").splitlines()
    assert header == "Nummer;Datum;Code;Resultaat"
    assert told.startswith("H-0417;")


def test_why_a_partner_hears_nothing_is_counted_from_what_became_of_its_rows(town: Town, intake: User) -> None:
    """One is worked on, of two nobody knows who they are, and one is of another town."""
    rows = [MILAN, HALF, AN_ANTON, FAR]
    delivery = town.deliver(rows)
    deliveries.run(delivery, today=TODAY)
    far = town.signals(delivery)[3]
    desk.set_aside(town.municipality, far.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
    assert without_answer(town.municipality, town.landlord) == Unanswered(at_desk=2, in_open_cases=1, outside=1)
    assert without_answer(town.municipality, town.energy) == Unanswered()


def test_what_was_answered_is_not_waited_for(town: Town) -> None:
    reported_and_settled(town)
    assert give(town.municipality, town.landlord, by=None, today=TODAY)
    assert without_answer(town.municipality, town.landlord) == Unanswered()


@pytest.mark.parametrize(
    ("written", "looks"),
    [
        ('"format":"json","date_order":"ymd","decimal":"."', ("nr", "%Y-%m-%d", "csv", ",")),
        ('"format":"xlsx","date_order":"dmy","decimal":","', ("nr", "%d-%m-%Y", "xlsx", ";")),
        ('"format":"csv","separator":"|"', ("nr", "%d-%m-%Y", "csv", ";")),
    ],
)
def test_until_agreed_otherwise_the_file_looks_like_its_deliveries(
    town: Town, written: str, looks: tuple[str, ...]
) -> None:
    content = '{"name":"eigen","columns":{"reference":"melding/@nr"},' + written + "}"
    SavedLayout.of(town.municipality).filter(partner=town.landlord).update(content=content)
    layout = layout_of(town.municipality, town.landlord)
    assert (layout.reference, layout.days, layout.format, layout.separator) == looks

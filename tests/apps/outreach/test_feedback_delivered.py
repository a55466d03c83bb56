"""Can a partner find its own rows back in the file with results, from the delivery to the answer?"""

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.apps.intake.town import AN_ANTON, FAR, HALF, MILAN, TODAY, Town, make_town
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.cases.record import Done, record
from vangnet.apps.intake import deliveries, desk
from vangnet.apps.intake.models import Delivery, SavedLayout, Signal
from vangnet.apps.intake.reading import Field, Layout, open_delivery
from vangnet.apps.outreach.feedback import give, lines_of, overview, without_answer
from vangnet.apps.outreach.feedback_file import layout_of
from vangnet.apps.outreach.models import FeedbackLog
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
    """One is worked on, of two nobody knows who they are; of the one from another town it is told."""
    rows = [MILAN, HALF, AN_ANTON, FAR]
    delivery = town.deliver(rows)
    deliveries.run(delivery, today=TODAY)
    far = town.signals(delivery)[3]
    desk.set_aside(town.municipality, far.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
    assert without_answer(town.municipality, town.landlord) == Unanswered(at_desk=2, in_open_cases=1)
    assert without_answer(town.municipality, town.energy) == Unanswered()


def test_what_was_answered_is_not_waited_for(town: Town) -> None:
    reported_and_settled(town)
    assert give(town.municipality, town.landlord, by=None, today=TODAY)
    assert without_answer(town.municipality, town.landlord) == Unanswered()


@pytest.mark.parametrize(
    ("written", "looks"),
    [
        ('"format":"json","record":"a/b","date_order":"ymd","decimal":"."', ("a/b", "%Y-%m-%d", "json", ",")),
        ('"format":"xml","record":"melding","date_order":"ymd"', ("melding", "%Y-%m-%d", "xml", ";")),
        ('"format":"xlsx","date_order":"dmy","decimal":","', ("", "%d-%m-%Y", "xlsx", ";")),
        ('"format":"csv","separator":"|"', ("", "%d-%m-%Y", "csv", ";")),
        ('"separator":"|"', ("", "%d-%m-%Y", "csv", ";")),
    ],
)
def test_until_agreed_otherwise_the_file_looks_like_its_deliveries(
    town: Town, written: str, looks: tuple[str, ...]
) -> None:
    content = '{"name":"eigen","columns":{"reference":"melding/@nr"},' + written + "}"
    SavedLayout.of(town.municipality).filter(partner=town.landlord).update(content=content)
    layout = layout_of(town.municipality, town.landlord)
    assert (layout.record, layout.days, layout.format, layout.separator) == looks
    assert layout.reference == "melding/@nr"


TREES = [
    ("xml", "meldingen/melding", "verzekering/@nr"),
    ("xml", "melding", "@nr"),
    ("json", "leveringen/meldingen", "client/nummer"),
]


@pytest.mark.parametrize(("kind", "record", "column"), TREES)
def test_a_partner_that_delivers_a_tree_reads_its_results_with_its_own_layout(
    town: Town, intake: User, visit_as: Callable[[User | None], Client], kind: str, record: str, column: str
) -> None:
    reported_and_settled(town)
    columns = {"reference": column, "amount": "Bedrag", "name_whole": "Naam", "address_whole": "Adres"}
    own = {"name": "eigen", "format": kind, "record": record, "date_order": "ymd", "columns": columns}
    SavedLayout.of(town.municipality).filter(partner=town.landlord).update(content=json.dumps(own))
    sending = give(town.municipality, town.landlord, by=None, today=TODAY)
    assert sending is not None
    answer = visit_as(intake).get(reverse("feedback_file", args=[sending.pk]))
    assert answer.headers["Content-Type"] == f"application/{kind}"
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    with open_delivery(io.BytesIO(answer.content), f"terug.{kind}") as source:
        table = source.table(Layout(name="terug", columns={Field.REFERENCE: column}, record=record))
        ((_line, cells, _flaws),) = table.lines
    told = dict(zip(table.columns, cells, strict=True))
    assert told == {
        column: "H-0417",
        "Datum": TODAY.isoformat(),
        "Code": "settled",
        "Resultaat": "Betaald, of met u is een regeling getroffen.",
    }


class TestNotTakenUp:
    """Also of what no case tells, the partner hears that and why it was not taken up, as far as it may."""

    def told(self, town: Town) -> list[tuple[str, str]]:
        sending = give(town.municipality, town.landlord, by=None, today=TODAY)
        return [(line.reference, line.code) for line in lines_of(town.municipality, sending)] if sending else []

    def taken_in(self, town: Town, *rows: dict[str, Any], on: date = TODAY) -> Delivery:
        delivery = town.deliver(list(rows), on=on)
        deliveries.confirm(delivery)
        deliveries.run(delivery, today=on)
        return delivery

    def test_somebody_of_another_town(self, town: Town, intake: User) -> None:
        far = town.signals(self.taken_in(town, FAR | {"Nummer": "F-1"}))[0]
        assert self.told(town) == [], "nobody has settled it yet"
        desk.set_aside(town.municipality, far.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
        assert [one.news for one in overview(town.municipality)[0] if one.partner == town.landlord] == [1]
        assert self.told(town) == [("F-1", "not_resident")]
        assert self.told(town) == [], "once"
        logged = FeedbackLog.of(town.municipality).get()
        assert (logged.case, logged.matter, logged.signal) == (None, None, far.pk)

    def test_of_another_reason_only_that(self, town: Town, intake: User) -> None:
        far = town.signals(self.taken_in(town, FAR | {"Nummer": "F-1"}))[0]
        desk.set_aside(town.municipality, far.pk, SetAside.DECEASED, by=intake, today=TODAY)
        assert self.told(town) == [("F-1", "not_taken_up")]

    def test_a_repeat_of_what_is_being_handled(self, town: Town) -> None:
        self.taken_in(town, MILAN | {"Nummer": "H-1"})
        later = TODAY + timedelta(days=30)
        lower = MILAN | {"Nummer": "H-1", "Bedrag": "600,00"}
        repeat = town.signals(self.taken_in(town, lower, on=later))[0]
        assert (repeat.status, repeat.set_aside, repeat.matter) == ("set_aside", "repeat", None)
        assert self.told(town) == [("H-1", "repeat")]
        assert FeedbackLog.of(town.municipality).get().case == repeat.case_id

    def test_taken_up_after_all_it_is_told_what_came_of_it(self, town: Town, intake: User) -> None:
        far = town.signals(self.taken_in(town, MILAN | {"Nummer": "M-1", "Gemeente": "363"}))[0]
        desk.set_aside(town.municipality, far.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
        assert self.told(town) == [("M-1", "not_resident")]
        desk.take_up_again(town.municipality, far.pk, "hij woont hier", by=intake, today=TODAY)
        far.refresh_from_db()
        assert far.case is not None
        record(far.case, [e.DebtSettled(matter=far.matter or 0)], by=intake, on=TODAY, today=TODAY)
        assert self.told(town) == [("M-1", "settled")]

    def test_the_page_shows_it_without_a_dossier(
        self, town: Town, intake: User, visit_as: Callable[[User | None], Client]
    ) -> None:
        far = town.signals(self.taken_in(town, FAR | {"Nummer": "F-1"}))[0]
        desk.set_aside(town.municipality, far.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
        page = visit_as(intake).get(reverse("feedback_partner", args=[town.landlord.key])).text
        assert "1 resultaat te vertellen" in page
        assert "F-1" in page
        assert "Zonder" not in page, "nobody is named"
        assert Look.of(town.municipality).filter(kind="signal", subject=far.pk, user=intake).exists()

    def test_another_partner_hears_nothing_of_it(self, town: Town, intake: User) -> None:
        far = town.signals(self.taken_in(town, FAR))[0]
        desk.set_aside(town.municipality, far.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
        assert give(town.municipality, town.energy, by=None, today=TODAY) is None

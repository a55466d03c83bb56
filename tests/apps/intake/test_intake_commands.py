"""Do the commands say what happened, also by their exit status, and does the list of signals tell no names?"""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.core.management import CommandError, call_command

from tests.apps.intake.test_reading_trees import ddas
from tests.apps.intake.test_reading_trees import signal as ddas_signal
from tests.apps.intake.town import AN_ANTON, ANTON, FAR, MILAN, STRANGER, TODAY, Town, file_of, layout
from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases.models import Case
from vangnet.apps.intake import deliveries, desk
from vangnet.apps.intake.example_partners import EXAMPLES, example_partners
from vangnet.apps.intake.management.commands.import_delivery import Exit
from vangnet.apps.intake.models import Delivery, SavedLayout, Signal
from vangnet.apps.intake.reading import Encoding, as_json, from_json
from vangnet.apps.partners.models import Partner
from vangnet.domain.codes import SetAside

pytestmark = pytest.mark.django_db
Import = Any


@pytest.fixture
def bring(town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Run the command on a file with these rows; its exit status and what it said."""

    def bring(rows: str, *options: str, name: str = "meldingen.csv", encoding: str = "utf-8") -> tuple[int, str]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rows, encoding=encoding)
        try:
            call_command(
                "import_delivery",
                str(path),
                "--partner",
                "huurhuis",
                "--municipality",
                town.municipality.code,
                *options,
            )
            status = 0
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        said = capsys.readouterr()
        return status, said.out + said.err

    return bring


def listed(town: Town, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    call_command("signals", json=True, municipality=town.municipality.code)
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_all_in(bring: Import) -> None:
    status, said = bring(file_of([ANTON, MILAN]))
    assert status == Exit.ALL_IN
    assert "2 rows, 2 taken up, 2 cases opened" in said


def test_some_rows_set_apart(bring: Import, town: Town) -> None:
    status, said = bring(file_of([ANTON, MILAN | {"Bedrag": "nul"}]))
    assert status == Exit.SOME_APART
    assert "row 2, Bedrag: This cannot be read as an amount" in said
    assert Case.of(town.municipality).count() == 1


def test_letters_that_read_wrong_are_told_though_all_is_in(bring: Import) -> None:
    status, said = bring(file_of([ANTON, MILAN | {"Naam": "Gérard Vos"}]), encoding="cp850")
    assert status == Exit.ALL_IN
    assert "2 rows, " in said
    assert "row 2, Naam: A strange sign stands inside a word" in said
    assert "written in another character set, DOS, Western European (cp850): choose that in the layout" in said


def test_the_encoding_of_the_layout_counts_here_too(bring: Import, town: Town) -> None:
    dos = msgspec.structs.replace(layout(), encoding=Encoding.CP850)
    SavedLayout.of(town.municipality).filter(partner=town.landlord).update(content=as_json(dos).decode())
    status, said = bring(file_of([MILAN | {"Naam": "Gérard Vos"}]), encoding="cp850")
    assert (status, "inside a word" in said) == (Exit.ALL_IN, False)
    assert Signal.of(town.municipality).get().name_whole == "Gérard Vos"


def test_stopped_by_the_brake_until_somebody_says_yes(bring: Import, town: Town) -> None:
    many = [MILAN | {"Nummer": str(n), "Bedrag": f"{n + 1},00"} for n in range(60)]
    assert bring(file_of(many[:20]), name="2026-10.csv")[0] == Exit.ALL_IN
    status, said = bring(file_of(many), name="2026-11.csv")
    assert status == Exit.STOPPED
    assert "60 signals, where Huurhuis usually sends 20" in said
    assert Signal.of(town.municipality).exclude(status="staged").count() == 20
    assert bring(file_of(many), "--yes", name="2026-11.csv")[0] == Exit.ALL_IN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is nothing in this file"),
        ("%PDF-1.4", "of the kind pdf"),
        ("a;b\n1;2\n", "columns that this file does not have"),
    ],
)
def test_failed_with_one_clear_sentence(bring: Import, town: Town, text: str, said: str) -> None:
    status, told = bring(text)
    assert (status, said in told) == (Exit.FAILED, True)
    assert not Signal.of(town.municipality).exists()


def test_a_dry_run_does_nothing(bring: Import, town: Town) -> None:
    status, said = bring(file_of([ANTON, AN_ANTON, FAR, MILAN | {"Bedrag": "nul"}]), "--dry-run")
    assert status == Exit.SOME_APART
    assert "1 taken up, 2 waiting for somebody" in said
    assert not Signal.of(town.municipality).exists()
    assert Delivery.of(town.municipality).get().status == Delivery.Status.CANCELLED


def test_an_unknown_partner_is_one_clear_sentence(town: Town, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no partner niemand; there are: huurhuis, stroompje"):
        call_command("import_delivery", str(tmp_path), partner="niemand", municipality=town.municipality.code)


def test_a_file_that_is_not_there(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        call_command("import_delivery", "nergens.csv", partner="huurhuis", municipality=town.municipality.code)
    assert stopped.value.code == Exit.FAILED
    assert "nergens.csv: No such file" in capsys.readouterr().err


def test_the_list_has_a_record_for_each_row_with_the_path_as_given(
    bring: Import, town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(file_of([MILAN | {"Nummer": ""}, AN_ANTON, STRANGER]))
    milan, anton, stranger = listed(town, capsys)
    assert (milan["file"], milan["row"], milan["reference"]) == (str(tmp_path / "meldingen.csv"), 1, None)
    assert (milan["status"], milan["resident_id"], milan["band"]) == ("taken_up", "4", "same")
    assert (anton["status"], anton["resident_id"], anton["person"], anton["band"]) == (
        "waiting_person",
        None,
        None,
        "look",
    )
    assert anton["household"] is not None
    assert (stranger["band"], stranger["resident_id"], stranger["person"], stranger["household"]) == (
        "none",
        None,
        None,
        None,
    )
    assert len(stranger["newcomer"]) == 2
    assert {reason["code"] for reason in milan["reasons"]} >= {"clear", "points"}
    assert "housemates_alike" in {reason["code"] for reason in anton["reasons"]}


def test_a_file_of_the_exchange_model_is_read_whoever_sends_it(bring: Import, town: Town) -> None:
    said = {"burgerservicenummer": "990000011", "postcode": "9101AB", "huisnummer": "14"}
    status, _ = bring(json.dumps(ddas(ddas_signal(**said), municipality=town.municipality.code)), name="ddas.json")
    assert status == Exit.ALL_IN
    assert Signal.of(town.municipality).get().whole_euros


class TestDryRunBesideWorkOfOthers:
    """To try a file puts nothing away that somebody else began."""

    def begun(self, town: Town) -> Delivery:
        return town.deliver([ANTON, MILAN])

    def test_what_was_tried_on_screen_stays_ready(self, bring: Import, town: Town) -> None:
        delivery = self.begun(town)
        deliveries.dry_run(delivery)
        status, said = bring(file_of([ANTON, MILAN]), "--dry-run")
        assert status == Exit.ALL_IN
        assert "2 rows" in said
        delivery.refresh_from_db()
        assert delivery.status == Delivery.Status.STAGED
        assert Signal.of(town.municipality).count() == 2

    @pytest.mark.parametrize("under_way", [Delivery.Status.RUNNING, Delivery.Status.CANCELLING])
    def test_what_is_being_done_goes_on(self, bring: Import, town: Town, under_way: str) -> None:
        delivery = self.begun(town)
        deliveries.dry_run(delivery)
        Delivery.of(town.municipality).filter(pk=delivery.pk).update(status=under_way)
        status, said = bring(file_of([ANTON, MILAN]), "--dry-run")
        assert status == Exit.FAILED
        assert "nothing changed" in said
        delivery.refresh_from_db()
        assert delivery.status == under_way
        assert Signal.of(town.municipality).count() == 2


def test_the_list_names_nobody(bring: Import, town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    bring(file_of([ANTON, MILAN, STRANGER, FAR]))
    text = json.dumps([{**one, "file": ""} for one in listed(town, capsys)]).lower()
    for word in ("dijk", "wojcik", "zonderling", "molenlaan", "9101ab", "1961"):
        assert word not in text


def test_nor_does_it_tell_what_somebody_wrote(
    bring: Import, town: Town, intake: User, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(file_of([FAR]))
    far = Signal.of(town.municipality).get()
    desk.set_aside(town.municipality, far.pk, SetAside.NOT_RESIDENT, by=intake, today=TODAY)
    desk.take_up_again(town.municipality, far.pk, "Mevrouw Jansen belde", by=intake, today=TODAY)
    said = listed(town, capsys)
    assert "again" in {reason["code"] for reason in said[0]["reasons"]}
    assert "Jansen" not in json.dumps(said)


def test_for_people_it_counts(bring: Import, town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    bring(file_of([ANTON, MILAN, FAR]))
    call_command("signals", municipality=town.municipality.code)
    assert "2 taken up" in capsys.readouterr().out


def test_an_empty_town_has_an_empty_list(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(town, capsys) == []


def test_the_example_partners_come_with_layouts_that_can_be_used(municipality: Municipality) -> None:
    for _ in range(2):
        assert [partner.key for partner in example_partners(municipality)] == list(EXAMPLES)
    assert Partner.of(municipality).count() == 8
    layouts = [from_json(one.content) for one in SavedLayout.of(municipality)]
    assert len(layouts) == 8
    assert all(layout.missing_fields() == () for layout in layouts)

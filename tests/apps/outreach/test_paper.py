"""Does a looplijst come out on paper and from the command line, whole, and as it was typed?"""

import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.apps.outreach.conftest import MovesIn
from tests.apps.outreach.street import TODAY, Neighbour
from vangnet.apps.accounts.models import Look, Municipality, User
from vangnet.apps.outreach.candidates import REASONS
from vangnet.apps.outreach.models import Round, Stop
from vangnet.apps.outreach.pdf import round_pdf
from vangnet.apps.outreach.planning import Asked, Named, make
from vangnet.apps.outreach.sheet import sheet_of
from vangnet.apps.outreach.visits import Next
from vangnet.apps.web.texts import known, say
from vangnet.domain import events as e
from vangnet.domain.codes import DayPart, Result
from vangnet.domain.disclosure import Told
from vangnet.domain.doors import DoorTask

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(pdf).pages)


class TestPdf:
    def test_it_says_whom_to_ring_for_where_and_what_for(
        self, municipality: Municipality, evening: Round, jansen: Neighbour
    ) -> None:
        text = text_of(round_pdf(municipality, sheet_of(municipality, evening)))
        for words in ("Looplijst maandag 23 november 2026, avond", "Vera Voordeur", "Molenweg 2", "A. Jansen"):
            assert words in text
        assert jansen.case.number in text
        assert "987" not in text, "no amount"

    def test_it_can_be_read_aloud(self, municipality: Municipality, evening: Round) -> None:
        root: Any = read(round_pdf(municipality, sheet_of(municipality, evening))).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert root["/Lang"] == "nl"
        assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()

    @pytest.mark.parametrize(
        "name", ['#panic("x")', '"; #read("round.typ")', "*vet* _cursief_ $x$", "<script>", "[#", "\\", "@ref", "ﷺ 中"]
    )
    def test_a_name_is_shown_as_it_is_and_never_run(
        self, municipality: Municipality, moves_in: MovesIn, visitor: User, name: str
    ) -> None:
        moves_in(name, 2)
        made, _plan = make(municipality, Asked(TODAY, DayPart.EVENING), [Named(visitor)], by=None)
        text = text_of(round_pdf(municipality, sheet_of(municipality, made)))
        assert "Molenweg 2" in text
        if name.isascii():
            assert name.replace(" ", "") in text.replace(" ", "").replace("\n", "")

    def test_each_walk_begins_on_its_own_page(self, municipality: Municipality, moves_in: MovesIn) -> None:
        for number in (2, 4):
            moves_in("Rij", number, at=(500.0 * number, 0.0))
        made, _plan = make(municipality, Asked(TODAY, DayPart.EVENING), [Named(None, "An"), Named(None, "Bo")], by=None)
        pages = read(round_pdf(municipality, sheet_of(municipality, made))).pages
        assert [("An" in page.extract_text(), "Bo" in page.extract_text()) for page in pages] == [
            (True, False),
            (False, True),
        ]

    def test_a_list_without_addresses_says_so(self, municipality: Municipality, visitor: User) -> None:
        made, _plan = make(municipality, Asked(TODAY, DayPart.EVENING), [Named(visitor)], by=None)
        assert "geen adressen" in text_of(round_pdf(municipality, sheet_of(municipality, made)))


class TestOnePaper:
    """Whoever prints from the browser holds the same list as who downloads it."""

    def words(self, text: str) -> list[str]:
        return sorted(re.findall(r"[^\W_]+", unescape(text)))

    def test_the_printed_page_and_the_pdf_say_the_same(
        self, municipality: Municipality, jansen: Neighbour, moves_in: MovesIn, visitor: User, visit_as: VisitAs
    ) -> None:
        jansen.tell(e.HouseholdNoted(adults=1, minors=0, language="ar"))
        gone = moves_in("Bakker", 4, at=(40.0, 0.0))
        make(municipality, Asked(TODAY, DayPart.EVENING, ("9102",)), [Named(visitor)], by=None)
        gone.tell(e.CaseClosed(result=Result.ARRANGES_IT_SELF))
        made = Round.of(municipality).get()
        page = visit_as(visitor).get(reverse("round_print", args=[made.pk])).text
        paper = re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition(">")[2].partition("</main>")[0])
        pdf = re.sub(r"\b1\s*/\s*1\b", "", text_of(round_pdf(municipality, sheet_of(municipality, made))))
        assert self.words(paper) == self.words(pdf)
        for once in ("Jansen", "Arabisch", "18"):
            assert self.words(paper).count(once) == 1
        assert paper.count("Gesloten: hier hoeft niemand meer langs") == 1
        assert paper.count("Hulp aangeboden") == 1, "nothing to tick where nobody need go"


class TestWhatToMind:
    def test_haste_wish_and_language_stand_on_it(
        self, municipality: Municipality, jansen: Neighbour, visitor: User
    ) -> None:
        jansen.tell(
            e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=4)),
            e.HouseholdNoted(adults=1, minors=0, language="ar"),
            e.ContactWished(person=jansen.person.pk, day_part=DayPart.EVENING),
        )
        made, _plan = make(municipality, Asked(TODAY, DayPart.EVENING), [Named(visitor)], by=None)
        (walk,) = sheet_of(municipality, made).walks
        assert walk.lines[0].notes == ("Met spoed", "Wil het liefst bezoek in de avond", "Spreekt Arabisch")

    def test_a_danger_far_away_asks_for_no_haste(
        self, municipality: Municipality, jansen: Neighbour, visitor: User
    ) -> None:
        jansen.tell(e.EvictionAnnounced(matter=1, eviction=1, day=TODAY + timedelta(days=40)))
        made, _plan = make(municipality, Asked(TODAY, DayPart.EVENING), [Named(visitor)], by=None)
        (walk,) = sheet_of(municipality, made).walks
        assert "Met spoed" not in walk.lines[0].notes


class TestCommand:
    def run(self, municipality: Municipality, out: Path, *words: str, on: str = "2026-11-23") -> str:
        said = io.StringIO()
        fixed = ["--on", on, "--part", "evening", "--visitors", "2", "--out", str(out)]
        call_command("round", *fixed, "--municipality", municipality.code, *words, stdout=said)
        return said.getvalue()

    def test_it_writes_json(
        self, municipality: Municipality, jansen: Neighbour, moves_in: MovesIn, tmp_path: Path
    ) -> None:
        moves_in("Onbekend", 4, known=False)
        out = tmp_path / "lijst.json"
        self.run(municipality, out)
        told = json.loads(out.read_text())
        stops = [stop for walk in told["walks"] for stop in walk["stops"]]
        assert [(stop["case"], stop["address"]) for stop in stops] == [(jansen.case.number, "Molenweg 2")]
        assert [walk["visitor"] for walk in told["walks"]] == ["Bezoeker 1", "Bezoeker 2"]
        assert [one["reason"] for one in told["left_out"]] == ["who_unsettled"]

    @pytest.mark.usefixtures("jansen")
    def test_asked_again_it_writes_the_same_list(self, municipality: Municipality, tmp_path: Path) -> None:
        self.run(municipality, tmp_path / "a.json")
        assert "is written again" in self.run(municipality, tmp_path / "a.pdf")
        assert Round.of(municipality).count() == 1
        assert "Molenweg 2" in text_of((tmp_path / "a.pdf").read_bytes())
        said = self.run(municipality, tmp_path / "b.json", "--new")
        assert "on_another_list: 1" in said
        assert Stop.of(municipality).count() == 1

    @pytest.mark.parametrize("other", [["--capacity", "1"], ["--cards"], ["--postcode", "9102"]])
    def test_asked_in_other_words_it_is_a_further_list_and_says_so(
        self, municipality: Municipality, jansen: Neighbour, moves_in: MovesIn, tmp_path: Path, other: list[str]
    ) -> None:
        self.run(municipality, tmp_path / "a.json")
        late = moves_in("Bakker", 4)
        said = self.run(municipality, tmp_path / "b.json", *other)
        assert "a further list for this day part" in said
        assert "is written again" not in said
        walks = json.loads((tmp_path / "b.json").read_text())["walks"]
        assert [stop["case"] for walk in walks for stop in walk["stops"]] == [late.case.number]
        assert Stop.of(municipality).filter(case=jansen.case).count() == 1
        assert "is written again" in self.run(municipality, tmp_path / "c.json", *other)

    @pytest.mark.usefixtures("jansen")
    def test_it_keeps_to_the_postcodes(self, municipality: Municipality, tmp_path: Path) -> None:
        assert "0 addresses" in self.run(municipality, tmp_path / "a.json", "--postcode", "9999")
        assert "1 addresses" in self.run(municipality, tmp_path / "b.json", "--postcode", "9102")

    def test_its_look_is_logged(self, municipality: Municipality, jansen: Neighbour, tmp_path: Path) -> None:
        self.run(municipality, tmp_path / "a.pdf")
        assert Look.of(municipality).filter(kind="case", subject=jansen.case.pk, user=None).exists()

    @pytest.mark.parametrize(
        ("words", "on", "out", "says"),
        [
            ([], "2026-11-29", "a.pdf", "Sunday"),
            ([], "2026-11-23", "a.docx", "must end in"),
            (["--postcode", "Zee"], "2026-11-23", "a.pdf", "postcode"),
            (["--capacity", "0"], "2026-11-23", "a.pdf", "capacity"),
            (["--municipality", "9999"], "2026-11-23", "a.pdf", "9999"),
            ([], "2026-11-23", "nergens/a.pdf", "cannot be written"),
        ],
    )
    def test_what_is_wrong_is_said_in_one_sentence(
        self, municipality: Municipality, tmp_path: Path, words: list[str], on: str, out: str, says: str
    ) -> None:
        with pytest.raises(CommandError, match=says):
            self.run(municipality, tmp_path / out, *words, on=on)
        assert not (tmp_path / out).exists()
        assert not Round.of(municipality).exists()


def test_every_code_has_its_words() -> None:

    wanted = [f"not_on_list.{reason}" for reason in REASONS]
    wanted += [f"{table}.{task}" for task in DoorTask for table in ("door_task", "door_how")]
    wanted += [f"told.{code}" for code in Told] + [f"visit_next.{code}" for code in Next]
    assert [code for code in wanted if not known(code)] == []
    assert say("door_note.safety")

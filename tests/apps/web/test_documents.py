"""Is a document whole, in order, readable aloud, and shown as it was typed?"""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from vangnet.apps.web.paper import Boxed, Facts, Grid, Heading, Paper, Points, Said, Signed, paper_pdf


def paper(*blocks: Any, **how: Any) -> PdfReader:
    document = Paper("Besluit op uw aanvraag", "Gemeente De Wolden aan Zee", blocks, **how)
    return PdfReader(io.BytesIO(paper_pdf(document)))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


ALL = (
    Heading("Wat wij besluiten"),
    Said("U krijgt hulp."),
    Said("Artikel 4a Wgs", quiet=True),
    Points(("bellen", "langskomen")),
    Points(("eerst dit", "dan dat"), numbered=True),
    Facts((("Dossier", "VN-2026-00001"),)),
    Grid(("Schuldeiser", "Bedrag"), (("Voorbeeldwonen", "€ 1.204,00"),), sums=(1,), title="Schulden"),
    Boxed("Niet mee eens?", "Maak binnen zes weken bezwaar."),
    Signed(("namens de gemeente", "de bewoner")),
)


def test_every_block_is_said_in_its_order() -> None:
    text = text_of(paper(*ALL, about="27 november 2026", to=("A. de Jong", "Molenweg 12"), foot="Vertrouwelijk"))
    told = ["A. de Jong", "Besluit op uw aanvraag", "27 november 2026", "Wat wij besluiten", "U krijgt hulp.",
            "Artikel 4a Wgs", "bellen", "dan dat", "VN-2026-00001", "Schulden", "€ 1.204,00", "Niet mee eens?",
            "de bewoner", "Vertrouwelijk"]  # fmt: skip
    assert [text.index(words) for words in told] == sorted(text.index(words) for words in told)


def test_it_can_be_read_aloud_and_says_its_language() -> None:
    root: Any = paper(*ALL).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()


@pytest.mark.parametrize("typed", ['#panic("x")', '"; #read("paper.typ")', "*vet* _x_ $y$", "[#", "\\", "@ref", "ﷺ 中"])
def test_what_somebody_typed_is_shown_as_it_is(typed: str) -> None:
    text = text_of(paper(Said(f"begin {typed} eind"), Facts(((typed, typed),)), Grid((typed,), ((typed,),))))
    assert "begin" in text
    if typed.isascii():
        assert "".join(typed.split()) in "".join(text.split())


def test_a_section_can_begin_on_a_page_of_its_own() -> None:
    assert len(paper(Said("een"), Heading("Twee", new_page=True), Said("twee")).pages) == 2

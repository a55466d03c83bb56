"""How does something become paper? Tagged PDF (PDF/UA-1), black on white, set on this machine alone.

A letter, a decision, a file for the court: each is a ``Paper`` of blocks in the order in which it is read; one template
sets them all. What is said arrives as data and is never read as markup.
"""

from collections.abc import Callable, Sequence
from importlib import resources
from typing import Any

import msgspec
import typst
from django.http import HttpResponse
from django.utils import translation

from vangnet.apps.web.texts import spoken


class Block(msgspec.Struct, frozen=True, tag_field="kind", tag=str.lower):
    """A piece of a paper."""


class Heading(Block, frozen=True):
    """Begins a section; ``new_page`` lets it begin on a page of its own."""

    text: str
    level: int = 2
    new_page: bool = False


class Said(Block, frozen=True):
    """A paragraph; a ``quiet`` one explains where something comes from."""

    text: str
    quiet: bool = False


class Points(Block, frozen=True):
    """Several things of one kind; numbered where their order matters."""

    items: Sequence[str]
    numbered: bool = False


class Facts(Block, frozen=True):
    """What is known, each with its name before it."""

    rows: Sequence[tuple[str, str]]


class Grid(Block, frozen=True):
    """Rows under a head. Columns whose number stands in ``sums`` hold amounts and are set to the right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    sums: Sequence[int] = ()
    title: str = ""
    widths: Sequence[int] = ()
    """How wide the columns are beside each other; equal where nothing is said."""


class Boxed(Block, frozen=True):
    """What must not be missed: a term, how to object, whom to call."""

    title: str
    text: str


class Signed(Block, frozen=True):
    """Room to sign, one place for each of these."""

    who: Sequence[str]


class Paper(msgspec.Struct, frozen=True):
    """One document. ``to`` are the lines of the address, ``about`` stands under the title (day, number)."""

    title: str
    sender: str
    blocks: Sequence[Heading | Said | Points | Facts | Grid | Boxed | Signed]
    about: str = ""
    to: Sequence[str] = ()
    foot: str = ""
    card: bool = False
    """Small enough to keep at hand (A6, lying), and nothing at its foot; what is boxed stands out from afar."""


def paper_file(make: Callable[[], Paper], name: str, language: str = "nl", *, inline: bool = False) -> HttpResponse:
    """What ``make`` writes, as a file of this name: in the language of whoever reads it, never in that of the screen.

    A municipality writes Dutch unless another language works better for the reader (art. 2:6 Awb); courts and
    creditors read Dutch.
    """
    with translation.override(language):
        response = HttpResponse(paper_pdf(make()), content_type="application/pdf")
        response["Content-Language"] = spoken()
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}.pdf"'
    return response


def paper_pdf(paper: Paper) -> bytes:
    """This document, told to be in the language that is spoken now."""
    said = msgspec.to_builtins(paper) | {"language": spoken()}
    return set_paper("vangnet.apps.web", "paper.typ", said)


def set_paper(package: str, template: str, said: dict[str, Any]) -> bytes:
    """What ``package``/printed/``template`` makes of ``said``, which it finds as JSON in ``sys.inputs.said``.

    A letter that our own fonts cannot show is no reason to have no paper: then it is set with the fonts of this
    machine, without the claim of accessibility that such a letter breaks.
    """
    inputs = {"said": msgspec.json.encode(said).decode()}
    with resources.as_file(resources.files(package) / "printed") as folder:
        source = str(folder / template)
        try:
            how: dict[str, Any] = {"ignore_system_fonts": True, "pdf_standards": ["ua-1"]}
            return bytes(typst.compile(source, root=str(folder), sys_inputs=inputs, **how))
        except typst.TypstError:
            return bytes(typst.compile(source, root=str(folder), sys_inputs=inputs, ignore_system_fonts=False))

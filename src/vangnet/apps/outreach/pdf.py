"""How does a looplijst become a PDF? Tagged (PDF/UA-1), black and white, set on this machine alone."""

from importlib import resources
from typing import Any

import msgspec
import typst
from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.outreach.sheet import Sheet, WalkSheet, as_data
from vangnet.apps.outreach.visits import Next
from vangnet.apps.web.texts import day, say, spoken, word
from vangnet.domain.codes import Reached

_TEMPLATE = "round.typ"
_TAPS = (Reached.SPOKEN, Reached.HOUSEMATE, Reached.NOT_REACHED, Reached.WRONG_ADDRESS)
ANSWERS = (Next.ACCEPTED, Next.THINKS, Next.DECLINED)
"""What paper asks; a wish goes in the remark."""


def round_pdf(municipality: Municipality, sheet: Sheet) -> bytes:
    """The whole round, each walk from a new page. Nothing of what it says can be read as markup.

    A letter that our own fonts cannot show is no reason to have no list: then it is set with the fonts of this
    machine, without the claim of accessibility that such a letter breaks.
    """
    said = {"sheet": msgspec.json.encode(_said(municipality, sheet)).decode()}
    try:
        return _set(said, ignore_system_fonts=True, pdf_standards=["ua-1"])
    except typst.TypstError:
        return _set(said, ignore_system_fonts=False)


def _set(said: dict[str, str], **how: Any) -> bytes:
    with resources.as_file(resources.files("vangnet.apps.outreach") / "printed") as folder:
        return bytes(typst.compile(str(folder / _TEMPLATE), root=str(folder), sys_inputs=said, **how))


def _said(municipality: Municipality, sheet: Sheet) -> dict[str, Any]:
    """The sheet with every word on it, in the language of the one who asks."""
    data = as_data(sheet)
    for told, walk in zip(data["walks"], sheet.walks, strict=True):
        told["summary"] = summary(walk)
    return data | {
        "language": spoken(),
        "municipality": municipality.name,
        "title": title(sheet),
        "remarks": [say("door_note.safety")],
        "foot": _("Vertrouwelijk. Lever deze lijst na afloop in."),
        "words": {
            "case": _("dossier"),
            "for_whom": _("Voor"),
            "nothing": _("Er staan geen adressen op deze lijst."),
            "remark": _("Opmerking:"),
            "results": [say(f"reached_tap.{tap}") for tap in _TAPS] + [_("Envelop achtergelaten")],
            "answers": [_("Hulp aangeboden")] + [say(f"visit_next.{answer}") for answer in ANSWERS],
        },
    }


def title(sheet: Sheet) -> str:
    """What the sheet is called: which day and which part of it."""
    part = word(sheet.part)
    return _("Looplijst %(day)s, %(part)s") % {"day": day(sheet.round.day, "full"), "part": part}


def summary(walk: WalkSheet) -> str:
    """How long a walk is."""
    return length(len(walk.lines), walk.walker.metres, walk.walker.minutes)


def length(doors: int, metres: int, minutes: int) -> str:
    """So many addresses, and where places are known how far and how long."""
    told = say("walk.addresses", count=doors)
    return f"{told} · {say('walk.length', km=_km(metres), minutes=minutes)}" if metres else told


def _km(metres: int) -> str:
    return f"{metres / 1000:.1f}".replace(".", "," if spoken() == "nl" else ".")

"""What does a looplijst say on paper? The same whether the browser prints it or it comes as a PDF."""

from typing import Any

from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.outreach.sheet import Sheet, WalkSheet, as_data
from vangnet.apps.outreach.visits import Next
from vangnet.apps.web.paper import set_paper
from vangnet.apps.web.texts import day, say, spoken, word
from vangnet.domain.codes import Reached

_TAPS = (Reached.SPOKEN, Reached.HOUSEMATE, Reached.NOT_REACHED, Reached.WRONG_ADDRESS)
_ANSWERS = (Next.ACCEPTED, Next.THINKS, Next.DECLINED)
"""What paper asks; a wish goes in the remark."""


def round_pdf(municipality: Municipality, sheet: Sheet) -> bytes:
    """The whole round, each walk from a new page."""
    return set_paper("vangnet.apps.outreach", "round.typ", said(municipality, sheet))


def said(municipality: Municipality, sheet: Sheet) -> dict[str, Any]:
    """The sheet with every word on it, in the language of the one who asks."""
    data = as_data(sheet)
    for told, walk in zip(data["walks"], sheet.walks, strict=True):
        told["summary"] = summary(walk)
    return data | {
        "language": spoken(),
        "municipality": municipality.name,
        "title": title(sheet),
        "when": " · ".join(told for told in (sheet.hours, sheet.round.area) if told),
        "remarks": [say("door_note.safety")],
        "foot": _("Vertrouwelijk. Lever deze lijst na afloop in."),
        "words": {
            "case": _("dossier"),
            "for_whom": _("Voor"),
            "nothing": _("Er staan geen adressen op deze lijst."),
            "remark": _("Opmerking:"),
            "results": [say(f"reached_tap.{tap}") for tap in _TAPS] + [_("Envelop achtergelaten")],
            "answers": [_("Hulp aangeboden")] + [say(f"visit_next.{answer}") for answer in _ANSWERS],
        },
    }


def title(sheet: Sheet) -> str:
    """What the sheet is called: which day and which part of it."""
    part = word(sheet.part)
    return _("Looplijst %(day)s, %(part)s") % {"day": day(sheet.round.day, "full"), "part": part}


def summary(walk: WalkSheet) -> str:
    """How long a walk is."""
    return length(walk.stops, walk.walker.metres, walk.walker.minutes)


def length(doors: int, metres: int, minutes: int) -> str:
    """So many addresses, and where places are known how far and how long."""
    told = say("walk.addresses", count=doors)
    return f"{told} · {say('walk.length', km=_km(metres), minutes=minutes)}" if metres else told


def _km(metres: int) -> str:
    return f"{metres / 1000:.1f}".replace(".", "," if spoken() == "nl" else ".")

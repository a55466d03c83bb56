"""What of a money picture does the resident want the judge to see? Nothing, until somebody says so.

It is chosen piece by piece on the picture. That the judge may see money at all is the consent for the pack, which the
court's page keeps.
"""

from collections.abc import Collection

from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.money import MoneyTold, Row
from vangnet.apps.support.models import Flow, Picture
from vangnet.apps.support.pictures import picture_of
from vangnet.apps.support.reckoning import Reckoned, as_money, reckon
from vangnet.apps.support.shown import flow_said
from vangnet.apps.web.texts import euro, word
from vangnet.domain import money
from vangnet.domain.codes import MoneyPiece


def pieces(picture: Picture | None) -> list[MoneyPiece]:
    """What of this picture is shown, in its order."""
    kept = picture.shown.split() if picture else []
    return [piece for piece in MoneyPiece if piece in kept]


def kept(chosen: Collection[str]) -> str:
    """The same as it is stored."""
    return " ".join(piece for piece in MoneyPiece if piece in chosen)


def shown_to_the_judge(municipality: Municipality, case: int, person: int) -> list[MoneyTold]:
    """The chosen pieces of this person's newest picture; nothing where nothing was chosen or told."""
    found = Case.of(municipality).filter(pk=case).first()
    picture = picture_of(found, person) if found else None
    chosen = pieces(picture)
    if picture is None or not chosen:
        return []
    flows = list(Flow.of(municipality).filter(picture=picture).order_by("id"))
    if not flows:
        return []
    reckoned = reckon(picture, flows, clock.today())
    return [told for piece in chosen if (told := _piece(piece, flows, reckoned)).rows]


def _piece(piece: MoneyPiece, flows: list[Flow], reckoned: Reckoned) -> MoneyTold:
    said = word(piece)
    title = f"{said[:1].upper()}{said[1:]}, {_('per maand')}"
    if piece is MoneyPiece.LEFT:
        return MoneyTold(title, ((_("Samen"), euro(reckoned.left)),))
    incoming = piece is MoneyPiece.INCOMING
    total = reckoned.incoming if incoming else reckoned.outgoing
    rows: list[Row] = [
        (flow_said(flow), euro(money.monthly(as_money(flow))))
        for flow in flows
        if flow.incoming is incoming and not flow.comes_once
    ]
    return MoneyTold(title, (*rows, (_("Samen"), euro(total)))) if rows else MoneyTold(title, ())

"""What does a partner itself call what it sent? Its references and its columns, for telling it what came of them."""

from collections.abc import Collection

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.intake.models import SavedLayout, Signal
from vangnet.apps.intake.reading.drafts import Field
from vangnet.apps.intake.reading.layouts import Format, from_json
from vangnet.apps.intake.reading.values import DateOrder
from vangnet.apps.partners.evidence import Steps
from vangnet.apps.partners.models import Partner
from vangnet.apps.partners.references import OwnFile


def references(municipality: Municipality, signals: Collection[int]) -> dict[int, str]:
    """By signal: the reference that its row held, where it held one. One query."""
    found = Signal.of(municipality).filter(pk__in=signals).exclude(reference="")
    return dict(found.values_list("pk", "reference"))


def evidence(municipality: Municipality, signals: Collection[int]) -> list[Steps]:
    """What these signals said of the steps before the report. One query."""
    found = Signal.of(municipality).filter(pk__in=signals).order_by("id")
    return [Steps(*said) for said in found.values_list(*Steps._fields)]


def own_file(partner: Partner) -> OwnFile | None:
    """How this partner's own files look, by its newest layout; None while it has none. One query."""
    saved = SavedLayout.of(partner.municipality_id).filter(partner=partner).order_by("-saved_at", "-id").first()
    if saved is None:
        return None
    layout = from_json(saved.content)
    return OwnFile(
        reference=" ".join(_name(column) for column in layout.columns_of(Field.REFERENCE)),
        year_first=layout.date_order is DateOrder.YMD,
        spreadsheet=layout.format is Format.XLSX,
        separator=layout.separator or ("," if layout.decimal == "." else ";"),
    )


def _name(column: str) -> str:
    """A column's own name; in XML and JSON the last part of its path: "verzekering/@nr" is "nr"."""
    return column.rpartition("/")[2].lstrip("@")

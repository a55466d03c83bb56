"""What do the pages of the deliveries show? Counts, sentences and tables; the views hand them to the templates."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.intake import deliveries, said
from vangnet.apps.intake.models import GOING, WAITING, Delivery, RowProblem, Signal
from vangnet.apps.intake.reading import Code
from vangnet.apps.web.components import Action, Cell, Chip, Column, Table, Work
from vangnet.apps.web.reading.said import place_said
from vangnet.apps.web.texts import day, number, say

MOST = 50
"""So many rows of what is wrong stand on one page."""
_NOTHING_COUNTS = frozenset({*GOING, Delivery.Status.CANCELLED, Delivery.Status.FAILED} - {Delivery.Status.RUNNING})
"""What was counted is not so yet, or no longer."""
_KINDS = {"done": "good", "waiting": "soon", "unmapped": "soon", "failed": "alarm", "staged": "net", "running": "net"}


def chip(found: Delivery) -> Chip:
    """Where a delivery stands."""
    if found.status == Delivery.Status.STAGED and found.nothing_new:
        return Chip(_("al eerder opgenomen"))
    return Chip(say(f"delivery_status.{found.status}"), _KINDS.get(found.status, "plain"))  # type: ignore[arg-type]


def _stand(row: Delivery) -> Chip:
    """In the list also how many rows stand apart, where the rows were counted."""
    stand, apart = chip(row), row.counts.get("read", {}).get("apart", 0)
    if not apart or row.status in _NOTHING_COUNTS:
        return stand
    told = ngettext("%(count)s rij apart", "%(count)s rijen apart", apart) % {"count": number(apart)}
    return replace(stand, text=f"{stand.text}, {told}")


def table(rows: list[Delivery]) -> Table:
    """The list of deliveries."""
    heads = (_("Bestand"), _("Partner"), _("Ontvangen"), _("Rijen"), _("Stand"))
    return Table(
        caption=_("Aanleveringen, nieuwste eerst"),
        columns=[Column(head, head == _("Rijen")) for head in heads],
        rows=[
            (
                Cell(Path(row.name).name, reverse("delivery", args=[row.pk])),
                Cell(row.partner.name),
                Cell(day(row.received_on, "year")),
                Cell(_rows(row)),
                Cell("", chip=_stand(row)),
            )
            for row in rows
        ],
        hidden_caption=True,
    )


def _rows(row: Delivery) -> str:
    read = row.counts.get("read")
    return number(read["rows"]) if read else "–"


def work(found: Delivery) -> Work | None:
    """Long work under way; None when nothing is."""
    url = "" if found.stands_still(clock.now()) else reverse("delivery_progress", args=[found.pk])
    good = found.counts.get("read", {}).get("rows", 0)
    if found.status == Delivery.Status.STAGING:
        detail = _("%(rows)s rijen gelezen.") % {"rows": number(good)}
        return Work(_("Lezen en controleren"), found.checked_to, max(good, found.checked_to + 1), url, detail)
    if found.status == Delivery.Status.RUNNING:
        return Work(_("Opnemen"), found.done_to, max(good, found.done_to + 1), url)
    if found.status == Delivery.Status.CANCELLING:
        left = Signal.of(found.municipality_id).filter(delivery=found).count()
        return Work(_("Ongedaan maken"), max(good - left, 0), max(good, 1), url)
    return None


def figures(found: Delivery) -> list[tuple[str, list[tuple[str, int]]]]:
    """Counts under two headings: what was read, and what becomes of it. Nothing is shown twice."""
    read = found.counts.get("read")
    if not read or found.status in _NOTHING_COUNTS:
        return []
    done = found.counts.get("done") or found.counts.get("planned", {})
    became = _("Wat ermee is gebeurd") if found.counts.get("done") else _("Wat ermee zou gebeuren")
    lines = {
        _("opgepakt"): done.get("taken_up", 0),
        _("wie is dit?"): done.get("waiting_who", 0),
        _("welke huisgenoot?"): done.get("waiting_person", 0),
        _("wel of niet oppakken?"): done.get("waiting_triage", 0),
        _("herhaald, niet hoger"): done.get("set_aside.repeat", 0),
        _("onder de grens van de gemeente"): done.get("set_aside.unjustified", 0),
        _("al bekend, overgeslagen"): done.get("known", 0),
        _("onrechtmatig, gewist"): done.get("unlawful", 0),
    }
    cases = {
        _("nieuwe dossiers"): done.get("opened", 0),
        _("bij een open dossier"): done.get("joined", 0),
        _("niet in de registratie"): done.get("newcomers", 0),
        _("met crisis"): done.get("remark.crisis", 0),
    }
    rows = {
        _("rijen"): read["rows"],
        _("goed"): read["good"],
        _("apart gezet"): read["apart"],
        _("met een opmerking"): read["remarks"],
        _("totaalregels overgeslagen"): read["totals"],
        _("lege regels overgeslagen"): read["blank"],
    }
    groups = [(_("Gelezen"), rows), (became, lines), (_("Dossiers"), cases)]
    kept = [(head, [(text, count) for text, count in some.items() if count]) for head, some in groups]
    return [(head, some) for head, some in kept if some]


def problems(rows: list[RowProblem]) -> Table:
    """What is wrong with or remarkable about which row."""
    heads = (_("Waar in het bestand"), _("Kolom"), _("Wat er staat"), _("Wat er mis is, en hoe het goed komt"))
    return Table(
        caption=_("Wat er mis is in het bestand"),
        columns=[Column(head) for head in heads],
        rows=[
            (
                Cell(place_said(row.row, row.line)),
                Cell(row.column or "–"),
                Cell(row.value or "–"),
                Cell(said.problem(row), chip=None if row.apart else Chip(_("opmerking"), "plain")),
            )
            for row in rows
        ],
        hidden_caption=True,
    )


def unlawful(found: Delivery) -> list[tuple[int, str]]:
    """Row and reason of what would be erased; afterwards only their number is left."""
    rows = Signal.of(found.municipality_id).filter(delivery=found, status="staged", plan="unlawful").order_by("row")
    return [(row, said.remarks(told)[0]) for row, told in rows.values_list("row", "remarks")[:MOST]]


def misread(found: Delivery) -> str:
    """In how many rows letters read wrong, while that can still be mended; empty where all makes sense."""
    if found.status not in {Delivery.Status.STAGED, Delivery.Status.WAITING}:
        return ""
    rows = RowProblem.of(found.municipality_id).filter(delivery=found, code=Code.OTHER_ALPHABET)
    count = rows.values("row").distinct().count()
    told = ngettext(
        "In %(count)s rij staat een vreemd teken in een woord.",
        "In %(count)s rijen staat een vreemd teken in een woord.",
        count,
    )
    return told % {"count": number(count)} if count else ""


def brake(found: Delivery) -> dict[str, Any] | None:
    """What makes its size unusual; None where it is not, or somebody said that it is right."""
    if found.status not in {Delivery.Status.STAGED, Delivery.Status.WAITING} or not deliveries.brakes(found):
        return None
    return {"good": found.counts["read"]["good"], "usual": round(deliveries.usual_rows(found) or 0)}


def waiting(municipality: Municipality | int, of: Sequence[Delivery]) -> str:
    """How many signals of these deliveries wait for somebody; empty when none does. One query."""
    count = Signal.of(municipality).filter(delivery__in=of, status__in=WAITING).count()
    told = ngettext("%(count)s signaal wacht nog op iemand.", "%(count)s signalen wachten nog op iemand.", count)
    return told % {"count": number(count)} if count else ""


def follows(found: Delivery) -> list[tuple[str, Action | None]]:
    """What is to be done once it was taken in: a sentence each, and where one does it."""
    if found.status != Delivery.Status.DONE:
        return []
    done, cases = found.counts.get("done", {}), reverse("case_list")
    opened, joined = done.get("opened", 0), done.get("joined", 0)
    apart = found.counts.get("read", {}).get("apart", 0)
    new = ngettext(
        "%(count)s nieuw dossier, dat een eigenaar nodig heeft.",
        "%(count)s nieuwe dossiers, die elk een eigenaar nodig hebben.",
        opened,
    )
    more = ngettext(
        "%(count)s signaal kwam in een dossier dat al open was.",
        "%(count)s signalen kwamen in een dossier dat al open was.",
        joined,
    )
    left_out = ngettext(
        "%(count)s rij staat apart en is niet opgenomen.", "%(count)s rijen staan apart en zijn niet opgenomen.", apart
    )
    signals = Action(f"{reverse('signal_list')}?delivery={found.pk}", _("Naar Signalen"))
    download = Action(reverse("delivery_bad_rows", args=[found.pk]), _("Download deze rijen")) if found.stored else None
    return [
        *([(waits, signals)] if (waits := waiting(found.municipality_id, [found])) else []),
        *_if_any(opened, new, Action(f"{cases}?filter=1&owner=nobody", _("Dossiers zonder eigenaar"))),
        *_if_any(joined, more, Action(cases, _("Naar Dossiers"))),
        *_if_any(apart, left_out, download),
    ]


def _if_any(count: int, told: str, way: Action | None) -> list[tuple[str, Action | None]]:
    return [(told % {"count": number(count)}, way)] if count else []

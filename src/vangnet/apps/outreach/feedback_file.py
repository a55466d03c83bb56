"""How does a partner get its results as a file, in its own layout and safe to open in a spreadsheet?"""

import io
from collections.abc import Sequence

import xlsxwriter

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.outreach.feedback import Line
from vangnet.apps.outreach.feedback_tree import as_json, as_xml
from vangnet.apps.outreach.models import FeedbackLayout
from vangnet.apps.partners.models import Partner
from vangnet.apps.partners.references import OwnFile, Reported, own_file
from vangnet.apps.web.spreadsheet import csv_file
from vangnet.apps.web.texts import say

CONTENT_TYPES = {
    FeedbackLayout.Format.CSV: "text/csv; charset=utf-8",
    FeedbackLayout.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FeedbackLayout.Format.XML: "application/xml",
    FeedbackLayout.Format.JSON: "application/json",
}
_TREES = {FeedbackLayout.Format.XML: as_xml, FeedbackLayout.Format.JSON: as_json}
_LONGEST = 200
"""Half a path leads nowhere: what is longer is left for what it is."""


def layout_of(municipality: Municipality, partner: Partner) -> FeedbackLayout:
    """How this partner wants its file; while nothing was agreed, as it writes its own deliveries."""
    agreed = FeedbackLayout.of(municipality).filter(partner=partner).first()
    return agreed or _as_it_writes(FeedbackLayout(municipality=municipality, partner=partner), own_file(partner))


def _as_it_writes(plain: FeedbackLayout, own: OwnFile | None) -> FeedbackLayout:
    """With the partner's own name for its reference, so that the file can be laid beside what it sent."""
    if own is None:
        return plain
    plain.reference = own.reference if 0 < len(own.reference) <= _LONGEST else plain.reference
    plain.record = own.record if len(own.record) <= _LONGEST else ""
    plain.days = FeedbackLayout.Days.ISO if own.year_first else FeedbackLayout.Days.DUTCH
    plain.format = own.format if own.format in FeedbackLayout.Format else FeedbackLayout.Format.CSV
    plain.separator = own.separator if own.separator in FeedbackLayout.Separator else FeedbackLayout.Separator.SEMICOLON
    return plain


def as_file(lines: Sequence[Line], layout: FeedbackLayout, format_: str) -> bytes:
    """The lines under this partner's names, as a file of that kind. Always in Dutch: it is a partner's file."""
    columns = _columns(layout, untraced=not all(line.reference for line in lines))
    told = [_said(line, layout) for line in lines]
    if write := _TREES.get(FeedbackLayout.Format(format_)):
        tree = [[(name, said[key]) for name, key in columns if key != "trace" or said[key]] for said in told]
        return write(tree, layout.record)
    paths = layout.format in _TREES
    rows = [[_last(name) if paths else name for name, _ in columns]]
    rows += [[said[key] for _, key in columns] for said in told]
    return _xlsx(rows) if format_ == FeedbackLayout.Format.XLSX else csv_file(rows, layout.separator)


def _last(path: str) -> str:
    """What a column is called that has a path elsewhere: "verzekering/@nr" is "nr"."""
    return path.rpartition("/")[2].lstrip("@")


def _columns(layout: FeedbackLayout, *, untraced: bool) -> list[tuple[str, str]]:
    """The partner's name of each column that it wants, and what stands in it.

    Only where a line has no reference (``untraced``) one more tells which report it was, so that a file of which the
    partner knows every line keeps the columns that were agreed.
    """
    wanted = ("reference", *(["trace"] if untraced else []), "day", "code", "text")
    return [(str(getattr(layout, key)), key) for key in wanted if getattr(layout, key)]


def _said(line: Line, layout: FeedbackLayout) -> dict[str, str]:
    return {
        "reference": line.reference,
        "trace": report_said(line.reported, "nl"),
        "day": line.on.strftime(layout.days),
        "code": line.code.value,
        "text": say(f"told.{line.code}", "nl"),
    }


def report_said(report: Reported | None, language: str | None = None) -> str:
    """Which report it was, as the partner finds it back; empty where its reference says so, or nobody knows."""
    if report is None:
        return ""
    if not report.file:
        return say("reported.by_hand", language, on=report.on)
    return say("reported.in_a_file", language, file=report.file, row=report.row, on=report.on)


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """Every cell is text, so nothing is run and no reference loses its zeros."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Terugkoppeling")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(at, column, value)
        sheet.set_column(0, 4, 28)
    return file.getvalue()

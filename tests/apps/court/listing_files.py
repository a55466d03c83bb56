"""What do the lists of courts and bailiffs look like in these stories, and how are they brought in?"""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from html import unescape
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case, Person
from vangnet.apps.cases.neighbourhood import Neighbourhood, write_keys
from vangnet.apps.cases.story import facts_of
from vangnet.apps.court.models import HearingList, ListedRow
from vangnet.domain.case import Case as Facts

HEAD = (
    "Zaaknummer",
    "Gedaagde",
    "Adres",
    "Postcode",
    "Woonplaats",
    "Eiser",
    "Rechtbank",
    "Zittingsdatum",
    "Tijd",
    "Zaal",
)
JANSEN: Mapping[str, str] = {
    "Zaaknummer": "11223344 CV EXPL 26-5",
    "Gedaagde": "A. Jansen",
    "Adres": "Molenweg 2",
    "Postcode": "9102 DB",
    "Woonplaats": "Voorbeeldstad",
    "Eiser": "Stichting Woonveste",
    "Rechtbank": "Rechtbank Rotterdam",
    "Zittingsdatum": "04-12-2026",
    "Tijd": "9:30",
    "Zaal": "4",
}
"""The hearing that the dossier of Jansen has."""


def row(**other: str) -> dict[str, str]:
    """A row as that of Jansen, but for what is named."""
    return {**JANSEN, **other}


def csv_of(*rows: Mapping[str, str], separator: str = ";", encoding: str = "utf-8") -> bytes:
    """A list as a court sends it."""
    lines = [HEAD, *([one.get(name, "") for name in HEAD] for one in rows)]
    return "\r\n".join(separator.join(line) for line in lines).encode(encoding)


def xlsx_of(head: Sequence[str], *rows: Sequence[Any], more: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """The same as a workbook, dates and all."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page, day = book.add_worksheet("Rol"), book.add_format({"num_format": "dd-mm-yyyy"})
        for place, line in enumerate((head, *rows)):
            for column, value in enumerate(line):
                if isinstance(value, date):
                    page.write_datetime(place, column, value, day)
                else:
                    page.write(place, column, value)
        for name, cells in (more or {}).items():
            book.add_worksheet(name).write_row(0, 0, cells)
    return out.getvalue()


def json_of(*rows: Mapping[str, str]) -> bytes:
    """The same as JSON."""
    return json.dumps({"zittingen": list(rows)}).encode()


def xml_of(*rows: Mapping[str, str]) -> bytes:
    """The same as XML."""
    told = "".join(f"<zaak>{''.join(f'<{k}>{v}</{k}>' for k, v in one.items())}</zaak>" for one in rows)
    return f"<?xml version='1.0' encoding='UTF-8'?><rol>{told}</rol>".encode()


def bring(browser: Client, content: bytes, name: str = "rol.csv") -> Any:
    """Bring in a file; gives the page to which that leads."""
    return browser.post(reverse("hearing_lists"), {"sent": SimpleUploadedFile(name, content)}, follow=True)


def let_be_found(municipality: Municipality) -> None:
    """Everybody here has the keys by which matching finds them."""
    everybody = Person.of(municipality).values_list("id", flat=True)
    known = Neighbourhood(municipality.pk).known(list(everybody))
    write_keys(municipality.pk, [one.form for one in known.values()])


def told(case: Case) -> Facts:
    return facts_of(case.municipality, {case.pk})[case.pk]


def the_list(municipality: Municipality) -> HearingList:
    return HearingList.of(municipality).order_by("-id")[0]


def statuses(found: HearingList) -> list[str]:
    return list(
        ListedRow.of(found.municipality).filter(hearing_list=found).order_by("row").values_list("status", flat=True)
    )


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return unescape(answer.text).replace("\u00a0", " ")


def take_in(browser: Client, found: HearingList) -> str:
    return text(browser.post(reverse("hearing_list_take", args=[found.pk]), follow=True))


def decide(browser: Client, one: ListedRow, **choice: str) -> str:
    return text(browser.post(reverse("listed_row", args=[one.pk]), choice, follow=True))

"""In which layout does each of the eight example partners send its file?"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

import msgspec
import xlsxwriter

from vangnet.apps.demo.lines import Delivery, Line
from vangnet.apps.demo.writer import Written, plain


class Layout(NamedTuple):
    """How a partner's file ends, and how it is made."""

    extension: str
    write: Callable[[Delivery], bytes]


def _head(names: str) -> list[str]:
    """Column names from one text; an underscore stands for a space."""
    return [name.replace("_", " ") for name in names.split()]


def dutch_day(day: date | None) -> str:
    """31-12-1999, or nothing."""
    return f"{day:%d-%m-%Y}" if day else ""


def iso_day(day: date | None) -> str:
    """1999-12-31, or nothing."""
    return day.isoformat() if day else ""


def dutch_euros(cents: int) -> str:
    """1.234,56."""
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"


def _csv(rows: Iterable[Iterable[str]], delimiter: str, encoding: str, end: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def _xlsx(rows: Iterable[Iterable[str | float | date | None]], made: date) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
        book.set_properties({"created": datetime(made.year, made.month, made.day, tzinfo=UTC)})
        sheet = book.add_worksheet("Sheet")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_number(row, column, cell)
    return out.getvalue()


def _suffix(written: Written) -> str:
    return f"{written.letter}{written.suffix}"


def _spaced(postcode: str) -> str:
    return f"{postcode[:4]} {postcode[4:]}"


def _house(written: Written, between: str) -> str:
    suffix = _suffix(written)
    return f"{written.number}{between}{suffix}" if suffix else written.number


def _behind(written: Written) -> str:
    """As an index has it: "Berg, van den"."""
    return f"{written.surname}, {written.prefix}" if written.prefix else written.surname


def _in_front(written: Written) -> str:
    """As it is said: "van den Berg"."""
    return f"{written.prefix} {written.surname}".strip()


def _woonveste(delivery: Delivery) -> bytes:
    head = (
        "Huurdernr Naam Voorletters Geb.datum Straat Huisnr Postcode Plaats Telefoon E-mail Achterstand "
        "Achterstand_sinds Aantal_maanden Herinnering_d.d. Contactpoging_d.d. Gewezen_op_schuldhulp Bezwaar"
    )
    rows = [_head(head)]
    for line in delivery.lines:
        w = line.written
        who = [line.contract.reference, _behind(w), w.initials, dutch_day(w.birth_date)]
        where = [w.street, _house(w, ""), _spaced(w.postcode), delivery.town, w.phone, w.email]
        debt = [dutch_euros(line.cents), dutch_day(line.since), str(line.months)]
        steps = [dutch_day(_later(line, 9)), dutch_day(_later(line, 20)), "Ja", "Nee"]
        rows.append(who + where + debt + steps)
    total = dutch_euros(sum(line.cents for line in delivery.lines))
    rows.append(["Totaal", *[""] * 9, total, *[""] * 6])
    return _csv(rows, ";", "cp1252")


def _later(line: Line, days: int) -> date:
    return min(date.fromordinal(line.since.toordinal() + days), line.reported)


def _thuisborg(delivery: Delivery) -> bytes:
    head = "Contractnummer Huurder Geboortedatum Adres Mobiel Saldo Oudste_openstaande_post Ontruiming_aangezegd"
    rows: list[list[str | float | date | None]] = [
        [f"Thuisborg - vroegsignalering {delivery.month}"],
        [],
        [*_head(head)],
    ]
    for line in delivery.lines:
        w = line.written
        address = f"{w.street} {_house(w, '-')}, {_spaced(w.postcode)} {delivery.town}"
        name = f"{w.initials} {_in_front(w)}"
        who = [line.contract.reference, name, w.birth_date, address, w.phone]
        rows.append([*who, line.cents / 100, line.since, line.danger])
    return _xlsx(rows, delivery.reported)


def _vandaal(delivery: Delivery) -> bytes:
    rows: list[list[str]] = [["naam huurder", "adres", "postcode plaats", "tel", "huur achter", "vanaf"]]
    for line in delivery.lines:
        w = line.written
        address = f"{w.street} {_house(w, '-')}"
        place = f"{w.postcode} {delivery.town}"
        name = f"{w.first_name} {_in_front(w)}"
        rows.append([name, address, place, w.phone, f"€ {dutch_euros(line.cents)}", dutch_day(line.since)])
    return _xlsx(rows, delivery.reported)


def _lichtstroom(delivery: Delivery) -> bytes:
    """The exchange model for early signals, version 0.9 (VNG, Data Delen Armoede en Schulden)."""
    first = delivery.reported.replace(day=1)
    document = {
        "codeGegevensleverancier": "LICHTSTROOM",
        "startdatumLevering": iso_day(first),
        "einddatumLevering": iso_day(delivery.reported),
        "aanleverdatumEnTijd": f"{iso_day(delivery.reported)}T08:00:00Z",
        "leveringen": [
            {
                "teller": 1,
                "gemeentecode": "9999",
                "aanleverende_organisatie": {"naam": "Lichtstroom BV"},
                "vroegsignalen": [_early_signal(line, delivery.town) for line in delivery.lines],
                "vroegsignaalzaken": [],
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _early_signal(line: Line, town: str) -> dict[str, object]:
    w = line.written
    client = {
        "Voorletters": w.initials,
        "Voorvoegsel": w.prefix,
        "Achternaam": w.surname,
        "Geboortedatum": iso_day(w.birth_date),
        "Straatnaam": w.street,
        "Postcode": w.postcode,
        "Huisnummer": w.number,
        "Huisnummertoevoeging": _suffix(w),
        "Plaatsnaam": town,
    }
    return {
        "ID": line.contract.reference,
        "crisissignaal": line.crisis,
        "warmeOverdracht": False,
        "bedrag": round(line.cents / 100),
        "ontstaansdatum": iso_day(line.since),
        "signaaldatum": iso_day(line.reported),
        "status": "Nog niet opgepakt",
        "signaalpartner": {"type": "Energie"},
        "client": {key: value for key, value in client.items() if value},
    }


def _noordgas(delivery: Delivery) -> bytes:
    head = (
        "customer_id customer_name date_of_birth street house_number postal_code city phone email amount_due "
        "oldest_due_date disconnection_notice"
    )
    rows = [head.split()]
    for line in delivery.lines:
        w = line.written
        phone = f"+31{w.phone[1:]}" if w.phone else ""
        who = [line.contract.reference, f"{w.initials} {_in_front(w)}", iso_day(w.birth_date)]
        where = [w.street, _house(w, " "), w.postcode, delivery.town, phone, w.email]
        debt = [f"{line.cents / 100:.2f}", iso_day(line.since), "Y" if line.danger else "N"]
        rows.append(who + where + debt)
    return _csv(rows, ",", "utf-8-sig")


def _vgz_plus(delivery: Delivery) -> bytes:
    out = ["<?xml version='1.0' encoding='UTF-8'?>", f"<meldingen periode='{delivery.month}'>"]
    for line in delivery.lines:
        w = line.written
        fields = (("naam", w.surname), ("voorvoegsel", w.prefix), ("voorletters", w.initials))
        person = "".join(
            f"<{tag}>{escape(text)}</{tag}>" for tag, text in (*fields, ("geboren", iso_day(w.birth_date)))
        )
        address = f"<adres pc='{w.postcode}' nr='{w.number}' toev={quoteattr(_suffix(w))}/>"
        debt = f"<bedrag valuta='EUR'>{line.cents / 100:.2f}</bedrag><sinds>{iso_day(line.since)}</sinds>"
        key = quoteattr(line.contract.reference)
        out.append(f"<melding nr={key}><verzekerde>{person}</verzekerde>{address}{debt}</melding>")
    return "\n".join([*out, "</meldingen>", ""]).encode()


def _waterland(delivery: Delivery) -> bytes:
    """An old system: capitals, no diacritics, initials without full stops, amounts in cents."""
    rows = [["KLANTNR", "NAAM", "VOORL", "GEBDAT", "STRAAT", "HNR", "TOEV", "PC", "PLAATS", "OPEN_CT", "VANAF"]]
    for line in delivery.lines:
        w = line.written
        born = f"{w.birth_date:%Y%m%d}" if w.birth_date else ""
        who = [line.contract.reference, _capitals(_in_front(w)), _capitals(w.initials.replace(".", "")), born]
        where = [_capitals(w.street), w.number, _suffix(w), w.postcode, _capitals(delivery.town)]
        rows.append([*who, *where, str(line.cents), f"{line.since:%Y%m%d}"])
    return _csv(rows, "\t", "ascii", "\n")


def _capitals(text: str) -> str:
    return plain(text).upper()


def _zorgvast(delivery: Delivery) -> bytes:
    head = (
        "Relatienummer Geslachtsnaam Voorvoegsel Voorletters Geboortedatum Postcode Huisnummer "
        "Huisnummertoevoeging Telefoonnummer Achterstandsbedrag Aantal_dagen_achterstand"
    )
    rows = [_head(head)]
    for line in delivery.lines:
        w = line.written
        who = [line.contract.reference, w.surname, w.prefix, w.initials, dutch_day(w.birth_date)]
        where = [w.postcode, w.number, _suffix(w), w.phone]
        rows.append([*who, *where, dutch_euros(line.cents), str((line.reported - line.since).days)])
    return _csv(rows, ";", "utf-8")


LAYOUTS: dict[str, Layout] = {
    "woonveste": Layout("csv", _woonveste),
    "thuisborg": Layout("xlsx", _thuisborg),
    "vandaal-vastgoed": Layout("xlsx", _vandaal),
    "lichtstroom": Layout("json", _lichtstroom),
    "noordgas": Layout("csv", _noordgas),
    "vgz-plus": Layout("xml", _vgz_plus),
    "waterland": Layout("txt", _waterland),
    "zorgvast": Layout("csv", _zorgvast),
}

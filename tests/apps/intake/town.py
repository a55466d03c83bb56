"""Who lives in the little town of these stories, and which partners report there? Nobody in it exists."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.intake.models import Delivery, SavedLayout, Signal
from vangnet.apps.intake.reading import Field, Format, Layout, Unit, as_json
from vangnet.apps.intake.receiving import receive
from vangnet.apps.intake.residents import import_residents
from vangnet.apps.partners.models import Partner
from vangnet.domain.codes import MatterKind

TODAY = date(2026, 11, 23)
"""A Monday."""
RESIDENTS = """\
resident_id;household_id;bsn;voorletters;voornamen;voorvoegsel;geslachtsnaam;naamgebruik;partner_voorvoegsel;\
partner_naam;geboortedatum;straat;huisnummer;huisletter;toevoeging;postcode;woonplaats;overleden;vertrokken
1;10;990000011;A.;Anton;van;Dijk;E;;;1961-04-23;Molenlaan;12;;;9101AB;Voorbeeldstad;;
2;10;990000023;C.M.;Carla Maria;;Ramlal;V;van;Dijk;1963-02-08;Molenlaan;12;;;9101AB;Voorbeeldstad;;
3;10;990000035;A.;Anton;van;Dijk;E;;;1996-11-05;Molenlaan;12;;;9101AB;Voorbeeldstad;;
4;11;990000047;M.;Milan;;Wójcik;E;;;1988-12-01;Molenlaan;14;A;;9101AB;Voorbeeldstad;;
5;12;990000059;J.P.;Johanna Petra;de;Bruijn;E;;;1970-09-12;Havenkade;36;;3;9120CD;Voorbeeldstad;;
6;13;990000060;H.;Hendrik;;Oosterhuis;E;;;1931-01-15;Havenkade;40;;;9120CD;Voorbeeldstad;2026-10-02;
7;14;990000072;S.R.;Sanne Rosa;;Vermeer;E;;;1990-06-30;Havenkade;42;;;9120CD;Voorbeeldstad;;2026-09-15
"""
COLUMNS = {
    Field.REFERENCE: "Nummer",
    Field.NAME_WHOLE: "Naam",
    Field.BIRTH_DATE: "Geboortedatum",
    Field.ADDRESS_WHOLE: "Adres",
    Field.POSTCODE: "Postcode",
    Field.CITY: "Plaats",
    Field.MUNICIPALITY: "Gemeente",
    Field.PHONE: "Telefoon",
    Field.AMOUNT: "Bedrag",
    Field.SINCE: "Achterstand sinds",
    Field.OBJECTION: "Bezwaar",
    Field.CRISIS: "Crisis",
    Field.EVICTION: "Ontruiming",
    Field.CONTACT_ON: "Contactpoging",
}
OPTIONAL = frozenset(COLUMNS) - {Field.NAME_WHOLE, Field.ADDRESS_WHOLE, Field.AMOUNT}
ANTON = {"Naam": "A. van Dijk", "Adres": "Molenlaan 12", "Postcode": "9101AB", "Geboortedatum": "23-04-1961"}
MILAN = {"Naam": "M. Wojcik", "Adres": "Molenlaan 14A", "Postcode": "9101AB", "Geboortedatum": "01-12-1988"}
BRUIJN = {"Naam": "J.P. de Bruyn", "Adres": "Havenkade 36-3", "Postcode": "9120CD", "Geboortedatum": "12-09-1970"}
AN_ANTON = {"Naam": "A. van Dijk", "Adres": "Molenlaan 12", "Postcode": "9101AB"}
"""Father or son: the household is certain, the person is not."""
STRANGER = {"Naam": "Q. Zonderling", "Adres": "Havenkade 44", "Postcode": "9120CD", "Geboortedatum": "07-07-1977"}
FAR = {
    "Naam": "P. Verweg",
    "Adres": "Dorpsstraat 1",
    "Postcode": "1011AA",
    "Plaats": "Elders",
    "Geboortedatum": "01-02-1980",
}
HALF = {"Naam": "J.P. de Bruijn", "Adres": "Molenlaan 90", "Postcode": "9101AB"}
"""Nobody can tell from this who it is."""
OWED = {"Bedrag": "640,00", "Achterstand sinds": "01-09-2026", "Bezwaar": "nee"}


@dataclass(frozen=True, slots=True)
class Town:
    """The municipality with its register, and partners with a layout."""

    municipality: Municipality
    landlord: Partner
    energy: Partner

    def deliver(
        self,
        rows: Iterable[Mapping[str, Any]],
        partner: Partner | None = None,
        *,
        name: str = "meldingen.csv",
        on: date = TODAY,
    ) -> Delivery:
        """A file with these rows, received and not yet read."""
        content = io.BytesIO(file_of(rows).encode())
        return receive(partner or self.landlord, name, content, by=None, today=on, received_on=on)

    def signals(self, delivery: Delivery) -> list[Signal]:
        """Its signals, in the order of the rows."""
        return list(Signal.of(self.municipality).filter(delivery=delivery).order_by("row"))


def file_of(rows: Iterable[Mapping[str, Any]]) -> str:
    """A CSV file; what a row does not say is owed as usual."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS.values()), delimiter=";", restval="")
    writer.writeheader()
    for number, row in enumerate(rows, start=1):
        writer.writerow({"Nummer": f"H{number}", **OWED, **row})
    return out.getvalue()


def layout(name: str = "eigen", unit: Unit = Unit.EURO, kind: MatterKind | None = None) -> Layout:
    return Layout(name=name, columns=dict(COLUMNS), format=Format.CSV, amount_unit=unit, kind=kind, optional=OPTIONAL)


def make_partner(municipality: Municipality, key: str, kind: Partner.Kind, *, unit: Unit = Unit.EURO) -> Partner:
    partner, _ = Partner.of(municipality).get_or_create(
        key=key, municipality=municipality, defaults={"name": key.title(), "kind": kind}
    )
    SavedLayout.of(municipality).get_or_create(
        partner=partner,
        name="eigen",
        municipality=municipality,
        defaults={"content": as_json(layout(unit=unit)).decode(), "saved_at": clock.now()},
    )
    return partner


def make_town(municipality: Municipality) -> Town:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "residents.csv"
        path.write_text(RESIDENTS, encoding="utf-8")
        import_residents(municipality, path, TODAY)
    landlord = make_partner(municipality, "huurhuis", Partner.Kind.LANDLORD)
    return Town(municipality, landlord, make_partner(municipality, "stroompje", Partner.Kind.ENERGY))

"""How fast is a delivery read, checked and typed, row by row?

Every format carries the same signals; ``python -m bench.reading [rows]``.
"""

import io
import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import xlsxwriter

from bench.figures import HEAD
from bench.store import rate
from vangnet.apps.intake.reading import content_key, example, open_delivery, read_rows

ON = date(2026, 11, 7)
Signal = tuple[str, str, str, str, str, str, int, str]


def signals(rows: int, seed: int = 1) -> Iterator[Signal]:
    chance = random.Random(seed)
    names = ("Jansen", "Graaf", "Öztürk", "El Amrani", "Dijkstra-Bakker")
    for number in range(rows):
        born = f"{chance.randint(1940, 2004)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        since = f"2026-0{chance.randint(5, 9)}-{chance.randint(1, 28):02}"
        postcode = f"{chance.randint(1000, 9999)}AB"
        yield (
            f"B{number}",
            chance.choice(names),
            "J.A.",
            born,
            postcode,
            str(number % 200 + 1),
            chance.randint(50, 4_000),
            since,
        )


def noordgas(rows: int) -> bytes:
    head = (
        "customer_id,customer_name,date_of_birth,street,house_number,postal_code,city,phone,email,amount_due,"
        "oldest_due_date,disconnection_notice\r\n"
    )
    body = (
        f"{key},{initials} {name},{born},Eikenhof,{number},{postcode},Voorbeeldstad,"
        f"+31612345678,a@b.example,{euros}.25,{since},N\r\n"
        for key, name, initials, born, postcode, number, euros, since in signals(rows)
    )
    return (head + "".join(body)).encode()


def vandaal(rows: int) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["naam huurder", "adres", "postcode plaats", "tel", "huur achter", "vanaf"])
        for place, (_, name, _, _, postcode, number, euros, since) in enumerate(signals(rows), start=1):
            sheet.write_row(
                place,
                0,
                [name, f"Eikenhof {number}", f"{postcode} Stad", "0612345678", f"€ {euros},25", since],
            )
    return out.getvalue()


def vgz(rows: int) -> bytes:
    body = (
        f"<melding nr='{key}'><verzekerde><naam>{name}</naam><voorletters>{initials}</voorletters>"
        f"<geboren>{born}</geboren></verzekerde><adres pc='{postcode}' nr='{number}'/>"
        f"<bedrag>{euros}.25</bedrag><sinds>{since}</sinds></melding>\n"
        for key, name, initials, born, postcode, number, euros, since in signals(rows)
    )
    return f"<meldingen>{''.join(body)}</meldingen>".encode()


def lichtstroom(rows: int) -> bytes:
    found = [
        {
            "ID": key,
            "bedrag": euros,
            "ontstaansdatum": since,
            "signaalpartner": {"type": "Energie"},
            "client": {"Achternaam": name, "Geboortedatum": born, "Postcode": postcode, "Huisnummer": number},
        }
        for key, name, _, born, postcode, number, euros, since in signals(rows)
    ]
    return json.dumps({"leveringen": [{"gemeentecode": "9999", "vroegsignalen": found}]}).encode()


KINDS: dict[str, Callable[[int], bytes]] = {
    "noordgas": noordgas,
    "vandaal-vastgoed": vandaal,
    "vgz-plus": vgz,
    "lichtstroom": lichtstroom,
}


def read(data: bytes, layout: str, rows: int, *, keyed: bool) -> None:
    """Every row of a delivery, with the fingerprint by which it is known again or without."""
    with open_delivery(io.BytesIO(data), layout) as source:
        reading = read_rows(source, example(layout), ON)
        for row in reading:
            if keyed and row.draft:
                content_key(row.draft)
    assert reading.tally.good == rows


def main(rows: int) -> None:
    print(HEAD)
    for name, made in KINDS.items():
        data = made(rows)
        for what, keyed in ((name, False), (f"{name}, with fingerprint", True)):
            print(rate(what, rows, partial(read, data, name, rows, keyed=keyed), "rows/s", 1_000))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)

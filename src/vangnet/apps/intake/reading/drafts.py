"""What does one row of a delivery say, once read?

A draft is what the partner wrote, typed but not yet judged: names and addresses stay as written
(``vangnet.domain.matching`` takes them apart), dates are dates, money is whole cents.
"""

import hashlib
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from vangnet.apps.web.reading.words import plain
from vangnet.domain.codes import MatterKind


class Field(StrEnum):
    """What a column of a delivery can hold. A layout maps these to the partner's own names."""

    REFERENCE = "reference"
    NAME_WHOLE = "name_whole"
    SURNAME = "surname"
    PREFIX = "prefix"
    INITIALS = "initials"
    FIRST_NAME = "first_name"
    BIRTH_DATE = "birth_date"
    BSN = "bsn"
    ADDRESS_WHOLE = "address_whole"
    STREET = "street"
    NUMBER = "number"
    LETTER = "letter"
    SUFFIX = "suffix"
    POSTCODE = "postcode"
    CITY = "city"
    POSTCODE_CITY = "postcode_city"
    MUNICIPALITY = "municipality"
    PHONE = "phone"
    EMAIL = "email"
    KIND = "kind"
    AMOUNT = "amount"
    SINCE = "since"
    DAYS = "days"
    MONTHS = "months"
    REPORTED_ON = "reported_on"
    CONTACT_ON = "contact_on"
    POINTED_TO_HELP = "pointed_to_help"
    REMINDER_ON = "reminder_on"
    REPORT_OFFERED = "report_offered"
    OBJECTION = "objection"
    CRISIS = "crisis"
    DISCONNECTION = "disconnection"
    EVICTION = "eviction"
    WARM_HANDOVER = "warm_handover"


class SignalDraft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One signal as the partner wrote it. Empty text and ``None`` mean: the partner did not say.

    ``cents`` is the amount in whole cents; ``whole_euros`` says that the source counts in euros only (DDAS),
    so that "risen" means beyond rounding. ``since`` is the day the arrears began, also when the partner gave
    days. ``contact_on, pointed_to_help, reminder_on, report_offered, objection`` are the evidence of art. 2
    a-d Bgs. ``disconnection`` and ``eviction`` are ``True`` when announced; the day beside it when known.
    """

    reference: str = ""
    name_whole: str = ""
    surname: str = ""
    prefix: str = ""
    initials: str = ""
    first_name: str = ""
    birth_date: date | None = None
    bsn: str = ""
    address_whole: str = ""
    street: str = ""
    number: str = ""
    letter: str = ""
    suffix: str = ""
    postcode: str = ""
    city: str = ""
    postcode_city: str = ""
    municipality: str = ""
    phone: str = ""
    email: str = ""
    kind: MatterKind | None = None
    cents: int
    whole_euros: bool = False
    since: date | None = None
    months: int | None = None
    reported_on: date | None = None
    contact_on: date | None = None
    pointed_to_help: bool | None = None
    reminder_on: date | None = None
    report_offered: bool | None = None
    objection: bool | None = None
    crisis: bool = False
    disconnection: bool = False
    disconnection_on: date | None = None
    eviction: bool = False
    eviction_on: date | None = None
    warm_handover: bool = False


_NAME: Final = ("name_whole", "first_name", "initials", "prefix", "surname")
_ADDRESS: Final = (
    "address_whole",
    "street",
    "number",
    "letter",
    "suffix",
    "postcode",
    "postcode_city",
    "city",
)


def content_key(draft: SignalDraft, within: str = "") -> str:
    """The fingerprint of what a row says: equal for the same signal in two files, whatever their format.

    Over reference, name, address, birth date, BSN, kind, amount, first day of the arrears and the day of
    report if the row has one; not over phone, email, evidence or place in the file. Case, accents, spaces
    and punctuation do not count. The partner is not in it: keep the key unique per partner.

    A partner that reports the same debt unchanged next month *repeats* the signal, which triage must see:
    give the delivery's period as ``within`` to keep months apart.
    """
    who = plain("".join(getattr(draft, part) for part in _NAME))
    where = plain("".join(getattr(draft, part) for part in _ADDRESS))
    said = (
        within,
        plain(draft.reference),
        who,
        where,
        str(draft.birth_date or ""),
        draft.bsn,
        draft.kind or "",
        str(draft.cents),
        str(draft.since or ""),
        str(draft.reported_on or ""),
    )
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()

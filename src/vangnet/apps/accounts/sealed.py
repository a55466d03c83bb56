"""How is a BSN kept so that a stolen table tells nothing, and shown only with a reason?

Stored are a sealed value (AES-GCM, 256 bit), bound to its municipality and row, so that it opens
nowhere else, and a keyed fingerprint (HMAC-SHA256) by which it is found again. Both keys come from
settings.BSN_KEY. The ground to process it: Wet algemene bepalingen burgerservicenummer, art. 10.
"""

import hmac
import os
from functools import cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.looks import look
from vangnet.apps.accounts.models import Act, Ground

_VERSION = b"\x01"  # of key and layout: a next one can be read beside it
_NONCE = 12


class NotABsn(ValueError):  # noqa: N818 - named as the thing that is wrong
    """What was given is no nine digits."""


class SealBroken(ValueError):  # noqa: N818 - named as the thing that is wrong
    """The value was changed, moved to another row, or sealed with another key."""


def clean_bsn(typed: str) -> str:
    """Nine digits; eight get their leading zero back.

    The eleven-test is left to the caller, since synthetic towns use numbers that fail it.
    """
    digits = typed.replace(".", "").replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in {8, 9}):
        raise NotABsn("a BSN has nine digits")
    return digits.zfill(9)


def seal_bsn(typed: str, municipality_id: int, row: UUID) -> bytes:
    """The sealed BSN of the row with this random token; raises NotABsn."""
    nonce = os.urandom(_NONCE)
    plain = clean_bsn(typed).encode()
    return _VERSION + nonce + _cipher().encrypt(nonce, plain, _bound(municipality_id, row))


def open_bsn(sealed: bytes, municipality_id: int, row: UUID) -> str:
    """The BSN again; raises SealBroken. A person sees it only through `show_bsn`."""
    value = bytes(sealed)
    version, nonce, text = value[:1], value[1 : 1 + _NONCE], value[1 + _NONCE :]
    if version != _VERSION:
        raise SealBroken("sealed in a way that this version does not know")
    try:
        return _cipher().decrypt(nonce, text, _bound(municipality_id, row)).decode()
    except (InvalidTag, ValueError) as broken:
        raise SealBroken("this BSN does not belong to this row") from broken


def bsn_lookup(typed: str, municipality_id: int) -> bytes:
    """32 bytes by which the same BSN is found in this municipality and no other; raises NotABsn."""
    said = f"{municipality_id}:{clean_bsn(typed)}".encode()
    return hmac.digest(_key(settings.BSN_KEY, b"lookup"), said, "sha256")


def show_bsn(request: WorkRequest, sealed: bytes, row: UUID, subject: tuple[str, int], ground: Ground) -> str:
    """The whole BSN for the person in front of this request: an act, written in the log of looks.

    `subject` is the kind and id of the row it belongs to, such as ("person", 12).
    """
    kind, one = subject
    shown = open_bsn(sealed, request.municipality.pk, row)
    look(request, kind, one, ground, Act.BSN_SHOWN)
    return shown


def _bound(municipality_id: int, row: UUID) -> bytes:
    return f"bsn:{municipality_id}:{row}".encode()


def _cipher() -> AESGCM:
    return _aes(settings.BSN_KEY)


@cache
def _aes(secret: str) -> AESGCM:
    return AESGCM(_key(secret, b"seal"))


@cache
def _key(secret: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"vangnet bsn " + purpose).derive(secret.encode())

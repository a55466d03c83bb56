"""From which partner is a file, and how does an upload become a delivery?"""

from datetime import date
from pathlib import Path
from typing import BinaryIO

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.intake.models import Delivery, Upload
from vangnet.apps.intake.reading import Fatal
from vangnet.apps.intake.receiving import FOLDER, readable, receive
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.reading import stored
from vangnet.apps.web.reading.words import plain


def guess_partner(name: str, partners: list[Partner]) -> Partner | None:
    """The partner whose key or name stands in the name of the file; None when none or several do."""
    said = plain(Path(name).stem)
    fitting = {
        partner.pk: partner for partner in partners for word in (partner.key, partner.name) if plain(word) in said
    }
    if len(fitting) > 1:
        longest = max(len(plain(partner.key)) for partner in fitting.values())
        fitting = {k: p for k, p in fitting.items() if len(plain(p.key)) == longest}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def set_by(municipality: Municipality, name: str, content: BinaryIO, size: int, by: User | None) -> Upload:
    """Keep a file until somebody says from whom it is. Raises Fatal, and keeps nothing, where nobody can read it."""
    kept = stored.keep(content, FOLDER)
    try:
        readable(stored.path_of(kept), name)
    except Fatal:
        stored.drop(kept)
        raise
    return Upload.of(municipality).create(name=name[:500], size=size, stored=kept, made_at=clock.now(), made_by=by)


def deliver(upload: Upload, partner: Partner, *, by: User | None, today: date) -> Delivery:
    """It is from this partner."""
    with stored.path_of(upload.stored).open("rb") as content:
        delivery = receive(partner, upload.name, content, by=by, today=today)
    drop(upload)
    return delivery


def drop(upload: Upload) -> None:
    """It should not have been uploaded."""
    stored.drop(upload.stored)
    upload.delete()

"""By what means is each person of a case reached: telephone, e-mail, another address; and who says so?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vangnet.apps.cases.dossier import CaseFile
from vangnet.apps.cases.models import Person
from vangnet.apps.cases.sight import Sight
from vangnet.apps.cases.steps import Told, kinds_to_choose
from vangnet.apps.partners.reach import Asked, Reach, reach
from vangnet.apps.web.texts import month
from vangnet.domain.matching import phone_of

AT_MOST = 3
"""So many numbers, and so many addresses of each kind, are shown; the newest first."""


@dataclass(frozen=True, slots=True)
class Means:
    """One way to reach somebody; ``url`` is empty for what cannot be clicked."""

    label: str
    text: str
    url: str
    source: str


def means(file: CaseFile, told: Told) -> dict[int, list[Means]]:
    """By person of this case, what these eyes may know of how to reach them. At most three queries."""
    kinds = [kind.value for kind in kinds_to_choose(told.sight)]
    said = reach(Asked(file.case.municipality_id, [file.case.number, *file.merged], list(file.persons), kinds))
    shown = {p.pk: p.pk if p.pk in file.facts.persons else p.same_as_id or p.pk for p in file.persons.values()}
    return {
        person.pk: _of(person, [one for one in said if shown[one.person] == person.pk], told.sight)
        for person in file.persons.values()
    }


def _of(person: Person, said: list[Reach], sight: Sight) -> list[Means]:
    """First what is newest; the same number or address once, by its newest source."""
    ours = _("volgens onze gegevens")
    told = [(one, _source(one, sight)) for one in said]
    phones = [*((one.phone, source) for one, source in told), (person.phone, ours)]
    emails = [*((one.email, source) for one, source in told), (person.email, ours)]
    places = [(one.elsewhere, source) for one, source in told] if sight.debts else []
    return [
        *(Means(_("Telefoon"), text, _tel(text), source) for text, source in _once(phones, phone_of)),
        *(Means(_("E-mail"), text, f"mailto:{text}" * ("@" in text), source) for text, source in _once(emails)),
        *(Means(_("Ander adres"), text, "", source) for text, source in _once(places)),
    ]


def _source(said: Reach, sight: Sight) -> str:
    """Who said it and when. At a door nobody needs to know which creditor."""
    facts = {"who": said.partner, "month": month(said.on)}
    return _("volgens %(who)s, %(month)s") % facts if sight.debts else _("volgens een melding, %(month)s") % facts


def _tel(text: str) -> str:
    number = phone_of(text)
    return f"tel:{number}" if number else ""


def _once(told: Iterable[tuple[str, str]], same: Callable[[str], str] = str.casefold) -> list[tuple[str, str]]:
    first: dict[str, tuple[str, str]] = {}
    for text, source in told:
        if said := text.strip():
            first.setdefault(same(said) or said, (said, source))
    return list(first.values())[:AT_MOST]

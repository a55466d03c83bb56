"""Who of the town has no case, and asks what is kept all the same?"""

from datetime import date, timedelta

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, Person, Stay
from vangnet.apps.partners.practice import practice_of
from vangnet.apps.support.models import DataRequest
from vangnet.domain.codes import IdentityCheck, PrivacyRight
from vangnet.domain.rules.rights import data_answer_by

_ASKED = (
    (PrivacyRight.ACCESS, 12, IdentityCheck.DOCUMENT, "Ik wil weten wat de gemeente van mij heeft, en van wie."),
    (PrivacyRight.ERASURE, 26, IdentityCheck.NOT_YET, "Haal mij uit het systeem. De achterstand klopt niet."),
    (PrivacyRight.ACCESS, 2, IdentityCheck.LOGIN, "Staat er iets over mij?"),
)
"""What is asked, so many days before the town's day, how it was seen who asks, and in which words."""


def ask_for_data(municipality: Municipality, by: User, day: date) -> None:
    """Some residents whom the register knows and nobody reported, and one who moved here last week."""
    known = Case.of(municipality).filter(household__isnull=False).values("household")
    grown = Person.of(municipality).filter(birth_date__lt=day - timedelta(days=30 * 365), deceased_on=None)
    people = list(grown.exclude(household__in=known).order_by("id")[: len(_ASKED) - 1])
    homes = {stay.household_id: stay for stay in Stay.of(municipality).filter(household__persons__in=people)}
    by_law = practice_of(municipality).by_law
    for (right, before, identity, words), person in zip(_ASKED, [*people, None], strict=False):
        received = day - timedelta(days=before)
        seen = identity is not IdentityCheck.NOT_YET
        DataRequest.of(municipality).create(
            right=right,
            received_on=received,
            words=words,
            **(_named(person, homes[person.household_id or 0]) if person else _NEWCOMER),
            identity=identity,
            identity_on=received if seen else None,
            identity_by=by if seen else None,
            due_on=data_answer_by(received, by_law),
            made_at=clock.now(),
            made_by=by,
        )


_NEWCOMER = {
    "initials": "N.",
    "surname": "Nieuwland",
    "birth_date": date(1991, 3, 14),
    "street": "Havenkade",
    "number": 201,
    "postcode": "9109ZZ",
    "city": "Voorbeeldstad",
}


def _named(person: Person, home: Stay) -> dict[str, object]:
    return {
        "initials": person.initials,
        "prefix": person.prefix,
        "surname": person.surname,
        "birth_date": person.birth_date,
        "street": home.street,
        "number": home.number,
        "suffix": f"{home.letter}{home.suffix}",
        "postcode": home.postcode,
        "city": home.city,
    }

"""Of which adult of which case is a page about help, and what is kept beside the story of that adult?

A case that goes on in another is one story with it, so what was kept there is found as well.
"""

from typing import NamedTuple, TypeVar

from django.db.models import QuerySet
from django.http import Http404

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.tenancy import Belongs
from vangnet.apps.cases.models import Case, Person
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.story import group, merged_into
from vangnet.apps.cases.views.recording import setting_of
from vangnet.apps.cases.wording import household_name
from vangnet.domain.case import Person as Known

Kept = TypeVar("Kept", bound=Belongs)


class AtPerson(NamedTuple):
    """One adult in one case, as this colleague sees it."""

    setting: Setting
    person: Person
    by: int
    """The id of this colleague."""

    @property
    def case(self) -> Case:
        return self.setting.file.case

    @property
    def known(self) -> Known:
        """What the facts say of this adult; nothing where they do not speak of them yet."""
        return self.setting.file.facts.persons.get(self.person.pk) or Known(self.person.pk)

    def kept(self, kind: type[Kept]) -> QuerySet[Kept]:
        """The rows of this kind about this adult, in the case or in one that is told within it."""
        return kind.of(self.case.municipality_id).filter(case__in=members(self.case), person=self.person.pk)

    def around(self) -> dict[str, object]:
        """What every page about one adult shows around its own."""
        return {
            "number": self.case.number,
            "person": self.person,
            "who": household_name(self.case.name, self.case.number),
        }


def members(case: Case) -> list[int]:
    """The ids of the case and of all that is told within it."""
    return group(case.pk, merged_into(case.municipality_id, [case.pk]))


def at_person(request: WorkRequest, number: str, person: int) -> AtPerson:
    """One adult in the case of this number; the case is looked at. Raises Http404."""
    setting = setting_of(request, number)
    who = adults(setting).get(person)
    if who is None:
        raise Http404
    return AtPerson(setting, who, request.user.pk)


def adults(setting: Setting) -> dict[int, Person]:
    """By id, those whose help can be worked on here: no children, those first whom the facts speak of."""
    spoken_of = setting.file.facts.persons
    people = [p for p in setting.file.persons.values() if p.pk in spoken_of or not p.same_as_id]
    people.sort(key=lambda p: (p.pk not in spoken_of, p.pk))
    return {p.pk: p for p in people if p.pk in spoken_of or p.grown_on(setting.today)}

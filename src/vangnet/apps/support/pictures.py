"""Whose money picture is this, and how is it found and changed?

A case that goes on in another is one story with it, so its pictures are found there as well.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.looks import look
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case, Person
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.sight import ground_of
from vangnet.apps.cases.wording import matter_said
from vangnet.apps.support.models import Flow, Picture, Ticked, ToldDebt
from vangnet.apps.support.persons import at_person, members
from vangnet.apps.support.subjects import KIND
from vangnet.apps.web.texts import say
from vangnet.domain.acts import MERGED_FROM
from vangnet.domain.case import Matter
from vangnet.domain.division import rank


class Table(NamedTuple):
    """What lies on the table in a conversation about money: the case, the person, and what was told before."""

    setting: Setting
    person: Person
    picture: Picture | None
    flows: list[Flow]
    debts: list[ToldDebt]
    ticks: dict[str, str]

    @property
    def number(self) -> str:
        return self.setting.file.case.number


def at_table(request: WorkRequest, number: str, person: int) -> Table:
    """Everything about one adult's money in this case; both the case and the picture are looked at. Http404."""
    table = seat(request, number, person)
    picture = picture_of(table.setting.file.case, person)
    if picture is None:
        return table
    look(request, KIND, picture.pk, ground_of(request.role))
    return Table(table.setting, table.person, picture, *_told(picture))


def seat(request: WorkRequest, number: str, person: int) -> Table:
    """One adult of this case, without what that adult told of the own money; the case is looked at. Http404."""
    at = at_person(request, number, person)
    return Table(at.setting, at.person, None, [], [], {})


def _told(picture: Picture) -> tuple[list[Flow], list[ToldDebt], dict[str, str]]:
    here = picture.municipality_id
    return (
        list(Flow.of(here).filter(picture=picture).order_by("id")),
        list(ToldDebt.of(here).filter(picture=picture).order_by("id")),
        dict(Ticked.of(here).filter(picture=picture).values_list("key", "state")),
    )


def picture_of(case: Case, person: int) -> Picture | None:
    """The picture of this person in this case, or in one that is told within it; the one changed last."""
    found = Picture.of(case.municipality_id).filter(case__in=members(case), person=person)
    return found.select_related("changed_by").order_by("-changed_at").first()


def debts_of(setting: Setting, person: int) -> list[Matter]:
    """What this person owes as far as the case tells, by what is at stake; what is settled is left out."""
    mine = [m for m in setting.matters if m.is_debt and m.person == person and m.unsettled]
    return sorted(mine, key=lambda m: (rank(m.kind), m.number))


def number_in_story(table: Table, debt: ToldDebt) -> int | None:
    """Under which number the case tells a debt that was told here; None while it was told and no more."""
    if debt.matter is None or debt.noted_in_id is None:
        return None
    here = debt.noted_in_id == table.setting.file.case.pk
    number = debt.matter if here else debt.noted_in_id * MERGED_FROM + debt.matter
    return number if number in table.setting.file.facts.matters else None


def only_told(table: Table) -> list[ToldDebt]:
    """What was told at this table and is no matter of the case."""
    return [debt for debt in table.debts if number_in_story(table, debt) is None]


def told_said(debt: ToldDebt) -> str:
    """A debt that the resident told of, by its kind and whom it is owed to."""
    kind = say(f"matter_kind.{debt.kind}")
    said = _("%(kind)s bij %(partner)s") % {"kind": kind, "partner": debt.creditor} if debt.creditor else kind
    return said[:1].upper() + said[1:]


def creditor_of(matter: Matter, table: Table) -> str:
    """To whom this is owed: a partner, else whom the resident named; empty where nobody is known."""
    if matter.partner:
        return table.setting.names.partner(matter.partner)
    named = (debt.creditor for debt in table.debts if number_in_story(table, debt) == matter.number)
    return next(named, "")


def called(matter: Matter, table: Table) -> str:
    """A debt by its kind and its creditor, also where the resident alone named that one."""
    said, creditor = matter_said(matter, table.setting.names), creditor_of(matter, table)
    if matter.partner or not creditor:
        return said
    return _("%(kind)s bij %(partner)s") % {"kind": said, "partner": creditor}


def begin(request: WorkRequest, table: Table) -> Picture:
    """The picture of this person, made where there was none. Within a transaction."""
    if table.picture:
        return Picture.of(request.municipality).select_for_update().get(pk=table.picture.pk)
    made, _new = Picture.of(request.municipality).get_or_create(
        case=table.setting.file.case, person=table.person, defaults={"changed_at": clock.now()}
    )
    return made


def changed(request: WorkRequest, picture: Picture) -> None:
    """Store it as changed now, by the one in front of this request."""
    picture.version += 1
    picture.changed_at, picture.changed_by = clock.now(), request.user
    picture.save()


def tick(picture: Picture, states: Mapping[str, str], before: Mapping[str, str]) -> None:
    """How it stands with each allowance; an empty answer takes an earlier one back."""
    rows = Ticked.of(picture.municipality_id)
    for key, state in states.items():
        if state and state != before.get(key):
            rows.update_or_create(picture=picture, key=key, defaults={"state": state})
    taken_back = [key for key, state in states.items() if not state and key in before]
    if taken_back:
        rows.filter(picture=picture, key__in=taken_back).delete()


def number_of(debts: Iterable[ToldDebt], typed: str) -> ToldDebt | None:
    """The debt whose removal was asked for."""
    return next((debt for debt in debts if str(debt.pk) == typed), None)

"""What do the pages of the lists show of a list and of its rows?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases.models import Case, Person, Stay
from vangnet.apps.cases.story import facts_of
from vangnet.apps.cases.wording import Names, household_name, matter_said
from vangnet.apps.court.around import court_said
from vangnet.apps.court.lists.planning import differs_of, likely
from vangnet.apps.court.lists.reading import Row
from vangnet.apps.court.models import WAITING, HearingList, ListedRow
from vangnet.apps.partners.models import Partner
from vangnet.apps.web.components import Cell, Chip, Column, Kind, Table
from vangnet.apps.web.reading import Problem
from vangnet.apps.web.reading.said import day_if_one, place_said, problem_said, refusal_said
from vangnet.apps.web.texts import day, number, say
from vangnet.domain.codes import DEBTS, ListedKind, MatterKind

Status = ListedRow.Status
_KINDS: dict[str, Kind] = {
    Status.READY: "net",
    Status.DONE: "good",
    Status.PROBLEM: "alarm",
    **dict.fromkeys(map(str, WAITING), "soon"),
}
ORDER = (*WAITING, Status.PROBLEM, Status.READY, Status.KNOWN, Status.DONE, Status.LEFT)
"""What asks for somebody comes first."""


def chip(status: str) -> Chip:
    """What becomes of a row."""
    return Chip(say(f"listed_status.{status}"), _KINDS.get(status, "plain"))


def counts(found: HearingList) -> dict[str, int]:
    """By status how many rows, what asks for somebody first. One query."""
    rows = ListedRow.of(found.municipality_id).filter(hearing_list=found).values_list("status")
    told = dict(rows.annotate(count=Count("id")).order_by())
    return {status.value: told[status.value] for status in ORDER if status.value in told}


def failure(found: HearingList) -> str:
    """Why the list could not be read; empty when it could."""
    told = msgspec.json.decode(found.failure) if found.failure else None
    return refusal_said(told["code"], told["facts"], "list_field") if told else ""


def lists_table(rows: Sequence[HearingList]) -> Table:
    """The lists that came in, newest first, and how each stands."""
    heads = (_("Bestand"), _("Ontvangen"), _("Stand"))
    waiting = _waiting(rows)
    return Table(
        caption=_("Lijsten, nieuwste eerst"),
        columns=[Column(head) for head in heads],
        rows=[
            (
                Cell(row.name, reverse("hearing_list", args=[row.pk])),
                Cell(day(row.received_on, "year")),
                Cell("", chip=_stand(row, waiting.get(row.pk, {}))),
            )
            for row in rows
        ],
        hidden_caption=True,
    )


def _waiting(rows: Sequence[HearingList]) -> dict[int, dict[str, int]]:
    if not rows:
        return {}
    of = ListedRow.of(rows[0].municipality_id).filter(hearing_list__in=[row.pk for row in rows])
    told: dict[int, dict[str, int]] = {}
    for found, status, count in of.values_list("hearing_list", "status").annotate(count=Count("id")).order_by():
        told.setdefault(found, {})[status] = count
    return told


def _stand(row: HearingList, told: Mapping[str, int]) -> Chip:
    if row.status in {HearingList.Status.UNMAPPED, HearingList.Status.REFUSED, HearingList.Status.READING}:
        return Chip(say(f"list_status.{row.status}"), "soon")
    ready = told.get(Status.READY, 0)
    waits = sum(told.get(status, 0) for status in WAITING)
    if ready:
        text = ngettext("%(count)s rij klaar", "%(count)s rijen klaar", ready) % {"count": number(ready)}
        return Chip(text, "net")
    if waits:
        text = ngettext("%(count)s rij wacht", "%(count)s rijen wachten", waits) % {"count": number(waits)}
        return Chip(text, "soon")
    return Chip(_("klaar"), "good", "check")


@dataclass(frozen=True, slots=True)
class Shown:
    """One row on the page of its list."""

    url: str
    place: str
    who: str
    address: str
    what: str
    where: str
    chip: Chip
    told: str
    case_url: str
    case_name: str
    problems: Sequence[tuple[str, str, str]]
    """Of each problem: the column, the value, what is wrong and how to mend it."""


def rows(listed: Iterable[ListedRow]) -> list[Shown]:
    """The rows of a page."""
    return [_shown(row) for row in listed]


def _shown(row: ListedRow) -> Shown:
    return Shown(
        url=reverse("listed_row", args=[row.pk]),
        place=place_said(row.row, row.line),
        who=row.shown_name or _("zonder naam"),
        address=row.shown_address,
        what=what(row),
        where=where(row),
        chip=chip(row.status),
        told=told(row),
        case_url=reverse("case", args=[row.case.number]) if row.case else "",
        case_name=household_name(row.case.name, row.case.number) if row.case else "",
        problems=[(one.column, one.value, problem_said(one)) for one in problems_of(row)],
    )


def problems_of(row: ListedRow) -> list[Problem]:
    """What is wrong with a row, and what was remarkable."""
    return msgspec.json.decode(row.problems, type=list[Problem]) if row.problems else []


def what(row: ListedRow) -> str:
    """Zitting op 4 december 2026, 9:30 uur; dagvaarding op 2 november 2026."""
    kind = say(f"listed_kind.{row.kind}")
    if row.day is None:
        served = _("%(kind)s betekend op %(day)s")
        return served % {"kind": kind, "day": day(row.served_on, "year")} if row.served_on else kind
    said = _("%(kind)s op %(day)s") % {"kind": _about(row), "day": day(row.day, "year")}
    return said + (_(", %(time)s uur") % {"time": f"{row.at:%H:%M}"} if row.at else "")


def _about(row: ListedRow) -> str:
    """The day of a summons is that of the hearing to which it calls."""
    return say(f"listed_kind.{ListedKind.HEARING if row.kind == ListedKind.SUMMONS else row.kind}")


def where(row: ListedRow) -> str:
    """Court, building, room and the court's number, as far as told."""
    room = _("zaal %(room)s") % {"room": row.room} if row.room else ""
    number_said = _("zaaknummer %(number)s") % {"number": row.court_case} if row.court_case else ""
    return ", ".join(part for part in (court_said(row.court), row.place, room, number_said) if part)


def told(row: ListedRow) -> str:
    """What becomes of it, in a sentence; what the dossier has instead where that differs."""
    differs = differs_of(row)
    if row.status == Status.OTHER_DAY and differs.code:
        return say(f"listed_differs.{differs.code}", **{name: day_if_one(fact) for name, fact in differs.facts.items()})
    return say(f"listed_told.{row.status}")


def preview(read: Sequence[Row]) -> Table:
    """The first rows as they are read now."""
    heads = (_("Waar in het bestand"), _("Naam"), _("Adres"), _("Wat"), _("Waar"), _("Schuldeiser"), _("Opmerking"))
    lines = []
    for one in read:
        facts = {name: getattr(one.draft, name) for name in one.draft.__struct_fields__}
        row = ListedRow(**facts, row=one.number, line=one.line)
        wrong = " ".join(dict.fromkeys(problem_said(problem) for problem in one.problems))
        cells = (row.shown_name, row.shown_address, what(row), where(row), row.creditor)
        lines.append([Cell(text or "–") for text in (place_said(one.number, one.line), *cells, wrong)])
    return Table(
        caption=_("De eerste rijen, zoals ze nu worden gelezen"), columns=[Column(head) for head in heads], rows=lines
    )


# One row ---------------------------------------------------------------------------------


def reasons(row: ListedRow) -> list[str]:
    """Why somebody, several or nobody was found."""
    return [say(f"match_reason.{code}", **dict(facts)) for code, facts in likely(row).reasons]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant."""

    person: Person
    home: Stay | None


def candidates(row: ListedRow) -> list[Candidate]:
    """Who may be meant, likeliest first. Two queries."""
    ids = likely(row).people
    people = Person.of(row.municipality_id).in_bulk(ids)
    homes = {person.household_id for person in people.values() if person.household_id}
    stays = Stay.of(row.municipality_id).filter(household__in=homes, until=None)
    by_home = {stay.household_id: stay for stay in stays}
    return [Candidate(people[one], by_home.get(people[one].household_id or 0)) for one in ids if one in people]


def matter_choices(municipality: Municipality, row: ListedRow) -> list[tuple[str, str]]:
    """Each debt of the dossiers that may be meant, and a new one in each: as ``case.matter`` or ``case.kind``."""
    people = [row.person_id] if row.person_id else likely(row).people
    homes = Person.of(municipality).filter(id__in=people).values_list("household_id", flat=True)
    cases = Case.of(municipality).filter(is_open=True, merged_into=None)
    found = list(cases.filter(pk=row.case_id) if row.case_id else cases.filter(household__in=homes).order_by("id"))
    facts = facts_of(municipality, {case.pk for case in found})
    names = Names({}, Partner.of(municipality).in_bulk(), {}, {})
    choices: list[tuple[str, str]] = []
    for case in found:
        of = f" ({case.number})" if len(found) > 1 else ""
        matters = [one for one in facts[case.pk].matters.values() if one.kind in DEBTS and one.unsettled]
        choices += [(f"{case.pk}.{one.number}", matter_said(one, names) + of) for one in matters]
        choices += [(f"{case.pk}.{kind}", _new(kind) + of) for kind in NEW]
    return choices


NEW = (MatterKind.RENT, MatterKind.MORTGAGE, MatterKind.OTHER_DEBT)
"""What a row can be about that its dossier does not have yet."""


def _new(kind: MatterKind) -> str:
    return _("nog niet in het dossier: %(what)s") % {"what": say(f"matter_kind.{kind}")}


def facts_said(row: ListedRow) -> list[tuple[str, Any]]:
    """What the list says, with a name for each part."""
    parts = (
        (_("Naam"), row.shown_name),
        (_("Geboren"), day(row.birth_date, "year") if row.birth_date else ""),
        (_("Adres"), row.shown_address),
        (_("Schuldeiser"), row.creditor),
        (_("Wat"), what(row)),
        (_("Waar"), where(row)),
        (_("Gedagvaard op"), day(row.served_on, "year") if row.served_on and row.day else ""),
    )
    return [(name, said) for name, said in parts if said]

"""What is known of the people of a case: what each owes, how each is reached, and was the duty to report done?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.dossier import CaseFile, Entry
from vangnet.apps.cases.means import Means, means
from vangnet.apps.cases.models import Person
from vangnet.apps.cases.sight import MAY_ASK_BSN
from vangnet.apps.cases.steps import Told
from vangnet.apps.cases.wording import danger_said, matter_said
from vangnet.apps.cases.workplaces import workplaces_of_duty, workplaces_of_person
from vangnet.apps.partners.evidence import Steps, evidence
from vangnet.apps.web.components import Action, Chip
from vangnet.apps.web.texts import day, listing, say, word
from vangnet.domain import events as e
from vangnet.domain.case import Case, Matter
from vangnet.domain.case import Person as Known
from vangnet.domain.codes import Answer, MatterKind, Reached


@dataclass(frozen=True, slots=True)
class Owed:
    """One debt: at whom, how much, since when, and how it stands."""

    what: str
    partner: str
    cents: int | None
    since: date | None
    chips: list[Chip]
    settled: bool


@dataclass(frozen=True, slots=True)
class Debtor:
    """What one person owes. It stands with that person and with nobody else."""

    who: str
    debts: list[Owed]
    places: list[Action]
    """Where one works on what concerns this person; nowhere while nobody knows who it is."""

    @property
    def total(self) -> int:
        return sum(debt.cents or 0 for debt in self.debts if not debt.settled)


def debts(file: CaseFile, told: Told) -> list[Debtor]:
    """The debts of a case, person by person; first those of whom nobody knows yet whose they are."""
    facts = file.facts
    owners = list(dict.fromkeys(m.person for m in facts.matters.values() if m.is_debt))
    owners.sort(key=lambda person: (person is not None, person or 0))
    begun = _begun(file)
    return [
        Debtor(
            told.names.person(owner) if owner else _("Nog niet bekend van wie"),
            [_owed(m, told, begun) for m in facts.matters.values() if m.is_debt and m.person == owner],
            workplaces_of_person(owner, told) if owner else [],
        )
        for owner in owners
    ]


def _begun(file: CaseFile) -> dict[int, date]:
    """By matter: when the arrears began, as the last report says."""
    return {
        entry.event.matter: entry.event.since
        for entry in reversed(file.timeline)
        if isinstance(entry.event, e.SignalReceived) and entry.event.since and not entry.corrected
    }


def _owed(matter: Matter, told: Told, begun: dict[int, date]) -> Owed:
    kind = say(f"matter_kind_short.{matter.kind}")
    return Owed(
        what=kind if matter.known_on else matter_said(matter, told.names),
        partner=told.names.partner(matter.partner) if matter.partner else "",
        cents=matter.cents,
        since=begun.get(matter.number) or matter.known_on,
        chips=list(_state(matter, told.today)),
        settled=not matter.unsettled,
    )


def _state(matter: Matter, today: date) -> Iterator[Chip]:
    """How a matter stands, most pressing first."""
    for danger in matter.dangers():
        yield Chip(danger_said(danger, today), "alarm", "clock")
    if matter.disconnected_on:
        yield Chip(_("afgesloten sinds %(day)s") % {"day": day(matter.disconnected_on, "year")}, "alarm")
    if matter.settled_on:
        yield Chip(_("opgelost op %(day)s") % {"day": day(matter.settled_on, "year")}, "good", "check")
        return
    if matter.untriaged:
        yield Chip(_("nog te beoordelen"), "soon")
    if arrangement := matter.arrangement:
        if arrangement.broken_on:
            yield Chip(_("regeling verbroken"), "alarm")
        else:
            yield Chip(_("regeling loopt"), "net")
    if matter.paused_until and matter.paused_until >= today:
        yield Chip(_("schuldeiser wacht tot %(day)s") % {"day": day(matter.paused_until, "year")}, "net", "pause")
    if matter.disputed_on:
        yield Chip(_("betwist"), "soon")
    if not (matter.taken_up or matter.untriaged) and matter.signals:
        yield Chip(_("melding niet opgepakt"))


def threats(file: CaseFile, told: Told) -> list[tuple[str, list[Chip]]]:
    """What threatens the home without a debt."""
    return [
        (matter_said(m, told.names), list(_state(m, told.today))) for m in file.facts.matters.values() if m.is_threat
    ]


# How people are reached ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reachable:
    """How one person is reached: means, wish, what worked and what was tried."""

    who: str
    born: int | None
    means: list[Means]
    wish: str
    worked: str
    tried: str
    represented: bool
    gone: str
    bsn_url: str
    """Where to ask for the BSN; empty where none is known or where this role has no need of it."""
    places: list[Action]
    """Where one works on what concerns this adult."""


def reachability(file: CaseFile, told: Told) -> list[Reachable]:
    """Everybody of the household and whom the facts speak of, with how to reach them."""
    facts = file.facts
    people = [p for p in file.persons.values() if p.pk in facts.persons or not p.same_as_id]
    people.sort(key=lambda p: (p.pk not in facts.persons, p.pk))
    found = means(file, told)
    return [_reachable(person, facts, told, found[person.pk]) for person in people]


def _reachable(person: Person, facts: Case, told: Told, ways: list[Means]) -> Reachable:
    known = facts.persons.get(person.pk) or Known(person.pk)
    worked = [a for a in known.attempts if a.reached is Reached.SPOKEN]
    last = max(worked, key=lambda a: a.on, default=None)
    may_ask = told.sight.role in MAY_ASK_BSN and person.pk in facts.persons
    return Reachable(
        who=person.name,
        born=person.birth_date.year if person.birth_date else None,
        means=ways,
        wish=listing([word(part) for part in known.wish or () if part]),
        worked=say("people.worked", channel=last.channel, part=last.day_part, on=last.on) if last else "",
        tried=say("people.tried", attempts=len(known.attempts)) if known.attempts else "",
        represented=known.administered and told.sight.debts,
        gone=_gone(known),
        bsn_url=reverse("bsn", args=[told.number, person.pk]) if person.bsn_sealed and may_ask else "",
        places=workplaces_of_person(person.pk, told) if person.grown_on(told.today) else [],
    )


def _gone(known: Known) -> str:
    if known.died_on:
        return _("overleden")
    return _("verhuisd naar een andere gemeente") if known.moved_on else ""


# The duty to report -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing the landlord must have done: when; and whether it was done, was not, or nobody knows."""

    text: str
    done: bool | None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """The landlord's duty to report one rent debt (art. 2 Bgs), as far as this municipality knows."""

    what: str
    evidence: list[Evidence]
    reported_on: date | None
    served_on: date | None
    checked: str
    ways: list[Action]


def duties(file: CaseFile, told: Told) -> list[Duty]:
    """For every rent debt: what the landlord did before reporting."""
    rents = [m for m in file.facts.matters.values() if m.kind is MatterKind.RENT and m.known_on]
    return [_duty(matter, file, told) for matter in rents]


def _duty(matter: Matter, file: CaseFile, told: Told) -> Duty:
    mine = _of_matter(matter, file)
    checked = next(((entry.on, entry.event) for entry in mine if isinstance(entry.event, e.DutyChecked)), None)
    return Duty(
        what=matter_said(matter, told.names),
        evidence=evidence_of(steps_said(matter, file)),
        reported_on=reported_on(matter),
        served_on=matter.summons_served_on,
        checked=_checked(*checked) if checked else "",
        ways=workplaces_of_duty(matter.number, told),
    )


def steps_said(matter: Matter, file: CaseFile) -> list[Steps]:
    """What is known of the creditor's steps before it reported: as recorded by hand, and as its reports said."""
    return [*_recorded(_of_matter(matter, file)), *evidence(file.case.municipality, list(matter.signals))]


def reported_on(matter: Matter) -> date | None:
    """When the creditor first reported this debt."""
    return min((s.received_on for s in matter.signals.values() if s.received_on), default=None)


def _of_matter(matter: Matter, file: CaseFile) -> list[Entry]:
    return [
        entry
        for entry in file.timeline
        if isinstance(entry.event, e.OfMatter) and entry.event.matter == matter.number and not entry.corrected
    ]


def _recorded(entries: Iterable[Entry]) -> Iterator[Steps]:
    """What was recorded by hand of the creditor's steps."""
    for entry in entries:
        match entry.event:
            case e.CreditorSoughtContact(pointed_to_help=pointed):
                yield Steps(contact_on=entry.on, pointed_to_help=pointed)
            case e.ReminderSent(offered_report=offered):
                yield Steps(reminder_on=entry.on, report_offered=offered)


def evidence_of(said: Iterable[Steps]) -> list[Evidence]:
    """Art. 2 a-d Bgs, each with the last day it was done; one yes is enough."""
    said = list(said)
    answers: dict[str, list[tuple[bool | None, date | None]]] = {
        "a": [(steps.contact_on is not None or None, steps.contact_on) for steps in said],
        "b": [(steps.pointed_to_help, steps.contact_on) for steps in said],
        "c": [(steps.reminder_on is not None or None, steps.reminder_on) for steps in said],
        "d": [(steps.report_offered, steps.reminder_on) for steps in said],
    }
    return [_evidence(letter, given) for letter, given in answers.items()]


def _evidence(letter: str, given: Iterable[tuple[bool | None, date | None]]) -> Evidence:
    known = [(done, on) for done, on in given if done is not None]
    done = any(done for done, _on in known) if known else None
    return Evidence(say(f"duty.{letter}"), done, max((on for done, on in known if done and on), default=None))


def _checked(on: date, event: e.DutyChecked) -> str:
    return say(f"duty.checked_{'yes' if event.fulfilled is Answer.YES else 'no'}", on=on)

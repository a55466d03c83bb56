"""What stands after the judgment in one matter: its terms, the conditions with two words each, and a moratorium?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.wording import event_said, matter_said
from vangnet.apps.court.last_resort import PartSaid, parts_said, written
from vangnet.apps.court.models import RequestFile
from vangnet.apps.court.opened import OpenedMatter
from vangnet.apps.web.paper import Block, Boxed, Facts, Heading, Paper, Points, Said, Signed
from vangnet.apps.web.texts import day, euro, say, word
from vangnet.domain import after_judgment
from vangnet.domain import events as e
from vangnet.domain.case import Matter
from vangnet.domain.codes import Condition, MoratoriumLacks, WordOf
from vangnet.domain.law import LAW
from vangnet.domain.requested import Part


@dataclass(frozen=True, slots=True)
class JudgmentSaid:
    """The judgment as the story tells it, with its terms."""

    given_on: date
    line: str
    more: str
    terms: list[tuple[str, date, bool]]
    """What each is called, its last day, and whether that still waits for a look into the law."""
    remedy: str
    """What the resident chose; empty while that is not known."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One condition: the last word of each, empty while that was not heard."""

    condition: str
    landlord: str
    household: str


def judgment_of(setting: Setting, matter: Matter) -> JudgmentSaid | None:
    """The judgment that stands; None while there is none, or none that lives."""
    judgment = matter.judgment
    if judgment is None or not judgment.lives:
        return None
    given = next((one for one in _told(setting, matter, e.JudgmentGiven) if one[0] == judgment.given_on), None)
    line, more = event_said(given[1], setting.names) if given else (word(judgment.ruling).capitalize(), "")
    remedy = ""
    if judgment.remedy_on:
        said = _("op %(day)s ingesteld") if judgment.remedy_filed_on else _("op %(day)s: de bewoner ziet ervan af")
        remedy = said % {"day": day(judgment.remedy_on, "year")}
    values = LAW.on(judgment.given_on)
    terms = [
        (say(f"judgment_term.{key.removeprefix('court.')}"), until, values[key].to_verify)
        for key, until in after_judgment.terms(judgment)
    ]
    return JudgmentSaid(judgment.given_on, line, more, terms, remedy)


def _told(setting: Setting, matter: Matter, kind: type[e.OfMatter]) -> Iterator[tuple[date, e.OfMatter]]:
    """What was told of this kind about this matter, newest first."""
    for entry in setting.file.timeline:
        if isinstance(entry.event, kind) and entry.event.matter == matter.number and not entry.corrected:
            yield entry.on, entry.event


def conditions_of(setting: Setting, matter: Matter) -> list[Kept]:
    """What must be kept now, each with the last word of the landlord and of the household."""
    asked = {*(matter.second_chance.conditions if matter.second_chance else ())}
    if matter.title and matter.executable is None:
        asked |= {*matter.title.conditions}
    heard = _heard(setting, matter)
    return [
        Kept(word(one).capitalize(), heard.get((one, WordOf.LANDLORD), ""), heard.get((one, WordOf.HOUSEHOLD), ""))
        for one in Condition
        if one in asked
    ]


def _heard(setting: Setting, matter: Matter) -> dict[tuple[Condition, WordOf], str]:
    """The last word on each condition; a word on all of them counts for each."""
    found: dict[tuple[Condition, WordOf], str] = {}
    for on, event in _told(setting, matter, e.ConditionChecked):
        if isinstance(event, e.ConditionChecked):
            said = (_("goed, %(day)s") if event.kept else _("niet goed, %(day)s")) % {"day": day(on, "year")}
            for condition in [event.condition] if event.condition else Condition:
                for who in [event.word_of] if event.word_of else WordOf:
                    found.setdefault((condition, who), said)
    return found


# A moratorium -------------------------------------------------------------------------------


_MENDS: Mapping[StrEnum, str] = {
    MoratoriumLacks.RENT_UNKNOWN: "ConditionChecked",
    MoratoriumLacks.RENT_MISSED: "ConditionChecked",
    MoratoriumLacks.NO_HELP: "HelpAccepted",
}


def moratorium_parts(opened: OpenedMatter, kept: RequestFile) -> tuple[PartSaid, ...]:
    """What the court asks of a request, and of each whether it is there."""
    return parts_said(_parts(opened, kept), _MENDS)


def _parts(opened: OpenedMatter, kept: RequestFile) -> tuple[Part, ...]:
    setting, matter = opened.setting, opened.matter
    return after_judgment.moratorium_parts(
        setting.file.facts, matter, rent_kept=_rent_kept(setting, matter), until=kept.until, on=setting.today
    )


def _rent_kept(setting: Setting, matter: Matter) -> bool | None:
    """The last word on the current rent, or on all conditions together."""
    for _on, event in _told(setting, matter, e.ConditionChecked):
        if isinstance(event, e.ConditionChecked) and event.condition in (None, Condition.CURRENT_RENT):
            return event.kept
    return None


def moratorium_paper(opened: OpenedMatter, kept: RequestFile) -> Paper:
    """The request to the court, or its draft that says what is missing."""
    missing = [f"{word(part.part)}: {word(part.lacks)}" for part in _parts(opened, kept) if part.lacks]
    setting = opened.setting
    return Paper(
        title=_("Verzoek om een moratorium"),
        sender=_("Gemeente %(name)s") % {"name": setting.municipality.name},
        blocks=list(_blocks(opened, kept, missing)),  # type: ignore[arg-type]
        about=day(setting.today, "full"),
        foot=_("Concept: nog niet compleet") if missing else "",
    )


def _blocks(opened: OpenedMatter, kept: RequestFile, missing: list[str]) -> Iterator[Block]:
    setting, matter = opened.setting, opened.matter
    if missing:
        yield Boxed(_("Concept"), _("Dit verzoek kan nog niet worden gedaan. Er ontbreekt: %s.") % "; ".join(missing))
    yield Facts(list(_head(setting, matter, kept)))
    yield Heading(_("Waarom dit nodig is"))
    yield from written(kept.why)
    if kept.tried:
        yield Heading(_("Waarom wat is geprobeerd niet werkte"))
        yield from written(kept.tried)
    yield Heading(_("Waaraan is voldaan"))
    yield Points([word(part.part).capitalize() for part in _parts(opened, kept) if part.met] or [_("nog aan niets")])
    yield Said(
        _("Artikel 287b Fw: hoogstens zes maanden. De lopende huur moet volledig en op tijd worden betaald."),
        quiet=True,
    )
    yield Signed((_("de bewoner, of namens het college van burgemeester en wethouders"),))


def _head(setting: Setting, matter: Matter, kept: RequestFile) -> Iterator[tuple[str, str]]:
    if matter.person:
        yield _("Bewoner"), setting.names.person(matter.person)
    if home := setting.file.home:
        yield _("Adres"), f"{home.street} {home.house}, {home.place}"
    yield _("Zaak"), matter_said(matter, setting.names)
    if matter.cents is not None:
        yield _("Schuld"), euro(matter.cents)
    if clear_from := matter.clear_from:
        yield _("Ontruimen kan vanaf"), day(clear_from, "year")
    if kept.until:
        yield _("Gevraagd tot en met"), day(kept.until, "year")

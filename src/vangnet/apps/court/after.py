"""What stands after the judgment in one matter: its terms, the conditions with two words each, and a moratorium?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.wording import event_said, matter_said
from vangnet.apps.court.last_resort import PartSaid, parts_said, who_lives, written
from vangnet.apps.court.models import RequestFile
from vangnet.apps.court.opened import OpenedMatter
from vangnet.apps.web.paper import Block, Boxed, Facts, Heading, Paper, Points, Said, Signed
from vangnet.apps.web.texts import day, euro, say, word
from vangnet.domain import after_judgment
from vangnet.domain import events as e
from vangnet.domain.case import Judgment, Matter
from vangnet.domain.codes import Condition, MoratoriumLacks, Ruling, WordOf
from vangnet.domain.doubts.terms import earliest_eviction, held_off_until
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
    """What the resident chose, or what the court made of it; empty while that is not known."""
    eviction: str
    """From when the home may be cleared on it; empty where it may not."""
    suspended: str
    """Since when, and until when, it may not be carried out; empty while it may."""
    rejected: bool
    """The claim was rejected: the landlord alone can fight it, and nothing can be carried out."""


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
    return JudgmentSaid(
        given_on=judgment.given_on,
        line=line,
        more=more,
        terms=_terms(judgment),
        remedy=_remedy(setting, matter, judgment),
        eviction=_eviction(matter, setting.today),
        suspended=_suspended(judgment),
        rejected=judgment.ruling is Ruling.REJECTED,
    )


def moratorium_counted_until(matter: Matter) -> date | None:
    """The last day of a moratorium of which the court named none, as the agenda counts it; else None."""
    moratorium = matter.moratorium
    if moratorium is None or not moratorium.granted or moratorium.until:
        return None
    return after_judgment.longest_moratorium(moratorium.since)


def _terms(judgment: Judgment) -> list[tuple[str, date, bool]]:
    """Each by its own name; an appeal against a claim that was rejected is the landlord's."""
    values, named = LAW.on(judgment.given_on), "judgment_term"
    if judgment.ruling is Ruling.REJECTED:
        named = "judgment_term_rejected"
    return [
        (say(f"{named}.{key.removeprefix('court.')}"), until, values[key].to_verify)
        for key, until in after_judgment.terms(judgment)
    ]


def _remedy(setting: Setting, matter: Matter, judgment: Judgment) -> str:
    """The newest that was told since the judgment: filed, waived, or decided."""
    for on, event in _told(setting, matter, e.RemedyFiled, e.RemedyWaived, e.RemedyDecided):
        if on < judgment.given_on:
            break
        facts = {"day": day(on, "year")}
        if isinstance(event, e.RemedyFiled):
            return _("%(remedy)s, ingesteld op %(day)s") % (facts | {"remedy": word(event.remedy)})
        if isinstance(event, e.RemedyDecided):
            said = _("%(remedy)s: de bewoner kreeg gelijk op %(day)s")
            if not event.upheld:
                said = _("%(remedy)s: de bewoner kreeg geen gelijk, op %(day)s")
            return said % (facts | {"remedy": word(event.remedy)})
        return _("op %(day)s: de bewoner ziet ervan af") % facts
    return ""


def _eviction(matter: Matter, today: date) -> str:
    """Until when it is held off; else the day that was announced or named, or the first on which it could be."""
    title = matter.title
    if title is None:
        return ""
    if matter.executable is None:
        return _("pas als een voorwaarde is geschonden")
    if held := held_off_until(matter, today):
        return _("tegengehouden tot %(day)s") % {"day": day(held, "year")}
    if matter.clear_from:
        return _("vanaf %(day)s") % {"day": day(matter.clear_from, "year")}
    first = earliest_eviction(matter.executable_since or title.given_on, grace_until=title.grace_until)
    return _("geen dag bekend; op zijn vroegst %(day)s") % {"day": day(first, "year")}


def _suspended(judgment: Judgment) -> str:
    if judgment.suspended_on is None:
        return ""
    facts = {"since": day(judgment.suspended_on, "year")}
    if judgment.suspended_until is None:
        return _("sinds %(since)s, zonder einddatum") % facts
    return _("sinds %(since)s, tot %(until)s") % (facts | {"until": day(judgment.suspended_until, "year")})


def ended(setting: Setting, matter: Matter) -> str:
    """Since when the judgment does not hold any more, and why; empty while one lives, or where there was none."""
    on = matter.judgment.ended_on if matter.judgment else None
    if on is None:
        return ""
    said = _("Het vonnis geldt niet meer sinds %(day)s.") % {"day": day(on, "year")}
    return f"{said} {_why_ended(setting, matter, on)}".strip()


def still_announced(matter: Matter) -> str:
    """That an eviction stands although no judgment holds any more: it is cancelled by nothing but its own fact."""
    if matter.judgment is None or matter.judgment.lives or not matter.live_evictions:
        return ""
    if on := matter.eviction_day:
        said = _("Er staat nog een ontruiming aangekondigd op %(day)s. Laat de deurwaarder die vandaag nog intrekken.")
        return said % {"day": day(on, "year")}
    return _("Er staat nog een ontruiming aangekondigd. Laat de deurwaarder die vandaag nog intrekken.")


def _why_ended(setting: Setting, matter: Matter, on: date) -> str:
    """The fact by which it ended that day, in the words of the dossier."""
    for told, event in _told(setting, matter, e.TenancyConfirmed, e.JudgmentSetAside, e.JudgmentEnded):
        if told == on:
            return event_said(event, setting.names)[0]
    loss = setting.file.facts.loss
    return _("De woning is verloren.") if loss and loss.on == on else ""


def _told(setting: Setting, matter: Matter, *kinds: type[e.OfMatter]) -> Iterator[tuple[date, e.OfMatter]]:
    """What was told of these kinds about this matter, newest first."""
    for entry in setting.file.timeline:
        if isinstance(entry.event, kinds) and entry.event.matter == matter.number and not entry.corrected:
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
    yield from written(kept.why, draft=bool(missing))
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
        yield from who_lives(setting, matter.person)
    yield _("Zaak"), matter_said(matter, setting.names)
    if matter.cents is not None:
        yield _("Schuld"), euro(matter.cents)
    if clear_from := matter.clear_from:
        yield _("Ontruimen kan vanaf"), day(clear_from, "year")
    if kept.until:
        yield _("Gevraagd tot en met"), day(kept.until, "year")

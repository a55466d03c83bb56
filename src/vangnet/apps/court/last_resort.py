"""How does the file of a request for administration read, on the screen and on paper? What counts is the core's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.prepared import Prepared
from vangnet.apps.cases.wording import matter_said
from vangnet.apps.court.around import request_of
from vangnet.apps.court.models import RequestFile
from vangnet.apps.court.ways import WEIGHS
from vangnet.apps.web.paper import Block, Boxed, Facts, Grid, Heading, Paper, Points, Said, Signed
from vangnet.apps.web.texts import day, euro, word
from vangnet.domain import last_resort
from vangnet.domain.case import Attempt, Person
from vangnet.domain.codes import AdministrationGround, LighterStep, RequestLacks, RequestPart
from vangnet.domain.last_resort import AdviceTerms, Request
from vangnet.domain.law import LAW
from vangnet.domain.requested import Part
from vangnet.domain.sieve import Obligation, Subject


@dataclass(frozen=True, slots=True)
class PartSaid:
    """One part of a request, ready to read."""

    text: str
    met: bool
    lacks: str
    form: str
    """The form that mends it; empty where it is filled in on the page itself."""


@dataclass(frozen=True, slots=True)
class OtherRoute:
    """Somebody manages this person's money already, or the court was asked."""

    represented_since: date | None
    requested_on: date | None
    since: date | None
    until: date | None
    reviewed_on: date | None
    review_by: date | None
    """When the agenda asks the next time whether it is still needed; None while none runs."""
    terms: AdviceTerms | None
    to_verify: bool
    """Whether a term of the advice stands without a text of the law that we saw."""


_MENDS: Mapping[StrEnum, str] = {
    RequestLacks.NO_LAST_OFFER: "LastOfferMade",
    RequestLacks.NOT_HEARD: "contact",
    RequestLacks.NO_SECOND_OPINION: "SecondOpinionGiven",
    RequestLacks.SAME_PERSON: "SecondOpinionGiven",
}


def parts_of(setting: Setting, person: Person, kept: RequestFile, by: User) -> tuple[PartSaid, ...]:
    """What the request needs, and of each whether it is there."""
    return parts_said(_parts(setting, person, kept, by), _MENDS)


def _parts(setting: Setting, person: Person, kept: RequestFile, by: User) -> tuple[Part, ...]:
    ground = AdministrationGround(kept.ground) if kept.ground in set(AdministrationGround) else None
    request, file = Request(ground, kept.until, by.pk), setting.file
    return last_resort.parts(file.facts, person, request, setting.today, file.practice)


def prepared(setting: Setting) -> Prepared | None:
    """The ground and the end that somebody kept for the request, for the person of the step or the only one."""
    persons = setting.file.facts.persons
    asked = setting.step[1].id if setting.step and setting.step[1].kind == "person" else min(persons, default=0)
    if setting.sight.role not in WEIGHS or asked not in persons or (setting.step is None and len(persons) > 1):
        return None
    kept = request_of(setting.municipality, setting.file.case.pk, RequestFile.Kind.ADMINISTRATION, asked)
    filled = {name: value for name, value in (("ground", kept.ground), ("until", kept.until)) if value}
    said = _("Wat in Bewind wegen voor %(who)s is gekozen, is hier ingevuld. Kijk of het nog klopt.")
    return Prepared(filled, said % {"who": setting.names.person(asked)}) if filled else None


def parts_said(parts: Iterable[Part], mends: Mapping[StrEnum, str]) -> tuple[PartSaid, ...]:
    """Each part ready to read. ``mends``: by what is missing, the form that mends it."""
    return tuple(
        PartSaid(
            word(one.part).capitalize(),
            one.met,
            word(one.lacks) if one.lacks else "",
            mends.get(one.lacks, "") if one.lacks else "",
        )
        for one in parts
    )


def other_route(setting: Setting, person: Person) -> OtherRoute | None:
    """Why no new request is made; None when one could be."""
    if not last_resort.other_route(person, setting.today):
        return None
    since = person.administration_since
    values = [LAW.on(since)[f"administration.{name}"] for name in last_resort.ADVICE_TERMS] if since else []
    return OtherRoute(
        represented_since=person.represented_since,
        requested_on=person.administration_requested_on,
        since=since,
        until=person.administration_until,
        reviewed_on=person.administration_reviewed_on,
        review_by=next((step.by for step in setting.file.agenda if _reviews(step, person)), None),
        terms=last_resort.advice_terms(since) if since else None,
        to_verify=any(value.to_verify for value in values),
    )


def _reviews(step: Obligation, person: Person) -> bool:
    return (step.rule, step.stage, step.subject) == ("weigh_administration", "review", Subject("person", person.id))


def tried(setting: Setting, person: Person) -> list[tuple[str, str, str]]:
    """Every lighter step: when, what, and why it did not work."""
    return [
        (day(one.on, "year"), word(one.step).capitalize(), _failed(one))
        for one in last_resort.lighter_steps(setting.file.facts, person)
    ]


_RUNS = (LighterStep.HELP, LighterStep.SETTLEMENT)
"""Of these the story tells the end: as long as it does not, they run."""


def _failed(one: last_resort.Tried) -> str:
    if one.failed is None:
        return _("loopt nog") if one.step in _RUNS else _("nog geen afloop bekend")
    on = f" ({day(one.failed_on, 'year')})" if one.failed_on else ""
    return f"{word(one.failed)}{on}"


def sought(setting: Setting, person: Person) -> list[Attempt]:
    """Every attempt since the judgment, oldest first."""
    return last_resort.attempts_since(setting.file.facts, person)


def sought_said(attempts: Iterable[Attempt]) -> list[tuple[str, str, str]]:
    """Of each: when, how, and whether the resident was reached."""
    return [(day(one.on, "year"), f"{word(one.channel)}, {word(one.day_part)}", word(one.reached)) for one in attempts]


# On paper -----------------------------------------------------------------------------------


def request_paper(setting: Setting, person: Person, kept: RequestFile, by: User) -> Paper:
    """The request to the court, or its draft that says what is missing."""
    missing = [f"{word(p.part)}: {word(p.lacks)}" for p in _parts(setting, person, kept, by) if p.lacks]
    name = setting.municipality.name
    return Paper(
        title=_("Verzoek om beschermingsbewind"),
        sender=_("Gemeente %(name)s") % {"name": name},
        blocks=list(_blocks(setting, person, kept, missing)),  # type: ignore[arg-type]
        about=day(setting.today, "full"),
        foot=_("Concept: nog niet compleet") if missing else "",
    )


def _blocks(setting: Setting, person: Person, kept: RequestFile, missing: list[str]) -> Iterator[Block]:
    if missing:
        yield Boxed(_("Concept"), _("Dit verzoek kan nog niet worden gedaan. Er ontbreekt: %s.") % "; ".join(missing))
    yield Facts(list(_head(setting, person, kept)))
    yield Heading(_("Waarom bewind"))
    yield from written(kept.why, draft=bool(missing))
    yield Said(_("De schulden die wij kennen:"))
    yield _debts(setting, person)
    yield Heading(word(RequestPart.LIGHTER_STEPS).capitalize())
    yield Grid((_("Wanneer"), _("Stap"), _("Hoe het afliep")), tried(setting, person), widths=(2, 3, 3))
    yield from written(kept.tried)
    yield Heading(word(RequestPart.HEARD).capitalize())
    if person.spoken_on:
        yield Said(_("Voor het laatst gesproken op %(day)s.") % {"day": day(person.spoken_on, "year")})
    if attempts := sought_said(sought(setting, person)):
        yield Grid((_("Wanneer"), _("Hoe"), _("Bereikt")), attempts, widths=(2, 3, 2))
    yield Heading(word(RequestPart.SECOND_OPINION).capitalize())
    if person.second_opinion_on:
        yield Said(_("Gegeven op %(day)s.") % {"day": day(person.second_opinion_on, "year")})
    yield from written(kept.opinion, draft=bool(missing))
    yield Said(_("Artikelen 1:431 en 1:432 BW. Alleen zwijgen is geen grond."), quiet=True)
    yield Signed((_("namens het college van burgemeester en wethouders"),))


def _head(setting: Setting, person: Person, kept: RequestFile) -> Iterator[tuple[str, str]]:
    yield from who_lives(setting, person.id)
    if since := last_resort.title_since(setting.file.facts, person.id):
        yield _("Vonnis uitvoerbaar sinds"), day(since, "year")
    if kept.ground:
        yield _("Grond"), word(AdministrationGround(kept.ground))
    if kept.until:
        yield _("Gevraagd tot en met"), day(kept.until, "year")


def who_lives(setting: Setting, person: int) -> Iterator[tuple[str, str]]:
    """The resident that a request is about, with the address."""
    yield _("Bewoner"), setting.names.person(person)
    if home := setting.file.home:
        yield _("Adres"), f"{home.street} {home.house}, {home.place}"


def written(text: str, *, draft: bool = False) -> Iterator[Block]:
    """What somebody wrote, paragraph by paragraph; a ``draft`` says that it is still to be written."""
    if draft and not text.strip():
        yield Said(_("Nog niet geschreven."), quiet=True)
    for paragraph in text.splitlines():
        if paragraph.strip():
            yield Said(paragraph.strip())


def _debts(setting: Setting, person: Person) -> Block:
    """Of this person alone."""
    debts = [m for m in setting.file.facts.matters_of(person.id) if m.is_debt and m.unsettled]
    if not debts:
        return Points([_("geen open schuld bekend")])
    rows = [(matter_said(m, setting.names), euro(m.cents) if m.cents is not None else _("onbekend")) for m in debts]
    return Grid((_("Schuld"), _("Bedrag")), rows, sums=(1,), widths=(4, 1))

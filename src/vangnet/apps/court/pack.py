"""How does the resident's pack become paper? What may be in it is the core's (``domain.pack``).

It is made for the resident and handed out with consent alone, since the landlord reads it too. Without consent it is a
draft, and says so on every page. Notes of colleagues are never in it.
"""

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vangnet.apps.cases.money import MoneyTold, money_of
from vangnet.apps.cases.wording import event_said, matter_said
from vangnet.apps.court.around import court_said
from vangnet.apps.court.costs import costs_of
from vangnet.apps.court.duty import duty_of
from vangnet.apps.court.opened import OpenedHearing
from vangnet.apps.court.shown import title_of, where
from vangnet.apps.web.paper import Block, Boxed, Facts, Grid, Heading, Paper, Points, Said, Signed
from vangnet.apps.web.texts import day, euro, say, word
from vangnet.domain import events as e
from vangnet.domain.case import Consent
from vangnet.domain.codes import ConsentPurpose, PackPart
from vangnet.domain.pack import Section, contents, efforts, printed


def consent_of(opened: OpenedHearing) -> Consent | None:
    """What the resident lets us show of this matter; None while there is no consent."""
    return opened.matter.consents.get(ConsentPurpose.COURT_PACK)


def sections(opened: OpenedHearing) -> tuple[Section, ...]:
    """The parts of the pack, with what is shown and of what nothing is known yet."""
    return contents(opened.setting.file.facts, opened.matter, consent_of(opened), list(_beside(opened)))


def _beside(opened: OpenedHearing) -> Iterator[PackPart]:
    if opened.sitting.own_words.strip():
        yield PackPart.OWN_WORDS
    if opened.sitting.proposal:
        yield PackPart.PROPOSAL
    if _money(opened):
        yield PackPart.MONEY


def _money(opened: OpenedHearing) -> list[MoneyTold]:
    person = opened.matter.person
    return money_of(opened.setting.municipality, opened.setting.file.case.pk, person) if person else []


def pack_paper(opened: OpenedHearing) -> Paper:
    """The whole pack, or its draft."""
    consent = consent_of(opened)
    blocks: list[Block] = [] if consent else [_draft()]
    blocks += [Facts(list(_head(opened)))]
    for part in printed(sections(opened)):
        blocks += [Heading(say(f"pack_heading.{part}")), *_PARTS[part](opened)]
    if consent:
        blocks += _consented(consent)
    name = opened.setting.municipality.name
    return Paper(
        title=_("Stukken van de bewoner"),
        sender=_("Gemeente %(name)s") % {"name": name},
        blocks=blocks,  # type: ignore[arg-type]
        about=title_of(opened.hearing),
        foot=_foot(consent),
    )


def _draft() -> Boxed:
    text = _(
        "De bewoner gaf nog geen toestemming. Geef dit niet aan anderen: de verhuurder leest wat de rechter krijgt."
    )
    return Boxed(_("Concept"), text)


def _foot(consent: Consent | None) -> str:
    if consent is None:
        return _("Concept: niet uitgeven")
    return _("Met toestemming van de bewoner van %(day)s") % {"day": day(consent.on, "year")}


def _head(opened: OpenedHearing) -> Iterator[tuple[str, str]]:
    """Whom it is about, where and when, and who speaks."""
    names, sitting, hearing = opened.setting.names, opened.sitting, opened.hearing
    if opened.matter.person:
        yield _("Bewoner"), names.person(opened.matter.person)
    if home := opened.setting.file.home:
        yield _("Adres"), f"{home.street} {home.house}, {home.place}"
    yield _("Zaak"), matter_said(opened.matter, names)
    if hearing.day:
        at = f", {sitting.at:%H:%M}" if sitting.at else ""
        yield _("Zitting"), f"{day(hearing.day, 'full')}{at}"
    if place := ", ".join(part for part in (court_said(opened.court), where(sitting)) if part):
        yield _("Waar"), place
    if speaker := sitting.speaker or (word(hearing.appears) if hearing.somebody_appears and hearing.appears else ""):
        yield _("Wie spreekt"), speaker


# The parts ----------------------------------------------------------------------------------


def _report(opened: OpenedHearing) -> Iterator[Block]:
    duty = duty_of(opened.setting.file, opened.matter, opened.court, opened.setting.today)
    yield Facts(
        [
            (_("Gemeld bij de gemeente"), day(duty.reported_on, "year") if duty.reported_on else _("niet bekend")),
            (_("Dagvaarding"), day(duty.served_on, "year") if duty.served_on else _("niet bekend")),
        ]
    )
    answers = {True: _("gedaan"), False: _("niet gedaan"), None: _("niet bekend")}
    rows = [(one.text, answers[one.done], day(one.on, "year") if one.on else "") for one in duty.evidence]
    yield Grid((_("Wat de verhuurder moet doen"), _("Stand"), _("Wanneer")), rows, widths=(2, 1, 1))
    yield Points([word(finding).capitalize() for finding in duty.conclusion.findings])
    yield Said(_("Artikel 2 van het Besluit gemeentelijke schuldhulpverlening (Bgs)."), quiet=True)


def _efforts(opened: OpenedHearing) -> Iterator[Block]:
    told = [
        e.Recorded(one.id, one.on, one.turn, one.event) for one in opened.setting.file.timeline if not one.corrected
    ]
    rows = []
    for tried in efforts(told, opened.matter):
        line, more = event_said(tried.event, opened.setting.names)
        rows.append((day(tried.on, "year"), f"{line} {more}".strip()))
    yield Grid((_("Wanneer"), _("Wat")), rows, widths=(1, 4))


def _household(opened: OpenedHearing) -> Iterator[Block]:
    facts = opened.setting.file.facts
    yield Said(_household_said(facts.adults or 0, facts.minors or 0))
    if not facts.minors:
        return
    if ages := _ages(opened):
        yield Said(_("De kinderen zijn: %(ages)s.") % {"ages": ", ".join(ages)})
    yield Said(
        _(
            "Wie de woning verliest, verliest ook school, vrienden en rust in de buurt. Voor kinderen weegt dat zwaar. "
            "Wij vragen de rechter het belang van de kinderen mee te wegen, zoals het Kinderrechtenverdrag vraagt."
        )
    )


def _household_said(adults: int, minors: int) -> str:
    grown = ngettext("één volwassene", "%(count)s volwassenen", adults) % {"count": adults}
    if not minors:
        return _("In de woning: %(adults)s, geen kinderen.") % {"adults": grown}
    young = ngettext("één kind", "%(count)s kinderen", minors) % {"count": minors}
    return _("In de woning: %(adults)s en %(minors)s.") % {"adults": grown, "minors": young}


def _ages(opened: OpenedHearing) -> list[str]:
    """How old the children are, where the register knows; never what they are called."""
    today = opened.setting.today
    born = [p.birth_date for p in opened.setting.file.persons.values() if p.birth_date and not p.grown_on(today)]
    return [_("%(years)s jaar") % {"years": _age(on, today)} for on in sorted(born)]


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _own_words(opened: OpenedHearing) -> Iterator[Block]:
    for paragraph in opened.sitting.own_words.splitlines():
        if paragraph.strip():
            yield Said(paragraph.strip())


def _money_told(opened: OpenedHearing) -> Iterator[Block]:
    for told in _money(opened):
        yield Grid((_("Wat"), _("Bedrag")), told.rows, sums=(1,), title=told.title)


def _other_debts(opened: OpenedHearing) -> Iterator[Block]:
    """Of this person alone; what a housemate owes is nobody's business here."""
    matters = opened.setting.file.facts.matters_of(opened.matter.person or 0)
    others = [m for m in matters if m is not opened.matter and m.is_debt and m.unsettled]
    rows = [
        (say(f"matter_kind_short.{m.kind}").capitalize(), euro(m.cents) if m.cents is not None else _("onbekend"))
        for m in others
    ]
    yield Grid((_("Schuld"), _("Bedrag")), rows, sums=(1,))


def _offer(opened: OpenedHearing) -> Iterator[Block]:
    matter = opened.matter
    person = opened.setting.file.facts.persons.get(matter.person or 0)
    if matter.arrangement and matter.arranged_on:
        rows = [(day(one.on, "year"), euro(one.cents)) for one in matter.arrangement.instalments]
        yield Said(_("Er ligt een betalingsregeling van %(day)s.") % {"day": day(matter.arranged_on, "year")})
        yield Grid((_("Termijn"), _("Bedrag")), rows, sums=(1,))
    if person and person.help_since:
        yield Said(_("De gemeente helpt de bewoner sinds %(day)s.") % {"day": day(person.help_since, "year")})
    elif person and person.offered_on:
        said = _("De gemeente bood op %(day)s hulp aan. Dat aanbod staat nog open, ook op de dag van de zitting.")
        yield Said(said % {"day": day(person.offered_on, "year")})


def _costs(opened: OpenedHearing) -> Iterator[Block]:
    partner = opened.setting.names.partners.get(opened.matter.partner or 0)
    costs = costs_of(opened.matter, partner, opened.setting.today)
    if costs is None:
        return
    yield Said(_("Boven op de schuld van %(owed)s komen bij elke stap deze kosten.") % {"owed": euro(costs.owed)})
    rows = [[cell.text for cell in row] for row in costs.table.rows]
    yield Grid([column.text for column in costs.table.columns], rows, sums=(2, 3), widths=(3, 5, 3, 3))
    if costs.arrangement:
        yield Said(_("De regeling kost alleen de schuld zelf: %(amounts)s.") % {"amounts": costs.arrangement})
    yield Points([source.basis for source in costs.sources])


def _proposal(opened: OpenedHearing) -> Iterator[Block]:
    yield Said(say(f"proposal_said.{opened.sitting.proposal}"))


_PARTS: dict[PackPart, Callable[[OpenedHearing], Iterator[Block]]] = {
    PackPart.REPORT: _report,
    PackPart.EFFORTS: _efforts,
    PackPart.HOUSEHOLD: _household,
    PackPart.OWN_WORDS: _own_words,
    PackPart.MONEY: _money_told,
    PackPart.OTHER_DEBTS: _other_debts,
    PackPart.OFFER: _offer,
    PackPart.COSTS: _costs,
    PackPart.PROPOSAL: _proposal,
}


def _consented(consent: Consent) -> list[Block]:
    said = _("De bewoner laat op %(day)s deze onderdelen zien, en niets anders.") % {"day": day(consent.on, "year")}
    return [
        Heading(_("Toestemming")),
        Said(said),
        Points([word(part) for part in PackPart if part in consent.parts]),
        Signed((_("de bewoner"),)),
    ]

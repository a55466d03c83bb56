"""How is the resident invited to the hearing? A warm letter: why it helps to come, how to get there, who helps.

Plain Dutch (B1), never a threat; it names a person and how to reach them.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User
from vangnet.apps.court.around import court_said
from vangnet.apps.court.models import District
from vangnet.apps.court.opened import OpenedHearing
from vangnet.apps.court.shown import where
from vangnet.apps.web.paper import Block, Boxed, Facts, Heading, Paper, Points, Said
from vangnet.apps.web.texts import day


def lacking(opened: OpenedHearing) -> list[str]:
    """What must be known before somebody can be invited."""
    lacks = []
    if opened.hearing.day is None:
        lacks.append(_("de dag van de zitting"))
    if opened.matter.person not in opened.setting.file.persons:
        lacks.append(_("om wie het gaat"))
    if opened.district is None or not (opened.district.phone or opened.district.email):
        lacks.append(_("hoe een bewoner ons bereikt"))
    return lacks


def invitation_paper(opened: OpenedHearing, colleague: User) -> Paper:
    """The letter; only where nothing is ``lacking``."""
    district, sitting, hearing = opened.district, opened.sitting, opened.hearing
    person = opened.setting.file.persons[opened.matter.person or 0]
    home = opened.setting.file.home
    assert district is not None and hearing.day is not None  # noqa: S101, PT018 - see ``lacking``
    at = _(" om %(time)s uur") % {"time": f"{sitting.at:%H.%M}"} if sitting.at else ""
    opening = _("Op %(day)s%(at)s is er een zitting over uw woning. Wij helpen u graag om daar goed heen te gaan.")
    blocks: list[Block] = [
        Said(_("Beste %(name)s,") % {"name": person.name}),
        Said(opening % {"day": day(hearing.day, "full"), "at": at}),
        *_why(),
        Heading(_("Zo komt u er")),
        Facts(list(_place(opened))),
        Said(sitting.transport or _("Is het lastig om er te komen? Bel ons. Wij denken mee over vervoer.")),
        *_help(),
        Boxed(_("Bel of mail gerust"), _reach(district, colleague)),
        Said(_("Wilt of kunt u niet komen? Laat het ons weten. Dan kijken wij samen wat wel kan.")),
        Said(_("Met vriendelijke groet,")),
        Said(f"{colleague.name}, {_('gemeente %(name)s') % {'name': opened.setting.municipality.name}}"),
    ]
    return Paper(
        title=_("Uw zitting op %(day)s") % {"day": day(hearing.day)},
        sender=_("Gemeente %(name)s") % {"name": opened.setting.municipality.name},
        blocks=blocks,  # type: ignore[arg-type]
        about=day(opened.setting.today, "year"),
        to=(person.name, *([f"{home.street} {home.house}", home.place] if home else [])),
    )


def _why() -> Iterator[Block]:
    yield Heading(_("Kom naar de zitting"))
    yield Said(
        _(
            "De rechter luistert naar u. U mag zelf vertellen hoe het zo gekomen is, in uw eigen woorden. "
            "Wie komt, wordt gehoord. Dat helpt vaak."
        )
    )
    yield Said(
        _(
            "U hoeft niet alleen te komen. Neem gerust iemand mee: familie, een vriend of een hulpverlener. "
            "Die mag vaak ook iets zeggen."
        )
    )


def _place(opened: OpenedHearing) -> Iterator[tuple[str, str]]:
    hearing, sitting = opened.hearing, opened.sitting
    if hearing.day:
        yield _("Dag"), day(hearing.day, "full")
    if sitting.at:
        yield _("Tijd"), f"{sitting.at:%H.%M}"
    if place := ", ".join(part for part in (court_said(opened.court), where(sitting)) if part):
        yield _("Waar"), place


def _help() -> Iterator[Block]:
    yield Heading(_("Hulp die u kunt krijgen"))
    yield Points(
        (
            _("Rechtshulp: het Juridisch Loket helpt u gratis, of vindt een advocaat voor u."),
            _("Een onafhankelijke ondersteuner, die met u meedenkt en meegaat."),
            _("Hulp bij geldzorgen van de gemeente. Het is niet te laat."),
        )
    )


def _reach(district: District, colleague: User) -> str:
    ways = [
        _("%(name)s helpt u verder.") % {"name": colleague.name},
        _("Telefoon: %(phone)s.") % {"phone": district.phone} if district.phone else "",
        _("E-mail: %(email)s.") % {"email": district.email} if district.email else "",
        _("Binnenlopen kan ook: %(desk)s.") % {"desk": district.desk} if district.desk else "",
    ]
    return " ".join(way for way in ways if way)

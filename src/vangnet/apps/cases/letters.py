"""In which language does a resident read our letters? In the own one where we write it, else in Dutch."""

from django.utils.translation import gettext as _

from vangnet.apps.cases.dossier import CaseFile
from vangnet.apps.cases.models import Person
from vangnet.apps.cases.wording import language_name
from vangnet.apps.web.texts import LANGUAGES, spoken

DUTCH = "nl"


def letter_language(file: CaseFile, person: Person | None = None) -> str:
    """The language of a letter to this person, or to the household: the one recorded where we write it, else Dutch."""
    recorded = _recorded(file, person)
    return recorded if recorded in LANGUAGES else DUTCH


def letter_language_said(file: CaseFile, person: Person | None = None) -> str:
    """What a colleague must know of the language of a letter; empty where screen and letter speak the recorded one."""
    recorded, written = _recorded(file, person), letter_language(file, person)
    if recorded and recorded != written:
        said = _("De brief is in het Nederlands. De bewoner spreekt %(language)s: lees hem samen, of vraag een tolk.")
        return said % {"language": language_name(recorded)}
    if written == spoken():
        return ""
    if written == DUTCH:
        return _("De brief is in het Nederlands, ook al leest u dit scherm in een andere taal.")
    said = _("De brief is in de taal van de bewoner: %(language)s. Wat u zelf schreef, staat er zoals u het schreef.")
    return said % {"language": language_name(written)}


def _recorded(file: CaseFile, person: Person | None) -> str:
    """What was noted of this person, else of the household (``HouseholdNoted``)."""
    return (person.language if person else "") or file.facts.language

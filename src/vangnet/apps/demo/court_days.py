"""Before which court does the town come, and what is arranged around the hearings that lie ahead?"""

from collections.abc import Sequence
from datetime import date, time

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.court.around import place_of
from vangnet.apps.court.models import District, Sitting
from vangnet.apps.court.queries import Listed, hearings
from vangnet.domain.codes import Proposal

_COURT = "noord_nederland"
_HOURS = (time(9, 30), time(10, 15), time(11), time(13, 30))
_OWN_WORDS = (
    "Ik werkte in de horeca en kreeg in het voorjaar minder uren. Eerst betaalde ik nog de helft van de huur. Daarna "
    "durfde ik de brieven niet meer open te maken.\n"
    "Sinds oktober heb ik weer een vaste baan. Ik wil de huur betalen en de achterstand in stukken aflossen."
)


def arrange(municipality: Municipality, officers: Sequence[User], day: date) -> None:
    """The court of the town, and of most hearings ahead where, when and who goes along."""
    District.of(municipality).create(
        court=_COURT,
        phone="050 555 01 23",
        email="zitting@veldervoort.example",
        desk="stadhuis, elke werkdag van 9 tot 12 uur",
    )
    ahead = hearings(municipality, day).ahead
    rows = [_sitting(one, place, officers) for place, one in enumerate(ahead) if place % 4 < 3]
    Sitting.of(municipality).bulk_create(rows)


def _sitting(one: Listed, place: int, officers: Sequence[User]) -> Sitting:
    case, matter, hearing = place_of(one.case.pk, one.matter.number, one.hearing.number)
    return Sitting(
        case_id=case,
        matter=matter,
        hearing=hearing,
        day=one.hearing.day,
        place="Guyotplein 1, Voorbeeldstad",
        room=str(place % 3 + 1),
        at=_HOURS[place % len(_HOURS)],
        attends=officers[0] if place % 4 < 2 else None,
        travel_minutes=35,
        transport="Wij halen u een uur voor de zitting thuis op." if place % 4 == 0 else "",
        proposal=list(Proposal)[place % 3].value,
        own_words=_OWN_WORDS if place % 4 == 0 else "",
    )

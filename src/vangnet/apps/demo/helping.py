"""What was talked about, agreed and decided with those whom the town helps, and who asked to look again?

Recorded by the same act as people use; the words beside it are those of a synthetic office.
"""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.models import Case
from vangnet.apps.cases.record import record
from vangnet.apps.cases.story import facts_of
from vangnet.apps.support.models import ObjectionDesk, PlanStep, Ruling, Talk
from vangnet.domain import events as e
from vangnet.domain.case import Person as Known
from vangnet.domain.codes import Answer, HelpKind, PrivacyRight, StepOwner
from vangnet.domain.law import add_working_days

MOST = 16
"""Of so many households, at most, something is written down."""
_TALK = {
    "well": "Slaapt slecht en maakt de post niet meer open. Is blij dat er iemand aan tafel zit.",
    "behind": "Minder uren werk sinds het voorjaar. Zorgt ook voor een zieke moeder.",
    "arrears": "Eerst de huur. Energie loopt bij; de zorgpremie is twee maanden achter.",
    "suits": "Wil zelf met de werkgever praten. Ziet op tegen bellen met de verhuurder: dat doen wij samen.",
    "agreed": "Wij bellen de verhuurder en openen samen de post.",
}
_STEPS = (
    ("Samen de verhuurder bellen over een regeling", StepOwner.US, 0),
    ("De loonstroken van de laatste drie maanden opzoeken", StepOwner.RESIDENT, 7),
    ("Kijken of alle toeslagen kloppen", StepOwner.US, 21),
)
_GROUNDS = (
    "U hebt genoeg inkomen om de achterstand zelf in zes maanden te betalen. Daarom is een schuldregeling niet nodig."
)
_NEVERTHELESS = (
    "Wij bellen samen met uw verhuurder over betalen in delen. Uw woning blijft onze zorg: dreigt er iets, dan komen "
    "wij weer langs."
)


class Helped(NamedTuple):
    """One adult with whom a first conversation was held, in the case it was about."""

    case: Case
    known: Known


def help_on(municipality: Municipality, by: User, day: date) -> None:
    """Talks, plans with their steps and letters, one refusal with an objection, and one request about data."""
    ObjectionDesk.of(municipality).create(
        name=f"Burgemeester en wethouders van {municipality.name}",
        address="Postbus 1\n1234 AB Voorbeeldstad",
        phone="050 555 01 00",
        court="Rechtbank Voorbeeld, afdeling bestuursrecht\nPostbus 2\n1234 AB Voorbeeldstad",
    )
    helped = list(_helped(municipality))
    for one in helped:
        _talk(one, by)
    undecided = sorted(
        (one for one in helped if one.known.help_runs and one.known.application_on and not one.known.decided_on),
        key=lambda one: (one.case.last_on or day, one.case.pk),
    )
    for one in helped:
        if one.known.help_runs and one.known.next_step_on and one not in undecided[:1]:
            _plan(one, by)
    if undecided:
        _refuse_and_object(undecided[0], by, day)
    if len(undecided) > 1:
        wants = e.PrivacyRequestMade(person=undecided[1].known.id, right=PrivacyRight.ACCESS)
        record(undecided[1].case, [wants], by=by, on=day, today=day)


def _helped(municipality: Municipality) -> Iterator[Helped]:
    """Those spoken with, first with whom it presses most."""
    talked = Case.of(municipality).filter(is_open=True, events__kind="FirstConversationHeld")
    pressing = list(talked.order_by("next_by", "rank", "id").distinct()[:MOST])
    stories = facts_of(municipality, [case.pk for case in pressing])
    for case in pressing:
        for known in stories[case.pk].persons.values():
            if known.conversation_on:
                yield Helped(case, known)


def _talk(one: Helped, by: User) -> None:
    Talk.of(one.case.municipality).create(
        case=one.case,
        person_id=one.known.id,
        day=one.known.conversation_on,
        at=time(10),
        place="Bij de bewoner thuis",
        led_by=by,
        support_offered=True,
        version=1,
        changed_at=clock.now(),
        changed_by=by,
        **_TALK,
    )


def _plan(one: Helped, by: User) -> None:
    """The steps from the one the agenda waits for; of a plan that was decided on, also the words of the letter."""
    first = one.known.next_step_on
    if first is None:
        return
    PlanStep.of(one.case.municipality).bulk_create(
        PlanStep(
            case=one.case,
            person_id=one.known.id,
            what=what,
            who=who,
            due=first + timedelta(days=days),
        )
        for what, who, days in _STEPS
    )
    if one.known.decided_on:
        _ruling(one, by, one.known.decided_on, Answer.YES, kind=HelpKind.DEBT_HELP)


def _ruling(one: Helped, by: User, on: date, answer: Answer, **words: str) -> None:
    Ruling.of(one.case.municipality).create(
        case=one.case,
        person_id=one.known.id,
        answer=answer,
        on=on,
        signed_by=by,
        **words,
    )


def _refuse_and_object(one: Helped, by: User, day: date) -> None:
    """Refused on the working day after the last that was heard, if that day has come; objected to on the day itself."""
    refused, person = min(add_working_days(one.case.last_on or day, 1), day), one.known.id
    record(one.case, [e.HelpDecided(person=person, answer=Answer.NO, by=by.pk)], by=by, on=refused, today=day)
    _ruling(one, by, refused, Answer.NO, grounds=_GROUNDS, nevertheless=_NEVERTHELESS)
    record(one.case, [e.ObjectionMade(person=person)], by=by, on=day, today=day)

"""What do an objection, and a request about one's own data, do to a case?"""

from datetime import date

from vangnet.domain import events as e
from vangnet.domain.case import Case, Objection
from vangnet.domain.codes import ObjectionOutcome
from vangnet.domain.fold.contact import help_starts
from vangnet.domain.fold.effects import Effects, person_of

EFFECTS = Effects()


@EFFECTS.of(e.ObjectionMade)
def _objection_made(case: Case, on: date, event: e.ObjectionMade) -> None:
    person = person_of(case, event.person)
    person.objection = person.objection or Objection(on, person.decided_on, person.decided_by)


@EFFECTS.of(e.ObjectionAnswerExtended)
def _objection_answer_extended(case: Case, on: date, event: e.ObjectionAnswerExtended) -> None:
    if objection := person_of(case, event.person).objection:
        objection.extended_on = objection.extended_on or on


@EFFECTS.of(e.ObjectionDecided)
def _objection_decided(case: Case, on: date, event: e.ObjectionDecided) -> None:
    """Upheld: what was asked is open again, and the talk that was held still counts."""
    person = person_of(case, event.person)
    person.objection = None
    if event.outcome is not ObjectionOutcome.UPHELD or person.application_on is None:
        return
    person.help_since = person.help_since or person.conversation_on
    help_starts(case, on, event.person)
    person.decided_on, person.decided_by, person.upheld_on = None, None, on


@EFFECTS.of(e.PrivacyRequestMade)
def _privacy_request_made(case: Case, on: date, event: e.PrivacyRequestMade) -> None:
    person_of(case, event.person).requests.setdefault(event.right, on)


@EFFECTS.of(e.PrivacyAnswerExtended)
def _privacy_answer_extended(case: Case, on: date, event: e.PrivacyAnswerExtended) -> None:
    person = person_of(case, event.person)
    if event.right in person.requests:
        person.extended.setdefault(event.right, on)


@EFFECTS.of(e.PrivacyRequestAnswered)
def _privacy_request_answered(case: Case, _on: date, event: e.PrivacyRequestAnswered) -> None:
    person = person_of(case, event.person)
    person.requests.pop(event.right, None)
    person.extended.pop(event.right, None)

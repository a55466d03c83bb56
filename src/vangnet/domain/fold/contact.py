"""What do persons, attempts at contact and help do to a case?"""

from datetime import date

from vangnet.domain import events as e
from vangnet.domain.case import Attempt, Case, Person
from vangnet.domain.codes import Answer, Reached, Representative
from vangnet.domain.fold.effects import Effects, has_result, person_of, reopen

EFFECTS = Effects()


@EFFECTS.of(e.HelpRequested)
def _help_requested(case: Case, on: date, event: e.HelpRequested) -> None:
    help_starts(case, on, event.person)


@EFFECTS.of(e.HelpAccepted)
def _help_accepted(case: Case, on: date, event: e.HelpAccepted) -> None:
    help_starts(case, on, event.person)
    person = person_of(case, event.person)
    person.accepted_on = person.spoken_on = person.offered_on = on
    have_results(case, event.person, on)


def help_starts(case: Case, on: date, number: int) -> None:
    """Somebody is helped: a closed case is open again, so that the steps of that help are on an agenda."""
    reopen(case)
    person = person_of(case, number)
    _approached(person, on)
    person.help_since = person.help_since or on
    person.finished_on = person.declined_on = person.referred_on = None
    for matter in case.matters_of(number):
        matter.declined_on = None


def _approached(person: Person, on: date) -> None:
    person.approached_on = person.approached_on or on


def help_ends(case: Case, on: date, number: int) -> None:
    person = person_of(case, number)
    person.help_since = person.next_step_on = None
    person.finished_on = on
    have_results(case, number, on)


def have_results(case: Case, number: int, on: date) -> None:
    """There is something to tell the partners of this person's signals."""
    for matter in case.matters_of(number):
        has_result(matter, on)


@EFFECTS.of(e.HelpDeclined)
def _help_declined(case: Case, on: date, event: e.HelpDeclined) -> None:
    if not event.verified:
        return
    help_ends(case, on, event.person)
    person = person_of(case, event.person)
    person.declined_on = person.spoken_on = person.offered_on = on
    for matter in case.matters_of(event.person):
        matter.declined_on = on


@EFFECTS.of(e.ContactLost)
def _contact_lost(case: Case, on: date, event: e.ContactLost) -> None:
    help_ends(case, on, event.person)


@EFFECTS.of(e.Referred)
def _referred(case: Case, on: date, event: e.Referred) -> None:
    help_ends(case, on, event.person)
    if event.warm:
        person_of(case, event.person).referred_on = on


@EFFECTS.of(e.ReferralAnswered)
def _referral_answered(case: Case, on: date, event: e.ReferralAnswered) -> None:
    person_of(case, event.person).referred_on = None
    if not event.taken_over:
        help_starts(case, on, event.person)


@EFFECTS.of(e.ResidencyChecked)
def _residency_checked(case: Case, _on: date, event: e.ResidencyChecked) -> None:
    person_of(case, event.person).residency = event.residency


@EFFECTS.of(e.HouseholdNoted)
def _household_noted(case: Case, on: date, event: e.HouseholdNoted) -> None:
    case.household_noted_on = on
    case.adults, case.minors = event.adults, event.minors
    case.language = event.language or case.language


_ACTS_FOR_MONEY = frozenset({Representative.ADMINISTRATOR, Representative.CURATOR})


@EFFECTS.of(e.RepresentativeNoted)
def _representative_noted(case: Case, on: date, event: e.RepresentativeNoted) -> None:
    if event.kind in _ACTS_FOR_MONEY:
        person_of(case, event.person).represented_since = event.since or on


@EFFECTS.of(e.TenantDied)
def _tenant_died(case: Case, on: date, event: e.TenantDied) -> None:
    help_ends(case, on, event.person)
    person_of(case, event.person).died_on = case.tenant_died_on = on


@EFFECTS.of(e.MovedAway)
def _moved_away(case: Case, on: date, event: e.MovedAway) -> None:
    person = person_of(case, event.person)
    person.moved_on = person.moved_on or on
    if event.handed_over:
        person.handed_over_on = on
        help_ends(case, on, event.person)


@EFFECTS.of(e.ContactAttempted)
def _contact_attempted(case: Case, on: date, event: e.ContactAttempted) -> None:
    person = person_of(case, event.person)
    _approached(person, on)
    person.attempts.append(Attempt(on, event.channel, event.day_part, event.reached))
    if event.reached is Reached.SPOKEN:
        person.spoken_on = on
    if event.informed:
        person.informed_on = on


@EFFECTS.of(e.ContactWished)
def _contact_wished(case: Case, _on: date, event: e.ContactWished) -> None:
    person_of(case, event.person).wish = (event.channel, event.day_part)


@EFFECTS.of(e.HelpOffered)
def _help_offered(case: Case, on: date, event: e.HelpOffered) -> None:
    person = person_of(case, event.person)
    _approached(person, on)
    person.offered_on = on
    if event.informed:
        person.informed_on = on


@EFFECTS.of(e.FirstConversationHeld)
def _first_conversation_held(case: Case, on: date, event: e.FirstConversationHeld) -> None:
    help_starts(case, on, event.person)
    person = person_of(case, event.person)
    person.conversation_on = person.spoken_on = on
    person.application_on = on if event.application else person.application_on
    person.next_step_on = event.next_step_on


@EFFECTS.of(e.HelpDecided)
def _help_decided(case: Case, on: date, event: e.HelpDecided) -> None:
    if event.answer is Answer.NO:
        help_ends(case, on, event.person)
    person = person_of(case, event.person)
    person.decided_on, person.decided_by, person.upheld_on = on, event.by, None
    person.next_step_on = event.next_step_on if event.answer is Answer.YES else None


@EFFECTS.of(e.PlanStepDone)
def _plan_step_done(case: Case, on: date, event: e.PlanStepDone) -> None:
    if event.next_step_on is None:
        help_ends(case, on, event.person)
    else:
        person_of(case, event.person).next_step_on = event.next_step_on


@EFFECTS.of(e.StepPlanned)
def _step_planned(case: Case, _on: date, event: e.StepPlanned) -> None:
    person_of(case, event.person).next_step_on = event.next_step_on

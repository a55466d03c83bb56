"""What is asked about persons, help and the file itself?"""

from collections.abc import Iterator
from datetime import date

from vangnet.domain import events as e
from vangnet.domain.case import Case
from vangnet.domain.codes import Reached
from vangnet.domain.doubts.asking import Asked, Doubt, after, by, only_if

ASKED = Asked()


# Persons and help ---------------------------------------------------------------------------


@ASKED.of(
    *(e.ContactAttempted, e.HelpOffered, e.HelpRequested, e.HelpAccepted, e.HelpDeclined, e.FirstConversationHeld),
    *(e.LastOfferMade, e.LastOfferAnswered, e.MovedAway, e.TenantDied),
)
def _died(case: Case, on: date, event: e.OfPerson) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    died = person.died_on if person else None
    yield from only_if(by(died, on), "person_died", {"died": died})


@ASKED.of(e.TenantDied)
def _spoken_since(case: Case, on: date, event: e.TenantDied) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    spoken = person.spoken_on if person else None
    yield from only_if(after(spoken, on), "spoken_since", {"spoken": spoken})


@ASKED.of(e.ContactAttempted)
def _spoken_elsewhere(case: Case, on: date, event: e.ContactAttempted) -> Iterator[Doubt]:
    """Somebody who moved to another municipality is not met at the door here."""
    person = case.persons.get(event.person)
    moved = person.moved_on if person else None
    yield from only_if(event.reached is Reached.SPOKEN and by(moved, on), "moved_away", {"moved": moved})


@ASKED.of(e.ContactLost)
def _never_spoken(case: Case, _on: date, event: e.ContactLost) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    yield from only_if(person is None or person.spoken_on is None, "never_spoken")


@ASKED.of(e.PlanStepDone)
def _no_help_runs(case: Case, _on: date, event: e.PlanStepDone) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    yield from only_if(person is None or not person.help_runs, "no_help_runs")


@ASKED.of(e.RepresentativeNoted)
def _represented_from(_case: Case, on: date, event: e.RepresentativeNoted) -> Iterator[Doubt]:
    yield from only_if(after(event.since, on), "since_later", {"since": event.since, "on": on})


# The file itself ----------------------------------------------------------------------------


@ASKED.of(e.Resumed)
def _nothing_rests(case: Case, _on: date, _event: e.Resumed) -> Iterator[Doubt]:
    yield from only_if(case.pause_since is None, "nothing_rests")


@ASKED.of(e.CaseReopened)
def _open_already(case: Case, _on: date, _event: e.CaseReopened) -> Iterator[Doubt]:
    yield from only_if(case.is_open, "open_already")


@ASKED.of(e.CaseClosed)
def _not_over_yet(case: Case, _on: date, _event: e.CaseClosed) -> Iterator[Doubt]:
    """What is no danger, and so does not refuse the closing (sieve, P3), but goes on all the same."""
    for matter in case.matters.values():
        number, since, cut = matter.number, matter.court_since, matter.disconnected_on
        yield from only_if(matter.is_threat and matter.unsettled, "threat_goes_on", {"matter": number})
        in_court = since is not None and matter.unsettled
        yield from only_if(in_court, "court_goes_on", {"matter": number, "since": since})
        yield from only_if(cut is not None, "still_cut_off", {"matter": number, "cut": cut})

"""What is asked about persons, help and the file itself?"""

from collections.abc import Iterator
from datetime import date

from vangnet.domain import events as e
from vangnet.domain.case import Case
from vangnet.domain.codes import HelpKind, Reached, Result
from vangnet.domain.doubts.asking import Asked, Doubt, after, by, by_law, longest_rest, only_if

ASKED = Asked()
MOST_CHILDREN = 9
"""More children than this in one home are asked about: an age may stand where their number was meant."""


# Persons and help ---------------------------------------------------------------------------


@ASKED.of(
    *(e.ContactAttempted, e.HelpOffered, e.HelpRequested, e.HelpAccepted, e.HelpDeclined, e.FirstConversationHeld),
    *(e.LastOfferMade, e.LastOfferAnswered, e.MovedAway, e.TenantDied),
)
def _died(case: Case, on: date, event: e.OfPerson) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    died = person.died_on if person else None
    yield from only_if(by(died, on), "person_died", {"died": died})


@ASKED.of(e.Paused)
def _rests_long(_case: Case, on: date, event: e.Paused) -> Iterator[Doubt]:
    most = longest_rest(on)
    yield from only_if(after(event.until, most), "longer_than_a_year", {"until": event.until, "most": most})


@ASKED.of(e.HouseholdNoted)
def _an_age_for_a_number(_case: Case, _on: date, event: e.HouseholdNoted) -> Iterator[Doubt]:
    """Of children only the number is kept; somebody of eighteen or more is counted with the adults."""
    yield from only_if(event.minors > MOST_CHILDREN, "very_many_children", {"children": event.minors})


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


@ASKED.of(e.ContactAttempted)
def _closed_before(case: Case, on: date, _event: e.ContactAttempted) -> Iterator[Doubt]:
    """Nobody need seek who stands in a closed case, unless aftercare was agreed: is it meant to stand in this one?"""
    over = by(case.closed_on, on) and case.merged_into is None
    expected = case.aftercare and case.next_follow_up is not None
    yield from only_if(over and not expected, "case_closed", {"closed": case.closed_on})


@ASKED.of(e.ContactLost)
def _never_spoken(case: Case, _on: date, event: e.ContactLost) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    yield from only_if(person is None or person.spoken_on is None, "never_spoken")


@ASKED.of(e.PlanStepDone, e.StepPlanned)
def _no_help_runs(case: Case, _on: date, event: e.OfPerson) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    yield from only_if(person is None or not person.help_runs, "no_help_runs")


@ASKED.of(e.HelpDecided)
def _longer_than_a_quick_fix(case: Case, on: date, event: e.HelpDecided) -> Iterator[Doubt]:
    """What takes longer than a quick fix may (DDAS) is another kind of help."""
    person = case.persons.get(event.person)
    if event.kind is HelpKind.QUICK_FIX:
        over = by_law("ddas.quick_fix", (person.help_since if person else None) or on)
        yield from only_if(after(event.next_step_on, over), "no_quick_fix", {"until": over})


@ASKED.of(e.ReferralAnswered)
def _not_referred(case: Case, _on: date, event: e.ReferralAnswered) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    yield from only_if(person is None or person.referred_on is None, "not_referred")


@ASKED.of(e.ObjectionMade)
def _objection_fits(case: Case, on: date, event: e.ObjectionMade) -> Iterator[Doubt]:
    """Against what, and in time? Late may be excused: that is for the answer, not for us to refuse here."""
    person = case.persons.get(event.person)
    decided = person.decided_on if person else None
    yield from only_if(decided is None or decided > on, "nothing_decided")
    if decided:
        until = by_law("awb.objection", decided)
        yield from only_if(on > until, "objection_late", {"decided": decided, "until": until})


@ASKED.of(e.PrivacyRequestAnswered)
def _not_requested(case: Case, _on: date, event: e.PrivacyRequestAnswered) -> Iterator[Doubt]:
    person = case.persons.get(event.person)
    yield from only_if(person is None or event.right not in person.requests, "not_requested")


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
def _other_than_it_ended(case: Case, on: date, event: e.CaseClosed) -> Iterator[Doubt]:
    """The result says how it ended; the statistics believe it, so it must be what stands in the file."""
    persons = case.persons.values()
    if event.result is Result.PAID_OR_ARRANGED:
        for matter in case.matters.values():
            owed = matter.is_debt and matter.unsettled and matter.arranged_on is None
            yield from only_if(owed, "debt_goes_on", {"matter": matter.number})
    if event.result is Result.NO_CONTACT:
        spoken = max([p.spoken_on for p in persons if by(p.spoken_on, on) and p.spoken_on], default=None)
        yield from only_if(spoken is not None, "spoken_all_the_same", {"spoken": spoken})
    if event.result is Result.DECEASED:
        yield from only_if(not any(by(p.died_on, on) for p in persons), "nobody_died")


@ASKED.of(e.CaseClosed)
def _not_over_yet(case: Case, _on: date, _event: e.CaseClosed) -> Iterator[Doubt]:
    """What is no danger, and so does not refuse the closing (sieve, P3), but goes on all the same."""
    waiting = min([p.awaits_since for p in case.persons.values() if p.awaits_since], default=None)
    yield from only_if(waiting is not None, "answer_awaited", {"since": waiting})
    for matter in case.matters.values():
        number, since, cut = matter.number, matter.court_since, matter.disconnected_on
        yield from only_if(matter.is_threat and matter.unsettled, "threat_goes_on", {"matter": number})
        in_court = since is not None and matter.unsettled
        yield from only_if(in_court, "court_goes_on", {"matter": number, "since": since})
        yield from only_if(cut is not None, "still_cut_off", {"matter": number, "cut": cut})

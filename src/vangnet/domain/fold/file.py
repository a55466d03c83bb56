"""What does the file itself do to a case?"""

from datetime import date

from vangnet.domain import events as e
from vangnet.domain.case import Case, Matter
from vangnet.domain.fold.court import hearing_of
from vangnet.domain.fold.effects import Effects, has_result

EFFECTS = Effects()


@EFFECTS.of(e.OwnerAssigned)
def _owner_assigned(case: Case, _on: date, event: e.OwnerAssigned) -> None:
    case.owner = event.owner


@EFFECTS.of(e.Paused)
def _paused(case: Case, on: date, event: e.Paused) -> None:
    case.pause_since, case.pause_until, case.pause_reason = on, event.until, event.reason


@EFFECTS.of(e.Resumed)
def _resumed(case: Case, on: date, _event: e.Resumed) -> None:
    case.pause_since = case.pause_reason = None
    case.pause_until = on if case.pause_until else None


@EFFECTS.of(e.PackMade)
def _pack_made(case: Case, on: date, event: e.PackMade) -> None:
    hearing_of(case, event).pack_on = on


@EFFECTS.of(e.CaseClosed)
def _case_closed(case: Case, on: date, event: e.CaseClosed) -> None:
    if case.closed_on or case.closing_blockers():
        return
    case.closed_on, case.result, case.aftercare = on, event.result, event.aftercare
    if event.aftercare and case.loss is None:
        case.follow_ups_done = 0
    for matter in case.matters.values():
        if not _only_waits(matter):
            has_result(matter, on)


def _only_waits(matter: Matter) -> bool:
    """Nobody settled what was reported and nothing ever came of it: there is nothing to tell its partner."""
    return matter.unsettled and not matter.taken_up and matter.result_on is None


@EFFECTS.of(e.CaseReopened)
def _case_reopened(_case: Case, _on: date, _event: e.CaseReopened) -> None:
    """Being an event that opens is its whole effect; see ``apply``."""


@EFFECTS.of(e.CaseMerged)
def _case_merged(case: Case, _on: date, event: e.CaseMerged) -> None:
    case.merged_into = event.into


@EFFECTS.of(e.CaseSeparated)
def _case_separated(case: Case, _on: date, _event: e.CaseSeparated) -> None:
    case.merged_into = None


@EFFECTS.of(e.EventCorrected)
def _event_corrected(_case: Case, _on: date, _event: e.EventCorrected) -> None:
    """Its effect is that the corrected event is left out of the fold."""

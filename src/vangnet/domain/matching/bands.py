"""Who is meant by a signal: does it settle itself, must a person look, or is nobody known here?

`match` is the whole of it. Housemates are the trap: when two people at one address fit about equally, the
household is certain and the person is not; then the signal joins the household and only the person waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

import msgspec

from vangnet.domain.matching.records import Prepared, PreparedSignal, SignalRecord, prepare_signal
from vangnet.domain.matching.scoring import Comparison, Point, compare


class Band(StrEnum):
    """What becomes of a signal after matching."""

    SAME = "same"
    LOOK = "look"
    NONE = "none"


class ReasonCode(StrEnum):
    """Every reason an outcome can give; the catalogue has a sentence for each."""

    CLEAR = "clear"
    MOVED = "moved"
    DEPARTED = "departed"
    DECEASED = "deceased"
    HOUSEMATES_ALIKE = "housemates_alike"
    PEOPLE_ALIKE = "people_alike"
    WEAK = "weak"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    GIVEN_NAMES_DIFFER = "given_names_differ"
    SURNAME_DIFFERS = "surname_differs"
    ONLY_THE_NAME = "only_the_name"
    NOBODY = "nobody"
    NAMESAKES_ELSEWHERE = "namesakes_elsewhere"
    DECIDED_SAME = "decided_same"
    DECIDED_TWO = "decided_two"


class Thresholds(msgspec.Struct, frozen=True):
    """Where the bands lie, in points. Set on synthetic towns other than those they are reported on
    (bench/matching.py).
    """

    settle: int = 18
    """From this score on a candidate may settle by itself."""
    lead: int = 5
    """And only when it leads every other candidate by this much."""
    household: int = 16
    """From this score on the household is certain, when all who fit about equally live in it."""
    look: int = 9
    """Below this score a resident is no candidate."""


class Decisions(msgspec.Struct, frozen=True):
    """What people decided before: which person a fingerprint is, and which pairs are two."""

    same: Mapping[str, int] = {}
    never_same: Collection[tuple[str, int]] = frozenset()


class Reason(msgspec.Struct, frozen=True):
    """Why the outcome is what it is: a code for the catalogue, and the numbers that its sentence needs."""

    code: ReasonCode
    facts: tuple[tuple[str, int], ...] = ()


class Candidate(msgspec.Struct, frozen=True):
    """A resident who may be meant, with the points of each field."""

    person: int
    household: int
    score: int
    points: tuple[Point, ...]


class Outcome(msgspec.Struct, frozen=True):
    """Who is meant. `person` is set in band `same` only; `household` also when the household alone is
    certain.
    """

    band: Band
    person: int | None
    household: int | None
    candidates: tuple[Candidate, ...]
    reasons: tuple[Reason, ...]


class _Scored(msgspec.Struct, frozen=True):
    person: Prepared
    compared: Comparison
    score: int


THRESHOLDS = Thresholds()
UNDECIDED = Decisions()
_SHOWN = 5
_CERTAIN_DOORS = frozenset({"same", "suffix_glued", "same_street", "no_suffix"})
_CERTAIN_NAMES = frozenset({"same", "partner", "prefix", "half", "spelling"})
_CERTAIN_BIRTHS = frozenset({"equal", "swapped", "first_january", "slip", "unknown"})
_HELD_AGAINST = frozenset({"same_year", "different"})
_SURE_BIRTHS = frozenset({"equal", "swapped", "first_january"})
_GIVEN_AGAINST = frozenset({"different", "other_name", "calling_name", "other_initials"})


def match(
    signal: SignalRecord | PreparedSignal,
    candidates: Iterable[Prepared],
    *,
    decisions: Decisions = UNDECIDED,
    thresholds: Thresholds = THRESHOLDS,
) -> Outcome:
    """Who of the candidates is the person whom the signal names.

    `candidates` are all residents that share a blocking key with the signal, in any order, some perhaps
    twice; add the person of an earlier decision. The same facts always give the same outcome.
    """
    if isinstance(signal, SignalRecord):
        signal = prepare_signal(signal)
    people = {person.id: person for person in candidates}
    decided = decisions.same.get(signal.fingerprint)
    if decided is not None:
        return _as_decided(signal, decided, people.get(decided))
    parted = [key for key in people if (signal.fingerprint, key) in decisions.never_same]
    for key in parted:
        del people[key]
    outcome = _undecided(signal, people.values(), thresholds)
    if not parted:
        return outcome
    reason = Reason(ReasonCode.DECIDED_TWO, (("persons", len(parted)),))
    return msgspec.structs.replace(outcome, reasons=(*outcome.reasons, reason))


def _as_decided(signal: PreparedSignal, decided: int, person: Prepared | None) -> Outcome:
    """A person settled this before: it is not asked again, whatever the points say."""
    shown = (_candidate(_scored(signal, person)),) if person else ()
    household = person.household if person else None
    return Outcome(Band.SAME, decided, household, shown, (Reason(ReasonCode.DECIDED_SAME),))


def _undecided(signal: PreparedSignal, people: Iterable[Prepared], at: Thresholds) -> Outcome:
    scored = [one for one in (_scored(signal, person) for person in people) if one.score >= at.look]
    scored.sort(key=lambda one: (-one.score, one.person.id))
    scored, namesakes = _without_namesakes(scored)
    if not scored:
        elsewhere = Reason(ReasonCode.NAMESAKES_ELSEWHERE, (("persons", namesakes),))
        return Outcome(Band.NONE, None, None, (), (elsewhere if namesakes else Reason(ReasonCode.NOBODY),))
    best = scored[0]
    rivals = [one for one in scored[1:] if best.score - one.score < at.lead]
    shown = tuple(_candidate(one) for one in scored[:_SHOWN])
    against = _objections(best, at)
    if not rivals and not against:
        return Outcome(
            Band.SAME,
            best.person.id,
            best.person.household,
            shown,
            _notes(best) or (Reason(ReasonCode.CLEAR),),
        )
    household = _certain_household(best, rivals, at)
    return Outcome(Band.LOOK, None, household, shown, (*_rivalry(best, rivals), *against, *_notes(best)))


def _without_namesakes(scored: list[_Scored]) -> tuple[list[_Scored], int]:
    """Leave out those elsewhere of whom only the name agrees, when they are several: none is a lead."""
    by_name_only = [one for one in scored if _by_name_only(one.compared)]
    if len(by_name_only) < 2:
        return scored, 0
    return [one for one in scored if not _by_name_only(one.compared)], len(by_name_only)


def _by_name_only(compared: Comparison) -> bool:
    return (
        compared.address in ("elsewhere", "unknown")
        and compared.birth not in _SURE_BIRTHS
        and compared.phone != "equal"
    )


def _objections(best: _Scored, at: Thresholds) -> tuple[Reason, ...]:
    """What keeps the best candidate from settling by itself."""
    found: list[Reason] = []
    compared = best.compared
    if best.score < at.settle:
        found.append(Reason(ReasonCode.WEAK, (("score", best.score), ("needed", at.settle))))
    if compared.birth in _HELD_AGAINST:
        found.append(Reason(ReasonCode.BIRTH_DATE_DIFFERS))
    if compared.given in _GIVEN_AGAINST and compared.birth not in _SURE_BIRTHS:
        found.append(Reason(ReasonCode.GIVEN_NAMES_DIFFER))
    if compared.surname == "different" and compared.birth not in _SURE_BIRTHS:
        found.append(Reason(ReasonCode.SURNAME_DIFFERS))
    if _by_name_only(compared):
        found.append(Reason(ReasonCode.ONLY_THE_NAME))
    return tuple(found)


def _rivalry(best: _Scored, rivals: list[_Scored]) -> tuple[Reason, ...]:
    if not rivals:
        return ()
    home = all(one.person.household == best.person.household for one in rivals)
    code = ReasonCode.HOUSEMATES_ALIKE if home else ReasonCode.PEOPLE_ALIKE
    return (Reason(code, (("persons", len(rivals) + 1),)),)


def _certain_household(best: _Scored, rivals: list[_Scored], at: Thresholds) -> int | None:
    """The household, when everybody who fits about equally lives in it and nothing of the best contradicts
    it.
    """
    compared = best.compared
    certain = (
        best.score >= at.household
        and compared.address in _CERTAIN_DOORS
        and compared.surname in _CERTAIN_NAMES
        and compared.birth in _CERTAIN_BIRTHS
        and all(one.person.household == best.person.household for one in rivals)
    )
    return best.person.household if certain else None


def _notes(best: _Scored) -> tuple[Reason, ...]:
    """What the reader should know about the best candidate besides the points."""
    notes = (
        (ReasonCode.MOVED, best.compared.address == "elsewhere"),
        (ReasonCode.DEPARTED, best.person.departed),
        (ReasonCode.DECEASED, best.person.deceased),
    )
    return tuple(Reason(code) for code, true in notes if true)


def _scored(signal: PreparedSignal, person: Prepared) -> _Scored:
    compared = compare(signal, person)
    return _Scored(person, compared, compared.score)


def _candidate(one: _Scored) -> Candidate:
    return Candidate(one.person.id, one.person.household, one.score, one.compared.explain())

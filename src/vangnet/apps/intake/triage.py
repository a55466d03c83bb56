"""What becomes of one signal, and why? Facts in, a verdict with its reasons out; no database here.

The order is the law's: legal basis and objection come before anything is compared with the register, then repeat,
amount, resident, known to debt help, and last who it is (sieve, rule ``triage``). A machine sets aside only what
is a repeat or below the municipality's own threshold; every other refusal is a person's (art. 22 AVG).
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from vangnet.apps.intake.models import Signal
from vangnet.apps.partners.covenants import NOTHING_AGREED, Window
from vangnet.apps.partners.models import Partner
from vangnet.domain.agreements import Practice
from vangnet.domain.codes import MatterKind, SetAside
from vangnet.domain.law.signals import GroundFound, Lack, Place, ground_for, signal_window
from vangnet.domain.matching import Band, Outcome

Plan = Signal.Status
ROUNDING_CENTS: Final = 100
"""A source in whole euros differs less than this from the amount itself."""


class Remark(StrEnum):
    """What triage notes about a signal; the catalogue has a sentence for each."""

    OBJECTION = "objection"
    """The tenant objects while the creditor still collects (art. 2 d Bgs): it should not have been sent."""
    NO_GROUND = "no_ground"
    """No legal basis for this report on this day. Facts: ``lacks``."""
    GROUND_UNSURE = "ground_unsure"
    """Only listed participants may report this; look it up."""
    REPEAT = "repeat"
    """Reported before, being handled, not higher. Facts: ``cents``, ``on`` of the earlier one."""
    RISEN = "risen"
    """Reported before, higher now. Facts: ``cents``, ``on`` of the earlier one."""
    BELOW_THRESHOLD = "below_threshold"
    """Less than the municipality follows up. Facts: ``least``."""
    BELOW_COVENANT = "below_covenant"
    """Less than the partner's covenant names. Facts: ``least``."""
    TOO_EARLY = "too_early"
    """Younger than the window of the convenant: it still gets at least a letter. Facts: ``days``."""
    TOO_LATE = "too_late"
    """Older than the window of the convenant: it still gets at least a letter. Facts: ``days``."""
    EVIDENCE_LACKS = "evidence_lacks"
    """The landlord says itself that a step of art. 2 a-d Bgs was not taken. Facts: ``what``."""
    LEGAL_PERSON = "legal_person"
    """A company or foundation, not a resident; a sole trader is a resident."""
    DECEASED = "deceased"
    """Facts: ``on``. Heirs or housemates may still need an offer."""
    DEPARTED = "departed"
    """Left the municipality. Facts: ``on``."""
    OUTSIDE = "outside"
    """Nobody known, and the address lies in another municipality."""
    ELSEWHERE = "elsewhere"
    """The file itself addresses it to another municipality. Facts: ``code``."""
    UNREGISTERED = "unregistered"
    """Lives here as far as the partner knows, not in the register: taken up, postal address to be arranged."""
    NO_ADDRESS = "no_address"
    """Nobody known and no full address to go to."""
    DEBT_HELP_RUNS = "debt_help_runs"
    """This person is being helped with debts already."""
    CRISIS = "crisis"
    WARM_HANDOVER = "warm_handover"
    """The partner is in contact and asks to take over."""
    AGAIN = "again"
    """Set aside at first, taken up all the same by somebody. Facts: ``reason``, ``on``, ``because`` in own words."""


class Noted(NamedTuple):
    """A remark with the facts of its sentence, fit to be kept as JSON."""

    code: Remark
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all signals of one delivery."""

    kind: Partner.Kind
    partner: str
    municipality: str
    received_on: date
    practice: Practice
    window: Window = NOTHING_AGREED


class Claim(NamedTuple):
    """What a signal says about the debt."""

    kind: MatterKind
    cents: int
    whole_euros: bool
    since: date | None
    objection: bool | None
    pointed_to_help: bool | None
    report_offered: bool | None
    crisis: bool
    warm_handover: bool
    name: str
    has_birth_date: bool
    address_known: bool
    """There is a street or postcode with a number: somewhere to go."""


class Earlier(NamedTuple):
    """The last report of the same debt by the same partner that is being handled."""

    cents: int
    whole_euros: bool
    received_on: date
    person: int | None
    household: int | None
    case: int | None


class Resident(NamedTuple):
    """What is known of the person who was found."""

    deceased_on: date | None = None
    departed_on: date | None = None
    help_runs: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a signal; ``reason`` is the DDAS reason, or what is proposed to the one who decides."""

    plan: Plan
    reason: SetAside | None = None
    noted: list[Noted] = field(default_factory=list)


_LAW_KINDS: Final = {
    Partner.Kind.LANDLORD: "rent",
    Partner.Kind.PRIVATE_LANDLORD: "rent",
    Partner.Kind.MORTGAGE_LENDER: "mortgage",
    Partner.Kind.ENERGY: "energy",
    Partner.Kind.WATER: "water",
    Partner.Kind.HEALTH: "health",
}
_BY_NAME: Final = ("tax", "benefits", "cak_contribution", "municipal_tax")
"""Grounds that are told apart by the name of the creditor."""
KIND_OF: Final = {
    Partner.Kind.LANDLORD: MatterKind.RENT,
    Partner.Kind.PRIVATE_LANDLORD: MatterKind.RENT,
    Partner.Kind.MORTGAGE_LENDER: MatterKind.MORTGAGE,
    Partner.Kind.ENERGY: MatterKind.ENERGY,
    Partner.Kind.WATER: MatterKind.WATER,
    Partner.Kind.HEALTH: MatterKind.HEALTH,
}
"""What a kind of partner reports when the file does not say."""
_LEGAL_PERSON: Final = re.compile(
    r"\b[bn]\.?\s?v\.?$|^(stichting|vereniging|coöperatie|cooperatie|kerkgenootschap)\b|\bholding\b", re.IGNORECASE
)


def unlawful(claim: Claim, frame: Frame) -> Noted | None:
    """Why this signal may not be kept at all; None when it may. Before any matching."""
    if claim.objection:
        return Noted(Remark.OBJECTION, {})
    found = _ground(claim, frame)
    if found.ground or _unsure(found):
        return None
    lacks = sorted({lack.value for _, missing in found.lacks for lack in missing})
    return Noted(Remark.NO_GROUND, {"lacks": lacks})


def sent_elsewhere(code: str, ours: str) -> Verdict | None:
    """A report that is meant for another municipality is compared with nobody here until somebody looked at it."""
    if code in {"", ours}:
        return None
    return Verdict(Plan.WAITING_TRIAGE, SetAside.NOT_RESIDENT, [Noted(Remark.ELSEWHERE, {"code": code})])


def judge(
    claim: Claim,
    frame: Frame,
    outcome: Outcome,
    resident: Resident,
    earlier: Earlier | None,
    *,
    inside: bool,
) -> Verdict:
    """What becomes of a lawful signal once it was compared with the people we know.

    ``inside``: as far as known the address lies in this municipality.
    """
    noted = _marks(claim, frame)
    if earlier and not _risen(claim, earlier):
        return Verdict(Plan.SET_ASIDE, SetAside.REPEAT, [_told(Remark.REPEAT, earlier), *noted])
    if earlier:
        noted.insert(0, _told(Remark.RISEN, earlier))
    least = frame.practice.agreed(frame.received_on).least_cents.get(claim.kind, 0)
    if claim.cents < least and not claim.crisis:
        below = Noted(Remark.BELOW_THRESHOLD, {"least": least})
        return Verdict(Plan.SET_ASIDE, SetAside.UNJUSTIFIED, [below, *noted])
    if _unsure(_ground(claim, frame)):
        noted.insert(0, Noted(Remark.GROUND_UNSURE, {}))
        return Verdict(Plan.WAITING_TRIAGE, SetAside.UNJUSTIFIED, noted)
    if outcome.band is Band.LOOK:
        return Verdict(Plan.WAITING_PERSON if outcome.household else Plan.WAITING_WHO, None, noted)
    if outcome.band is Band.NONE:
        return _nobody_known(claim, noted, inside=inside)
    return _somebody_known(resident, noted)


def _nobody_known(claim: Claim, noted: list[Noted], *, inside: bool) -> Verdict:
    """Living here but not in the register is never "not resident"."""
    if is_legal_person(claim.name) and not claim.has_birth_date:
        noted.insert(0, Noted(Remark.LEGAL_PERSON, {}))
        return Verdict(Plan.WAITING_TRIAGE, SetAside.OTHER, noted)
    if not inside:
        noted.insert(0, Noted(Remark.OUTSIDE, {}))
        return Verdict(Plan.WAITING_TRIAGE, SetAside.NOT_RESIDENT, noted)
    if not claim.address_known or not claim.name:
        noted.insert(0, Noted(Remark.NO_ADDRESS, {}))
        return Verdict(Plan.WAITING_WHO, None, noted)
    noted.insert(0, Noted(Remark.UNREGISTERED, {}))
    return Verdict(Plan.TAKEN_UP, None, noted)


def _somebody_known(resident: Resident, noted: list[Noted]) -> Verdict:
    if resident.deceased_on:
        noted.insert(0, Noted(Remark.DECEASED, {"on": resident.deceased_on.isoformat()}))
        return Verdict(Plan.WAITING_TRIAGE, SetAside.DECEASED, noted)
    if resident.departed_on:
        noted.insert(0, Noted(Remark.DEPARTED, {"on": resident.departed_on.isoformat()}))
        return Verdict(Plan.WAITING_TRIAGE, SetAside.NOT_RESIDENT, noted)
    if resident.help_runs:
        noted.insert(0, Noted(Remark.DEBT_HELP_RUNS, {}))
        return Verdict(Plan.WAITING_TRIAGE, SetAside.KNOWN_TO_DEBT_HELP, noted)
    return Verdict(Plan.TAKEN_UP, None, noted)


def due_on(plan: Plan, frame: Frame, *, crisis: bool) -> date | None:
    """By when a waiting signal must be settled: the terms of the rules ``triage`` and ``who``."""
    agreed = frame.practice.agreed(frame.received_on)
    if plan is Plan.WAITING_PERSON:
        days = agreed.who_crisis if crisis else agreed.who
    elif plan in {Plan.WAITING_WHO, Plan.WAITING_TRIAGE}:
        days = agreed.triage_crisis if crisis else agreed.triage
    else:
        return None
    return frame.practice.working_days_on(frame.received_on, days)


def recent_since(frame: Frame) -> date:
    """From when on an earlier report still counts as the same one: the window of the outreach."""
    return frame.received_on - timedelta(weeks=frame.practice.agreed(frame.received_on).window_weeks)


def is_legal_person(name: str) -> bool:
    """Whether this is the name of a company or foundation; a sole trader's or partnership's is not.

    >>> is_legal_person("Bakkerij Jansen B.V."), is_legal_person("B.V. Jansen"), is_legal_person("Jansen VOF")
    (True, False, False)
    """
    return _LEGAL_PERSON.search(name.strip()) is not None


def _ground(claim: Claim, frame: Frame) -> GroundFound:
    """A bailiff or collector reports for a creditor of the kind of the debt itself."""
    if kind := _LAW_KINDS.get(frame.kind):
        return _ground_of(kind, claim, frame)
    if claim.kind is not MatterKind.OTHER_DEBT:
        return _ground_of(claim.kind.value, claim, frame)
    found = [_ground_of(kind, claim, frame) for kind in _BY_NAME]
    carries = next((one for one in found if one.ground), None)
    return carries or GroundFound(None, tuple(lack for one in found for lack in one.lacks))


def _ground_of(kind: str, claim: Claim, frame: Frame) -> GroundFound:
    return ground_for(
        kind,
        frame.received_on,
        municipality=frame.municipality,
        creditor=frame.partner,
        amount=claim.cents,
        arisen_on=claim.since,
    )


def _unsure(found: GroundFound) -> bool:
    """The only thing against a ground is that its list of participants was not seen."""
    return found.ground is None and any(lacks == (Lack.PARTICIPANTS_UNKNOWN,) for _, lacks in found.lacks)


def _risen(claim: Claim, earlier: Earlier) -> bool:
    """Higher than before, beyond what rounding to whole euros explains."""
    slack = ROUNDING_CENTS if claim.whole_euros or earlier.whole_euros else 1
    return claim.cents - earlier.cents >= slack


def _told(remark: Remark, earlier: Earlier) -> Noted:
    return Noted(remark, {"cents": earlier.cents, "on": earlier.received_on.isoformat()})


def _marks(claim: Claim, frame: Frame) -> list[Noted]:
    """What should be known to whoever takes it up, and sets nothing aside."""
    noted = []
    if claim.crisis:
        noted.append(Noted(Remark.CRISIS, {}))
    if claim.warm_handover:
        noted.append(Noted(Remark.WARM_HANDOVER, {}))
    if claim.since and (place := _place(claim.since, frame)) is not Place.INSIDE:
        days = (frame.received_on - claim.since).days
        noted.append(Noted(Remark.TOO_EARLY if place is Place.TOO_EARLY else Remark.TOO_LATE, {"days": days}))
    least = frame.window.least_cents
    if least is not None and claim.cents < least:
        noted.append(Noted(Remark.BELOW_COVENANT, {"least": least}))
    steps = (("pointed_to_help", claim.pointed_to_help), ("report_offered", claim.report_offered))
    if lacking := [name for name, done in steps if done is False]:
        noted.append(Noted(Remark.EVIDENCE_LACKS, {"what": lacking}))
    return noted


def _place(since: date, frame: Frame) -> Place:
    """Against the partner's own covenant where it names a window, else against the national one."""
    days, agreed = (frame.received_on - since).days, frame.window
    if agreed.names_an_age:
        if days < (agreed.least_age_days or 0):
            return Place.TOO_EARLY
        return Place.TOO_LATE if agreed.most_age_days is not None and days > agreed.most_age_days else Place.INSIDE
    window = signal_window(_LAW_KINDS.get(frame.kind, ""), frame.received_on)
    return window.place(since, frame.received_on) if window else Place.INSIDE

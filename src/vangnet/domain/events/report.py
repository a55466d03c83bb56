"""What is reported of a debt or a threat, and what becomes of the report? (Steps 1-3.)"""

from datetime import date

from vangnet.domain.codes import Channel, DisputeAbout, DisputeStep, MatterKind, SetAside
from vangnet.domain.events.form import Cents, OfMatter, PartnerId, PersonId, SignalId


class MatterNoted(OfMatter, frozen=True, kw_only=True):
    """A debt or a threat to the home became known without a creditor's report."""

    kind: MatterKind
    partner: PartnerId | None = None
    person: PersonId | None = None
    cents: Cents | None = None


class SignalReceived(OfMatter, frozen=True, kw_only=True):
    """A creditor reported arrears (art. 3 lid 1 b Wgs); no ``person`` while it is unclear who it is."""

    signal: SignalId
    kind: MatterKind
    partner: PartnerId | None = None
    person: PersonId | None = None
    cents: Cents = 0
    since: date | None = None
    crisis: bool = False


class PersonKnown(OfMatter, frozen=True, kw_only=True):
    """It was settled whose matter this is."""

    person: PersonId


class SignalTakenUp(OfMatter, frozen=True, kw_only=True):
    signal: SignalId


class SignalSetAside(OfMatter, frozen=True, kw_only=True):
    signal: SignalId
    reason: SetAside


class SignalWithdrawn(OfMatter, frozen=True, kw_only=True):
    """The creditor took the report back."""

    signal: SignalId


class ReminderSent(OfMatter, frozen=True, kw_only=True):
    """Step 1. ``offered_report``: the letter offered to pass on contact data (art. 2 c and d Bgs)."""

    offered_report: bool = False


class CreditorSoughtContact(OfMatter, frozen=True, kw_only=True):
    """Step 2: personal contact was sought (art. 2 a Bgs); ``pointed_to_help`` is art. 2 b."""

    channel: Channel = Channel.PHONE
    pointed_to_help: bool = False


class AmountChanged(OfMatter, frozen=True, kw_only=True):
    cents: Cents


class DebtDisputed(OfMatter, frozen=True, kw_only=True):
    """The person says the claim is wrong. Older facts do not say about what."""

    about: DisputeAbout | None = None


class DisputeStepTaken(OfMatter, frozen=True, kw_only=True):
    """Something was done about what is disputed."""

    step: DisputeStep

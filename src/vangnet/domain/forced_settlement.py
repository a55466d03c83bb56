"""What does a request for a forced settlement (dwangakkoord) need, and which of it does the story already show?

Art. 287a Fw lets the court order a creditor to join who could not reasonably refuse. What courts look for is practice,
not the text of the law: an offer to all, tested by somebody independent, that is the most this household can pay.
"""

from collections.abc import Iterator

from vangnet.domain.case import Case, Matter
from vangnet.domain.codes import Answer, ForcedLacks, ForcedPart
from vangnet.domain.requested import Part


def open_debts(case: Case, person: int) -> list[Matter]:
    """What this person still owes, also where nobody said yet how much."""
    return [m for m in case.matters_of(person) if m.is_debt and m.unsettled and m.cents != 0]


def asked(case: Case, person: int) -> list[Matter]:
    """The open debts of this person of which something was put to the creditor."""
    return [m for m in open_debts(case, person) if m.proposal or m.arranged_on]


def refused(case: Case, person: int) -> list[Matter]:
    """Those whose creditor said no, and has not agreed since."""
    return [m for m in asked(case, person) if m.proposal and m.proposal.answer is Answer.NO]


def forced_parts(case: Case, person: int, *, why: bool) -> tuple[Part, ...]:
    """What the court looks for. ``why``: somebody wrote why this is the most that can be paid."""
    return tuple(Part(part, lacks) for part, lacks in _parts(case, person, why))


def _parts(case: Case, person: int, why: bool) -> Iterator[tuple[ForcedPart, ForcedLacks | None]]:
    known = case.persons.get(person)
    yield ForcedPart.HELP, None if known and known.help_runs else ForcedLacks.NO_HELP
    owed = {m.number for m in open_debts(case, person)}
    everybody = owed == {m.number for m in asked(case, person)}
    yield ForcedPart.OFFER, None if owed and everybody else ForcedLacks.NOT_ALL_ASKED
    yield ForcedPart.REFUSED, None if refused(case, person) else ForcedLacks.NOBODY_REFUSED
    yield ForcedPart.MOST, None if why else ForcedLacks.NO_REASON

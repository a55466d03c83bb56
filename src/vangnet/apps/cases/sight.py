"""Who sees what of a case, and who may record what in it? (Handbook of the sieve: people before process.)

A threat without debt (nuisance, closure, drugs) has its own legal basis: it is seen by those who act on it and by the
owner of the case. Who walks past the doors sees how to reach people, not what they owe.
"""

from dataclasses import dataclass
from datetime import date

from vangnet.apps.accounts.models import Ground
from vangnet.domain import events as e
from vangnet.domain.case import Case, Danger, Matter
from vangnet.domain.codes import Role
from vangnet.domain.sieve import Obligation, in_haste

TEAM = (Role.INTAKE, Role.CASEWORKER, Role.VISITOR, Role.COORDINATOR, Role.COURT_OFFICER, Role.DIRECTOR)
"""Who works on cases."""
MAY_ASK_BSN = (Role.INTAKE, Role.CASEWORKER, Role.COURT_OFFICER, Role.DIRECTOR)
"""Whose tasks ask for it: settling who it is, debt help, court papers, an administration."""
MAY_TELL = (Role.INTAKE, Role.COORDINATOR)
"""Who tells the partners what became of their reports."""
_SEE_THREATS = frozenset({Role.DIRECTOR, Role.COURT_OFFICER, Role.COORDINATOR})
_GROUNDS = {
    Role.INTAKE: Ground.SIGNAL,
    Role.COURT_OFFICER: Ground.HOME,
    Role.DIRECTOR: Ground.HOME,
}
AT_THE_DOOR: tuple[type[e.Event], ...] = (
    e.ContactAttempted,
    e.ContactWished,
    e.ContactLost,
    e.HelpOffered,
    e.HelpRequested,
    e.HelpAccepted,
    e.HelpDeclined,
    e.HouseholdNoted,
    e.ResidencyChecked,
    e.RepresentativeNoted,
    e.TenantDied,
    e.MovedAway,
)
"""What a visitor meets: the events a visitor sees and may record."""
_DOOR_FORMS = frozenset({"contact", "answer", *(kind.__name__ for kind in AT_THE_DOOR)})


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person, in one role, may see of one case."""

    role: Role
    threats: bool
    acts: bool
    """Whether what this role must do here falls to this person: not where a colleague owns the case."""

    @property
    def debts(self) -> bool:
        """What is owed, to whom, and what the creditor and the court do about it."""
        return self.role is not Role.VISITOR

    def matter(self, matter: Matter | None) -> bool:
        """Whether this matter is for these eyes; what nobody knows yet is hidden from nobody."""
        return matter is None or self.threats or not matter.is_threat

    def event(self, event: e.Event, facts: Case) -> bool:
        """Whether this fact is for these eyes."""
        if not self.debts and not isinstance(event, AT_THE_DOOR):
            return False
        if isinstance(event, e.UnlawfulPressureNoted):
            return self.threats
        return not isinstance(event, e.OfMatter) or self.matter(facts.matters.get(event.matter))

    def step(self, step: Obligation, facts: Case) -> bool:
        """Whether this step is for these eyes; one that this role itself must do always is."""
        if step.role is self.role:
            return True
        if not self.debts and step.subject.kind != "person":
            return False
        return self.subject(step.subject.kind, step.subject.id, facts)

    def subject(self, kind: str, number: int, facts: Case) -> bool:
        """Whether what a rule speaks about is for these eyes."""
        if kind == "matter":
            return self.matter(facts.matters.get(number))
        if kind == "signal":
            return all(self.matter(m) for m in facts.matters.values() if number in m.signals)
        return True

    def dangers(self, facts: Case) -> list[Danger]:
        """What threatens, as far as it is for these eyes."""
        return [danger for danger in facts.dangers() if self.matter(facts.matters[danger.matter])]

    def haste(self, step: Obligation, facts: Case, today: date) -> bool:
        """Whether these eyes see that this step is done with haste: for others to do, not by a danger hidden from them.

        Whoever must hurry knows that it presses, also where another knows why.
        """
        if not in_haste(step, today) or not self.step(step, facts):
            return False
        if (step.role is self.role and self.acts) or step.danger_on is None:
            return True
        return step.danger_on in {danger.day or step.by for danger in self.dangers(facts)}

    def may_record(self, form: str) -> bool:
        """Whether the form of this name is for this role."""
        return self.debts or form in _DOOR_FORMS

    def may_correct(self, event: e.Event, facts: Case) -> bool:
        """Whether what stands here may be recorded otherwise; what a partner was told stands in its log for good."""
        if isinstance(event, e.FeedbackGiven):
            matter = facts.matters.get(event.matter)
            if matter and matter.partner:
                return False
        return self.may_record(type(event).__name__)


def sight_of(role: Role, user: int, owner: int | None) -> Sight:
    """What this user sees in this role of a case with that owner."""
    threats = role in _SEE_THREATS or (owner == user and role is not Role.VISITOR)
    return Sight(role, threats, acts=role is not Role.CASEWORKER or owner in {None, user})


def only_own_threats(role: Role) -> bool:
    """Whether this role sees a threat without debt in its own cases only, or in none."""
    return role not in _SEE_THREATS


def ground_of(role: Role) -> Ground:
    """On which ground somebody in this role looks into a dossier."""
    return _GROUNDS.get(role, Ground.DEBT_HELP)

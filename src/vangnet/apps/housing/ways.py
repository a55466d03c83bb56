"""Where do the cards of the agenda lead, and the forms back to? To the board, and to the page about another home."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.erasure import Beside, kept_beside
from vangnet.apps.cases.parts import tells_choices
from vangnet.apps.cases.places import tells_way_back
from vangnet.apps.cases.workplaces import tells_workplace, tells_workplace_of_person
from vangnet.apps.housing import disputes, places, rehousing, shown, threats
from vangnet.apps.web.components import Action
from vangnet.domain.codes import HOME_DEBTS
from vangnet.domain.sieve import RULES, Obligation

if TYPE_CHECKING:
    from vangnet.apps.cases.steps import Told

_RULES = (
    *("rehousing_plan", "record_loss", "secure_address", "return_goods", "rehouse", "follow_up"),
    *("hear_place", "chase_urgency", "listing"),
)
_OF_THREATS = ("other_threats", "stop_pressure", *sorted({*threats.RULE_OF.values()} & {rule.key for rule in RULES}))


def tell() -> None:
    """Let the apps below know of these pages, and of what is kept here beside a story."""
    kept_beside(Beside(places.forget_cases, places.take_back))
    tells_choices("place", places.choices)
    tells_way_back(shown.BACK, lambda _number, _typed: reverse("board"))
    tells_way_back(rehousing.BACK, lambda number, _typed: reverse("rehousing", args=[number]))
    tells_way_back(threats.BACK, lambda number, _typed: reverse("threats", args=[number]))
    tells_way_back(disputes.BACK, lambda number, _typed: reverse("disputes", args=[number]))
    tells_workplace("dispute", _to_the_dispute)
    tells_workplace_of_person(_of_somebody_who_rents)
    for rule in _RULES:
        tells_workplace(rule, _to_another_home)
    for rule in _OF_THREATS:
        tells_workplace(rule, _to_the_threat)


def _to_another_home(_step: Obligation, told: "Told") -> Action | None:
    if told.sight.role not in rehousing.REHOUSES:
        return None
    return Action(reverse("rehousing", args=[told.number]), _("Naar een andere woning"))


def _to_the_threat(_step: Obligation, told: "Told") -> Action | None:
    if told.sight.role not in rehousing.REHOUSES or not told.sight.threats:
        return None
    return Action(reverse("threats", args=[told.number]), _("Wat hier open is"))


def _to_the_dispute(_step: Obligation, told: "Told") -> Action | None:
    return disputes.to_the_dispute(told.number) if told.sight.role in rehousing.REHOUSES else None


def _of_somebody_who_rents(person: int, told: "Told") -> Action | None:
    """Beside what somebody owes, where rent is among it or anything of it is disputed."""
    owed = [m for m in told.facts.matters_of(person) if m.is_debt and m.unsettled]
    if told.sight.role not in rehousing.REHOUSES or not any(m.disputed_on or m.kind in HOME_DEBTS for m in owed):
        return None
    return disputes.to_the_dispute(told.number)

"""Which steps are done on a page of the court, and where does a form lead back to?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.apps.cases.places import tells_way_back
from vangnet.apps.cases.steps import Told
from vangnet.apps.cases.wording import rule_said
from vangnet.apps.cases.workplaces import tells_workplace, tells_workplace_of_duty
from vangnet.apps.web.components import Action
from vangnet.apps.web.typed import typed_number
from vangnet.domain.codes import Role
from vangnet.domain.sieve import Obligation

OPENS = (Role.COURT_OFFICER, Role.DIRECTOR, Role.COORDINATOR, Role.CASEWORKER)
"""Who opens the court's pages of a case."""
BACK = "zitting"
WEIGHS = (Role.DIRECTOR, Role.COURT_OFFICER, Role.COORDINATOR)
"""Who opens the file of a request for administration."""
LAST_RESORT = "bewind"
FORCED = "dwangakkoord"
SETTLES = (Role.CASEWORKER, Role.COURT_OFFICER, Role.DIRECTOR)
"""Who opens the file of a forced settlement: those who work on somebody's money."""
AFTER = "vonnis"
AFTER_JUDGMENT = (
    *("remedy", "follow_remedy", "stay", "confirm_stay", "watch_judgment", "watch_conditions"),
    *("warn_before_breach", "end_grace", "end_second_chance", "end_moratorium"),
)
"""The steps that are worked on after the judgment of a matter, on one page."""
NUMBER_DIGITS = 15
"""A matter that was told within another case has a long number."""


def tell() -> None:
    """Let the cards lead to the pages of the court, and forms back to them."""
    tells_workplace("duty_check", _duty, leads=True)
    for rule in ("hearing_pack", "will_appear", "hearing_offer"):
        tells_workplace(rule, _hearing, leads=True)
    tells_workplace_of_duty(_duty_of)
    for rule in ("weigh_administration", "await_administration"):
        tells_workplace(rule, _administration)
    tells_workplace("forced_settlement", _forced)
    for rule in AFTER_JUDGMENT:
        tells_workplace(rule, _judgment)
    tells_way_back(AFTER, _back_to_judgment)
    tells_way_back(BACK, _way_back)
    tells_way_back(LAST_RESORT, _back_to_file)
    tells_way_back(FORCED, _back_to_forced)


def _duty_of(matter: int, told: Told) -> Action | None:
    url = reverse("duty", args=[told.number, matter])
    return Action(url, _("Bekijk wat de rechtbank vraagt")) if told.sight.role in OPENS else None


def _duty(step: Obligation, told: Told) -> Action | None:
    return _to(step, told, reverse("duty", args=[told.number, step.subject.id]))


def _hearing(step: Obligation, told: Told) -> Action | None:
    """The page of the hearing that is still to come."""
    matter = told.facts.matters.get(step.subject.id)
    ahead = matter.hearing if matter else None
    return _to(step, told, reverse("hearing", args=[told.number, step.subject.id, ahead.number])) if ahead else None


def _to(step: Obligation, told: Told, url: str) -> Action | None:
    return Action(url, rule_said(step.rule, "action", step.stage)) if told.sight.role in OPENS else None


def _way_back(number: str, typed: str) -> str:
    matter, _dash, hearing = (typed_number(part, digits=NUMBER_DIGITS) for part in typed.partition("-"))
    return reverse("hearing", args=[number, matter, hearing]) if matter and hearing else ""


def _administration(step: Obligation, told: Told) -> Action | None:
    return weighing(step.subject.id, told.number, told.sight.role)


def weighing(person: int, number: str, role: Role) -> Action | None:
    """The way to the file with which administration is weighed for this adult, for those who weigh."""
    return Action(reverse("administration", args=[number, person]), _("Bewind wegen")) if role in WEIGHS else None


def _back_to_file(number: str, typed: str) -> str:
    person = typed_number(typed, digits=NUMBER_DIGITS)
    return reverse("administration", args=[number, person]) if person else ""


def _forced(step: Obligation, told: Told) -> Action | None:
    """The file of the request with which creditors are made to join."""
    if told.sight.role not in SETTLES:
        return None
    return Action(reverse("forced_settlement", args=[told.number, step.subject.id]), _("Dwangakkoord"))


def _back_to_forced(number: str, typed: str) -> str:
    person = typed_number(typed, digits=NUMBER_DIGITS)
    return reverse("forced_settlement", args=[number, person]) if person else ""


def _judgment(step: Obligation, told: Told) -> Action | None:
    """What stands after the judgment of this matter."""
    if told.sight.role not in OPENS:
        return None
    return Action(reverse("judgment", args=[told.number, step.subject.id]), _("Na het vonnis"))


def _back_to_judgment(number: str, typed: str) -> str:
    matter = typed_number(typed, digits=NUMBER_DIGITS)
    return reverse("judgment", args=[number, matter]) if matter else ""

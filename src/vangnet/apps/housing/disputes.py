"""What can a tenant do about a rent that is too high, repairs withheld or a debt that is wrong? (Guide ch. 5, 6.)"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.views.recording import setting_of
from vangnet.apps.cases.wording import event_title, household_name, matter_said
from vangnet.apps.housing.rehousing import REHOUSES
from vangnet.apps.web.components import Action
from vangnet.apps.web.texts import say, word
from vangnet.domain import events as e
from vangnet.domain.case import Matter
from vangnet.domain.codes import HOME_DEBTS, DisputeAbout, DisputeStep, MatterKind

BACK = "huur"
"""How an address says that one came from this page."""
OPEN_FOR: dict[DisputeAbout, tuple[DisputeStep, ...]] = {
    DisputeAbout.AMOUNT: (DisputeStep.SPECIFICATION_ASKED, DisputeStep.LEGAL_HELP),
    DisputeAbout.NOT_MINE: (DisputeStep.SPECIFICATION_ASKED, DisputeStep.LEGAL_HELP),
    DisputeAbout.RENT_TOO_HIGH: (DisputeStep.RENT_CHECKED, DisputeStep.RENT_COMMISSION, DisputeStep.LEGAL_HELP),
    DisputeAbout.REPAIRS_WITHHELD: (DisputeStep.REPAIRS_ASKED, DisputeStep.RENT_COMMISSION, DisputeStep.LEGAL_HELP),
    DisputeAbout.SERVICE_CHARGES: (DisputeStep.SPECIFICATION_ASKED, DisputeStep.RENT_COMMISSION),
    DisputeAbout.OTHER: (DisputeStep.LEGAL_HELP,),
}
"""Which steps help with what is wrong, the lightest first."""
_OF_RENT = frozenset({DisputeAbout.RENT_TOO_HIGH, DisputeAbout.REPAIRS_WITHHELD, DisputeAbout.SERVICE_CHARGES})


@dataclass(frozen=True, slots=True)
class Route:
    """One step that is open, and when it was taken."""

    what: str
    about: str
    taken_on: date | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """One debt that is or can be disputed, with what is open."""

    what: str
    disputed_on: date | None
    about: str
    by: date | None
    routes: list[Route]
    ways: list[Action]


@audience(*REHOUSES)
@require_GET
def disputes(request: WorkRequest, number: str) -> HttpResponse:
    """The debts of this household that are disputed, and its rent; of rent first the warning not to hold it back."""
    setting = setting_of(request, number)
    shown = [m for m in setting.matters if m.is_debt and m.unsettled and (m.disputed_on or m.kind in HOME_DEBTS)]
    context = {
        "number": number,
        "who": household_name(setting.file.case.name, number),
        "rents": not shown or any(matter.kind is MatterKind.RENT for matter in shown),
        "disputes": [_dispute(setting, matter) for matter in shown],
    }
    return render(request, "housing/disputes.html", context)


def _dispute(setting: Setting, matter: Matter) -> Dispute:
    stands = [one for one in setting.file.timeline if not one.corrected]
    about = next((o.event.about for o in stands if isinstance(o.event, e.DebtDisputed) and _of(o.event, matter)), None)
    taken = {
        o.event.step: o.on for o in reversed(stands) if isinstance(o.event, e.DisputeStepTaken) and _of(o.event, matter)
    }
    due = [step for step in setting.file.agenda if step.rule == "dispute" and step.subject.id == matter.number]
    return Dispute(
        what=matter_said(matter, setting.names),
        disputed_on=matter.disputed_on,
        about=word(about) if about else "",
        by=due[0].by if due else None,
        routes=[
            Route(word(step), say(f"dispute_step_about.{step}"), taken.get(step))
            for step in _open(matter, about, taken)
        ],
        ways=[_way(setting, form, matter) for form in _forms(matter)],
    )


def _of(event: e.OfMatter, matter: Matter) -> bool:
    return event.matter == matter.number


def _open(matter: Matter, about: DisputeAbout | None, taken: dict[DisputeStep, date]) -> list[DisputeStep]:
    """What helps with this, and whatever was done already; nothing while nobody disputes it."""
    if matter.disputed_on is None:
        return []
    found = OPEN_FOR[about or DisputeAbout.OTHER]
    if about in _OF_RENT and matter.kind is not MatterKind.RENT:
        found = OPEN_FOR[DisputeAbout.OTHER]
    return [*found, *(step for step in taken if step not in found)]


def _forms(matter: Matter) -> tuple[str, ...]:
    return ("DisputeStepTaken", "DebtDisputed") if matter.disputed_on else ("DebtDisputed",)


def _way(setting: Setting, form: str, matter: Matter) -> Action:
    step = f"stap=dispute.matter.{matter.number}&"
    return Action(f"{reverse('record', args=[setting.file.case.number, form])}?{step}terug={BACK}", event_title(form))


def to_the_dispute(number: str) -> Action:
    return Action(reverse("disputes", args=[number]), _("Huur, gebreken of een fout in de schuld"))

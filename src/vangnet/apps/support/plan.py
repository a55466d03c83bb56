"""What is agreed with one adult, who does it and until when; and what was decided about it in writing?"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.accounts.models import User
from vangnet.apps.cases.forms import FactForm
from vangnet.apps.cases.parts import choose
from vangnet.apps.cases.record import Act
from vangnet.apps.support.models import PlanStep, Ruling
from vangnet.apps.support.persons import AtPerson
from vangnet.apps.web.forms import DayInput
from vangnet.apps.web.texts import day, word
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import Answer, HelpKind, StepOwner


def steps_of(at: AtPerson) -> list[PlanStep]:
    """The steps of this adult's plan, the first that is due first; what is done comes last."""
    return sorted(at.kept(PlanStep), key=lambda step: (step.done_on is not None, step.due, step.pk))


def next_due(steps: Sequence[PlanStep]) -> date | None:
    """When the first step that is not yet done is due."""
    return min((step.due for step in steps if step.done_on is None), default=None)


def who_said(step: PlanStep) -> str:
    """Who does a step, by name where that is known."""
    said = word(StepOwner(step.who))
    return f"{said} ({step.name})" if step.name else said


def why_no_help(at: AtPerson) -> str:
    """Why nobody does the steps of this plan, as a sentence; empty while help runs."""
    known = at.known
    if known.help_runs:
        return ""
    if known.declined_on:
        said = _("De bewoner zei op %(day)s nee tegen hulp. Wat wij toch doen, staat in het dossier.")
        return said % {"day": day(known.declined_on, "full")}
    if known.finished_on or known.decided_on:
        return _(
            "De hulp loopt niet meer: wat nog openstond is vervallen. Vraagt de bewoner opnieuw om hulp, dan gaat het "
            "plan verder."
        )
    return _("Er loopt geen hulp. Zegt de bewoner ja, leg dat dan vast in het dossier. Daarna maakt u hier het plan.")


def ruling_of(at: AtPerson) -> Ruling | None:
    """The words of the decision that stands; None where it was taken elsewhere, corrected, or not at all."""
    decided = at.known.decided_on
    return at.kept(Ruling).select_related("signed_by").filter(on=decided).order_by("-id").first() if decided else None


class StepForm(forms.ModelForm):  # type: ignore[type-arg]
    """One more step: what, who, and until when."""

    class Meta:
        model = PlanStep
        fields = ("what", "who", "name", "due")
        labels = {
            "what": gettext_lazy("Wat"),
            "name": gettext_lazy("Naam of organisatie"),
            "due": gettext_lazy("Uiterlijk op"),
        }
        widgets = {"due": DayInput}

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self._today = today
        owners = [(one.value, word(one)) for one in StepOwner]
        self.fields["who"] = choose(owners, label=_("Wie doet het?"))

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if due < self._today:
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        return due


class DecisionForm(FactForm):
    """The decision on an application for debt help (art. 4a Wgs): a plan with its steps, or a refusal with grounds."""

    def __init__(self, at: AtPerson, steps: Sequence[PlanStep], data: Any = None) -> None:
        self._at, self._steps = at, steps
        super().__init__(at.setting, data)

    @property
    def title(self) -> str:
        return _("Besluit over schuldhulp")

    @property
    def help(self) -> str:
        return _("De bewoner krijgt dit besluit als brief. Schrijf zoals u het aan tafel zou uitleggen.")

    def ask(self) -> None:
        self.fields["on"].label = _("Besloten op")
        answers = [(Answer.YES.value, _("een plan")), (Answer.NO.value, _("een afwijzing"))]
        self.fields["answer"] = choose(answers, label=_("Wat is besloten?"))
        kinds = [(kind.value, word(kind)) for kind in HelpKind]
        self.fields["kind"] = choose(kinds, label=_("Welke hulp?"), help_text=_("Bij een plan."), required=False)
        for name, label, said in (
            ("grounds", _("Waarom?"), _("Bij een afwijzing verplicht: de redenen, en de regel waarop ze rusten.")),
            (
                "nevertheless",
                _("Wat doen wij toch?"),
                _("Bij een afwijzing verplicht. De woning gaat voor: waar kan de bewoner nu terecht?"),
            ),
        ):
            self.fields[name] = forms.CharField(
                label=label, help_text=said, widget=forms.Textarea, required=False, max_length=5000
            )
        for name in ("kind", "grounds", "nevertheless"):
            self.fields[name].either = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        answer = told.get("answer")
        if answer == Answer.YES and not told.get("kind"):
            self.add_error("kind", _("Kies welke hulp de bewoner krijgt."))
        if answer == Answer.YES and next_due(self._steps) is None:
            self.add_error("answer", _("Er staat nog geen stap in het plan. Zet er eerst een in, met een dag."))
        if answer == Answer.NO:
            for name, complaint in (
                ("grounds", _("Een afwijzing heeft redenen. Schrijf ze op.")),
                ("nevertheless", _("Schrijf op wat wij toch doen. Niemand gaat weg met lege handen.")),
            ):
                if not told.get(name):
                    self.add_error(name, complaint)
        return told

    def act(self) -> Act:
        filled = self.cleaned_data
        plan = Answer(filled["answer"]) is Answer.YES
        decided = e.HelpDecided(
            person=self._at.person.pk,
            answer=Answer(filled["answer"]),
            kind=HelpKind(filled["kind"]) if plan else None,
            next_step_on=next_due(self._steps) if plan else None,
            by=self._at.by,
        )
        return partial(self._decided, event=decided)

    def _decided(self, facts: Facts, event: e.HelpDecided) -> Sequence[e.Event] | Refused:
        return acts.note(facts, event, self.cleaned_data["on"], self.setting.today)

    def keep(self, by: User) -> None:
        """The words of the decision, for the letter."""
        filled = self.cleaned_data
        plan = filled["answer"] == Answer.YES
        Ruling.of(self.setting.municipality).create(
            case=self._at.case,
            person=self._at.person,
            answer=filled["answer"],
            kind=filled["kind"] if plan else "",
            grounds=filled["grounds"],
            nevertheless=filled["nevertheless"],
            on=filled["on"],
            signed_by=by,
        )

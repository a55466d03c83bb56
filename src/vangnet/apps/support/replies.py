"""What is answered to who objected to our decision, or asked about the own data; or why does it take longer?

Beside the fact that an answer was given stand its words; they are kept for the letter, and leave with the case.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User
from vangnet.apps.cases.forms import FactForm
from vangnet.apps.cases.parts import choose
from vangnet.apps.cases.record import Act
from vangnet.apps.support.models import Reply
from vangnet.apps.support.persons import AtPerson
from vangnet.apps.web.texts import say, word
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.acts import Refused
from vangnet.domain.case import Case as Facts
from vangnet.domain.case import Person as Known
from vangnet.domain.codes import Answer, ObjectionOutcome, PrivacyRight
from vangnet.domain.rules.rights import objection_answer_by, request_answer_by

OBJECTION = "bezwaar"
"""What a reply is about when it is about no data request."""


class Outcome(StrEnum):
    """What a letter says; the fact behind ``upheld`` and ``partly`` is the same."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXTENDED = "extended"
    NOTHING = "nothing"
    """We keep nothing about who asks; only where no case is kept."""


def waits(known: Known, about: str) -> bool:
    """Whether this waits for an answer."""
    if about == OBJECTION:
        return known.objection is not None
    return about in known.requests


def right_of(about: str) -> PrivacyRight:
    """Raises ValueError where this is no right of somebody over the own data."""
    return PrivacyRight(about)


def may_take_longer(at: AtPerson, about: str) -> bool:
    """Whether the resident can still be told that it takes longer: once, and before the term is over."""
    facts, today = at.setting.file.facts, at.setting.today
    return not isinstance(acts.note(facts, _longer(at.person.pk, about), today, today), Refused)


def _longer(person: int, about: str) -> e.Event:
    if about == OBJECTION:
        return e.ObjectionAnswerExtended(person=person)
    return e.PrivacyAnswerExtended(person=person, right=right_of(about))


class Worded(forms.Form):
    """A form that asks for the words of a letter."""

    def asks_text(self, name: str, label: str, said: str = "", *, required: bool = False) -> None:
        self.fields[name] = forms.CharField(
            label=label, help_text=said, widget=forms.Textarea, required=required, max_length=5000
        )

    def needs(self, told: dict[str, Any], **complaints: str) -> None:
        """Say beside each of these texts that it is missing."""
        for name, complaint in complaints.items():
            if not told.get(name) and name not in self.errors:
                self.add_error(name, complaint)

    def asks_answer(self, outcomes: Sequence[tuple[str, str]]) -> None:
        """What is done of a request about data, and what not and why (art. 12 AVG)."""
        self.fields["outcome"] = choose(outcomes, label=_("Gedaan wat is gevraagd?"))
        self.asks_text(
            "given",
            _("Wat kreeg de bewoner, of wat deden wij?"),
            _("Bij ja, ook voor een deel. Bij inzage: het eigen dossier, en hoe."),
        )
        self.asks_text("refused", _("Wat doen wij niet?"), _("Bij nee, ook voor een deel."))
        self.asks_text("grounds", _("Waarom niet?"), _("Noem de regel waarop dat rust. Schrijf niets over een ander."))

    def check_answer(self, told: dict[str, Any]) -> None:
        """A yes says what was done, a no why not."""
        outcome = told.get("outcome")
        if outcome in (Outcome.UPHELD, Outcome.PARTLY):
            self.needs(told, given=_("Schrijf op wat de bewoner kreeg, of wat wij deden."))
        if outcome in (Outcome.REJECTED, Outcome.PARTLY):
            self.needs(
                told,
                refused=_("Schrijf op wat wij niet doen."),
                grounds=_("Nee zeggen kan alleen met redenen. Schrijf ze op."),
            )
        if outcome == Outcome.UPHELD and told.get("refused"):
            self.add_error("refused", _("U koos “ja, helemaal”. Haal dit weg, of kies “voor een deel”."))

    def asks_why_longer(self) -> None:
        self.asks_text("grounds", _("Waarom duurt het langer?"), _("De bewoner leest dit in de brief."), required=True)


def answers_to_request() -> list[tuple[str, str]]:
    """What can be said to somebody of whom we keep something."""
    return [
        (Outcome.UPHELD.value, _("ja, helemaal")),
        (Outcome.PARTLY.value, _("voor een deel")),
        (Outcome.REJECTED.value, _("nee")),
    ]


class ReplyForm(Worded, FactForm):
    """The words of one letter, with the fact that it is sent."""

    about_what: str

    def __init__(self, at: AtPerson, about: str, data: Any = None) -> None:
        self.at, self.about_what = at, about
        super().__init__(at.setting, data)
        self.fields["on"].label = _("Verstuurd op")
        self.fields["on"].help_text = self.sent_help

    @property
    def sent_help(self) -> str:
        """What hangs on the day on which the letter is sent."""
        return _("Vanaf de dag daarna telt de termijn om het er niet mee eens te zijn.")

    @property
    def help(self) -> str:
        return _("De bewoner krijgt dit als brief. Schrijf zoals u het aan tafel zou uitleggen.")

    @property
    def outcome(self) -> Outcome:
        """What the letter says, once the form is clean."""
        raise NotImplementedError

    def fact(self) -> e.Event:
        """What happened by it."""
        raise NotImplementedError

    def act(self) -> Act:
        return partial(self._told, event=self.fact(), on=self.cleaned_data["on"])

    def _told(self, facts: Facts, event: e.Event, on: date) -> Sequence[e.Event] | Refused:
        return acts.note(facts, event, on, self.setting.today)

    def keep(self, by: User) -> None:
        """The words, and of what they speak: the answer itself takes that from what waits."""
        told, known = self.cleaned_data, self.at.known
        objection = known.objection if self.about_what == OBJECTION else None
        asked = objection.made_on if objection else known.requests.get(right_of(self.about_what))
        Reply.of(self.setting.municipality).create(
            case=self.at.case,
            person=self.at.person,
            about=self.about_what,
            outcome=self.outcome,
            asked_on=asked or told["on"],
            against=objection.against if objection else None,
            until=self.until,
            on=told["on"],
            signed_by=by,
            **{name: told.get(name, "") for name in ("given", "refused", "grounds")},
        )

    @property
    def until(self) -> date | None:
        """The new last day, where the answer takes longer."""
        return None


class ObjectionForm(ReplyForm):
    """The decision on an objection (art. 7:11 Awb)."""

    @property
    def title(self) -> str:
        return _("Beslissing op bezwaar")

    @property
    def help(self) -> str:
        """To who took the decision: that somebody else decides on it and hears the resident."""
        return say("refused.objection_by_who_decided") if self.took_it_self else super().help

    @property
    def took_it_self(self) -> bool:
        """Whether this colleague took the decision that the objection is made to."""
        objection = self.at.known.objection
        return objection is not None and objection.decided_by == self.at.by

    def ask(self) -> None:
        answers = [
            (Outcome.UPHELD.value, _("gegrond: de bewoner krijgt gelijk")),
            (Outcome.PARTLY.value, _("voor een deel gegrond")),
            (Outcome.REJECTED.value, _("niet gegrond: het besluit blijft")),
            (Outcome.WITHDRAWN.value, _("ingetrokken door de bewoner")),
        ]
        if self.took_it_self:
            answers = answers[-1:]
        self.fields["outcome"] = choose(answers, label=_("Wat is beslist?"))
        if self.took_it_self:
            return
        self.asks_text(
            "given", _("Wat verandert er?"), _("Bij gegrond, ook voor een deel. Wat mag de bewoner nu verwachten?")
        )
        self.asks_text("grounds", _("Waarom?"), _("Ga in op wat de bewoner schreef en vertelde, en noem de regel."))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        outcome = told.get("outcome")
        if outcome in (Outcome.UPHELD, Outcome.PARTLY):
            self.needs(told, given=_("Schrijf op wat er voor de bewoner verandert."))
        if outcome in (Outcome.UPHELD, Outcome.PARTLY, Outcome.REJECTED):
            self.needs(told, grounds=_("Een beslissing op bezwaar heeft redenen. Schrijf ze op."))
        return told

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])

    def fact(self) -> e.Event:
        said = ObjectionOutcome.UPHELD if self.outcome is Outcome.PARTLY else ObjectionOutcome(self.outcome)
        return e.ObjectionDecided(person=self.at.person.pk, outcome=said, by=self.at.by)


class RequestForm(ReplyForm):
    """The answer to a request about the own data (art. 12 and 15-21 AVG): what is done, and what not and why."""

    @property
    def title(self) -> str:
        return _("Antwoord op verzoek: %(right)s") % {"right": word(right_of(self.about_what))}

    def ask(self) -> None:
        self.asks_answer(answers_to_request())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        self.check_answer(told)
        return told

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])

    def fact(self) -> e.Event:
        answer = Answer.YES if self.outcome is Outcome.UPHELD else Answer.NO
        return e.PrivacyRequestAnswered(person=self.at.person.pk, right=right_of(self.about_what), answer=answer)


class LongerForm(ReplyForm):
    """Told to the resident, with the reasons, that an answer takes longer (art. 7:10 Awb, art. 12 lid 3 AVG)."""

    outcome = Outcome.EXTENDED
    sent_help = ""

    @property
    def title(self) -> str:
        return _("Het antwoord duurt langer")

    def ask(self) -> None:
        self.asks_why_longer()

    def fact(self) -> e.Event:
        return _longer(self.at.person.pk, self.about_what)

    @property
    def until(self) -> date | None:
        """By which day the answer comes now, as the law counts."""
        known, by_law = self.at.known, self.setting.file.practice.by_law
        if self.about_what == OBJECTION:
            return (
                by_law("awb.objection_extended", objection_answer_by(known.objection, by_law))
                if known.objection
                else None
            )
        return by_law("privacy.answer_extension", request_answer_by(known, right_of(self.about_what), by_law))


def form_of(about: str, *, longer: bool) -> type[ReplyForm]:
    """Which form fits this letter."""
    if longer:
        return LongerForm
    return ObjectionForm if about == OBJECTION else RequestForm

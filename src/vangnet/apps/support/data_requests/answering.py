"""What is answered, until when can that be, and what if a case turns up after all?"""

from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User
from vangnet.apps.cases import clock
from vangnet.apps.cases.forms import DayField
from vangnet.apps.cases.models import Case, Note
from vangnet.apps.cases.parts import Choice
from vangnet.apps.cases.record import record
from vangnet.apps.cases.traces import Trace
from vangnet.apps.partners.practice import practice_of
from vangnet.apps.support.data_requests.tracing import mark, marks_of
from vangnet.apps.support.models import DataRequest, Reply
from vangnet.apps.support.replies import Outcome, Worded, answers_to_request
from vangnet.apps.web.texts import day, word
from vangnet.domain import events as e
from vangnet.domain.codes import IdentityCheck, PrivacyRight
from vangnet.domain.keeping import request_kept_until
from vangnet.domain.rules.rights import data_answer_by


def is_known(asked: DataRequest) -> bool:
    """Whether it was seen that this is the person whose data are asked for; before it nothing is given."""
    return asked.identity != IdentityCheck.NOT_YET


def may_take_longer(asked: DataRequest) -> bool:
    """Once, and told before the first month is over (art. 12 lid 3 AVG)."""
    return asked.due_on is not None and asked.extended_on is None and clock.today() <= asked.due_on


def in_a_case(asked: DataRequest, found: list[Trace]) -> Trace | None:
    """As whom who asks stands in a case, as a colleague said; there the request is answered."""
    mine = marks_of(asked)
    return next((one for one in found if one.case and one.person and mark(one) in mine), None)


class SentForm(Worded):
    """The words of a letter, and the day on which it is sent."""

    def __init__(self, asked: DataRequest, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.asked = asked
        self.ask()
        self.fields["on"] = DayField(clock.today(), label=_("Verstuurd op"))

    def ask(self) -> None:
        """Add the words."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """What the letter is called on its page."""
        raise NotImplementedError

    @property
    def outcome(self) -> Outcome:
        """What the letter says, once the form is clean."""
        raise NotImplementedError

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("Deze dag moet nog komen. Kies de dag waarop de brief weggaat."))
        if on < self.asked.received_on:
            received = day(self.asked.received_on, "full")
            raise forms.ValidationError(_("Het verzoek kwam pas binnen op %(day)s.") % {"day": received})
        return on

    def keep(self, by: User) -> Reply:
        """The letter, and how it stands with the request since."""
        told = self.cleaned_data
        with transaction.atomic():
            self.settle(told["on"])
            return Reply.of(self.asked.municipality_id).create(
                request=self.asked,
                about=self.asked.right,
                outcome=self.outcome,
                asked_on=self.asked.received_on,
                until=self.asked.due_on,
                on=told["on"],
                signed_by=by,
                **{name: told.get(name, "") for name in ("given", "refused", "grounds")},
            )

    def settle(self, on: date) -> None:
        """What the letter means for the request."""
        raise NotImplementedError


class AnswerForm(SentForm):
    """The answer: what is done, what not and why; or that we keep nothing."""

    @property
    def title(self) -> str:
        return _("Antwoord op verzoek: %(right)s") % {"right": word(PrivacyRight(self.asked.right))}

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])

    def ask(self) -> None:
        self.asks_answer(self._outcomes())
        if self.asked.erased_on:
            self.initial["given"] = _("Op %(day)s hebben wij gewist wat wij over u bewaarden.") % {
                "day": day(self.asked.erased_on, "full")
            }

    def _outcomes(self) -> list[Choice]:
        """Nothing is told before it was seen who asks; nobody is told that we keep nothing while we do."""
        if not is_known(self.asked):
            return [(Outcome.REJECTED.value, _("nee: wij konden niet vaststellen wie het vraagt"))]
        if marks_of(self.asked):
            return answers_to_request()
        return [(Outcome.NOTHING.value, _("wij bewaren niets over deze persoon")), answers_to_request()[-1]]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_answer(told)
        return told

    def settle(self, on: date) -> None:
        asked = self.asked
        asked.due_on, asked.answered_on = None, on
        asked.retention_until = request_kept_until(on, practice_of(asked.municipality))
        asked.save(update_fields=["due_on", "answered_on", "retention_until"])


class LongerForm(SentForm):
    """Told to who asks, with the reasons, that the answer takes two months longer."""

    @property
    def title(self) -> str:
        return _("Het antwoord duurt langer")

    @property
    def outcome(self) -> Outcome:
        return Outcome.EXTENDED

    def ask(self) -> None:
        self.asks_why_longer()

    def clean_on(self) -> date:
        on = super().clean_on()
        if self.asked.due_on and on > self.asked.due_on:
            raise forms.ValidationError(_("Dit kon tot en met %(day)s.") % {"day": day(self.asked.due_on, "full")})
        return on

    def settle(self, on: date) -> None:
        asked = self.asked
        by_law = practice_of(asked.municipality).by_law
        asked.extended_on = on
        asked.due_on = data_answer_by(asked.received_on, by_law, longer=True)
        asked.save(update_fields=["extended_on", "due_on"])


def hand_over(asked: DataRequest, to: Trace, by: User) -> Case:
    """Let the request go on in the case of who asks, from the day on which it came in; what was written goes along."""
    today, right = clock.today(), PrivacyRight(asked.right)
    case = Case.of(asked.municipality_id).get(number=to.case)
    with transaction.atomic():
        record(case, [e.PrivacyRequestMade(person=to.person, right=right)], by=by, on=asked.received_on, today=today)
        if asked.extended_on:
            longer = e.PrivacyAnswerExtended(person=to.person, right=right)
            record(case, [longer], by=by, on=asked.extended_on, today=today)
        Note.of(case.municipality_id).create(case=case, text=_handed_over(asked), written_at=clock.now(), written_by=by)
        Reply.of(case.municipality_id).filter(request=asked).update(request=None, case=case, person=to.person)
        asked.delete()
    return case


def _handed_over(asked: DataRequest) -> str:
    """What a colleague must know who goes on with it."""
    told = [
        _("Verzoek over gegevens (%(right)s) van %(name)s, overgezet naar dit dossier.")
        % {"right": word(PrivacyRight(asked.right)), "name": asked.name},
        _("Identiteit: %(how)s.") % {"how": word(IdentityCheck(asked.identity))},
        _("Namens deze persoon: %(who)s.") % {"who": asked.agent} if asked.agent else "",
        asked.words,
    ]
    return "\n".join(part for part in told if part)

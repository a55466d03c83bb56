"""How is a whole story told through the screens, day after day, each thing by whoever does it?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from vangnet.apps.cases import clock
from vangnet.apps.cases.dossier import CaseFile, case_file
from vangnet.apps.cases.models import Case
from vangnet.apps.intake.models import Delivery
from vangnet.domain.codes import Role
from vangnet.domain.properties import violations

Visit = Callable[..., Client]


@dataclass(slots=True)
class Telling:
    """One household's story. Each step is sent as the form on the screen has it; a refusal fails the story."""

    cast: Cast
    visit: Visit
    clock: pytest.MonkeyPatch
    number: str = ""
    _browsers: dict[Role, Client] = field(default_factory=dict)

    def on(self, day: str) -> date:
        """It is that day from now on."""
        self.clock.setenv("VANGNET_TODAY", day)
        if self.number:
            self.holds()
        return clock.today()

    def browser(self, role: Role) -> Client:
        if role not in self._browsers:
            self._browsers[role] = self.visit(self.cast.people[role])
        return self._browsers[role]

    def page(self, role: Role, name: str, *args: object) -> str:
        """What this page says to this role."""
        answer = self.browser(role).get(reverse(name, args=args))
        assert answer.status_code == 200, f"{role} got {answer.status_code} on {name}"
        return unescape(answer.text)

    def send(self, role: Role, name: str, *args: object, **fields: Any) -> str:
        """Press a button; gives the page one comes to."""
        answer = self.browser(role).post(reverse(name, args=args), fields, follow=True)
        assert answer.status_code == 200
        return unescape(answer.text)

    def record(self, role: Role, form: str, **filled: Any) -> None:
        """It happened today: fill in the form and send it."""
        url = reverse("record", args=[self.number, form])
        browser = self.browser(role)
        shown = browser.get(url).context["form"]
        ready = {name: shown.get_initial_for_field(asked, name) for name, asked in shown.fields.items()}
        sent = {name: str(value) for name, value in ready.items() if value not in (None, "")}
        answer = browser.post(url, {**sent, "on_quick": "today", **filled})
        wrong = answer.context["form"].errors.as_text() if answer.context else ""
        assert answer.status_code == 302, f"{form} on {clock.today()}: {answer.status_code} {wrong}"

    def deliver(self, content: str, name: str, partner: int) -> Delivery:
        """The intake loads a file, looks what would happen, and lets it happen."""
        file = SimpleUploadedFile(name, content.encode())
        self.send(Role.INTAKE, "delivery_list", sent=file, partner=partner)
        delivery = Delivery.of(self.cast.municipality).latest("id")
        assert delivery.status == Delivery.Status.STAGED
        self.send(Role.INTAKE, "delivery_take_in", delivery.pk)
        delivery.refresh_from_db()
        assert delivery.status == Delivery.Status.DONE
        return delivery

    @property
    def case(self) -> Case:
        return Case.of(self.cast.municipality).get(number=self.number)

    @property
    def file(self) -> CaseFile:
        return case_file(self.cast.municipality, self.case.pk, clock.today())

    @property
    def rules(self) -> list[str]:
        """What must happen next, most pressing first."""
        return [step.rule for step in self.file.agenda]

    @property
    def ribbon(self) -> Sequence[int]:
        """The steps of the sieve that were reached."""
        return sorted(self.file.ribbon)

    def holds(self) -> None:
        """Nobody drops through: every promise of the sieve holds today."""
        file = self.file
        broken = [v.what for v in violations(file.facts, clock.today(), file.practice)]
        assert not broken, f"on {clock.today()}: {broken}"

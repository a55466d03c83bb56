"""How is a whole story told through the screens, day after day, each thing by whoever does it?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.apps.intake.town import Town, file_of
from tests.cast import Cast
from vangnet.apps.cases import clock
from vangnet.apps.cases.dossier import CaseFile, case_file
from vangnet.apps.cases.models import Case
from vangnet.apps.intake.models import Delivery
from vangnet.apps.partners.models import Partner
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
        self.fill_in(role, self.address(form), **filled)

    def record_all_the_same(self, role: Role, form: str, **filled: Any) -> None:
        """The same, of what seems not to fit: what is asked about it is answered with yes."""
        url = self.address(form)
        asked = self._sent(role, url, filled)
        assert asked.status_code == 422, f"{form} on {clock.today()}: nothing was asked"
        self.fill_in(role, url, **filled, confirmed=asked.context["marks"])

    def fill_in(self, role: Role, url: str, **filled: Any) -> None:
        """Fill in the form at this address, of today, and send it."""
        answer = self._sent(role, url, filled)
        wrong = answer.context["form"].errors.as_text() if answer.context else ""
        assert answer.status_code == 302, f"{url} on {clock.today()}: {answer.status_code} {wrong}"

    def _sent(self, role: Role, url: str, filled: dict[str, Any]) -> Any:
        browser = self.browser(role)
        shown = browser.get(url).context["form"]
        ready = {name: shown.get_initial_for_field(asked, name) for name, asked in shown.fields.items()}
        sent = {name: str(value) for name, value in ready.items() if value not in (None, "")}
        return browser.post(url, {**sent, "on_quick": "today", **filled})

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

    def reported(self, town: Town, row: Mapping[str, Any], partner: Partner | None = None) -> None:
        """A partner reports somebody; the case that this opens is the one told of, and gets its owner."""
        creditor = partner or town.landlord
        delivery = self.deliver(file_of([row]), f"{creditor.key}.csv", creditor.pk)
        case = town.signals(delivery)[0].case
        assert case is not None
        self._begins(case.number)

    def deliver_more(self, town: Town, row: Mapping[str, Any], partner: Partner) -> None:
        """Another partner reports the same household; it joins the case that is told of."""
        delivery = self.deliver(file_of([row]), f"{partner.key}.csv", partner.pk)
        assert town.signals(delivery)[0].case_id == self.case.pk

    def whose(self) -> dict[str, int]:
        """The person of the first matter, as a form asks for one."""
        return {"person": self.file.facts.matters[1].person or 0}

    def housemate(self) -> int:
        """Another adult of the household."""
        others = [p for p in self.file.persons.values() if p.pk not in self.file.facts.persons]
        return min(p.pk for p in others if p.grown_on(clock.today()))

    def opened(self, postcode: str, number: str, **told: str) -> None:
        """Somebody comes to the desk, or a threat becomes known: a dossier is opened by hand."""
        url, browser = reverse("new_case"), self.browser(Role.CASEWORKER)
        shown = browser.post(url, {"postcode": postcode, "number": number}).context["form"]
        token = shown.get_initial_for_field(shown.fields["token"], "token")
        sent = {"postcode": postcode, "number": number, "token": token, "on_quick": "today", **told}
        sent = {"who": shown.fields["who"].choices[0][0], **sent}
        answer = browser.post(url, sent)
        assert answer.status_code == 302, answer.context["form"].errors.as_text()
        self._begins(answer.headers["Location"].strip("/").rpartition("/")[2])

    def _begins(self, number: str) -> None:
        self.number = number
        if self.case.owner is None:
            self.record(Role.COORDINATOR, "OwnerAssigned", owner=self.cast.people[Role.CASEWORKER].pk)

    def address(self, form: str) -> str:
        """Where this form of the case stands."""
        return reverse("record", args=[self.number, form])

    def kinds(self) -> list[str]:
        """What happened, in its order."""
        return [entry.kind for entry in self.file.timeline]

    def is_over(self) -> bool:
        """The case is closed."""
        return not self.case.is_open

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

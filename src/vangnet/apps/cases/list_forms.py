"""What do people fill in to narrow a list of dossiers down, to divide it, and to open a dossier without a signal?"""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.models import User
from vangnet.apps.cases import clock
from vangnet.apps.cases.actions import Newcomer
from vangnet.apps.cases.forms import DayField
from vangnet.apps.cases.models import Person, Stay
from vangnet.apps.cases.parts import OWN_CASES, choose, colleagues
from vangnet.apps.cases.queries import Filters
from vangnet.apps.cases.sight import TEAM, only_own_threats, sight_of
from vangnet.apps.cases.steps import kinds_to_choose
from vangnet.apps.web.forms import DayInput, EuroField
from vangnet.apps.web.texts import say, word
from vangnet.apps.web.typed import typed_number
from vangnet.domain import events as e
from vangnet.domain.codes import MatterKind
from vangnet.domain.matching import postcode_of

_MINE, _NOBODY = "mine", "nobody"
_NEWCOMER = ("initials", "prefix", "surname", "birth_date", "phone", "street", "addition", "city")


class FilterForm(forms.Form):
    """Which dossiers to show; what is left empty does not matter."""

    filter = forms.CharField(widget=forms.HiddenInput, initial="1")
    state = forms.ChoiceField(label=gettext_lazy("Welke"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Van wie"), required=False)
    step = forms.ChoiceField(label=gettext_lazy("Stap"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Wat er speelt"), required=False)
    only = forms.ChoiceField(label=gettext_lazy("Alleen"), required=False)

    def __init__(self, request: WorkRequest, data: Any = None) -> None:
        super().__init__(data)
        self._me = request.user.pk
        self._only_own = request.user.pk if only_own_threats(request.role) else None
        sight = sight_of(request.role, request.user.pk, None)
        self._set(
            "state", [("", _("open dossiers")), ("closed", _("gesloten dossiers")), ("all", _("open en gesloten"))]
        )
        people = [(str(user.pk), user.name) for user in colleagues(request.municipality, TEAM)]
        mine = [(_MINE, _("van mijzelf")), (_NOBODY, _("van niemand"))]
        self._set("owner", [("", _("van iedereen")), *mine, *people])
        steps = [(str(step), f"{step}. {say(f'step.{step}')}") for step in range(1, 12)]
        self._set("step", [("", _("alle stappen")), ("0", _("nog vóór stap 1")), *steps])
        kinds = [(kind.value, word(kind)) for kind in kinds_to_choose(sight)]
        self._set("kind", [("", _("alles")), *kinds])
        self._set("only", [("", _("alle huishoudens")), ("danger", _("met gevaar")), ("minors", _("met kinderen"))])

    def _set(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def kept(self) -> dict[str, str]:
        """What the session remembers."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "filter"}

    def is_narrow(self) -> bool:
        """Whether something is left out of the list."""
        return self.is_valid() and bool(self.kept()) and self.kept() != {"state": "all"}

    def filters(self) -> Filters:
        """The same as the query asks for it; a choice that no longer exists is left out."""
        asked = self.cleaned_data if self.is_valid() else {}
        owner, step = asked.get("owner", ""), asked.get("step", "")
        return Filters(
            open={"": True, "closed": False, "all": None}[asked.get("state", "")],
            owner=self._me if owner == _MINE else typed_number(owner),
            unowned=owner == _NOBODY,
            step=int(step) if step else None,
            kind=asked.get("kind", ""),
            in_danger=asked.get("only") == "danger",
            minors=asked.get("only") == "minors",
            only_own=self._only_own,
        )


class _Ticked(forms.Field):
    """The cases ticked in a list by id, each with whose it was when the list was drawn; sent as ``case.owner``."""

    widget = forms.SelectMultiple
    _SENT = re.compile(r"(\d{1,18})\.(\d{1,18})", re.ASCII)

    def to_python(self, value: Any) -> dict[int, int | None]:
        sent = [self._SENT.fullmatch(one) for one in value or ()]
        return {int(one[1]): int(one[2]) or None for one in sent if one}


def ticket(case: int, owner: int | None) -> str:
    """How a case of this owner is sent when it is ticked."""
    return f"{case}.{owner or 0}"


class AssignForm(forms.Form):
    """Several dossiers, each as it was seen, for one colleague. It stands on a page with the filter."""

    cases = _Ticked(
        label=gettext_lazy("Dossiers"), error_messages={"required": gettext_lazy("Kies minstens één dossier.")}
    )

    def __init__(self, request: WorkRequest, data: Any = None) -> None:
        super().__init__(data, auto_id="assign_%s", use_required_attribute=False)
        self._people = {str(user.pk): user for user in colleagues(request.municipality, OWN_CASES)}
        names = [(key, user.name) for key, user in self._people.items()]
        self.fields["owner"] = forms.ChoiceField(
            label=_("Wijs toe aan"),
            choices=[("", _("Kies…")), *names],
            error_messages={"required": _("Kies wie het gaat doen.")},
        )

    @property
    def ticked(self) -> frozenset[str]:
        """What was ticked, as it was sent."""
        return frozenset(self["cases"].value() or ())

    @property
    def owner(self) -> User:
        """Who gets them."""
        return self._people[self.cleaned_data["owner"]]


class AddressForm(forms.Form):
    """Where somebody lives: the way to find who is known there."""

    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=10)
    number = forms.IntegerField(label=gettext_lazy("Huisnummer"), min_value=1, max_value=99_999)

    def clean_postcode(self) -> str:
        typed = postcode_of(self.cleaned_data["postcode"])
        if not typed:
            raise forms.ValidationError(_("Vul een postcode in, zoals 9102 DB."))
        return typed


class OpeningForm(forms.Form):
    """A dossier without a signal: for whom, and why it opens."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    postcode = forms.CharField(widget=forms.HiddenInput, required=False)
    number = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, people: list[Person], homes: dict[int, Stay], data: Any, **given: Any) -> None:
        super().__init__(data, initial={"token": uuid4().hex, **given}, use_required_attribute=False)
        self._people = {str(person.pk): person for person in people}
        choices = [(key, _called(person, homes)) for key, person in self._people.items()]
        self.fields["who"] = forms.ChoiceField(
            label=_("Om wie gaat het?"),
            choices=[*choices, ("new", _("iemand die hier niet bij staat"))],
            widget=forms.RadioSelect,
        )
        self._ask_newcomer()
        if not choices:
            self.fields["who"].widget = forms.HiddenInput()
            self.initial["who"] = "new"
            self.fields["surname"].required = True
        self._ask_reason()

    def _ask_newcomer(self) -> None:
        """Only for somebody who does not stand in the list."""
        self.fields["initials"] = forms.CharField(label=_("Voorletters"), required=False, max_length=30)
        self.fields["prefix"] = forms.CharField(label=_("Tussenvoegsel"), required=False, max_length=30)
        self.fields["surname"] = forms.CharField(label=_("Achternaam"), required=False, max_length=200)
        self.fields["birth_date"] = forms.DateField(label=_("Geboortedatum"), required=False, widget=DayInput)
        self.fields["phone"] = forms.CharField(label=_("Telefoon"), required=False, max_length=40)
        self.fields["street"] = forms.CharField(label=_("Straat"), required=False, max_length=100)
        self.fields["addition"] = forms.CharField(label=_("Huisletter of toevoeging"), required=False, max_length=10)
        self.fields["city"] = forms.CharField(label=_("Plaats"), required=False, max_length=80)

    def _ask_reason(self) -> None:
        reasons = [
            ("help", _("De bewoner vraagt zelf om hulp, of iemand anders met toestemming")),
            ("matter", _("Er is een achterstand of dreiging bekend geworden")),
        ]
        self.fields["reason"] = choose(reasons, label=_("Waarom opent u dit dossier?"))
        kinds = [(kind.value, word(kind)) for kind in MatterKind]
        self.fields["kind"] = choose(kinds, label=say("field.MatterNoted.kind"), required=False)
        self.fields["cents"] = EuroField(label=say("field.MatterNoted.cents"), required=False)
        self.fields["on"] = DayField(clock.today(), label=say("field.on"), help_text=say("field.on.help"))
        self.fields["note"] = forms.CharField(
            label=_("Notitie"), widget=forms.Textarea, required=False, max_length=5000
        )

    def clean(self) -> dict[str, Any]:
        filled: dict[str, Any] = super().clean() or {}
        if filled.get("who") == "new" and not filled.get("surname") and "surname" not in self.errors:
            self.add_error("surname", _("Vul de achternaam in van wie hier nog niet bij staat."))
        if filled.get("reason") == "matter" and not filled.get("kind"):
            self.add_error("kind", _("Kies wat er speelt."))
        return filled

    @property
    def newcomer(self) -> list[forms.BoundField]:
        """What is asked of somebody who does not stand in the list."""
        return [self[name] for name in _NEWCOMER]

    @property
    def matter(self) -> list[forms.BoundField]:
        """What is asked when the resident did not ask for help."""
        return [self["kind"], self["cents"]]

    @property
    def person(self) -> Person | Newcomer:
        """Who was chosen, or who is new here."""
        filled = self.cleaned_data
        if filled["who"] != "new":
            return self._people[filled["who"]]
        return Newcomer(
            surname=filled["surname"],
            initials=filled["initials"],
            prefix=filled["prefix"],
            birth_date=filled["birth_date"],
            phone=filled["phone"],
            street=filled["street"],
            number=typed_number(filled["number"], digits=5),
            suffix=filled["addition"],
            postcode=postcode_of(filled["postcode"]),
            city=filled["city"],
        )

    def first(self, person: int) -> e.Event:
        """The fact that opens the dossier."""
        filled = self.cleaned_data
        if filled["reason"] == "help":
            return e.HelpRequested(person=person)
        return e.MatterNoted(matter=1, kind=MatterKind(filled["kind"]), person=person, cents=filled["cents"])


def _called(person: Person, homes: dict[int, Stay]) -> str:
    home = homes.get(person.household_id or 0)
    born = f" ({person.birth_date.year})" if person.birth_date else ""
    return f"{person.name}{born}, {home.street} {home.house}" if home else f"{person.name}{born}"

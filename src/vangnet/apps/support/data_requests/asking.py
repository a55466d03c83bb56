"""Who asks, what, since when, and how was it seen that it is this person?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.forms import DayField
from vangnet.apps.cases.list_forms import AddressForm
from vangnet.apps.cases.parts import choose
from vangnet.apps.cases.wording import language_name
from vangnet.apps.partners.practice import practice_of
from vangnet.apps.support.models import DataRequest
from vangnet.apps.web.forms import DayInput
from vangnet.apps.web.texts import LANGUAGES, word
from vangnet.domain.codes import IdentityCheck, PrivacyRight
from vangnet.domain.rules.rights import data_answer_by

OLDEST = 120
"""Nobody is older, in years: an earlier birth date is a slip of the keyboard."""


class AskForm(forms.ModelForm, AddressForm):  # type: ignore[type-arg]
    """A request as it came in, by whatever way."""

    class Meta:
        model = DataRequest
        fields = [
            *("words", "initials", "prefix", "surname", "birth_date", "postcode", "number", "suffix", "street"),
            *("city", "phone", "email", "agent"),
        ]
        labels = {
            "words": gettext_lazy("Wat vraagt deze persoon, in eigen woorden?"),
            "initials": gettext_lazy("Voorletters"),
            "prefix": gettext_lazy("Tussenvoegsel"),
            "surname": gettext_lazy("Achternaam"),
            "birth_date": gettext_lazy("Geboortedatum"),
            "suffix": gettext_lazy("Huisletter of toevoeging"),
            "street": gettext_lazy("Straat"),
            "city": gettext_lazy("Plaats"),
            "phone": gettext_lazy("Telefoon"),
            "email": gettext_lazy("E-mail"),
            "agent": gettext_lazy("Wie vraagt het namens deze persoon?"),
        }
        help_texts = {
            "birth_date": gettext_lazy("Nog niet bekend? Vraag ernaar: zonder vinden wij minder."),
            "agent": gettext_lazy("Alleen bij een gemachtigde, een ouder of een bewindvoerder."),
        }
        widgets = {"birth_date": DayInput, "words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, municipality: Municipality, data: Any = None, *, asked: DataRequest | None = None) -> None:
        initial = {"on": asked.received_on, "right": asked.right, "language": asked.language} if asked else {}
        super().__init__(data, instance=asked, initial=initial, use_required_attribute=False)
        self._municipality, self._today, self._new = municipality, clock.today(), asked is None
        rights = [(right.value, word(right)) for right in PrivacyRight]
        self.fields["right"] = choose(rights, label=_("Waar gaat het verzoek over?"))
        self.fields["on"] = DayField(
            self._today, label=_("Ontvangen op"), help_text=_("Vanaf deze dag loopt de termijn van een maand.")
        )
        languages = [(code, language_name(code)) for code in LANGUAGES]
        self.fields["language"] = choose(languages, label=_("Taal van de brief"), required=False)

    @property
    def asked(self) -> list[forms.BoundField]:
        """What is asked, and since when; and whether it is the same letter once more, where that is a question."""
        return [self[name] for name in ("again", "right", "on", "words", "agent") if name in self.fields]

    @property
    def named(self) -> list[forms.BoundField]:
        """Who it is about."""
        return [self[name] for name in ("initials", "prefix", "surname", "birth_date")]

    @property
    def reached(self) -> list[forms.BoundField]:
        """How the answer gets there."""
        names = ("postcode", "number", "suffix", "street", "city", "phone", "email", "language")
        return [self[name] for name in names]

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        if born and not self._today.year - OLDEST <= born.year <= self._today.year:
            raise forms.ValidationError(_("Kijk de geboortedatum na: dit kan niet kloppen."))
        return born

    def clean_on(self) -> date:
        received: date = self.cleaned_data["on"]
        if received > self._today:
            raise forms.ValidationError(_("Deze dag moet nog komen. Kies de dag waarop het verzoek binnenkwam."))
        return received

    def clean(self) -> dict[str, Any]:
        """The same request that still waits is most often the same letter: it is asked once."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        same = self._same(told)
        if same is None or self.errors:
            return told
        self.fields["again"] = forms.BooleanField(
            label=_("Dit is een ander verzoek dan nummer %(number)s") % {"number": same.pk}, required=False
        )
        if not self.data.get("again"):
            said = _("Van deze persoon ligt er al zo'n verzoek: nummer %(number)s. Kruis het aan als dit een ander is.")
            self.add_error("again", said % {"number": same.pk})
        return told

    def _same(self, told: dict[str, Any]) -> DataRequest | None:
        waiting = DataRequest.of(self._municipality).filter(due_on__isnull=False).exclude(pk=self.instance.pk)
        asked = {name: told.get(name) for name in ("right", "birth_date", "postcode", "number")}
        return waiting.filter(**asked, surname__iexact=told.get("surname", "")).first()

    def keep(self, by: User) -> DataRequest:
        """Store it, with the last day for its answer."""
        row: DataRequest = self.save(commit=False)
        told = self.cleaned_data
        row.right, row.received_on, row.language = told["right"], told["on"], told["language"]
        row.due_on = data_answer_by(
            row.received_on, practice_of(self._municipality).by_law, longer=row.extended_on is not None
        )
        if self._new:
            row.municipality, row.made_at, row.made_by = self._municipality, clock.now(), by
            row.identity = IdentityCheck.NOT_YET
        row.save()
        return row


class IdentityForm(forms.Form):
    """How it was seen that this is the person whose data are asked for."""

    def __init__(self, asked: DataRequest, data: Any = None) -> None:
        super().__init__(data, initial={"identity": asked.identity}, use_required_attribute=False)
        self._asked = asked
        ways = [(way.value, word(way)) for way in IdentityCheck]
        self.fields["identity"] = choose(ways, label=_("Hoe is de identiteit gecontroleerd?"))

    def clean_identity(self) -> str:
        chosen: str = self.cleaned_data["identity"]
        if chosen == IdentityCheck.AUTHORISED and not self._asked.agent:
            raise forms.ValidationError(_("Schrijf eerst bij het verzoek op wie het namens deze persoon vraagt."))
        return chosen

    def keep(self, by: User) -> None:
        chosen = self.cleaned_data["identity"]
        seen = chosen != IdentityCheck.NOT_YET
        self._asked.identity = chosen
        self._asked.identity_on, self._asked.identity_by = (clock.today(), by) if seen else (None, None)
        self._asked.save(update_fields=["identity", "identity_on", "identity_by"])

"""What do people fill in to log in, to choose where to work, and to search the log of looks?"""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from vangnet.apps.accounts.looks import find_subject
from vangnet.apps.accounts.models import Act, Look, Membership, Municipality, User
from vangnet.apps.web.forms import DayInput
from vangnet.apps.web.texts import say


class LoginForm(AuthenticationForm):
    """Name and password, in our words."""

    error_messages = {
        "invalid_login": _("Deze naam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw."),
        "inactive": _("Met deze naam kan niemand meer inloggen."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("Gebruikersnaam of e-mailadres")
        self.fields["password"].label = _("Wachtwoord")


class PasswordForm(PasswordChangeForm):
    """The old password and twice the new one, in our words."""

    error_messages = {
        "password_incorrect": _("Dit is niet uw wachtwoord van nu."),
        "password_mismatch": _("De twee nieuwe wachtwoorden zijn niet gelijk."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Wachtwoord van nu")
        self.fields["new_password1"].label = _("Nieuw wachtwoord")
        self.fields["new_password2"].label = _("Nieuw wachtwoord, nog eens")
        for field in self.fields.values():
            field.help_text = ""


class WorkplaceForm(forms.Form):
    """One of the own memberships."""

    membership = forms.ModelChoiceField(
        Membership.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=_("Waar gaat u aan het werk?"),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Membership.objects.filter(user=user).select_related("municipality")
        choice: Any = self.fields["membership"]
        choice.queryset = own.order_by("municipality__name", "role")
        choice.label_from_instance = lambda m: f"{m.municipality.name}: {say(f'role.{m.role}')}"


class LooksForm(forms.Form):
    """Which part of the log: a dossier, a person at work, what was done, a day."""

    subject = forms.CharField(label=_("Dossier"), required=False, max_length=30)
    user = forms.ModelChoiceField(User.objects.none(), label=_("Wie keek"), required=False, empty_label=_("iedereen"))
    act = forms.ChoiceField(label=_("Wat"), required=False, choices=[("", _("alles")), *Act.choices])
    day = forms.DateField(label=_("Dag"), required=False, widget=DayInput)

    def __init__(self, municipality: Municipality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        looked = Look.of(municipality).filter(user=OuterRef("pk"))
        choice: Any = self.fields["user"]
        choice.queryset = User.objects.filter(Exists(looked)).order_by("name")

    def clean_subject(self) -> int | None:
        typed = self.cleaned_data["subject"].strip()
        found = find_subject(self.municipality, "case", typed) if typed else None
        if typed and found is None:
            raise forms.ValidationError(_("Dit dossier is hier niet bekend."))
        return found

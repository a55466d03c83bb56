"""What do people fill in to make a looplijst, to tell what happened at a door, and to agree with a partner?"""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.apps.accounts.models import Municipality, User
from vangnet.apps.cases import clock
from vangnet.apps.cases.forms import BETWEEN_MARKS
from vangnet.apps.outreach.feedback_tree import element_name
from vangnet.apps.outreach.models import FeedbackLayout
from vangnet.apps.outreach.planning import MOST_STOPS, Asked, Named, postcode_areas
from vangnet.apps.outreach.visits import Next, Visit, can_follow
from vangnet.apps.partners.covenants import Window
from vangnet.apps.partners.models import Covenant
from vangnet.apps.web.forms import DayInput, EuroField
from vangnet.apps.web.texts import day as day_said
from vangnet.apps.web.texts import say, word
from vangnet.domain.agreements import LAW_KNOWN_FROM
from vangnet.domain.codes import DayPart, Reached, Role
from vangnet.domain.doors import HOURS, nobody_rings_on

_WALK = (Role.VISITOR, Role.CASEWORKER)


class RoundForm(forms.Form):
    """For which day and day part, who walks, and where."""

    day = forms.DateField(label=_("Dag"), widget=DayInput)
    part = forms.ChoiceField(label=_("Dagdeel"), widget=forms.RadioSelect, choices=())
    walkers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Wie lopen er?"),
        help_text=_("Kies minstens één persoon, of vul hieronder een naam in."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        label=_("Anderen, met een komma ertussen"),
        help_text=_("Wie niet inlogt, krijgt de lijst op papier."),
        required=False,
        max_length=200,
    )
    area = forms.CharField(
        label=_("Postcodes"),
        help_text=_("Het begin is genoeg, zoals 9102 of 9102AB. Leeg is de hele gemeente."),
        required=False,
        max_length=100,
    )
    capacity = forms.IntegerField(
        label=_("Hoogste aantal adressen per persoon"), min_value=1, max_value=MOST_STOPS, initial=12
    )
    cards = forms.BooleanField(label=_("Ook kaartjes in de bus doen"), required=False)

    def __init__(self, municipality: Municipality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        part: Any = self.fields["part"]
        part.choices = [
            (p.value, f"{word(p)}, {say('walk.hours', begin=b.hour, end=e.hour)}") for p, (b, e) in HOURS.items()
        ]
        walkers: Any = self.fields["walkers"]
        walkers.queryset = (
            User.objects.filter(membership__municipality=municipality, membership__role__in=_WALK, is_active=True)
            .distinct()
            .order_by("name")
        )
        walkers.label_from_instance = lambda user: user.name
        others: Any = self.fields["others"]
        walkers.either = others.either = True

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if nobody_rings_on(day):
            raise forms.ValidationError(_("Op zondag gaan we niet langs de deuren. Kies een andere dag."))
        if day < clock.today():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        return day

    def clean_area(self) -> tuple[str, ...]:
        try:
            return postcode_areas(self.cleaned_data["area"])
        except ValueError as wrong:
            raise forms.ValidationError(_("Vul het begin van een postcode in, zoals 9102 of 9102AB.")) from wrong

    def clean_others(self) -> list[str]:
        return list(dict.fromkeys(name.strip()[:60] for name in self.cleaned_data["others"].split(",") if name.strip()))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if "others" in told and not told.get("walkers") and not told["others"]:
            self.add_error("walkers", _("Kies minstens één persoon, of vul hieronder een naam in."))
        return told

    def asked(self) -> Asked:
        told = self.cleaned_data
        return Asked(told["day"], DayPart(told["part"]), told["area"], told["capacity"], told["cards"])

    def named(self) -> list[Named]:
        told = self.cleaned_data
        return [Named(user) for user in told["walkers"]] + [Named(None, name) for name in told["others"]]


class VisitForm(forms.Form):
    """What happened at a door. The last tap is the button that sends it."""

    reached = forms.ChoiceField(choices=[(r.value, r.value) for r in Reached], widget=forms.HiddenInput)
    offered = forms.BooleanField(required=False, widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    next = forms.ChoiceField(choices=[(n.value, n.value) for n in Next])
    informed = forms.BooleanField(
        label=_("Ik vertelde, of liet op papier achter, waar onze gegevens vandaan komen en welke rechten er zijn"),
        required=False,
    )
    note = forms.CharField(
        label=_("Notitie voor collega's"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if "reached" in told and "next" in told:
            possible = can_follow(Reached(told["reached"]), offered=told["offered"])
            if Next(told["next"]) not in possible:
                raise forms.ValidationError(_("Dit antwoord past niet bij wat er aan de deur gebeurde."))
        return told

    @property
    def confirmed(self) -> frozenset[str]:
        """The marks of the doubts of which somebody says that it went so all the same."""
        return frozenset(str(self.data.get("confirmed", "")).split(BETWEEN_MARKS))

    def visit(self) -> Visit:
        told = self.cleaned_data
        return Visit(
            reached=Reached(told["reached"]),
            offered=told["offered"],
            next=Next(told["next"]),
            informed=told["informed"],
            note=told["note"],
        )


OLDEST_DAYS = 3_650
"""Arrears of ten years are as old as anybody reports them."""
MOST_CENTS = 1_000_000_00
"""And a million euro is as high."""


class CovenantForm(forms.Form):
    """From which day a partner reports which arrears; what holds today is filled in, the day is not."""

    valid_from = forms.DateField(
        label=_("Vanaf welke dag"),
        help_text=_("De dag waarop wij een melding ontvangen, telt."),
        widget=DayInput,
    )
    least_age_days = forms.IntegerField(
        label=_("Een achterstand is ten minste zoveel dagen oud"),
        help_text=_("Vult u geen leeftijd in, dan geldt het landelijke convenant."),
        min_value=0,
        max_value=OLDEST_DAYS,
        required=False,
    )
    most_age_days = forms.IntegerField(
        label=_("En ten hoogste zoveel dagen"), min_value=0, max_value=OLDEST_DAYS, required=False
    )
    least_cents = EuroField(
        label=_("Een achterstand is ten minste zo hoog (in euro)"),
        help_text=_("Laat leeg als elk bedrag wordt gemeld."),
        required=False,
        max_length=12,
    )

    def __init__(self, holds: Covenant | None, data: Any = None) -> None:
        known = {name: getattr(holds, name) for name in Window._fields} if holds else {}
        super().__init__(data, initial=known)

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day < LAW_KNOWN_FROM:
            raise forms.ValidationError(_("Kies een dag vanaf %(day)s.") % {"day": day_said(LAW_KNOWN_FROM, "year")})
        return day

    def clean_least_cents(self) -> int | None:
        cents: int | None = self.cleaned_data["least_cents"]
        if cents is not None and cents > MOST_CENTS:
            raise forms.ValidationError(_("Zo hoog is geen achterstand. Vul een lager bedrag in."))
        return cents

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        least, most = told.get("least_age_days"), told.get("most_age_days")
        if least is not None and most is not None and least > most:
            self.add_error("most_age_days", _("Dit is minder dan hierboven. Zo past geen enkele melding."))
        return told

    def window(self) -> Window:
        return Window(*(self.cleaned_data[name] for name in Window._fields))


class FeedbackLayoutForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a partner's file of results looks."""

    class Meta:
        model = FeedbackLayout
        fields = ["format", "separator", "record", "days", "reference", "trace", "day", "code", "text"]
        labels = {
            "format": _("Soort bestand"),
            "separator": _("Scheidingsteken (alleen CSV)"),
            "record": _("Naam van het element dat zich herhaalt (alleen XML en JSON)"),
            "days": _("Hoe een datum eruitziet"),
            "reference": _("Naam van de kolom met uw referentie"),
            "trace": _("Naam van de kolom die zegt welke melding het was, als uw referentie ontbreekt"),
            "day": _("Naam van de kolom met de datum"),
            "code": _("Naam van de kolom met de code"),
            "text": _("Naam van de kolom met het resultaat in woorden"),
        }
        help_texts = {
            "record": _("Met / ertussen als het dieper ligt, zoals meldingen/melding."),
            "reference": _("In XML en JSON mag dit een pad zijn, zoals melding/kenmerk of melding/@nr."),
            "trace": _("Er staat dan in welk bestand en in welke rij wij de melding vonden, en van welke dag zij is."),
            "day": _("Laat leeg wat de partner niet wil."),
        }

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        names = {name: told[name] for name in ("reference", "trace", "day", "code", "text") if told.get(name)}
        for field, name in names.items():
            if list(names.values()).count(name) > 1:
                self.add_error(field, _("Deze naam staat er twee keer. Geef elke kolom een eigen naam."))
        if told.get("format") == FeedbackLayout.Format.XML:
            for field, path in {"record": told.get("record", ""), **names}.items():
                if any(element_name(part) != part for part in path.split("/")):
                    self.add_error(field, _("Zo mag een element in XML niet heten: gebruik letters, cijfers, - en _."))
        return told

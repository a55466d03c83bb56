"""What is filled in around the first conversation? Nothing is required, in any order: the screen follows the talk."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.apps.cases.parts import OWN_CASES, colleagues
from vangnet.apps.support.models import Talk
from vangnet.apps.support.persons import AtPerson
from vangnet.apps.web.forms import DayInput

_TOPICS = {
    "well": (
        gettext_lazy("Hoe gaat het met u?"),
        gettext_lazy("Begin hier en neem de tijd, een uur als het nodig is. Schulden zijn vaak bijzaak."),
    ),
    "behind": (
        gettext_lazy("Wat speelt er nog meer?"),
        gettext_lazy("Gezondheid, werk, verlies, eenzaamheid, armoede. Vraag voorzichtig; niets hoeft."),
    ),
    "arrears": (
        gettext_lazy("Welke achterstanden zijn er, en hoe dreigend zijn ze?"),
        gettext_lazy("Eerst de woning, energie, water en zorg."),
    ),
    "income": (
        gettext_lazy("Is het inkomen op orde?"),
        gettext_lazy("Alleen in grote lijnen. De bedragen komen op het geldplaatje."),
    ),
    "suits": (
        gettext_lazy("Wat past bij u?"),
        gettext_lazy("Wat wil en kan de bewoner zelf, en wat doen wij?"),
    ),
    "agreed": (
        gettext_lazy("Wat spraken we af?"),
        gettext_lazy("Stappen met een dag zet u daarna in het plan."),
    ),
}
"""What the talk is about, after the guide (ch. 4): it begins with the person, and debts come later."""
TOPICS = tuple(_TOPICS)
ARRANGED = ("day", "at", "place", "led_by", "expert", "supporter", "interpreter", "support_offered")


class FirstTalkForm(forms.ModelForm):  # type: ignore[type-arg]
    """When, where and with whom; and what was said."""

    class Meta:
        model = Talk
        fields = (*ARRANGED, *TOPICS)
        labels = {
            "day": gettext_lazy("Dag"),
            "at": gettext_lazy("Tijd"),
            "place": gettext_lazy("Plek"),
            "led_by": gettext_lazy("Wie van ons voert het gesprek"),
            "expert": gettext_lazy("Ervaringsdeskundige"),
            "supporter": gettext_lazy("Wie de bewoner meeneemt"),
            "interpreter": gettext_lazy("Tolk"),
            "support_offered": gettext_lazy("Onafhankelijke cliëntondersteuning is aangeboden"),
            **{name: label for name, (label, _help) in _TOPICS.items()},
        }
        help_texts = {
            "place": gettext_lazy("Het liefst bij de bewoner thuis."),
            "expert": gettext_lazy("Iemand die het zelf meemaakte. Een naam of organisatie."),
            "interpreter": gettext_lazy("Welke taal, en wie."),
            **{name: said for name, (_label, said) in _TOPICS.items()},
        }
        widgets = {
            "day": DayInput,
            "at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            **{name: forms.Textarea({"rows": 3}) for name in TOPICS},
        }

    def __init__(self, at: AtPerson, data: Any = None, *, instance: Talk) -> None:
        super().__init__(data, instance=instance, use_required_attribute=False)
        who: Any = self.fields["led_by"]
        who.queryset = colleagues(at.setting.municipality, OWN_CASES)
        who.label_from_instance = lambda user: user.name
        who.empty_label = _("nog niet bekend")
        self.fields["at"].error_messages["invalid"] = _("Vul een tijd in als 9:30.")

    @property
    def arranged(self) -> list[Any]:
        return [self[name] for name in ARRANGED]

    @property
    def topics(self) -> list[Any]:
        return [self[name] for name in TOPICS]

"""What is filled in when a home was lost? The loss, where everybody is, the goods and the director, all at once."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from vangnet.apps.cases.forms import FactForm
from vangnet.apps.cases.parts import Choice, choose, help_text, label
from vangnet.apps.cases.record import Act
from vangnet.apps.cases.wording import event_title
from vangnet.apps.web.forms import DayInput
from vangnet.apps.web.texts import say, word
from vangnet.domain import acts
from vangnet.domain import events as e
from vangnet.domain.case import Case as Facts
from vangnet.domain.codes import Answer, Destination, Ethos, LossCause, LossWay, Pets
from vangnet.domain.ethos import GROUPS, destination_of, number_of
from vangnet.domain.law import deadline

_HOMES = (Destination.LASTING_HOME, Destination.TEMPORARY_HOME)
_GOODS = ("with_them", "stored", "gone", "unknown")


class LossForm(FactForm):
    """How and why a home was lost, where the household went, what became of its goods, and who directs."""

    @property
    def title(self) -> str:
        return event_title("loss")

    @property
    def help(self) -> str:
        return say("fact_form.loss.help")

    def ask(self) -> None:
        facts, kind = self.setting.file.facts, e.LossDescribed
        if facts.loss is None or facts.rehoused_on:
            self.fields["way"] = choose(_words(LossWay), label=label(e.HomeLost, "way"))
        self.fields["cause"] = choose(_words(LossCause), label=label(kind, "cause"))
        self.fields["children"] = forms.IntegerField(
            min_value=0, max_value=30, label=label(kind, "children"), help_text=help_text(kind, "children")
        )
        self.fields["went"] = forms.ChoiceField(
            choices=_places(), label=say("fact_field.loss_went"), help_text=say("fact_field.loss_went_help")
        )
        goods = [(code, say(f"fact_field.goods_{code}")) for code in _GOODS]
        self.fields["goods"] = choose(goods, label=say("fact_field.loss_goods"))
        self.fields["goods_until"] = forms.DateField(
            widget=DayInput,
            required=False,
            label=say("fact_field.loss_goods_until"),
            help_text=say("fact_field.loss_goods_until_help"),
        )
        self.fields["pets"] = choose(_words(Pets), label=label(kind, "pets"), required=False)
        self.fields["post_forwarded"] = choose(
            _words(Answer),
            label=label(kind, "post_forwarded"),
            help_text=help_text(kind, "post_forwarded"),
            required=False,
        )
        self._ask_director()

    def _ask_director(self) -> None:
        directors = self.setting.user_choices("director")
        if not directors:
            self.lacking.append("director")
        self.fields["director"] = choose(
            directors,
            label=label(e.RehousingDirectorNamed, "director"),
            help_text=say("fact_field.loss_director_help"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("goods_until") and cleaned.get("goods") not in (None, "stored"):
            self.add_error(
                "goods", _("U vulde een dag in waarop de opslag eindigt, maar de gemeente heeft niets opgeslagen.")
            )
        return cleaned

    def act(self) -> Act:
        filled = self.cleaned_data

        def lost(facts: Facts) -> Sequence[e.Event]:
            told = acts.lose_home(facts, LossWay(filled["way"])) if "way" in filled else ()
            return (*told, self._described(), *self._stored(), *acts.name_director(facts, int(filled["director"])))

        return lost

    def _described(self) -> e.LossDescribed:
        filled = self.cleaned_data
        ethos = Ethos(filled["went"]) if filled["went"] in set(Ethos) else None
        return e.LossDescribed(
            cause=LossCause(filled["cause"]),
            children=filled["children"],
            destination=destination_of(ethos) if ethos else Destination(filled["went"]),
            ethos=ethos,
            pets=Pets(filled["pets"]) if filled["pets"] else None,
            post_forwarded=Answer(filled["post_forwarded"]) if filled["post_forwarded"] else None,
        )

    def _stored(self) -> tuple[e.Event, ...]:
        """Kept for as long as the law says where nobody said longer (art. 556 lid 3 Rv, art. 5:30 Awb)."""
        if self.cleaned_data["goods"] != "stored":
            return ()
        least = deadline("court.goods_stored", self.cleaned_data["on"]).end
        return (e.GoodsStored(until=self.cleaned_data["goods_until"] or least),)


def _words(kind: type[StrEnum]) -> list[Choice]:
    return [(member.value, word(member)) for member in kind]


def _places() -> list[Any]:
    """A home, or the categories of ETHOS Light in their groups with their number; at last that nobody knows."""
    homes = [(place.value, word(place)) for place in _HOMES]
    groups = [
        (word(group), [(ethos.value, f"{number_of(ethos)}. {word(ethos)}") for ethos in members])
        for group, members in GROUPS.items()
    ]
    return [("", _("Kies…")), *homes, *groups, (Destination.UNKNOWN.value, word(Destination.UNKNOWN))]

"""How is something asked of the tailored budget, decided and paid, and how does the budget of a year stand?"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.models import Municipality
from vangnet.apps.cases import clock
from vangnet.apps.cases.views.funnel import ROUNDED_TO, coarse
from vangnet.apps.support.forms import AmountField
from vangnet.apps.support.fund import Year, by_need, by_prevented, open_requests, year_of
from vangnet.apps.support.models import FundEntry
from vangnet.apps.support.pictures import Table, seat
from vangnet.apps.support.telling import Page, PersonForm, told_page
from vangnet.apps.support.ways import BUDGET
from vangnet.apps.web.components import Cell, Column
from vangnet.apps.web.components import Table as Drawn
from vangnet.apps.web.forms import EuroField
from vangnet.apps.web.texts import day, euro, number, word
from vangnet.domain import events as e
from vangnet.domain.case import BudgetRequest
from vangnet.domain.codes import Answer, BudgetNeed, Prevented, Role

DECIDES = (Role.COORDINATOR, Role.DIRECTOR)
"""Who decides on a request: not who made it alone, so that two people looked at it."""
MOST = 10_000_000_000
"""A hundred million euros: more is a slip of the keyboard."""
_YEARS = 2
"""So many years, this one first, stand on the page."""


class WithReason(PersonForm):
    """A fact of which the reason is written down."""

    def __init__(self, table: Table, data: Any = None) -> None:
        super().__init__(table, data)
        self.fields["note"].required = True
        self.fields["note"].label = _("Reden")


class BudgetAskForm(WithReason):
    kind = e.BudgetAsked

    def ask(self) -> None:
        super().ask()
        self.fields["cents"] = AmountField(label=self.fields["cents"].label)


class BudgetDecideForm(WithReason):
    kind = e.BudgetDecided

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("answer") == Answer.NO and told.get("cents"):
            self.add_error("cents", _("Bij een nee hoort geen bedrag. Haal het weg, of kies ja."))
        return told


class BudgetPayForm(PersonForm):
    kind = e.BudgetPaid


def request_of(table: Table) -> BudgetRequest | None:
    """What this person asked of the budget that is not dealt with yet."""
    person = table.setting.file.facts.persons.get(table.person.pk)
    return person.budget if person else None


@audience(*BUDGET)
@require_http_methods(["GET", "POST"])
def tailored_budget(request: WorkRequest, number: str, person: int) -> HttpResponse:
    """A request for one person: made, decided or paid, whichever comes next."""
    table = seat(request, number, person)
    asked, data = request_of(table), request.POST if request.method == "POST" else None
    if asked is None:
        intro = _("Voor wat geen andere regeling betaalt, en wat een ontruiming, dakloosheid of afsluiting voorkomt.")
        page = _page(_("Vraag aan"), _("De aanvraag is vastgelegd. De coördinator beslist."), intro)
        return told_page(request, table, BudgetAskForm(table, data), page)
    if asked.granted_on:
        page = _page(_("Leg de betaling vast"), _("De betaling is vastgelegd."), _asked_said(asked))
        return told_page(request, table, BudgetPayForm(table, data), page)
    if request.role not in DECIDES:
        if data is not None:
            raise PermissionDenied
        context = {"waits": _("De coördinator beslist over deze aanvraag."), "reason": _reason_of(table)}
        page = _page("", "", _asked_said(asked))._replace(more=context)
        return told_page(request, table, BudgetDecideForm(table), page)
    left = _left_said(year_of(request.municipality.pk, table.setting.today.year))
    page = _page(_("Leg het besluit vast"), _("Het besluit is vastgelegd."), f"{_asked_said(asked)} {left}")
    page = page._replace(more={"reason": _reason_of(table)})
    return told_page(request, table, BudgetDecideForm(table, data), page)


def _page(button: str, done: str, intro: str) -> Page:
    return Page(
        title=_("Maatwerkbudget"),
        button=button,
        done=done,
        back="tailored_budget",
        back_said=_("Maatwerkbudget"),
        intro=intro,
        in_picture=False,
    )


def _asked_said(asked: BudgetRequest) -> str:
    facts = {"amount": euro(asked.cents), "need": word(asked.need) if asked.need else _("onbekend")}
    if asked.granted_on:
        return _("Toegekend: %(amount)s, voor: %(need)s.") % facts
    return _("Gevraagd op %(day)s: %(amount)s, voor: %(need)s.") % (facts | {"day": day(asked.asked_on, "year")})


def _reason_of(table: Table) -> str:
    """What was written down when it was asked for."""
    asked = [
        entry
        for entry in table.setting.file.timeline
        if isinstance(entry.event, e.BudgetAsked) and entry.event.person == table.person.pk and not entry.corrected
    ]
    return "\n".join(note.text for note in asked[-1].notes) if asked else ""


def _left_said(stands: Year) -> str:
    if stands.left is None:
        return _("Voor %(year)s is nog geen budget ingevuld.") % {"year": stands.year}
    return _("In het budget van %(year)s is nog %(left)s over.") % {
        "year": stands.year,
        "left": euro(max(stands.left, 0)),
    }


# The budget of a year -----------------------------------------------------------------------


class EntryForm(forms.Form):
    """What goes into the budget of a year, or out of it."""

    year = forms.TypedChoiceField(label=gettext_lazy("Welk jaar?"), coerce=int)
    way = forms.ChoiceField(
        label=gettext_lazy("Wat gebeurt er?"),
        choices=[("in", gettext_lazy("geld erbij")), ("out", gettext_lazy("geld eruit"))],
        widget=forms.RadioSelect,
    )
    cents = EuroField(label=gettext_lazy("Hoeveel?"), max_length=20)
    why = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Bijvoorbeeld het besluit van het college. Geen namen van bewoners."),
        max_length=200,
    )

    def __init__(self, stands: dict[int, Year], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self._stands = stands
        years: Any = self.fields["year"]
        years.choices = [("", _("Kies…")), *((str(year), str(year)) for year in stands)]

    def clean_cents(self) -> int:
        cents: int = self.cleaned_data["cents"]
        if not 0 < cents <= MOST:
            raise forms.ValidationError(_("Vul een bedrag boven nul in, en niet meer dan honderd miljoen euro."))
        return cents

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        year, cents = told.get("year"), told.get("cents")
        if told.get("way") == "out" and year and cents:
            left = max(self._stands[year].left or 0, 0)
            if cents > left:
                said = _("Er is nog %(left)s over. Meer kan er niet uit: de rest is al toegekend.") % {
                    "left": euro(left)
                }
                self.add_error("cents", said)
        return told


@audience(Role.COORDINATOR, Role.ANALYST)
@require_http_methods(["GET", "POST"])
def fund(request: WorkRequest) -> HttpResponse:
    """How the tailored budget stands: added up, and small numbers only told to be so."""
    here, today = request.municipality, clock.today()
    stands = {year: year_of(here.pk, year) for year in range(today.year + 1, today.year - _YEARS, -1)}
    keeps = request.role is Role.COORDINATOR
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    form = EntryForm(stands, request.POST if request.method == "POST" else None) if keeps else None
    if form and form.is_bound and form.is_valid():
        told = form.cleaned_data
        cents = told["cents"] if told["way"] == "in" else -told["cents"]
        FundEntry.of(here).create(
            year=told["year"], cents=cents, why=told["why"], made_at=clock.now(), made_by=request.user
        )
        messages.success(request, _("Het budget is bijgewerkt."))
        return redirect("fund")
    context = {
        "form": form,
        "stands": _stands_drawn(list(stands.values()), exact=keeps),
        "needs": _counted(by_need(here.pk, today.year), _("Waarvoor")),
        "prevented": _counted(by_prevented(here.pk, today.year), _("Wat het voorkwam")),
        "year": today.year,
        "least": ROUNDED_TO,
        "waiting": _waiting(here) if keeps else None,
        "entries": _entries(here, list(stands)) if keeps else None,
    }
    return render(request, "support/fund.html", context, status=422 if form and form.errors else 200)


def _stands_drawn(years: list[Year], *, exact: bool) -> Drawn:
    """Each year; who does not work with it sees no amount that is of a few people."""
    columns = [Column(_("Jaar")), *(Column(said, number=True) for said in (_("Budget"), _("Toegekend"), _("Over")))]
    rows = []
    for one in years:
        held = _("nog niet ingevuld") if one.held is None else euro(one.held)
        hidden = not exact and 0 < one.grants < ROUNDED_TO
        few = _("te weinig om te tonen")
        left = "–" if one.left is None else euro(one.left)
        amounts = (few, few) if hidden else (euro(one.granted), left)
        rows.append([Cell(said) for said in (str(one.year), held, *amounts)])
    return Drawn(caption=_("Het budget per jaar"), columns=columns, rows=rows, hidden_caption=True)


def _counted(counted: Mapping[BudgetNeed, int] | Mapping[Prevented, int], caption: str) -> Drawn:
    """How often, rounded, with small numbers only told to be so."""
    kinds = list(counted)
    shown = coarse(dict(enumerate(counted.values())))
    few = _("minder dan %(least)s") % {"least": ROUNDED_TO}
    rows = [
        [Cell(word(kind)), Cell(few if place in shown.few else number(shown.counts[place]))]
        for place, kind in enumerate(kinds)
    ]
    return Drawn(caption=caption, columns=[Column(caption), Column(_("Hoe vaak"), number=True)], rows=rows)


def _waiting(here: Municipality) -> Drawn | None:
    rows = [
        [
            Cell(one.number, reverse("tailored_budget", args=[one.number, one.person])),
            Cell(euro(one.cents)),
            Cell(_("nog te betalen") if one.granted else _("nog te beslissen")),
            Cell(day(one.by, "year")),
        ]
        for one in open_requests(here)
    ]
    if not rows:
        return None
    columns = [Column(_("Dossier")), Column(_("Bedrag"), number=True), Column(_("Stand")), Column(_("Uiterlijk"))]
    return Drawn(caption=_("Wat wacht"), columns=columns, rows=rows, hidden_caption=True)


def _entries(here: Municipality, years: list[int]) -> Drawn | None:
    """Who put in or took out how much, when and why, newest first."""
    found = FundEntry.of(here).filter(year__in=years, erased=False).select_related("made_by").order_by("-id")[:50]
    rows = [
        [
            Cell(day(timezone.localtime(one.made_at).date(), "year")),
            Cell(str(one.year)),
            Cell(euro(one.cents)),
            Cell(one.why),
            Cell(one.made_by.name if one.made_by else "–"),
        ]
        for one in found
    ]
    if not rows:
        return None
    heads = (_("Wanneer"), _("Jaar"), _("Bedrag"), _("Waarom"), _("Door"))
    return Drawn(caption=_("Erbij en eruit"), columns=[Column(said) for said in heads], rows=rows, hidden_caption=True)

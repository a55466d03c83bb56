"""How does a household come to another home? The page of one dossier: who directs, which address, which places."""

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vangnet.apps.accounts.audience import WorkRequest, audience
from vangnet.apps.accounts.looks import change
from vangnet.apps.cases.letters import letter_language, letter_language_said
from vangnet.apps.cases.parts import Setting
from vangnet.apps.cases.record import record
from vangnet.apps.cases.sight import ground_of
from vangnet.apps.cases.views.recording import setting_of
from vangnet.apps.cases.wording import event_said, event_title, household_name
from vangnet.apps.housing.card import call_us
from vangnet.apps.housing.forms import CardForm, NeedForm
from vangnet.apps.housing.models import Need, Place
from vangnet.apps.housing.places import Offered, need_of, offers, on_offer, suiting
from vangnet.apps.web.components import Action
from vangnet.apps.web.paper import paper_file
from vangnet.apps.web.texts import Cents, catalogue, day, euro, say, word
from vangnet.domain import events as e
from vangnet.domain.codes import Destination, PlaceKind, Role
from vangnet.domain.places import Fit, Reason

REHOUSES = (Role.DIRECTOR, Role.COURT_OFFICER, Role.COORDINATOR, Role.CASEWORKER)
AT_SIGHT = 30
"""So many places are shown at once; all others are one link away."""
BACK = "woning"
"""How an address says that one came from this page."""
_WORTH_TELLING = (
    *(e.AddressSecured, e.UrgencyAsked, e.UrgencyDecided, e.LeaseSupported, e.GoodsStored, e.GoodsReturned),
    *(e.ListingTold, e.ListingHelped, e.ListingEnded),
)


@dataclass(frozen=True, slots=True)
class Suits:
    """A place as the page weighs it aloud."""

    number: int
    called: str
    what: str
    speaks_for: list[str]
    speaks_against: list[str]
    offered: bool


@audience(*REHOUSES)
@require_http_methods(["GET", "POST"])
def rehousing(request: WorkRequest, number: str) -> HttpResponse:
    """Director, plan, address, what was arranged, what was offered, and which places suit and why."""
    setting = setting_of(request, number)
    need = need_of(setting.file)
    form = NeedForm(need, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.keep()
        change(request, "case", setting.file.case.pk, ground_of(request.role))
        messages.success(request, _("Wat het huishouden nodig heeft, is bewaard."))
        return redirect("rehousing", number)
    context = _page(request, setting, form) | {"card": CardForm()}
    return render(request, "housing/rehousing.html", context, status=422 if form.is_bound else 200)


@audience(*REHOUSES)
@require_POST
def place_offer(request: WorkRequest, number: str, place: int) -> HttpResponse:
    """Offer a place of the register to this household, today; once."""
    setting = setting_of(request, number)
    found = get_object_or_404(on_offer(request.municipality, setting.today), pk=place)
    if not setting.file.facts.seeks_home:
        messages.warning(request, _("Dit huishouden heeft een blijvende woning. Er is niets veranderd."))
        return redirect("rehousing", number)
    if any(one.place == found and one.waits for one in offers(setting.file)):
        messages.warning(request, _("Deze woning is al aangeboden. Er is niets veranderd."))
        return redirect("rehousing", number)
    case, today = setting.file.case, setting.today
    token = request.POST.get("token", "")[:64] or None
    record(case, [e.PlaceOffered(place=found.pk)], by=request.user, on=today, today=today, token=token)
    change(request, "case", case.pk, ground_of(request.role))
    messages.success(request, _("Vastgelegd: %(what)s.") % {"what": event_title("PlaceOffered")})
    return redirect("rehousing", number)


@audience(*REHOUSES)
@require_POST
def call_card(request: WorkRequest, number: str) -> HttpResponse:
    """The card with a name and a number, to give to the household."""
    setting = setting_of(request, number)
    card = CardForm(request.POST)
    if not card.is_valid():
        context = _page(request, setting, NeedForm(need_of(setting.file))) | {"card": card}
        return render(request, "housing/rehousing.html", context, status=422)
    phone = card.cleaned_data["phone"]
    return paper_file(
        lambda: call_us(request.municipality, request.user, phone),
        "bel-ons",
        letter_language(setting.file),
        inline=True,
    )


def _page(request: WorkRequest, setting: Setting, form: NeedForm) -> dict[str, object]:
    file, facts = setting.file, setting.file.facts
    number, case = file.case.number, file.case
    lost_on = facts.loss.on if facts.loss else None
    has_address = facts.rehoused_on or (facts.address_secured_on and lost_on and facts.address_secured_on >= lost_on)
    return {
        "number": number,
        "who": household_name(case.name, number),
        "lost_on": lost_on,
        "where": _where(setting),
        "director": setting.names.user(facts.rehousing_director) if facts.rehousing_director else "",
        "planned_on": facts.plan_holds_on,
        "rehoused_on": facts.rehoused_on,
        "goods_until": facts.goods_until,
        "without_address": [] if has_address or not lost_on else _lost_without_address(),
        "told": _told(setting),
        **_places(request, setting, form.need),
        "at_stake": bool(facts.home_at_stake_since()),
        "minors": facts.minors,
        "household_known": facts.household_noted_on is not None,
        "form": form,
        "ways": [_way(number, kind) for kind in _ways(setting)],
        "address_way": _way(number, "AddressSecured"),
        "answer_way": _way(number, "PlaceAnswered"),
        "household_way": _way(number, "HouseholdNoted"),
        "token": uuid4().hex,
        "letter_in": letter_language_said(file),
    }


def _places(request: WorkRequest, setting: Setting, need: Need) -> dict[str, object]:
    """What was offered, and what suits as long as another home is looked for."""
    offered, seeks = offers(setting.file), setting.file.facts.seeks_home
    weighed = suiting(request.municipality, setting.file, need, setting.today) if seeks else []
    shown = weighed if "alle" in request.GET else weighed[:AT_SIGHT]
    waiting = {one.place.pk for one in offered if one.waits}
    return {
        "seeks": seeks,
        "offered": [(one, _answer_said(one)) for one in offered],
        "waits": bool(waiting),
        "suiting": [_suits(place, fit, place.pk in waiting) for place, fit in shown],
        "more": len(weighed) - len(shown),
    }


def _answer_said(one: Offered) -> str:
    """The yes or no to a place, or that it is waited for."""
    if one.answer:
        return word(one.answer)
    return _("nog geen antwoord") if one.waits else _("niet meer nodig")


def _where(setting: Setting) -> str:
    """As was told last: with a lasting home it is that one, until somebody asked again."""
    facts = setting.file.facts
    loss, home, asked = facts.loss, facts.rehoused_on, facts.destination_checked_on
    if home and (asked is None or asked < home):
        return word(Destination.LASTING_HOME)
    if loss is None or loss.destination is None:
        return ""
    return word(loss.ethos) if loss.ethos else word(loss.destination)


def _lost_without_address() -> list[str]:
    """What falls away without a registration or a postal address (guide ch. 8)."""
    space = "lost_without_address."
    return [say(code) for code in catalogue("nl") if code.startswith(space)]


def _told(setting: Setting) -> list[tuple[str, str]]:
    """What was arranged, newest first."""
    kept = [one for one in setting.file.timeline if isinstance(one.event, _WORTH_TELLING) and not one.corrected]
    return [(day(one.on, "year"), event_said(one.event, setting.names)[0]) for one in kept]


def _ways(setting: Setting) -> list[str]:
    """What can be recorded from here, what is lacking first; an answer only to what was asked."""
    facts = setting.file.facts
    told = {type(one.event) for one in setting.file.timeline if not one.corrected}
    offers = {
        "loss": facts.loss is not None and facts.loss.described_on is None,
        "RehousingDirectorNamed": facts.rehousing_director is None,
        "RehousingPlanned": facts.seeks_home and facts.plan_holds_on is None,
        "AddressSecured": facts.loss is None and facts.address_secured_on is None,
        "Rehoused": facts.loss is not None and facts.rehoused_on is None,
        "DestinationChecked": facts.loss is not None,
        "GoodsReturned": facts.goods_until is not None,
        "UrgencyAsked": facts.seeks_home,
        "UrgencyDecided": facts.urgency_asked_on is not None,
        "LeaseSupported": True,
        "ListingTold": True,
        "ListingHelped": e.ListingTold in told,
        "ListingEnded": e.ListingTold in told,
    }
    return [form for form, makes_sense in offers.items() if makes_sense]


def _way(number: str, form: str) -> Action:
    return Action(f"{reverse('record', args=[number, form])}?terug={BACK}", event_title(form))


def _suits(place: Place, fit: Fit, offered: bool) -> Suits:
    what = _("%(kind)s, kamers: %(rooms)s, postcode %(region)s, %(rent)s per maand") % {
        "kind": word(PlaceKind(place.kind)),
        "rooms": place.rooms,
        "region": place.region,
        "rent": euro(place.rent_cents),
    }
    return Suits(
        number=place.pk,
        called=place.called,
        what=what,
        speaks_for=[_said(reason) for reason in fit.speaks_for],
        speaks_against=[_said(reason) for reason in fit.speaks_against],
        offered=offered,
    )


def _said(reason: Reason) -> str:
    facts = {name: Cents(value) if name in ("rent", "most") else value for name, value in reason.facts.items()}  # type: ignore[arg-type]
    return say(f"place_reason.{reason.code}", **facts)

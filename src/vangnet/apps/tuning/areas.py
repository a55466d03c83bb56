"""In which order does one read what a municipality can choose, and how is a choice said?"""

from vangnet.apps.cases import clock
from vangnet.apps.web.texts import euro, listing, number, say, word
from vangnet.domain.agreements import Agreement, unit_of
from vangnet.domain.codes import DEBTS, MatterKind
from vangnet.domain.keeping import DEFAULTS
from vangnet.domain.law import LAW

AMOUNTS = "least_cents"
"""The one choice that is no term: amounts by kind of debt."""
AREAS: dict[str, tuple[str, ...]] = {
    "report": ("triage", "triage_crisis", "who", "who_crisis", "assign", "feedback", "handover", AMOUNTS),
    "reach": (
        *("offer_days", "offer_write_after_days", "crisis_contact", "attempt_first", "attempt_intervals"),
        *("attempt_danger", "near_days", "attempts_least", "attempts_most", "attempt_rest", "window_weeks"),
        *("hear_answer", "know_household", "know_household_danger"),
    ),
    "help": (
        *("plan_step", "hear_referral", "decide_budget", "pay_budget", "pause_ask", "pause_chase", "pause_renew"),
        *("proposal_chase", "balance_chase", "instalment_grace_days", "missed_call", "repair", "reconnect"),
    ),
    "court": (
        *("before_summons", "find_hearing", "duty_check", "hearing_offer", "hearing_offer_days"),
        *("hearing_pack_days", "will_appear", "record_judgment", "remedy", "remedy_ahead"),
    ),
    "keep": (
        *("last_offer", "last_offer_answer", "last_offer_answer_near", "stay", "confirm_stay", "watch_months"),
        *("term_ahead", "warn_before_breach", "after_warning", "weigh_administration", "rights_check"),
    ),
    "home": (
        *("rehousing_days", "rehousing_days_before", "find_out", "record_loss", "secure_address"),
        *("goods_warn_days", "rehouse_days", "hear_place", "chase_urgency", "listing_objection", "listing_weighing"),
    ),
    "threat": ("stop_pressure", "other_threats", "threat_follow_days", "dispute"),
    "file": (
        *("review_days", "check_data", "conclude", "late", "late_danger", "keep_months", "keep_helped_months"),
        "keep_requests_months",
    ),
}
"""Every choice once, in the order of the work (guide, chapters 1 to 8)."""
KINDS = tuple(kind for kind in MatterKind if kind in DEBTS)
"""The debts for which a least amount can be agreed."""
GUIDE = Agreement()


def area_name(area: str) -> str:
    return say(f"tuning_area.{area}")


def choice_name(name: str) -> str:
    """What is chosen: "Een melding beoordelen"."""
    return say(f"tuning.{name}")


def chosen(agreement: Agreement, name: str) -> str:
    """A choice in words: "5 werkdagen", "5, 7 en 8 werkdagen", "huur: € 50"."""
    value = getattr(agreement, name)
    if name == AMOUNTS:
        return listing([f"{word(kind)}: {euro(value[kind])}" for kind in KINDS if value.get(kind)]) or say(
            "tuning_unit.every_amount"
        )
    if value is None:
        default = LAW.on(clock.today())[DEFAULTS[name]]
        return say(f"tuning_unit.{default.unit}", count=default.number)
    *before, last = value if isinstance(value, tuple) else (value,)
    return listing([*(number(one) for one in before), say(f"tuning_unit.{unit_of(name)}", count=last)])


def own_choices(agreement: Agreement) -> list[str]:
    """Where this is not what the guide says, in the order of the work."""
    return [name for names in AREAS.values() for name in names if getattr(agreement, name) != getattr(GUIDE, name)]

"""What does each event ask for? Written from the guide, event by event, and told apart from the rules on purpose.

The rules are written from the obligation's side; the walk holds one against the other.
"""

from tests.domain.walk import Asks
from vangnet.domain import events as e


def _unless(*guards: str) -> frozenset[str]:
    return frozenset(guards)


_HELPED = _unless("help_runs", "not_here", "nothing_open")
ASKS: Asks = {
    e.SignalReceived: {
        "triage": _unless("signal_settled"),
        "who": _unless("person_known", "nothing_open"),
        "assign": _unless("owned"),
    },
    e.SignalTakenUp: {
        "offer": _HELPED | {"offered"},
        "inform": _unless("informed", "not_here", "nothing_open"),
        "attempt": _unless("help_runs", "not_here", "reached_or_refused", "sought_enough"),
    },
    e.PersonKnown: {
        "offer": _unless("nothing_open", "offered"),
    },
    e.SignalSetAside: {"feedback": _unless()},
    e.ContactAttempted: {
        "hear_answer": _unless("help_runs", "not_here", "no_answer_awaited", "not_offered"),
        "know_household": _unless("household_known", "no_contact_yet"),
    },
    e.HelpAccepted: {
        "first_conversation": _unless("held"),
        "pause": _unless("paused", "refused", "nothing_open"),
    },
    e.FirstConversationHeld: {
        "decide_help": _unless("no_application", "decided"),
        "carry_out_plan": _unless(),
    },
    e.Referred: {"hear_referral": _unless("not_referred", "not_here")},
    e.ReferralAnswered: {"first_conversation": _unless("held", "no_help_asked")},
    e.StepPlanned: {"carry_out_plan": _unless("no_help_asked", "conversation_first")},
    e.ObjectionMade: {"answer_objection": _unless()},
    e.ObjectionDecided: {"decide_help": _unless("decided", "withdrawn")},
    e.PrivacyRequestMade: {"answer_request": _unless()},
    e.PauseAnswered: {"renew_pause": _unless("not_paused", "no_help_asked")},
    e.ArrangementAgreed: {
        "watch_arrangement": _unless("arrangement_over"),
        "confirm_stay": _unless("no_title", "not_paid_or_arranged"),
    },
    e.InstalmentsMoved: {"watch_arrangement": _unless("arrangement_over")},
    e.ArrangementProposed: {"hear_creditor": _unless("nothing_open")},
    e.ArrangementAnswered: {"hear_creditor": _unless("nothing_open", "other_way_chosen", "others_answer_first")},
    e.BalanceAsked: {"hear_balance": _unless("nothing_open")},
    e.SettlementBegan: {"end_settlement": _unless()},
    e.ForcedSettlementAsked: {"forced_settlement": _unless()},
    e.BudgetAsked: {"tailored_budget": _unless()},
    e.BudgetDecided: {"tailored_budget": _unless("nothing_asked_of_budget")},
    e.InstalmentMissed: {"watch_arrangement": _unless("arrangement_over")},
    e.InstalmentPaid: {"watch_arrangement": _unless("arrangement_over")},
    e.ArrangementBroken: {"repair_arrangement": _unless("other_way_chosen", "nothing_open")},
    e.DisconnectionAnnounced: {
        "crisis_contact": _unless("spoken", "approached_by_another"),
        "avert": _unless(),
    },
    e.Disconnected: {"reconnect": _unless()},
    e.AuctionAnnounced: {
        "crisis_contact": _unless("spoken", "not_here"),
        "avert": _unless(),
        "rehousing_plan": _unless("planned"),
    },
    e.SummonsAnnounced: {"before_summons": _unless("served", "nothing_open", "arranged")},
    e.SummonsServed: {
        "duty_check": _unless("checked", "no_duty_to_report", "not_in_court"),
        "hearing_offer": _unless("person_unknown", "hearing_held", "date_unknown", "not_in_court"),
        "find_hearing_date": _unless("date_known", "not_in_court"),
        "check_data": _unless("consistent"),
    },
    e.HearingScheduled: {
        "hearing_pack": _unless("pack_made", "no_hearing_ahead", "home_not_at_stake"),
        "record_judgment": _unless("no_hearing"),
        "will_appear": _unless("no_hearing_ahead", "home_not_at_stake"),
    },
    e.AttendanceKnown: {"will_appear": _unless("somebody_appears", "no_hearing_ahead")},
    e.JudgmentGiven: {
        "last_offer": _unless("no_title", "conditions_kept", "answered", "not_here"),
        "stay": _unless("no_title", "second_chance_runs", "moratorium_asked_or_runs", "conditions_kept"),
        "remedy": _unless("home_not_at_stake", "remedy_chosen", "claim_rejected"),
        "watch_judgment": _unless("claim_rejected", "paid", "conditions_watched"),
        "watch_conditions": _unless("no_conditions"),
        "end_grace": _unless("no_term_to_pay", "all_paid"),
        "rehousing_plan": _unless("planned", "home_not_at_stake"),
        "weigh_administration": _unless(
            "no_title", "conditions_kept", "weighed", "requested", "offer_accepted", "not_here"
        ),
    },
    e.GraceEnded: {
        "confirm_stay": _unless("no_title", "not_paid_or_arranged"),
        "stay": _unless("no_title", "conditions_kept"),
        "warn_before_breach": _unless("no_conditions", "conditions_kept"),
    },
    e.RemedyFiled: {"follow_remedy": _unless("no_judgment")},
    e.RemedyDecided: {"follow_remedy": _unless("no_judgment", "no_remedy_filed")},
    e.DebtSettled: {
        "confirm_stay": _unless("no_title"),
        "conclude": _unless(
            *("blocked", "help_runs", "work_open", "not_handed_over", "not_rehoused"),
            *("settlement_runs", "forced_settlement_asked", "budget_asked", "answer_awaited"),
        ),
    },
    e.ConditionChecked: {"warn_before_breach": _unless("conditions_kept", "no_conditions")},
    e.WarningGiven: {"warn_before_breach": _unless("conditions_kept", "no_conditions")},
    e.BreachConfirmed: {"stay": _unless("no_title", "moratorium_asked_or_runs")},
    e.SecondChanceEnded: {"warn_before_breach": _unless("conditions_kept", "no_conditions")},
    e.SecondChanceAgreed: {"watch_conditions": _unless(), "end_second_chance": _unless()},
    e.MoratoriumRequested: {"end_moratorium": _unless()},
    e.LastOfferAnswered: {
        "weigh_administration": _unless("no_title", "offer_accepted", "requested", "weighed", "represented"),
    },
    e.AdministrationRequested: {"await_administration": _unless()},
    e.AdministrationDecided: {
        "weigh_administration": _unless("no_title", "weighed", "represented"),
    },
    e.EvictionAnnounced: {
        "stop_eviction": _unless("no_eviction_announced"),
        "rights_check": _unless("no_eviction_announced", "rights_checked"),
        "crisis_contact": _unless("spoken", "person_unknown", "approached_by_another", "no_crisis", "not_here"),
        "rehousing_plan": _unless("planned", "home_not_at_stake"),
        "weigh_administration": _unless(
            "no_title", "requested", "weighed", "offer_accepted", "conditions_kept", "not_here"
        ),
    },
    e.EvictionCarriedOut: {
        "record_loss": _unless("described"),
        "secure_address": _unless("rehoused", "address_secured"),
        "rehouse": _unless("rehoused"),
        "rehousing_plan": _unless("planned", "home_not_at_stake"),
        "follow_up": _unless("followed"),
    },
    e.DebtDisputed: {"dispute": _unless("nothing_open", "dispute_worked_on")},
    e.ListingTold: {"listing": _unless("not_here")},
    e.PlaceOffered: {"hear_place": _unless()},
    e.UrgencyAsked: {"chase_urgency": _unless()},
    e.HomeLost: {
        "record_loss": _unless(),
        "secure_address": _unless("address_secured"),
        "rehouse": _unless(),
        "follow_up": _unless(),
    },
    e.GoodsStored: {"return_goods": _unless()},
    e.MatterNoted: {
        "other_threats": _unless("a_debt"),
        "offer": _unless("offered", "not_here"),
        "childs_interest": _unless("another_cause", "no_children", "route_taken"),
        "proportionality": _unless("another_cause", "route_taken"),
        "legal_remedy": _unless("another_cause", "route_taken"),
        "mediation": _unless("another_cause", "route_taken"),
        "housemates_claim": _unless("another_cause", "route_taken"),
        "tenancy_by_law": _unless("another_cause", "route_taken"),
        "sale_protection": _unless("another_cause", "route_taken"),
    },
    e.ClosureDecided: {"legal_remedy": _unless("another_cause", "route_taken", "threat_over")},
    e.UnlawfulPressureNoted: {
        "other_threats": _unless(),
        "stop_pressure": _unless("help_called"),
        "who": _unless("person_known"),
    },
    e.MovedAway: {"handover": _unless("handed_over")},
    e.ReminderSent: {"check_data": _unless("consistent")},
    e.CreditorSoughtContact: {"check_data": _unless("consistent")},
    e.EnforcementSuspended: {"watch_judgment": _unless("no_judgment", "conditions_watched", "claim_rejected")},
    e.CaseClosed: {"feedback": _unless("no_signal", "no_result"), "follow_up": _unless("no_aftercare", "followed")},
    e.CaseReopened: {"review": _unless()},
    e.CaseSeparated: {"review": _unless()},
    e.OwnerAssigned: {"review": _unless()},
}
"""What each event asks for, by the guide, and with which reasons a rule may say that it is not due now."""

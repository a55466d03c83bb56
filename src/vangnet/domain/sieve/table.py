"""What must happen next, for everybody, and why? The table of the sieve, on one page.

Read it as sentences: *rule* is about a case, a matter, a person or a signal; *role* does it; *basis* is where it
comes from; then the events that discharge it, end it, put it off or move it, and what it does about a danger. How each
rule decides stands in ``rules``. Permuting the table changes nothing.
"""

from vangnet.domain import events as e
from vangnet.domain.codes import Role
from vangnet.domain.rules import causes, court, housing, money, outreach, reporting, rights, support, tenant
from vangnet.domain.rules.rule import Rule

# Events that often stand together in the table.
_SETTLED = (e.DebtSettled, e.ArrangementCompleted, e.SignalWithdrawn, e.SignalSetAside, e.ThreatEnded)
_LOST = (e.HomeLost, e.EvictionCarriedOut)
_GONE = (e.TenantDied, e.MovedAway)
_HELP_STARTS = (e.HelpAccepted, e.HelpRequested, e.FirstConversationHeld, e.LastOfferAnswered, e.ReferralAnswered,
                e.ObjectionDecided)  # fmt: skip
_HELP_ENDS = (e.HelpDeclined, e.ContactLost, e.Referred, e.HelpDecided, e.PlanStepDone, *_GONE)
_SPOKEN = (e.ContactAttempted, e.HelpAccepted, e.HelpDeclined, e.FirstConversationHeld, e.LastOfferAnswered)
_REPORTED = (e.SignalReceived, e.MatterNoted, e.UnlawfulPressureNoted)
_WITHDRAWN = (e.SummonsWithdrawn, e.ProceedingsWithdrawn)
_TITLE_ENDS = (e.JudgmentSetAside, e.JudgmentEnded, e.TenancyConfirmed, *_LOST)
_EVICTION_MOVES = (e.EvictionAnnounced, e.EvictionPostponed, e.EvictionCancelled)
_ROUTES_MOVE = (*_REPORTED, *_EVICTION_MOVES)
_THREAT_OVER = (*_SETTLED, *_LOST)
_THREAT = ("other_threats",)
_DANGER_BEGINS = (
    e.HearingScheduled,
    e.HearingAdjourned,
    e.EvictionAnnounced,
    e.EvictionPostponed,
    e.DisconnectionAnnounced,
    e.AuctionAnnounced,
    e.JudgmentGiven,
)
_DANGER_ENDS = (
    e.HearingHeld,
    e.HearingCancelled,
    *_WITHDRAWN,
    e.EvictionCancelled,
    e.DisconnectionCancelled,
    e.Disconnected,
    e.AuctionCancelled,
    *_TITLE_ENDS,
)
_DANGER_MOVES = (*_DANGER_BEGINS, *_DANGER_ENDS)
_REOPENS = (*_REPORTED, e.SignalTakenUp, e.PersonKnown, *_DANGER_BEGINS, *_HELP_STARTS, e.InstalmentMissed,
            e.ArrangementBroken, e.SummonsAnnounced, e.SummonsServed, e.Disconnected, e.ObjectionMade,
            e.CaseReopened, e.CaseSeparated)  # fmt: skip
"""There being nothing else to do is over with whatever gives something to do."""
_OF_MATTER_OR_PERSON = tuple(k for k in e.EVENTS.values() if issubclass(k, (e.OfMatter, e.OfPerson)))

EXECUTABLE_BY: tuple[type[e.Event], ...] = (
    e.JudgmentGiven, e.BreachConfirmed, e.EvictionAnnounced, e.EvictionPostponed,
)  # fmt: skip
"""What alone makes a title one that may be carried out: given so, a breach confirmed, or an eviction announced on it.

Nothing else does, however a second chance or a moratorium ended, and whatever was reported (sieve, P10).
"""

ENDED_BY: dict[str, tuple[type[e.Event], ...]] = {
    "hearing": (e.HearingHeld, e.HearingCancelled, e.JudgmentGiven, *_WITHDRAWN),
    "eviction": (e.EvictionCancelled, *_LOST),
    "disconnection": (e.DisconnectionCancelled, e.Disconnected),
    "auction": (e.AuctionCancelled, *_LOST),
    "title": _TITLE_ENDS,
}
"""Each danger names the events that end it. The clock is not among them, and neither is a payment."""

_C, _R, _I = Role.CASEWORKER, Role.COURT_OFFICER, Role.INTAKE
_D, _CO = Role.DIRECTOR, Role.COORDINATOR

RULES: tuple[Rule, ...] = (
    # The report -----------------------------------------------------------------------------
    Rule(
        key="triage", about="signal", role=_I, basis=("guide:4", "ddas"), decide=reporting.triage,
        discharged_by=(e.SignalTakenUp, e.SignalSetAside), ended_by=(e.SignalWithdrawn,),
        hastened_by=(*_DANGER_MOVES, e.SignalReceived), averts=1,
    ),
    Rule(
        key="who", about="matter", role=_I, basis=("avg:5",), decide=reporting.who,
        discharged_by=(e.PersonKnown, *_REPORTED), ended_by=(*_SETTLED, *_DANGER_ENDS, e.JudgmentGiven),
        hastened_by=_DANGER_MOVES, averts=1,
    ),
    Rule(
        key="assign", about="case", role=_CO, basis=("guide:4",), decide=reporting.assign,
        discharged_by=(e.OwnerAssigned,), averts=1,
    ),
    Rule(
        key="feedback", about="matter", role=_I, basis=("covenant",), decide=reporting.feedback,
        discharged_by=(e.FeedbackGiven,), ended_by=(e.CaseMerged,),
        hastened_by=(*_SETTLED, *_HELP_STARTS, *_HELP_ENDS, e.ArrangementAgreed, e.CaseClosed),
        when_closed=True,
    ),
    Rule(
        key="handover", about="person", role=_C, basis=("ddas",), decide=reporting.handover,
        discharged_by=(e.MovedAway,),
    ),
    # Outreach -------------------------------------------------------------------------------
    Rule(
        key="offer", about="person", role=_C, basis=("wgs.offer_after_signal", "guide:4"), decide=outreach.offer,
        discharged_by=(e.HelpOffered, e.LastOfferMade),
        ended_by=(*_SETTLED, *_HELP_STARTS, e.HelpDeclined, *_GONE, *_LOST), hastened_by=(*_REPORTED, e.SignalTakenUp),
        within=("last_offer", "hearing_offer"),
    ),
    Rule(
        key="inform", about="person", role=_C, basis=("privacy.inform",), decide=outreach.inform,
        discharged_by=(e.HelpOffered, e.ContactAttempted), ended_by=(*_SETTLED, *_GONE, *_LOST),
        hastened_by=(*_SPOKEN, *_REPORTED, e.SignalTakenUp), within=("offer", "attempt"),
    ),
    Rule(
        key="attempt", about="person", role=_C, basis=("guide:4",), decide=outreach.attempt,
        discharged_by=(e.ContactAttempted,),
        ended_by=(*_SETTLED, *_HELP_STARTS, *_HELP_ENDS, *_DANGER_ENDS, e.JudgmentGiven), suspended_by=(e.Paused,),
        hastened_by=(*_DANGER_BEGINS, *_REPORTED, e.SignalTakenUp, e.Resumed), excludes=("hear_answer",),
        within=("crisis_contact",), averts=1,
    ),
    Rule(
        key="hear_answer", about="person", role=_C, basis=("guide:4",), decide=outreach.hear_answer,
        discharged_by=(e.HelpDeclined, *_HELP_STARTS),
        ended_by=(*_SETTLED, *_HELP_ENDS, *_REPORTED, *_LOST, *_DANGER_BEGINS, e.SignalTakenUp),
        hastened_by=(e.ContactAttempted, e.HelpOffered, e.LastOfferMade), excludes=("attempt",),
    ),
    Rule(
        key="crisis_contact", about="matter", role=_C, basis=("wgs.first_conversation_threat",),
        decide=outreach.crisis_contact, discharged_by=_SPOKEN,
        ended_by=(*_SETTLED, *_DANGER_ENDS, e.JudgmentGiven, e.TenantDied),
        hastened_by=(*_REPORTED, *_DANGER_BEGINS, e.SignalTakenUp, e.HelpRequested), averts=2,
    ),
    Rule(
        key="know_household", about="case", role=_C, basis=("guide:1", "guide:6"), decide=outreach.know_household,
        discharged_by=(e.HouseholdNoted,), ended_by=(*_DANGER_ENDS, e.JudgmentGiven),
        hastened_by=(*_DANGER_BEGINS, *_SPOKEN),
    ),
    # Support --------------------------------------------------------------------------------
    Rule(
        key="first_conversation", about="person", role=_C,
        basis=("wgs.first_conversation", "wgs.first_conversation_threat"), decide=support.first_conversation,
        discharged_by=(e.FirstConversationHeld,), ended_by=_HELP_ENDS, hastened_by=_DANGER_MOVES, averts=1,
    ),
    Rule(
        key="decide_help", about="person", role=_C, basis=("wgs.decision",), decide=support.decide_help,
        discharged_by=(e.HelpDecided,), ended_by=_HELP_ENDS,
        hastened_by=(e.FirstConversationHeld, e.ObjectionDecided),
    ),
    Rule(
        key="carry_out_plan", about="person", role=_C, basis=("guide:4",), decide=support.carry_out_plan,
        discharged_by=(e.PlanStepDone, e.StepPlanned), ended_by=_HELP_ENDS,
        hastened_by=(e.FirstConversationHeld, e.ObjectionDecided),
    ),
    Rule(
        key="hear_referral", about="person", role=_C, basis=("guide:4",), decide=support.hear_referral,
        discharged_by=(e.ReferralAnswered,), ended_by=(*_HELP_STARTS, *_GONE), hastened_by=(e.Referred,),
    ),
    Rule(
        key="pause", about="matter", role=_C, basis=("covenant",), decide=support.pause,
        discharged_by=(e.PauseAnswered,), ended_by=(*_SETTLED, *_HELP_ENDS, *_LOST),
        hastened_by=(e.PauseAsked, e.CollectionResumed), excludes=("renew_pause",),
    ),
    Rule(
        key="renew_pause", about="matter", role=_C, basis=("covenant",), decide=support.renew_pause,
        discharged_by=(e.PauseAnswered,), ended_by=(*_SETTLED, *_HELP_ENDS, e.CollectionResumed, *_LOST),
        excludes=("pause",),
    ),
    Rule(
        key="watch_arrangement", about="matter", role=_C, basis=("guide:2",), decide=support.watch_arrangement,
        discharged_by=(e.InstalmentPaid, e.ArrangementBroken, e.InstalmentsMoved),
        ended_by=(*_SETTLED, *_LOST),
        hastened_by=(e.InstalmentMissed, e.ArrangementAgreed), excludes=("repair_arrangement",),
    ),
    Rule(
        key="repair_arrangement", about="matter", role=_C, basis=("guide:2",), decide=support.repair_arrangement,
        discharged_by=(e.ArrangementAgreed, e.HelpAccepted, e.DebtSettled),
        ended_by=(*_SETTLED, *_HELP_ENDS, *_LOST, e.LastOfferAnswered), hastened_by=(e.ArrangementBroken,),
        excludes=("watch_arrangement",),
    ),
    Rule(
        key="hear_creditor", about="matter", role=_C, basis=("guide:2",), decide=money.hear_creditor,
        discharged_by=(e.ArrangementAnswered, e.ArrangementAgreed, e.SettlementBegan, e.HelpAccepted),
        ended_by=(e.ArrangementProposed, *_SETTLED, *_HELP_ENDS, *_LOST, e.LastOfferAnswered),
        hastened_by=(e.ArrangementProposed,),
    ),
    Rule(
        key="hear_balance", about="matter", role=_C, basis=("guide:4",), decide=money.hear_balance,
        discharged_by=(e.BalanceTold, e.BalanceAsked), ended_by=(*_SETTLED, *_LOST),
    ),
    Rule(
        key="end_settlement", about="person", role=_C, basis=("guide:4", "court.statutory_scheme"),
        decide=money.end_settlement, discharged_by=(e.SettlementEnded,), hastened_by=(e.SettlementBegan,),
    ),
    Rule(
        key="forced_settlement", about="person", role=_R, basis=("court.interim_measures", "guide:4"),
        decide=money.forced_settlement, discharged_by=(e.ForcedSettlementDecided, e.SettlementBegan),
        hastened_by=(e.ForcedSettlementAsked,),
    ),
    Rule(
        key="tailored_budget", about="person", role=_CO, basis=("guide:2",), decide=money.tailored_budget,
        discharged_by=(e.BudgetDecided, e.BudgetPaid), hastened_by=(e.BudgetAsked,),
    ),
    Rule(
        key="avert", about="matter", role=_C, basis=("wgs.first_conversation_threat", "guide:4"), decide=support.avert,
        discharged_by=(e.DisconnectionCancelled, e.Disconnected, e.AuctionCancelled), ended_by=_LOST,
        hastened_by=(e.DisconnectionAnnounced, e.AuctionAnnounced), averts=2,
    ),
    Rule(
        key="reconnect", about="matter", role=_C, basis=("wgs.first_conversation_threat",),
        decide=support.reconnect, discharged_by=(e.Reconnected,), hastened_by=(e.Disconnected,),
    ),
    # Court ----------------------------------------------------------------------------------
    Rule(
        key="before_summons", about="matter", role=_C, basis=("guide:6",), decide=court.before_summons,
        discharged_by=(e.ArrangementAgreed, e.InstalmentsMoved, e.DebtSettled, e.SummonsServed),
        ended_by=(*_SETTLED, *_WITHDRAWN, *_LOST, e.JudgmentGiven), hastened_by=(e.SummonsAnnounced,), averts=1,
    ),
    Rule(
        key="find_hearing_date", about="matter", role=_R, basis=("guide:6",), decide=court.find_hearing_date,
        discharged_by=(e.HearingScheduled,),
        ended_by=(*_WITHDRAWN, e.JudgmentGiven, e.HearingHeld, e.HearingAdjourned, e.HearingCancelled),
        hastened_by=(e.SummonsServed,), excludes=("record_judgment",), averts=1,
    ),
    Rule(
        key="duty_check", about="matter", role=_R, basis=("bgs.landlord_conditions", "guide:3"),
        decide=court.duty_check, discharged_by=(e.DutyChecked,), ended_by=(*_WITHDRAWN, e.JudgmentGiven),
        hastened_by=(e.HearingScheduled, e.HearingAdjourned, e.HearingCancelled, e.HearingHeld, e.SummonsServed),
        averts=1,
    ),
    Rule(
        key="hearing_offer", about="matter", role=_R, basis=("guide:3",), decide=court.hearing_offer,
        discharged_by=(e.HelpAccepted, e.HearingHeld, e.HelpOffered, e.LastOfferMade),
        ended_by=(*_WITHDRAWN, e.JudgmentGiven, *_HELP_STARTS, *_GONE, e.HelpDeclined, e.HearingAdjourned,
                  e.HearingCancelled),
        hastened_by=(e.HearingScheduled, e.SummonsServed), averts=1,
    ),
    Rule(
        key="hearing_pack", about="matter", role=_R, basis=("guide:6",), decide=court.hearing_pack,
        discharged_by=(e.PackMade,),
        ended_by=(e.HearingHeld, e.HearingAdjourned, e.HearingCancelled, e.JudgmentGiven, *_WITHDRAWN),
        hastened_by=(e.HearingScheduled,), averts=1,
    ),
    Rule(
        key="will_appear", about="matter", role=_R, basis=("guide:6",), decide=court.will_appear,
        discharged_by=(e.AttendanceKnown,),
        ended_by=(e.HearingHeld, e.HearingAdjourned, e.HearingCancelled, e.JudgmentGiven, *_WITHDRAWN),
        hastened_by=(e.HearingScheduled,), averts=1,
    ),
    Rule(
        key="record_judgment", about="matter", role=_R, basis=("guide:6",), decide=court.record_judgment,
        discharged_by=(e.JudgmentGiven, e.HearingAdjourned, e.ProceedingsWithdrawn),
        ended_by=(e.HearingCancelled, e.SummonsWithdrawn), hastened_by=(e.HearingHeld, e.HearingScheduled),
        excludes=("find_hearing_date",), averts=1,
    ),
    Rule(
        key="watch_judgment", about="matter", role=_R, basis=("guide:6",), decide=court.watch_judgment,
        discharged_by=(*_TITLE_ENDS, e.DebtSettled),
        ended_by=(*_SETTLED, e.JudgmentGiven, e.SecondChanceAgreed, e.MoratoriumDecided, e.EvictionCancelled),
        hastened_by=(e.ConditionChecked, e.EnforcementSuspended, e.RemedyDecided), excludes=("watch_conditions",),
    ),
    Rule(
        key="remedy", about="matter", role=_R, basis=("court.opposition", "court.appeal", "guide:7"),
        decide=court.remedy, discharged_by=(e.RemedyFiled, e.RemedyWaived),
        ended_by=(*_TITLE_ENDS, e.JudgmentGiven, e.RemedyDecided), hastened_by=(*_EVICTION_MOVES, e.JudgmentServed),
        averts=1, holds_home=True,
    ),
    Rule(
        key="follow_remedy", about="matter", role=_R, basis=("guide:7",), decide=court.follow_remedy,
        discharged_by=(e.RemedyDecided, e.ConditionChecked),
        ended_by=(*_TITLE_ENDS, e.JudgmentGiven, e.RemedyWaived, e.EnforcementSuspended),
        hastened_by=(e.RemedyFiled,),
    ),
    Rule(
        key="stay", about="matter", role=_R, basis=("court.moratorium", "guide:7"), decide=court.stay,
        discharged_by=(e.SecondChanceAgreed, e.MoratoriumRequested),
        ended_by=(*_TITLE_ENDS, e.MoratoriumDecided, e.JudgmentGiven, e.EvictionCancelled),
        hastened_by=(e.SecondChanceEnded, e.MoratoriumEnded, e.BreachConfirmed, e.EvictionAnnounced,
                     e.EvictionPostponed), averts=1,
    ),
    Rule(
        key="confirm_stay", about="matter", role=_R, basis=("guide:7",), decide=court.confirm_stay,
        discharged_by=(e.TenancyConfirmed,),
        ended_by=(*_TITLE_ENDS, e.ArrangementBroken, e.JudgmentGiven, e.SecondChanceAgreed, e.SecondChanceEnded,
                  e.GraceEnded, *_REPORTED),
        hastened_by=(e.DebtSettled, e.ArrangementAgreed, e.InstalmentsMoved, e.ArrangementCompleted, e.ThreatEnded),
        averts=1,
    ),
    Rule(
        key="watch_conditions", about="matter", role=_R, basis=("guide:7", "court.moratorium"),
        decide=court.watch_conditions, discharged_by=(e.ConditionChecked,),
        ended_by=(*_TITLE_ENDS, e.SecondChanceEnded, e.MoratoriumEnded, e.JudgmentGiven, e.MoratoriumDecided,
                  e.MoratoriumRequested, e.EvictionAnnounced, e.EvictionPostponed, e.BreachConfirmed),
        hastened_by=(e.SecondChanceAgreed, e.EvictionCancelled),
        excludes=("watch_judgment",), within=("end_second_chance", "end_moratorium"),
    ),
    Rule(
        key="warn_before_breach", about="matter", role=_R, basis=("guide:7",), decide=court.warn_before_breach,
        discharged_by=(e.WarningGiven, e.BreachConfirmed, e.ConditionChecked),
        ended_by=(*_TITLE_ENDS, e.SecondChanceEnded, e.MoratoriumEnded, e.MoratoriumDecided, e.MoratoriumRequested,
                  e.JudgmentGiven, e.EvictionAnnounced, e.EvictionPostponed, e.SecondChanceAgreed), averts=1,
    ),
    Rule(
        key="end_grace", about="matter", role=_R, basis=("court.grace_term",), decide=court.end_grace,
        discharged_by=(e.GraceEnded, e.DebtSettled), ended_by=(*_TITLE_ENDS, *_SETTLED, e.JudgmentGiven), averts=1,
        holds_home=True,
    ),
    Rule(
        key="end_second_chance", about="matter", role=_R, basis=("guide:7",), decide=court.end_second_chance,
        discharged_by=(e.SecondChanceEnded,), ended_by=(*_LOST, e.BreachConfirmed), hastened_by=(e.SecondChanceAgreed,),
        averts=1,
    ),
    Rule(
        key="end_moratorium", about="matter", role=_R, basis=("court.moratorium",), decide=court.end_moratorium,
        discharged_by=(e.MoratoriumEnded, e.MoratoriumDecided), ended_by=_LOST,
        hastened_by=(e.MoratoriumRequested,), averts=1, holds_home=True,
    ),
    # The last steps -------------------------------------------------------------------------
    Rule(
        key="last_offer", about="person", role=_C, basis=("guide:3", "guide:7"), decide=housing.last_offer,
        discharged_by=(e.LastOfferAnswered,), ended_by=(*_TITLE_ENDS, *_GONE, e.JudgmentGiven, e.EvictionCancelled),
        hastened_by=(e.LastOfferMade, e.EvictionAnnounced, e.EvictionPostponed, e.BreachConfirmed), averts=1,
    ),
    Rule(
        key="weigh_administration", about="person", role=_D, basis=("administration.municipality_may_ask", "guide:7"),
        decide=housing.weigh_administration,
        discharged_by=(e.AdministrationRequested, e.AdministrationNotRequested, e.AdministrationReviewed),
        ended_by=(*_TITLE_ENDS, *_GONE, e.RepresentativeNoted, e.AdministrationDecided, e.AdministrationEnded,
                  e.LastOfferMade, *_HELP_STARTS, e.JudgmentGiven, e.EvictionCancelled),
        hastened_by=(*_HELP_ENDS, e.EvictionAnnounced, e.EvictionPostponed, e.BreachConfirmed), averts=1,
    ),
    Rule(
        key="await_administration", about="person", role=_R, basis=("guide:7",), decide=housing.await_administration,
        discharged_by=(e.AdministrationDecided,), hastened_by=(e.AdministrationRequested,), averts=1,
    ),
    Rule(
        key="stop_eviction", about="matter", role=_D, basis=("guide:6",), decide=housing.stop_eviction,
        discharged_by=(e.EvictionCancelled, e.EvictionCarriedOut, e.EvictionTried), ended_by=(e.HomeLost,),
        hastened_by=(e.EvictionPostponed, e.EvictionAnnounced), averts=2,
    ),
    Rule(
        key="rights_check", about="matter", role=_D, basis=("guide:7",), decide=housing.rights_check,
        discharged_by=(e.RightsChecked,), ended_by=(e.EvictionCancelled, *_LOST),
        hastened_by=(e.EvictionAnnounced, e.EvictionPostponed), averts=1,
    ),
    Rule(
        key="rehousing_plan", about="case", role=_D, basis=("guide:8",), decide=housing.rehousing_plan,
        discharged_by=(e.RehousingPlanned, e.RehousingDirectorNamed),
        ended_by=(*_TITLE_ENDS, e.EvictionCancelled, e.AuctionCancelled, *_SETTLED, e.Rehoused, e.JudgmentGiven),
        hastened_by=(*_EVICTION_MOVES, *_LOST, *_REPORTED, e.AuctionAnnounced, e.BreachConfirmed), averts=1,
    ),
    Rule(
        key="record_loss", about="case", role=_D, basis=("guide:1", "guide:8"), decide=housing.record_loss,
        discharged_by=(e.LossDescribed,), hastened_by=_LOST, averts=1,
    ),
    Rule(
        key="secure_address", about="case", role=_D, basis=("guide:8",), decide=housing.secure_address,
        discharged_by=(e.AddressSecured,), ended_by=(e.Rehoused,), hastened_by=_LOST, averts=1,
    ),
    Rule(
        key="return_goods", about="case", role=_D, basis=("court.goods_stored",), decide=housing.return_goods,
        discharged_by=(e.GoodsReturned,), hastened_by=(e.GoodsStored,),
    ),
    Rule(
        key="rehouse", about="case", role=_D, basis=("guide:8",), decide=housing.rehouse,
        discharged_by=(e.Rehoused,), hastened_by=(e.DestinationChecked, e.LossDescribed, *_LOST), averts=1,
    ),
    Rule(
        key="follow_up", about="case", role=_C, basis=("guide:8",), decide=housing.follow_up,
        discharged_by=(e.DestinationChecked,), ended_by=(*_REOPENS, e.CaseMerged), hastened_by=_LOST,
        when_closed=True,
    ),
    # A threat without debt --------------------------------------------------------------------
    Rule(
        key="other_threats", about="matter", role=_R, basis=("guide:8", "guide:5"),
        decide=causes.other_threats,
        discharged_by=(e.ThreatEnded,), ended_by=_THREAT_OVER,
        hastened_by=(e.RouteTaken, e.HouseholdNoted, *_ROUTES_MOVE), averts=1,
    ),
    Rule(
        key="childs_interest", about="matter", role=_R, basis=("guide:8", "guide:7"),
        decide=causes.childs_interest,
        discharged_by=(e.RouteTaken,), ended_by=(e.HouseholdNoted, *_THREAT_OVER), hastened_by=_ROUTES_MOVE,
        within=_THREAT, averts=1,
    ),
    Rule(
        key="proportionality", about="matter", role=_R, basis=("guide:8", "guide:2"),
        decide=causes.proportionality,
        discharged_by=(e.RouteTaken,), ended_by=_THREAT_OVER, hastened_by=_ROUTES_MOVE, within=_THREAT, averts=1,
    ),
    Rule(
        key="legal_remedy", about="matter", role=_R, basis=("awb.objection", "awb.preliminary_relief", "guide:2"),
        decide=causes.legal_remedy,
        discharged_by=(e.RouteTaken,), ended_by=_THREAT_OVER, hastened_by=(e.ClosureDecided, *_ROUTES_MOVE),
        within=_THREAT, averts=1, holds_home=True,
    ),
    Rule(
        key="mediation", about="matter", role=_R, basis=("guide:8",), decide=causes.mediation,
        discharged_by=(e.RouteTaken,), ended_by=_THREAT_OVER, hastened_by=_ROUTES_MOVE, within=_THREAT, averts=1,
    ),
    Rule(
        key="housemates_claim", about="matter", role=_R, basis=("court.housemate_claim", "guide:2"),
        decide=causes.housemates_claim,
        discharged_by=(e.RouteTaken,), ended_by=_THREAT_OVER, hastened_by=(e.TenantDied, *_ROUTES_MOVE), within=_THREAT,
        averts=1, holds_home=True,
    ),
    Rule(
        key="tenancy_by_law", about="matter", role=_R, basis=("guide:1", "guide:5"),
        decide=causes.tenancy_by_law,
        discharged_by=(e.RouteTaken, e.StayDescribed), ended_by=_THREAT_OVER, hastened_by=_ROUTES_MOVE, within=_THREAT,
        averts=1,
    ),
    Rule(
        key="sale_protection", about="matter", role=_R, basis=("court.sale_keeps_tenancy",),
        decide=causes.sale_protection,
        discharged_by=(e.RouteTaken,), ended_by=_THREAT_OVER, hastened_by=_ROUTES_MOVE, within=_THREAT, averts=1,
    ),
    Rule(
        key="stop_pressure", about="matter", role=_R, basis=("guide:1", "guide:5"),
        decide=causes.stop_pressure,
        discharged_by=(e.RouteTaken,), ended_by=_THREAT_OVER, hastened_by=_REPORTED, averts=1,
    ),
    # The right of a tenant --------------------------------------------------------------------
    Rule(
        key="dispute", about="matter", role=_C, basis=("guide:6", "guide:5"), decide=tenant.dispute,
        discharged_by=(e.DisputeStepTaken,), ended_by=_THREAT_OVER, hastened_by=(e.DebtDisputed, *_REPORTED),
    ),
    Rule(
        key="listing", about="person", role=_C, basis=("guide:8",), decide=tenant.listing,
        discharged_by=(e.ListingHelped,), ended_by=(e.ListingEnded, *_GONE), hastened_by=(e.ListingTold,),
    ),
    Rule(
        key="hear_place", about="case", role=_D, basis=("guide:8",), decide=tenant.hear_place,
        discharged_by=(e.PlaceAnswered,), ended_by=(e.Rehoused,), hastened_by=(e.PlaceOffered,),
    ),
    Rule(
        key="chase_urgency", about="case", role=_D, basis=("guide:8",), decide=tenant.chase_urgency,
        discharged_by=(e.UrgencyDecided,), ended_by=(e.Rehoused,), hastened_by=(e.UrgencyAsked,),
    ),
    # What a resident asks of the municipality ---------------------------------------------------
    Rule(
        key="answer_objection", about="person", role=_CO,
        basis=("awb.objection_decided", "awb.objection_extended", "awb.objection_by_another"),
        decide=rights.answer_objection, discharged_by=(e.ObjectionDecided,),
        hastened_by=(e.ObjectionAnswerExtended,), when_closed=True,
    ),
    Rule(
        key="answer_request", about="person", role=_C, basis=("privacy.answer_request", "privacy.answer_extension"),
        decide=rights.answer_request, discharged_by=(e.PrivacyRequestAnswered,),
        hastened_by=(e.PrivacyRequestMade, e.PrivacyAnswerExtended), when_closed=True,
    ),
    # The file itself ------------------------------------------------------------------------
    Rule(
        key="conclude", about="case", role=_C, basis=("ddas",), decide=reporting.conclude,
        discharged_by=(e.CaseClosed,),
        ended_by=(*_OF_MATTER_OR_PERSON, e.HomeLost), hastened_by=(e.CaseReopened, e.DestinationChecked, e.Rehoused),
    ),
    Rule(
        key="check_data", about="case", role=_C, basis=("guide:4",), decide=reporting.check_data,
        discharged_by=(*_REPORTED, e.SummonsServed, e.DutyChecked, e.JudgmentGiven),
        ended_by=(*_TITLE_ENDS, *_WITHDRAWN, *_SETTLED, *_EVICTION_MOVES),
        hastened_by=(e.ReminderSent, e.CreditorSoughtContact),
    ),
    Rule(
        key="review", about="case", role=_C, basis=("guide:4",), decide=reporting.review,
        discharged_by=tuple(e.EVENTS.values()),
    ),
)  # fmt: skip

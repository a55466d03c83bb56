"""At which address does the work on somebody's help and money stand?"""

from django.urls import path

from vangnet.apps.support.views import (
    arrangement,
    balance,
    budget,
    creditor,
    data_request,
    picture,
    plan,
    rights,
    settlement,
    talk,
)


def _of(what: str) -> str:
    """Where this stands of one adult in one dossier."""
    return f"dossiers/<str:number>/{what}/<int:person>/"


_PICTURE, _ARRANGEMENT, _SETTLEMENT, _BALANCES = _of("geld"), _of("regeling"), _of("schuldregeling"), _of("saldo")
_PLAN, _RIGHTS = _of("plan"), _of("rechten")
_REQUEST = "verzoeken/<int:asked>/"

urlpatterns = [
    path(_of("gesprek"), talk.first_talk, name="first_talk"),
    path(_PICTURE, picture.picture, name="picture"),
    path(f"{_PICTURE}bedrag/<int:flow>/", picture.flow, name="flow"),
    path(_PLAN, plan.plan, name="plan"),
    path(f"{_PLAN}besluit/", plan.decision, name="decision"),
    path(f"{_PLAN}besluit/pdf/", plan.decision_pdf, name="decision_pdf"),
    path(_ARRANGEMENT, arrangement.arrangement, name="arrangement"),
    path(f"{_ARRANGEMENT}pdf/", arrangement.arrangement_pdf, name="arrangement_pdf"),
    path(f"{_ARRANGEMENT}antwoord/", creditor.proposal_answer, name="proposal_answer"),
    path(f"{_ARRANGEMENT}verplaatsen/", creditor.instalments_move, name="instalments_move"),
    path(f"{_ARRANGEMENT}voorstel/<int:matter>/pdf/", creditor.proposal_pdf, name="proposal_pdf"),
    path(_SETTLEMENT, settlement.settlement, name="settlement"),
    path(f"{_SETTLEMENT}voorstel/", settlement.settlement_offer, name="settlement_offer"),
    path(f"{_SETTLEMENT}begin/<int:matter>/pdf/", settlement.settlement_beginning, name="settlement_beginning"),
    path(f"{_SETTLEMENT}pdf/", settlement.settlement_pdf, name="settlement_pdf"),
    path(_BALANCES, balance.balances, name="balances"),
    path(f"{_BALANCES}antwoord/", balance.balances_told, name="balances_told"),
    path(f"{_BALANCES}pdf/", balance.balances_pdf, name="balances_pdf"),
    path(f"{_BALANCES}bestand/<int:matter>/", balance.balances_file, name="balances_file"),
    path(_of("maatwerkbudget"), budget.tailored_budget, name="tailored_budget"),
    path(_RIGHTS, rights.rights, name="rights"),
    path(f"{_RIGHTS}brief/<int:reply>/pdf/", rights.reply_pdf, name="reply_pdf"),
    path(f"{_RIGHTS}<slug:about>/antwoord/", rights.reply, name="reply"),
    path(f"{_RIGHTS}<slug:about>/langer/", rights.longer, name="reply_longer"),
    path(f"{_RIGHTS}dossier/", rights.own_file, name="own_file"),
    path("verzoeken/", data_request.data_requests, name="data_requests"),
    path("verzoeken/nieuw/", data_request.new, name="data_request_new"),
    path(_REQUEST, data_request.data_request, name="data_request"),
    path(f"{_REQUEST}gegevens/", data_request.edit, name="data_request_edit"),
    path(f"{_REQUEST}gevonden/", data_request.traced, name="data_request_traced"),
    path(f"{_REQUEST}overzicht/", data_request.overview, name="data_request_overview"),
    path(f"{_REQUEST}wis/", data_request.erased, name="data_request_erase"),
    path(f"{_REQUEST}dossier/", data_request.to_case, name="data_request_to_case"),
    path(f"{_REQUEST}antwoord/", data_request.answer, name="data_request_answer"),
    path(f"{_REQUEST}langer/", data_request.longer, name="data_request_longer"),
    path(f"{_REQUEST}brief/<int:reply>/pdf/", data_request.letter_pdf, name="data_request_pdf"),
    path("hulp/bezwaaradres/", plan.objection_desk, name="objection_desk"),
    path("geld/maatwerkbudget/", budget.fund, name="fund"),
    path("geld/per-maand/", picture.per_month, name="per_month"),
    path("geld/eigen-regelingen/", picture.schemes, name="schemes"),
    path("geld/eigen-regelingen/<int:scheme>/wissel/", picture.scheme_switch, name="scheme_switch"),
]

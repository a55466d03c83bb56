"""At which address does the work on somebody's money stand?"""

from django.urls import path

from vangnet.apps.support.views import (
    arrangement,
    balance,
    budget,
    creditor,
    picture,
    plan,
    rights,
    settlement,
    talk,
)

urlpatterns = [
    path("dossiers/<str:number>/geld/<int:person>/", picture.picture, name="picture"),
    path("dossiers/<str:number>/geld/<int:person>/bedrag/<int:flow>/", picture.flow, name="flow"),
    path("dossiers/<str:number>/regeling/<int:person>/", arrangement.arrangement, name="arrangement"),
    path("dossiers/<str:number>/regeling/<int:person>/pdf/", arrangement.arrangement_pdf, name="arrangement_pdf"),
    path("dossiers/<str:number>/regeling/<int:person>/antwoord/", creditor.proposal_answer, name="proposal_answer"),
    path(
        "dossiers/<str:number>/regeling/<int:person>/verplaatsen/",
        creditor.instalments_move,
        name="instalments_move",
    ),
    path(
        "dossiers/<str:number>/regeling/<int:person>/voorstel/<int:matter>/pdf/",
        creditor.proposal_pdf,
        name="proposal_pdf",
    ),
    path("dossiers/<str:number>/schuldregeling/<int:person>/", settlement.settlement, name="settlement"),
    path(
        "dossiers/<str:number>/schuldregeling/<int:person>/pdf/",
        settlement.settlement_pdf,
        name="settlement_pdf",
    ),
    path("dossiers/<str:number>/saldo/<int:person>/", balance.balances, name="balances"),
    path("dossiers/<str:number>/saldo/<int:person>/antwoord/", balance.balances_told, name="balances_told"),
    path("dossiers/<str:number>/saldo/<int:person>/pdf/", balance.balances_pdf, name="balances_pdf"),
    path(
        "dossiers/<str:number>/saldo/<int:person>/bestand/<int:matter>/",
        balance.balances_file,
        name="balances_file",
    ),
    path("dossiers/<str:number>/maatwerkbudget/<int:person>/", budget.tailored_budget, name="tailored_budget"),
    path("geld/maatwerkbudget/", budget.fund, name="fund"),
    path("dossiers/<str:number>/gesprek/<int:person>/", talk.first_talk, name="first_talk"),
    path("dossiers/<str:number>/plan/<int:person>/", plan.plan, name="plan"),
    path("dossiers/<str:number>/plan/<int:person>/besluit/", plan.decision, name="decision"),
    path("dossiers/<str:number>/plan/<int:person>/besluit/pdf/", plan.decision_pdf, name="decision_pdf"),
    path("dossiers/<str:number>/rechten/<int:person>/", rights.rights, name="rights"),
    path("dossiers/<str:number>/rechten/<int:person>/dossier/", rights.own_file, name="own_file"),
    path("hulp/bezwaaradres/", plan.objection_desk, name="objection_desk"),
    path("geld/per-maand/", picture.per_month, name="per_month"),
    path("geld/eigen-regelingen/", picture.schemes, name="schemes"),
    path("geld/eigen-regelingen/<int:scheme>/wissel/", picture.scheme_switch, name="scheme_switch"),
]

"""At which address does the work on somebody's money stand?"""

from django.urls import path

from vangnet.apps.support import (
    arrangement_views,
    balance_views,
    budget_views,
    creditor_views,
    plan_views,
    rights_views,
    settlement_views,
    talk_views,
    views,
)

urlpatterns = [
    path("dossiers/<str:number>/geld/<int:person>/", views.picture, name="picture"),
    path("dossiers/<str:number>/geld/<int:person>/bedrag/<int:flow>/", views.flow, name="flow"),
    path("dossiers/<str:number>/regeling/<int:person>/", arrangement_views.arrangement, name="arrangement"),
    path("dossiers/<str:number>/regeling/<int:person>/pdf/", arrangement_views.arrangement_pdf, name="arrangement_pdf"),
    path(
        "dossiers/<str:number>/regeling/<int:person>/antwoord/", creditor_views.proposal_answer, name="proposal_answer"
    ),
    path(
        "dossiers/<str:number>/regeling/<int:person>/verplaatsen/",
        creditor_views.instalments_move,
        name="instalments_move",
    ),
    path(
        "dossiers/<str:number>/regeling/<int:person>/voorstel/<int:matter>/pdf/",
        creditor_views.proposal_pdf,
        name="proposal_pdf",
    ),
    path("dossiers/<str:number>/schuldregeling/<int:person>/", settlement_views.settlement, name="settlement"),
    path(
        "dossiers/<str:number>/schuldregeling/<int:person>/pdf/",
        settlement_views.settlement_pdf,
        name="settlement_pdf",
    ),
    path("dossiers/<str:number>/saldo/<int:person>/", balance_views.balances, name="balances"),
    path("dossiers/<str:number>/saldo/<int:person>/antwoord/", balance_views.balances_told, name="balances_told"),
    path("dossiers/<str:number>/saldo/<int:person>/pdf/", balance_views.balances_pdf, name="balances_pdf"),
    path(
        "dossiers/<str:number>/saldo/<int:person>/bestand/<int:matter>/",
        balance_views.balances_file,
        name="balances_file",
    ),
    path("dossiers/<str:number>/maatwerkbudget/<int:person>/", budget_views.tailored_budget, name="tailored_budget"),
    path("geld/maatwerkbudget/", budget_views.fund, name="fund"),
    path("dossiers/<str:number>/gesprek/<int:person>/", talk_views.first_talk, name="first_talk"),
    path("dossiers/<str:number>/plan/<int:person>/", plan_views.plan, name="plan"),
    path("dossiers/<str:number>/plan/<int:person>/besluit/", plan_views.decision, name="decision"),
    path("dossiers/<str:number>/plan/<int:person>/besluit/pdf/", plan_views.decision_pdf, name="decision_pdf"),
    path("dossiers/<str:number>/rechten/<int:person>/", rights_views.rights, name="rights"),
    path("dossiers/<str:number>/rechten/<int:person>/dossier/", rights_views.own_file, name="own_file"),
    path("hulp/bezwaaradres/", plan_views.objection_desk, name="objection_desk"),
    path("geld/per-maand/", views.per_month, name="per_month"),
    path("geld/eigen-regelingen/", views.schemes, name="schemes"),
    path("geld/eigen-regelingen/<int:scheme>/wissel/", views.scheme_switch, name="scheme_switch"),
]

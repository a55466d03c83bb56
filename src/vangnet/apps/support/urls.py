"""At which address does the work on somebody's money stand?"""

from django.urls import path

from vangnet.apps.support import arrangement_views, creditor_views, views

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
    path("geld/per-maand/", views.per_month, name="per_month"),
    path("geld/eigen-regelingen/", views.schemes, name="schemes"),
    path("geld/eigen-regelingen/<int:scheme>/wissel/", views.scheme_switch, name="scheme_switch"),
]

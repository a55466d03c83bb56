"""At which address stand the hearings and what is arranged around them?"""

from django.urls import path

from vangnet.apps.court.views import after, forced, hearing, last_resort, listed, listing, lists, matter

_FILE = "dossiers/<str:number>/bewind/<int:person>/"
_FORCED = "dossiers/<str:number>/dwangakkoord/<int:person>/"
_HEARING = "dossiers/<str:number>/zitting/<int:matter>/<int:hearing>/"

urlpatterns = [
    path("zittingen/", listing.hearings, name="hearings"),
    path("zittingen/maand/", listing.month, name="hearing_month"),
    path("zittingen/rechtbank/", listing.district, name="district"),
    path("zittingen/lijsten/", lists.hearing_lists, name="hearing_lists"),
    path("zittingen/lijsten/<int:hearing_list>/", lists.hearing_list, name="hearing_list"),
    path("zittingen/lijsten/<int:hearing_list>/kolommen/", lists.hearing_list_columns, name="hearing_list_columns"),
    path("zittingen/lijsten/<int:hearing_list>/opnemen/", lists.hearing_list_take, name="hearing_list_take"),
    path("zittingen/lijsten/<int:hearing_list>/opnieuw/", lists.hearing_list_again, name="hearing_list_again"),
    path("zittingen/lijsten/<int:hearing_list>/verwijderen/", lists.hearing_list_delete, name="hearing_list_delete"),
    path("zittingen/lijsten/rij/<int:row>/", listed.listed_row, name="listed_row"),
    path(_HEARING, hearing.hearing, name="hearing"),
    path(f"{_HEARING}pakket/", hearing.pack, name="pack"),
    path(f"{_HEARING}uitnodiging/", hearing.invitation, name="invitation"),
    path("dossiers/<str:number>/meldplicht/<int:matter>/", matter.duty, name="duty"),
    path("dossiers/<str:number>/kosten/<int:matter>/", matter.costs, name="costs"),
    path("dossiers/<str:number>/vonnis/<int:matter>/", after.judgment, name="judgment"),
    path("dossiers/<str:number>/vonnis/<int:matter>/moratorium/", after.moratorium_pdf, name="moratorium_pdf"),
    path(_FILE, last_resort.administration, name="administration"),
    path(f"{_FILE}verzoek/", last_resort.administration_pdf, name="administration_pdf"),
    path(_FORCED, forced.forced_settlement, name="forced_settlement"),
    path(f"{_FORCED}verzoek/", forced.forced_settlement_pdf, name="forced_settlement_pdf"),
]

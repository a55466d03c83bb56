"""At which address stand the pages of the work on cases?"""

from django.urls import path

from vangnet.apps.cases.views import bsn, erasures, file, funnel, listing, opening, recording, today

urlpatterns = [
    path("vandaag/", today.today, name="today"),
    path("dossiers/", listing.case_list, name="case_list"),
    path("dossiers/toewijzen/", listing.assign, name="assign"),
    path("dossiers/nieuw/", opening.new_case, name="new_case"),
    path("dossiers/<str:number>/", file.case, name="case"),
    path("dossiers/<str:number>/waarom-niet/", file.why_not, name="why_not"),
    path("dossiers/<str:number>/notitie/", recording.note, name="note"),
    path("dossiers/<str:number>/bsn/<int:person>/", bsn.bsn, name="bsn"),
    path("dossiers/<str:number>/leg-vast/<str:form>/", recording.record_fact, name="record"),
    path("dossiers/<str:number>/verbeter/<int:event>/", recording.correct, name="correct"),
    path("gewist/", erasures.erasures, name="erasures"),
    path("zeef/", funnel.sieve, name="sieve"),
]

"""At which address stand the eviction board, the places, and the way of a household to another home?"""

from django.urls import path

from vangnet.apps.housing import disputes, register, rehousing, threats, views

urlpatterns = [
    path("ontruimingen/", views.board, name="board"),
    path("woningen/", register.place_list, name="places"),
    path("woningen/<int:number>/", register.place_page, name="place"),
    path("dossiers/<str:number>/dreiging/", threats.threats, name="threats"),
    path("dossiers/<str:number>/huur/", disputes.disputes, name="disputes"),
    path("dossiers/<str:number>/woning/", rehousing.rehousing, name="rehousing"),
    path("dossiers/<str:number>/woning/<int:place>/", rehousing.place_offer, name="place_offer"),
    path("dossiers/<str:number>/woning/kaartje/", rehousing.call_card, name="call_card"),
]

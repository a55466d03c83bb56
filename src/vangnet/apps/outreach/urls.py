"""At which address stand the looplijsten and the feedback to partners?"""

from django.urls import path

from vangnet.apps.outreach import covenant_views, feedback_views, views

urlpatterns = [
    path("looplijsten/", views.rounds, name="rounds"),
    path("looplijsten/nieuw/", views.round_new, name="round_new"),
    path("looplijsten/<int:number>/", views.round_page, name="round_page"),
    path("looplijsten/<int:number>/afdruk/", views.round_print, name="round_print"),
    path("looplijsten/<int:number>/pdf/", views.round_pdf, name="round_pdf"),
    path("looplijsten/loop/<int:number>/", views.walk, name="walk"),
    path("looplijsten/adres/<int:number>/", views.stop, name="stop"),
    path("looplijsten/adres/<int:number>/verbeter/", views.stop_undo, name="stop_undo"),
    path("looplijsten/adres/<int:number>/verplaats/", views.stop_move, name="stop_move"),
    path("looplijsten/adres/<int:number>/eraf/", views.stop_remove, name="stop_remove"),
    path("terugkoppeling/", feedback_views.feedback_list, name="feedback_list"),
    path("terugkoppeling/<slug:key>/", feedback_views.feedback_partner, name="feedback_partner"),
    path("terugkoppeling/<slug:key>/verteld/", feedback_views.feedback_give, name="feedback_give"),
    path("terugkoppeling/<slug:key>/vorm/", feedback_views.feedback_layout, name="feedback_layout"),
    path("terugkoppeling/<slug:key>/afspraak/", covenant_views.partner_covenant, name="partner_covenant"),
    path("terugkoppeling/verteld/<int:sending>/", feedback_views.feedback_sending, name="feedback_sending"),
    path("terugkoppeling/verteld/<int:sending>/bestand/", feedback_views.feedback_file, name="feedback_file"),
]

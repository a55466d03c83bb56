"""At which address stand the pages of deliveries, signals and partners?"""

from django.urls import path

from vangnet.apps.intake.views import deliveries, layouts, partners, signals

urlpatterns = [
    path("signalen/", signals.signal_list, name="signal_list"),
    path("signalen/<int:signal>/", signals.signal, name="signal"),
    path("signalen/aanleveringen/", deliveries.delivery_list, name="delivery_list"),
    path("signalen/aanleveringen/neem-alle-op/", deliveries.take_in_all, name="delivery_take_in_all"),
    path("signalen/aanleveringen/bestand/<int:upload>/", deliveries.upload, name="upload"),
    path("signalen/aanleveringen/<int:delivery>/", deliveries.delivery, name="delivery"),
    path("signalen/aanleveringen/<int:delivery>/voortgang/", deliveries.progress, name="delivery_progress"),
    path("signalen/aanleveringen/<int:delivery>/neem-op/", deliveries.take_in, name="delivery_take_in"),
    path("signalen/aanleveringen/<int:delivery>/ga-door/", deliveries.push, name="delivery_push"),
    path("signalen/aanleveringen/<int:delivery>/annuleer/", deliveries.cancel_delivery, name="delivery_cancel"),
    path("signalen/aanleveringen/<int:delivery>/te-herstellen/", deliveries.bad_rows, name="delivery_bad_rows"),
    path("signalen/aanleveringen/<int:delivery>/indeling/", layouts.layout, name="delivery_layout"),
    path("partners/", partners.partners, name="partners"),
]

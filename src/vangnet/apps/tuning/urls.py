"""At which address stand the working agreements?"""

from django.urls import path

from vangnet.apps.tuning import views

urlpatterns = [
    path("werkafspraken/", views.agreements, name="agreements"),
    path("werkafspraken/anders/", views.agree_otherwise, name="agree_otherwise"),
]

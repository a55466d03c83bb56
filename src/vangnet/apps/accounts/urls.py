"""At which address stand the pages about people, access and trace?"""

from django.urls import path

from vangnet.apps.accounts import views

urlpatterns = [
    path("", views.start, name="start"),
    path("inloggen/", views.login, name="login"),
    path("uitloggen/", views.logout, name="logout"),
    path("wachtwoord/", views.password, name="password"),
    path("taal/", views.language, name="language"),
    path("werkplek/", views.workplace, name="workplace"),
    path("inzagen/", views.looks, name="looks"),
]

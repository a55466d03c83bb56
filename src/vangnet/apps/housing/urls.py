"""At which address stand the board of evictions and the places to live?"""

from django.urls import path

from vangnet.apps.housing import views

urlpatterns = [
    path("ontruimingen/", views.board, name="board"),
]

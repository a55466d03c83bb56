"""At which address stands the eviction board?"""

from django.urls import path

from vangnet.apps.housing import views

urlpatterns = [path("ontruimingen/", views.board, name="board")]

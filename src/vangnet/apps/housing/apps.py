"""Which Django app holds the eviction board?"""

from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "vangnet.apps.housing"
    label = "housing"

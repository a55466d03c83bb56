"""Which Django app holds the households, their story and their agenda?"""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "vangnet.apps.cases"
    label = "cases"

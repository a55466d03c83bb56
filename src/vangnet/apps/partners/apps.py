"""Which Django app holds the partners and the working agreements?"""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "vangnet.apps.partners"
    label = "partners"

"""Which Django app takes in the deliveries, and what does it tell the others?"""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "vangnet.apps.intake"
    label = "intake"

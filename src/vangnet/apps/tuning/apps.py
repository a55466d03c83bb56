"""Which Django app holds the page of the working agreements?"""

from django.apps import AppConfig


class TuningConfig(AppConfig):
    name = "vangnet.apps.tuning"
    label = "tuning"

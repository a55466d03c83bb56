"""Which Django app holds the shell: templates, components, texts and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "vangnet.apps.web"
    label = "web"

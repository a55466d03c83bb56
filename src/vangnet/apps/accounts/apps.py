"""Which Django app holds people, access and trace?"""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "vangnet.apps.accounts"
    label = "accounts"

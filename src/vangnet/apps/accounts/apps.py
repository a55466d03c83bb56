"""Which Django app holds people, access and trace?"""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "vangnet.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Let `vangnet check` know what to ask."""
        from vangnet.apps.accounts import checks  # noqa: F401, PLC0415 - registers itself

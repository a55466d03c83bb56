"""Do both locks between municipalities hold in this installation? For `vangnet check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 - as Django calls it
from django.db import DatabaseError, connections

OPEN_LOCK = "accounts.W001"


@register(Tags.database)
def second_lock(*, databases: Sequence[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """Row level security does nothing for a superuser, nor for a role with BYPASSRLS (docs/decisions/0003)."""
    return [
        Warning(
            f"The database role {role} passes row level security: the second lock between municipalities is open.",
            hint="Give DATABASE_URL an ordinary role; docs/decisions/0003 has the lines.",
            id=OPEN_LOCK,
        )
        for alias in databases or ()
        for role in _unlocked(alias)
    ]


def _unlocked(alias: str) -> list[str]:
    """The role of this connection, if no lock holds it; nothing where the database cannot be asked."""
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)")
            return [row[0] for row in cursor.fetchall()]
    except DatabaseError:
        return []

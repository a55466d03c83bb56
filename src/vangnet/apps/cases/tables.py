"""How are many rows written at once, equally fast on both databases?

Values are those of the domain (dates, moments in UTC, integers, text, bytes). COPY is no choice: PostgreSQL
refuses it under row level security.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection, models

Rows = Sequence[Sequence[Any]]


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 - Django documents it


def take_ids(model: type[models.Model], count: int) -> list[int]:
    """So many fresh ids of a table, in order, that nobody else gets; they can be filled in later."""
    table = _table(model)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return sorted(row[0] for row in cursor.fetchall())
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, table])
        if (last := cursor.fetchone()) is None:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
            last = (count,)
    return list(range(last[0] - count + 1, last[0] + 1))


def insert(model: type[models.Model], columns: Sequence[str], rows: Rows) -> None:
    """Add rows with these columns (database names)."""
    if not rows:
        return
    table, names = _table(model), _quoted(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"INSERT INTO {table} ({names}) {_read(model, columns)}", [_sent(rows)])
            return
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", _plain(model, columns, rows))  # noqa: S608


def update(model: type[models.Model], columns: Sequence[str], rows: Rows) -> None:
    """Change these columns (database names); the last value of each row is the id."""
    if not rows:
        return
    table = _table(model)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            changes = ", ".join(f'"{name}" = v."{name}"' for name in columns)
            read = _read(model, (*columns, "id"))
            cursor.execute(f"UPDATE {table} AS t SET {changes} FROM ({read}) AS v WHERE t.id = v.id", [_sent(rows)])  # noqa: S608
            return
        changes = ", ".join(f'"{name}" = %s' for name in columns)
        cursor.executemany(f"UPDATE {table} SET {changes} WHERE id = %s", _plain(model, columns, rows))  # noqa: S608


def take_stock(*growing: type[models.Model]) -> None:
    """Let the database count what it holds, after much was added: it then finds the right index.

    ``growing``: only these tables, and roughly, while there is more to come.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        elif growing:
            cursor.execute("SET default_statistics_target = 10")
        for table in map(_table, growing):
            cursor.execute(f"ANALYZE {table}")
        if not growing:
            cursor.execute("ANALYZE")
        elif connection.vendor == "postgresql":
            cursor.execute("RESET default_statistics_target")


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _sent(rows: Rows) -> str:
    """All rows as one text: an array of values is put together by the library in Python, a value at a time."""
    return msgspec.json.encode(rows).decode()


def _read(model: type[models.Model], columns: Sequence[str]) -> str:
    """The statement that reads what ``_sent`` wrote, a column for each value."""
    fields = {field.column: field for field in model._meta.concrete_fields}  # noqa: SLF001
    values = ", ".join(f'{_value(fields[name], place)} AS "{name}"' for place, name in enumerate(columns))
    return f"SELECT {values} FROM jsonb_array_elements(%s::jsonb) AS sent"  # noqa: S608 - own names


def _value(field: models.Field[Any, Any], place: int) -> str:
    """Text stays as long as it is: a cast to a limited text would cut it in silence, and the table refuses it."""
    if isinstance(field, models.BinaryField):
        return f"decode(sent->>{place}, 'base64')"
    kind = field.db_type(connection) or ""
    return f"(sent->>{place})::{'text' if kind.startswith('varchar') else kind}"


def _plain(model: type[models.Model], columns: Sequence[str], rows: Rows) -> Rows:
    """Moments as Django stores them on SQLite: as text without their zone (UTC). The rest goes as it is."""
    moments = {field.column for field in model._meta.concrete_fields if isinstance(field, models.DateTimeField)}  # noqa: SLF001
    places = {place for place, name in enumerate(columns) if name in moments}
    if not places:
        return rows
    return [[_text(value) if place in places else value for place, value in enumerate(row)] for row in rows]


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else str(moment.replace(tzinfo=None))

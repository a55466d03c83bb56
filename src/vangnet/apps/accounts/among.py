"""How are rows asked for that belong to any of thousands of ids or keys? ``filter(household__among=ids)``.

All values go as one parameter: a database takes any number of them, and the question stays the same text. Django's
own ``__in`` writes a parameter for each value; some databases take no more than 999.
"""

import json
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignObject, Lookup


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup[Any]):
    """Whether a column of whole numbers or text is one of these; of none of them when there are none."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        column, given = self.process_lhs(compiler, connection)
        among = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - a column and a placeholder
        return among, [*given, json.dumps(self._values())]

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        column, given = self.process_lhs(compiler, connection)
        values = self._values()
        kind = "text" if isinstance(values[0], str) else "bigint"
        return f"{column} = ANY(%s::{kind}[])", [*given, values]

    def _values(self) -> list[int | str]:
        """Of none of them there is nothing to ask."""
        if not self.rhs:
            raise EmptyResultSet
        return list(self.rhs)

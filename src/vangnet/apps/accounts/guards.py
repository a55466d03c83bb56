"""What does the database itself refuse, whatever the code asks?

Operations for the migrations of every app; docs/decisions/0003 and 0004 tell why.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_OWN_ROWS = "municipality_id = nullif(current_setting('app.municipality', true), '')::bigint"


class _TableGuard(Operation):
    """Something laid upon tables that changes no model."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models stay as they are."""

    def database_forwards(self, _app_label: str, schema_editor: Any, _from_state: Any, _to_state: Any) -> None:
        self._run(schema_editor, self.lay(schema_editor.connection.vendor))

    def database_backwards(self, _app_label: str, schema_editor: Any, _from_state: Any, _to_state: Any) -> None:
        self._run(schema_editor, self.lift(schema_editor.connection.vendor))

    def _run(self, schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
        for statement in statements:
            schema_editor.execute(statement, params=None)

    def lay(self, vendor: str) -> list[str]:
        raise NotImplementedError

    def lift(self, vendor: str) -> list[str]:
        raise NotImplementedError


class RowLevelSecurity(_TableGuard):
    """PostgreSQL shows and takes only rows of the municipality told by `tenancy.acting_for`.

    Forced, so that the tables' owner keeps to it as well; a superuser and a role with BYPASSRLS
    do not. SQLite has no such thing: there the manager is the only lock.
    """

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def lay(self, vendor: str) -> list[str]:
        if vendor != "postgresql":
            return []
        return [
            statement
            for table in self.tables
            for statement in (
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
                f"CREATE POLICY own_municipality ON {table} USING ({_OWN_ROWS})",
            )
        ]

    def lift(self, vendor: str) -> list[str]:
        if vendor != "postgresql":
            return []
        return [
            statement
            for table in self.tables
            for statement in (
                f"DROP POLICY own_municipality ON {table}",
                f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            )
        ]

    def describe(self) -> str:
        return f"Only the own municipality's rows in {', '.join(self.tables)}"


class AppendOnly(_TableGuard):
    """A trigger refuses UPDATE and DELETE with an IntegrityError.

    `unless` is an SQL condition on OLD under which a DELETE (never an UPDATE) is let through: the
    permit of the one act of erasure, such as
    `EXISTS (SELECT 1 FROM cases_permit p WHERE p.case_id = OLD.case_id)`.
    """

    def __init__(self, table: str, unless: str = "") -> None:
        self.table = table
        self.unless = unless

    def lay(self, vendor: str) -> list[str]:
        return self._on_postgresql() if vendor == "postgresql" else self._on_sqlite()

    def _on_postgresql(self) -> list[str]:
        name = f"{self.table}_append_only"
        permit = f"IF TG_OP = 'DELETE' AND ({self.unless}) THEN RETURN OLD; END IF;"
        function = f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            {permit if self.unless else ""}
            RAISE EXCEPTION '{self.table} is append-only'
            USING ERRCODE = 'integrity_constraint_violation'; END $$"""
        trigger = f"""CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {self.table}
            FOR EACH ROW EXECUTE FUNCTION {name}()"""
        return [function, trigger]

    def _on_sqlite(self) -> list[str]:
        name = f"{self.table}_append_only"
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END"
        when = f"WHEN NOT ({self.unless})" if self.unless else ""
        return [
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {self.table} {refuse}",
            f"CREATE TRIGGER {name}_delete BEFORE DELETE ON {self.table} {when} {refuse}",
        ]

    def lift(self, vendor: str) -> list[str]:
        name = f"{self.table}_append_only"
        if vendor == "postgresql":
            return [f"DROP TRIGGER {name} ON {self.table}", f"DROP FUNCTION {name}()"]
        return [f"DROP TRIGGER {name}", f"DROP TRIGGER {name}_delete"]

    def describe(self) -> str:
        return f"Nothing is changed in or removed from {self.table}"


class Lift(_TableGuard):
    """Takes a guard away, so that another can be laid in its place."""

    def __init__(self, guard: _TableGuard) -> None:
        self.guard = guard

    def lay(self, vendor: str) -> list[str]:
        return self.guard.lift(vendor)

    def lift(self, vendor: str) -> list[str]:
        return self.guard.lay(vendor)

    def describe(self) -> str:
        return f"No longer: {self.guard.describe()}"

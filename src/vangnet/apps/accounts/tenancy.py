"""How is it kept that every row belongs to one municipality and no query forgets which?

Rows are reached by `Model.of(municipality)`. A query on `Model.objects` may be built without a
municipality (Django does so for forms), but it is refused as soon as it would touch the database.
On PostgreSQL `acting_for` also tells the database, where row level security is the second lock
(`guards.RowLevelSecurity`). Reasons: docs/decisions/0003.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import DatabaseError, connection, models
from psycopg.pq import TransactionStatus

from vangnet.apps.accounts import among  # noqa: F401 - makes the question known to every field

if TYPE_CHECKING:
    from vangnet.apps.accounts.models import Municipality

SETTING = "app.municipality"
_KEYS = ("municipality", "municipality_id")
_Row = TypeVar("_Row", bound=models.Model)
_current: ContextVar[int | None] = ContextVar("municipality", default=None)


class Unscoped(RuntimeError):  # noqa: N818 - named as the thing that is wrong
    """A query would touch rows without saying of which municipality."""


class OtherMunicipality(RuntimeError):  # noqa: N818 - named as the thing that is wrong
    """Rows of one municipality were asked or written while acting for another."""


def _number(municipality: "Municipality | int") -> int:
    return municipality if isinstance(municipality, int) else municipality.pk


def _demand_current(wanted: int | None) -> None:
    here = _current.get()
    if here is not None and wanted is not None and here != wanted:
        raise OtherMunicipality(f"acting for municipality {here}, asked for {wanted}")


class BelongsQuerySet(models.QuerySet[_Row]):
    """Rows of one municipality. Without one it can be built upon, not read, changed or removed."""

    municipality_id: int | None = None

    def of(self, municipality: "Municipality | int") -> Self:
        """Only this municipality's rows; OtherMunicipality when acting for another one."""
        wanted = _number(municipality)
        _demand_current(wanted)
        return self.filter(municipality_id=wanted)

    def filter(self, *args: Any, **kwargs: Any) -> Self:
        rows = super().filter(*args, **kwargs)
        for key in _KEYS:
            if rows.municipality_id is None and kwargs.get(key) is not None:
                rows.municipality_id = _number(kwargs[key])
        return rows

    def _clone(self) -> Self:
        rows: Self = super()._clone()  # type: ignore[misc]
        rows.municipality_id = self.municipality_id
        return rows

    def create(self, **kwargs: Any) -> _Row:
        """A new row; of(municipality).create() fills the municipality in."""
        if self.municipality_id is not None and not any(key in kwargs for key in _KEYS):
            kwargs["municipality_id"] = self.municipality_id
        return super().create(**kwargs)

    def bulk_create(self, objs: Iterable[_Row], *args: Any, **kwargs: Any) -> list[_Row]:
        """Many rows at once; like create() it fills the municipality in, and refuses another's."""
        rows: list[Any] = list(objs)
        for row in rows:
            if row.municipality_id is None:
                row.municipality_id = self.municipality_id
            elif self.municipality_id not in {None, row.municipality_id}:
                raise OtherMunicipality(f"row of {row.municipality_id} in {self.municipality_id}")
            _demand_current(row.municipality_id)
        return super().bulk_create(rows, *args, **kwargs)


def _refusing_unscoped(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def guarded(self: BelongsQuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        if self.municipality_id is None:
            name = self.model.__name__
            raise Unscoped(f"Say whose rows: {name}.of(municipality), not {name}.objects")
        return method(self, *args, **kwargs)

    return guarded


# Every way in which a queryset of Django reaches the database, bar inserts.
_TOUCHES = (
    *("_fetch_all", "_iterator", "count", "exists", "contains", "aggregate", "explain"),
    *("update", "_update", "delete", "_raw_delete"),
)
for _name in _TOUCHES:
    setattr(BelongsQuerySet, _name, _refusing_unscoped(getattr(models.QuerySet, _name)))


class BelongsManager(models.Manager[_Row]):
    """`Model.objects`; also what `case.events` is made of, which is scoped by its case."""

    def get_queryset(self) -> BelongsQuerySet[_Row]:
        rows: BelongsQuerySet[_Row] = BelongsQuerySet(self.model, using=self._db)
        owner = getattr(self, "instance", None)
        if isinstance(owner, Belongs):
            return rows.filter(municipality_id=owner.municipality_id)
        return rows

    def of(self, municipality: "Municipality | int") -> BelongsQuerySet[_Row]:
        return self.get_queryset().of(municipality)


class Belongs(models.Model):
    """A row of one municipality. Every unique constraint and index begins with `municipality`."""

    municipality = models.ForeignKey(
        "accounts.Municipality",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,  # each table has a wider index that begins with it
    )

    objects: ClassVar[BelongsManager[Self]] = BelongsManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row; OtherMunicipality when acting for another one."""
        _demand_current(self.municipality_id)
        super().save(*args, **kwargs)

    @classmethod
    def of(cls, municipality: "Municipality | int") -> BelongsQuerySet[Self]:
        """This municipality's rows: the one way to them."""
        return cls.objects.of(municipality)


def acting_municipality() -> int | None:
    """The id of the municipality that this thread of work acts for, if any."""
    return _current.get()


@contextmanager
def acting_for(municipality: "Municipality | int") -> Iterator[None]:
    """Act for one municipality: in a request, a command or a job. May be nested."""
    before, wanted = _current.get(), _number(municipality)
    if before == wanted:
        yield
        return
    token = _current.set(wanted)
    try:
        _tell_database(wanted)
        yield
    finally:
        _current.reset(token)
        _forget_in_database(before)


def _tell_database(municipality: int | None) -> None:
    """For this connection until told otherwise; there is no transaction around a request."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        said = "" if municipality is None else str(municipality)
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, said])


def _forget_in_database(before: int | None) -> None:
    """Back to what it was. A connection that cannot be told is closed: the next user gets a new one."""
    if connection.vendor != "postgresql" or connection.connection is None:
        return
    if connection.connection.info.transaction_status == TransactionStatus.INERROR:
        return  # said inside this failed transaction, so its rollback takes it back
    try:
        _tell_database(before)
    except DatabaseError:
        connection.close()

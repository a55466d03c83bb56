"""Does every row belong to one municipality, and can no query forget which?"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Count, Q
from django.http import StreamingHttpResponse
from django.test import Client, RequestFactory

import vangnet.apps
from tests.cast import Cast, make_cast
from vangnet.apps.accounts import middleware
from vangnet.apps.accounts.models import Act, Ground, Look, LookSeal, Municipality, User
from vangnet.apps.accounts.provision import grant
from vangnet.apps.accounts.tenancy import (
    Belongs,
    OtherMunicipality,
    Unscoped,
    acting_for,
    acting_municipality,
)
from vangnet.domain.codes import Role

pytestmark = pytest.mark.django_db
OURS = [m for m in apps.get_models() if m.__module__.startswith("vangnet.")]
BELONGS = [m for m in OURS if issubclass(m, Belongs)]
# What stands above the municipalities: known before a request knows for which one it is.
ABOVE = {"Municipality", "User", "Membership"}


def a_look(municipality: Municipality, subject: int = 1, **more: Any) -> Look:
    return Look.of(municipality).create(act=Act.SEEN, kind="case", subject=subject, ground=Ground.HOME, **more)


class TestQueries:
    def test_rows_are_reached_through_their_municipality(self, cast: Cast) -> None:
        mine, theirs = a_look(cast.municipality), a_look(cast.neighbour)
        assert list(Look.of(cast.municipality)) == [mine]
        assert list(Look.of(cast.neighbour.pk)) == [theirs]
        assert Look.of(cast.municipality).filter(pk=theirs.pk).first() is None

    @pytest.mark.parametrize(
        "touch",
        [
            list,
            lambda rows: list(rows.iterator()),
            lambda rows: rows.count(),
            lambda rows: rows.exists(),
            lambda rows: rows.contains(Look(pk=1)),
            lambda rows: rows.aggregate(n=Count("id")),
            lambda rows: rows.get(pk=1),
            lambda rows: rows.first(),
            lambda rows: rows.latest("id"),
            lambda rows: rows.in_bulk([1]),
            lambda rows: list(rows.filter(kind="case").values("id")),
            lambda rows: list(rows.exclude(municipality=1)),
            lambda rows: list(rows.filter(Q(subject=1))),
            lambda rows: rows.update(kind="case"),
            lambda rows: rows.delete(),
            lambda rows: rows.bulk_update([Look(pk=1, kind="x")], ["kind"]),
            lambda rows: rows.get_or_create(subject=1),
            lambda rows: rows.update_or_create(subject=1),
            lambda rows: rows.explain(),
            bool,
            len,
        ],
    )
    def test_a_query_that_names_no_municipality_is_refused(self, touch: Callable[[Any], object]) -> None:
        with pytest.raises(Unscoped, match=r"Look\.of\(municipality\)"):
            touch(Look.objects.all())

    def test_a_new_row_gets_the_municipality_it_was_made_in(self, cast: Cast) -> None:
        made = [
            a_look(cast.municipality),
            *Look.of(cast.municipality).bulk_create([Look(act=Act.SEEN, kind="case", subject=2, ground=Ground.HOME)]),
            Look.of(cast.municipality).get_or_create(
                subject=3, defaults={"act": Act.SEEN, "kind": "case", "ground": Ground.HOME}
            )[0],
        ]
        assert {row.municipality_id for row in made} == {cast.municipality.pk}

    def test_a_row_of_another_municipality_is_not_slipped_in(self, cast: Cast) -> None:
        stray = Look(municipality=cast.neighbour, act="seen", kind="case", subject=1, ground="home")
        with pytest.raises(OtherMunicipality):
            Look.of(cast.municipality).bulk_create([stray])

    def test_constraints_are_checked_without_naming_the_municipality_twice(self, cast: Cast) -> None:
        """Django's own check of unique constraints goes through the guarded manager."""
        values = {"number": 1, "from_id": 1, "to_id": 2, "rows": 2, "digest": "0" * 64}
        LookSeal.of(cast.municipality).create(**values)
        LookSeal(municipality=cast.neighbour, **values).full_clean()
        with pytest.raises(ValidationError, match=r"already exists|bestaat al"):
            LookSeal(municipality=cast.municipality, **values).full_clean()


@pytest.mark.django_isolate_apps("vangnet.apps.accounts")
def test_what_hangs_on_a_row_is_scoped_by_that_row(django_isolated_apps: Apps) -> None:
    django_isolated_apps.register_model("accounts", Municipality)

    class Street(Belongs):
        class Meta:
            app_label = "accounts"

    class House(Belongs):
        street = models.ForeignKey(Street, models.CASCADE, related_name="houses")

        class Meta:
            app_label = "accounts"

    street = Street(pk=7, municipality_id=3)
    houses = str(street.houses.all().query)  # type: ignore[attr-defined]
    assert '"municipality_id" = 3' in houses
    assert '"street_id" = 7' in houses


class TestActing:
    def test_while_acting_for_one_the_other_is_refused(self, cast: Cast) -> None:
        with acting_for(cast.municipality):
            assert acting_municipality() == cast.municipality.pk
            with pytest.raises(OtherMunicipality):
                Look.of(cast.neighbour)
            with pytest.raises(OtherMunicipality):
                Look(municipality=cast.neighbour).save()
            with pytest.raises(OtherMunicipality):
                Look.objects.bulk_create([Look(municipality=cast.neighbour)])
        assert acting_municipality() is None

    def test_it_may_be_nested_and_always_returns(self, cast: Cast) -> None:
        def fail() -> None:
            with acting_for(cast.neighbour):
                assert acting_municipality() == cast.neighbour.pk
                raise LookupError

        with acting_for(cast.municipality):
            with pytest.raises(LookupError):
                fail()
            assert acting_municipality() == cast.municipality.pk

    def test_a_request_acts_for_its_municipality_and_leaves_no_trace(self, cast: Cast, rf: RequestFactory) -> None:
        seen: list[int | None] = []

        def streamed() -> Iterator[bytes]:
            seen.append(acting_municipality())
            yield b"x"
            seen.append(acting_municipality())

        def view(_request: object) -> StreamingHttpResponse:
            seen.append(acting_municipality())
            return StreamingHttpResponse(streamed())

        request = rf.get("/")
        request.user = cast.colleague
        response = middleware.Workplace(view)(request)
        assert acting_municipality() is None
        assert b"".join(response.streaming_content) == b"x"  # type: ignore[attr-defined]
        assert seen == [cast.municipality.pk] * 3
        assert acting_municipality() is None


class TestModels:
    def test_every_table_belongs_to_a_municipality(self) -> None:
        assert {m.__name__ for m in OURS if m not in BELONGS} == ABOVE

    @pytest.mark.parametrize("model", [*BELONGS, apps.get_model("accounts.Membership")])
    def test_every_unique_constraint_begins_with_the_municipality(self, model: type[models.Model]) -> None:
        meta = model._meta
        alone = [f.name for f in meta.local_fields if f.unique and not f.primary_key]
        assert not alone, "unique over all municipalities"
        unique = [c for c in meta.constraints if isinstance(c, models.UniqueConstraint)]
        for first in (_first(constraint) for constraint in unique):
            assert first == "municipality"
        assert all(fields[0] == "municipality" for fields in meta.unique_together)
        through = [field.remote_field.through for field in meta.local_many_to_many]
        assert not [table for table in through if table and table._meta.auto_created]

    @pytest.mark.parametrize("model", BELONGS)
    def test_no_table_has_an_unguarded_manager(self, model: type[Belongs]) -> None:
        with pytest.raises(Unscoped):
            model._default_manager.count()
        assert [manager.name for manager in model._meta.managers] == ["objects"]


def _first(one: Any) -> str:
    if one.fields:
        return str(one.fields[0]).lstrip("-")
    expression = one.expressions[0]
    return getattr(expression, "name", "an expression")


class TestSource:
    """No code of ours goes round the municipality."""

    # Files that may write SQL themselves, each with its reason.
    OWN_SQL = {
        "accounts/tenancy.py": "tells PostgreSQL for whom it works",
        "accounts/checks.py": "asks PostgreSQL what the role may do",
        "accounts/looks.py": "holds the writers while it seals",
        "cases/tables.py": "writes many rows at once, each with its municipality",
    }

    @pytest.mark.parametrize(
        ("file", "name"),
        [
            pytest.param(file, file.relative_to(root).as_posix(), id=str(file.relative_to(root)))
            for root in map(Path, vangnet.apps.__path__)
            for file in sorted(root.rglob("*.py"))
            if "migrations" not in file.parts
        ],
    )
    def test_it_asks_for_rows_of_a_municipality_only(self, file: Path, name: str) -> None:
        if name == "accounts/tenancy.py":
            return
        belongs = {model.__name__ for model in BELONGS}
        free = {model.__name__ for model in apps.get_models()} - belongs
        assert not list(_bypasses(ast.parse(file.read_text()), free, name in self.OWN_SQL)), name

    @pytest.mark.parametrize(
        "code",
        [
            "Look.objects.filter(x=1)",
            "model.objects.all()",
            "Look._default_manager.first()",
            "Look._base_manager.first()",
            "rows.raw('SELECT 1')",
            "get_object_or_404(Look, pk=1)",
            "connection.cursor()",
            "with connections['default'].cursor() as c: pass",
        ],
    )
    def test_the_search_finds_each_way_round(self, code: str) -> None:
        assert list(_bypasses(ast.parse(code), {"User"}, own_sql=False))

    @pytest.mark.parametrize(
        "code",
        ["User.objects.get(pk=1)", "Look.of(m)", "get_object_or_404(Look.of(m), pk=1)", "Look.objects.none()"],
    )
    def test_the_search_lets_the_straight_way_be(self, code: str) -> None:
        assert not list(_bypasses(ast.parse(code), {"User"}, own_sql=False))


def _bypasses(tree: ast.AST, free: set[str], own_sql: bool) -> Iterator[str]:
    asks_nothing = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "none"}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr="objects") if owner in free:
                pass
            case ast.Attribute(attr="objects") if id(node) in asks_nothing:
                pass
            case ast.Attribute(attr="objects" | "_default_manager" | "_base_manager" as name):
                yield f"line {node.lineno}: .{name} without a municipality"
            case ast.Call(func=ast.Attribute(attr="cursor")) if not own_sql:
                yield f"line {node.lineno}: own SQL; give the reason in OWN_SQL"
            case ast.Call(func=ast.Attribute(attr="raw" | "extra" as name)):
                yield f"line {node.lineno}: .{name}()"
            case ast.Call(
                func=ast.Name(id="get_object_or_404" | "get_list_or_404" as name),
                args=[ast.Name(id=model), *_],
            ) if model not in free:
                yield f"line {node.lineno}: {name} without a municipality"


class TestAppendOnly:
    def test_a_look_is_never_changed_or_removed(self, cast: Cast) -> None:
        row = a_look(cast.municipality)
        rows = Look.of(cast.municipality)
        for attempt in (lambda: rows.update(kind="x"), rows.delete, row.delete, row.save):
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                attempt()
        assert Look.of(cast.municipality).get().kind == "case"

    @pytest.mark.parametrize("model", [m for m in BELONGS if getattr(m, "append_only", False)])
    def test_every_append_only_table_has_its_triggers(self, model: type[models.Model]) -> None:
        """Rebuilding a table on SQLite loses its triggers: a later migration must lay them again."""
        table = model._meta.db_table
        asked = {
            "sqlite": "SELECT count(*) * 1 FROM sqlite_master WHERE type='trigger' AND tbl_name=%s",
            "postgresql": "SELECT count(*) * 2 FROM pg_trigger WHERE tgrelid = %s::regclass"
            " AND NOT tgisinternal AND tgenabled = 'O'",
        }
        with connection.cursor() as cursor:
            cursor.execute(asked[connection.vendor], [table])
            assert cursor.fetchone()[0] == 2

    @pytest.mark.django_db(transaction=True)
    def test_the_test_database_can_be_emptied(self) -> None:
        """The framework empties it after this test, and fails it when it cannot."""
        a_look(make_cast().municipality)


def test_a_person_of_two_municipalities_works_for_one_at_a_time(
    cast: Cast, visit_as: Callable[[User | None], Client]
) -> None:
    both = cast.colleague
    over_there = grant(both, cast.neighbour, Role.PRIVACY_OFFICER)
    a_look(cast.municipality, subject=41)
    a_look(cast.neighbour, subject=42)
    browser = visit_as(both)
    assert browser.get("/inzagen/").headers["Location"] == "/werkplek/"
    assert browser.post("/werkplek/", {"membership": over_there.pk}).status_code == 302
    page = browser.get("/inzagen/")
    assert "dossier 42" in page.text
    assert "dossier 41" not in page.text

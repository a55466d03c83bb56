"""Is every look written down, can nobody change what was written, and who may read it?"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from vangnet.apps.accounts import looks
from vangnet.apps.accounts.audience import WorkRequest
from vangnet.apps.accounts.guards import AppendOnly
from vangnet.apps.accounts.looks import change, erase_looks, listed, look, looks_at, seal_looks, verify_looks
from vangnet.apps.accounts.middleware import Workplace
from vangnet.apps.accounts.models import Act, Ground, Look, LookPermit, LookSeal, Municipality, User
from vangnet.domain.codes import Role

Asked = Callable[..., object]


@pytest.fixture
def at_work(caseworker: User, rf: RequestFactory) -> Asked:
    """Let the caseworker ask for a page that is made of this view."""

    def ask(view: Callable[[WorkRequest], object]) -> object:
        request = rf.get("/")
        request.user = caseworker
        return Workplace(view)(request)  # type: ignore[arg-type]

    return ask


def written(municipality: Municipality) -> list[tuple[object, ...]]:
    rows = looks_at(municipality).values_list("user__name", "role", "act", "kind", "subject")
    return list(rows.order_by("id"))


class TestWriting:
    def test_who_saw_what_and_why(self, municipality: Municipality, at_work: Asked) -> None:
        def dossier(request: WorkRequest) -> HttpResponse:
            look(request, "case", 12, Ground.DEBT_HELP)
            change(request, "case", 12, Ground.DEBT_HELP)
            return HttpResponse()

        at_work(dossier)
        assert written(municipality) == [
            ("Carla Consulent", "caseworker", "seen", "case", 12),
            ("Carla Consulent", "caseworker", "changed", "case", 12),
        ]
        assert set(looks_at(municipality).values_list("ground", flat=True)) == {"debt_help"}

    def test_one_page_writes_once_whatever_it_shows(
        self,
        municipality: Municipality,
        at_work: Asked,
        django_assert_max_num_queries: Callable[..., object],
    ) -> None:
        def list_of_dossiers(request: WorkRequest) -> HttpResponse:
            look(request, "case", range(1, 51), Ground.SIGNAL)
            look(request, "case", 7, Ground.SIGNAL)
            return HttpResponse()

        own_to_postgresql = 2  # tell it the municipality, and take it back
        with django_assert_max_num_queries(2 + own_to_postgresql):  # type: ignore[attr-defined]
            at_work(list_of_dossiers)
        assert looks_at(municipality).count() == 50

    def test_a_view_that_fails_after_reading_is_written_too(self, municipality: Municipality, at_work: Asked) -> None:
        def breaks(request: WorkRequest) -> HttpResponse:
            look(request, "case", 12, Ground.HOME)
            raise LookupError

        with pytest.raises(LookupError):
            at_work(breaks)
        assert [row[4] for row in written(municipality)] == [12]

    def test_what_is_read_while_streaming_is_written(self, municipality: Municipality, at_work: Asked) -> None:
        def export(request: WorkRequest) -> StreamingHttpResponse:
            def lines() -> Iterator[bytes]:
                look(request, "case", 3, Ground.ACCESS_REQUEST)
                yield b"line"

            return StreamingHttpResponse(lines())

        response = at_work(export)
        assert written(municipality) == []
        assert list(response.streaming_content) == [b"line"]  # type: ignore[attr-defined]
        assert [row[4] for row in written(municipality)] == [3]

    def test_without_a_log_there_is_no_page(self, at_work: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError("disk full")

        monkeypatch.setattr(Look, "of", full)

        def dossier(request: WorkRequest) -> HttpResponse:
            look(request, "case", 12, Ground.HOME)
            return HttpResponse("the whole story")

        with pytest.raises(OSError, match="disk full"):
            at_work(dossier)

    def test_a_job_works_by_itself(self, municipality: Municipality) -> None:
        looks.note_looks(municipality, Act.CHANGED, "case", [1, 2], Ground.SIGNAL)
        assert written(municipality) == [
            (None, "", "changed", "case", 1),
            (None, "", "changed", "case", 2),
        ]


class TestLists:
    """A row of a list, or of what a search found, is a look as well; told once a day."""

    @pytest.fixture
    def sees(self, rf: RequestFactory) -> Callable[..., None]:
        def sees(person: User, *subjects: int, kind: str = "case") -> None:
            def page(request: WorkRequest) -> HttpResponse:
                listed(request, kind, subjects, Ground.DEBT_HELP)
                return HttpResponse()

            request = rf.get("/")
            request.user = person
            Workplace(page)(request)  # type: ignore[arg-type]

        return sees

    def test_drawn_again_it_tells_only_what_is_new(
        self, municipality: Municipality, caseworker: User, sees: Callable[..., None]
    ) -> None:
        for subjects in ((1, 2), (2, 1), (2, 3)):
            sees(caseworker, *subjects)
        assert [row[2:] for row in written(municipality)] == [("listed", "case", n) for n in (1, 2, 3)]

    def test_each_person_and_each_kind_is_told(
        self, municipality: Municipality, caseworker: User, colleague: User, sees: Callable[..., None]
    ) -> None:
        sees(caseworker, 1)
        sees(colleague, 1)
        sees(caseworker, 1, kind="person")
        assert looks_at(municipality, act="listed").count() == 3

    def test_the_next_day_it_is_told_anew(
        self, municipality: Municipality, caseworker: User, sees: Callable[..., None]
    ) -> None:
        yesterday = timezone.now() - timedelta(days=1)
        Look.of(municipality).create(
            at=yesterday, user=caseworker, role="caseworker", act="listed", kind="case", subject=1, ground="debt_help"
        )
        sees(caseworker, 1)
        assert looks_at(municipality).count() == 2


@pytest.fixture
def logged(cast: Cast) -> Cast:
    """Ten looks in each municipality, interleaved as in life."""
    for subject in range(1, 11):
        for town in (cast.municipality, cast.neighbour):
            looks.note_looks(town, Act.SEEN, "case", [subject], Ground.SIGNAL, user=cast.colleague)
    return cast


def tamper(statement: str, **ids: int) -> None:
    """What somebody with the database's own keys could do: lift the triggers and change a row."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("accounts_look", "accounts_lookseal"):
            for lift in AppendOnly(table).lift(connection.vendor):
                cursor.execute(lift)
        cursor.execute(statement.format(**ids))
        assert cursor.rowcount == 1


def tamper_all(statement: str, *values: Any) -> None:
    """The same with rows enough, and the guard put back afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        guard = AppendOnly("accounts_lookseal")
        for lift in guard.lift(connection.vendor):
            cursor.execute(lift)
        cursor.execute(statement, list(values))
        for lay in guard.lay(connection.vendor):
            cursor.execute(lay)


class TestSeal:
    def test_a_sealed_log_is_whole(self, logged: Cast) -> None:
        assert seal_looks(logged.municipality, rows_a_seal=4) == 3
        found = verify_looks(logged.municipality)
        assert (found.whole, found.seals, found.rows) == (True, 3, 10)
        assert verify_looks(logged.neighbour).seals == 0

    def test_sealing_goes_on_where_it_was(self, logged: Cast) -> None:
        seal_looks(logged.municipality)
        assert seal_looks(logged.municipality) == 0
        looks.note_looks(logged.municipality, Act.SEEN, "case", [11], Ground.SIGNAL)
        assert seal_looks(logged.municipality) == 1
        assert verify_looks(logged.municipality).rows == 11

    def test_the_chain_of_one_municipality_says_nothing_about_another(self, logged: Cast) -> None:
        for town in (logged.municipality, logged.neighbour):
            seal_looks(town)
        digests = [LookSeal.of(t).get().digest for t in (logged.municipality, logged.neighbour)]
        assert digests[0] != digests[1]

    @pytest.mark.parametrize(
        ("what", "statement", "broken"),
        [
            ("a reason changed", "UPDATE accounts_look SET ground = 'home' WHERE id = {row}", 2),
            ("a person changed", "UPDATE accounts_look SET user_id = NULL WHERE id = {row}", 2),
            ("a moment changed", "UPDATE accounts_look SET at = '2020-01-01' WHERE id = {row}", 2),
            ("a row removed", "DELETE FROM accounts_look WHERE id = {row}", 2),
            ("a row moved away",
             "UPDATE accounts_look SET municipality_id = {other} WHERE id = {row}", 2),
            ("a seal changed", "UPDATE accounts_lookseal SET digest = 'x' WHERE number = 1", 1),
            ("a seal removed", "DELETE FROM accounts_lookseal WHERE number = 2", 2),
            ("the first seal removed", "DELETE FROM accounts_lookseal WHERE number = 1", 1),
            ("a seal made narrower", "UPDATE accounts_lookseal SET to_id = to_id - 4 WHERE number = 3", 3),
        ],
    )  # fmt: skip
    def test_tampering_shows_at_the_first_seal_it_touches(
        self, logged: Cast, what: str, statement: str, broken: int
    ) -> None:
        town = logged.municipality
        seal_looks(town, rows_a_seal=4)
        row = Look.of(town).filter(subject=6).get().pk
        tamper(statement, row=row, other=logged.neighbour.pk)
        found = verify_looks(town)
        assert (found.whole, found.broken) == (False, broken), what
        assert found.seals == broken - 1

    def test_a_row_slipped_in_afterwards_shows(self, logged: Cast) -> None:
        town = logged.municipality
        seal_looks(town)
        theirs = Look.of(logged.neighbour).filter(subject=5).get().pk  # an id inside our range
        moved = "UPDATE accounts_look SET municipality_id = {town} WHERE id = {row}"
        tamper(moved, town=town.pk, row=theirs)
        assert verify_looks(town).broken == 1

    def test_a_log_cut_short_shows_by_the_digest_kept_elsewhere(self, logged: Cast) -> None:
        town = logged.municipality
        seal_looks(town, rows_a_seal=4)
        kept = verify_looks(town).digest
        tamper("DELETE FROM accounts_lookseal WHERE number = 3")
        assert verify_looks(town).whole
        assert verify_looks(town).digest != kept

    @pytest.mark.usefixtures("logged")
    def test_from_the_command_line(self, neighbour: Municipality, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("seal_looks")
        assert "1690" in capsys.readouterr().out
        call_command("verify_looks")
        assert "1690: 1 seals, 10 looks, whole" in capsys.readouterr().out
        theirs = Look.of(neighbour).earliest("id").pk
        tamper("UPDATE accounts_look SET ground = 'home' WHERE id = {row}", row=theirs)
        with pytest.raises(SystemExit) as ended:
            call_command("verify_looks")
        assert ended.value.code == 1
        assert "0363: broken at seal 1" in capsys.readouterr().out


class TestRetention:
    """Who looked at what is known for five years; then only the seals are left."""

    @pytest.fixture
    def old(self, logged: Cast) -> Municipality:
        """Two seals of long ago, one of today."""
        long_ago = datetime(2021, 3, 1, 12, tzinfo=UTC)
        town = logged.municipality
        assert seal_looks(town, rows_a_seal=5) == 2
        tamper_all("UPDATE accounts_lookseal SET sealed_at = %s WHERE municipality_id = %s", long_ago, town.pk)
        looks.note_looks(town, Act.SEEN, "case", [11], Ground.SIGNAL)
        seal_looks(town)
        return town

    def test_the_law_of_then_says_until_when(self, old: Municipality) -> None:
        assert erase_looks(old, date(2026, 3, 1)) == 0
        assert erase_looks(old, date(2026, 3, 2)) == 10
        assert [row.subject for row in Look.of(old)] == [11]
        assert erase_looks(old, date(2026, 11, 23)) == 0

    def test_the_chain_still_holds_and_tells_up_to_where(self, old: Municipality) -> None:
        erase_looks(old, date(2026, 11, 23))
        found = verify_looks(old)
        assert (found.whole, found.seals, found.rows) == (True, 3, 1)
        assert found.erased_to == LookSeal.of(old).get(number=2).to_id

    def test_nothing_else_may_leave(self, old: Municipality) -> None:
        erase_looks(old, date(2026, 11, 23))
        for rows in (Look.of(old), LookSeal.of(old), LookPermit.of(old)):
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                rows.delete()

    def test_a_row_that_comes_back_shows(self, old: Municipality, logged: Cast) -> None:
        erase_looks(old, date(2026, 11, 23))
        theirs = Look.of(logged.neighbour).filter(subject=4).get().pk
        tamper("UPDATE accounts_look SET municipality_id = {town} WHERE id = {row}", town=old.pk, row=theirs)
        assert verify_looks(old).broken == 1


class TestPage:
    @pytest.fixture
    def page(
        self, logged: Cast, privacy_officer: User, visit_as: Callable[[User | None], Client]
    ) -> Callable[..., str]:
        assert looks_at(logged.municipality).exists()
        browser = visit_as(privacy_officer)

        def page(**asked: str | int) -> str:
            response = browser.get(reverse("looks"), asked)
            assert response.status_code == 200
            return (
                response.text.split("</form>")[-1]
                if "<table" not in response.text
                else (response.text.split("<table")[1].split("</table>")[0])
            )

        return page

    def test_the_privacy_officer_reads_who_looked_at_what(self, page: Callable[..., str]) -> None:
        assert page().count("Cor Collega") == 10

    def test_one_dossier(self, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(looks._subjects, "case")
        assert page(subject="4").count("Cor Collega") == 1

    def test_one_person(self, logged: Cast, page: Callable[..., str]) -> None:
        looks.note_looks(logged.municipality, Act.SEEN, "case", [1], Ground.HOME, user=logged.people[Role.DIRECTOR])
        assert page(user=logged.people[Role.DIRECTOR].pk).count("Rika Regie") == 1
        assert "Cor Collega" not in page(user=logged.people[Role.DIRECTOR].pk)

    def test_what_was_done(self, logged: Cast, page: Callable[..., str]) -> None:
        looks.note_looks(logged.municipality, Act.BSN_SHOWN, "person", [1], Ground.IDENTITY, user=logged.colleague)
        assert page(act="bsn_shown").count("Cor Collega") == 1

    def test_one_day_of_amsterdam(self, cast: Cast) -> None:
        """Half past eleven at night in UTC is the next day here."""
        row = Look.of(cast.municipality).create(
            at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
            act="seen", kind="case", subject=1, ground="home",
        )  # fmt: skip
        assert list(looks_at(cast.municipality, day=date(2026, 7, 2))) == [row]
        assert not looks_at(cast.municipality, day=date(2026, 7, 1)).exists()

    def test_what_is_asked_wrongly_shows_nothing_and_says_so(
        self, privacy_officer: User, visit_as: Callable[[User | None], Client]
    ) -> None:
        response = visit_as(privacy_officer).get(reverse("looks"), {"subject": "abc"})
        assert "Dit dossier is hier niet bekend." in response.text

    def test_looking_at_the_log_is_a_look(self, logged: Cast, page: Callable[..., str]) -> None:
        page()
        newest = looks_at(logged.municipality).first()
        assert newest is not None
        assert (newest.kind, newest.ground) == ("looks", "supervision")

    def test_long_logs_are_paged_with_a_bounded_number_of_queries(
        self,
        municipality: Municipality,
        colleague: User,
        privacy_officer: User,
        visit_as: Callable[[User | None], Client],
        django_assert_max_num_queries: Callable[..., object],
    ) -> None:
        looks.note_looks(municipality, Act.SEEN, "case", range(120), Ground.SIGNAL, user=colleague)
        browser = visit_as(privacy_officer)
        with django_assert_max_num_queries(11):  # type: ignore[attr-defined]
            first = browser.get(reverse("looks"))
        assert "page=2" in first.text
        assert browser.get(reverse("looks"), {"page": 3}).status_code == 200

    def test_an_app_tells_how_its_subjects_are_called(
        self, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(looks, "_subjects", {})
        looks.subject_kind(
            "case",
            looks.Subject(
                label="Dossier",
                find=lambda _town, typed: {"2026-4": 4}.get(typed),
                names=lambda _town, ids: {one: f"2026-{one}" for one in ids},
            ),
        )
        found = page(subject="2026-4")
        assert found.count("Cor Collega") == 1
        assert "Dossier 2026-4" in found

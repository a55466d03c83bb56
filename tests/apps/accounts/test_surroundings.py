"""What does an answer tell browsers, log files and strangers, and what not?"""

import io
import logging
import logging.config
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from vangnet.apps.accounts.audience import any_member, public
from vangnet.apps.accounts.models import User
from vangnet.project.logs import WithoutDetails, WithoutQuery
from vangnet.project.urls import urlpatterns as ours

pytestmark = pytest.mark.django_db
SECRET = "Jansen-van-der-Test"


@public
def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"bad row: {request.POST}")


@any_member
def nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("a dossier")


urlpatterns = [*ours, path("breekt/", breaks, name="breaks"), path("iets/", nothing, name="some")]


class TestHeaders:
    def test_only_our_own_files_and_nothing_inline(self, client: Client) -> None:
        policy = client.get("/inloggen/").headers["Content-Security-Policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";") if rule.strip())
        assert rules["default-src"] == "'self'"
        assert rules["frame-ancestors"] == "'none'"
        assert rules["form-action"] == "'self'"
        assert "unsafe" not in policy
        assert "http" not in policy

    def test_our_pages_keep_to_it(self, privacy_officer: User, visit_as: Callable[[User | None], Client]) -> None:
        for page in (Client().get("/inloggen/"), visit_as(privacy_officer).get("/inzagen/")):
            assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)
            assert not re.search(r"\s(style|on[a-z]+)=[\"']", page.text)
            assert "<style" not in page.text

    @pytest.mark.urls(__name__)
    def test_a_shared_computer_keeps_no_dossier(
        self, caseworker: User, visit_as: Callable[[User | None], Client]
    ) -> None:
        page = visit_as(caseworker).get("/iets/")
        assert "no-store" in page.headers["Cache-Control"]
        assert "private" in page.headers["Cache-Control"]

    def test_cookies_are_out_of_reach_of_scripts(self, client: Client) -> None:
        client.post("/taal/", {"language": "en"})
        client.get("/inloggen/")
        for cookie in client.cookies.values():
            assert cookie["httponly"], cookie.key
            assert cookie["samesite"] == "Lax", cookie.key

    def test_static_files_are_served_without_collecting(self, client: Client) -> None:
        assert finders.find("web/theme.css")
        served = client.get("/static/web/theme.css")
        assert served.status_code == 200
        served.close()

    def test_a_form_from_elsewhere_is_refused(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        assert strict.post("/inloggen/", {"username": "x", "password": "y"}).status_code == 403


class TestErrors:
    @pytest.mark.urls(__name__)
    def test_a_broken_page_tells_nothing_to_the_reader_nor_to_the_log(self) -> None:
        stream = _listen("django.request")
        client = Client(raise_request_exception=False)
        page = client.post(f"/breekt/?naam={SECRET}", {"name": SECRET})
        assert page.status_code == 500
        assert SECRET not in page.text
        assert "ValueError" not in page.text
        assert "<h1" in page.text
        logged = stream.getvalue()
        assert "test_surroundings.py" in logged
        assert "ValueError" in logged
        assert SECRET not in logged

    @pytest.mark.urls(__name__)
    def test_a_developer_sees_the_code_not_the_person(self, settings: Any) -> None:
        settings.DEBUG = True
        said = uuid4().hex  # a name of which the code itself, which the page shows, says nothing
        client = Client(raise_request_exception=False)
        client.cookies["last"] = said
        page = client.post(f"/breekt/?naam={said}", {"name": said})
        assert page.status_code == 500
        assert "test_surroundings.py" in page.text
        assert said not in page.text

    def test_a_page_opened_the_wrong_way_is_friendly_in_both_languages(self, client: Client) -> None:
        for language, said in (("nl", "kunt u zo niet openen"), ("en", "cannot be opened like this")):
            client.post("/taal/", {"language": language})
            page = client.get("/taal/")
            assert (page.status_code, page.headers["Allow"]) == (405, "POST")
            assert said in page.text

    @pytest.mark.parametrize(
        ("language", "said"), [("nl", "Dit verzoek begrijpen we niet"), ("en", "do not understand")]
    )
    def test_far_too_much_is_refused_in_words(self, client: Client, language: str, said: str) -> None:
        client.post("/taal/", {"language": language})
        page = client.post("/inloggen/", {"username": "x" * 3_000_000})
        assert page.status_code == 400
        assert said in page.text

    def test_an_unknown_address_is_friendly(self, client: Client) -> None:
        page = client.get("/bestaat-niet/")
        assert page.status_code == 404
        assert "<h1" in page.text
        assert "bestaat-niet" not in page.text.replace('name="next" value="/bestaat-niet/"', "")


def _listen(name: str) -> io.StringIO:
    """What this logger would write on the console, through the formatter of the settings."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WithoutDetails())
    handler.addFilter(WithoutQuery())
    logging.getLogger(name).addHandler(handler)
    return stream


class TestLogging:
    def test_every_handler_leaves_out_details_and_queries(self) -> None:
        told: dict[str, Any] = settings.LOGGING
        for handler in told["handlers"].values():
            assert handler["formatter"] == "plain"
            assert handler["filters"] == ["no_query"]
        assert told["formatters"]["plain"]["()"].endswith("WithoutDetails")

    def test_what_was_searched_for_is_cut_out(self) -> None:
        record = logging.LogRecord(
            "django.server", logging.INFO, "", 1, '"%s" %s', ("GET /dossiers/?q=Jansen HTTP/1.1", 200), None
        )
        WithoutQuery().filter(record)
        assert WithoutDetails().format(record).endswith('"GET /dossiers/ HTTP/1.1" 200')

    def test_no_mail_with_details_leaves_the_house(self) -> None:
        for name in ("django", "django.request", "django.security"):
            kinds = {type(handler).__name__ for handler in logging.getLogger(name).handlers}
            assert "AdminEmailHandler" not in kinds


def _run(words: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from vangnet.project.command import main; main()", *words],
        env={**os.environ, "VANGNET_DATA": str(folder), "DATABASE_URL": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


class TestInstallation:
    def test_it_is_fit_to_deploy(self, tmp_path: Path) -> None:
        done = _run(
            ["check", "--deploy", "--fail-level", "WARNING"],
            tmp_path,
            VANGNET_HTTPS="1",
            VANGNET_PROXIES="1",
            VANGNET_HOSTS="vangnet.gemeente.example",
        )
        assert done.returncode == 0, done.stderr

    def test_it_makes_its_secrets_once_for_its_own_eyes(self, tmp_path: Path) -> None:
        assert _run(["check"], tmp_path).returncode == 0
        kept = {file.name: file.read_text() for file in tmp_path.glob("*.secret")}
        assert set(kept) == {"secret_key.secret", "bsn_key.secret"}
        assert all(file.stat().st_mode & 0o077 == 0 for file in tmp_path.glob("*.secret"))
        _run(["check"], tmp_path)
        assert kept == {file.name: file.read_text() for file in tmp_path.glob("*.secret")}

    def test_what_it_keeps_is_for_its_own_eyes(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        _run(["migrate", "-v", "0"], data)
        assert data.stat().st_mode & 0o077 == 0
        assert all(file.stat().st_mode & 0o077 == 0 for file in data.glob("vangnet.sqlite3*"))

    def test_processes_that_start_at_once_share_one_secret(self, tmp_path: Path) -> None:
        code = "from vangnet.project.settings import BSN_KEY; print(BSN_KEY)"
        started = [
            subprocess.Popen(
                [sys.executable, "-c", code], env={**os.environ, "VANGNET_DATA": str(tmp_path)}, stdout=subprocess.PIPE
            )
            for _ in range(4)
        ]
        keys = {process.communicate()[0].strip() for process in started}
        assert len(keys) == 1
        assert len(keys.pop()) == 64
        assert {file.name for file in tmp_path.glob("*key*")} == {"secret_key.secret", "bsn_key.secret"}

    def test_a_command_may_be_written_with_hyphens(self, tmp_path: Path) -> None:
        done = _run(["seal-looks", "--help"], tmp_path)
        assert done.returncode == 0
        assert "hash chain" in done.stdout

    def test_who_reads_no_further_hears_no_complaint(self, tmp_path: Path) -> None:
        start = f'"{sys.executable}" -c "from vangnet.project.command import main; main()"'
        program = f"{start} shell -v 0 -c 'for n in range(100_000): print(n)' | head -c 20"
        done = subprocess.run(  # noqa: S602 - a pipe is what is tried
            program, shell=True, env={**os.environ, "VANGNET_DATA": str(tmp_path)}, capture_output=True, check=False
        )
        assert (len(done.stdout), done.stderr) == (20, b"")

    def test_every_page_has_one_address(self) -> None:
        names = [pattern.name for pattern in ours[0].url_patterns]  # type: ignore[union-attr]
        assert len(names) == len(set(names))
        assert reverse("start") == "/"

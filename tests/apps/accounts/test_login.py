"""How do people come in, and what happens to who tries other people's keys?"""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from tests.cast import Cast
from vangnet.apps.accounts import provision
from vangnet.apps.accounts.login import client_address, typed_username
from vangnet.apps.accounts.models import User
from vangnet.domain.codes import Role

pytestmark = pytest.mark.django_db
PASSWORD = "vier paarden in de wei"
LOGIN = "/inloggen/"
VisitAs = Callable[[User | None], Client]


@pytest.fixture
def carla(caseworker: User) -> User:
    caseworker.set_password(PASSWORD)
    caseworker.save()
    return caseworker


def knock(client: Client, username: str, password: str, **extra: str) -> int:
    return client.post(LOGIN, {"username": username, "password": password}, **extra).status_code  # type: ignore[arg-type]


class TestComingIn:
    def test_with_name_and_password(self, carla: User, client: Client) -> None:
        assert knock(client, carla.username, PASSWORD) == 302
        assert client.session["_auth_user_id"] == str(carla.pk)

    def test_capitals_and_spaces_do_not_matter(self, carla: User, client: Client) -> None:
        assert knock(client, f" {carla.username.upper()} ", PASSWORD) == 302

    def test_a_wrong_password_says_so_without_saying_which_part(self, carla: User, client: Client) -> None:
        wrong = client.post(LOGIN, {"username": carla.username, "password": "anders"})
        nobody = client.post(LOGIN, {"username": "niemand", "password": "anders"})
        said = "Deze naam en dit wachtwoord horen niet bij elkaar."
        assert said in wrong.text
        assert said in nobody.text

    def test_who_left_does_not_come_in(self, carla: User, client: Client) -> None:
        carla.is_active = False
        carla.save()
        assert knock(client, carla.username, PASSWORD) == 200

    def test_who_leaves_during_the_day_is_out_at_the_next_click(
        self, caseworker: User, municipality: object, visit_as: VisitAs
    ) -> None:
        browser = visit_as(caseworker)
        provision.withdraw(caseworker, municipality, Role.CASEWORKER)  # type: ignore[arg-type]
        assert browser.get("/").headers["Location"] == reverse("workplace")
        caseworker.is_active = False
        caseworker.save()
        assert browser.get("/").headers["Location"].startswith(LOGIN)

    def test_the_way_back_stays_on_this_site(self, carla: User, client: Client) -> None:
        keys = {"username": carla.username, "password": PASSWORD}
        for given, followed in (("/inzagen/", "/inzagen/"), ("https://elders.example/", "/")):
            answer = client.post(LOGIN, {**keys, "next": given})
            assert answer.headers["Location"] == followed
            client.post("/uitloggen/")

    def test_leaving(self, caseworker: User, visit_as: VisitAs) -> None:
        browser = visit_as(caseworker)
        assert browser.post("/uitloggen/").headers["Location"] == LOGIN
        assert browser.get("/").headers["Location"].startswith(LOGIN)
        assert browser.get("/uitloggen/").status_code == 405

    def test_passwords_are_kept_by_argon2(self, settings: Settings) -> None:
        settings.PASSWORD_HASHERS = [f"{Argon2PasswordHasher.__module__}.{Argon2PasswordHasher.__qualname__}"]
        assert make_password(PASSWORD).startswith("argon2$argon2id$")


class TestLock:
    def test_five_wrong_keys_close_the_door_for_a_while(self, carla: User, client: Client) -> None:
        answers = [knock(client, carla.username, "mis") for _ in range(5)]
        assert answers == [200, 200, 200, 200, 429]
        page = client.post(LOGIN, {"username": carla.username, "password": PASSWORD})
        assert page.status_code == 429
        assert "Over 15 minuten" in page.text

    def test_other_capitals_bring_no_new_attempts(self, carla: User, client: Client) -> None:
        names = [carla.username, carla.username.upper(), f" {carla.username}", carla.username]
        for name in [*names, carla.username]:
            knock(client, name, "mis")
        assert knock(client, carla.username, PASSWORD) == 429

    def test_a_colleague_at_the_same_desk_still_comes_in(self, carla: User, colleague: User, client: Client) -> None:
        colleague.set_password(PASSWORD)
        colleague.save()
        for _ in range(6):
            knock(client, carla.username, "mis")
        assert knock(client, colleague.username, PASSWORD) == 302

    def test_nobody_locks_out_a_colleague_from_elsewhere(self, carla: User, client: Client) -> None:
        for _ in range(6):
            knock(client, carla.username, "mis", REMOTE_ADDR="203.0.113.9")
        assert knock(client, carla.username, PASSWORD, REMOTE_ADDR="198.51.100.7") == 302

    def test_a_name_that_nobody_has_is_locked_as_well(self, client: Client) -> None:
        assert [knock(client, "niemand", "mis") for _ in range(5)][-1] == 429

    def test_after_the_cool_off_the_door_opens(self, carla: User, client: Client, settings: Settings) -> None:
        for _ in range(5):
            knock(client, carla.username, "mis")
        settings.AXES_COOLOFF_TIME = timedelta(0)
        assert knock(client, carla.username, PASSWORD) == 302

    def test_no_log_line_names_who_knocked(self, carla: User, client: Client, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.INFO):
            for _ in range(6):
                knock(client, carla.username, "mis", REMOTE_ADDR="203.0.113.9")
        assert caplog.records, "something is logged, or this proves nothing"
        for secret in (carla.username, "caseworker", "203.0.113.9", "mis\n"):
            assert secret not in caplog.text


class TestPassword:
    """Everybody changes the own password, and then is out everywhere else."""

    NEW = "zeven schapen op de dijk"

    def test_it_is_changed_and_other_devices_are_logged_out(self, carla: User, client: Client) -> None:
        elsewhere = Client()
        for browser in (client, elsewhere):
            knock(browser, carla.username, PASSWORD)
        answer = client.post(reverse("password"), self.filled(PASSWORD, self.NEW))
        assert answer.headers["Location"] == "/"
        carla.refresh_from_db()
        assert carla.check_password(self.NEW)
        assert client.get(reverse("password")).status_code == 200
        assert elsewhere.get(reverse("password")).headers["Location"].startswith(LOGIN)

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("mis", NEW, "Dit is niet uw wachtwoord van nu."),
            (PASSWORD, "paard", "te kort"),
        ],
    )
    def test_what_will_not_do_is_said(self, carla: User, client: Client, old: str, new: str, said: str) -> None:
        knock(client, carla.username, PASSWORD)
        page = client.post(reverse("password"), self.filled(old, new))
        assert said in page.text
        assert new not in page.text

    @staticmethod
    def filled(old: str, new: str) -> dict[str, str]:
        return {"old_password": old, "new_password1": new, "new_password2": new}


class TestAddress:
    @pytest.mark.parametrize(
        ("proxies", "passed", "expected"),
        [
            (0, "198.51.100.1", "127.0.0.1"),  # without a proxy the header is anybody's word
            (1, "198.51.100.1", "198.51.100.1"),
            (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
            (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
            (2, "10.0.0.2", "127.0.0.1"),
            (1, "", "127.0.0.1"),
        ],
    )
    def test_only_our_own_proxies_are_believed(
        self, rf: RequestFactory, settings: Settings, proxies: int, passed: str, expected: str
    ) -> None:
        settings.PROXIES = proxies
        request = rf.get("/", headers={"X-Forwarded-For": passed})
        assert client_address(request) == expected

    def test_the_typed_name_may_be_missing(self, rf: RequestFactory) -> None:
        assert typed_username(rf.post(LOGIN), None) == ""
        assert typed_username(rf.post(LOGIN, {"username": "Carla"}), None) == "carla"


class TestLanguage:
    def test_dutch_whatever_the_browser_prefers(self, client: Client) -> None:
        page = client.get(LOGIN, headers={"Accept-Language": "en"})
        assert '<html lang="nl"' in page.text
        assert page.headers["Content-Language"] == "nl"

    def test_english_by_switch_before_logging_in(self, client: Client) -> None:
        answer = client.post("/taal/", {"language": "en", "next": LOGIN})
        assert answer.headers["Location"] == LOGIN
        assert '<html lang="en"' in client.get(LOGIN).text

    def test_the_switch_is_remembered_with_the_person(self, caseworker: User, visit_as: VisitAs) -> None:
        visit_as(caseworker).post("/taal/", {"language": "en"})
        elsewhere = visit_as(caseworker).get("/werkplek/")
        assert elsewhere.headers["Content-Language"] == "en"

    def test_another_language_is_not_found(self, client: Client) -> None:
        assert client.post("/taal/", {"language": "xx"}).status_code == 404

    def test_the_switch_leads_to_no_other_site(self, client: Client) -> None:
        answer = client.post("/taal/", {"language": "en", "next": "//elders.example/"})
        assert answer.headers["Location"] == "/"


class TestWorkplace:
    def test_who_has_one_goes_straight_to_work(self, cast: Cast, visit_as: VisitAs) -> None:
        browser = visit_as(cast.people[Role.PRIVACY_OFFICER])
        assert browser.get("/").headers["Location"] == reverse("looks")

    def test_who_has_none_is_told_whom_to_ask(self, cast: Cast, visit_as: VisitAs) -> None:
        page = visit_as(cast.newcomer).get("/werkplek/")
        assert "nog aan geen gemeente verbonden" in page.text

    def test_somebody_elses_workplace_cannot_be_chosen(self, cast: Cast, visit_as: VisitAs) -> None:
        theirs = cast.neighbours[Role.DIRECTOR].membership_set.get()
        browser = visit_as(cast.newcomer)
        assert browser.post("/werkplek/", {"membership": theirs.pk}).status_code == 422
        assert browser.get("/").headers["Location"] == reverse("workplace")

    def test_a_chosen_workplace_that_is_withdrawn_asks_again(self, cast: Cast, visit_as: VisitAs) -> None:
        both = cast.colleague
        for role in (Role.INTAKE, Role.DIRECTOR):
            provision.grant(both, cast.neighbour, role)
        chosen = provision.grant(both, cast.neighbour, Role.PRIVACY_OFFICER)
        browser = visit_as(both)
        browser.post("/werkplek/", {"membership": chosen.pk})
        assert browser.get(reverse("looks")).status_code == 200
        provision.withdraw(both, cast.neighbour, Role.PRIVACY_OFFICER)
        assert browser.get(reverse("looks")).headers["Location"] == reverse("workplace")

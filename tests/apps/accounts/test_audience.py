"""Does every address open for exactly those it is for, and for nobody of another municipality?"""

from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.apps.walk import Address, Sample, addresses, samples
from tests.cast import Cast
from vangnet.apps.accounts.audience import (
    Audience,
    Door,
    any_member,
    audience,
    audience_of,
    public,
    signed_in,
)
from vangnet.apps.accounts.middleware import Workplace
from vangnet.apps.accounts.models import User
from vangnet.domain.codes import Role

pytestmark = pytest.mark.django_db
VisitAs = Callable[[User | None], Client]
ADDRESSES = addresses()
SAMPLES = samples()


def name_of(at: Address) -> str:
    return at.name or at.route


everywhere = pytest.mark.parametrize("at", ADDRESSES, ids=name_of)


def declared(at: Address) -> Audience:
    found = audience_of(at.view)
    assert found is not None, f"{at.route}: say for whom it is (@audience, @any_member, @public)"
    return found


def behind_the_door(at: Address) -> bool:
    found = audience_of(at.view)
    return found is not None and found.door is Door.AT_WORK


def sample(at: Address) -> Sample:
    told = SAMPLES.get(at.name)
    assert told or not at.takes_arguments, f"{at.name}: no sample of its arguments"
    return told or Sample()


def url(at: Address, cast: Cast) -> str:
    return reverse(at.name, kwargs=dict(sample(at).arguments(cast)))


def read(response: HttpResponseBase) -> int:
    """The status of an answer that is read to its end, so that a file it hands out is closed."""
    for _part in response:
        pass
    return response.status_code


@everywhere
def test_every_address_has_a_name_and_says_for_whom_it_is(at: Address) -> None:
    assert at.name, f"{at.route} has no name"
    assert declared(at).door is not Door.AT_WORK or declared(at).roles


@everywhere
def test_a_stranger_meets_the_login_page(at: Address, cast: Cast, visit_as: VisitAs) -> None:
    stranger, target = visit_as(None), url(at, cast)
    for response in (stranger.get(target), stranger.post(target)):
        if declared(at).door is Door.PUBLIC:
            assert response.status_code in sample(at).answers | {302, 404, 405}
        else:
            assert response.status_code == 302
            assert response.headers["Location"].startswith(reverse("login"))


@everywhere
def test_who_works_nowhere_yet_is_asked_where(at: Address, cast: Cast, visit_as: VisitAs) -> None:
    response = visit_as(cast.newcomer).get(url(at, cast))
    if declared(at).door is Door.AT_WORK:
        assert response.headers["Location"] == reverse("workplace")
    else:
        assert response.status_code in sample(at).answers | {302, 405}


@everywhere
def test_every_role_gets_what_is_declared(at: Address, cast: Cast, visit_as: VisitAs) -> None:
    target, allowed = url(at, cast), sample(at).answers | {405}
    for role in Role:
        browser = visit_as(cast.people[role])
        answer = read(browser.get(target))
        if declared(at).door is Door.AT_WORK and role not in declared(at).roles:
            assert (role, answer) == (role, 403)
            assert (role, browser.post(target).status_code) == (role, 403)
        else:
            assert answer in allowed, role


@pytest.mark.parametrize("at", [at for at in ADDRESSES if at.takes_arguments and behind_the_door(at)], ids=name_of)
def test_another_municipality_finds_nothing_here(at: Address, cast: Cast, visit_as: VisitAs) -> None:
    target = url(at, cast)
    for role in Role:
        browser = visit_as(cast.neighbours[role])
        expected = {404, 405} if role in declared(at).roles else {403}
        answers = {read(browser.get(target)), read(browser.post(target))}
        assert answers <= expected, role
        assert answers != {405}, f"{role}: one of both must reach the view"


class TestDoor:
    """The door itself, on views made for it."""

    @pytest.fixture
    def knock(self, rf: RequestFactory) -> Callable[..., HttpResponseBase | None]:
        def knock(view: Callable[..., HttpResponse], who: User) -> HttpResponseBase | None:
            answers: list[HttpResponseBase | None] = []

            def inner(request: HttpRequest) -> HttpResponse:
                answers.append(workplace.process_view(request, view, (), {}))
                return HttpResponse()

            workplace = Workplace(inner)
            request = rf.get("/")
            request.user = who
            request.session = {}  # type: ignore[assignment]
            workplace(request)
            return answers[0]

        return knock

    def test_a_view_that_says_nothing_is_closed(self, cast: Cast, knock: Callable[..., object]) -> None:
        def silent(_request: object) -> HttpResponse:
            return HttpResponse("secret")

        with pytest.raises(ImproperlyConfigured, match="for whom"):
            knock(silent, cast.people[Role.DIRECTOR])

    @pytest.mark.parametrize("door", [public, signed_in, any_member, audience(Role.DIRECTOR)])
    def test_an_open_door_lets_through(
        self, cast: Cast, knock: Callable[..., object], door: Callable[..., Callable[..., object]]
    ) -> None:
        view = door(lambda _request: HttpResponse())
        assert knock(view, cast.people[Role.DIRECTOR]) is None

    def test_an_audience_of_nobody_is_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="at least one role"):
            audience()


def test_a_refused_page_is_friendly_and_tells_nothing(visitor: User, visit_as: VisitAs) -> None:
    page = visit_as(visitor).get(reverse("looks"))
    assert page.status_code == 403
    assert "<h1" in page.text
    assert "PermissionDenied" not in page.text


def test_an_expired_session_leads_a_fragment_to_the_login_page(client: Client) -> None:
    page = client.get(reverse("looks"), headers={"HX-Request": "true"})
    assert page.headers["HX-Redirect"] == reverse("login")


def test_a_search_is_not_repeated_in_the_address_of_the_login_page(client: Client) -> None:
    page = client.get(reverse("looks"), {"subject": "Jansen"})
    assert page.headers["Location"] == "/inloggen/?next=/inzagen/"

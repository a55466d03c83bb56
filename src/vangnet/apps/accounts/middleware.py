"""What surrounds every request: the language, the municipality, the door, and the log of looks?"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, StreamingHttpResponse
from django.shortcuts import redirect, resolve_url
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from vangnet.apps.accounts.audience import Door, WorkRequest, audience_of
from vangnet.apps.accounts.looks import write_looks
from vangnet.apps.accounts.models import Membership
from vangnet.apps.accounts.tenancy import acting_for
from vangnet.domain.codes import Role

Answer = Callable[[HttpRequest], HttpResponseBase]
MEMBERSHIP_KEY = "membership"


def language(get_response: Answer) -> Answer:
    """Speak the person's language; before logging in the one switched to, else Dutch.

    The browser's own preference is left aside: this is a Dutch town hall.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if request.user.is_authenticated:
            wanted = request.user.language
        known = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(known):
            request.LANGUAGE_CODE = known
            response = get_response(request)
        response.headers.setdefault("Content-Language", known)
        patch_vary_headers(response, ["Cookie"])
        return response

    return answer


def in_words(get_response: Answer) -> Answer:
    """A refused way of asking (405) gets a page as well; Django answers it with nothing."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            response.content = render_to_string("405.html", request=request)
        return response

    return answer


class Workplace:
    """Finds for whom a person works, keeps everything within it, and writes down what was seen."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        at = cast("WorkRequest", request)
        membership = _membership(request)
        if membership is None:
            at.membership = at.municipality = at.role = None  # type: ignore[assignment]
            return self._answer(request)
        at.membership = membership
        at.municipality = membership.municipality
        at.role = Role(membership.role)
        with acting_for(at.municipality):
            try:
                response = self._answer(request)
            finally:
                write_looks(at)
        return _within(at, response)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)  # a shared computer keeps no dossier
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Keep the door: None lets the request through to its view."""
        declared = audience_of(view)
        if declared is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__qualname__}: for whom is it?")
        if declared.door is Door.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return _to_login(request)
        if declared.door is Door.SIGNED_IN:
            return None
        if getattr(request, "membership", None) is None:
            return redirect("workplace")
        if cast("WorkRequest", request).role not in declared.roles:
            raise PermissionDenied
        return None


def _membership(request: HttpRequest) -> Membership | None:
    """The one chosen in this session, or the only one there is."""
    if not request.user.is_authenticated:
        return None
    own = list(Membership.objects.filter(user=request.user).select_related("municipality"))
    if len(own) == 1:
        return own[0]
    chosen = request.session.get(MEMBERSHIP_KEY)
    return next((membership for membership in own if membership.pk == chosen), None)


def _to_login(request: HttpRequest) -> HttpResponse:
    """To the login page and back to this address, without its query: a search holds names."""
    if cast("WorkRequest", request).htmx:
        return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
    return redirect_to_login(request.path)


def _within(request: WorkRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A streamed answer reads after the view returned: keep it in its municipality as well."""
    if isinstance(response, StreamingHttpResponse) and not getattr(response, "file_to_stream", None):
        parts = cast("Iterable[bytes]", response.streaming_content)
        response.streaming_content = _stream(request, parts)
    return response


def _stream(request: WorkRequest, parts: Iterable[bytes]) -> Iterator[bytes]:
    with acting_for(request.municipality):
        try:
            yield from parts
        finally:
            write_looks(request)

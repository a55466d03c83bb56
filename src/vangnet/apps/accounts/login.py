"""Who knocks at the door, with what key, and what do they hear after too many wrong ones? Called by settings."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vangnet.apps.accounts.models import User


def client_address(request: HttpRequest) -> str:
    """The address that our outermost own proxy saw (VANGNET_PROXIES of them), else the caller's.

    Counted from the right: what stands further left in X-Forwarded-For is the caller's own word.
    """
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if 0 < settings.PROXIES <= len(passed) and passed[-settings.PROXIES]:
        return passed[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def typed_username(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The name as we store it, so that other capitals bring no new attempts."""
    typed = (credentials or request.POST).get("username") or ""
    return str(User.normalize_username(str(typed)))


def locked_out(request: HttpRequest, _response: HttpResponse | None, _who: object) -> HttpResponse:
    """The answer while the lock is on: the same whether the name exists or not."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)


class LongEnough(MinimumLengthValidator):
    """Django's own, of which the Dutch is missing."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort. Gebruik minstens %(count)s tekens.") % {"count": self.min_length}

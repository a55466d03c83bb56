"""What stands around every page: the menu, the search box, and who is at work?

Settings name the context processor `vangnet.apps.web.shell.shell`. It shows what the request
carries: `request.user`, and `request.membership` (or None) with `role` and `municipality.name`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from vangnet.apps.web.texts import say

Count = Callable[[HttpRequest], int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place people come to: a url name, its text code, its icon, and the roles it is for."""

    url_name: str
    text: str
    icon: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as this person sees it on this page."""

    url: str
    text: str
    icon: str
    count: int
    counts: str
    """The number with what it counts, in words; empty where there is none."""
    current: bool


def _roles(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TEAM = "intake caseworker visitor coordinator court_officer director"

# The order is the order of a working day. An entry whose url name does not resolve is not shown.
MENU: tuple[Entry, ...] = (
    Entry("today", "menu.today", "today", _roles(_TEAM)),
    Entry("case_list", "menu.cases", "folder", _roles(_TEAM) - {"visitor"}),
    Entry("signal_list", "menu.signals", "tray", _roles("intake caseworker coordinator")),
    Entry("rounds", "menu.rounds", "route", _roles("caseworker visitor coordinator")),
    Entry("hearings", "menu.hearings", "scales", _roles("court_officer director coordinator")),
    Entry("board", "menu.board", "home", _roles("director court_officer coordinator")),
    Entry("places", "menu.places", "door", _roles("director coordinator")),
    Entry("partners", "menu.partners", "chain", _roles("intake coordinator")),
    Entry("feedback_list", "menu.feedback", "talk", _roles("intake coordinator")),
    Entry("schemes", "menu.schemes", "money", _roles("coordinator")),
    Entry("agreements", "menu.agreements", "pen", _roles("coordinator")),
    Entry("sieve", "menu.sieve", "sieve", _roles(_TEAM + " analyst") - {"visitor"}),
    Entry("fund", "menu.fund", "money", _roles("coordinator analyst")),
    Entry("looks", "menu.looks", "eye", _roles("privacy_officer")),
    Entry("data_requests", "menu.data_requests", "lock", _roles("intake coordinator privacy_officer")),
    Entry("erasures", "menu.erasures", "cross", _roles("privacy_officer")),
)

_counts: dict[str, Count] = {}


def counted(url_name: str) -> Callable[[Count], Count]:
    """Let an app tell how many things wait behind its menu entry: one cheap query a page."""

    def register(count: Count) -> Count:
        _counts[url_name] = count
        return count

    return register


def address(url_name: str) -> str:
    """The address of a page without arguments, or an empty string while that page is not built."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


class Shell:
    """The surroundings of one page. Everything is worked out when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._membership: Any = getattr(request, "membership", None)

    @cached_property
    def menu(self) -> list[Shown]:
        if self._membership is None:
            return []
        role = str(self._membership.role)
        mine = [(e, address(e.url_name)) for e in MENU if role in e.roles]
        built = [(entry, url) for entry, url in mine if url]
        current = self._current([url for _, url in built])
        return [self._shown(entry, url, current=url == current) for entry, url in built]

    def _shown(self, entry: Entry, url: str, *, current: bool) -> Shown:
        count = self._count(entry)
        counts = say(f"menu_count.{entry.url_name}", count=count) if count else ""
        return Shown(url, say(entry.text), entry.icon, count, counts, current)

    def _count(self, entry: Entry) -> int:
        count = _counts.get(entry.url_name)
        return count(self._request) if count else 0

    def _current(self, urls: list[str]) -> str:
        """The longest menu address that this page lies under; "/" only for itself."""
        path = self._request.path
        under = [u for u in urls if path == u or (u != "/" and path.startswith(u))]
        return max(under, key=len, default="")

    @property
    def home(self) -> str:
        """Where a day starts for this role; who works nowhere yet is led on from the start."""
        return self.menu[0].url if self.menu else "/"

    @property
    def search_url(self) -> str:
        """Who may look in the list of cases may search it."""
        role = str(self._membership.role) if self._membership else ""
        searches = any(entry.url_name == "case_list" and role in entry.roles for entry in MENU)
        return address("case_list") if searches else ""

    @property
    def language_url(self) -> str:
        return address("language")

    @property
    def logout_url(self) -> str:
        return address("logout")

    @property
    def password_url(self) -> str:
        return address("password")

    @property
    def person(self) -> str:
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated:
            return ""
        return str(user.get_full_name() or user.get_username())

    @property
    def role(self) -> str:
        return say(f"role.{self._membership.role}") if self._membership else ""

    @property
    def municipality(self) -> str:
        return str(self._membership.municipality.name) if self._membership else ""


def shell(request: HttpRequest) -> dict[str, Shell]:
    """The context processor."""
    return {"shell": Shell(request)}

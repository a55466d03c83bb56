"""Does every person see the own way around, and does every page keep to the house rules?"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from vangnet.apps.web import shell, vendor
from vangnet.apps.web.sentences import APPS
from vangnet.domain.codes import Role

WEB = Path(shell.__file__).parent
TEMPLATES = sorted(APPS.rglob("templates/**/*.html"))
ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html"]
MADE_BY_THIS_HOUSE = [f for f in (WEB / "static" / "web").iterdir() if f.is_file()]


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", page, name="today"),
    path("dossiers/", page, name="case_list"),
    path("dossiers/zeef/", page, name="sieve"),
    path("signalen/", page, name="signal_list"),
    path("uitloggen/", page, name="logout"),
    path("taal/", page, name="language"),
]


@pytest.fixture
def _some_pages_built(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture(autouse=True)
def _nobody_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other apps count what waits; here it is about the menu itself."""
    monkeypatch.setattr(shell, "_counts", {})


def asked_by(role: str | None, where: str = "/") -> HttpRequest:
    """A request of somebody in this role; None is a stranger."""
    request = RequestFactory().get(where)
    town = SimpleNamespace(name="Gemeente Voorbeeldstad")
    membership = SimpleNamespace(role=role, municipality=town) if role else None
    person = SimpleNamespace(is_authenticated=role is not None, get_full_name=lambda: "Vera Voordeur")
    request.membership = membership  # type: ignore[attr-defined]
    request.user = person  # type: ignore[assignment]
    return request


def names(role: str, where: str = "/") -> list[str]:
    with translation.override("nl"):
        return [entry.text for entry in shell.Shell(asked_by(role, where)).menu]


@pytest.mark.usefixtures("_some_pages_built")
def test_what_is_not_built_is_not_shown() -> None:
    assert names("coordinator") == ["Vandaag", "Dossiers", "Signalen", "Zeef"]


@pytest.mark.usefixtures("_some_pages_built")
def test_everybody_sees_the_own_work_only() -> None:
    assert names("visitor") == ["Vandaag"]
    assert names("analyst") == ["Zeef"]
    assert names("privacy_officer") == []


@pytest.mark.usefixtures("_some_pages_built")
@pytest.mark.parametrize(
    ("where", "current"),
    [("/", "Vandaag"), ("/dossiers/7/", "Dossiers"), ("/dossiers/zeef/", "Zeef"), ("/taal/", "")],
)
def test_the_menu_tells_where_we_are(where: str, current: str) -> None:
    menu = shell.Shell(asked_by("coordinator", where)).menu
    with translation.override("nl"):
        marked = [entry.text for entry in menu if entry.current]
    assert marked == ([current] if current else [])


@pytest.mark.usefixtures("_some_pages_built")
def test_an_app_tells_how_much_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "_counts", {})
    shell.counted("signal_list")(lambda request: len(request.path) + 2)
    counts = {entry.url: entry.count for entry in shell.Shell(asked_by("intake")).menu}
    assert counts["/signalen/"] == 3
    assert counts["/"] == 0


@pytest.mark.usefixtures("_some_pages_built")
def test_a_stranger_sees_no_menu_no_search_and_no_name() -> None:
    seen = shell.Shell(asked_by(None))
    assert (seen.menu, seen.search_url, seen.person, seen.role) == ([], "", "", "")


@pytest.mark.usefixtures("_some_pages_built")
def test_only_who_works_with_the_list_of_cases_searches_the_town() -> None:
    for role in ("visitor", "analyst", "privacy_officer"):
        assert shell.Shell(asked_by(role)).search_url == ""
    assert shell.Shell(asked_by("caseworker")).search_url == "/dossiers/"


@pytest.mark.usefixtures("_some_pages_built")
def test_the_name_of_the_house_leads_to_a_page_that_one_may_see() -> None:
    assert shell.Shell(asked_by("caseworker")).home == "/"
    assert shell.Shell(asked_by("analyst")).home == "/dossiers/zeef/"
    assert shell.Shell(asked_by(None)).home == "/"


def test_every_role_has_a_place_to_come_to() -> None:
    for role in Role:
        assert any(role in entry.roles for entry in shell.MENU), role


def test_no_entry_is_for_a_role_that_does_not_exist() -> None:
    assert {role for entry in shell.MENU for role in entry.roles} <= set(Role)


@pytest.mark.usefixtures("_some_pages_built")
def test_the_page_names_person_role_and_town_and_can_be_left() -> None:
    with translation.override("nl"):
        html = render_to_string("web/base.html", {}, request=asked_by("visitor"))
    for words in ("Vera Voordeur", "ervaringsdeskundige", "Gemeente Voorbeeldstad"):
        assert words in html
    assert '<html lang="nl"' in html
    assert 'action="/uitloggen/" method="post"' in html
    assert 'action="/taal/" method="post"' in html
    assert 'value="en" lang="en"' in html
    assert html.index("#inhoud") < html.index("<nav"), "the skip link comes first"


@pytest.mark.usefixtures("_some_pages_built")
def test_a_search_puts_no_name_in_an_address() -> None:
    html = render_to_string("web/base.html", {}, request=asked_by("caseworker"))
    search = re.search(r'<form class="search"[^>]*>', html)
    assert search
    assert 'method="post"' in search.group(0)


@pytest.mark.parametrize("template", ERRORS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_error_page_needs_no_database(template: str, language: str) -> None:
    """Without the mark django_db any query would fail this test."""
    with translation.override(language):
        html = render_to_string(template, {"exception": "geheim"}, request=asked_by(None))
    assert f'<html lang="{language}"' in html
    assert "geheim" not in html
    assert "<h1>" in html


def test_the_page_for_our_own_mistakes_needs_nothing_at_all() -> None:
    html = get_template("500.html").render()
    assert "Er ging iets mis" in html
    assert "Something went wrong" in html
    for address in re.findall(r'href="/static/([^"]+)"', html):
        assert finders.find(address), address


class Rules(HTMLParser):
    """Notes what a strict content security policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or "style" in given:
            self.broken.append(f"<{tag}> has a style of its own")
        if tag == "script" and "src" not in given:
            self.broken.append("a script stands in the page")
        self.broken += [f"<{tag} {name}>" for name in given if name.startswith(("on", "hx-on"))]
        for name in ("src", "href", "action"):
            if re.match(r"(https?:)?//|javascript:", given.get(name) or ""):
                self.broken.append(f"<{tag}> leads to {given[name]}")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_no_template_breaks_the_content_security_policy(template: Path) -> None:
    rules = Rules()
    rules.feed(re.sub(r"{%.*?%}|{{.*?}}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL))
    assert rules.broken == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_every_template_says_what_it_is_for(template: Path) -> None:
    if template.is_relative_to(WEB):
        assert "{% comment %}" in template.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", MADE_BY_THIS_HOUSE, ids=lambda file: file.name)
def test_nothing_of_ours_loads_from_another_host(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|url\(\s*[\"']?//", text)
    assert "eval(" not in text


def test_every_picture_and_font_that_a_style_sheet_asks_for_is_there() -> None:
    for sheet in (WEB / "static" / "web").glob("*.css"):
        for wanted in re.findall(r"""url\(["']?([^"')]+)""", sheet.read_text()):
            assert (sheet.parent / wanted).exists(), f"{sheet.name}: {wanted}"


def test_every_icon_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="(\w+)"', (WEB / "static/web/icons.svg").read_text()))
    asked = {entry.icon for entry in shell.MENU}
    for template in TEMPLATES:
        asked |= set(re.findall(r'{% icon "(\w+)"', template.read_text(encoding="utf-8")))
    assert asked <= drawn


def test_the_home_screen_finds_its_icons() -> None:
    manifest = (WEB / "static/web/vangnet.webmanifest").read_text()
    for icon in re.findall(r'"src": "([^"]+)"', manifest):
        assert (WEB / "static/web" / icon).exists()


def test_the_design_system_comes_with_licence_and_version() -> None:
    vendored = WEB / "static" / "web" / "vendor"
    assert "EUPL" in (vendored / "LICENSE.md").read_text()
    assert "SIL Open Font License" in (vendored / "fonts" / "OFL.txt").read_text()
    assert len((vendored / "VERSION").read_text().splitlines()) == 4


def test_only_components_in_use_are_carried_along() -> None:
    worn = "".join(t.read_text(encoding="utf-8") for t in TEMPLATES)
    worn += (WEB / "forms.py").read_text(encoding="utf-8")
    unused = [name for name in vendor.USED if not re.search(rf"utrecht-{name}\b(?!-)", worn)]
    assert unused == []


def test_of_a_theme_only_the_tokens_of_those_components_are_kept() -> None:
    theme = ".theme {\n  --basis-a: 1;\n  --utrecht-button-b: 2;\n  --utrecht-drawer-c: 3;\n}"
    kept = vendor.tokens(theme)
    assert "--basis-a: 1;" in kept
    assert "--utrecht-button-b: 2;" in kept
    assert "drawer" not in kept
    assert kept.count("{") == kept.count("}") == 1


COLOUR = re.compile(r"--([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));")


def palette() -> dict[str, tuple[str, str]]:
    theme = (WEB / "static/web/theme.css").read_text()
    return {name: (a or both, b or both) for name, a, b, both in COLOUR.findall(theme)}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_ON = [
    *[("ink", ground) for ground in ("paper", "surface", "well", "net-soft", "alarm-soft")],
    *[("quiet", ground) for ground in ("paper", "surface", "well")],
    *[("net", ground) for ground in ("paper", "surface", "well")],
    ("net-strong", "net-soft"),
    ("on-net", "net"),
    ("on-sun", "sun"),
    ("on-alarm", "alarm"),
    ("caution", "sun-soft"),
    ("alarm", "alarm-soft"),
    ("alarm", "surface"),
    ("good", "good-soft"),
    ("good", "surface"),
    ("ink", "good-soft"),
    ("ink", "sun-soft"),
    ("rail-ink", "rail"),
    ("rail-quiet", "rail"),
]


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read_by_day_and_by_night(text: str, ground: str) -> None:
    colours = palette()
    for dark in (0, 1):
        found = contrast(colours[text][dark], colours[ground][dark])
        assert found >= 4.5, f"{text} on {ground}: {found:.2f}"


@pytest.mark.parametrize("mark", ["edge", "net", "alarm", "focus"])
def test_edges_and_focus_stand_out_from_their_ground(mark: str) -> None:
    colours = palette()
    for ground in ("paper", "surface"):
        for dark in (0, 1):
            assert contrast(colours[mark][dark], colours[ground][dark]) >= 3


@pytest.fixture
def render_for() -> Callable[[str], str]:
    return lambda role: render_to_string("web/base.html", {}, request=asked_by(role))


@pytest.mark.usefixtures("_some_pages_built")
def test_names_of_landmarks_are_not_used_twice_for_other_things(
    render_for: Callable[[str], str],
) -> None:
    ids = re.findall(r'\bid="([^"]+)"', render_for("coordinator"))
    assert len(ids) == len(set(ids))

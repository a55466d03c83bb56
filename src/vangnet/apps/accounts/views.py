"""Which pages do people meet before their work: log in, choose, switch language; and the log of looks?"""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import views as auth
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vangnet.apps.accounts.audience import WorkRequest, any_member, audience, public, signed_in
from vangnet.apps.accounts.forms import LoginForm, LooksForm, PasswordForm, WorkplaceForm
from vangnet.apps.accounts.looks import look, looks_at, subject_label, subject_names
from vangnet.apps.accounts.middleware import MEMBERSHIP_KEY
from vangnet.apps.accounts.models import Act, Ground, Look, User
from vangnet.apps.web.components import Cell, Column, Table
from vangnet.apps.web.shell import MENU, address
from vangnet.apps.web.texts import moment, say
from vangnet.domain.codes import Role

LOOKS_A_PAGE = 50
THE_LOG = "looks"

login = public(
    auth.LoginView.as_view(
        template_name="accounts/login.html",
        authentication_form=LoginForm,
        redirect_authenticated_user=True,
    )
)
logout = public(auth.LogoutView.as_view())
password = signed_in(
    auth.PasswordChangeView.as_view(
        template_name="accounts/password.html", form_class=PasswordForm, success_url=reverse_lazy("start")
    )
)


@any_member
@require_GET
def start(request: WorkRequest) -> HttpResponse:
    """Where a working day starts for this role: the first page of its menu."""
    own = (address(entry.url_name) for entry in MENU if request.role in entry.roles)
    first = next((url for url in own if url), None)
    return redirect(first) if first else render(request, "accounts/start.html")


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language, and remember it with the person."""
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        raise Http404
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=wanted)
    response = redirect(_safe_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=365 * 24 * 60 * 60,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "start"


@signed_in
@require_http_methods(["GET", "POST"])
def workplace(request: HttpRequest) -> HttpResponse:
    """Choose for which municipality and in which role to work in this session."""
    form = WorkplaceForm(cast("User", request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session[MEMBERSHIP_KEY] = form.cleaned_data["membership"].pk
        return redirect("start")
    return render(request, "accounts/workplace.html", {"form": form}, status=422 if form.errors else 200)


@audience(Role.PRIVACY_OFFICER)
@require_GET
def looks(request: WorkRequest) -> HttpResponse:
    """The log of looks: who saw or changed what and why. Looking at it is a look as well."""
    form = LooksForm(request.municipality, request.GET or None)
    asked: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        asked = {name: value for name, value in form.cleaned_data.items() if value}
        if "subject" in asked:
            asked["kind"] = "case"
    rows = looks_at(request.municipality, **asked)
    page = Paginator(rows if not form.errors else rows.none(), LOOKS_A_PAGE).get_page(request.GET.get("page"))
    look(request, THE_LOG, request.municipality.pk, Ground.SUPERVISION)
    table = _table(request, list(page.object_list))
    return render(request, "accounts/looks.html", {"form": form, "page": page, "table": table})


def _table(request: WorkRequest, rows: list[Look]) -> Table:
    names = subject_names(request.municipality, rows)
    heads = (_("Wanneer"), _("Wie"), _("Wat"), _("Waarvan"), _("Waarom"))
    return Table(
        caption=_("Wie keek waarin"),
        columns=[Column(head) for head in heads],
        rows=[
            (
                Cell(moment(row.at)),
                Cell(_who(row)),
                Cell(str(Act(row.act).label)),
                Cell(_subject(row, names)),
                Cell(str(Ground(row.ground).label)),
            )
            for row in rows
        ],
        hidden_caption=True,
    )


def _who(row: Look) -> str:
    if row.user is None:
        return _("het systeem zelf")
    return f"{row.user.name} ({say(f'role.{row.role}')})" if row.role else row.user.name


def _subject(row: Look, names: dict[tuple[str, int], str]) -> str:
    if row.kind == THE_LOG:
        return _("dit overzicht")
    return f"{subject_label(row.kind)} {names.get((row.kind, row.subject), row.subject)}"

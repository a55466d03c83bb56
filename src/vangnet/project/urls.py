"""At which address stands each page? Every app names its own; this joins them."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

_APPS = ("accounts", "partners", "cases", "intake", "outreach", "support", "court", "housing", "tuning")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"vangnet.apps.{app}.urls")) for app in _APPS if find_spec(f"vangnet.apps.{app}.urls")
]

"""How does one installation run? Everything that differs between machines comes from the environment."""

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

# Where this installation keeps its files; what names people is for the service's eyes alone
DATA = Path(os.environ.get("VANGNET_DATA", "var")).resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)

DEBUG = os.environ.get("VANGNET_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("VANGNET_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
HTTPS = os.environ.get("VANGNET_HTTPS") == "1"
PROXIES = int(os.environ.get("VANGNET_PROXIES", "0"))  # how many of our own stand in front


def _kept_secret(name: str) -> str:
    """The secret of this installation: from the environment, else made once and kept under DATA."""
    if given := os.environ.get(f"VANGNET_{name.upper()}"):
        return given
    file = DATA / f"{name}.secret"
    if not file.exists():
        made = file.with_suffix(f".{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # another process was first: its secret holds
            os.link(made, file)
        made.unlink()
    return file.read_text()


SECRET_KEY = _kept_secret("secret_key")
BSN_KEY = _kept_secret("bsn_key")  # lose it and every stored BSN is lost with it

# What it is made of
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "vangnet.apps.web",
    "vangnet.apps.accounts",
    "vangnet.apps.partners",
    "vangnet.apps.cases",
    "vangnet.apps.intake",
    "vangnet.apps.outreach",
    "vangnet.apps.housing",
    "vangnet.apps.court",
    "vangnet.apps.support",
    "vangnet.apps.tuning",
    "vangnet.apps.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vangnet.apps.accounts.middleware.language",
    "vangnet.apps.accounts.middleware.in_words",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vangnet.apps.accounts.middleware.Workplace",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "vangnet.project.urls"
WSGI_APPLICATION = "vangnet.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vangnet.apps.web.shell.shell",
            ],
        },
    },
]
FORM_RENDERER = "vangnet.apps.web.forms.Renderer"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if (STATIC_ROOT / "staticfiles.json").exists():  # `vangnet collectstatic --clear` makes it
    STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # without collecting, files come straight from the apps
MEDIA_ROOT = DATA / "files"  # uploads; never served by address
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Where it remembers
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{DATA / 'vangnet.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    ),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
            "PRAGMA wal_autocheckpoint=16384;"  # long imports touch more pages than SQLite's own thousand
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who comes in, and for how long
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "vangnet.apps.accounts.login.LongEnough", "OPTIONS": {"min_length": 12}},
    {
        "NAME": _VALIDATION + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name"]},
    },
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 10 * 60 * 60  # one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # who logged in from where is nothing to keep
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "user_agent"]
AXES_CLIENT_IP_CALLABLE = "vangnet.apps.accounts.login.client_address"
AXES_USERNAME_CALLABLE = "vangnet.apps.accounts.login.typed_username"
AXES_LOCKOUT_CALLABLE = "vangnet.apps.accounts.login.locked_out"

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the icons inside the design system's style sheet
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading is asked by the domain's owner
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and PROXIES else None

# What it speaks
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# What it writes down about itself: never a person (see vangnet.project.logs)
DEFAULT_EXCEPTION_REPORTER = "vangnet.project.logs.WithoutPersons"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_query": {"()": "vangnet.project.logs.WithoutQuery"}},
    "formatters": {"plain": {"()": "vangnet.project.logs.WithoutDetails"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_query"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},  # strangers' noise
        "django.db.backends": {"level": "WARNING"},  # SQL holds names, also under DEBUG
    },
}

"""Settings. What differs between installations comes from the environment.

LIEM_DATABASE_URL, LIEM_SECRET_KEY, LIEM_HTTPS=1, LIEM_HOSTS (comma-separated), LIEM_DEBUG=1, LIEM_HOME (holds `var/`),
LIEM_SECRECY_CEILING (open, confidential, secret or top_secret: what may be held here), LIEM_SMTP (smtp:// or smtps://
user:password@host:port), LIEM_MAIL_FROM, LIEM_ADDRESS (where people find these pages: links in letters), LIEM_KEYS and
LIEM_PAPERS (folders of keys and of papers), LIEM_TEMPLATES (a folder with the office's own printed forms).
"""

from __future__ import annotations

import os
from pathlib import Path

from liem.web.database import database_settings, sqlite_settings
from liem.web.mail import mail_settings
from liem.web.secret_key import secret_key

PROJECT = Path(__file__).resolve().parents[3]
# Installed from a wheel there is no project folder; then `var/` lies where the command is run.
HOME = Path(os.environ.get("LIEM_HOME") or (PROJECT if (PROJECT / "pyproject.toml").is_file() else Path.cwd()))
VAR = HOME / "var"
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds dossiers, password hashes and the secret key
KEYS = Path(os.environ.get("LIEM_KEYS") or VAR / "keys")  # private keys of the ledger; another disk is as good
PAPERS = Path(os.environ.get("LIEM_PAPERS") or VAR / "papers")  # papers of cases, each under the digest of its content
PRINTED_FORMS = os.environ.get("LIEM_TEMPLATES", "")  # a folder with the office's own printed forms

DEBUG = os.environ.get("LIEM_DEBUG") == "1"
HTTPS = os.environ.get("LIEM_HTTPS") == "1"
SECRET_KEY = secret_key(os.environ.get("LIEM_SECRET_KEY"), path=VAR / "secret_key")

# --- Apps, requests, pages -------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "liem.actions",
    "liem.rulebook",
    "liem.record",
    "liem.duties",
    "liem.directives",
    "liem.procedures",
    "liem.oversight",
    "liem.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "liem.web.security.browser_limits",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "liem.web.language.language_of_the_page",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "liem.web.refusals.RefusalMiddleware",
    "liem.web.acting.ActingMiddleware",
    "liem.web.security.no_null_characters",
]

ROOT_URLCONF = "liem.web.urls"
WSGI_APPLICATION = "liem.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "liem.web.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "liem.web.templatetags.wording",
                "liem.web.templatetags.components",
            ],
        },
    },
]
FILE_UPLOAD_HANDLERS = ["liem.web.uploads.LimitedUpload"]
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"  # filled by liem.web.assets when the server starts
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Database --------------------------------------------------------------------------------------------------------

_address = os.environ.get("LIEM_DATABASE_URL")
DATABASES = {"default": database_settings(_address) if _address else sqlite_settings(VAR / "liem.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Accounts --------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "actions.Account"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- Security: plain http on this machine by default, https behind a proxy with LIEM_HTTPS=1 -----------------------

_hosts = os.environ.get("LIEM_HOSTS", "127.0.0.1,localhost,[::1]")
ALLOWED_HOSTS = [host.strip() for host in _hosts.split(",") if host.strip()]
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "liem.web.refusals.forbidden"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if HTTPS else None  # browsers ignore it on plain http
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS]

# --- Secrecy: above this level only number and date of a paper are kept (docs/explanation/secrecy.md) -----------------

SECRECY_CEILING = os.environ.get("LIEM_SECRECY_CEILING", "open")

# --- Mail: notices go out through this server where one is named (LIEM_SMTP, LIEM_MAIL_FROM, LIEM_ADDRESS) ------------

ADDRESS = os.environ.get("LIEM_ADDRESS", "http://127.0.0.1:8000").rstrip("/")  # where people find these pages
MAIL_SERVER = os.environ.get("LIEM_SMTP", "")
MAIL_SENDER = os.environ.get("LIEM_MAIL_FROM", "liem@localhost")
if MAIL_SERVER:
    _mail = mail_settings(MAIL_SERVER)
    EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starttls, _mail.tls
    EMAIL_TIMEOUT = 20

# --- Log: to standard error, where the service manager keeps it; addresses without queries and secrets ---------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "liem.web.log_lines.WithoutRows",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "filters": {"secrets": {"()": "liem.web.log_lines.WithoutSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
        for name in ("liem", "django.request", "django.security", "django.db")
    },
}

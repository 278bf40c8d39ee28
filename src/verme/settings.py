"""Django's settings, all derived from `verme.configuration`."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.messages import constants as messages
from django.utils.csp import CSP

from verme import configuration, databases
from verme.postoffice import mail_server

# `verme check` and building need no secrets; whatever serves or sends does (see verme.command).
CONFIGURATION = configuration.load(ready=os.environ.get("VERME_UNREADY") != "1")
PACKAGE = Path(__file__).resolve().parent

DEBUG = False
SECRET_KEY = CONFIGURATION.secret_key or configuration.DEVELOPMENT_KEY
SECRET_KEY_FALLBACKS = CONFIGURATION.secret_key_fallbacks
BASE_URL = CONFIGURATION.base_url or "http://127.0.0.1:8000"
PRODUCTION = CONFIGURATION.is_production
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "localhost"] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if PRODUCTION else []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks_db",
    "verme.audit",
    "verme.mail",
    "verme.people",
    "verme.organisations",
    "verme.programmes",
    "verme.mentors",
    "verme.signups",
    "verme.groups",
    "verme.bulletins",
    "verme.agreements",
    "verme.meetings",
    "verme.certificates",
    "verme.compensation",
    "verme.mornings",
    "verme.clockwork",
    "verme.demo",
    "verme.web",
]
MIDDLEWARE = [
    "verme.web.ui.requests.request_identity",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "verme.web.ui.requests.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "verme.web.ui.language.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "verme.web.ui.sessions.session_limits",
    "verme.web.ui.refusals.note_refusals",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
]
ROOT_URLCONF = "verme.urls"
WSGI_APPLICATION = "verme.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "verme.web.ui.context.page",
            ],
        },
    }
]

DATABASES = {"default": databases.settings(CONFIGURATION.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "verme_cache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
}
MAILERS = {"default": mail_server(CONFIGURATION.smtp_url)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "formation"]}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]  # nobody has a password; Django wants one named
ACCOUNT_ADAPTER = "verme.web.account.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # 10 minutes (ASVS 6.5.5)
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # the sign-in page decides itself; who mistyped an address gets back to it
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code that comes by e-mail is the proof of the address
ACCOUNT_PREVENT_ENUMERATION = True
LOGIN_URL = "/kirjaudu/"
LOGIN_REDIRECT_URL = "/oma/"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 90 * 24 * 3600  # the longest anyone may stay signed in; verme.web.ui.sessions is stricter
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-verme" if PRODUCTION else "verme"
CSRF_COOKIE_NAME = "__Host-verme-csrf" if PRODUCTION else "verme-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "verme.web.public.views.faults.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MESSAGE_TAGS = {messages.SUCCESS: "ok", messages.WARNING: "warn", messages.ERROR: "err"}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_SSL_REDIRECT = False  # the proxy in front does it; /healthz must answer plain
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIGURATION.trusted_proxies else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # frame-ancestors in the CSP says it, and security_headers for old browsers
    "security.W008",  # the proxy in front redirects to https; /healthz must answer plain
    "security.W021",  # the browsers' preload list is the operator's choice
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # a staff list never touches the disk
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "kieli"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
FORMS_URLFIELD_ASSUME_HTTPS = True

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "web" / "static"
STATICFILES_FINDERS: list[str] = []
WHITENOISE_MAX_AGE = 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+\.[0-9a-f]{10,16}\..+$"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "verme.web.ui.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": CONFIGURATION.log_level},
    "loggers": {"django.server": {"handlers": ["stderr"], "propagate": False}, "django_tasks_db": {"level": "WARNING"}},
}

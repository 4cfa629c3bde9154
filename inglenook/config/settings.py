"""One settings file for everywhere; what differs comes from the environment. See docs/reference/settings.md."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import dj_database_url
from pghistory import ForeignKey

from inglenook.kit.languages import ENGLISH, OFFERED

from .database import database_url
from .home import home
from .secret import secret_key

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home()
DEMO = os.environ.get("INGLENOOK_DEMO") == "1"
DEBUG = False
SECRET_KEY = secret_key(HOME)
SITE_URL = os.environ.get("INGLENOOK_URL", f"http://localhost:{os.environ.get('PORT', '8000')}").rstrip("/")
ALLOWED_HOSTS = os.environ.get("INGLENOOK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
FIXED_TODAY = date.fromisoformat(day) if (day := os.environ.get("INGLENOOK_TODAY")) else None

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "inglenook.web",  # before allauth, whose pages it dresses
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "inglenook.core",
    "inglenook.people",
    "inglenook.messaging",
    "inglenook.measures",
    "inglenook.community",
    "inglenook.workforce",
    "inglenook.planning",
    "inglenook.between",
    "inglenook.exchange",
    "inglenook.kit",
    *(["inglenook.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "inglenook.web.middleware.headers",
    "inglenook.web.middleware.one_transaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "inglenook.web.middleware.stand_as_actor",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "inglenook.web.middleware.own_time_zone",
    "inglenook.web.languages.own_language",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "inglenook.web.device.once.once",
]

ROOT_URLCONF = "inglenook.config.urls"
WSGI_APPLICATION = "inglenook.config.wsgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "inglenook.web.context.navigation",
    "inglenook.web.languages.switcher",
    *(["inglenook.demo.context.bar"] if DEMO else []),
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "inglenook.kit.jinja.environment",
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]

# The web process asks PostgreSQL for a role that row-level security binds; commands run as the owner and step down.
DATABASE_ROLE = os.environ.get("INGLENOOK_DATABASE_ROLE", "")
DATABASES = {"default": dj_database_url.parse(database_url(), conn_max_age=600, conn_health_checks=True)}
_options = DATABASES["default"].setdefault("OPTIONS", {})
# Every history trigger asks for this setting, row by row; unset, each asking would be an error to be caught.
_options["options"] = f"{_options.get('options', '')} -c pgtrigger.ignore={{}}"
_options["prepare_threshold"] = 5  # Django keeps plans off; they are kept for what core/prepared.py asks
if DATABASE_ROLE:
    _options["options"] += f" -c role={DATABASE_ROLE}"
KIT_TODAY = "inglenook.core.clock.today"  # the kit knows no room, so its dates are told where the clock is
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_CONTEXT_FIELD = None
PGHISTORY_FOREIGN_KEY_FIELD = ForeignKey(db_index=False)  # former rows are found by the row whose they are
PGTRIGGER_MIGRATIONS = False  # triggers, like policies, are written anew from the models after every migration
PGTRIGGER_INSTALL_ON_MIGRATE = True

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Inglenook: "
ACCOUNT_CHANGE_EMAIL = True  # one address each: a new one takes the place of the old when its owner confirms it
ACCOUNT_RATE_LIMITS = {  # beside allauth's own
    "refer_somebody": "30/h/ip",  # a busy advice centre behind one address
    "join": "20/h/ip,3/h/key",
}
SIGN_UP = os.environ.get("INGLENOOK_SIGN_UP", "1") == "1"
ACCOUNT_ADAPTER = "inglenook.web.accounts.ByInvitation"
MFA_ADAPTER = "inglenook.web.accounts.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https:")
SESSION_COOKIE_AGE = 60 * 60 * 12

LANGUAGE_CODE = ENGLISH
LANGUAGES = list(OFFERED.items())
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SECURE = SITE_URL.startswith("https:")
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from where the build put them; nothing to collect
WHITENOISE_AUTOREFRESH = False
MOST_UPLOAD = 110_000_000  # bytes of one request; no field takes more than 100 MB
FILE_UPLOAD_HANDLERS = [
    "inglenook.kit.uploads.LetLargePass",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CLAMD = os.environ.get("INGLENOOK_CLAMD", "")  # host:port or a socket's path; files that people send are scanned there
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024  # a page says kindly that 10 MB in a field is too long

EMAIL_HOST = os.environ.get("INGLENOOK_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("INGLENOOK_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("INGLENOOK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("INGLENOOK_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("INGLENOOK_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 20
if DEMO:  # a demonstration writes to nobody
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "demo" / "emails"
DEFAULT_FROM_EMAIL = os.environ.get("INGLENOOK_FROM", "Inglenook <no-reply@localhost>")

# What carries messages on each channel; see inglenook/messaging/gateways. A phone call becomes a task.
GATEWAYS = {
    "text": os.environ.get("INGLENOOK_TEXT_GATEWAY", ""),
    "email": "smtp",
    "web": "push",
    "letter": os.environ.get("INGLENOOK_LETTER_GATEWAY", "folder"),
}
if DEMO:
    GATEWAYS = dict.fromkeys(GATEWAYS, "demo")
NOTIFY_URL = os.environ.get("INGLENOOK_NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_KEY = os.environ.get("INGLENOOK_NOTIFY_KEY", "")
NOTIFY_TEMPLATE = os.environ.get("INGLENOOK_NOTIFY_TEMPLATE", "")
TEXT_URL = os.environ.get("INGLENOOK_TEXT_URL", "")
TEXT_KEY = os.environ.get("INGLENOOK_TEXT_KEY", "")
TEXT_PENCE = Decimal(os.environ.get("INGLENOOK_TEXT_PENCE", "2.4"))
CALLBACK_TOKEN = os.environ.get("INGLENOOK_CALLBACK_TOKEN", "")
LETTERS = Path(os.environ.get("INGLENOOK_LETTERS", HOME / "letters"))
VAPID_KEY = HOME / "vapid.pem"  # made when first needed
PUSH_CONTACT = os.environ.get("INGLENOOK_PUSH_CONTACT", "mailto:no-reply@localhost")

# A feed of services is read from the open web alone, unless the own network is trusted to hold one.
PRIVATE_FEEDS = os.environ.get("INGLENOOK_PRIVATE_FEEDS") == "1"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("INGLENOOK_LOG", "WARNING")},
}

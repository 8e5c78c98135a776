"""One settings module; every difference is an environment variable, listed in docs/settings.md."""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONCE, SELF
from django.utils.translation import gettext_lazy as _

django_stubs_ext.monkeypatch()  # ModelForm[Plan] at run time too

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("HEJIA_DEBUG", default=False)
DEMO = env.bool("HEJIA_DEMO", default=False)
# TLS everywhere but in the demo and the tests, which listen on the loopback address only.
HTTPS = env.bool("HEJIA_HTTPS", default=True)
VAR_DIR = Path(env.str("HEJIA_VAR", default=str(BASE_DIR / "var")))
# A folder of bank layouts beside those shipped with assistance (docs/bank-files.md).
HEJIA_BANK_LAYOUTS = env.str("HEJIA_BANK_LAYOUTS", default="")
# A folder of definitions of reports beside those shipped (reports/catalogue.py).
HEJIA_REPORTS = env.str("HEJIA_REPORTS", default="")

# No default: a portal without a secret of its own must not start.
SECRET_KEY = env.str("HEJIA_SECRET_KEY")
# What seals personal data, and what finds it again (docs/adr/0011); kept apart from the database.
FIELD_KEYS = env.str("HEJIA_FIELD_KEYS")
INDEX_KEY = env.str("HEJIA_INDEX_KEY")
ALLOWED_HOSTS = env.list("HEJIA_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("HEJIA_ORIGINS", default=[])
# How the portal is called in mails and on paper, where no request tells it.
PORTAL_ADDRESS = env.str(
    "HEJIA_ADDRESS", default=(CSRF_TRUSTED_ORIGINS or ["http://127.0.0.1:8000"])[0]
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",  # its widgets, behind ours in templates/django/forms
    "django_htmx",
    "guardian",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "django_celery_beat",
    "csp",
    "kernel",
    "unions",
    "evidence",
    "targets",
    "homes",
    "assistance",
    "bargaining",
    "campaigns",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "evidence.limits.refuse_large_bodies",
    "axes.middleware.AxesMiddleware",
    "config.faults.DatabaseFaults",
    "config.faults.CacheFaults",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "unions.navigation.navigation",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Three roles on one database (docs/architecture.md, "Tenancy"): policies apply to `default`,
# `owner` migrates, `platform` is for the few named jobs across federations.
DATABASES = {
    "default": env.db_url("DATABASE_URL"),
    "owner": env.db_url("OWNER_DATABASE_URL"),
    "platform": env.db_url("PLATFORM_DATABASE_URL"),
}
for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = env.int("HEJIA_CONN_MAX_AGE", default=60)
# The scope of a request lives in its transaction (unions/rowsecurity.py).
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.str("REDIS_URL"),
    }
}

AUTH_USER_MODEL = "unions.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # django-guardian: no row for people who are not signed in
GUARDIAN_USER_OBJ_PERMS_MODEL = "unions.Grant"
GUARDIAN_MONKEY_PATCH_USER = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "unions:sign-in"
LOGIN_REDIRECT_URL = "unions:post-list"
SEARCH_ROUTE = "reports:search"
LOGOUT_REDIRECT_URL = "unions:sign-in"

# Five failures lock the name for ten minutes (docs/adr/0005); one mechanism, and it speaks.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "unions.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
# By name only: a whole office shares one address, and must not be locked out by one member.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

SESSION_COOKIE_AGE = 60 * env.int("HEJIA_IDLE_MINUTES", default=60)
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["config.formats"]  # digits in threes

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
# The tests serve static files straight from their folders; compressing every app's files takes
# minutes, which only the image build spends.
PLAIN_STATIC = env.bool("HEJIA_PLAIN_STATIC", default=False)
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = PLAIN_STATIC
if PLAIN_STATIC:
    _static_backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
elif env.bool("HEJIA_COMPRESS", default=False):
    _static_backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
else:
    _static_backend = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_backend},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
UPLOAD_MAX_BYTES = 10 * 1024 * 1024  # one evidence file; the answer to a larger one is 413

CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = env.int("HEJIA_WORKERS", default=2)
# What is not acknowledged by then is delivered again: longer than any job. One that hangs is killed
# before; the sweep (unions/jobs.py) finds it, and what lost its worker, much sooner.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 6 * 60 * 60}
CELERY_TASK_TIME_LIMIT = 5 * 60 * 60
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# Without a server of its own, mail goes to the worker's log.
vars().update(env.email_url("HEJIA_MAIL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("HEJIA_MAIL_FROM", default="noreply@localhost")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["unions.api_access.PostTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["unions.api_access.HoldsPost"],
    "DEFAULT_PAGINATION_CLASS": "unions.api_access.NewestFirst",
    "PAGE_SIZE": 50,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "unions.api_access.answer_refusals",
    # Who asks is who our own proxy says; without one, a header could name anybody.
    "NUM_PROXIES": 1 if HTTPS else 0,
    "DEFAULT_THROTTLE_RATES": {"token": "10/min"},
}
REST_KNOX = {"TOKEN_TTL": timedelta(hours=12), "TOKEN_MODEL": "unions.PostToken"}
KNOX_TOKEN_MODEL = "unions.PostToken"  # noqa: S105 - the name of a model
SPECTACULAR_SETTINGS = {
    "TITLE": "Hejia API",
    "VERSION": "1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    # Each lifecycle has its own stages, and the schema its own name for them.
    "ENUM_NAME_OVERRIDES": {
        "PlanStage": "homes.workflow.Stage",
        "InspectionStage": "homes.workflow.InspectionStage",
        "TargetStage": "targets.workflow.SheetStage",
        "ShareStage": "targets.workflow.ShareStage",
        "HomeLevel": "homes.scoring.Level",
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("HEJIA_LOG_LEVEL", default="INFO")},
    # Its DEBUG lines print whole contexts, and with them what a page has just unmasked.
    "loggers": {"django.template": {"level": "INFO"}},
}

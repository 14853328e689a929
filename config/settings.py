"""Django's settings: everything that differs between two homes comes from the surroundings."""

from logging import LogRecord
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = Path(environment.text("DIEMBAO_HOME", str(BASE_DIR / "var"))).absolute()
SECRET_FILE = HOME / "secret.key"
PACKS = Path(environment.text("DIEMBAO_PACKS", str(BASE_DIR / "config" / "packs")))
PACK = environment.text("DIEMBAO_PACK", "demo")
CLOCK_FILE = HOME / "clock.json"
WARC_FOLDER = Path(environment.text("DIEMBAO_WARC", str(HOME / "warc")))
MODEL_FOLDER = Path(environment.text("DIEMBAO_MODELS", str(BASE_DIR / "classifier" / "models")))
# A desk's own model, that answers in place of the shipped ones where its card says so.
PLUG_FOLDER = Path(plug).absolute() if (plug := environment.text("DIEMBAO_MODEL")) else None
# A desk's own encoder, by which stories of two languages are compared beside what they share.
ENCODER_FOLDER = Path(encoder).absolute() if (encoder := environment.text("DIEMBAO_ENCODER")) else None
# The demo press: its port, and its mail; nothing of it is reachable without this.
ALERT_BUDGET = environment.amount("DIEMBAO_ALERT_BUDGET", 1.0)
PRESS_PORT = environment.number("DIEMBAO_PRESS_PORT", 0)
DEMO_MAIL_FOLDER = HOME / "demo-mail"
# Nothing is asked of the network but the demo press: for a laptop on the road, and for tests.
OFFLINE = environment.flag("DIEMBAO_OFFLINE")
SITE_URL = environment.text("DIEMBAO_SITE", "http://127.0.0.1:8000")

SECRET_KEY = environment.text("DIEMBAO_SECRET_KEY") or (
    SECRET_FILE.read_text("utf-8") if SECRET_FILE.exists() else get_random_secret_key()
)
DEBUG = False
ALLOWED_HOSTS = environment.text("DIEMBAO_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "archive",
    "desk",
    "reports",
    "web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "web.gate.ReaderLanguage",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "web.frame.frame",
            ],
        },
    }
]

DATABASE_URL = environment.text("DATABASE_URL", f"sqlite:///{HOME / 'diembao.sqlite3'}")
DATABASES = {"default": environment.database(DATABASE_URL)}
SEARCH_URL = environment.text("SEARCH_URL", f"tantivy://{HOME / 'index'}")

AUTH_USER_MODEL = "desk.Officer"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "sign-in"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# Behind https the browser is told to stay there; a laptop on 127.0.0.1 has no certificate.
SECURE_HSTS_SECONDS = 31_536_000 if SITE_URL.startswith("https://") else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("DIEMBAO_BEHIND_PROXY") else None
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [HOME / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": environment.text(
            "DIEMBAO_STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

SMTP_URL = environment.text("SMTP_URL", "smtp://127.0.0.1:25")
MAIL_FROM = environment.text("DIEMBAO_MAIL_FROM", "diembao@localhost")


LOG_LEVELS = ("debug", "info", "warning", "error", "critical")


def is_fault(record: LogRecord) -> bool:
    """Whether a line of the log tells more than that the site is not ready."""
    return getattr(getattr(record, "request", None), "path", "") != "/health"


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    # While the site starts, /health says no once a second: that is its work, not a fault to be written down.
    "filters": {"faults": {"()": "django.utils.log.CallbackFilter", "callback": is_fault}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["faults"]}},
    # A search server that is away is told in a sentence where it was asked, not in its client's traces.
    "loggers": {"elastic_transport": {"level": "ERROR"}},
    "root": {
        "handlers": ["stderr"],
        "level": environment.one_of("DIEMBAO_LOG", "warning", LOG_LEVELS).upper(),
    },
}

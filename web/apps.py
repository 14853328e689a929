from django.apps import AppConfig
from django.conf import settings

FACES = "web.fonts.Faces"


class WebConfig(AppConfig):
    """Pages over everything below; no rule of its own."""

    name = "web"

    def ready(self) -> None:
        """Serve the typeface of the pages beside their own static files."""
        if FACES not in settings.STATICFILES_FINDERS:
            settings.STATICFILES_FINDERS = [*settings.STATICFILES_FINDERS, FACES]

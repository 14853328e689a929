from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """What was collected, and the work still to do on it."""

    name = "archive"
    default_auto_field = "django.db.models.BigAutoField"

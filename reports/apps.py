from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What leaves the desk: digests and documents."""

    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What officers do, and who may do it."""

    name = "desk"
    default_auto_field = "django.db.models.BigAutoField"

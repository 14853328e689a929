"""Who works at the desk, and what they did."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models

from desk.rights import Role


class OfficerSet(BaseUserManager["Officer"]):
    """Creates officers by mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Officer":
        """Add an officer; without a password nobody can sign in as them."""
        officer = self.model(email=self.normalize_email(email).lower(), **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer


class Officer(AbstractUser):
    """A person with an account, known by mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    body = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    language = models.CharField(max_length=5, default="vi")
    wants_digest = models.BooleanField(default=False)
    looked_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = OfficerSet()  # type: ignore[assignment,misc]

    def __str__(self) -> str:
        return self.name or self.email


class Act(models.Model):
    """What an officer did; never changed and never deleted."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="acts")
    code = models.CharField(max_length=40, db_index=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.code}"

"""The work still to do, and who is at it."""

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """A step of work waiting, leased or put aside."""

    stage = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    # The host whose turn it needs, where it needs one.
    lane = models.CharField(max_length=255, blank=True)
    payload = models.JSONField(default=dict)
    run_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    owner = models.CharField(max_length=80, blank=True)
    lease = models.CharField(max_length=32, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    quarantined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stage", "key"], name="one_job_a_key")]
        indexes = [
            models.Index(
                fields=["stage", "run_at"], condition=Q(quarantined_at__isnull=True), name="job_due"
            ),
            models.Index(fields=["owner"], name="job_owner"),
            models.Index(
                fields=["lane", "stage", "run_at"], condition=Q(quarantined_at__isnull=True), name="job_lane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.key}"


class IndexChange(models.Model):
    """An article whose index entry is behind the archive; one row an article, the newest revision wins."""

    article_id = models.BigIntegerField(unique=True)
    revision = models.PositiveBigIntegerField()
    queued_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.article_id} r{self.revision}"


class Pulse(models.Model):
    """The last sign of life of a process."""

    owner = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.owner

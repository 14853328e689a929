"""Queries that are kept, what they caught and who has seen it."""

from django.db import models
from django.db.models import Q

from desk.models.office import Officer


class WatchState(models.TextChoices):
    """Whether a watch looks."""

    WAITING = "waiting"
    ACTIVE = "active"
    PAUSED = "paused"
    REFUSED = "refused"
    CLOSED = "closed"


class Watch(models.Model):
    """A saved query that is held against every new or changed article."""

    name = models.CharField(max_length=120)
    query = models.TextField()
    owner = models.ForeignKey(Officer, models.PROTECT, related_name="watches")
    # Every officer of this role sees it and is told; without one it is the owner's alone.
    team = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=WatchState.choices, default=WatchState.ACTIVE)
    by_mail = models.BooleanField(default=False)
    in_digest = models.BooleanField(default=False)
    hook_url = models.URLField(max_length=500, blank=True)
    hook_secret = models.CharField(max_length=64, blank=True)
    # The address said that it is gone for good; a new address, or the same one saved again, begins anew.
    hook_stopped_at = models.DateTimeField(null=True, blank=True)
    # Of the private feed's address only the hash is kept.
    feed_hash = models.CharField(max_length=64, blank=True, db_index=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    ceiling = models.PositiveSmallIntegerField(default=10)
    # Until then nothing is mailed, and nothing called: its quiet hours, or it has told enough by that way.
    held_until = models.DateTimeField(null=True, blank=True)
    hook_held_until = models.DateTimeField(null=True, blank=True)
    # Whom a watch on a name is about, by office, and what for; who allowed it.
    office = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="decided_watches")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    # From then on it looks with this query: an article that was read before is none of its own.
    changed_at = models.DateTimeField()
    swept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "changed_at"], name="watch_state")]

    def __str__(self) -> str:
        return self.name


class WatchHit(models.Model):
    """An article a watch caught; the sweep's are those that matching had missed."""

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="hits")
    article = models.ForeignKey("archive.Article", models.CASCADE, related_name="watch_hits")
    found_at = models.DateTimeField(db_index=True)
    is_swept = models.BooleanField(default=False)
    # Still to be told: written with the hit, so that a way of telling chosen later tells nothing old.
    is_mail_due = models.BooleanField(default=False)
    is_hook_due = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True)
    hooked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["watch", "article"], name="one_hit_an_article")]
        indexes = [
            models.Index(fields=["watch", "found_at"], name="watch_hits_by_time"),
            models.Index(fields=["watch"], condition=Q(is_mail_due=True), name="watch_hits_to_mail"),
            models.Index(fields=["watch"], condition=Q(is_hook_due=True), name="watch_hits_to_hook"),
        ]

    def __str__(self) -> str:
        return f"{self.watch_id}: {self.article_id}"


class WatchLook(models.Model):
    """When an officer last looked at what a watch caught."""

    watch = models.ForeignKey(Watch, models.CASCADE, related_name="looks")
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="watch_looks")
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["watch", "officer"], name="one_look_an_officer")]

    def __str__(self) -> str:
        return f"{self.watch_id}: {self.officer_id}"

"""Who publishes, where it is asked, and how the asking fares."""

from django.db import models
from django.db.models import Q


class Outlet(models.Model):
    """A press organ (cơ quan báo chí)."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    lang = models.CharField(max_length=8)
    home_page = models.CharField(max_length=500, blank=True)
    # The names by which others say that a text is its.
    credits = models.JSONField(default=list, blank=True)
    # The outlet's own rules for its article pages, and how they have fared.
    article_rules = models.JSONField(default=dict, blank=True)
    rules_failures = models.PositiveIntegerField(default=0)
    rules_suspended_at = models.DateTimeField(null=True, blank=True)
    # What its hosts' addresses mean, where they do not tell it themselves.
    address_rules = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name


class Host(models.Model):
    """A server as all crawl processes know it together; its times are real ones, for its patience is."""

    name = models.CharField(max_length=255, unique=True)
    owner = models.CharField(max_length=80, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    last_start_at = models.DateTimeField(null=True, blank=True)
    rest_until = models.DateTimeField(null=True, blank=True)
    rest_reason = models.CharField(max_length=200, blank=True)
    # How often in a row it asked for patience without saying for how long.
    rests = models.PositiveSmallIntegerField(default=0)
    crawl_delay = models.FloatField(null=True, blank=True)
    robots_status = models.PositiveSmallIntegerField(null=True, blank=True)
    robots_text = models.TextField(blank=True)
    robots_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class SourceState(models.TextChoices):
    """How a source is doing; the words are the pages' business."""

    WAITING = "waiting"
    ALIVE = "alive"
    FAILING = "failing"
    BLOCKED = "blocked"
    RESTING = "resting"
    GONE = "gone"


class Source(models.Model):
    """One feed, sitemap or section page of an outlet, and what its last polls gave."""

    key = models.SlugField(max_length=120, unique=True)
    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="sources")
    url = models.CharField(max_length=2000)
    shape = models.CharField(max_length=10)
    rules = models.JSONField(default=dict, blank=True)
    zone = models.CharField(max_length=60, default="Asia/Ho_Chi_Minh")
    every_minutes = models.PositiveIntegerField(default=60)
    delay_seconds = models.FloatField(default=2.0)
    is_verified = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    state = models.CharField(max_length=10, choices=SourceState.choices, default=SourceState.WAITING)
    failures = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)
    moved_to = models.CharField(max_length=2000, blank=True)
    # A redirect that has not yet proved consistent, and how often it was seen in a row.
    moving_to = models.CharField(max_length=2000, blank=True)
    moving_seen = models.PositiveSmallIntegerField(default=0)
    # The interval as it has adapted; null before the first poll.
    adapted_minutes = models.PositiveIntegerField(null=True, blank=True)
    conditional_polls = models.PositiveIntegerField(default=0)
    # Digests of the items seen last, eight bytes each: what is byte for byte the same is not parsed again.
    seen_items = models.BinaryField(default=bytes)
    polled_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    last_new_at = models.DateTimeField(null=True, blank=True)
    next_poll_at = models.DateTimeField(null=True, blank=True)
    polls = models.PositiveIntegerField(default=0)
    entries_seen = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class Notice(models.Model):
    """Something about the collecting that a person should know; open until it is over."""

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    params = models.JSONField(default=dict, blank=True)
    raised_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(cleared_at__isnull=True), name="one_open_notice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

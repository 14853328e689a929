"""The archive's rows. Everything else is derived from them and can be built again."""

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
    polled_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    last_new_at = models.DateTimeField(null=True, blank=True)
    next_poll_at = models.DateTimeField(null=True, blank=True)
    polls = models.PositiveIntegerField(default=0)
    entries_seen = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class Article(models.Model):
    """An article as it stands now; what it said before is in its versions."""

    canonical_key = models.CharField(max_length=64, unique=True)
    canonical_url = models.CharField(max_length=2000)
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="articles")
    source = models.ForeignKey(Source, models.PROTECT, related_name="articles")
    title = models.CharField(max_length=1000)
    alt_title = models.CharField(max_length=1000, blank=True)
    standfirst = models.TextField(blank=True)
    body = models.TextField(blank=True)
    authors = models.JSONField(default=list)
    section = models.CharField(max_length=200, blank=True)
    lang = models.CharField(max_length=8)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    published_raw = models.CharField(max_length=200, blank=True)
    published_origin = models.CharField(max_length=10, default="none")
    published_has_zone = models.BooleanField(default=False)
    first_fetched_at = models.DateTimeField(db_index=True)
    fetched_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveBigIntegerField(default=1)
    copy_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    copy_share = models.FloatField(default=0.0)
    reading = models.OneToOneField(
        "Reading", models.SET_NULL, null=True, blank=True, related_name="current_of"
    )

    class Meta:
        indexes = [models.Index(fields=["-first_fetched_at", "-id"], name="article_newest")]

    def __str__(self) -> str:
        return self.title


class Capture(models.Model):
    """One answer of a server, kept as evidence in a WARC file."""

    url = models.CharField(max_length=2000)
    final_url = models.CharField(max_length=2000)
    shape = models.CharField(max_length=10)
    status = models.PositiveSmallIntegerField()
    error = models.CharField(max_length=500, blank=True)
    fetched_at = models.DateTimeField(db_index=True)
    content_type = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    bytes = models.PositiveBigIntegerField(default=0)
    warc_file = models.CharField(max_length=200, blank=True)
    warc_offset = models.PositiveBigIntegerField(default=0)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="captures")
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="captures")

    def __str__(self) -> str:
        return f"{self.status} {self.url}"


class AddressState(models.TextChoices):
    """What became of an address that a source announced."""

    WAITING = "waiting"
    STORED = "stored"
    REFUSED = "refused"
    GONE = "gone"


class Address(models.Model):
    """An address as it was announced and fetched: the first of an article's identities."""

    url_key = models.CharField(max_length=64, unique=True)
    url = models.CharField(max_length=2000)
    source = models.ForeignKey(Source, models.CASCADE, related_name="addresses")
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="addresses")
    state = models.CharField(max_length=10, choices=AddressState.choices, default=AddressState.WAITING)
    first_seen_at = models.DateTimeField()
    title = models.CharField(max_length=1000, blank=True)
    summary = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_raw = models.CharField(max_length=200, blank=True)
    published_has_zone = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.url


class Version(models.Model):
    """What an article said from one fetch on."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=1000)
    standfirst = models.TextField(blank=True)
    body = models.TextField(blank=True)
    content_sha256 = models.CharField(max_length=64)
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, blank=True, related_name="versions")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.number}"


class Reading(models.Model):
    """What one model said of one version of an article."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="readings")
    version = models.PositiveIntegerField()
    model = models.CharField(max_length=80)
    lang = models.CharField(max_length=8)
    about = models.FloatField(null=True)
    is_about = models.BooleanField(default=False)
    topics = models.JSONField(default=list)
    topic = models.CharField(max_length=40, blank=True, db_index=True)
    tone = models.SmallIntegerField(default=0)
    tone_p = models.FloatField(default=0.0)
    abstain = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    places = models.JSONField(default=list)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "version", "model"], name="one_reading_a_model"),
            models.CheckConstraint(condition=Q(tone__in=[-1, 0, 1]), name="tone_is_a_sign"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.version} {self.topic}"


class Fingerprint(models.Model):
    """One winnowed shingle of an article, by which its copies are found."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="fingerprints")
    hash = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "hash"], name="one_hash_an_article")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.hash}"


class Job(models.Model):
    """A step of work waiting, leased or put aside."""

    stage = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
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

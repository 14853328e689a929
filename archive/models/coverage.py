"""What was published, as it stands and as it stood."""

from django.db import models


class Article(models.Model):
    """An article as it stands now; what it said before is in its versions."""

    canonical_key = models.CharField(max_length=64, unique=True)
    canonical_url = models.CharField(max_length=2000)
    outlet = models.ForeignKey("Outlet", models.PROTECT, related_name="articles")
    source = models.ForeignKey("Source", models.PROTECT, related_name="articles")
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
    # What spoke against the time that was read; one in the future or before the web is kept as written only.
    published_trust = models.CharField(max_length=10, default="none")
    first_fetched_at = models.DateTimeField(db_index=True)
    fetched_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_how = models.CharField(max_length=20, blank=True)
    image_url = models.CharField(max_length=2000, blank=True)
    is_paywalled = models.BooleanField(default=False)
    agency = models.CharField(max_length=80, blank=True)
    # Every name that is given as a source, as written; whose it is shows when the article has copies.
    credited = models.JSONField(default=list, blank=True)
    links = models.JSONField(default=list, blank=True)
    medium = models.CharField(max_length=12, default="page")
    delegation = models.ForeignKey(
        "Delegation", models.SET_NULL, null=True, blank=True, related_name="articles"
    )
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
    source = models.ForeignKey("Source", models.CASCADE, related_name="addresses")
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="addresses")
    state = models.CharField(max_length=10, choices=AddressState.choices, default=AddressState.WAITING)
    first_seen_at = models.DateTimeField()
    title = models.CharField(max_length=1000, blank=True)
    summary = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_raw = models.CharField(max_length=200, blank=True)
    published_has_zone = models.BooleanField(default=False)
    # What the page's last answer said of itself, for the question at the next visit.
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)

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
    capture = models.ForeignKey("Capture", models.PROTECT, null=True, blank=True, related_name="versions")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.number}"


class Delegation(models.Model):
    """An official visit of foreign correspondents; the persons are not recorded, their works are."""

    name = models.CharField(max_length=200)
    outlets = models.CharField(max_length=500, blank=True)
    country = models.CharField(max_length=2, blank=True)
    host = models.CharField(max_length=200, blank=True)
    paper = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=500, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    def __str__(self) -> str:
        return self.name


class Revisit(models.Model):
    """One look at an article after it was first stored, and what it showed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisits")
    number = models.PositiveSmallIntegerField()
    visited_at = models.DateTimeField()
    outcome = models.CharField(max_length=12)
    status = models.PositiveSmallIntegerField(default=0)
    detail = models.CharField(max_length=500, blank=True)
    capture = models.ForeignKey("Capture", models.SET_NULL, null=True, blank=True, related_name="revisits")

    class Meta:
        indexes = [models.Index(fields=["article", "visited_at"], name="revisit_of_article")]

    def __str__(self) -> str:
        return f"{self.article_id} #{self.number} {self.outcome}"

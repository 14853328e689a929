"""What servers answered, sealed day by day; hashes stay when a payload must go."""

from django.db import models


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
    # When the day's seal took it in, and as which leaf.
    seal = models.ForeignKey("Seal", models.PROTECT, null=True, blank=True, related_name="captures")
    leaf = models.PositiveIntegerField(null=True, blank=True)
    removed_by = models.ForeignKey(
        "RemovalOrder", models.PROTECT, null=True, blank=True, related_name="captures"
    )
    source = models.ForeignKey("Source", models.SET_NULL, null=True, blank=True, related_name="captures")
    article = models.ForeignKey("Article", models.SET_NULL, null=True, blank=True, related_name="captures")

    def __str__(self) -> str:
        return f"{self.status} {self.url}"


class Seal(models.Model):
    """One desk day's captures under one digest, chained to the day before; it holds hashes only."""

    day = models.DateField(unique=True)
    number = models.PositiveIntegerField(unique=True)
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day} {self.digest[:12]}"


class RemovalOrder(models.Model):
    """A signed order to remove payloads from the evidence; their digests stay in the chain."""

    number = models.CharField(max_length=120, unique=True)
    signed_by = models.CharField(max_length=200)
    signed_on = models.DateField()
    reason = models.TextField()
    carried_out_by = models.CharField(max_length=150)
    carried_out_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number

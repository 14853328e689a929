"""What is read and reckoned from the articles."""

from django.db import models
from django.db.models import Q


class Reading(models.Model):
    """What one model said of one version of an article."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="readings")
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
    unsure = models.JSONField(default=list)
    event = models.SmallIntegerField(default=0)
    criticism = models.BooleanField(default=False)
    others = models.JSONField(default=list)
    quotes = models.JSONField(default=list)
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

    article = models.ForeignKey("Article", models.CASCADE, related_name="fingerprints")
    hash = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "hash"], name="one_hash_an_article")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.hash}"

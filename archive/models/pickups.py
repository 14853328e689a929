"""From whom an article took its words."""

from django.db import models


class Pickup(models.Model):
    """From whom an article took its words, as far as the marks tell."""

    article = models.OneToOneField("Article", models.CASCADE, related_name="pickup")
    # None if the marks contradict each other or tell nothing.
    origin = models.ForeignKey("Article", models.SET_NULL, null=True, related_name="picked_up_by")
    basis = models.CharField(max_length=12)
    confidence = models.FloatField()
    # How much of the article stands in its origin.
    share = models.FloatField(default=0.0)
    evidence = models.JSONField(default=list)
    settled_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.article_id} < {self.origin_id}"

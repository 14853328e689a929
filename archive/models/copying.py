"""Which articles share their words."""

from django.db import models


class Fingerprint(models.Model):
    """An article's fingerprints, packed in their order: by them is reckoned how much it shares."""

    article = models.OneToOneField("Article", models.CASCADE, related_name="fingerprint")
    marks = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.article_id}"


class Anchor(models.Model):
    """One of the fingerprints by which an article is found.

    There are forty for each article, so nothing is kept but the two numbers, and no index leads back: what
    is to go is told by the packed ones.
    """

    pk = models.CompositePrimaryKey("mark", "article_id")
    mark = models.IntegerField()
    article_id = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.mark} {self.article_id}"


class Overlap(models.Model):
    """Two articles that share a part of their words, too little to be one text."""

    # The later one, and the one before it.
    article = models.ForeignKey("Article", models.CASCADE, related_name="overlaps")
    other = models.ForeignKey("Article", models.CASCADE, related_name="overlapped_by")
    # How much of the first lies in the second, and of the second in the first.
    share = models.FloatField()
    other_share = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "other"], name="one_overlap_a_pair")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.other_id}"

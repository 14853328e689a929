"""Claims the desk follows, and the articles that carry or answer them."""

from django.db import models

from desk.models.office import Officer


class Claim(models.Model):
    """A statement that is held against every new article while it is open."""

    text = models.TextField()
    # The same said otherwise or in another language, one a line.
    wordings = models.TextField(blank=True)
    # The article whose sentence it was, if an officer took it from one.
    taken_from = models.ForeignKey("archive.Article", models.SET_NULL, null=True, related_name="+")
    opened_by = models.ForeignKey(Officer, models.PROTECT, related_name="claims")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, db_index=True)
    # How far the archive was looked through for it: which search, how many of how many, when it was done.
    search = models.PositiveIntegerField(default=0)
    to_search = models.PositiveIntegerField(default=0)
    searched = models.PositiveIntegerField(default=0)
    searched_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text


class Bearing(models.TextChoices):
    """What an article does with a claim, as an officer says."""

    CARRIES = "carries"
    DENIES = "denies"
    REPORTS = "reports"
    UNRELATED = "unrelated"


class ClaimHit(models.Model):
    """An article with a sentence that says what a claim says, or answers it."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="hits")
    article = models.ForeignKey("archive.Article", models.CASCADE, related_name="claim_hits")
    # In which version it was said first, how near it is, and to which wording.
    version = models.PositiveIntegerField()
    score = models.FloatField()
    sentence = models.TextField()
    wording = models.TextField()
    # The words that hint at a denial; what it is, an officer says.
    hint = models.CharField(max_length=80, blank=True)
    # Since when the article's words say it no more, or deny what they said.
    mended_at = models.DateTimeField(null=True)
    bearing = models.CharField(max_length=10, choices=Bearing.choices, blank=True)
    judged_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "article"], name="one_claim_hit_an_article")]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.article_id}"

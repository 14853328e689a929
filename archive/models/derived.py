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
    # The places with all they lie in, before the provinces were merged and now.
    within = models.JSONField(default=list)
    # "Ảnh hưởng uy tín": no model ever says so, only a person.
    harms = models.BooleanField(default=False)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "version", "model"], name="one_reading_a_model"),
            models.CheckConstraint(condition=Q(tone__in=[-1, 0, 1]), name="tone_is_a_sign"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.version} {self.topic}"

    @property
    def is_tone_unsure(self) -> bool:
        """Whether the tone is too unsure to be shown; another field's doubt does not touch it."""
        return "tone" in self.unsure if self.unsure else self.abstain


class Origin(models.TextChoices):
    """Why an officer judged an article: it was seen to be wrong, or was asked for."""

    CORRECTION = "correction"
    UNSURE = "unsure"
    RANDOM = "random"
    MARGIN = "margin"


class Correction(models.Model):
    """What an officer said of an article; for each field the newest that stands outranks every model."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="corrections")
    # Which words were judged; it holds for later ones too.
    version = models.PositiveIntegerField()
    about = models.BooleanField(null=True)
    topics = models.JSONField(null=True)
    tone = models.SmallIntegerField(null=True)
    harms = models.BooleanField(null=True)
    origin = models.CharField(max_length=12, choices=Origin.choices)
    # What the machine had said when the officer judged.
    guess = models.JSONField(default=dict)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField(db_index=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    # Kept for judging models: never trained on.
    is_held = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tone__isnull=True) | Q(tone__in=[-1, 0, 1]), name="corrected_tone_is_a_sign"
            ),
        ]
        indexes = [
            models.Index(
                fields=["article"], condition=Q(taken_back_at__isnull=True), name="correction_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.made_at:%Y-%m-%d %H:%M}"


class TrainingRun(models.Model):
    """One training on the desk's labels and what became of it; the words are made at reading."""

    started_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField()
    is_accepted = models.BooleanField()
    # The models that read before it and after it; the same where it was refused.
    parent = models.CharField(max_length=80)
    model = models.CharField(max_length=80)
    labels = models.PositiveIntegerField()
    held = models.PositiveIntegerField()
    verdicts = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.model}"

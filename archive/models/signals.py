"""What is written about more, or less, than it should be."""

from django.db import models


class SignalKind(models.TextChoices):
    """Too much or too little."""

    SPIKE = "spike"
    SILENCE = "silence"


class Subject(models.TextChoices):
    """What is counted by day."""

    TOPIC = "topic"
    PLACE = "place"
    STORY = "story"
    TONE = "tone"
    SOURCE = "source"
    OUTLET = "outlet"


class Signal(models.Model):
    """A day on which a subject's count left what was to be expected."""

    kind = models.CharField(max_length=8, choices=SignalKind.choices)
    subject = models.CharField(max_length=8, choices=Subject.choices)
    key = models.CharField(max_length=120)
    # A silence stands under the day on which it was first told.
    day = models.DateField(db_index=True)
    # Its chance as a negative power of ten, and what it had to pass.
    score = models.FloatField()
    bar = models.FloatField()
    expected = models.FloatField()
    # Between what it usually is: nine days of ten at most the high one, nine of ten at least the low one.
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    outlets = models.PositiveIntegerField(default=0)
    alive = models.PositiveIntegerField(default=0)
    sources = models.PositiveIntegerField(default=0)
    is_holiday = models.BooleanField(default=False)
    # Count and expected of the last days, that day last.
    days = models.JSONField(default=list)
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "key", "day"], name="one_signal_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.key} {self.day}"


class Expectation(models.Model):
    """How many articles a week should bring a subject, as it was foretold on the day before."""

    subject = models.CharField(max_length=8, choices=Subject.choices)
    key = models.CharField(max_length=120)
    starts_on = models.DateField()
    low = models.PositiveIntegerField()
    middle = models.FloatField()
    high = models.PositiveIntegerField()
    # What the week before brought.
    before = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "key", "starts_on"], name="one_expectation_a_week"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.key} {self.starts_on}"


class SignalLook(models.Model):
    """What the newest look of a desk day stood on, and how the foretelling has fared so far."""

    day = models.DateField(unique=True)
    looked_at = models.DateTimeField()
    # Since when counts are whole enough to judge by, and how many keys were judged.
    counted_from = models.DateField()
    keys = models.PositiveIntegerField()
    # False alarms a month a key that the desk allows itself.
    budget = models.FloatField()
    alive = models.PositiveIntegerField()
    sources = models.PositiveIntegerField()
    # Weeks of the past that were foretold by the days before them, and those that came as foretold.
    judged = models.PositiveIntegerField()
    inside = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.day}"

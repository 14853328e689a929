"""Events that belong together: suggested by the machine, settled by an officer."""

from django.db import models

from archive.models.stories import Story


class TieKind(models.TextChoices):
    """Why two stories may belong together."""

    SERIES = "series"
    ACROSS = "across"


class TieState(models.TextChoices):
    """What an officer made of a suggestion."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class StoryTie(models.Model):
    """Two stories that may be one chain, or one event in two languages; a person decides."""

    a = models.ForeignKey(Story, models.CASCADE, related_name="ties_after")
    b = models.ForeignKey(Story, models.CASCADE, related_name="ties_before")
    kind = models.CharField(max_length=8, choices=TieKind.choices)
    score = models.FloatField()
    encoder = models.CharField(max_length=80, blank=True)
    # What they share: names, numbers, days, places.
    evidence = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=TieState.choices, default=TieState.SUGGESTED)
    decided_by = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["a", "b", "kind"], name="one_tie_a_pair")]

    def __str__(self) -> str:
        return f"{self.a_id} {self.kind} {self.b_id}"


class StoryMark(models.Model):
    """What a story tells that another language may tell too: kept beside it, made again when it grows."""

    story = models.OneToOneField(Story, models.CASCADE, primary_key=True, related_name="mark")
    # Each mark as ``kind:key``, and how an article of the story writes it.
    marks = models.JSONField(default=dict)
    # What a desk's own encoder makes of the story, and that encoder's name.
    vector = models.BinaryField(default=b"")
    encoder = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"marks of story {self.story_id}"

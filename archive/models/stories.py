"""Articles of one event."""

from django.db import models


class Story(models.Model):
    """The articles of one event in one language; its number never means another."""

    lang = models.CharField(max_length=8)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    # Counted anew with every change: its originals, their copies, and the outlets that carry either.
    articles = models.PositiveIntegerField(default=0)
    copies = models.PositiveIntegerField(default=0)
    outlets = models.PositiveIntegerField(default=0)
    # Where its articles went; its address leads there.
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged_from"
    )

    class Meta:
        indexes = [models.Index(fields=["-last_at", "-id"], name="story_newest")]

    def __str__(self) -> str:
        return f"story {self.id}"


class StoryMember(models.Model):
    """An article in its story."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="members")
    article = models.OneToOneField("Article", models.CASCADE, related_name="membership")
    # What clustering knows of the article, packed.
    vector = models.BinaryField()
    score = models.FloatField(default=0.0)
    at = models.DateTimeField(db_index=True)
    # The number of its last change, by which other processes learn of it.
    turn = models.PositiveBigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.story_id}: {self.article_id}"


class StoryWord(models.Model):
    """An officer's word on an article: it belongs to a story, or it does not; the machine keeps to it."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="story_words")
    story = models.ForeignKey(Story, models.CASCADE, related_name="words")
    belongs = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "story"], name="one_word_a_story")]

    def __str__(self) -> str:
        return f"{self.article_id} {'in' if self.belongs else 'not in'} {self.story_id}"


class StoryTurn(models.Model):
    """The one row whose lock lets one at a time change stories; it counts what was changed."""

    number = models.PositiveBigIntegerField(default=0)
    # The change with which an article last left its story for none.
    left = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"turn {self.number}"

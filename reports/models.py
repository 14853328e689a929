"""What leaves the desk: mails to readers, and calls to outside addresses."""

from django.db import models


class MailState(models.TextChoices):
    """How far a mail or a call came."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"


class Outgoing(models.Model):
    """What waits as a row until somebody outside has taken it."""

    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["state", "due_at"], name="%(class)s_due")]


class Mail(Outgoing):
    """One mail to one reader; an edition and a reader make it unique, the clock does not."""

    edition = models.CharField(max_length=80)
    recipient = models.EmailField()
    message_id = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=500)
    html = models.TextField()
    text = models.TextField()

    class Meta(Outgoing.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "recipient"], name="one_mail_an_edition")]

    def __str__(self) -> str:
        return f"{self.edition} {self.recipient}"


class Hook(Outgoing):
    """A call to an outside address about what a watch caught; its body is kept until it was taken."""

    watch_id = models.BigIntegerField(db_index=True)
    key = models.CharField(max_length=80, unique=True)
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=64)
    body = models.TextField()

    def __str__(self) -> str:
        return self.key

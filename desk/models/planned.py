"""What the desk knows will happen."""

from django.db import models

from desk.models.office import Officer


class PlannedEvent(models.Model):
    """Something ahead that will be written about: an anniversary, a session, a festival, a verdict."""

    name = models.CharField(max_length=200)
    topic = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField(db_index=True)
    ends_on = models.DateField()
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="planned_events")
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

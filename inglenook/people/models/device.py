"""What somebody's own device sends under a name of its own, so that it counts once however often it comes."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import plain, words


class DeviceWriting(models.Model):
    """One form that a device sent: done, or held with its words until its writer has looked at it again."""

    class State(models.TextChoices):
        DONE = "done", "Done"
        HELD = "held", "Held"

    own_rows = "writer_id"

    writer = models.ForeignKey(User, models.CASCADE, related_name="device_writings")
    ref = models.UUIDField("the name its device gave it")
    state = plain(models.CharField(max_length=10, choices=State, default=State.DONE, db_default=State.DONE))
    address = plain(models.CharField("the page it was sent to", max_length=500))
    fields = words(models.JSONField("what was written, while it is held", default=dict, db_default={}))
    answer = plain(models.SmallIntegerField("HTTP status of the page that did not take it", null=True))
    opened_at = models.DateTimeField("when its writer looked at it again", null=True)
    written_at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["writer", "ref"], name="device_writing_once")]
        indexes = [models.Index(fields=["writer"], condition=Q(state="held"), name="device_writing_held")]

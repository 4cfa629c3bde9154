"""What a person writes down between talks, so that it is not forgotten in the next one."""

import uuid

from django.db import models
from django.db.models import Func, Q

from inglenook.core.privacy import words
from inglenook.core.roles import Section
from inglenook.people.models import PersonRow, follow
from inglenook.people.models.person import Written

from .conversation import AgendaItem


@follow
class Note(PersonRow, Written):
    """Something to talk about next time, in the person's words. The next talk puts it on its agenda."""

    section = Section.PREPARATION

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    text = words(models.TextField())
    noted_at = models.DateTimeField("when it was written, perhaps without a connection")
    removed_at = models.DateTimeField(null=True)
    agenda_item = models.OneToOneField(AgendaItem, models.SET_NULL, null=True, related_name="note")

    class Meta:
        ordering = ["noted_at", "pk"]
        indexes = [models.Index(fields=["person"], condition=Q(agenda_item=None, removed_at=None), name="note_waiting")]

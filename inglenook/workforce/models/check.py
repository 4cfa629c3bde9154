"""What an organisation says of itself, on a day: each statement marked, with evidence and an owner."""

import uuid

from django.db import models
from django.db.models import Func

from inglenook.core.models import Organisation, User
from inglenook.core.privacy import plain, words

WRITERS = ("manager", "nurse", "gp", "coach", "coordinator")


class Check(models.Model):
    """One filling in of a checklist by a team together. `marks` by statement: level, evidence, owner, by."""

    public = True
    kept_by = WRITERS

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="checks")
    checklist = plain(models.CharField("code in data/checks", max_length=20))
    version = plain(models.SmallIntegerField())
    on = plain(models.DateField())
    marks = words(models.JSONField(default=dict))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "checklist", "on"], name="check_once_a_day")]

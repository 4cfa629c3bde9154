"""A form on paper: what it asks one person, what is printed on it, and who typed it in when it came back.

Whoever handles letters types it in (core/roles.py, `PAPERS`) and need not read the plan for that: the questions have
the numbers that stand on the paper. So what is printed of the plan is a row of its own, which only those see who read
the plan; and what is typed goes to places where whoever types it may not look.
"""

import uuid

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import plain, words
from inglenook.core.roles import Section
from inglenook.people.models import ListedRow, PersonRow, follow
from inglenook.people.models.person import Written

from .preparation import Pack


@follow
class PaperForm(ListedRow, Written):
    """One form that was made for one person: its questions and nothing that anybody said.

    What they wrote stands in their plan and their preparation.
    """

    section = Section.PAPERS

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    number = plain(models.CharField("form number, printed on every page", max_length=9, unique=True))
    pack = models.ForeignKey(Pack, models.SET_NULL, null=True, related_name="forms")
    language = plain(models.CharField("in which it is printed (BCP 47)", max_length=20, default="en", db_default="en"))
    contents = plain(models.JSONField("what it asks, in English", default=dict))
    made_at = models.DateTimeField(db_default=Now())
    entered_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    said_by = words(models.CharField("who filled it in, when not the person alone", max_length=200, db_default=""))

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["person", "-made_at"], name="paper_form_by_person")]

    def ref_for(self, kind: str, place: str) -> uuid.UUID:
        """The name of what the form adds to the plan at a place: typed in twice, it is there once."""
        return uuid.uuid5(self.ref, f"{kind}:{place}")


class PaperPrint(PersonRow):
    """A form as it is printed, with the person's goals and steps in their words."""

    section = Section.PLAN

    form = models.OneToOneField(PaperForm, models.CASCADE, related_name="printed")
    parts = words(models.JSONField("in the language of the paper", default=list))
    said = words(models.JSONField("what is printed beside a question, by its code", default=dict))

"""What somebody must do for a person by a day. "Today" lists them."""

import uuid

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import plain, words
from inglenook.core.roles import Section
from inglenook.people.models import ListedRow, Result, follow
from inglenook.people.models.person import Written

from .comment import Comment
from .decision import SharedDecision
from .plan import FollowUp
from .plan_task import PlanTask
from .preparation import Answer


@follow
class Task(ListedRow, Written):
    """One open thing: why, for whom, whose, by when; ended with a closing note. Never deleted."""

    class Kind(models.TextChoices):
        URGENT_RESULT = "urgent_result", "Urgent result"
        HELP_WANTED = "help_wanted", "Asked for help"
        ANSWERED = "answered", "Answers are in"
        FOLLOW_UP = "follow_up", "Follow-up"
        ALERT = "alert", "Between appointments"
        CALL = "call", "Phone them"
        REPLY = "reply", "Reply to read"
        REFERRAL = "referral", "Referral"
        WORD_BACK = "word_back", "Word back on a referral"
        PLAN = "plan", "From the plan"
        COMMENT = "comment", "Wrote about the plan"
        OTHER = "other", "To do"

    section = Section.TASKS

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    key = plain(models.CharField("what it is about, once", max_length=100, unique=True))
    kind = plain(models.CharField(max_length=20, choices=Kind))
    result = models.ForeignKey(Result, models.SET_NULL, null=True, related_name="+")
    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, related_name="+")
    follow_up = models.OneToOneField(FollowUp, models.CASCADE, null=True, related_name="task")
    plan_task = models.OneToOneField(PlanTask, models.CASCADE, null=True, related_name="task")
    comment = models.ForeignKey(Comment, models.SET_NULL, null=True, related_name="+")
    decision = models.ForeignKey(SharedDecision, models.SET_NULL, null=True, related_name="+")
    reason = words(models.CharField(max_length=500))
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    snoozed_until = plain(models.DateField(null=True, blank=True))
    snoozed_because = words(models.CharField(max_length=200, blank=True, db_default=""))
    done_at = models.DateTimeField(null=True)
    closing_note = words(models.TextField(blank=True, db_default=""))
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["owner", "due_at"], condition=Q(done_at=None), name="open_task_by_owner"),
            models.Index(fields=["practice", "due_at"], condition=Q(done_at=None), name="open_task_by_practice"),
            models.Index(fields=["person"], name="task_by_person"),
        ]

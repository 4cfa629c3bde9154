"""Courses, and what each member of staff has learnt of them."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from inglenook.core.models import User
from inglenook.core.privacy import plain


class Course(models.Model):
    """A course as its files said when it was brought in; `contents` is `learning.courses.rules.Course` as a mapping."""

    reference = True

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    code = plain(models.SlugField(max_length=60, unique=True))
    version = plain(models.SmallIntegerField())
    title = plain(models.CharField(max_length=200))
    contents = plain(models.JSONField())
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title


class Learnt(models.Model):
    """The base of what a member of staff learns: theirs alone to read. Background work counts it and writes e-mails."""

    own_rows = "learner_id"

    learner = models.ForeignKey(User, models.CASCADE, related_name="+")
    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    module = plain(models.SlugField("its code", max_length=60))

    class Meta:
        abstract = True


class Study(Learnt):
    """One module as one learner takes it: how far they have come, and when they finished."""

    step = plain(models.SmallIntegerField("the step they are at; the first is 1", default=1))
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["started_at"]
        constraints = [models.UniqueConstraint(fields=["learner", "course", "module"], name="study_once")]
        indexes = [models.Index(fields=["course", "module"], condition=Q(finished_at__isnull=False), name="study_done")]


class QuizAnswer(Learnt):
    """What a learner chose last in one question of a module's quiz; `question` and `chosen` count from 0."""

    question = plain(models.SmallIntegerField())
    chosen = plain(ArrayField(models.SmallIntegerField()))
    is_right = models.BooleanField()
    answered_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "course", "module", "question"], name="quiz_answer_once")
        ]


class Recall(Learnt):
    """A question that comes again some days after a module, so that it is remembered."""

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    question = plain(models.SmallIntegerField())
    due_on = plain(models.DateField())
    told_at = models.DateTimeField("when an e-mail said so", null=True)
    chosen = plain(ArrayField(models.SmallIntegerField(), default=list))
    is_right = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "course", "module", "due_on"], name="recall_once_a_day")
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(answered_at=None), name="recall_waiting")]


class RecallChoice(models.Model):
    """Whether a learner wants questions by e-mail. Whoever knows `ref`, which stands in the e-mail, may stop them."""

    own_rows = "learner_id"

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    learner = models.OneToOneField(User, models.CASCADE, related_name="+")
    wants_email = models.BooleanField(default=True, db_default=True)
    changed_at = models.DateTimeField(db_default=Now())

"""Verbs of comments: say something, take it back."""

import uuid

from django.db import transaction

from inglenook.core import access, clock
from inglenook.core.models import User

from ..actions import end_task, raise_task
from ..models import Comment, Task
from ..plan.fields import NotSaved, text
from ..preparation.rules import working_days_after
from ..preparation.team import named_professional
from .queries import About

LIMIT = 4000
READ_WITHIN_DAYS = 2  # working days in which somebody of the team reads what the person wrote
EMPTY = "Write a few words first."


@transaction.atomic
def say(*, about: About, ref: uuid.UUID, words: str, by: User, by_words: str) -> Comment:
    """A few words about a plan, a goal or an action. `ref` names them, so that sending them twice says them once.

    `by_words` says who writes; nothing is the person. What the person, or whom they let in, writes stands on the
    list of somebody who takes part in the thread, else of whom is named to the person. Raises NotSaved.
    """
    values = about.columns | {"person": about.person, "by": by, "by_words": by_words}
    values["text"] = text(LIMIT, needed=EMPTY)(words.strip(), None)
    comment, is_new = Comment.objects.get_or_create(ref=ref, defaults=values)
    if is_new and about.is_by_team(by):
        _end_waiting(about, by)
    elif is_new:
        _put_before_somebody(about, comment)
    return comment


def _end_waiting(about: About, by: User) -> None:
    """Whoever waited for an answer in this thread has one."""
    for task in Task.objects.filter(comment__in=about.comments(), done_at=None):
        end_task(task=task, by=by, note="Answered in the comments.")


def _put_before_somebody(about: About, comment: Comment) -> None:
    with access.working():
        last = about.comments().filter(by__memberships__isnull=False).order_by("-at").select_related("by").first()
        raise_task(
            key=f"comment:{comment.pk}",
            kind=Task.Kind.COMMENT,
            person=about.person,
            reason="Wrote about the plan",  # their words are for those who may read the plan
            due_at=working_days_after(clock.now(), READ_WITHIN_DAYS),
            owner=last.by if last else named_professional(about.person),
            comment=comment,
        )


@transaction.atomic
def take_back(*, comment: Comment, by: User) -> None:
    """Its author takes it back: it says so from then on. Raises NotSaved for anybody else."""
    if comment.by_id != by.pk:
        raise NotSaved("Only whoever wrote it can take it back.")
    comment.taken_back_at = clock.now()
    comment.save(update_fields=["taken_back_at"])

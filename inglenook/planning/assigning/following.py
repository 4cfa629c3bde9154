"""Tasks of the plan follow what happens to them on "Today"."""

from django.db.models.signals import post_save

from ..models import Task
from .actions import keep_in_step


def follow(instance: Task, created: bool, **_signal) -> None:
    if instance.plan_task_id and not created:
        keep_in_step(instance)


def install() -> None:
    post_save.connect(follow, sender=Task, dispatch_uid="inglenook.planning.assigning")

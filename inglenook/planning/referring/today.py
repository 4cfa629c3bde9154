"""What Today is told about referrals: the word back for whoever made one, and what is late or a concern."""

from datetime import timedelta

from django.urls import reverse

from inglenook.community.hooks import on_word_back
from inglenook.community.models import Concern, Referral, WordBack
from inglenook.core import clock

from ..actions import raise_task
from ..models import Task
from ..today.kinds import Elsewhere, register

READ_WITHIN = timedelta(days=7)


def put_word_back(word: WordBack) -> None:
    """A professional who referred somebody has it on their list until they have read it."""
    raise_task(
        key=f"word_back:{word.pk}",
        kind=Task.Kind.WORD_BACK,
        person=word.referral.person,
        reason=" ".join(word.text.split())[:500],
        due_at=clock.now() + READ_WITHIN,
        owner=word.referral.referrer,
    )


def look_up(tasks: list[Task]) -> dict[int, Elsewhere]:
    """Referrals by the number in the task's key; concerns by theirs."""
    late = _by_number(tasks, "referral")
    refs = dict(Referral.objects.filter(pk__in=late).values_list("pk", "ref"))
    found = {task.pk: _late(refs[number]) for number, task in late.items() if number in refs}
    return found | _concerns(_by_number(tasks, "concern"))


def _by_number(tasks: list[Task], what: str) -> dict[int, Task]:
    return {int(task.key.split(":")[1]): task for task in tasks if task.key.startswith(f"{what}:")}


def _late(ref) -> Elsewhere:
    return Elsewhere(href=reverse("referral", args=[ref]), title="Referral is late", tone="heed")


def _concerns(tasks: dict[int, Task]) -> dict[int, Elsewhere]:
    rows = Concern.objects.filter(pk__in=tasks).values_list("pk", "referral__ref") if tasks else ()
    return {
        tasks[pk].pk: Elsewhere(
            href=reverse("referral", args=[ref]) + "#concerns",
            title="Safeguarding",
            tone="alarm",
            until=tasks[pk].due_at,
        )
        for pk, ref in rows
    }


def install() -> None:
    on_word_back(put_word_back)
    register(Task.Kind.REFERRAL, look_up)

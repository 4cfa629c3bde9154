from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from inglenook.core.channels import Channel
from inglenook.core.roles import Section
from inglenook.messaging.api import ask_to_send, reachable
from inglenook.messaging.length import length, sendable
from inglenook.people.api import person_for
from inglenook.people.doors import for_writers_of
from inglenook.planning.models import Task

from ..presenting import page
from .forms import ReplyForm
from .texts import PREFIX, signed


@require_http_methods(["GET", "POST"])
@for_writers_of(Section.MESSAGES)
def reply(request, ref):
    """Write to the person of a task. It goes the way they are reached, once, and stands in their messages."""
    task = get_object_or_404(Task.objects.select_related("person"), ref=ref)
    person = person_for(request, task.person.ref, reason="To write to you", what="Reply")
    point = reachable(person)
    form = ReplyForm(request.POST or None)
    is_valid = form.is_valid()
    text = signed(form.cleaned_data["text"], request.user.name, person.practice.name) if is_valid else ""
    if is_valid and point and request.POST.get("do") == "send":
        _send(task, person, form.cleaned_data["once"], text)
        messages.success(request, f"On its way to {person.name}.")
        return redirect("task", ref=task.ref)
    size = length(sendable(text)) if text and point and point.channel == Channel.TEXT else None
    context = {"task": task, "person": person, "form": form, "point": point, "text": text, "size": size}
    return page(request, "writing/reply", context)


def _send(task: Task, person, once, text: str) -> None:
    """An answer to what somebody just said keeps no quiet hours; anything else does."""
    answers = task.kind in (Task.Kind.ALERT, Task.Kind.REPLY)
    ask_to_send(
        person=person,
        key=f"written:{once}",
        kind="reply" if answers else "written",
        template=f"{PREFIX}:text",
        values={"text": text},
    )

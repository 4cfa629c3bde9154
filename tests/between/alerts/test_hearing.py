"""What messaging leaves to people comes to somebody's list."""

import pytest

from inglenook.core import clock
from inglenook.core.models import Beat
from inglenook.messaging import hooks, inbox, outbox
from inglenook.messaging.models import Message
from inglenook.planning.models import Task

pytestmark = pytest.mark.django_db


def test_a_message_by_phone_is_a_call_that_somebody_makes_once(person, nurse):
    message = Message.objects.create(person=person, key="1", kind="prompt", channel="phone", text="How did it go?")
    for _ in range(2):
        assert hooks.on_phone.tell(message, message.text)
    task = Task.objects.get()
    assert (task.kind, task.owner, task.reason) == ("call", nurse, "How did it go?")
    assert task.due_at > clock.now()


def test_somebody_looks_after_who_can_no_longer_be_reached(person, nurse):
    for _ in range(2):
        hooks.on_follow_up.tell(person=person, key="reach:7", reason="The number is out of service")
    assert Task.objects.get().owner == nurse


def test_the_outbox_and_the_inbox_leave_signs_of_life():
    outbox.run()
    inbox.run()
    assert set(Beat.objects.values_list("name", flat=True)) >= {"outbox", "inbox"}

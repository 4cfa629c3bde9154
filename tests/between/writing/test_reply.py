"""Writing to a person from a task."""

import uuid

import pytest

from inglenook.core import clock
from inglenook.messaging.models import Message
from inglenook.messaging.templates import render
from inglenook.planning.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(person, nurse):
    person.mobile = "07700 900123"
    person.save()
    return Task.objects.create(
        key="1", kind="reply", person=person, owner=nurse, reason="Wrote: I am dizzy", due_at=clock.now()
    )


@pytest.fixture
def on_duty(client, nurse):
    client.force_login(nurse)
    return client


def test_what_is_written_goes_out_once_with_a_name(on_duty, task, person):
    once = uuid.uuid4()
    for _ in range(2):
        on_duty.post(f"/tasks/{task.ref}/reply/", {"do": "send", "text": "Please ring us today.", "once": once})
    message = Message.objects.get()
    assert (message.person, message.channel, message.kind) == (person, "text", "reply")
    assert render(message).body == "Please ring us today.\nJoy Mensah, Brookside Surgery"


def test_its_length_can_be_seen_first(on_duty, task):
    given = {"do": "look", "text": "x" * 140, "once": uuid.uuid4()}
    page = on_duty.post(f"/tasks/{task.ref}/reply/", given).content.decode()
    # 140 and a line break, "Joy Mensah, Brookside Surgery" (29): 170 septets, so two parts of 153 (3GPP TS 23.040)
    assert "170 characters, 2 parts" in page
    assert not Message.objects.exists()


def test_what_nobody_asked_about_keeps_quiet_hours(on_duty, task):
    Task.objects.update(kind="other")
    on_duty.post(f"/tasks/{task.ref}/reply/", {"do": "send", "text": "Hello", "once": uuid.uuid4()})
    assert Message.objects.get().kind == "written"


def test_without_a_way_to_write_the_page_says_so(on_duty, person, nurse):
    task = Task.objects.create(key="2", kind="reply", person=person, owner=nurse, reason="x", due_at=clock.now())
    assert "no number or address" in on_duty.get(f"/tasks/{task.ref}/reply/").content.decode()

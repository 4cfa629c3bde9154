"""A man at home with an old phone: in a programme, asked something, and answering by text."""

import itertools
from datetime import timedelta

import pytest

from inglenook.between.models import CheckIn, Enrolment, Programme
from inglenook.between.programmes.loading import keep_shipped
from inglenook.between.replies.inbox import handle
from inglenook.core import clock
from inglenook.messaging.models import ContactPoint, Message, Reply

_number = itertools.count(1)


@pytest.fixture
def enrol(person, nurse):
    """`enrol("blood_pressure_at_home", **fields)`: the person in this programme; or in one given as rules."""

    def begin(programme, **fields) -> Enrolment:
        if isinstance(programme, str):
            programme = Programme.objects.get(organisation=None, code=programme, state="on")
        elif not isinstance(programme, Programme):
            programme = keep_shipped(programme)
        today = clock.today()
        given = {"person": person, "owner": nurse, "channel": "text", "started_on": today} | fields
        return Enrolment.objects.create(programme=programme, ends_on=today + timedelta(days=90), **given)

    return begin


@pytest.fixture
def asked():
    """`asked(enrolment, step)`: a check-in of this step, sent an hour ago and open."""

    def make(enrolment: Enrolment, step: str, ago=timedelta(hours=1), **fields) -> CheckIn:
        due_at = clock.now() - ago
        row = enrolment.programme.steps.get(code=step)
        message = Message.objects.create(
            person=enrolment.person, key=f"check-in-{next(_number)}", kind="check_in", channel="text", due_at=due_at
        )
        given = {"message": message, "due_at": due_at, "answer_by": due_at + timedelta(hours=48)} | fields
        return CheckIn.objects.create(person=enrolment.person, enrolment=enrolment, step=row, **given)

    return make


@pytest.fixture
def phone(person):
    return ContactPoint.objects.create(person=person, channel="text", value="+447700900123")


@pytest.fixture
def text(person, phone):
    """`text("142/85")`: what the person texts, seen to."""

    def come_in(words: str, **fields) -> Reply:
        given = {"person": person, "channel": "text", "contact_point": phone, "received_at": clock.now()} | fields
        reply = Reply.objects.create(text=words, **given)
        handle([reply])
        reply.refresh_from_db()
        return reply

    return come_in


@pytest.fixture
def answered():
    """What was sent back for a reply, or nothing."""

    def found(reply: Reply) -> str:
        message = Message.objects.filter(key=f"reply:{reply.pk}").first()
        return message.values["text"] if message else ""

    return found

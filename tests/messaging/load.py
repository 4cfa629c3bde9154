"""Many messages, and workers in processes of their own that may be killed at any point."""

import itertools
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess

from django.db import connections

from inglenook.core import access, clock
from inglenook.core.models import Organisation
from inglenook.messaging import inbox, outbox, templates
from inglenook.messaging.models import Message
from inglenook.messaging.templates import Text
from inglenook.people.models import Person

TOPIC = "load"
_serial = itertools.count(1)
_began = time.monotonic()


def stand_at_noon() -> None:
    """Let the clock begin at noon, when nothing is quiet, and go on from there."""
    noon = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)
    clock.reading = lambda: noon + timedelta(seconds=time.monotonic() - _began)


def people(practice: Organisation, number: int) -> list[Person]:
    """People with a mobile number each."""
    made = [
        Person(practice=practice, given_name=f"Person {n}", source_key=f"load-{n}", mobile=f"+4477{n:08}")
        for n in itertools.islice(_serial, number)
    ]
    return Person.objects.bulk_create(made)


def messages(people: list[Person]) -> list[Message]:
    """One message now to each, that keeps no cap."""
    templates.register("test", lambda message: Text("A subject", message.values["text"]))
    now = clock.now()
    with access.working():
        return Message.objects.bulk_create(
            Message(
                person=person,
                key=f"load-{next(_serial)}",
                kind="prompt",
                topic=TOPIC,
                channel="text",
                template="test:any",
                values={"text": "Hello"},
                is_urgent=True,
                due_at=now,
            )
            for person in people
        )


def work(lease: timedelta) -> None:
    """What a worker does until it is killed."""
    while True:
        outbox.run(lease=lease)
        inbox.run()
        time.sleep(0.02)


def start(what: Callable, *arguments) -> BaseProcess:
    """A process that begins as this one is, with a connection to the database of its own."""
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=what, args=arguments, daemon=True)
    process.start()
    return process


def kill(process: BaseProcess) -> None:
    """End it as a power cut would."""
    os.kill(process.pid, signal.SIGKILL)
    process.join()


@contextmanager
def workers(number: int, lease: timedelta) -> Iterator[list[BaseProcess]]:
    """So many workers; a test may kill any and put another in its place."""
    working = [start(work, lease) for _ in range(number)]
    try:
        yield working
    finally:
        for one in working:
            kill(one)


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Whether it came about within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if done():
            return True
        time.sleep(0.1)
    return done()

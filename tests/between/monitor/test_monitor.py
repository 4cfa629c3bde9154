"""Inglenook notices that it has itself gone quiet, says so once, and says when it is well again."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.db import ProgrammingError
from django.db.migrations.recorder import MigrationRecorder
from typer.testing import CliRunner

from inglenook.between.models import Trouble
from inglenook.between.monitor.actions import watch
from inglenook.between.monitor.rules import limits
from inglenook.config.cli import commands
from inglenook.core import access, clock
from inglenook.core.beats import beat
from inglenook.core.models import Beat
from inglenook.messaging.models import Message, Notice, Reply
from tests import factories

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def all_at_work(db):
    """Everything in the background has just run."""
    for name in limits()["beats"]:
        beat(name)


@pytest.fixture
def message(person):
    number = iter(range(1000))

    def make(due_at, **more):
        return Message.objects.create(
            person=person,
            key=str(next(number)),
            kind="prompt",
            channel="text",
            template="test:1",
            due_at=due_at,
            **more,
        )

    return make


def quiet(now=None):
    return {check.code for check in watch(now) if not check.is_well}


def test_when_all_is_well_nobody_is_told(manager):
    assert quiet() == set()
    assert not Trouble.objects.exists() and not Notice.objects.exists()


def test_a_stopped_worker_is_noticed_told_once_and_told_to_be_well_again(manager):
    later = clock.now() + 6 * MINUTE  # monitor.yaml: 5
    assert "beat:alerts" in quiet(later)
    assert "beat:alerts" in quiet(later + MINUTE)
    told = Notice.objects.filter(key__contains="quiet", to=manager, subject__contains="passing on alerts")
    assert told.count() == 1
    Beat.objects.update(at=later + MINUTE)
    assert quiet(later + 2 * MINUTE) == set()
    assert Notice.objects.filter(key__contains="well", to=manager).exists()
    assert not Trouble.objects.filter(well_at=None).exists()


def test_the_email_goes_out_without_the_worker(manager, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        watch(clock.now() + 6 * MINUTE)
    assert [manager.email] in [message.to for message in mail.outbox]


def test_what_was_just_installed_has_time_to_begin(manager):
    Beat.objects.all().delete()
    installed_at = MigrationRecorder.Migration.objects.latest("applied").applied
    assert quiet(installed_at + 4 * MINUTE) == set()
    assert "beat:alerts" in quiet(installed_at + 6 * MINUTE)


def test_only_managers_and_administrators_are_told(manager, nurse, practice):
    administrator = factories.make_user("Ada Cole", role="administrator", at=practice)
    watch(clock.now() + 6 * MINUTE)
    assert set(Notice.objects.values_list("to", flat=True)) == {manager.pk, administrator.pk}


def test_messages_that_do_not_leave_are_noticed(message):
    now = clock.now()
    message(now - 14 * MINUTE)
    assert "outbox" not in quiet(now)
    message(now - 16 * MINUTE)  # monitor.yaml: 15
    assert "outbox" in quiet(now)


def test_a_long_queue_that_moves_is_not_quiet(message):
    now = clock.now()
    message(now - 30 * MINUTE)
    message(now - 30 * MINUTE, handed_over_at=now - MINUTE)
    assert "outbox" not in quiet(now)


def test_a_gateway_that_refuses_is_noticed(message):
    now = clock.now()
    for _ in range(5):
        message(now - MINUTE, handed_over_at=now)
    for _ in range(4):
        message(now - MINUTE, failed_at=now)
    assert "gateway" not in quiet(now)
    message(now - MINUTE, failed_at=now)  # monitor.yaml: 5, and half
    assert "gateway" in quiet(now)


def test_replies_that_stop_coming_are_noticed_where_they_were_usual(person):
    now = clock.now()

    def came(count, days):
        for _ in range(count):
            Reply.objects.create(person=person, channel="text", text="Yes", received_at=now - days * DAY)

    came(93, 4)  # 93 in 28 days make 9.96 in 3
    assert "replies" not in quiet(now)
    came(1, 5)
    assert "replies" in quiet(now)
    came(1, 1)
    assert "replies" not in quiet(now)


def test_a_red_flag_nobody_sees_is_told_to_managers(person, nurse, manager):
    from inglenook.between.alerts.api import raise_alert
    from inglenook.between.alerts.climbing import climb

    raise_alert(key="1", person=person, level="red_flag", rule="r", reason="Chest pain", within=MINUTE, owner=nurse)
    now = clock.now() + 2 * MINUTE
    climb(now)
    assert "red_flags" not in quiet(now)
    assert "red_flags" in quiet(now + 61 * MINUTE)  # climbing.yaml: the team has 60 minutes
    text = Notice.objects.get(to=manager, key__contains="trouble", subject__contains="red flags").text
    assert "Chest" not in text and person.given_name not in text


def test_the_manager_sees_it_on_every_page_even_when_nothing_looks(client, manager):
    client.force_login(manager)
    assert "See the monitor" not in client.get("/today/").content.decode()
    Beat.objects.filter(name="alerts").update(at=clock.now() - 6 * MINUTE)
    assert "Passing on alerts has stopped." in client.get("/today/").content.decode()


def test_the_page_looks_for_itself(client, manager):
    Beat.objects.filter(name="alerts").update(at=clock.now() - 6 * MINUTE)
    client.force_login(manager)
    page = client.get("/monitor/").content.decode()
    assert "Gone quiet" in page and "Passing on alerts" in page
    assert Trouble.objects.get().code == "beat:alerts"


def test_others_have_no_door_to_it(client, nurse):
    client.force_login(nurse)
    assert client.get("/monitor/").status_code == 403


def test_a_nurses_page_does_not_speak_of_it(client, nurse):
    Beat.objects.filter(name="alerts").update(at=clock.now() - 6 * MINUTE)
    client.force_login(nurse)
    assert "has stopped" not in client.get("/today/").content.decode()


def test_the_command_says_it_to_a_tool_that_watches():
    assert CliRunner().invoke(commands(), ["monitor", "--json"]).exit_code == 0
    Beat.objects.filter(name="alerts").update(at=clock.now() - 6 * MINUTE)
    answer = CliRunner().invoke(commands(), ["monitor", "--json"])
    assert answer.exit_code == 1
    facts = json.loads(answer.stdout)
    assert [check["code"] for check in facts["checks"] if not check["is_well"]] == ["beat:alerts"]


def test_a_beat_is_left_by_whoever_works_and_by_no_page(nurse):
    with pytest.raises(ProgrammingError, match="permission denied"), access.acting_as(nurse):
        Beat.objects.create(name="pages", at=clock.now())

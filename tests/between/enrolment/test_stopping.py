"""STOP by text ends a programme at once, one of them when it is named, and START goes on with it."""

import pytest

from inglenook.between.enrolment.actions import enrol
from inglenook.between.models import Programme
from inglenook.core import clock
from inglenook.messaging import actions, inbox
from inglenook.messaging.gateways.base import Inbound
from inglenook.messaging.models import Message, Stop
from tests import factories

pytestmark = pytest.mark.django_db
NUMBER = "+447700900123"


@pytest.fixture
def pressure(person, nurse):
    return begin(person, nurse, "blood_pressure_at_home")


@pytest.fixture
def hello(person, nurse):
    return begin(person, nurse, "weekly_hello")


def begin(person, nurse, code):
    person.mobile = "07700 900123"
    person.save()
    programme = Programme.objects.get(code=code, organisation=None)
    return enrol(person=person, programme=programme, owner=nurse, by=nurse, channel="text")


def text_in(text):
    inbox.keep(gateway="demo", channel="text", inbound=Inbound(f"{text}-{Message.objects.count()}", NUMBER, text))
    inbox.run()


def states(*enrolments):
    for one in enrolments:
        one.refresh_from_db()
    return [one.state for one in enrolments]


def test_stop_stands_at_once_and_not_when_the_sweep_comes(person, pressure, hello):
    text_in("STOP")
    assert states(pressure, hello) == ["stopped", "stopped"]
    assert (pressure.get_state_display(), pressure.state_because, pressure.next_at) == ("Stopped", "Said stop", None)


@pytest.mark.parametrize(
    "words", ["STOP BP", "stop bp", "Stop blood pressure", "stop the bp texts", "بی پی بند کریں", "band karo bp"]
)
def test_one_programme_is_stopped_by_its_everyday_name(person, pressure, hello, words):
    text_in(words)
    assert states(pressure, hello) == ["stopped", "running"]


def test_the_answer_says_that_only_this_has_ended(person, pressure, hello):
    text_in("STOP BP")
    assert Stop.objects.get().topic == "blood_pressure_at_home"
    assert Message.objects.get(kind="confirmation").template == "messaging:stopped_topic"


@pytest.mark.parametrize("words", ["stop the tablets", "stop smoking is hard", "he stopped breathing"])
def test_what_only_sounds_like_it_stops_nothing(person, pressure, hello, words):
    text_in(words)
    assert states(pressure, hello) == ["running", "running"]


def test_start_goes_on_with_what_stop_ended(person, pressure, hello):
    text_in("STOP")
    text_in("START")
    assert states(pressure, hello) == ["running", "running"]
    assert pressure.next_at and pressure.state_because == ""


def test_start_leaves_alone_what_is_over_or_was_begun_anew(person, nurse, pressure, hello):
    text_in("STOP")
    type(hello).objects.filter(pk=hello.pk).update(ends_on=clock.today())
    anew = begin(person, nurse, "blood_pressure_at_home")
    text_in("START")
    assert states(pressure, hello, anew) == ["stopped", "stopped", "running"]


def test_a_carers_stop_is_theirs_alone(person, nurse, hello):
    sara = factories.make_user("Sara")
    factories.share_with(sara, person, "support", "messages")
    programme = Programme.objects.get(code="carer_check_in", organisation=None)
    theirs = enrol(person=person, programme=programme, owner=nurse, by=nurse, carer=sara)
    actions.keep_back(person=person, carer=sara)
    assert states(theirs, hello) == ["stopped", "running"]
    assert not Stop.objects.exists()

"""Answers by text: each number goes to the question that was asked last, and words go to whoever reads words."""

from datetime import timedelta

import pytest

from inglenook.community.models import OutcomePoint
from inglenook.community.outcomes import rules
from inglenook.core import clock
from inglenook.messaging import inbox
from inglenook.messaging.gateways.base import Inbound
from inglenook.messaging.models import ContactPoint, Message, Reply, Stop

pytestmark = pytest.mark.django_db
MOBILE = "+447700900123"


@pytest.fixture
def asked(accepted, swept_on):
    """The questions of 12 weeks have gone out by text."""
    swept_on(84)
    went_out()
    return OutcomePoint.objects.get(occasion="weeks_12")


def went_out():
    for message in Message.objects.filter(handed_over_at=None).order_by("pk"):
        Message.objects.filter(pk=message.pk).update(handed_over_at=clock.now() + timedelta(microseconds=message.pk))


def texted(words: str, key: str = "1") -> Reply:
    inbox.keep(gateway="test", channel="text", inbound=Inbound(key=key, sender=MOBILE, text=words))
    inbox.run()
    went_out()
    return Reply.objects.order_by("pk").last()


def newest() -> Message:
    return Message.objects.latest("pk")


@pytest.mark.parametrize(
    ("words", "value", "is_named"),
    [("4", 4, False), (" 10. ", 10, False), ("feel 7", 7, True), ("FEEL7", 7, True), ("Skip", None, False)],
)
def test_a_number_by_itself_is_read(words, value, is_named):
    assert rules.said(words) == rules.Said(value, is_named)


@pytest.mark.parametrize(
    "words", ["120/80", "7.5", "120", "sugar 7", "4 and I want to end it", "four", "4 5", "", "07700900123", "-3"]
)
def test_all_else_is_left_to_others(words):
    assert rules.said(words) is None


def test_eight_answers_make_three_questionnaires_with_their_published_scores(asked, person):
    for n, words in enumerate(["4", "5", "skip", "8", "3", "2", "3", "1"]):
        reply = texted(words, str(n))
        assert (reply.reading, newest().kind) == ("outcome", "reply")
    asked.refresh_from_db()
    assert asked.ons4.answers == {"satisfied": 4, "worthwhile": 5, "happy": None, "anxious": 8}
    assert asked.ons4.score is None  # the ONS publishes no sum of the four
    assert asked.ucla3.score == 8  # 3 + 2 + 3
    assert asked.lonely.answers == {"lonely": 1}
    assert (asked.question, asked.ons4.way, newest().template) == ("", "text", "outcome:thanks")


def test_a_number_that_the_question_does_not_have_is_asked_again(asked):
    texted("11")
    asked.refresh_from_db()
    assert (asked.question, asked.ons4, newest().template) == ("ons4:satisfied", None, "outcome:not_a_number")


def test_a_health_reading_is_never_taken_for_an_answer(asked):
    assert texted("142/91").reading != "outcome"
    asked.refresh_from_db()
    assert asked.ons4 is None


def test_a_number_after_another_question_is_left_to_that_question(asked, person):
    another(person, "check_in", "later")
    assert texted("7").reading != "outcome"
    asked.refresh_from_db()
    assert asked.ons4 is None


def test_a_number_that_could_be_either_is_nobodys_until_it_is_named(asked, person):
    another(person, "check_in", "earlier", before=timedelta(hours=2))
    assert texted("7", "a").reading == "outcome"
    asked.refresh_from_db()
    assert (asked.ons4, newest().template) == (None, "outcome:which")
    texted("feel 7", "b")
    asked.refresh_from_db()
    assert asked.ons4.answers == {"satisfied": 7}


def test_words_of_danger_beside_a_number_are_still_read(asked):
    reply = texted("1. I want to kill myself")
    asked.refresh_from_db()
    assert reply.reading.startswith("danger:")
    assert asked.ons4 is None


def another(person, kind, key, before=timedelta(0)):
    """A message of another room that asks for a number."""
    at = clock.now() - before if before else clock.now() + timedelta(hours=1)
    point = ContactPoint.objects.get(person=person, channel="text")
    Message.objects.create(
        person=person, key=key, kind=kind, channel="text", contact_point=point, template="programme:1:x",
        handed_over_at=at, lapses_at=clock.now() + timedelta(hours=12),
    )  # fmt: skip


def test_who_misses_questions_out_is_not_asked_again_and_has_not_answered(asked, swept_on):
    texted("skip")
    asked.refresh_from_db()
    assert (asked.question, asked.answered_at, asked.ons4.answers) == ("ons4:worthwhile", None, {"satisfied": None})
    done = swept_on(98)
    assert (done.heard, done.reminded) == (0, 0)


def test_stop_by_its_topic_ends_these_questions_alone(asked, person):
    texted("STOP WELLBEING")
    assert list(Stop.objects.values_list("person", "topic")) == [(person.pk, "wellbeing")]

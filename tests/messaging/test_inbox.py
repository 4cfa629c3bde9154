"""What comes in becomes the right person's, once; STOP, START, HELP and "wrong number" are done."""

import pytest
from django.db import connection

from inglenook.core import access
from inglenook.messaging import hooks, inbox, outbox
from inglenook.messaging.gateways.base import State, Status
from inglenook.messaging.models import Arrival, ContactPoint, Message, Reply, Stop
from tests import factories
from tests.messaging.making import NUMBER, again, ask, text_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """What the other rooms are told: replies, and follow-ups by their reason."""
    replies, follow_ups = [], []
    monkeypatch.setattr(hooks.on_reply, "functions", [replies.append])
    note = lambda *, person, key, reason: follow_ups.append((person, reason))  # noqa: E731
    monkeypatch.setattr(hooks.on_follow_up, "functions", [note])
    return replies, follow_ups


@pytest.fixture
def asked(amina, gateway, clock):
    """A question to Amina that went out at noon."""
    message = ask(amina, "Did you walk today?", topic="walking")
    outbox.run()
    clock("2026-06-04 15:00")
    return message


def answers(gateway) -> list[str]:
    outbox.run()
    return [sent.text for sent in gateway.sent[1:]]


def test_a_reply_is_kept_as_said_and_goes_with_what_it_answers(asked, told, gateway):
    text_in("Yes!!  10 min 😀\nto my sister's")
    inbox.run()
    reply = Reply.objects.get()
    assert (reply.text, reply.message, reply.person) == ("Yes!!  10 min 😀\nto my sister's", asked, asked.person)
    assert told[0] == [reply] and again(asked).answered_at
    assert ContactPoint.objects.get(person=asked.person, channel="text").confirmed_at


def test_what_a_gateway_says_twice_is_kept_and_answered_once(asked, told, gateway):
    assert [text_in("Yes", key="same"), text_in("Yes", key="same")] == [True, True]
    inbox.run()
    assert text_in("Yes", key="same") is False
    inbox.run()
    assert (Arrival.objects.count(), Reply.objects.count(), len(told[0])) == (1, 1, 1)


def test_the_same_words_sent_twice_by_the_person_are_two_replies(asked, told, gateway):
    text_in("Yes", key="one")
    text_in("Yes", key="two")
    inbox.run()
    assert Reply.objects.count() == 2


def test_a_reply_that_nobody_can_read_is_kept_and_shown_to_somebody(asked, told, gateway, monkeypatch):
    def fails(reply):
        raise RuntimeError("no")

    monkeypatch.setattr(hooks.on_reply, "functions", [fails])
    text_in("Yes")
    inbox.run()
    assert Reply.objects.get().read_at is None and Arrival.objects.get().taken_at
    assert told[1] == [(asked.person, "A message came in: please read it")]


def test_stop_stops_and_says_so_once(asked, told, gateway):
    text_in("Stop!")
    text_in("STOP")
    inbox.run()
    assert Stop.objects.filter(person=asked.person, topic="", ended_at=None).count() == 1
    [said] = answers(gateway)
    assert said.startswith("You will get no more messages from Brookside Surgery")
    assert told[0] == []


def test_stop_with_a_topic_stops_only_that(asked, told, gateway):
    text_in("please stop walking")
    inbox.run()
    assert [s.topic for s in Stop.objects.all()] == ["walking"]
    assert "about this" in answers(gateway)[0]


def test_stop_with_anything_else_is_something_said(asked, told, gateway):
    text_in("stop taking the tablets?")
    inbox.run()
    assert not Stop.objects.exists() and len(told[0]) == 1


def test_start_takes_a_stop_back(asked, told, gateway, clock):
    text_in("STOP")
    inbox.run()
    outbox.run()
    clock("2026-06-06 15:00")
    text_in("Start")
    inbox.run()
    assert not Stop.objects.filter(ended_at=None).exists()
    assert "again. To stop them" in answers(gateway)[-1]


def test_help_is_answered_and_somebody_looks(asked, told, gateway):
    text_in("HELP")
    inbox.run()
    assert "999" in answers(gateway)[0] and "111" in answers(gateway)[0]
    assert told[1] == [(asked.person, "Texted HELP: see whether they need something")]
    assert Reply.objects.get().reading == "help"


@pytest.mark.parametrize("words", ["Wrong number mate", "who is this?", "sorry u have the wrong number"])
def test_a_number_that_changed_hands_is_used_no_more(asked, told, gateway, words):
    text_in(words)
    inbox.run()
    assert answers(gateway) == ["Sorry. We will not text this number again."]
    point = ContactPoint.objects.get(person=asked.person, channel="text")
    assert point.ended_because == "Whoever answers says it is not theirs" and len(told[1]) == 1
    later = ask(asked.person)
    outbox.run()
    assert again(later).suppressed_because == "No way to reach them by this channel"


def test_a_new_number_in_the_record_is_used_after_that(asked, told, gateway, clock):
    text_in("wrong number")
    inbox.run()
    asked.person.mobile = "07700 900555"
    asked.person.save()
    clock("2026-06-05 15:00")
    ask(asked.person)
    outbox.run()
    assert gateway.sent[-1].to == "+447700900555"


def test_a_number_that_came_into_somebody_elses_record_is_used_no_more(asked, told, gateway, other_practice, clock):
    clock("2026-06-05 10:00")
    newcomer = factories.make_person(other_practice, given_name="Bert", mobile="07700 900123", postcode="LS1 1AA")
    ask(newcomer, "Hello Bert")
    outbox.run()
    assert gateway.sent[-1].text == "Hello Bert", "it is his alone now"
    point = ContactPoint.objects.get(person=asked.person, channel="text")
    assert point.ended_because == "Now in somebody else's record, at another address" and len(told[1]) == 1


def test_two_of_one_household_share_a_phone_and_keep_it(asked, told, gateway, practice, clock):
    clock("2026-06-05 10:00")
    son = factories.make_person(practice, given_name="Imran", mobile="07700 900123", postcode="NW11AA")
    ask(son, "Hello Imran")
    outbox.run()
    assert "somebody who uses this phone" in gateway.sent[-1].text and told[1] == []


def test_words_from_a_shared_phone_go_to_the_one_who_was_asked(asked, told, gateway, practice):
    factories.make_person(practice, given_name="Imran", mobile="07700 900123")
    text_in("Yes")
    inbox.run()
    assert Reply.objects.get().person == asked.person


def test_words_that_could_be_of_two_people_are_nobodys(asked, told, gateway, practice):
    son = factories.make_person(practice, given_name="Imran", mobile="07700 900123")
    ask(son)
    outbox.run()
    text_in("My chest hurts")
    inbox.run()
    assert not Reply.objects.exists() and Arrival.objects.get().outcome == "one of several"
    outbox.run()
    assert "999" in gateway.sent[-1].text and len(told[1]) == 1


def test_stop_from_a_shared_phone_stops_for_all_who_share_it(asked, told, gateway, practice):
    son = factories.make_person(practice, given_name="Imran", mobile="07700 900123")
    ask(son)
    outbox.run()
    text_in("STOP")
    inbox.run()
    assert {s.person for s in Stop.objects.all()} == {asked.person, son}


def test_a_sender_we_do_not_know_is_kept_and_not_answered(asked, told, gateway):
    text_in("Hello", sender="+447700900999")
    inbox.run()
    assert Arrival.objects.get().outcome == "sender not known" and answers(gateway) == []


def test_a_carers_stop_is_theirs_alone(amina, carer, told, gateway, clock):
    ContactPoint.objects.create(person=amina, carer=carer, channel="text", value="+447700900777")
    ask(amina, carer=carer)
    outbox.run()
    text_in("STOP", sender="+447700900777")
    inbox.run()
    assert not Stop.objects.exists()
    ask(amina), ask(amina, carer=carer, is_urgent=True)
    outbox.run()
    assert gateway.sent[-1].to == NUMBER
    text_in("START", sender="+447700900777")
    inbox.run()
    assert ContactPoint.objects.get(carer=carer).ended_at is None


def said_of(message, state: str) -> bool:
    return inbox.note_status(gateway="http", status=Status(str(message.ref), message.gateway_key, State(state)))


def test_callbacks_come_late_twice_and_out_of_order(asked, clock):
    for state, minute in [("seen", 1), ("delivered", 2), ("failed", 3), ("delivered", 4)]:
        clock(f"2026-06-04 15:0{minute}")
        assert said_of(asked, state)
    message = again(asked)
    assert message.seen_at.minute == message.delivered_at.minute == 1 and message.failed_at is None


def test_a_callback_may_come_before_we_have_noted_the_hand_over(asked, clock):
    Message.objects.filter(pk=asked.pk).update(handed_over_at=None, gateway_key="")
    inbox.note_status(gateway="http", status=Status(str(asked.ref), "key-of-the-gateway", State.DELIVERED))
    assert again(asked).handed_over_at and again(asked).gateway_key == "key-of-the-gateway"
    outbox.run()
    assert again(asked).tries == 1


def test_a_number_that_is_dead_is_used_no_more(asked, told):
    said_of(asked, "unreachable")
    assert again(asked).failed_at and again(asked).contact_point.ended_at and len(told[1]) == 1


def test_nobody_else_can_speak_of_a_message(asked):
    assert not inbox.note_status(gateway="notify", status=Status(str(asked.ref), "", State.DELIVERED))
    assert again(asked).delivered_at is None


def test_a_sender_is_found_among_all_records_by_an_index_of_numbers_as_they_are_read():
    ask_for = "EXPLAIN SELECT id FROM people_person WHERE mobile <> '' AND messaging_mobile(mobile) = '+447700900123'"
    with access.working(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(ask_for)
        assert "person_by_mobile" in str(cursor.fetchall())

from datetime import timedelta

import pytest

from inglenook.core import access
from inglenook.messaging import outbox
from inglenook.messaging.models import Message
from tests.messaging.making import NUMBER, again, ask

pytestmark = pytest.mark.django_db


def test_a_message_goes_out_once_and_the_ledger_says_so(amina, gateway, clock):
    message = ask(amina, "Did you walk today?")
    assert outbox.run().handed_over == 1
    assert outbox.run().picked == 0
    [sent] = gateway.sent
    message = again(message)
    assert (sent.ref, sent.to, sent.text) == (str(message.ref), NUMBER, "Did you walk today?")
    assert message.handed_over_at and message.gateway_key == sent.key and message.text == sent.text
    assert (message.segments, message.contact_point.value, message.tries) == (1, NUMBER, 1)


def test_asking_twice_for_the_same_thing_sends_once(amina, gateway, clock):
    assert ask(amina, key="same").pk == ask(amina, key="same").pk
    outbox.run()
    assert len(gateway.sent) == 1


def test_a_plain_row_as_the_sweep_writes_it_is_enough(amina, gateway, clock):
    with access.working():
        Message.objects.create(
            person=amina, key="swept", kind="prompt", channel="text", template="test:any", values={"text": "Hello"},
            due_at=clock("2026-06-04 12:00"),
        )  # fmt: skip
    outbox.run()
    assert gateway.sent[0].to == NUMBER


def test_messages_of_other_rooms_are_left_alone(amina, gateway, clock):
    Message.objects.create(person=amina, key="pack:1:letter", kind="pack", channel="letter")
    assert outbox.run().picked == 0


@pytest.mark.parametrize("fault", ["taken_then_broken", "taken_then_dropped", "broken", "dropped", "busy"])
def test_what_the_gateway_may_have_is_asked_for_before_it_is_sent_again(amina, settings, clock, fault):
    """However the first hand-over breaks off, one message goes out."""
    from tests.messaging.gateway import Faults, GatewayImitation

    settings.GATEWAYS = {"text": "http"}
    with GatewayImitation(Faults(**{fault: 1})) as imitation:
        settings.TEXT_URL = imitation.url
        message = ask(amina)
        outbox.run()
        assert again(message).handed_over_at is None and again(message).failure
        imitation.faults = Faults()
        clock("2026-06-04 12:05")
        outbox.run()
        assert [sent.ref for sent in imitation.sent] == [str(message.ref)]
        assert again(message).gateway_key == imitation.sent[0].key


def test_a_refusal_is_for_good_and_names_nobody(amina, gateway, clock):
    gateway.refuse[NUMBER] = 400
    message = ask(amina)
    outbox.run()
    clock("2026-06-05 12:00")
    assert outbox.run().picked == 0
    assert again(message).failed_at and NUMBER not in again(message).failure and "400" in again(message).failure


def test_a_wrong_key_of_ours_fails_no_message(amina, gateway, clock):
    gateway.refuse[NUMBER] = 401
    message = ask(amina)
    outbox.run()
    gateway.refuse.clear()
    clock("2026-06-04 12:05")
    outbox.run()
    assert again(message).handed_over_at


def test_a_gateway_in_trouble_is_left_in_peace_longer_each_time_and_given_up_in_the_end(amina, gateway, clock):
    gateway.refuse[NUMBER] = 500
    message, tried = ask(amina), []
    while not again(message).failed_at:
        moment = message.not_before or message.due_at
        tried.append(clock(moment.isoformat(sep=" ")[:19], "UTC"))
        outbox.run()
    tried.pop()  # the last only asked whether it had gone
    gaps = [later - earlier for earlier, later in zip(tried, tried[1:], strict=False)]
    assert gateway.asked == len(tried) == outbox.TRIES and gaps == sorted(gaps) and gaps[-1] > timedelta(hours=1)
    assert again(message).failure == "Given up after several tries"


def test_the_urgent_goes_first(amina, stranger, gateway, clock, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 1)
    stranger.mobile = "07700 900456"
    stranger.save()
    ask(amina, "can wait")
    ask(stranger, "cannot wait", is_urgent=True)
    outbox.run()
    assert [sent.text for sent in gateway.sent] == ["cannot wait", "can wait"]


def test_a_text_that_cannot_be_made_fails_alone(amina, stranger, gateway, clock):
    stranger.mobile = "07700 900456"
    stranger.save()
    bad = ask(amina)
    Message.objects.filter(pk=bad.pk).update(template="nobody:knows")
    ask(stranger, "good")
    outbox.run()
    assert again(bad).failure == "No text could be made: KeyError"
    assert [sent.text for sent in gateway.sent] == ["good"]


def test_without_a_gateway_the_ledger_says_so(amina, settings, clock):
    settings.GATEWAYS = {}
    message = ask(amina)
    outbox.run()
    assert again(message).failure == "No gateway is set up for this channel"

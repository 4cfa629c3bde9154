"""What users of other systems complained of, each as a test that it does not happen here.

Names carry project and number of the thread. What belongs to schedules (LAMP-platform #437, RADAR-Questionnaire #148)
is tested with the sweep.
"""

from datetime import timedelta

import pytest

from inglenook.core.models import Beat
from inglenook.messaging import hooks, inbox, outbox, queries
from inglenook.messaging.gateways.base import State, Status
from inglenook.messaging.models import Arrival, Message, OwnLimits, Reply
from tests.messaging.gateway import Faults, GatewayImitation
from tests.messaging.making import NUMBER, again, ask, at, text_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def answering(monkeypatch):
    """A room above that answers every reply, as programmes do."""

    def answer(reply):
        ask(reply.person, "Thank you", key=f"reply:{reply.pk}", kind="reply", channel=reply.channel)

    monkeypatch.setattr(hooks.on_reply, "functions", [answer])


def test_beiwe_android_8_and_27_a_prompt_goes_out_without_anybody_opening_anything(amina, gateway, clock):
    """beiwe-android #8, #27: prompts were not shown, or only once the app was opened."""
    ask(amina, due_at=clock("2026-06-04 12:00") + timedelta(minutes=1))
    outbox.run()
    assert gateway.sent == []
    clock("2026-06-04 12:01")
    outbox.run()
    assert len(gateway.sent) == 1


def test_beiwe_backend_189_lamp_platform_523_and_772_each_state_of_a_prompt_can_be_read(amina, gateway, clock):
    """beiwe-backend #189, LAMP-platform #523, #772: nobody could tell whether a notification had been delivered."""
    message = ask(amina)
    states = [state_of(message)]
    outbox.run()
    states.append(state_of(message))
    for state in (State.DELIVERED, State.SEEN):
        inbox.note_status(gateway="http", status=Status(str(message.ref), "", state))
        states.append(state_of(message))
    text_in("Yes")
    inbox.run()
    assert [*states, state_of(message)] == ["due", "handed_over", "delivered", "seen", "answered"]


def state_of(message: Message) -> str:
    return Message.objects.annotate(state=queries.STATE).get(pk=message.pk).state


def test_radar_questionnaire_161_moving_to_another_time_zone_moves_the_quiet_hours(amina, gateway, clock):
    """RADAR-Questionnaire #161: after a journey prompts came at the hours of the old time zone."""
    OwnLimits.objects.create(person=amina, time_zone="Asia/Karachi")
    clock("2026-06-04 18:00")  # 22:00 in Karachi
    message = ask(amina)
    outbox.run()
    assert again(message).held_because == "Quiet hours"
    assert again(message).not_before == at("2026-06-05 08:00", "Asia/Karachi")


def test_beiwe_android_64_a_prompt_that_was_done_does_not_come_again(amina, gateway, clock):
    """beiwe-android #64: prompts came every minute after they had been completed."""
    ask(amina)
    outbox.run()
    text_in("Done")
    inbox.run()
    for minute in range(1, 15):
        clock(f"2026-06-04 12:{minute:02}")
        outbox.run()
    assert [sent.text for sent in gateway.sent].count("Hello") == 1


def test_radar_questionnaire_1888_a_missed_prompt_says_that_it_was_missed(amina, gateway, clock):
    """RADAR-Questionnaire PR #1888: missed ones vanished without a word."""
    message = ask(amina, lapses_at=clock("2026-06-04 12:00") + timedelta(hours=2))
    clock("2026-06-04 15:00")
    outbox.run()
    assert (state_of(message), again(message).lapsed_because) == ("lapsed", "Not sent while it was worth it")


def test_beiwe_391_a_worker_that_has_gone_quiet_can_be_noticed(amina, gateway, clock):
    """Beiwe #391: nobody noticed that nothing was being sent. Each run leaves a beat for the monitor to miss."""
    clock("2026-06-04 12:00")
    outbox.run(), inbox.run()
    assert dict(Beat.objects.filter(name__in=["outbox", "inbox"]).values_list("name", "at")) == {
        "outbox": at("2026-06-04 12:00"),
        "inbox": at("2026-06-04 12:00"),
    }


def test_cht_core_7040_one_text_in_gets_one_reply_out(amina, answering, gateway, clock):
    """cht-core #7040: a gateway that said one text five times got five replies out."""
    for _ in range(5):
        text_in("142 over 85", key="the-same")
        inbox.run()
        outbox.run()
    assert [sent.text for sent in gateway.sent] == ["Thank you"]


def test_cht_core_4110_a_weak_network_does_not_double_what_is_sent(amina, settings, clock):
    """cht-core #4110: the line broke after the gateway had taken the text, and it was sent again."""
    settings.GATEWAYS = {"text": "http"}
    with GatewayImitation(Faults(taken_then_dropped=1)) as weak:
        settings.TEXT_URL = weak.url
        message = ask(amina)
        for minute in (0, 5, 10, 15):
            clock(f"2026-06-04 12:{minute:02}")
            outbox.run()
        assert len(weak.sent) == 1 and again(message).handed_over_at


def test_cht_core_3010_and_1823_what_the_gateway_refuses_for_now_is_not_lost(amina, settings, clock):
    """cht-core #3010, #1823: texts got stuck or lost at the gateway, "a huge pain point" in deployments."""
    settings.GATEWAYS = {"text": "http"}
    with GatewayImitation(Faults(busy=1)) as imitation:
        settings.TEXT_URL = imitation.url
        message = ask(amina)
        outbox.run()
        assert imitation.sent == [] and again(message).failure == "Gateway: 429"
        imitation.faults = Faults()
        clock("2026-06-04 12:05")
        outbox.run()
        assert len(imitation.sent) == 1


def test_cht_core_6094_two_wanted_replies_in_the_same_words_are_both_sent(amina, answering, gateway, clock):
    """cht-core #6094: the de-duplicator took equal texts for doubles and hid replies that people waited for."""
    for key in ("morning", "evening"):
        text_in("142 over 85", key=key)
        inbox.run()
        outbox.run()
    assert [sent.text for sent in gateway.sent] == ["Thank you", "Thank you"]


def test_cht_core_6094_whatever_is_kept_back_says_why(amina, gateway, clock):
    """cht-core #6094, again: what was hidden left no trace."""
    messages = [ask(amina) for _ in range(3)]
    outbox.run()
    shown = [again(m) for m in messages]
    assert [m.held_because for m in shown] == ["", "Enough messages for one day", "Enough messages for one day"]
    assert [state_of(m) for m in messages] == ["handed_over", "held", "held"]


def test_lamp_platform_504_a_nudge_by_staff_keeps_the_same_rules(amina, gateway, clock):
    """LAMP-platform #504: staff want to nudge a person. It goes through the same ledger, quiet hours and stops."""
    clock("2026-06-04 22:00")
    nudge = ask(amina, kind="nudge")
    outbox.run()
    assert again(nudge).held_because == "Quiet hours"


def test_lamp_platform_818_what_the_person_says_reaches_the_room_that_judges_it(amina, gateway, clock, monkeypatch):
    """LAMP-platform #818: an answer that crosses a line must reach somebody. The rules are tested with the alerts."""
    heard = []
    monkeypatch.setattr(hooks.on_reply, "functions", [heard.append])
    text_in("My chest hurts")
    inbox.run()
    assert [reply.text for reply in heard] == ["My chest hurts"] == [r.text for r in Reply.objects.all()]
    assert Arrival.objects.get().sender == NUMBER

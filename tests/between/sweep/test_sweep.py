"""What the sweep makes for one person, occasion by occasion."""

from datetime import date, time, timedelta

import pytest

from inglenook.between.models import CheckIn, Decision, Enrolment
from inglenook.between.policy import Policy
from inglenook.between.sweep.actions import sweep
from inglenook.core import access
from inglenook.messaging.models import ContactPoint, Message, Pause, Stop
from tests.between.conftest import check_in, prompt, rules_with, utc

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 1)


def through(first, last, *, step=timedelta(minutes=30)):
    """Sweep from one moment to the other, as the periodic job would."""
    at = first
    while at <= last:
        sweep(at=at)
        at += step


def due_days(enrolment):
    return [m.due_at.date() for m in Message.objects.filter(check_in__enrolment=enrolment).order_by("due_at")]


def test_what_is_due_becomes_a_message_and_a_check_in(start, person):
    enrolment = start(rules_with(check_in(first_day=1)), MONDAY)
    assert sweep(at=utc(2026, 6, 2, 8, 59)).messages == 0  # 9:59 in London
    assert sweep(at=utc(2026, 6, 2, 9, 0)).messages == 1
    message = Message.objects.get(person=person)
    step = enrolment.programme.steps.get()
    assert message.template == f"programme:{enrolment.programme_id}:one"
    assert (message.kind, message.topic, message.channel) == ("check_in", "trial", "text")
    assert message.due_at == utc(2026, 6, 2, 9)
    assert message.lapses_at == utc(2026, 6, 4, 9)
    assert message.practice_id == person.practice_id
    assert message.check_in.step == step
    assert message.check_in.answer_by == utc(2026, 6, 4, 9)


def test_a_second_sweep_makes_nothing_more(start):
    start(rules_with(check_in(every_days=1)), MONDAY)
    assert sweep(at=utc(2026, 6, 1, 10)).messages == 1
    assert not sweep(at=utc(2026, 6, 1, 10)).changed
    assert Message.objects.count() == CheckIn.objects.count() == 1


def test_lamp_platform_437_a_fortnightly_step_fires_every_fortnight(start):
    """What others' users had: a schedule of every two weeks that never came (LAMP-platform 437)."""
    enrolment = start(rules_with(check_in(first_day=0, every_days=14, last_day=56), days=60), MONDAY)
    through(utc(2026, 6, 1), utc(2026, 8, 5), step=timedelta(hours=6))
    assert due_days(enrolment) == [MONDAY + timedelta(days=d) for d in (0, 14, 28, 42, 56)]


@pytest.mark.parametrize("every", [1, 2, 3, 7, 10, 28])
def test_radar_questionnaire_148_every_occasion_of_a_schedule_comes(start, every):
    """RADAR-Questionnaire #148: scheduled questions were not shown. Here each that is due is a message, once."""
    enrolment = start(rules_with(check_in(first_day=1, every_days=every, last_day=57), days=60), MONDAY)
    through(utc(2026, 6, 1), utc(2026, 8, 5), step=timedelta(hours=6))
    assert due_days(enrolment) == [MONDAY + timedelta(days=day) for day in range(1, 58, every)]


def test_beiwe_android_64_nothing_repeats_once_it_was_answered(start):
    """What others' users had: prompts each minute after they had answered (beiwe-android 64)."""
    start(rules_with(check_in(first_day=0)), MONDAY)
    through(utc(2026, 6, 1, 8), utc(2026, 6, 1, 12), step=timedelta(minutes=5))
    CheckIn.objects.update(answered_at=utc(2026, 6, 1, 12))
    through(utc(2026, 6, 1, 12), utc(2026, 6, 1, 14), step=timedelta(minutes=1))
    assert Message.objects.count() == 1


def test_radar_questionnaire_1888_a_missed_one_is_told_with_its_reason(start):
    """What others' users asked for: missed tasks must be seen (RADAR-Questionnaire 1888)."""
    start(rules_with(check_in(first_day=0, answer_within_hours=4)), MONDAY)
    sweep(at=utc(2026, 6, 1, 9))
    swept = sweep(at=utc(2026, 6, 1, 13))
    assert swept.unanswered == 1
    assert CheckIn.objects.get().lapsed_because == "Not answered"
    assert Enrolment.objects.get().silent_for == 1


def test_radar_questionnaire_161_the_time_of_day_moves_with_the_person(start):
    """What others' users had: notices at the old hour after a journey (RADAR-Questionnaire 161)."""
    enrolment = start(rules_with(check_in(every_days=1)), MONDAY)
    sweep(at=utc(2026, 6, 1, 9))
    Enrolment.objects.filter(pk=enrolment.pk).update(time_zone="Asia/Karachi")
    from inglenook.between.sweep.actions import place

    place([enrolment], at=utc(2026, 6, 1, 9, 5))
    enrolment.refresh_from_db()
    assert enrolment.next_at == utc(2026, 6, 2, 5)  # 10:00 in Karachi


@pytest.mark.parametrize(
    ("start_day", "before", "after"),
    [
        (date(2026, 3, 28), utc(2026, 3, 28, 10), utc(2026, 3, 29, 9)),  # clocks go forward on 29 March 2026
        (date(2026, 10, 24), utc(2026, 10, 24, 9), utc(2026, 10, 25, 10)),  # and back on 25 October
    ],
)
def test_ten_in_the_morning_stays_ten_when_clocks_change(start, start_day, before, after):
    enrolment = start(rules_with(check_in(every_days=1)), start_day)
    assert enrolment.next_at == before
    sweep(at=before)
    enrolment.refresh_from_db()
    assert enrolment.next_at == after


@pytest.mark.parametrize(
    ("day", "at", "due"),
    [
        (date(2026, 3, 29), time(1, 30), utc(2026, 3, 29, 1, 30)),  # skipped: half past two, summer time
        (date(2026, 10, 25), time(1, 30), utc(2026, 10, 25, 1, 30)),  # comes twice: the second
    ],
)
def test_an_hour_skipped_or_doubled_comes_once(start, day, at, due):
    enrolment = start(rules_with(check_in(), at=at), day)
    through(due - timedelta(hours=3), due + timedelta(hours=3))
    assert [m.due_at for m in Message.objects.filter(check_in__enrolment=enrolment)] == [due]


def test_after_an_outage_the_newest_goes_and_the_older_lapse(start):
    start(rules_with(check_in(every_days=1)), MONDAY)
    swept = sweep(at=utc(2026, 6, 4, 12))
    assert (swept.messages, swept.lapsed) == (1, 3)
    sent = CheckIn.objects.get(message__isnull=False)
    assert sent.due_at == utc(2026, 6, 4, 9)
    reasons = CheckIn.objects.filter(message=None).values_list("lapsed_because", flat=True)
    assert set(reasons) == {"A newer one took its place"}
    assert sweep(at=utc(2026, 6, 4, 12)).messages == 0


def test_what_is_too_old_is_not_sent_at_all(start):
    start(rules_with(check_in(answer_within_hours=4)), MONDAY)
    swept = sweep(at=utc(2026, 6, 1, 13))
    assert (swept.messages, swept.lapsed) == (0, 1)
    assert CheckIn.objects.get().lapsed_because == "Too late to be worth sending"
    assert sweep(at=utc(2026, 6, 9)).unanswered == 0  # nobody is called silent who was not asked


def test_it_ends_on_its_last_day(start):
    enrolment = start(rules_with(prompt(), days=2), MONDAY)
    sweep(at=utc(2026, 6, 1, 9))
    enrolment.refresh_from_db()
    assert (enrolment.next_at, enrolment.next_step) == (utc(2026, 6, 3, 23), None)  # midnight after 3 June, London
    assert sweep(at=utc(2026, 6, 3, 22, 59)).finished == 0
    assert sweep(at=utc(2026, 6, 3, 23)).finished == 1
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_at) == ("finished", None)


def test_every_other_occasion_for_who_wants_less(start):
    enrolment = start(rules_with(check_in(every_days=7, last_day=28)), MONDAY, every_nth=2)
    through(utc(2026, 6, 1), utc(2026, 7, 1), step=timedelta(hours=6))
    assert due_days(enrolment) == [MONDAY + timedelta(days=d) for d in (0, 14, 28)]


def test_whoever_said_stop_is_left_alone(start, person):
    enrolment = start(rules_with(check_in(every_days=1)), MONDAY)
    Stop.objects.create(person=person, topic="trial")
    assert sweep(at=utc(2026, 6, 1, 9)).stopped == 1
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.state_because, enrolment.next_at) == ("stopped", "Said stop", None)
    assert not Message.objects.exists()


def test_a_stop_of_something_else_or_by_a_carer_stops_nothing(start, person, carer):
    start(rules_with(check_in(every_days=1)), MONDAY)
    theirs = ContactPoint.objects.create(person=person, carer=carer, channel="text", value="+447700900001")
    Stop.objects.create(person=person, topic="another")
    Stop.objects.create(person=person, topic="", contact_point=theirs)
    assert sweep(at=utc(2026, 6, 1, 9)).messages == 1


def test_the_dead_and_those_who_left_get_nothing(start, person):
    enrolment = start(rules_with(check_in(every_days=1)), MONDAY)
    type(person).objects.filter(pk=person.pk).update(is_dead=True)
    assert sweep(at=utc(2026, 6, 1, 9)).stopped == 1
    enrolment.refresh_from_db()
    assert enrolment.state_because == "The person has died"
    assert not Message.objects.exists()


def test_on_holiday_it_lapses_with_the_reason_and_is_no_silence(start, person):
    enrolment = start(rules_with(check_in(every_days=1)), MONDAY)
    Pause.objects.create(person=person, kind="holiday", starts_at=utc(2026, 5, 31), ends_at=utc(2026, 6, 2))
    sweep(at=utc(2026, 6, 1, 9))
    assert CheckIn.objects.get().lapsed_because == "On holiday"
    sweep(at=utc(2026, 6, 2, 9))
    enrolment.refresh_from_db()
    assert (enrolment.silent_for, Message.objects.count()) == (0, 1)


def test_who_rests_is_woken_by_the_next_occasion(start):
    enrolment = start(rules_with(check_in(every_days=7, last_day=28)), MONDAY)
    from inglenook.between.sweep.actions import place

    Enrolment.objects.filter(pk=enrolment.pk).update(state="paused", paused_until=date(2026, 6, 10))
    place([enrolment], at=utc(2026, 6, 1, 8))
    through(utc(2026, 6, 1), utc(2026, 6, 15, 9), step=timedelta(hours=3))
    assert due_days(enrolment) == [date(2026, 6, 15)]
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.paused_until) == ("running", None)


def test_a_rule_of_silence_is_told_once(start, monkeypatch):
    from inglenook.between.sweep import silence

    heard = []
    monkeypatch.setattr(silence, "_listeners", [heard.extend])
    enrolment = start(rules_with(check_in(every_days=1, answer_within_hours=12), silent_for=2), MONDAY)
    through(utc(2026, 6, 1, 9), utc(2026, 6, 5, 9), step=timedelta(hours=1))
    assert [(one.enrolment_id, one.rule) for one in heard] == [(enrolment.pk, "silent")]
    assert heard[0].check_in_id == CheckIn.objects.filter(due_at=utc(2026, 6, 2, 9)).get().pk


def test_wordings_take_turns_and_each_choice_is_kept(start):
    start(rules_with(prompt(every_days=1, choices=("one", "two"))), MONDAY)
    through(utc(2026, 6, 1, 9), utc(2026, 6, 4, 9), step=timedelta(hours=24))
    taken = CheckIn.objects.order_by("due_at").values_list("choice", flat=True)
    assert list(taken) == ["one", "two", "one", "two"]
    decision = Decision.objects.order_by("pk").first()
    assert (decision.policy, decision.options, decision.chosen) == ("fixed/1", ["one", "two"], "one")
    assert decision.probability == 1.0
    assert decision.features["weekday"] == 1
    assert decision.features["hour"] == 10


@pytest.mark.parametrize(
    ("select", "policy", "probability"),
    [
        ("SELECT check_in_id, 'two' AS chosen, 0.25 AS probability FROM choosing", "trial/1", 0.25),
        ("SELECT check_in_id, 'three' AS chosen, 0.25 AS probability FROM choosing", "fixed/1", 1.0),
        ("SELECT check_in_id, 'two' AS chosen, 0.0 AS probability FROM choosing", "fixed/1", 1.0),
        ("SELECT check_in_id, 'two' AS chosen, 1.0 AS probability FROM choosing WHERE false", "fixed/1", 1.0),
    ],
)
def test_another_policy_is_asked_and_its_nonsense_is_not_followed(start, select, policy, probability):
    start(rules_with(prompt(choices=("one", "two"))), MONDAY)
    sweep(at=utc(2026, 6, 1, 9), policy=Policy("trial/1", select))
    decision = Decision.objects.get()
    assert (decision.policy, decision.probability) == (policy, probability)
    assert decision.chosen == ("two" if policy == "trial/1" else "one")


def test_a_single_wording_is_no_decision(start):
    start(rules_with(prompt()), MONDAY)
    assert sweep(at=utc(2026, 6, 1, 9)).decisions == 0


def test_the_web_may_not_sweep_for_others(start, nurse):
    start(rules_with(prompt()), MONDAY)
    with access.acting_as(nurse):
        assert sweep(at=utc(2026, 6, 1, 9)).messages == 1  # the sweep stands as background work by itself

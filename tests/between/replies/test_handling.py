"""From a text message to what is kept, who is told and what is said back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inglenook.between.models import Alert, CheckInAnswer, Enrolment, Programme, ProgrammeStep
from inglenook.between.replies import inbox
from inglenook.between.replies.hearing import hear
from inglenook.between.replies.inbox import handle, handle_waiting, on_danger
from inglenook.core import clock
from inglenook.messaging.models import Arrival, ContactPoint, Message, Reply
from inglenook.people.models import Result
from inglenook.people.results import is_kept_back
from inglenook.planning.models import Task
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pressure(enrol):
    return enrol("blood_pressure_at_home")


@pytest.fixture
def question(pressure, asked):
    return asked(pressure, "first_week")


def results(person):
    return {row.measure: row.number for row in Result.objects.filter(person=person, is_wrong=False)}


def test_an_answer_is_kept_as_said_and_as_understood(question, text, answered, person):
    reply = text("bp was 142 over 85 this morning")
    answer = CheckInAnswer.objects.get(check_in=question)
    assert (answer.said, answer.value, answer.way) == ("bp was 142 over 85 this morning", [142, 85], "text")
    assert results(person) == {"systolic": 142, "diastolic": 85}
    assert reply.reading == "answer" and reply.read_at
    assert "142/85" in answered(reply) and "999" in answered(reply) and "111" in answered(reply)


def test_a_reading_has_its_source(question, text, person):
    text("142/85")
    row = Result.objects.get(person=person, measure="systolic")
    assert row.source.name == "Said by the person, by text message"
    assert (row.unit, row.value) == ("mmHg", 142)


def test_the_check_in_and_the_enrolment_know_it(question, pressure, text):
    pressure.silent_for = 2
    pressure.save()
    text("142/85")
    question.refresh_from_db()
    pressure.refresh_from_db()
    assert question.answered_at
    assert (pressure.silent_for, pressure.last_heard_at.date()) == (0, clock.today())
    assert Message.objects.get(pk=question.message_id).answered_at


def test_a_high_reading_alerts_the_owner_in_time(question, text, answered, nurse):
    reply = text("185/112")
    alert = Alert.objects.get()
    assert (alert.level, alert.owner, alert.rule) == ("red_flag", nurse, "blood_pressure_at_home:top_very_high")
    assert alert.check_in == question and alert.reply == reply
    assert alert.answer_by - alert.raised_at == timedelta(hours=4)
    assert alert.reason == "Home blood pressure: top number 180 or more: 185/112"
    message = Message.objects.get(key=f"reply:{reply.pk}")
    assert message.is_urgent
    assert "This is very high" in answered(reply)


def test_a_usual_reading_alerts_nobody(question, text):
    text("128/78")
    assert not Alert.objects.exists() and not Task.objects.exists()


def test_a_personal_threshold_stands_before_the_default(enrol, asked, text):
    asked(enrol("blood_pressure_at_home", thresholds={"systolic_high": 165}), "first_week")
    text("155/88")
    assert not Alert.objects.exists()
    text("sorry 166/88")
    assert Alert.objects.get().rule.endswith(":top_high")


def test_what_is_not_understood_goes_to_a_person_and_the_person_is_told(question, text, answered, nurse, person):
    reply = text("it was a bit up I think")
    task = Task.objects.get()
    assert (task.kind, task.owner, task.person) == ("reply", nurse, person)
    assert "it was a bit up I think" in task.reason
    assert reply.reading == "unclear:nothing"
    assert "A person will read your message" in answered(reply)
    assert not CheckInAnswer.objects.exists()


def test_one_of_two_numbers_is_asked_for_again(question, text, answered):
    assert "both numbers" in answered(text("142"))
    text("142/85")
    assert CheckInAnswer.objects.get().value == [142, 85]


def test_a_photo_is_declined_politely(question, text, answered):
    assert "photos yet" in answered(text("sending a photo later"))


def test_thanks_are_answered_by_nobody(question, text, answered):
    text("142/85")
    reply = text("thank you x")
    assert reply.reading == "courtesy" and not answered(reply)
    assert not Task.objects.exists()


def test_a_correction_stands_and_the_slip_is_kept_as_one(question, text, answered, person):
    text("162/85")
    reply = text("sorry meant 126/85")
    assert reply.reading == "correction" and "changed it to 126/85" in answered(reply)
    assert CheckInAnswer.objects.get().value == [126, 85]
    assert results(person) == {"systolic": 126, "diastolic": 85}
    wrong = Result.objects.filter(person=person, is_wrong=True)
    assert {row.number for row in wrong} == {162, 85}
    former = CheckInAnswer.objects.get().history.get()
    assert (former.said, former.value) == ("162/85", [162, 85])


def test_a_second_reading_takes_nothing_back(question, text, person):
    text("162/85")
    text("138/82")
    assert sorted(
        Result.objects.filter(person=person, measure="systolic", is_wrong=False).values_list("number", flat=True)
    ) == [138, 162]


def test_a_late_answer_is_an_answer(pressure, asked, text):
    late = asked(pressure, "first_week", ago=timedelta(days=3), lapsed_at=clock.now() - timedelta(days=1))
    reply = text("142/85")
    assert reply.reading == "late"
    assert CheckInAnswer.objects.get().check_in == late


def test_words_that_nobody_asked_for_go_to_a_person(person, text, answered):
    reply = text("can I move my appointment")
    assert reply.reading == "unasked"
    assert Task.objects.get().kind == "reply"
    assert "A person will read" in answered(reply)


def test_the_newest_open_question_is_answered(pressure, enrol, asked, text):
    old = asked(pressure, "first_week", ago=timedelta(hours=30))
    new = asked(pressure, "first_week", ago=timedelta(hours=2))
    text("142/85")
    assert CheckInAnswer.objects.get().check_in == new
    old.refresh_from_db()
    assert old.answered_at is None


def test_an_answer_that_only_fits_an_older_question_is_its_answer(pressure, enrol, asked, text):
    old = asked(pressure, "first_week", ago=timedelta(hours=3))
    asked(enrol("weekly_hello"), _first_step("weekly_hello"))
    text("142/85")
    assert CheckInAnswer.objects.get().check_in == old


def _first_step(code):
    return ProgrammeStep.objects.filter(programme__code=code, kind="check_in").first().code


def test_words_of_danger_are_told_at_once_in_any_programme(person, nurse, text, answered):
    factories.put_on_caseload(nurse, person, "nurse")
    reply = text("I have bad chest pain")
    alert = Alert.objects.get()
    assert (alert.level, alert.rule) == ("red_flag", "words:body")
    assert alert.answer_by - alert.raised_at == timedelta(hours=1)
    message = Message.objects.get(key=f"reply:{reply.pk}")
    assert message.is_urgent and "call 999 now" in message.values["text"]


def test_words_of_despair_are_answered_with_a_crisis_line(person, text, answered):
    reply = text("i dont want to be here any more")
    assert Alert.objects.get().rule == "words:mind"
    assert "116 123" in answered(reply) and "999" in answered(reply)


def test_danger_beside_a_reading_keeps_both(question, text, answered):
    reply = text("142/85 but chest pain")
    assert CheckInAnswer.objects.get().value == [142, 85]
    assert Alert.objects.get().rule == "words:body"
    assert "call 999 now" in answered(reply)


def test_handling_a_reply_again_changes_nothing(question, text, person):
    reply = text("185/112")
    Reply.objects.update(read_at=None)
    assert handle(Reply.objects.all()) == 1
    assert Result.objects.filter(person=person).count() == 2
    assert Alert.objects.count() == 1 and Message.objects.filter(kind="reply").count() == 1
    assert CheckInAnswer.objects.get().reply == reply


def test_what_was_left_unread_is_seen_to_later(question, person, phone):
    Reply.objects.create(person=person, channel="text", contact_point=phone, text="142/85")
    assert handle_waiting() == 1
    assert handle_waiting() == 0
    assert CheckInAnswer.objects.exists()


def test_many_replies_take_as_many_statements_as_few(practice, nurse, asked):
    programme = Programme.objects.get(organisation=None, code="blood_pressure_at_home")
    for number in range(12):
        somebody = factories.make_person(practice)
        given = {"person": somebody, "programme": programme, "owner": nurse, "channel": "text"}
        asked(Enrolment.objects.create(started_on=clock.today(), ends_on=clock.today(), **given), "first_week")
        Reply.objects.create(person=somebody, channel="text", text=f"{120 + number}/80")
    handle(Reply.objects.order_by("pk")[:1])  # makes the source and wakes the outbox
    with CaptureQueriesContext(connection) as few:
        handle(Reply.objects.order_by("pk")[1:3])
    with CaptureQueriesContext(connection) as many:
        handle(Reply.objects.order_by("pk")[3:])
    assert CheckInAnswer.objects.count() == 12
    assert len(many) == len(few)


def test_urdu_is_read_and_answered_in_urdu(enrol, asked, text, answered):
    asked(enrol("blood_pressure_at_home", language="ur"), "first_week")
    assert "شکریہ" in answered(text("۱۴۲/۸۵"))
    assert CheckInAnswer.objects.get().value == [142, 85]


def test_a_carer_answers_what_the_carer_is_asked(enrol, asked, text, person, carer, nurse):
    check_in = asked(enrol("carer_check_in", carer=carer), _first_step("carer_check_in"))
    asked(enrol("blood_pressure_at_home"), "first_week")
    text("8", carer=carer)
    assert {answer.check_in for answer in CheckInAnswer.objects.all()} <= {check_in}
    text("142/85")
    assert CheckInAnswer.objects.filter(question="reading").get().check_in != check_in


def test_danger_from_a_phone_of_several_is_told_about_each_of_them(practice, person):
    other = factories.make_person(practice, given_name="Yusuf")
    points = [ContactPoint.objects.create(person=one, channel="text", value="+447700900123") for one in (person, other)]
    arrival = Arrival.objects.create(key="a", channel="text", gateway="http", sender="+447700900123", text="chest pain")
    on_danger(arrival, points)
    assert {alert.person for alert in Alert.objects.filter(level="red_flag")} == {person, other}
    assert not any("chest pain" in alert.reason for alert in Alert.objects.all())
    message = Message.objects.get()
    assert message.is_urgent and "call 999 now" in message.values["text"]


def test_a_reading_of_their_own_is_not_kept_back_from_them(question, text, person):
    text("185/112")
    assert not any(is_kept_back(row) for row in Result.objects.filter(person=person))


def test_an_unclear_answer_that_may_be_the_worst_is_treated_as_if_it_were(enrol, asked, text, nurse):
    asked(enrol("copd_watch"), _first_step("copd_watch"))
    text("same or worse, hard to say")
    alert = Alert.objects.get()
    assert (alert.level, alert.rule, alert.owner) == ("red_flag", "copd_watch:worse", nurse)
    assert "same or worse, hard to say" in alert.reason


def test_much_worse_is_much_worse(enrol, asked, text):
    asked(enrol("copd_watch"), _first_step("copd_watch"))
    text("much worse today")
    assert Alert.objects.get().rule == "copd_watch:much_worse"


def test_one_reply_that_cannot_be_seen_to_holds_up_no_other(question, person, phone, monkeypatch):
    def fails_on_a_word(telling, background):
        if "poison" in telling.text:
            raise ValueError
        return hear(telling, background)

    monkeypatch.setattr(inbox, "hear", fails_on_a_word)
    for words in ("poison", "142/85"):
        Reply.objects.create(person=person, channel="text", contact_point=phone, text=words)
    assert handle_waiting() == 2
    assert CheckInAnswer.objects.get().said == "142/85"
    assert Reply.objects.get(text="poison").reading == "failed"
    assert "poison" in Task.objects.get(kind="reply").reason

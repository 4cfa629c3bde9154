"""The daily pass: when each occasion is due, by what way somebody is asked, and who is lost."""

from datetime import date

import pytest

from inglenook.community.models import OutcomePoint, Referral
from inglenook.community.outcomes.sweep import Swept, sweep
from inglenook.measures.api import record
from inglenook.messaging.models import Message
from inglenook.messaging.templates import render

pytestmark = pytest.mark.django_db


def test_a_referral_accepted_on_15_january_is_followed_for_two_years(accepted, swept_on):
    assert swept_on(0) == Swept(made=5, heard=0, asked=0, reminded=0, lost=0)
    due = list(OutcomePoint.objects.values_list("occasion", "due_on", "ends_on"))
    assert due == [
        ("start", date(2025, 1, 15), date(2025, 2, 12)),
        ("weeks_12", date(2025, 4, 9), date(2025, 5, 7)),
        ("months_6", date(2025, 7, 17), date(2025, 8, 28)),
        ("months_12", date(2026, 1, 15), date(2026, 3, 12)),
        ("months_24", date(2027, 1, 15), date(2027, 3, 12)),
    ]


def test_one_that_was_never_accepted_has_none(referral, swept_on):
    assert swept_on(0).made == 0


def test_a_second_pass_on_the_same_day_changes_nothing(accepted, swept_on):
    assert swept_on(84).asked == 1
    assert sweep() == Swept(made=0, heard=0, asked=0, reminded=0, lost=0)


def test_asked_by_text_after_it_is_closed_reminded_once_then_lost(accepted, swept_on, point, person):
    Referral.objects.filter(pk=accepted.pk).update(state="told", closed_at=accepted.made_at)
    assert swept_on(84).asked == 1
    message = Message.objects.get()
    assert (message.channel, message.template, message.person) == ("text", "outcome:ask", person)
    assert "satisfied are you with your life nowadays? Reply with a number from 0 to 10." in render(message).body
    assert point("weeks_12").question == "ons4:satisfied"
    assert (swept_on(90).reminded, swept_on(91).reminded, swept_on(98).reminded) == (0, 1, 0)
    assert swept_on(112).lost == 0
    assert swept_on(113).lost == 1
    assert (point("weeks_12").lost_because, point("weeks_12").question) == ("not_reached", "")


def test_lost_without_an_answer_is_told_from_lost_for_no_message(accepted, swept_on, point):
    swept_on(84)
    Message.objects.update(handed_over_at=accepted.made_at)
    swept_on(113)
    assert point("weeks_12").lost_because == "no_answer"


def test_the_way_that_the_person_asked_for_wins_and_a_link_goes_there(accepted, swept_on, person):
    person.email, person.preferred_channel = "amina@example.org", "email"
    person.save()
    swept_on(84)
    message = Message.objects.get()
    assert message.channel == "email"
    assert f"/me/outcomes/{message.values['ref']}/" in render(message).body


def test_somebody_who_died_is_neither_asked_nor_counted_as_silent(accepted, swept_on, point, person):
    swept_on(83)
    person.is_dead = True
    person.save()
    done = swept_on(84)
    assert done.asked == 0
    assert point("weeks_12").lost_because == "died"


def test_what_the_link_worker_wrote_down_before_accepting_is_the_start(accepted, swept_on, point, person, grace):
    record(person=person, instrument="lonely", answers={"lonely": 1}, way="phone", by=grace, at=accepted.made_at)
    done = swept_on(7)
    assert (done.heard, done.asked) == (1, 0)
    assert point("start").lonely.answers == {"lonely": 1}
    assert point("start").answered_at == accepted.made_at


def test_a_start_that_nobody_wrote_down_is_asked_after_a_week(accepted, swept_on, point):
    assert swept_on(6).asked == 0
    assert swept_on(7).asked == 1
    assert point("start").asked_at is not None


def test_two_referrals_do_not_ask_the_same_person_twice(accepted, swept_on, person):
    swept_on(0)
    points = OutcomePoint.objects.filter(occasion="weeks_12")
    other = Referral.objects.get(pk=accepted.pk)
    other.pk, other.ref = None, "11111111-1111-4111-8111-111111111111"
    other.save()
    one = points.get()
    OutcomePoint.objects.create(
        person=person, team=one.team, referral=other, occasion="weeks_12", due_on=one.due_on, ends_on=one.ends_on
    )
    assert swept_on(84).asked == 1
    assert swept_on(85).asked == 0

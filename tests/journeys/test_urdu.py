"""Somebody who reads Urdu: texts from right to left, answers in Urdu, in Latin letters and in either numerals."""

import pytest
from playwright.sync_api import expect

from inglenook.between.models import Alert, CheckInAnswer, Enrolment
from inglenook.core import access
from inglenook.messaging.models import Message, Stop
from inglenook.people.models import Result
from inglenook.planning.models import Conversation
from tests import factories

from .phones import agree, hands, says, shows

__all__ = ["hands"]

pytestmark = pytest.mark.django_db(transaction=True)
GREETING = "\u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u06cc\u06a9\u0645"  # peace be upon you
NOTED = "\u06c1\u0645 \u0646\u06d2 \u0644\u06a9\u06be \u0644\u06cc\u0627"  # we have noted it
NO_MORE = (
    "\u0645\u0632\u06cc\u062f \u067e\u06cc\u063a\u0627\u0645\u0627\u062a \u0646\u06c1\u06cc\u06ba"  # no more messages
)


@pytest.fixture
def nadia(practice):
    factories.make_group("hypertension", "38341003")
    nadia = factories.make_person(
        practice, given_name="Nadia", family_name="Aslam", mobile="07700 900124", language="ur"
    )
    factories.make_condition(nadia, "38341003")
    return nadia


@pytest.fixture
def talk(nadia, nurse):
    return Conversation.objects.create(
        person=nadia, cycle=factories.make_cycle(nadia, state="conversing"), led_by=nurse
    )


def test_urdu_goes_both_ways(page_as, nurse, nadia, talk, hands, assert_accessible):
    desk, phone = page_as(nurse), page_as(nurse, width="phone")
    hands(0, "11:00")
    agree(desk, talk, "Blood pressure at home", assert_accessible)
    hands(0, "18:05")
    shows(phone, nadia, GREETING)
    runs_right_to_left(phone)
    assert_accessible(phone)
    for day, words in enumerate(("\u06f1\u06f4\u06f2/\u06f8\u06f5", "aaj 138 aur 84 hai shukriya", "140/86"), 1):
        hands(day, "18:05")
        says(phone, nadia, words)
        shows(phone, nadia, NOTED)
    with access.working():
        tops = Result.objects.filter(person=nadia, measure="systolic").order_by("taken_at")
        assert list(tops.values_list("number", flat=True)) == [142, 138, 140]
        assert not Alert.objects.exists()
    stops(phone, nadia, hands)


def test_a_weekly_hello_is_answered_in_latin_letters_and_heard(page_as, nurse, nadia, talk, hands, assert_accessible):
    desk, phone = page_as(nurse), page_as(nurse, width="phone")
    hands(0, "09:00")
    agree(desk, talk, "A weekly hello", assert_accessible)
    hands(7, "11:05")
    says(phone, nadia, "theek hun shukriya")
    shows(phone, nadia, "\u0627\u06af\u0644\u06d2 \u06c1\u0641\u062a\u06d2")  # next week
    hands(14, "11:05")
    says(phone, nadia, "khatra")
    with access.working():
        assert list(CheckInAnswer.objects.order_by("pk").values_list("value", flat=True)) == ["good", "unsafe"]
        assert Alert.objects.get().level == "red_flag"
    desk.goto("/today/")
    expect(desk.get_by_role("main")).to_contain_text("Says they do not feel safe")


def runs_right_to_left(phone):
    first = phone.locator(".phone__sent p").first
    assert first.evaluate("said => getComputedStyle(said).direction") == "rtl"
    assert phone.get_by_label("Write as Nadia").get_attribute("dir") == "auto"


def stops(phone, nadia, hands):
    """\u0628\u0646\u062f \u06a9\u0631\u06cc\u06ba is "stop it"."""
    says(phone, nadia, "\u0628\u0646\u062f \u06a9\u0631\u06cc\u06ba")
    shows(phone, nadia, NO_MORE)
    with access.working():
        assert Stop.objects.get().person == nadia
        assert Enrolment.objects.get().state == "stopped"
        before = Message.objects.filter(handed_over_at__isnull=False).count()
    hands(21, "18:05")
    with access.working():
        assert Message.objects.filter(handed_over_at__isnull=False).count() == before

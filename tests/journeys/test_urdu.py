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
GREETING = "السلام علیکم"  # peace be upon you
NOTED = "ہم نے لکھ لیا"  # we have noted it
NO_MORE = "مزید پیغامات نہیں"  # no more messages


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
    for day, words in enumerate(("۱۴۲/۸۵", "aaj 138 aur 84 hai shukriya", "140/86"), 1):
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
    shows(phone, nadia, "اگلے ہفتے")  # next week
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
    """بند کریں is "stop it"."""
    says(phone, nadia, "بند کریں")
    shows(phone, nadia, NO_MORE)
    with access.working():
        assert Stop.objects.get().person == nadia
        assert Enrolment.objects.get().state == "stopped"
        before = Message.objects.filter(handed_over_at__isnull=False).count()
    hands(21, "18:05")
    with access.working():
        assert Message.objects.filter(handed_over_at__isnull=False).count() == before

"""A man with nothing but an old phone: agreed in the talk, asked by text, answering in his own way, heard in time."""

import pytest
from playwright.sync_api import expect

from inglenook.between.models import Alert, CheckInAnswer
from inglenook.core import access
from inglenook.messaging.models import Message
from inglenook.people.models import Result
from inglenook.planning.models import Conversation
from tests import factories

from .phones import agree, hands, says, shows

__all__ = ["hands"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ken(practice):
    factories.make_group("hypertension", "38341003")
    ken = factories.make_person(practice, given_name="Ken", family_name="Ward", mobile="07700 900123")
    factories.make_condition(ken, "38341003")
    return ken


@pytest.fixture
def talk(ken, nurse):
    return Conversation.objects.create(person=ken, cycle=factories.make_cycle(ken, state="conversing"), led_by=nurse)


def test_an_old_phone_is_enough(page_as, nurse, ken, talk, hands, assert_accessible):
    desk, phone = page_as(nurse), page_as(nurse, width="phone")
    hands(0, "11:00")
    agree(desk, talk, "Blood pressure at home", assert_accessible)
    hands(0, "18:05")
    shows(phone, ken, "From tomorrow we ask for your reading")
    hands(1, "18:05")
    shows(phone, ken, "Please send the two numbers")
    says(phone, ken, "bp was one four two over eighty five this morning")
    shows(phone, ken, "We have noted 142/85")
    assert_accessible(phone)
    hands(2, "18:05")
    says(phone, ken, "188 122 feel ok tho")
    shows(phone, ken, "This is very high")
    the_nurse_sees(desk, "188/122", assert_accessible)
    hands(3, "18:05")
    says(phone, ken, "not today love")
    shows(phone, ken, "A person will read your message")
    for day in (4, 5, 6, 7, 8):
        hands(day, "18:05")
    the_nurse_sees(desk, "Ring them", assert_accessible)
    stops(phone, ken, hands)
    with access.working():
        assert set(Result.objects.filter(person=ken, measure="systolic").values_list("number", flat=True)) == {142, 188}
        assert CheckInAnswer.objects.first().said == "bp was one four two over eighty five this morning"
        assert Alert.objects.filter(level="red_flag").get().owner == nurse


def the_nurse_sees(page, words, assert_accessible):
    page.goto("/today/")
    expect(page.get_by_role("main")).to_contain_text(words)
    assert_accessible(page)


def stops(phone, ken, hands):
    says(phone, ken, "STOP")
    with access.working():
        before = Message.objects.filter(person=ken, handed_over_at__isnull=False).count()
    hands(21, "18:05")
    hands(35, "18:05")
    with access.working():
        assert Message.objects.filter(person=ken, handed_over_at__isnull=False).count() == before

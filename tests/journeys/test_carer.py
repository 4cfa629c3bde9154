"""A carer is asked how they are themselves; when it is too much, whoever agreed it with them is told."""

import pytest
from playwright.sync_api import expect

from inglenook.between.models import Alert, CheckInAnswer, Enrolment
from inglenook.core import access
from inglenook.messaging.models import ContactPoint, Stop
from inglenook.planning.models import Conversation
from tests import factories

from .phones import agree, hands, says, shows

__all__ = ["hands"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sara(person):
    """Amina's daughter, let in to her support and messages, with a phone of her own."""
    sara = factories.make_user("Sara Hussain")
    factories.share_with(sara, person, "support", "messages")
    ContactPoint.objects.create(person=person, carer=sara, channel="text", value="+447700900125")
    return sara


@pytest.fixture
def talk(person, nurse):
    return Conversation.objects.create(
        person=person, cycle=factories.make_cycle(person, state="conversing"), led_by=nurse
    )


def test_a_carer_who_cannot_go_on_is_heard(page_as, nurse, person, sara, talk, hands, assert_accessible):
    desk, phone = page_as(nurse), page_as(nurse, width="phone")
    hands(0, "11:00")
    agree(desk, talk, "How is the carer", assert_accessible)
    hands(0, "19:05")
    shows(phone, (person, sara), "Hello Sara")
    hands(14, "19:05")
    shows(phone, (person, sara), "How are you managing?")
    assert_accessible(phone)
    says(phone, (person, sara), "to be honest i cannot go on like this")
    hands(14, "19:06")
    shows(phone, (person, sara), "in danger")
    nobody_else_reads_it(phone, person)
    the_nurse_is_told(desk, assert_accessible)
    with access.working():
        assert Alert.objects.filter(level="red_flag").first().owner == nurse
        assert CheckInAnswer.objects.get().value == "cannot"
    she_stops_for_herself(phone, person, sara)


def nobody_else_reads_it(phone, person):
    """What comes for the carer is not on the phone of the person they care for."""
    phone.goto(f"/demo/phone/{person.ref}/")
    expect(phone.get_by_label("Messages")).to_contain_text("Nothing yet")


def the_nurse_is_told(page, assert_accessible):
    page.goto("/today/")
    expect(page.get_by_role("main")).to_contain_text("The carer cannot go on")
    assert_accessible(page)


def she_stops_for_herself(phone, person, sara):
    says(phone, (person, sara), "STOP")
    with access.working():
        assert Enrolment.objects.get().state == "stopped"
        assert not Stop.objects.exists()

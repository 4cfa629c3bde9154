"""Offered in the talk, agreed with one press, changed by whoever it is about."""

import pytest
from django.urls import reverse

from inglenook.between.models import Enrolment, Programme
from inglenook.people.models import Grant
from inglenook.planning.models import Action, Conversation, Plan
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(person, nurse):
    cycle = factories.make_cycle(person, state="conversing")
    return Conversation.objects.create(person=person, cycle=cycle, led_by=nurse)


@pytest.fixture
def walking(person):
    plan = Plan.objects.create(person=person)
    return Action.objects.create(person=person, plan=plan, what="Walk to the shop")


@pytest.fixture
def enrolled(client, nurse, talk, walking):
    client.force_login(nurse)
    chosen = {"programme": Programme.objects.get(code="activity").ref, "action": walking.ref}
    client.post(reverse("offer_programmes", args=[talk.ref]), chosen)
    return Enrolment.objects.get()


def test_the_schedule_is_shown_before_it_is_agreed(client, nurse, talk):
    client.force_login(nurse)
    page = client.get(reverse("offer_programmes", args=[talk.ref])).content.decode()
    assert "Moving more" in page and "We agree this" in page
    assert "Every week from" in page
    assert "Blood pressure at home" not in page  # nobody has recorded high blood pressure of her


def test_what_is_meant_for_a_condition_is_offered_for_it(client, nurse, talk, person):
    factories.make_group("hypertension", "38341003")
    factories.make_condition(person, "38341003")
    client.force_login(nurse)
    assert "Blood pressure at home" in client.get(reverse("offer_programmes", args=[talk.ref])).content.decode()


def test_one_press_agrees_it_for_the_step_of_the_plan(enrolled, walking, nurse, person):
    assert (enrolled.programme.code, enrolled.action, enrolled.owner) == ("activity", walking, nurse)
    assert (enrolled.person, enrolled.state) == (person, "running")
    assert enrolled.next_step.code == "welcome"


def test_a_carers_programme_is_offered_for_each_carer_let_in(client, nurse, talk, person):
    carer = factories.make_user("Sara Hussain")
    factories.share_with(carer, person, "support")
    client.force_login(nurse)
    chosen = {"programme": Programme.objects.get(code="carer_check_in").ref, "carer": carer.pk}
    client.post(reverse("offer_programmes", args=[talk.ref]), chosen)
    assert Enrolment.objects.get().carer == carer


def test_a_person_changes_their_own(client, enrolled, person):
    client.force_login(person.user)
    address = reverse("my_programme", args=[enrolled.ref])
    assert "Moving more" in client.get(reverse("my_programmes")).content.decode()
    client.post(address, {"do": "lessen"})
    client.post(address, {"do": "move", "at": "6.30pm"})
    enrolled.refresh_from_db()
    assert (enrolled.every_nth, str(enrolled.at)) == (2, "18:30:00")
    client.post(address, {"do": "pause"})
    client.post(address, {"do": "resume"})
    client.post(address, {"do": "stop"})
    enrolled.refresh_from_db()
    assert (enrolled.state, enrolled.next_at) == ("stopped", None)


def test_a_time_that_is_none_is_said_and_kept(client, enrolled, person):
    client.force_login(person.user)
    answer = client.post(reverse("my_programme", args=[enrolled.ref]), {"do": "move", "at": "soonish"})
    assert answer.status_code == 422
    assert "soonish" in answer.content.decode()


def test_what_is_said_of_who_is_watching(client, enrolled, person, nurse):
    client.force_login(person.user)
    page = client.get(reverse("my_programme", args=[enrolled.ref])).content.decode()
    assert f"{nurse.name} or a colleague, in working hours" in page
    assert "nobody is watching" in page and "999" in page


def test_a_carer_reaches_it_only_when_support_is_shared(client, enrolled, person, carer):
    client.force_login(carer)
    address = reverse("their_programme", args=[person.ref, enrolled.ref])
    assert client.get(address).status_code == 403
    Grant.objects.filter(carer=carer).update(sections=["support"])
    assert client.get(address).status_code == 200
    listed = client.get(reverse("their_programmes", args=[person.ref])).content.decode()
    assert "People I care for" in listed and "Moving more" in listed
    client.post(address, {"do": "lessen"})
    enrolled.refresh_from_db()
    assert enrolled.every_nth == 2


def test_a_coordinator_may_not_offer(client, talk, practice):
    client.force_login(factories.make_user("Cora", role="coordinator", at=practice))
    assert client.get(reverse("offer_programmes", args=[talk.ref])).status_code in (403, 404)

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from inglenook.core import access, clock
from inglenook.planning.conversation.actions import begin
from inglenook.planning.models import ContingencyPlan, FollowUp, PlanVersion, Strength
from inglenook.planning.plan.actions import NotAgreed, add_action, add_goal, agree
from inglenook.planning.plan.contents import contents_of, digest_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(talk, nurse):
    plan = talk.person.plan
    goal = add_goal(plan=plan, ref=uuid.uuid4(), wording="Get to the mosque on my own", by=nurse, conversation=talk)
    add_action(plan=plan, ref=uuid.uuid4(), what="Walk to my sister's", by=nurse, goal=goal)
    return plan


def agree_now(talk, nurse, **given):
    seen = digest_of(contents_of(talk.person.plan, talk))
    return agree(conversation=talk, agreed_by="Amina", owner=nurse, by=nurse, **({"seen": seen} | given))


def test_a_plan_with_nothing_in_it_is_not_agreed(talk, nurse):
    with pytest.raises(NotAgreed, match="nothing in the plan"):
        agree_now(talk, nurse)
    talk.refresh_from_db()
    assert talk.ended_at is None and not PlanVersion.objects.exists()


def test_agreeing_keeps_the_whole_plan_and_ends_the_conversation(talk, plan, nurse):
    version = agree_now(talk, nurse)
    talk.refresh_from_db()
    assert version.number == 1
    assert version.contents["goals"][0]["wording"] == "Get to the mosque on my own"
    assert version.contents["actions"][0]["goal"] == version.contents["goals"][0]["ref"]
    assert talk.ended_at
    assert talk.cycle.__class__.objects.get(pk=talk.cycle_id).state == "agreed"


def test_each_action_is_asked_after_within_fourteen_days_by_the_owner(talk, plan, nurse):
    agree_now(talk, nurse)
    follow_up = FollowUp.objects.get()
    assert follow_up.owner == nurse
    assert clock.today() < follow_up.due_on <= clock.today() + timedelta(days=14)


def test_agreeing_twice_keeps_one_version(talk, plan, nurse):
    assert agree_now(talk, nurse) == agree_now(talk, nurse)
    assert PlanVersion.objects.count() == 1


def test_nobody_agrees_to_what_was_changed_while_they_read(talk, plan, nurse):
    seen = digest_of(contents_of(plan, talk))
    plan.goals.update(wording="Something else")
    with pytest.raises(NotAgreed):
        agree_now(talk, nurse, seen=seen)
    assert not PlanVersion.objects.exists()


def test_talking_again_makes_a_second_version_and_the_first_stays(talk, plan, nurse, cycle):
    first = agree_now(talk, nurse)
    cycle.refresh_from_db()
    talk = begin(cycle=cycle, by=nurse)
    plan.goals.update(wording="Get to the mosque every Friday")
    second = agree_now(talk, nurse)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert first.contents["goals"][0]["wording"] == "Get to the mosque on my own"


def test_an_agreed_version_cannot_be_changed_in_the_database(talk, plan, nurse):
    version = agree_now(talk, nurse)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(agreed_by="Nobody")


def test_the_nurse_reads_it_back_and_agrees_on_the_page(client, talk, plan, nurse):
    client.force_login(nurse)
    address = reverse("read_back", args=[talk.ref])
    html = client.get(address).content.decode()
    assert "Get to the mosque on my own" in html
    seen = html.split('name="seen" value="')[1].split('"')[0]
    sent = {"seen": seen, "with_whom": "her daughter Sara", "owner": str(nurse.pk)}
    response = client.post(address, sent, follow=True)
    assert PlanVersion.objects.get().agreed_by == "Amina, with her daughter Sara"
    assert "version 1 of the plan" in response.content.decode()


def test_who_agrees_in_their_place_says_by_what_right(client, talk, plan, nurse):
    client.force_login(nurse)
    address = reverse("read_back", args=[talk.ref])
    seen = client.get(address).content.decode().split('name="seen" value="')[1].split('"')[0]
    right = {"with_whom": "Sara Hussain", "stands_for": "attorney for health and welfare"}
    client.post(address, {"seen": seen, "owner": str(nurse.pk)} | right)
    version = PlanVersion.objects.get()
    assert (version.agreed_by, version.agreed_as) == ("Sara Hussain", "attorney for health and welfare")


def test_a_version_keeps_every_part_and_says_who_changed_what(client, talk, plan, nurse, cycle, person):
    about = {"plan": plan, "person": person}
    Strength.objects.create(**about, wording="I sing", written_by=nurse)
    unwell = ContingencyPlan.objects.create(**about, triggers=[{"text": "Breathless"}], written_by=nurse)
    agree_now(talk, nurse)
    cycle.refresh_from_db()
    talk = begin(cycle=cycle, by=nurse)
    ContingencyPlan.objects.filter(pk=unwell.pk).update(
        triggers=[{"text": "Breathless"}, {"text": "Ankles swell"}], written_by=person.user
    )
    Strength.objects.update(removed_at=clock.now())
    agree_now(talk, nurse)
    client.force_login(nurse)
    html = client.get(reverse("plan_version", args=[plan.ref, 2])).content.decode()
    assert "Breathless\nAnkles swell</ins>" in html
    assert f"written by {person.user.name}" in html
    assert html.index("No longer in the plan") < html.index("I sing")
    assert "Breathless" not in str(PlanVersion.objects.get(number=1).contents)


def test_what_changed_stands_between_versions(client, talk, plan, nurse, cycle):
    agree_now(talk, nurse)
    cycle.refresh_from_db()
    talk = begin(cycle=cycle, by=nurse)
    plan.goals.update(wording="Get to the mosque every Friday")
    agree_now(talk, nurse)
    client.force_login(nurse)
    html = client.get(reverse("plan_version", args=[plan.ref, 2])).content.decode()
    assert "Get to the mosque on my own</del>" in html
    assert "Get to the mosque every Friday</ins>" in html


def test_the_person_reads_it_at_home(client, talk, plan, nurse, person):
    agree_now(talk, nurse)
    client.force_login(person.user)
    html = client.get("/me/plan/").content.decode()
    follow_up = FollowUp.objects.get()
    assert "Get to the mosque on my own" in html
    assert f"/me/follow-ups/{follow_up.ref}/" in html


def test_a_carer_reads_it_where_it_is_shared(client, talk, plan, nurse, person, carer):
    agree_now(talk, nurse)
    client.force_login(carer)
    assert client.get(f"/people-i-care-for/{person.ref}/plan/").status_code == 200
    person.grants.update(sections=["preparation"])
    assert client.get(f"/people-i-care-for/{person.ref}/plan/").status_code == 404


def test_a_stranger_nurse_finds_no_version(talk, plan, nurse, stranger):
    agree_now(talk, nurse)
    with access.acting_as(nurse):
        assert PlanVersion.objects.count() == 1
    with access.acting_as(None):
        assert PlanVersion.objects.count() == 0

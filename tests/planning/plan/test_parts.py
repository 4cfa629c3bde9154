"""Every part of the plan is written by the person and by professionals, joined, taken off and put back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from inglenook.core import clock
from inglenook.planning.models import Action, ContingencyPlan, Formulation, Goal, Need, Plan, StageGoal, Strength
from inglenook.planning.plan.parts import PARTS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(person):
    return Plan.objects.create(person=person)


@pytest.fixture
def me(client, person):
    client.force_login(person.user)
    return client


def test_a_strength_begins_a_plan_and_sent_twice_stands_once(me, person):
    for _ in range(2):
        assert me.post("/me/plan/strengths/new/", {"ref": "one", "wording": "I cook for everybody"}).status_code == 302
    strength = Strength.objects.get()
    assert (strength.wording, strength.person, strength.written_by) == ("I cook for everybody", person, person.user)
    assert "I cook for everybody" in me.get("/me/plan/").content.decode()


def test_what_two_people_type_into_one_part_is_joined(client, person, plan, nurse):
    need = Need.objects.create(person=person, plan=plan, wording="Stairs\nSleep")
    client.force_login(nurse)
    client.post(f"/plans/needs/{need.ref}/", {"was:wording": "Stairs\nSleep", "wording": "Stairs at home\nSleep"})
    client.force_login(person.user)
    client.post(f"/me/plan/needs/{need.ref}/", {"was:wording": "Stairs\nSleep", "wording": "Stairs\nSleep at night"})
    need.refresh_from_db()
    assert need.wording == "Stairs at home\nSleep at night"


def test_nothing_written_is_told_and_nothing_is_kept(me, plan):
    response = me.post("/me/plan/needs/new/", {"ref": "one", "wording": " "})
    assert response.status_code == 422
    assert "Write what is hard." in response.content.decode()
    assert not Need.objects.exists()


def test_a_list_keeps_the_codes_of_the_lines_that_stay(me, person, plan):
    goal = Goal.objects.create(
        person=person, plan=plan, wording="Walk", outcomes=[{"text": "Twice round the park", "code": "123"}]
    )
    sent = {"was:wording": "Walk", "wording": "Walk", "who": "person"}
    lines = {"was:outcomes": "Twice round the park", "outcomes": "Twice round the park\nNo falls"}
    assert me.post(f"/me/plan/goals/{goal.ref}/", sent | lines).status_code == 302
    goal.refresh_from_db()
    assert goal.outcomes == [{"text": "Twice round the park", "code": "123"}, {"text": "No falls"}]


def test_the_persons_goal_is_in_their_hand_and_hangs_under_their_need(me, person, plan):
    need = Need.objects.create(person=person, plan=plan, wording="My knees hurt")
    goal = Goal.objects.create(person=person, plan=plan, wording="Walk")
    me.post(
        f"/me/plan/goals/{goal.ref}/",
        {"was:wording": "Walk", "wording": "Walk to the mosque", "was:need": "", "need": str(need.ref)},
    )
    goal.refresh_from_db()
    assert (goal.wording, goal.in_own_hand, goal.need) == ("Walk to the mosque", True, need)
    assert "This is for: My knees hurt" in me.get("/me/plan/").content.decode()


def test_a_number_off_its_scale_is_told_beside_its_question(me, person, plan):
    goal = Goal.objects.create(person=person, plan=plan, wording="Walk")
    response = me.post(f"/me/plan/goals/{goal.ref}/", {"was:wording": "Walk", "wording": "Walk", "importance": "11"})
    assert response.status_code == 422
    assert "Choose a number from 1 to 10." in response.content.decode()


def test_an_action_and_a_small_goal_stand_under_what_they_are_for(me, person, plan):
    goal = Goal.objects.create(person=person, plan=plan, wording="Walk")
    me.post("/me/plan/actions/new/", {"ref": "a", "under": str(goal.ref), "what": "To the corner", "who": "person"})
    action = Action.objects.get(goal=goal)
    me.post("/me/plan/small-goals/new/", {"ref": "s", "under": str(action.ref), "wording": "Past the post box"})
    stage = StageGoal.objects.get(action=action)
    me.post(f"/me/plan/small-goals/{stage.ref}/", {"do": "reached"})
    html = me.get("/me/plan/").content.decode()
    assert html.index("To the corner") < html.index("Past the post box") < html.index("Reached")


def _a_day(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_the_day_on_which_something_was_worked_out_has_been(me, person, plan):
    sent = {"ref": "one", "wording": "It began with the flu"}
    refused = me.post("/me/plan/story/new/", sent | _a_day("made_on", clock.today() + timedelta(days=1)))
    assert refused.status_code == 422
    assert "Choose today or a day before it." in refused.content.decode()
    assert me.post("/me/plan/story/new/", sent | _a_day("made_on", date(2019, 3, 1))).status_code == 302
    assert Formulation.objects.get().made_on == date(2019, 3, 1)


def test_the_day_of_the_next_look_is_still_to_come(me, person, plan):
    sent = {"ref": "one", "name": "Eating"} | _a_day("review_on", clock.today() - timedelta(days=1))
    refused = me.post("/me/plan/support/new/", sent)
    assert refused.status_code == 422
    assert "Choose a day between today and two years from now." in refused.content.decode()


def test_a_small_goal_of_nothing_is_not_found(me, plan):
    assert me.get("/me/plan/small-goals/new/").status_code == 404


def test_what_is_taken_off_is_put_back_with_one_tap(me, person, plan):
    strength = Strength.objects.create(person=person, plan=plan, wording="I sing")
    address = f"/me/plan/strengths/{strength.ref}/"
    assert me.post(address, {"do": "off"}).url == address
    assert "I sing" not in me.get("/me/plan/").content.decode()
    assert "Put it back" in me.get(address).content.decode()
    me.post(address, {"do": "back"})
    assert "I sing" in me.get("/me/plan/").content.decode()


@pytest.mark.parametrize("code", [code for code in PARTS if code not in ("about", "small-goals", "unwell")])
def test_each_part_opens_empty_for_the_person_and_for_staff(client, person, plan, nurse, code):
    for user, address in ((person.user, f"/me/plan/{code}/new/"), (nurse, f"/plans/{plan.ref}/{code}/new/")):
        client.force_login(user)
        assert client.get(address).status_code == 200


def test_who_reviews_pays_and_wrote_it_is_kept_and_shown(client, person, plan, nurse):
    client.force_login(nurse)
    sent = {"reviewers": "Joy Mensah, nurse, 01632 960001", "funding": "Health and care together"}
    assert client.post(f"/plans/about/{plan.ref}/", sent).status_code == 302
    plan.refresh_from_db()
    assert plan.reviewers == [{"name": "Joy Mensah", "role": "nurse", "contact": "01632 960001"}]
    html = client.get(f"/plans/{plan.ref}/").content.decode()
    assert "Joy Mensah, nurse, 01632 960001" in html and "Health and care together" in html


def test_a_section_is_left_out_on_purpose_with_one_tap_and_taken_back(client, plan, nurse):
    client.force_login(nurse)
    address = reverse("plan_leave_out", args=[plan.ref])
    client.post(address, {"section": "story", "do": "out"})
    assert "Left out on purpose" in client.get(f"/plans/{plan.ref}/").content.decode()
    client.post(address, {"section": "story", "do": "back"})
    assert "Left out on purpose" not in client.get(f"/plans/{plan.ref}/").content.decode()
    assert client.post(address, {"section": "horoscope"}).status_code == 404


def test_nobody_writes_in_a_strangers_plan(client, plan, person, stranger, other_practice, manager):
    Formulation.objects.create(person=person, plan=plan, wording="Since the fall")
    row = ContingencyPlan.objects.create(person=person, plan=plan, triggers=[{"text": "Breathless"}])
    nell = factories.make_user("Nell", role="nurse", at=other_practice)
    client.force_login(nell)
    assert client.get(f"/plans/unwell/{row.ref}/").status_code == 404
    client.force_login(manager)
    assert client.get(f"/plans/unwell/{row.ref}/").status_code == 403
    stranger.user = factories.make_user("Bert")
    stranger.save()
    client.force_login(stranger.user)
    assert client.get(f"/me/unwell/{row.ref}/").status_code == 404

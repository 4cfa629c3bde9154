"""What others recorded is taken into the plan, said anew or set aside; the original stays with its source."""

import itertools
import uuid

import pytest

from inglenook.people.models import RecordedGoal, RecordedPlan
from inglenook.planning.models import Action, Adoption, Goal, Plan
from tests import factories

pytestmark = pytest.mark.django_db
_keys = itertools.count(1)


def recorded(model, person, **fields):
    about = {"source": factories.make_source(), "source_key": f"rec-{next(_keys)}", "fingerprint": uuid.uuid4()}
    return model.objects.create(person=person, **about, **fields)


@pytest.fixture
def theirs(person):
    return recorded(RecordedGoal, person, wording="Increase mobility to 6000 steps", status="active")


@pytest.fixture
def press(client, person):
    client.force_login(person.user)
    return lambda one, do, text="", kind="goal": client.post(
        "/me/plan/", {"imported": f"{kind}:{one.pk}", "text": text, "do": do}
    )


def test_a_recorded_goal_is_made_ones_own_once_and_keeps_its_source(client, press, theirs):
    press(theirs, "mine")
    press(theirs, "mine")
    goal = Goal.objects.get()
    assert goal.wording == "Increase mobility to 6000 steps" and not goal.in_own_hand
    html = client.get("/me/plan/").content.decode()
    assert "From Test system" in html and "Make it mine" not in html


def test_said_anew_the_words_are_the_persons_and_the_original_stays(client, press, theirs):
    response = press(theirs, "anew")
    goal = Goal.objects.get()
    assert response.url == f"/me/plan/goals/{goal.ref}/"
    client.post(response.url, {"was:wording": goal.wording, "wording": "Walk to my sister’s"})
    goal.refresh_from_db()
    theirs.refresh_from_db()
    assert (goal.wording, goal.in_own_hand) == ("Walk to my sister’s", True)
    assert theirs.wording == "Increase mobility to 6000 steps"
    html = client.get("/me/plan/").content.decode()
    assert "Walk to my sister’s" in html and "Increase mobility to 6000 steps" in html


def test_what_is_not_for_me_is_put_aside_and_brought_back(client, press, theirs):
    press(theirs, "aside")
    assert not Goal.objects.exists()
    assert "What you said is not for you" in client.get("/me/plan/").content.decode()
    press(theirs, "back")
    assert not Adoption.objects.exists()
    assert "Make it mine" in client.get("/me/plan/").content.decode()


def test_an_activity_of_a_recorded_plan_becomes_an_action(press, person):
    plan = recorded(RecordedPlan, person, activities=["Physiotherapy", "Low salt diet"], status="active")
    press(plan, "mine", "Physiotherapy", kind="activity")
    assert [action.what for action in Action.objects.all()] == ["Physiotherapy"]
    assert Adoption.objects.get().activity == "Physiotherapy"


@pytest.mark.parametrize("pressed", ["goal:x", "goal:999999", "plan:1"])
def test_what_is_not_recorded_about_them_is_not_found(client, person, pressed):
    client.force_login(person.user)
    assert client.post("/me/plan/", {"imported": pressed, "do": "mine"}).status_code == 404


def test_nor_what_is_recorded_about_somebody_else(press, stranger):
    assert press(recorded(RecordedGoal, stranger, wording="Theirs"), "mine").status_code == 404


def test_an_activity_that_is_not_in_the_plan_is_not_found(press, person):
    plan = recorded(RecordedPlan, person, activities=["Physiotherapy"])
    assert press(plan, "mine", "Horse riding", kind="activity").status_code == 404


def test_staff_see_what_is_open_and_what_was_set_aside_with_its_source(client, press, theirs, person, nurse):
    other = recorded(RecordedGoal, person, wording="Lose 10 kg", status="active")
    press(other, "aside")
    client.force_login(nurse)
    html = client.get(f"/plans/{Plan.objects.get().ref}/").content.decode()
    assert "Increase mobility to 6000 steps" in html
    assert "Lose 10 kg (Amina set this aside)" in html

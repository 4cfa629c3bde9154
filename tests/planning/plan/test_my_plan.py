"""The person words their own plan at home."""

import pytest

from inglenook.planning.models import Goal, Plan
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(person):
    return Plan.objects.create(person=person)


@pytest.fixture
def goal(person, plan):
    return Goal.objects.create(person=person, plan=plan, wording="Walk", importance=7)


@pytest.fixture
def post(client, person):
    client.force_login(person.user)
    return lambda sent: client.post("/me/plan/", sent)


def rewording(goal, now, importance="7", was="Walk"):
    return {
        "goal": goal.ref,
        "was:wording": was,
        "wording": now,
        "was:importance": "7",
        "importance": importance,
    }


def test_the_persons_new_words_stand_and_are_theirs(post, goal):
    assert post(rewording(goal, "Walk to the mosque", "9")).status_code == 302
    goal.refresh_from_db()
    assert (goal.wording, goal.importance, goal.in_own_hand) == ("Walk to the mosque", 9, True)


def test_importance_alone_does_not_make_the_words_theirs(post, goal):
    post(rewording(goal, "Walk", "9"))
    goal.refresh_from_db()
    assert (goal.importance, goal.in_own_hand) == (9, False)


def test_a_number_off_the_scale_is_told_and_what_was_typed_stays(post, goal):
    response = post(rewording(goal, "Walk to the mosque", "12"))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Choose a number from 1 to 10." in html
    assert "Walk to the mosque" in html
    goal.refresh_from_db()
    assert (goal.wording, goal.importance) == ("Walk", 7)


def test_a_goal_of_their_own_is_added_once_even_without_a_plan(post, person):
    post({"goal": "new", "ref": "one", "wording": "Swim on Sundays"})
    post({"goal": "new", "ref": "one", "wording": "Swim on Sundays"})
    goal = Goal.objects.get()
    assert (goal.wording, goal.in_own_hand, goal.person) == ("Swim on Sundays", True, person)


def test_nothing_written_is_told(post, plan):
    response = post({"goal": "new", "ref": "one", "wording": "  "})
    assert response.status_code == 422
    assert "Write what you want to be able to do." in response.content.decode()


@pytest.mark.parametrize("ref", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_goal_that_is_not_theirs_is_not_found(post, plan, ref):
    assert post({"goal": ref, "wording": "x"}).status_code == 404


def test_a_carer_reads_but_does_not_write(client, carer, person, goal):
    client.force_login(carer)
    html = client.get(f"/people-i-care-for/{person.ref}/plan/").content.decode()
    assert "Walk" in html
    assert "Change my words" not in html
    assert client.get("/me/plan/").url == "/people-i-care-for/"


def test_a_carer_finds_nothing_of_somebody_who_shares_nothing(client, carer, stranger):
    Plan.objects.create(person=stranger)
    client.force_login(carer)
    assert client.get(f"/people-i-care-for/{stranger.ref}/plan/").status_code == 404


def test_nobody_signed_in_is_asked_to_sign_in(client):
    assert client.get("/me/plan/").url.startswith("/accounts/login/")


def test_twelve_queries_make_each_page(client, person, goal, nurse, django_assert_max_num_queries):
    for user, address in ((person.user, "/me/plan/"), (nurse, f"/plans/{goal.plan.ref}/")):
        client.force_login(user)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_a_strangers_nurse_finds_no_plan(client, other_practice, goal):
    client.force_login(factories.make_user("Nell", role="nurse", at=other_practice))
    assert client.get(f"/plans/{goal.plan.ref}/").status_code == 404

"""What the plan asks of a colleague or of the person."""

from datetime import timedelta

import pytest

from inglenook.core import clock
from inglenook.planning.models import Goal, Plan, PlanTask, Task
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(person):
    plan = Plan.objects.create(person=person)
    return Goal.objects.create(person=person, plan=plan, wording="Walk to the mosque")


@pytest.fixture
def coordinator(practice):
    return factories.make_user("Tom Ellis", role="coordinator", at=practice)


@pytest.fixture
def give(client, nurse, goal):
    def give(who, what="Ask about a stick", ref="", **more):
        client.force_login(nurse)
        day = clock.today() + timedelta(days=7)
        sent = {"due_on-day": day.day, "due_on-month": day.month, "due_on-year": day.year, "about": f"goal:{goal.ref}"}
        return client.post(f"/plans/{goal.plan.ref}/tasks/", {"what": what, "who": who, "ref": ref} | sent | more)

    return give


def test_a_colleagues_stands_on_their_list_and_the_person_reads_whose_it_is(client, give, coordinator, person, goal):
    for _ in range(2):
        assert give(coordinator.pk, ref="one").status_code == 302
    given = PlanTask.objects.get()
    listed = Task.objects.get()
    assert (given.goal, listed.owner, listed.reason) == (goal, coordinator, "Ask about a stick")
    client.force_login(coordinator)
    assert "Ask about a stick" in client.get("/today/").content.decode()
    client.force_login(person.user)
    html = client.get("/me/tasks/").content.decode()
    assert "Tom Ellis, Care coordinator, Brookside Surgery" in html
    assert "Walk to the mosque" in html


def test_done_on_today_is_done_in_the_plan_and_back(client, give, coordinator):
    give(coordinator.pk)
    listed = Task.objects.get()
    client.force_login(coordinator)
    client.post(f"/tasks/{listed.ref}/", {"do": "finish", "note": ""})
    assert PlanTask.objects.get().done_at
    client.post(f"/tasks/{listed.ref}/undo/")
    assert PlanTask.objects.get().done_at is None


def test_done_in_the_plan_is_done_on_today(client, give, coordinator, nurse):
    give(coordinator.pk)
    client.force_login(nurse)
    client.post(f"/plan-tasks/{PlanTask.objects.get().ref}/done/")
    assert Task.objects.get().done_at
    client.post(f"/plan-tasks/{PlanTask.objects.get().ref}/done/", {"open": "1"})
    assert Task.objects.get().done_at is None


def test_handed_over_it_is_the_other_ones_in_the_plan_too(client, give, coordinator, nurse):
    give(coordinator.pk)
    client.force_login(coordinator)
    client.post(f"/tasks/{Task.objects.get().ref}/", {"do": "hand_over", "to": nurse.pk})
    given = PlanTask.objects.get()
    assert (given.owner, given.owner_words) == (nurse, "Joy Mensah")


def test_the_person_finishes_their_own_and_nobody_elses(client, give, coordinator, person):
    give("person", "Bring the old shoes")
    give(coordinator.pk, "Ask about a stick")
    client.force_login(person.user)
    for task in PlanTask.objects.all():
        client.post(f"/plan-tasks/{task.ref}/done/")
    assert PlanTask.objects.get(what="Bring the old shoes").done_at
    assert PlanTask.objects.get(what="Ask about a stick").done_at is None
    assert not Task.objects.filter(done_at__isnull=False).exists()
    client.post(f"/plan-tasks/{PlanTask.objects.get(owner=None).ref}/done/", {"open": "1"})
    assert PlanTask.objects.get(owner=None).done_at is None


def test_nothing_to_do_and_nobody_to_do_it_are_told(give):
    assert give("person", "").status_code == 422
    assert give("0").status_code == 422
    assert not PlanTask.objects.exists()


def test_twelve_questions_make_each_page(client, give, person, nurse, goal, django_assert_max_num_queries):
    give(nurse.pk)
    give("person")
    for user, at in ((nurse, f"/plans/{goal.plan.ref}/tasks/"), (person.user, "/me/tasks/")):
        client.force_login(user)
        with django_assert_max_num_queries(12):
            assert client.get(at).status_code == 200

"""A step that is done stays to be seen under its goal, in my plan and in the professional's."""

import pytest

from inglenook.planning.models import Action, Goal, Plan

pytestmark = pytest.mark.django_db


def test_a_finished_step_stands_under_its_goal(client, person, nurse):
    plan = Plan.objects.create(person=person)
    goal = Goal.objects.create(person=person, plan=plan, wording="Get to the mosque")
    for what, state in (("Buy strong shoes", "done"), ("Walk on Fridays", "current"), ("Swim", "stopped")):
        Action.objects.create(person=person, plan=plan, goal=goal, what=what, state=state)
    for user, address in ((person.user, "/me/plan/"), (nurse, f"/plans/{plan.ref}/")):
        client.force_login(user)
        under = client.get(address).content.decode().partition("Get to the mosque")[2]
        assert under.index("Walk on Fridays") < under.index(">Done<") < under.index("Buy strong shoes")
        assert "Swim" not in under

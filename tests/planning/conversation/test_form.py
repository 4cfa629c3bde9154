"""The page's one form, without a script."""

import pytest
from django.urls import reverse

from inglenook.planning.models import Action, AgendaItem, Conversation, Goal

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(client, nurse, talk):
    client.force_login(nurse)
    return lambda sent: client.post(reverse("conversation", args=[talk.ref]), sent)


def wordings(talk):
    return list(AgendaItem.objects.filter(conversation=talk, removed_at=None).values_list("wording", flat=True))


def test_fields_and_additions_are_kept_whatever_button_is_pressed(post, talk):
    first = talk.agenda.first()
    sent = {
        "was:conversation.notes": "",
        "conversation.notes": "Dizzy",
        "add:goal": "Walk to the mosque",
        "ref:goal": "one",
        "do": f"agenda.{first.ref}.down",
    }
    assert post(sent).status_code == 302
    talk.refresh_from_db()
    assert talk.notes == "Dizzy"
    assert Goal.objects.get().wording == "Walk to the mosque"
    assert wordings(talk)[:2] == ["Getting to the mosque", "The tablets make me dizzy"]


def test_sending_the_form_twice_adds_once(post):
    sent = {"add:goal": "Walk", "ref:goal": "one", "add:agenda.person": "Sleep", "ref:agenda.person": "two"}
    post(sent)
    post(sent)
    assert Goal.objects.count() == 1
    item = AgendaItem.objects.get(wording="Sleep")
    assert item.raised_by == "person"


def test_a_page_opened_earlier_overwrites_nothing(post, talk):
    Conversation.objects.filter(pk=talk.pk).update(notes="Dizzy in the mornings")
    post({"was:conversation.notes": "Dizzy", "conversation.notes": "Dizzy", "do": "save"})
    talk.refresh_from_db()
    assert talk.notes == "Dizzy in the mornings"


def test_what_cannot_be_kept_stays_on_the_page_and_the_rest_is_saved(post, talk):
    long = "x" * 20_001
    response = post(
        {
            "was:conversation.notes": "",
            "conversation.notes": long,
            "was:conversation.decisions": "",
            "conversation.decisions": "Halve the tablet",
        }
    )
    html = response.content.decode()
    assert response.status_code == 422
    assert long in html
    assert "20,001 characters, and there is room for 20,000" in html
    talk.refresh_from_db()
    assert (talk.notes, talk.decisions) == ("", "Halve the tablet")


def test_an_action_stands_under_its_goal(post, talk, person):
    post({"add:goal": "Walk to the mosque", "ref:goal": "one"})
    goal = Goal.objects.get()
    post({f"add:action.{goal.ref}": "Walk to the corner", f"ref:action.{goal.ref}": "two"})
    action = Action.objects.get()
    assert action.goal == goal
    assert (action.confidence_from, action.confidence_to) == (0, 10)


def test_taken_off_can_be_put_back(post, talk):
    first = talk.agenda.first()
    post({"do": f"agenda.{first.ref}.off"})
    assert first.wording not in wordings(talk)
    post({"do": f"agenda.{first.ref}.back"})
    assert first.wording in wordings(talk)


def test_a_goal_is_reached_and_brought_back(post, person):
    goal = Goal.objects.create(person=person, plan=person.plan, wording="Walk")
    post({"do": f"goal.{goal.ref}.reached"})
    goal.refresh_from_db()
    assert goal.state == "reached"
    post({"do": f"goal.{goal.ref}.back"})
    goal.refresh_from_db()
    assert goal.state == "current"


@pytest.fixture
def goals(person):
    return [
        Goal.objects.create(person=person, plan=person.plan, wording=wording) for wording in ("Walk", "Sleep", "Pray")
    ]


def test_goals_are_put_in_order(post, goals):
    def order():
        return list(Goal.objects.filter(state="current").values_list("wording", flat=True))

    post({"do": f"goal.{goals[2].ref}.up"})
    assert order() == ["Walk", "Pray", "Sleep"]
    post({"do": f"goal.{goals[0].ref}.down"})
    assert order() == ["Pray", "Walk", "Sleep"]
    post({"do": f"goal.{goals[2].ref}.up"})
    assert order() == ["Pray", "Walk", "Sleep"]


def test_a_goal_passes_over_one_that_is_off_the_plan(post, goals):
    post({"do": f"goal.{goals[1].ref}.off"})
    post({"do": f"goal.{goals[2].ref}.up"})
    assert list(Goal.objects.filter(state="current").values_list("wording", flat=True)) == ["Pray", "Walk"]


def test_an_action_moves_among_those_of_its_goal(post, person, goals):
    def make(what, goal):
        return Action.objects.create(person=person, plan=person.plan, what=what, goal=goal)

    make("Shoes", goals[0])
    other, second = make("Tea", goals[1]), make("Stick", goals[0])
    post({"do": f"action.{second.ref}.up"})
    assert list(goals[0].actions.values_list("what", flat=True)) == ["Stick", "Shoes"]
    other.refresh_from_db()
    assert other.position == 0
    post({"do": f"action.{second.ref}.down"})
    assert list(goals[0].actions.values_list("what", flat=True)) == ["Shoes", "Stick"]


def test_actions_of_no_goal_under_way_stand_in_one_list(post, person, goals):
    Goal.objects.filter(pk=goals[0].pk).update(state="reached")
    make = Action.objects.create
    make(person=person, plan=person.plan, what="Shoes", goal=goals[0])
    alone = make(person=person, plan=person.plan, what="Ring Sunday")
    post({"do": f"action.{alone.ref}.up"})
    assert list(Action.objects.values_list("what", flat=True)) == ["Ring Sunday", "Shoes"]


@pytest.mark.parametrize(
    "button", ["", "x", "goal.x.off", "agenda.00000000-0000-0000-0000-000000000000.up", "goal..up"]
)
def test_a_stale_or_forged_button_changes_nothing(post, talk, button):
    before = wordings(talk)
    assert post({"do": button}).status_code in (302, 422)
    assert wordings(talk) == before


def test_an_ended_conversation_says_so_and_opens_again_with_what_was_typed(post, talk, cycle):
    Conversation.objects.filter(pk=talk.pk).update(ended_at="2026-06-04T10:00Z")
    type(cycle).objects.filter(pk=cycle.pk).update(state="agreed")
    sent = {"was:conversation.notes": "", "conversation.notes": "One more thing"}
    response = post(sent | {"do": "save"})
    assert response.status_code == 422
    assert "One more thing" in response.content.decode()
    post(sent | {"do": "reopen"})
    talk.refresh_from_db()
    assert (talk.notes, talk.ended_at) == ("One more thing", None)

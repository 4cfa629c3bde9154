"""Barrier, strategy, words, plan: from the conversation and from Today."""

import pytest
from django.urls import reverse

from inglenook.planning.models import Action, FollowUp, Goal, SaidBack
from tests import factories
from tests.asking import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(talk):
    return reverse("conversation", args=[talk.ref])


@pytest.fixture
def goal(talk):
    return Goal.objects.create(person=talk.person, plan=talk.person.plan, wording="To walk to the mosque")


def put(client, talk, code="smaller_step", **sent):
    return client.post(reverse("talk_word", args=[talk.ref, code]) + "?barrier=lapse", sent)


def test_the_page_puts_forward_what_the_person_ticked_and_what_their_words_say(client, nurse, talk, page):
    talk.agenda.filter(wording="My kidneys").update(wording="I stopped walking, there’s no point")
    client.force_login(nurse)
    html = client.get(page).content.decode()
    assert html.index("ticked before the talk") < html.index("said “no point”")
    assert f"/conversations/{talk.ref}/words/?barrier=lapse" in html


def test_the_second_click_shows_words_what_next_for_whom_not_and_evidence(client, nurse, talk):
    client.force_login(nurse)
    listed = client.get(reverse("talk_words", args=[talk.ref]) + "?barrier=lapse").content.decode()
    address = f"/conversations/{talk.ref}/words/smaller_step/?barrier=lapse"
    assert address in listed
    html = client.get(address).content.decode()
    for said in ("What could you do even on a bad day?", "For whom not", "Next:", "53 in 100", "rule of thumb"):
        assert said in html


def test_a_script_is_given_the_panel_alone(client, nurse, talk):
    client.force_login(nurse)
    answer = client.get(reverse("talk_words", args=[talk.ref]) + "?barrier=mood", headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith('<div class="words">')


def test_one_button_puts_the_action_into_the_plan_with_its_strategy(client, nurse, talk, goal):
    client.force_login(nurse)
    answer = put(client, talk, what="Walk to the gate", goal=str(goal.ref), ref="a")
    assert answer.url == reverse("conversation", args=[talk.ref]) + "#plan"
    made = Action.objects.get()
    assert (made.what, made.goal, made.strategy, made.barrier) == ("Walk to the gate", goal, "smaller_step", "lapse")
    assert made.if_this == "it is a bad day"
    assert FollowUp.objects.count() == 0  # agreeing the plan opens it


def test_pressing_twice_puts_it_in_once(client, nurse, talk):
    client.force_login(nurse)
    put(client, talk, ref="a")
    put(client, talk, ref="a")
    assert [one.what for one in Action.objects.all()] == ["Walk to the gate and back, on three days"]


def test_a_script_hears_that_the_plan_changed(client, nurse, talk):
    client.force_login(nurse)
    address = reverse("talk_word", args=[talk.ref, "smaller_step"]) + "?barrier=lapse"
    answer = client.post(address, {"ref": "a"}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Trigger"] == "plan-changed"
    assert "In the plan now" in answer.content.decode()


def test_an_ended_conversation_takes_nothing(client, nurse, talk):
    talk.ended_at = talk.started_at
    talk.save()
    client.force_login(nurse)
    answer = put(client, talk, ref="a")
    assert answer.status_code == 422
    assert "has ended" in answer.content.decode()
    assert Action.objects.count() == 0


def test_words_that_cannot_be_kept_stay_where_they_were_typed(client, nurse, talk):
    client.force_login(nurse)
    answer = put(client, talk, ref="a", what="step " * 5000)
    assert answer.status_code == 422
    assert "too long" in answer.content.decode()
    assert "step step step" in answer.content.decode()


def test_between_appointments_it_is_asked_after_within_14_days(client, nurse, person):
    client.force_login(nurse)
    answer = client.post(reverse("person_word", args=[person.ref, "fresh_start"]) + "?barrier=lapse", {"ref": "b"})
    assert answer.url == reverse("person", args=[person.ref])
    made = FollowUp.objects.get()
    assert (made.action.strategy, made.owner) == ("fresh_start", nurse)


def test_from_a_follow_up_it_goes_to_the_same_goal_and_the_same_asker(client, nurse, talk, goal, practice):
    other = factories.make_user("Dev", role="gp", at=practice)
    action = Action.objects.create(person=talk.person, plan=talk.person.plan, goal=goal, what="Walk an hour")
    asked = FollowUp.objects.create(person=talk.person, action=action, owner=other, due_on="2026-11-30")
    client.force_login(nurse)
    address = reverse("person_word", args=[talk.person.ref, "smaller_step"]) + f"?follow_up={asked.ref}&barrier=lapse"
    assert f'value="{goal.ref}" selected' in client.get(address).content.decode()
    answer = client.post(address, {"ref": "c", "goal": str(goal.ref)})
    assert answer.url == reverse("follow_up", args=[asked.ref])
    made = Action.objects.get(strategy="smaller_step")
    assert (made.goal, made.follow_ups.get().owner) == (goal, other)


def test_what_was_tried_is_said_with_how_it_went(client, nurse, talk):
    action = Action.objects.create(person=talk.person, plan=talk.person.plan, what="Start", strategy="fresh_start")
    FollowUp.objects.create(
        person=talk.person, action=action, owner=nurse, due_on="2026-03-10", outcome="stop", done_at="2026-03-10T10:00Z"
    )
    client.force_login(nurse)
    html = client.get(reverse("talk_words", args=[talk.ref]) + "?barrier=lapse").content.decode()
    assert "Tried in March 2026: did not want to go on with it" in html
    assert html.index("A call within two weeks") < html.index("A day to begin again")


def test_conditions_of_the_record_weigh(client, nurse, talk):
    factories.make_group("depression", "35489007")
    factories.make_condition(talk.person, "35489007")
    client.force_login(nurse)
    html = client.get(reverse("talk_words", args=[talk.ref]) + "?barrier=mood").content.decode()
    assert "Fits because it is a treatment for depression" in html


def test_a_link_worker_is_told_that_conditions_were_not_looked_at(client, practice, person):
    link_worker = factories.make_user("Lin", role="link_worker", at=practice)
    factories.put_on_caseload(link_worker, person, "link_worker")
    client.force_login(link_worker)
    html = client.get(reverse("person_words", args=[person.ref]) + "?barrier=mood").content.decode()
    assert "does not see Amina’s conditions" in html


def test_nobody_else_finds_words_for_this_person(client, talk, other_practice, manager):
    client.force_login(factories.make_user("Nell", role="nurse", at=other_practice))
    assert client.get(reverse("talk_words", args=[talk.ref])).status_code == 404
    assert client.get(reverse("person_words", args=[talk.person.ref])).status_code == 404
    client.force_login(manager)
    assert client.get(reverse("person_words", args=[talk.person.ref])).status_code == 403


def test_one_tap_keeps_what_was_said_back_and_another_takes_it_back(client, nurse, talk, page):
    client.force_login(nurse)
    address = reverse("said_back", args=[talk.ref])
    client.post(address, {"about": "My kidneys"})
    client.post(address, {"about": "My kidneys"})
    kept = SaidBack.objects.get()
    assert (kept.about, kept.written_by) == ("My kidneys", nurse)
    assert "said back</em>" in client.get(page).content.decode()
    client.post(address, {"undo": str(kept.ref)})
    assert not SaidBack.objects.exists()


def test_pages_ask_little(client, nurse, talk, page):
    client.force_login(nurse)
    client.get(page)
    lapse = "?barrier=lapse"
    assert len(questions(client, reverse("talk_words", args=[talk.ref]) + lapse)) <= 12
    assert len(questions(client, reverse("talk_word", args=[talk.ref, "smaller_step"]) + lapse)) <= 12
    assert len(questions(client, reverse("person_words", args=[talk.person.ref]) + lapse)) <= 12


def test_a_script_is_given_what_was_said_back_alone(client, nurse, talk):
    client.force_login(nurse)
    address = reverse("said_back", args=[talk.ref])
    html = client.post(address, {"about": "My kidneys"}, headers={"HX-Request": "true"}).content.decode()
    assert html.strip().startswith('<div class="said-back">')
    assert "Undo" in html
    assert html.count(f'hx-post="{address}"') == 2

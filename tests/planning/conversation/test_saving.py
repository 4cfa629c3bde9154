"""Saving one field: joined with what others wrote, sent twice, refused with words, never somebody else's."""

import pytest
from django.urls import reverse

from inglenook.core import access
from inglenook.people.models import Look
from inglenook.planning.models import Conversation, Goal, Plan
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(talk, person):
    return Goal.objects.create(person=person, plan=person.plan, wording="Walk to the mosque")


@pytest.fixture
def save(client, nurse, talk):
    client.force_login(nurse)

    def post(field, was, now, **options):
        sent = {"field": field, "was": was, "now": now}
        return client.post(
            reverse("conversation_save", args=[talk.ref]), sent, content_type="application/json", **options
        )

    return post


def test_what_nobody_else_touched_is_saved_as_typed(save, talk):
    answer = save("conversation.notes", "", "Dizzy")
    talk.refresh_from_db()
    assert answer.json()["now"] == talk.notes == "Dizzy"


def test_what_two_typed_at_once_is_joined(save, talk):
    save("conversation.notes", "", "Sleeps well. Walks.")
    save("conversation.notes", "Sleeps well. Walks.", "Sleeps well. Walks daily.")
    answer = save("conversation.notes", "Sleeps well. Walks.", "Sleeps very well. Walks.").json()
    assert answer["now"] == "Sleeps very well. Walks daily."
    assert not answer["both"]


def test_an_edit_whose_answer_was_lost_is_not_joined_twice(save):
    save("conversation.notes", "", "walk walk walk")
    save("conversation.notes", "walk walk walk", "them walk walk walk")
    mine = ("conversation.notes", "walk walk walk", "walk walk walk me")
    save(*mine)
    save("conversation.notes", "them walk walk walk me", "them walk walk walk me walk")
    assert save(*mine).json()["now"] == "them walk walk walk me walk"


def test_a_choice_changed_by_somebody_else_is_shown_and_not_overwritten(save, goal):
    save(f"goal.{goal.ref}.importance", "", "8")
    answer = save(f"goal.{goal.ref}.importance", "", "6")
    goal.refresh_from_db()
    assert (answer.status_code, answer.json()["code"], goal.importance) == (409, "clash", 8)


@pytest.mark.parametrize("number", ["0", "11", "-1", "7.5", "seven", "٣", "1" * 400])
def test_a_number_off_its_scale_is_refused(save, goal, number):
    answer = save(f"goal.{goal.ref}.importance", "", number)
    assert (answer.status_code, answer.json()["message"]) == (422, "Choose a number from 1 to 10.")


@pytest.mark.parametrize(
    "day, says",
    [
        ("1900-01-01", "Choose a day between today and two years from now."),
        ("9999-12-31", "Choose a day between today and two years from now."),
        ("2027-02-30", "Enter a real date"),
        ("tomorrow", "Enter a real date"),
    ],
)
def test_a_review_on_an_impossible_day_is_refused(save, talk, day, says):
    before = talk.person.plan.review_on
    refused = save("plan.review_on", before.isoformat(), day)
    assert refused.status_code == 422
    assert says in refused.json()["message"]
    assert Plan.objects.get().review_on == before


def test_ten_megabytes_are_refused_with_words_and_nothing_changes(save, talk):
    answer = save("conversation.notes", "", "x" * 10_000_000)
    talk.refresh_from_db()
    assert answer.status_code == 413
    assert "10,000,000 characters, and there is room for 20,000" in answer.json()["message"]
    assert talk.notes == ""


@pytest.mark.parametrize(
    "address",
    [
        "",
        "conversation.ended_at",
        "conversation.led_by_id",
        "plan.person_id",
        "goal.wording",
        "goal.not-a-ref.wording",
        "goal.00000000-0000-0000-0000-000000000000.wording",
        "person.nhs_number",
        "a.b.c.d",
    ],
)
def test_what_is_not_in_the_table_cannot_be_written(save, address):
    assert save(address, "", "x").status_code == 404


def test_another_persons_goal_is_not_reached_through_this_conversation(save, practice):
    other = factories.make_person(practice, given_name="Bea")
    goal = Goal.objects.create(person=other, plan=Plan.objects.create(person=other), wording="Hers")
    assert save(f"goal.{goal.ref}.wording", "Hers", "Mine").status_code == 404
    goal.refresh_from_db()
    assert goal.wording == "Hers"


def test_what_the_person_wrote_themselves_stays(save, goal):
    Goal.objects.update(in_own_hand=True)
    answer = save(f"goal.{goal.ref}.wording", "Walk to the mosque", "Increase exercise")
    goal.refresh_from_db()
    assert answer.status_code == 422
    assert goal.wording == "Walk to the mosque"


def test_a_goal_cannot_be_emptied(save, goal):
    assert save(f"goal.{goal.ref}.wording", "Walk to the mosque", "  ").json()["code"] == "empty"


def test_an_agreed_conversation_is_not_written_into(save, talk):
    Conversation.objects.filter(pk=talk.pk).update(ended_at="2026-06-04T10:00Z")
    answer = save("conversation.notes", "", "x")
    assert (answer.status_code, answer.json()["code"]) == (409, "ended")


@pytest.mark.parametrize("body", ["", "[]", "{", '{"field": 3}', "null"])
def test_nonsense_is_answered_kindly(client, nurse, talk, body):
    client.force_login(nurse)
    address = reverse("conversation_save", args=[talk.ref])
    assert client.post(address, body, content_type="application/json").status_code == 404


def test_a_stranger_can_neither_save_nor_ask(client, other_practice, talk):
    client.force_login(factories.make_user("Nell", role="nurse", at=other_practice))
    for name in ("conversation_save", "conversation_since", "read_back", "conversation"):
        assert client.post(reverse(name, args=[talk.ref]), {}, content_type="application/json").status_code == 404


def test_whoever_asks_without_having_looked_is_recorded(client, nurse, talk):
    client.force_login(nurse)
    client.post(reverse("conversation_since", args=[talk.ref]), {"mark": ""}, content_type="application/json")
    client.post(reverse("conversation_since", args=[talk.ref]), {"mark": ""}, content_type="application/json")
    assert Look.objects.filter(viewer=nurse, what="Planning conversation").count() == 1


def test_others_changes_and_presence_are_told(client, nurse, practice, talk, save):
    doctor = factories.make_user("Dev Patel", role="gp", at=practice)
    since = reverse("conversation_since", args=[talk.ref])
    mark = client.post(since, {"field": "conversation.notes"}, content_type="application/json").json()["mark"]
    save("conversation.notes", "", "Dizzy")
    client.force_login(doctor)
    told = client.post(since, {"mark": mark}, content_type="application/json").json()
    assert told["fields"]["conversation.notes"] == "Dizzy"
    assert told["here"] == [{"name": "Joy Mensah", "field": "Notes"}]


def test_a_nurse_of_another_practice_reads_no_row_of_it(talk, other_practice):
    with access.acting_as(factories.make_user("Nell", role="nurse", at=other_practice)):
        assert not Conversation.objects.exists()

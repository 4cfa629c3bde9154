"""What the team and the person say to each other about the plan."""

import pytest

from inglenook.core import access
from inglenook.planning.models import Comment, Goal, Plan, Task
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(person):
    plan = Plan.objects.create(person=person)
    return Goal.objects.create(person=person, plan=plan, wording="Walk to the mosque")


@pytest.fixture
def say(client, goal):
    def say(user, words, ref=""):
        client.force_login(user)
        return client.post(f"/goals/{goal.ref}/comments/", {"words": words, "ref": ref})

    return say


def test_the_person_reads_who_said_what_when_and_answers(client, say, nurse, person, goal):
    say(nurse, "Shall I ask the physio?")
    client.force_login(person.user)
    html = client.get(f"/goals/{goal.ref}/comments/").content.decode()
    assert "Shall I ask the physio?" in html
    assert "Joy Mensah, Practice nurse, Brookside Surgery" in html
    assert say(person.user, "Yes please").status_code == 302
    answer = Comment.objects.get(text="Yes please")
    assert (answer.goal, answer.by_words) == (goal, "")


def test_what_the_person_writes_waits_for_who_spoke_last_until_it_is_answered(say, nurse, practice, person):
    doctor = factories.make_user("Dev Patel", role="gp", at=practice)
    say(nurse, "How are the shoes?")
    say(doctor, "And the knee?")
    say(person.user, "My knee is swollen")
    task = Task.objects.get()
    assert (task.owner, task.kind) == (doctor, "comment")
    assert "swollen" not in task.reason
    say(nurse, "Come in tomorrow")
    task.refresh_from_db()
    assert task.done_at


def test_a_first_word_from_the_person_reaches_somebody(say, person, nurse):
    say(person.user, "Can I swim too?")
    assert Task.objects.get().owner == nurse


def test_sent_twice_it_is_said_once(say, person):
    for _ in range(2):
        say(person.user, "Can I swim too?", ref="one")
    assert (Comment.objects.count(), Task.objects.count()) == (1, 1)


@pytest.mark.parametrize(("words", "told"), [("  ", "Enter a few words"), ("x" * 4001, "4,000 characters or fewer")])
def test_nothing_and_too_much_are_told(say, person, words, told):
    answer = say(person.user, words)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Comment.objects.exists()


def test_whoever_wrote_it_takes_it_back_and_nobody_else(client, say, nurse, person, goal):
    say(nurse, "Wrong plan")
    comment = Comment.objects.get()
    client.force_login(person.user)
    client.post(f"/comments/{comment.ref}/take-back/")
    comment.refresh_from_db()
    assert comment.taken_back_at is None
    client.force_login(nurse)
    assert client.post(f"/comments/{comment.ref}/take-back/").url == f"/goals/{goal.ref}/comments/"
    client.force_login(person.user)
    html = client.get(f"/goals/{goal.ref}/comments/").content.decode()
    assert "Wrong plan" not in html
    assert "Taken back" in html


def test_a_carer_with_the_plan_takes_part_and_is_named(say, carer, person):
    assert say(carer, "I can drive her").status_code == 302
    assert Comment.objects.get().by_words.startswith("Sara Hussain, ")


def test_whom_nobody_let_in_finds_nothing(client, say, goal, nurse, stranger, other_practice):
    say(nurse, "For her alone")
    outsider = factories.make_user("Nell", role="nurse", at=other_practice)
    client.force_login(outsider)
    assert client.get(f"/goals/{goal.ref}/comments/").status_code == 404
    with access.acting_as(outsider):
        assert not Comment.objects.exists()


def test_the_task_leads_to_the_thread(client, say, person, nurse, goal):
    say(person.user, "Can I swim too?")
    client.force_login(nurse)
    html = client.get(f"/tasks/{Task.objects.get().ref}/").content.decode()
    assert f"/goals/{goal.ref}/comments/" in html
    assert "Can I swim too?" in html


def test_twelve_questions_make_a_thread(client, say, person, nurse, goal, django_assert_max_num_queries):
    say(nurse, "How are the shoes?")
    for user in (person.user, nurse):
        client.force_login(user)
        for at in (f"/goals/{goal.ref}/comments/", f"/plans/{goal.plan.ref}/comments/"):
            with django_assert_max_num_queries(12):
                assert client.get(at).status_code == 200

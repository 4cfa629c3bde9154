"""Words of danger in what a person writes in the plan, its forms and notes."""

import pytest

from inglenook.between.models import Alert
from inglenook.core import clock
from inglenook.people.models import Preferences
from inglenook.planning.models import Action, FollowUp, Goal, Pack, Plan
from inglenook.planning.paper.actions import make_form
from tests import factories

pytestmark = pytest.mark.django_db
CHEST = "I have chest pain since this morning"


@pytest.fixture
def goal(person):
    return Goal.objects.create(person=person, plan=Plan.objects.create(person=person), wording="Walk to the mosque")


@pytest.fixture
def pack(person):
    cycle = factories.make_cycle(person, state="prepared")
    sent = {"sent_at": clock.now(), "channel": "web", "due_on": cycle.due_on}
    return Pack.objects.create(person=person, cycle=cycle, **sent)


def flags():
    return list(Alert.objects.order_by("pk").values_list("level", "rule"))


def test_words_of_danger_in_a_comment_are_told_at_once(client, person, nurse, goal):
    client.force_login(person.user)
    page = client.post(f"/goals/{goal.ref}/comments/", {"words": CHEST}, follow=True)
    assert "999" in page.content.decode()
    alert = Alert.objects.get()
    assert (alert.level, alert.rule, alert.owner) == ("red_flag", "words:body", nurse)
    assert CHEST in alert.reason and "comment" in alert.reason
    assert (alert.answer_by - alert.raised_at).total_seconds() == 3600


def test_so_are_those_in_a_note_an_answer_and_beside_a_step(client, person, nurse, goal, pack):
    step = Action.objects.create(person=person, plan=goal.plan, what="Walk")
    asked = FollowUp.objects.create(action=step, person=person, owner=nurse, due_on="2030-01-01")
    client.force_login(person.user)
    for at, fields in {
        "/me/notes/": {"text": CHEST},
        f"/me/prepare/{pack.ref}/worries/": {"text": "Some days I want to die"},
        f"/me/prepare/{pack.ref}/talk_about/": {"topic": CHEST},
        f"/me/follow-ups/{asked.ref}/": {"do": "went", "outcome": "not_yet", "their_words": CHEST, "next_step": "keep"},
    }.items():
        page = client.post(at, fields, follow=True)
        assert "999" in page.content.decode(), at
    assert [rule for _, rule in flags()] == ["words:body", "words:mind", "words:body", "words:body"]


def test_what_is_saved_while_somebody_types_alarms_once(client, person, nurse, pack):
    client.force_login(person.user)
    for words in ("I have chest pain", CHEST, CHEST + " again"):
        assert client.post(f"/me/prepare/{pack.ref}/worries/", {"text": words, "go": "keep"}).status_code == 204
    assert len(flags()) == 1
    page = client.post(f"/me/prepare/{pack.ref}/worries/", {"text": CHEST, "go": "on"}, follow=True)
    assert page.content.decode().count("999") and len(flags()) == 1


def test_a_paper_form_is_looked_through_by_whoever_it_is_typed_in(client, person, nurse, goal):
    form = make_form(person=person, by=nurse)
    client.force_login(nurse)
    page = client.post(f"/forms/{form.ref}/", {"new_goal.1.wording": "Sleep", "new_goal.2.wording": CHEST}, follow=True)
    assert "A clinician is told now" in page.content.decode()
    assert flags() == [("red_flag", "words:body")]


def test_answers_typed_in_by_staff_are_looked_through(client, person, nurse, pack):
    client.force_login(nurse)
    page = client.post(f"/packs/{pack.ref}/answers/", {"worries": CHEST, "way": "phone"}, follow=True)
    assert "A clinician is told now" in page.content.decode()
    assert flags() == [("red_flag", "words:body")]


def test_what_the_team_writes_raises_no_alarm(client, person, nurse, goal):
    client.force_login(nurse)
    client.post(f"/goals/{goal.ref}/comments/", {"words": "Ring 999 if you have chest pain"})
    assert flags() == []


def test_whoever_has_no_practice_is_told_where_to_turn(client, db):
    user = factories.make_user("Ida Stone")
    client.force_login(user)
    born = {"birth_date-day": "2", "birth_date-month": "3", "birth_date-year": "1971"}
    client.post("/begin/", {"given_name": "Ida", "family_name": "Stone"} | born)
    page = client.post("/me/notes/", {"text": CHEST}, follow=True)
    html = page.content.decode()
    assert "999" in html and "told your care team" not in html and flags() == []


def test_the_safety_words_are_in_the_persons_language(client, person, nurse):
    Preferences.objects.create(person=person, language="pl")
    client.force_login(person.user)
    page = client.post("/me/notes/", {"text": "boli mnie klatka"}, follow=True)
    assert "999" in page.content.decode() and "Zadzwoń" in page.content.decode()

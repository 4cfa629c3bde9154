"""What a person notes between talks comes to the next talk, once, and to whoever gets ready for it."""

import pytest

from inglenook.planning.conversation.actions import begin
from inglenook.planning.models import AgendaItem
from inglenook.planning.notes import actions
from inglenook.planning.today.glance import said_by
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted(person):
    return [actions.note(person=person, text=text, by=person.user) for text in ("My knee", "Sleeping", "A slip")]


def test_notes_are_on_the_agenda_once_in_their_order_in_the_persons_name(person, nurse, noted):
    actions.take_off(note=noted[2], by=person.user)
    cycle = factories.make_cycle(person, state="gathering")
    for _ in range(2):
        begin(cycle=cycle, by=nurse)
        cycle.refresh_from_db()
    assert list(AgendaItem.objects.values_list("wording", "raised_by")) == [
        ("My knee", "person"),
        ("Sleeping", "person"),
    ]


def test_whoever_gets_ready_sees_them_among_the_persons_last_words(person, noted):
    assert {one.text for one in said_by(person)} == {"My knee", "Sleeping", "A slip"}


def test_a_note_taken_off_can_be_put_back_and_goes_when_it_was_talked_about(client, person, nurse, noted):
    client.force_login(person.user)
    client.post(f"/me/notes/{noted[0].ref}/remove/")
    assert "Taken off" in client.get("/me/notes/").content.decode()
    client.post(f"/me/notes/{noted[0].ref}/undo/")
    begin(cycle=factories.make_cycle(person, state="gathering"), by=nurse)
    assert "My knee" not in client.get("/me/notes/").content.decode()


def test_nobody_changes_another_persons_note(client, practice, noted):
    other = factories.make_person(practice, given_name="Bert")
    other.user = factories.make_user("Bert")
    other.save()
    client.force_login(other.user)
    assert client.post(f"/me/notes/{noted[0].ref}/remove/").status_code == 404

"""What a device sends is done once; what a page does not take is held with its words; sign-out clears the device."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction

from inglenook.core import access, clock
from inglenook.people.models import DeviceWriting, Preferences
from inglenook.planning.models import Action, FollowUp, Note, Plan
from inglenook.planning.today.actions import tell_how_it_went
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client, person):
    """`send(address, fields)` as the person's device does; `ref` names it, `at` says when it was written."""
    client.force_login(person.user)

    def send(address, fields, *, ref=None, at=None):
        headers = {"Idempotency-Key": str(ref or uuid.uuid4())} | ({"Written-At": at.isoformat()} if at else {})
        return client.post(address, fields, headers=headers)

    return send


@pytest.fixture
def asked(person, nurse):
    step = Action.objects.create(person=person, plan=Plan.objects.create(person=person), what="Walk to the corner")
    return FollowUp.objects.create(action=step, person=person, owner=nurse, due_on=clock.today())


def ticked(follow_up, **other):
    return {"do": "went", "outcome": "done", "next_step": "keep", "saw": follow_up.action.what} | other


def test_what_is_sent_twice_is_done_once_and_dated_when_it_was_written(send):
    ref, at = uuid.uuid4(), clock.now() - timedelta(days=2)
    answers = [send("/me/notes/", {"text": "My knee"}, ref=ref, at=at).json() for _ in range(3)]
    assert [answer["state"] for answer in answers] == ["done", "known", "known"]
    assert [(note.text, note.noted_at) for note in Note.objects.all()] == [("My knee", at)]


def test_a_form_sent_at_once_is_answered_as_ever(send):
    assert send("/me/notes/", {"text": "My knee"})["Location"] == "/me/notes/"
    assert "Enter what you want to talk about" in send("/me/notes/", {"text": ""}).content.decode()
    assert DeviceWriting.objects.count() == 1


def test_a_clock_that_is_plainly_wrong_is_not_believed(send):
    send("/me/notes/", {"text": "My knee"}, at=clock.now() + timedelta(days=400))
    assert Note.objects.get().noted_at <= clock.now()


def test_two_accounts_may_use_the_same_name(send, client, practice):
    ref = uuid.uuid4()
    send("/me/notes/", {"text": "Mine"}, ref=ref, at=clock.now())
    other = factories.make_person(practice, given_name="Bert")
    other.user = factories.make_user("Bert")
    other.save()
    client.force_login(other.user)
    assert send("/me/notes/", {"text": "His"}, ref=ref, at=clock.now()).json() == {"state": "done"}


def test_what_somebody_told_meanwhile_is_not_overwritten_and_nothing_is_lost(send, client, person, nurse, asked):
    tell_how_it_went(follow_up=asked, by=nurse, outcome="not_yet", their_words="Rain", next_step="keep")
    page = f"/me/follow-ups/{asked.ref}/"
    fields = ticked(asked, kept_as="I did it", their_words="Twice")
    assert send(page, fields, at=clock.now()).json() == {"state": "held"}
    held = DeviceWriting.objects.get()
    assert "needs another look" in client.get("/me/").content.decode()
    shown = client.get(f"/me/device/{held.ref}/").content.decode()
    assert "I did it" in shown and 'value="Twice"' in shown
    again = client.post(page, {name: values[0] for name, values in held.fields.items()})
    assert again.status_code == 409 and "Rain" in again.content.decode() and "Twice" in again.content.decode()
    asked.refresh_from_db()
    assert asked.their_words == "Rain"
    send(page, fields | {"anyway": "yes"})
    asked.refresh_from_db()
    held.refresh_from_db()
    assert (asked.outcome, asked.their_words, held.state, held.fields) == ("done", "Twice", "done", {})
    assert list(asked.history.values_list("their_words", flat=True))[-1] == "Rain"


def test_a_step_that_was_changed_meanwhile_is_asked_about(send, asked):
    fields = ticked(asked)
    Action.objects.update(what="Walk to the shop")
    assert send(f"/me/follow-ups/{asked.ref}/", fields, at=clock.now()).json() == {"state": "held"}
    assert not FollowUp.objects.exclude(done_at=None).exists()


def test_what_is_held_is_its_writers_alone(send, nurse, carer, asked):
    Action.objects.update(what="Walk to the shop")
    send(f"/me/follow-ups/{asked.ref}/", ticked(asked) | {"saw": "Walk"}, at=clock.now())
    for other in (nurse, carer):
        with access.acting_as(other), transaction.atomic():
            assert not DeviceWriting.objects.exists()


def test_sign_out_clears_what_the_browser_keeps(client, person):
    client.force_login(person.user)
    assert "Clear-Site-Data" not in client.get("/me/").headers
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_pages_are_kept_for_people_who_do_not_share_their_phone(client, person, nurse):
    client.force_login(person.user)
    assert 'data-keeps="yes"' in client.get("/me/").content.decode()
    Preferences.objects.create(person=person, shares_phone=True)
    assert 'data-keeps="no"' in client.get("/me/").content.decode()
    client.force_login(nurse)
    assert 'data-keeps="no"' in client.get("/today/").content.decode()


def test_each_account_has_a_name_and_a_key_of_its_own(client, person, practice):
    client.force_login(person.user)
    mine = client.get("/me/device.json").json()
    other = factories.make_person(practice)
    other.user = factories.make_user("Bert")
    other.save()
    client.force_login(other.user)
    theirs = client.get("/me/device.json").json()
    assert mine["who"] != theirs["who"] and mine["key"] != theirs["key"]
    client.logout()
    assert client.get("/me/device.json").status_code == 302


def test_styles_and_scripts_are_sent_compressed(client):
    for name in ("inglenook.css", "inglenook.js", "nhsuk-frontend.js"):
        answer = client.get(f"/static/kit/built/{name}", headers={"Accept-Encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip", name
        answer.close()

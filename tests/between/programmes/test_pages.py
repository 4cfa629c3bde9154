"""Managers write, try and switch on programmes of their own."""

import pytest
from django.urls import reverse

from inglenook.between.models import Enrolment, Programme
from inglenook.between.programmes.building import as_text
from inglenook.core import clock
from tests.asking import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def hello(db):
    return Programme.objects.get(organisation=None, code="weekly_hello")


@pytest.fixture
def draft(client, manager, hello):
    client.force_login(manager)
    answer = client.post(reverse("programme_copy", args=[hello.ref]), follow=True)
    assert answer.status_code == 200
    return Programme.objects.get(organisation__isnull=False, code="weekly_hello")


def test_a_copy_is_a_draft_of_the_practices_own(draft, manager, practice):
    assert (draft.organisation, draft.number, draft.state, draft.made_by) == (practice, 1, "draft", manager)
    assert draft.steps.count() == 3


def test_a_draft_is_changed_tried_and_switched_on(client, draft):
    text = as_text(draft.contents).replace("A weekly hello", "Hello on Mondays")
    client.post(reverse("programme_edit", args=[draft.ref]), {"text": text})
    draft.refresh_from_db()
    assert draft.title == "Hello on Mondays"
    tried = client.get(reverse("programme_try", args=[draft.ref]) + "?scenario=worst").content.decode()
    assert "Says they do not feel safe: phone them." in tried
    client.post(reverse("programme_switch", args=[draft.ref]), {"do": "on"})
    draft.refresh_from_db()
    assert draft.state == "on" and draft.on_since


def test_what_is_wrong_is_shown_by_line_and_nothing_is_lost(client, draft):
    text = as_text(draft.contents).replace("kind: prompt", "kind: promt", 1) + "# my note\n"
    answer = client.post(reverse("programme_edit", args=[draft.ref]), {"text": text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“promt” should be one of prompt, check_in, call" in page
    assert "# my note" in page
    draft.refresh_from_db()
    assert draft.contents["steps"][0]["kind"] == "prompt"


def test_a_version_in_use_is_not_changed(client, draft):
    client.post(reverse("programme_switch", args=[draft.ref]), {"do": "on"})
    text = as_text(draft.contents).replace("A weekly hello", "Something else")
    client.post(reverse("programme_edit", args=[draft.ref]), {"text": text})
    draft.refresh_from_db()
    assert draft.title == "A weekly hello"


def test_a_new_version_takes_the_place_of_the_one_before(client, draft, person, nurse):
    client.post(reverse("programme_switch", args=[draft.ref]), {"do": "on"})
    today = clock.today()
    whom = {"person": person, "owner": nurse, "channel": "text", "started_on": today, "ends_on": today}
    inside = Enrolment.objects.create(programme=draft, **whom)
    client.post(reverse("programme_copy", args=[draft.ref]))
    second = Programme.objects.get(organisation=draft.organisation, number=2)
    client.post(reverse("programme_switch", args=[second.ref]), {"do": "on"})
    draft.refresh_from_db()
    assert draft.state == "retired"
    assert Enrolment.objects.get(pk=inside.pk).programme == draft


def test_nurses_read_and_do_not_write(client, nurse, hello):
    client.force_login(nurse)
    assert client.get(reverse("programme", args=[hello.ref])).status_code == 200
    assert client.post(reverse("programme_copy", args=[hello.ref])).status_code == 403
    assert client.get(reverse("programme_edit", args=[hello.ref])).status_code == 403


def test_a_manager_does_not_write_what_comes_with_inglenook_or_is_anothers(client, manager, hello, other_practice):
    client.force_login(manager)
    theirs = Programme.objects.create(code="x", number=1, title="X", contents={}, organisation=other_practice)
    assert client.get(reverse("programme_edit", args=[hello.ref])).status_code == 403
    assert client.get(reverse("programme", args=[theirs.ref])).status_code == 404


def test_people_do_not_come_here(client, person):
    client.force_login(person.user)
    assert client.get(reverse("programmes")).status_code == 403


def test_the_pages_ask_little(client, manager, hello):
    client.force_login(manager)
    for name, arguments in (("programmes", []), ("programme", [hello.ref]), ("programme_try", [hello.ref])):
        assert len(questions(client, reverse(name, args=arguments))) <= 12

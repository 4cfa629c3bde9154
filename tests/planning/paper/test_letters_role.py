"""Whoever handles letters types in what came back, and reads no more of the plan than the paper in their hand."""

import uuid

import pytest

from inglenook.core import access
from inglenook.people.models import AboutMe
from inglenook.planning.models import Answer, ContingencyPlan, Goal, PaperForm, PaperPrint, Plan
from inglenook.planning.paper.actions import make_form
from inglenook.planning.plan.actions import add_goal
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(talk, person, nurse):
    return add_goal(plan=person.plan, ref=uuid.uuid4(), wording="Get to the mosque", by=nurse)


@pytest.fixture
def form(goal, person, nurse):
    return make_form(person=person, by=nurse)


@pytest.fixture
def receptionist(practice):
    return factories.make_user("Tomasz Nowak", role="coordinator", at=practice)


def test_what_they_type_in_goes_to_its_places(client, receptionist, form, goal, answered):
    client.force_login(receptionist)
    assert form.number in client.get("/forms/").content.decode()
    assert client.post("/forms/", {"number": form.number})["Location"] == f"/forms/{form.ref}/"
    typed = {
        "answer.matters.text": "My grandchildren",
        f"goal.{goal.ref}.wording": "Get to the mosque on Fridays",
        "new_goal.1.wording": "Sleep through",
        "about.important": "My birds",
        "part.unwell.triggers": "My ankles swell",
    }
    page = client.post(f"/forms/{form.ref}/", typed, follow=True)
    assert page.status_code == 200 and "Saved." in page.content.decode()
    assert set(Goal.objects.values_list("wording", flat=True)) == {"Get to the mosque on Fridays", "Sleep through"}
    assert Answer.objects.get(prompt="matters").written_by == receptionist
    assert AboutMe.objects.get().important == "My birds"
    assert ContingencyPlan.objects.get().triggers[0]["text"] == "My ankles swell"
    assert PaperForm.objects.get().entered_by == receptionist


def test_the_screen_shows_them_the_questions_and_nothing_that_was_said(client, receptionist, nurse, form):
    client.force_login(receptionist)
    html = client.get(f"/forms/{form.ref}/").content.decode()
    assert "Is this goal still right?" in html and "Get to the mosque" not in html
    assert client.get(f"/forms/{form.ref}.pdf").status_code == 403
    assert client.post(f"/people/{form.person.ref}/forms/").status_code == 403
    client.force_login(nurse)
    assert "Get to the mosque" in client.get(f"/forms/{form.ref}/").content.decode()


def test_the_database_shows_them_the_form_and_no_plan(receptionist, form, goal):
    with access.acting_as(receptionist):
        asked = PaperForm.objects.get()
        assert "mosque" not in str(asked.contents)
        closed = (PaperPrint, Plan, Goal, ContingencyPlan)
        assert [model.objects.count() for model in closed] == [0, 0, 0, 0]
        assert not Goal.objects.update(wording="Mine")


def test_signs_that_stand_are_known_without_being_shown(client, receptionist, form, goal):
    ContingencyPlan.objects.create(plan=goal.plan, person=form.person, triggers=[{"text": "My ankles swell"}])
    client.force_login(receptionist)
    page = client.post(f"/forms/{form.ref}/", {"part.unwell.what_to_do": "Ring Sara"}, follow=True)
    assert page.status_code == 200 and "My ankles swell" not in page.content.decode()


def test_nobody_elses_forms(client, form, other_practice):
    elsewhere = factories.make_user("Ann Other", role="coordinator", at=other_practice)
    client.force_login(elsewhere)
    assert client.get(f"/forms/{form.ref}/").status_code == 404
    with access.acting_as(elsewhere):
        assert not PaperForm.objects.exists()

"""On the phone the person takes up one goal that others recorded and says another anew, and writes what to do in a bad
hour; the nurse sees it all with its sources."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from inglenook.people.models import RecordedGoal
from inglenook.planning.models import ContingencyPlan, Goal, Plan
from tests import factories

from .stories import fits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def check(assert_accessible):
    def check(page):
        assert_accessible(page)
        assert fits(page), page.url

    return check


@pytest.fixture
def amina(practice):
    person = factories.make_person(practice, user=factories.make_user("Amina Hussain"))
    for n, wording in enumerate(("Walk 6000 steps a day", "Lose 10 kg")):
        RecordedGoal.objects.create(
            person=person, source=factories.make_source(), source_key=str(n), fingerprint=uuid.uuid4(), wording=wording
        )
    return person


def test_the_person_makes_the_plan_theirs_and_the_nurse_sees_where_it_came_from(page_as, amina, nurse, check):
    page = page_as(amina.user, width="phone")
    page.goto("/me/plan/")
    check(page)
    page.get_by_role("button", name=re.compile("Make it mine.*Lose 10 kg")).click()
    page.get_by_role("button", name=re.compile("Say it my way.*Walk 6000")).click()
    page.get_by_label("What do you want to be able to do?").fill("I want to walk to my sister’s on Fridays")
    check(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("I want to walk to my sister’s on Fridays").first).to_be_visible()
    page.goto("/me/unwell/")
    check(page)
    page.get_by_role("button", name="Make a plan").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Write at least one sign.")
    check(page)
    page.get_by_label("What shows that it is getting worse?").fill("I am sick for more than a few hours")
    page.get_by_label("Whom should we ring?").fill("Sara, my daughter, 07700 900188")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="07700 900188")).to_be_visible()
    check(page)
    desk = page_as(nurse)
    desk.goto(f"/plans/{Plan.objects.get().ref}/")
    expect(desk.get_by_text("Walk 6000 steps a day")).to_contain_text("Test system")
    expect(desk.get_by_text("I am sick for more than a few hours")).to_be_visible()
    desk.get_by_role("button", name=re.compile("Leave out.*How it came to be")).click()
    expect(desk.get_by_text("Left out on purpose")).to_be_visible()
    check(desk)
    assert Goal.objects.filter(in_own_hand=True).count() == 1
    assert ContingencyPlan.objects.get().contacts[0]["name"] == "Sara"

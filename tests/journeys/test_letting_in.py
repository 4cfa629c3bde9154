"""The person lets a daughter read the plan and not the mood; she says yes by the link, and one tap ends it."""

import pytest
from playwright.sync_api import expect

from inglenook.core import access
from inglenook.measures.models import Administration
from inglenook.people import actions
from inglenook.people.models import Grant, Invitation
from inglenook.planning.models import Goal, Plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def amina(person):
    """With a goal in her plan, and an answer on how she feels."""
    plan = Plan.objects.create(person=person)
    Goal.objects.create(person=person, plan=plan, wording="Visit my sister on my own")
    Administration.objects.create(person=person, instrument="lonely", version="2018", answers={"lonely": 1})
    return person


def test_a_daughter_reads_the_plan_and_not_the_mood(page_as, amina, assert_accessible):
    own = page_as(amina.user, width="phone")
    link = asks(own, assert_accessible)
    hers = page_as(None, width="phone")
    says_yes(hers, link, assert_accessible)
    reads_the_plan(hers)
    with access.acting_as(Grant.objects.get().carer):
        assert Goal.objects.exists() and not Administration.objects.exists()
    stops(own, assert_accessible)
    hers.reload()
    expect(hers.get_by_role("heading", level=1)).to_have_text("You can no longer see this")
    assert_accessible(hers)


def asks(page, assert_accessible) -> str:
    page.goto("/me/sharing/")
    assert_accessible(page)
    page.get_by_role("button", name="Ask somebody to help").click()
    assert_accessible(page)
    page.get_by_label("Their name").fill("Sara")
    page.get_by_label("Who they are to you").fill("my daughter")
    page.get_by_label("My plan").check()
    page.get_by_label("A month").check()
    page.get_by_label("I print it or write it down").check()
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The link for Sara")
    assert_accessible(page)
    with access.working():
        return f"/let-in/{actions.secret_of(Invitation.objects.get())}/"


def says_yes(page, link, assert_accessible):
    page.goto(link)
    expect(page.get_by_role("main")).to_contain_text("My plan")
    expect(page.get_by_role("main")).not_to_contain_text("How I feel")
    page.get_by_role("button", name="Yes, I will help").click()
    expect(page.get_by_role("main")).to_contain_text("There is a problem")
    assert_accessible(page)
    page.get_by_label("Your email address").fill("sara@example.org")
    page.get_by_label("Choose a password").fill("a kettle of tea")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Yes, I will help").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People I care for")
    assert_accessible(page)


def reads_the_plan(page):
    page.get_by_role("link", name="Their plan").click()
    expect(page.get_by_role("main")).to_contain_text("Visit my sister on my own")


def stops(page, assert_accessible):
    page.goto("/me/sharing/")
    expect(page.get_by_role("main")).to_contain_text("Sara")
    page.get_by_role("button", name="Stop sharing with Sara").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert_accessible(page)

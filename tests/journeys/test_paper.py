"""A plan goes out on paper and comes back: made, printed, typed in; the person meets it in Easy Read."""

import uuid

import pytest
from playwright.sync_api import expect

from inglenook.planning.models import PaperForm, Plan
from inglenook.planning.plan.actions import add_action, add_goal
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planned(person, nurse):
    plan = Plan.objects.create(person=person, written_by=nurse)
    goal = add_goal(plan=plan, ref=uuid.uuid4(), wording="Get to the mosque on my own", by=nurse)
    add_action(plan=plan, ref=uuid.uuid4(), what="Walk to my sister’s", when="Tuesdays", by=nurse, goal=goal)
    factories.make_preferences(person, wants_easy_read=True, wants_large_print=True)
    return person


def test_paper_goes_out_and_comes_back(page_as, nurse, planned, assert_accessible):
    staff = page_as(nurse)
    form = make_it(staff, planned, assert_accessible)
    type_it_in(staff, form, assert_accessible)
    meet_it(page_as(planned.user, width="phone"), assert_accessible)


def make_it(page, person, assert_accessible) -> PaperForm:
    page.goto(f"/people/{person.ref}/")
    page.get_by_role("link", name="Paper forms").click()
    page.get_by_role("button", name="Make a form").click()
    assert_accessible(page)
    form = PaperForm.objects.get()
    address = page.get_by_role("link", name="Normal").get_attribute("href")
    assert page.context.request.get(address).body().startswith(b"%PDF")
    return form


def type_it_in(page, form, assert_accessible):
    page.goto("/forms/")
    assert_accessible(page)
    page.get_by_label("Form number").fill(form.number.lower())
    page.get_by_role("button", name="Find it").click()
    assert_accessible(page)
    page.get_by_role("textbox", name="I want to").first.fill("Sleep through the night")
    page.get_by_label("I did some of it").check()
    page.get_by_role("button", name="Save the form").click()
    expect(page.get_by_text("It stands in the plan")).to_be_visible()
    page.goto(f"/forms/{form.ref}/")
    expect(page.get_by_text("It is kept once")).to_be_visible()


def meet_it(page, assert_accessible):
    page.goto("/me/")
    assert page.locator("html.person--large").count()
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation").get_by_role("link", name="My plan", exact=True).click()
    expect(page.get_by_text("Sleep through the night")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""A lonely man who cannot manage buses: a telephone friend, one lunch with somebody beside him, nothing full."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from inglenook.community.find.api import index
from inglenook.community.models import Introduction, Provider, Referral, Service
from inglenook.messaging import notices
from tests import factories

from .stories import fits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def grace(practice):
    return factories.make_user("Grace Bennett", role="link_worker", at=practice.parent)


@pytest.fixture
def moira():
    charity = factories.make_organisation("Age Friends", kind="charity")
    return factories.make_user("Moira Hill", role="charity", at=charity)


@pytest.fixture
def near(moira):
    """A telephone friend whose charity signs in, a lunch without an account, and a lunch that is full."""
    friends = Provider.objects.create(name="Age Friends", organisation=moira.memberships.get().organisation)
    church = Provider.objects.create(name="St Mark’s", email="lunch@stmark.example")
    company = "Company for older people who feel lonely."
    Service.objects.create(provider=friends, name="Telephone friends", description=f"{company} A call each week.")
    Service.objects.create(provider=church, name="Thursday lunch", description=f"{company} A hot lunch.")
    Service.objects.create(provider=church, name="Sunday lunch", description=f"{company} A roast.", places_free=0)
    index(everything=True)


@pytest.fixture
def walter(practice):
    return factories.make_person(practice, given_name="Walter", family_name="Brown", phone="01632 960111")


def test_a_voice_in_the_house_and_one_lunch(page_as, nurse, grace, moira, near, walter, assert_accessible):
    the_nurse_asks(page_as(nurse), walter)
    desk = page_as(grace)
    the_link_worker_introduces(desk, assert_accessible)
    the_charity_says_yes(page_as(moira, width="phone"), assert_accessible)
    the_church_answers_by_link(page_as(None, width="phone"), assert_accessible)
    he_went(desk)
    assert Referral.objects.get().state == "attended"


def the_nurse_asks(page, walter):
    page.goto(f"/people/{walter.ref}/refer/")
    page.get_by_label("What is asked for?").fill("Alone since his wife died. Buses are too much for him.")
    page.locator("input[name=barriers][value=loneliness]").check()
    page.get_by_label("None known").check()
    page.get_by_label("They know of this referral").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Refer").first.click()


def the_link_worker_introduces(page, assert_accessible):
    page.goto("/referrals/")
    page.get_by_role("link", name="Walter Brown").first.click()
    page.get_by_label("Face to face").or_(page.get_by_label("Home visit")).first.check()
    accepted = page.locator("select[name=then] option[value^=accepted]").first.get_attribute("value")
    page.locator("select[name=then]").select_option(accepted)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Sunday lunch")).to_have_count(0)  # it is full
    introduce(page, "Telephone friends")
    introduce(page, "Thursday lunch", along=True)
    assert_accessible(page)


def introduce(page, service, *, along=False):
    page.get_by_label(service).check()
    page.get_by_label("What they would like").fill("A voice in the house, and a dinner with people")
    if along:
        page.get_by_label("I go along the first time").check()
    page.get_by_role("button", name="Introduce").click()
    expect(page.get_by_text(f"{service}: noted.")).to_be_visible()


def the_charity_says_yes(page, assert_accessible):
    page.goto("/offers/")
    page.get_by_role("link", name="Walter").click()
    expect(page.get_by_text("A voice in the house")).to_be_visible()
    expect(page.get_by_text("Brown")).to_have_count(0)
    assert_accessible(page)
    page.get_by_label("Yes, they can come").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("The link worker knows")).to_be_visible()
    assert fits(page)


def the_church_answers_by_link(page, assert_accessible):
    notices.send()
    (letter,) = [one for one in mail.outbox if one.to == ["lunch@stmark.example"]]
    assert "Walter" not in letter.body
    link = "/o/" + letter.body.split("/o/")[1].split()[0]
    page.goto(link)
    assert_accessible(page)
    assert fits(page)
    expect(page.get_by_text("The link worker comes along the first time")).to_be_visible()
    page.get_by_label("Yes, they can come").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="This link does not work any more")).to_be_visible()


def he_went(page):
    page.goto("/referrals/")
    page.get_by_role("link", name="Walter Brown").first.click()
    lunch = page.locator("form.box", has_text="Thursday lunch")
    lunch.get_by_label("What they said").select_option("came")
    lunch.get_by_label("In their words").fill("I had two puddings")
    lunch.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("I had two puddings")).to_be_visible()
    assert Introduction.objects.get(service__name="Thursday lunch").state == "came"

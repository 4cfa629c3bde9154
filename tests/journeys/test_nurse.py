"""The nurse's year with one person: due, called, prepared, met, planned with, followed up, looked back on."""

import pytest
from playwright.sync_api import expect

from inglenook.core.channels import Channel
from inglenook.planning.models import FollowUp, ReviewCycle
from tests import factories

from .stories import due_soon, fits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def amina(practice, nurse):
    return due_soon(practice, nurse, channel=Channel.WEB, user=factories.make_user("Amina Hussain"))


def test_the_nurse_leads_a_review_from_its_call_to_its_close(page_as, nurse, amina, assert_accessible):
    page = page_as(nurse)
    see_who_is_due(page, assert_accessible)
    note_a_call(page, amina, assert_accessible)
    send_the_pack(page)
    talk_and_agree(page, amina, assert_accessible)
    ask_how_it_went(page, assert_accessible)
    close_the_review(page, amina)
    assert list(ReviewCycle.objects.order_by("due_on").values_list("state", flat=True)) == ["reviewed", "due"]


def see_who_is_due(page, assert_accessible):
    page.goto("/due/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who is due")
    expect(page.get_by_role("link", name="Amina Hussain", exact=True)).to_be_visible()
    assert_accessible(page)


def note_a_call(page, amina, assert_accessible):
    page.goto("/gather/")
    page.get_by_role("link", name="Amina Hussain", exact=True).click()
    page.get_by_label("Left a message").check()
    page.get_by_label("Note", exact=True).fill("Will ring back on Monday.")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("Will ring back on Monday.")).to_be_visible()
    assert_accessible(page)


def send_the_pack(page):
    page.goto("/packs/?stage=ready")
    page.get_by_role("button", name="Make packs for all").click()
    page.goto("/packs/?stage=made")
    page.get_by_role("button", name="Send all").click()
    page.goto("/packs/")
    expect(page.get_by_role("row", name="Amina Hussain")).to_contain_text("Sent")


def talk_and_agree(page, amina, assert_accessible):
    page.goto(f"/people/{amina.ref}/")
    assert_accessible(page)
    page.get_by_role("button", name="Begin the conversation").click()
    expect(page.get_by_role("heading", name="Amina Hussain")).to_be_visible()
    page.get_by_label("What do you want to be able to do?").fill("I want to get to the mosque on my own")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Goal, in Amina’s words")).to_have_value("I want to get to the mosque on my own")
    page.get_by_label("One step towards this").fill("Walk to the corner and back")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What I will do")).to_have_value("Walk to the corner and back")
    page.get_by_label("Notes", exact=True).fill("Dizzy when she stands up.")
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.get_by_role("button", name="Read it back and agree").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("this is your plan")
    assert_accessible(page)
    page.get_by_role("button", name="We agree this plan").click()
    expect(page.get_by_text("I want to get to the mosque on my own").first).to_be_visible()


def ask_how_it_went(page, assert_accessible):
    page.goto("/today/")
    page.get_by_role("row", name="Walk to the corner").or_(
        page.get_by_role("listitem").filter(has_text="Walk to the corner")
    ).first.get_by_role("link", name="Open").click()
    assert_accessible(page)
    page.get_by_label("Did some of it").check()
    page.get_by_label("In their own words").fill("Twice, with my stick")
    page.get_by_label("Keep going").check()
    page.get_by_role("button", name="Keep this").click()
    assert FollowUp.objects.get(outcome="some").their_words == "Twice, with my stick"
    assert FollowUp.objects.filter(done_at=None).count() == 1


def close_the_review(page, amina):
    page.goto(f"/people/{amina.ref}/")
    expect(page.get_by_text("Twice, with my stick").first).to_be_visible()
    page.get_by_role("link", name="Look back and close the review").click()
    page.get_by_label("Anything to remember for next time").fill("Goes to the corner and back.")
    page.get_by_role("button", name="Close this review").click()
    assert fits(page)

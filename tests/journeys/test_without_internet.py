"""Somebody without internet loses nothing: the letter goes out, the answers are typed in, the talk begins with them."""

import pytest
from playwright.sync_api import expect

from inglenook.core.channels import Channel
from inglenook.planning.models import Answer, Pack

from .stories import due_soon

pytestmark = pytest.mark.django_db(transaction=True)
MATTERS = "Feeding the birds, and my grandson’s visits"
WORRIES = "Falling in the yard with nobody about"


@pytest.fixture
def walter(practice, nurse):
    return due_soon(
        practice, nurse, channel=Channel.LETTER, given_name="Walter", family_name="Brown", wants_large_print=True,
        address="3 Canal Street, Hearthby", postcode="ZZ1 2CE",
    )  # fmt: skip


def test_a_letter_goes_out_and_its_answers_reach_the_talk(page_as, nurse, walter, assert_accessible):
    page = page_as(nurse)
    print_and_post(page, assert_accessible)
    type_the_answers_in(page, assert_accessible)
    find_them_in_the_talk(page, walter)


def print_and_post(page, assert_accessible):
    page.goto("/packs/?stage=ready")
    page.get_by_role("button", name="Make packs for all").click()
    page.goto("/packs/?stage=made")
    assert_accessible(page)
    page.get_by_role("button", name="Send all").click()
    page.goto("/print-runs/")
    assert_accessible(page)
    letters = page.context.request.get(page.get_by_role("link", name="Open the file").get_attribute("href"))
    assert letters.body().startswith(b"%PDF")
    page.get_by_role("button", name="Posted").click()
    pack = Pack.objects.get()
    assert pack.sent_at
    assert pack.large_print


def type_the_answers_in(page, assert_accessible):
    page.goto("/packs/")
    page.get_by_role("link", name="Walter Brown").click()
    page.get_by_role("button", name="Type answers in").click()
    assert_accessible(page)
    page.get_by_label("What matters to me").fill(MATTERS)
    page.get_by_label("What worries me").fill(WORRIES)
    page.get_by_role("button", name="Save the answers").click()
    expect(page.get_by_text(MATTERS)).to_be_visible()
    assert_accessible(page)
    assert set(Answer.objects.exclude(text="").values_list("way", "text")) == {("paper", MATTERS), ("paper", WORRIES)}
    assert Pack.objects.get().answered_at


def find_them_in_the_talk(page, walter):
    page.goto(f"/people/{walter.ref}/")
    expect(page.get_by_text(MATTERS).first).to_be_visible()
    page.get_by_role("button", name="Begin the conversation").click()
    expect(page.locator(".agenda__item").first).to_contain_text(WORRIES)

"""The person on a phone of 360 pixels: get ready, read the plan, say how it went, see who has looked."""

import re

import pytest
from playwright.sync_api import expect

from inglenook.core.channels import Channel
from inglenook.people.actions import prefer
from inglenook.people.api import person_for
from inglenook.planning.conversation.actions import begin
from inglenook.planning.models import Answer, FollowUp, Pack, ReviewCycle
from inglenook.planning.plan.actions import add_action, add_goal, agree
from inglenook.planning.plan.contents import contents_of, digest_of
from inglenook.planning.preparation.actions import mark_sent
from inglenook.planning.preparation.packs import make_packs
from tests import factories

from .stories import due_soon, fits

pytestmark = pytest.mark.django_db(transaction=True)
MATTERS = "I want to get to the mosque on my own"
WORRIES = "The tablets make me dizzy"


@pytest.fixture
def amina(practice, nurse):
    person = due_soon(practice, nurse, channel=Channel.WEB, user=factories.make_user("Amina Hussain"))
    make_packs(cycles=ReviewCycle.objects.all(), by=nurse)
    mark_sent(packs=Pack.objects.all(), by=nurse)
    return person


@pytest.fixture
def check(assert_accessible):
    def check(page):
        assert_accessible(page)
        assert_fits(page)

    return check


def assert_fits(page):
    assert fits(page), page.url


def test_a_persons_home_fits_in_large_print(page_as, amina, check):
    prefer(person=amina, by=amina.user, wants_large_print=True)
    page = page_as(amina.user, width="phone")
    for at in ("/me/", "/me/details/", "/me/unwell/"):
        page.goto(at)
        check(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_person_gets_ready_on_a_small_phone(page_as, amina, check, script):
    page = page_as(amina.user, width="phone", script=script)
    check = check if script else assert_fits  # axe is a script
    page.goto("/me/")
    check(page)
    page.get_by_role("button", name="Get ready").or_(page.get_by_role("link", name="Get ready (about")).first.click()
    check(page)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("138/84")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Next").click()
    answer(page, "What matters to me", MATTERS, check)
    answer(page, "What is going well", "I cook for everybody", check)
    answer(page, "What worries me", WORRIES, check)
    page.get_by_label("Getting about").check()
    check(page)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Add something in your own words").fill("My feet")
    page.get_by_role("button", name="Add to the list").click()
    expect(page.locator(".topics__words")).to_have_text(["My feet"])
    check(page)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text(MATTERS)).to_be_visible()
    check(page)
    page.get_by_role("button", name="I am ready").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You are ready")
    check(page)
    assert dict(Answer.objects.filter(prompt__in=["matters", "worries"]).values_list("prompt", "text")) == {
        "matters": MATTERS,
        "worries": WORRIES,
    }
    assert Pack.objects.get().answered_at


def test_what_a_person_types_is_saved_before_any_button(page_as, amina):
    page = page_as(amina.user, width="phone")
    page.goto(f"/me/prepare/{Pack.objects.get().ref}/matters/")
    page.get_by_label("What matters to me").press_sequentially(MATTERS)
    expect(page.get_by_role("status").filter(has_text=re.compile("^Saved"))).to_be_visible()
    page.reload()
    expect(page.get_by_label("What matters to me")).to_have_value(MATTERS)


def test_what_a_person_types_without_a_connection_is_sent_when_it_is_back(page_as, amina):
    page = page_as(amina.user, width="phone")
    page.goto(f"/me/prepare/{Pack.objects.get().ref}/worries/")
    page.context.set_offline(True)
    page.get_by_label("What worries me").fill(WORRIES)
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text=re.compile("^Saved"))).to_be_visible(timeout=10_000)
    assert Answer.objects.get().text == WORRIES


def answer(page, question, words, check):
    check(page)
    page.get_by_label(question).fill(words)
    page.get_by_role("button", name="Save and go on").click()


def test_a_person_reads_the_plan_and_says_how_it_went(page_as, amina, nurse, check):
    agreed_plan(amina, nurse)
    page = page_as(amina.user, width="phone")
    page.goto("/me/plan/")
    expect(page.get_by_text(MATTERS).first).to_be_visible()
    check(page)
    page.goto(f"/me/follow-ups/{FollowUp.objects.get().ref}/")
    check(page)
    page.get_by_label("I did some of it").check()
    page.get_by_label("Do you want to say more?").fill("Twice, with Sara")
    page.get_by_label("Keep going").check()
    page.get_by_role("button", name="Save").click()
    done = FollowUp.objects.get(outcome="some")
    assert (done.their_words, done.written_by) == ("Twice, with Sara", amina.user)


def agreed_plan(amina, nurse):
    talk = begin(cycle=ReviewCycle.objects.get(person=amina), by=nurse)
    goal = add_goal(plan=amina.plan, ref=factories.uuid.uuid4(), wording=MATTERS, by=nurse, conversation=talk)
    add_action(plan=amina.plan, ref=factories.uuid.uuid4(), what="Walk to the corner", by=nurse, goal=goal)
    seen = digest_of(contents_of(amina.plan, talk))
    agree(conversation=talk, seen=seen, agreed_by="Amina", owner=nurse, by=nurse)


def test_a_person_sees_who_has_looked_and_why(page_as, amina, nurse, rf, check):
    request = rf.get("/")
    request.user = nurse
    person_for(request, amina.ref, reason="To get ready for your review", what="Five minutes before")
    page = page_as(amina.user, width="phone")
    page.goto("/me/looks/")
    expect(page.get_by_text("To get ready for your review")).to_be_visible()
    expect(page.get_by_text("Joy Mensah")).to_be_visible()
    check(page)

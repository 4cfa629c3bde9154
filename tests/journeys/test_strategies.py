"""“I stopped walking, there’s no point”: words in two clicks and a smaller step in the plan, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from inglenook.core import clock
from inglenook.planning.models import Action, Answer, FollowUp, Goal, SaidBack
from inglenook.workforce.models import PutAway
from tests.planning.fixtures import answered, cycle, pack, talk

__all__ = ["answered", "cycle", "pack", "talk"]
pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "I stopped walking, there’s no point"


@pytest.fixture
def address(talk, nurse):
    """A talk with somebody who gave up what was agreed last time."""
    goal = Goal.objects.create(person=talk.person, plan=talk.person.plan, wording="To get to the mosque on my own")
    action = Action.objects.create(
        person=talk.person, plan=talk.person.plan, goal=goal, what="Walk for half an hour each day", state="stopped"
    )
    FollowUp.objects.create(
        person=talk.person, action=action, owner=nurse, due_on=clock.today(), outcome="stop", their_words=WORDS,
        done_at=clock.now(),
    )  # fmt: skip
    return f"/conversations/{talk.ref}/"


def tab_to(page, target):
    """Press Tab until the target has the focus."""
    for _ in range(60):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("not reached by the keyboard")


def test_a_nurse_finds_words_in_two_clicks_and_puts_a_smaller_step_into_the_plan(
    page_as, nurse, address, assert_accessible
):
    page = page_as(nurse)
    page.goto(address)
    page.keyboard.press("Alt+KeyW")
    tab_to(page, page.get_by_role("link", name="Stopped doing it"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Stopped doing it")).to_be_focused()
    assert_accessible(page)
    tab_to(page, page.get_by_role("link", name="Make the step smaller"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("What could you do even on a bad day?")).to_be_visible()
    assert_accessible(page)
    step = page.get_by_label("For the plan, in Amina’s words")
    tab_to(page, step)
    page.keyboard.press("Control+A")
    page.keyboard.type("Walk to the corner and back on Fridays")
    tab_to(page, page.get_by_role("button", name="Put it into the plan"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("In the plan now:")).to_be_focused()
    expect(page.locator("#plan").get_by_label("What I will do")).to_have_value("Walk to the corner and back on Fridays")
    made = Action.objects.get(strategy="smaller_step")
    assert (made.barrier, made.goal.wording) == ("lapse", "To get to the mosque on my own")
    assert_accessible(page)


def test_the_same_without_a_script(page_as, nurse, address):
    page = page_as(nurse, script=False)
    page.goto(address)
    page.get_by_role("link", name="Stopped doing it").click()
    page.get_by_role("link", name="Make the step smaller").click()
    page.get_by_role("button", name="Put it into the plan").click()
    expect(page.locator("#plan").get_by_label("What I will do")).to_have_value(
        "Walk to the gate and back, on three days"
    )


def test_a_tap_keeps_what_was_said_back_and_a_help_goes_for_good(page_as, nurse, address):
    page = page_as(nurse)
    page.goto(address)
    page.locator("summary", has_text="Say it back").click()
    page.get_by_role("button", name="My kidneys", exact=True).click()
    expect(page.get_by_role("button", name="Undo My kidneys")).to_be_visible()
    assert SaidBack.objects.get().about == "My kidneys"
    page.locator("summary", has_text="A way round it").click()
    page.get_by_role("button", name="Put this away for good A way round it").click()
    expect(page.get_by_text("A way round it: put away.")).to_be_visible()
    assert PutAway.objects.get().help == "problem"
    page.reload()
    expect(page.locator("summary", has_text="A way round it")).to_have_count(0)


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_axe_finds_nothing_on_the_library_and_in_today(page_as, nurse, address, talk, assert_accessible, width):
    Answer.objects.filter(prompt="in_the_way").update(choices=["Getting about"])
    page = page_as(nurse, width=width)
    for at in (
        "/strategies/",
        "/strategies/smaller_step/",
        "/strategies/how-they-go/",
        f"/people/{talk.person.ref}/words/?barrier=lapse",
        f"/people/{talk.person.ref}/words/smaller_step/?barrier=lapse",
        f"/today/?open={talk.person.ref}",
    ):
        page.goto(at)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), at

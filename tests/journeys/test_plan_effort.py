"""A new plan with two goals and three actions costs few keys and clicks. Prints what it cost."""

import pytest
from playwright.sync_api import expect

from inglenook.planning.models import Action, Goal, PlanVersion
from tests.journeys.effort import count_in, effort_of
from tests.planning.fixtures import answered, cycle, pack

__all__ = ["answered", "cycle", "pack"]
pytestmark = pytest.mark.django_db(transaction=True)

KEYSTROKES, CLICKS = 40, 12
PLAN = {
    "I want to walk to the mosque on my own": (9, {"Walk to the corner and back": 8, "Buy shoes with soft soles": 9}),
    "I want to sleep through the night": (7, {"No tea after six": 7}),
}


def write(page, label, text):
    box = page.get_by_label(label, exact=True)
    expect(box).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def choose(page, question, place, number):
    """Click a number of a scale, as somebody would who has scrolled to it."""
    mark = page.get_by_role("group", name=question).nth(place).get_by_role("radio", name=str(number), exact=True)
    mark.evaluate("one => one.scrollIntoView({block: 'center'})")
    mark.click()


def test_two_goals_and_three_actions_from_the_persons_page_to_the_agreed_plan(page_as, nurse, person, answered):
    page = page_as(nurse)
    count_in(page.context)
    page.goto(f"/people/{person.ref}/")
    page.get_by_role("button", name="conversation").first.click()
    page.get_by_label("What do you want to be able to do?").click()
    for wording, (_importance, actions) in PLAN.items():
        write(page, "What do you want to be able to do?", wording)
        for what in actions:
            write(page, "A step towards it", what)
        page.keyboard.press("Enter")
    expect(page.get_by_label("What I will do")).to_have_count(3)
    sure = [number for _importance, actions in PLAN.values() for number in actions.values()]
    for place, number in enumerate(sure):
        choose(page, "How sure", place, number)
    for place, (importance, _actions) in enumerate(PLAN.values()):
        choose(page, "How much does it matter", place, importance)
    page.get_by_role("button", name="Read it back and agree").click()
    page.get_by_role("button", name="We agree this plan").click()
    expect(page.get_by_text("This is version 1 of the plan")).to_be_visible()
    free_text = [text for wording, (_number, actions) in PLAN.items() for text in (wording, *actions)]
    effort = effort_of(page, free_text=free_text)
    print(f"\nplan_keystrokes={effort.keystrokes} plan_clicks={effort.clicks}")  # noqa: T201 (the bench reads it)
    assert effort.keystrokes < KEYSTROKES
    assert effort.clicks <= CLICKS
    assert PlanVersion.objects.get().contents["goals"][0]["importance"] == 9
    written = {goal.wording: {one.what: one.confidence for one in goal.actions.all()} for goal in Goal.objects.all()}
    assert written == {wording: actions for wording, (_number, actions) in PLAN.items()}
    assert Action.objects.count() == 3

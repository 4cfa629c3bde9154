"""The planning talk in a real browser: typing, two at once, a lost connection, a closed tab, the keyboard alone."""

import pytest
from playwright.sync_api import expect

from inglenook.planning.models import Action, AgendaItem, Conversation, Goal, PlanVersion
from tests import factories
from tests.planning.fixtures import answered, cycle, pack, talk

__all__ = ["answered", "cycle", "pack", "talk"]
pytestmark = pytest.mark.django_db(transaction=True)

NOTES = "Notes"


@pytest.fixture
def address(talk):
    return f"/conversations/{talk.ref}/"


@pytest.fixture
def doctor(practice):
    return factories.make_user("Dev Patel", role="gp", at=practice)


def notes_of(page):
    return page.get_by_label(NOTES, exact=True)


def saved(page):
    """Nothing waits to be sent, and the page says so."""
    note = page.locator("#saved")
    expect(note).to_have_attribute("data-state", "saved")
    expect(note).to_contain_text("Saved")


def kept(talk):
    return Conversation.objects.get(pk=talk.pk).notes


@pytest.mark.parametrize("width", ["phone", "tablet", "desk"])
def test_axe_finds_nothing(page_as, nurse, address, assert_accessible, width):
    page = page_as(nurse, width=width)
    page.goto(address)
    expect(page.get_by_role("heading", name="Amina Hussain")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_typed_is_saved_without_a_button(page_as, nurse, talk, address):
    page = page_as(nurse)
    page.goto(address)
    notes_of(page).press_sequentially("Dizzy in the mornings")
    saved(page)
    assert kept(talk) == "Dizzy in the mornings"


def test_two_people_type_at_once_and_see_each_other(page_as, nurse, doctor, talk, address):
    Conversation.objects.filter(pk=talk.pk).update(notes="Sleeps well.")
    joy, dev = page_as(nurse), page_as(doctor)
    joy.goto(address)
    dev.goto(address)
    notes_of(joy).focus()
    notes_of(dev).focus()
    joy.keyboard.press("Control+Home")
    joy.keyboard.type("Dizzy in the mornings. ")
    dev.keyboard.press("Control+End")
    dev.keyboard.type(" Kidneys are steady.")
    both = "Dizzy in the mornings. Sleeps well. Kidneys are steady."
    expect(notes_of(joy)).to_have_value(both)
    expect(notes_of(dev)).to_have_value(both)
    expect(joy.locator("#here")).to_contain_text("Dev Patel is here, writing in Notes")
    assert kept(talk) == both


def test_a_lost_connection_and_a_closed_tab_lose_nothing(page_as, nurse, talk, address):
    page = page_as(nurse)
    page.goto(address)
    page.context.set_offline(True)
    notes_of(page).press_sequentially("The tablets make her dizzy")
    expect(page.locator("#saved")).to_contain_text("Not yet saved – will be sent when the connection is back")
    page.close()
    assert kept(talk) == ""
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(address)
    expect(notes_of(again)).to_have_value("The tablets make her dizzy")
    saved(again)
    assert kept(talk) == "The tablets make her dizzy"


def test_the_connection_comes_back_while_the_page_is_open(page_as, nurse, talk, address):
    page = page_as(nurse)
    page.goto(address)
    page.context.set_offline(True)
    page.get_by_label("What do you want to be able to do?").fill("Swim on Sundays")
    page.keyboard.press("Enter")
    notes_of(page).press_sequentially("Likes the water")
    expect(page.locator("#saved")).to_contain_text("Not yet saved")
    page.context.set_offline(False)
    expect(page.get_by_label("Goal, in Amina’s words")).to_have_value("Swim on Sundays")
    saved(page)
    assert kept(talk) == "Likes the water"
    assert Goal.objects.count() == 1


def test_a_device_with_no_room_left_saves_all_the_same(page_as, nurse, talk, address):
    page = page_as(nurse)
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }")
    page.goto(address)
    notes_of(page).press_sequentially("Likes the water")
    saved(page)
    assert kept(talk) == "Likes the water"


def test_the_keyboard_alone_makes_a_plan(page_as, nurse, talk, address):
    page = page_as(nurse)
    page.goto(address)
    page.keyboard.press("Alt+KeyG")
    page.keyboard.type("Walk to the mosque")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Goal, in Amina’s words")).to_have_value("Walk to the mosque")
    page.get_by_label("Goal, in Amina’s words").focus()
    page.keyboard.press("Alt+KeyD")
    page.keyboard.type("Walk to the corner and back")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What I will do")).to_have_value("Walk to the corner and back")
    page.get_by_label("What I will do").focus()
    sure = page.get_by_role("group", name="How sure").first
    while not sure.get_by_role("radio", name="Not said").evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Make it smaller")).to_be_visible()
    saved(page)
    action = Action.objects.get()
    assert (action.what, action.confidence) == ("Walk to the corner and back", 5)
    assert action.goal == Goal.objects.get(wording="Walk to the mosque")


def test_letters_are_not_taken_as_commands_while_typing(page_as, nurse, address):
    page = page_as(nurse)
    page.goto(address)
    notes_of(page).press_sequentially("gads 1234")
    expect(notes_of(page)).to_have_value("gads 1234")


def test_the_agenda_is_ordered_by_key_and_by_button(page_as, nurse, talk, address):
    page = page_as(nurse)
    page.goto(address)
    items = page.locator(".agenda__item")
    items.nth(1).get_by_role("textbox").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(items.first).to_contain_text("Getting to the mosque")
    items.first.get_by_role("button", name="Down").click()
    expect(items.first).to_contain_text("The tablets make me dizzy")
    items.first.get_by_role("button", name="Take off").click()
    expect(items).to_have_count(3)
    page.get_by_role("button", name="Put back The tablets make me dizzy").click()
    expect(items).to_have_count(4)
    assert AgendaItem.objects.filter(removed_at=None).count() == 4


def test_an_item_is_dragged_to_the_top(page_as, nurse, talk, address):
    page = page_as(nurse)
    page.goto(address)
    items = page.locator(".agenda__item")
    items.nth(2).locator(".agenda__grip").drag_to(items.first, target_position={"x": 200, "y": 4})
    expect(items.first).to_contain_text("My kidneys")
    saved(page)
    assert AgendaItem.objects.filter(removed_at=None).first().wording == "My kidneys"


def test_what_one_adds_appears_for_the_other_who_types_on(page_as, nurse, doctor, address):
    joy, dev = page_as(nurse), page_as(doctor)
    joy.goto(address)
    dev.goto(address)
    notes_of(joy).press_sequentially("Listening")
    dev.get_by_label("What do you want to be able to do?").fill("Sleep through")
    dev.keyboard.press("Enter")
    expect(joy.get_by_label("Goal, in Amina’s words")).to_have_value("Sleep through")
    expect(notes_of(joy)).to_be_focused()


def test_a_text_too_long_stays_where_it_was_typed(page_as, nurse, talk, address):
    page = page_as(nurse)
    page.goto(address)
    notes_of(page).fill("word " * 5000)
    expect(page.get_by_text("This is too long")).to_be_visible()
    expect(notes_of(page)).to_have_value("word " * 5000)
    notes_of(page).fill("short")
    saved(page)
    expect(page.get_by_text("This is too long")).to_be_hidden()
    assert kept(talk) == "short"


def test_reading_back_agreeing_and_a_second_tab_that_opens_it_again(page_as, nurse, talk, address, assert_accessible):
    page = page_as(nurse)
    page.goto(address)
    late = page.context.new_page()
    late.goto(address)
    page.get_by_label("What do you want to be able to do?").fill("Walk to the mosque")
    page.get_by_role("button", name="Read it back and agree").click()
    expect(page.get_by_role("heading", name="Amina, this is your plan")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="We agree this plan").click()
    expect(page.get_by_text("This is version 1 of the plan")).to_be_visible()
    assert_accessible(page)
    notes_of(late).fill("One more thing")
    expect(late.locator("#ended")).to_be_visible()
    late.get_by_role("button", name="Open it again").click()
    saved(late)
    assert kept(talk) == "One more thing"
    assert PlanVersion.objects.count() == 1


def test_without_a_script_the_form_does_it_all(page_as, nurse, talk, address):
    page = page_as(nurse, script=False)
    page.goto(address)
    notes_of(page).fill("Dizzy in the mornings")
    page.get_by_label("What do you want to be able to do?").fill("Walk to the mosque")
    page.get_by_role("button", name="Save").click()
    expect(notes_of(page)).to_have_value("Dizzy in the mornings")
    expect(page.get_by_label("Goal, in Amina’s words")).to_have_value("Walk to the mosque")
    page.get_by_role("button", name="Down The tablets make me dizzy").click()
    expect(page.locator(".agenda__item").first).to_contain_text("Getting to the mosque")


def test_the_person_finds_their_plan_on_their_phone(page_as, person, nurse, talk, assert_accessible):
    Goal.objects.create(person=person, plan=person.plan, wording="Walk to the mosque")
    page = page_as(person.user, width="phone")
    page.goto("/me/plan/")
    expect(page.get_by_text("Walk to the mosque").first).to_be_visible()
    assert_accessible(page)
    page.get_by_text("Change my words").click()
    page.get_by_label("What I want to be able to do").fill("Walk to the mosque on my own")
    page.get_by_role("button", name="Save my words").click()
    expect(page.get_by_text("“Walk to the mosque on my own”")).to_be_visible()
    assert Goal.objects.get().in_own_hand

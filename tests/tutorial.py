"""The steps of docs/tutorial/first-review.md in a browser: its text stays true, its pictures can be remade."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

GOING_WELL = "I cook for my whole family"
GOAL = "I want to walk to the mosque on my own"
STEP = "Walk to the corner and back"
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
Picture = Callable[[Page, str], object]


def follow(browser: Browser, url: str, picture: Picture) -> None:
    """Walk through the whole tutorial in the demonstration at this address, which must be fresh.

    `picture(page, name)` is called where the text shows a picture.
    """
    desk = browser.new_context(base_url=url, viewport=DESK, color_scheme="light").new_page()
    phone = browser.new_context(base_url=url, viewport=PHONE, color_scheme="light").new_page()
    look_at_today(desk, picture)
    get_ready(phone, picture)
    talk(desk, picture)
    agree(desk)
    say_how_it_went(phone, picture)
    read_it(desk)
    for page in (desk, phone):
        page.context.close()


def be(page: Page, name: str) -> None:
    page.goto("/demo/")
    page.get_by_role("button", name=f"Be {name}").click()


def open_amina(page: Page) -> None:
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_label("Name, NHS number or date of birth").fill("Amina Hussain")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Hussain, Amina").first.click()


def look_at_today(page: Page, picture: Picture) -> None:
    be(page, "Joy Adeyemi")
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    picture(page, "today")
    open_amina(page)
    expect(page.get_by_text("I want to get to the mosque on my own.").first).to_be_visible()


def get_ready(page: Page, picture: Picture) -> None:
    be(page, "Amina Hussain")
    page.get_by_role("button", name="Go on getting ready").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What is going well").fill(GOING_WELL)
    picture(page, "getting-ready")
    for question in ("What is going well", "What worries me", "What gets in the way", "What I want to talk about"):
        expect(page.get_by_text(question).first).to_be_visible()
        page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text(GOING_WELL)).to_be_visible()
    page.get_by_role("button", name="I am ready").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You are ready")


def talk(page: Page, picture: Picture) -> None:
    page.get_by_role("link", name="Today", exact=True).click()
    expect(page.get_by_text("Answers are in").first).to_be_visible()
    open_amina(page)
    page.get_by_role("button", name="Begin the conversation").click()
    page.get_by_label("What do you want to be able to do?").fill(GOAL)
    page.get_by_role("button", name="Add goal").click()
    page.get_by_label("One step towards this").last.fill(STEP)
    page.get_by_role("button", name="Add action").nth(-2).click()
    expect(page.get_by_label("What I will do").last).to_have_value(STEP)
    page.evaluate("scrollTo(0, 0)")
    picture(page, "conversation")


def agree(page: Page) -> None:
    page.get_by_role("button", name="Read it back and agree").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Amina, this is your plan")
    page.get_by_role("button", name="We agree this plan").click()
    expect(page.get_by_text(GOAL).first).to_be_visible()


def say_how_it_went(page: Page, picture: Picture) -> None:
    page.goto("/me/")
    expect(page.get_by_text(STEP).first).to_be_visible()
    picture(page, "home")
    page.get_by_role("link", name=f"It went… {STEP}").click()
    page.get_by_label("I did some of it").check()
    page.get_by_label("Do you want to say more?").fill("Twice, with Sara")
    page.get_by_label("Keep going").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Thank you. We have kept what you said.")).to_be_visible()


def read_it(page: Page) -> None:
    open_amina(page)
    expect(page.get_by_text("Twice, with Sara").first).to_be_visible()

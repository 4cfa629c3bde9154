"""A manager asks forty colleagues; one answers on a phone, leaves, and comes back; the team sees what it found."""

from random import Random

import pytest
from django.core import mail
from playwright.sync_api import expect

from inglenook.core import clock
from inglenook.demo.survey import ROLES, colleague_says
from inglenook.messaging.notices import send as send_notices
from inglenook.workforce.survey import answering, running
from inglenook.workforce.survey.reading import shipped
from tests import factories

from .stories import fits

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESSES = [f"colleague{n}@example.org" for n in range(40)]


@pytest.fixture
def manager(db):
    practice = factories.make_organisation("Brookside Surgery")
    return factories.make_user("Nasreen Akhtar", role="manager", at=practice)


def tokens() -> list[str]:
    running.write_due()
    send_notices()
    return [one.body.split("/s/")[1].split("/")[0] for one in mail.outbox]


def colleagues_answer(found: list[str]) -> None:
    chance = Random(11)
    for token, role in zip(found, ROLES, strict=False):
        door = answering.door(token)
        draft = answering.draft_of(door, answering.begin(door, language="en"))
        answering.keep(draft, colleague_says(door.questionnaire.questions, role, chance))
        assert answering.send(door, draft)


def make_and_open(page, check) -> None:
    page.goto("/surveys/")
    check()
    page.get_by_role("button", name="Make a survey").click()
    check()
    page.get_by_label("What helps and what hinders us").check()
    page.get_by_role("button", name="Go on").click()
    check()
    page.get_by_role("link", name="Invite people").click()
    page.get_by_label("Email addresses").fill("\n".join(ADDRESSES))
    check()
    page.get_by_role("button", name="Put them on the list").click()
    page.get_by_role("button", name="Open it").click()
    check()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("The survey is open.")).to_be_visible()
    expect(page.get_by_text("Fewer than five people have answered of 40 invited")).to_be_visible()
    check()


def answer_on_a_phone(page, check, token: str) -> None:
    """As far as the barriers; then the phone rings. Later on, by the same link, to the end."""
    page.goto(f"/s/{token}/")
    check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Nurse or nursing associate").check()
    check()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Loneliness or being cut off from others").check()
    check()
    page.get_by_role("button", name="Leave and come back later").click()
    expect(page.get_by_role("heading", name="Your answers so far are kept")).to_be_visible()
    check()
    page.context.clear_cookies()
    page.goto(f"/s/{token}/")
    page.get_by_role("button", name="Go on where you were").click()
    while page.get_by_role("heading", name="Check your answers").count() == 0:
        check()
        page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("Loneliness or being cut off from others")).to_be_visible()
    check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    check()
    page.goto(f"/s/{token}/page/barriers/")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def test_a_manager_asks_forty_colleagues(page_as, assert_accessible, manager):
    desk, phone = page_as(manager, width="desk"), page_as(None, width="phone")

    def checker(page):
        def check():
            assert fits(page), page.url
            assert_accessible(page)

        return check

    make_and_open(desk, checker(desk))
    found = tokens()
    assert len(found) == 40
    colleagues_answer(found[1:])
    answer_on_a_phone(phone, checker(phone), found[0])

    desk.reload()
    expect(desk.get_by_text("At least 40 people have answered of 40 invited")).to_be_visible()
    desk.get_by_role("button", name="Close it now").click()
    desk.get_by_role("button", name="See the results").click()
    expect(desk.get_by_text("40 people answered of 40 invited (100%)")).to_be_visible()
    check = checker(desk)
    check()
    for link, heading in (
        ("By group", "By group"),
        ("Beside published figures", "Beside published figures"),
        ("Learning plan", "Learning plan"),
        ("CHERRIES", "How it was run (CHERRIES)"),
    ):
        desk.get_by_role("navigation", name="This survey").get_by_role("link", name=link).click()
        expect(desk.get_by_role("heading", name=heading).first).to_be_visible()
        check()
    expect(desk.get_by_text("100.0% (40 of 40 sent their answers, of those who began")).to_be_visible()
    report = desk.context.request.get(desk.url.replace("cherries/", "report.pdf"))
    assert report.body().startswith(b"%PDF")


def test_without_scripts_and_by_the_shared_link(page_as, manager):
    """The same pages without a script: nothing is lost when somebody goes on with another device."""
    survey = running.make_survey(
        organisation=manager.memberships.get().organisation,
        questionnaire=shipped()["self_care"],
        title="Self-care",
        by=manager,
        mode="open",
    )
    day = clock.today()
    running.open_survey(survey=survey, opens_on=day, closes_on=day, by=manager)
    page = page_as(None, width="phone", script=False)
    page.goto(f"/s/{survey.link}/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Healthcare assistant").check()
    page.get_by_role("button", name="Leave and come back later").click()
    own = page.locator(".box a").get_attribute("href")
    other = page_as(None, width="phone", script=False)
    other.goto(own)
    other.get_by_role("button", name="Go on where you were").click()
    expect(other.get_by_label("Healthcare assistant")).to_be_checked()

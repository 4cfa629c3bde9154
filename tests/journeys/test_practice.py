"""Practising, reflecting and writing scenarios, in a browser: a nurse, two colleagues, an educator."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from inglenook.workforce.models import Talk
from inglenook.workforce.practice.skills import DATA
from tests import factories

from .stories import fits

pytestmark = pytest.mark.django_db(transaction=True)
TEMPLATE = (DATA / "scenario_template.yaml").read_text()


def say_on(page, turns: int = 40) -> None:
    """Say the first wording or bring up the first topic until the talk is over, looking at each page on the way."""
    for _ in range(turns):
        if "/feedback/" in page.url:
            return
        assert fits(page), page.url
        page.locator("section button.wording:visible").first.click()
    raise AssertionError("the talk does not end")


@pytest.mark.parametrize("width", ["phone", "desk"])
@pytest.mark.parametrize("script", [True, False])
def test_a_nurse_practises_replays_reflects_and_takes_her_record_home(page_as, nurse, assert_accessible, width, script):
    page = page_as(nurse, width=width, script=script)
    page.goto("/practice/?barrier=caring")
    page.get_by_role("link", name="Maureen Doyle, 66").click()
    page.get_by_role("button", name="Begin the talk").click()
    page.get_by_role("button", name="What would be most use to you").click()
    expect(page.get_by_text("Carers are seldom asked")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("button", name="You sound as if you’re doing this call on one leg").click()
    expect(page.get_by_text("You heard how she lives in how she talks")).to_be_visible()
    if script:
        assert_accessible(page)
    say_on(page)
    expect(page.get_by_role("heading", name="One thing to try tomorrow")).to_be_visible()
    expect(page.get_by_text("“You sound as if you’re doing this call on one leg.”")).to_be_visible()
    page.get_by_role("link", name="Write what I take from this").click()
    page.get_by_label("What did I try?").fill("Mrs Doyle, 07700 900123, told me about her nights.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("“Mrs Doyle” looks like a name")).to_be_visible()
    page.get_by_label("What did I try?").fill("I asked where in her day she was.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Nobody reads it but you.")).to_be_visible()
    page.goto("/reflections/record/")
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    page.goto("/practice/")
    page.get_by_role("link", name=re.compile("I’ll see to me")).click()
    expect(page.get_by_role("heading", name="The talk again")).to_be_visible()


def test_one_plays_while_another_observes_on_their_own_phone(page_as, nurse, practice, assert_accessible):
    colleague = factories.make_user("Helen Ward", role="gp", at=practice)
    player, observer = page_as(nurse), page_as(colleague, width="phone")
    player.goto("/practice/people/colin/")
    player.get_by_role("button", name="Get a code for an observer").click()
    code = player.locator(".spoken-code").inner_text().split()[-1]
    assert_accessible(player)
    observer.goto("/practice/observe/")
    observer.get_by_label("Your colleague’s code").fill(code)
    observer.get_by_role("button", name="Open the form").click()
    assert fits(observer)
    assert_accessible(observer)
    observer.get_by_role("group", name="Open question").get_by_label("Twice").check()
    observer.get_by_label("What went well?").fill("Sat down for the tea.")
    observer.get_by_role("button", name="Finish").click()
    player.goto("/reflections/")
    player.get_by_role("link", name=re.compile("Helen Ward")).click()
    expect(player.get_by_text("Sat down for the tea.")).to_be_visible()
    assert_accessible(player)


def test_an_educator_is_shown_the_dead_end_mends_it_and_publishes(page_as, manager, assert_accessible):
    page = page_as(manager)
    page.goto("/practice/scenarios/")
    page.get_by_role("button", name="Write or check a scenario").click()
    dead = TEMPLATE.replace("turns:\n", "turns:\n  tea:\n    says: Tea?\n", 1)
    dead = dead.replace("topics:\n", "topics:\n  - {code: tea, title: Tea}\n", 1)
    page.get_by_label("The scenario").fill(dead)
    page.get_by_role("button", name="Check it").click()
    line = dead[: dead.index("  tea:\n")].count("\n") + 1
    row = page.get_by_role("row", name=re.compile(f"^{line} There are no wordings here"))
    expect(row).to_be_visible()
    assert_accessible(page)
    page.get_by_label("The scenario").fill(TEMPLATE)
    page.get_by_role("button", name="Check it").click()
    page.get_by_role("button", name="Publish in our practice room").click()
    expect(page.get_by_text("is in your practice room")).to_be_visible()
    page.goto("/practice/")
    expect(page.get_by_role("link", name="Alun Rees, 64")).to_be_visible()


def test_the_other_pages_are_accessible_and_fit_a_small_phone(page_as, nurse, manager, assert_accessible):
    nurses = ["/practice/", "/practice/people/winston/", "/practice/observe/", "/reflections/", "/reflections/new/"]
    nurses += ["/reflections/skills/", "/reflections/record/"]
    for user, addresses in ((nurse, nurses), (manager, ["/practice/team/", "/practice/scenarios/"])):
        page = page_as(user, width=320)
        for address in addresses:
            page.goto(address)
            assert_accessible(page)
            assert fits(page), address
    assert not Talk.objects.exists()  # to look begins nothing

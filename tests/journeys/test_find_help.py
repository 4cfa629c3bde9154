"""Somebody without an account finds help near them on a phone, and takes the list along."""

from datetime import date

import pytest
from playwright.sync_api import expect

from inglenook.demo.services import read_directory

from .stories import fits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_visitor_finds_somewhere_warm_to_sit(page_as, assert_accessible, tmp_path, script):
    read_directory(date(2026, 11, 22), tmp_path)
    page = page_as(None, width="phone", script=script)

    def check():
        assert fits(page), page.url
        if script:  # axe is one
            assert_accessible(page)

    page.goto("/help/")
    check()
    page.get_by_label("What would help?").fill("somwhere warm to sit with people")
    page.get_by_label("Where are you?").fill("zz1 2ce")
    page.get_by_label("On foot").check()
    page.get_by_role("button", name="Find help").click()

    expect(page.get_by_role("heading", name="What may help")).to_be_visible()
    expect(page.get_by_text("We took “somwhere” to mean “somewhere”.")).to_be_visible()
    first = page.locator(".found").first
    expect(first).to_contain_text("Warm Welcome at the Library")
    expect(first).to_contain_text("on foot")
    assert "2CE" not in page.url.upper()
    check()

    first.get_by_role("link", name="Warm Welcome at the Library").click()
    expect(page.get_by_role("link", name="01632 960233")).to_be_visible()
    check()
    page.go_back()
    page.get_by_role("link", name="Print it, or take it with you").click()
    expect(page.get_by_role("img", name="QR code of this list")).to_be_visible()
    check()

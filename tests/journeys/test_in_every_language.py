"""Somebody reads their pages in another language, in its own script and direction, with nothing that axe finds."""

import re

import pytest
from django.utils.translation import gettext
from playwright.sync_api import expect

from inglenook.kit import catalogue, languages
from tests.pages import Finder, asking_in, pages

from . import demonstration
from .stories import fits
from .test_every_page import enter, site  # noqa: F401 - fixtures
from .test_person_phone import amina  # noqa: F401 - the same person

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("/me/", "/me/plan/", "/me/prepare/")
VERBS: set[str] = set()
QUOTED = "[lang=en], .voice, .said, .recorded:not(.effects *)"
LEAVES = "(all, quoted) => all.filter(e => !e.children.length && !e.closest(quoted)).map(e => e.innerText?.trim())"


@pytest.mark.slow
def test_home_plan_and_getting_ready_in_every_language(page_as, amina, assert_accessible):  # noqa: F811
    page = page_as(amina.user, width="phone")
    page.goto("/me/")
    for language in catalogue.LANGUAGES:
        page.get_by_role("button", name=languages.OFFERED[language], exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        for at in PAGES:
            page.goto(at)
            assert page.evaluate("getComputedStyle(document.body).direction") == direction(language)
            assert fits(page), (language, page.url)
            assert_accessible(page)


@pytest.mark.slow
@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_every_page_of_a_person_in_every_language(enter, language, assert_accessible):  # noqa: F811
    """Every page that a person of the demonstration may open, on a phone, in this language."""
    faults = []
    for persona, email in demonstration.emails().items():
        context = enter(persona)
        window = context.new_page()
        window.set_viewport_size({"width": 360, "height": 800})
        window.goto("/")
        button = window.locator(f".languages__one[value='{language}']")
        if not button.count():  # professionals' pages are in English
            continue
        button.click()
        for at in filter(None, map(Finder(email, asking_in(context, VERBS)).find, pages())):
            window.goto(at)
            faults += [f"{at} as {persona}: {fault}" for fault in wrong_with(window, language, assert_accessible)]
    assert not faults, "\n".join(faults)


def wrong_with(window, language: str, assert_accessible):
    if window.locator("html.person").count() == 0:
        return
    if window.locator("html").get_attribute("lang") != language:
        yield "speaks another language"
    if not fits(window):
        yield "is wider than a phone"
    if gap := re.search(r"%\(\w+\)s|\{\w*\}", window.locator("body").inner_text()):
        yield f"shows a gap that nothing fills: {gap[0]}"
    if left := left_in_english(window, language):
        yield f"says in English what the catalogue has: {left}"
    try:
        assert_accessible(window)
    except AssertionError as breaches:
        yield str(breaches)


def left_in_english(window, language: str) -> set[str]:
    """Words that are in the catalogue and that nothing looked up there; what people wrote themselves left out."""
    with languages.speaking(language):
        return {
            text for text in window.locator("main *").evaluate_all(LEAVES, QUOTED) if text and gettext(text) != text
        }


def direction(language: str) -> str:
    return "rtl" if language in languages.RIGHT_TO_LEFT else "ltr"

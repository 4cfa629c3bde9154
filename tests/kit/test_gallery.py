"""The gallery, as a server sends it and as Chromium and axe find it."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

ROOT = Path(__file__).parents[2]
PAGES = ("kit:gallery", "kit:person", "kit:staff")
FIRST_VISIT_BYTES = 150_000

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kit.urls")]


def sent(client, name):
    return client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title_a_language_and_one_main_heading(client, name):
    page = sent(client, name)
    assert re.search(r"<title>[^<]+ – Inglenook</title>", page)
    assert '<html lang="en-GB"' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_nothing_inline(client, name):
    page = sent(client, name)
    assert not re.search(r"<[^>]+ (style|on\w+)=", page)
    assert "<style" not in page
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


@pytest.mark.parametrize("name", PAGES)
def test_no_id_stands_twice(client, name):
    ids = re.findall(r'\sid="([^"]+)"', sent(client, name))
    assert len(ids) == len(set(ids))


def test_a_form_with_errors_says_so_first_and_keeps_what_was_typed(client):
    page = client.post(reverse("kit:gallery"), {"name": "<Amina>", "born-day": "31"}).content.decode()
    assert "<title>Error: Gallery" in page
    assert page.index("There is a problem") < page.index("<h1")
    assert 'href="#born-month"' in page
    assert 'value="&lt;Amina&gt;"' in page
    assert 'value="31"' in page


def test_ten_megabytes_in_a_field_are_answered_kindly(client):
    page = client.post(reverse("kit:gallery"), {"matters": "a" * 10_000_000})
    assert page.status_code == 200
    assert "What matters to you must be 500 characters or fewer" in page.content.decode()


def test_a_professional_s_page_leads_to_its_side_panel(client):
    page = sent(client, "kit:staff")
    assert 'href="#side"' in page
    assert '<aside id="side"' in page
    assert "htmx.js" in page


def test_a_first_visit_to_a_person_s_page_is_light(client):
    page = sent(client, "kit:person")
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', page) + ["kit/built/nhsuk-frontend.js"]
    assert "kit/built/htmx.js" not in files
    parts = [page.encode(), *(Path(finders.find(file)).read_bytes() for file in files)]
    assert sum(len(gzip.compress(part)) for part in parts) < FIRST_VISIT_BYTES


def problems(page):
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    return [(problem["id"], problem["nodes"][0]["html"]) for problem in page.evaluate("axe.run()")["violations"]]


@pytest.mark.journey
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(live_server, browser, name, scheme, width):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page.goto(live_server.url + reverse(name))
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


@pytest.mark.journey
def test_errors_take_the_focus_and_lead_to_their_fields(live_server, browser):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(live_server.url + reverse("kit:gallery"))
    page.get_by_role("button", name="Save").click()
    page.locator(".nhsuk-error-summary:focus").wait_for()
    page.get_by_role("link", name="Enter your date of birth").click()
    assert page.evaluate("document.activeElement.id") == "born-day"
    page.close()


@pytest.mark.journey
def test_the_menu_opens_without_scripts(live_server, browser):
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + reverse("kit:person"))
    assert not page.get_by_role("link", name="My plan").is_visible()
    page.get_by_text("Menu", exact=True).click()
    assert page.get_by_role("link", name="My plan").is_visible()
    context.close()


@pytest.mark.journey
def test_the_menu_lies_open_when_a_phone_is_turned(live_server, browser):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(live_server.url + reverse("kit:person"))
    link = page.get_by_role("link", name="My plan")
    assert not link.is_visible()
    page.set_viewport_size({"width": 800, "height": 360})
    link.wait_for()
    page.close()

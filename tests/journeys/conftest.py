"""Real Chromium against the running site: `page_as(user)`, `assert_accessible(page)`.

Rows that a story needs are made by the test itself; the site, in its own threads, sees them because these tests commit
(`live_server` brings pytest-django's transactional database). Policies hold: the middleware takes the actor's place.
"""

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
expect.set_options(timeout=20_000)  # how soon a page answers says how busy the machine is; five seconds were too few
WIDTHS = {"phone": 360, "tablet": 768, "desk": 1280}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/journeys/" in item.path.as_posix():
            item.add_marker("journey")


@pytest.fixture
def page_as(browser, live_server):
    """`page_as(user)` is a new browser's page in which this user has signed in; None for nobody.

    `width` is "phone", "tablet", "desk" or pixels; `script=False` turns JavaScript off. Errors of the page's own
    script fail the test.
    """
    contexts, errors = [], []

    def open_page(user=None, *, width="desk", script=True):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": WIDTHS.get(width, width), "height": 800},
            java_script_enabled=script,
        )
        contexts.append(context)
        if user:
            context.add_cookies([session_of(user, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(error))
        return page

    yield open_page
    for context in contexts:
        context.close()
    _wait_for_answers()
    assert not errors


def _wait_for_answers():
    """Let the site end what the closed pages asked for: emptying the tables meanwhile would be a deadlock."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


def session_of(user, url):
    """The cookie by which this user is signed in at this address."""
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


@pytest.fixture
def assert_accessible():
    """`assert_accessible(page)` runs axe on the page as it stands and fails with every breach of WCAG 2.2 AA."""

    def check(page):
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
        )
        breaches = [
            f"{one['id']}: {one['help']} {[node['html'] for node in one['nodes']]}" for one in found["violations"]
        ]
        assert not breaches, "\n".join(breaches)

    return check

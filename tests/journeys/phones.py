"""What somebody sees and says on the demonstration's phone, day by day."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from inglenook.between.sweep.actions import sweep
from inglenook.core import clock
from inglenook.messaging import inbox, outbox
from inglenook.messaging.gateways import gateway_for

from .demonstration import demo_pages

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def hands(monkeypatch, settings):
    """`hands(days, "18:05")`: so many days after tomorrow, at that time, with the worker having done what was due."""
    settings.DEMO, settings.ROOT_URLCONF, settings.TEMPLATES = True, "tests.journeys.demonstration", demo_pages()
    settings.GATEWAYS = dict.fromkeys(settings.GATEWAYS, "demo")
    gateway_for.cache_clear()
    begun = clock.today() + timedelta(days=1)  # what was agreed today holds by then, whatever the hour is now

    def move(days: int, at: str) -> None:
        moment = datetime.combine(begun + timedelta(days=days), time.fromisoformat(at), LONDON)
        monkeypatch.setattr(clock, "reading", lambda: moment)
        work()

    yield move
    gateway_for.cache_clear()


def work():
    """What the worker does by itself."""
    sweep()
    outbox.run()
    inbox.run()
    outbox.run()


def agree(page, talk, programme, assert_accessible):
    """Two presses: look at the schedule together, and agree."""
    page.goto(f"/conversations/{talk.ref}/programmes/")
    page.get_by_text(programme).first.click()
    page.get_by_role("button", name=re.compile(f"We agree this ?: {programme}")).click()
    expect(page.get_by_text(f"Agreed: {programme}.")).to_be_visible()
    assert_accessible(page)


def shows(phone, owner, words):
    _open(phone, owner)
    expect(phone.get_by_label("Messages")).to_contain_text(words)


def says(phone, owner, words):
    _open(phone, owner)
    phone.get_by_label("Write as").fill(words)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_label("Messages")).to_contain_text(words)
    work()


def _open(phone, owner):
    """The phone of a person; of a carer when a pair of person and carer is given."""
    person, carer = owner if isinstance(owner, tuple) else (owner, None)
    phone.goto(f"/demo/phone/{person.ref}/" + (f"carer/{carer.pk}/" if carer else ""))

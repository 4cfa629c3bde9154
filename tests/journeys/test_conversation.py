import pytest
from playwright.sync_api import expect

from tests.planning.fixtures import answered, cycle, pack, talk

__all__ = ["answered", "cycle", "pack", "talk"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_page_is_accessible(page_as, nurse, talk, assert_accessible):
    page = page_as(nurse)
    page.goto(f"/conversations/{talk.ref}/")
    expect(page.get_by_role("heading", name="Amina Hussain")).to_be_visible()
    assert_accessible(page)

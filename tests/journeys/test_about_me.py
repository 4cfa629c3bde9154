"""A person writes About Me on the phone, makes one thing from elsewhere their own, adds what they know; a nurse sees
it all with where it comes from."""

import re
import uuid
from datetime import date

import pytest
from playwright.sync_api import expect

from inglenook.people.models import RecordedAboutMe
from tests import factories
from tests.web import media as made

from .stories import fits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def amina(person):
    said = {"important": "Family", "wellness": "Able to pray standing", "said_on": date(2025, 3, 2)}
    made_of = {"source": factories.make_source(), "source_key": "a1", "fingerprint": uuid.uuid4()}
    RecordedAboutMe.objects.create(person=person, **made_of, **said)
    return person


@pytest.fixture
def check(assert_accessible):
    def check(page):
        assert_accessible(page)
        assert fits(page), page.url

    return check


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    options = {"location": tmp_path / "files"}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}


def test_about_me_on_the_phone_and_on_the_nurses_desk(page_as, amina, nurse, check):
    page = page_as(amina.user, width="phone")
    page.goto("/me/about/")
    page.get_by_role("link", name=re.compile("Write.*What is most important to me")).click()
    page.get_by_label("In your own words").fill("My grandchildren")
    page.get_by_text("Add a photo, recording or film").click()
    check(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name=re.compile("Make it mine.*My wellness")).click()
    expect(page.get_by_label("In your own words")).to_have_value("Able to pray standing")
    page.get_by_label("In your own words").fill("Able to pray standing, and to sleep through")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name=re.compile("Change.*My wellness")).click()
    page.get_by_text("Add a photo, recording or film").click()
    photo = {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": made.photo(size=(600, 400))}
    page.get_by_label("Choose a photo, recording or film").set_input_files(photo)
    page.get_by_label("What does it show?").fill("Me on my prayer mat")
    page.get_by_role("button", name="Add", exact=True).click()
    picture = page.get_by_role("img", name="Me on my prayer mat")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 400)  # it was taken lying on its side
    check(page)
    page.goto("/me/facts/")
    page.get_by_role("link", name="Add a medicine").click()
    page.get_by_label("What is it called?").fill("Black seed oil")
    check(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Black seed oil").first).to_be_visible()
    check(page)
    desk = page_as(nurse)
    desk.goto(f"/people/{amina.ref}/")
    expect(desk.get_by_text("Black seed oil")).to_be_visible()
    desk.get_by_role("link", name="About me").click()
    expect(desk.get_by_text("“Able to pray standing, and to sleep through”")).to_be_visible()
    expect(desk.get_by_text("Amina made this their own.")).to_be_visible()
    check(desk)
    desk.goto(f"/people/{amina.ref}/facts/")
    check(desk)

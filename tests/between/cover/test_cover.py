"""Setting cover from the page."""

from datetime import timedelta

import pytest

from inglenook.between.alerts.api import raise_alert
from inglenook.between.models import Cover
from inglenook.core import clock
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(practice):
    return factories.make_user("Ann Price", role="nurse", at=practice)


def form(user, by, first, last):
    days = {"first": first, "last": last}
    boxes = {f"{name}-{box}": getattr(day, box) for name, day in days.items() for box in ("day", "month", "year")}
    return {"user": user.pk, "covered_by": by.pk} | boxes


def test_from_the_page_to_the_alert(client, person, nurse, ann):
    client.force_login(nurse)
    today = clock.today()
    page = client.post("/cover/", form(nurse, ann, today, today + timedelta(days=6)), follow=True).content.decode()
    assert "Ann Price covers for Joy Mensah." in page
    alert = raise_alert(
        key="1", person=person, level="soon", rule="r", reason="High", within=timedelta(hours=4), owner=nurse
    )
    assert alert.owner == ann


def test_the_last_day_is_covered_to_its_end(client, nurse, ann):
    client.force_login(nurse)
    today = clock.today()
    client.post("/cover/", form(nurse, ann, today, today))
    cover = Cover.objects.get()
    assert cover.ends_at - cover.starts_at in (timedelta(hours=23), timedelta(hours=24), timedelta(hours=25))
    assert cover.ends_at > clock.now()


def test_nobody_covers_for_themselves(client, nurse):
    client.force_login(nurse)
    page = client.post("/cover/", form(nurse, nurse, clock.today(), clock.today())).content.decode()
    assert "Choose somebody else to cover" in page
    assert not Cover.objects.exists()


def test_the_page_says_when_two_cover_for_each_other(client, practice, nurse, ann):
    client.force_login(nurse)
    times = {"starts_at": clock.now() - timedelta(hours=1), "ends_at": clock.now() + timedelta(days=2)}
    Cover.objects.create(organisation=practice, user=nurse, covered_by=ann, **times)
    Cover.objects.create(organisation=practice, user=ann, covered_by=nurse, **times)
    assert client.get("/cover/").content.decode().count("Nobody is left") == 2


def test_back_before_the_day(client, practice, nurse, ann):
    client.force_login(nurse)
    times = {"starts_at": clock.now() - timedelta(hours=1), "ends_at": clock.now() + timedelta(days=2)}
    cover = Cover.objects.create(organisation=practice, user=nurse, covered_by=ann, **times)
    client.post(f"/cover/{cover.pk}/end/")
    cover.refresh_from_db()
    assert cover.ends_at <= clock.now()

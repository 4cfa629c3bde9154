"""The network is cut: a person reads on, writes, ticks a step; it comes to us once, in order, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from inglenook.people.models import DeviceWriting
from inglenook.planning.models import Action, FollowUp, Note, Plan
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = """async () => {
  const last = '/me/follow-ups/%s/', until = Date.now() + 20000
  while (!(await caches.match(last)) && Date.now() < until) await new Promise((done) => setTimeout(done, 50))
  return Boolean(await caches.match(last))
}"""
WAITS = "What you wrote is kept on this device"


@pytest.fixture
def amina(practice, nurse):
    person = factories.make_person(practice, given_name="Amina")
    person.user = factories.make_user("Amina Hussain")
    person.save(update_fields=["user"])
    step = Action.objects.create(person=person, plan=Plan.objects.create(person=person), what="Walk to the corner")
    FollowUp.objects.create(action=step, person=person, owner=nurse, due_on="2030-01-01")
    return person


@pytest.fixture
def phone(page_as, amina):
    """Amina's phone, with its copy made."""
    page = page_as(amina.user, width="phone")
    page.goto("/me/")
    assert page.evaluate(KEPT % FollowUp.objects.get().ref)
    return page


def cut(page):
    page.context.set_offline(True)


def mend(page):
    page.context.set_offline(False)


def test_without_a_connection_a_person_reads_writes_and_ticks(phone, amina, assert_accessible):
    cut(phone)
    phone.goto("/me/plan/")
    expect(phone.get_by_text("You are not connected")).to_be_visible()
    expect(phone.get_by_text("Walk to the corner").first).to_be_visible()
    assert_accessible(phone)
    for words in ("My knee", "Sleeping badly"):
        phone.goto("/me/notes/")
        phone.get_by_label("What do you want to talk about").fill(words)
        phone.get_by_role("button", name="Keep it").click()
        expect(phone.get_by_text(WAITS)).to_be_visible()
    phone.goto("/me/")
    phone.get_by_role("button", name="I did it").click()
    expect(phone.get_by_text(WAITS)).to_be_visible()
    phone.goto("/me/device/")
    expect(phone.locator("#device-list .voice")).to_contain_text(["My knee", "Sleeping badly", "I did it"])
    assert_accessible(phone)
    assert not DeviceWriting.objects.exists()
    mend(phone)
    expect(phone.get_by_text("Nothing waits to be sent")).to_be_visible(timeout=15_000)
    assert list(Note.objects.values_list("text", flat=True)) == ["My knee", "Sleeping badly"]
    assert FollowUp.objects.get(done_at__isnull=False).outcome == "done"
    assert DeviceWriting.objects.filter(state="done").count() == 3

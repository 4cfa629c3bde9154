"""The network is cut: a person reads on, writes, ticks a step; it comes to us once, in order, and nothing is lost."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, expect

from inglenook.people.models import DeviceWriting, Result
from inglenook.planning.models import Action, FollowUp, Note, Plan
from tests import factories

from .conftest import session_of

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = """async () => {
  const last = '%s', until = Date.now() + 20000
  while (!(await caches.match(last)) && Date.now() < until) await new Promise((done) => setTimeout(done, 50))
  return Boolean(await caches.match(last))
}"""
COPIES = """async () => {
  const until = Date.now() + 5000
  for (;;) {
    const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    const own = kept.flat().map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith('/me/'))
    if (!own.length || Date.now() > until) return own
    await new Promise((done) => setTimeout(done, 50))
  }
}"""
STORED = """() => new Promise((done) => {
  const opening = indexedDB.open('inglenook')
  opening.onsuccess = () => {
    const all = opening.result.transaction('unsent').objectStore('unsent').getAll()
    all.onsuccess = () => {
      opening.result.close()
      const text = (bytes) => new TextDecoder('latin1').decode(bytes)
      done(JSON.stringify(all.result.map(({ sealed, ...row }) => [row, text(sealed)])))
    }
  }
})"""
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
    assert page.evaluate(KEPT % f"/me/follow-ups/{FollowUp.objects.get().ref}/")
    return page


def cut(page):
    page.context.set_offline(True)


def mend(page):
    """The connection is back; a copy on the screen gives way to the page as it is now, on a busy machine too."""
    page.context.set_offline(False)
    expect(page.locator("html[data-copy]")).to_have_count(0, timeout=60_000)


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
    for top in ("142", "138"):
        phone.goto("/me/readings/add/blood_pressure/")
        phone.get_by_label("top number").fill(top)
        phone.get_by_label("bottom number").fill("85")
        phone.locator("main form button").click()
        expect(phone.get_by_text(WAITS)).to_be_visible()
    phone.goto("/me/")
    phone.get_by_role("button", name="I did it").click()
    expect(phone.get_by_text(WAITS)).to_be_visible()
    phone.goto("/me/device/")
    expect(phone.locator("#device-list .voice")).to_contain_text(["My knee", "Sleeping", "142", "138", "I did it"])
    assert_accessible(phone)
    assert not DeviceWriting.objects.exists()
    mend(phone)
    expect(phone.get_by_text("Nothing waits to be sent")).to_be_visible(timeout=15_000)
    assert list(Note.objects.values_list("text", flat=True)) == ["My knee", "Sleeping badly"]
    assert FollowUp.objects.get(done_at__isnull=False).outcome == "done"
    assert list(Result.objects.filter(measure="systolic").order_by("pk").values_list("number", flat=True)) == [142, 138]
    assert DeviceWriting.objects.filter(state="done").count() == 5


def test_a_connection_that_comes_back_without_a_word_is_found(phone):
    cut(phone)
    phone.goto("/me/notes/")
    phone.get_by_label("What do you want to talk about").fill("My knee")
    phone.get_by_role("button", name="Keep it").click()
    expect(phone.get_by_text(WAITS)).to_be_visible()
    phone.evaluate("addEventListener('online', (event) => event.stopImmediatePropagation(), true)")
    mend(phone)
    expect(phone.get_by_text(WAITS)).to_be_hidden()
    assert Note.objects.get().text == "My knee"


def test_nobody_else_reads_what_a_device_kept_and_its_writer_loses_nothing(phone, amina, practice):
    cut(phone)
    phone.goto("/me/notes/")
    phone.get_by_label("What do you want to talk about").fill("My knee")
    phone.get_by_role("button", name="Keep it").click()
    expect(phone.get_by_text(WAITS)).to_be_visible()
    Session.objects.all().delete()  # she signs out on another device
    mend(phone)
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()
    assert phone.evaluate(COPIES) == []
    assert "My knee" not in phone.evaluate(STORED)
    sign_in(phone, other_person(practice))
    phone.goto("/me/")
    assert phone.evaluate(KEPT % "/me/device/")
    cut(phone)
    phone.goto("/me/device/")
    expect(phone.get_by_text("Nothing waits to be sent")).to_be_visible()
    mend(phone)
    sign_in(phone, amina.user)
    phone.goto("/me/")
    expect(phone.get_by_text("What you wrote has been sent")).to_be_visible(timeout=15_000)
    assert Note.objects.get().text == "My knee"
    phone.goto("/account/")
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url("/")
    assert phone.evaluate(COPIES) == []
    cut(phone)
    with pytest.raises(Error, match="ERR_"):
        phone.goto("/me/")


def sign_in(phone, user):
    phone.context.clear_cookies()
    phone.context.add_cookies([session_of(user, phone.evaluate("origin"))])


def other_person(practice):
    person = factories.make_person(practice, given_name="Bert")
    person.user = factories.make_user("Bert")
    person.save(update_fields=["user"])
    return person.user

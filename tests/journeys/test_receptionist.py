"""A new receptionist learns on a phone, and takes the same module in a trust's own learning system."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from inglenook.workforce.learning.courses.actions import keep
from inglenook.workforce.learning.courses.rules import Page, from_mapping
from inglenook.workforce.learning.courses.scorm.packaging import package
from inglenook.workforce.learning.loading import load_shipped
from inglenook.workforce.models import Course, Study
from tests import factories

from .stories import fits

pytestmark = pytest.mark.django_db(transaction=True)
# A learning system's side of SCORM 1.2: keeps what it is told, and gives it back.
SYSTEM = """
window.API = {
  kept: JSON.parse(localStorage.kept || "{}"), calls: [],
  LMSInitialize() { this.calls.push("Initialize"); return "true"; },
  LMSGetValue(name) { return this.kept[name] ?? ""; },
  LMSSetValue(name, value) { this.kept[name] = value; return "true"; },
  LMSCommit() { localStorage.kept = JSON.stringify(this.kept); return "true"; },
  LMSFinish() { this.LMSCommit(); localStorage.finished = "yes"; return "true"; },
  LMSGetLastError() { return "0"; },
};
"""


@pytest.fixture
def course(db):
    load_shipped()
    return Course.objects.get(code="whole-team")


@pytest.fixture
def tomasz(practice):
    return factories.make_user("Tomasz Nowak", role="coordinator", at=practice)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_new_receptionist_finishes_a_module_on_a_phone(page_as, tomasz, course, assert_accessible, script):
    page = page_as(tomasz, width="phone", script=script)

    def check():
        assert fits(page), page.url
        if script:  # axe is one
            assert_accessible(page)

    page.goto("/learning/")
    check()
    page.get_by_role("button", name="Begin").click()
    check()
    module = from_mapping(course.contents).modules[0]
    page.get_by_role("button", name="Next").click()
    page.goto("/courses/")  # the phone rings: he comes back later
    check()
    page.get_by_role("link", name=course.title).click()
    check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name=module.pages[1].title)).to_be_visible()
    for _ in module.pages[1:]:
        page.get_by_role("button", name="Next").click()
    answer_all(page, module, check)
    expect(page.get_by_role("heading", name="You have finished")).to_be_visible()
    expect(page.get_by_text(module.tomorrow)).to_be_visible()
    check()
    page.get_by_role("button", name="No e-mails, please").click()
    expect(page.get_by_text("No more e-mails.")).to_be_visible()
    check()
    assert Study.objects.get(learner=tomasz).finished_at


def answer_all(page, module, check):
    """The first wrongly at first; each is explained."""
    for number, question in enumerate(module.quiz):
        if number == 0:
            page.get_by_role("button", name="Check my answer").click()
            expect(page.get_by_text("Choose an answer").first).to_be_visible()
            wrong = next(answer for answer in question.answers if not answer.right)
            page.get_by_label(wrong.text).check()
            page.get_by_role("button", name="Check my answer").click()
            expect(page.get_by_text("Not quite.")).to_be_visible()
            expect(page.get_by_text(wrong.because)).to_be_visible()
            check()
            page.get_by_role("link", name="Answer again").click()
        for answer in question.answers:
            if answer.right:
                page.get_by_label(answer.text).check()
        page.get_by_role("button", name="Check my answer").click()
        expect(page.get_by_text("That is right.")).to_be_visible()
        page.get_by_role("button", name="Next").click()


def test_the_same_module_runs_in_another_learning_system_without_a_network(
    browser, course, tmp_path, assert_accessible
):
    """From files, with the network off: left half-way, gone on with, completed and reported."""
    said = from_mapping(course.contents)
    zipfile.ZipFile(io.BytesIO(package(said))).extractall(tmp_path)
    module = said.modules[0]
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 800})
    context.add_init_script(SYSTEM)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{tmp_path}/{module.code}.html")
    expect(page.get_by_text(f"Step 1 of {module.steps}")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    page.reload()
    expect(page.get_by_role("heading", name=module.pages[2].title)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    for question in module.quiz:
        page.get_by_label(question.answers[question.right[0]].text).check()
        page.get_by_role("button", name="Check my answer").click()
        page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("3 of 3 right")).to_be_visible()
    kept = page.evaluate("API.kept")
    assert kept["cmi.core.lesson_status"] == "completed" and kept["cmi.core.score.raw"] == "100"
    page.goto("about:blank")
    assert all(url.startswith("file://") for url in asked if url != "about:blank")
    context.close()


def test_a_hostile_course_does_nothing_in_the_browser(page_as, tomasz, course):
    """As if one had come into the table by another way than the import, which refuses it."""
    said = from_mapping(course.contents)
    taken = "document.title='Taken'"
    bad = [f"<script>{taken}</script>", f'<img src=x onerror="{taken}">', f"[x](javascript:{taken})"]
    said.modules[0].pages[0] = Page("Hello", "\n\n".join(bad))
    keep(said)
    page = page_as(tomasz)
    page.goto(f"/courses/{course.ref}/modules/1/1/")
    assert page.title().startswith("Hello")
    assert not page.locator("main script, main img, main a[href^='javascript']").count()
    assert re.search(r"<script>", page.locator(".lesson").inner_text())

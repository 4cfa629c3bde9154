"""Every page as everybody of the demonstration, looked at as somebody would who cannot see, zooms in, or has no script.

One test looks at each page once, as the first who may open it; the slow ones at each as everybody, in two widths, with
all its links and its main form.
Pages are found from the addresses Inglenook answers, so a new page joins by itself. What is wrong anywhere is reported
together. People's pages are also read: their words must be easy.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from urllib.parse import urldefrag

import pytest
import textstat
from playwright.sync_api import BrowserContext
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page as Window

from tests.journeys import demonstration
from tests.journeys.conftest import AXE, WIDTHS
from tests.pages import PATIENCE, Finder, asking_in, pages

pytestmark = pytest.mark.django_db
ZOOMED = 320  # 1280 px at 400 %: WCAG 2.2, 1.4.10
RULES = {
    "phone": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "desk": ["target-size", "scrollable-region-focusable", "link-in-text-block"],  # what a width can change
}
RUN = """({name, rules}) => { setTimeout(async () => {
  window.breaches = (await axe.run(document, rules)).violations
  document.documentElement.dataset.seen = name
}) }"""
HARDEST = 6  # Automated Readability Index (Senter and Smith 1967): 6 is read by those of 11
ENOUGH = 30  # words: the index says little about fewer
PROSE = "main p, main li, main legend, main label, main .nhsuk-hint, main h2"
# Their words are the person's, a colleague's or a record's, not ours.
QUOTED = ".voice, .said, .recorded, .result, table, nav, .looks, .thread, .phone, details"
NAMED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|\?.*")
FEW, OK = 3, 200
SAMPLES, BORROWED = "/kit/", "/accounts/"  # whose links lead nowhere; whose words are mostly a library's
PERSONAS = list(demonstration.emails())
FOUND: dict[str, list[str]] = {}
VERBS: set[str] = set()


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    with django_db_blocker.unblock(), demonstration.demonstration(tmp_path_factory.mktemp("demo")) as url:
        yield url


@pytest.fixture
def enter(browser, site):
    """`enter(persona, script=True)`: their own browser, signed in."""
    contexts = []

    def enter(persona: str, *, script: bool = True) -> BrowserContext:
        context = browser.new_context(
            base_url=site, java_script_enabled=script, viewport={"width": 1280, "height": 900}
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if persona != demonstration.VISITOR:
            window = context.new_page()
            window.goto("/demo/")
            window.locator(f"form[action$='/{persona}/'] button").click()
            window.close()
        return context

    yield enter
    for context in contexts:
        context.close()


@pytest.mark.slow
def test_every_page_can_be_used_as_the_first_who_may_open_it(enter):
    seen, faults = set(), []
    for persona, email in demonstration.emails().items():
        context = enter(persona)
        find = Finder(email, asking_in(context, VERBS)).find
        for page in pages():
            if page not in seen and not f"/{page.route}".startswith((SAMPLES, BORROWED)) and (at := find(page)):
                seen.add(page)
                faults += [f"{at} as {persona}: {fault}" for fault in _looked_at(context, at, ["phone"])]
    assert len(seen) > 60
    assert not faults, "\n".join(faults)


@pytest.mark.slow
@pytest.mark.parametrize("persona", PERSONAS)
def test_every_page_can_be_used_by_everybody(enter, persona):
    context, plain, faults = enter(persona), enter(persona, script=False), []
    links = Links(context)
    for at in _opened_by(persona, context):
        faults += [f"{at}: {fault}" for fault in _looked_at(context, at, list(RULES), plain=plain, links=links)]
    assert not faults, "\n".join(faults)


@pytest.mark.slow
@pytest.mark.parametrize("persona", PERSONAS)
def test_every_main_form_can_be_sent_without_script(enter, persona):
    faults = []
    for at in _opened_by(persona, enter(persona)):
        plain = enter(persona, script=False)  # each anew: one of the forms signs out
        faults += [f"{at}: {fault}" for fault in _faults_in(plain, partial(_sent, at=at))]
        plain.close()
    assert not faults, "\n".join(faults)


def _opened_by(persona: str, context: BrowserContext) -> list[str]:
    """One address of every page that this persona may open, found once for all tests."""
    if persona not in FOUND:
        finder = Finder(demonstration.emails()[persona], asking_in(context, VERBS))
        FOUND[persona] = [at for page in pages() if (at := finder.find(page))]
    return FOUND[persona]


def _faults_in(context: BrowserContext, look: Callable[[Window], Iterable[str]]) -> list[str]:
    """What is wrong with a page, seen in a window of its own; one that does not answer in time is wrong."""
    window = context.new_page()
    try:
        return list(look(window))
    except BrowserError as stopped:
        return [f"stopped the browser: {stopped.message[:300]}"]
    finally:
        window.close()


def _looked_at(context: BrowserContext, at: str, widths: list[str], *, plain=None, links=None) -> list[str]:
    """What is wrong with the page; also without script in the context `plain`, and with its links, where given."""

    def look(window: Window) -> Iterator[str]:
        window.goto(at)
        yield from chain(_of_its_make(window), _of_access(window, widths), _of_width(window))
        if window.locator("html.person").count() and not at.startswith(BORROWED):
            yield from _hard_to_read(window)
        if links and not at.startswith(SAMPLES):
            yield from links.broken_on(window)
        if plain:
            yield from _faults_in(plain, partial(_without_script, at=at, headings=_headings(window)))

    return _faults_in(context, look)


def _of_its_make(window: Window) -> Iterator[str]:
    if (count := window.locator("h1").count()) != 1:
        yield f"has {count} first headings"
    if not re.fullmatch(r"\S.* – Inglenook", window.title()):
        yield f"has the title “{window.title()}”"
    if not (window.locator("html").get_attribute("lang") or "").startswith("en"):
        yield "does not say its language"
    if window.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count():
        yield "has an order of focus of its own"
    window.keyboard.press("Tab")
    if window.evaluate("document.activeElement.getAttribute('href')") != "#main":
        yield "does not begin with a way past its navigation"
    window.evaluate("document.activeElement.blur()")  # shown, it lies over what axe measures


def _of_access(window: Window, widths: list[str]) -> Iterator[str]:
    window.evaluate(AXE.read_text(encoding="utf-8"))
    for name in widths:
        window.set_viewport_size({"width": WIDTHS[name], "height": 900})
        asked = {"name": name, "rules": {"runOnly": RULES[name], "resultTypes": ["violations"]}}
        window.evaluate(RUN, asked)
        window.locator(f"html[data-seen={name}]").wait_for(state="attached")  # an evaluation would wait for ever
        for breach in window.evaluate("breaches"):
            yield f"{name}: {breach['id']} {[node['html'][:200] for node in breach['nodes'][:3]]}"


def _of_width(window: Window) -> Iterator[str]:
    window.set_viewport_size({"width": ZOOMED, "height": 900})
    if (width := window.evaluate("document.documentElement.scrollWidth")) > ZOOMED:
        yield f"is {width} px wide where {ZOOMED} px are there"


def _headings(window: Window) -> list[str]:
    return [text.strip() for text in window.locator("main :is(h1, h2):visible").all_inner_texts()]


def _without_script(plain: Window, *, at: str, headings: list[str]) -> Iterator[str]:
    plain.set_viewport_size({"width": ZOOMED, "height": 900})
    plain.goto(at)
    if missing := [heading for heading in headings if heading not in _headings(plain)]:
        yield f"without script hides {missing}"


def _hard_to_read(window: Window) -> Iterator[str]:
    """Our own sentences on a person's page."""
    said = window.locator(PROSE).evaluate_all(
        "(found, quoted) => found.filter(e => !e.closest(quoted) && e.checkVisibility()).map(e => e.innerText)", QUOTED
    )
    text = " ".join(line if line[-1:] in ".?!" else f"{line}." for line in map(str.strip, said) if line)
    if len(text.split()) >= ENOUGH and (grade := textstat.automated_readability_index(text)) > HARDEST:
        yield f"reads like grade {grade:.1f}: {text[:300]}"


def _sent(window: Window, *, at: str) -> Iterator[str]:
    window.goto(at)
    if (send := _main_button(window)) is not None:
        with window.expect_navigation() as sent:
            send.click()
        if sent.value.status >= 400:
            yield f"“{send}” answers {sent.value.status}"


def _main_button(window: Window):
    forms = window.locator("main form:has(button:visible)")
    for buttons in (
        forms.locator("button.nhsuk-button:not(.nhsuk-button--secondary):visible"),
        forms.locator("button:visible"),
    ):
        if buttons.count():
            return buttons.first
    return None


class Links:
    """What one persona's links answer. Of addresses that differ in whom or what they name, the first few are asked."""

    def __init__(self, context: BrowserContext):
        self.context, self.answers, self.alike = context, {}, Counter()

    def broken_on(self, window: Window) -> Iterator[str]:
        here = urldefrag(window.url).url
        for link in dict.fromkeys(window.locator("a[href]").evaluate_all("found => found.map(a => a.href)")):
            address, part = urldefrag(link)
            if not address.startswith(window.evaluate("origin")):
                continue
            if address == here:
                if part and not window.locator(f"[id='{part}']").count():
                    yield f"links to a part that is not there: #{part}"
            elif (status := self._answer(address)) >= 400:
                yield f"links to {address}, which answers {status}"

    def _answer(self, address: str) -> int:
        alike = NAMED.sub("", address)
        if address not in self.answers and self.alike[alike] < FEW:
            self.alike[alike] += 1
            self.answers[address] = self.context.request.get(address, timeout=PATIENCE).status
        return self.answers.get(address, OK)

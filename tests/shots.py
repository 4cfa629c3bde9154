"""Take a screenshot of every page as each persona of the demonstration: `python -m tests.shots [--docs]`.

Pages are found from the addresses Inglenook answers; where an address names something, the first such thing that the
persona can open is shown. So a new page is in the next round by itself. What nobody could open is printed at the end.
"""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from typer import echo as say

from .pages import Finder, Page, pages
from .tutorial import follow

ROOT = Path(__file__).parents[1]
SHOTS, IMAGES = ROOT / "shots", ROOT / "docs/images"
WIDTHS = (360, 1280)
VISITOR = "visitor"


class Camera:
    """One persona's browser: probes addresses, and photographs those that are pages."""

    def __init__(self, browser: Browser, url: str, persona: str, email: str | None):
        self.persona = persona
        self.finder = Finder(email, self._is_page)
        self.verbs: set[str] = set()  # names of addresses that are not pages: they are posted to
        self.context: BrowserContext = browser.new_context(base_url=url, color_scheme="light")
        self.window = self.context.new_page()
        if email:
            self.window.goto("/demo/")
            self.window.locator(f"form[action$='/{persona}/'] button").click()

    def find(self, page: Page) -> str | None:
        """The address at which this persona gets the page; None when it is not theirs."""
        return self.finder.find(page)

    def _is_page(self, page: Page, at: str) -> bool:
        if page.name in self.verbs:
            return False
        answer = self.context.request.get(at, max_redirects=0)
        kind = answer.headers.get("content-type", "")
        if answer.status == 405 or answer.status == 200 and not kind.startswith("text/html"):
            self.verbs.add(page.name)
        return answer.status == 200 and kind.startswith("text/html")

    def photograph(self, at: str, width: int, file: Path, *, whole: bool = True) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.window.set_viewport_size({"width": width, "height": 900})
        self.window.goto(at)
        self.window.screenshot(path=file, full_page=whole)


def take(url: str, personas: dict[str, str | None]) -> list[str]:
    """Photograph every page as everybody; gives the names of pages that nobody could open."""
    found, everything = set(), pages()
    with _browser() as browser:
        for persona, email in personas.items():
            camera = Camera(browser, url, persona, email)
            for page in everything:
                if at := camera.find(page):
                    found.add(page.name)
                    for width in WIDTHS:
                        camera.photograph(at, width, SHOTS / persona / f"{page.name}-{width}.png")
            found |= camera.verbs
            say(f"{persona}: {len(list((SHOTS / persona).glob('*.png')))} pictures")
    return [page.name for page in everything if page.name not in found]


def take_for_docs(url: str) -> None:
    """The pictures of the README and the tutorial, taken on the way through it. The demonstration must be fresh."""
    with _browser() as browser:
        follow(browser, url, lambda page, name: page.screenshot(path=IMAGES / f"{name}.png"))


@contextmanager
def _browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def demonstration(port: int) -> Iterator[str]:
    """The address of the demonstration on this port: the one that runs, else one started for as long as needed."""
    url = f"http://127.0.0.1:{port}"
    if _answers(url):
        yield url
        return
    command = [Path(sys.executable).with_name("inglenook"), "demo", "--port", str(port)]
    quiet = os.environ | {"INGLENOOK_LOG": "ERROR"}  # being refused is what is tried here
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=quiet) as server:
        try:
            if not any("/demo/" in line for line in server.stdout):
                sys.exit("The demonstration did not open.")
            yield url
        finally:
            server.terminate()


def _answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(f"{url}/demo/", timeout=60).status == 200
    except (urllib.error.URLError, TimeoutError):
        return False


def main() -> None:
    with demonstration(int(os.environ.get("PORT", "8000"))) as url:
        if "--docs" in sys.argv:
            take_for_docs(url)
            return
        os.environ.update(INGLENOOK_DEMO="1", DJANGO_SETTINGS_MODULE="inglenook.config.settings")
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop is not a view's
        django.setup()
        from inglenook.demo.personas import by_email

        personas = {VISITOR: None} | {persona.code: email for email, persona in by_email().items()}
        unopened = take(url, personas)
    say("Nobody could open: " + ", ".join(unopened) if unopened else "Every page was opened.")


if __name__ == "__main__":
    main()

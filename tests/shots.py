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

from .pages import PATIENCE, Finder, asking_in, pages
from .tutorial import follow

ROOT = Path(__file__).parents[1]
SHOTS, IMAGES = ROOT / "shots", ROOT / "docs/images"
WIDTHS = (360, 1280)
VISITOR = "visitor"


class Camera:
    """One persona's browser: finds their pages and photographs them."""

    def __init__(self, browser: Browser, url: str, persona: str, email: str | None, verbs: set[str]):
        self.context: BrowserContext = browser.new_context(base_url=url, color_scheme="light")
        self.context.set_default_timeout(PATIENCE)
        self.window = self.context.new_page()
        if email:
            self.window.goto("/demo/")
            self.window.locator(f"form[action$='/{persona}/'] button").click()
        self.find = Finder(email, asking_in(self.context, verbs)).find

    def photograph(self, at: str, folder: Path, name: str) -> None:
        for width in WIDTHS:
            self.window.set_viewport_size({"width": width, "height": 900})
            if width == WIDTHS[0]:
                self.window.goto(at)
            self.window.screenshot(path=folder / f"{name}-{width}.png", full_page=True)


def take(url: str, personas: dict[str, str | None]) -> list[str]:
    """Photograph every page as everybody; gives the names of pages that nobody could open."""
    found, verbs, everything = set(), set(), pages()
    with _browser() as browser:
        for persona, email in personas.items():
            camera = Camera(browser, url, persona, email, verbs)
            for page in everything:
                if at := camera.find(page):
                    found.add(page.name)
                    camera.photograph(at, SHOTS / persona, page.name)
            say(f"{persona}: {len(list((SHOTS / persona).glob('*.png')))} pictures")
    return [page.name for page in everything if page.name not in found | verbs]


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

"""What something costs whoever does it: keys pressed and clicks made in the browser, over all its pages."""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page

# One key held is one key; a chord is as many as it has. A click is a press of the pointer.
COUNT = """
for (const [name, kind] of [["keydown", "keys"], ["pointerdown", "clicks"]]) {
  addEventListener(name, (event) => {
    if (event.isTrusted && !event.repeat) sessionStorage[kind] = Number(sessionStorage[kind] ?? 0) + 1;
  }, true);
}
"""


@dataclass(frozen=True)
class Effort:
    """Keys pressed beyond the free text, and clicks."""

    keystrokes: int
    clicks: int


def count_in(context: BrowserContext) -> None:
    context.add_init_script(COUNT)


def effort_of(page: Page, *, free_text: list[str]) -> Effort:
    """What was done in this tab so far, without the letters of the free text."""
    keys, clicks = page.evaluate("[sessionStorage.keys, sessionStorage.clicks].map((count) => Number(count ?? 0))")
    return Effort(keys - sum(map(len, free_text)), clicks)

"""A course from its files: `course.yaml`, and in `modules/` a Markdown file for each module, in order of names."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from .. import text
from ..documents import read_markdown, read_yaml
from ..faults import Fault, Faulty
from ..files import texts_in
from .rules import Course, Module, Page, module_from

MOST_WORDS = 160  # a page that a phone shows without much scrolling
PAGE = re.compile(r"^## +(.+?)\s*$")
MODULE = re.compile(r"modules/\d+-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")


def read_course(path: Path) -> Course:
    """The course in a folder or zip. Raises Faulty with everything that is wrong in it."""
    texts = texts_in(path)
    if "course.yaml" not in texts:
        raise Faulty(
            [Fault("course.yaml", 0, "It is missing.", "Write one: see “Write a course” in the documentation.")]
        )
    faults: list[Fault] = list(_out_of_place(texts))
    about = _collected(faults, lambda: read_yaml("course.yaml", texts["course.yaml"], "course"))
    names = sorted(name for name in texts if MODULE.fullmatch(name))
    modules = [_collected(faults, lambda name=name: _module(name, texts[name])) for name in names]
    if not names:
        faults.append(Fault("modules", 0, "There is no module.", "Put one Markdown file for each into `modules/`."))
    if faults:
        raise Faulty(faults)
    return Course(**about, modules=modules)


def _collected(faults: list[Fault], read):
    """What `read` gives; its faults go to the others."""
    try:
        return read()
    except Faulty as refused:
        faults += refused.faults
        return None


def _out_of_place(texts: dict[str, str]) -> Iterator[Fault]:
    codes: dict[str, str] = {}
    for name in sorted(set(texts) - {"course.yaml", "README.md"}):
        if not MODULE.fullmatch(name):
            mend = "A module is called like `modules/03-agenda.md`."
            yield Fault(name, 0, "A course has no place for it.", mend)
        elif (same := codes.setdefault(_code(name), name)) != name:
            yield Fault(name, 0, f"It has the same name as {same}.", "Give it another.")


def _code(name: str) -> str:
    return MODULE.fullmatch(name)[1]


def _module(name: str, said: str) -> Module:
    about, markdown, below = read_markdown(name, said, "module")
    faults = list(text.faults(name, markdown, below=below))
    pages = list(_pages(name, markdown, below, faults))
    if not pages and not faults:
        faults.append(Fault(name, below + 1, "It has no page.", "Begin each page with a heading: `## What it is`."))
    if faults:
        raise Faulty(faults)
    return module_from(about | {"code": _code(name), "pages": pages})


def _pages(name: str, markdown: str, below: int, faults: list[Fault]) -> Iterator[dict]:
    """Each page with its title; what stands before the first belongs to none."""
    lines = markdown.split("\n")
    starts = [at for at, line in enumerate(lines) if PAGE.match(line)]
    if any(line.strip() for line in lines[: starts[0] if starts else None]):
        mend = "Begin each page with one: `## What it is`."
        faults.append(Fault(name, below + 1, "It begins without a heading.", mend))
    for start, end in pairwise([*starts, len(lines)]):
        page = Page(PAGE.match(lines[start])[1], "\n".join(lines[start + 1 : end]).strip())
        if fault := _page_fault(name, page, below + start + 1):
            faults.append(fault)
        yield vars(page)


def _page_fault(name: str, page: Page, line: int) -> Fault | None:
    words = len(page.text.split())
    if not words:
        return Fault(name, line, f"The page “{page.title}” is empty.", "Write it, or take its heading out.")
    if words > MOST_WORDS:
        return Fault(name, line, f"The page “{page.title}” has {words} words.", f"Split it: at most {MOST_WORDS}.")
    return None

"""Markdown to HTML, with nothing in it that could act: no HTML, no scripts, no pictures from elsewhere."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from .faults import Fault

SCHEMES = ("http", "https", "mailto")
_SAFE = MarkdownIt("commonmark", {"html": False}).enable("table")
_OPEN = MarkdownIt("commonmark", {"html": True}).enable("table")  # sees what is refused
_OPEN.validateLink = lambda address: True


def html(text: str, *, raise_headings: int = 0) -> Markup:
    """The text as HTML. `raise_headings` makes a heading so many levels higher."""
    tokens = _SAFE.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(2, int(token.tag[1]) - raise_headings)}"
        for inner in token.children or ():
            if inner.type == "link_open":
                inner.attrSet("rel", "noreferrer")
    return Markup(_SAFE.renderer.render(tokens, _SAFE.options, {}))  # all HTML in it was escaped


def faults(file: str, text: str, *, below: int = 0) -> Iterator[Fault]:
    """What no text of ours may hold. Its first line is line `below` + 1 of the file."""
    lines = text.split("\n")
    for token in _OPEN.parse(text):
        first, last = token.map or (0, 0)
        if token.type == "html_block":
            yield _html_fault(file, first + 1 + below, token.content)
        for inner in token.children or ():
            if (said := _refused(inner)) is not None:
                at = next((n for n in range(first, last) if said in lines[n]), first)
                yield _inner_fault(file, at + 1 + below, inner, said)


def _refused(token: Token) -> str | None:
    """What stands in the text of something that is not taken."""
    if token.type == "html_inline":
        return token.content
    if token.type == "image":
        return str(token.attrGet("src"))
    address = str(token.attrGet("href")) if token.type == "link_open" else ""
    return address if address and urlsplit(address.strip()).scheme.lower() not in SCHEMES else None


def _inner_fault(file: str, line: int, token: Token, said: str) -> Fault:
    if token.type == "html_inline":
        return _html_fault(file, line, said)
    if token.type == "image":
        return Fault(file, line, "It shows a picture.", "Say in words what it shows.")
    scheme = urlsplit(said).scheme
    what = f"A link begins with “{scheme}:”." if scheme else "A link leads to no address."
    return Fault(file, line, what, "Links begin with https://")


def _html_fault(file: str, line: int, content: str) -> Fault:
    if re.search("</?script", content, re.I):
        return Fault(file, line, "It holds a script.", "Take it out: a course is text, and acts on nothing.")
    return Fault(file, line, "It holds HTML.", "Write it in Markdown; for a bare < write &lt;")
